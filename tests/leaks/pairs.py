"""Two worlds that differ in what a supplier may not know, and everything that supplier is sent in each (security notes, T2).

In both, the same things happen that supplier A sees. In one of them the firm also writes, relabels, talks, freezes and sends
what A does not see, or the rival answers, asks and proposes. A's bytes must be the same, in the same order and of the same size.
"""

import asyncio
import json
import random
import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from server.realtime import codec
from server.realtime.limits import LiveLimits
from tests.leaks.addresses import exports, readings
from tests.leaks.listening import CURSOR
from tests.leaks.planted import Planted, served_copy
from tests.realtime.client import connected
from tests.realtime.world import until
from tests.web.ask import Ask
from tests.web.asking import Everybody, Row, rows

WATCHER = "alice"
PROBE = "nobody"
"""What a round trip asks for: its answer may overtake another's and is the harness's own."""

NONCES: Final = (
    ("script nonce", re.compile(rb"(?<=nonce-)[\w+/=-]+|(?<=nonce=\")[\w+/=-]+")),
    ("cursor of a page", re.compile(rb"(?<=data-cursor=\")[^\"]+|(?<=\"cursor\":\")[^\"]+|(?<=\"cursor\": \")[^\"]+")),
    ("moment", re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:00)?")),
    ("time of day", re.compile(rb"\b\d\d?[:h]\d\d(?::\d\d)?\b")),
    ("port of this machine", re.compile(rb"(?<=127\.0\.0\.1:)\d+")),
    ("identifier", re.compile(rb"(?<![\w-])[A-Za-z0-9_-]{22}(?![\w-])")),
)
"""Random or taken from the clock in every world alike: each becomes its name, its length, and when it first appeared."""

ALWAYS: Final = (
    "/", "/projets", "/compte", "/s/{specification_id}", "/s/{specification_id}/accueil", "/s/{specification_id}/versions",
    "/s/{specification_id}/personnes", "/s/{specification_id}/diffuser", "/s/{specification_id}/origines",
    "/api/specifications/{specification_id}/outline", "/api/specifications/{specification_id}/releases",
    "/api/specifications/{specification_id}/thread-marks",
)  # fmt: skip
"""What the supplier reads each time, besides what is drawn by lot among all readings."""

BY_THE_RIVAL: Final = ("acknowledge_release", "record_answer", "raise_thread")
SHOWN: Final = {"acknowledge_release", "record_answer"}
"""What supplier A itself does."""

DECLARED: Final = {
    "show_reserved": "that a requirement is kept from it, and its code (L16)",
    "name_levels": "what the levels it reads are called (L17)",
}
"""What the pair declassifies on purpose, and what A then knows: no pair does these out of its sight. Nothing else that walkers do
is meant for A."""


@dataclass
class Stream:
    """What the watcher was sent, in order: where from, and the bytes with the declared nonces made alike."""

    pieces: list[tuple[str, bytes]] = field(default_factory=list)
    _names: dict[bytes, bytes] = field(default_factory=dict)

    def keep(self, where: str, data: bytes) -> None:
        """Add what was sent."""
        for what, pattern in NONCES:
            data = pattern.sub(partial(self._named, what), data)
        self.pieces.append((where, data))

    def _named(self, what: str, match: re.Match[bytes]) -> bytes:
        found, known = match[0], len(self._names)
        return self._names.setdefault(found, f"<{what}, {len(found)} bytes, number {known}>".encode())

    @property
    def size(self) -> int:
        """How many bytes were kept."""
        return sum(len(data) for _, data in self.pieces)


@dataclass(frozen=True, slots=True)
class Pair:
    """What is to be done in both worlds, and what in the second one only."""

    seed: int
    hidden: tuple[str, ...]
    by_the_rival: bool
    read: int


def draw(seed: int, *, hidden: int, read: int) -> Pair:
    """Choose by lot what happens out of the supplier's sight."""
    lot = random.Random(seed)  # noqa: S311  a lot, not a secret
    known = sorted(row.name for row in rows() if _is_hidden(row))
    return Pair(seed, tuple(lot.sample(known, hidden)), by_the_rival=seed % 2 == 1, read=read)


def _is_hidden(row: Row) -> bool:
    """Whether a route changes something that supplier A does not see; what ends sessions is left out."""
    ending = {"revoke_other_sessions", "revoke_session"}
    return row.method != "GET" and row.path.startswith("/api/") and row.name not in SHOWN | ending | DECLARED.keys()


APART = 3 * LiveLimits().patch_window
"""Seconds between what the supplier may not know of and what it is told: news of both would else travel as one message, and
nobody could see that the first had woken its page."""


def differences(pair: Pair, planted: Planted, place: Path) -> tuple[list[str], int]:
    """Live both worlds; return where the supplier could tell them apart, and how many bytes were compared."""
    quiet, busy = (_live(pair, planted, place / name, busy=name == "busy") for name in ("quiet", "busy"))
    return compare(quiet, busy), quiet.size


def compare(quiet: Stream, busy: Stream) -> list[str]:
    """Say where two streams differ."""
    found = []
    if [where for where, _ in quiet.pieces] != [where for where, _ in busy.pieces]:
        found.append(f"other pieces: {len(quiet.pieces)} and {len(busy.pieces)}")
    for (where, one), (_, other) in zip(quiet.pieces, busy.pieces, strict=False):
        if one != other:
            at = next(
                (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
            )
            found.append(f"{where}: {one[max(0, at - 120) : at + 80]!r} / {other[max(0, at - 120) : at + 80]!r}")
    return found


def _live(pair: Pair, planted: Planted, place: Path, *, busy: bool) -> Stream:
    place.mkdir()
    with served_copy(place, planted) as everyone:
        return asyncio.run(_sit_and_read(pair, everyone, busy=busy))


async def _sit_and_read(pair: Pair, everyone: Everybody, *, busy: bool) -> Stream:
    """The supplier opens the page and stays on it while things happen, then reads on."""
    stream, lot, spec = Stream(), random.Random(pair.seed), everyone.world.specification_id  # noqa: S311
    asked = lot.sample(readings(everyone.world) + exports(everyone.world, ("json", "html")), pair.read)
    page = everyone.request(WATCHER, "GET", f"/s/{spec}")
    stream.keep("the page", page.content)
    cursor = CURSOR.search(page.text)
    assert cursor is not None
    address = everyone.site.settings.base_url.replace("http", "ws", 1) + f"/live/{spec}"
    headers = {"cookie": f"concerte={everyone.cookies[WATCHER]['concerte']}", "origin": everyone.site.settings.base_url}
    async with connected(address, headers) as client:
        await client.ask("page")
        await client.send(codec.stateless("page", json.dumps({"type": "since", "cursor": cursor[1]})))
        await client.round_trip()
        for number, names in enumerate(_in_threes(pair.hidden)):
            if busy:
                await asyncio.to_thread(_happen, everyone, names)
                if pair.by_the_rival:
                    await asyncio.to_thread(_rival, everyone, BY_THE_RIVAL[number % len(BY_THE_RIVAL)])
            await asyncio.sleep(APART)
            told = await asyncio.to_thread(_rename, everyone, number)
            await until(lambda told=told: any(told in body for _, _, body in client.frames), within=60)  # type: ignore[misc]
        await client.round_trip()
        for name, kind, body in client.frames:
            if name != PROBE:
                stream.keep(f"live {kind} of {name}", body)
    await asyncio.to_thread(_answer, everyone)
    await asyncio.to_thread(_read, everyone, stream, asked)
    return stream


def _in_threes(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [names[start : start + 3] for start in range(0, len(names), 3)]


def _happen(everyone: Everybody, names: tuple[str, ...]) -> None:
    """Ask what the supplier does not see; what comes too early for another deed is refused, which is as hidden.

    A deed for which an earlier one has left nothing is not asked: the `StopIteration` of its walker would never leave a thread.
    """
    by_name, done = {row.name: row for row in rows()}, 0
    for name in names:
        walker = by_name[name].walker
        assert walker is not None
        with suppress(StopIteration):
            ask = walker(everyone.world)
            done += everyone.ask(ask.who, by_name[name], ask).is_success
    assert done > 0, f"nothing of {names} happened"


def _rival(everyone: Everybody, name: str) -> None:
    world = everyone.world
    spec, about = {"specification_id": world.specification_id}, world.ids["whole N0 opened to A"]
    body = {
        "acknowledge_release": None,
        "record_answer": {"compliance": "NC", "comment": "Trop cher"},
        "raise_thread": _thread(about, "Et nous"),
    }[name]
    where = {"release_id": world.releases["B"], "requirement_id": about}
    _done("bilal", everyone, name, Ask("", {**spec, **where}, body=body))


def _rename(everyone: Everybody, number: int) -> bytes:
    """Something that supplier A sees happens in both worlds; return the word it will be told."""
    world = everyone.world
    spec, item = {"specification_id": world.specification_id}, world.requirement("whole N0 opened to A")
    renamed = {"field": "title", "value": f"Titre{number}", "before": item.title}
    _done("claire", everyone, "change_requirement", Ask("", {**spec, "requirement_id": item.id}, body=renamed))
    return f"Titre{number}".encode()


def _answer(everyone: Everybody) -> None:
    """Supplier A itself asks and answers."""
    world = everyone.world
    spec, about = {"specification_id": world.specification_id}, world.ids["whole N0 opened to A"]
    _done(WATCHER, everyone, "raise_thread", Ask("", spec, body=_thread(about, "Et moi")))
    where = {**spec, "release_id": world.releases["A"], "requirement_id": about}
    _done(WATCHER, everyone, "record_answer", Ask("", where, body={"compliance": "CP", "comment": "Oui"}))


def _thread(about: str, text: str) -> dict[str, object]:
    return {"subject": {"kind": "requirement", "id": about}, "kind": "question", "text": text, "mentions": []}


def _done(who: str, everyone: Everybody, name: str, ask: Ask) -> None:
    answer = everyone.ask(who, next(row for row in rows() if row.name == name), ask)
    assert answer.is_success, f"{name}: {answer.status_code} {answer.text[:300]}"


def _read(everyone: Everybody, stream: Stream, asked: list[tuple[str, Ask]]) -> None:
    by_name = {row.name: row for row in rows()}
    always = [row for row in rows() if row.method == "GET" and row.path in ALWAYS]
    listed = [(row, row.walker(everyone.world)) for row in always if row.walker is not None]
    spec, about = {"specification_id": everyone.world.specification_id}, everyone.world.ids["whole N0 opened to A"]
    listed += [(by_name[name], Ask("", spec, {"requirement": about})) for name in ("read_around", "read_texts")]
    for row, ask in listed + [(by_name[name], ask) for name, ask in asked]:
        answer = everyone.request(WATCHER, row.method, row.address(ask), params=ask.query or None)
        told = {key: value for key, value in answer.headers.items() if key != "date"}
        stream.keep(f"{row.address(ask)} {ask.query}", f"{answer.status_code} {told}\n".encode() + answer.content)
