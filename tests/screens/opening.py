"""How a state of the manifest is come to, as somebody who opens the page and presses."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest
from playwright.sync_api import ConsoleMessage, Error, Page, ViewportSize

from tests.screens import product as products
from tests.screens.manifest import STATES
from tests.screens.product import Product
from tests.screens.state import State

WIDE: Final[ViewportSize] = {"width": 1440, "height": 900}
TABLET: Final[ViewportSize] = {"width": 1024, "height": 768}
NARROW: Final[ViewportSize] = {"width": 360, "height": 780}

_IN_TURN: Final = sorted(STATES, key=lambda state: state.who)

every_state: Final = pytest.mark.parametrize("state", _IN_TURN, ids=[state.name for state in _IN_TURN])
"""Runs a test once for each state, those of one person after each other."""


def open_state(page: Page, product: Product, state: State) -> list[str]:
    """Open a state, on a phone when only a phone has it; return what the browser complained about on the way."""
    page.set_viewport_size(NARROW if state.narrow_only else WIDE)
    address = product.at(state.path)
    with _complaints(page) as complaints:
        answer = page.goto(address, wait_until="load") or page.reload(wait_until="load")
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


@contextmanager
def _complaints(page: Page) -> Iterator[list[str]]:
    """Yield what the console and the scripts of the page complain about meanwhile."""
    heard: list[str] = []

    def on_console(said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            heard.append(said.text)

    def on_error(error: Error) -> None:
        heard.append(str(error))

    page.on("console", on_console)
    page.on("pageerror", on_error)
    try:
        yield heard
    finally:
        page.remove_listener("console", on_console)
        page.remove_listener("pageerror", on_error)


def _do(page: Page, step: str) -> None:
    if step.startswith("fill:"):
        field, _, value = step.removeprefix("fill:").rpartition("=")
        page.fill(field, value)
    else:
        page.locator(step).locator("visible=true").first.click()
