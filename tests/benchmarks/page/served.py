"""Our own product with large specifications: a real process, a real session, and what it sends for one page."""

import re
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import brotli
import httpx

from server.app import open_house
from server.services.acting import reader_of
from server.services.creating import create_specification_from_blueprint
from tests.benchmarks.page.content import blueprint
from tests.trials.installation import Installation

_STYLES: Final = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
_STEP: Final = 256


@dataclass(frozen=True, slots=True)
class Sent:
    """What the server did for one page: seconds of the first and of a later answer, and compressed bytes.

    `before_text` is what must have arrived before the first screen of text can be drawn: the page up to it, and every
    style sheet that it asks for until there.
    """

    cold_seconds: float
    warm_seconds: float
    warm_first_byte_seconds: float
    page_bytes: int
    before_text: int


class Served:
    """A context: the installation with one specification per count, served."""

    def __init__(self, data_dir: Path, counts: list[int]) -> None:
        data_dir.mkdir(parents=True)
        self.installation = Installation(data_dir)
        self._counts = counts
        self._ids: dict[int, str] = {}
        self.last_seen: dict[int, str] = {}

    def __enter__(self) -> Self:
        self.installation.start()
        email = self.installation.person("steering_work").email
        self.installation.stop()
        with open_house(self.installation.settings) as house:
            reader, _ = reader_of(house, email=email, specification="demo")
            for count in self._counts:
                self._ids[count] = create_specification_from_blueprint(house, reader, blueprint(count))
        self.installation.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.installation.__exit__(kind, error, trace)

    def url(self, count: int) -> str:
        """The address of the page of so many requirements."""
        return f"{self.installation.url}/s/{self._ids[count]}"

    @property
    def link(self) -> str:
        """The pilot's personal link."""
        return self.installation.link("steering_work")["url"]

    def weigh(self, count: int) -> Sent:
        """Return what the server sends for a page, after a fresh start. `last_seen` tells what ended the first screen."""
        self.installation.stop()
        self.installation.start()
        web = self.installation.person("steering_work").web
        cold, _, _ = _timed(web, self.url(count))
        timed = sorted((_timed(web, self.url(count)) for _ in range(5)), key=lambda one: one[0])
        warm, first_byte, body = timed[2]
        text, arrived = _until(body, self.last_seen[count])
        sheets = [_timed(web, f"{self.installation.url}{address}")[2] for address in _STYLES.findall(text)]
        return Sent(cold, warm, first_byte, len(body), arrived + sum(map(len, sheets)))


def _timed(web: httpx.Client, url: str) -> tuple[float, float, bytes]:
    began = time.perf_counter()
    with web.stream("GET", url, headers={"accept-encoding": "br"}) as answer:
        answer.raise_for_status()
        first = time.perf_counter() - began
        body = b"".join(answer.iter_raw())
        taken = time.perf_counter() - began
        return (
            taken,
            first,
            body if answer.headers.get("content-encoding") == "br" else brotli.compress(body, quality=0),
        )


def _until(body: bytes, mark: str) -> tuple[str, int]:
    """Return the text that can be read once `mark` has arrived, and how many compressed bytes that takes."""
    reader, read = brotli.Decompressor(), bytearray()
    for at in range(0, len(body), _STEP):
        read += b"".join([reader.process(body[at : at + _STEP]), *iter(lambda: reader.process(b""), b"")])
        if mark.encode() in read:
            return read.decode("utf-8", "ignore"), min(at + _STEP, len(body))
    raise LookupError(mark)
