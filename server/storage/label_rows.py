"""Labels on whatever bears one, the generations of texts, substitutes, and acts that wait for the other seat, as rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Table, and_, or_, select

from server.domain.tracing import Subject, SubjectKind
from server.storage import rows
from server.storage.database import Transaction
from server.storage.tables import discussion, journal, live
from server.storage.tables import specification as spec
from server.storage.tables import tracing as origin
from server.storage.tables.proposals import proposals

BEARERS: Final[dict[SubjectKind, Table]] = {
    SubjectKind.SECTION: spec.sections,
    SubjectKind.REQUIREMENT: spec.requirements,
    SubjectKind.CRITERION: spec.criteria,
    SubjectKind.TEXT: live.text_parts,
    SubjectKind.FINDING: origin.findings,
    SubjectKind.RESULT: origin.results,
    SubjectKind.SIMULATION: origin.simulations,
    SubjectKind.SITUATION: origin.situations,
    SubjectKind.LINK: origin.links,
    SubjectKind.THREAD: discussion.threads,
    SubjectKind.ATTACHMENT: spec.attachments,
}


@dataclass(frozen=True, slots=True)
class PendingAct:
    """What one seat proposed and the other must confirm."""

    id: str
    act: str
    subject: Subject
    wanted: dict[str, Any]
    reason: str
    proposed_by: str
    proposed_seat: str
    proposed_at: datetime


def set_label(connection: Transaction, subject: Subject, label: str) -> None:
    """Put a label on a thing. Raises KeyError for a kind that bears none."""
    rows.change(connection, BEARERS[subject.kind], subject.id, {"label": label})


def relabel_followers(connection: Transaction, subjects: list[Subject], raised: Callable[[str], str]) -> None:
    """Give `raised(label)` to all that hangs on `subjects`: proposals, links, threads (on a phrase too), pictures, history."""
    ids = [subject.id for subject in subjects]
    proposed = _relabel_proposals(connection, proposals.c.part_id.in_(ids), raised)
    ids += proposed
    proposed_texts = select(live.text_parts.c.id).where(live.text_parts.c.owner_id.in_(proposed))
    links, threads = origin.links, discussion.threads
    on_ends = or_(links.c.source_id.in_(ids), links.c.target_id.in_(ids))
    on_words = or_(threads.c.subject_id.in_(ids), threads.c.anchor["part_id"].as_string().in_(ids))
    hanging = [
        *connection.scalars(select(links.c.id).where(on_ends)),
        *connection.scalars(select(threads.c.id).where(on_words)),
    ]
    _relabel(connection, links, on_ends, raised)
    _relabel(connection, threads, on_words, raised)
    of_texts = or_(spec.attachments.c.owner_id.in_(ids), spec.attachments.c.owner_id.in_(proposed_texts))
    _relabel(connection, spec.attachments, of_texts, raised)
    _relabel(connection, journal.history, journal.history.c.subject_id.in_([*ids, *hanging]), raised)


def _relabel_proposals(connection: Transaction, about: Any, raised: Callable[[str], str]) -> list[str]:
    found = list(connection.scalars(select(proposals.c.id).where(about)))
    texts = select(live.text_parts.c.id).where(live.text_parts.c.owner_id.in_(found))
    _relabel(connection, proposals, about, raised)
    _relabel(connection, live.generations, live.generations.c.part_id.in_(texts), raised)
    _relabel(connection, live.text_parts, live.text_parts.c.owner_id.in_(found), raised)
    return found


def _relabel(connection: Transaction, table: Table, where: Any, raised: Callable[[str], str]) -> None:
    for old in connection.scalars(select(table.c.label).where(where).distinct()).all():
        if (new := raised(old)) != old:
            connection.execute(table.update().where(and_(where, table.c.label == old)).values(label=new))


def in_use(connection: Transaction, compartment: str) -> bool:
    """Tell whether anything is kept in a compartment."""
    return any(
        connection.scalar(select(table.c.label).where(table.c.label.contains(f"|{compartment}")).limit(1)) is not None
        for table in BEARERS.values()
    )


def level_in_use(connection: Transaction, project_id: str, level: int) -> bool:
    """Tell whether anything of a project is kept at a level."""
    here = select(spec.specifications.c.id).where(spec.specifications.c.project_id == project_id)
    items = select(spec.requirements.c.id).where(spec.requirements.c.specification_id.in_(here))
    for table in BEARERS.values():
        columns = table.c
        if "project_id" in columns:
            inside = columns.project_id == project_id
        elif "specification_id" in columns:
            inside = columns.specification_id.in_(here)
        else:
            inside = columns.requirement_id.in_(items)
        found = select(columns.label).where(inside, columns.label.startswith(f"N{level}")).limit(1)
        if connection.scalar(found) is not None:
            return True
    return (
        connection.scalar(
            select(spec.sections.c.id).where(
                spec.sections.c.specification_id.in_(here), spec.sections.c.default_label.startswith(f"N{level}")
            )
        )
        is not None
    )


def start_generation(
    connection: Transaction, part_id: str, *, old: str, sealed_label: str, new: str, label: str, at: datetime
) -> None:
    """Seal the document `old` of a text under `sealed_label` and begin the document `new` under `label`, still empty."""
    old_row = live.generations.c.name == old
    connection.execute(live.generations.update().where(old_row).values(sealed_at=at, label=sealed_label))
    rows.add(connection, live.generations, {"name": new, "part_id": part_id, "label": label, "created_at": at})
    rows.change(connection, live.text_parts, part_id, {"generation": new, "label": label, "tree_seq": 0})


def insert_act(connection: Transaction, project_id: str, specification_id: str, act: PendingAct) -> None:
    """Keep what one seat proposes."""
    values = {
        "id": act.id,
        "project_id": project_id,
        "specification_id": specification_id,
        "act": act.act,
        "subject_kind": act.subject.kind,
        "subject_id": act.subject.id,
        "wanted": act.wanted,
        "reason": act.reason,
        "proposed_by": act.proposed_by,
        "proposed_seat": act.proposed_seat,
        "proposed_at": act.proposed_at,
    }
    rows.add(connection, journal.pending_acts, values)


def find_act(connection: Transaction, specification_id: str, act_id: str) -> PendingAct | None:
    """Return an act that still waits, or None."""
    table = journal.pending_acts
    row = rows.find(
        connection,
        select(table).where(
            table.c.id == act_id, table.c.specification_id == specification_id, table.c.settled_at.is_(None)
        ),
    )
    return _act(row) if row else None


def find_act_on(connection: Transaction, subject: Subject) -> PendingAct | None:
    """Return the act that waits on one thing, or None."""
    table = journal.pending_acts
    row = rows.find(
        connection,
        select(table).where(
            table.c.subject_kind == subject.kind, table.c.subject_id == subject.id, table.c.settled_at.is_(None)
        ),
    )
    return _act(row) if row else None


def settle_act(connection: Transaction, act_id: str, at: datetime) -> None:
    """An act no longer waits: it was done, declined or overtaken."""
    rows.change(connection, journal.pending_acts, act_id, {"settled_at": at})


def _act(row: dict[str, Any]) -> PendingAct:
    return PendingAct(
        id=row["id"],
        act=row["act"],
        subject=Subject(SubjectKind(row["subject_kind"]), row["subject_id"]),
        wanted=row["wanted"],
        reason=row["reason"],
        proposed_by=row["proposed_by"],
        proposed_seat=row["proposed_seat"],
        proposed_at=row["proposed_at"],
    )


def find_mentionable(connection: Transaction, project_id: str, thing_id: str) -> str | None:
    """Return the label of a requirement, finding or result of a project, by its id; None when there is none."""
    requirement = (
        select(spec.requirements.c.label)
        .join(spec.specifications, spec.requirements.c.specification_id == spec.specifications.c.id)
        .where(spec.requirements.c.id == thing_id, spec.specifications.c.project_id == project_id)
    )
    origins = (
        select(table.c.label).where(table.c.id == thing_id, table.c.project_id == project_id)
        for table in (origin.findings, origin.results)
    )
    return connection.scalar(requirement.union_all(*origins))
