"""What levels and closed sets are called: by the names the pair of the project chose, or by the usual ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server.domain.words import Language, say

USUAL: Final = 5
"""N0 to N4, unless the pair chose otherwise."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A closed set of people named by the pair."""

    id: str
    name: str


def how_many(names: Sequence[str]) -> int:
    """Return how many levels a project has, `names` being those its pair chose (none: the usual ones)."""
    return len(names) or USUAL


def level_name(names: Sequence[str], level: int, language: Language | str) -> str:
    """Return what a level is called, with its number: « N3 Équipe projet »."""
    if level < len(names):
        return f"N{level} {names[level]}"
    return say(f"level.{level}", language) if level < USUAL else f"N{level}"


def closed_words(compartments: Sequence[str], circles: Sequence[str], language: Language | str) -> str:
    """Return what the closed set is called that something is kept in, besides offers; nothing for none."""
    if any(name.startswith("PAROLE:") for name in compartments):
        return say("level.speech", language)
    if "ÉLUS" in compartments:
        return say("level.representatives", language)
    if any(name.startswith("CERCLE:") for name in compartments):
        return ", ".join(circles) or say("level.circle", language)
    return ""
