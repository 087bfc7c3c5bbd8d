"""What travels compressed: pages, answers of the API, and built assets that were compressed when they were built.

Compression lets someone who sees the length of an encrypted answer, and who can put words of their own into it, guess at
words beside theirs (BREACH). Nothing that could be won so stays the same from answer to answer: sessions are cookies, which
no answer repeats; writes are proved by Origin and not by a token in the page; the nonce of a page is new each time, and the
key of the drafts travels masked (`specification._masked`). People's text itself could be guessed at letter by letter only by
making the reader's browser load the page thousands of times, and another site can do that only in windows that open in plain
sight: cookies are SameSite and pages are never framed.
"""

import gzip
import zlib
from collections.abc import Iterator
from typing import Final

import brotli
from starlette.responses import Response, StreamingResponse

_QUALITY: Final = 6
"""On the longest page 6 % smaller than 5, the usual choice for answers made on demand, for 16 ms more; 7 would save 6 % again
for 38 ms, which the browser beside the server needs more."""
_SMALLEST: Final = 1_000
"""Bytes under which compressing costs more than it saves."""
_KINDS: Final = ("text/html", "application/json")

_CHUNK: Final = 64 * 1024
"""Bytes of a long page, uncompressed, that are sent together: the first hold its first screen of text, and the browser reads
each while the next are made, in turns too short to be felt. Each costs some twenty bytes."""

CODINGS: Final = {"br": ".br", "gzip": ".gz"}
"""The codings we speak, best first, with the ending of a file that was compressed when it was built."""


def accepted(header: str | None) -> list[str]:
    """Return which of our codings an Accept-Encoding header takes, best first; `q=0` is a refusal (RFC 9110, §12.5.3)."""
    asked: dict[str, float] = {}
    for part in (header or "").split(","):
        name, _, rest = part.partition(";")
        weight = rest.strip().removeprefix("q=")
        try:
            asked[name.strip().lower()] = float(weight) if weight else 1.0
        except ValueError:
            continue
    return [coding for coding in CODINGS if asked.get(coding, asked.get("*", 0.0)) > 0]


def compress(response: Response, header: str | None) -> Response:
    """Return the response compressed as the browser accepts it; called in a worker thread, for it takes time.

    What is small, of another kind, or compressed already stays as it is.
    """
    kind = response.headers.get("content-type", "").partition(";")[0]
    if isinstance(response, StreamingResponse) or kind not in _KINDS or "content-encoding" in response.headers:
        return response
    response.headers.add_vary_header("Accept-Encoding")
    codings = accepted(header)
    if not codings or len(response.body) < _SMALLEST:
        return response
    coding, body = codings[0], bytes(response.body)
    response.body = brotli.compress(body, quality=_QUALITY) if coding == "br" else gzip.compress(body, 6, mtime=0)
    response.headers["content-encoding"] = coding
    response.headers["content-length"] = str(len(response.body))
    return response


def stream(pieces: Iterator[str], header: str | None, status: int) -> Response:
    """Return a page that travels, compressed as the browser accepts it, while its end is still being drawn."""
    coding = next(iter(accepted(header)), None)
    chunks = _gathered(pieces)
    body = _brotli(chunks) if coding == "br" else _gzip(chunks) if coding == "gzip" else chunks
    response = StreamingResponse(body, status, media_type="text/html")
    response.headers.add_vary_header("Accept-Encoding")
    if coding:
        response.headers["content-encoding"] = coding
    return response


def _gathered(pieces: Iterator[str]) -> Iterator[bytes]:
    held, size = [], 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _CHUNK:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


def _brotli(chunks: Iterator[bytes]) -> Iterator[bytes]:
    compressor = brotli.Compressor(quality=_QUALITY)
    for chunk in chunks:
        yield compressor.process(chunk) + compressor.flush()
    yield compressor.finish()


def _gzip(chunks: Iterator[bytes]) -> Iterator[bytes]:
    compressor = zlib.compressobj(6, wbits=31)
    for chunk in chunks:
        yield compressor.compress(chunk) + compressor.flush(zlib.Z_SYNC_FLUSH)
    yield compressor.flush()
