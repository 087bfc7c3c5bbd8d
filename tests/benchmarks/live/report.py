"""What the benchmark says: tables, ratios run by run, the targets that were missed, and one JSON object."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Final

from tests.benchmarks.live.scenarios import Opening, quantile
from tests.benchmarks.live.servers import Hocuspocus, Ours, PycrdtWebsocket, Server

MIB: Final = 1024 * 1024
SERVERS: Final = (Ours.name, Hocuspocus.name, PycrdtWebsocket.name)
COMMIT_MS: Final = 5.0
"""What an acknowledgement, or the delivery of a durable edit, may take beside the disk's own time."""

TARGETS: Final = {
    "delivered": (2.0, "at least"),
    "cpu": (0.75, "at most"),
    "c": (0.25, "at most"),
    "c1": (0.2, "at most"),
}
"""Ratios, ours over Hocuspocus's."""

MEMORY_MIB: Final = 10.0


@dataclass
class Results:
    """Everything measured: by server and case, one value a run."""

    kept: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    fsyncs: list[list[float]] = field(default_factory=list)

    def keep(self, server: Server, case: str, value: Any) -> None:
        """Keep the outcome of one case of one run."""
        self.kept.setdefault((server.name, case), []).append(value)

    def of(self, server: str, case: str) -> list[Any]:
        """The outcomes of a case, run by run."""
        return self.kept.get((server, case), [])

    def disk(self, share: float) -> float:
        """Milliseconds within which this share of writes reached the disk, in the middle run."""
        return median(quantile(sorted(run), share) for run in self.fsyncs) * 1000


def highest(results: Results, server: str) -> list[float]:
    """The highest delivered updates per second with the 99th percentile within 100 ms, run by run."""
    runs: dict[int, float] = {}
    for (name, case), made in results.kept.items():
        if name == server and case.startswith("d"):
            for run, one in enumerate(made):
                if one.p99 <= 100 and one.delivered == one.expected:
                    runs[run] = max(runs.get(run, 0.0), one.delivered_a_second)
    return [runs[run] for run in sorted(runs)]


def _ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    return [mine / other for mine, other in zip(ours, theirs, strict=False) if other]


def ratios(results: Results) -> dict[str, list[float]]:
    """Ours over Hocuspocus's, run by run."""
    ours, peer = Ours.name, Hocuspocus.name

    def pair(case: str, read: Callable[[Any], float]) -> list[float]:
        return _ratios([read(one) for one in results.of(ours, case)], [read(one) for one in results.of(peer, case)])

    return {
        "delivered": _ratios(highest(results, ours), highest(results, peer)),
        "cpu": pair("a", lambda one: one.cpu_a_delivery),
        "cpu_b": pair("b", lambda one: one.cpu_a_delivery),
        "p99_a": pair("a", lambda one: one.p99),
        "p99_b": pair("b", lambda one: one.p99),
        "c": pair("c", lambda one: one.seconds),
        "c1": pair("c1", lambda one: one.seconds),
        "memory": pair("c1", _memory_a_thousand),
        "ack_p95": pair("ack", _p95),
    }


def _p95(seconds: Sequence[float]) -> float:
    return quantile(sorted(seconds), 0.95) * 1000


def _memory_a_thousand(one: Opening) -> float:
    return (one.memory - one.memory_before) / MIB / 2


def missed(results: Results) -> list[str]:
    """Return the targets that the middle of the runs does not reach."""
    found, misses = ratios(results), []
    for name, (target, sense) in TARGETS.items():
        value = median(found[name]) if found[name] else float("nan")
        if not (value >= target if sense == "at least" else value <= target):
            misses.append(f"{name}: {value:.2f}, wanted {sense} {target}")
    for case in ("a", "b"):
        mine = median(one.p99 for one in results.of(Ours.name, case))
        most = max(median(one.p99 for one in results.of(Hocuspocus.name, case)), results.disk(0.99) + COMMIT_MS)
        if mine > most:
            misses.append(f"p99 of ({case}): {mine:.1f} ms, wanted at most {most:.1f} ms")
    ack, disk = median(_p95(one) for one in results.of(Ours.name, "ack")), results.disk(0.95)
    if ack > disk + COMMIT_MS:
        misses.append(f"ack p95: {ack:.1f} ms, wanted at most {disk + COMMIT_MS:.1f} ms")
    memory = median(_memory_a_thousand(one) for one in results.of(Ours.name, "c1"))
    if memory > MEMORY_MIB:
        misses.append(f"memory of 1 000 texts: {memory:.1f} MiB, wanted at most {MEMORY_MIB}")
    return misses


def tables(results: Results) -> str:
    """Return what was measured, for people: least, middle and most of the runs."""
    rows: list[tuple[str, ...]] = [("what", *SERVERS)]

    def row(what: str, case: str, read: Callable[[Any], float], digits: int = 1) -> None:
        rows.append((what, *(_three([read(one) for one in results.of(name, case)], digits) for name in SERVERS)))

    for case, said in (("a", "50 people × 2 edits/s"), ("b", "200 people, 10 typing")):
        row(f"({case}) {said}: p50 ms", case, lambda one: one.p50, 2)
        row("    p95 ms", case, lambda one: one.p95, 2)
        row("    p99 ms", case, lambda one: one.p99, 2)
        row("    processor, µs a delivery", case, lambda one: one.cpu_a_delivery)
        row("    delivered, of those expected", case, lambda one: one.delivered / one.expected, 3)
        row("    load generator's processor", case, lambda one: one.busy, 2)
    row("(c) 500 texts × 40 people, cold: s", "c", lambda one: one.seconds, 2)
    row("(c1) 2 000 texts, one person, cold: s", "c1", lambda one: one.seconds, 2)
    row("    memory of 1 000 open texts, MiB", "c1", _memory_a_thousand)
    row("acknowledged, p50 ms", "ack", lambda one: quantile(sorted(one), 0.5) * 1000, 2)
    row("    p95 ms", "ack", _p95, 2)
    for edits in sorted({int(case[1:]) for _, case in results.kept if case.startswith("d")}):
        row(f"(d) {edits} edits/s: delivered/s", f"d{edits}", lambda one: one.delivered_a_second, 0)
        row("    p99 ms", f"d{edits}", lambda one: one.p99)
        row("    load generator's processor", f"d{edits}", lambda one: one.busy, 2)
    rows.append(("(d) highest with p99 ≤ 100 ms", *(_three(highest(results, name), 0) for name in SERVERS)))
    widths = [max(len(one[column]) for one in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(one, widths, strict=True)).rstrip() for one in rows]
    lines += ["", "ours over hocuspocus, middle (least to most):"]
    lines += [f"  {name}: {_three(found, 2)}" for name, found in ratios(results).items()]
    disk = [results.disk(share) for share in (0.5, 0.95, 0.99)]
    lines.append(f"disk, fdatasync of 4 kB: p50 {disk[0]:.2f}, p95 {disk[1]:.2f}, p99 {disk[2]:.2f} ms")
    return "\n".join(lines)


def _three(values: Sequence[float], digits: int) -> str:
    if not values:
        return "–"
    return f"{median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def summary(results: Results, misses: Sequence[str]) -> str:
    """Return one line of JSON with the ratios and what was missed."""
    found = {name: round(median(values), 3) for name, values in ratios(results).items() if values}
    return json.dumps({"ratios": found, "missed": list(misses)}, ensure_ascii=False)
