"""`make chaos`: the long runs; figures, and 1 when a word that was acknowledged is missing or a text does not open."""

import argparse
import asyncio
import contextlib
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from random import Random, SystemRandom

from server.settings import Settings
from server.storage.database import migrate
from tests.chaos.bad_lines import LineReport, write_over_bad_lines
from tests.chaos.firm import nursery_of_servers, open_firm
from tests.chaos.kills import Report, kill_migrations, kill_servers, tables_of
from tests.conformance.conftest import ROOT
from tests.conftest import administer

STATEMENTS = 80
"""The migrations of an empty database are about so many statements."""

KINDS = ("sqlite", "postgresql")
NODE = ROOT / ".venv" / "bin" / "node"


@contextlib.contextmanager
def empty(kind: str) -> Iterator[tuple[str, str]]:
    """Yield a folder and the address of an empty database on SQLite or PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="concerte-chaos-") as folder:
        if kind == "sqlite":
            yield folder, f"sqlite:///{folder}/concerte.sqlite3"
            return
        server, name = os.environ["TEST_POSTGRES_URL"], f"concerte_chaos_{secrets.token_hex(6)}"
        administer(server, "CREATE DATABASE {}", name)
        try:
            yield folder, f"{server.rpartition('/')[0]}/{name}"
        finally:
            administer(server, "DROP DATABASE {} WITH (FORCE)", name)


async def run(kind: str, kills: int, seed: str) -> Report:
    """Kill servers on one database, and migrations a tenth as often."""
    report, dice = Report(), Random(seed)  # noqa: S311  a run that can be told again
    with empty(kind) as (folder, url):
        migrate(url)
        whole = tables_of(url)
        async with open_firm(Settings.read({"DATA_DIR": folder, "DATABASE_URL": url}), NODE) as firm:
            await kill_servers(firm, kills, f"{kind} {seed}", report)
    async with nursery_of_servers() as nursery:
        for _ in range(-(-kills // 10)):
            with empty(kind) as (_folder, url):
                report.migrations += await kill_migrations(nursery, url, whole, dice.randrange(1, STATEMENTS))
    return report


async def run_bad_lines(kind: str, seeds: int, seed: str) -> LineReport:
    """Write over bad lines into one database."""
    report = LineReport()
    with empty(kind) as (folder, url):
        migrate(url)
        async with open_firm(Settings.read({"DATA_DIR": folder, "DATABASE_URL": url}), NODE) as firm:
            await write_over_bad_lines(firm, seeds, seed, report)
    return report


def reports(kind: str, kills: int, seeds: int, seed: str) -> Iterator[Report | LineReport]:
    """Yield what was found on one database, of each thing that was asked for."""
    if kills:
        yield asyncio.run(run(kind, kills, seed))
    if seeds:
        yield asyncio.run(run_bad_lines(kind, seeds, seed))


def main() -> int:
    """Run on both databases, print, and say with the exit code whether all is sound."""
    asked = argparse.ArgumentParser(prog="make chaos")
    asked.add_argument("--kills", type=int, default=100)
    asked.add_argument("--seeds", type=int, default=100, help="runs over bad lines on each database")
    asked.add_argument("--seed", default="")
    options = asked.parse_args()
    seed = options.seed or str(SystemRandom().randrange(2**32))
    sys.stdout.write(f"seed {seed}\n")
    sound = True
    for kind in KINDS:
        for report in reports(kind, options.kills, options.seeds, seed):
            sys.stdout.write("\n".join(report.lines(kind)) + "\n")
            sys.stdout.flush()
            sound = sound and report.sound
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
