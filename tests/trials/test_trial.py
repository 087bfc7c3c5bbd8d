"""The whole job is done on documents of ours: imported, written by two, closed and opened, traced, frozen, taken away."""

from pathlib import Path

import pytest

from tests.trials.job import Report, run
from tests.trials.measures import compare, in_export, in_markdown
from tests.trials.sentences import sentences_of, sign_of
from tests.trials.tables import files_in, lines_of
from tests.trials.wording import HALVES, half_of, labels, measure

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


def test_sentences_are_read_from_markdown_and_from_a_grid_of_criteria(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Le titre du document\n\nUne phrase de **Mr. Roux** ici. Une autre phrase suit !\n", encoding="utf-8"
    )
    (tmp_path / "b.json").write_text(
        '{"topics": [{"criterium": {"title": "Chaque [lien](#l) a-t-il un titre ?"}}]}', encoding="utf-8"
    )

    assert sentences_of(tmp_path) == [
        "Le titre du document",
        "Une phrase de Mr. Roux ici.",
        "Une autre phrase suit !",
        "Chaque lien a-t-il un titre ?",
    ]


def test_what_the_rules_see_is_counted_by_half_against_what_a_person_saw(tmp_path: Path) -> None:
    seen = "Le module doit répondre rapidement."
    missed = "Le module doit répondre comme il convient."
    wrong = "Le module doit être très grand."
    (tmp_path / "a.md").write_text(f"{seen}\n\n{missed}\n\n{wrong}", encoding="utf-8")
    by_hand = {
        sign_of(seen): frozenset({"vague"}),
        sign_of(missed): frozenset({"vague"}),
        sign_of(wrong): frozenset[str](),
    }

    count, scores = measure(tmp_path, by_hand)

    vague = [one for one in scores if one.rule == "vague"]
    assert count == 3
    assert [sum(getattr(one, name) for one in vague) for name in ("right", "wrong", "missed")] == [1, 1, 1]
    assert [one.half for one in vague if one.right] == [half_of(sign_of(seen))]
    assert any("precision" in one.line() for one in scores)


def test_at_least_two_hundred_sentences_are_labelled_and_about_half_are_held_out() -> None:
    halves = [half_of(sign) for sign in labels()]

    assert len(halves) >= 200
    assert all(halves.count(half) >= 100 for half in HALVES)


def test_each_file_that_may_hold_rows_is_told_with_what_was_lost_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Exigence;Avis\nLe module doit peser.;à revoir\n", encoding="cp1252")
    (tmp_path / "b.reqif").write_text("<REQ-IF>", encoding="utf-8")
    (tmp_path / "c.txt").write_text("x", encoding="utf-8")

    told = [lines_of(file) for file in files_in(tmp_path)]

    assert [said[0].split(":")[0] for said, _ in told] == ["a.csv", "b.reqif"]
    assert "Exigence -> statement" in told[0][0][1]
    assert "refused" in told[1][0][0]
    assert [lost for _, lost in told] == [[], []]
