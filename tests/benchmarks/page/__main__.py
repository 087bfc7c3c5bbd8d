"""`make bench-page`: our page beside one Tiptap document of the same text, in the same run; budgets are ratios."""

import sys
import tempfile
from pathlib import Path

import click

from tests.benchmarks.page.peer_host import PeerHost
from tests.benchmarks.page.report import missed, summary, table
from tests.benchmarks.page.runs import Runs
from tests.benchmarks.page.served import Served


@click.command()
@click.option("--runs", default=3, show_default=True, help="Runs of each case; at least 3 for a result to be quoted.")
@click.option("--sizes", default="200,2000", show_default=True, help="Requirements, separated by commas.")
@click.option("--tables", is_flag=True, help="Criteria are tables for the peer too, as on our page: far slower for it.")
def main(runs: int, sizes: str, *, tables: bool) -> None:
    """Measure, print the tables, and end with 1 when a budget at the largest size is missed."""
    counts = [int(size) for size in sizes.split(",")]
    with (
        tempfile.TemporaryDirectory(prefix="concerte-bench-") as folder,
        Served(Path(folder) / "data", counts) as ours,
        PeerHost(Path(folder), counts, criteria_in_tables=tables) as peer,
    ):
        found = Runs(ours, peer).measure(counts, runs)
        sent = ours.weigh(max(counts))
    click.echo(table(found, sent))
    misses = missed(found, sent, max(counts))
    for miss in misses:
        click.echo(f"MISSED {miss}")
    click.echo(summary(found, sent, misses))
    sys.exit(1 if misses else 0)


if __name__ == "__main__":
    main()
