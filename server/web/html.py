"""Screens as HTML: one template environment, the built assets, and the data islands start with."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pydantic import TypeAdapter

from server.domain.dates import day_in_words
from server.domain.errors import NotInYourSight, Refusal
from server.domain.numbers import say_counted
from server.domain.typography import typeset
from server.domain.words import Language, say
from server.web.call import Call
from server.web.errors import sentence_of

STYLES: Final = "src/style/main.css"
APP: Final = "src/main.ts"
PAGE: Final = "src/page/main.ts"
SPRITE: Final = "src/icons/sprite.svg"
_PLEX: Final = "node_modules/@ibm/plex-{}/fonts/complete/woff2/IBMPlex{}.woff2"
FACES_OF_TEXT: Final = (
    _PLEX.format("serif", "Serif-Regular"),
    _PLEX.format("sans", "Sans-Regular"),
    _PLEX.format("sans", "Sans-SemiBold"),
)
"""The faces that nearly all words of a specification are set in: fetched before its first layout asks for them."""


@cache
def environment() -> Environment:
    """Return the template environment of the screens: everything escaped, an unknown name is an error."""
    return Environment(
        loader=PackageLoader("server.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _manifest() -> dict[str, Any]:
    text = (files("server.web") / "static" / "manifest.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


@cache
def assets() -> dict[str, str]:
    """Return the address of each built asset by its source name. Raises FileNotFoundError when the front end is not built."""
    return {source: f"/static/{entry['file']}" for source, entry in _manifest().items()}


@cache
def styles() -> Markup:
    """Return the style sheet that every page is drawn with, to stand inside one."""
    return Markup((files("server.web") / assets()[STYLES].removeprefix("/")).read_text(encoding="utf-8"))  # noqa: S704 our own


@cache
def drawings() -> dict[str, Markup]:
    """Return the lines of each icon, by its name."""
    sprite = (files("server.web") / assets()[SPRITE].removeprefix("/")).read_text(encoding="utf-8")
    found = re.findall(r'<symbol id="([\w-]+)"[^>]*>(.*?)</symbol>', sprite, re.DOTALL)
    return {name: Markup(lines) for name, lines in found}  # noqa: S704 our own


@cache
def with_imports(source: str) -> tuple[str, ...]:
    """Return the addresses of a built script and of every script it cannot begin without."""
    found: dict[str, None] = {}
    waiting = [source]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += _manifest()[name].get("imports", [])
    return tuple(assets()[name] for name in found)


@dataclass(frozen=True, slots=True)
class Shell:
    """What a screen's template speaks with: words, assets, the nonce."""

    language: Language
    nonce: str
    theme: str = "auto"
    single_keys: bool = True
    base: str = ""

    def say(self, key: str, **values: object) -> str:
        """The tool's own words, set for the language."""
        return typeset(say(key, self.language, **values), self.language)

    def counted(self, key: str, count: int) -> str:
        """The tool's own words for a number of things, in the singular or the plural."""
        return typeset(say_counted(key, count, self.language), self.language)

    def set(self, text: str) -> str:
        """People's short text, set for the language."""
        return typeset(text, self.language)

    def day(self, at: datetime) -> str:
        """A date in words (« 26 novembre 2026 »)."""
        return day_in_words(at, self.language)

    def asset(self, source: str) -> str:
        """The address of a built asset."""
        return assets()[source]

    def styles(self) -> Markup:
        """The style sheet that every page is drawn with, itself."""
        return styles()

    def with_imports(self, source: str) -> tuple[str, ...]:
        """The addresses of a built script and of what it imports, to be fetched together."""
        return with_imports(source)

    def faces_of_text(self) -> tuple[str, ...]:
        """The addresses of the fonts that a specification is not laid out without."""
        return tuple(assets()[face] for face in FACES_OF_TEXT)

    def icon(self, name: str) -> Markup:
        """A drawn icon, decorative."""
        return Markup('<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><use href="{}#{}"/></svg>').format(
            assets()[SPRITE], name
        )

    def drawn(self, name: str) -> Markup:
        """A decorative icon whose lines stand in the page itself: a phone fetches no other file for it."""
        return Markup('<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{}</svg>').format(drawings()[name])

    def data(self, value: Any) -> Markup:
        """A value as JSON that is safe inside a script element; sealed views and models keep their field names."""
        text = TypeAdapter(Any).dump_json(value).decode()
        return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704


def shell_of(call: Call) -> Shell:
    """Return the shell for one request."""
    who = call.signed_in
    if who is None:
        return Shell(call.language, call.nonce)
    return Shell(call.language, call.nonce, who.theme, who.single_keys, call.base)


def render(template: str, call: Call, **values: Any) -> str:
    """Return a screen's HTML."""
    return environment().get_template(template).render(shell=shell_of(call), call=call, **values)


def draw(template: str, call: Call, **values: Any) -> Iterator[str]:
    """Return a screen's HTML piece by piece, for a page so long that its beginning is sent before its end is drawn."""
    return environment().get_template(template).generate(shell=shell_of(call), call=call, **values)


def refusal_page(refusal: Refusal, language: Language, nonce: str) -> str:
    """Return the page of a refusal; for absent and hidden it is the same bytes but for the nonce."""
    shell = Shell(language, nonce)
    page = environment().get_template("refusal.html")
    return page.render(shell=shell, sentence=sentence_of(refusal, language), absent=isinstance(refusal, NotInYourSight))
