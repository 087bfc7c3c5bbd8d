"""`make bench-storm`: figures of the live line under stress; it prints them, and judges nothing."""

import asyncio
import json
import tempfile
from pathlib import Path

import click

from tests.benchmarks.storm.site import running
from tests.benchmarks.storm.slow import slow
from tests.benchmarks.storm.storm import storm
from tests.benchmarks.storm.ways import ways


@click.command()
@click.option("--clients", default=1000, show_default=True, help="Connections that come back at once.")
@click.option("--runs", default=3, show_default=True, help="Runs with and without a slow reader, in turns.")
def main(clients: int, runs: int) -> None:
    """Measure, and end with one JSON object."""
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="concerte-bench-") as folder, running(Path(folder) / "data") as demo:
        for name, measure in (
            ("HTTP beside WebSocket", ways(demo)),
            ("a slow reader", slow(demo, runs)),
            ("everybody comes back", storm(demo, clients)),
        ):
            found[name] = asyncio.run(measure)
            click.echo(f"{name}:")
            for what, value in found[name].items():
                click.echo(f"  {what:42} {value}")
    click.echo(json.dumps(found))


if __name__ == "__main__":
    main()
