"""The criteria by which a requirement is judged: added, changed field by field, ordered, withdrawn."""

from collections.abc import Callable
from typing import Any, Final

from server.domain import ranks
from server.domain.content import Criterion
from server.domain.errors import Invalid, NotInYourSight
from server.domain.requirement import Flexibility, Operator, Status, Verification
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import demand_edit
from server.policy.reader import Reader
from server.services import planting
from server.services.fields import choice, demand_unchanged, line
from server.services.house import House
from server.services.judging import demand_verifiable, read_level
from server.services.planting import NewCriterion
from server.services.within_sight import get_criterion, get_requirement
from server.storage import requirement_rows


def add_criterion(
    house: House, reader: Reader, specification_id: str, requirement_id: str, wanted: NewCriterion
) -> str:
    """Add a criterion at the end of a requirement's, under its section's default label, and return its id.

    Raises NotInYourSight, NotAllowed, Invalid.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        item = get_requirement(sight, requirement_id)
        demand_edit(reader, item)
        label = planting.inherited(sight.sections[item.section_id], item.label)
        planting.demand_readable(sight, label)
        made = planting.plant_criterion(deed, item.id, wanted, label.canonical())
        deed.record("add_criterion", _subject(made.id), made.label, after=made.name)
        return made.id


_READ: Final[dict[str, Callable[[object, Criterion], Any]]] = {
    "name": lambda value, _: line(value, most=300, empty=False),
    "operator": lambda value, _: choice(value, Operator),
    "value": lambda value, now: read_level(value, now.operator),
    "unit": lambda value, _: line(value, most=100),
    "qualifier": lambda value, _: line(value, most=200),
    "acceptance_limit": lambda value, now: read_level(value, now.operator),
    "flexibility": lambda value, _: choice(value, Flexibility),
    "verification": lambda value, _: choice(value, Verification) if value else None,
    "verification_note": lambda value, _: line(value, most=300),
}


def set_criterion_field(
    house: House, reader: Reader, specification_id: str, criterion_id: str, *, field: str, value: object, before: object
) -> None:
    """Change one field if it still holds `before`; « 1.20 » is kept as « 1,20 ».

    Raises FieldChanged with both values when someone was faster, Invalid, NotInYourSight, NotAllowed, and Conflict when
    an imperative criterion of a requirement to be signed would lose its verification.
    """
    with house.deed(reader, specification_id) as deed:
        item, criterion = get_criterion(deed.sight(), criterion_id)
        demand_edit(reader, item)
        if field not in _READ:
            raise Invalid("field")
        wanted, now = _READ[field](value, criterion), getattr(criterion, field)
        demand_unchanged(field, before=before, now=now, wanted=wanted)
        requirement_rows.update_criterion(deed.connection, criterion.id, **{field: wanted})
        deed.record(
            "set_criterion_field", _subject(criterion.id), criterion.label, field=field, before=now, after=wanted
        )
        _demand_sound(deed.sight().criteria[criterion.id].criteria, criterion.id, to_sign=item.status is Status.TO_SIGN)


def _demand_sound(criteria: tuple[Criterion, ...], criterion_id: str, *, to_sign: bool) -> None:
    changed = next(item for item in criteria if item.id == criterion_id)
    read_level(changed.value, changed.operator)
    read_level(changed.acceptance_limit, changed.operator)
    if to_sign:
        demand_verifiable((changed,))


def move_criterion(
    house: House, reader: Reader, specification_id: str, criterion_id: str, *, after_id: str | None
) -> None:
    """Put a criterion right after another of the same requirement; without one, first.

    Raises NotInYourSight, NotAllowed, Invalid("place").
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        item, criterion = get_criterion(sight, criterion_id)
        demand_edit(reader, item)
        if after_id is not None and after_id not in sight.criteria:
            raise NotInYourSight
        if after_id is not None and (after_id == criterion.id or sight.criteria[after_id].id != item.id):
            raise Invalid("place")
        ordered = [one for one in requirement_rows.criterion_ranks(deed.connection, item.id) if one[0] != criterion.id]
        rank, respaced = ranks.place_after(ordered, after_id)
        before = [one.id for one in item.criteria[: item.criteria.index(criterion)] if sight.label(one.label)]
        for moved_id, moved_rank in (respaced | {criterion.id: rank}).items():
            requirement_rows.update_criterion(deed.connection, moved_id, rank=moved_rank)
        place = {"after_id": before[-1] if before else None}
        after = {"after_id": after_id}
        deed.record("move_criterion", _subject(criterion.id), criterion.label, before=place, after=after)


def withdraw_criterion(house: House, reader: Reader, specification_id: str, criterion_id: str) -> None:
    """Take a criterion out of the requirement; the history keeps it. Raises NotInYourSight, NotAllowed."""
    with house.deed(reader, specification_id) as deed:
        item, criterion = get_criterion(deed.sight(), criterion_id)
        demand_edit(reader, item)
        requirement_rows.update_criterion(deed.connection, criterion.id, withdrawn=True)
        deed.record("withdraw_criterion", _subject(criterion.id), criterion.label, before=criterion.name)


def restore_criterion(house: House, reader: Reader, specification_id: str, criterion_id: str) -> None:
    """Bring a withdrawn criterion back to where it stood.

    Raises NotInYourSight, NotAllowed, and Conflict when it is imperative, without a verification, and the requirement is
    to be signed.
    """
    with house.deed(reader, specification_id) as deed:
        requirement_id = requirement_rows.requirement_of_withdrawn(deed.connection, criterion_id)
        item = get_requirement(deed.sight(), requirement_id or "")
        demand_edit(reader, item)
        requirement_rows.update_criterion(deed.connection, criterion_id, withdrawn=False)
        deed.touch(_subject(criterion_id))
        _, criterion = get_criterion(deed.sight(), criterion_id)
        deed.record("restore_criterion", _subject(criterion.id), criterion.label, after=criterion.name)
        _demand_sound((criterion,), criterion.id, to_sign=item.status is Status.TO_SIGN)


def _subject(criterion_id: str) -> Subject:
    return Subject(SubjectKind.CRITERION, criterion_id)
