"""A template: readable Markdown that describes a whole specification, as documented in spec_templates/README.md."""

from typing import Final

from server.domain.blueprint import Blueprint
from server.imports.problems import Notes
from server.imports.source import decode, split_front_matter
from server.imports.specification import TEMPLATE_PARTS, check_front, context_of, parts_of, read_blueprint

FORMAT: Final = "concerte-template"
"""What the front matter of a template says under `format`."""

_TEXTS: Final = ("format", "language", "title", "purpose", "prefix")


def recognises(text: str) -> bool:
    """Tell whether a text says that it is a template."""
    front = split_front_matter("", text).front
    return front is not None and front.get("format") == FORMAT


def read(data: bytes, file: str) -> Blueprint:
    """Return the specification a template describes. Raises NotUnderstood with every problem, TooLarge, Invalid."""
    source = split_front_matter(file, decode(data))
    notes = Notes(file)
    front = check_front(source, notes, _TEXTS, ("suppliers",))
    if front["format"] != FORMAT:
        notes.add(source.line_of("format"), "front_value", name="format", value=front["format"], expected=FORMAT)
    letters = front.get("suppliers", [])
    if not isinstance(letters, list) or not all(
        isinstance(one, str) and one.isupper() and len(one) == 1 for one in letters
    ):
        notes.add(source.line_of("suppliers"), "front_value", name="suppliers", value=str(letters), expected="[A, B]")
        letters = []
    context = context_of(source, notes, front["language"], tuple(letters))
    parts = parts_of(context, TEMPLATE_PARTS)
    blueprint = read_blueprint(
        context, parts, front["title"].strip(), front["purpose"].strip(), front["prefix"].strip()
    )
    context.ledger.check()
    notes.stop_if_any()
    return blueprint
