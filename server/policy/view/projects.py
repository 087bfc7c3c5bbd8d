"""The home page after the gate: the projects a person takes part in, and the specifications they know of in each."""

from dataclasses import dataclass

from server.domain.content import SpecificationContent
from server.domain.roles import Role
from server.policy.abilities import abilities
from server.policy.reader import Reader
from server.policy.view._seal import SEAL, Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecificationEntryView(Sealed):
    """A specification in a list."""

    id: str
    short_name: str
    title: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectView(Sealed):
    """A project in the list of someone who takes part in it."""

    id: str
    name: str
    purpose: str
    firm_name: str
    role: Role
    specifications: tuple[SpecificationEntryView, ...]
    can: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView(Sealed):
    """What names a specification on each of its screens, and what the reader may do in it."""

    id: str
    project_id: str
    short_name: str
    title: str
    language: str
    firm_name: str
    project_name: str
    can: tuple[str, ...]


def reveal_head(content: SpecificationContent, reader: Reader) -> HeadView:
    """Return the names of a specification, for a reader who knows of it."""
    return HeadView(
        id=content.id,
        project_id=content.project_id,
        short_name=content.short_name,
        title=content.title,
        language=content.language,
        firm_name=content.firm_name,
        project_name=content.project_name,
        can=abilities(reader),
        seal=SEAL,
    )


def reveal_project(
    reader: Reader, *, name: str, purpose: str, firm_name: str, entries: tuple[tuple[str, str, str, str], ...]
) -> ProjectView:
    """Return the reader's project; `entries` are the (id, short name, title, language) of what they know of in it.

    A supplier is not told the purpose, which is the firm's own.
    """
    return ProjectView(
        id=reader.project_id,
        name=name,
        purpose="" if reader.is_supplier else purpose,
        firm_name=firm_name,
        role=reader.role,
        specifications=tuple(
            SpecificationEntryView(id=spec_id, short_name=short_name, title=title, language=language, seal=SEAL)
            for spec_id, short_name, title, language in entries
        ),
        can=abilities(reader),
        seal=SEAL,
    )
