"""The whole walk: everything that leaves a served copy of the planted project, and what leaves it otherwise than over its line."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Final

import httpx

from server.services import keeping
from server.services.mailing import OUTBOX, send_due
from server.settings import Settings
from tests.leaks.deeds import with_words
from tests.leaks.harvest import LOG, Harvest, change_everything, mailbox, read_everything
from tests.leaks.listening import listen, type_everywhere
from tests.leaks.planted import Planted, served_copy
from tests.leaks.world import World
from tests.plain_http import NO_CERTIFICATES
from tests.web.asking import Everybody, rows

LISTENERS: Final = ("alice", "bilal", "view", "samir", "olga", "theo", "rival")
"""Who sits on the page while everything is changed: one of each audience."""

RESTORED: Final = ("alice",)
"""Who reads what came back from a backup."""

LOGGERS: Final = ("", "uvicorn")
"""Where all that the process logs arrives."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What left the server, and what left the same installation after it came back from a backup."""

    live: Harvest
    restored: Harvest
    readers: tuple[str, ...]
    """Who read what came back."""

    @property
    def leaks(self) -> list[str]:
        """What somebody was given above their clearance."""
        return self.live.leaks() + [f"after a backup {leak}" for leak in self.restored.leaks()]

    @property
    def missing(self) -> list[str]:
        """What somebody was entitled to and was not given."""
        after = self.restored.missing(self.readers)
        return self.live.missing(self.live.everybody.witnesses) + [f"after a backup {one}" for one in after]

    @property
    def entitled(self) -> int:
        """How many times somebody had to be given a word."""
        return len(self.live.entitled(self.live.everybody.witnesses)) + len(self.restored.entitled(self.readers))

    @property
    def sizes(self) -> dict[str, int]:
        """Bytes looked at, by channel."""
        return self.live.sizes | {"after a backup": self.restored.seeker.bytes_seen}


@contextmanager
def walked(place: Path, planted: Planted, *, thoroughly: bool = False) -> Iterator[Walk]:
    """Walk through a copy: live while texts are typed, by every reading route, by every other, by mail, log and backup."""
    folders = [place / name for name in ("live", "restored")]
    for folder in folders:
        folder.mkdir()
    with served_copy(folders[0], planted) as everyone, logged() as lines:
        harvest = Harvest(everyone)
        names = [name for name in everyone.witnesses if name != "nobody"]
        asyncio.run(listen(harvest, names, type_everywhere))
        read_everything(harvest, everyone.witnesses, thoroughly=thoroughly)
        readers = tuple(everyone.witnesses) if thoroughly else RESTORED
        with restored(folders[1], everyone) as again:
            read_everything(again, readers, thoroughly=thoroughly)

        async def change(_everyone: Everybody) -> None:
            await asyncio.to_thread(change_everything, harvest)

        asyncio.run(listen(harvest, names if thoroughly else LISTENERS, change))
        break_down(harvest)
        read_mails(harvest)
        for line in lines:
            harvest.keep(LOG.name, "log lines", f"a line of the log: {line[:80]}", line.encode())
        yield Walk(harvest, again, readers)


@contextmanager
def logged() -> Iterator[list[str]]:
    """Yield the lines that the process logs meanwhile, as it logs them when told to log most (LOG_LEVEL=debug)."""
    lines: list[str] = []
    form = logging.Formatter("%(name)s %(levelname)s %(message)s")

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(form.format(record))

    handler, most = Keeping(), [logging.getLogger(name) for name in ("server", "uvicorn", "uvicorn.error")]
    arrivals = [logging.getLogger(name) for name in LOGGERS]
    before, handlers = [one.level for one in most], [one.handlers for one in arrivals]
    for one in arrivals:
        one.handlers = [handler]
    for one in most:
        one.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        for one, kept in zip(arrivals, handlers, strict=True):
            one.handlers = kept
        for one, level in zip(most, before, strict=True):
            one.setLevel(level)


@contextmanager
def restored(place: Path, everyone: Everybody) -> Iterator[Harvest]:
    """Back the installation up while it is served, bring it back elsewhere, and serve that, nothing of it read yet."""
    file, settings = place / "backup.zip", Settings.read({"DATA_DIR": str(place)})
    keeping.backup(everyone.site.settings, file, lambda done, total: None)
    keeping.restore(settings, file, lambda done, total: None)
    kept = Planted((place / "concerte.sqlite3").rename(place / "whole.sqlite3"), everyone.world)
    with served_copy(place, kept) as again:
        yield Harvest(again)


def break_down(harvest: Harvest) -> None:
    """Ask for every change while the database fails in its middle; what is answered and logged then tells nothing."""
    everyone, world = harvest.everybody, harvest.world
    asks = [(row, with_words(world, row, row.walker(world))) for row in rows() if row.takes_body and row.walker]
    asks = [(row, ask) for row, ask in asks if row.path.startswith("/api/")]
    failed = 0
    _rename(world, "history", "lost")
    with httpx.Client(base_url=everyone.site.settings.base_url, verify=NO_CERTIFICATES, timeout=60) as client:
        for row, ask in asks:
            cookie = f"concerte={everyone.cookies[ask.who]['concerte']}"
            headers = {"origin": everyone.site.settings.base_url, "cookie": cookie}
            answer = client.request(row.method, row.address(ask), json=ask.body, headers=headers)
            broken = answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
            who = LOG.name if broken else ask.who
            harvest.keep(who, "errors", f"{row.name} while the database fails: {answer.status_code}", answer.content)
            failed += broken
    _rename(world, "lost", "history")
    assert failed > len(asks) // 2, "the database hardly failed"


def _rename(world: World, table: str, to: str) -> None:
    with world.house.database.write() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {to}")


def read_mails(harvest: Harvest) -> None:
    """Send the mails that wait and read those that went, each as the person it went to."""
    everyone = harvest.everybody
    while send_due(everyone.world.house):
        pass
    addresses = {
        f"{one.word}@exemple.fr": one.person
        for one in everyone.world.aviary.canaries.values()
        if one.what.startswith("address of ") and one.project == "main"
    }
    for file in sorted((everyone.site.settings.data_dir / OUTBOX).glob("*.eml")):
        raw = file.read_bytes()
        mail = message_from_bytes(raw, policy=default)
        who = mailbox(addresses.get(str(mail["To"]), ""))
        harvest.keep(who, "mails", f"a mail: {mail['Subject']}", raw)
        harvest.keep(who, "mails", f"a mail: {mail['Subject']}", mail.get_content().encode())
