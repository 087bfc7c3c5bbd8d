"""What the runs say: least, middle and most of each number, the middle of the ratios, and the budgets of the house."""

import json
from statistics import median
from typing import Final

from tests.benchmarks.page.runs import Found
from tests.benchmarks.page.served import Sent

NUMBERS: Final = (
    "painted",
    "readable",
    "largest",
    "listens",
    "interactive",
    "caret",
    "key p50",
    "key p95",
    "heap",
    "heap after",
)
BUDGETS: Final = {
    ("readable", 1): 0.25,
    ("readable", 4): 0.25,
    ("interactive", 1): 0.35,
    ("interactive", 4): 0.4,
    ("key p95", 1): 0.5,
    ("key p95", 4): 0.5,
    ("heap after", 1): 0.4,
}
"""At most so much of the peer, by number and CPU slow-down, at the largest size."""
BEFORE_TEXT_KB: Final = 100
WHOLE_KB: Final = 500


def ratio(found: Found, name: str, count: int, slow: int) -> float:
    """Return the middle of ours over the peer's, run by run: the two of a run are neighbours and met the same noise."""
    pairs = zip(found["ours", count, slow][name], found["peer", count, slow][name], strict=True)
    return median(ours / peer for ours, peer in pairs if peer)


def _row(found: Found, name: str, count: int, slow: int) -> str:
    def three(side: str) -> str:
        numbers = found[side, count, slow][name]
        return f"{min(numbers):.1f} / {median(numbers):.1f} / {max(numbers):.1f}"

    budget = BUDGETS.get((name, slow))
    wanted = f"≤ {budget}" if budget else ""
    there = median(found["peer", count, slow][name])
    share = f"{ratio(found, name, count, slow):.2f}" if there else "–"
    return f"| {count} | {slow}× | {name} | {three('ours')} | {three('peer')} | {share} | {wanted} |"


def table(found: Found, sent: Sent) -> str:
    """Return the tables in Markdown: times in ms, heap in MB, least / middle / most of the runs."""
    cases = sorted({(count, slow) for _, count, slow in found})
    rows = [_row(found, name, count, slow) for count, slow in cases for name in NUMBERS]
    weight = median(found["ours", max(cases)[0], 1]["bytes"])
    lines = [
        "| requirements | CPU | what | ours | one Tiptap document | ratio | budget |",
        "|---|---|---|---|---|---|---|",
        *rows,
        "",
        f"Compressed before the first screen of text: {sent.before_text / 1000:.0f} kB (at most {BEFORE_TEXT_KB}).",
        f"Whole page without fonts: {weight:.0f} kB (at most {WHOLE_KB}), of which HTML {sent.page_bytes / 1000:.0f} kB.",
        (
            f"Server, largest page: first answer after a start {sent.cold_seconds:.2f} s; later {sent.warm_seconds:.3f} s, "
            f"first byte {sent.warm_first_byte_seconds:.3f} s."
        ),
    ]
    return "\n".join(lines)


def missed(found: Found, sent: Sent, count: int) -> list[str]:
    """Return the budgets that are missed, each as a sentence."""
    shares = {(name, slow): ratio(found, name, count, slow) for name, slow in BUDGETS}
    misses = [
        f"{name} at {slow}×: {share:.2f} of the peer, at most {BUDGETS[name, slow]}"
        for (name, slow), share in shares.items()
        if share > BUDGETS[name, slow]
    ]
    weight = median(found["ours", count, 1]["bytes"])
    if sent.before_text > BEFORE_TEXT_KB * 1000:
        misses.append(f"before the first screen of text: {sent.before_text / 1000:.0f} kB, at most {BEFORE_TEXT_KB}")
    if weight > WHOLE_KB:
        misses.append(f"whole page: {weight:.0f} kB, at most {WHOLE_KB}")
    return misses


def summary(found: Found, sent: Sent, misses: list[str]) -> str:
    """Return one JSON object: every ratio, the weights, and whether all budgets hold."""
    cases = sorted({(count, slow) for _, count, slow in found})
    ratios = {
        f"{count} {slow}x": {name: round(ratio(found, name, count, slow), 3) for name in NUMBERS if name != "caret"}
        for count, slow in cases
    }
    weights = {"before_text_kb": round(sent.before_text / 1000, 1), "page_html_kb": round(sent.page_bytes / 1000, 1)}
    return json.dumps({"ratios": ratios, **weights, "good": not misses}, ensure_ascii=False)
