"""Journeys on a phone: reading, finding one's way, commenting and writing, with nothing wider than the screen."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Opening

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 780)])
def test_an_employee_reads_comments_and_writes_on_a_phone(people: Opening, width: int, height: int) -> None:
    title = "Expliquer pourquoi un OF a été déplacé"
    samir = people("Samir", viewport={"width": width, "height": height}, has_touch=True, is_mobile=True)
    page = samir.go("/accueil")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour Samir")
    _fits(page)
    page.get_by_label("Menu").click()
    page.locator(".phone-menu").get_by_role("link", name="Cahier des charges").click()
    samir.await_life()
    _fits(page)

    page.get_by_role("button", name="Sommaire").click()
    outline = page.get_by_role("navigation", name="Sommaire")
    expect(outline).to_be_visible()
    _fits(page)
    outline.get_by_text("6.3").click()
    expect(outline).to_be_hidden()
    expect(page.get_by_role("heading", name="Informer l’atelier")).to_be_in_viewport()

    said = f"Lu à {width} points de large."
    samir.requirement(title).locator("h3").click()
    page.get_by_role("button", name="Autour de ce passage").click()
    beside = page.get_by_role("complementary")
    expect(beside).to_be_visible()
    beside.get_by_role("button", name="Ouvrir un fil").click()
    _fits(page)
    beside.get_by_label("Votre message").fill(said)
    beside.get_by_role("button", name="Ouvrir le fil").click()
    expect(beside).to_contain_text(said)
    page.keyboard.press("Escape")
    expect(beside).to_be_hidden()

    samir.append(samir.statement(title), f" De {width}.")
    _fits(page)
    expect(page.get_by_role("toolbar")).to_be_in_viewport()
    samir.expect_saved()
    samir.go()
    expect(samir.statement(title)).to_contain_text(f"De {width}.")
    for place in ("/accueil", "/origines", "/diffuser"):
        samir.go(place)
        _fits(page)
    assert re.search("/diffuser$", page.url)


def _fits(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url
