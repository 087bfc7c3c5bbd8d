"""Journey: what was found at work becomes a requirement, under the eyes of those who read the text."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.person import Person

pytestmark = pytest.mark.browser

FINDING = "Le bruit couvre les appels à l’usinage"
TITLE = "Appeler un collègue sans crier"


def test_a_consultant_turns_a_finding_into_a_requirement_that_appears_on_the_pilot_s_open_page(
    claire: Person, nadia: Person
) -> None:
    claire.go()
    expect(claire.requirement(TITLE)).to_have_count(0)
    page = nadia.go("/origines")
    finding = page.get_by_role("article", name=FINDING)
    expect(finding).to_contain_text("Aucune suite visible pour vous")
    code = re.search(r"D-T-\d+", finding.inner_text())
    assert code is not None

    finding.get_by_role("link", name="En faire une exigence").click()
    form = page.get_by_role("region", name="Nouvelle exigence")
    form.get_by_role("textbox", name="Fonction").fill(TITLE)
    form.get_by_role("button", name="Lorsque …, le système doit …").click()
    form.get_by_label("Énoncé").fill("Lorsque quelqu’un appelle, le système doit faire vibrer l’appareil du collègue.")
    form.get_by_label("On mesure").fill("délai d’appel")
    form.get_by_role("textbox", name="Niveau", exact=True).fill("2,5")
    form.get_by_label("Unité").fill("s")
    form.get_by_label("Pourquoi ?").fill("Le bruit dépasse 85 dB, les protections sont portées.")
    nadia.choose(form, "Partie du cahier des charges", "6.2 Réagir aux aléas")
    form.get_by_label("Ce que l’exigence y change").fill("L’appel passe sans la voix.")
    form.get_by_role("button", name="Mettre en discussion").click()
    expect(page).to_have_url(re.compile(r"/s/[^/]+#r-"))
    expect(nadia.requirement(TITLE)).to_be_in_viewport()

    fresh = claire.requirement(TITLE)
    expect(fresh).to_have_count(1)
    expect(fresh.locator(".chip")).to_contain_text(code.group())
    expect(fresh.locator(".st")).to_have_text("En discussion")
    expect(fresh.locator("table.crit")).to_contain_text(re.compile(r"délai d’appel.*≤\s2,5\ss"))
    expect(claire.page.locator(".sec-block", has=fresh).locator("h2").first).to_have_text("Réagir aux aléas")
    outline = claire.outline()
    outline.get_by_role("button", name="Ouvrir ou fermer 6.2").click()
    expect(outline).to_contain_text(TITLE)

    fresh.locator(".chip").click()
    expect(claire.page.get_by_role("complementary").get_by_role("tab", name="Origine")).to_have_attribute(
        "aria-selected", "true"
    )
    expect(claire.page.get_by_role("complementary")).to_contain_text(FINDING)
    page.goto(page.url.split("#")[0] + "/origines")
    expect(page.get_by_role("article", name=FINDING)).not_to_contain_text("Aucune suite visible pour vous")
