"""Cases to be decided over HTTP: the list, one case, and every deed about it."""

from typing import Any, Final

from server.domain.arbitration import DecisionState
from server.domain.richtext import parse, plain_text
from server.domain.roles import OrganizationKind
from server.domain.tracing import Subject
from server.policy.abilities import abilities
from server.policy.labels import Label
from server.policy.view import CaseView
from server.services import arbitrating, deciding, looking, sheets, voicing
from server.services.grounds import see_grounds
from server.services.hearing import who_reads
from server.services.put_off import see_put_off
from server.web import arbitration_forms as forms
from server.web.answers import Created, Named
from server.web.arbitration_answers import AboutLine, CaseAnswer, CaseLine, Choice, Decisions, PutOffLine
from server.web.call import Call
from server.web.forms import FieldForm, MarkForm, ReasonForm, TextForm
from server.web.release_forms import LanguageQuery
from server.web.specification import island_page
from server.web.table import Access, Endpoint, File, Page, Screen


def read_decisions(call: Call) -> Decisions:
    """What is being decided, and what was."""
    house, reader, spec = call.house, call.reader, call.specification_id
    grounds = see_grounds(house, reader, spec)
    here = f"{call.base}/s/{spec}"
    return Decisions(
        cases=tuple(_line(call, case) for case in arbitrating.see_cases(house, reader, spec)),
        questions=arbitrating.see_questions(house, reader, spec),
        put_off=tuple(
            PutOffLine(
                one.requirement.code,
                one.requirement.title,
                one.requirement.status,
                one.requirement.lot,
                one.reason,
                one.at,
                f"{here}#r-{one.requirement.id}",
            )
            for one in see_put_off(house, reader, spec)
        ),
        supplier=reader.is_supplier,
        can=abilities(reader),
        requirements=tuple(Choice(one.id, one.code, one.title) for one in grounds.requirements),
        conflicts=grounds.conflicts,
        answers=grounds.answers,
        labels=grounds.labels,
    )


def _line(call: Call, case: CaseView) -> CaseLine:
    made = [one for one in case.decisions if one.state is DecisionState.MADE]
    return CaseLine(
        id=case.id,
        question=case.question,
        codes=tuple(one.code for one in case.about),
        stage=case.stage,
        label=case.label,
        decided=made[-1].option if made else None,
        at=(made[-1].closed_at or case.opened_at) if made else case.opened_at,
        awaits=case.awaits,
        href=f"{call.base}/s/{call.specification_id}/decisions/{case.id}",
    )


def read_case(call: Call) -> CaseAnswer:
    """One case."""
    return _answer(call, call.path["case_id"])


def _answer(call: Call, case_id: str) -> CaseAnswer:
    house, reader, spec = call.house, call.reader, call.specification_id
    case = arbitrating.see_case(house, reader, spec, case_id)
    with looking.revealing(house, reader, spec) as revealer:
        reads = who_reads(revealer, Label.parse(case.label.key), call.language)
        organizations = revealer.organizations() if case.may_ask else ()
    return CaseAnswer(
        case=case,
        about=tuple(_about(call, one.id) for one in case.about),
        reads=reads,
        people=voicing.see_askable(house, reader, spec, case_id) if case.may_open_round else (),
        suppliers=tuple(Named(o.id, o.name) for o in organizations if o.kind is OrganizationKind.SUPPLIER),
        labels=see_grounds(house, reader, spec).labels if case.may_add_option else (),
        sheet=f"{call.base}/api/specifications/{spec}/arbitrations/{case.id}/sheet?language={call.language}",
    )


def _about(call: Call, requirement_id: str) -> AboutLine:
    item = looking.see_requirement(call.house, call.reader, call.specification_id, requirement_id)
    statement = plain_text(parse(item.statement.tree)) if item.statement else ""
    href = f"{call.base}/s/{call.specification_id}#r-{item.id}"
    return AboutLine(item.id, item.code, item.title, item.status, href, statement)


def _label(key: str | None) -> Label | None:
    return Label.parse(key) if key is not None else None


def open_case(call: Call) -> Created:
    """Open a case."""
    form = call.sent(forms.CaseForm)
    made = arbitrating.open_case(
        call.house,
        call.reader,
        call.specification_id,
        question=form.question,
        requirement_ids=form.requirement_ids,
        origin=Subject(form.origin.kind, form.origin.id) if form.origin else None,
        label=_label(form.label_key),
    )
    return Created(made, href=f"{call.base}/s/{call.specification_id}/decisions/{made}")


def add_option(call: Call) -> CaseAnswer:
    """Add an option."""
    form, case_id = call.sent(forms.OptionForm), call.path["case_id"]
    arbitrating.add_option(
        call.house,
        call.reader,
        call.specification_id,
        case_id,
        title=form.title,
        summary=form.summary,
        label=_label(form.label_key),
    )
    return _answer(call, case_id)


def change_option(call: Call) -> CaseAnswer:
    """Change an option's title or summary."""
    form, option_id = call.sent(FieldForm), call.path["option_id"]
    changed: dict[str, Any] = {"field": form.field, "value": form.value, "before": form.before}
    return _answer(
        call, arbitrating.change_option(call.house, call.reader, call.specification_id, option_id, **changed)
    )


def remove_option(call: Call) -> CaseAnswer:
    """Remove an option."""
    option_id = call.path["option_id"]
    return _answer(call, arbitrating.remove_option(call.house, call.reader, call.specification_id, option_id))


def set_effect(call: Call) -> CaseAnswer:
    """Say what an option does."""
    form, option_id = call.sent(forms.EffectForm), call.path["option_id"]
    case_id = arbitrating.set_effect(
        call.house,
        call.reader,
        call.specification_id,
        option_id,
        aspect=form.aspect,
        words=form.words,
        grade=form.grade,
        before=(form.words_before, form.grade_before),
    )
    return _answer(call, case_id)


def open_round(call: Call) -> CaseAnswer:
    """Ask for voices."""
    case_id, people = call.path["case_id"], call.sent(forms.AskedForm).person_ids
    voicing.open_round(call.house, call.reader, call.specification_id, case_id, person_ids=people)
    return _answer(call, case_id)


def give_voice(call: Call) -> CaseAnswer:
    """Give one's voice."""
    form, case_id = call.sent(forms.VoiceForm), call.path["case_id"]
    voicing.give_voice(
        call.house,
        call.reader,
        call.specification_id,
        case_id,
        register=form.register_,
        stances={one.option_id: one.stance for one in form.stances},
        words=form.words,
    )
    return _answer(call, case_id)


def close_round(call: Call) -> CaseAnswer:
    """End the round: voices are read."""
    case_id = call.path["case_id"]
    voicing.close_round(call.house, call.reader, call.specification_id, case_id)
    return _answer(call, case_id)


def ask_supplier(call: Call) -> CaseAnswer:
    """Ask a supplier whether it is feasible."""
    form, case_id = call.sent(forms.QuestionForm), call.path["case_id"]
    asked = {"organization_id": form.organization_id, "text": form.text}
    voicing.ask_supplier(call.house, call.reader, call.specification_id, case_id, **asked)
    return _answer(call, case_id)


def answer_question(call: Call) -> Decisions:
    """Say whether it is feasible."""
    form, question_id = call.sent(forms.FeasibilityForm), call.path["question_id"]
    said: dict[str, str] = {"feasible": form.feasible, "words": form.words}
    voicing.answer_question(call.house, call.reader, call.specification_id, question_id, **said)
    return read_decisions(call)


def reply_to_supplier(call: Call) -> CaseAnswer:
    """Tell a supplier what was decided."""
    text, question_id = call.sent(TextForm).text, call.path["question_id"]
    case_id = voicing.reply_to_supplier(call.house, call.reader, call.specification_id, question_id, text=text)
    return _answer(call, case_id)


def propose_decision(call: Call) -> CaseAnswer:
    """Write a decision for one's seat."""
    case_id = call.path["case_id"]
    deciding.propose_decision(call.house, call.reader, call.specification_id, case_id, _ruling(call))
    return _answer(call, case_id)


def sign_decision(call: Call) -> CaseAnswer:
    """Sign the other seat's decision."""
    case_id, mark = call.path["case_id"], call.sent(MarkForm).mark
    deciding.sign_decision(call.house, call.reader, call.specification_id, case_id, mark=mark)
    return _answer(call, case_id)


def refuse_decision(call: Call) -> CaseAnswer:
    """Say why one does not sign."""
    case_id, reason = call.path["case_id"], call.sent(ReasonForm).reason
    deciding.refuse_decision(call.house, call.reader, call.specification_id, case_id, reason=reason)
    return _answer(call, case_id)


def settle_case(call: Call) -> CaseAnswer:
    """Decide in writing, as the sponsor."""
    case_id = call.path["case_id"]
    deciding.settle_case(call.house, call.reader, call.specification_id, case_id, _ruling(call))
    return _answer(call, case_id)


def _ruling(call: Call) -> deciding.Ruling:
    form = call.sent(forms.RulingForm)
    return deciding.Ruling(form.option_id, form.text, form.reasons, form.given_up, form.dissent, form.review_on)


def propose_change(call: Call) -> CaseAnswer:
    """Propose other words for a requirement, after the decision."""
    form, case_id = call.sent(forms.ChangeForm), call.path["case_id"]
    said = {"requirement_id": form.requirement_id, "text": form.text, "reason": form.reason}
    deciding.propose_change(call.house, call.reader, call.specification_id, case_id, **said)
    return _answer(call, case_id)


def download_sheet(call: Call) -> File:
    """The decision on one page."""
    language = call.asked(LanguageQuery).language
    made = sheets.export_sheet(call.house, call.reader, call.specification_id, call.path["case_id"], language=language)
    return File(made.name, made.media_type, made.content)


def show_decisions(call: Call) -> Page:
    """What is being decided, and what was."""
    props = {"specification": {"id": call.specification_id}, "decisions": read_decisions(call)}
    return island_page(call, "questions" if call.reader.is_supplier else "decisions", "decisions", props)


def show_case(call: Call) -> Page:
    """One case."""
    props = {"specification": {"id": call.specification_id}, "answer": read_case(call)}
    return island_page(call, "decisions", "case", props, wide=True, heading="screen.case")


_S: Final = "/api/specifications/{specification_id}"
_CASES: Final = _S + "/arbitrations"
_CASE: Final = _CASES + "/{case_id}"
_OPTION: Final = _S + "/arbitration-options/{option_id}"
_QUESTION: Final = _S + "/feasibility/{question_id}"
_IN: Final = Access.SPECIFICATION


def _deed(path: str, handler: Any, summary: str, body: Any = None, *, method: str = "POST") -> Endpoint:
    return Endpoint(method, path, handler, _IN, summary, body=body, answer=CaseAnswer)


ENDPOINTS: Final = (
    Endpoint("GET", _CASES, read_decisions, _IN, "What is being decided", answer=Decisions),
    Endpoint("POST", _CASES, open_case, _IN, "Open a case", body=forms.CaseForm, answer=Created, status=201),
    Endpoint("GET", _CASE, read_case, _IN, "One case", answer=CaseAnswer),
    _deed(_CASE + "/options", add_option, "Add an option", forms.OptionForm),
    _deed(_OPTION, change_option, "Change an option", FieldForm, method="PATCH"),
    _deed(_OPTION, remove_option, "Remove an option", method="DELETE"),
    _deed(_OPTION + "/effects", set_effect, "Say what an option does", forms.EffectForm),
    _deed(_CASE + "/round", open_round, "Ask for voices", forms.AskedForm),
    _deed(_CASE + "/voice", give_voice, "Give one's voice", forms.VoiceForm),
    _deed(_CASE + "/round/close", close_round, "End the round of voices"),
    _deed(_CASE + "/questions", ask_supplier, "Ask a supplier", forms.QuestionForm),
    Endpoint(
        "POST",
        _QUESTION + "/answer",
        answer_question,
        _IN,
        "Say whether it is feasible",
        body=forms.FeasibilityForm,
        answer=Decisions,
    ),
    _deed(_QUESTION + "/reply", reply_to_supplier, "Tell a supplier what was decided", TextForm),
    _deed(_CASE + "/decision", propose_decision, "Write a decision", forms.RulingForm),
    _deed(_CASE + "/decision/sign", sign_decision, "Sign a decision", MarkForm),
    _deed(_CASE + "/decision/refuse", refuse_decision, "Refuse a decision", ReasonForm),
    _deed(_CASE + "/decision/settle", settle_case, "Decide as the sponsor", forms.RulingForm),
    _deed(_CASE + "/changes", propose_change, "Propose other words", forms.ChangeForm),
    Endpoint(
        "GET",
        _CASE + "/sheet",
        download_sheet,
        _IN,
        "The decision on one page",
        query=LanguageQuery,
        answer=File,
        media_types=("application/pdf",),
    ),
)
SCREENS: Final = (
    Screen("/s/{specification_id}/decisions", show_decisions, _IN),
    Screen("/s/{specification_id}/decisions/{case_id}", show_case, _IN),
)
