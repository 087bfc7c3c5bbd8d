"""Every screen of the manifest speaks the language of who reads it, which one chooses at the door and in the account."""

import re
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser

from server.domain.words import catalogue
from tests.screens import product as products
from tests.screens.conftest import Audience
from tests.screens.opening import every_state, open_state
from tests.screens.product import Product
from tests.screens.state import LUCIE, State

FRONT: Final = Path(__file__).resolve().parents[2] / "frontend" / "src" / "i18n"
PAIR: Final = re.compile(r'\[\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)",?\s*\]')
FEWEST: Final = 400
NAMES_OF_THE_DEMO: Final = {"Monter", "Par étapes", "Ne rien faire"}
"""A task of the demo, and the first options of its cases, bear these names, which are also words of the tool."""


@pytest.fixture(scope="session")
def french_only() -> frozenset[str]:
    """Every sentence that the tool says otherwise in English: the server's catalogue and the front end's."""
    catalogues = FRONT.glob("*.ts")
    front = [tuple(found) for one in catalogues for found in PAIR.findall(one.read_text(encoding="utf-8"))]
    assert len(front) > FEWEST, "the front end's catalogues were not understood"
    pairs = [*catalogue().values(), *front]
    return frozenset(_plain(pair[0]) for pair in pairs) - {_plain(pair[1]) for pair in pairs} - NAMES_OF_THE_DEMO


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


@every_state
def test_a_screen_speaks_english_to_who_reads_english(
    state: State, audience: Audience, product: Product, probes: str, french_only: frozenset[str]
) -> None:
    page = audience.page(state.who, "en")
    found = open_state(page, product, state)
    page.evaluate(probes)

    found += [f"unfilled: {one}" for one in page.evaluate("() => probe.unfilled()")]
    found += [f"French: {one}" for one in page.evaluate("() => probe.words()") if _plain(one) in french_only]
    found += [] if page.locator("html").get_attribute("lang") == "en" else ["the page does not say it is in English"]

    assert found == []


def test_the_door_speaks_the_language_one_chooses(browser: Browser, product: Product) -> None:
    context = products.desk(browser)
    page = context.new_page()
    page.goto(product.at("/entrer"))
    heard = [page.locator("html").get_attribute("lang")]

    for language in ("en", "fr"):
        page.click(".door-foot button")
        page.wait_for_selector(f"html[lang={language}]")
        heard.append(page.locator("h1").inner_text())

    context.close()
    assert heard == ["fr", "Sign in", "Entrer"]


def test_language_and_theme_are_chosen_in_the_account_and_kept(audience: Audience, product: Product) -> None:
    page = audience.page(LUCIE, "fr")
    page.goto(product.at("/compte"))

    page.get_by_role("radio", name="English").click()
    page.wait_for_selector("html[lang=en]")
    page.get_by_role("radio", name="Dark").click()
    page.wait_for_selector("html[data-theme=dark]")
    page.goto(product.at("/projets"))

    kept = page.locator("html[lang=en][data-theme=dark]").count()
    page.goto(product.at("/compte"))
    page.get_by_role("radio", name="Français").click()
    page.wait_for_selector("html[lang=fr]")
    page.get_by_role("radio", name="Comme l’appareil").click()
    page.wait_for_selector("html:not([data-theme=dark])")
    assert kept == 1
