"""Every screen of the manifest, in both languages, light and dark, wide and at 360 px: readable, reachable, said in full."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from server.domain.words import catalogue
from server.web.routes import SCREENS
from tests.chromium import ARGUMENTS
from tests.screens import product as products
from tests.screens.manifest import AS_PAUL, LUCIE, NEWCOMER, STATES, VISITOR, WITHOUT_A_FACE, State
from tests.screens.product import Product

ROOT: Final = Path(__file__).resolve().parents[2]
WIDE: Final[ViewportSize] = {"width": 1440, "height": 900}
TABLET: Final[ViewportSize] = {"width": 1024, "height": 768}
NARROW: Final[ViewportSize] = {"width": 360, "height": 780}
RULES: Final = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
STOPS: Final = 8
PAIR: Final = re.compile(r'\[\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)",?\s*\]')
FEWEST: Final = 400
NAMES_OF_THE_DEMO: Final = {"Monter"}
"""A task of the demo bears this name, which is also a word of the tool."""
CONTRAST: Final = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


@pytest.fixture(scope="module")
def browser(chromium_path: Path) -> Iterator[Browser]:
    """One Chromium for all screens."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium_path, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def product(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One product for all screens, the demo lived in a little."""
    with products.running(tmp_path_factory.mktemp("product")) as started:
        products.live_in(browser, started)
        yield started


class Audience:
    """The people of the manifest, each in a browser of their own, opened when first met."""

    def __init__(self, browser: Browser, product: Product) -> None:
        self._browser, self._product = browser, product
        self._open: dict[str, BrowserContext] = {}
        self._language: dict[str, str] = {}

    def page(self, who: str, language: str) -> Page:
        """Return a new page of this person, who reads the tool in `language`."""
        context = self._open.get(who) or self._open.setdefault(who, self._context(who))
        person = who.split(" as ", maxsplit=1)[0]
        if self._language.get(person) != language:
            self._speak(person, language)
        return context.new_page()

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


@pytest.fixture(scope="module")
def audience(browser: Browser, product: Product) -> Audience:
    """Return the people who open the screens."""
    return Audience(browser, product)


@pytest.fixture(scope="module")
def tools() -> str:
    """axe-core and our own probes, as one script."""
    axe = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
    return axe.read_text(encoding="utf-8") + (Path(__file__).parent / "probes.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def french_only() -> frozenset[str]:
    """Every sentence that the tool says otherwise in English: the server's catalogue and the front end's."""
    catalogues = (ROOT / "frontend" / "src" / "i18n").glob("*.ts")
    front = [tuple(found) for one in catalogues for found in PAIR.findall(one.read_text(encoding="utf-8"))]
    assert len(front) > FEWEST, "the front end's catalogues were not understood"
    pairs = [*catalogue().values(), *front]
    return frozenset(_plain(pair[0]) for pair in pairs) - {_plain(pair[1]) for pair in pairs} - NAMES_OF_THE_DEMO


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def _open(page: Page, product: Product, state: State) -> list[str]:
    """Open a state and return what the browser complained about on the way."""
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    answer = page.goto(product.at(state.path), wait_until="load")
    assert answer is not None
    assert answer.status == state.status, f"{state.name}: {answer.status}"
    products.await_life(page)
    for step in state.steps:
        _do(page, step)
    shown = page.locator(state.shows).locator("visible=true").first
    shown.wait_for()
    shown.scroll_into_view_if_needed()
    refused = {
        f"status of {code}" for code in ([state.status, 422] if state.route.startswith("POST") else [state.status])
    }
    return [one for one in complaints if not any(code in one for code in refused)]


def _do(page: Page, step: str) -> None:
    if step.startswith("fill:"):
        field, _, value = step.removeprefix("fill:").rpartition("=")
        page.fill(field, value)
    else:
        page.locator(step).locator("visible=true").first.click()


def _ids(state: State) -> str:
    return state.name


@pytest.mark.parametrize("state", STATES, ids=_ids)
def test_a_screen_is_readable_and_reachable_by_everyone(
    state: State, audience: Audience, product: Product, tools: str
) -> None:
    page = audience.page(state.who, "fr")
    page.set_viewport_size(NARROW if state.narrow_only else WIDE)
    found = _open(page, product, state)
    page.evaluate(tools)
    page.evaluate("() => probe.drawAll()")

    found += _looked_at(page)
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {one}" for one in page.evaluate("(only) => probe.axe(only)", CONTRAST)]
    page.emulate_media(color_scheme="light")
    if not state.narrow_only:
        page.set_viewport_size(TABLET)
        found += [f"at 1024 px, sideways: {one}" for one in page.evaluate("() => probe.sideways()")]
    if not state.wide_only:
        page.set_viewport_size(NARROW)
        found += [f"at 360 px, sideways: {one}" for one in page.evaluate("() => probe.sideways()")]
        found += [f"at 360 px, {one}" for one in _looked_at(page)]
    found += _ringless(page)

    page.close()
    assert found == []


def _looked_at(page: Page) -> list[str]:
    """Return what axe and the size of the targets have against the page as it stands."""
    small = [f"small target: {one}" for one in page.evaluate("() => probe.smallTargets()")]
    return [*page.evaluate("(only) => probe.axe(only)", RULES), *small]


def _ringless(page: Page) -> list[str]:
    """Walk a few stops with the keyboard and return those whose focus cannot be seen."""
    found = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        missing = page.evaluate("() => probe.ringless()")
        if missing:
            found.append(f"no ring: {missing}")
    return found


@pytest.mark.parametrize("state", STATES, ids=_ids)
def test_a_screen_speaks_english_to_who_reads_english(
    state: State, audience: Audience, product: Product, tools: str, french_only: frozenset[str]
) -> None:
    page = audience.page(state.who, "en")
    page.set_viewport_size(NARROW if state.narrow_only else WIDE)
    found = _open(page, product, state)
    page.evaluate(tools)

    found += [f"unfilled: {one}" for one in page.evaluate("() => probe.unfilled()")]
    found += [f"French: {one}" for one in page.evaluate("() => probe.words()") if _plain(one) in french_only]
    found += [] if page.locator("html").get_attribute("lang") == "en" else ["the page does not say it is in English"]

    page.close()
    assert found == []


def test_every_route_that_shows_a_screen_is_in_the_manifest() -> None:
    routes = {screen.path if screen.method == "GET" else f"{screen.method} {screen.path}" for screen in SCREENS}

    shown = {state.route for state in STATES}

    assert routes - shown == set(WITHOUT_A_FACE)
    assert shown - routes == {"*"}


def test_the_door_speaks_the_language_one_chooses(browser: Browser, product: Product) -> None:
    context = products.desk(browser)
    page = context.new_page()
    page.goto(product.at("/entrer"))
    heard = [page.locator("html").get_attribute("lang")]

    for language in ("en", "fr"):
        page.click(".door-foot button")
        page.wait_for_selector(f"html[lang={language}]")
        heard.append(page.locator("h1").inner_text())

    context.close()
    assert heard == ["fr", "Sign in", "Entrer"]


def test_language_and_theme_are_chosen_in_the_account_and_kept(audience: Audience, product: Product) -> None:
    page = audience.page(LUCIE, "fr")
    page.goto(product.at("/compte"))

    page.get_by_role("radio", name="English").click()
    page.wait_for_selector("html[lang=en]")
    page.get_by_role("radio", name="Dark").click()
    page.wait_for_selector("html[data-theme=dark]")
    page.goto(product.at("/projets"))

    kept = page.locator("html[lang=en][data-theme=dark]").count()
    page.goto(product.at("/compte"))
    page.get_by_role("radio", name="Français").click()
    page.wait_for_selector("html[lang=fr]")
    page.close()
    assert kept == 1
