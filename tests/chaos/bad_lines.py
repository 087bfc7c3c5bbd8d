"""People write over bad lines: in the end all copies are equal, what was acknowledged is stored, and a seed tells it again."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Final

from server.domain.content import TextPart
from tests.chaos.firm import Firm
from tests.chaos.kills import ENDS_OF_LINES, Writers
from tests.chaos.proxy import ROUGH, UPSIDE_DOWN, Proxy, bad_line
from tests.chaos.raw_writer import RawWriter

ROUNDS: Final = 15
"""Words that each person writes in a run."""

PATIENCE: Final = 120.0
"""Seconds given to everyone, once the lines are good, to be saved and to read the same."""

RAW_WRITERS: Final = 2

STRICT: Final = 0.6
"""Of the runs in which lines do only what networks do, those in which every word must be stored once it is acknowledged.

An acknowledgement is counted, not named (P17): one that comes twice, or that meets the queue of the provider's own socket,
tells of words that are only on their way. Those runs look for the words once the lines are good; strict ones have the page's.
"""


@dataclass(slots=True)
class LineReport:
    """What was counted."""

    seeds: int = 0
    messages: int = 0
    cut: int = 0
    late: int = 0
    overtaken: int = 0
    twice: int = 0
    written: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    unequal: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing happened that may not, and something was tried."""
        return not (self.lost or self.unequal) and self.acknowledged > 0

    def lines(self, name: str) -> list[str]:
        """Return the report."""
        return [
            *(f"{name}, {what}" for what in (*self.lost[:10], *self.unequal[:10])),
            f"{name}: bad lines, seeds {self.seeds}, messages {self.messages}, cuts {self.cut}",
            f"{name}: bad lines, late {self.late}, overtaken {self.overtaken}, repeated {self.twice}",
            f"{name}: bad lines, edits {self.written}, acknowledged {self.acknowledged}",
            f"{name}: bad lines, lost {len(self.lost)}, unequal {len(self.unequal)}",
        ]


async def write_over_bad_lines(firm: Firm, seeds: int, seed: str, report: LineReport, *, broken: bool = False) -> None:
    """Have so many runs: that of `seed` first, then those of `seed+1`, `seed+2`, each of which can be had alone."""
    await firm.start(broken=broken)
    numbers = count(1)
    for one in range(seeds):
        await _run(firm, f"{seed}+{one}" if one else seed, numbers, report)


async def _run(firm: Firm, seed: str, numbers: "count[int]", report: LineReport) -> None:
    dice = Random(seed)  # noqa: S311  a run that can be told again
    weather, part = dice.choice((ROUGH, UPSIDE_DOWN)), dice.choice(firm.parts)
    strict = weather is ROUGH and dice.random() < STRICT
    async with (
        bad_line(firm.port, seed, weather) as (proxy, port),
        _people(firm, part, numbers, port, page=strict) as people,
    ):
        early: list[str] = []
        for _ in range(ROUNDS):
            await people.write(dice)
            await asyncio.sleep(dice.choice((0.0, 0.0, 0.01, 0.05)))
            await people.providers.look_at_all()
            if strict:
                early += [f"seed {seed}: {word} was acknowledged before it was stored" for word in people.lost()]
        report.lost += early
        if not early:
            proxy.clear_up()
            await people.settle()
            report.lost += [f"seed {seed}: {word} is lost" for word in people.lost()]
            report.unequal += [f"seed {seed}: {what}" for what in await people.differences()]
        _count(report, proxy, people)


def _count(report: LineReport, proxy: Proxy, people: "_People") -> None:
    report.seeds += 1
    for name in ("messages", "cut", "late", "overtaken", "twice"):
        setattr(report, name, getattr(report, name) + getattr(proxy.mishaps, name))
    report.written += len(people.written)
    report.acknowledged += len(people.providers.acknowledged)


@dataclass(slots=True)
class _People:
    """Everyone in one text: three with the unmodified provider, the others with the raw client."""

    firm: Firm
    part: TextPart
    numbers: "count[int]"
    providers: Writers
    raw: list[RawWriter]

    async def write(self, dice: Random) -> None:
        """Let everyone write a word, in an order drawn by lot."""
        for writer in dice.sample(self.raw, len(self.raw)):
            await writer.write(f"w{next(self.numbers)}")
        await self.providers.write()

    @property
    def written(self) -> set[str]:
        """Every word that was written."""
        return self.providers.written | {word for writer in self.raw for word in writer.written}

    def lost(self) -> list[str]:
        """The acknowledged words that are not stored."""
        return self.providers.lost()

    async def settle(self) -> None:
        """Wait until everyone is saved and reads what is stored; how it stands when patience ends is judged afterwards."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self.providers.all_saved()
                while await self.differences():
                    await asyncio.sleep(0.05)

    async def differences(self) -> list[str]:
        """What is not as it has to be: a copy that is another, a word that is missing, a text that was closed."""
        stored = self.providers.stored().split("\n")[0]
        states = await self.providers.states()
        copies = [str(state["words"]) for state in states] + [writer.text.words for writer in self.raw]
        closed = [reason for state in states for reason in state["closed"] if reason not in ENDS_OF_LINES]
        return [
            *(f"reads {copy!r} where {stored!r} is stored" for copy in copies if copy != stored),
            *(
                f"is another form: {whole}"
                for whole in {str(one["whole"]) for one in states} - {str(states[0]["whole"])}
            ),
            *(f"{word} is missing" for word in sorted(self.written - set(re.findall(r"w\d+", stored)))),
            *(f"was closed: {reason}" for reason in [*closed, *(why for writer in self.raw for why in writer.closed)]),
            *(["has struck words"] if "biffé" in stored else []),
        ]


@contextlib.asynccontextmanager
async def _people(
    firm: Firm, part: TextPart, numbers: "count[int]", port: int, *, page: bool
) -> AsyncIterator[_People]:
    """Bring everyone into a text, over a port."""
    url = f"ws://127.0.0.1:{port}/live/{firm.scene.specification_id}"
    raw = [RawWriter(url, firm.headers(place), part.generation) for place in range(RAW_WRITERS)]
    lives = [asyncio.ensure_future(writer.live()) for writer in raw]
    providers = Writers(firm, part, numbers, port, page=page)
    await providers.come()
    try:
        yield _People(firm, part, numbers, providers, raw)
    finally:
        await providers.leave()
        for life in lives:
            life.cancel()
        await asyncio.gather(*lives, return_exceptions=True)
