"""Journey: a consultant brings in field notes, turns one into a requirement, and is helped with its wording."""

import re
from io import BytesIO

import pytest
import xlsxwriter
from playwright.sync_api import Locator, expect

from tests.journeys.person import Person

pytestmark = pytest.mark.browser

ROWS = [
    ["Relevés de terrain, novembre"],
    ["Ce qui a été vu", "Comment on le sait", "Gravité", "N° de fiche"],
    ["Le plan change sans que le quai le sache", "observation", "forte", "F-12"],
    ["Les étiquettes se recopient à la main", "ouï-dire", "moyenne", "F-13"],
    ["=1+1", "mesure", "faible", "F-14"],
]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def notes() -> bytes:
    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    page = book.add_worksheet("Relevés")
    for place, row in enumerate(ROWS):
        for at, cell in enumerate(row):
            page.write_string(place, at, cell)
    book.close()
    return held.getvalue()


def say_what_columns_are(person: Person, mapping: Locator) -> None:
    for column, field in (("Ce qui a été vu", "Titre"), ("Comment on le sait", "Preuve")):
        mapping.get_by_role("row", name=column).get_by_role("button").click()
        person.page.get_by_role("option", name=field, exact=True).click()
    person.choose(mapping, "Registre", "travail")


def test_field_notes_come_in_line_by_line_and_one_becomes_a_requirement_that_is_helped_with_its_wording(
    nadia: Person,
) -> None:
    page = nadia.go("/origines")
    page.get_by_role("link", name="Importer un tableau").click()
    page.locator("input[type=file]").set_input_files({"name": "notes.xlsx", "mimeType": XLSX, "buffer": notes()})

    mapping = page.get_by_role("region", name="Ce que dit chaque colonne")
    say_what_columns_are(nadia, mapping)
    preview = page.get_by_role("region", name="Ce que cela donnera")
    expect(preview).to_contain_text("2 lignes bonnes, 1 à corriger, 0 déjà là.")
    expect(preview).to_contain_text("Gardé en note : N° de fiche : F-12")
    wrong = preview.get_by_role("textbox", name="Comment on le sait, ligne 4")
    expect(preview).to_contain_text("« ouï-dire » n’est pas l’un des mots possibles.")
    wrong.fill("entretien")
    wrong.press("Tab")
    expect(preview).to_contain_text("3 lignes bonnes, 0 à corriger, 0 déjà là.")
    preview.get_by_text("=1+1").click()
    preview.get_by_role("button", name="Importer 2 lignes").click()
    done = page.get_by_role("status").filter(has_text="2 lignes importées.")
    expect(done).to_be_visible()

    done.get_by_role("button", name="Annuler l’import").click()
    expect(page.get_by_text("L’import est annulé.")).to_be_visible()
    page.locator("input[type=file]").set_input_files({"name": "notes.xlsx", "mimeType": XLSX, "buffer": notes()})
    say_what_columns_are(nadia, mapping)
    preview.get_by_role("button", name="Importer 2 lignes").click()
    page.get_by_role("link", name="Voir", exact=True).click()

    finding = page.get_by_role("article", name=ROWS[2][0])
    expect(finding).to_contain_text("N° de fiche")
    finding.get_by_role("link", name="En faire une exigence").click()
    form = page.get_by_role("region", name="Nouvelle exigence")
    form.get_by_role("textbox", name="Fonction").fill("Prévenir le quai")
    form.get_by_label("Énoncé").fill("Le quai sera prévenu rapidement.")
    expect(form.get_by_text("On ne sait pas qui le fait")).to_be_visible()
    form.get_by_text("Un mot flou").click()
    expect(form).to_contain_text("Plutôt : en moins de … secondes.")
    nadia.choose(form, "Partie du cahier des charges", "6.2 Réagir aux aléas")
    form.get_by_role("button", name="Mettre en discussion").click()
    expect(page).to_have_url(re.compile(r"/s/[^/]+#r-"))

    nadia.await_life()
    statement = nadia.write(nadia.statement("Prévenir le quai"))
    expect(statement.locator(".remarked")).to_have_text(["sera prévenu", "rapidement"])
    expect(page.locator(".wording-line")).to_contain_text("On ne sait pas qui le fait")
    statement.press("ControlOrMeta+A")
    statement.press_sequentially("Le module doit prévenir le quai.")
    expect(page.locator(".wording-line")).to_have_text("Rédaction : rien à remarquer.")
    expect(statement.locator(".remarked")).to_have_count(0)
