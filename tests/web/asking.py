"""Asks of a served installation, as somebody: the rows of the table of routes turned into requests."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from server.web.routes import ENDPOINTS, SCREENS
from server.web.security import VIEW_BASE, VIEW_END
from server.web.table import Access
from tests.leaks.oracle import Witness
from tests.leaks.planting import CAST
from tests.leaks.world import SUPPLIERS, World
from tests.web import screen_walks, walks
from tests.web.ask import Ask, Walker
from tests.web.site import Site

LAST = ("revoke_other_sessions", "enter_by_link", "leave_view", "leave", "erase_me")
"""What ends sessions is asked when everything else was."""


@dataclass(frozen=True, slots=True)
class Row:
    """One registered route, operation or screen, and its walker."""

    name: str
    method: str
    path: str
    walker: Walker | None
    upload: bool = False
    takes_body: bool = False
    public: bool = False

    def address(self, ask: Ask) -> str:
        """The path with the identifiers of an ask in it."""
        return re.sub(r"{(\w+)(?::\w+)?}", lambda found: ask.path[found[1]], self.path)


def rows() -> list[Row]:
    """Every registered route, those that end sessions last."""
    found = [
        Row(e.operation_id, e.method, e.path, walks.ENDPOINTS.get(e.operation_id), e.upload, e.body is not None)
        for e in ENDPOINTS
    ]
    found += [
        Row(
            s.handler.__name__,
            s.method,
            s.path,
            screen_walks.SCREENS.get((s.method, s.path)),
            takes_body=s.method == "POST",
            public=s.access is Access.PUBLIC,
        )
        for s in SCREENS
    ]
    return sorted(found, key=lambda row: LAST.index(row.name) + 1 if row.name in LAST else 0)


@dataclass
class Everybody:
    """A browser of each person of the planted project, of the pilot who looks as a supplier, and of outsiders."""

    site: Site
    world: World
    witnesses: dict[str, Witness]
    clients: dict[str, httpx.Client]
    cookies: dict[str, dict[str, str]]

    def ask(self, who: str, row: Row, ask: Ask, **more: Any) -> httpx.Response:
        """Send one request and return the answer."""
        given: dict[str, Any] = {"params": ask.query or None}
        if ask.content is not None:
            given |= {"content": ask.content, "headers": {"x-file-name": "image.png"}}
        elif ask.body is not None:
            given["json"] = ask.body
        elif ask.form is not None:
            given["data"] = ask.form
        return self.request(who, row.method, row.address(ask), **given, **more)

    def base(self, who: str) -> str:
        """Where the addresses of somebody begin: what is seen as a supplier has addresses of its own."""
        return VIEW_BASE if self.witnesses[who].capped else ""

    def request(self, who: str, method: str, address: str, **given: Any) -> httpx.Response:
        """Send a request with the cookies somebody has, and keep no cookie it sets."""
        client = self.clients[who]
        address = self.base(who) + address if address != VIEW_END else address
        client.cookies.clear()
        for name, value in self.cookies[who].items():
            client.cookies.set(name, value)
        return client.request(method, address, **given)


def everybody(site: Site, world: World) -> Everybody:
    """Sign everybody in."""
    witnesses = {key: Witness(key, role.value, _letter(key)) for key, (role, _) in CAST.items()}
    witnesses["view"] = Witness("view", "supplier", "A", capped=True)
    witnesses["outsider"] = Witness("outsider", "steering_work", project="other")
    witnesses["rival"] = Witness("rival", "supplier", "A", project="other")
    witnesses["nobody"] = Witness("nobody", "nobody")
    assert world.other is not None
    people = {key: world.person(key) for key in CAST}
    people |= {"outsider": world.other.person("claire"), "rival": world.other.person("alice")}
    cookies = {key: {"concerte": site.token(person)} for key, person in people.items()}
    supplier = world.reader("alice").organization_id
    view = site.view_token(people["claire"], world.project_id, world.specification_id, supplier)
    cookies |= {"view": cookies["claire"] | {"concerte-view": view}, "nobody": {}}
    clients = {key: site.client() for key in cookies}
    return Everybody(site, world, witnesses, clients, cookies)


def _letter(key: str) -> str:
    return next((letter for letter, name in SUPPLIERS.items() if name == key), "")


def asks(world: World) -> Iterator[tuple[Row, Ask]]:
    """Yield every route with one request that must succeed for its `who`, made when its turn comes."""
    for row in rows():
        assert row.walker is not None, f"{row.method} {row.path} has no walker in tests/web/walks.py"
        yield row, row.walker(world)
