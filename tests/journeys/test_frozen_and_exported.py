"""Journeys: a version is frozen and leaves as a PDF whose contents tell the truth; a first project goes from template to PDF."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.person import Person
from tests.pdf_words import pages_of

pytestmark = pytest.mark.browser

A_PDF_TAKES = 240_000
"""Milliseconds within which a busy machine has set a PDF."""


def test_a_pilot_freezes_and_exports_a_pdf_whose_labels_contents_and_links_are_true(
    bruno: Person, claire: Person
) -> None:
    page = bruno.go("/diffuser")
    page.get_by_label("Nom de la version").fill("V2, pour relecture")
    page.get_by_role("button", name="Figer et demander à").click()
    frozen = page.get_by_role("listitem").filter(has_text="V2, pour relecture")
    expect(frozen).to_contain_text("attend l’autre siège")
    other = claire.go("/diffuser")
    other.get_by_role("button", name="Confirmer cette version").click()
    expect(other.get_by_role("listitem").filter(has_text="V2, pour relecture")).to_contain_text("confirmée")

    pdf = _export(page, "V2, pour relecture")

    _demand_true(pdf, "Version 1")
    assert _export(other, "V2, pour relecture") == pdf


def _export(page: Page, version: str) -> bytes:
    frozen = page.get_by_role("listitem").filter(has_text=version)
    frozen.get_by_role("button", name="Exporter").click()
    with page.expect_download(timeout=A_PDF_TAKES) as download:
        frozen.get_by_role("link", name="Télécharger").click()
    return Path(download.value.path()).read_bytes()


def _demand_true(pdf: bytes, name: str) -> None:
    """Every page carries a label and its number, the contents give real pages, and every link leads to a page."""
    texts = pages_of(pdf)
    count = len(texts)
    assert name in texts[0]
    assert "Version de travail" not in texts[0]
    assert all(re.search(r"N[0-4] \w+", text) for text in texts)
    assert [f"page {number} / {count}" in " ".join(text.split()) for number, text in enumerate(texts, 1)] == [
        True
    ] * count
    with pikepdf.open(BytesIO(pdf)) as book:
        places = {page.obj.objgen: number for number, page in enumerate(book.pages, 1)}
        for page in book.pages:
            for link in page.get("/Annots", pikepdf.Array()):
                assert _aim(link, book) in places or _leaves(link)
        contents = [link for link in book.pages[1].get("/Annots", pikepdf.Array()) if "/Dest" in link]
        aims = {places[link.Dest[0].objgen] for link in contents}
    printed = {int(word) for word in re.findall(r"(?<!/ )\b(\d+)$", texts[1], re.MULTILINE)}
    assert aims
    assert aims <= printed


def _aim(link: pikepdf.Object, book: pikepdf.Pdf) -> tuple[int, int] | None:
    found = link.get("/Dest")
    return found[0].objgen if isinstance(found, pikepdf.Array) else None


def _leaves(link: pikepdf.Object) -> bool:
    action = link.get("/A")
    return action is not None and str(action.get("/URI", "")).startswith(("https://", "http://", "mailto:"))
