"""Requirements against what they come from: who is tied to whom, the holes, and what each reader is told of them (O3, L6)."""

import pytest

from server.domain.errors import NotInYourSight
from server.domain.tracing import Gap, Subject, SubjectKind
from server.policy.labels import N4
from server.policy.view import MatrixView
from server.services import reclassifying
from server.services.diagnosis import see_matrix
from server.web import matrix
from tests.services.scene import Scene

ORPHAN = "Montrer la semaine à l’entrée de l’atelier"
FOLLOWED = "Éditer la fiche suiveuse à jour"


def seen_by(scene: Scene, name: str) -> MatrixView:
    return see_matrix(scene.house, scene.reader(name), scene.specification_id)


def ties_of(view: MatrixView, title: str) -> list[str]:
    return [tie.code for row in view.rows if row.title == title for tie in row.ties]


def test_each_tie_of_a_requirement_is_in_the_column_of_its_origin(scene: Scene) -> None:
    view = seen_by(scene, "claire")

    row = next(one for one in view.rows if one.title == FOLLOWED)
    place = [column.code for column in view.columns].index(row.ties[0].code)
    assert [tie and tie.code for tie in matrix.cells(row, view.columns)].index(row.ties[0].code) == place
    assert [one.register for one in view.columns if one.subject.kind is SubjectKind.FINDING] == sorted(
        (one.register for one in view.columns if one.subject.kind is SubjectKind.FINDING),
        key=["work", "production", "common"].index,
    )


def test_o3_holes_are_certain_to_the_pair_and_not_told_to_who_could_be_kept_from_something(scene: Scene) -> None:
    gaps = {name: {row.title: row.gap for row in seen_by(scene, name).rows} for name in ("claire", "nadia", "samir")}

    assert [gaps[name][ORPHAN] for name in ("claire", "nadia", "samir")] == [Gap.CERTAIN, Gap.UNSEEN, Gap.NONE]
    assert [title for title, gap in gaps["claire"].items() if gap is not Gap.NONE] == [ORPHAN]
    assert [one.gap for one in seen_by(scene, "claire").columns].count(Gap.CERTAIN) == 1
    assert seen_by(scene, "claire").whole
    assert not seen_by(scene, "nadia").whole


def test_l6_a_tie_to_what_a_reader_may_not_read_is_not_there_and_neither_is_its_column(scene: Scene) -> None:
    tied = ties_of(seen_by(scene, "samir"), FOLLOWED)
    finding = next(one for one in scene.content().findings if one.code in tied)
    subject = Subject(SubjectKind.FINDING, finding.id)
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, subject, label=N4)

    told = seen_by(scene, "samir")

    assert ties_of(told, FOLLOWED) == []
    assert finding.code not in {one.code for one in told.columns}
    assert ties_of(seen_by(scene, "claire"), FOLLOWED) == tied


def test_a_supplier_is_told_no_origins(scene: Scene) -> None:
    with pytest.raises(NotInYourSight):
        seen_by(scene, "paul")


def test_a_large_matrix_is_shown_part_by_part_each_with_the_columns_tied_in_it(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = seen_by(scene, "claire")
    assert matrix.grid_of(view, None).chapter is None
    monkeypatch.setattr(matrix, "WHOLE", 1)

    first = matrix.grid_of(view, None)
    parts = [matrix.grid_of(view, one.id) for one in view.chapters]

    assert first.chapter == view.chapters[0]
    assert [row for part in parts for row in part.rows] == list(view.rows)
    for part in parts:
        assert {one.subject for one in part.columns} == {tie.other for row in part.rows for tie in row.ties}
    with pytest.raises(NotInYourSight):
        matrix.grid_of(view, scene.requirement(ORPHAN).id)
