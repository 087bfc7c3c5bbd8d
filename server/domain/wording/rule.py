"""What a rule of wording is: what it looks for in each language, why that matters, and what to do instead."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from server.domain.words import Language

Pair: TypeAlias = tuple[str, str]
"""The same in French and in English."""


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a text, from `start` up to `end`, and what could stand instead (empty: nothing that fits every case)."""

    start: int
    end: int
    instead: str = ""


Finder: TypeAlias = Callable[[str], Iterator[Found]]
"""Finds what a rule is about in a text whose apostrophes are straight and whose spaces are plain."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence the rule remarks, and one that says it so that the rule has nothing to say."""

    language: Language
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing a careful reader remarks. `name` fits in a line, `why` and `do` are sentences."""

    code: str
    name: Pair
    why: Pair
    do: Pair
    finds: Mapping[Language, Finder]
    examples: tuple[Example, ...]


LETTER: Final = "A-Za-zÀ-ÖØ-öø-ÿœŒ"


def words(*families: tuple[str, str]) -> Finder:
    """Find any of the expressions of each family (a list of patterns parted by blanks, `_` for a space) as whole words.

    The second of each pair is what could stand instead.
    """
    compiled = [(_whole(expressions.split()), instead) for expressions, instead in families]

    def find(text: str) -> Iterator[Found]:
        for pattern, instead in compiled:
            for match in pattern.finditer(text):
                yield Found(*match.span(), instead)

    return find


def _whole(expressions: list[str]) -> re.Pattern[str]:
    longest_first = sorted((one.replace("_", " ") for one in expressions), key=len, reverse=True)
    return re.compile(rf"(?<![{LETTER}\d-])(?:{'|'.join(longest_first)})(?:(?<=')|(?![{LETTER}\d]))", re.IGNORECASE)


def pattern(expression: str, instead: str = "", flags: re.RegexFlag = re.IGNORECASE) -> Finder:
    """Find an expression; what is remarked is its group `here`, or all of it."""
    compiled = re.compile(expression, flags)
    group = "here" if "here" in compiled.groupindex else 0

    def find(text: str) -> Iterator[Found]:
        for match in compiled.finditer(text):
            yield Found(*match.span(group), instead)

    return find


def either(*finders: Finder) -> Finder:
    """Find what any of them finds."""

    def find(text: str) -> Iterator[Found]:
        for finder in finders:
            yield from finder(text)

    return find
