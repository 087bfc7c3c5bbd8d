"""A person's own data over HTTP: given as a page or as JSON, and erased when they ask."""

import json
import logging
from datetime import datetime
from functools import partial
from typing import Annotated, Any, Final

from pydantic import Field

from server.domain.canonical import plain
from server.domain.dates import day_in_words
from server.domain.errors import Invalid
from server.domain.words import Language, catalogue, say
from server.services import forgetting, own_data
from server.web import answers
from server.web.call import Call
from server.web.forms import Form
from server.web.html import environment, shell_of
from server.web.security import COOKIE, VIEW_COOKIE
from server.web.table import Access, Endpoint, File

log = logging.getLogger(__name__)

_VERBS: Final = {
    "add": ("add", "duplicate", "create", "join", "invite", "begin", "open"),
    "change": ("set", "change", "correct", "propose", "confirm", "freeze", "accept"),
    "move": ("move",),
    "remove": ("remove", "withdraw", "decline", "close", "end"),
    "restore": ("restore", "undo"),
    "enter": ("sign",),
    "look": ("view",),
    "share": ("send",),
    "take": ("export", "download"),
    "end": ("revoke",),
    "say": ("raise", "reply", "edit", "resolve", "reopen"),
}
"""How deeds are said in one word, by the verb that their names begin with."""

_SECRET_WHEN_NONE: Final = frozenset({"about", "text", "comment", "reason"})
_CODED: Final = {
    "role": "role",
    "state": "own.state",
    "level": "level",
    "kind": "register.kind",
    "language": "own.language",
    "theme": "own.theme",
}


class EraseForm(Form):
    """One's own address, typed again."""

    confirmation: Annotated[str, Field(max_length=300)]


def download_own_data(call: Call) -> File:
    """What is held about me, as a page to read or as JSON."""
    format_name = call.path["format"]
    if format_name not in ("html", "json"):
        raise Invalid("format")
    data = own_data.own_data(call.house, call.me)
    name = f"{say('own.file', call.language)}.{format_name}"
    if format_name == "json":
        written = json.dumps(plain(data), ensure_ascii=False, indent=2).encode()
        return File(name, "application/json", written)
    template = environment().get_template("own_data.html")
    html = template.render(shell=shell_of(call), data=data, said=_Said(call.language))
    return File(name, "text/html", html.encode())


def erase_me(call: Call) -> answers.Goes:
    """Erase who I am."""
    forgetting.erase_person(call.house, call.me, confirmation=call.sent(EraseForm).confirmation)
    call.new_cookies[COOKIE] = call.new_cookies[VIEW_COOKIE] = None
    call.afterwards.append(partial(_free_pages, call))
    return answers.Goes("/entrer")


def _free_pages(call: Call) -> None:
    if not forgetting.free_pages(call.house):
        log.warning(
            "somebody was erased, and a reader keeps old pages of the database; `concerte erase` writes them anew"
        )


class _Said:
    """Says the values of somebody's data in words."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __call__(self, name: str, value: Any) -> str:
        """Return the value of a field in words."""
        if value is None:
            return say("own.reserved" if name in _SECRET_WHEN_NONE else "own.none", self._language)
        if isinstance(value, bool):
            return say("own.yes" if value else "own.no", self._language)
        if isinstance(value, datetime):
            return f"{day_in_words(value, self._language)}, {value:%H:%M} UTC"
        if isinstance(value, list):
            return ", ".join(value) or say("own.none", self._language)
        if name == "deed":
            return say(f"own.deed.{_verb(value)}", self._language)
        key = f"{_CODED.get(name, '')}.{value}"
        return say(key, self._language) if key in catalogue() else str(value)


def _verb(deed: str) -> str:
    first = deed.partition("_")[0]
    return next((verb for verb, begins in _VERBS.items() if first in begins), "other")


ENDPOINTS: Final = (
    Endpoint(
        "GET",
        "/api/account/data/{format}",
        download_own_data,
        Access.PERSON,
        "What is held about me",
        answer=File,
        media_types=("text/html", "application/json"),
    ),
    Endpoint("POST", "/api/account/erase", erase_me, Access.PERSON, "Erase me", body=EraseForm, answer=answers.Goes),
)
