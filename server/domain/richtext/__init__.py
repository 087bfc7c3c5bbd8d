"""The one form of running text: a schema, a tree, a strict reader, and what both sides need of them."""

from server.domain.richtext.attributes import allowed_href, printable
from server.domain.richtext.cutting import Piece, cut, gather
from server.domain.richtext.parse import checked_content, checked_node, checked_text, parse
from server.domain.richtext.refusal import REASONS, RichTextRefused
from server.domain.richtext.schema import MAX_DEPTH, SCHEMA, schema_json
from server.domain.richtext.tree import (
    Mark,
    Node,
    document,
    from_plain,
    is_empty,
    join_runs,
    paragraph,
    pictures_in,
    plain_text,
    text_blocks,
    text_node,
    walk,
)

__all__ = [
    "MAX_DEPTH",
    "REASONS",
    "SCHEMA",
    "Mark",
    "Node",
    "Piece",
    "RichTextRefused",
    "allowed_href",
    "checked_content",
    "checked_node",
    "checked_text",
    "cut",
    "document",
    "from_plain",
    "gather",
    "is_empty",
    "join_runs",
    "paragraph",
    "parse",
    "pictures_in",
    "plain_text",
    "printable",
    "schema_json",
    "text_blocks",
    "text_node",
    "walk",
]
