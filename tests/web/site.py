"""The real application on a free port of this machine, and clients that check every answer they are given."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
import uvicorn

from server.app import create_app
from server.realtime.raw_transport import RawProtocol
from server.services.house import House
from server.services.rights import reader_for
from server.services.sessions import open_capped_session, open_session
from server.settings import Settings
from server.storage.database import Database
from server.storage.shelf import Shelf
from server.web.departing import CuttableHttp
from tests.plain_http import NO_CERTIFICATES
from tests.web.contract import Contract

PATIENCE = 60.0
"""Seconds a real server may take to start before the test says that it did not."""


@dataclass
class Site:
    """A served installation. `house` is a second house on the same database, for arranging things without HTTP."""

    settings: Settings
    house: House
    contract: Contract
    clients: list[httpx.Client] = field(default_factory=list)

    def client(self, token: str | None = None, *, language: str = "fr") -> httpx.Client:
        """Return a browser of somebody; every answer it gets is checked against the API's document and the header rules.

        It asks for no compression, whose own test is `test_travelling`.
        """
        cookies = {"concerte": token} if token else {}
        made = httpx.Client(
            base_url=self.settings.base_url,
            cookies=cookies,
            headers={"origin": self.settings.base_url, "accept-language": language, "accept-encoding": "identity"},
            event_hooks={"response": [self.contract.check]},
            timeout=300,
            verify=NO_CERTIFICATES,
        )
        self.clients.append(made)
        return made

    def token(self, person_id: str, device: str = "test") -> str:
        """Open a session for somebody and return what its cookie holds."""
        with self.house.database.write() as connection:
            return open_session(self.house, connection, person_id, device)

    def view_token(self, person_id: str, project_id: str, specification_id: str, supplier_id: str) -> str:
        """Open a session that sees what a supplier sees, and return what its cookie holds."""
        reader = reader_for(self.house, person_id, project_id)
        return open_capped_session(self.house, reader, specification_id, supplier_id, "view")


@contextmanager
def serving(settings: Settings) -> Iterator[Site]:
    """Yield the installation of `settings` (its database migrated) while it is served on a port of its own."""
    listener = socket.create_server(("127.0.0.1", 0))
    base_url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    settings = replace(settings, base_url=base_url)
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(settings),
            ws=RawProtocol,
            http=CuttableHttp,
            log_level="warning",
            ws_per_message_deflate=False,
            forwarded_allow_ips=settings.trusted_proxies,
        )
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    _wait(server, thread)
    database = Database(settings.database_url)
    site = Site(settings, House(settings, database, Shelf()), Contract())
    try:
        yield site
    finally:
        for client in site.clients:
            client.close()
        database.close()
        server.should_exit = True
        thread.join(PATIENCE)
        listener.close()


def _wait(server: uvicorn.Server, thread: threading.Thread) -> None:
    deadline = time.monotonic() + PATIENCE
    while not server.started:
        assert thread.is_alive(), "the server ended before it served"
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.01)


def json_of(response: httpx.Response) -> Any:
    """Return the JSON of an answer that did what was asked."""
    assert response.is_success, f"{response.status_code} {response.text[:300]}"
    return response.json()
