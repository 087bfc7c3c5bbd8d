"""The panel beside the text: threads, origins, history and answers of a requirement or a section."""

from typing import Final

from pydantic import Field

from server.domain.content import Anchor
from server.domain.errors import Invalid
from server.domain.tracing import Register, Subject, SubjectKind
from server.policy.abilities import abilities
from server.policy.labels import Label
from server.policy.view import ThreadView
from server.services import around, discussing, promoting, reading
from server.services.replaying import texts_with_past
from server.web import forms
from server.web.answers import Around, ThreadMark, ThreadMarks, Topic
from server.web.call import Call
from server.web.past import Teller
from server.web.table import Access, Endpoint


class PromoteForm(forms.Form):
    """A finding made of what was said."""

    title: forms.Line
    register_: Register = Field(Register.WORK, alias="register")


class MadeForm(forms.Form):
    """A requirement made of what was said, and in one sentence what its author is told."""

    title: forms.Line
    reason: forms.Passage = ""


def subject_asked(query: forms.AroundQuery) -> Subject:
    """Return the one thing a query names. Raises Invalid when it names none."""
    named = {
        SubjectKind.REQUIREMENT: query.requirement,
        SubjectKind.SECTION: query.section,
        SubjectKind.FINDING: query.finding,
        SubjectKind.RESULT: query.result,
        SubjectKind.SITUATION: query.situation,
    }
    for kind, thing_id in named.items():
        if thing_id:
            return Subject(kind, thing_id)
    raise Invalid("field", field="requirement")


def read_around(call: Call) -> Around:
    """What surrounds one thing of the text or of its origins."""
    return around_of(call, subject_asked(call.asked(forms.AroundQuery)))


def around_of(call: Call, subject: Subject) -> Around:
    """Return the panel of one subject. Raises NotInYourSight."""
    house, reader = call.house, call.reader
    revealer = around.revealer_of(house, reader, call.specification_id, subject)
    code, title = revealer.subject_name(subject)
    told = Teller(revealer, call.language)
    return Around(
        subject=subject,
        code=code,
        title=title,
        threads=around.threads_around(house, revealer, subject),
        links=around.links_around(revealer, subject),
        changes=tuple(told.change(entry) for entry in reading.history(house, reader, call.specification_id, subject)),
        texts=texts_with_past(revealer, subject),
        answers=around.answers_around(house, revealer, subject),
        topics=tuple(
            Topic(one, revealer.subject_name(one)[1], around.audiences(revealer, one))
            for one in around.topics(revealer, subject)
        ),
        people=revealer.members(),
        can=abilities(reader),
    )


def read_thread_marks(call: Call) -> ThreadMarks:
    """The phrases that open threads hang on, in the whole specification, numbered in reading order."""
    marked = around.marked_phrases(call.house, call.reader, call.specification_id)
    return ThreadMarks(
        tuple(
            ThreadMark(one.thread_id, number, one.anchor, one.place, one.text) for number, one in enumerate(marked, 1)
        )
    )


def raise_thread(call: Call) -> ThreadView:
    """Begin a thread."""
    form = call.sent(forms.ThreadForm)
    made, _ = discussing.raise_thread(
        call.house,
        call.reader,
        call.specification_id,
        subject=Subject(form.subject.kind, form.subject.id),
        kind=form.kind,
        text=form.text,
        anchor=Anchor(**form.anchor.model_dump()) if form.anchor else None,
        label=Label.parse(form.label_key) if form.label_key else None,
        cause=form.cause,
        mentions=form.mentions,
    )
    return _thread(call, made)


def read_thread(call: Call) -> ThreadView:
    """One thread."""
    return _thread(call, call.path["thread_id"])


def _thread(call: Call, thread_id: str) -> ThreadView:
    return around.see_thread(call.house, call.reader, call.specification_id, thread_id)


def reply(call: Call) -> ThreadView:
    """Answer in a thread."""
    form, thread_id = call.sent(forms.CommentForm), call.path["thread_id"]
    discussing.reply(call.house, call.reader, call.specification_id, thread_id, text=form.text, mentions=form.mentions)
    return _thread(call, thread_id)


def edit_comment(call: Call) -> ThreadView:
    """Correct one's own message."""
    text, comment_id = call.sent(forms.TextForm).text, call.path["comment_id"]
    return _thread(call, discussing.edit_comment(call.house, call.reader, call.specification_id, comment_id, text=text))


def resolve_thread(call: Call) -> ThreadView:
    """End a thread with what came of it."""
    form, thread_id = call.sent(forms.OutcomeForm), call.path["thread_id"]
    discussing.resolve(
        call.house,
        call.reader,
        call.specification_id,
        thread_id,
        outcome=form.outcome,
        reason=form.reason,
        requirement_id=form.requirement_id,
    )
    return _thread(call, thread_id)


def check_in_use(call: Call) -> ThreadView:
    """Note that what came of a thread was checked in real work."""
    thread_id = call.path["thread_id"]
    discussing.check_in_use(call.house, call.reader, call.specification_id, thread_id)
    return _thread(call, thread_id)


def note_finding(call: Call) -> ThreadView:
    """Note as a finding what a thread began with."""
    form, thread_id = call.sent(PromoteForm), call.path["thread_id"]
    where = (call.house, call.reader, call.specification_id, thread_id)
    promoting.finding_from_thread(*where, title=form.title, register=form.register_)
    return _thread(call, thread_id)


def make_requirement(call: Call) -> ThreadView:
    """Write a requirement out of a thread, and end the thread with it."""
    form, thread_id = call.sent(MadeForm), call.path["thread_id"]
    where = (call.house, call.reader, call.specification_id, thread_id)
    promoting.requirement_from_thread(*where, title=form.title, reason=form.reason)
    return _thread(call, thread_id)


def reopen_thread(call: Call) -> ThreadView:
    """Open one's own closed thread again."""
    text, thread_id = call.sent(forms.TextForm).text, call.path["thread_id"]
    discussing.reopen(call.house, call.reader, call.specification_id, thread_id, text=text)
    return _thread(call, thread_id)


_S: Final = "/api/specifications/{specification_id}"
_THREAD: Final = _S + "/threads/{thread_id}"
_IN: Final = Access.SPECIFICATION

ENDPOINTS: Final = (
    Endpoint(
        "GET", _S + "/context", read_around, _IN, "What surrounds a passage", query=forms.AroundQuery, answer=Around
    ),
    Endpoint("GET", _S + "/thread-marks", read_thread_marks, _IN, "Which phrases carry threads", answer=ThreadMarks),
    Endpoint(
        "POST",
        _S + "/threads",
        raise_thread,
        _IN,
        "Begin a thread",
        body=forms.ThreadForm,
        answer=ThreadView,
        status=201,
    ),
    Endpoint("GET", _THREAD, read_thread, _IN, "A thread", answer=ThreadView),
    Endpoint(
        "POST",
        _THREAD + "/comments",
        reply,
        _IN,
        "Answer in a thread",
        body=forms.CommentForm,
        answer=ThreadView,
        status=201,
    ),
    Endpoint(
        "PATCH",
        _S + "/comments/{comment_id}",
        edit_comment,
        _IN,
        "Correct a message",
        body=forms.TextForm,
        answer=ThreadView,
    ),
    Endpoint(
        "POST", _THREAD + "/resolve", resolve_thread, _IN, "End a thread", body=forms.OutcomeForm, answer=ThreadView
    ),
    Endpoint(
        "POST",
        _THREAD + "/finding",
        note_finding,
        _IN,
        "Note as a finding what was said",
        body=PromoteForm,
        answer=ThreadView,
    ),
    Endpoint(
        "POST",
        _THREAD + "/requirement",
        make_requirement,
        _IN,
        "Write a requirement out of a thread",
        body=MadeForm,
        answer=ThreadView,
    ),
    Endpoint("POST", _THREAD + "/check", check_in_use, _IN, "Note that it was checked in work", answer=ThreadView),
    Endpoint(
        "POST", _THREAD + "/reopen", reopen_thread, _IN, "Reopen a thread", body=forms.TextForm, answer=ThreadView
    ),
)
