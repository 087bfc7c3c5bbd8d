"""The product itself as a process, with the demo in it, and connections of its people."""

import contextlib
import os
import re
import resource
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.journeys.house import Installation
from tests.plain_http import NO_CERTIFICATES
from tests.realtime.client import Client, connected

FILES = 16_384
TEXTS = 10
"""Texts that are opened."""


@dataclass
class Demo:
    """The running demo, its people's cookies, and the texts of its specification."""

    house: Installation
    specification: str
    cookies: list[str]
    texts: list[str]

    @contextlib.asynccontextmanager
    async def connected(self, number: int, scheme: str = "ws") -> AsyncIterator[Client]:
        """Connect as one of those who may write, in turns."""
        async with connected(self.address(scheme), self.headers(number)) as client:
            yield client

    def address(self, scheme: str = "ws") -> str:
        """Where the live line is."""
        return self.house.url.replace("http", scheme, 1) + f"/live/{self.specification}"

    def headers(self, number: int) -> dict[str, str]:
        """What a browser of one of the people sends by itself."""
        return {"cookie": self.cookies[number % len(self.cookies)], "origin": self.house.url}

    def cpu(self) -> float:
        """Seconds of processor the server has used since it started."""
        assert self.house.process is not None
        fields = Path(f"/proc/{self.house.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def running(data_dir: Path) -> Iterator[Demo]:
    """Start the demo; one account may hold as many connections as the benchmark opens."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES, hard), hard))
    os.environ["MAX_SOCKETS_PER_ACCOUNT"] = "5000"
    data_dir.mkdir()
    house = Installation(data_dir)
    house.start()
    try:
        yield _signed_in(house)
    finally:
        house.stop()


def _signed_in(house: Installation) -> Demo:
    claire, bruno = (_browser(house, name) for name in ("Claire", "Bruno"))
    with contextlib.closing(claire), contextlib.closing(bruno):
        page = claire.get("/")
        found = re.search(r"/s/([\w-]{22})", page.text + str(page.url))
        assert found is not None
        cookies = [f"concerte={browser.cookies['concerte']}" for browser in (claire, bruno)]
        return Demo(house, found[1], cookies, _texts(claire, found[1]))


def _browser(house: Installation, name: str) -> httpx.Client:
    made = httpx.Client(
        base_url=house.url,
        follow_redirects=True,
        headers={"origin": house.url},
        trust_env=False,
        verify=NO_CERTIFICATES,
    )
    made.get(house.links[name])
    made.post("/bienvenue")
    return made


def _texts(browser: httpx.Client, specification: str) -> list[str]:
    requirements = re.findall(r'<article[^>]*id="r-([\w-]{22})"', browser.get(f"/s/{specification}").text)
    texts = [
        text["document"]
        for one in requirements[:TEXTS]
        for text in browser.get(f"/api/specifications/{specification}/texts?requirement={one}").json()["texts"]
        if text["kind"] == "statement"
    ]
    assert len(texts) == TEXTS
    return texts
