"""Requirements added, changed field by field, moved, copied, set aside and brought back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from server.domain import ranks
from server.domain.content import Criterion, Requirement, TextPart
from server.domain.errors import Conflict, Invalid
from server.domain.ids import new_id
from server.domain.requirement import (
    NEXT_STATUS,
    OUT_OF_THE_TEXT,
    Dimension,
    Priority,
    RequirementKind,
    Status,
)
from server.domain.richtext import document, parse
from server.domain.signing import signed_by_both
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, demand, demand_edit
from server.policy.reader import Reader
from server.policy.view import Sight
from server.services import planting
from server.services.fields import choice, choices, demand_unchanged, line, names, passage, whole
from server.services.house import Deed, House
from server.services.judging import demand_verifiable
from server.services.planting import NewRequirement
from server.services.put_off import PUT_OFF, tell_contributors
from server.services.within_sight import as_seen, get_member, get_requirement, get_section, get_task
from server.storage import origin_rows, requirement_rows, texts

LAST_LOT: Final = 99


def add_requirement(house: House, reader: Reader, specification_id: str, wanted: NewRequirement) -> tuple[str, str]:
    """Add a requirement under its section's default label and return (id, code).

    Raises NotInYourSight, NotAllowed, Invalid, and Conflict for a withdrawn section.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        section = get_section(sight, wanted.section_id)
        demand(reader, Action.REQUIREMENT_ADD)
        if section.withdrawn:
            raise Conflict("section_withdrawn")
        item = planting.plant(deed, sight, section, wanted, planting.inherited(section))
        deed.record("add_requirement", _subject(item.id), item.label, after={"code": item.code, "title": item.title})
        return item.id, item.code


_READ: Final[dict[str, Callable[[object], object]]] = {
    "title": lambda value: line(value, most=300, empty=False),
    "kind": lambda value: choice(value, RequirementKind),
    "priority": lambda value: choice(value, Priority),
    "lot": lambda value: whole(value, 1, LAST_LOT),
    "dimensions": lambda value: choices(value, Dimension),
    "task_ids": names,
    "owner_id": lambda value: None if value is None else line(value, most=22, empty=False),
}


def set_requirement_field(
    house: House,
    reader: Reader,
    specification_id: str,
    requirement_id: str,
    *,
    field: str,
    value: object,
    before: object,
) -> None:
    """Change one field if it still holds `before`. Fields: title, kind, priority, lot, dimensions, task_ids, owner_id.

    Raises FieldChanged with both values when someone was faster, Invalid, NotInYourSight, NotAllowed.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        item = get_requirement(sight, requirement_id)
        demand_edit(reader, item)
        if field not in _READ:
            raise Invalid("field")
        wanted, now = _READ[field](value), as_seen(sight, item, field)
        _demand_known(sight, field, wanted)
        demand_unchanged(field, before=before, now=now, wanted=wanted)
        _write_field(deed, item.id, field, wanted)
        deed.record("set_requirement_field", _subject(item.id), item.label, field=field, before=now, after=wanted)
        if field == "task_ids":
            recheck_everyone(deed, sight)


def _demand_known(sight: Sight, field: str, wanted: object) -> None:
    if field == "task_ids" and isinstance(wanted, tuple):
        for task_id in wanted:
            get_task(sight, task_id)
    if field == "owner_id" and isinstance(wanted, str):
        get_member(sight, wanted)


def _write_field(deed: Deed, requirement_id: str, field: str, wanted: Any) -> None:
    if field == "task_ids":
        requirement_rows.set_tasks(deed.connection, requirement_id, wanted)
    else:
        kept = list(wanted) if isinstance(wanted, tuple) else wanted
        requirement_rows.update_requirement(deed.connection, requirement_id, **{field: kept})


def move_requirement(
    house: House, reader: Reader, specification_id: str, requirement_id: str, *, section_id: str, after_id: str | None
) -> None:
    """Put a requirement right after another one of a section; without `after_id`, first in it. Its code stays.

    Raises NotInYourSight, NotAllowed, Invalid("place"), and Conflict for a withdrawn section.
    """
    with house.deed(reader, specification_id) as deed:
        move(deed, requirement_id, section_id=section_id, after_id=after_id)


def move(deed: Deed, requirement_id: str, *, section_id: str, after_id: str | None) -> None:
    """As `move_requirement`, within a deed."""
    sight = deed.sight()
    item, section = get_requirement(sight, requirement_id), get_section(sight, section_id)
    demand(deed.reader, Action.REQUIREMENT_MOVE)
    if section.withdrawn:
        raise Conflict("section_withdrawn")
    if after_id == item.id:
        raise Invalid("place")
    rank = planting.place(deed, sight, section, after_id, moving=item.id, first=True)
    requirement_rows.update_requirement(deed.connection, item.id, section_id=section.id, rank=rank)
    after = {"section_id": section.id, "after_id": after_id}
    deed.record("move_requirement", _subject(item.id), item.label, before=_place_of(sight, item), after=after)
    if item.section_id != section.id:
        recheck_everyone(deed, sight)


def _place_of(sight: Sight, item: Requirement) -> dict[str, str | None]:
    """Return where a requirement stands as the reader sees it, in the form in which it can be put there again."""
    inside = [one for one in sight.requirements.values() if one.section_id == item.section_id]
    return {"section_id": item.section_id, "after_id": ranks.right_before(item, inside)}


def duplicate_requirement(house: House, reader: Reader, specification_id: str, requirement_id: str) -> tuple[str, str]:
    """Copy a requirement right after itself, as a draft with a code of its own, and return (id, code) (R9).

    The copy holds what its maker reads: hidden parts stay empty under their label. Raises NotInYourSight, NotAllowed.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        item = get_requirement(sight, requirement_id)
        demand(reader, Action.REQUIREMENT_ADD)
        copy = copy_requirement(deed, sight, item, item.section_id, after_id=item.id)
        deed.record("duplicate_requirement", _subject(copy.id), copy.label, before=item.code, after=copy.code)
        return copy.id, copy.code


def copy_requirement(deed: Deed, sight: Sight, item: Requirement, section_id: str, after_id: str | None) -> Requirement:
    """Write a copy of what the reader reads of a requirement into a section and return it."""
    section = next(section for section in sight.content.sections if section.id == section_id)
    copy = replace(
        item,
        id=new_id(),
        section_id=section_id,
        rank=planting.place(deed, sight, section, after_id),
        code=planting.give_code(deed, section.prefix),
        status=Status.DRAFT,
        criteria=(),
        visas=(),
    )
    requirement_rows.insert_requirement(deed.connection, sight.content.id, copy, deed.at)
    for part in (item.statement, item.rationale):
        _copy_text(deed, sight, part, _subject(copy.id))
    for criterion in item.criteria:
        if sight.label(criterion.label):
            _copy_criterion(deed, criterion, copy.id)
    _copy_links(deed, sight, _subject(item.id), _subject(copy.id))
    return copy


def _copy_text(deed: Deed, sight: Sight, part: TextPart, owner: Subject) -> None:
    readable = sight.label(part.label)
    made = planting.write_text(deed, owner, part.kind, part.label, parse(part.tree) if readable else document())
    if readable and part.substitute is not None:
        texts.put_substitute(deed.connection, deed.reader.project_id, "text", made.id, part.substitute)


def _copy_criterion(deed: Deed, criterion: Criterion, requirement_id: str) -> None:
    made = replace(criterion, id=new_id())
    planting.add_criterion_row(deed, requirement_id, made)
    if criterion.substitute is not None:
        texts.put_substitute(deed.connection, deed.reader.project_id, "criterion", made.id, criterion.substitute)


def _copy_links(deed: Deed, sight: Sight, old: Subject, new: Subject) -> None:
    for link in sight.links_by_end.get(old, ()):
        if link.source == old:
            made = replace(link, id=new_id(), source=new)
            origin_rows.insert_link(deed.connection, deed.reader.project_id, made)
            deed.record("add_link", Subject(SubjectKind.LINK, made.id), made.label, after=made.kind)


def set_status(
    house: House, reader: Reader, specification_id: str, requirement_id: str, *, to: str, reason: str = ""
) -> None:
    """Move a requirement to another editorial status by hand (R6); `reason` is needed to reject or defer it.

    Raises NotInYourSight, NotAllowed, Invalid, and Conflict when the status cannot follow the present one, or when an
    imperative criterion has no verification on the way to « à viser ».
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        item = get_requirement(sight, requirement_id)
        demand(reader, Action.REQUIREMENT_STATUS)
        wanted = choice(to, Status)
        why = passage(reason, most=2000, empty=wanted not in (Status.REJECTED, Status.DEFERRED))
        change_status(deed, sight, item, wanted, why)


def withdraw_requirement(house: House, reader: Reader, specification_id: str, requirement_id: str) -> None:
    """Take a requirement out of the text; its code and its history stay. Raises NotInYourSight, NotAllowed, Conflict."""
    set_status(house, reader, specification_id, requirement_id, to=Status.WITHDRAWN)


def restore_requirement(house: House, reader: Reader, specification_id: str, requirement_id: str) -> None:
    """Bring a withdrawn or rejected requirement back: as a draft if it was one, otherwise in discussion.

    Raises NotInYourSight, NotAllowed, and Conflict when it is not set aside.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        item = get_requirement(sight, requirement_id)
        demand(reader, Action.REQUIREMENT_STATUS)
        if item.status not in OUT_OF_THE_TEXT:
            raise Conflict("status")
        was = requirement_rows.status_before(deed.connection, item.id)
        draft = was is Status.DRAFT and Status.DRAFT in NEXT_STATUS[item.status]
        change_status(deed, sight, item, Status.DRAFT if draft else Status.DISCUSSION, "")


def change_status(deed: Deed, sight: Sight, item: Requirement, to: Status, reason: str) -> None:
    """Write another status within a deed: « à viser » is « validée » at once when both visas still stand (E2).

    Raises Conflict when it cannot follow the present one.
    """
    if to not in NEXT_STATUS[item.status]:
        raise Conflict("status")
    if to is Status.TO_SIGN:
        demand_verifiable(item.criteria)
    if to in PUT_OFF:
        tell_contributors(deed, item)
    write_status(deed, sight, item, Status.VALIDATED if to is Status.TO_SIGN and signed_by_both(item) else to, reason)


def write_status(deed: Deed, sight: Sight, item: Requirement, to: Status, reason: str) -> None:
    """Write a status that may follow the present one."""
    requirement_rows.update_requirement(deed.connection, item.id, status=to, status_before=item.status)
    after = {"status": to, "reason": reason} if reason else to
    deed.record("set_status", _subject(item.id), item.label, field="status", before=item.status, after=after)
    recheck_everyone(deed, sight)


def recheck_everyone(deed: Deed, sight: Sight) -> None:
    """Ask everyone with the specification open at the door again: who sees or writes what may have changed."""
    deed.recheck_people.extend(member.person_id for member in sight.content.members)


def _subject(requirement_id: str) -> Subject:
    return Subject(SubjectKind.REQUIREMENT, requirement_id)
