"""Frozen versions read back: a version never changes, so what was read once is kept in memory."""

from dataclasses import replace
from functools import lru_cache

from server.domain.canonical import from_bytes
from server.domain.content import SpecificationContent
from server.policy.labels import is_speech
from server.storage import release_rows
from server.storage.database import Transaction


def for_files(content: SpecificationContent) -> SpecificationContent:
    """Return what a version or a file may hold, whoever asks for it: raw speech stays where it is (L13)."""
    return replace(
        content,
        findings=tuple(one for one in content.findings if not is_speech(one.label)),
        links=tuple(one for one in content.links if not is_speech(one.label)),
    )


@lru_cache(maxsize=16)
def _read(data: bytes) -> SpecificationContent:
    return from_bytes(data)


def content_of(connection: Transaction, baseline_id: str) -> SpecificationContent:
    """Return the content of a frozen version, unfiltered. Raises NoResultFound when there is none."""
    return _read(release_rows.load_baseline_content(connection, baseline_id))
