"""A text as a tree of nodes: paragraphs hold words, lists hold items, tables hold cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from server.domain.richtext.attributes import printable
from server.domain.richtext.schema import SCHEMA, AttrValue


@dataclass(frozen=True, slots=True)
class Mark:
    """How a run of words is set: strong, em, or a link with its address."""

    type: str
    attrs: Mapping[str, AttrValue] = field(default_factory=dict)

    def json(self) -> dict[str, Any]:
        """Return the mark as ProseMirror JSON."""
        return {"type": self.type, "attrs": dict(self.attrs)} if self.attrs else {"type": self.type}


@dataclass(frozen=True, slots=True)
class Node:
    """One node. A `text` node has `text` and `marks` and no content; every other node has `content` and no text.

    Trees that come from `parse` or from a live document are canonical: attributes complete and in schema order, marks
    sorted by rank, neighbouring runs with equal marks joined. Equal canonical trees have equal JSON.
    """

    type: str
    attrs: Mapping[str, AttrValue] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    content: tuple["Node", ...] = ()
    text: str = ""

    def json(self) -> dict[str, Any]:
        """Return the node as ProseMirror JSON, exactly as `Node.toJSON()` gives it in the browser."""
        made: dict[str, Any] = {"type": self.type}
        if self.attrs:
            made["attrs"] = dict(self.attrs)
        if self.content:
            made["content"] = [child.json() for child in self.content]
        if self.marks:
            made["marks"] = [mark.json() for mark in self.marks]
        if self.type == "text":
            made["text"] = self.text
        return made


def text_node(text: str, marks: tuple[Mark, ...] = ()) -> Node:
    """Return a run of words with its marks in rank order."""
    return Node("text", marks=tuple(sorted(marks, key=lambda mark: SCHEMA.rank(mark.type))), text=text)


def paragraph(*content: Node) -> Node:
    """Return a paragraph of inline nodes."""
    return Node("paragraph", content=content)


def document(*blocks: Node) -> Node:
    """Return a document of blocks; one empty paragraph when none are given."""
    return Node("doc", content=blocks or (paragraph(),))


def from_plain(text: str) -> Node:
    """Return a document with one paragraph per line of `text`; control characters are left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = ("".join(letter for letter in line if printable(letter)) for line in lines)
    return document(*(paragraph(text_node(line)) if line else paragraph() for line in kept))


def join_runs(children: tuple[Node, ...]) -> tuple[Node, ...]:
    """Join neighbouring text nodes with equal marks, as ProseMirror does."""
    joined: list[Node] = []
    for child in children:
        last = joined[-1] if joined else None
        if last is not None and child.type == last.type == "text" and child.marks == last.marks:
            joined[-1] = Node("text", marks=last.marks, text=last.text + child.text)
        else:
            joined.append(child)
    return tuple(joined)


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and all nodes below it in reading order."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(here.content))


def pictures_in(tree: Node) -> set[str]:
    """Return the attachments that a text shows."""
    return {str(node.attrs["attachment"]) for node in walk(tree) if node.type == "image"}


def _inline_text(node: Node) -> str:
    match node.type:
        case "text":
            return node.text
        case "hard_break":
            return "\n"
        case "mention":
            return str(node.attrs["text"])
        case "image":
            return str(node.attrs["alt"])
        case _:
            return ""


def text_blocks(tree: Node) -> tuple[str, ...]:
    """Return the words of each paragraph in reading order; a mention gives its text, a picture its description."""
    return tuple("".join(map(_inline_text, node.content)) for node in walk(tree) if node.type == "paragraph")


def plain_text(tree: Node) -> str:
    """Return the words of a text, one line per paragraph."""
    return "\n".join(text_blocks(tree))


def is_empty(tree: Node) -> bool:
    """Tell whether a text says nothing: no words but white space, no picture, no mention, and no table."""
    return not any(
        node.type in {"image", "mention", "table"} or (node.type == "text" and node.text.strip()) for node in walk(tree)
    )
