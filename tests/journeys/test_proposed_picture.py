"""Journey: who may only propose puts a picture into the proposal; the pair sees it, and it comes into the text or goes."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from tests.journeys.person import Person
from tests.journeys.test_proposing import _put_to_sign, _submit, _written

pytestmark = pytest.mark.browser

TITLE = "Signaler une opération infaisable"
OTHER = "Expliquer pourquoi un OF a été déplacé"


def test_who_may_only_propose_puts_a_picture_into_the_proposal(claire: Person, samir: Person, tmp_path: Path) -> None:
    drawn = tmp_path / "poste-de-travail.png"
    Image.new("RGB", (320, 160), "teal").save(drawn)
    claire.go()
    for title in (TITLE, OTHER):
        _put_to_sign(claire, title)
    for title in (TITLE, OTHER):
        _propose(samir, title, drawn)
    claire.go()

    kept, gone = claire.requirement(TITLE), claire.requirement(OTHER)
    _expect_drawn(kept.locator(".redline ins img, .redline img"))
    lost = str(gone.locator(".redline img").get_attribute("src"))
    kept.locator(".proposal").get_by_role("button", name="Accepter").click()
    _expect_drawn(claire.statement(TITLE).locator("img"))
    _expect_drawn(samir.statement(TITLE).locator("img"))

    card = gone.locator(".proposal")
    card.get_by_role("button", name="Refuser, parce que…").click()
    card.get_by_label("Parce que…").fill("Sans image.")
    card.get_by_role("button", name="Refuser", exact=True).click()
    expect(samir.requirement(OTHER).locator(".proposal")).to_contain_text("Sans image.")
    for person in (claire, samir):
        assert person.context.request.get(f"{person.url}{lost}").status == 404


def _propose(person: Person, title: str, picture: Path) -> None:
    person.go()
    person.statement(title).click()
    fork = _written(person, person.requirement(title))
    person.page.keyboard.type(" Voir ")
    with person.page.expect_file_chooser() as chooser:
        person.page.get_by_role("toolbar").get_by_role("button", name=re.compile("^Image")).click()
    chooser.value.set_files(picture)
    _expect_drawn(fork.locator("img"))
    person.expect_saved()
    _submit(person, person.requirement(title), "On comprend mieux.")


def _expect_drawn(picture: Locator) -> None:
    """Wait until a picture is there and has come."""
    picture.first.scroll_into_view_if_needed()
    expect(picture.first).to_have_js_property("naturalWidth", 320)
