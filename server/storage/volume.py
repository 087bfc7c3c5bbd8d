"""One specification in memory at one moment, and how the next moment is made from what was touched since."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, Table, select

from server.domain.content import Requirement, Section, SpecificationContent, Task, TraceLink, Unit
from server.domain.tracing import Subject, SubjectKind
from server.storage import project_rows, proposal_rows, specification_rows, tracing_rows
from server.storage.journal import Change
from server.storage.project_rows import Head
from server.storage.specification_rows import Ids
from server.storage.tables.discussion import answers, threads
from server.storage.tables.live import text_parts
from server.storage.tables.proposals import proposals
from server.storage.tables.specification import criteria

Items: TypeAlias = Mapping[str, Any]
"""Things of one kind by id."""

_Loader: TypeAlias = Callable[[Connection, Head, Ids], list[Any]]

_LOADERS: Final[dict[SubjectKind, _Loader]] = {
    SubjectKind.SECTION: lambda c, h, ids: specification_rows.load_sections(c, h.project_id, h.id, ids),
    SubjectKind.REQUIREMENT: lambda c, h, ids: specification_rows.load_requirements(c, h.project_id, h.id, ids),
    SubjectKind.SITUATION: lambda c, h, ids: tracing_rows.load_situations(c, h.project_id, ids),
    SubjectKind.FINDING: lambda c, h, ids: tracing_rows.load_findings(c, h.project_id, ids),
    SubjectKind.SIMULATION: lambda c, h, ids: tracing_rows.load_simulations(c, h.project_id, ids),
    SubjectKind.RESULT: lambda c, h, ids: tracing_rows.load_results(c, h.project_id, ids),
    SubjectKind.LINK: lambda c, h, ids: tracing_rows.load_links(c, h.project_id, ids),
    SubjectKind.PROPOSAL: lambda c, h, ids: proposal_rows.load_proposals(c, h.project_id, h.id, ids),
}
"""What is reloaded thing by thing."""

_AROUND: Final = frozenset(
    {
        SubjectKind.SPECIFICATION,
        SubjectKind.UNIT,
        SubjectKind.TASK,
        SubjectKind.MEMBERSHIP,
        SubjectKind.OPENING,
    }
)
"""What is small, reloaded whole, and may show anywhere."""

_OWNED: Final[dict[SubjectKind, tuple[Table, str | None, str]]] = {
    SubjectKind.TEXT: (text_parts, "owner_kind", "owner_id"),
    SubjectKind.THREAD: (threads, "subject_kind", "subject_id"),
    SubjectKind.PROPOSAL: (proposals, "owner_kind", "owner_id"),
    SubjectKind.CRITERION: (criteria, None, "requirement_id"),
    SubjectKind.ANSWER: (answers, None, "requirement_id"),
}
"""What is part of something else, and the columns that say of what (None: of a requirement)."""

_SHOWN_IN_LINKS: Final = frozenset(
    {SubjectKind.REQUIREMENT, SubjectKind.CRITERION, SubjectKind.FINDING, SubjectKind.RESULT, SubjectKind.SITUATION}
)

_ORIGINS: Final = (SubjectKind.SITUATION, SubjectKind.FINDING, SubjectKind.SIMULATION, SubjectKind.RESULT)

_NAMED: Final = (SubjectKind.REQUIREMENT, SubjectKind.FINDING, SubjectKind.RESULT, SubjectKind.SITUATION)


@dataclass(frozen=True, slots=True)
class Volume:
    """A specification as of change `seq`. Never modified: a refresh makes another, sharing what did not change."""

    head: Head
    seq: int
    items: Mapping[SubjectKind, Items]
    content: SpecificationContent
    touched: Mapping[str, int]
    floor: int
    structure: int
    """The last change after which requirements or sections may stand elsewhere, or be there at all for someone."""

    def touched_since(self, revision: int) -> frozenset[str] | None:
        """Return the ids of what may show otherwise than at `revision`; None when anything may.

        Sections, requirements, findings, results and situations are named; a criterion, a text or a thread counts as
        what it belongs to, and a thing whose linked neighbour changed counts as changed.
        """
        if revision < self.floor:
            return None
        return frozenset(item for item, seq in self.touched.items() if seq > revision)


def load_volume(connection: Connection, specification_id: str, seq: int) -> Volume | None:
    """Read a whole specification, as of change `seq`; None when there is none."""
    head = project_rows.find_head(connection, specification_id)
    if head is None:
        return None
    items = {kind: _by_id(load(connection, head, None)) for kind, load in _LOADERS.items()}
    around = _load_around(connection, head)
    return Volume(head, seq, items, _content(head, seq, items, around), {}, seq, seq)


def refresh(connection: Connection, old: Volume, changes: Iterable[Change]) -> Volume:
    """Return the volume after these changes, which are all that followed `old.seq`; only what they name is read."""
    changes = list(changes)
    seq = changes[-1].seq
    subjects = {change.subject for change in changes}
    owners = _load_owners(connection, subjects)
    broad = any(subject.kind in _AROUND for subject in subjects)
    head = project_rows.find_head(connection, old.head.id) if broad else old.head
    items = _reload(connection, old, head or old.head, subjects | set(owners.values()))
    items[SubjectKind.LINK] = _links_of(connection, old.head, items[SubjectKind.LINK], subjects)
    around = _load_around(connection, head or old.head) if broad else _around_of(old.content)
    floor = seq if broad or _sections_moved(old, items, subjects) else old.floor
    structure = seq if floor == seq or _requirements_moved(old, items, subjects) else old.structure
    shown = _shown(old, items, subjects, owners)
    touched = {} if floor == seq else dict(old.touched) | dict.fromkeys(shown, seq)
    content = _content(head or old.head, seq, items, around, old)
    return Volume(head or old.head, seq, items, content, touched, floor, structure)


def _by_id(found: Iterable[Any]) -> dict[str, Any]:
    return {item.id: item for item in found}


def _reload(connection: Connection, old: Volume, head: Head, subjects: Iterable[Subject]) -> dict[SubjectKind, Items]:
    wanted: dict[SubjectKind, set[str]] = {}
    for subject in subjects:
        if subject.kind in _LOADERS:
            wanted.setdefault(subject.kind, set()).add(subject.id)
    items = dict(old.items)
    for kind, ids in wanted.items():
        left = {key: item for key, item in old.items[kind].items() if key not in ids}
        items[kind] = left | _by_id(_LOADERS[kind](connection, head, sorted(ids)))
    return items


def _links_of(connection: Connection, head: Head, links: Items, subjects: Iterable[Subject]) -> Items:
    """Read again the links of what changed: relabelling an end relabels its links."""
    ends = {subject.id for subject in subjects if subject.kind in _SHOWN_IN_LINKS}
    if not ends:
        return links
    fresh = _by_id(tracing_rows.load_links_of(connection, head.project_id, sorted(ends)))
    known = {key: link for key, link in links.items() if link.source.id in ends or link.target.id in ends}
    if fresh == known:
        return links
    return {key: link for key, link in links.items() if key not in known} | fresh


def _load_owners(connection: Connection, subjects: Iterable[Subject]) -> dict[Subject, Subject]:
    parts: dict[SubjectKind, list[str]] = {}
    for subject in subjects:
        if subject.kind in _OWNED:
            parts.setdefault(subject.kind, []).append(subject.id)
    owners: dict[Subject, Subject] = {}
    for kind, ids in parts.items():
        table, owner_kind, owner_id = _OWNED[kind]
        for row in connection.execute(select(table).where(table.c.id.in_(ids))).mappings():
            of = SubjectKind(row[owner_kind]) if owner_kind else SubjectKind.REQUIREMENT
            owners[Subject(kind, row["id"])] = Subject(of, row[owner_id])
    return owners


def _sections_moved(old: Volume, items: Mapping[SubjectKind, Items], subjects: Iterable[Subject]) -> bool:
    return bool(_differing(old, items, subjects, SubjectKind.SECTION, _place_of_section))


def _requirements_moved(old: Volume, items: Mapping[SubjectKind, Items], subjects: Iterable[Subject]) -> bool:
    return bool(_differing(old, items, subjects, SubjectKind.REQUIREMENT, _place_of_requirement))


def _place_of_section(item: Section) -> tuple[object, ...]:
    return item.parent_id, item.rank, item.label, item.withdrawn


def _place_of_requirement(item: Requirement) -> tuple[object, ...]:
    return item.section_id, item.rank, item.label, item.status


def _name_of(item: Any) -> tuple[object, ...]:
    """What other things show of this one, or what decides whether they may."""
    criteria = tuple((one.id, one.name, one.label) for one in getattr(item, "criteria", ()))
    place = (getattr(item, "section_id", ""), getattr(item, "status", ""), getattr(item, "withdrawn", False))
    return getattr(item, "code", ""), item.title, item.label, place, criteria


def _differing(
    old: Volume,
    items: Mapping[SubjectKind, Items],
    subjects: Iterable[Subject],
    kind: SubjectKind,
    of: Callable[[Any], object],
) -> set[str]:
    """The ids of this kind for which `of` is not what it was, new and vanished ones included."""
    before, after = old.items[kind], items[kind]
    found = {subject.id for subject in subjects if subject.kind is kind}
    return {one for one in found if one not in before or one not in after or of(before[one]) != of(after[one])}


def _shown(
    old: Volume, items: Mapping[SubjectKind, Items], subjects: Iterable[Subject], owners: Mapping[Subject, Subject]
) -> set[str]:
    """Where these changes show: the things themselves, what they are part of, and both ends of links."""
    shown = {owners.get(subject, subject).id for subject in subjects}
    both = (old.items[SubjectKind.LINK], items[SubjectKind.LINK])
    for subject in subjects:
        if subject.kind is SubjectKind.LINK:
            ends = (links[subject.id] for links in both if subject.id in links)
            shown |= {end.id for link in ends for end in (link.source, link.target)}
    concerned = set(subjects) | set(owners.values())
    renamed = {one for kind in _NAMED for one in _differing(old, items, concerned, kind, _name_of)} | {
        subject.id for subject in subjects if subject.kind is SubjectKind.CRITERION
    }
    for links in both if renamed else ():
        shown |= _neighbours(renamed, links.values())
    return _as_requirements(shown, items)


def _neighbours(ends: set[str], links: Iterable[TraceLink]) -> set[str]:
    found = {link.target.id for link in links if link.source.id in ends}
    return found | {link.source.id for link in links if link.target.id in ends}


def _as_requirements(shown: set[str], items: Mapping[SubjectKind, Items]) -> set[str]:
    """Add the requirement of each criterion named in `shown`, and what each proposal is about."""
    shown = shown | {items[SubjectKind.PROPOSAL][one].owner.id for one in shown & items[SubjectKind.PROPOSAL].keys()}
    others = {item for item in shown if not any(item in known for known in items.values())}
    if not others:
        return shown
    requirements: Iterable[Requirement] = items[SubjectKind.REQUIREMENT].values()
    return shown | {one.id for one in requirements if any(criterion.id in others for criterion in one.criteria)}


def _load_around(connection: Connection, head: Head) -> dict[str, Any]:
    now, before = project_rows.load_members(connection, head.project_id)
    return {
        "units": tracing_rows.load_units(connection, head.project_id),
        "tasks": tracing_rows.load_tasks(connection, head.project_id),
        "openings": tuple(project_rows.load_openings(connection, head.id)),
        "circles": tuple(project_rows.load_circles(connection, head.project_id)),
        "organizations": tuple(project_rows.load_organizations(connection, head.project_id)),
        "members": tuple(now),
        "former_members": tuple(before),
    }


def _around_of(content: SpecificationContent) -> dict[str, Any]:
    return {
        "units": (*content.units, *(one for one in content.set_aside if isinstance(one, Unit))),
        "tasks": (*content.tasks, *(one for one in content.set_aside if isinstance(one, Task))),
        "openings": content.openings,
        "circles": content.circles,
        "organizations": content.organizations,
        "members": content.members,
        "former_members": content.former_members,
    }


_ORDERS: Final[dict[SubjectKind, tuple[str, Callable[[Any], Any]]]] = {
    SubjectKind.SECTION: ("sections", lambda item: (item.rank, item.id)),
    SubjectKind.REQUIREMENT: ("requirements", lambda item: item.code),
    SubjectKind.SITUATION: ("situations", lambda item: (item.title, item.id)),
    SubjectKind.FINDING: ("findings", lambda item: item.code),
    SubjectKind.SIMULATION: ("simulations", lambda item: (item.held_on, item.title, item.id)),
    SubjectKind.RESULT: ("results", lambda item: item.code),
    SubjectKind.LINK: ("links", lambda item: item.id),
    SubjectKind.PROPOSAL: ("proposals", lambda item: (item.began_at, item.id)),
}
"""Under which name, and in which order, the content holds the things of each kind."""


def _content(
    head: Head, seq: int, items: Mapping[SubjectKind, Items], around: Mapping[str, Any], old: Volume | None = None
) -> SpecificationContent:
    held = dict(around)
    for kind, (name, order) in _ORDERS.items():
        if old is not None and items[kind] is old.items[kind]:
            held[name] = getattr(old.content, name)
        else:
            there = (one for one in items[kind].values() if kind not in _ORIGINS or not one.withdrawn)
            held[name] = tuple(sorted(there, key=order))
    if old is None or held["links"] is not old.content.links:
        held["links"] = tuple(link for link in held["links"] if _inside(link, items))
    known = [*held["units"], *held["tasks"], *(one for kind in _ORIGINS for one in items[kind].values())]
    held["set_aside"] = tuple(one for one in known if one.withdrawn)
    for name in ("units", "tasks"):
        held[name] = tuple(one for one in held[name] if not one.withdrawn)
    return SpecificationContent(
        id=head.id,
        project_id=head.project_id,
        short_name=head.short_name,
        title=head.title,
        language=head.language,
        firm_name=head.firm_name,
        project_name=head.project_name,
        shows_reserved=head.shows_reserved,
        level_names=head.level_names,
        revision=seq,
        **held,
    )


def _inside(link: TraceLink, items: Mapping[SubjectKind, Items]) -> bool:
    """Whether no end of the link is a requirement of another specification of the project."""
    requirements = items[SubjectKind.REQUIREMENT]
    ends = (link.source, link.target)
    return all(end.kind is not SubjectKind.REQUIREMENT or end.id in requirements for end in ends)
