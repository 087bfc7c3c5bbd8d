"""Journeys: one history of a thing, facts and text together, on the text and on « Origines »."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.person import Person

pytestmark = pytest.mark.browser

TITLE = "Éditer la fiche suiveuse à jour"
NOISE = "Le bruit couvre les appels à l’usinage"


def test_facts_and_texts_of_a_requirement_are_one_history_in_time_order(claire: Person) -> None:
    page = claire.go()
    claire.append(claire.statement(TITLE), " Chaque matin.")
    claire.expect_saved()
    claire.requirement(TITLE).get_by_role("button", name="Modifier la fiche").click()
    facts = page.get_by_role("dialog")
    claire.choose(facts, "Priorité", "Souhaitable")
    claire.expect_saved()
    facts.get_by_role("button", name="Fermer", exact=True).click()
    claire.requirement(TITLE).locator("h3").click()
    claire.append(claire.requirement(TITLE).locator("[data-text=rationale]"), " Et le soir.")
    claire.expect_saved()

    page.get_by_role("tab", name="Historique").click()
    entries = page.get_by_role("list", name="Historique").get_by_role("listitem")
    expect(entries.nth(0)).to_contain_text(re.compile(r"Pourquoi\s: texte écrit.*Claire Montel", re.DOTALL))
    expect(entries.nth(1)).to_contain_text(re.compile(r"Priorité.*Souhaitable.*Claire Montel", re.DOTALL))
    expect(entries.nth(1).locator("del")).to_have_count(1)
    expect(entries.nth(2)).to_contain_text(re.compile(r"Énoncé\s: texte écrit.*Claire Montel", re.DOTALL))

    entries.nth(2).get_by_role("button", name=re.compile("^Voir ce texte")).click()
    player = page.get_by_role("region", name="Le texte au fil du temps")
    expect(player.get_by_role("heading", name="Énoncé au fil du temps")).to_be_focused()
    expect(player.locator(".moment")).to_contain_text("Chaque matin.")
    player.get_by_role("button", name="Fermer ce texte").click()
    expect(player).to_have_count(0)


def test_findings_results_and_situations_tell_their_history_with_before_and_after(nadia: Person, samir: Person) -> None:
    page = nadia.go("/origines")
    finding = page.get_by_role("article", name=NOISE)
    finding.get_by_role("button", name=re.compile("^Corriger")).click()
    nadia.choose(page.get_by_role("dialog"), "Gravité", "légère")
    page.get_by_role("dialog").get_by_role("button", name="Garder").click()
    nadia.append(finding.locator(".tale"), " Relevé lundi.")
    nadia.expect_saved()

    entries = _history(nadia, finding)
    expect(entries.nth(0)).to_contain_text(re.compile(r"Texte du constat\s: texte écrit.*Nadia Ferrand", re.DOTALL))
    expect(entries.nth(1)).to_contain_text(re.compile(r"Gravité.*Nadia Ferrand", re.DOTALL))
    expect(entries.nth(1).locator("del")).to_have_text("moyenne")
    expect(entries.nth(1).locator("ins")).to_have_text("légère")
    entries.nth(0).get_by_role("button", name=re.compile("^Voir ce texte")).click()
    expect(page.get_by_role("region", name="Le texte au fil du temps").locator(".moment")).to_contain_text(
        "Relevé lundi."
    )

    page = samir.go("/origines")
    for tab, kind in {"Simulations et résultats": "result", "Situations, tâches, lieux": "situation"}.items():
        page.get_by_role("tab", name=tab).click()
        entries = _history(samir, page.locator(f"[data-owner={kind}]").first)
        expect(entries.last).to_be_visible()
        page.get_by_role("dialog").get_by_role("button", name="Fermer, Échap").click()


def _history(person: Person, of: Locator) -> Locator:
    """Open the history of something requirements come from; return its entries, the latest first."""
    of.get_by_role("button", name=re.compile("^Historique de")).click()
    return person.page.get_by_role("dialog").get_by_role("list", name="Historique").get_by_role("listitem")
