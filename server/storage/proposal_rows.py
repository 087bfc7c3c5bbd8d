"""Proposals as rows, each with the text that was forked for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from server.domain.content import Proposal
from server.domain.proposal import ProposalState
from server.domain.tracing import Subject, SubjectKind
from server.storage import rows
from server.storage.database import Transaction
from server.storage.label_rows import start_generation
from server.storage.tables.live import generations, text_parts
from server.storage.tables.proposals import proposals
from server.storage.texts import insert_text_parts, load_texts

TEXT_KIND = "proposal"
"""The kind of the text part that a proposal owns."""


def load_proposals(
    connection: Connection, project_id: str, specification_id: str, ids: Sequence[str] | None = None
) -> list[Proposal]:
    """Return proposals with their texts, whatever their state."""
    query = select(proposals).where(proposals.c.specification_id == specification_id)
    if ids is not None:
        query = query.where(proposals.c.id.in_(ids))
    found = connection.execute(query).all()
    texts = load_texts(connection, project_id, specification_id, [row.id for row in found]) if found else {}
    return [
        Proposal(
            id=row.id,
            part_id=row.part_id,
            owner=Subject(SubjectKind(row.owner_kind), row.owner_id),
            author_id=row.author_id,
            label=row.label,
            state=ProposalState(row.state),
            reason=row.reason,
            base=row.base,
            text=texts[row.id, TEXT_KIND],
            began_at=row.began_at,
            opened_at=row.opened_at,
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            decision_reason=row.decision_reason,
            seen=row.seen,
        )
        for row in found
    ]


def insert_proposal(
    connection: Transaction, project_id: str, specification_id: str, item: Proposal, plain: str, at: datetime
) -> None:
    """Keep a proposal that begins, with its text and the first document of it; the document's log is empty."""
    values = {
        "id": item.id,
        "project_id": project_id,
        "specification_id": specification_id,
        "part_id": item.part_id,
        "owner_kind": item.owner.kind,
        "owner_id": item.owner.id,
        "author_id": item.author_id,
        "label": item.label,
        "state": item.state,
        "base": item.base,
        "began_at": at,
    }
    rows.add(connection, proposals, values)
    owner = Subject(SubjectKind.PROPOSAL, item.id)
    insert_text_parts(connection, project_id, specification_id, [(owner, item.text, plain)], at)


def update_proposal(connection: Transaction, proposal_id: str, **values: Any) -> None:
    """Change columns of a proposal."""
    rows.change(connection, proposals, proposal_id, values)


def seal_document(connection: Transaction, name: str, at: datetime) -> None:
    """Let nothing more into the text of a proposal."""
    connection.execute(generations.update().where(generations.c.name == name).values(sealed_at=at))


def start_text_again(connection: Transaction, item: Proposal, document: str, label: str, at: datetime) -> None:
    """Seal the document of a proposal's text under `label` and begin `document` under it, still empty."""
    start_generation(
        connection, item.text.id, old=item.text.generation, sealed_label=label, new=document, label=label, at=at
    )
    update_proposal(connection, item.id, label=label)


def find_part_label(connection: Connection, proposal_id: str) -> str | None:
    """Return the label of the text that a proposal is about, or None."""
    query = select(text_parts.c.label).join(proposals, proposals.c.part_id == text_parts.c.id)
    return connection.scalar(query.where(proposals.c.id == proposal_id))
