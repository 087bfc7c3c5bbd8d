"""Who reads, by name: the people of a project one by one, and who would read more or less under another label."""

from collections.abc import Iterable
from dataclasses import dataclass

from server.domain.content import SpecificationContent
from server.domain.roles import OrganizationKind
from server.policy.labels import Label
from server.policy.reader import Reader, as_supplier, sees
from server.policy.view import MemberView, OrganizationView
from server.services.rights import reader_in
from server.storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Readership:
    """People who read alike: of the firm, or of a supplier (`organization`), which reads even when nobody came for it yet."""

    organization: str | None
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Team:
    """The people who take part for a supplier, by name."""

    organization_id: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneReader:
    """Somebody who takes part, as they read; `name` is empty for a supplier that has nobody here."""

    organization: str | None
    name: str
    reader: Reader


def everyone(connection: Transaction, content: SpecificationContent, reader: Reader) -> list[OneReader]:
    """Return everybody who takes part in the reader's project; who belongs to a supplier reads as that supplier."""
    suppliers = [one for one in content.organizations if one.kind is OrganizationKind.SUPPLIER]
    found: list[OneReader] = []
    for one in suppliers:
        people = [item.name for item in content.members if item.organization_id == one.id]
        found += [OneReader(one.name, name, as_supplier(reader, one.id)) for name in people or [""]]
    outside = {one.id for one in suppliers}
    return found + [
        OneReader(None, item.name, reader_in(connection, item.person_id, reader.project_id))
        for item in content.members
        if item.organization_id not in outside
    ]


def gathered(readers: Iterable[OneReader]) -> tuple[Readership, ...]:
    """Return these people by the supplier they belong to, those of the firm last."""
    names: dict[str | None, list[str]] = {}
    for one in readers:
        names.setdefault(one.organization, []).append(one.name)
    ordered = sorted(names.items(), key=lambda item: (item[0] is None, item[0] or ""))
    return tuple(Readership(organization, tuple(sorted(filter(None, people)))) for organization, people in ordered)


def differ(
    readers: Iterable[OneReader], old: Label, new: Label
) -> tuple[tuple[Readership, ...], tuple[Readership, ...]]:
    """Return who would no longer read, and who would newly read, what goes from one label to another."""
    known = list(readers)
    fewer = (one for one in known if sees(one.reader, old) and not sees(one.reader, new))
    more = (one for one in known if sees(one.reader, new) and not sees(one.reader, old))
    return gathered(fewer), gathered(more)


def teams(organizations: Iterable[OrganizationView], members: Iterable[MemberView]) -> tuple[Team, ...]:
    """Return who takes part for each supplier, as far as the reader of these views may know."""
    known = tuple(members)
    return tuple(
        Team(one.id, tuple(sorted(item.name for item in known if item.organization_id == one.id)))
        for one in organizations
        if one.kind is OrganizationKind.SUPPLIER
    )
