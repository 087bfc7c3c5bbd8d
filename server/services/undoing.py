"""Taking back what one did oneself to the frame of a text: by the deeds that anybody has, and never over another's."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from server.domain.content import Finding, Result
from server.domain.errors import Conflict, NotInYourSight
from server.domain.requirement import OUT_OF_THE_TEXT, Status
from server.domain.tracing import Subject, SubjectKind
from server.policy.reader import Reader
from server.policy.view import Sight
from server.services import correcting, criteria, editing, linking, merging, sections, signing, splitting
from server.services.house import Deed, House, Recorded
from server.storage import journal, text_history
from server.storage.journal import HistoryRow

Inverse = Callable[[House, Reader, str, HistoryRow], object]

NEEDS_A_REASON: Final = frozenset({Status.REJECTED, Status.DEFERRED})
"""Statuses that nobody gives again without saying why."""


def _id(entry: HistoryRow) -> str:
    return entry.subject.id


def _subject(entry: HistoryRow) -> Subject:
    return entry.subject


def _one(deed: Callable[..., object], thing: Callable[[HistoryRow], object] = _id) -> Inverse:
    return lambda house, reader, specification_id, entry: deed(house, reader, specification_id, thing(entry))


def _field(change: Callable[..., object], thing: Callable[[HistoryRow], object] = _id) -> Inverse:
    """Give a field the value it had; compare-and-set refuses where somebody has changed it since."""
    return lambda house, reader, specification_id, entry: change(
        house,
        reader,
        specification_id,
        thing(entry),
        field=entry.field,
        value=entry.before,
        before=entry.after,
    )


def _back(move: Callable[..., object]) -> Inverse:
    return lambda house, reader, specification_id, entry: move(
        house, reader, specification_id, entry.subject.id, **_values(entry.before)
    )


def _status(house: House, reader: Reader, specification_id: str, entry: HistoryRow) -> None:
    if _status_of(entry.after) in OUT_OF_THE_TEXT:
        editing.restore_requirement(house, reader, specification_id, entry.subject.id)
    else:
        editing.set_status(house, reader, specification_id, entry.subject.id, to=_status_of(entry.before))


def _link_again(house: House, reader: Reader, specification_id: str, entry: HistoryRow) -> None:
    told = _values(entry.before)
    source, target = (Subject(SubjectKind(kind), thing) for kind, thing in (told["source"], told["target"]))
    linking.add_link(
        house, reader, specification_id, source=source, target=target, kind=told["kind"], reason=told["reason"]
    )


def _brought_in(entry: HistoryRow) -> tuple[Subject, ...]:
    told = _values(entry.after)
    return tuple(Subject(SubjectKind(told["kind"]), one) for one in told["added"])


def _take_out(house: House, reader: Reader, specification_id: str, entry: HistoryRow) -> None:
    """Take out what was brought in together, as one deed; what has been set aside since stays so."""
    with house.deed(reader, specification_id) as deed:
        sight, within = deed.sight(), house.within(deed)
        for one in _brought_in(entry):
            if not sight.subject(one):
                continue
            if one.kind is SubjectKind.REQUIREMENT:
                editing.withdraw_requirement(within, reader, specification_id, one.id)
            else:
                correcting.withdraw(within, reader, specification_id, one)


_ORIGINS: Final = ("unit", "task", "situation", "finding", "simulation", "result")

ADDING: Final = frozenset(
    {"add_requirement", "duplicate_requirement", "add_section", "duplicate_section", "add_criterion"}
    | {"record_speech", "bring_in"}
    | {f"add_{kind}" for kind in _ORIGINS}
)
"""Deeds whose undoing takes a thing out with all that has been done in it since."""

INVERSES: Final[dict[str, Inverse]] = {
    "set_requirement_field": _field(editing.set_requirement_field),
    "set_section_field": _field(sections.set_section_field),
    "set_criterion_field": _field(criteria.set_criterion_field),
    "move_requirement": _back(editing.move_requirement),
    "move_section": _back(sections.move_section),
    "move_criterion": _back(criteria.move_criterion),
    "add_requirement": _one(editing.withdraw_requirement),
    "duplicate_requirement": _one(editing.withdraw_requirement),
    "split_requirement": splitting.unsplit,
    "merge_requirement": merging.unmerge,
    "set_status": _status,
    "add_section": _one(sections.withdraw_section),
    "duplicate_section": _one(sections.withdraw_section),
    "withdraw_section": _one(sections.restore_section),
    "restore_section": _one(sections.withdraw_section),
    "add_criterion": _one(criteria.withdraw_criterion),
    "withdraw_criterion": _one(criteria.restore_criterion),
    "restore_criterion": _one(criteria.withdraw_criterion),
    "record_speech": _one(correcting.withdraw, _subject),
    "give_visa": _one(signing.withdraw_visa),
    "bring_in": _take_out,
    "add_link": _one(linking.remove_link),
    "remove_link": _link_again,
    **{f"set_{kind}_field": _field(correcting.correct, _subject) for kind in _ORIGINS},
    **{f"add_{kind}": _one(correcting.withdraw, _subject) for kind in _ORIGINS},
    **{f"withdraw_{kind}": _one(correcting.restore, _subject) for kind in _ORIGINS},
    **{f"restore_{kind}": _one(correcting.withdraw, _subject) for kind in _ORIGINS},
}
"""What takes back each deed that can be."""


def undoable(deeds: Iterable[Deed]) -> Recorded | None:
    """Return the fact by which what these deeds did can be taken back.

    Links that came with something go with it, and what was brought in together goes together.
    """
    facts = [fact for deed in deeds for fact in deed.recorded]
    together = next((fact for fact in facts if fact.name == "bring_in"), None)
    main = together or next((fact for fact in facts if fact.name != "add_link"), facts[0] if facts else None)
    return main if main is not None and _can_be(main.name, main.before) else None


def undo(house: House, reader: Reader, specification_id: str, entry_id: str) -> Subject:
    """Take back one deed of the reader's own, named by its entry in the history, and return what it was done to.

    It is done by the inverse deed under the rights of now. Raises Conflict("changed_since") when somebody has done the
    like to the thing since, or worked in what would be taken out; NotInYourSight for what is not the reader's own;
    and whatever the inverse deed raises.
    """
    with house.database.read() as connection:
        entry = journal.load_entry(connection, reader.project_id, entry_id)
    if entry is None or entry.person_id != reader.person_id or not _can_be(entry.deed, entry.before):
        raise NotInYourSight
    if entry.specification_id not in (None, specification_id):
        raise NotInYourSight
    INVERSES[entry.deed](house.watched(lambda deed: _demand_last(deed, entry)), reader, specification_id, entry)
    return entry.subject


def _can_be(name: str, before: object) -> bool:
    if name.startswith("move_"):
        return isinstance(before, dict)
    return name in INVERSES and not (name == "set_status" and _status_of(before) in NEEDS_A_REASON)


def _demand_last(deed: Deed, entry: HistoryRow) -> None:
    sight = deed.sight()
    if not sight.label(entry.label):
        raise NotInYourSight
    inside = _added(sight, entry) if entry.deed in ADDING else (entry.subject.id,)
    facts = journal.load_later(deed.connection, deed.reader.project_id, inside, entry.at)
    later = [one for one in facts if sight.label(one.label)]
    again = any(
        one.subject == entry.subject and _aspect(one) == _aspect(entry) for one in later if one.deed in INVERSES
    )
    others = entry.deed in ADDING and (
        any(one.person_id != entry.person_id for one in later)
        or text_history.others_wrote(deed.connection, inside, entry.person_id, entry.at)
    )
    if again or others or not _has_its_place(sight, entry):
        raise Conflict("changed_since")


def _aspect(entry: HistoryRow) -> str:
    """What of a thing a deed is about: one of its fields, its place, or whether it is there."""
    if entry.deed.startswith("move_"):
        return "place"
    return entry.field if entry.field != "status" else ""


def _has_its_place(sight: Sight, entry: HistoryRow) -> bool:
    """Tell whether what a thing stood behind is still where it was."""
    behind = _values(entry.before).get("after_id") if entry.deed.startswith("move_") else None
    if behind is None:
        return True
    place = _values(entry.before)
    return any(
        (item.id == behind and item.section_id == place.get("section_id"))
        or any(one.id == behind for one in item.criteria)
        for item in sight.requirements.values()
    ) or any(one.id == behind and one.parent_id == place.get("parent_id") for one in sight.sections.values())


def _added(sight: Sight, entry: HistoryRow) -> tuple[str, ...]:
    subjects = _brought_in(entry) if entry.deed == "bring_in" else (entry.subject,)
    return tuple(inside for one in subjects for inside in _within(sight, one))


def _within(sight: Sight, subject: Subject) -> tuple[str, ...]:
    """Return the identifiers of a thing and of what the reader sees in it, its texts included.

    What was done in a part above their level counts for nothing here, as for whoever withdraws a thing: a refusal would tell of it.
    """
    content = sight.content
    section = next((one for one in content.sections if one.id == subject.id), None)
    inside = sections.with_parts(content, section) if section is not None else ()
    places = {one.id for one in inside}
    held = [one for one in sight.requirements.values() if one.id == subject.id or one.section_id in places]
    told: list[Finding | Result] = [one for one in sight.results.values() if subject.id in (one.id, one.simulation_id)]
    told += [one for one in sight.findings.values() if one.id == subject.id]
    texts = [one.intro for one in inside] + [one.story for one in sight.situations.values() if one.id == subject.id]
    texts += [text for item in held for text in (item.statement, item.rationale)] + [one.text for one in told]
    criteria_inside = [one.id for item in held for one in item.criteria]
    seen = [text.id for text in texts if sight.label(text.label)]
    return (subject.id, *places, *seen, *(one.id for one in (*held, *told)), *criteria_inside)


def _values(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _status_of(value: object) -> Status:
    return Status(_values(value).get("status", value))
