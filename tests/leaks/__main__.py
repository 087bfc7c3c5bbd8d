"""`make leaks`: the whole walk and every planted defect; prints the figures and ends with 1 when one is bad."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from tests.leaks.defects import DEFECTS, caught
from tests.leaks.gathering import Walk, walked
from tests.leaks.planted import Planted, empty_database, plant_in

WANTED = 40
"""Planted defects of which each must be noticed."""


def main() -> int:
    """Walk, plant, print; 0 when every figure is good."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "planted").mkdir()
        planted = plant_in(place / "planted", empty_database(place))
        with walked(place, planted, thoroughly=True) as walk:
            bad = report(walk)
        return int(not _every_defect_is_caught(planted, place) or bad)


def report(walk: Walk) -> bool:
    """Print what was found; tell whether something is bad."""
    world, leaks, missing = walk.live.world, walk.leaks, walk.missing
    canaries = world.aviary.canaries.values()
    say("canaries planted", len(canaries))
    say("kinds of things × labels planted", len({(one.what, one.labels) for one in canaries}))
    say("people who read", len(walk.live.everybody.witnesses))
    for channel, size in walk.sizes.items():
        say(f"bytes inspected, {channel}", size)
    say("bytes inspected in all", sum(walk.sizes.values()))
    say("canaries found above clearance, whole or in part (must be 0)", len(leaks))
    say("entitled canaries found", f"{walk.entitled - len(missing)} of {walk.entitled}")
    for line in [*leaks[:50], *missing[:50]]:
        say("  bad", line)
    return bool(leaks or missing) or not walk.entitled


def _every_defect_is_caught(planted: Planted, place: Path) -> bool:
    by_channel, missed = Counter[str](), []
    for number, defect in enumerate(DEFECTS):
        (place / f"defect {number}").mkdir()
        with pytest.MonkeyPatch.context() as patch:
            noticed = caught(defect, planted, place / f"defect {number}", patch)
        by_channel[defect.channel] += noticed
        missed += [] if noticed else [defect.title]
    for channel, count in by_channel.items():
        say(f"planted leaks caught, {channel}", count)
    say("planted leaks caught", f"{len(DEFECTS) - len(missed)} of {len(DEFECTS)}")
    for title in missed:
        say("  not caught", title)
    return not missed and len(DEFECTS) >= WANTED


def say(what: str, figure: object) -> None:
    """Print one figure."""
    sys.stdout.write(f"{what}: {figure}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
