"""A real installation for journeys: the server as its own process, with the demo, that can be killed and started again."""

import email
import email.policy
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

import httpx

from tests.plain_http import NO_CERTIFICATES

ROOT = Path(__file__).resolve().parents[2]
MAIL_COMES_WITHIN = 60.0
STARTS_WITHIN = 120.0
"""Seconds after which a server that does not answer is taken for broken."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Installation:
    """One installation of the demo on a port of its own; `links` are the people's demo links by first name."""

    data_dir: Path
    database_url: str = ""
    """Empty: the embedded database."""

    port: int = field(default_factory=_free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        """Where it is, without a final slash."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def outbox(self) -> Path:
        """Where mails are written without SMTP."""
        return self.data_dir / "outbox"

    def mails(self) -> set[Path]:
        """The mails written so far."""
        return set(self.outbox.glob("*.eml")) if self.outbox.exists() else set()

    def next_mail(self, before: set[Path]) -> EmailMessage:
        """Wait for a mail that is not among `before`; return it read."""
        deadline = time.monotonic() + MAIL_COMES_WITHIN
        while time.monotonic() < deadline:
            for mail in self.mails() - before:
                return email.message_from_bytes(mail.read_bytes(), EmailMessage, policy=email.policy.default)
            time.sleep(0.05)
        raise AssertionError("no mail came")

    @property
    def links(self) -> dict[str, str]:
        """Demo links by first name."""
        listed = json.loads((self.data_dir / "demo-links.json").read_text("utf-8"))
        return {entry["name"].split()[0]: entry["url"] for entry in listed}

    def start(self) -> None:
        """Start the server and wait until it is ready."""
        environment = os.environ | {"DATA_DIR": str(self.data_dir), "PORT": str(self.port), "LOG_LEVEL": "warning"}
        if self.database_url:
            environment["DATABASE_URL"] = self.database_url
        with (self.data_dir / "server.log").open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "server", "demo"], cwd=ROOT, env=environment, stdout=output, stderr=output
            )
        deadline = time.monotonic() + STARTS_WITHIN
        while not self._ready():
            assert self.process.poll() is None, self.log
            assert time.monotonic() < deadline, self.log
            time.sleep(0.1)

    def _ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", timeout=5, verify=NO_CERTIFICATES).status_code == 200
        except httpx.TransportError:
            return False

    @property
    def log(self) -> str:
        """What the server said on its console."""
        return (self.data_dir / "server.log").read_text("utf-8", "replace")

    def kill(self) -> None:
        """End the server at once, as a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask the server to stop."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(how)
        self.process.wait(30)
        self.process = None


def copy_of(template: Path, to: Path) -> Installation:
    """Return an installation with the data of another one that is not running."""
    shutil.copytree(template, to)
    return Installation(to)
