"""Read a live document as a tree of nodes, the way every browser shows it.

When several people change the same list or table at once, the merge can leave an element that the schema does not allow
(a list without items). y-prosemirror drops such an element, so this reader drops it too, and says whether words, a
picture or a mention went with it: then the update that did it is refused, because nothing typed may vanish.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from pycrdt import XmlElement, XmlFragment, XmlText

from server.crdt.refusals import Refused
from server.crdt.vocabulary import number
from server.domain.richtext import MAX_DEPTH, SCHEMA, Node, RichTextRefused, checked_text, document, join_runs, walk
from server.domain.richtext.attributes import checked_attrs
from server.domain.richtext.parse import fits


@dataclass(frozen=True, slots=True)
class Block:
    """What one child of the fragment shows: its nodes, the dropped elements that said something, the mentions in it."""

    nodes: tuple[Node, ...]
    lost: tuple[Node, ...]
    mentions: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """The canonical tree of a document, block by block; `fresh` are the blocks that were read again for it."""

    blocks: tuple[Block, ...]
    fresh: tuple[Block, ...] = field(default=(), compare=False)

    @property
    def tree(self) -> Node:
        """What every browser shows; an empty document is one empty paragraph."""
        return document(*(node for block in self.blocks for node in block.nodes))

    @property
    def lost(self) -> tuple[Node, ...]:
        """The dropped elements that said something."""
        return _lost(self.blocks)

    @property
    def mentions(self) -> frozenset[tuple[str, str]]:
        """(kind, ref) of everything that is mentioned."""
        return _mentions(self.blocks)

    def lost_since(self, before: "Reading") -> tuple[Node, ...]:
        """The dropped elements that said something, if what was read again holds other ones than before."""
        return self.lost if _lost(self.fresh) and self.lost != before.lost else ()

    def mentioned_since(self, before: "Reading") -> frozenset[tuple[str, str]]:
        """(kind, ref) of what was read again and not mentioned before."""
        again = _mentions(self.fresh)
        return again and again - before.mentions


def _lost(blocks: Iterable[Block]) -> tuple[Node, ...]:
    return tuple(node for block in blocks for node in block.lost)


def _mentions(blocks: Iterable[Block]) -> frozenset[tuple[str, str]]:
    return frozenset[tuple[str, str]]().union(*(block.mentions for block in blocks))


class _Changes:
    """Which blocks changed: places in the fragment, or None when blocks came or went."""

    def __init__(self) -> None:
        self.places: set[int] | None = None

    def note(self, events: list[Any]) -> None:
        for event in events:
            if not event.path:
                self.places = None
            elif self.places is not None:
                self.places.add(event.path[0])


class Watch:
    """Reads a fragment again and again, each time only the blocks that changed since.

    It is told by the engine itself: the events of pycrdt read all that changed, and hold the document, which holds whoever
    watches it, so that it would never be freed.
    """

    def __init__(self, fragment: XmlFragment) -> None:
        self._fragment = fragment
        self._blocks: list[Block] = []
        self._changes = _Changes()
        self._subscription = fragment.integrated.observe_deep(self._changes.note)

    def read(self) -> Reading:
        """Return what the fragment shows now. Raises Refused as `read` does; the watch is then not to be used again."""
        places, self._changes.places = self._changes.places, set()
        if places is None:
            self._blocks = list(read(self._fragment).blocks)
            return Reading(tuple(self._blocks), tuple(self._blocks))
        with self._fragment.doc.transaction():
            for place in places:
                self._blocks[place] = _block(self._fragment.children[place])
        return Reading(tuple(self._blocks), tuple(self._blocks[place] for place in places))


def read(fragment: XmlFragment) -> Reading:
    """Return what a fragment shows.

    Raises Refused("schema", path) for nodes, marks, attributes or words that the schema does not know, and
    Refused("depth") below 64 levels.
    """
    with fragment.doc.transaction():
        return Reading(tuple(_block(child) for child in children_of(fragment)))


def _block(child: object) -> Block:
    reader = _Reader()
    try:
        nodes = reader.nodes(child, 1)
    except RichTextRefused as refusal:
        raise Refused("schema", f"{refusal.reason} {refusal.path}") from None
    kept = []
    for node in nodes:
        if SCHEMA.nodes[node.type].group == "block":
            kept.append(node)
        else:
            reader.drop(node)
    mentions = frozenset(_mention(here) for node in kept for here in walk(node) if here.type == "mention")
    return Block(tuple(kept), tuple(reader.lost), mentions)


def _mention(node: Node) -> tuple[str, str]:
    return str(node.attrs["kind"]), str(node.attrs["ref"])


@dataclass(slots=True)
class _Reader:
    lost: list[Node] = field(default_factory=list)

    def drop(self, node: Node) -> None:
        """Leave a node out, remembering it when it says something."""
        if _speaks(node):
            self.lost.append(node)

    def nodes(self, child: object, depth: int) -> list[Node]:
        """Return the nodes that a child of an element stands for: its runs, itself, or nothing when it is dropped."""
        if depth > MAX_DEPTH:
            raise Refused("depth")
        if isinstance(child, XmlText):
            return [_run(text, attrs) for text, attrs in child.diff()]
        if not isinstance(child, XmlElement):
            raise Refused("schema", type(child).__name__)
        node = self._element(child, depth)
        if fits(SCHEMA.nodes[node.type], node.content):
            return [node]
        self.drop(node)
        return []

    def _element(self, element: XmlElement, depth: int) -> Node:
        tag = element.tag
        if tag is None or tag not in SCHEMA.nodes or tag in {"doc", "text"}:
            raise Refused("schema", f"node {tag}")
        attrs = {name: number(value) for name, value in _attributes(element).items()}
        children = [node for child in children_of(element) for node in self.nodes(child, depth + 1)]
        return Node(tag, checked_attrs(SCHEMA.nodes[tag].attrs, attrs, tag), content=join_runs(tuple(children)))


def _attributes(element: XmlElement) -> dict[str, object]:
    return dict(cast(Iterable[tuple[str, object]], element.attributes))


def nodes_of(child: object) -> list[Node]:
    """Return what one child of an element shows: its runs, itself, or nothing. Raises Refused as `read` does."""
    try:
        return _Reader().nodes(child, 1)
    except RichTextRefused as refusal:
        raise Refused("schema", f"{refusal.reason} {refusal.path}") from None


def children_of(parent: XmlFragment | XmlElement) -> list[object]:
    """Return the elements and text holders inside an element, in order."""
    children = parent.children
    return [children[place] for place in range(len(children))]


def _run(text: object, attrs: dict[str, object] | None) -> Node:
    marks = [{"type": name, "attrs": value} for name, value in (attrs or {}).items() if value is not None]
    return checked_text(text, marks, "text")


def _speaks(node: Node) -> bool:
    return any(here.type in {"text", "image", "mention"} for here in walk(node))
