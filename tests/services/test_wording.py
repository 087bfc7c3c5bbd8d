"""Help with wording, of the demo: who is given it, and that the whole set is read within each reader's sight."""

import pytest

from server.domain.errors import NotAllowed, NotInYourSight
from server.domain.richtext import from_plain
from server.domain.tracing import LinkKind, Subject, SubjectKind
from server.policy.labels import N4
from server.services import editing, linking, reclassifying, wording
from server.services.planting import NewRequirement
from tests.services.scene import Scene

VAGUE = "Le module doit répondre rapidement."


def add(scene: Scene, statement: str, title: str = "Répondre") -> str:
    section = scene.content().requirements[0].section_id
    wanted = NewRequirement(section_id=section, title=title, statement=from_plain(statement).json())
    made, _ = editing.add_requirement(scene.house, scene.reader("claire"), scene.specification_id, wanted)
    return made


def whole(scene: Scene, name: str = "claire") -> wording.Whole:
    return wording.see_whole(scene.house, scene.reader(name), scene.specification_id)


@pytest.mark.parametrize("name", ["claire", "nadia", "samir", "anne"])
def test_whoever_writes_or_proposes_is_helped_while_writing(scene: Scene, name: str) -> None:
    found = wording.remarks_while_writing(scene.house, scene.reader(name), scene.specification_id, VAGUE, None)

    assert [(one.rule, one.words) for one in found] == [("vague", "rapidement")]


def test_a_requirement_out_of_sight_says_nothing_of_its_criteria(scene: Scene) -> None:
    made = add(scene, VAGUE)

    with pytest.raises(NotInYourSight):
        wording.remarks_while_writing(scene.house, scene.reader("anne"), scene.specification_id, VAGUE, made)
    with pytest.raises(NotAllowed):
        wording.remarks_while_writing(scene.house, scene.reader("lucie"), scene.specification_id, VAGUE, None)


def test_what_is_remarked_in_a_statement_is_told_to_the_firm_that_reads_it(scene: Scene) -> None:
    made = add(scene, VAGUE)
    text, found = wording.see_remarks(scene.house, scene.reader("samir"), scene.specification_id, made)

    assert text == VAGUE
    assert [one.rule for one in found] == ["vague"]
    with pytest.raises(NotAllowed):
        wording.see_remarks(scene.house, scene.reader("anne"), scene.specification_id, made)


def test_a_statement_above_a_reader_is_not_read_for_them(scene: Scene) -> None:
    made = add(scene, VAGUE)
    item = next(one for one in scene.content().requirements if one.id == made)
    part = Subject(SubjectKind.TEXT, item.statement.id)
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, part, label=N4)

    assert wording.see_remarks(scene.house, scene.reader("samir"), scene.specification_id, made) == ("", ())
    assert wording.see_remarks(scene.house, scene.reader("claire"), scene.specification_id, made)[1]


@pytest.mark.parametrize("name", ["nadia", "samir", "lucie", "anne"])
def test_the_whole_is_read_again_by_the_pair_only(scene: Scene, name: str) -> None:
    with pytest.raises(NotAllowed):
        whole(scene, name)


def test_the_whole_tells_what_has_no_origin_no_criterion_a_twin_or_a_contradiction(scene: Scene) -> None:
    one = add(scene, "Lorsque l’opérateur signale un aléa au poste, le module doit alerter l’ordonnanceur.")
    other = add(scene, "Le module doit alerter l’ordonnanceur lorsque l’opérateur signale un aléa au poste.")
    vague = add(scene, VAGUE)
    ends = [Subject(SubjectKind.REQUIREMENT, item) for item in (one, vague)]
    linking.add_link(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        source=ends[0],
        target=ends[1],
        kind=LinkKind.CONFLICTS_WITH,
        reason="L’un ou l’autre",
    )

    found = whole(scene)

    of_the_set = {
        name: {(remark.requirement.id, *(item.id for item in remark.others)) for remark in remarks}
        for name, remarks in found.of_the_set.items()
    }
    assert tuple(found.of_the_set) == wording.SET_CHECKS
    assert {(one,), (other,), (vague,)} <= of_the_set["no_origin"] & of_the_set["no_criterion"]
    assert (one, other) in of_the_set["duplicate"] or (other, one) in of_the_set["duplicate"]
    assert of_the_set["conflict"] >= {(one, vague)}
    assert vague in {item.id for item, _ in found.statements}
