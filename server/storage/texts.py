"""Running texts as they are kept: their current tree, their label, and the live document that carries them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from server.domain.content import Substitute, TextPart
from server.domain.ids import new_id
from server.domain.richtext import Node, plain_text
from server.domain.tracing import Subject
from server.storage.tables.live import generations, text_parts
from server.storage.tables.specification import substitutes


def create_text_part(
    connection: Connection,
    project_id: str,
    specification_id: str | None,
    owner: Subject,
    kind: str,
    label: str,
    tree: Node,
    at: datetime,
) -> TextPart:
    """Write a text part with the first generation of its live document, and return it.

    `kind` is statement, rationale, intro, finding, result or story; a text of the project has no specification.
    The log of the generation is empty until someone opens it: the live engine seeds it from `tree` then.
    """
    part = TextPart(new_id(), kind, label, tree.json(), new_id())
    insert_text_parts(connection, project_id, specification_id, [(owner, part, plain_text(tree))], at)
    return part


def insert_text_parts(
    connection: Connection,
    project_id: str,
    specification_id: str | None,
    parts: Sequence[tuple[Subject, TextPart, str]],
    at: datetime,
) -> None:
    """Write many parts at once, each with its owner and its plain words; a substitute of a part is written with it."""
    if not parts:
        return
    connection.execute(
        text_parts.insert(),
        [
            {
                "id": part.id,
                "project_id": project_id,
                "specification_id": specification_id,
                "owner_kind": owner.kind.value,
                "owner_id": owner.id,
                "kind": part.kind,
                "label": part.label,
                "generation": part.generation,
                "tree": part.tree,
                "tree_seq": 0,
                "plain": plain,
            }
            for owner, part, plain in parts
        ],
    )
    connection.execute(
        generations.insert(),
        [{"name": part.generation, "part_id": part.id, "label": part.label, "created_at": at} for _, part, _ in parts],
    )
    for _, part, _ in parts:
        if part.substitute is not None:
            put_substitute(connection, project_id, "text", part.id, part.substitute)


def put_substitute(
    connection: Connection, project_id: str, part_kind: str, part_id: str, substitute: Substitute | None
) -> None:
    """Set, replace or (None) remove the sentence shown instead of a part; `part_kind` is `text` or `criterion`."""
    connection.execute(substitutes.delete().where(substitutes.c.part_id == part_id))
    if substitute is not None:
        connection.execute(
            substitutes.insert().values(
                id=new_id(),
                project_id=project_id,
                part_kind=part_kind,
                part_id=part_id,
                text=substitute.text,
                label=substitute.label,
            )
        )


def load_substitutes(connection: Connection, project_id: str, part_ids: Sequence[str] | None) -> dict[str, Substitute]:
    """Return the substitutes of these parts, or of all the project's, by the id of the part they stand for."""
    query = select(substitutes.c.part_id, substitutes.c.text, substitutes.c.label)
    query = query.where(substitutes.c.project_id == project_id)
    if part_ids is not None:
        query = query.where(substitutes.c.part_id.in_(part_ids))
    return {row.part_id: Substitute(row.text, row.label) for row in connection.execute(query)}


def load_texts(
    connection: Connection, project_id: str, specification_id: str | None, owner_ids: Sequence[str] | None
) -> dict[tuple[str, str], TextPart]:
    """Return the texts of these owners, or of all the specification's (the project's when None), by (owner id, kind)."""
    query = select(
        text_parts.c.id,
        text_parts.c.owner_id,
        text_parts.c.kind,
        text_parts.c.label,
        text_parts.c.tree,
        text_parts.c.generation,
    ).where(text_parts.c.project_id == project_id, text_parts.c.specification_id == specification_id)
    if owner_ids is not None:
        query = query.where(text_parts.c.owner_id.in_(owner_ids))
    rows = connection.execute(query).all()
    instead = load_substitutes(connection, project_id, None if owner_ids is None else [row.id for row in rows])
    return {
        (row.owner_id, row.kind): TextPart(row.id, row.kind, row.label, row.tree, row.generation, instead.get(row.id))
        for row in rows
    }
