"""Journeys: what requirements come from is corrected, set aside and brought back, and what is missing leads on."""

import pytest
from playwright.sync_api import expect

from tests.journeys.person import Person

pytestmark = pytest.mark.browser


def test_a_consultant_corrects_a_task_sets_a_place_aside_and_brings_it_back(nadia: Person) -> None:
    page = nadia.go("/origines")
    page.get_by_role("tab", name="Situations, tâches, lieux").click()

    page.get_by_role("button", name="Corriger Régler").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Ce que quelqu’un fait").fill("Régler les presses")
    dialog.get_by_role("button", name="Garder").click()
    expect(page.get_by_role("rowheader", name="Régler les presses")).to_be_visible()

    row = page.get_by_role("row", name="Monter")
    expect(row).to_contain_text("Montage")
    page.get_by_role("button", name="Mettre de côté Montage").click()
    expect(row).not_to_contain_text("Montage")
    page.locator(".set-aside summary").click()
    page.get_by_role("button", name="Rétablir Montage").click()
    expect(row).to_contain_text("Montage")
    expect(page.locator(".set-aside")).to_have_count(0)


def test_a_requirement_without_origin_is_tied_to_one_from_the_home_page(claire: Person) -> None:
    page = claire.go("/accueil")

    page.get_by_role("link", name="Relier").click()
    panel = page.get_by_role("complementary")
    panel.get_by_role("combobox").fill("bruit")
    page.get_by_role("option", name="bruit").click()
    panel.get_by_label("Pourquoi ce lien").fill("Vu au poste")
    panel.get_by_role("button", name="Relier").click()

    expect(panel.get_by_text("Le bruit couvre les appels")).to_be_visible()
    expect(claire.requirement("Montrer la semaine").locator(".sg-orphan")).to_have_count(0)
