"""How figures are said."""

from collections.abc import Sequence


def figures(values: Sequence[float]) -> dict[str, float]:
    """Return median, p95, p99 and the largest."""
    ordered = sorted(values)

    def at(share: float) -> float:
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    return {"p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "max": ordered[-1]}
