"""`make bench-nodes`: one, two and three nodes; figures, and 1 when a target is missed."""

import asyncio
import json
import os
import sys

import click

from tests.benchmarks.nodes.carrying import carrying
from tests.benchmarks.nodes.crossing import crossing
from tests.benchmarks.nodes.revoking import revoking
from tests.benchmarks.nodes.site import Site, installed
from tests.benchmarks.nodes.standing import standing

ADDED_P95_MS = 50.0
REVOKED_P99_MS = 300.0
NODES = (1, 2, 3)


@click.command()
@click.option("--revocations", default=300, show_default=True, help="Revocations on the largest number of nodes.")
def main(revocations: int) -> None:
    """Measure, and end with one JSON object."""
    with installed() as site:
        found = asyncio.run(_measure(site, revocations))
    missed = _missed(found)
    for one in missed:
        click.echo(f"missed: {one}")
    click.echo(json.dumps({"processors": os.cpu_count(), **found, "missed": missed}))
    sys.exit(bool(missed))


async def _measure(site: Site, revocations: int) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    texts = iter(site.texts)
    for count in NODES:
        async with site.served(count) as desks:
            _keep(found, f"crossing, {count} nodes", await crossing(desks, next(texts)))
            _keep(found, f"carrying, {count} nodes", await carrying(desks, [next(texts) for _ in desks]))
            if count == 1:
                redis_url = site.settings.redis_url or ""
                _keep(found, "standing, 1 nodes", await standing(desks[0], site.texts, redis_url))
            if count == NODES[-1]:
                _keep(found, f"revoking, {count} nodes", await revoking(site, desks, revocations))
    return found


def _keep(found: dict[str, dict[str, float]], name: str, figures: dict[str, float]) -> None:
    found[name] = figures
    click.echo(f"{name}:")
    for what, value in figures.items():
        click.echo(f"  {what:30} {value}")


def _missed(found: dict[str, dict[str, float]]) -> list[str]:
    missed = []
    for name, figures in found.items():
        if figures.get("added_p95_ms", 0.0) > ADDED_P95_MS:
            missed.append(f"{name}: added p95 {figures['added_p95_ms']} ms, at most {ADDED_P95_MS}")
        if figures.get("closed_everywhere_p99_ms", 0.0) > REVOKED_P99_MS:
            missed.append(f"{name}: closed p99 {figures['closed_everywhere_p99_ms']} ms, at most {REVOKED_P99_MS}")
        if figures.get("closed_after_the_answer", 0.0):
            missed.append(f"{name}: a document was closed after the answer")
    return missed


if __name__ == "__main__":
    main()
