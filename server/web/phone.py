"""The phone in the workshop: my tasks, one function with its five buttons, and what came of what I said."""

from typing import Any, Final

from server.domain.discussion import Feeling, Outcome, Signature, ThreadStatus
from server.domain.errors import Invalid, NotInYourSight
from server.domain.ids import new_id
from server.services import at_work, discussing, remarking, sessions
from server.services.rights import projects_of
from server.web.call import Call
from server.web.errors import sentence_of
from server.web.form_data import Sent, form_of
from server.web.html import render
from server.web.specification import masked
from server.web.table import Access, Page, Redirect, Screen

ICONS: Final = {
    Feeling.HELPS: "thumbs-up",
    Feeling.HINDERS: "hand",
    Feeling.WORRY: "shield-alert",
    Feeling.IDEA: "lightbulb",
    Feeling.UNCLEAR: "circle-help",
}


def show_my_tasks(call: Call) -> Redirect:
    """Where the installed page begins: one's tasks, or one's projects when there are several."""
    entries = [one for project in projects_of(call.house, call.me.person_id) for one in project.specifications]
    return Redirect(f"/s/{entries[0].id}/taches" if len(entries) == 1 else "/projets")


def _page(call: Call, template: str, here: str, status: int = 200, **values: Any) -> Page:
    own = {
        "specification_id": call.specification_id,
        "here": here,
        "draft_key": masked(sessions.remark_key(call.house, call.me)),
        "icons": ICONS,
    }
    return Page(render(template, call, **own, **values), status)


def show_tasks(call: Call) -> Page:
    """One's tasks with what changes for each, and the news of what one said."""
    work = at_work.my_work(call.house, call.reader, call.specification_id)
    return _page(call, "phone_tasks.html", "tasks", work=work)


def show_function(call: Call) -> Page:
    """One function, and what one may say of it."""
    return _function(call, Sent())


def _function(call: Call, sent: Sent, wrong: str = "", status: int = 200) -> Page:
    function = at_work.function_at_work(
        call.house,
        call.reader,
        call.specification_id,
        call.path["requirement_id"],
        call.language,
        call.path.get("task_id"),
    )
    key = sent.fields.get("key") or new_id()
    return _page(
        call,
        "phone_function.html",
        "tasks",
        status,
        f=function,
        sent=sent,
        wrong=wrong,
        key=key,
        feelings=tuple(Feeling),
        mine=[one for one in function.threads if one.author.mine],
    )


def send_remark(call: Call) -> Page | Redirect:
    """Say something of a function; what is not complete comes back as it was typed."""
    sent = form_of(call)
    signature, _, relay = sent.fields.get("as", Signature.NAME).partition(":")
    remark = remarking.Remark(
        feeling=sent.fields.get("feeling", ""),
        text=sent.text("text"),
        key=sent.fields.get("key", ""),
        signature=signature,
        relay_id=relay or None,
        photo=sent.files.get("photo", b""),
    )
    try:
        thread_id = remarking.send_remark(
            call.house, call.reader, call.specification_id, call.path["requirement_id"], remark
        )
    except Invalid as refusal:
        return _function(call, sent, sentence_of(refusal, call.language), 422)
    return Redirect(f"/s/{call.specification_id}/remarques/{thread_id}")


def show_remarks(call: Call) -> Page:
    """What one said, and where it stands."""
    threads = at_work.my_remarks(call.house, call.reader, call.specification_id)
    return _page(call, "phone_remarks.html", "remarks", threads=threads)


def show_remark(call: Call) -> Page:
    """What came of something one said: the path it went, with before and after."""
    return _remark(call)


def _remark(call: Call, wrong: str = "", status: int = 200) -> Page:
    follow = at_work.follow_up(call.house, call.reader, call.specification_id, call.path["thread_id"], call.language)
    values = {"f": follow, "t": follow.thread, "wrong": wrong, "outcomes": Outcome}
    return _page(
        call, "phone_remark.html", "remarks", status, is_open=follow.thread.status is ThreadStatus.OPEN, **values
    )


def answer_remark(call: Call) -> Page | Redirect:
    """Add to something one said, say that what came of it is what one meant, or that it is not."""
    sent, thread_id = form_of(call), call.path["thread_id"]
    where = (call.house, call.reader, call.specification_id, thread_id)
    try:
        match sent.fields.get("deed"):
            case "agree":
                discussing.agree(*where)
            case "reopen":
                discussing.reopen(*where, text=sent.text("text"))
            case "add":
                discussing.reply(*where, text=sent.text("text"))
            case _:
                raise NotInYourSight
    except Invalid as refusal:
        return _remark(call, sentence_of(refusal, call.language), 422)
    return Redirect(f"/s/{call.specification_id}/remarques/{thread_id}")


_S: Final = "/s/{specification_id}"
_IN: Final = Access.SPECIFICATION

SCREENS: Final = (
    Screen("/mes-taches", show_my_tasks, Access.PERSON),
    Screen(_S + "/taches", show_tasks, _IN),
    Screen(_S + "/taches/{task_id}/{requirement_id}", show_function, _IN),
    Screen(_S + "/fonctions/{requirement_id}", show_function, _IN),
    Screen(_S + "/fonctions/{requirement_id}", send_remark, _IN, "POST"),
    Screen(_S + "/remarques", show_remarks, _IN),
    Screen(_S + "/remarques/{thread_id}", show_remark, _IN),
    Screen(_S + "/remarques/{thread_id}", answer_remark, _IN, "POST"),
)
