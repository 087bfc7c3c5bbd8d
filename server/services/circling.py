"""Circles: closed sets of people that the pair names, itself always among them (L14)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from server.domain.errors import Conflict, Invalid, NotInYourSight
from server.domain.ids import new_id
from server.domain.roles import PAIR, Role
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, demand
from server.policy.labels import FIRM, Label, circle_compartment
from server.policy.reader import Reader
from server.services.fields import line, names
from server.services.house import Deed, House
from server.storage import label_rows, membership_rows, project_rows
from server.storage.membership_rows import Participant


@dataclass(frozen=True, slots=True)
class CircleSeen:
    """A circle the reader is in, with the people named besides the pair."""

    id: str
    name: str
    person_ids: tuple[str, ...]


def circles_of(house: House, reader: Reader) -> tuple[CircleSeen, ...]:
    """Return the circles the reader is in, by name; of the others nobody is told."""
    with house.database.read() as connection:
        found = project_rows.load_circles(connection, reader.project_id)
        here = membership_rows.load_participants(connection, reader.project_id)
    return tuple(
        CircleSeen(one.id, one.name, tuple(p.membership.person_id for p in here if _is_named(p, one.id)))
        for one in found
        if circle_compartment(one.id) in reader.compartments
    )


def _is_named(person: Participant, circle_id: str) -> bool:
    return circle_compartment(circle_id) in person.membership.compartments


def add_circle(house: House, reader: Reader, *, name: str, person_ids: Sequence[str]) -> str:
    """Make a circle of these people and the pair, and return its id.

    Raises NotInYourSight, NotAllowed, Invalid("circle") for a supplier's people or an administrator.
    """
    with house.deed(reader) as deed:
        demand(reader, Action.LABEL_CHANGE)
        circle_id, called = new_id(), line(name, most=200, empty=False)
        project_rows.put_circle(deed.connection, reader.project_id, circle_id, called)
        people = _name_people(deed, circle_id, names(person_ids))
        _record(deed, "add_circle", circle_id, before=None, after={"name": called, "people": people})
        return circle_id


def change_circle(house: House, reader: Reader, circle_id: str, *, name: str, person_ids: Sequence[str]) -> None:
    """Call a circle otherwise and say again who is in it; who no longer is loses access at once.

    Raises NotInYourSight, NotAllowed, Invalid("circle").
    """
    with house.deed(reader) as deed:
        before = _get_circle(deed, circle_id)
        called = line(name, most=200, empty=False)
        project_rows.put_circle(deed.connection, reader.project_id, circle_id, called)
        people = _name_people(deed, circle_id, names(person_ids))
        was = {"name": before.name, "people": list(before.person_ids)}
        _record(deed, "change_circle", circle_id, before=was, after={"name": called, "people": people})


def remove_circle(house: House, reader: Reader, circle_id: str) -> None:
    """End a circle in which nothing is kept. Raises NotInYourSight, NotAllowed, Conflict("circle_in_use")."""
    with house.deed(reader) as deed:
        before = _get_circle(deed, circle_id)
        if label_rows.in_use(deed.connection, circle_compartment(circle_id)):
            raise Conflict("circle_in_use")
        _name_people(deed, circle_id, ())
        project_rows.delete_circle(deed.connection, circle_id)
        _record(deed, "remove_circle", circle_id, before={"name": before.name}, after=None)


def _get_circle(deed: Deed, circle_id: str) -> CircleSeen:
    found = next((one for one in circles_of(deed.house, deed.reader) if one.id == circle_id), None)
    if found is None:
        raise NotInYourSight
    demand(deed.reader, Action.LABEL_CHANGE)
    return found


def _name_people(deed: Deed, circle_id: str, person_ids: Iterable[str]) -> list[str]:
    """Let these people and no others into a circle; return who is in it besides the pair."""
    name, wanted = circle_compartment(circle_id), set(person_ids)
    here = {one.membership.person_id: one.membership for one in membership_rows.load_participants(
        deed.connection, deed.reader.project_id
    )}  # fmt: skip
    if not wanted <= here.keys():
        raise NotInYourSight
    wanted -= {one for one in wanted if here[one].role in PAIR}
    if any(here[one].role in (Role.SUPPLIER, Role.ADMINISTRATOR) for one in wanted):
        raise Invalid("circle")
    for person_id, member in here.items():
        if (person_id in wanted) == (name in member.compartments):
            continue
        kept = [one for one in member.compartments if one != name] + ([name] if person_id in wanted else [])
        membership_rows.update_membership(deed.connection, member.id, compartments=kept)
        deed.recheck_people.append(person_id)
    deed.recheck_people.extend(one for one, member in here.items() if member.role in PAIR)
    return sorted(wanted)


def _record(deed: Deed, name: str, circle_id: str, *, before: object, after: object) -> None:
    label = Label(FIRM, frozenset(), frozenset({circle_compartment(circle_id)})).canonical()
    deed.record(name, Subject(SubjectKind.MEMBERSHIP, circle_id), label, before=before, after=after)
