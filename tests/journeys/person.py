"""One person at one browser of their own: how they come in, go to a page, find a requirement, write, and what went wrong."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    expect,
)

from tests.journeys.house import Installation

PATIENCE = 60.0
"""Seconds after which something that does not come is taken for broken; a busy machine is slow."""
DESK = {"width": 1440, "height": 900}
_WATCH_POLICY = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error("policy: " + event.violatedDirective + " " + event.blockedURI));
"""


class Person:
    """Somebody in a browser context of their own. `trouble` is what no journey may meet: errors, violations, 5xx."""

    def __init__(self, name: str, browser: Browser, house: Installation, url: str = "", **options: Any) -> None:
        self.name, self.house = name, house
        self.url = url or house.url
        self.trouble: list[str] = []
        self._allowed: list[str] = []
        self.context: BrowserContext = browser.new_context(
            **({"viewport": DESK, "locale": "fr-FR", "timezone_id": "Europe/Paris"} | options)
        )
        self.context.add_init_script(_WATCH_POLICY)
        self.context.set_default_timeout(PATIENCE * 1000)
        self.context.on("page", self._watch)
        self.page: Page = self.context.new_page()
        self.specification = ""

    def _watch(self, page: Page) -> None:
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.trouble.append(f"{self.name}: {error}"))
        page.on("response", self._on_response)

    def _expected(self, said: str) -> bool:
        return any(re.search(one, said) for one in self._allowed)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not self._expected(message.text):
            self.trouble.append(
                f"{self.name} at {message.page and message.page.url}: {message.text} {message.location}"
            )

    def _on_response(self, response: Response) -> None:
        if response.status >= 500 and not self._expected(str(response.status)):
            self.trouble.append(f"{self.name}: {response.status} {response.request.method} {response.url}")

    @contextmanager
    def expecting(self, *patterns: str) -> Iterator[None]:
        """Within, errors that match one of the patterns are part of the story."""
        self._allowed.extend(patterns)
        yield
        self.page.evaluate("0")  # a round trip: what was said within has been heard
        del self._allowed[-len(patterns) :]

    # coming in

    def enter(self) -> "Person":
        """Sign in with the demo link; the first time, accept the notice. No page is drawn for it: those are for `test_signing_in`."""
        answer = self.context.request.get(self.house.links[self.name].replace(self.house.url, self.url))
        if "/bienvenue" in answer.url:
            answer = self.context.request.post(f"{self.url}/bienvenue", headers={"origin": self.url})
        assert answer.ok, f"{answer.status} {answer.url}"
        assert not re.search("/(bienvenue|demo)", answer.url), answer.url
        self.specification = _specification_in(answer.url)
        return self

    # going about

    def go(self, place: str = "") -> Page:
        """Open a screen of the specification: "" the text, "/origines", "/diffuser"… and wait until it answers to people."""
        self.page.goto(f"{self.url}/s/{self.specification}{place}")
        self.await_life()
        return self.page

    def await_life(self) -> None:
        """Wait until the text, and every island that does not wait to be needed, listens."""
        expect(self.page.locator("main[data-specification]:not([data-listens])")).to_have_count(0)
        expect(self.page.locator("[data-island]:not([data-awake], [data-later])")).to_have_count(0)

    def outline(self) -> Locator:
        """The outline as a tree, which it is once somebody comes near."""
        self.page.locator(".outline").hover()
        return self.page.get_by_role("treegrid", name="Sommaire")

    def expect_panel(self) -> None:
        """Wait until the panel beside the text, which comes once one is in a requirement, is there."""
        expect(self.page.get_by_role("complementary").get_by_role("tab").first).to_be_visible()

    def requirement(self, title: str) -> Locator:
        """The requirement with this function on the page of the text; its code is drawn anew in each installation."""
        return self.page.locator("article.req", has=self.page.locator("h3", has_text=title))

    def statement(self, title: str) -> Locator:
        """Its statement."""
        return self.requirement(title).locator(".stmt")

    def write(self, text: Locator) -> Locator:
        """Press on a text and wait until it takes letters; return it."""
        text.click()
        expect(text).to_have_attribute("contenteditable", "true")
        expect(text).to_have_class(re.compile(r"\bProseMirror-focused\b"))
        return text

    def words(self, text: Locator) -> str:
        """What a text says, without the carets of the others and with plain spaces."""
        said: str = text.evaluate(
            "(text) => { const copy = text.cloneNode(true); copy.querySelectorAll('.caret').forEach((one) => one.remove());"
            " return copy.textContent; }"
        )
        return " ".join(said.split())

    def expect_words(self, text: Locator, words: str) -> None:
        """Wait until a text says exactly this, as `words` reads it."""
        give_up = time.monotonic() + PATIENCE
        while (said := self.words(text)) != words:
            assert time.monotonic() < give_up, f"« {said} » is not « {words} »"
            self.page.wait_for_timeout(50)

    def append(self, text: Locator, words: str) -> None:
        """Open a text for writing and add words at its end, key by key."""
        self.write(text)
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(words)

    def choose(self, within: Locator, label: str, option: str) -> None:
        """Open a list of choices by its label and take one."""
        within.locator(".field", has=self.page.locator(".lab", has_text=label)).get_by_role("button").click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def expect_saved(self) -> None:
        """The line in the bar says « Enregistré »."""
        expect(self.page.locator("[data-saved]")).to_have_text(re.compile("^(Enregistré|Tout est enregistré.*)$"))

    def leave(self) -> None:
        """Close this browser."""
        self.context.close()


def _specification_in(url: str) -> str:
    found = re.search(r"/s/([^/#?]+)", url)
    return found.group(1) if found else ""
