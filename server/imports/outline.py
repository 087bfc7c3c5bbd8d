"""A Markdown text seen as its tree of headings, each with the blocks that follow it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from server.domain.richtext import Node
from server.imports.markdown_blocks import MarkdownText, blocks_of, inline_of

MAX_HEADING: Final = 300
"""Characters of a title, everywhere in Concerté."""


@dataclass(slots=True)
class Heading:
    """One heading with what stands under it. Level 0 is the document itself; `line` counts from 1 in the file."""

    level: int
    title: str
    line: int
    nodes: list[SyntaxTreeNode] = field(default_factory=list)
    parts: list["Heading"] = field(default_factory=list)

    def walk(self) -> Iterator["Heading"]:
        """Return this heading and all below it, in reading order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's headings. `offset` is what to add to a node's line to have its line in the file."""

    root: Heading
    text: MarkdownText
    offset: int

    def line_of(self, node: SyntaxTreeNode) -> int:
        """Return the line of the file on which a node begins."""
        while node.map is None and node.parent is not None:
            node = node.parent
        return (node.map[0] if node.map else 0) + 1 + self.offset

    def blocks(self, nodes: list[SyntaxTreeNode]) -> list[Node]:
        """Return the rich-text blocks of these nodes."""
        return blocks_of(nodes, self.text.lines)


def outline_of(text: MarkdownText, offset: int = 0) -> Outline:
    """Build the tree: a heading belongs to the nearest one before it that is less deep, however many levels are jumped."""
    outline = Outline(Heading(0, "", 1 + offset), text, offset)
    open_headings = [outline.root]
    for node in text.nodes:
        if node.type != "heading":
            open_headings[-1].nodes.append(node)
            continue
        heading = Heading(int(node.tag[1]), heading_text(node), outline.line_of(node))
        while open_headings[-1].level >= heading.level:
            open_headings.pop()
        open_headings[-1].parts.append(heading)
        open_headings.append(heading)
    return outline


def heading_text(node: SyntaxTreeNode) -> str:
    """Return the words of a heading without its marks; the address of a link in it is kept beside its text."""
    words = [(" " if piece.type == "hard_break" else piece.text) + _address(piece) for piece in inline_of(node)]
    return " ".join("".join(words).split())


def _address(piece: Node) -> str:
    addresses = [str(mark.attrs["href"]) for mark in piece.marks if mark.type == "link"]
    return f" ({addresses[0]})" if addresses and addresses[0] != piece.text else ""
