"""Servers killed at random and at named points while three people write: nothing acknowledged is lost, everything opens."""

import asyncio
import re
import signal
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any, Final

from sqlalchemy import inspect

from server.crdt.refusals import Gap, Refused
from server.domain.content import TextPart
from server.realtime.close_codes import NOT_STORED, RESET
from server.storage.database import Database, migrate
from tests.chaos.firm import WRITERS, Firm, Server, answer_of, order, texts_of
from tests.chaos.points import POINTS

LIVES_AT_MOST: Final = 4.0
"""Seconds after which a server that did not come to its point is killed all the same."""

PATIENCE: Final = 120.0
"""Seconds given to everyone to be back and saved at the end."""

ENDS_OF_LINES: Final = frozenset({"", RESET.reason, NOT_STORED.reason})

TOP: Final = "N4"
"""The key of the label that parts are raised to."""


@dataclass(slots=True)
class Report:
    """What was counted."""

    kills: int = 0
    at_points: int = 0
    migrations: int = 0
    written: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    unopenable: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing happened that may not, and something was tried."""
        return not (self.lost or self.unopenable) and self.acknowledged > 0

    def lines(self, name: str) -> list[str]:
        """Return the report."""
        return [
            *(f"lost: {word}" for word in self.lost[:10]),
            *(f"does not open: {name}" for name in self.unopenable[:10]),
            f"{name}: kills {self.kills}, of which at named points {self.at_points}, and of migrations {self.migrations}",
            f"{name}: edits {self.written}, acknowledged {self.acknowledged}",
            f"{name}: lost {len(self.lost)}, unopenable {len(self.unopenable)}",
        ]


class Writers:
    """Three people with a provider each in one text; every edit is a word of its own."""

    def __init__(
        self, firm: Firm, part: TextPart, numbers: "count[int]", port: int | None = None, *, page: bool = False
    ) -> None:
        """`page`: their lines are the page's own, which queues nothing."""
        self.firm, self.part, self._numbers, self._page = firm, part, numbers, page
        self._port = port or firm.port
        self._names = [f"{part.id}-{self._port}-{place}" for place in range(len(WRITERS))]
        self._typed: dict[str, list[str]] = {name: [] for name in self._names}
        self.acknowledged: set[str] = set()

    async def come(self) -> None:
        """Open the text."""
        url = f"ws://127.0.0.1:{self._port}/live/{self.firm.scene.specification_id}"
        for place, name in enumerate(self._names):
            headers = self.firm.headers(place, self._port)
            await self.firm.browsers.do("connect", socket=name, url=url, headers=headers, page=self._page)
            await self.firm.browsers.do("open", socket=name, name=self.part.generation, **{"as": name})

    async def write(self) -> int:
        """Let each write one word, and look who was told that everything is saved; returns how many wrote."""
        wrote = 0
        for name in self._names:
            state = await self.firm.browsers.state(name)
            if _turned_away(state) or not state["words"]:
                continue
            word = f"w{next(self._numbers)}"
            await self.firm.browsers.do("type", **{"as": name}, words=f" {word}")
            self._typed[name].append(word)
            wrote += 1
            await self.look(name)
        return wrote

    async def look(self, name: str) -> bool:
        """Note what is saved according to one provider; tells whether it needs nothing more, or was turned away."""
        state = await self.firm.browsers.state(name)
        if not state["unsynced"]:
            self.acknowledged.update(self._typed[name])
        return (state["synced"] and not state["unsynced"]) or _turned_away(state)

    async def look_at_all(self) -> None:
        """Note what is saved according to every provider."""
        for name in self._names:
            await self.look(name)

    async def all_saved(self, server: Server | None = None) -> None:
        """Wait until every provider that was not turned away says that all is saved, or until this server is dead."""
        for name in self._names:
            while not await self.look(name):
                if server is not None and server.ended.done():
                    return
                await asyncio.sleep(0.02)

    async def texts(self) -> list[str]:
        """Return what each provider shows."""
        return [str(state["words"]) for state in await self.states()]

    async def states(self) -> list[dict[str, Any]]:
        """Return what each provider knows."""
        return [await self.firm.browsers.state(name) for name in self._names]

    @property
    def written(self) -> set[str]:
        """Every word that was written."""
        return {word for words in self._typed.values() for word in words}

    async def leave(self) -> None:
        """Close the connections."""
        for name in self._names:
            await self.firm.browsers.do("disconnect", socket=name)
            await self.firm.browsers.do("detach", **{"as": name})

    def lost(self) -> list[str]:
        """Return the acknowledged words that the stored text does not have: all of them when it does not open."""
        return sorted(self.acknowledged - set(re.findall(r"w\d+", self.stored())))

    def stored(self) -> str:
        """Return what is stored, or nothing when it does not open."""
        try:
            return self.firm.words(self.part)
        except (Gap, Refused):
            return ""


def _turned_away(state: dict[str, Any]) -> bool:
    """Whether the document itself was closed; the end of a connection is told to it too, with these reasons or none."""
    return bool(set(state["closed"]) - ENDS_OF_LINES)


async def kill_servers(firm: Firm, kills: int, seed: str, report: Report, *, broken: bool = False) -> None:
    """Have so many servers killed; a new text after each relabelling."""
    dice, numbers = Random(seed), count(1)  # noqa: S311  a run that can be told again
    pool = iter(dice.sample(firm.parts, len(firm.parts)))
    writers: Writers | None = None
    while report.kills < kills:
        point = None if broken else dice.choice([None, None, None, *POINTS])
        often = point is not None and point.startswith(("append", "text"))
        server = await firm.start(point, dice.choice((1, 2, 5, 9)) if often else 1, broken=broken)
        if not server.ended.done():
            if writers is None:
                writers = Writers(firm, next(pool), numbers)
                await writers.come()
            await _live(firm, server, writers, point, dice)
        assert await server.ended == -signal.SIGKILL
        report.kills += 1
        report.at_points += not server.killed
        writers = await _checked(firm, writers, report)
    if writers is not None:
        await _calm(firm, writers, report)


async def _live(firm: Firm, server: Server, writers: Writers, point: str | None, dice: Random) -> None:
    """Write until the server is dead."""
    await writers.all_saved(server)
    deed = asyncio.ensure_future(_deed(firm, writers.part, point))
    ends = asyncio.get_running_loop().time() + (dice.uniform(0.1, 1.0) if point is None else LIVES_AT_MOST)
    while not server.ended.done() and asyncio.get_running_loop().time() < ends:
        await writers.write()
        await asyncio.sleep(dice.choice((0.0, 0.0, 0.01, 0.05)))
    server.kill()
    await server.ended
    await deed


async def _deed(firm: Firm, part: TextPart, point: str | None) -> None:
    """Do what leads to a point."""
    base = f"/api/specifications/{firm.scene.specification_id}"
    if point and point.startswith("relabel"):
        await firm.ask("POST", f"{base}/labels/text/{part.id}", json={"label_key": TOP})
    elif point and point.startswith("export"):
        await firm.ask("GET", f"{base}/files/html")


async def _checked(firm: Firm, writers: Writers | None, report: Report) -> Writers | None:
    """Look at the database of the dead server; who was relabelled away goes on in another text."""
    if writers is None:
        return None
    report.lost += writers.lost()
    if report.kills % 10 == 0:
        report.unopenable += firm.unopenable()
    now = next(one for one in texts_of(firm.scene) if one.id == writers.part.id)
    if now.generation == writers.part.generation:
        return writers
    await _done(writers, report)
    return None


async def _done(writers: Writers, report: Report) -> None:
    report.acknowledged += len(writers.acknowledged)
    report.written += len(writers.written)
    await writers.leave()


async def _calm(firm: Firm, writers: Writers, report: Report) -> None:
    """Let a last server live until everyone has saved everything; then all read the same, and it is what is stored."""
    server = await firm.start()
    async with asyncio.timeout(PATIENCE):
        await writers.all_saved()
    texts = await writers.texts()
    server.kill()
    await server.ended
    report.lost += writers.lost()
    report.lost += [f"different texts: {text}" for text in set(texts) - {texts[0]}]
    report.unopenable += firm.unopenable()
    await _done(writers, report)


async def kill_migrations(nursery: asyncio.subprocess.Process, url: str, whole: list[str], statement: int) -> bool:
    """Kill the migration of an empty database before a statement; the next one finishes it. False when it was over before.

    Raises AssertionError unless the database then has exactly the tables of a migrated one.
    """
    await order(nursery, migrate=url, statement=statement)
    await answer_of(nursery)
    killed = (await answer_of(nursery))["ended"] == -signal.SIGKILL
    migrate(url)
    assert tables_of(url) == whole
    return killed


def tables_of(url: str) -> list[str]:
    """Return the names of the tables and of their columns."""
    database = Database(url)
    try:
        seen = inspect(database.engine)
        return [f"{table}.{one['name']}" for table in sorted(seen.get_table_names()) for one in seen.get_columns(table)]
    finally:
        database.close()
