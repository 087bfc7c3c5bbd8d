"""Journey: a pilot closes a statement, sees what it costs the dialogue with a supplier, and says something in its place."""

import pytest
from playwright.sync_api import expect

from tests.journeys.person import Person

pytestmark = pytest.mark.browser

FIXED = "Restituer des temps sans nom"


def test_a_pilot_sees_what_secrecy_costs_and_says_something_instead(
    claire: Person, samir: Person, anne: Person
) -> None:
    page = claire.go()
    page.get_by_role("button", name="Voir comme…").click()
    page.get_by_role("menuitem", name="Ce qui se perd vers Lineval").click()
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text("Ce qui se perd en route vers Lineval")
    expect(main).to_contain_text("Rien d’impératif n’est caché à Lineval.")
    before = page.locator(".figure b").inner_text()
    losses = page.url

    _close_statement(claire)
    page.goto(losses)
    claire.await_life()
    red = main.get_by_role("listitem").filter(has_text=FIXED).first
    expect(red).to_contain_text("impérative et cachée")
    assert page.locator(".figure b").inner_text() != before
    red.get_by_role("button", name="Écrire ce texte").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Partir de cette phrase").click()
    dialog.get_by_role("button", name="Garder ce texte").click()
    expect(main).to_contain_text("Rien d’impératif n’est caché à Lineval.")
    expect(main.get_by_role("row").filter(has_text=FIXED)).to_contain_text("remplacé par un texte")

    # An employee is told as much as they read; the supplier is told nothing.
    samir.page.goto(losses)
    expect(samir.page.get_by_role("main")).to_contain_text("Compté sur ce que vous lisez vous-même")
    with anne.expecting("40[34]"):
        answer = anne.page.goto(losses)
        assert answer is not None
        assert answer.status in {403, 404}


def _close_statement(person: Person) -> None:
    """Close the statement to the firm, as the dialog of its level does."""
    article = person.go().locator("article.req", has_text=FIXED)
    identifier = (article.get_attribute("id") or "").removeprefix("r-")
    status = person.page.evaluate(
        """async ([specification, requirement]) => {
            const at = "/api/specifications/" + specification;
            const facts = await (await fetch(at + "/requirements/" + requirement + "/facts")).json();
            const body = JSON.stringify({label_key: "N2", reason: ""});
            return (await fetch(at + "/labels/text/" + facts.requirement.statement.part_id,
                {method: "POST", headers: {"content-type": "application/json"}, body})).status;
        }""",
        [person.specification, identifier],
    )
    assert status == 200
