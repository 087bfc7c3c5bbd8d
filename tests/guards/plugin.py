"""Runs tests to learn which guards each passes, or takes guards away one at a time until a test fails."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any, cast

import pytest
from _pytest.runner import runtestprotocol

from tests.guards import switch
from tests.guards.findings import Earlier, Passes, Report, Share, parts_of
from tests.guards.sites import Site, all_sites

switch.install()

PATIENCE = 120.0
"""Seconds after which a test that waits for what a missing guard prevents has failed."""


PACKAGES = ("policy", "services", "exports", "leaks", "web", "realtime")
"""The quickest first."""


class TooLong(BaseException):
    """A test did not end."""


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


def _succeeds(item: pytest.Item) -> bool:
    """Run one test. What is made for it alone is made anew, what is made for its module and wider is kept for the next."""
    module = cast(pytest.Item, item.parent)  # only what it belongs to is asked
    _tear_down(item, but_for=item)
    try:
        with _patience():
            reports = runtestprotocol(item, log=False, nextitem=module)
    except TooLong:
        _tear_down(item)
        return False
    return all(report.passed for report in reports)


def _tear_down(item: pytest.Item, but_for: pytest.Item | None = None) -> None:
    """Undo what was made for tests, but for what a test can go on with. What fails then says nothing of the next."""
    with suppress(Exception):
        item.session._setupstate.teardown_exact(but_for)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _stands_alone(item: pytest.Item) -> bool:
    """Whether nothing is made for a test: what it did while all guards were there it would do again."""
    return not set(getattr(item, "fixturenames", ())) - {
        "request",
        *getattr(getattr(item, "callspec", None), "params", ()),
    }


class Learning:
    """The loop over tests that notes which guards each passes and how long it takes; it goes on where an earlier one ended."""

    def __init__(self, config: pytest.Config) -> None:
        self.share = Share.parse(config.getoption("--guards-share"))
        self.file = Path(config.getoption("--guards-passes"))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests of this share's files that are not known as they are now."""
        known = Passes.read(*parts_of(self.file))
        files = sorted({item.path for item in session.items})
        mine = set(self.share.of(files))
        items = [one for one in session.items if one.path in mine and not known.knows(one.nodeid, one.path)]
        learned = Passes()
        try:
            for item in items:
                self._learn(item, learned)
        finally:
            _tear_down(session.items[0])
            if items:
                learned.save(self.share.part(self.file))
        _say(f"{len(items)} tests learned, {len(learned.guards())} guards passed")
        return True

    def _learn(self, item: pytest.Item, learned: Passes) -> None:
        switch.SWITCH.passed.clear()
        began = time.process_time()
        assert _succeeds(item), f"{item.nodeid} fails although every guard is there"
        learned.add(item.nodeid, item.path, time.process_time() - began, switch.SWITCH.passed)


class TakingAway:
    """The loop over guards, instead of pytest's own over tests."""

    def __init__(self, config: pytest.Config) -> None:
        self.file = Path(config.getoption("--guards-report"))
        self.only: str = config.getoption("--guards-only")
        self.share = Share.parse(config.getoption("--guards-share"))
        self.budget: float = config.getoption("--guards-budget")
        self.passes = Passes.read(*parts_of(Path(config.getoption("--guards-passes"))))
        self.earlier = Earlier.read(*parts_of(self.file))
        self.report = Report()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take each guard of this share away in turn. What an earlier run found for the same code stands.

        The tests of one package have their turn after those of another: what is made for a package is made once for all guards.
        """
        items = {item.nodeid: item for item in session.items}
        sites = self.share.of([site for site in all_sites() if self.only in site.name])
        settled = self.earlier.settled
        self.report.noticed |= {site.name: settled[site.name] for site in sites if site.name in settled}
        waiting = [site for site in sites if site.name not in settled]
        concerned = {site.name: [one for one in self.passes.tests_for(site) if one in items] for site in waiting}
        self.report.never_passed = [name for name, tests in concerned.items() if not tests]
        before = {name: [self.earlier.noticed.get(name, "")] for name in concerned}
        for package in PACKAGES:
            self._take_turns(waiting, before, package, items)
        for package in PACKAGES:
            at_home = [site for site in waiting if site.module.split(".")[1] == package]
            self._take_turns(at_home, concerned, package, items)
        for package in PACKAGES:
            elsewhere = [site for site in waiting if site.module.split(".")[1] != package]
            self._take_turns(elsewhere, concerned, package, items)
        _tear_down(session.items[0])
        return True

    def _take_turns(
        self, sites: list[Site], tests: dict[str, list[str]], package: str, items: dict[str, pytest.Item]
    ) -> None:
        """Take away each guard that nobody has missed yet, before the tests of one package."""
        for name in [site.name for site in sites if site.name not in self.report.noticed]:
            chosen = [items[one] for one in tests[name] if one.startswith(f"tests/{package}/") and one in items]
            noticed_by, tried = self._take_away(name, chosen)
            if noticed_by:
                self.report.noticed[name] = noticed_by
                self.report.survived.pop(name, None)
            elif name not in self.report.never_passed:
                self.report.survived[name] = self.report.survived.get(name, 0) + tried
            self.report.save(self.share.part(self.file))

    def _take_away(self, name: str, tests: list[pytest.Item]) -> tuple[str, int]:
        """Return the test that noticed, or nothing, and how many were tried."""
        until = time.process_time() + self.budget
        for tried, item in enumerate(tests, start=1):
            if self._notices(item, name):
                return item.nodeid, tried
            if time.process_time() > until:
                return "", tried
        return "", len(tests)

    def _notices(self, item: pytest.Item, name: str) -> bool:
        """Whether a test fails without the guard and passes with it.

        When it fails with it too, or did not come by the guard because what it stands on was made before, both are asked again
        on what is made anew.
        """
        fails, passed = self._fails_without(item, name)
        if passed and not fails:
            return False
        if fails and (_stands_alone(item) or _succeeds(item)):
            return True
        return self._notices_anew(item, name)

    def _notices_anew(self, item: pytest.Item, name: str) -> bool:
        _tear_down(item)
        fails, _ = self._fails_without(item, name)
        _tear_down(item)
        return fails and _succeeds(item)

    def _fails_without(self, item: pytest.Item, name: str) -> tuple[bool, bool]:
        """Whether it fails, and whether it came by the guard."""
        switch.SWITCH.passed.clear()
        with switch.SWITCH.without(name):
            fails = not _succeeds(item)
        return fails, name in switch.SWITCH.passed


def pytest_addoption(parser: pytest.Parser) -> None:
    """What is kept where, and which guards are taken away."""
    parser.addoption("--guards-passes", required=True)  # which tests pass which guard
    parser.addoption("--guards-report")  # without it, this is learned
    parser.addoption("--guards-only", default="")
    parser.addoption("--guards-share", default="1/1")
    parser.addoption("--guards-budget", type=float, default=60.0)  # seconds of the processor for a guard and a package


def pytest_configure(config: pytest.Config) -> None:
    """Put the loop in."""
    loop = TakingAway(config) if config.getoption("--guards-report") else Learning(config)
    config.pluginmanager.register(loop, "guards")


def pytest_collection_modifyitems(config: pytest.Config, items: list[Any]) -> None:
    """One kind of database is enough: the guards stand above it."""
    items[:] = [item for item in items if "postgresql" not in item.name and "chromium_path" not in item.fixturenames]
