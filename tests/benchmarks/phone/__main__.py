"""`make bench-phone`: the first useful screens of the phone on a weak network and a slow processor, in real Chromium."""

import os
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
from playwright.sync_api import Browser, BrowserContext, CDPSession, sync_playwright

from tests.chromium import ARGUMENTS
from tests.journeys.house import Installation

ROUND_TRIP_MS: Final = 400
BYTES_PER_SECOND: Final = 400_000 / 8
SLOWER: Final = 4
MOST_BYTES: Final = 60_000
MOST_SECONDS: Final = 2.5
PHONE: Final[dict[str, Any]] = {
    "viewport": {"width": 360, "height": 780},
    "has_touch": True,
    "is_mobile": True,
    "locale": "fr-FR",
}
_SHOWN: Final = """() => new Promise((done) => new PerformanceObserver((list) => {
  done(Math.max(...list.getEntries().map((one) => one.startTime)));
}).observe({type: "largest-contentful-paint", buffered: true}))"""


@dataclass(frozen=True, slots=True)
class Shown:
    """Bytes that travelled until a page was whole, and seconds until its largest piece was drawn."""

    size: int
    seconds: float


def measure(browser: Browser, signed_in: list[Any], address: str) -> Shown:
    """Open a page for the first time on this phone."""
    context = browser.new_context(**PHONE)
    context.add_cookies(signed_in)
    try:
        return _opened(context, address)
    finally:
        context.close()


def _opened(context: BrowserContext, address: str) -> Shown:
    page = context.new_page()
    page.set_default_timeout(120_000)
    line: CDPSession = context.new_cdp_session(page)
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    line.send("Network.enable")
    speed = {"downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": BYTES_PER_SECOND}
    line.send("Network.emulateNetworkConditions", {"offline": False, "latency": ROUND_TRIP_MS, **speed})
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    seconds = float(page.evaluate(_SHOWN)) / 1000
    page.wait_for_load_state("networkidle")
    return Shown(int(sum(sizes)), seconds)


@click.command()
@click.option(
    "--runs", default=5, show_default=True, help="Times each page is opened, each time on a phone that knows nothing."
)
def main(runs: int) -> None:
    """Print bytes and seconds of each page, and end with 1 when the median of one is over its budget."""
    with tempfile.TemporaryDirectory(prefix="concerte-bench-") as folder, sync_playwright() as playwright:
        data = Path(folder) / "data"
        data.mkdir()
        house = Installation(data)
        house.start()
        path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            over = _compare(browser, house, runs)
        finally:
            browser.close()
            house.stop()
    sys.exit(1 if over else 0)


def _compare(browser: Browser, house: Installation, runs: int) -> bool:
    context = browser.new_context(**PHONE)
    context.request.get(house.links["Samir"])
    context.request.post(f"{house.url}/bienvenue", headers={"origin": house.url})
    page = context.new_page()
    page.goto(f"{house.url}/mes-taches")
    tasks = page.url
    page.locator("a.task").first.click()
    page.locator("form.remark").wait_for()
    pages = {"my tasks": tasks, "a function": page.url, "my remarks": tasks.replace("/taches", "/remarques")}
    signed_in: list[Any] = context.cookies()
    context.close()
    over = False
    click.echo(
        f"round trip {ROUND_TRIP_MS} ms, 400 kbit/s, processor {SLOWER}x slower, nothing kept, Chromium; {runs} runs"
    )
    for name, address in pages.items():
        found = [measure(browser, signed_in, address) for _ in range(runs)]
        size, middle = max(one.size for one in found), statistics.median(one.seconds for one in found)
        worst = max(one.seconds for one in found)
        over |= size > MOST_BYTES or middle > MOST_SECONDS
        click.echo(
            f"{name}: {size} bytes (most {MOST_BYTES}), drawn after {middle:.2f} s, worst {worst:.2f} s (most {MOST_SECONDS})"
        )
    return over


if __name__ == "__main__":
    main()
