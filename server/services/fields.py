"""Values that people type into fields: read strictly, and written only if nobody changed the field meanwhile."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from server.domain.errors import FieldChanged, Invalid, TooLarge

Choice = TypeVar("Choice", bound=StrEnum)


def line(value: object, *, most: int, empty: bool = True) -> str:
    """Return one line of plain text, trimmed. Raises Invalid for anything else, TooLarge above `most` characters."""
    if not isinstance(value, str) or any(ord(letter) < 32 or letter == "\x7f" for letter in value):
        raise Invalid("line")
    trimmed = value.strip()
    if not trimmed and not empty:
        raise Invalid("empty")
    if len(trimmed) > most:
        raise TooLarge(limit=most)
    return trimmed


def passage(value: object, *, most: int, empty: bool = False) -> str:
    """Return plain text of several lines, trimmed. Raises Invalid or TooLarge as `line` does."""
    if not isinstance(value, str) or any(ord(letter) < 32 and letter not in "\n\t" for letter in value):
        raise Invalid("line")
    trimmed = value.strip()
    if not trimmed and not empty:
        raise Invalid("empty")
    if len(trimmed) > most:
        raise TooLarge(limit=most)
    return trimmed


def choice(value: object, kind: type[Choice]) -> Choice:
    """Return the member of an enumeration that `value` names. Raises Invalid."""
    try:
        return kind(str(value))
    except ValueError as error:
        raise Invalid("choice") from error


def choices(value: object, kind: type[Choice]) -> tuple[Choice, ...]:
    """Return the members named by a list, in the enumeration's order, each once. Raises Invalid."""
    if not isinstance(value, list | tuple):
        raise Invalid("choice")
    named = {choice(item, kind) for item in value}
    return tuple(item for item in kind if item in named)


def names(value: object) -> tuple[str, ...]:
    """Return a list of identifiers, each once. Raises Invalid."""
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise Invalid("choice")
    return tuple(dict.fromkeys(value))


def whole(value: object, least: int, most: int) -> int:
    """Return a whole number between two bounds. Raises Invalid."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Invalid("number")
    return value


def demand_unchanged(field: str, *, before: object, now: object, wanted: object) -> None:
    """Raise FieldChanged when the field no longer holds `before`, unless it already holds what is wanted."""
    if _plain(now) not in (_plain(before), _plain(wanted)):
        raise FieldChanged(field, shown(wanted), shown(now))


def _plain(value: object) -> object:
    if isinstance(value, list | tuple | set | frozenset):
        return sorted(str(item) for item in value)
    return None if value is None or value == "" else str(value)


def shown(value: object) -> str:
    """Return a field's value as a sentence can show it."""
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(str(item) for item in value)
    return "" if value is None else str(value)
