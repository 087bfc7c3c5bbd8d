"""Requirements change by deeds: each field for itself, within the writer's rights, and nothing is lost."""

from collections.abc import Mapping

import pytest

from server.domain.codes import CODE_PATTERN
from server.domain.content import Requirement
from server.domain.errors import Conflict, FieldChanged, Invalid, NotAllowed, NotInYourSight, TooLarge
from server.domain.requirement import NEXT_STATUS, Dimension, Status
from server.domain.richtext import from_plain
from server.services import editing, sections
from server.services.planting import NewCriterion, NewRequirement
from server.services.writing import may_write_text
from server.storage import journal
from tests.services.scene import Scene

OPEN_SECTION = "Ordonnancer"


def section(scene: Scene, title: str = OPEN_SECTION) -> str:
    return next(one.id for one in scene.content().sections if one.title == title)


def again(scene: Scene, requirement: Requirement) -> Requirement:
    return next(one for one in scene.content().requirements if one.id == requirement.id)


def in_order(scene: Scene, section_id: str) -> list[str]:
    inside = [one for one in scene.content().requirements if one.section_id == section_id]
    return [one.id for one in sorted(inside, key=lambda one: (one.rank, one.id))]


def add(scene: Scene, name: str, title: str, **more: object) -> str:
    wanted = NewRequirement(section_id=section(scene), title=title, **more)  # type: ignore[arg-type]
    return editing.add_requirement(scene.house, scene.reader(name), scene.specification_id, wanted)[0]


def set_field(scene: Scene, name: str, requirement: Requirement, field: str, value: object, before: object) -> None:
    reader = scene.reader(name)
    editing.set_requirement_field(
        scene.house, reader, scene.specification_id, requirement.id, field=field, value=value, before=before
    )


def test_a_new_requirement_has_a_code_of_its_section_and_its_default_label(scene: Scene) -> None:
    statement: Mapping[str, object] = from_plain("Le module doit prévenir.").json()
    wanted = NewRequirement(
        section_id=section(scene),
        title="Prévenir",
        statement=statement,
        criterion=NewCriterion("délai", "≤", "1.20", "s", flexibility="F1"),
    )

    new_id, code = editing.add_requirement(scene.house, scene.reader("claire"), scene.specification_id, wanted)

    made = next(one for one in scene.content().requirements if one.id == new_id)
    assert CODE_PATTERN.fullmatch(code)
    assert code.startswith("PLA-")
    assert {made.label, made.statement.label, made.rationale.label, made.criteria[0].label} == {"N2"}
    assert made.statement.tree == statement
    assert made.criteria[0].value == "1,20"
    assert in_order(scene, made.section_id)[-1] == new_id


def test_l11_nobody_adds_what_they_could_not_read(scene: Scene) -> None:
    here = section(scene)
    pilot = scene.reader("claire")
    sections.set_section_field(
        scene.house, pilot, scene.specification_id, here, field="default_label", value="N4", before="N2"
    )

    with pytest.raises(NotAllowed):
        add(scene, "nadia", "Au-dessus de moi")


def test_a_title_is_one_line_of_three_hundred_characters_at_most(scene: Scene) -> None:
    for title in ("", "   ", "a\nb", "x" * 301):
        with pytest.raises((Invalid, TooLarge)):
            add(scene, "claire", title)


def test_a_requirement_goes_right_after_the_one_that_is_named(scene: Scene) -> None:
    first, last = add(scene, "claire", "Un"), add(scene, "claire", "Trois")

    between = add(scene, "claire", "Deux", after_id=first)

    placed = in_order(scene, section(scene))
    assert placed.index(first) + 1 == placed.index(between) == placed.index(last) - 1


def test_there_is_always_room_between_two_requirements(scene: Scene) -> None:
    anchor = add(scene, "claire", "Ancre")
    newest_first = [add(scene, "claire", f"n° {number}", after_id=anchor) for number in range(45)][::-1]

    placed = in_order(scene, section(scene))

    start = placed.index(anchor)
    assert placed[start + 1 : start + 46] == newest_first


def test_r8_a_field_is_written_when_it_still_holds_what_its_writer_saw(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")
    wanted = {"title": "Un autre titre", "kind": "constraint", "priority": "wont", "lot": 2, "dimensions": ["utility"]}

    for field, value in wanted.items():
        set_field(scene, "claire", item, field, value, getattr(item, field))

    now = again(scene, item)
    assert {field: getattr(now, field) for field in wanted} == wanted | {"dimensions": (Dimension.UTILITY,)}


def test_r8_the_second_of_two_writers_is_told_and_nothing_is_overwritten(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")
    set_field(scene, "claire", item, "title", "Le titre de Claire", item.title)

    with pytest.raises(FieldChanged) as told:
        set_field(scene, "bruno", item, "title", "Le titre de Bruno", item.title)

    assert (told.value.yours, told.value.theirs) == ("Le titre de Bruno", "Le titre de Claire")
    assert again(scene, item).title == "Le titre de Claire"


def test_r8_two_writers_of_different_fields_both_keep_their_words(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")

    set_field(scene, "claire", item, "title", "Autre titre", item.title)
    set_field(scene, "bruno", item, "lot", 3, item.lot)

    assert (again(scene, item).title, again(scene, item).lot) == ("Autre titre", 3)


def test_r8_writing_what_is_already_there_is_no_conflict(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")
    set_field(scene, "claire", item, "title", "Même titre", item.title)

    set_field(scene, "bruno", item, "title", "Même titre", item.title)

    assert again(scene, item).title == "Même titre"


def test_a_value_that_cannot_be_is_refused(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")
    wrong = [("kind", "x"), ("lot", 0), ("lot", 100), ("lot", True), ("dimensions", "utility"), ("code", "PLA-1")]

    for field, value in [*wrong, ("label", "N0")]:
        with pytest.raises(Invalid):
            set_field(scene, "claire", item, field, value, getattr(item, field))

    assert again(scene, item) == item


def test_r3_an_employee_writes_on_their_own_tasks_only(scene: Scene) -> None:
    mine = scene.reader("samir").task_ids
    items = [one for one in scene.content().requirements if one.label in {"N0", "N2"}]
    own = next(one for one in items if one.status in {Status.DRAFT, Status.DISCUSSION} and mine & set(one.task_ids))
    others = next(one for one in items if not mine & set(one.task_ids))
    to_sign = next(one for one in items if one.status is Status.TO_SIGN)

    set_field(scene, "samir", own, "lot", 2, own.lot)
    for closed in (others, to_sign):
        with pytest.raises(NotAllowed):
            set_field(scene, "samir", closed, "lot", 2, closed.lot)

    assert again(scene, own).lot == 2


def test_r4_a_consultant_writes_while_it_is_open_and_no_longer(scene: Scene) -> None:
    open_one, to_sign = scene.requirement("Signaler une opération"), scene.requirement("Garder la main")

    set_field(scene, "nadia", open_one, "lot", 2, open_one.lot)
    with pytest.raises(NotAllowed):
        set_field(scene, "nadia", to_sign, "lot", 2, to_sign.lot)


def test_r4_a_consultant_writes_introductions_and_leaves_the_order_to_the_pair(scene: Scene) -> None:
    section = next(one for one in scene.content().sections if one.label in ("N0", "N2"))
    title = {"field": "title", "value": "Autre", "before": section.title}

    writers = {name: may_write_text(scene.content(), scene.reader(name), section.intro) for name in ("claire", "nadia")}
    readers = {name: may_write_text(scene.content(), scene.reader(name), section.intro) for name in ("samir", "anne")}
    with pytest.raises(NotAllowed):
        sections.set_section_field(scene.house, scene.reader("nadia"), scene.specification_id, section.id, **title)

    assert (set(writers.values()), set(readers.values())) == ({True}, {False})


def test_the_owner_is_someone_of_the_project(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")

    set_field(scene, "claire", item, "owner_id", scene.people["nadia"], item.owner_id)
    with pytest.raises(NotInYourSight):
        set_field(scene, "claire", item, "owner_id", "A" * 22, scene.people["nadia"])

    assert again(scene, item).owner_id == scene.people["nadia"]


def test_r9_a_copy_holds_what_its_maker_reads(scene: Scene) -> None:
    item = scene.requirement("Échanger les données")

    new_id, code = editing.duplicate_requirement(scene.house, scene.reader("nadia"), scene.specification_id, item.id)

    copy = next(one for one in scene.content().requirements if one.id == new_id)
    assert code != item.code
    assert copy.status is Status.DRAFT
    assert (copy.statement.tree, copy.statement.label) == (item.statement.tree, item.statement.label)
    assert copy.statement.generation != item.statement.generation
    assert copy.rationale.label == item.rationale.label == "N4"
    assert copy.rationale.tree == {"type": "doc", "content": [{"type": "paragraph"}]}
    assert [one.name for one in copy.criteria] == [one.name for one in item.criteria]
    seen = [link for link in scene.content().links if link.source.id == new_id]
    assert "N4" not in {link.label for link in seen}


def test_r6_a_status_that_cannot_follow_is_refused(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")

    for to in set(Status) - NEXT_STATUS[Status.DISCUSSION]:
        with pytest.raises(Conflict):
            editing.set_status(
                scene.house, scene.reader("claire"), scene.specification_id, item.id, to=to, reason="parce que"
            )


def test_r6_no_status_leads_by_hand_to_validated_or_frozen() -> None:
    reached = set().union(*NEXT_STATUS.values())
    assert not reached & {Status.VALIDATED, Status.BASELINED}


def test_r6_an_imperative_criterion_says_how_it_is_verified_before_signatures(scene: Scene) -> None:
    unverified = NewCriterion("délai", "≤", "1", "s", flexibility="F0")
    new_id = add(scene, "claire", "Sans preuve", status="discussion", criterion=unverified)

    with pytest.raises(Conflict):
        editing.set_status(scene.house, scene.reader("claire"), scene.specification_id, new_id, to="to_sign")


def test_r6_rejecting_takes_a_reason(scene: Scene) -> None:
    item, pilot = scene.requirement("Signaler une opération"), scene.reader("claire")

    with pytest.raises(Invalid):
        editing.set_status(scene.house, pilot, scene.specification_id, item.id, to="rejected")
    editing.set_status(scene.house, pilot, scene.specification_id, item.id, to="rejected", reason="Hors sujet")

    assert again(scene, item).status is Status.REJECTED


def test_what_is_withdrawn_keeps_its_code_and_comes_back_as_it_was(scene: Scene) -> None:
    item, pilot = scene.requirement("Éditer la fiche"), scene.reader("claire")

    editing.withdraw_requirement(scene.house, pilot, scene.specification_id, item.id)
    withdrawn = again(scene, item)
    editing.restore_requirement(scene.house, pilot, scene.specification_id, item.id)

    assert (withdrawn.status, withdrawn.code) == (Status.WITHDRAWN, item.code)
    assert again(scene, item).status is item.status is Status.DRAFT


def test_a_requirement_moves_to_another_section_and_keeps_its_code(scene: Scene) -> None:
    item, target = scene.requirement("Signaler une opération"), section(scene, "Informer l’atelier")

    editing.move_requirement(
        scene.house, scene.reader("bruno"), scene.specification_id, item.id, section_id=target, after_id=None
    )

    assert in_order(scene, target)[0] == item.id
    assert again(scene, item).code == item.code


def test_a_requirement_does_not_go_after_one_that_is_elsewhere(scene: Scene) -> None:
    item, other = scene.requirement("Signaler une opération"), scene.requirement("Former au poste")

    with pytest.raises(Invalid):
        editing.move_requirement(
            scene.house,
            scene.reader("bruno"),
            scene.specification_id,
            item.id,
            section_id=item.section_id,
            after_id=other.id,
        )


def test_every_change_is_in_the_history_with_before_and_after(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")

    set_field(scene, "claire", item, "dimensions", [Dimension.UTILITY], list(item.dimensions))

    with scene.house.database.read() as connection:
        latest = journal.load_history(connection, scene.project_id, [item.id])[0]
    assert (latest.field, latest.before, latest.after) == ("dimensions", list(item.dimensions), ["utility"])
    assert (latest.label, latest.person_id) == (item.label, scene.people["claire"])
