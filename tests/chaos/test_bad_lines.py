"""Short runs over bad lines, and proof that they notice a server that acknowledges before it stores (P13, P17, P19)."""

from dataclasses import replace
from pathlib import Path

import pytest

from server.settings import Settings
from tests.chaos.bad_lines import LineReport, write_over_bad_lines
from tests.chaos.firm import open_firm

pytestmark = pytest.mark.anyio


async def test_lines_cut_late_and_mixed_up_cost_nobody_a_word_and_all_read_the_same(
    settings: Settings, node_path: Path
) -> None:
    report = LineReport()

    async with open_firm(replace(settings, redis_url=None), node_path) as firm:
        await write_over_bad_lines(firm, 3, "1", report)

    assert report.sound, report.lines("run")
    assert report.seeds == 3
    assert min(report.cut, report.late) > 0


async def test_over_bad_lines_too_a_server_that_acknowledges_before_it_stores_is_noticed(
    embedded_settings: Settings, node_path: Path
) -> None:
    report = LineReport()

    async with open_firm(embedded_settings, node_path) as firm:
        await write_over_bad_lines(firm, 1, "4", report, broken=True)

    assert any("acknowledged before" in word for word in report.lost)
