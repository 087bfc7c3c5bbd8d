"""From the diagnosis to requirements: findings, results, links, and the one gesture between them."""

from typing import Any

import pytest

from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight, TraceWouldLoop
from server.domain.richtext import from_plain
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N0, N3, N4, Label, join_all
from server.services import deriving, editing, linking, simulating, tracing
from server.services.deriving import OriginLink
from server.services.planting import NewRequirement
from tests.services.scene import Scene


def requirement(scene: Scene, title: str) -> Subject:
    return Subject(SubjectKind.REQUIREMENT, scene.requirement(title).id)


def finding(scene: Scene, title: str) -> Subject:
    return Subject(SubjectKind.FINDING, next(f.id for f in scene.content().findings if f.title.startswith(title)))


def link(scene: Scene, name: str, source: Subject, target: Subject, kind: str) -> str:
    return linking.add_link(
        scene.house, scene.reader(name), scene.specification_id, source=source, target=target, kind=kind, reason="x"
    )


def test_r7_each_consultant_writes_the_register_they_keep(scene: Scene) -> None:
    house, spec = scene.house, scene.specification_id
    wanted: dict[str, Any] = {"title": "Un constat", "register": "work", "evidence": "observation"}

    new_id, code = tracing.add_finding(house, scene.reader("nadia"), spec, **wanted, text=from_plain("Vu.").json())
    with pytest.raises(NotAllowed):
        tracing.add_finding(house, scene.reader("olivier"), spec, **wanted)

    made = next(one for one in scene.content().findings if one.id == new_id)
    assert code.startswith("D-T-")
    assert (made.label, made.text.label, made.status) == ("N2", "N2", "noted")


def test_r7_only_the_pair_validates_a_finding_and_contesting_takes_a_reason(scene: Scene) -> None:
    house, spec, nadia = scene.house, scene.specification_id, scene.reader("nadia")
    wanted: dict[str, Any] = {"title": "Un constat", "register": "work", "evidence": "observation"}
    new_id, _ = tracing.add_finding(house, nadia, spec, **wanted)

    tracing.set_finding_status(house, nadia, spec, new_id, to="shared")
    with pytest.raises(NotAllowed):
        tracing.set_finding_status(house, nadia, spec, new_id, to="validated")
    with pytest.raises(Invalid):
        tracing.set_finding_status(house, nadia, spec, new_id, to="contested")
    tracing.set_finding_status(house, scene.reader("bruno"), spec, new_id, to="validated")
    with pytest.raises(Conflict):
        tracing.set_finding_status(house, scene.reader("bruno"), spec, new_id, to="noted")

    assert next(one for one in scene.content().findings if one.id == new_id).status == "validated"


def test_a_result_is_as_secret_as_its_simulation_and_gets_a_code(scene: Scene) -> None:
    house, spec, nadia = scene.house, scene.specification_id, scene.reader("nadia")
    unit = tracing.add_unit(house, nadia, spec, name="Soudure")
    task = tracing.add_task(house, nadia, spec, name="Souder", unit_id=unit, support="paper", support_reason="Feu")
    scene_id = tracing.add_situation(house, nadia, spec, title="Panne", unit_id=unit, task_ids=[task], label=N3)
    trial = simulating.add_simulation(house, nadia, spec, title="Essai", held_on="2026-05-04", label=N3)

    new_id, code = simulating.add_result(
        house, nadia, spec, simulation_id=trial, title="Risque", kind="risk", register="work", situation_id=scene_id
    )
    simulating.set_result_status(house, nadia, spec, new_id, to="confirmed")

    made = next(one for one in scene.content().results if one.id == new_id)
    assert code.startswith("S-")
    assert (made.label, made.text.label, made.status) == ("N3", "N3", "confirmed")
    with pytest.raises(NotInYourSight):
        simulating.set_result_status(house, scene.reader("samir"), spec, new_id, to="parked")
    with pytest.raises(Invalid):
        simulating.add_simulation(house, nadia, spec, title="Essai", held_on="2026-02-30")


def test_a_finding_becomes_a_requirement_in_one_gesture(scene: Scene) -> None:
    origin = next(one for one in scene.content().findings if one.situation_id is not None and one.label == "N2")
    tasks = next(one.task_ids for one in scene.content().situations if one.id == origin.situation_id)
    section = next(one for one in scene.content().sections if one.title == "Ordonnancer")
    wanted = NewRequirement(section.id, "Tenir compte du constat", statement=from_plain("Le module doit…").json())

    new_id, _ = deriving.requirement_from_origin(
        scene.house,
        scene.reader("nadia"),
        scene.specification_id,
        wanted,
        OriginLink(Subject(SubjectKind.FINDING, origin.id), "covers", "Dit au poste"),
    )

    content = scene.content()
    made = next(one for one in content.requirements if one.id == new_id)
    found = next(one for one in content.links if one.source.id == new_id)
    assert (found.target.id, found.kind, found.reason, found.label) == (origin.id, "covers", "Dit au poste", "N2")
    assert set(made.task_ids) == set(tasks)


def test_nothing_is_left_of_a_gesture_that_was_refused(scene: Scene) -> None:
    origin = next(one for one in scene.content().findings if one.label == "N2")
    section = next(one for one in scene.content().sections if one.title == "Ordonnancer")
    before = scene.content()

    with pytest.raises(Invalid):
        deriving.requirement_from_origin(
            scene.house,
            scene.reader("nadia"),
            scene.specification_id,
            NewRequirement(section.id, "Un titre"),
            OriginLink(Subject(SubjectKind.FINDING, origin.id), "refines"),
        )

    assert scene.content().requirements == before.requirements


def test_l6_a_link_is_as_secret_as_both_its_ends(scene: Scene) -> None:
    source, target = requirement(scene, "Signaler une opération"), finding(scene, "Le progiciel")

    new_id = link(scene, "claire", source, target, "derives_from")

    made = next(one for one in scene.content().links if one.id == new_id)
    assert Label.parse(made.label) == join_all([N0, N4])
    with pytest.raises(NotInYourSight):
        linking.remove_link(scene.house, scene.reader("nadia"), scene.specification_id, new_id)


def test_l6_nobody_links_what_they_do_not_see(scene: Scene) -> None:
    source, target = requirement(scene, "Signaler une opération"), finding(scene, "Le progiciel")

    for ends in ((source, target), (target, source)):
        with pytest.raises(NotInYourSight):
            link(scene, "nadia", *ends, "covers")


def test_a_loop_and_a_second_link_are_refused(scene: Scene) -> None:
    one, two = requirement(scene, "Signaler une opération"), requirement(scene, "Former au poste")
    three = requirement(scene, "Expliquer pourquoi")
    link(scene, "claire", one, two, "refines")
    link(scene, "claire", two, three, "refines")

    with pytest.raises(TraceWouldLoop):
        link(scene, "claire", three, one, "refines")
    with pytest.raises(Conflict):
        link(scene, "bruno", one, two, "refines")
    with pytest.raises(Invalid):
        link(scene, "claire", one, one, "conflicts_with")

    assert link(scene, "claire", three, one, "conflicts_with")


def test_o1_nothing_is_linked_to_what_was_set_aside(scene: Scene) -> None:
    one, two = requirement(scene, "Signaler une opération"), requirement(scene, "Former au poste")
    editing.withdraw_requirement(scene.house, scene.reader("claire"), scene.specification_id, two.id)

    for ends in ((one, two), (two, one)):
        with pytest.raises(Conflict):
            link(scene, "claire", *ends, "depends_on")

    editing.restore_requirement(scene.house, scene.reader("claire"), scene.specification_id, two.id)
    assert link(scene, "claire", one, two, "depends_on")


def test_a_removed_link_is_gone(scene: Scene) -> None:
    new_id = link(scene, "claire", requirement(scene, "Signaler"), requirement(scene, "Former"), "depends_on")

    linking.remove_link(scene.house, scene.reader("nadia"), scene.specification_id, new_id, reason="Erreur")

    assert new_id not in {one.id for one in scene.content().links}
