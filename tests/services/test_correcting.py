"""What requirements come from, corrected, set aside and brought back (O1, O2, O3)."""

from importlib import import_module
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import text

from server.domain.errors import Conflict, FieldChanged, NotAllowed, NotInYourSight
from server.domain.tracing import Gap, Subject, SubjectKind
from server.policy.view import Purpose, Sight, reveal
from server.services import correcting, editing, linking, looking, tracing
from server.services.within_sight import all_texts
from server.storage import journal
from tests.services.scene import Scene


def about(kind: str, item: Any) -> Subject:
    return Subject(SubjectKind(kind), item.id)


def correct(scene: Scene, name: str, subject: Subject, field: str, value: object, before: object) -> None:
    correcting.correct(
        scene.house, scene.reader(name), scene.specification_id, subject, field=field, value=value, before=before
    )


def withdraw(scene: Scene, name: str, subject: Subject) -> None:
    correcting.withdraw(scene.house, scene.reader(name), scene.specification_id, subject)


def restore(scene: Scene, name: str, subject: Subject) -> None:
    correcting.restore(scene.house, scene.reader(name), scene.specification_id, subject)


def listed(scene: Scene, name: str) -> list[Subject]:
    sight = Sight(scene.content(), scene.reader(name), Purpose.LIVE)
    return [subject for subject, _, _ in correcting.restorable(sight)]


def past_of(scene: Scene, subject: Subject) -> list[tuple[str, str]]:
    with scene.house.database.read() as connection:
        return [(fact.deed, fact.field) for fact in journal.load_history(connection, scene.project_id, [subject.id])]


def test_r8_each_kind_is_corrected_and_never_over_another_correction(scene: Scene) -> None:
    content = scene.content()
    task, unit, situation, trial = content.tasks[0], content.units[0], content.situations[0], content.simulations[0]
    other = content.tasks[-1].id
    changes: list[tuple[str, Any, str, Any, Any]] = [
        ("unit", unit, "name", "Autre lieu", "Encore un"),
        ("task", task, "support_reason", "Une autre raison", "Encore une"),
        ("situation", situation, "task_ids", [other], []),
        ("simulation", trial, "held_on", "2026-01-02", "2026-03-04"),
    ]

    for kind, item, field, value, late in changes:
        before = getattr(item, field)
        correct(scene, "nadia", about(kind, item), field, value, before)
        with pytest.raises(FieldChanged):
            correct(scene, "claire", about(kind, item), field, late, before)

    now = scene.content()
    assert [one.name for one in now.units if one.id == unit.id] == ["Autre lieu"]
    assert [one.support_reason for one in now.tasks if one.id == task.id] == ["Une autre raison"]
    assert [one.task_ids for one in now.situations if one.id == situation.id] == [(other,)]
    assert [one.held_on for one in now.simulations if one.id == trial.id] == ["2026-01-02"]
    assert past_of(scene, about("unit", unit)) == [("set_unit_field", "name")]


def test_o1_what_is_withdrawn_is_there_for_nobody_until_it_is_restored(scene: Scene) -> None:
    before = scene.content()
    finding = next(
        one for one in before.findings if one.label == "N2" and any(link.target.id == one.id for link in before.links)
    )
    requirement = next(one.source.id for one in before.links if one.target.id == finding.id)
    subject = about("finding", finding)

    withdraw(scene, "claire", subject)

    gone = reveal(scene.content(), scene.reader("claire"))
    linked = {link.other.id for one in gone.requirements for link in one.links}
    assert finding.id not in {one.id for one in gone.findings} | linked
    with pytest.raises(NotInYourSight):
        looking.see_finding(scene.house, scene.reader("claire"), scene.specification_id, finding.id)
    assert finding.text.id in {part.id for _, part in all_texts(scene.content())}
    assert (listed(scene, "bruno"), listed(scene, "samir"), listed(scene, "anne")) == ([subject], [], [])

    restore(scene, "bruno", subject)

    assert scene.content().findings == before.findings
    back = looking.see_requirement(scene.house, scene.reader("claire"), scene.specification_id, requirement)
    assert finding.id in {link.other.id for link in back.links}
    assert {deed for deed, _ in past_of(scene, subject)} == {"withdraw_finding", "restore_finding"}


def test_o1_a_simulation_goes_and_comes_back_with_its_results(scene: Scene) -> None:
    before = scene.content()
    trial = next(one for one in before.simulations if any(r.simulation_id == one.id for r in before.results))
    result = next(one for one in before.results if one.simulation_id == trial.id)

    withdraw(scene, "nadia", about("simulation", trial))
    without = scene.content()
    alone = listed(scene, "nadia")
    with pytest.raises(Conflict):
        restore(scene, "nadia", about("result", result))
    restore(scene, "nadia", about("simulation", trial))

    assert result.id not in {one.id for one in without.results}
    assert alone == [about("simulation", trial)]
    assert scene.content().results == before.results


def test_o1_a_result_set_aside_by_itself_stays_so_when_its_simulation_goes_and_comes_back(scene: Scene) -> None:
    before = scene.content()
    result = before.results[0]
    trial = next(one for one in before.simulations if one.id == result.simulation_id)
    others = [one for one in before.results if one.id != result.id]

    withdraw(scene, "nadia", about("result", result))
    withdraw(scene, "nadia", about("simulation", trial))
    while_aside = listed(scene, "nadia")
    restore(scene, "nadia", about("simulation", trial))
    back = scene.content()
    after = listed(scene, "nadia")
    restore(scene, "nadia", about("result", result))

    assert while_aside == [about("simulation", trial)]
    assert list(back.results) == others
    assert after == [about("result", result)]
    assert scene.content().results == before.results


def test_o1_results_that_went_with_their_simulation_before_the_rule_come_back_with_it(scene: Scene) -> None:
    trial = scene.content().simulations[0]
    alone, *others = [one for one in scene.content().results if one.simulation_id == trial.id]
    withdraw(scene, "nadia", about("result", alone))
    with scene.house.database.write() as connection:
        for sentence in ("UPDATE results SET withdrawn = true", "UPDATE simulations SET withdrawn = true"):
            connection.execute(text(sentence))
        with Operations.context(MigrationContext.configure(connection)):
            import_module("server.storage.migrations.versions.0009_results_with_their_simulation").upgrade()
    with scene.house.database.read() as connection:
        marked = connection.execute(text("SELECT id FROM results WHERE withdrawn")).scalars().all()

    assert others
    assert marked == [alone.id]


def test_o1_what_the_pair_validated_is_set_aside_by_the_pair_only(scene: Scene) -> None:
    spec, nadia = scene.specification_id, scene.reader("nadia")
    validated = next(one for one in scene.content().findings if one.register == "work" and one.status == "validated")
    noted, _ = tracing.add_finding(scene.house, nadia, spec, title="Vu", register="work", evidence="document")

    with pytest.raises(NotAllowed):
        withdraw(scene, "nadia", about("finding", validated))
    withdraw(scene, "nadia", Subject(SubjectKind.FINDING, noted))
    with pytest.raises(NotInYourSight):
        withdraw(scene, "nadia", Subject(SubjectKind.REQUIREMENT, scene.content().requirements[0].id))

    assert listed(scene, "nadia") == [Subject(SubjectKind.FINDING, noted)]


def test_o2_a_withdrawn_task_gives_no_right_and_waits_where_it_was_named(scene: Scene) -> None:
    samir = scene.reader("samir")
    task = next(one for one in scene.content().tasks if one.id in samir.task_ids)
    touched = next(one for one in scene.content().requirements if task.id in one.task_ids and one.label in ("N0", "N2"))
    others = [one for one in touched.task_ids if one != task.id]

    withdraw(scene, "claire", about("task", task))
    without = scene.reader("samir").task_ids
    editing.set_requirement_field(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        touched.id,
        field="task_ids",
        value=[],
        before=others,
    )
    restore(scene, "claire", about("task", task))

    assert task.id in samir.task_ids - without
    assert scene.reader("samir").task_ids == samir.task_ids
    assert scene.requirement(touched.title).task_ids == (task.id,)


def test_o2_what_names_a_withdrawn_place_says_nothing_of_it(scene: Scene) -> None:
    task = next(one for one in scene.content().tasks if one.unit_id is not None)
    unit = next(one for one in scene.content().units if one.id == task.unit_id)

    withdraw(scene, "claire", about("unit", unit))
    seen = looking.see_task(scene.house, scene.reader("claire"), scene.specification_id, task.id)
    correct(scene, "claire", about("task", task), "name", "Autre", task.name)
    restore(scene, "claire", about("unit", unit))

    assert (seen.unit_id, seen.unit_name) == (None, "")
    back = looking.see_task(scene.house, scene.reader("claire"), scene.specification_id, task.id)
    assert (back.unit_id, back.unit_name) == (unit.id, unit.name)


def test_o3_an_origin_one_may_not_read_changes_nothing_of_what_one_is_told(scene: Scene) -> None:
    orphan = next(
        one.id for one in reveal(scene.content(), scene.reader("claire")).requirements if one.orphan is Gap.CERTAIN
    )
    secret = next(one for one in scene.content().findings if one.label == "N4")

    def told(name: str) -> Gap:
        view = reveal(scene.content(), scene.reader(name))
        return next((one.orphan for one in view.requirements if one.id == orphan), Gap.NONE)

    before = {name: told(name) for name in ("claire", "nadia", "samir", "anne")}
    linking.add_link(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        source=Subject(SubjectKind.REQUIREMENT, orphan),
        target=about("finding", secret),
        kind="derives_from",
        reason="Vient de là",
    )
    after = {name: told(name) for name in before}

    assert before == {"claire": Gap.CERTAIN, "nadia": Gap.UNSEEN, "samir": Gap.NONE, "anne": Gap.NONE}
    assert after == before | {"claire": Gap.NONE}


def test_o3_a_requirement_that_was_set_aside_is_no_follow_up(scene: Scene) -> None:
    view = reveal(scene.content(), scene.reader("claire"))
    finding = next(
        one for one in view.findings if one.status == "validated" and len({link.other.id for link in one.links}) == 1
    )

    editing.withdraw_requirement(scene.house, scene.reader("claire"), scene.specification_id, finding.links[0].other.id)

    now = looking.see_finding(scene.house, scene.reader("claire"), scene.specification_id, finding.id)
    assert (finding.uncovered, now.uncovered, now.links) == (Gap.NONE, Gap.CERTAIN, ())
