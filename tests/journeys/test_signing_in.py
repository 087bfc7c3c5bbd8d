"""Journeys: coming in by e-mail, with a link that only a press consumes, or with six digits."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Opening
from tests.journeys.house import Installation
from tests.journeys.person import Person

pytestmark = pytest.mark.browser


ADDRESS = "lucie.bonnaud@vauclair.example"


def test_a_mailed_link_shows_a_button_that_alone_signs_in_and_serves_once(house: Installation, people: Opening) -> None:
    lucie = people("Lucie", enter=False)
    body = _ask(lucie, house)
    link = re.search(r"http://\S+/entrer/\S+", body)
    assert link is not None
    assert "module" not in body.lower()

    # A mail scanner opens the link first: nothing is consumed.
    scanner = people("Lucie", enter=False)
    assert scanner.page.request.get(link.group()).status == 200
    page = lucie.page
    page.goto(link.group())
    expect(page.get_by_role("button", name="Entrer")).to_have_count(1)
    page.goto(f"{house.url}/projets")
    expect(page).to_have_url(re.compile("/entrer$"))
    page.goto(link.group())
    page.get_by_role("button", name="Entrer").click()
    expect(page).to_have_url(re.compile("/bienvenue$"))
    expect(page.get_by_role("main")).to_contain_text("gardé avec votre nom")
    page.get_by_role("main").locator("form button.primary").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour Lucie")

    with scanner.expecting("410"):
        scanner.page.goto(link.group())
        expect(scanner.page.get_by_role("link", name="Demander un autre lien")).to_be_visible()


def test_the_code_of_the_mail_signs_in_too_after_a_wrong_one_was_refused(house: Installation, people: Opening) -> None:
    lucie = people("Lucie", enter=False)
    code = re.search(r"\b(\d{3}) ?(\d{3})\b", _ask(lucie, house))
    assert code is not None
    right = "".join(code.groups())
    wrong = f"{(int(right) + 1) % 1_000_000:06}"

    with lucie.expecting("422"):
        _type_code(lucie.page, wrong)
        expect(lucie.page.get_by_role("alert")).to_be_visible()
    _type_code(lucie.page, right)

    expect(lucie.page).to_have_url(re.compile("/(bienvenue|s/)"))


def _ask(person: Person, house: Installation) -> str:
    """Ask for a link as this person does; return the text of the mail that comes."""
    before = house.mails()
    page = person.page
    page.goto(house.url)
    expect(page).to_have_url(re.compile("/entrer$"))
    page.get_by_label("Votre adresse de courriel").fill(ADDRESS)
    page.get_by_role("main").locator("form button.primary").click()
    expect(page.get_by_label("Code")).to_be_visible()
    part = house.next_mail(before).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def _type_code(page: Page, code: str) -> None:
    page.get_by_label("Code").fill(code)
    page.get_by_role("main").locator("form button.primary").click()
