"""The whole job is done on documents of ours: imported, written by two, closed and opened, traced, frozen, taken away."""

from pathlib import Path

import pytest

from tests.trials.job import Report, run
from tests.trials.measures import compare, in_export, in_markdown

FIXTURES = Path(__file__).parents[1] / "imports" / "fixtures"
STEPS = ["import", "write together", "trace", "label", "freeze", "export", "compare"]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Report]:
    files = [FIXTURES / "cahier-atelier.md", FIXTURES / "note-de-service.md"]
    return run(files, tmp_path_factory.mktemp("trial"), lambda step: None)


def test_every_step_of_the_job_holds_on_both_documents(reports: list[Report]) -> None:
    assert [report.steps for report in reports] == [dict.fromkeys(STEPS, "ok")] * 2


def test_nothing_of_either_document_is_lost_and_only_the_title_introduction_is_added(reports: list[Report]) -> None:
    found = [report.comparison for report in reports]

    assert [one is not None and [*one.lost.values()] for one in found] == [[[], [], [], [], []]] * 2
    assert [one is not None and dict(one.added) for one in found] == [{"Introduction": 1}] * 2
    assert [one is not None and one.counts["requirements"] for one in found] == [5, 2]


def test_a_word_a_heading_an_item_a_cell_or_a_link_that_is_gone_is_named() -> None:
    source = in_markdown(
        "# Un\n\n- deux\n\n| trois | quatre |\n|---|---|\n| cinq | six |\n\n[sept](https://huit.example)\n"
    )

    lost = compare(source, in_export([])).lost

    assert lost["headings"] == ["1: Un"]
    assert lost["list items"] == ["deux"]
    assert lost["table cells"] == ["trois", "quatre", "cinq", "six"]
    assert lost["links"] == ["sept <https://huit.example>"]
    assert {"deux", "trois", "sept", "huit"} <= {*lost["words"]}
