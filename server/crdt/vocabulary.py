"""Which kinds of pieces a text is made of, and where each may stand: the schema's words, checked one piece at a time."""

from collections.abc import Mapping
from typing import Final

from server.crdt.known import Piece
from server.crdt.refusals import Refused
from server.crdt.structs import Content, Deleted, Element, Format, Value, Words
from server.domain.richtext import SCHEMA, RichTextRefused, printable
from server.domain.richtext.attributes import checked_attr, checked_attrs

_ELEMENTS: Final = frozenset(SCHEMA.nodes) - {"doc", "text"}


def demand_content(content: Content) -> None:
    """Raise Refused when a piece is none of the schema's: an unknown node or mark, control characters."""
    match content:
        case Element(tag) if tag and tag not in _ELEMENTS:
            raise Refused("content", tag[:40])
        case Format(mark, value):
            _demand_mark(mark, value)
        case Words(text) if not printable(text):
            raise Refused("text")
        case _:
            pass


def demand_place(content: Content, parent: Piece | None, attribute: str | None) -> None:
    """Raise Refused when a piece cannot stand in `parent` (None: the root) or under its attribute."""
    in_element = parent is None or bool(parent.tag)
    if attribute is not None:
        fits = parent is not None and in_element and isinstance(content, Value | Deleted)
    elif isinstance(content, Element):
        fits = in_element and _holds(parent.tag if parent else "doc", content.tag or "text")
    else:
        fits = isinstance(content, Deleted) or not (in_element or isinstance(content, Value))
    if not fits:
        raise Refused("parent", type(content).__name__)
    if isinstance(content, Value) and parent is not None and attribute is not None:
        _demand_value(parent.tag, attribute, content.value)


def _holds(parent: str, child: str) -> bool:
    """Tell whether the schema names a node among what its parent holds; how many and in which order is not asked."""
    named = {term.name for term in SCHEMA.nodes[parent].terms}
    return child in named or SCHEMA.nodes[child].group in named


def number(value: object) -> object:
    """Return whole floats as integers, since JavaScript does not tell them apart; anything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _demand_value(tag: str, attribute: str, value: str | float) -> None:
    specs = SCHEMA.nodes[tag].attrs
    try:
        if attribute not in specs:
            raise Refused("value", f"{tag}.{attribute[:40]}")
        checked_attr(specs[attribute], number(value), f"{tag}.{attribute}")
    except RichTextRefused as refusal:
        raise Refused("value", refusal.path) from None


def _demand_mark(mark: str, value: object) -> None:
    if mark not in SCHEMA.marks:
        raise Refused("value", mark[:40])
    if value is None:
        return
    try:
        checked_attrs(SCHEMA.marks[mark], value if isinstance(value, Mapping) else None, mark)
    except RichTextRefused as refusal:
        raise Refused("value", refusal.path) from None
