"""Journeys: structured facts changed by two people at once, and the order of the text changed from the keyboard."""

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.journeys.person import Person

pytestmark = pytest.mark.browser


def test_two_people_who_change_the_same_fact_at_once_see_both_values(claire: Person, bruno: Person) -> None:
    title = "Éditer la fiche suiveuse à jour"
    claire.go()
    bruno.go()
    hers, his = _facts(claire, title), _facts(bruno, title)

    hers.get_by_role("textbox", name="Fonction").fill("Éditer la fiche du matin")
    hers.get_by_role("textbox", name="Fonction").press("Enter")
    expect(claire.requirement("Éditer la fiche du matin")).to_have_count(1)
    expect(bruno.requirement("Éditer la fiche du matin")).to_have_count(1)
    with bruno.expecting("409"):
        his.get_by_role("textbox", name="Fonction").fill("Éditer la fiche du soir")
        his.get_by_role("textbox", name="Fonction").press("Enter")
        clash = his.get_by_role("alert")
        expect(clash).to_contain_text("Éditer la fiche du soir")
        expect(clash).to_contain_text("Éditer la fiche du matin")
    clash.get_by_role("button", name="Garder la sienne").click()
    expect(his.get_by_role("textbox", name="Fonction")).to_have_value("Éditer la fiche du matin")
    expect(claire.requirement("Éditer la fiche du matin")).to_have_count(1)


def test_two_people_who_change_different_facts_never_overwrite_each_other(claire: Person, bruno: Person) -> None:
    title = "Signaler une opération infaisable"
    claire.go()
    bruno.go()
    hers, his = _facts(claire, title), _facts(bruno, title)

    claire.choose(hers, "Priorité", "Souhaitable")
    his.get_by_role("textbox", name="Lot").fill("3")
    his.get_by_role("textbox", name="Lot").press("Enter")
    bruno.expect_saved()
    claire.go()
    hers = _facts(claire, title)

    expect(hers.get_by_role("textbox", name="Lot")).to_have_value("3")
    expect(hers.locator(".field", has=claire.page.locator(".lab", has_text="Priorité"))).to_contain_text("Souhaitable")


def test_a_dialog_that_was_closed_before_the_answer_came_stays_closed(claire: Person) -> None:
    title = "Expliquer pourquoi un OF a été déplacé"
    claire.go()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    claire.page.route("**/requirements/*/status", hold)
    dialog = _facts(claire, title)
    claire.choose(dialog, "Passer à…", "À viser")
    with claire.page.expect_request("**/requirements/*/status"):
        dialog.get_by_role("button", name="Changer l’état").click()
    dialog.get_by_role("button", name="Fermer", exact=True).click()
    expect(dialog).to_have_count(0)

    with claire.page.expect_response("**/requirements/*/status") as answer:
        held[0].continue_()
    answer.value.finished()

    expect(claire.requirement(title).locator(".st-to_sign")).to_be_visible()
    expect(dialog).to_have_count(0)


def test_the_order_of_sections_is_changed_from_the_keyboard_and_seen_by_the_others(
    claire: Person, bruno: Person
) -> None:
    claire.go()
    bruno.go()
    first, second = "Déploiement, formation, essai, réversibilité", "Recette et indicateurs de suivi"
    outline = claire.outline()

    outline.get_by_role("row", name=f"9 {first}").focus()
    claire.page.keyboard.press("Alt+ArrowDown")

    expect(outline.get_by_role("row", name=f"10 {first}")).to_have_count(1)
    expect(_heading_number(bruno, first)).to_have_text("10")
    expect(_heading_number(bruno, second)).to_have_text("9")
    expect(bruno.outline().get_by_role("row", name=f"10 {first}")).to_have_count(1)
    titles = bruno.page.locator("main.sheet h2").all_text_contents()
    assert titles.index(second) < titles.index(first)

    outline.get_by_role("row", name=f"10 {first}").focus()
    claire.page.keyboard.press("Alt+ArrowUp")
    expect(_heading_number(bruno, first)).to_have_text("9")


def test_a_requirement_moved_in_an_open_part_leaves_the_outline_standing_for_everybody(
    claire: Person, bruno: Person
) -> None:
    first, second = "Proposer des plannings révisés", "Signaler la surcharge d’un poste"
    for person in (claire, bruno):
        person.go()
    outline, his = claire.outline(), bruno.outline()
    outline.get_by_role("button", name="Ouvrir ou fermer 6.2").click()

    outline.get_by_role("row", name=first).focus()
    claire.page.keyboard.press("Alt+ArrowDown")

    expect(
        outline.locator("[role=row]", has_text=second).locator("xpath=following::*[@role='row'][1]")
    ).to_contain_text(first)
    his.get_by_role("button", name="Ouvrir ou fermer 6.2").click()
    expect(his.locator("[role=row]", has_text=second).locator("xpath=following::*[@role='row'][1]")).to_contain_text(
        first
    )


def _facts(person: Person, title: str) -> Locator:
    person.requirement(title).get_by_role("button", name="Modifier la fiche").click()
    dialog = person.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


def _heading_number(person: Person, title: str) -> Locator:
    return person.page.locator("main.sheet .sec", has=person.page.locator("h2", has_text=title)).locator(".n")
