"""Keeping an installation safe: everything it holds in one file, and back into an empty database of either kind.

The file is a ZIP: `manifest.json` (form, schema revision, moment, rows and SHA-256 of each table) and one JSON-lines file
per table. Sessions, sign-in links, counted attempts and waiting mails are left out: restoring opens no door.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from server.domain.errors import Conflict, Invalid
from server.services.installing import prepare
from server.settings import Settings
from server.storage import dump
from server.storage.database import Database, Transaction

Progress = Callable[[int, int], None]
"""Called with (rows done, rows in all)."""

_FORM: Final = "concerte backup 1"
_MANIFEST: Final = "manifest.json"


def backup(settings: Settings, file: Path, progress: Progress) -> None:
    """Write everything the installation holds, as of one moment, to `file`, readable by its owner only.

    The installation may be in use. `file` appears whole or not at all.
    """
    with closing(Database(settings.database_url)) as database, database.read() as connection, _whole(file) as stream:
        tables = {table.name: dump.count_rows(connection, table) for table in dump.kept_tables()}
        with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
            _write_tables(connection, archive, tables, progress)


def _write_tables(connection: Transaction, archive: ZipFile, counts: dict[str, int], progress: Progress) -> None:
    done, total = 0, sum(counts.values())
    described: dict[str, dict[str, object]] = {}
    for table in dump.kept_tables():
        digest = hashlib.sha256()
        with archive.open(_entry(table.name), "w", force_zip64=True) as lines:
            for line in dump.dump_rows(connection, table):
                lines.write(line)
                digest.update(line)
                done += 1
                progress(done, total)
        described[table.name] = {"rows": counts[table.name], "sha256": digest.hexdigest()}
    manifest = {
        "form": _FORM,
        "revision": dump.schema_revision(connection),
        "made_at": datetime.now(UTC).isoformat(),
        "tables": described,
    }
    archive.writestr(_MANIFEST, json.dumps(manifest, indent=2))


def restore(settings: Settings, file: Path, progress: Progress) -> None:
    """Bring back what `file` holds into an empty database, all of it or nothing.

    Raises Invalid for a file that is not a whole backup of this version, Conflict for a database that is not empty.
    """
    with _opened(file) as (archive, described):
        prepare(settings)
        with closing(Database(settings.database_url)) as database, database.write() as connection:
            if not dump.is_empty(connection):
                raise Conflict("not_empty")
            _read_tables(connection, archive, described, progress)
            dump.settle_sequences(connection)


def _read_tables(connection: Transaction, archive: ZipFile, described: dict[str, Any], progress: Progress) -> None:
    done, total = 0, sum(one["rows"] for one in described.values())
    for table in dump.kept_tables():
        with archive.open(_entry(table.name)) as lines:
            for written in dump.load_rows(connection, table, lines):
                done += written
                progress(done, total)


@contextmanager
def _opened(file: Path) -> Iterator[tuple[ZipFile, dict[str, Any]]]:
    """Yield the archive and what it says of its tables, after every byte of it was checked."""
    try:
        with ZipFile(file) as archive:
            yield archive, _checked(archive)
    except (BadZipFile, KeyError, ValueError, TypeError) as error:
        raise Invalid("backup") from error


def _checked(archive: ZipFile) -> dict[str, Any]:
    manifest = json.loads(archive.read(_MANIFEST))
    if manifest["form"] != _FORM:
        raise Invalid("backup")
    if manifest["revision"] != dump.newest_revision():
        raise Invalid("backup_version", revision=str(manifest["revision"]))
    described: dict[str, Any] = manifest["tables"]
    if described.keys() != {table.name for table in dump.kept_tables()}:
        raise Invalid("backup")
    for name, table in described.items():
        digest = hashlib.sha256()
        with archive.open(_entry(name)) as lines:
            rows = 0
            for rows, line in enumerate(lines, start=1):  # noqa: B007
                digest.update(line)
        if (rows, digest.hexdigest()) != (table["rows"], table["sha256"]):
            raise Invalid("backup")
    return described


def _entry(table: str) -> str:
    return f"tables/{table}.jsonl"


@contextmanager
def _whole(file: Path) -> Iterator[IO[bytes]]:
    """Yield a private file that takes the place of `file` once everything is written durably."""
    temporary = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
