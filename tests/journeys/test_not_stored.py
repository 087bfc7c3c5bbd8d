"""Journeys: the server's disk is full, or its database restarts, while someone types; a calm notice says so, and goes when everything
is stored."""

import re
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.chaos.postgres import Postgres, own_postgres
from tests.journeys.house import Installation
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

TITLE = "Montrer la semaine à l’entrée de l’atelier"
NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


def test_words_that_the_server_cannot_store_are_said_not_to_be_and_are_stored_once_it_can(
    house: Installation, claire: Person, bruno: Person
) -> None:
    assert house.process is not None
    claire.go()
    bruno.go()
    hers, his = claire.statement(TITLE), bruno.statement(TITLE)
    claire.append(hers, " Avant.")
    claire.expect_saved()
    bar, advice = (
        claire.page.locator("[data-saved]"),
        claire.page.locator(".notices").get_by_text("laissez cette page ouverte"),
    )

    with claire.expecting("50[03]"), bruno.expecting("50[03]"):
        resource.prlimit(house.process.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        claire.page.keyboard.type(" Pendant.")
        expect(bar).to_have_text(re.compile("^Pas enregistré"))
        expect(advice).to_be_visible()
        claire.page.keyboard.type(" Encore.")
        expect(bar).to_have_text(re.compile("^Pas enregistré"))
        expect(his).not_to_contain_text("Pendant.")
        resource.prlimit(house.process.pid, resource.RLIMIT_FSIZE, NO_LIMIT)
        expect(bar).to_have_text("Tout est enregistré, et chez les autres aussi")

    expect(advice).to_have_count(0)
    expect(his).to_contain_text("Avant. Pendant. Encore.")
    claire.go()
    expect(claire.statement(TITLE)).to_contain_text("Avant. Pendant. Encore.")


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    """A database that can be stopped."""
    with own_postgres() as server:
        yield server


def test_words_typed_while_the_database_restarts_are_all_there_afterwards(
    postgres: Postgres, chromium: Browser, tmp_path: Path
) -> None:
    house = Installation(tmp_path, postgres.url)
    house.start()
    claire, bruno = Person("Claire", chromium, house).enter(), Person("Bruno", chromium, house).enter()
    claire.go()
    bruno.go()
    hers, his = claire.statement(TITLE), bruno.statement(TITLE)
    claire.append(hers, " Avant.")
    claire.expect_saved()
    bar = claire.page.locator("[data-saved]")

    with claire.expecting("50[03]"), bruno.expecting("50[03]"):
        postgres.stop(signal.SIGQUIT)
        claire.page.keyboard.type(" Pendant.")
        expect(bar).to_have_text(re.compile("^(Pas enregistré|Hors ligne, .* sur ce poste$)"))
        expect(his).not_to_contain_text("Pendant.")
        postgres.start()
        expect(bar).to_have_text("Tout est enregistré, et chez les autres aussi")

    claire.page.keyboard.type(" Après.")
    expect(his).to_contain_text("Avant. Pendant. Après.")
    claire.expect_saved()
    assert claire.trouble + bruno.trouble == []
    for person in (claire, bruno):
        person.leave()
    house.stop()
