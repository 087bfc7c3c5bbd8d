"""Markdown becomes rich text: every word of the document arrives, its lists, tables and links in their form.

What rich text does not know keeps its words: quotes and code become paragraphs, a picture becomes its description and address,
a link that is neither https, http nor mailto becomes its text followed by the address, raw HTML stays as text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from server.domain.errors import Invalid
from server.domain.richtext import Mark, Node, allowed_href, join_runs, paragraph, text_node

MAX_DEPTH: Final = 40
"""Lists in lists in quotes…: deeper than this a document is refused rather than cut."""

_MAX_ORDER: Final = 999_999
_STRONG: Final = Mark("strong")
_BEFORE_CELLS: Final = re.compile(r"^[\s>]*")


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """A parsed Markdown text: its top-level nodes, its lines and the link definitions that nothing uses."""

    nodes: tuple[SyntaxTreeNode, ...]
    lines: tuple[str, ...]
    unused_definitions: tuple[str, ...]


def parse_markdown(text: str) -> MarkdownText:
    """Parse CommonMark with tables. Raises Invalid (`too_deep`) when lists or quotes nest deeper than MAX_DEPTH."""
    parser = MarkdownIt("js-default", {"html": False, "maxNesting": MAX_DEPTH + 4}).disable("strikethrough")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # no link is dropped here: see _linked
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    env: dict[str, Any] = {}
    tokens = parser.parse(text, env)
    if any(token.level >= MAX_DEPTH for token in tokens):
        raise Invalid("too_deep", limit=MAX_DEPTH)
    root = SyntaxTreeNode(tokens)
    return MarkdownText(tuple(root.children), tuple(text.split("\n")), tuple(_unused(env, root)))


def _unused(env: dict[str, Any], root: SyntaxTreeNode) -> Iterator[str]:
    used = {
        str(node.attrs.get("href", node.attrs.get("src"))) for node in root.walk() if node.type in {"link", "image"}
    }
    definitions = [(label, one) for label, one in env.get("references", {}).items() if str(one["href"]) not in used]
    definitions += [(one["label"], one) for one in env.get("duplicate_refs", ())]
    for label, one in definitions:
        yield " ".join(filter(None, (f"{label.lower()} : {one['href']}", one["title"])))


def blocks_of(nodes: Iterable[SyntaxTreeNode], lines: Sequence[str]) -> list[Node]:
    """Return the rich-text blocks of these Markdown nodes, in their order."""
    return [block for node in nodes for block in _blocks(node, lines)]


def _blocks(node: SyntaxTreeNode, lines: Sequence[str]) -> list[Node]:
    match node.type:
        case "paragraph":
            return [paragraph(*inline_of(node))]
        case "heading":
            return [paragraph(*_inlines(node.children, (_STRONG,)))]
        case "bullet_list" | "ordered_list":
            return [list_of(node, [list_item(item, lines) for item in node.children])]
        case "fence" | "code_block":
            return _code(node)
        case "table":
            return [_table(node, lines)]
        case _:
            return blocks_of(node.children, lines)


def list_of(node: SyntaxTreeNode, items: Iterable[Node], skipped: int = 0) -> Node:
    """Return a list of the same sort as the Markdown list `node`; a numbered one counts on after `skipped` items."""
    if node.type == "bullet_list":
        return Node("bullet_list", content=tuple(items))
    start = min(int(node.attrs.get("start", 1)) + skipped, _MAX_ORDER)
    return Node("ordered_list", {"order": start}, content=tuple(items))


def list_item(node: SyntaxTreeNode, lines: Sequence[str]) -> Node:
    """Return one item of a list; rich text wants it to begin with a paragraph, so an empty one is put where there is none."""
    content = blocks_of(node.children, lines)
    if not content or content[0].type != "paragraph":
        content.insert(0, paragraph())
    return Node("list_item", content=tuple(content))


def text_block(text: str) -> Node:
    """Return a paragraph of plain text."""
    return paragraph(*_words(text, ()))


def lines_block(lines: Iterable[str]) -> list[Node]:
    """Return one paragraph that keeps each non-empty line on its own, or nothing."""
    content: list[Node] = []
    for line in filter(None, lines):
        content += [Node("hard_break")] if content else []
        content.append(text_node(line))
    return [paragraph(*content)] if content else []


def _code(node: SyntaxTreeNode) -> list[Node]:
    return lines_block([node.info.strip(), *node.content.rstrip("\n").split("\n")])


def _table(node: SyntaxTreeNode, lines: Sequence[str]) -> Node:
    rows = []
    for part in node.children:
        for row in part.children:
            cells = [_cell(cell) for cell in row.children]
            if row.map and part.type == "tbody" and row.map[0] < len(lines):
                cells[-1] = _with_overflow(cells[-1], lines[row.map[0]], len(cells))
            rows.append(Node("table_row", content=tuple(cells)))
    return Node("table", content=tuple(rows))


def _cell(node: SyntaxTreeNode) -> Node:
    kind = "table_header" if node.type == "th" else "table_cell"
    return Node(kind, {"colspan": 1, "rowspan": 1}, content=(paragraph(*inline_of(node)),))


def _with_overflow(last: Node, line: str, columns: int) -> Node:
    """Add to the last cell what a row writes beyond the header's columns: Markdown alone would drop it."""
    written = escapedSplit(_BEFORE_CELLS.sub("", line).rstrip())
    if written and not written[0]:
        written = written[1:]
    extra = tuple(text_block(cell.strip()) for cell in written[columns:] if cell.strip())
    return Node(last.type, last.attrs, content=last.content + extra)


def inline_of(node: SyntaxTreeNode) -> tuple[Node, ...]:
    """Return the inline content of a paragraph, a heading or a cell."""
    return _inlines(node.children, ())


def _inlines(nodes: Iterable[SyntaxTreeNode], marks: tuple[Mark, ...]) -> tuple[Node, ...]:
    return join_runs(tuple(piece for node in nodes for piece in _inline(node, marks)))


def _inline(node: SyntaxTreeNode, marks: tuple[Mark, ...]) -> Iterable[Node]:
    match node.type:
        case "text" | "code_inline" | "text_special":
            return _words(node.content, marks)
        case "softbreak":
            return _words(" ", marks)
        case "hardbreak":
            return [Node("hard_break")]
        case "strong" | "em" as kind:
            return _inlines(node.children, _with(marks, Mark(kind)))
        case "link":
            return _linked(node, str(node.attrs.get("href", "")), marks)
        case "image":
            return _linked(node, str(node.attrs.get("src", "")), marks)
        case _:
            return _inlines(node.children, marks)


def _linked(node: SyntaxTreeNode, address: str, marks: tuple[Mark, ...]) -> list[Node]:
    """Make the words of a link or a picture lead to `address`, or write it after them when it may not be a link here."""
    title = str(node.attrs.get("title", ""))
    note = _words(f" ({title})" if title else "", marks)
    inside_link = any(mark.type == "link" for mark in marks)
    if allowed_href(address) and not inside_link:
        linked = _with(marks, Mark("link", {"href": address}))
        return [*(_inlines(node.children, linked) or _words(address, linked)), *note]
    inside = _inlines(node.children, marks)
    text = "".join(piece.text for piece in inside).strip()
    where = address if not text else f" ({address})" if address and address != text else ""
    return [*inside, *_words(where, marks), *note]


def _with(marks: tuple[Mark, ...], mark: Mark) -> tuple[Mark, ...]:
    return marks if any(one.type == mark.type for one in marks) else (*marks, mark)


def _words(text: str, marks: tuple[Mark, ...]) -> list[Node]:
    return [text_node(text, marks)] if text else []
