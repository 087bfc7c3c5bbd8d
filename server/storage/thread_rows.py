"""Threads, comments and suppliers' answers, as rows."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from server.domain.content import Anchor, Answer, Comment, Thread
from server.domain.discussion import (
    Aftermath,
    Cause,
    Compliance,
    Feeling,
    Outcome,
    Reach,
    Signature,
    Signed,
    ThreadKind,
    ThreadStatus,
)
from server.domain.tracing import Subject, SubjectKind
from server.storage import rows
from server.storage.database import Transaction
from server.storage.tables.discussion import answers, comments, threads
from server.storage.tables.specification import attachments


def insert_thread(
    connection: Transaction,
    project_id: str,
    specification_id: str,
    item: Thread,
    at: datetime,
    sent_key: str | None = None,
) -> None:
    """Add a thread with its comments; `sent_key` is what its author's browser knows it by."""
    values = {
        "id": item.id,
        "project_id": project_id,
        "specification_id": specification_id,
        "subject_kind": item.subject.kind,
        "subject_id": item.subject.id,
        "anchor": asdict(item.anchor) if item.anchor else None,
        "kind": item.kind,
        "status": item.status,
        "outcome": item.outcome,
        "outcome_reason": item.outcome_reason,
        "author_id": item.author_id,
        "label": item.label,
        "created_at": at,
        "cause": item.cause,
        "feeling": item.feeling,
        "signature": item.signed.how,
        "unit_id": item.signed.unit_id,
        "relay_id": item.signed.relay_id,
        "sent_key": sent_key,
        "ended_at": item.aftermath.ended_at,
        "led_to_kind": item.aftermath.led_to.kind if item.aftermath.led_to else None,
        "led_to_id": item.aftermath.led_to.id if item.aftermath.led_to else None,
    }
    rows.add(connection, threads, values)
    for comment in item.comments:
        insert_comment(connection, item.id, comment)


def insert_comment(connection: Transaction, thread_id: str, item: Comment) -> None:
    """Add a message to a thread."""
    values = {"id": item.id, "thread_id": thread_id, "author_id": item.author_id, "text": item.text, "at": item.at}
    rows.add(connection, comments, values)


def update_comment(connection: Transaction, comment_id: str, text: str, at: datetime) -> None:
    """Change the words of a message."""
    rows.change(connection, comments, comment_id, {"text": text, "edited_at": at})


def update_thread(connection: Transaction, thread_id: str, **values: Any) -> None:
    """Change columns of a thread."""
    rows.change(connection, threads, thread_id, values)


def find_thread(connection: Transaction, specification_id: str, thread_id: str) -> Thread | None:
    """Return a thread of this specification with its messages, oldest first, or None."""
    found = _threads(connection, (threads.c.id == thread_id) & (threads.c.specification_id == specification_id))
    return found[0] if found else None


def find_sent(connection: Transaction, specification_id: str, author_id: str, sent_key: str) -> str | None:
    """Return the thread that an author's browser sent under this key before, or None."""
    mine = (threads.c.author_id == author_id) & (threads.c.sent_key == sent_key)
    return connection.scalar(select(threads.c.id).where(mine, threads.c.specification_id == specification_id))


def load_threads_of(connection: Transaction, specification_id: str, author_id: str) -> list[Thread]:
    """Return the threads that somebody began in a specification, oldest first."""
    return _threads(connection, (threads.c.specification_id == specification_id) & (threads.c.author_id == author_id))


def load_threads(connection: Transaction, specification_id: str, subject_ids: Collection[str] = ()) -> list[Thread]:
    """Return the threads of a specification with their messages, oldest first; with `subject_ids`, about those only."""
    wanted = threads.c.specification_id == specification_id
    return _threads(connection, wanted & threads.c.subject_id.in_(subject_ids) if subject_ids else wanted)


def _threads(connection: Transaction, wanted: ColumnElement[bool]) -> list[Thread]:
    found = rows.all_of(connection, select(threads).where(wanted).order_by(threads.c.created_at, threads.c.id))
    inside = comments.c.thread_id.in_(select(threads.c.id).where(wanted))
    said: dict[str, list[Comment]] = {}
    for one in rows.all_of(connection, select(comments).where(inside).order_by(comments.c.at, comments.c.id)):
        comment = Comment(one["id"], one["author_id"], one["text"], one["at"], one["edited_at"])
        said.setdefault(one["thread_id"], []).append(comment)
    shown: dict[str, list[str]] = {}
    of_these = attachments.c.owner_id.in_(select(threads.c.id).where(wanted))
    pictures = select(attachments.c.id, attachments.c.owner_id).where(of_these).order_by(attachments.c.added_at)
    for picture in connection.execute(pictures):
        shown.setdefault(picture.owner_id, []).append(picture.id)
    return [_thread(row, tuple(said.get(row["id"], ())), tuple(shown.get(row["id"], ()))) for row in found]


def _thread(row: dict[str, Any], said: tuple[Comment, ...], shown: tuple[str, ...]) -> Thread:
    return Thread(
        id=row["id"],
        subject=Subject(SubjectKind(row["subject_kind"]), row["subject_id"]),
        anchor=Anchor(**row["anchor"]) if row["anchor"] else None,
        kind=ThreadKind(row["kind"]),
        status=ThreadStatus(row["status"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        outcome_reason=row["outcome_reason"],
        reopened=row["reopened"],
        author_id=row["author_id"],
        label=row["label"],
        comments=said,
        cause=Cause(row["cause"]) if row["cause"] else None,
        feeling=Feeling(row["feeling"]) if row["feeling"] else None,
        signed=Signed(Signature(row["signature"]), row["unit_id"], row["relay_id"]),
        picture_ids=shown,
        aftermath=Aftermath(
            row["ended_at"],
            Subject(SubjectKind(row["led_to_kind"]), row["led_to_id"]) if row["led_to_id"] else None,
            row["agreed_at"],
            row["checked_at"],
            row["finding_id"],
        ),
    )


def load_answers(connection: Transaction, requirement_ids: Collection[str]) -> list[Answer]:
    """Return what suppliers answered to these requirements, oldest first, unfiltered: it leaves through the gate only."""
    wanted = select(answers).where(answers.c.requirement_id.in_(requirement_ids)).order_by(answers.c.at, answers.c.id)
    return [
        Answer(**(row | {"compliance": Compliance(row["compliance"]), "reach": Reach(row["reach"])}))
        for row in rows.all_of(connection, wanted)
    ]


def thread_of_comment(connection: Transaction, comment_id: str) -> str | None:
    """Return the thread that holds a message, or None."""
    return connection.scalar(select(comments.c.thread_id).where(comments.c.id == comment_id))


def find_answer(connection: Transaction, requirement_id: str, organization_id: str, release_id: str) -> str | None:
    """Return the id of what this supplier answered to this requirement of this release, or None."""
    return connection.scalar(
        select(answers.c.id).where(
            answers.c.requirement_id == requirement_id,
            answers.c.organization_id == organization_id,
            answers.c.release_id == release_id,
        )
    )


def insert_answer(connection: Transaction, item: Answer) -> None:
    """Add a supplier's answer."""
    rows.add(connection, answers, asdict(item))


def update_answer(connection: Transaction, answer_id: str, **values: Any) -> None:
    """Change columns of an answer."""
    rows.change(connection, answers, answer_id, values)
