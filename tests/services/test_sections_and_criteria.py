"""Chapters and criteria change by deeds of their own."""

import pytest

from server.domain.content import Criterion, Requirement, Section
from server.domain.errors import Conflict, FieldChanged, Invalid, NotAllowed, NotInYourSight
from server.domain.requirement import Operator
from server.services import criteria, editing, sections
from server.services.planting import NewCriterion, NewRequirement
from tests.services.scene import Scene


def section(scene: Scene, title: str) -> Section:
    return next(one for one in scene.content().sections if one.title == title)


def children(scene: Scene, parent_id: str | None) -> list[str]:
    inside = [one for one in scene.content().sections if one.parent_id == parent_id]
    return [one.title for one in sorted(inside, key=lambda one: (one.rank, one.id))]


def judged(scene: Scene) -> tuple[Requirement, Criterion]:
    item = scene.requirement("Signaler une opération")
    return item, item.criteria[0]


def set_criterion(scene: Scene, name: str, criterion: Criterion, field: str, value: object) -> None:
    before = getattr(criterion, field)
    criteria.set_criterion_field(
        scene.house, scene.reader(name), scene.specification_id, criterion.id, field=field, value=value, before=before
    )


def test_a_part_inherits_levels_and_prefix_and_a_new_chapter_is_closed(scene: Scene) -> None:
    parent, pilot, spec = section(scene, "Fonctions et exigences"), scene.reader("claire"), scene.specification_id

    sections.add_section(scene.house, pilot, spec, title="Planifier", parent_id=parent.id)
    sections.add_section(scene.house, pilot, spec, title="Équiper les postes", after_id=parent.id)

    part, chapter = section(scene, "Planifier"), section(scene, "Équiper les postes")
    assert (part.prefix, part.label, part.default_label) == (parent.prefix, parent.label, parent.default_label)
    assert (chapter.prefix, chapter.label, chapter.intro.label) == ("EQU", "N2", "N2")
    top = children(scene, None)
    assert top.index("Équiper les postes") == top.index("Fonctions et exigences") + 1


def test_r8_a_section_field_is_written_once_and_only_future_codes_take_the_prefix(scene: Scene) -> None:
    here, pilot, spec = section(scene, "Ordonnancer"), scene.reader("claire"), scene.specification_id
    inside = [one.code for one in scene.content().requirements if one.section_id == here.id]

    sections.set_section_field(scene.house, pilot, spec, here.id, field="prefix", value="ord", before="PLA")
    _, code = editing.add_requirement(scene.house, pilot, spec, NewRequirement(here.id, "Neuve"))
    with pytest.raises(FieldChanged):
        sections.set_section_field(scene.house, pilot, spec, here.id, field="prefix", value="ABC", before="PLA")
    with pytest.raises(Invalid):
        sections.set_section_field(scene.house, pilot, spec, here.id, field="prefix", value="P4", before="ORD")

    assert code.startswith("ORD-")
    assert inside == [
        one.code for one in scene.content().requirements if one.section_id == here.id and one.code != code
    ]


def test_a_chapter_does_not_go_inside_its_own_part(scene: Scene) -> None:
    chapter, part = section(scene, "Fonctions et exigences"), section(scene, "Ordonnancer")

    with pytest.raises(Conflict):
        sections.move_section(
            scene.house, scene.reader("claire"), scene.specification_id, chapter.id, parent_id=part.id, after_id=None
        )


def test_a_section_moves_to_the_place_that_is_named(scene: Scene) -> None:
    part, pilot, spec = section(scene, "Ordonnancer"), scene.reader("claire"), scene.specification_id

    sections.move_section(scene.house, pilot, spec, part.id, parent_id=None, after_id=None)

    assert children(scene, None)[0] == "Ordonnancer"


def test_withdrawing_a_chapter_takes_its_parts_along_and_restoring_brings_them_back(scene: Scene) -> None:
    chapter, part = section(scene, "Fonctions et exigences"), section(scene, "Ordonnancer")
    pilot, spec = scene.reader("claire"), scene.specification_id

    sections.withdraw_section(scene.house, pilot, spec, chapter.id)
    gone = (section(scene, chapter.title).withdrawn, section(scene, part.title).withdrawn)
    with pytest.raises(Conflict):
        sections.restore_section(scene.house, pilot, spec, part.id)
    with pytest.raises(Conflict):
        editing.add_requirement(scene.house, pilot, spec, NewRequirement(part.id, "Trop tard"))
    sections.restore_section(scene.house, pilot, spec, chapter.id)

    assert gone == (True, True)
    assert not section(scene, part.title).withdrawn


def test_r9_a_copied_chapter_holds_its_requirements_under_codes_of_their_own(scene: Scene) -> None:
    chapter = section(scene, "Fonctions et exigences")
    before = {one.id for one in scene.content().requirements}

    sections.duplicate_section(scene.house, scene.reader("claire"), scene.specification_id, chapter.id)

    content = scene.content()
    made = [one for one in content.requirements if one.id not in before]
    assert children(scene, None).count("Fonctions et exigences") == 2
    assert len(made) == sum(1 for one in content.requirements if one.id in before and _below(scene, one, chapter.id))
    assert len({one.code for one in content.requirements}) == len(content.requirements)


def _below(scene: Scene, item: Requirement, chapter_id: str) -> bool:
    parents = {one.id: one.parent_id for one in scene.content().sections}
    here: str | None = item.section_id
    while here is not None and here != chapter_id:
        here = parents[here]
    return here == chapter_id


def test_a_level_is_kept_with_a_decimal_comma_however_it_was_typed(scene: Scene) -> None:
    item, first = judged(scene)
    kept = {"1.20": "1,20", "1,20": "1,20", "1 200": "1200", "1,200.5": "1200,5", "1.200,5": "1200,5", "-3": "-3"}

    for typed, expected in kept.items():
        set_criterion(scene, "claire", _criterion(scene, item, first.id), "value", typed)
        assert _criterion(scene, item, first.id).value == expected


def _criterion(scene: Scene, item: Requirement, criterion_id: str) -> Criterion:
    now = next(one for one in scene.content().requirements if one.id == item.id)
    return next(one for one in now.criteria if one.id == criterion_id)


def test_words_stand_where_nothing_is_compared_and_only_there(scene: Scene) -> None:
    item, first = judged(scene)
    set_criterion(scene, "claire", first, "operator", "")
    set_criterion(scene, "claire", first, "value", "au poste, sans aide")

    with pytest.raises(Invalid):
        set_criterion(scene, "claire", _criterion(scene, item, first.id), "operator", "≤")

    assert _criterion(scene, item, first.id).operator is Operator.NONE


def test_r8_two_people_at_one_criterion_never_overwrite_each_other(scene: Scene) -> None:
    item, first = judged(scene)

    set_criterion(scene, "claire", first, "unit", "appuis")
    set_criterion(scene, "bruno", first, "qualifier", "avec gants")
    with pytest.raises(FieldChanged):
        set_criterion(scene, "bruno", first, "unit", "clics")

    now = _criterion(scene, item, first.id)
    assert (now.unit, now.qualifier) == ("appuis", "avec gants")


def test_criteria_are_added_last_moved_and_withdrawn(scene: Scene) -> None:
    item, pilot, spec = scene.requirement("Signaler une opération"), scene.reader("claire"), scene.specification_id

    new_id = criteria.add_criterion(scene.house, pilot, spec, item.id, NewCriterion("bruit"))
    criteria.move_criterion(scene.house, pilot, spec, new_id, after_id=item.criteria[0].id)
    moved = [one.id for one in scene.requirement("Signaler une opération").criteria]
    criteria.withdraw_criterion(scene.house, pilot, spec, item.criteria[0].id)

    assert moved == [item.criteria[0].id, new_id, item.criteria[1].id]
    assert [one.id for one in scene.requirement("Signaler une opération").criteria] == [new_id, item.criteria[1].id]


def test_l7_a_new_criterion_is_not_more_open_than_its_section_or_its_requirement(scene: Scene) -> None:
    item = scene.requirement("Signaler la surcharge")

    new_id = criteria.add_criterion(
        scene.house, scene.reader("nadia"), scene.specification_id, item.id, NewCriterion("charge")
    )

    assert _criterion(scene, item, new_id).label == "N3"


def test_a_criterion_moves_within_its_own_requirement_only(scene: Scene) -> None:
    _, first = judged(scene)
    foreign = scene.requirement("Former au poste").criteria[0]

    with pytest.raises(Invalid):
        criteria.move_criterion(
            scene.house, scene.reader("claire"), scene.specification_id, first.id, after_id=foreign.id
        )


def test_a_supplier_never_reaches_a_criterion_it_does_not_read(scene: Scene) -> None:
    _, first = judged(scene)

    with pytest.raises(NotInYourSight):
        set_criterion(scene, "anne", first, "unit", "s")
    with pytest.raises(NotAllowed):
        set_criterion(scene, "lucie", first, "unit", "s")
