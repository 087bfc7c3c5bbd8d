"""The register of access as rows: added one after the other, each sealed over the one before, and checked from end to end.

Nothing here changes an entry, and nothing takes one out but `cut`, from the beginning of a chain, when its time is over.
"""

import hmac
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import func, select

from server.domain.canonical import canonical_json
from server.domain.register import RegisterKind
from server.domain.tracing import Subject, SubjectKind
from server.storage import rows
from server.storage.database import Transaction
from server.storage.journal import take_turn
from server.storage.tables.people import projects
from server.storage.tables.register import register, register_heads

NOTHING: Final = "0" * 64
"""What stands before the first entry of a chain."""

_READ_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing entered. `label` is that of what it concerns, `said` what else is known of it, by identifiers."""

    project_id: str
    kind: RegisterKind
    deed: str
    specification_id: str | None
    subject: Subject | None
    label: str
    person_id: str | None
    said: Any
    at: datetime


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends, and where it begins now: the last entry that was cut."""

    project_id: str
    number: int = 0
    digest: str = NOTHING
    cut_number: int = 0
    cut_digest: str = NOTHING
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one chain. `broken` is the first entry that is not as it was written (None: all are), `how` why.

    `how` is altered, missing, or head (what tells where the chain ends is not as it was written).
    """

    project_id: str
    project: str
    entries: int
    digest: str
    broken: int | None = None
    how: str = ""


def append(connection: Transaction, key: bytes, entry: Entry) -> None:
    """Add an entry at the end of its project's chain, in the turn of that project."""
    take_turn(connection, entry.project_id)
    head = _head(connection, entry.project_id) or _sealed(key, Head(entry.project_id))
    number, digest = head.number + 1, _digest(key, head.digest, head.number + 1, entry)
    rows.add(connection, register, _columns(entry) | {"number": number, "digest": digest})
    _set_head(connection, key, head, number=number, digest=digest)


def load_entries(
    connection: Transaction,
    project_id: str,
    *,
    kind: RegisterKind | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    person_id: str | None = None,
) -> list[Entry]:
    """Return the entries of a project, the latest first, unfiltered: they leave through the gate only.

    `person_id` is for that person's own data, and for nothing else.
    """
    query = select(register).where(register.c.project_id == project_id)
    if kind is not None:
        query = query.where(register.c.kind == kind)
    if since is not None:
        query = query.where(register.c.at >= since)
    if until is not None:
        query = query.where(register.c.at < until)
    if person_id is not None:
        query = query.where(register.c.person_id == person_id)
    return [_entry(row) for row in rows.all_of(connection, query.order_by(register.c.number.desc()))]


def projects_by_name(connection: Transaction) -> list[tuple[str, str]]:
    """Return (id, name) of every project, by name."""
    found = connection.execute(select(projects.c.id, projects.c.name).order_by(projects.c.name, projects.c.id))
    return [(row.id, row.name) for row in found]


def projects_with_older(connection: Transaction, before: datetime) -> list[str]:
    """Return the projects whose register holds an entry from before a moment."""
    return sorted(connection.execute(select(register.c.project_id).where(register.c.at < before).distinct()).scalars())


def cut(connection: Transaction, key: bytes, project_id: str, before: datetime) -> int:
    """Take out the entries at the beginning of a chain that were made before a moment; returns how many.

    What the last of them was sealed with stays in the head, so that the rest is still checked from its first entry on.
    """
    take_turn(connection, project_id)
    head = _head(connection, project_id)
    if head is None:
        return 0
    of_it = register.c.project_id == project_id
    young = connection.scalar(select(func.min(register.c.number)).where(of_it, register.c.at >= before))
    last = head.number if young is None else young - 1
    digest = connection.scalar(select(register.c.digest).where(of_it, register.c.number == last))
    if last <= head.cut_number or digest is None:
        return 0
    removed = connection.execute(register.delete().where(of_it, register.c.number <= last)).rowcount
    _set_head(connection, key, head, cut_number=last, cut_digest=digest)
    return removed


def check(connection: Transaction, key: bytes, project_id: str, name: str) -> Checked:
    """Go through a chain from its beginning and tell the first entry that is not as it was written."""
    head = _head(connection, project_id)
    known = head or _sealed(key, Head(project_id))
    number, digest = known.cut_number, known.cut_digest

    def broken(at: int, how: str) -> Checked:
        return Checked(project_id, name, number - known.cut_number, digest, at, how)

    for row in _in_order(connection, project_id):
        if row["number"] != number + 1:
            return broken(number + 1, "missing")
        if not hmac.compare_digest(row["digest"], _digest(key, digest, number + 1, _entry(row))):
            return broken(number + 1, "altered")
        number, digest = row["number"], row["digest"]
    if number < known.number:
        return broken(number + 1, "missing")
    if (number, digest) != (known.number, known.digest) or not _is_sealed(key, known):
        return broken(number, "head")
    return Checked(project_id, name, number - known.cut_number, digest)


def _in_order(connection: Transaction, project_id: str) -> Iterator[dict[str, Any]]:
    after = 0
    of_it = select(register).where(register.c.project_id == project_id).order_by(register.c.number)
    while found := rows.all_of(connection, of_it.where(register.c.number > after).limit(_READ_AT_ONCE)):
        yield from found
        after = found[-1]["number"]


def _digest(key: bytes, previous: str, number: int, entry: Entry) -> str:
    written = {**_columns(entry), "number": number, "at": entry.at.astimezone(UTC).isoformat()}
    return hmac.digest(key, previous.encode() + canonical_json(written), "sha256").hex()


def _columns(entry: Entry) -> dict[str, Any]:
    written = {one.name: getattr(entry, one.name) for one in fields(entry) if one.name != "subject"}
    kind, thing = (entry.subject.kind.value, entry.subject.id) if entry.subject else (None, None)
    return written | {"kind": entry.kind.value, "subject_kind": kind, "subject_id": thing}


def _entry(row: dict[str, Any]) -> Entry:
    known = {one.name: row[one.name] for one in fields(Entry) if one.name not in {"subject", "kind"}}
    subject = Subject(SubjectKind(row["subject_kind"]), row["subject_id"]) if row["subject_kind"] else None
    return Entry(**known, kind=RegisterKind(row["kind"]), subject=subject)


def _head(connection: Transaction, project_id: str) -> Head | None:
    row = rows.find(connection, select(register_heads).where(register_heads.c.project_id == project_id))
    return Head(**row) if row else None


def _set_head(connection: Transaction, key: bytes, old: Head, **values: Any) -> None:
    """Write where the chain ends; a head that somebody else wrote is never sealed again, so that it stays found."""
    new = replace(old, **values)
    new = _sealed(key, new) if _is_sealed(key, old) else replace(new, seal="")
    connection.execute(register_heads.delete().where(register_heads.c.project_id == new.project_id))
    rows.add(connection, register_heads, asdict(new))


def _sealed(key: bytes, head: Head) -> Head:
    return replace(head, seal=_seal(key, head))


def _is_sealed(key: bytes, head: Head) -> bool:
    return hmac.compare_digest(head.seal, _seal(key, head))


def _seal(key: bytes, head: Head) -> str:
    written = asdict(replace(head, seal=""))
    return hmac.digest(key, b"head" + canonical_json(written), "sha256").hex()
