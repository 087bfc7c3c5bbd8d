"""What the database holds about one person: all of it read for them, and all of it taken out when they ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, cast, func, or_, select, text

from server.domain.ids import new_id
from server.domain.richtext import Node, plain_text
from server.storage import rows
from server.storage.database import Transaction
from server.storage.tables.arbitration import arbitrations, decisions, voices
from server.storage.tables.discussion import answers, comments, threads
from server.storage.tables.journal import history, mails
from server.storage.tables.live import checkpoints, generations, text_parts, updates
from server.storage.tables.people import (
    demo_links,
    firms,
    invitations,
    membership_tasks,
    memberships,
    organizations,
    people,
    projects,
    sessions,
    sign_in_tokens,
)
from server.storage.tables.proposals import proposals
from server.storage.tables.specification import requirements, specifications
from server.storage.tables.tracing import findings, tasks

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One part somebody took in a project, still (`until` None) or once; `closed_sets` are the kinds of those open to them."""

    membership_id: str
    project_id: str
    project: str
    firm: str
    organization: str
    role: str
    level: int
    closed_sets: tuple[str, ...]
    since: datetime
    until: datetime | None
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wrote:
    """A text somebody wrote in, and when they did first and last."""

    part_id: str
    project_id: str
    first: datetime
    last: datetime


def load_parts(connection: Transaction, person_id: str) -> list[Part]:
    """Return the parts a person takes or took, by project."""
    query = (
        select(memberships, projects.c.name, firms.c.name.label("firm"), organizations.c.name.label("organization"))
        .join(projects, memberships.c.project_id == projects.c.id)
        .join(firms, projects.c.firm_id == firms.c.id)
        .join(organizations, memberships.c.organization_id == organizations.c.id)
        .where(memberships.c.person_id == person_id)
        .order_by(projects.c.name, memberships.c.since, memberships.c.id)
    )
    names = select(membership_tasks.c.membership_id, tasks.c.name).join(tasks)
    named = connection.execute(names.join(memberships).where(memberships.c.person_id == person_id)).all()
    return [
        Part(
            membership_id=row["id"],
            project_id=row["project_id"],
            project=row["name"],
            firm=row["firm"],
            organization=row["organization"],
            role=row["role"],
            level=row["level"],
            closed_sets=tuple(sorted({one.partition(":")[0] for one in row["compartments"]})),
            since=row["since"],
            until=row["until"],
            tasks=tuple(name for member, name in named if member == row["id"]),
        )
        for row in rows.all_of(connection, query)
    ]


def load_sessions(connection: Transaction, person_id: str) -> Sequence[Row]:
    """Return every session of a person, ended ones included; what it is known by is left out."""
    known = [column for column in sessions.columns if column.name not in {"token_hash", "person_id"}]
    return rows.all_of(
        connection, select(*known).where(sessions.c.person_id == person_id).order_by(sessions.c.created_at)
    )


def load_invitations(connection: Transaction, email: str) -> Sequence[Row]:
    """Return the invitations to an address, settled ones included."""
    query = select(invitations, projects.c.name.label("project")).join(projects).where(invitations.c.email == email)
    return rows.all_of(connection, query.order_by(invitations.c.created_at))


def load_mails(connection: Transaction, email: str) -> Sequence[Row]:
    """Return when mails to an address were queued and sent."""
    query = select(mails.c.queued_at, mails.c.sent_at).where(mails.c.recipient == email)
    return rows.all_of(connection, query.order_by(mails.c.queued_at))


def load_comments(connection: Transaction, person_id: str) -> Sequence[Row]:
    """Return what a person said in threads, with the thread and what it is about."""
    columns = (threads.c.project_id, threads.c.specification_id, threads.c.subject_kind, threads.c.subject_id)
    query = select(comments, *columns).join(threads).where(comments.c.author_id == person_id)
    return rows.all_of(connection, query.order_by(comments.c.at, comments.c.id))


def load_answers(connection: Transaction, person_id: str) -> Sequence[Row]:
    """Return the answers that a person gave for their organisation."""
    query = (
        select(answers, specifications.c.project_id)
        .join(requirements, answers.c.requirement_id == requirements.c.id)
        .join(specifications, requirements.c.specification_id == specifications.c.id)
        .where(answers.c.author_id == person_id)
    )
    return rows.all_of(connection, query.order_by(answers.c.at, answers.c.id))


def load_proposals(connection: Transaction, person_id: str) -> Sequence[Row]:
    """Return what a person proposed, with what it is about."""
    query = select(proposals).where(proposals.c.author_id == person_id)
    return rows.all_of(connection, query.order_by(proposals.c.began_at, proposals.c.id))


def load_voices(connection: Transaction, person_id: str) -> Sequence[Row]:
    """Return the voices a person was asked for, with the case each is about."""
    columns = (arbitrations.c.project_id, arbitrations.c.specification_id, arbitrations.c.question)
    query = select(voices, *columns).join(arbitrations).where(voices.c.person_id == person_id)
    return rows.all_of(connection, query.order_by(arbitrations.c.opened_at, voices.c.id))


def load_written(connection: Transaction, person_id: str) -> list[Wrote]:
    """Return the texts a person wrote in, as far as their past is kept."""
    query = (
        select(
            text_parts.c.id,
            text_parts.c.project_id,
            func.min(updates.c.at).label("a"),
            func.max(updates.c.at).label("z"),
        )
        .select_from(updates.join(generations, updates.c.generation == generations.c.name).join(text_parts))
        .where(updates.c.person_id == person_id)
        .group_by(text_parts.c.id, text_parts.c.project_id)
        .order_by(func.min(updates.c.at), text_parts.c.id)
    )
    return [Wrote(*row) for row in connection.execute(query)]


def load_deeds(connection: Transaction, person_id: str) -> Sequence[Row]:
    """Return what the history keeps a person did, without the words before and after."""
    columns = [
        history.c[name] for name in ("project_id", "specification_id", "subject_kind", "subject_id", "deed", "at")
    ]
    query = select(*columns).where(history.c.person_id == person_id)
    return rows.all_of(connection, query.order_by(history.c.at, history.c.id))


def texts_naming(connection: Transaction, project_id: str, person_id: str, name: str) -> list[str]:
    """Return the texts of a project that name a person by a mention, now or in what is kept of their past."""
    of_it = text_parts.c.project_id == project_id
    now = select(text_parts.c.id).where(of_it, cast(text_parts.c.tree, Text).contains(person_id))
    needle = f"@{name}".encode()
    logged = select(text_parts.c.id).join(generations, generations.c.part_id == text_parts.c.id)
    in_log = logged.join(updates, updates.c.generation == generations.c.name)
    in_state = logged.join(checkpoints, checkpoints.c.generation == generations.c.name)
    query = now.union(
        in_log.where(of_it, _holds(connection, updates.c.update, needle)),
        in_state.where(of_it, _holds(connection, checkpoints.c.state, needle)),
    )
    return sorted(connection.execute(query).scalars())


def _holds(connection: Transaction, column: ColumnElement[bytes], needle: bytes) -> ColumnElement[bool]:
    if connection.dialect.name == "sqlite":
        return func.instr(column, needle) > 0
    return text(f"position(:needle IN {column}) > 0").bindparams(needle=needle)  # type: ignore[return-value]


def set_tree(connection: Transaction, part_id: str, tree: Node) -> None:
    """Make a text say something else, before it goes on in a new document."""
    rows.change(connection, text_parts, part_id, {"tree": tree.json(), "plain": plain_text(tree)})


def unname(connection: Transaction, project_ids: Iterable[str], name: str, otherwise: str) -> None:
    """Write `otherwise` where a comment, the outcome of a thread, a voice or a decision of these projects holds a full name."""
    of_cases = select(arbitrations.c.id).where(arbitrations.c.project_id.in_(list(project_ids)))
    written_in = [decisions.c[name] for name in ("text", "reasons", "given_up", "dissent", "refusal")]
    of_them = threads.c.project_id.in_(list(project_ids))
    inside = comments.c.thread_id.in_(select(threads.c.id).where(of_them))
    for table, column, where in (
        (comments, comments.c.text, inside),
        (threads, threads.c.outcome_reason, of_them),
        (voices, voices.c.words, voices.c.case_id.in_(of_cases)),
        *((decisions, column, decisions.c.case_id.in_(of_cases)) for column in written_in),
    ):
        written = func.replace(column, name, otherwise)
        connection.execute(
            table.update().where(where, column.contains(name, autoescape=True)).values({column: written})
        )


def let_go(connection: Transaction, person_id: str, at: datetime) -> None:
    """End every part of a person, and take their hand from what they keep: tasks, requirements, findings, written text."""
    mine = memberships.c.person_id == person_id
    of_mine = select(memberships.c.id).where(mine)
    connection.execute(membership_tasks.delete().where(membership_tasks.c.membership_id.in_(of_mine)))
    connection.execute(memberships.update().where(mine, memberships.c.until.is_(None)).values(until=at))
    for table, column in (
        (requirements, requirements.c.owner_id),
        (findings, findings.c.validated_by),
        (firms, firms.c.founded_by),
        (updates, updates.c.person_id),
        (history, history.c.person_id),
    ):
        connection.execute(table.update().where(column == person_id).values({column: None}))


def forget(connection: Transaction, person_id: str, email: str, name: str, otherwise: str, at: datetime) -> None:
    """Make an account nobody's: no name, no address, no way in, no mail; `otherwise` is shown instead of the name."""
    for table in (sessions, sign_in_tokens, demo_links):
        connection.execute(table.delete().where(table.c.person_id == person_id))
    connection.execute(
        mails.delete().where(or_(mails.c.recipient == email, mails.c.body.contains(email, autoescape=True)))
    )
    waiting = mails.update().where(mails.c.body.contains(name, autoescape=True))
    connection.execute(waiting.values(body=func.replace(mails.c.body, name, otherwise)))
    nobody = f"{new_id()}@erased.invalid".lower()
    to_me = invitations.c.email == email
    connection.execute(invitations.update().where(to_me, _open(invitations)).values(withdrawn_at=at))
    connection.execute(invitations.update().where(to_me).values(email=nobody, name=otherwise))
    plain = {"email": nobody, "name": otherwise, "theme": "auto", "single_keys": True, "notice_seen_at": None}
    plain["seen_by_management"] = False
    rows.change(connection, people, person_id, plain)


def _open(table: Table) -> ColumnElement[bool]:
    return table.c.accepted_at.is_(None) & table.c.withdrawn_at.is_(None)
