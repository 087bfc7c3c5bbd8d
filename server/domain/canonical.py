"""The canonical form of a specification: one sequence of bytes for one content, so that a hash can stand for it.

JSON in UTF-8, keys sorted, no white space, no byte order mark; moments as ISO 8601 in UTC. Empty fields are written too, so
that reading it back gives an equal content.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from server.domain.content import OF_THE_MOMENT, SpecificationContent, TextPart
from server.domain.errors import Invalid

FORM: Final = "concerte/1"
"""The name of this form; it is the first thing to change when the form does."""


def frozen(content: SpecificationContent) -> SpecificationContent:
    """Return what a version keeps of a content: everything but what is of the moment (live documents, openings, revision)."""
    return replace(
        content,
        revision=0,
        openings=(),
        circles=(),
        members=tuple(replace(item, compartments=(), task_ids=()) for item in content.members),
        former_members=tuple(replace(item, compartments=(), task_ids=()) for item in content.former_members),
        proposals=(),
        set_aside=(),
        sections=tuple(replace(item, intro=_still(item.intro)) for item in content.sections),
        requirements=tuple(
            replace(item, statement=_still(item.statement), rationale=_still(item.rationale))
            for item in content.requirements
        ),
        situations=tuple(replace(item, story=_still(item.story)) for item in content.situations),
        findings=tuple(replace(item, text=_still(item.text)) for item in content.findings),
        results=tuple(replace(item, text=_still(item.text)) for item in content.results),
    )


def _still(part: TextPart) -> TextPart:
    return replace(part, generation="")


def to_bytes(content: SpecificationContent) -> bytes:
    """Return the canonical bytes of a content. Equal contents give equal bytes."""
    return canonical_json({"form": FORM, "content": plain(content)})


def from_bytes(data: bytes) -> SpecificationContent:
    """Read canonical bytes back. Raises Invalid when they are of another form."""
    read = json.loads(data)
    if not isinstance(read, dict) or read.get("form") != FORM:
        raise Invalid("canonical_form")
    content = _read(SpecificationContent, read["content"])
    if not isinstance(content, SpecificationContent):
        raise Invalid("canonical_form")
    return content


def canonical_json(value: object) -> bytes:
    """Return JSON with sorted keys and no white space, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def plain(value: object, *, defaults: bool = True) -> Any:
    """Return a content, a view or any part of one as plain JSON values; seals are left out.

    Without `defaults`, so are fields that hold their default: one that was added later, and says nothing of a thing of
    before, changes nothing of how that is written.
    """
    if is_dataclass(value) and not isinstance(value, type):
        kept = [f for f in fields(value) if f.name != "seal" and _kept(f)]
        told = kept if defaults else [f for f in kept if f.default is MISSING or getattr(value, f.name) != f.default]
        return {f.name: plain(getattr(value, f.name), defaults=defaults) for f in told}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item, defaults=defaults) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, defaults=defaults) for item in value]
    return value


def _kept(field: Field[Any]) -> bool:
    return OF_THE_MOMENT not in field.metadata


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        inner = [part for part in get_args(kind) if part is not NoneType]
        return None if value is None else _read(inner[0], value)
    if origin is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{f.name: _read(hints[f.name], value[f.name]) for f in fields(kind) if f.name in value})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is datetime:
        return datetime.fromisoformat(value)
    if kind is float:
        return float(value)
    return value
