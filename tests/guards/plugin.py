"""Runs the tests once to learn which guards each passes, then once per guard that is off, until one of them fails."""

import json
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.guards import switch
from tests.guards.sites import all_sites

switch.install()

PATIENCE = 120.0
"""Seconds after which a test that waits for what a missing guard prevents has failed."""


class TooLong(BaseException):
    """A test did not end."""


@dataclass
class Known:
    """What a test does when every guard is there."""

    item: pytest.Item
    seconds: float
    passed: set[str]


@dataclass
class Report:
    """What became of each guard: the test that noticed, or none."""

    noticed: dict[str, str] = field(default_factory=dict)
    survived: dict[str, str] = field(default_factory=dict)
    """How many of the tests that pass through the guard were tried and noticed nothing."""
    never_passed: list[str] = field(default_factory=list)

    def save(self, file: Path) -> None:
        """Keep it for whoever reads on."""
        everything = {"noticed": self.noticed, "survived": self.survived, "never_passed": self.never_passed}
        file.write_text(json.dumps(everything, ensure_ascii=False, indent=1), encoding="utf-8")


@contextmanager
def _patience() -> Iterator[None]:
    def give_up(number: int, frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _succeeds(item: pytest.Item, then: pytest.Item) -> bool:
    """Run one test, its fixtures as far as they are not there yet, and leave those that `then` needs too."""
    try:
        with _patience():
            reports = runtestprotocol(item, log=False, nextitem=then)
    except TooLong:
        item.session._setupstate.teardown_exact(None)
        return False
    return all(report.passed for report in reports)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _is_about(item: pytest.Item, name: str) -> bool:
    """Whether a test was written for the module of a guard: it is called after it, or shows all that the gate reveals."""
    module, stem = name.partition(" · ")[0], item.path.stem.removeprefix("test_")
    return stem in module.split(".") or (stem == "views" and module.startswith("server.policy"))


class Guards:
    """The loop over guards, instead of pytest's own over tests."""

    def __init__(self, config: pytest.Config) -> None:
        self.file = Path(config.getoption("--guards-report"))
        self.only: str = config.getoption("--guards-only")
        self.share = tuple(map(int, config.getoption("--guards-share").split("/")))
        self.budget: float = config.getoption("--guards-budget")
        self.report = Report()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn, then take each guard away in turn."""
        known = self._learn(session.items)
        part, of = self.share
        names = [site.name for site in all_sites() if self.only in site.name]
        for name in names[part - 1 :: of]:
            self._take_away(name, known)
            self.report.save(self.file)
        session.items[-1].session._setupstate.teardown_exact(None)
        return True

    def _learn(self, items: list[pytest.Item]) -> list[Known]:
        known: list[Known] = []
        for item, then in zip(items, [*items[1:], items[-1]], strict=True):
            switch.SWITCH.passed.clear()
            began = time.process_time()
            assert _succeeds(item, then), f"{item.nodeid} fails although every guard is there"
            known.append(Known(item, time.process_time() - began, set(switch.SWITCH.passed)))
        _say(f"{len(known)} tests, {len(set().union(*(one.passed for one in known)))} guards passed")
        return sorted(known, key=lambda one: one.seconds * (1 + len(one.passed)))

    def _take_away(self, name: str, known: list[Known]) -> None:
        concerned = sorted((one for one in known if name in one.passed), key=lambda one: not _is_about(one.item, name))
        if not concerned:
            self.report.never_passed.append(name)
            _say(f"NEVER PASSED  {name}")
            return
        until, tried = time.process_time() + self.budget, 0
        for one in concerned:
            tried += 1
            with switch.SWITCH.without(name):
                noticed = not _succeeds(one.item, one.item)
            if noticed and self._is_sure(name, one.item, self._elsewhere(one.item, known)):
                self.report.noticed[name] = one.item.nodeid
                return
            if time.process_time() > until:
                break
        self.report.survived[name] = f"{tried} of {len(concerned)}"
        _say(f"SURVIVED {tried} of {len(concerned)} tests  {name}")

    def _is_sure(self, name: str, item: pytest.Item, elsewhere: pytest.Item) -> bool:
        """Whether the test fails without the guard and passes with it, each time on what is made anew for it."""
        state = item.session._setupstate
        state.teardown_exact(elsewhere)
        passes = _succeeds(item, elsewhere)
        with switch.SWITCH.without(name):
            fails = not _succeeds(item, elsewhere)
        return passes and fails

    def _elsewhere(self, item: pytest.Item, known: list[Known]) -> pytest.Item:
        """A test of another package: what is made for a whole package is made anew, what is made once is kept."""
        return next(one.item for one in known if one.item.path.parent != item.path.parent)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the report goes, and which guards are taken away."""
    parser.addoption("--guards-report", required=True)
    parser.addoption("--guards-only", default="")
    parser.addoption("--guards-share", default="1/1")
    parser.addoption("--guards-budget", type=float, default=120.0)  # seconds of the processor for each guard


def pytest_configure(config: pytest.Config) -> None:
    """Put the loop in."""
    config.pluginmanager.register(Guards(config), "guards")


def pytest_collection_modifyitems(config: pytest.Config, items: list[Any]) -> None:
    """One kind of database is enough: the guards stand above it."""
    items[:] = [item for item in items if "postgresql" not in item.name and "chromium_path" not in item.fixturenames]
