"""Every screen of the manifest, light and dark, wide and at 360 px: readable and reachable by everyone."""

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page

from server.web.routes import SCREENS
from tests.screens.conftest import Audience
from tests.screens.manifest import STATES, WITHOUT_A_FACE
from tests.screens.opening import NARROW, TABLET, every_state, open_state
from tests.screens.product import Product
from tests.screens.state import State

AXE: Final = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES: Final = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
STOPS: Final = 8
CONTRAST: Final = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


@pytest.fixture(scope="session")
def tools(probes: str) -> str:
    """axe-core and our own probes, as one script."""
    return AXE.read_text(encoding="utf-8") + probes


@every_state
def test_a_screen_is_readable_and_reachable_by_everyone(
    state: State, audience: Audience, product: Product, tools: str
) -> None:
    page = audience.page(state.who, "fr")
    page.emulate_media(color_scheme="dark")
    found = open_state(page, product, state)
    page.evaluate(tools)
    page.evaluate("() => probe.drawAll()")

    found += [f"dark: {one}" for one in page.evaluate("(only) => probe.axe(only)", CONTRAST)]
    page.emulate_media(color_scheme="light")
    found += _looked_at(page)
    if not state.narrow_only:
        page.set_viewport_size(TABLET)
        found += [f"at 1024 px, sideways: {one}" for one in page.evaluate("() => probe.sideways()")]
    if not state.wide_only:
        page.set_viewport_size(NARROW)
        found += [f"at 360 px, sideways: {one}" for one in page.evaluate("() => probe.sideways()")]
        found += [f"at 360 px, {one}" for one in _looked_at(page)]
    found += _ringless(page)

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


def test_every_route_that_shows_a_screen_is_in_the_manifest() -> None:
    routes = {screen.path if screen.method == "GET" else f"{screen.method} {screen.path}" for screen in SCREENS}

    shown = {state.route for state in STATES}

    assert routes - shown == set(WITHOUT_A_FACE)
    assert shown - routes == {"*"}
