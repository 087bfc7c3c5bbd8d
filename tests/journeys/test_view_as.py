"""Journey: « Voir comme… » shows a pilot what a supplier sees, in a session of its own that can reach no more."""

import pytest
from playwright.sync_api import expect

from tests.journeys.person import Person

pytestmark = pytest.mark.browser

OPENED = "6.3 Informer l’atelier"
SHOWN = "Expliquer pourquoi un OF a été déplacé"
HIDDEN = "Restituer des temps sans nom"


def test_a_pilot_sees_what_a_supplier_sees_and_cannot_reach_more_there(claire: Person) -> None:
    page = claire.go("/diffuser")
    form = page.get_by_role("region", name="Lecture en direct")
    claire.choose(form, "Partie", OPENED)
    claire.choose(form, "Fournisseur", "Lineval")
    form.get_by_role("button", name="Ouvrir en direct").click()
    expect(form.get_by_role("listitem")).to_contain_text("Lineval")
    claire.go()

    page.get_by_role("button", name="Voir comme…").click()
    with claire.context.expect_page() as opened:
        page.get_by_role("menuitem", name="Voir comme Lineval").click()
    view = opened.value
    expect(view.get_by_role("status").filter(has_text="Lineval")).to_be_visible()
    view.get_by_role("link", name="Cahier des charges").click()
    expect(view.locator("article.req", has_text=SHOWN)).to_be_visible()
    expect(view.locator("article.req")).to_have_count(1)
    expect(view.locator("[data-write]")).to_have_count(0)
    expect(view.get_by_text(HIDDEN)).to_have_count(0)
    base = view.url
    with claire.expecting("40[34]"):
        for place in ("/origines", "/personnes"):
            answer = view.goto(base + place)
            assert answer is not None
            assert answer.status == 404
        view.goto(base)
        refused = view.evaluate(
            """async (specification) => (await fetch("/vue/api/specifications/" + specification
                + "/sections", {method: "POST", headers: {"content-type": "application/json"},
                body: JSON.stringify({title: "Percée", parent_id: null, after_id: null})})).status""",
            claire.specification,
        )
    assert refused in {403, 404}

    # The pilot's own tab goes on with the pilot's rights, beside the view.
    expect(page.locator("article.req", has_text=HIDDEN)).to_have_count(1)
    claire.go()
    expect(page.locator("article.req", has_text=HIDDEN)).to_have_count(1)
    claire.append(claire.statement(SHOWN), " Vu ici.")
    claire.expect_saved()
    expect(view.locator("article.req", has_text=SHOWN)).to_contain_text("Vu ici.")
    view.get_by_role("button", name="Revenir à ma vue").click()
    expect(view.get_by_role("heading", level=1)).to_have_text("Mes projets")
    claire.go()
    expect(page.locator("article.req", has_text=HIDDEN)).to_have_count(1)


def test_who_has_the_page_before_them_is_named_before_a_part_is_closed(claire: Person, samir: Person) -> None:
    claire.go()
    samir.go()
    expect(claire.page.get_by_role("img", name="Samir")).to_be_visible()
    claire.requirement("Garder la main").locator("[data-open=level]").first.click()
    dialog = claire.page.get_by_role("dialog")

    dialog.get_by_text("L’équipe projet").click()

    expect(dialog).to_contain_text("Ne pourront plus lire")
    expect(dialog.get_by_text("Sur cette page en ce moment")).to_contain_text("Samir Haddou")
