"""Journeys: a first project begins from a template or from a document of one's own."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.person import Person
from tests.pdf_words import pages_of

pytestmark = pytest.mark.browser

A_PDF_TAKES = 240_000
"""Milliseconds within which a busy machine has set a PDF."""

DOCUMENT = """# Portail de l’atelier

Ce document dit ce que nous attendons du portail.

## Fermer et ouvrir

Le portail doit se fermer en moins de 20 secondes.

- Le portail doit s’arrêter dès qu’un obstacle le touche.
- Voir la [notice](https://exemple.fr/notice).

## Délais

| Étape | Date |
| --- | --- |
| Essai | mars |
| Pose | mai |
"""


def test_a_first_project_goes_from_a_template_to_a_pdf(claire: Person) -> None:
    page = claire.page
    page.goto(f"{claire.url}/projets")
    page.get_by_role("link", name="Commencer un projet").click()
    claire.await_life()
    page.get_by_role("radio", name="GPAO, module de planification").check(force=True)
    expect(page.get_by_role("complementary")).to_contain_text("Pour quoi faire")
    page.get_by_label("Nom du projet").fill("Planification du site nord")
    page.get_by_role("button", name="Créer le projet").click()
    expect(page).to_have_url(re.compile("/s/[^/]+/accueil"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour Claire")

    claire.specification = re.findall("/s/([^/]+)", page.url)[0]
    claire.go()
    first = page.locator("article.req").first
    expect(first.locator(".st")).to_have_text("Brouillon")
    title = first.locator("h3").text_content() or ""
    claire.append(claire.statement(title), " Chez nous aussi.")
    claire.expect_saved()
    claire.go()
    expect(claire.statement(title)).to_contain_text("Chez nous aussi.")
    address = f"{claire.url}/api/specifications/{claire.specification}/files/pdf"
    answer = page.request.get(address, timeout=A_PDF_TAKES)
    assert "Chez nous aussi." in " ".join("".join(pages_of(answer.body())).split())
    page.goto(f"{claire.url}/projets")
    expect(page.get_by_role("main")).to_contain_text("Planification du site nord")


def test_a_document_of_ours_becomes_a_specification_in_the_interface(claire: Person, tmp_path: Path) -> None:
    document = tmp_path / "portail.md"
    document.write_text(DOCUMENT, "utf-8")
    page = claire.page
    page.goto(f"{claire.url}/nouveau")
    claire.await_life()

    page.get_by_role("radio", name="Un document à nous, en Markdown").check(force=True)
    old = tmp_path / "ancien.md"
    old.write_text(DOCUMENT, "cp1252")
    _choose(page, old)
    expect(page.get_by_role("alert")).to_contain_text("n’est pas un texte en UTF-8")
    barrier = tmp_path / "cahier 3.md"
    barrier.write_text("Bonjour.\n\n## Barrière du quai\n\nTexte.\n", "utf-8")
    _choose(page, barrier)
    expect(page.get_by_label("Nom du projet")).to_have_value("Barrière du quai")
    _choose(page, document)
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="portail.md")).to_contain_text("2 exigences reconnues")
    expect(page.get_by_label("Nom du projet")).to_have_value("Portail de l’atelier")
    page.get_by_role("button", name="Créer le projet").click()
    expect(page).to_have_url(re.compile("/s/[^/]+/accueil"))

    claire.specification = re.findall("/s/([^/]+)", page.url)[0]
    claire.go()
    sheet = page.get_by_role("main")
    expect(sheet.get_by_role("heading", level=2, name="Fermer et ouvrir")).to_be_visible()
    expect(page.locator("article.req")).to_have_count(2)
    expect(page.locator("article.req .stmt").first).to_contain_text("se fermer en moins de 20 secondes")
    expect(sheet.get_by_role("link", name="notice")).to_have_attribute("href", "https://exemple.fr/notice")
    expect(sheet.get_by_role("cell", name="mars")).to_have_count(1)


def _choose(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choisir le fichier…").click()
    chooser.value.set_files(file)
