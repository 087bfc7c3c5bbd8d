"""What an attribute of a text may hold: list numbers, spans, picture names, mentions and link addresses."""

import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from server.domain.ids import is_id
from server.domain.richtext.refusal import RichTextRefused
from server.domain.richtext.schema import Attr, AttrType, AttrValue

LINK_SCHEMES: Final = frozenset({"https", "http", "mailto"})
MENTION_KINDS: Final = frozenset({"person", "code"})
MAX_SPAN: Final = 50
MAX_ORDER: Final = 999_999
MAX_HREF: Final = 2_000
MAX_ALT: Final = 1_000
MAX_LABEL: Final = 200

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_IN_LINK: Final = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff\\]")


def printable(text: str) -> bool:
    """Tell whether a text holds only characters every export can write: no control, no lone surrogate."""
    return _FORBIDDEN.search(text) is None


def allowed_href(href: object) -> bool:
    """Tell whether a link address may be kept: absolute https or http with a host, or mailto; at most 2 000 characters.

    White space, control characters and backslashes are refused anywhere, because browsers read over them.
    """
    if not isinstance(href, str) or not 0 < len(href) <= MAX_HREF or _FORBIDDEN_IN_LINK.search(href):
        return False
    try:
        parts = urlsplit(href)
        host = parts.hostname
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return bool(parts.path) and not parts.netloc
    return parts.scheme in LINK_SCHEMES and bool(host)


def _whole(value: object, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


def _line(value: object, most: int) -> bool:
    return isinstance(value, str) and len(value) <= most and printable(value) and "\n" not in value


_CHECKS: Final[Mapping[AttrType, Callable[[object], bool]]] = {
    AttrType.ORDER: lambda value: _whole(value, 0, MAX_ORDER),
    AttrType.SPAN: lambda value: _whole(value, 1, MAX_SPAN),
    AttrType.ATTACHMENT: is_id,
    AttrType.ALT: lambda value: _line(value, MAX_ALT),
    AttrType.MENTION_KIND: lambda value: isinstance(value, str) and value in MENTION_KINDS,
    AttrType.REF: is_id,
    AttrType.LABEL: lambda value: _line(value, MAX_LABEL) and bool(value),
    AttrType.HREF: allowed_href,
}


def checked_attrs(specs: Mapping[str, Attr], given: object, path: str) -> dict[str, AttrValue]:
    """Return the attributes in schema order with defaults filled in. Raises RichTextRefused for one that is not ours."""
    if not isinstance(given, Mapping):
        raise RichTextRefused("shape", path)
    for name in given:
        if name not in specs:
            raise RichTextRefused("attribute", f"{path}.{name}")
    return {name: checked_attr(spec, given.get(name, spec.default), f"{path}.{name}") for name, spec in specs.items()}


def checked_attr(spec: Attr, value: object, path: str) -> AttrValue:
    """Return the value of an attribute. Raises RichTextRefused when it is missing or of another type."""
    if not _CHECKS[spec.type](value) or not isinstance(value, str | int):
        raise RichTextRefused("link" if spec.type is AttrType.HREF else "attribute", path)
    return value
