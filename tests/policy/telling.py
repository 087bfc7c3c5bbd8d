"""What readers are told, written line by line: who is told that a thing is there, and who is told something of it otherwise."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from server.domain.richtext import Node, plain_text
from server.domain.tracing import Subject
from server.policy.view._seal import Sealed
from server.policy.view.types import LabelView

Told = dict[str, str]
"""What one reader is told, by where it stands; THERE for a thing."""
THERE = ""
REASONED = ("loss", "return", "signing", "proposals", "found")
"""Where more is said than what is kept: that is written also when it is said alike to all who are told of it."""
NOTHING = {"–", "False"}
"""Not written: it is so for those who are told of a thing and of whom nothing else is written."""
_THING = re.compile(r"((?:.*/)?[^./]*)\.?(.*)")
"""The thing at a place, and what of it stands there."""


def told_by(view: object, place: str) -> Told:
    """Return everything a view says, under the places where it stands in it."""
    told: Told = {}
    _tell(view, place, told)
    return told


def _tell(said: object, place: str, told: Told) -> None:
    if said is None or isinstance(said, str | bool | int | float | datetime):
        told[place] = _plainly(said)
    elif isinstance(said, LabelView):
        told[place] = " ".join((said.key, *said.supplier_names, *said.closed, said.name))
    elif isinstance(said, Sealed):
        told[place] = THERE
        for part in fields(said):
            _tell(getattr(said, part.name), f"{place}.{part.name}", told)
    elif isinstance(said, Mapping) and said.get("type") == "doc":
        told[place] = f"« {_words(said)} »"
    elif isinstance(said, Mapping):
        for key, one in said.items():
            _tell(one, f"{place}/{key}", told)
    elif isinstance(said, tuple) and said and isinstance(said[0], Sealed):
        for name, one in _numbered(said):
            _tell(one, f"{place}/{name}", told)
    else:
        told[place] = _plainly(said)


def _words(tree: Mapping[str, Any]) -> str:
    """What a text says, a mention by what it is called."""
    own = tree.get("text") or tree.get("attrs", {}).get("text", "")
    return str(own) + "".join(map(_words, tree.get("content", ())))


def _numbered(views: Iterable[Any]) -> list[tuple[str, Any]]:
    """Each view with what it is called; the second of a name is called so."""
    found: dict[str, Any] = {}
    for view in views:
        called = ("id", "check", "seat", "code", "name", "deed", "reach", "part", "at")
        name = next(str(getattr(view, one)) for one in called if hasattr(view, one))
        again = sum(one.partition(" #")[0] == name for one in found)
        found[f"{name} #{again + 1}" if again else name] = view
    return list(found.items())


def _plainly(said: object) -> str:
    match said:
        case None | "":
            return "–"
        case ():
            return "none"
        case Enum():
            return str(said.value)
        case float():
            return f"{said:.4f}"
        case Subject():
            return f"{said.kind.value} {said.id}"
        case tuple():
            return ", ".join(map(_plainly, said))
        case Node():
            return f"« {' / '.join(plain_text(said).split())} »"
        case _:
            return type(said).__name__ if is_dataclass(said) else str(said)


def compared_with_golden(file: Path, head: str, told: Mapping[str, Told]) -> None:
    """Compare what everybody is told with a golden file, which is written when there is none."""
    found = written(told)
    if not file.exists():
        file.write_text("\n".join((head, *found, "")), encoding="utf-8")
    kept = file.read_text(encoding="utf-8").removeprefix(f"{head}\n").splitlines()
    assert sorted(set(found) - set(kept)) == []
    assert sorted(set(kept) - set(found)) == []


def written(told: Mapping[str, Told]) -> list[str]:
    """Return the lines, from what each reader is told, by the letter of the reader.

    A line tells who is told that a thing is there, and all that is said of it to the same readers; what is said alike to all who
    are told of it is left out, and so is what is empty or no.
    """
    by_place = defaultdict[str, dict[str, str]](dict)
    for letter, one in told.items():
        for place, value in one.items():
            by_place[place][letter] = value
    lines = defaultdict[tuple[str, str], list[str]](list)
    for place, values in sorted(by_place.items()):
        alike = len(set(values.values())) == 1 and set(by_place.get(place.rpartition(".")[0], {})) == set(values)
        if alike and set(values.values()) != {THERE} and not place.startswith(REASONED):
            continue
        thing, said = _THING.fullmatch(place).groups()  # type: ignore[union-attr]
        for value in sorted(set(values.values()) - NOTHING):
            letters = "".join(letter if values.get(letter) == value else "·" for letter in told)
            lines[thing, letters].append(said if value == THERE else f"{said} = {value}".strip())
    return [_line(letters, thing, parts) for (thing, letters), parts in lines.items()]


def _line(letters: str, thing: str, parts: list[str]) -> str:
    said = "; ".join(part for part in parts if part)
    return f"{letters}  {thing}" + (f" {said}" if said.startswith("=") else f": {said}" if said else "")
