"""What travels is as small as the browser accepts, says so, and a long page's beginning is on its way before its end is drawn."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.types import Scope

from server.web.compression import accepted, compress, stream
from server.web.site import Assets
from tests.web.asking import Everybody

TEXT = "Le système doit proposer deux plannings. " * 100


@pytest.mark.parametrize(
    ("header", "codings"),
    [
        (None, []),
        ("", []),
        ("br", ["br"]),
        ("gzip, deflate, br, zstd", ["br", "gzip"]),
        ("br;q=0, gzip;q=0.5", ["gzip"]),
        ("*", ["br", "gzip"]),
        ("BR;q=nonsense, identity", []),
    ],
)
def test_the_best_coding_that_both_sides_speak_is_taken(header: str | None, codings: list[str]) -> None:
    assert accepted(header) == codings


@pytest.mark.parametrize(("header", "read"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)])
def test_a_page_is_the_same_page_whatever_the_browser_accepts(header: str, read: object) -> None:
    response = compress(HTMLResponse(TEXT), header)

    assert callable(read)
    assert read(bytes(response.body)).decode() == TEXT
    assert response.headers.get("content-encoding", "") == header
    assert response.headers["content-length"] == str(len(response.body))
    assert "Accept-Encoding" in response.headers["vary"]


def test_what_is_small_or_no_text_stays_as_it_is() -> None:
    small, picture = HTMLResponse("<p>Court"), Response(b"x" * 5_000, media_type="image/png")

    assert "content-encoding" not in compress(small, "br").headers
    assert "content-encoding" not in compress(picture, "br").headers


@pytest.mark.anyio
@pytest.mark.parametrize("coding", ["br", "gzip", ""])
async def test_the_beginning_of_a_long_page_can_be_read_before_its_end_is_drawn(coding: str) -> None:
    drawn = []

    def pieces() -> Iterator[str]:
        for place in range(8):
            drawn.append(place)
            yield f"[{place}]" + TEXT * 20

    response = stream(pieces(), coding, 200)
    assert isinstance(response, StreamingResponse)
    chunks: list[bytes] = []
    drawn_then: list[int] = []
    async for chunk in response.body_iterator:
        assert isinstance(chunk, bytes)
        drawn_then = drawn_then or list(drawn)
        chunks.append(chunk)

    assert drawn_then == [0]
    assert _beginning(coding, chunks[0]).decode("utf-8", "ignore").startswith("[0]" + TEXT * 19)
    whole = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[coding](b"".join(chunks))
    assert whole.decode() == "".join(f"[{place}]" + TEXT * 20 for place in range(8))


def _beginning(coding: str, first: bytes) -> bytes:
    if coding == "br":
        reader = brotli.Decompressor()
        return b"".join([reader.process(first), *iter(lambda: reader.process(b""), b"")])
    return zlib.decompressobj(31).decompress(first) if coding else first


@pytest.mark.anyio
async def test_an_asset_is_handed_out_in_the_form_made_at_the_build(tmp_path: Path) -> None:
    (tmp_path / "page-1.js").write_bytes(b"plain")
    (tmp_path / "page-1.js.br").write_bytes(b"small")
    (tmp_path / "face.woff2").write_bytes(b"face")
    assets = Assets(directory=str(tmp_path))

    async def get(name: str, accept: str) -> tuple[str, str, str]:
        scope: Scope = {"type": "http", "method": "GET", "headers": [(b"accept-encoding", accept.encode())]}
        headers = (await assets.get_response(name, scope)).headers
        return headers.get("content-encoding", ""), headers["content-type"].partition(";")[0], headers["content-length"]

    assert await get("page-1.js", "gzip, br") == ("br", "text/javascript", "5")
    assert await get("page-1.js", "gzip") == ("", "text/javascript", "5")
    assert (await get("face.woff2", "br"))[0] == ""


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_pages_and_answers_of_the_server_come_compressed_to_who_takes_it(served: Everybody, coding: str) -> None:
    page = f"/s/{served.world.specification_id}"
    requirement = served.world.ids["whole N0 opened to A"]
    operation = f"/api/specifications/{served.world.specification_id}/context?requirement={requirement}"

    for address in (page, operation):
        plain = served.request("claire", "GET", address)
        answer = served.request("claire", "GET", address, headers={"accept-encoding": coding})

        assert "content-encoding" not in plain.headers
        assert answer.headers["content-encoding"] == coding
        assert len(answer.text) > len(plain.text) * 0.9
