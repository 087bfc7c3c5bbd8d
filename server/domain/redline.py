"""Two moments of a text as one: what left and what came stand side by side, marked.

A redline is a text tree like any other in which nodes carry one of two more marks, DELETED or INSERTED, before the marks
of the schema: on runs of words, pictures and mentions, and on each block that left or came whole. Without the inserted
nodes it is the old text to the letter, without the deleted ones the new. It is drawn by `exports.render.render_redline`.

Blocks are matched first, by equality and then by the words they share; within a pair, words. The work is bounded: beyond
the bounds a passage is shown as replaced whole.
"""

import json
import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from server.domain.alignment import Pairs, common
from server.domain.richtext import SCHEMA, Mark, Node, join_runs, plain_text

DELETED: Final = Mark("del")
INSERTED: Final = Mark("ins")

ALIKE: Final = 0.4
"""Two blocks are one that changed when at least this share of their words is common."""

MAX_PAIRS: Final = 40_000
"""Passages with more blocks to pair are shown as replaced."""

_TOKEN: Final = re.compile(r"(?:\w[\u0300-\u036f]*)+['’]?|\s+|[^\w\s][\u0300-\u036f\u200d\ufe0f]*")
_LETTERS: Final = re.compile(r"\w")
_CELLS: Final = frozenset(name for name, spec in SCHEMA.nodes.items() if spec.group == "cell")


class _Piece(NamedTuple):
    """A stretch of two sequences: equal in both, or else what the old one has where the new one has something else."""

    equal: bool
    old: tuple[Node, ...]
    new: tuple[Node, ...]


def redline(old: Node, new: Node) -> Node:
    """Return the text `new` with all that distinguishes it from `old`; both are canonical documents."""
    return Node("doc", content=_blocks(old.content, new.content))


def _blocks(old: Sequence[Node], new: Sequence[Node]) -> tuple[Node, ...]:
    made: list[Node] = []
    for piece in _pieces(old, new):
        made.extend(piece.new if piece.equal else _changed(piece.old, piece.new))
    return tuple(made)


def _changed(old: Sequence[Node], new: Sequence[Node]) -> Iterator[Node]:
    """Yield blocks none of which stayed as it was: those that became another, those that left, those that came."""
    for before, after in pairwise([(-1, -1), *alike(old, new), (len(old), len(new))]):
        yield from (_whole(node, DELETED) for node in old[before[0] + 1 : after[0]])
        yield from (_whole(node, INSERTED) for node in new[before[1] + 1 : after[1]])
        if after[0] < len(old):
            yield _within(old[after[0]], new[after[1]])


def _within(old: Node, new: Node) -> Node:
    inside = _inline if new.type == "paragraph" else _blocks
    return Node(new.type, new.attrs, content=inside(old.content, new.content))


def _whole(node: Node, mark: Mark) -> Node:
    content = tuple(_whole(child, mark) for child in node.content)
    return Node(node.type, node.attrs, (mark, *node.marks), content, node.text)


def _inline(old: Sequence[Node], new: Sequence[Node]) -> tuple[Node, ...]:
    made: list[Node] = []
    for piece in _rounded(_pieces(tokens(old), tokens(new))):
        if piece.equal:
            made.extend(piece.new)
        else:
            made.extend(_whole(node, DELETED) for node in piece.old)
            made.extend(_whole(node, INSERTED) for node in piece.new)
    return join_runs(tuple(made))


def tokens(nodes: Sequence[Node]) -> list[Node]:
    """Cut runs into words, spaces and signs; a picture, a mention or a line break is one token."""
    return [
        token
        for node in nodes
        for token in (
            [Node("text", marks=node.marks, text=piece) for piece in _TOKEN.findall(node.text)]
            if node.type == "text"
            else [node]
        )
    ]


def _rounded(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Let a lone space or sign between two replaced words be replaced with them: it reads better than three changes."""
    made: list[_Piece] = []
    for piece in pieces:
        if len(made) > 1 and _replaced(piece) and _slight(made[-1]) and _replaced(made[-2]):
            middle, first = made.pop(), made.pop()
            piece = _Piece(False, first.old + middle.old + piece.old, first.new + middle.new + piece.new)
        made.append(piece)
    return made


def _replaced(piece: _Piece) -> bool:
    return not piece.equal and bool(piece.old) and bool(piece.new)


def _slight(piece: _Piece) -> bool:
    return (
        piece.equal
        and len(piece.new) < 4
        and all(node.type == "text" and not _LETTERS.search(node.text) for node in piece.new)
    )


def _pieces(old: Sequence[Node], new: Sequence[Node]) -> list[_Piece]:
    """Cut two sequences where they agree and where they do not, in order."""
    made: list[_Piece] = []
    pairs = common([key_of(node) for node in old], [key_of(node) for node in new])
    for before, after in pairwise([(-1, -1), *pairs, (len(old), len(new))]):
        gone, come = tuple(old[before[0] + 1 : after[0]]), tuple(new[before[1] + 1 : after[1]])
        if gone or come:
            made.append(_Piece(False, gone, come))
        if after[0] < len(old):
            here = (new[after[1]],)
            if made and made[-1].equal:
                made[-1] = _Piece(True, made[-1].old + here, made[-1].new + here)
            else:
                made.append(_Piece(True, here, here))
    return made


def key_of(node: Node) -> Hashable:
    if node.type == "text":
        return node.text, tuple((mark.type, *mark.attrs.values()) for mark in node.marks)
    return json.dumps(node.json())


def alike(old: Sequence[Node], new: Sequence[Node]) -> Pairs:
    """Return which blocks became which, in order, so that the pairs share as many words as possible."""
    if old and new and len(old) == len(new) and old[0].type in _CELLS and all(map(_same_kind, old, new)):
        return [(place, place) for place in range(len(old))]
    if len(old) * len(new) > MAX_PAIRS:
        return []
    bags = [[_words(node) for node in nodes] for nodes in (old, new)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    shares: dict[tuple[int, int], float] = {}
    for here in range(len(old) - 1, -1, -1):
        for there in range(len(new) - 1, -1, -1):
            share = _share(bags[0][here], bags[1][there]) if _same_kind(old[here], new[there]) else 0.0
            shares[here, there] = share if share >= ALIKE else 0.0
            best[here][there] = max(
                best[here + 1][there], best[here][there + 1], best[here + 1][there + 1] + shares[here, there]
            )
    return list(_path(best, shares))


def _same_kind(old: Node, new: Node) -> bool:
    return old.type == new.type and old.attrs == new.attrs


def _words(node: Node) -> Counter[str]:
    return Counter(_TOKEN.findall(plain_text(node).casefold()))


def _share(old: Counter[str], new: Counter[str]) -> float:
    """Return the share of words two blocks have in common; an empty one may have become any other."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if old and new else ALIKE


def _path(best: Sequence[Sequence[float]], shares: dict[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
    here = there = 0
    while here < len(best) - 1 and there < len(best[0]) - 1:
        if shares[here, there] and best[here][there] == best[here + 1][there + 1] + shares[here, there]:
            yield here, there
            here, there = here + 1, there + 1
        elif best[here][there] == best[here + 1][there]:
            here += 1
        else:
            there += 1
