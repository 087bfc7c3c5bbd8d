"""The walk is not blind: each of these defects, put into the product on purpose, makes it cry out."""

from pathlib import Path

import pytest

from tests.leaks.defects import CHANNELS, DEFECTS, Defect, caught
from tests.leaks.planted import Planted

FIRST = list({defect.channel: defect for defect in reversed(DEFECTS)}.values())
"""One of each channel; `make leaks` plants them all."""


@pytest.mark.parametrize("defect", FIRST, ids=lambda one: one.title)
def test_this_defect_is_caught(
    defect: Defect, planted: Planted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        assert caught(defect, planted, tmp_path, patch)


def test_every_channel_of_the_domain_guide_has_a_defect() -> None:
    assert {defect.channel for defect in DEFECTS} >= CHANNELS
    assert len(DEFECTS) >= 40
