"""Any Markdown document becomes a specification: its headings are sections, its binding sentences are requirements.

- Every heading is a section, nested as in the document. Text above the first heading becomes a section « Introduction ».
- A paragraph or list item in which a sentence binds (see `obligations`) becomes a requirement: the whole paragraph, or the
  whole item with what is in it. A binding paragraph that ends with a colon takes the list that follows with it, unless
  items of that list bind by themselves: then it only introduces them.
- Text before the first requirement of a section is the section's introduction. Text after a requirement, up to the next one
  or the next heading, goes with that requirement, as its « Pourquoi »: so everything keeps its place in the reading order.
- Quotes, code and tables keep their form and are never requirements.
- Everything is proposed at N2, in draft, without criterion: a document does not say who may read it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from server.domain.blueprint import FIRM_ONLY, Blueprint, ProposedRequirement, ProposedSection, ProposedText
from server.domain.errors import Invalid
from server.domain.folding import fold
from server.domain.requirement import Priority, RequirementKind, Status
from server.domain.richtext import Node, document, paragraph, plain_text
from server.domain.words import Language, say
from server.imports.markdown_blocks import (
    blocks_of,
    inline_of,
    lines_block,
    list_item,
    list_of,
    parse_markdown,
    text_block,
)
from server.imports.obligations import obliged_function
from server.imports.outline import MAX_HEADING, Heading, Outline, outline_of
from server.imports.source import Source, decode, split_front_matter

_FRENCH_WORDS: Final = frozenset(
    ["le", "la", "les", "des", "du", "une", "est", "dans", "pour", "sur", "avec", "que", "qui", "doit", "et"]
)
_ENGLISH_WORDS: Final = frozenset(
    ["the", "of", "a", "is", "in", "for", "on", "with", "that", "which", "shall", "must", "and"]
)
_LISTS: Final = frozenset({"bullet_list", "ordered_list"})
_SMALL_WORDS: Final = (
    _FRENCH_WORDS | _ENGLISH_WORDS | frozenset(["de", "d", "l", "un", "aux", "au", "en", "par", "to", "an"])
)


@dataclass(slots=True)
class _Found:
    """A requirement as it is met: its function, its text, and the text that follows it."""

    function: str
    blocks: list[Node]
    after: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """One section being read: blocks go to its introduction until a requirement is met, then to that requirement."""

    intro: list[Node] = field(default_factory=list)
    found: list[_Found] = field(default_factory=list)

    def text(self, blocks: Sequence[Node]) -> None:
        (self.found[-1].after if self.found else self.intro).extend(blocks)


def read(data: bytes, file: str) -> Blueprint:
    """Return the specification a document proposes. Raises TooLarge, Invalid (`not_utf8`, `too_deep`, `empty_document`)."""
    source = split_front_matter(file, decode(data))
    text = parse_markdown(source.body)
    outline = outline_of(text, source.body_line)
    language = _language(source)
    keys = (f"EX-{number:03}" for number in range(1, 1_000_000))
    prefixes = _Prefixes()
    sections = [_section(outline, heading, keys, prefixes, "", language) for heading in outline.root.parts]
    before = lines_block(line.strip() for line in source.front_text.split("\n"))
    intro = _read(outline, outline.root.nodes)
    intro.intro[:0] = before
    intro.text([text_block(one) for one in text.unused_definitions])
    if intro.intro or intro.found:
        title = say("import.introduction", language)
        sections.insert(0, _built(title, prefixes.new(title), intro, keys, ()))
    if not sections:
        raise Invalid("empty_document")
    return Blueprint(_title(source, outline), language, "", sections=tuple(sections))


def _section(
    outline: Outline, heading: Heading, keys: Iterator[str], prefixes: "_Prefixes", prefix: str, language: Language
) -> ProposedSection:
    prefix = prefix or prefixes.new(heading.title)
    title, rest = _cut(heading.title)
    reading = _read(outline, heading.nodes)
    reading.intro[:0] = [text_block(rest)] if rest else []
    own = _built(title or say("import.untitled", language), prefix, reading, keys, ())
    parts = (_section(outline, part, keys, prefixes, prefix, language) for part in heading.parts)
    return replace(own, sections=tuple(parts))


def _cut(title: str) -> tuple[str, str]:
    """Return a title of at most MAX_HEADING characters and what is left, which opens the section's text."""
    if len(title) <= MAX_HEADING:
        return title, ""
    head = title[: MAX_HEADING + 1].rsplit(" ", 1)[0][:MAX_HEADING]
    return head, title[len(head) :].strip()


def _built(
    title: str, prefix: str, reading: _Reading, keys: Iterator[str], parts: tuple[ProposedSection, ...]
) -> ProposedSection:
    requirements = tuple(_requirement(next(keys), one) for one in reading.found)
    intro = ProposedText(document(*reading.intro))
    return ProposedSection(title, prefix, FIRM_ONLY, FIRM_ONLY, intro, requirements, parts)


def _requirement(key: str, found: _Found) -> ProposedRequirement:
    return ProposedRequirement(
        key=key,
        title=found.function,
        kind=RequirementKind.FUNCTIONAL,
        priority=Priority.SHOULD,
        lot=1,
        status=Status.DRAFT,
        dimensions=(),
        tasks=(),
        label=FIRM_ONLY,
        statement=ProposedText(document(*found.blocks)),
        rationale=ProposedText(document(*found.after)),
    )


def _read(outline: Outline, nodes: Sequence[SyntaxTreeNode]) -> _Reading:
    reading, lines = _Reading(), outline.text.lines
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        function = _function(node)
        following = waiting[-1] if waiting and waiting[-1].type in _LISTS and _ends_with_colon(node) else None
        if function is not None and not (following and _binds_inside(following)):
            taken = [node, waiting.pop()] if following else [node]
            reading.found.append(_Found(function, blocks_of(taken, lines)))
        elif node.type in _LISTS:
            _read_list(node, lines, reading)
        else:
            reading.text(blocks_of([node], lines))
    return reading


def _read_list(node: SyntaxTreeNode, lines: Sequence[str], reading: _Reading) -> None:
    """Take the binding items out of a list; the items between them stay lists of the same sort, counting on."""
    kept: list[Node] = []
    skipped = 0

    def close() -> None:
        if kept:
            reading.text([list_of(node, kept, skipped)])

    for place, item in enumerate(node.children):
        function = next(filter(None, map(_function, item.children)), None)
        if function is None and not _holds_binding_item(item):
            skipped = skipped if kept else place
            kept.append(list_item(item, lines))
            continue
        close()
        kept = []
        if function is not None:
            reading.found.append(_Found(function, blocks_of(item.children, lines)))
        else:
            _read_split_item(node, item, place, lines, reading)
    close()


def _read_split_item(
    node: SyntaxTreeNode, item: SyntaxTreeNode, place: int, lines: Sequence[str], reading: _Reading
) -> None:
    """An item that binds nothing itself but holds binding items: its own text stays an item, its lists are read in turn."""
    own: list[Node] = []
    for child in item.children:
        if child.type in _LISTS:
            if own:
                reading.text([_item(node, own, place)])
                own = []
            _read_list(child, lines, reading)
        else:
            own += blocks_of([child], lines)
    if own:
        reading.text([_item(node, own, place)])


def _item(node: SyntaxTreeNode, blocks: list[Node], place: int) -> Node:
    first = [] if blocks[0].type == "paragraph" else [paragraph()]
    return list_of(node, [Node("list_item", content=(*first, *blocks))], place)


def _holds_binding_item(item: SyntaxTreeNode) -> bool:
    return any(_binds_inside(child) for child in item.children if child.type in _LISTS)


def _binds_inside(node: SyntaxTreeNode) -> bool:
    return any(any(map(_function, item.children)) or _holds_binding_item(item) for item in node.children)


def _function(node: SyntaxTreeNode) -> str | None:
    """Return the function a paragraph asks for; other blocks bind nothing by themselves."""
    return obliged_function(_words(node)) if node.type == "paragraph" else None


def _words(node: SyntaxTreeNode) -> str:
    return plain_text(paragraph(*inline_of(node)))


def _ends_with_colon(node: SyntaxTreeNode) -> bool:
    return _words(node).rstrip().endswith(":")


def _title(source: Source, outline: Outline) -> str:
    """The title in the front matter, else the first heading of the first level, else the first one, else the file's name."""
    written = source.front.get("title") if source.front else None
    headings = [one for one in outline.root.walk() if one.title]
    first = min(headings, key=lambda one: one.level > 1).title if headings else ""
    name = re.sub(r"\.(md|markdown|txt)$", "", source.file.rsplit("/", 1)[-1], flags=re.IGNORECASE)
    return _cut((written.strip() if isinstance(written, str) else "") or first or name)[0]


def _language(source: Source) -> Language:
    """Return the language in which the small words of the text are more often written; French when they balance."""
    words = re.findall(r"\w+", source.body.lower())
    french = sum(word in _FRENCH_WORDS for word in words)
    return Language.ENGLISH if sum(word in _ENGLISH_WORDS for word in words) > french else Language.FRENCH


class _Prefixes:
    """Three letters for each chapter, taken from its title, different from the others’ as long as letters last."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, title: str) -> str:
        words = [word for word in re.findall(r"[a-z]+", fold(title)) if word not in _SMALL_WORDS]
        letters = next((word for word in words if len(word) >= 3), "exi")
        wanted = [letters[:3].upper(), (letters[:2] + letters[-1]).upper()]
        spare = (letters[0].upper() + one + two for one in _ALPHABET for two in _ALPHABET)
        prefix = next((one for one in (*wanted, *spare) if one not in self._taken), wanted[0])
        self._taken.add(prefix)
        return prefix


_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
