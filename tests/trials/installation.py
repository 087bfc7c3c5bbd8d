"""A real installation of its own, as a person has it: the commands, the server process, and people signed in."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import httpx

from server.settings import Settings
from tests.plain_http import NO_CERTIFICATES

ROOT: Final = Path(__file__).resolve().parents[2]
_START_SECONDS: Final = 60.0
_COMMAND: Final = (sys.executable, "-m", "server")


class CommandFailed(Exception):
    """A command ended with an error; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of the demo, signed in."""

    name: str
    role: str
    email: str
    web: httpx.Client

    @property
    def headers(self) -> dict[str, str]:
        """What a browser of this person sends when it opens a socket."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.web.cookies.items())
        return {"cookie": cookies, "origin": str(self.web.base_url).rstrip("/")}

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """Call the API and return its answer. Raises httpx.HTTPStatusError when refused."""
        answer = self.web.request(method, path, json=body)
        if answer.is_error:
            raise httpx.HTTPStatusError(
                f"{method} {path}: {answer.status_code} {answer.text}", request=answer.request, response=answer
            )
        return answer.json() if answer.headers.get("content-type", "").startswith("application/json") else None

    def fetch(self, path: str) -> bytes:
        """Return the bytes at an address. Raises httpx.HTTPStatusError when refused."""
        return self.web.get(path).raise_for_status().content


class Installation:
    """The demo in a folder of its own, served by a process of its own; a context that ends with the process."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
        self.environment = kept | {"DATA_DIR": str(data_dir), "PORT": str(self.port), "DEMO": "1"}
        self._people: dict[str, Person] = {}
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for person in self._people.values():
            person.web.close()
        self.stop()

    @property
    def settings(self) -> Settings:
        """The settings the commands read."""
        return Settings.read(self.environment)

    def concerte(self, *arguments: str) -> str:
        """Run one command and return what it printed. Raises CommandFailed."""
        done = subprocess.run(
            [*_COMMAND, *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise CommandFailed(done.stderr.strip() or f"exit code {done.returncode}")
        return done.stdout.strip()

    def start(self) -> None:
        """Serve the demo and wait until it answers. Raises CommandFailed when it does not come up."""
        log = (self.data_dir / "server.log").open("ab")
        with log:
            self._process = subprocess.Popen(
                [*_COMMAND, "demo"], cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )
        until = time.monotonic() + _START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                raise CommandFailed(
                    (self.data_dir / "server.log").read_text(encoding="utf-8", errors="replace")[-2000:]
                )
            time.sleep(0.05)

    @property
    def pid(self) -> int:
        """The process that serves."""
        assert self._process is not None
        return self._process.pid

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", trust_env=False, verify=NO_CERTIFICATES).is_success
        except httpx.TransportError:
            return False

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the server: politely, or with SIGKILL without warning."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def links(self) -> list[dict[str, str]]:
        """Return the personal links as `demo-links.json` has them."""
        found: list[dict[str, str]] = json.loads((self.data_dir / "demo-links.json").read_text(encoding="utf-8"))
        return found

    def link(self, role: str) -> dict[str, str]:
        """Return the link of the first demo person of this role."""
        return next(one for one in self.links() if one["role"] == role)

    def person(self, role: str) -> Person:
        """Return the first demo person of this role, signed in by their personal link."""
        if role not in self._people:
            link = self.link(role)
            web = httpx.Client(
                base_url=self.url, headers={"origin": self.url}, timeout=120.0, trust_env=False, verify=NO_CERTIFICATES
            )
            web.get(link["url"])
            self._people[role] = Person(link["name"], role, link["email"], web)
        return self._people[role]
