"""What the tests of screens share: one Chromium, one product, and its people, each in a browser of their own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.chromium import ARGUMENTS
from tests.screens import product as products
from tests.screens.product import Product
from tests.screens.state import AS_PAUL, NEWCOMER, VISITOR

PROBES: Final = Path(__file__).parent / "probes.js"


@pytest.fixture(scope="package")
def browser(chromium_path: Path) -> Iterator[Browser]:
    """One Chromium for all screens."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium_path, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def product(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One product for all screens, the demo lived in a little."""
    with products.running(tmp_path_factory.mktemp("product")) as started:
        products.live_in(browser, started)
        yield started


class Audience:
    """The people of the manifest, each in a browser of their own, opened when first met; one of them looks at a time."""

    def __init__(self, browser: Browser, product: Product) -> None:
        self._browser, self._product = browser, product
        self._open: dict[str, BrowserContext] = {}
        self._language: dict[str, str] = {}

    def page(self, who: str, language: str) -> Page:
        """Return the page of this person, who reads the tool in `language`, as they left it; whoever else looked leaves.

        It is the same page from state to state: a new one takes Chromium longer than all that is then looked at.
        """
        context = self._open.get(who) or self._open.setdefault(who, self._context(who))
        person = who.split(" as ", maxsplit=1)[0]
        if self._language.get(person) != language:
            self._speak(person, language)
        for other in self._open.values():
            for left in other.pages if other is not context else ():
                left.close()
        return context.pages[0] if context.pages else context.new_page()

    def _speak(self, person: str, language: str) -> None:
        address = self._product.address
        context = self._open.get(person) or self._open.setdefault(person, self._context(person))
        if person == VISITOR:
            context.add_cookies([{"name": "concerte-language", "value": language, "url": address}])
        else:
            answer = context.request.patch(
                f"{address}/api/account", data={"language": language}, headers={"origin": address}
            )
            assert answer.ok, answer.text()
        self._language[person] = language

    def _context(self, who: str) -> BrowserContext:
        if who == VISITOR:
            return products.desk(self._browser)
        if who == AS_PAUL:
            return products.see_as_supplier(self._browser, self._product)
        return products.enter(self._browser, self._product, who, notice=who != NEWCOMER)


@pytest.fixture(scope="package")
def audience(browser: Browser, product: Product) -> Audience:
    """Return the people who open the screens."""
    return Audience(browser, product)


@pytest.fixture(scope="session")
def probes() -> str:
    """What we measure ourselves on an open screen, as a script."""
    return PROBES.read_text(encoding="utf-8")
