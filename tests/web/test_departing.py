"""No byte leaves any node after the acknowledged end of the rights under which it was made: answers being made, and being sent.

Every revocation is made on one node and every answer asked of another.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

import httpx
import pytest

import server.app
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N4
from server.services import exporting, inviting, leaving, reclassifying, sessions
from server.services.exporting import ExportFile
from server.services.house import House
from server.settings import Settings
from server.web.departing import Departures
from tests.services.deeds import set_field
from tests.services.scene import Scene, open_scene
from tests.web.site import Site, serving

LARGE = 24 * 1024 * 1024
"""Bytes of a file: more than both ends of a connection hold between them."""

PATIENCE = 60.0


@dataclass
class Nodes:
    """The demo served by its nodes: what is revoked on the first is asked of the last."""

    scene: Scene
    sites: list[Site]
    departures: list[Departures] = field(default_factory=list)

    @property
    def here(self) -> Scene:
        """The demo as deeds are done on the first node, which tells all nodes."""
        return replace(self.scene, house=self.departures[0]._house)

    def membership(self, name: str) -> str:
        content = self.scene.content()
        return next(one.membership_id for one in content.members if one.person_id == self.scene.people[name])

    def client(self, name: str) -> httpx.Client:
        return self.sites[-1].client(self.sites[-1].token(self.scene.people[name]))

    def working(self) -> str:
        return f"/api/specifications/{self.scene.specification_id}/files/json"


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    """Several nodes share a PostgreSQL."""
    return postgresql_url


@pytest.fixture
def nodes(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Nodes]:
    """Two nodes on PostgreSQL and Redis or Valkey."""
    made: list[Departures] = []

    def known(house: House) -> Departures:
        made.append(Departures(house))
        return made[-1]

    monkeypatch.setattr(server.app, "Departures", known)
    with ExitStack() as stack:
        scene = stack.enter_context(open_scene(settings))
        sites = [stack.enter_context(serving(settings)) for _ in range(2)]
        yield Nodes(scene, sites, made)


Revoke = Callable[[Nodes], None]


def a_role(nodes: Nodes) -> None:
    inviting.change_role(
        nodes.here.house, nodes.scene.reader("claire"), nodes.membership("samir"), role="administrator"
    )


def a_clearance(nodes: Nodes) -> None:
    inviting.set_member_level(nodes.here.house, nodes.scene.reader("claire"), nodes.membership("samir"), level=-1)


def a_membership(nodes: Nodes) -> None:
    inviting.end_membership(nodes.here.house, nodes.scene.reader("claire"), nodes.membership("samir"))


def an_organization(nodes: Nodes) -> None:
    leaving.end_organization(
        nodes.here.house, nodes.scene.reader("claire"), nodes.scene.reader("nadia").organization_id
    )


def a_session(nodes: Nodes) -> None:
    """From another of their browsers, Samir ends the sessions of all the others."""
    token = nodes.sites[0].token(nodes.scene.people["samir"])
    other = sessions.get_signed_in(nodes.here.house, token)
    sessions.end_other_sessions(nodes.here.house, other)


def a_label(nodes: Nodes) -> None:
    house, spec = nodes.here.house, nodes.scene.specification_id
    about = Subject(SubjectKind.REQUIREMENT, nodes.scene.requirement("Garder la main").id)
    reclassifying.change_label(house, nodes.scene.reader("claire"), spec, about, label=N4)


WHAT: dict[str, tuple[Revoke, str]] = {
    "a role": (a_role, "samir"),
    "a clearance": (a_clearance, "samir"),
    "a membership": (a_membership, "samir"),
    "an organisation": (an_organization, "nadia"),
    "a session": (a_session, "samir"),
    "a label": (a_label, "samir"),
}
SECRET = "Garder la main"


@pytest.mark.parametrize("what", WHAT)
def test_an_export_that_runs_while_rights_end_gives_nothing_of_them(
    nodes: Nodes, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    revoke, who = WHAT[what]
    running, ended = threading.Event(), threading.Event()
    make = exporting._make

    def slow(*given: object) -> ExportFile:
        file = make(*given)  # type: ignore[arg-type]
        running.set()
        assert ended.wait(PATIENCE)
        return file

    monkeypatch.setattr(exporting, "_make", slow)
    answers: list[httpx.Response] = []
    client = nodes.client(who)
    asking = threading.Thread(target=lambda: answers.append(client.get(nodes.working())))
    asking.start()
    assert running.wait(PATIENCE)

    revoke(nodes)
    ended.set()
    asking.join(PATIENCE)

    (answer,) = answers
    assert SECRET not in answer.text
    assert answer.status_code in ({200, 409} if what in ("a label", "a clearance") else {401, 404})


class Slow:
    """A browser that reads what it has asked for only when told to."""

    def __init__(self, nodes: Nodes, who: str, path: str) -> None:
        site = nodes.sites[-1]
        host, port = site.settings.base_url.removeprefix("http://").split(":")
        self._line = socket.socket()
        self._line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
        self._line.settimeout(PATIENCE)
        self._line.connect((host, int(port)))
        cookie = f"concerte={site.token(nodes.scene.people[who])}"
        self._line.sendall(f"GET {path} HTTP/1.1\r\nhost: {host}:{port}\r\ncookie: {cookie}\r\n\r\n".encode())
        self.got = len(self._line.recv(16 * 1024))

    def rest(self) -> int:
        """Read until the line ends or nothing is missing; return how many bytes came in all."""
        try:
            while self.got < LARGE and (piece := self._line.recv(1024 * 1024)):
                self.got += len(piece)
        except ConnectionResetError:
            pass
        self._line.close()
        return self.got


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is large."""
    file = ExportFile("large.json", "application/json", b"x" * LARGE, "0" * 64)
    monkeypatch.setattr(exporting, "_make", lambda *_: file)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("what", WHAT)
def test_a_download_in_flight_stops_when_rights_end(nodes: Nodes, what: str) -> None:
    revoke, who = WHAT[what]
    slow = Slow(nodes, who, nodes.working())
    leaving_now = [one for one in nodes.departures[-1]._under_way if one.leaving]
    assert len(leaving_now) == 1

    revoke(nodes)

    assert leaving_now[0].void
    assert leaving_now[0].connection is not None
    assert leaving_now[0].connection.is_closing()
    assert slow.rest() < LARGE


@pytest.mark.usefixtures("large")
def test_a_download_goes_on_when_the_rights_of_somebody_else_end(nodes: Nodes) -> None:
    slow = Slow(nodes, "lucie", nodes.working())

    a_membership(nodes)

    assert slow.rest() >= LARGE


@pytest.mark.usefixtures("large")
def test_a_download_goes_on_when_rights_are_asked_again_and_are_the_same(nodes: Nodes) -> None:
    slow = Slow(nodes, "samir", nodes.working())
    item = nodes.scene.requirement("Garder la main")

    set_field(nodes.here, item, "task_ids", [])

    assert slow.rest() >= LARGE


def test_who_ends_something_themselves_is_answered(nodes: Nodes) -> None:
    pilot = nodes.client("claire")
    place = nodes.membership("samir")
    headers = {"origin": nodes.sites[-1].settings.base_url}

    answer = pilot.post(f"/api/projects/{nodes.scene.project_id}/members/{place}/end", headers=headers)

    assert answer.status_code == 200
    assert "Samir" not in answer.text


def test_nothing_is_left_under_way_once_it_has_left(nodes: Nodes) -> None:
    nodes.client("samir").get(nodes.working())
    nodes.client("samir").get(f"/s/{nodes.scene.specification_id}")

    end = time.monotonic() + PATIENCE
    while any(one._under_way for one in nodes.departures) and time.monotonic() < end:
        time.sleep(0.01)
    assert all(not one._under_way for one in nodes.departures)
