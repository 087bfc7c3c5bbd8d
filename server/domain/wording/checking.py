"""Reading a statement with every rule, and what was remarked in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from server.domain.wording.registry import RULES
from server.domain.wording.rule import Found, Rule
from server.domain.words import Language

_PLAIN: Final = str.maketrans({"\u2019": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-", "\n": "."})


@dataclass(frozen=True, slots=True)
class Remark:
    """What one rule remarks in a text: the words from `start` up to `end` (in characters), and what could stand instead."""

    rule: str
    start: int
    end: int
    words: str
    instead: str


def remarks_on(text: str, language: Language | str, *, firm: bool = False) -> tuple[Remark, ...]:
    """Return what a careful reader would remark in a statement, in reading order; nothing for a language without rules.

    Lines are read apart. Of several rules that remark the same words the first of the registry speaks. A prohibition is not
    remarked in a requirement that is `firm`, which has a mandatory criterion.
    """
    if language not in tuple(Language):
        return ()
    plain = text.translate(_PLAIN)
    made: dict[tuple[int, int], Remark] = {}
    for rule in RULES:
        if rule.code == "negative" and firm:
            continue
        for found in _apart(rule, plain, Language(language)):
            words = text[found.start : found.end]
            made.setdefault((found.start, found.end), Remark(rule.code, found.start, found.end, words, found.instead))
    return tuple(made[place] for place in sorted(made))


def _apart(rule: Rule, plain: str, language: Language) -> Iterator[Found]:
    """What one rule finds, the longest first, and nothing that lies in what it found already."""
    kept: list[Found] = []
    for found in sorted(rule.finds[language](plain), key=lambda one: (one.start - one.end, one.start)):
        if all(found.end <= one.start or one.end <= found.start for one in kept):
            kept.append(found)
    yield from kept
