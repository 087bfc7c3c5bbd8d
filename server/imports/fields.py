"""Facts written under a heading: lists of « - Nom : valeur » and tables, read with every mistake noted at its line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from server.domain.blueprint import FIRM_ONLY, ProposedLabel
from server.domain.errors import Invalid
from server.domain.richtext import Node, document, is_empty, paragraph, plain_text
from server.imports.ledger import Ledger
from server.imports.markdown_blocks import inline_of
from server.imports.outline import Heading, Outline
from server.imports.problems import Notes
from server.imports.vocabulary import NAMES, Choice, meaning_of, name_of, names_for, words_for

MAX_VALUE: Final = 200
"""Characters of one fact; lists of names and sentences may be longer."""

_MAY_BE_LONG: Final = frozenset({"tasks", "dimensions", "reason", "substitute", "quote"})
_FIELD: Final = re.compile(r"\s*([^:]{1,40}?)\s*:\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Context:
    """What every reader of one file needs: its outline, where to note problems, its names, its language, its suppliers."""

    outline: Outline
    notes: Notes
    ledger: Ledger
    language: str
    suppliers: tuple[str, ...]

    def label(self, text: str, line: int) -> ProposedLabel:
        """Read a label; a wrong one is noted and counts as N2."""
        try:
            label = ProposedLabel.parse(text)
        except Invalid:
            self.notes.add(line, "label_unknown", value=text)
            return FIRM_ONLY
        for letter in label.suppliers:
            if letter not in self.suppliers:
                self.notes.add(line, "supplier_unknown", value=letter)
        return label

    def prose(self, nodes: Sequence[SyntaxTreeNode]) -> Node:
        """Return the rich text of these nodes."""
        return document(*self.outline.blocks(list(nodes)))

    def words(self, nodes: Sequence[SyntaxTreeNode]) -> str:
        """Return the words of these nodes on one line."""
        return " ".join(plain_text(self.prose(nodes)).split())

    def cell(self, cell: SyntaxTreeNode) -> str:
        """Return the words of a table cell."""
        return " ".join(plain_text(paragraph(*inline_of(cell))).split())

    def demand_text(self, text: Node, heading: Heading) -> None:
        """Note that a heading has nothing under it."""
        if is_empty(text):
            self.notes.add(heading.line, "text_missing", title=heading.title)


@dataclass(frozen=True, slots=True)
class Facts:
    """Named values of one heading or one row of a table. Each value knows its line."""

    context: Context
    line: int
    values: Mapping[str, tuple[str, int]]

    def text(self, name: str) -> str:
        """Return the value as written, empty when absent."""
        return self.values.get(name, ("", self.line))[0]

    def line_of(self, name: str) -> int:
        """Return the line of a value, or of its heading when it is absent."""
        return self.values.get(name, ("", self.line))[1]

    def demand(self, *names: str) -> None:
        """Note each of these names that has no value."""
        for name in names:
            if not self.text(name):
                self.context.notes.add(self.line, "field_missing", name=names_for(NAMES, [name], self.context.language))

    def refer(self, name: str, kind: str) -> str:
        """Return a value that names something declared elsewhere in the file, remembering to check that it is there."""
        if text := self.text(name):
            self.context.ledger.refer(kind, text, self.line_of(name))
        return text

    def refer_several(self, name: str, kind: str) -> tuple[str, ...]:
        """Return values separated by commas that each name something declared elsewhere in the file."""
        for text in self.several(name):
            self.context.ledger.refer(kind, text, self.line_of(name))
        return self.several(name)

    def choice(self, name: str, kind: type[Choice], default: Choice) -> Choice:
        """Return what the value means; `default` when absent or, with a note, when unknown."""
        if not (word := self.text(name)):
            return default
        return self._meaning(name, word, kind) or default

    def choices(self, name: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """Return what each word of a value separated by commas means."""
        meanings = [self._meaning(name, word, kind) for word in self.several(name)]
        return tuple(one for one in meanings if one is not None)

    def several(self, name: str) -> tuple[str, ...]:
        """Return the values separated by commas."""
        return tuple(word for word in (part.strip() for part in self.text(name).split(",")) if word)

    def label(self, name: str, default: ProposedLabel, outer: ProposedLabel | None = None) -> ProposedLabel:
        """Return a label, noting one that is more open than `outer`, which holds this part."""
        label = self.context.label(self.text(name), self.line_of(name)) if self.text(name) else default
        if outer is not None and label.is_more_open_than(outer):
            self.context.notes.add(self.line_of(name), "label_too_open", label=label.text, outer=outer.text)
        return label

    def _meaning(self, name: str, word: str, kind: type[Choice]) -> Choice | None:
        if (meaning := meaning_of(word, kind)) is None:
            language = self.context.language
            said = names_for(NAMES, [name], language)
            expected = words_for(kind, language)
            self.context.notes.add(self.line_of(name), "field_value", name=said, value=word, expected=expected)
        return meaning


def take_facts(
    context: Context, heading: Heading, known: Sequence[str], required: Sequence[str] = ()
) -> tuple[Facts, list[SyntaxTreeNode]]:
    """Read the list of facts right under a heading; return it and the nodes that follow.

    A list is a list of facts when its first item begins with a known name; otherwise it belongs to the text.
    """
    nodes = heading.nodes
    values: dict[str, tuple[str, int]] = {}
    is_list = (
        bool(nodes) and nodes[0].type == "bullet_list" and _named(context, nodes[0].children[0], known) is not None
    )
    if is_list:
        for item in nodes[0].children:
            _take_fact(context, item, known, values)
    facts = Facts(context, heading.line, values)
    facts.demand(*required)
    return facts, nodes[1:] if is_list else nodes


def _named(context: Context, item: SyntaxTreeNode, known: Sequence[str]) -> tuple[str, str] | None:
    found = _FIELD.fullmatch(context.words(item.children))
    name = name_of(found[1], NAMES, known) if found else None
    return (name, found[2]) if found and name else None


def _take_fact(
    context: Context, item: SyntaxTreeNode, known: Sequence[str], values: dict[str, tuple[str, int]]
) -> None:
    line, text = context.outline.line_of(item), context.words(item.children)
    if (fact := _named(context, item, known)) is not None:
        if fact[0] in values:
            context.notes.add(line, "field_twice", name=names_for(NAMES, [fact[0]], context.language))
        values[fact[0]] = (fact[1].strip(), line)
        _demand_short(context, *fact, line)
    elif (found := _FIELD.fullmatch(text)) is not None:
        expected = names_for(NAMES, known, context.language)
        context.notes.add(line, "field_unknown", name=found[1], expected=expected)
    else:
        context.notes.add(line, "field_form", text=text[:80])


def take_table(context: Context, heading: Heading, known: Sequence[str], required: Sequence[str]) -> Iterator[Facts]:
    """Read the one table under a heading, row by row. Notes a missing table, unknown and missing columns, stray text."""
    tables = [node for node in heading.nodes if node.type == "table"]
    for node in heading.nodes:
        if node.type != "table":
            context.notes.add(context.outline.line_of(node), "text_astray")
    if len(tables) != 1:
        expected = names_for(NAMES, known, context.language)
        context.notes.add(heading.line, "table_expected", expected=expected)
        return
    head, *bodies = tables[0].children
    columns = _columns(context, head, known, required)
    for row in (row for body in bodies for row in body.children):
        line = context.outline.line_of(row)
        cells = [context.cell(cell) for cell in row.children]
        values = {name: (text, line) for name, text in zip(columns, cells, strict=False) if name and text}
        for name, (text, _) in values.items():
            _demand_short(context, name, text, line)
        yield Facts(context, line, values)


def _columns(context: Context, head: SyntaxTreeNode, known: Sequence[str], required: Sequence[str]) -> list[str | None]:
    row, line = head.children[0], context.outline.line_of(head)
    titles = [context.cell(cell) for cell in row.children]
    columns = [name_of(title, NAMES, known) for title in titles]
    for title, name in zip(titles, columns, strict=True):
        if name is None:
            expected = names_for(NAMES, known, context.language)
            context.notes.add(line, "column_unknown", name=title, expected=expected)
    for name in required:
        if name not in columns:
            context.notes.add(line, "column_missing", name=names_for(NAMES, [name], context.language))
    return columns


def _demand_short(context: Context, name: str, text: str, line: int) -> None:
    if len(text) > MAX_VALUE and name not in _MAY_BE_LONG:
        context.notes.add(line, "too_long", name=names_for(NAMES, [name], context.language), limit=MAX_VALUE)
