"""Cutting a text where a sentence, an item of a list or a block ends, and putting pieces together again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from server.domain.richtext.tree import Node, document, join_runs, text_node

_SENTENCE_END: Final = re.compile("[.!?…](?:[\u00a0\u202f ]?[»”)])*(?P<gap> +)(?=[\u0022«“(0-9A-ZÀ-ÖØ-Þ])")
_LISTS: Final = frozenset({"bullet_list", "ordered_list"})
_OBJECT: Final = "\ufffc"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that stands on its own; pieces of one `block` were one paragraph or one list."""

    block: int
    node: Node


def cut(tree: Node) -> tuple[Piece, ...]:
    """Return the pieces of a text in reading order: sentences of paragraphs, items of lists, other blocks whole."""
    return tuple(Piece(place, part) for place, block in enumerate(tree.content) for part in _parts(block))


def _parts(block: Node) -> Iterator[Node]:
    if block.type in _LISTS:
        yield from (replace(block, content=(item,)) for item in block.content)
    elif block.type != "paragraph":
        yield block
    elif block.content:
        yield from (replace(block, content=_between(block, start, end)) for start, end in _sentences(block))


def _sentences(block: Node) -> Iterator[tuple[int, int]]:
    words = "".join(node.text if node.type == "text" else _OBJECT for node in block.content)
    start = 0
    for found in _SENTENCE_END.finditer(words):
        yield start, found.start("gap")
        start = found.end("gap")
    yield start, len(words)


def _between(block: Node, start: int, end: int) -> tuple[Node, ...]:
    kept: list[Node] = []
    here = 0
    for node in block.content:
        length = len(node.text) if node.type == "text" else 1
        first, last = max(start - here, 0), min(end - here, length)
        if first < last:
            kept.append(replace(node, text=node.text[first:last]) if node.type == "text" else node)
        here += length
    return tuple(kept)


def gather(pieces: Iterable[Piece]) -> Node:
    """Return the text of some pieces in their order: sentences of one paragraph are one paragraph again, and so are items."""
    blocks = (tuple(piece.node for piece in group) for _, group in groupby(pieces, key=lambda piece: piece.block))
    return document(*map(_joined, blocks))


def _joined(parts: tuple[Node, ...]) -> Node:
    content = parts[0].content
    for part in parts[1:]:
        content += part.content if part.type in _LISTS else (text_node(" "), *part.content)
    return replace(parts[0], content=join_runs(content))
