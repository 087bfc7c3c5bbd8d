"""Setting one chapter: HTML in, the bytes of its pages and the places of its anchors out. Runs in a worker process."""

import gc
import hashlib
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from threading import Lock
from typing import Final

from server.exports.pdf.workers import Workers
from server.exports.styles import FONT_SCHEME, font, font_faces, stylesheet

ELSEWHERE: Final = "https://i.invalid/#"
"""Where links to anchors point while a chapter stands alone; binding turns them into places in the document."""

KEPT_BYTES: Final = 64 * 1024 * 1024
"""How many bytes of set chapters are kept in memory."""

WORKERS: Final = 2
CHAPTERS_A_LIFE: Final = 80
"""Workers end after so many chapters: they set without collecting garbage, which is faster, and give their memory back."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor is: page of the chapter from 0, and its distance from the page's top left corner in points."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline."""

    level: int
    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class SetChapter:
    """A chapter as pages."""

    pdf: bytes
    pages: int
    anchors: dict[str, Place]
    bookmarks: tuple[Bookmark, ...]


def set_chapter(html: str, sheet: str) -> SetChapter:
    """Set one chapter. Nothing outside it is read: only our fonts and pictures given as data."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Closed(URLFetcher):  # type: ignore[misc]
        """Fetches our fonts and data addresses, nothing else."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if url.startswith(FONT_SCHEME):
                return URLFetcherResponse(url, _unpacked(url.removeprefix(FONT_SCHEME)), {"Content-Type": "font/ttf"})
            return super().fetch(url, headers)

    gc.disable()
    page = f'<!doctype html><html><head><meta charset="utf-8"><style>{sheet}</style></head><body>{html}</body></html>'
    fetcher = Closed(allowed_protocols=["data"], allow_redirects=False)
    document = HTML(string=page.replace('href="#', f'href="{ELSEWHERE}'), base_url=None, url_fetcher=fetcher).render()
    anchors: dict[str, Place] = {}
    bookmarks: list[Bookmark] = []
    for number, sheet_page in enumerate(document.pages):
        for name, (x, y, *_) in sheet_page.anchors.items():
            anchors[name] = Place(number, x * 0.75, y * 0.75)
        for level, title, (x, y), _state in sheet_page.bookmarks:
            bookmarks.append(Bookmark(level, title, Place(number, x * 0.75, y * 0.75)))
    return SetChapter(document.write_pdf(), len(document.pages), anchors, tuple(bookmarks))


@cache
def _unpacked(name: str) -> bytes:
    """A font as the PDF writer uses it, which would unpack it anew for every chapter: that takes longer than setting most."""
    from fontTools.ttLib import woff2

    unpacked = BytesIO()
    woff2.decompress(BytesIO(font(name)), unpacked)
    return unpacked.getvalue()


class Press:
    """Sets chapters, two at a time, and keeps what it set: an unchanged chapter is never set again."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, SetChapter] = OrderedDict()
        self._size = 0
        self._lock = Lock()
        self._workers = Workers(WORKERS, CHAPTERS_A_LIFE)

    def set_all(self, pieces: Iterable[str]) -> list[SetChapter]:
        """Return the pieces as pages, in order."""
        sheet = font_faces(embedded=False) + stylesheet()
        keys = [(hashlib.sha256((sheet + piece).encode()).hexdigest(), piece) for piece in pieces]
        with self._lock:
            made = {key: self._kept[key] for key, _ in keys if key in self._kept}
        missing = {key: piece for key, piece in keys if key not in made}
        if missing:
            fresh = self._workers.run_all(set_chapter, [(piece, sheet) for piece in missing.values()])
            made |= dict(zip(missing, fresh, strict=True))
        self._keep({key: made[key] for key in missing})
        return [made[key] for key, _ in keys]

    def clear(self) -> None:
        """Forget everything that was set."""
        with self._lock:
            self._kept.clear()
            self._size = 0

    def _keep(self, fresh: dict[str, SetChapter]) -> None:
        with self._lock:
            for key, chapter in fresh.items():
                if key not in self._kept:
                    self._kept[key] = chapter
                    self._size += len(chapter.pdf)
            while self._size > KEPT_BYTES and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                self._size -= len(oldest.pdf)


PRESS: Final = Press()
"""The press of this process."""
