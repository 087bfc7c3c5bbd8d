"""The register of access over HTTP and on its page: read by the pair, filtered by kind and period, taken out as a file."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from pydantic import Field

from server.domain.canonical import plain
from server.domain.errors import Invalid
from server.domain.register import RegisterKind
from server.domain.words import say
from server.services import registering
from server.services.registering import Period
from server.web.call import Call
from server.web.forms import Form
from server.web.register_words import RegisterLine, Sentences
from server.web.specification import island_page
from server.web.table import Access, Endpoint, File, Page, Screen

SHOWN: Final = 500
"""The most lines that the screen shows; a file has all."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the beginning of a cell."""


class RegisterQuery(Form):
    """Which entries: of one kind, from a day to a day, both included."""

    kind: RegisterKind | None = None
    since: Annotated[date | None, Field(ge=date(2000, 1, 1), le=date(2999, 12, 31))] = None
    until: Annotated[date | None, Field(ge=date(2000, 1, 1), le=date(2999, 12, 31))] = None


@dataclass(frozen=True, slots=True)
class KindNamed:
    """A family of entries."""

    kind: RegisterKind
    name: str


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    """The register, the latest first; `all_shown` tells whether there are no more. It is kept for `months`."""

    lines: tuple[RegisterLine, ...]
    all_shown: bool
    kinds: tuple[KindNamed, ...]
    months: int


def read_register(call: Call) -> RegisterAnswer:
    """What opened, shared or took something out."""
    return _answer(call, call.asked(RegisterQuery))


def _answer(call: Call, asked: RegisterQuery) -> RegisterAnswer:
    register = registering.read_register(call.house, call.reader, asked.kind, Period(asked.since, asked.until))
    sentences = Sentences(register, call.language)
    return RegisterAnswer(
        lines=tuple(sentences.line(entry) for entry in register.entries[:SHOWN]),
        all_shown=len(register.entries) <= SHOWN,
        kinds=tuple(KindNamed(kind, say(f"register.kind.{kind}", call.language)) for kind in RegisterKind),
        months=call.house.settings.register_months,
    )


def download_register(call: Call) -> File:
    """The register as a file: a table that a spreadsheet opens, or JSON."""
    asked, format_name = call.asked(RegisterQuery), call.path["format"]
    if format_name not in _FILES:
        raise Invalid("format")
    period = Period(asked.since, asked.until)
    register = registering.take_out_register(call.house, call.reader, asked.kind, period, format_name)
    sentences = Sentences(register, call.language)
    media_type, write = _FILES[format_name]
    content = write(call, [sentences.line(entry) for entry in register.entries])
    return File(f"{say('register.file', call.language)}.{format_name}", media_type, content)


def _csv(call: Call, lines: list[RegisterLine]) -> bytes:
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    columns = ("date", "kind", "person", "organization", "what", "reason")
    table.writerow([say(f"register.column.{name}", call.language) for name in columns])
    for line in lines:
        at = line.at.date().isoformat() if line.whole_day else line.at.isoformat(timespec="seconds")
        cells = (at, line.kind_name, line.person, line.organization, line.what, line.reason)
        table.writerow([_harmless(cell) for cell in cells])
    return "\ufeff".encode() + out.getvalue().encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _json(call: Call, lines: list[RegisterLine]) -> bytes:
    return json.dumps({"form": "concerte/register/1", "entries": plain(lines)}, ensure_ascii=False, indent=2).encode()


_FILES: Final = {"csv": ("text/csv", _csv), "json": ("application/json", _json)}


def show_register(call: Call) -> Page:
    """The register of access."""
    props = {
        "specification": {"id": call.specification_id},
        "project": {"id": call.reader.project_id},
        "register": _answer(call, RegisterQuery()),
    }
    return island_page(call, "people", "register", props, heading="screen.register", wide=True)


_REGISTER: Final = "/api/projects/{project_id}/register"

ENDPOINTS: Final = (
    Endpoint(
        "GET",
        _REGISTER,
        read_register,
        Access.PROJECT,
        "Read the register of access",
        query=RegisterQuery,
        answer=RegisterAnswer,
    ),
    Endpoint(
        "GET",
        _REGISTER + "/files/{format}",
        download_register,
        Access.PROJECT,
        "Take the register out",
        query=RegisterQuery,
        answer=File,
        media_types=("text/csv", "application/json"),
    ),
)
SCREENS: Final = (Screen("/s/{specification_id}/personnes/registre", show_register, Access.SPECIFICATION),)
