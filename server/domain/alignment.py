"""Where two sequences agree, found in bounded time: the ground of every comparison."""

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

Pairs: TypeAlias = list[tuple[int, int]]
"""Places of the first sequence with places of the second, both rising."""

MAX_EDITS: Final = 400
"""Stretches that differ by more are cut at elements that each holds once; what differs by more still is not aligned."""


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Return the places, in order, where two sequences agree: as many as there can be when few elements differ."""
    found = _few_edits(old, new)
    if found is not None:
        return found
    pairs: Pairs = []
    anchors = [(-1, -1), *_anchors(old, new), (len(old), len(new))]
    for before, after in pairwise(anchors):
        gap = _few_edits(old[before[0] + 1 : after[0]], new[before[1] + 1 : after[1]])
        pairs += [(before[0] + 1 + here, before[1] + 1 + there) for here, there in gap or ()]
        pairs.append(after)
    return pairs[:-1]


def _few_edits(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs | None:
    """Return the places of a longest common subsequence; None when more than MAX_EDITS elements differ (Myers 1986)."""
    furthest = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(min(MAX_EDITS, len(old) + len(new)) + 1):
        trail.append(dict(furthest))
        for diagonal in range(-edits, edits + 1, 2):
            here = _step(furthest, diagonal, edits)
            there = here - diagonal
            while here < len(old) and there < len(new) and old[here] == new[there]:
                here, there = here + 1, there + 1
            furthest[diagonal] = here
            if here >= len(old) and there >= len(new):
                return _back(trail, len(old), len(new))
    return None


def _step(furthest: dict[int, int], diagonal: int, edits: int) -> int:
    """Return how far into the old sequence one reaches on a diagonal with one edit more."""
    if diagonal == -edits or (diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1]):
        return furthest[diagonal + 1]
    return furthest[diagonal - 1] + 1


def _back(trail: Sequence[dict[int, int]], here: int, there: int) -> Pairs:
    pairs: Pairs = []
    for edits in range(len(trail) - 1, -1, -1):
        furthest, diagonal = trail[edits], here - there
        start = _step(furthest, diagonal, edits)
        while here > start:
            here, there = here - 1, there - 1
            pairs.append((here, there))
        if edits:
            came = diagonal + 1 if start == furthest.get(diagonal + 1) else diagonal - 1
            here, there = furthest[came], furthest[came] - came
    return pairs[::-1]


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Return places of elements that each sequence holds once, as many as stand in the same order in both."""
    once = {key for key, count in Counter(old).items() if count == 1}
    once &= {key for key, count in Counter(new).items() if count == 1}
    places = {key: place for place, key in enumerate(new) if key in once}
    return _rising([(place, places[key]) for place, key in enumerate(old) if key in once])


def _rising(pairs: Pairs) -> Pairs:
    """Return a longest run of pairs whose second places rise, by patience sorting."""
    piles: list[int] = []
    before: list[int] = []
    for place, (_, there) in enumerate(pairs):
        low, high = 0, len(piles)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if pairs[piles[middle]][1] < there else (low, middle)
        before.append(piles[low - 1] if low else -1)
        piles[low : low + 1] = [place]
    made: Pairs = []
    place = piles[-1] if piles else -1
    while place >= 0:
        made.append(pairs[place])
        place = before[place]
    return made[::-1]
