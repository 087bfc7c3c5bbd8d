"""A small project in a real database, on which real services do what the model says, and are compared with it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from server.domain.blueprint import (
    Blueprint,
    DemoBlueprint,
    DemoOrganization,
    DemoPerson,
    ProposedLabel,
    ProposedSection,
    ProposedText,
)
from server.domain.content import SpecificationContent
from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight, TraceWouldLoop
from server.domain.richtext import from_plain
from server.domain.roles import DEFAULT_CLEARANCE, OrganizationKind, Role
from server.domain.tracing import Subject, SubjectKind
from server.policy import labels
from server.policy.reader import Reader, as_supplier
from server.services import circling, rights
from server.services.house import House
from server.services.staging import stage
from server.settings import Settings
from server.storage.database import Database, Transaction
from server.storage.shelf import Shelf
from tests.policy.model import LEVEL, Model, Person, Thing, label

LABELS = ("N0", "N1:A", "N1:B", "N1:A,B", "N2", "N3", "N4", "N2|CERCLE", "N4|CERCLE")
SUPPLIERS = {"A": "alice", "B": "bilal"}
SECTIONS = {"open": "N0", "named": "N1:A", "firm": "N2", "team": "N3", "pair": "N4"}
"""The sections the project begins with, each with the default label of what is added to it."""

PEOPLE = {
    **{role: Person(role, role, level=level) for role, level in LEVEL.items()},
    **{name: Person(name, "supplier", letter) for letter, name in SUPPLIERS.items()},
    "view as A": Person("view as A", "supplier", "A", capped=True),
}
"""One person of each role, one of each supplier, and the session in which a pilot sees as supplier A."""


class Undone(Exception):
    """A deed went through and was taken back."""


class Trial(Database):
    """A database in which nothing is ever kept: what would be committed is undone."""

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Yield a transaction that ends in `Undone` when everything in it went well."""
        with super().write() as connection:
            yield connection
            raise Undone


def project() -> DemoBlueprint:
    """The blueprint of the project: sections under N0, one for each default label, and nothing in them."""
    blank = ProposedText(from_plain("Mot."))

    def section(name: str, default: str, inside: tuple[ProposedSection, ...] = ()) -> ProposedSection:
        return ProposedSection(name, "SEC", ProposedLabel(0), ProposedLabel.parse(default), blank, (), inside)

    made = tuple(section(name, default) for name, default in SECTIONS.items())
    firm = DemoOrganization("firm", "Entreprise", OrganizationKind.FIRM, "")
    suppliers = [DemoOrganization(x, f"Fournisseur {x}", OrganizationKind.SUPPLIER, x) for x in SUPPLIERS]
    people = [DemoPerson(role, role, f"{role}@exemple.fr", Role(role), "firm", "fr", ()) for role in LEVEL]
    people += [DemoPerson(n, n, f"{n}@exemple.fr", Role.SUPPLIER, x, "fr", ()) for x, n in SUPPLIERS.items()]
    text = Blueprint(
        title="Cahier", language="fr", purpose="", suppliers=tuple(SUPPLIERS), units=(), tasks=(), situations=(),
        findings=(), simulations=(), sections=made,
    )  # fmt: skip
    return DemoBlueprint("treillis", "Projet", "Entreprise", text, (firm, *suppliers), tuple(people), (), ())


def begin(database_url: str, place: str) -> str:
    """Write the project into an empty migrated database and return its specification."""
    database = Database(database_url)
    house = House(Settings.read({"DATA_DIR": place, "DATABASE_URL": database_url}), database, Shelf())
    made = stage(house, project())
    with database.read() as connection:
        content = house.shelf.content(connection, made)
    people = {member.name: member.person_id for member in content.members}
    pilot = rights.reader_for(house, people["steering_work"], content.project_id)
    circling.add_circle(house, pilot, name="Cercle", person_ids=[people["line_manager"]])
    database.close()
    return made


@dataclass
class Pair:
    """The model and the services side by side; identifiers are the same in both."""

    house: House
    spec: str
    model: Model = field(default_factory=Model)
    readers: dict[str, Reader] = field(default_factory=dict)
    openings: dict[tuple[str, str], str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    people: dict[str, str] = field(default_factory=dict)
    circle: str = ""
    last: str = ""
    """What the last deed came to."""

    def __post_init__(self) -> None:
        content = self.content()
        self.people = {member.name: member.person_id for member in content.members}
        self.circle = content.circles[0].id
        self.read_anew()
        self.letters = {x: self.readers[name].organization_id for x, name in SUPPLIERS.items()}
        self.readers["view as A"] = as_supplier(self.readers["steering_work"], self.letters["A"])
        for one in content.sections:
            default = label(SECTIONS[one.title])
            self.model.things[one.id] = Thing("section", label("N0"), default=default)

    def read_anew(self) -> None:
        """Decide again what everybody may read: who spoke has changed."""
        project_id = self.content().project_id
        for name, person_id in self.people.items():
            self.readers[name] = rights.reader_for(self.house, person_id, project_id)

    def content(self) -> SpecificationContent:
        """Everything, as it is committed."""
        with self.house.database.read() as connection:
            return self.house.shelf.content(connection, self.spec)

    def real(self, text: str) -> labels.Label:
        """A label whose letters are the two suppliers."""
        level, _, closed = text.partition("|")
        named = frozenset(self.letters[x] for x in level[3:].split(",") if x)
        sets = {"CERCLE": labels.circle_compartment(self.circle), "ÉLUS": labels.REPRESENTATIVES}
        return labels.Label(int(text[1]), named, frozenset({sets[closed]} if closed else ()))

    def named(self, sort: str) -> list[str]:
        """The things of one sort, the oldest first."""
        return [name for name, thing in self.model.things.items() if thing.sort == sort]

    def owner(self, part: str) -> str:
        """The requirement of a part."""
        return self.model.things[part].inside

    def compare(self, expected: str, deed: Callable[[], Any]) -> Any:
        """Do it for real and return what came of it; raise AssertionError when that is not what the model expected."""
        self.last = expected
        try:
            made = deed()
        except NotInYourSight:
            assert expected == "absent", f"not in sight, expected {expected}"
            return None
        except NotAllowed:
            assert expected == "refused", f"not allowed, expected {expected}"
            return None
        except (Conflict, Invalid, TraceWouldLoop):
            assert expected == "conflict", f"refused as it stands, expected {expected}"
            return None
        except Undone:
            assert expected == "possible", f"done, expected {expected}"
            return None
        assert expected == "possible", f"done, expected {expected}"
        return made if made is not None else True

    def subject(self, name: str) -> Subject:
        """A thing as the services name it."""
        sort = self.model.things[name].sort
        if sort == "part":
            return Subject(SubjectKind.TEXT if name in self.texts else SubjectKind.CRITERION, name)
        return Subject(SubjectKind.FINDING if sort == "speech" else SubjectKind(sort), name)


def clearance_of_roles() -> dict[str, int]:
    """The levels the model gives to roles, as the product names them."""
    return {role.value: level for role, level in DEFAULT_CLEARANCE.items() if role is not Role.SUPPLIER}
