"""The PDF: its contents tell the truth, its level is on every page, its links lead somewhere, and it never varies."""

import re
from io import BytesIO

import pikepdf
import pytest

from server.domain.words import Language
from server.exports import FORMATS
from server.exports.pdf.setting import PRESS
from tests.exports import editions
from tests.pdf_words import pages_of


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A three-chapter specification as the pilot sees it."""
    return FORMATS["pdf"].render(editions.edition(editions.specification(), editions.PILOT))


def test_each_line_of_the_contents_gives_the_page_its_chapter_begins_on(pdf: bytes) -> None:
    pages = pages_of(pdf)
    begins = {n: next(i for i, page in enumerate(pages, 1) if i > 2 and f"· Chapitre {n}" in page) for n in (1, 2, 3)}
    with pikepdf.open(BytesIO(pdf)) as book:
        numbers = {page.obj.objgen: number for number, page in enumerate(book.pages, 1)}
        aims = [numbers[link.Dest[0].objgen] for link in book.pages[1].Annots]
    printed = [int(word) for word in re.findall(r"^(\d+)$", pages[1], re.MULTILINE)]
    assert set(aims) >= set(begins.values())
    assert sorted(set(aims)) == sorted(set(printed[-5:]))


def test_the_level_and_the_page_number_stand_on_every_page(pdf: bytes) -> None:
    pages = pages_of(pdf)
    assert all("N0 Consultation" in page for page in pages)
    assert [f"page {n} / {len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(pages)


def test_every_link_leads_to_a_page_of_the_document(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as book:
        pages = {page.obj.objgen for page in book.pages}
        links = [a for page in book.pages for a in page.get("/Annots", pikepdf.Array()) if a.Subtype == "/Link"]
        assert len(links) > 15
        assert all("/Dest" in link and link.Dest[0].objgen in pages for link in links)


def test_the_outline_names_chapters_and_requirements(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as book, book.open_outline() as outline:
        below = [item.title for top in outline.root for item in top.children]
        assert [title for title in below if title.startswith("Chapitre")] == ["Chapitre 1", "Chapitre 2", "Chapitre 3"]


def test_the_same_edition_gives_the_same_bytes_even_from_a_cold_press() -> None:
    one = editions.edition(editions.specification(), editions.PILOT)
    first = FORMATS["pdf"].render(one)
    PRESS.clear()
    assert FORMATS["pdf"].render(one) == first


def test_metadata_names_the_title_and_nobody(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as book:
        assert set(book.docinfo) <= {"/Title", "/Producer"}
        assert str(book.docinfo["/Title"]) == "Module de planification, Version 2"
        assert str(book.Root.Lang) == "fr"


def test_english_words_surround_french_text_in_an_english_edition() -> None:
    content = editions.specification(chapters=1, each=1)
    made = FORMATS["pdf"].render(editions.edition(content, editions.PILOT, Language.ENGLISH))
    words = "".join(pages_of(made))
    assert "Contents" in words
    assert "Le module doit faire la chose" in words
