"""Journeys: the phone in the workshop, from the square on the wall to « votre remarque a changé… »."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Opening
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

TITLE = "Expliquer pourquoi un OF a été déplacé"
SAID = "La nuit, personne ne peut me dire pourquoi l’OF est parti."
PHONE = {"viewport": {"width": 360, "height": 780}, "has_touch": True, "is_mobile": True}


def test_an_operators_remark_written_without_network_changes_a_requirement(
    people: Opening, claire: Person, nadia: Person
) -> None:
    address, code = _card(claire, "Yanis Bertin")
    yanis = people("Yanis", enter=False, **PHONE)
    page = yanis.page

    page.goto(f"{claire.url}/atelier/{address.rpartition('/')[2]}")
    with yanis.expecting("422"):
        _type_code(page, "0000 0000")
        expect(page.get_by_role("alert")).to_contain_text("n’ouvre pas ici")
    _type_code(page, code)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mes tâches")
    _fits(page)
    page.get_by_role("link", name="Monter").click()
    _go_to_function(page)
    page.evaluate("navigator.serviceWorker.ready")
    page.locator("summary").click()
    page.get_by_text("Ça me gêne").click()
    _fits(page)

    with yanis.expecting("ERR_INTERNET_DISCONNECTED"):
        yanis.context.set_offline(True)
        page.get_by_label("Dites-le avec vos mots").fill(SAID)
        page.locator("input[type=file]").set_input_files(
            {"name": "poste.jpg", "mimeType": "image/jpeg", "buffer": _photo()}
        )
        page.get_by_text("Par Nadia Ferrand").click()
        page.get_by_role("button", name="Envoyer").click()
        expect(page.get_by_text("1 remarque à envoyer")).to_be_visible()
        page.get_by_role("link", name="Mes remarques").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Pas de réseau")
        yanis.context.set_offline(False)
    page.get_by_role("link", name="Réessayer").click()
    expect(page.locator("a.task")).to_have_count(1)
    page.locator("a.task").click()
    expect(page.get_by_text("Relayée par Nadia Ferrand")).to_be_visible()
    expect(page.locator("img.photo-sent")).to_have_js_property("complete", True)

    nadia.go()
    nadia.requirement(TITLE).locator("h3").click()
    heard = nadia.page.locator(".context .thread", has_text=SAID)
    expect(heard).to_contain_text("Yanis Bertin")
    claire.go()
    claire.append(claire.statement(TITLE), " La nuit aussi.")
    claire.expect_saved()
    claire.requirement(TITLE).locator("h3").click()
    thread = claire.page.locator(".context .thread", has_text=SAID)
    expect(thread).to_contain_text("relayé par Nadia Ferrand")
    expect(thread).not_to_contain_text("Yanis")
    expect(thread.locator("img.thread-photo")).to_be_visible()
    thread.get_by_role("button", name="Clore avec une suite").click()
    ending = claire.page.get_by_role("dialog")
    ending.get_by_text("Modifie l’exigence").click()
    ending.get_by_label("En une phrase, pour ceux qui ont écrit").fill("Le poste de nuit doit le lire aussi.")
    ending.get_by_role("button", name="Clore le fil").click()
    expect(ending).to_be_hidden()

    page.get_by_role("link", name="Mes tâches").click()
    page.get_by_role("link", name="Votre remarque a changé le texte").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Votre remarque a changé PLA-")
    expect(page.locator(".ba ins")).to_contain_text("La nuit aussi.")
    expect(page.get_by_text("Le poste de nuit doit le lire aussi.")).to_be_visible()
    _fits(page)
    page.get_by_role("button", name="Oui").click()
    expect(page.get_by_text("Vous avez dit que c’est bien cela.")).to_be_visible()
    page.get_by_role("link", name="Mes tâches").click()
    expect(page.locator("a.task.news")).to_have_count(0)


def _card(pilot: Person, name: str) -> tuple[str, str]:
    """Add somebody who assembles and has no e-mail address; return the address and the code of their card."""
    page = pilot.go("/personnes")
    page.get_by_role("button", name="Inviter quelqu’un").click()
    asked = page.get_by_role("dialog")
    asked.get_by_label("Nom", exact=True).fill(name)
    asked.get_by_text("Sans courriel : avec une fiche et un code").click()
    asked.get_by_role("button", name="Choisir Organisation").click()
    page.get_by_role("option", name="Métallerie Vauclair").click()
    asked.get_by_role("button", name=re.compile("Rôle")).click()
    page.get_by_role("option", name="salarié·e", exact=True).click()
    asked.locator(".chip-tick", has_text="Monter").click()
    asked.get_by_role("button", name="Ajouter sans courriel").click()
    expect(asked).to_be_hidden()
    cards = page.locator("[data-section=cards]")
    cards.get_by_text(name).click()
    cards.get_by_role("button", name="Faire et imprimer les fiches").click()
    expect(page.locator("svg.qr").first).to_be_visible()
    card = page.locator(".entry-card", has_text=name)
    return card.locator(".address").inner_text(), card.locator(".code").inner_text()


def _type_code(page: Page, code: str) -> None:
    page.get_by_label("Votre code, huit chiffres").fill(code)
    page.get_by_role("button", name="Entrer").click()


def _go_to_function(page: Page) -> None:
    """Go on from function to function until this one is there."""
    expect(page.locator("form.remark")).to_be_visible()
    while page.get_by_role("heading", level=1).inner_text() != TITLE:
        before = page.url
        page.get_by_role("link", name="Suivante").click()
        expect(page).not_to_have_url(before)


def _photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2400, 1800), "gray").save(out, "JPEG")
    return out.getvalue()


def _fits(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url
