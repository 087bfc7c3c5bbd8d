"""Defects of the ways out: something secret slips into what leaves, at each exit and in several dresses."""

import base64
import gzip
import html
import logging
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pikepdf
import pytest
from sqlalchemy import create_engine
from starlette.responses import Response

from server.exports.pdf import binding
from server.services import discussing, mailing
from server.services import live as live_services
from server.storage import dump
from server.web import dispatch
from server.web.table import File, Page
from tests.leaks.canary import FRAGMENT, MARK, Kind
from tests.leaks.world import World

Patch = pytest.MonkeyPatch


def secret(world: World) -> str:
    """A word that only the pair and the management read."""
    canaries = world.aviary.canaries.values()
    return next(
        one.word
        for one in canaries
        if one.kind is Kind.TEXT and one.project == "main" and "N4" in one.labels and one.word.startswith(MARK)
    )


def title_of_a_pdf(patch: Patch, world: World) -> None:
    real = binding.bind
    patch.setattr(
        "server.exports.pdf.book.bind",
        lambda leaves, lines, title, language: real(leaves, lines, f"{title} é {secret(world)}", language),
    )


def bookmark_of_a_pdf(patch: Patch, world: World) -> None:
    real = binding._outline

    def outline(pdf: pikepdf.Pdf, leaves: Any) -> None:
        real(pdf, leaves)
        with pdf.open_outline() as marks:
            marks.root.append(pikepdf.OutlineItem(secret(world), 0))

    patch.setattr("server.exports.pdf.binding._outline", outline)


def name_of_a_file(patch: Patch, world: World) -> None:
    real = dispatch._file

    def file(given: File) -> Response:
        return real(File(f"{secret(world)} {given.name}", given.media_type, given.content, given.inline))

    patch.setattr("server.web.dispatch._file", file)


def header(patch: Patch, world: World) -> None:
    real = dispatch._with_cookies

    def with_cookies(*given: Any) -> Response:
        response = real(*given)
        response.headers["etag"] = base64.b64encode(secret(world).encode()).decode()
        return response

    patch.setattr("server.web.dispatch._with_cookies", with_cookies)


def words_in_a_mail(patch: Patch, world: World) -> None:
    real = mailing._message

    def message(*given: Any) -> Any:
        made = real(*given)
        made.set_content(f"{made.get_content()}\nÀ propos de « {secret(world)} »")
        return made

    patch.setattr("server.services.mailing._message", message)


def words_in_the_log(patch: Patch, world: World) -> None:
    real = discussing.raise_thread

    def raise_thread(*given: Any, text: str, **more: Any) -> Any:
        logging.getLogger("server.services.discussing").info("a thread begins: %s", text)
        return real(*given, text=text, **more)

    patch.setattr("server.services.discussing.raise_thread", raise_thread)


def values_in_the_log(patch: Patch, world: World) -> None:
    real = create_engine
    patch.setattr(
        "server.storage.database.create_engine",
        lambda *given, **more: real(*given, **more | {"hide_parameters": False}),
    )


def labels_lost_in_a_backup(patch: Patch, world: World) -> None:
    real = dump.load_rows

    def load_rows(connection: Any, table: Any, lines: Any) -> Iterator[int]:
        return real(connection, table, (line.replace(b'"label":"N4"', b'"label":"N0"') for line in lines))

    patch.setattr("server.storage.dump.load_rows", load_rows)


def words_on_the_live_line(patch: Patch, world: World) -> None:
    real = live_services.news

    def news(*given: Any) -> tuple[str, str | None]:
        cursor, message = real(*given)
        return cursor, message and message[:-1] + f', "about": "{secret(world)}"}}'

    patch.setattr("server.services.live.news", news)


def names_of_live_documents(patch: Patch, world: World) -> None:
    real = live_services.news
    names = [one.statement.generation for one in world.content().requirements if one.statement.label == "N4"]

    def news(*given: Any) -> tuple[str, str | None]:
        cursor, message = real(*given)
        return cursor, message and message[:-1] + f', "documents": "{" ".join(names)}"}}'

    patch.setattr("server.services.live.news", news)


def in_a_page(dress: Callable[[str], str]) -> Callable[[Patch, World], None]:
    """Something secret at the end of a page's HTML, dressed."""

    def plant(patch: Patch, world: World) -> None:
        real = dispatch._shown

        def shown(given: Any, base: str, accepts: str | None) -> Response:
            if isinstance(given, Page) and isinstance(given.html, str):
                given = Page(f"{given.html}<!-- {dress(secret(world))} -->", given.status)
            return real(given, base, accepts)

        patch.setattr("server.web.dispatch._shown", shown)

    return plant


DRESSES: dict[str, Callable[[str], str]] = {
    "eight signs": lambda word: word[-FRAGMENT:],
    "base64": lambda word: base64.b64encode(b"xy" + word.encode()).decode(),
    "packed": lambda word: base64.b64encode(gzip.compress(word.encode())).decode(),
    "utf-16 in hexadecimal": lambda word: word.encode("utf-16-be").hex(),
    "an address": lambda word: quote("".join(f"%{ord(sign):02x}" for sign in word)),
    "json escapes": lambda word: "".join(f"\\u{ord(sign):04x}" for sign in word),
    "html entities": lambda word: html.escape("é ") + "".join(f"&#x{ord(sign):x};" for sign in word),
}
