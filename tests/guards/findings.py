"""What is known of tests and guards, kept in files so that a long proof can be stopped and gone on with."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Self, TypeVar

from tests.conftest import ROOT
from tests.guards.sites import Site

_T = TypeVar("_T")


@cache
def code_mark() -> str:
    """What stands for the server and the tests as they are: what was found stands as long as it is the same."""
    found = sha256()
    for place in ("server", "tests"):
        for file in sorted((ROOT / place).rglob("*.py")):
            if "node_modules" not in file.parts:
                found.update(file.read_bytes())
    return found.hexdigest()


@cache
def _server_mark() -> str:
    found = sha256()
    for file in sorted((ROOT / "server").rglob("*.py")):
        found.update(file.read_bytes())
    return found.hexdigest()


@cache
def _test_mark(path: Path) -> str:
    return sha256((_server_mark() + path.read_text(encoding="utf-8")).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Share:
    """One of several processes that divide the work."""

    part_number: int
    parts: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `1/2`."""
        part, of = text.split("/")
        return cls(int(part), int(of))

    def of(self, things: Sequence[_T]) -> list[_T]:
        """What this process does of all there is to do."""
        return list(things[self.part_number - 1 :: self.parts])

    def part(self, file: Path) -> Path:
        """The file in which this process keeps what it finds."""
        return file.with_name(f"{file.stem}.{self.part_number}of{self.parts}{file.suffix}")


def parts_of(file: Path) -> list[Path]:
    """What was found before, by how many processes ever; the latest last."""
    parts = [file, *file.parent.glob(f"{file.stem}.*of*{file.suffix}")]
    return sorted((one for one in parts if one.exists()), key=lambda one: one.stat().st_mtime)


@dataclass
class Passes:
    """Which guards each test passes while all are there, and how many seconds of the processor it takes.

    A test is known as long as its file and the server are the same. A map that is behind otherwise only hides tests: what is
    said to be noticed is tried.
    """

    tests: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def read(cls, *files: Path) -> Self:
        """Read what was learned, the latest over the earlier."""
        found = cls()
        for file in files:
            found.tests |= json.loads(file.read_text(encoding="utf-8"))
        return found

    def knows(self, test: str, path: Path) -> bool:
        """Whether a test is known as it is now."""
        return test in self.tests and self.tests[test]["mark"] == _test_mark(path)

    def add(self, test: str, path: Path, seconds: float, guards: Iterable[str]) -> None:
        """Note what a test passes."""
        self.tests[test] = {"mark": _test_mark(path), "seconds": seconds, "guards": sorted(guards)}

    def guards(self) -> set[str]:
        """Every guard that a test passes."""
        return set().union(*(one["guards"] for one in self.tests.values()))

    def tests_for(self, site: Site) -> list[str]:
        """The tests that pass a guard, those that are likely to notice its absence soon first: those written for its module,
        the short ones, and those that pass few others."""

        def order(test: str) -> tuple[bool, float]:
            known = self.tests[test]
            return not _is_about(test, site.module), known["seconds"] * (1 + len(known["guards"]))

        return sorted((test for test, known in self.tests.items() if site.name in known["guards"]), key=order)

    def save(self, file: Path) -> None:
        """Keep it."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(self.tests, ensure_ascii=False), encoding="utf-8")


def _is_about(test: str, module: str) -> bool:
    """Whether a test is called after the module of a guard, or shows all that a room tells whom."""
    stem = Path(test.partition("::")[0]).stem.removeprefix("test_")
    return stem in module.split(".") or stem.startswith("every_")


@dataclass
class Report:
    """What became of each guard: the test that noticed that it was away, or none."""

    noticed: dict[str, str] = field(default_factory=dict)
    survived: dict[str, int] = field(default_factory=dict)
    """How many of the tests that pass through the guard were tried and noticed nothing."""
    never_passed: list[str] = field(default_factory=list)

    def save(self, file: Path) -> None:
        """Keep it for whoever reads on."""
        everything = {"code": code_mark(), **asdict(self)}
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(everything, ensure_ascii=False, indent=1), encoding="utf-8")


def merged(files: Iterable[Path]) -> Report:
    """Return what several processes found for the code as it is, the latest over the earlier."""
    found = Report()
    for file in files:
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["code"] == code_mark():
            found.noticed |= kept["noticed"]
            found.survived |= kept["survived"]
            found.never_passed += kept["never_passed"]
    return found


@dataclass
class Earlier:
    """What earlier runs found: `settled` for the code as it is now, `noticed` for any code, so that it is tried first."""

    settled: dict[str, str] = field(default_factory=dict)
    noticed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, *files: Path) -> Self:
        """Read what was found, the latest over the earlier."""
        found = cls()
        for file in files:
            kept = json.loads(file.read_text(encoding="utf-8"))
            found.noticed |= kept["noticed"]
            if kept["code"] == code_mark():
                found.settled |= kept["noticed"]
        return found
