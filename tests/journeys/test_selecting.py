"""Journeys: presses that select words in a text that is not yet being written in."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.person import Person

pytestmark = pytest.mark.browser

TITLE = "Signaler une opération infaisable"
PLACE_OF = """(text, word) => {
  const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.data.indexOf(word);
    if (at < 0) continue;
    const range = new Range();
    range.setStart(node, at);
    range.setEnd(node, at + word.length);
    const { left, top, width, height } = range.getBoundingClientRect();
    return { left, top: top + height / 2, right: left + width };
  }
}"""


def place_of(text: Locator, word: str) -> tuple[float, float, float]:
    """Where a word stands on the screen: left, middle height, right."""
    text.hover()  # waits until the page stands still
    found = text.evaluate(PLACE_OF, word)
    return found["left"], found["top"], found["right"]


def expect_selected(person: Person, words: str) -> None:
    """Wait until these words, and no others, are selected."""
    person.page.wait_for_function(
        "(words) => getSelection().toString().split(/\\s+/u).join(' ').trim() === words", arg=words
    )


def test_a_word_pressed_twice_is_selected_in_the_editor_that_opens(claire: Person) -> None:
    claire.go()
    text = claire.statement(TITLE)
    word = next(one for one in claire.words(text).split() if one.isalpha() and len(one) > 6)
    left, top, right = place_of(text, word)

    claire.page.mouse.dblclick((left + right) / 2, top)

    expect(text).to_have_attribute("contenteditable", "true")
    expect(text).to_have_class(re.compile(r"\bProseMirror-focused\b"))
    expect_selected(claire, word)
    claire.page.keyboard.type("Remplacement")
    expect(text).to_contain_text("Remplacement")
    expect(text).not_to_contain_text(word)
    claire.page.keyboard.press("Control+z")
    expect(text).to_contain_text(word)


def test_a_paragraph_pressed_three_times_is_selected_in_the_editor_that_opens(claire: Person) -> None:
    claire.go()
    text = claire.statement(TITLE)
    said = claire.words(text)
    left, top, right = place_of(text, said.split()[0])

    claire.page.mouse.click((left + right) / 2, top, click_count=3)

    expect(text).to_have_attribute("contenteditable", "true")
    expect_selected(claire, said)


def test_words_selected_by_dragging_stay_selected_and_open_nothing(claire: Person) -> None:
    claire.go()
    text = claire.statement(TITLE)
    first, second = claire.words(text).split()[:2]
    left, top, _ = place_of(text, first)
    _, _, right = place_of(text, second)

    claire.page.mouse.move(left + 1, top)
    claire.page.mouse.down()
    claire.page.mouse.move(right - 1, top, steps=5)
    claire.page.mouse.up()
    claire.await_life()

    claire.page.wait_for_function("(word) => getSelection().toString().startsWith(word)", arg=first)
    assert text.get_attribute("contenteditable") is None
