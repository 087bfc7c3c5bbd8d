"""What journeys share: one Chromium, one demo installation per module, and people who open browsers of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.chromium import ARGUMENTS
from tests.journeys.house import Installation, copy_of
from tests.journeys.person import PATIENCE, Person

expect.set_options(timeout=PATIENCE * 1000)

Opening = Callable[..., Person]
"""`people(name, **context options)` opens a browser for somebody of the demo, signed in; `people(name, enter=False)` does not."""


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a demo that was started once and stopped; to be copied."""
    data = tmp_path_factory.mktemp("demo") / "data"
    data.mkdir()
    first = Installation(data)
    first.start()
    first.stop()
    return data


@pytest.fixture(scope="module")
def house(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The demo, running, for this module alone."""
    made = copy_of(demo_data, tmp_path_factory.mktemp("house") / "data")
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="package")
def chromium(chromium_path: Path) -> Iterator[Browser]:
    """The real browser; contexts inside it are as apart as two computers."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def people(house: Installation, chromium: Browser) -> Iterator[Opening]:
    """Open browsers for people; at the end no page may have met an error, a policy violation or a failing server."""
    opened: list[Person] = []

    def open_for(name: str, *, enter: bool = True, **options: Any) -> Person:
        person = Person(name, chromium, house, **options)
        opened.append(person)
        if enter:
            person.enter()
        return person

    yield open_for
    trouble = [line for person in opened for line in person.trouble]
    for person in opened:
        person.leave()
    assert not trouble, "\n".join([*trouble, house.log[-3000:]])


@pytest.fixture
def claire(people: Opening) -> Person:
    """A pilot, seat of work."""
    return people("Claire")


@pytest.fixture
def bruno(people: Opening) -> Person:
    """A pilot, seat of production."""
    return people("Bruno")


@pytest.fixture
def samir(people: Opening) -> Person:
    """An employee."""
    return people("Samir")


@pytest.fixture
def nadia(people: Opening) -> Person:
    """The consultant on work."""
    return people("Nadia")


@pytest.fixture
def anne(people: Opening) -> Person:
    """An engineer of supplier Lineval."""
    return people("Anne")


@pytest.fixture
def paul(people: Opening) -> Person:
    """An engineer of supplier Orsane."""
    return people("Paul")
