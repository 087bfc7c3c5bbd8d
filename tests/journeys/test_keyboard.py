"""Journey without a mouse: going from requirement to requirement, writing, leaving, searching, and the sheet of shortcuts."""

import pytest
from playwright.sync_api import expect

from tests.journeys.person import Person

pytestmark = pytest.mark.browser

FIRST = "Garder la main sur ce qui est diffusé"
SECOND = "Proposer des plannings révisés après un aléa"
FAR = "Restituer des temps sans nom"


def test_the_whole_text_can_be_worked_on_from_the_keyboard(claire: Person) -> None:
    page = claire.go()
    press = page.keyboard.press

    press("j")
    expect(claire.statement(FIRST)).to_be_focused()
    press("j")
    expect(claire.statement(SECOND)).to_be_focused()
    expect(claire.requirement(SECOND)).to_have_attribute("aria-current", "true")
    press("k")
    expect(claire.statement(FIRST)).to_be_focused()

    press("Enter")
    expect(claire.statement(FIRST)).to_have_attribute("contenteditable", "true")
    press("Control+End")
    page.keyboard.type(" Sans souris, jk?.")
    expect(claire.statement(FIRST)).to_contain_text("Sans souris, jk")
    press("Escape")
    expect(claire.statement(FIRST)).not_to_have_attribute("contenteditable", "true")
    expect(claire.statement(FIRST)).to_be_focused()
    press("ArrowDown")
    expect(claire.requirement(FIRST).locator(".why")).to_be_focused()
    claire.expect_saved()

    press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("temps sans nom")
    expect(page.get_by_role("option")).to_have_count(1)
    expect(page.get_by_role("option")).to_contain_text(FAR)
    press("ArrowDown")
    press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(claire.requirement(FAR)).to_be_in_viewport()

    press("?")
    sheet = page.get_by_role("dialog")
    expect(sheet).to_be_visible()
    press("Escape")
    expect(sheet).to_have_count(0)

    # The outline opens and closes from the keyboard too.
    outline = claire.outline()
    part = outline.get_by_role("row", name="6.1 Ordonnancer")
    expect(part).to_have_attribute("aria-expanded", "false")
    part.focus()
    press("ArrowRight")
    expect(part).to_have_attribute("aria-expanded", "true")
    expect(outline.get_by_role("row", name=FIRST)).to_be_visible()
    press("ArrowLeft")
    expect(outline.get_by_role("row", name=FIRST)).to_have_count(0)

    # F6 goes round the panes, Tab from text to text.
    press("F6")
    press("j")
    claire.expect_panel()
    press("F6")
    page.wait_for_function("document.activeElement.closest('.context') !== null")
    press("Shift+F6")
    page.wait_for_function("document.activeElement.closest('main.sheet') !== null")
    before = page.evaluate("document.activeElement.closest('article').id")
    for _ in range(30):
        press("Tab")
        if page.evaluate("document.activeElement.closest('article')?.id") not in {None, before}:
            break
    assert page.evaluate("document.activeElement.closest('article')?.id") != before
