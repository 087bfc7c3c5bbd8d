"""What a supplier is sent is the same to the byte whether or not something happens that it may not know of (S6, T2)."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from server.domain.content import Section
from server.policy.view import Revealer, SectionView
from server.services import reading
from tests.leaks.pairs import DECLARED, Pair, differences, draw
from tests.leaks.planted import Planted

LONG = "PAIRS" in os.environ
PAIRS = int(os.environ.get("PAIRS", "10"))
Patch = pytest.MonkeyPatch


@pytest.mark.parametrize("seed", range(PAIRS))
def test_a_supplier_cannot_tell_two_worlds_apart(seed: int, planted: Planted, tmp_path: Path) -> None:
    found, size = differences(draw(seed, hidden=12 if LONG else 6, read=60 if LONG else 6), planted, tmp_path)

    sys.stdout.write(f"pair {seed}: {size} bytes, {len(found)} differences\n")
    sys.stdout.writelines(f"declared, and not done here: {name}, {what}\n" for name, what in DECLARED.items())
    assert not found, "\n".join(found[:3])
    assert size > 50_000


def _hidden_sections_counted(patch: Patch) -> None:
    real = Revealer.section

    def section(self: Revealer, item: Section, number: str) -> SectionView:
        return real(self, item, f"{len(self.content.sections)}.{number}")

    patch.setattr(Revealer, "section", section)


def _woken_for_nothing(patch: Patch) -> None:
    real = reading.page_news

    def news(*given: object) -> tuple[str, str | None]:
        cursor, message = real(*given)  # type: ignore[arg-type]
        return cursor, message or json.dumps({"type": "patch", "cursor": cursor, "items": []})

    patch.setattr("server.services.live.page_news", news)


def _rivals_heard(patch: Patch) -> None:
    patch.setattr("server.policy.view.talk._knows_author", lambda revealer, members, person: True)
    patch.setattr(
        "server.policy.view.talk._hears", lambda revealer, members, thread: revealer.sight.subject(thread.subject)
    )


@pytest.mark.parametrize("plant", [_hidden_sections_counted, _woken_for_nothing, _rivals_heard])
def test_worlds_that_differ_are_told_apart(
    plant: Callable[[Patch], None], planted: Planted, tmp_path: Path, monkeypatch: Patch
) -> None:
    hidden = (
        "change_finding",
        "add_section",
        "move_section",
        "add_requirement",
        "add_unit",
        "freeze_baseline",
        "add_link",
    )
    with monkeypatch.context() as patch:
        plant(patch)
        found, _ = differences(Pair(1, hidden, by_the_rival=True, read=0), planted, tmp_path)

    assert found != []


@pytest.mark.parametrize("name", DECLARED)
def test_what_the_pair_declassifies_on_purpose_is_what_a_supplier_notices(
    name: str, planted: Planted, tmp_path: Path
) -> None:
    found, _ = differences(Pair(1, (name,), by_the_rival=False, read=0), planted, tmp_path)

    assert found != []
