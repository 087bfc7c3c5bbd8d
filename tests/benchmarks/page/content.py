"""Specifications of any size in plausible French, the same ones each time, for our page and for the peer's document."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from server.domain.blueprint import (
    FIRM_ONLY,
    Blueprint,
    ProposedCriterion,
    ProposedRequirement,
    ProposedSection,
    ProposedText,
)
from server.domain.requirement import Flexibility, Operator, Priority, RequirementKind, Status, Verification
from server.domain.richtext import Node, document, paragraph, text_node

SECTION: Final = 50
"""Requirements of one section."""

_TEMPLATES: Final = Path(__file__).resolve().parents[3] / "spec_templates"
_STATEMENT: Final = (90, 260)
_RATIONALE: Final = (120, 380)
"""Characters of a text, as in the five templates."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


class Speaker:
    """Says sentences word after word as the templates do; the same seed says the same."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - the same text each time
        self._next: dict[str, list[str]] = defaultdict(list)
        for file in sorted(_TEMPLATES.glob("*/fr.md")):
            words = _WORD.findall(file.read_text(encoding="utf-8").lower())
            for before, after in pairwise(words):
                self._next[before].append(after)
        self._words = sorted(self._next)

    def sentence(self, shortest: int, longest: int) -> str:
        """Return one sentence of about so many characters."""
        wanted, said = self._random.randint(shortest, longest), [self._random.choice(self._words)]
        while sum(map(len, said)) + len(said) < wanted:
            said.append(self._random.choice(self._next.get(said[-1]) or self._words))
        return " ".join(said).capitalize() + "."

    def number(self, least: int, most: int) -> int:
        """Return a number."""
        return self._random.randint(least, most)


@dataclass(frozen=True, slots=True)
class Item:
    """One requirement before it is anybody's: a title, two texts as blocks, one criterion."""

    title: str
    statement: tuple[Node, ...]
    rationale: tuple[Node, ...]
    criterion: ProposedCriterion


def items(count: int) -> Iterator[Item]:
    """Yield requirements; every twentieth holds a list and every twentieth a table."""
    speaker = Speaker(20_240_601)
    for place in range(count):
        extra = {3: (_list(speaker),), 13: (_table(speaker),)}.get(place % 20, ())
        statement = (paragraph(text_node(speaker.sentence(*_STATEMENT))), *extra)
        rationale = (paragraph(text_node(speaker.sentence(*_RATIONALE))),)
        yield Item(speaker.sentence(20, 50).rstrip("."), statement, rationale, _criterion(speaker))


def _criterion(speaker: Speaker) -> ProposedCriterion:
    return ProposedCriterion(
        name=speaker.sentence(12, 30).rstrip("."),
        operator=Operator.AT_MOST,
        value=str(speaker.number(1, 90)),
        unit="min",
        qualifier="",
        acceptance_limit=str(speaker.number(91, 120)),
        flexibility=Flexibility.F1,
        verification=Verification.TEST,
    )


def _list(speaker: Speaker) -> Node:
    entries = [Node("list_item", content=(paragraph(text_node(speaker.sentence(25, 60))),)) for _ in range(3)]
    return Node("bullet_list", content=tuple(entries))


def _table(speaker: Speaker) -> Node:
    def row(kind: str) -> Node:
        span = {"colspan": 1, "rowspan": 1}
        cells = [Node(kind, span, content=(paragraph(text_node(speaker.sentence(8, 24))),)) for _ in range(3)]
        return Node("table_row", content=tuple(cells))

    return Node("table", content=(row("table_header"), row("table_cell"), row("table_cell")))


def blueprint(count: int) -> Blueprint:
    """Return a specification of so many requirements in sections of fifty."""
    made = [_requirement(place, item) for place, item in enumerate(items(count))]
    runs = [tuple(made[at : at + SECTION]) for at in range(0, count, SECTION)]
    sections = tuple(
        ProposedSection(
            f"Chapitre {place}", "", FIRM_ONLY, FIRM_ONLY, ProposedText(document(paragraph())), requirements=run
        )
        for place, run in enumerate(runs, start=1)
    )
    return Blueprint(f"Banc de {count} exigences", "fr", "", sections=sections)


def _requirement(place: int, item: Item) -> ProposedRequirement:
    return ProposedRequirement(
        key=f"B-{place:04}",
        title=item.title,
        kind=RequirementKind.FUNCTIONAL,
        priority=Priority.SHOULD,
        lot=1,
        status=Status.DRAFT,
        dimensions=(),
        tasks=(),
        label=FIRM_ONLY,
        statement=ProposedText(document(*item.statement)),
        rationale=ProposedText(document(*item.rationale)),
        criteria=(item.criterion,),
    )


_NAMES: Final = {
    "bullet_list": "bulletList",
    "list_item": "listItem",
    "table_row": "tableRow",
    "table_header": "tableHeader",
    "table_cell": "tableCell",
}


def one_document(count: int, *, criteria_in_tables: bool = False) -> dict[str, Any]:
    """Return the same visible text as one ProseMirror document with the peer's names of nodes.

    A criterion is a paragraph, which is much lighter for the peer than the table it is on our page; a table if asked.
    """
    content: list[dict[str, Any]] = []
    for place, item in enumerate(items(count)):
        if place % SECTION == 0:
            content.append(_heading(2, f"{place // SECTION + 1} Chapitre {place // SECTION + 1}"))
        content.append(_heading(3, f"B-{place:04} {item.title} N2"))
        content += [_peer(block.json()) for block in item.statement]
        content.append(
            _criteria(item.criterion) if criteria_in_tables else _said(" ".join(_HEADS + _cells(item.criterion)))
        )
        why, *rest = [_peer(block.json()) for block in item.rationale]
        why["content"].insert(0, {"type": "text", "text": "Pourquoi ", "marks": [{"type": "bold"}]})
        content += [why, *rest, _said("Sans origine Brouillon")]
    return {"type": "doc", "content": content}


def _heading(level: int, text: str) -> dict[str, Any]:
    return {"type": "heading", "attrs": {"level": level}, "content": [{"type": "text", "text": text}]}


def _said(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "content": [{"type": "text", "text": text}]}


_HEADS: Final = ("Critère", "Niveau", "Limite", "Flexibilité", "Vérification")


def _cells(criterion: ProposedCriterion) -> tuple[str, ...]:
    level = f"{criterion.operator} {criterion.value} {criterion.unit}"
    return criterion.name, level, criterion.acceptance_limit, criterion.flexibility.value, "essai"


def _criteria(criterion: ProposedCriterion) -> dict[str, Any]:
    rows = [("tableHeader", _HEADS), ("tableCell", _cells(criterion))]
    return {
        "type": "table",
        "content": [
            {"type": "tableRow", "content": [{"type": kind, "content": [_said(cell)]} for cell in row]}
            for kind, row in rows
        ],
    }


def _peer(node: dict[str, Any]) -> dict[str, Any]:
    made = dict(node)
    made["type"] = _NAMES.get(node["type"], node["type"])
    if "content" in node:
        made["content"] = [_peer(child) for child in node["content"]]
    return made
