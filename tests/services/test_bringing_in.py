"""Rows of a table, in the demo: seen before anything is written, added as one deed, taken back as one (RULES.md, I1–I4)."""

from collections.abc import Mapping

import pytest

from server.domain.content import Finding
from server.domain.errors import Invalid, NotAllowed
from server.domain.richtext import parse, plain_text
from server.domain.tracing import SubjectKind
from server.imports.sheets import Sheet, sheet_of
from server.services import bringing_in, undoing
from server.services.bringing_in import Wanted
from server.services.house import Deed
from tests.services.scene import Scene

GRID = [
    ["Constat", "Preuve", "Gravité", "Équipe", "N° de fiche"],
    ["Le plan change sans que l’atelier le sache", "Observation", "forte", "", "F-12"],
    ["On recopie les temps le soir", "entretien", "", "Nulle part", ""],
    ["Le chariot manque", "ouï-dire", "", "", ""],
]
GIVEN = {"register": "work"}


def sheet(grid: list[list[str]] = GRID) -> Sheet:
    made = sheet_of("fiches", grid)
    assert made is not None
    return made


def wanted(kind: SubjectKind = SubjectKind.FINDING, given: Mapping[str, str] = GIVEN, **mapping: str) -> Wanted:
    usual = {"Constat": "title", "Preuve": "evidence", "Gravité": "severity", "Équipe": "unit"}
    return Wanted(kind, mapping or usual, given, frozenset())


def try_it(scene: Scene, name: str = "nadia", how: Wanted | None = None) -> tuple[bringing_in.Planned, ...]:
    return bringing_in.dry_run(scene.house, scene.reader(name), scene.specification_id, sheet(), how or wanted())


def bring(
    scene: Scene, lines: list[int], name: str = "nadia", how: Wanted | None = None, of: Sheet | None = None
) -> list[Deed]:
    deeds: list[Deed] = []
    bringing_in.bring_in(
        scene.house.watched(deeds.append),
        scene.reader(name),
        scene.specification_id,
        of or sheet(),
        how or wanted(),
        lines,
    )
    return deeds


def findings(scene: Scene) -> dict[str, Finding]:
    return {one.title: one for one in scene.content().findings}


def test_i1_a_dry_run_says_cell_by_cell_what_is_wrong_and_writes_nothing(scene: Scene) -> None:
    before = scene.content()

    rows = try_it(scene)

    assert scene.content() == before
    assert [[(one.column, one.key) for one in row.problems] for row in rows] == [
        [],
        [("Équipe", "unknown")],
        [("Preuve", "choice")],
    ]
    assert rows[0].values == {
        "register": "work",
        "title": "Le plan change sans que l’atelier le sache",
        "evidence": "observation",
        "severity": "high",
    }
    assert rows[0].notes == (("N° de fiche", "F-12"),)


def test_i2_accepted_rows_are_added_and_the_columns_nobody_knows_are_kept_in_the_text(scene: Scene) -> None:
    bring(scene, [2])

    made = findings(scene)[GRID[1][0]]
    assert (made.register, made.evidence, made.severity, made.status) == ("work", "observation", "high", "noted")
    assert plain_text(parse(made.text.tree)) == "N° de fiche : F-12"
    assert GRID[2][0] not in findings(scene)


def test_i2_a_row_with_a_problem_or_that_is_not_there_brings_nothing_in(scene: Scene) -> None:
    before = scene.content()

    for lines in ([2, 3], [2, 99], []):
        with pytest.raises(Invalid):
            bring(scene, lines)

    assert scene.content() == before


def test_i2_what_is_there_already_is_told_and_what_a_row_above_says_too(scene: Scene) -> None:
    bring(scene, [2])
    code = findings(scene)[GRID[1][0]].code

    assert [row.twin for row in try_it(scene)] == [code, "", ""]
    twice = sheet([GRID[0], GRID[2], GRID[2]])
    rows = bringing_in.dry_run(scene.house, scene.reader("nadia"), scene.specification_id, twice, wanted())
    assert [bool(row.twin) for row in rows] == [False, True]


def test_i3_an_import_is_taken_back_as_one_deed(scene: Scene) -> None:
    grid = [["Constat"], *[[f"Constat numéro {number}"] for number in range(5)]]
    how = wanted(given={"register": "work", "evidence": "document"}, Constat="title")
    before = findings(scene)
    deeds = bring(scene, [2, 3, 4, 5, 6], how=how, of=sheet(grid))
    fact = undoing.undoable(deeds)

    assert fact is not None
    assert fact.name == "bring_in"
    assert len(findings(scene)) == len(before) + 5
    undoing.undo(scene.house, scene.reader("nadia"), scene.specification_id, fact.id)
    assert findings(scene) == before


@pytest.mark.parametrize("name", ["samir", "lucie", "anne"])
def test_i4_nobody_brings_in_what_they_may_not_add(scene: Scene, name: str) -> None:
    with pytest.raises(NotAllowed):
        try_it(scene, name)
    with pytest.raises(NotAllowed):
        bring(scene, [2], name)


def test_i4_the_other_register_is_a_problem_of_its_cell(scene: Scene) -> None:
    rows = try_it(scene, how=wanted(given={"register": "production"}))

    assert [one.key for one in rows[0].problems] == ["register"]


def test_requirements_come_in_with_their_section_their_criterion_and_their_notes(scene: Scene) -> None:
    content = scene.content()
    section = content.sections[-1]
    grid = [
        ["Exigence", "Partie", "Critère", "Signe", "Niveau", "Unité", "Avis"],
        ["Le module doit peser le lot. Il est calibré.", section.title, "durée", "≤", "3", "s", "à revoir"],
    ]
    made = sheet(grid)
    mapping = bringing_in.guesses(made, scene.reader("claire"))[SubjectKind.REQUIREMENT]

    bring(scene, [2], "claire", Wanted(SubjectKind.REQUIREMENT, mapping, {}, frozenset()), made)

    item = scene.requirement("Le module doit peser le lot")
    assert item.section_id == section.id
    assert plain_text(parse(item.statement.tree)) == grid[1][0]
    assert plain_text(parse(item.rationale.tree)) == "Avis : à revoir"
    assert [(one.name, one.operator, one.value, one.unit) for one in item.criteria] == [("durée", "≤", "3", "s")]


def test_tasks_situations_and_results_come_in(scene: Scene) -> None:
    tasks = sheet([["Tâche", "Support"], ["Peser les lots", "papier"]])
    bring(
        scene, [2], "nadia", Wanted(SubjectKind.TASK, {"Tâche": "title", "Support": "support"}, {}, frozenset()), tasks
    )
    situations = sheet([["Situation", "Tâches"], ["La balance est en panne", "Peser les lots"]])
    how = Wanted(
        SubjectKind.SITUATION, {"Situation": "title", "Tâches": "tasks"}, {"condition": "degraded"}, frozenset()
    )
    bring(scene, [2], "nadia", how, situations)
    simulation = scene.content().simulations[0]
    results = sheet([["Titre", "Nature"], ["La pesée attend", "risque"]])
    given = {"simulation": simulation.title, "register": "work"}
    bring(
        scene,
        [2],
        "nadia",
        Wanted(SubjectKind.RESULT, {"Titre": "title", "Nature": "kind"}, given, frozenset()),
        results,
    )

    content = scene.content()
    task = next(one for one in content.tasks if one.name == "Peser les lots")
    situation = next(one for one in content.situations if one.title == "La balance est en panne")
    result = next(one for one in content.results if one.title == "La pesée attend")
    assert task.support == "paper"
    assert (situation.condition, situation.task_ids) == ("degraded", (task.id,))
    assert (result.simulation_id, result.kind) == (simulation.id, "risk")
