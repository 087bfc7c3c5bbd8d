"""The names a file gives and the names it uses, compared once the whole file is read."""

from typing import Final

from server.domain.tracing import ACYCLIC, LinkKind, Subject, SubjectKind, would_loop
from server.imports.problems import Notes

_TWICE: Final = {"key": "key_twice"}


class Ledger:
    """Everything declared and referred to, by kind: `key` (findings, results, requirements), `task`, `unit`, `situation`."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._declared: dict[tuple[str, str], int] = {}
        self._referred: list[tuple[str, str, int]] = []
        self._links: dict[LinkKind, list[tuple[Subject, Subject]]] = {kind: [] for kind in ACYCLIC}

    def declare(self, kind: str, name: str, line: int) -> None:
        """Enter a name; a second one of the same kind is noted."""
        if (kind, name) in self._declared:
            values = {"code" if kind == "key" else "name": name}
            self._notes.add(line, _TWICE.get(kind, "name_twice"), **values)
        self._declared.setdefault((kind, name), line)

    def refer(self, kind: str, name: str, line: int) -> None:
        """Remember that `name` must have been declared, before or after this line."""
        self._referred.append((kind, name, line))

    def trace(self, source: str, target: str, kind: LinkKind, line: int) -> None:
        """Enter a link between keys; one that makes a key its own origin is noted."""
        self.refer("key", target, line)
        if kind not in ACYCLIC:
            return
        ends = Subject(SubjectKind.REQUIREMENT, source), Subject(SubjectKind.REQUIREMENT, target)
        if would_loop(self._links[kind], *ends):
            self._notes.add(line, "trace_loop", code=source)
        self._links[kind].append(ends)

    def check(self) -> None:
        """Note every name that is used and never given."""
        for kind, name, line in self._referred:
            if (kind, name) not in self._declared:
                values = {"code" if kind == "key" else "name": name}
                self._notes.add(line, f"{kind}_unknown", **values)
