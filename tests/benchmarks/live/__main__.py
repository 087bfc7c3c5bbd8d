"""`make bench`: people typing in one text and opening many, on our server and on two others, in the same run; ratios count."""

import sys
import tempfile
from pathlib import Path
from typing import Final

import click
import uvloop

from tests.benchmarks.live.documents import write_documents
from tests.benchmarks.live.report import Results, missed, summary, tables
from tests.benchmarks.live.scenarios import Lost, acknowledgements, opening, typing
from tests.benchmarks.live.servers import Hocuspocus, Ours, PycrdtWebsocket, Server, fsyncs

PEOPLE: Final = 50
LADDER: Final = (100, 500, 1000, 2000, 4000, 8000, 16_000)
"""Edits per second of fifty people in one text; each edit is delivered to forty-nine."""

STEP_SECONDS: Final = 2.0
STEP_EDITS: Final = 14_000
"""How long a step lasts, and how many edits it has at most: a text of ours holds 256 KiB."""

TOO_LATE: Final = 100.0
"""Milliseconds of the 99th percentile at which a step counts as not carried."""


@click.command()
@click.option("--runs", default=3, show_default=True, help="Runs of each case; at least 3 for a result to be quoted.")
def main(runs: int) -> None:
    """Measure, print the tables, end with one line of JSON; exit with 1 when a target is missed."""
    results = Results()
    with tempfile.TemporaryDirectory(prefix="concerte-bench-", dir="/var/tmp") as name:  # a disk, not memory
        folder = Path(name)
        documents = write_documents(folder / "written")
        servers = (
            Ours(documents, folder / "ours"),
            Hocuspocus(documents, folder / "hocuspocus"),
            PycrdtWebsocket(documents, folder / "pycrdt"),
        )
        for run in range(runs):
            for server in servers:
                click.echo(f"run {run + 1}: {server.name}", err=True)
                results.fsyncs.append(fsyncs(folder, 200))
                uvloop.run(_measure(server, results))
    click.echo(tables(results))
    misses = missed(results)
    for miss in misses:
        click.echo(f"MISSED {miss}")
    click.echo(summary(results, misses))
    sys.exit(1 if misses else 0)


async def _measure(server: Server, results: Results) -> None:
    shared, small = server.documents.shared, server.documents.small
    server.prepare()
    _restart(server)
    results.keep(server, "a", await typing(server, shared[0], 50, 50, 100, 8))
    results.keep(server, "b", await typing(server, shared[1], 200, 10, 50, 8))
    await _climb(server, results)
    if server.multiplexed:
        results.keep(server, "ack", await acknowledgements(server, shared[2], 200))
        _restart(server)
        results.keep(server, "c", await opening(server, small[:500], 40))
        _restart(server)
        results.keep(server, "c1", await opening(server, [*shared, *small][:2000], 1))
    server.stop()


def _restart(server: Server) -> None:
    server.stop()
    server.start()


async def _climb(server: Server, results: Results) -> None:
    for step, edits in enumerate(LADDER):
        seconds = min(STEP_SECONDS, STEP_EDITS / edits)
        try:
            made = await typing(server, server.documents.shared[3 + step], PEOPLE, PEOPLE, edits, seconds)
        except Lost as lost:
            click.echo(f"  {edits} edits/s: {lost}", err=True)
            return
        results.keep(server, f"d{edits}", made)
        if made.p99 > TOO_LATE or made.delivered < made.expected:
            return


if __name__ == "__main__":
    main()
