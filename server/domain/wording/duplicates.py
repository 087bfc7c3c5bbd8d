"""Statements that say nearly the same, whatever the order of their words."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from math import ceil
from typing import Final

from server.domain.folding import fold

ALIKE: Final = 0.8
"""Two statements are said to be double when they share this part of the words that either of them has."""
LEAST: Final = 4
"""A statement of fewer words that mean something resembles too many."""

_SMALL_WORDS: Final = (
    "a au aux ce ces cette d dans de des doit doivent du elle en est et il l la le les leur leurs lorsque on ou par pas pour que "
    "qu qui s sa se ses si son sont sur un une the an and or of to in by for shall must is are be with when"
)
_SMALL: Final = frozenset(_SMALL_WORDS.split())


def duplicates(statements: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the pairs of keys whose statements are nearly the same, in the order of the keys.

    Only statements that share one of their rarest words are compared: two that are alike must.
    """
    words = {key: _meaning(text) for key, text in statements.items()}
    counts = Counter(word for one in words.values() for word in one)
    holding: dict[str, list[str]] = defaultdict(list)
    found: list[tuple[str, str]] = []
    for key, one in words.items():
        if len(one) < LEAST:
            continue
        rarest = sorted(one, key=lambda word: (counts[word], word))[: len(one) - ceil(ALIKE * len(one)) + 1]
        near = dict.fromkeys(other for word in rarest for other in holding[word])
        found += [(other, key) for other in near if len(one & words[other]) >= ALIKE * len(one | words[other])]
        for word in rarest:
            holding[word].append(key)
    order = {key: place for place, key in enumerate(statements)}
    return sorted(found, key=lambda pair: (order[pair[0]], order[pair[1]]))


def _meaning(text: str) -> frozenset[str]:
    bare = "".join(sign if sign.isalnum() else " " for sign in fold(text))
    return frozenset(bare.split()) - _SMALL
