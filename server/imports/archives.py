"""Archives that somebody hands in, looked at before anything in them is unpacked."""

import stat
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from server.domain.errors import Invalid, TooLarge

MAX_TOTAL: Final = 200 * 1024 * 1024
MAX_ENTRY: Final = 50 * 1024 * 1024
MAX_ENTRIES: Final = 2_000
MAX_RATIO: Final = 100
"""Beyond RATIO_FROM bytes, what unpacks to more than this many times its size is a bomb."""
RATIO_FROM: Final = 10 * 1024 * 1024


def open_archive(data: bytes) -> ZipFile:
    """Return an archive whose entries are safe to read in memory.

    Raises Invalid for what is no archive, is encrypted, or holds a link or another archive; TooLarge for a bomb.
    """
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise Invalid("archive") from error
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or sum(one.file_size for one in entries) > MAX_TOTAL:
        raise TooLarge("archive")
    for one in entries:
        _demand_safe(one)
    return archive


def _demand_safe(entry: ZipInfo) -> None:
    if entry.flag_bits & 1 or stat.S_ISLNK(entry.external_attr >> 16):
        raise Invalid("archive")
    too_dense = entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
    if entry.file_size > MAX_ENTRY or too_dense:
        raise TooLarge("archive")


def read_entry(archive: ZipFile, name: str) -> bytes:
    """Return what an entry holds. Raises Invalid for a damaged one, TooLarge for one that is longer than it said."""
    try:
        with archive.open(name) as file:
            data = file.read(MAX_ENTRY + 1)
    except (BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise Invalid("archive") from error
    if len(data) > MAX_ENTRY:
        raise TooLarge("archive")
    return data
