"""Every column of the database that can hold people's words, and whether a canary was planted in it."""

import json
from typing import Final

from sqlalchemy import JSON, LargeBinary, String, select

from server.storage.dump import kept_tables
from tests.leaks.canary import MARK
from tests.leaks.world import World

SHORTEST: Final = 41
"""Characters that a column must be able to hold for people to write words in it; identifiers and choices are shorter."""

MADE_BY_THE_SERVER: Final = {
    "label", "default_label", "link_hash", "code_hash", "content_hash", "view_hash", "blob_hash", "hash", "deed", "field",
    "media_type", "mark", "audience", "digest", "cut_digest", "seal", "compartments", "task_ids", "dimensions", "template",
    "anchor.start",
}  # fmt: skip
"""Hashes, canonical labels and choices: nobody's words."""

NO_SECRET: Final = {
    "export_files.name",  # the tool's own words and a number
    "projects.name", "firms.name", "specifications.title", "specifications.short_name",  # told to all who take part
    "pending_acts.wanted",  # a label
    "arbitration_voices.stances",  # numbers, by option
    "checkpoints.state", "export_files.content",  # made of what stands elsewhere, when there is enough of it
    "blobs.content",  # pictures, drawn anew: what they told is planted in what was sent
}  # fmt: skip
"""What holds no words that a part's label keeps."""


def unplanted(world: World) -> set[str]:
    """Return the columns in which people write and no canary stands."""
    found = set[str]()
    with world.house.database.read() as connection:
        for table in kept_tables():
            for column in table.columns:
                name = f"{table.name}.{column.name}"
                if column.name in MADE_BY_THE_SERVER or name in NO_SECRET or not _can_hold_words(column.type):
                    continue
                values = connection.execute(select(column)).scalars()
                if not any(MARK.encode() in _bytes(value) for value in values):
                    found.add(name)
    return found


def _can_hold_words(kind: object) -> bool:
    if isinstance(kind, String):
        return kind.length is None or kind.length >= SHORTEST
    return isinstance(kind, JSON | LargeBinary)


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False, default=str).encode()
