"""Pictures and the bytes they share, as rows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from server.storage import rows
from server.storage.database import Transaction
from server.storage.tables.specification import attachments, blobs


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture of a text part; its bytes are found by `blob_hash`. `size` is in bytes."""

    id: str
    project_id: str
    owner_kind: str
    owner_id: str
    name: str
    media_type: str
    size: int
    label: str
    blob_hash: str
    added_by: str
    added_at: datetime


def insert_attachment(connection: Transaction, item: Attachment, content: bytes) -> None:
    """Keep a picture; equal bytes are kept once."""
    if connection.scalar(select(blobs.c.hash).where(blobs.c.hash == item.blob_hash)) is None:
        rows.add(connection, blobs, {"hash": item.blob_hash, "content": content})
    values = {name: getattr(item, name) for name in item.__slots__}
    rows.add(connection, attachments, values)


def find_attachment(connection: Transaction, project_id: str, attachment_id: str) -> Attachment | None:
    """Return a picture of this project, or None."""
    row = rows.find(
        connection,
        select(attachments).where(attachments.c.id == attachment_id, attachments.c.project_id == project_id),
    )
    return Attachment(**row) if row else None


def load_attachments(connection: Transaction, owner_id: str) -> list[Attachment]:
    """Return the pictures of a text."""
    found = connection.execute(select(attachments).where(attachments.c.owner_id == owner_id)).mappings()
    return [Attachment(**row) for row in found]


def hand_over(connection: Transaction, item: Attachment, owner_id: str, label: str) -> None:
    """Make a picture that of another text, under that text's label."""
    rows.change(connection, attachments, item.id, {"owner_id": owner_id, "label": label})


def load_blob(connection: Transaction, blob_hash: str) -> bytes:
    """Return the bytes behind a hash. Raises NoResultFound when there are none."""
    content: bytes = connection.execute(select(blobs.c.content).where(blobs.c.hash == blob_hash)).scalar_one()
    return content


def delete_attachment(connection: Transaction, item: Attachment) -> None:
    """Remove a picture; its bytes go with the last picture that shows them."""
    rows.remove(connection, attachments, item.id)
    left = connection.scalar(
        select(func.count()).select_from(attachments).where(attachments.c.blob_hash == item.blob_hash)
    )
    if not left:
        connection.execute(blobs.delete().where(blobs.c.hash == item.blob_hash))
