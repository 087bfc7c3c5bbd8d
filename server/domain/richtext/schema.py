"""What a text may be made of: paragraphs, lists, tables, links, pictures and mentions, said once for both sides.

The server checks texts against `SCHEMA`; the front end builds its ProseMirror schema from `schema_json()`, so the two
cannot drift. Order matters: the first node of a group is what an editor fills in by default, and marks are sorted by
their place in the list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, TypeAlias

AttrValue: TypeAlias = str | int


class AttrType(Enum):
    """What an attribute holds; each has one check in `attributes`."""

    ORDER = "order"
    SPAN = "span"
    ATTACHMENT = "attachment"
    ALT = "alt"
    MENTION_KIND = "mention_kind"
    REF = "ref"
    LABEL = "label"
    HREF = "href"


NUMBERS: Final = frozenset({AttrType.ORDER, AttrType.SPAN})


@dataclass(frozen=True, slots=True)
class Attr:
    """An attribute of a node or mark. Without a default it must be given."""

    type: AttrType
    default: AttrValue | None = None

    def json(self) -> dict[str, Any]:
        """Return ProseMirror's attribute spec: `validate` names the JavaScript type, `default` is absent if required."""
        spec: dict[str, Any] = {"validate": "number" if self.type in NUMBERS else "string"}
        return spec if self.default is None else spec | {"default": self.default}


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a content expression: a node or group name, how many at least, and whether more may follow."""

    name: str
    least: int
    many: bool


@dataclass(frozen=True, slots=True)
class NodeSpec:
    """What one kind of node holds and where it may stand. `content` is a ProseMirror content expression."""

    content: str = ""
    group: str = ""
    inline: bool = False
    attrs: Mapping[str, Attr] = field(default_factory=dict)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The content expression, read: `paragraph block*` is one paragraph, then any blocks."""
        return tuple(
            Term(word.rstrip("*+"), 0 if word.endswith("*") else 1, word[-1] in "*+") for word in self.content.split()
        )

    def json(self) -> dict[str, Any]:
        """Return the node spec as ProseMirror takes it, without its look."""
        spec: dict[str, Any] = {}
        if self.content:
            spec["content"] = self.content
        if self.group:
            spec["group"] = self.group
        if self.inline:
            spec["inline"] = True
        if self.inline and not self.content:
            spec["atom"] = True
        if self.attrs:
            spec["attrs"] = {name: attr.json() for name, attr in self.attrs.items()}
        return spec


@dataclass(frozen=True, slots=True)
class Schema:
    """All nodes and marks; `marks` are in rank order."""

    nodes: Mapping[str, NodeSpec]
    marks: Mapping[str, Mapping[str, Attr]]

    def rank(self, mark: str) -> int:
        """Return the place of a mark among the marks of one text. Raises ValueError for an unknown mark."""
        return tuple(self.marks).index(mark)


_CELL_ATTRS: Final = MappingProxyType({"colspan": Attr(AttrType.SPAN, 1), "rowspan": Attr(AttrType.SPAN, 1)})

SCHEMA: Final = Schema(
    nodes=MappingProxyType(
        {
            "doc": NodeSpec("block+"),
            "paragraph": NodeSpec("inline*", "block"),
            "bullet_list": NodeSpec("list_item+", "block"),
            "ordered_list": NodeSpec("list_item+", "block", attrs={"order": Attr(AttrType.ORDER, 1)}),
            "list_item": NodeSpec("paragraph block*"),
            "table": NodeSpec("table_row+", "block"),
            "table_row": NodeSpec("cell+"),
            "table_cell": NodeSpec("block+", "cell", attrs=_CELL_ATTRS),
            "table_header": NodeSpec("block+", "cell", attrs=_CELL_ATTRS),
            "text": NodeSpec(group="inline", inline=True),
            "hard_break": NodeSpec(group="inline", inline=True),
            "image": NodeSpec(
                group="inline",
                inline=True,
                attrs={"attachment": Attr(AttrType.ATTACHMENT), "alt": Attr(AttrType.ALT, "")},
            ),
            "mention": NodeSpec(
                group="inline",
                inline=True,
                attrs={
                    "kind": Attr(AttrType.MENTION_KIND),
                    "ref": Attr(AttrType.REF),
                    "text": Attr(AttrType.LABEL),
                },
            ),
        }
    ),
    marks=MappingProxyType({"link": {"href": Attr(AttrType.HREF)}, "em": {}, "strong": {}}),
)

MAX_DEPTH: Final = 64
"""Levels of nodes below the document; deeper texts cannot be drawn and are refused."""


def schema_json() -> dict[str, Any]:
    """Return the schema for the front end: `{"topNode", "nodes": {name: spec}, "marks": {name: spec}}`, order kept.

    A node spec has `content`, `group`, `inline`, `atom` and `attrs` (`default` absent when required, `validate` the
    JavaScript type) as ProseMirror's `Schema` takes them. Write it without sorting the keys.
    """
    nodes = {name: spec.json() for name, spec in SCHEMA.nodes.items()}
    nodes["text"].pop("atom")
    marks = {
        name: {"attrs": {key: attr.json() for key, attr in attrs.items()}} if attrs else {}
        for name, attrs in SCHEMA.marks.items()
    }
    return {"topNode": "doc", "nodes": nodes, "marks": marks}
