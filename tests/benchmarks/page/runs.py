"""One browser, two pages in turns: each case is opened afresh, timed, written in, scrolled and weighed."""

import os
import shutil
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.benchmarks.page.peer_host import PeerHost
from tests.benchmarks.page.served import Served

KEYS: Final = 40
EDITS: Final = 8
QUIET_MS: Final = 1500
"""A page is at rest when nothing held its main thread for so long."""
KEY_PAUSE_MS: Final = 150

_WATCH: Final = (Path(__file__).resolve().parent / "watch.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Side:
    """How to open a page and to find one's way on it: selectors of « it listens », of the nth text, of the editor."""

    name: str
    ready: str
    loaded: str
    text: str
    editor: str


OURS: Final = Side("ours", "main[data-listens]", "editor-", "article.req .stmt[data-write]", ".ProseMirror:focus")
PEER: Final = Side("peer", "html[data-ready]", "index-", ".ProseMirror h3 + p", ".ProseMirror:focus")

Case = tuple[str, int, int]
"""Side, requirements, CPU slow-down."""
Found = dict[Case, dict[str, list[float]]]


class Runs:
    """The measurements of one run of the program."""

    def __init__(self, ours: Served, peer: PeerHost) -> None:
        self._ours, self._peer = ours, peer

    def measure(self, counts: list[int], times: int) -> Found:
        """Return every number of every case, interleaved so that both sides meet the same noise."""
        found: Found = defaultdict(lambda: defaultdict(list))
        with sync_playwright() as playwright:
            path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            for count in counts:
                self._open_once(browser, count)
            signed_in = self._cookies(browser)
            cases = [(count, slow) for count in counts for slow in (1, 4)]
            for turn in range(times):
                for count, slow in cases:
                    for side, url in ((OURS, self._ours.url(count)), (PEER, self._peer.url(count))):
                        numbers = _one(browser, side, url, slow, signed_in if side is OURS else [])
                        for name, value in numbers.items():
                            found[side.name, count, slow][name].append(value)
                        said = ", ".join(f"{name} {value:.0f}" for name, value in numbers.items())
                        click.echo(f"run {turn + 1}, {count}, {slow}x, {side.name}: {said}", err=True)
            browser.close()
        return found

    def _open_once(self, browser: Browser, count: int) -> None:
        """Draw the page for the first time, and note what ends its first screen."""
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(self._ours.link)
        page.goto(self._ours.url(count), wait_until="load")
        self._ours.last_seen[count] = str(page.evaluate(_LAST_SEEN))
        context.close()

    def _cookies(self, browser: Browser) -> list[Any]:
        context = browser.new_context()
        context.new_page().goto(self._ours.link)
        cookies = context.cookies()
        context.close()
        return list(cookies)


_LAST_SEEN: Final = """() => [...document.querySelectorAll('main article.req')]
  .filter((one) => one.getBoundingClientRect().top < innerHeight).at(-1).id"""


def _one(browser: Browser, side: Side, url: str, slow: int, cookies: list[Any]) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies(cookies)
    context.add_init_script(_WATCH.replace("READY", side.ready).replace("TEXT", side.text))
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    received = _Received(line)
    page.wait_for_timeout(QUIET_MS)  # what was open before has gone by then, for either side
    page.goto(url, wait_until="load")
    _rest(page, side)
    numbers = dict(page.evaluate("() => __bench.loaded()")) | {"bytes": float(received.total())}
    numbers["heap"] = _heap(line)
    numbers |= _typing(page, side)
    _wander(page, side)
    numbers["heap after"] = _heap(line)
    context.close()
    return numbers


def _rest(page: Page, side: Side) -> None:
    page.wait_for_function(
        f"""() => __bench.quiet({QUIET_MS}) && performance.getEntriesByType('resource').some(
            (one) => one.name.includes({side.loaded!r}) && one.responseEnd > 0)""",
        timeout=120_000,
        polling=100,
    )


def _typing(page: Page, side: Side) -> dict[str, float]:
    page.locator(side.text).first.click()
    page.wait_for_selector(side.editor)
    page.keyboard.type("une phrase qui se tape lettre par lettre dans"[:KEYS], delay=KEY_PAUSE_MS)
    page.wait_for_function(f"() => __bench.keys.length >= {KEYS}")
    caret = page.evaluate("() => __bench.sinceClick()")
    keys = sorted(page.evaluate("() => __bench.keys"))
    return {"caret": caret, "key p50": keys[len(keys) // 2], "key p95": keys[int(len(keys) * 0.95)]}


def _wander(page: Page, side: Side) -> None:
    """Read everything from top to bottom, then write eight times, far apart."""
    page.evaluate("() => __bench.scrollThrough()")
    texts = page.locator(side.text)
    count = texts.count()
    for place in range(EDITS):
        text = texts.nth(place * (count - 1) // (EDITS - 1))
        text.scroll_into_view_if_needed()
        text.click()
        page.wait_for_selector(side.editor)
        page.keyboard.type("mot ")
    page.wait_for_function(f"() => __bench.quiet({QUIET_MS})", timeout=120_000, polling=100)


def _heap(line: CDPSession) -> float:
    line.send("HeapProfiler.collectGarbage")
    return float(line.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


class _Received:
    """Compressed bytes of the page and what it loads, fonts apart."""

    def __init__(self, line: CDPSession) -> None:
        self._kinds: dict[str, str] = {}
        self._bytes: dict[str, float] = {}
        line.on("Network.responseReceived", lambda event: self._kinds.update({event["requestId"]: event["type"]}))
        line.on(
            "Network.loadingFinished",
            lambda event: self._bytes.update({event["requestId"]: event["encodedDataLength"]}),
        )
        line.send("Network.enable", {"maxTotalBufferSize": 0, "maxResourceBufferSize": 0})

    def total(self) -> float:
        """In kB."""
        return sum(size for one, size in self._bytes.items() if self._kinds.get(one) != "Font") / 1000
