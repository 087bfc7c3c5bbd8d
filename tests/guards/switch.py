"""Which guard is off, and which guards were passed: asked by the rewritten source at each of them."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

from tests.guards.sites import guarded_files, module_of, rewritten


class Switch:
    """One guard at most is off at a time."""

    def __init__(self) -> None:
        self.off = ""
        self.passed = set[str]()

    def is_off(self, name: str) -> bool:
        """Note that this guard was passed, and tell whether it is the one that is off."""
        self.passed.add(name)
        return name == self.off

    @contextmanager
    def without(self, name: str) -> Iterator[None]:
        """Switch one guard off for a while."""
        self.off = name
        try:
            yield
        finally:
            self.off = ""


SWITCH = Switch()


class _Everything(frozenset[str]):
    """A set of compartments in which every other is contained."""

    def __ge__(self, other: object) -> bool:
        return True


def _reader_of(off: bool, reader: Any) -> Any:
    from server.domain.roles import Role
    from server.policy.reader import Reader

    if not off or not isinstance(reader, Reader):
        return reader
    return replace(reader, role=Role.STEERING_WORK, level=4, compartments=_Everything(), capped=False)


class _Rewriting(SourceFileLoader):
    """Loads a module with switches at its guards."""

    def get_code(self, fullname: str) -> CodeType:
        """Compile the rewritten source; nothing is kept on disk."""
        path = self.get_filename(fullname)
        tree, _ = rewritten(self.get_data(path).decode("utf-8"), fullname)
        code: CodeType = compile(tree, path, "exec", dont_inherit=True)
        return code


class _Finder(MetaPathFinder):
    def __init__(self) -> None:
        self._modules = {module_of(path) for path in guarded_files()}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in self._modules:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.origin is not None:
            spec.loader = _Rewriting(fullname, spec.origin)
        return spec


def install() -> None:
    """Have every module of the server that is imported from now on ask the switch at its guards."""
    import builtins

    loaded = [name for name in sys.modules if name.startswith("server.") and name.count(".") > 0]
    assert not set(loaded) & {module_of(path) for path in guarded_files()}, (
        "the server was imported before the switches"
    )
    builtins.__guard_off__ = SWITCH.is_off  # type: ignore[attr-defined]
    builtins.__reader_of__ = _reader_of  # type: ignore[attr-defined]
    sys.meta_path.insert(0, _Finder())
