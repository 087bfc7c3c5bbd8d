"""What a document holds, counted twice and independently: in its Markdown source, and in the JSON that leaves Concerté."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

Words = tuple[str, ...]

_WORD: Final = re.compile(r"[^\W_]+")
_REFERENCE: Final = re.compile(r"\]\[([^\]]+)\]")
_DEFINITION: Final = re.compile(r"^ {0,3}\[([^\]]+)\]:", re.MULTILINE)
_ALLOWED: Final = ("https:", "http:", "mailto:")
_FRONT_MATTER: Final = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TEXTS: Final = frozenset({"introduction", "statement", "rationale"})


@dataclass(slots=True)
class Holding:
    """The words, the heading tree as (depth, words), and each list item, table cell and link with its words."""

    words: Counter[str] = field(default_factory=Counter)
    headings: list[tuple[int, Words]] = field(default_factory=list)
    items: Counter[Words] = field(default_factory=Counter)
    cells: Counter[Words] = field(default_factory=Counter)
    links: Counter[tuple[Words, str]] = field(default_factory=Counter)
    requirements: int = 0
    statements: Counter[Words] = field(default_factory=Counter)


def words_of(text: str) -> Words:
    """Return the words of a text in order."""
    return tuple(_WORD.findall(text))


def in_markdown(source: str) -> Holding:
    """Count what a Markdown source holds. Numbers of ordered lists and labels of references are marks, not words."""
    found = Holding(Counter(words_of(unescape(source))))
    root = SyntaxTreeNode(MarkdownIt("commonmark", {"html": True}).enable("table").parse(_FRONT_MATTER.sub("", source)))
    depths: list[int] = []
    for node in root.walk():
        if node.type == "list_item":
            found.words -= Counter(words_of(node.info))
            found.items[_first_words(node)] += 1
        elif node.type in {"th", "td"}:
            found.cells[words_of(_spoken(node))] += 1
        elif node.type == "heading":
            depths = [*(one for one in depths if one < int(node.tag[1])), int(node.tag[1])]
            found.headings.append((len(depths), words_of(_spoken(node))))
        elif node.type == "link" and str(node.attrs["href"]).lower().startswith(_ALLOWED):
            found.links[words_of(_spoken(node, inside=True)), str(node.attrs["href"])] += 1
    used = _REFERENCE.findall(source)
    for label in [*used, *(one for one in _DEFINITION.findall(source) if one in used)]:
        found.words -= Counter(words_of(label))
    return found


def _first_words(item: SyntaxTreeNode) -> Words:
    first = next(iter(item.children), None)
    return words_of(_spoken(first)) if first is not None and first.type == "paragraph" else ()


def _spoken(node: SyntaxTreeNode, *, inside: bool = False) -> str:
    """The words of inline content; the address of what may not be a link stands after its words."""
    said = node.content if node.type in {"text", "code_inline", "html_inline"} else ""
    if node.type in {"softbreak", "hardbreak"}:
        said = " "
    said += "".join(_spoken(child) for child in node.children)
    address = str(node.attrs.get("href", node.attrs.get("src", "")))
    allowed = address.lower().startswith(_ALLOWED)
    heading = any(up.type == "heading" for up in _above(node))
    return f"{said} {address}" if address and not inside and (heading or not allowed) and address != said else said


def _above(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    while node.parent is not None:
        node = node.parent
        yield node


def in_export(parts: list[dict[str, Any]]) -> Holding:
    """Count what the sections and requirements of a JSON export hold. A requirement's title repeats its text: not counted."""
    found = Holding()
    for part in parts:
        if part["kind"] == "section":
            found.headings.append((part["depth"], words_of(part["title"])))
            found.words.update(words_of(part["title"]))
        elif part["kind"] == "requirement":
            found.requirements += 1
        elif part["kind"] in _TEXTS:
            _count_text(part, found)
    return found


def _count_text(part: dict[str, Any], found: Holding) -> None:
    tree = part["tree"]
    found.words.update(words_of(_text(tree)))
    if part["kind"] == "statement":
        found.statements[words_of(_text((tree.get("content") or [{}])[0]))] += 1
    for node in _nodes(tree):
        match node["type"]:
            case "list_item":
                found.items[words_of(_text(node["content"][0]))] += 1
            case "table_cell" | "table_header":
                found.cells[words_of(_text(node))] += 1
            case "paragraph":
                _count_links(node, found)


def _count_links(paragraph: dict[str, Any], found: Holding) -> None:
    """A link whose words are in several runs (some of them bold) is one link."""
    last, said = "", ""
    for run in [*paragraph.get("content", ()), {"type": "end"}]:
        here = next((mark["attrs"]["href"] for mark in run.get("marks", ()) if mark["type"] == "link"), "")
        if last and here != last:
            found.links[words_of(said), last] += 1
            found.words.update(() if said == last else words_of(last))
        said = said + run.get("text", "") if here == last else run.get("text", "")
        last = here


def _text(node: dict[str, Any]) -> str:
    if node.get("type") == "hard_break":
        return " "
    inside = "".join(map(_text, node.get("content", ())))
    return f"{inside} " if "content" in node else str(node.get("text", ""))


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("content", ()):
        yield from _nodes(child)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What of a source is in what left: counts, and everything missing by name. `added` are words the source has not."""

    kept: int
    added: Counter[str]
    lost: dict[str, list[str]]
    counts: dict[str, int]


def compare(source: Holding, left: Holding) -> Comparison:
    """Return what of the source is there still."""
    headings = left.headings
    if len(headings) > len(source.headings):
        headings = headings[1:]  # the section made for what stands above the first heading
    lost = {
        "words": [*(source.words - left.words).elements()],
        "headings": [f"{depth}: {' '.join(said)}" for depth, said in _not_in(source.headings, headings)],
        "list items": [" ".join(one) for one in _items_lost(source, left)],
        "table cells": [" ".join(one) for one in (source.cells - left.cells).elements()],
        "links": [f"{' '.join(said)} <{to}>" for said, to in (source.links - left.links).elements()],
    }
    counts = {
        "words": source.words.total(),
        "headings": len(source.headings),
        "list items": source.items.total(),
        "table cells": source.cells.total(),
        "links": source.links.total(),
        "requirements": left.requirements,
    }
    return Comparison((source.words & left.words).total(), left.words - source.words, lost, counts)


def _items_lost(source: Holding, left: Holding) -> Iterator[Words]:
    """An item is there as an item, or it became a requirement."""
    return (source.items - left.items - left.statements).elements()


def _not_in(wanted: list[tuple[int, Words]], found: list[tuple[int, Words]]) -> list[tuple[int, Words]]:
    if wanted == found:
        return []
    return [one for place, one in enumerate(wanted) if place >= len(found) or found[place] != one]
