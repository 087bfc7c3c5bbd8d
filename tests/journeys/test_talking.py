"""Journeys: talk on a phrase one only reads, on a criterion and on a finding; whoever is named is told."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Opening
from tests.journeys.person import Person

pytestmark = pytest.mark.browser


def test_somebody_who_may_only_read_a_text_comments_on_a_phrase_of_it_and_names_a_pilot(
    claire: Person, nadia: Person
) -> None:
    intro = nadia.go().locator(".intro", has_text="Nous sommes une serrurerie").first
    expect(intro).not_to_have_attribute("data-write", re.compile(""))
    select(intro, "serrurerie de 35 salariés")
    nadia.page.get_by_role("button", name="Commenter la phrase").click()
    beside = nadia.page.get_by_role("complementary")
    message = beside.get_by_label("Votre message")
    message.press_sequentially("À vérifier avec @clai")
    expect(beside.get_by_role("option", name="Claire Montel")).to_be_visible()
    message.press("Enter")
    expect(message).to_have_value("À vérifier avec @Claire Montel ")
    before = nadia.house.mails()
    beside.get_by_role("button", name="Ouvrir le fil").click()
    expect(beside.locator(".thread .quote")).to_contain_text("serrurerie de 35 salariés")

    mail = nadia.house.next_mail(before)
    words = str(mail.get_content())
    assert "claire.montel" in str(mail["To"])
    assert f"/s/{nadia.specification}?fil=" in words
    assert "serrurerie" not in words
    assert "À vérifier" not in words
    heard = _beside_the_first_section(claire)
    expect(heard).to_contain_text("À vérifier avec @Claire Montel")
    hers = claire.write(claire.page.locator(".intro", has_text="serrurerie de 35 salariés").first)
    select(hers, "serrurerie de 35 salariés")
    claire.page.keyboard.press("Backspace")
    claire.expect_saved()
    claire.page.keyboard.press("Escape")
    expect(heard.locator(".thread .quote")).to_contain_text("serrurerie de 35 salariés")
    expect(_beside_the_first_section(claire)).to_contain_text("La phrase a changé depuis.")


def test_a_thread_on_a_criterion_names_it_and_a_finding_has_threads_of_its_own(claire: Person, nadia: Person) -> None:
    claire.go()
    claire.requirement("Éditer la fiche suiveuse à jour").locator("h3").click()
    beside = claire.page.get_by_role("complementary")
    beside.get_by_role("button", name="Ouvrir un fil").click()
    claire.choose(beside, "À propos de", "critère « longueur »")
    beside.get_by_label("Votre message").fill("Une page, c’est court.")
    beside.get_by_role("button", name="Ouvrir le fil").click()
    expect(beside.locator(".thread", has_text="Une page, c’est court.")).to_contain_text("critère « longueur »")

    page = nadia.go("/origines")
    page.get_by_role("button", name=re.compile("^Fils de D-T-")).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Ouvrir un fil").click()
    dialog.get_by_label("Votre message").fill("Relevé un lundi, à refaire.")
    dialog.get_by_role("button", name="Ouvrir le fil").click()
    expect(dialog.locator(".thread", has_text="Relevé un lundi, à refaire.")).to_have_count(1)


def test_a_mail_about_a_thread_on_a_result_leads_to_the_thread_even_once_it_is_closed(
    nadia: Person, people: Opening
) -> None:
    page = nadia.go("/origines")
    page.get_by_role("tab", name="Simulations et résultats").click()
    page.get_by_role("button", name=re.compile("^Fils de S-")).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Ouvrir un fil").click()
    dialog.get_by_label("Votre message").press_sequentially("À revoir avec @clai")
    dialog.get_by_label("Votre message").press("Enter")
    before = nadia.house.mails()
    dialog.get_by_role("button", name="Ouvrir le fil").click()
    said = dialog.locator(".thread", has_text="À revoir avec @Claire Montel")
    expect(said).to_have_count(1)
    mail = str(nadia.house.next_mail(before).get_content())
    link = re.search(rf"/s/{nadia.specification}/origines\?fil=[\w-]+#result-[\w-]+", mail)
    assert link is not None, mail

    claire = people("Claire")
    claire.go(link[0].removeprefix(f"/s/{nadia.specification}"))
    thread = claire.page.get_by_role("dialog").locator(".thread", has_text="À revoir avec @Claire Montel")
    expect(thread).to_be_in_viewport()
    expect(thread.get_by_role("textbox", name="Votre réponse")).to_be_visible()
    thread.get_by_role("button", name="Clore avec une suite").click()
    ending = claire.page.get_by_role("dialog", name="Quelle suite donne-t-on à ce fil ?")
    ending.get_by_text("Modifie l’exigence").click()
    ending.get_by_label("En une phrase, pour ceux qui ont écrit").fill("Revu ensemble.")
    ending.get_by_role("button", name="Clore le fil").click()
    expect(ending).to_have_count(0)

    claire.go(f"/origines?fil={link[0].partition('fil=')[2].partition('#')[0]}")
    ended = claire.page.get_by_role("dialog").locator(".thread", has_text="À revoir avec @Claire Montel")
    expect(ended).to_be_in_viewport()
    expect(claire.page.get_by_role("tab", name="Simulations et résultats")).to_have_attribute("aria-selected", "true")


def _beside_the_first_section(person: Person) -> Locator:
    """Come to the text anew, and to its first section; return the panel beside it."""
    person.go().locator("main.sheet h2").first.click()
    return person.page.get_by_role("complementary")


def select(text: Locator, words: str) -> None:
    """Select words of a text as a pointer does, where it can be pointed at, and let the page hear of it."""
    text.scroll_into_view_if_needed()
    text.evaluate(
        """(text, words) => {
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          const plain = (node) => node.data.replace(/[\\u00A0\\u202F]/g, " ");
          while (walker.nextNode() && !plain(walker.currentNode).includes(words));
          const from = plain(walker.currentNode).indexOf(words);
          getSelection().setBaseAndExtent(walker.currentNode, from, walker.currentNode, from + words.length);
          text.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
        }""",
        words,
    )
