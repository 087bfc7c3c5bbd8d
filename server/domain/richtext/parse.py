"""Read a text that came from outside and keep it only if it follows the schema to the letter."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from server.domain.richtext.attributes import checked_attrs, printable
from server.domain.richtext.refusal import RichTextRefused
from server.domain.richtext.schema import MAX_DEPTH, SCHEMA, NodeSpec, Term
from server.domain.richtext.tree import Mark, Node, join_runs

_NODE_KEYS: Final = frozenset({"type", "attrs", "content"})
_TEXT_KEYS: Final = frozenset({"type", "text", "marks"})
_MARK_KEYS: Final = frozenset({"type", "attrs"})


def parse(json: object) -> Node:
    """Return the document of a ProseMirror JSON value as a canonical tree.

    Raises RichTextRefused, with the reason and the path of the first fault, for anything the schema does not know or
    does not allow where it stands. An absent attribute takes its default.
    """
    tree = _node(json, "", 0)
    if tree.type != "doc":
        raise RichTextRefused("content", "type")
    return tree


def checked_node(kind: str, attrs: object, content: Sequence[Node], path: str) -> Node:
    """Return a node other than text, its attributes and its children's places checked; children are taken as checked.

    Raises RichTextRefused.
    """
    spec = _spec(kind, path)
    return Node(
        kind, checked_attrs(spec.attrs, attrs, _join(path, "attrs")), content=checked_content(kind, content, path)
    )


def checked_content(kind: str, content: Sequence[Node], path: str) -> tuple[Node, ...]:
    """Return the children with neighbouring runs joined. Raises RichTextRefused("content") when one may not stand there."""
    children = join_runs(tuple(content))
    if not fits(_spec(kind, path), children):
        raise RichTextRefused("content", path)
    return children


def checked_text(text: object, marks: object, path: str) -> Node:
    """Return a run of words with checked marks, in rank order. Raises RichTextRefused."""
    if not isinstance(text, str):
        raise RichTextRefused("shape", path)
    if not text or not printable(text):
        raise RichTextRefused("text", path)
    if not isinstance(marks, list | tuple):
        raise RichTextRefused("shape", _join(path, "marks"))
    made = [_mark(mark, _join(path, f"marks.{place}")) for place, mark in enumerate(marks)]
    if len({mark.type for mark in made}) < len(made):
        raise RichTextRefused("mark", _join(path, "marks"))
    return Node("text", marks=tuple(sorted(made, key=lambda mark: SCHEMA.rank(mark.type))), text=text)


def fits(spec: NodeSpec, children: Sequence[Node]) -> bool:
    """Tell whether the children follow the content expression. Our expressions never need to look back."""
    place = 0
    for term in spec.terms:
        found = 0
        while place < len(children) and _answers(children[place], term) and (term.many or found < 1):
            place, found = place + 1, found + 1
        if found < term.least:
            return False
    return place == len(children)


def _answers(node: Node, term: Term) -> bool:
    return term.name in (node.type, SCHEMA.nodes[node.type].group)


def _spec(kind: str, path: str) -> NodeSpec:
    if kind not in SCHEMA.nodes:
        raise RichTextRefused("node", path)
    return SCHEMA.nodes[kind]


def _node(json: object, path: str, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise RichTextRefused("depth", path)
    kind, given = _typed(json, path)
    if kind == "text":
        _only(given, _TEXT_KEYS, path)
        return checked_text(given.get("text"), given.get("marks", ()), path)
    _spec(kind, path)
    _only(given, _NODE_KEYS, path)
    content = given.get("content", ())
    if not isinstance(content, list | tuple):
        raise RichTextRefused("shape", _join(path, "content"))
    children = [_node(child, _join(path, f"content.{place}"), depth + 1) for place, child in enumerate(content)]
    return checked_node(kind, given.get("attrs", {}), children, path)


def _mark(json: object, path: str) -> Mark:
    kind, given = _typed(json, path)
    if kind not in SCHEMA.marks:
        raise RichTextRefused("mark", path)
    _only(given, _MARK_KEYS, path)
    return Mark(kind, checked_attrs(SCHEMA.marks[kind], given.get("attrs", {}), _join(path, "attrs")))


def _typed(json: object, path: str) -> tuple[str, Mapping[str, Any]]:
    if not isinstance(json, Mapping) or not isinstance(json.get("type"), str):
        raise RichTextRefused("shape", path)
    return json["type"], json


def _only(given: Mapping[str, Any], known: frozenset[str], path: str) -> None:
    if unknown := sorted(str(key) for key in given if key not in known):
        raise RichTextRefused("shape", _join(path, unknown[0]))


def _join(path: str, more: str) -> str:
    return f"{path}.{more}" if path else more
