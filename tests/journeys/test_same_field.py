"""Journeys: two people correct the same thing at once on « Origines »; the second sees both values and chooses, field by field."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.person import Person

pytestmark = pytest.mark.browser

NOISE = "Le bruit couvre les appels à l’usinage"
ALONE = "Deux personnes portent tout le savoir de la planification"


def begin(page: Page, title: str) -> Locator:
    """Open the correction of a finding; return the dialog."""
    page.get_by_role("article", name=title).get_by_role("button", name=re.compile("^Corriger")).click()
    return page.get_by_role("dialog")


def test_a_correction_made_meanwhile_is_shown_with_both_values_and_each_field_is_chosen_alone(
    nadia: Person, claire: Person
) -> None:
    mine, hers = begin(nadia.go("/origines"), NOISE), begin(claire.go("/origines"), NOISE)
    mine.get_by_label("En une phrase").fill("Le bruit couvre tout")
    nadia.choose(mine, "Gravité", "légère")
    nadia.choose(mine, "Lieu", "toute l’entreprise")

    hers.get_by_label("En une phrase").fill("Le bruit couvre les appels du matin")
    claire.choose(hers, "Gravité", "forte")
    claire.choose(hers, "Preuve", "mesure")
    hers.get_by_role("button", name="Garder").click()

    title = mine.get_by_role("alert").filter(has_text="En une phrase")
    severity = mine.get_by_role("alert").filter(has_text="Gravité")
    expect(title).to_contain_text("Votre valeur : Le bruit couvre tout")
    expect(title).to_contain_text("La sienne, déjà enregistrée : Le bruit couvre les appels du matin")
    expect(severity).to_contain_text("Votre valeur : légère")
    expect(severity).to_contain_text("La sienne, déjà enregistrée : forte")
    expect(mine.get_by_role("alert")).to_have_count(2)
    expect(mine.get_by_role("button", name="Garder", exact=True)).to_be_disabled()

    title.get_by_role("button", name="Mettre la mienne").click()
    severity.get_by_role("button", name="Garder la sienne").click()
    expect(mine.get_by_role("alert")).to_have_count(0)
    mine.get_by_role("button", name="Garder", exact=True).click()
    expect(mine).to_have_count(0)

    again = begin(claire.page, "Le bruit couvre tout")
    for label, value in {"Gravité": "forte", "Preuve": "mesure", "Lieu": "toute l’entreprise"}.items():
        expect(again.locator(".field", has=claire.page.locator(".lab", has_text=label))).to_contain_text(value)


def test_a_correction_the_page_has_not_heard_of_is_refused_and_shown_with_both_values(
    nadia: Person, claire: Person
) -> None:
    page = nadia.go("/origines")
    page.route("**/diagnosis", _hold)
    mine, hers = begin(page, ALONE), begin(claire.go("/origines"), ALONE)
    hers.get_by_label("En une phrase").fill("Trois personnes portent tout")
    hers.get_by_role("button", name="Garder").click()
    expect(hers).to_have_count(0)

    mine.get_by_label("En une phrase").fill("Une personne porte tout")
    with nadia.expecting("409"), page.expect_response(lambda answer: answer.status == 409):
        mine.get_by_role("button", name="Garder").click()
    page.unroute("**/diagnosis")

    clash = mine.get_by_role("alert")
    expect(clash).to_contain_text("Votre valeur : Une personne porte tout")
    expect(clash).to_contain_text("La sienne, déjà enregistrée : Trois personnes portent tout")
    clash.get_by_role("button", name="Mettre la mienne").click()
    mine.get_by_role("button", name="Garder", exact=True).click()
    expect(claire.page.get_by_role("article", name="Une personne porte tout")).to_be_visible()


def test_situations_tasks_places_simulations_and_results_tell_of_a_clash_like_findings(
    nadia: Person, claire: Person
) -> None:
    page = nadia.go("/origines")
    claire.go("/origines")
    shown = {
        "Simulations et résultats": {"simulations": "Ce que l’on a essayé", "results": "En une phrase"},
        "Situations, tâches, lieux": {
            "situations": "Ce que l’on fait, en une phrase",
            "tasks": "Ce que quelqu’un fait",
            "units": "Nom du lieu",
        },
    }
    for tab, kinds in shown.items():
        page.get_by_role("tab", name=tab).click()
        for kind, label in kinds.items():
            page.locator(f"[data-edit={kind[:-1]}]").first.click()
            dialog = page.get_by_role("dialog")
            field = dialog.get_by_label(label)
            before = field.input_value()
            field.fill(f"{before}, vu par Nadia")
            _rename(claire, kind, before, f"{before}, vu par Claire")

            clash = dialog.get_by_role("alert")
            expect(clash).to_contain_text(f"Quelqu’un a changé « {label} »")
            expect(clash).to_contain_text(f"Votre valeur : {before}, vu par Nadia")
            expect(clash).to_contain_text(f"La sienne, déjà enregistrée : {before}, vu par Claire")
            clash.get_by_role("button", name="Garder la sienne").click()
            expect(field).to_have_value(f"{before}, vu par Claire")
            dialog.get_by_role("button", name="Annuler").click()


def _hold(_: Route) -> None:
    """Leave a request on its way, as a slow line does, until the route is given up."""


def _rename(person: Person, kind: str, before: str, after: str) -> None:
    """Rename, from somebody's own page, the thing of this kind that has this title or name."""
    person.page.evaluate(
        """async ({ at, kind, before, after }) => {
          const { origins } = await (await fetch(`${at}/diagnosis`)).json();
          const thing = origins[kind].find((one) => (one.title ?? one.name) === before);
          const field = "title" in thing ? "title" : "name";
          const answer = await fetch(`${at}/${kind}/${thing.id}`, {
            method: "PATCH", headers: { "content-type": "application/json" },
            body: JSON.stringify({ field, value: after, before }),
          });
          if (!answer.ok) throw new Error(await answer.text());
        }""",
        {"at": f"/api/specifications/{person.specification}", "kind": kind, "before": before, "after": after},
    )
