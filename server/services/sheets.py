"""The decision of a case on one page, as far as its reader reads it; to a supplier, what it was asked and told (RULES.md, B7)."""

from hashlib import sha256

from server.domain.arbitration import STRONGEST, TASK, DecisionState
from server.domain.dates import day_in_words
from server.domain.errors import NotInYourSight
from server.domain.words import Language, say
from server.policy.abilities import Action, demand
from server.policy.labels import Label, offer
from server.policy.reader import Reader
from server.policy.view import CaseView, QuestionView
from server.policy.view.arbitrating import DecisionView
from server.services.arbitrating import see_case, see_questions
from server.services.exporting import ExportFile, hand_over
from server.services.hearing import who_reads
from server.services.house import House
from server.services.looking import revealing

STANCES = tuple(range(-STRONGEST, STRONGEST + 1))


def export_sheet(
    house: House, reader: Reader, specification_id: str, case_id: str, *, language: Language
) -> ExportFile:
    """Return the sheet of a case, or of a question to the reader's own organisation, as a PDF; entered in the register.

    Raises NotInYourSight, NotAllowed, and Conflict when the reader's rights changed meanwhile.
    """
    if reader.is_supplier:
        found = [one for one in see_questions(house, reader, specification_id) if one.id == case_id]
        if not found:
            raise NotInYourSight
        demand(reader, Action.EXPORT)
        content = _of_question(house, reader, specification_id, found[0], language)
    else:
        case = see_case(house, reader, specification_id, case_id)
        demand(reader, Action.EXPORT)
        content = _of_case(house, reader, specification_id, case, language)
    said = {"format": "pdf", "organization": None, "version": say("sheet.name", language), "language": language}
    hand_over(house, reader, specification_id, "export", said)
    return ExportFile(f"{say('sheet.file', language)}.pdf", "application/pdf", content, sha256(content).hexdigest())


def _of_question(
    house: House, reader: Reader, specification_id: str, question: QuestionView, language: Language
) -> bytes:
    from server.exports.pdf.sheet import render_sheet  # what sets pages takes long to import

    with revealing(house, reader, specification_id) as revealer:
        reads = who_reads(revealer, offer(reader.organization_id), language)
    values = {"kind": say("sheet.kind.question", language), "question": question}
    return render_sheet(values, say("sheet.question", language), reads, language)


def _of_case(house: House, reader: Reader, specification_id: str, case: CaseView, language: Language) -> bytes:
    from server.exports.pdf.sheet import render_sheet  # what sets pages takes long to import

    with revealing(house, reader, specification_id) as revealer:
        reads = who_reads(revealer, Label.parse(case.label.key), language)
    decision = next((one for one in reversed(case.decisions) if one.state is DecisionState.MADE), None)
    values = {
        "kind": say("sheet.kind.case", language),
        "question": None,
        "case": case,
        "about": ", ".join(f"{one.code} {one.title}" for one in case.about),
        "decision": decision,
        "signed": _signed(decision, language) if decision else "",
        "rows": [row for row in _rows(case, language) if any(words for words, _ in row[1])],
        "voices": _voices(case),
        "stances": [say(f"stance.{stance}", language) for stance in STANCES],
    }
    return render_sheet(values, case.question, reads, language)


def _signed(decision: DecisionView, language: Language) -> str:
    """Who answers for the decision, and since when."""
    people = [one.name or "" for one in (decision.by, decision.other) if one is not None]
    day = day_in_words((decision.closed_at or decision.at).date(), language)
    key = "sheet.signed" if decision.seat else "sheet.settled"
    return say(key, language, people=" · ".join(filter(None, people)), day=day)


def _rows(case: CaseView, language: Language) -> list[tuple[str, list[tuple[str, str]]]]:
    """The matrix: the name of an aspect, then for each option its words and its grade in words."""
    rows = []
    for aspect in case.aspects:
        name = aspect.task if aspect.key.startswith(TASK) else say(f"aspect.{aspect.key}", language)
        effects = [next((e for e in option.effects if e.aspect == aspect.key), None) for option in case.options]
        cells = [
            (effect.words, "" if effect.grade is None else say(f"grade.{effect.grade}", language))
            if effect
            else ("", "")
            for effect in effects
        ]
        rows.append((name, cells))
    return rows


def _voices(case: CaseView) -> list[tuple[str, list[list[str | None]]]]:
    """Each option with its voices, from against to for: the register of each, None where it is not told."""
    if not any(option.voices for option in case.options):
        return []
    return [
        (option.title, [[one.register for one in option.voices if one.stance == stance] for stance in STANCES])
        for option in case.options
    ]
