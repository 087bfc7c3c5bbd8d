"""Who someone is in a project, decided from the database each time: a right that ended is not a right."""

from server.domain.errors import Conflict, NotInYourSight
from server.domain.roles import CONSULTANTS, PAIR, SPEAKERS, Role
from server.policy.abilities import Action, may
from server.policy.labels import (
    HIGHEST,
    REPRESENTATIVES,
    circle_compartment,
    circles,
    offer_compartment,
    speech_compartments,
)
from server.policy.reader import Reader, as_supplier, keeps
from server.policy.view.projects import ProjectView, reveal_project
from server.services.house import House
from server.storage import people
from server.storage.database import Transaction

_HANDLES_OFFERS = PAIR | CONSULTANTS | {Role.SPONSOR}


def reader_for(house: House, person_id: str, project_id: str, *, capped_organization_id: str | None = None) -> Reader:
    """Return the reader that this person is in the project now. Raises NotInYourSight when they take no part in it.

    With `capped_organization_id` it is what a supplier of that organisation sees; only who may look so gets it.
    """
    with house.database.read() as connection:
        return reader_in(connection, person_id, project_id, capped_organization_id=capped_organization_id)


def reader_for_specification(
    house: House, person_id: str, specification_id: str, *, capped_organization_id: str | None = None
) -> Reader:
    """Return the reader that this person is for the specification.

    Raises NotInYourSight when it does not exist, they take no part, or nothing of it was ever shared with their firm.
    """
    with house.database.read() as connection:
        return reader_of_specification(
            connection, person_id, specification_id, capped_organization_id=capped_organization_id
        )


def reader_in(
    connection: Transaction, person_id: str, project_id: str, *, capped_organization_id: str | None = None
) -> Reader:
    """As `reader_for`, on a connection that is already open."""
    clearances = people.load_clearances(connection, person_id, project_id)
    if not clearances:
        raise NotInYourSight
    reader = _reader(connection, person_id, clearances[0])
    if capped_organization_id is None:
        return reader
    if not may(reader, Action.VIEW_AS):
        raise NotInYourSight
    if capped_organization_id not in people.load_supplier_ids(connection, project_id):
        raise NotInYourSight
    return as_supplier(reader, capped_organization_id)


def reader_of_specification(
    connection: Transaction, person_id: str, specification_id: str, *, capped_organization_id: str | None = None
) -> Reader:
    """As `reader_for_specification`, on a connection that is already open."""
    project_id = people.find_specification_project(connection, specification_id)
    if project_id is None:
        raise NotInYourSight
    reader = reader_in(connection, person_id, project_id, capped_organization_id=capped_organization_id)
    if not may(reader, Action.SPECIFICATION_READ):
        raise NotInYourSight
    if reader.is_supplier and specification_id not in people.load_shared_with(connection, reader.organization_id):
        raise NotInYourSight
    return reader


def demand_reads_no_less(connection: Transaction, reader: Reader) -> None:
    """Raise unless somebody still reads all they read when their request began; to be asked in the project's turn.

    Raises NotInYourSight when they take no part any more, and Conflict("rights_changed") when they read less.
    """
    capped = reader.organization_id if reader.capped else None
    now = reader_in(connection, reader.person_id, reader.project_id, capped_organization_id=capped)
    if not keeps(now, reader):
        raise Conflict("rights_changed")


def _reader(connection: Transaction, person_id: str, clearance: people.Clearance) -> Reader:
    return Reader(
        person_id=person_id,
        project_id=clearance.project_id,
        role=clearance.role,
        organization_id=clearance.organization_id,
        level=HIGHEST if clearance.role in PAIR else clearance.level,
        compartments=_compartments(connection, clearance),
        task_ids=people.load_task_ids(connection, clearance.membership_id),
    )


def _compartments(connection: Transaction, clearance: people.Clearance) -> frozenset[str]:
    """The closed sets open to somebody: by their role, because they spoke, or because the pair named them (L5, L13, L14).

    None to who comes in by a card: somebody of the pair held its code (W3).
    """
    if clearance.by_card:
        return frozenset()
    role, project_id = clearance.role, clearance.project_id
    if role is Role.SUPPLIER:
        return frozenset({offer_compartment(clearance.organization_id)})
    opened = circles(frozenset(clearance.compartments))
    if role in _HANDLES_OFFERS:
        opened |= set(map(offer_compartment, people.load_supplier_ids(connection, project_id)))
    if role in PAIR:
        opened |= set(map(circle_compartment, people.load_circle_ids(connection, project_id)))
    if role in SPEAKERS:
        opened |= speech_compartments(frozenset(clearance.compartments))
    if role is Role.CONSULTANT_WORK:
        opened |= people.load_speech(connection, project_id)
    return opened | {REPRESENTATIVES} if role is Role.EMPLOYEE_REP else opened


def projects_of(house: House, person_id: str, *, capped_organization_id: str | None = None) -> tuple[ProjectView, ...]:
    """Return the projects this person takes part in, by name, each with the specifications they know of.

    A capped session knows the one project of its organisation.
    """
    with house.database.read() as connection:
        readers = _readers(connection, person_id, capped_organization_id)
        named = people.load_projects(connection, list(readers))
        listed = people.load_specifications(connection, list(readers))
        known = {one.project_id: _known(connection, readers[one.project_id], listed) for one in listed}
    return tuple(
        reveal_project(
            readers[one.id],
            name=one.name,
            purpose=one.purpose,
            firm_name=one.firm_name,
            entries=tuple((s.id, s.short_name, s.title, s.language) for s in known.get(one.id, ())),
        )
        for one in named
    )


def _readers(connection: Transaction, person_id: str, capped: str | None) -> dict[str, Reader]:
    readers: dict[str, Reader] = {}
    for clearance in people.load_clearances(connection, person_id):
        try:
            reader = reader_in(connection, person_id, clearance.project_id, capped_organization_id=capped)
        except NotInYourSight:
            continue
        readers[clearance.project_id] = reader
    return readers


def _known(
    connection: Transaction, reader: Reader, listed: list[people.SpecificationRow]
) -> list[people.SpecificationRow]:
    mine = [one for one in listed if one.project_id == reader.project_id]
    if not may(reader, Action.SPECIFICATION_READ):
        return []
    if not reader.is_supplier:
        return mine
    shared = people.load_shared_with(connection, reader.organization_id)
    return [one for one in mine if one.id in shared]


def specification_named(house: House, person_id: str, name: str, *, capped_organization_id: str | None = None) -> str:
    """Return the id of the specification that `name` (its short name or its id) means for this person.

    Raises NotInYourSight when they know of none, and Conflict when two of their projects use the short name.
    """
    projects = projects_of(house, person_id, capped_organization_id=capped_organization_id)
    known = [entry for project in projects for entry in project.specifications]
    found = [entry.id for entry in known if entry.id == name] or [e.id for e in known if e.short_name == name]
    if not found:
        raise NotInYourSight
    if len(found) > 1:
        raise Conflict("short_name_in_two_projects", name=name)
    return found[0]
