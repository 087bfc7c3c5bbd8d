"""Beginning: a firm, a project with its first pilot, and specifications, from nothing or from a blueprint."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from server.domain.blueprint import Blueprint
from server.domain.content import Organization, Section, TextPart
from server.domain.errors import Invalid, NotAllowed, NotInYourSight
from server.domain.folding import fold
from server.domain.ids import new_id
from server.domain.richtext import document
from server.domain.roles import DEFAULT_CLEARANCE, OrganizationKind, Role, Seat
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import LANGUAGES, say
from server.policy.abilities import Action, demand
from server.policy.labels import N2
from server.policy.reader import Reader
from server.services.growing import DEFAULT_PREFIX, Grown, grow
from server.services.house import Deed, House
from server.services.rights import reader_in
from server.storage import creation_rows, founding_rows, membership_rows
from server.storage.database import Transaction

_ROLE_OF_SEAT: Final = {Seat.WORK: Role.STEERING_WORK, Seat.PRODUCTION: Role.STEERING_PRODUCTION}
_LONGEST_NAME: Final = 200
_LONGEST_SHORT_NAME: Final = 40


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new project begins with. `firm_id` when the firm is known here already, otherwise `firm_name`."""

    name: str
    seat: Seat
    firm_id: str | None = None
    firm_name: str = ""
    purpose: str = ""


def firms_of(house: House, person_id: str) -> tuple[tuple[str, str], ...]:
    """Return the (id, name) of the firms in which this person may begin a project: founded, or steered, by them."""
    with house.database.read() as connection:
        return tuple(founding_rows.load_firms_of(connection, person_id))


def create_project(house: House, person_id: str, beginning: Beginning) -> Reader:
    """Begin a project in which this person holds one seat of the pair, and return the reader they are in it.

    Raises NotAllowed for someone who neither founded nor steers any firm here, and Invalid for an empty name.
    """
    with house.database.write() as connection:
        return begin_project(connection, person_id, beginning, house.clock())


def begin_project(connection: Transaction, person_id: str, beginning: Beginning, at: datetime) -> Reader:
    """As `create_project`, in a transaction that is already open."""
    name = _line(beginning.name)
    firm_id, firm_name = _firm(connection, person_id, beginning, at)
    project_id, organization_id = new_id(), new_id()
    founding_rows.insert_project(connection, project_id, firm_id, name=name, purpose=beginning.purpose.strip(), at=at)
    membership_rows.insert_organization(
        connection, project_id, Organization(organization_id, firm_name, OrganizationKind.FIRM)
    )
    role = _ROLE_OF_SEAT[beginning.seat]
    membership_rows.insert_membership(
        connection,
        membership_rows.Membership(
            new_id(), project_id, person_id, organization_id, role, DEFAULT_CLEARANCE[role], (), at
        ),
    )
    return reader_in(connection, person_id, project_id)


def _firm(connection: Transaction, person_id: str, beginning: Beginning, at: datetime) -> tuple[str, str]:
    known = founding_rows.load_firms_of(connection, person_id)
    if beginning.firm_id is not None:
        found = next((firm for firm in known if firm[0] == beginning.firm_id), None)
        if found is None:
            raise NotInYourSight
        return found
    if not known:
        raise NotAllowed("found")
    firm_id, name = new_id(), _line(beginning.firm_name)
    founding_rows.insert_firm(connection, firm_id, name, person_id, at)
    return firm_id, name


def start_project(
    house: House,
    person_id: str,
    beginning: Beginning,
    *,
    language: str,
    blueprint: Blueprint | None = None,
    template: str = "",
) -> tuple[str, str]:
    """Begin a project together with its first specification, empty or from a blueprint, in one transaction.

    Returns the ids of both. Raises as `create_project`.
    """
    with house.database.write() as connection:
        at = house.clock()
        reader = begin_project(connection, person_id, beginning, at)
        deed = Deed(house, connection, reader, at)
        if blueprint is None:
            return reader.project_id, _write_blank(deed, beginning.name, language, None)
        specification_id, _ = write_blueprint(deed, blueprint, suppliers={}, short_name=None, template=template)
        return reader.project_id, specification_id


def create_blank_specification(
    house: House, reader: Reader, *, title: str, language: str, short_name: str | None = None
) -> str:
    """Write an empty specification with one section to begin in, and return its id."""
    with house.deed(reader) as deed:
        return _write_blank(deed, title, language, short_name)


def _write_blank(deed: Deed, title: str, language: str, short_name: str | None) -> str:
    specification_id = begin_specification(deed, title, language, short_name=short_name)
    label = N2.canonical()
    intro = TextPart(new_id(), "intro", label, document().json(), new_id())
    words = say("creating.first_section", language)
    first = Section(new_id(), None, 1.0, words, DEFAULT_PREFIX, label, label, intro)
    creation_rows.insert_sections(deed.connection, deed.reader.project_id, specification_id, [first], deed.at)
    return specification_id


def create_specification_from_blueprint(
    house: House,
    reader: Reader,
    blueprint: Blueprint,
    *,
    suppliers: Mapping[str, str] | None = None,
    short_name: str | None = None,
    template: str = "",
) -> str:
    """Write everything a blueprint proposes, in one transaction, and return the id of the specification.

    `suppliers` gives the organisation that stands for each letter of the blueprint's labels.
    """
    with house.deed(reader) as deed:
        specification_id, _ = write_blueprint(
            deed, blueprint, suppliers=suppliers or {}, short_name=short_name, template=template
        )
        return specification_id


def write_blueprint(
    deed: Deed, blueprint: Blueprint, *, suppliers: Mapping[str, str], short_name: str | None, template: str
) -> tuple[str, Grown]:
    """As `create_specification_from_blueprint`, inside a deed; also returns what each key of the blueprint became."""
    specification_id = begin_specification(
        deed, blueprint.title, blueprint.language, short_name=short_name, template=template
    )
    connection, project_id = deed.connection, deed.reader.project_id
    grown = grow(blueprint, suppliers, creation_rows.load_codes(connection, project_id))
    creation_rows.insert_codes(connection, project_id, grown.codes)
    creation_rows.insert_units(connection, project_id, grown.units)
    creation_rows.insert_tasks(connection, project_id, grown.tasks)
    creation_rows.insert_situations(connection, project_id, grown.situations, deed.at)
    creation_rows.insert_findings(connection, project_id, grown.findings, deed.at)
    creation_rows.insert_simulations(connection, project_id, grown.simulations)
    creation_rows.insert_results(connection, project_id, grown.results, deed.at)
    creation_rows.insert_sections(connection, project_id, specification_id, grown.sections, deed.at)
    creation_rows.insert_requirements(connection, project_id, specification_id, grown.requirements, deed.at)
    creation_rows.insert_links(connection, project_id, grown.links)
    _tell_others(deed, grown)
    return specification_id, grown


def _tell_others(deed: Deed, grown: Grown) -> None:
    """The project's other specifications share what was found and simulated; its own page is read whole anyway."""
    for kind, items in (
        (SubjectKind.SITUATION, grown.situations),
        (SubjectKind.FINDING, grown.findings),
        (SubjectKind.SIMULATION, grown.simulations),
        (SubjectKind.RESULT, grown.results),
        (SubjectKind.TASK, grown.tasks),
    ):
        for item in items:
            deed.touch(Subject(kind, item.id))


def begin_specification(
    deed: Deed, title: str, language: str, *, short_name: str | None = None, template: str = ""
) -> str:
    """Write what names a specification, under a short name free in the project, and return its id.

    The deed is about it from now on.
    """
    demand(deed.reader, Action.SPECIFICATION_CREATE)
    if language not in LANGUAGES:
        raise Invalid("choice")
    title = _line(title)
    taken = creation_rows.short_names(deed.connection, deed.reader.project_id)
    chosen = _free(_slug(short_name or title), taken)
    specification_id = deed.specification_id = deed.told_specification_id = new_id()
    creation_rows.insert_specification(
        deed.connection,
        specification_id,
        deed.reader.project_id,
        short_name=chosen,
        title=title,
        language=language,
        template=template,
        at=deed.at,
    )
    subject = Subject(SubjectKind.SPECIFICATION, specification_id)
    deed.record("create_specification", subject, N2.canonical(), after=title)
    return specification_id


def _line(text: str) -> str:
    line = " ".join(text.split())
    if not line:
        raise Invalid("empty")
    return line[:_LONGEST_NAME]


def _slug(text: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:_LONGEST_SHORT_NAME].strip("-")
    return slug or "cahier"


def _free(wanted: str, taken: set[str]) -> str:
    if wanted not in taken:
        return wanted
    return next(name for number in range(2, len(taken) + 3) if (name := f"{wanted}-{number}") not in taken)
