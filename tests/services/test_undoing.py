"""One takes back what one did oneself, through the deeds that anybody has, and never what others did since."""

from collections.abc import Callable

import pytest

from server.domain.errors import Conflict, FieldChanged, NotAllowed, NotInYourSight
from server.domain.requirement import Priority, Status
from server.domain.richtext import from_plain
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N4
from server.policy.reader import Reader
from server.services import correcting, criteria, editing, linking, reclassifying, sections, tracing
from server.services.house import Deed, House
from server.services.planting import NewCriterion, NewRequirement
from server.services.undoing import undo, undoable
from tests.services.scene import Scene
from tests.services.typing import type_in

Act = Callable[[House, Reader, str], object]


def done(scene: Scene, name: str, act: Act) -> str:
    """Do something as somebody and return the id by which they can take it back."""
    deeds: list[Deed] = []
    act(scene.house.watched(deeds.append), scene.reader(name), scene.specification_id)
    fact = undoable(deeds)
    assert fact is not None, "nothing that can be undone was done"
    return fact.id


def back(scene: Scene, name: str, entry_id: str) -> str:
    """Take something back as somebody and return the id by which that can be taken back."""
    return done(scene, name, lambda house, reader, spec: undo(house, reader, spec, entry_id))


def order(scene: Scene, section_id: str) -> list[str]:
    """Return the requirements of a section in reading order."""
    inside = [one for one in scene.content().requirements if one.section_id == section_id]
    return [one.id for one in sorted(inside, key=lambda one: (one.rank, one.id))]


def test_a_requirement_goes_back_to_where_it_stood_and_forth_again(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")
    elsewhere = next(one for one in scene.content().sections if one.title == "Ordonnancer")
    stood = order(scene, item.section_id)
    assert item.section_id != elsewhere.id

    entry = done(
        scene,
        "claire",
        lambda h, r, s: editing.move_requirement(h, r, s, item.id, section_id=elsewhere.id, after_id=None),
    )
    moved = order(scene, elsewhere.id)
    again = back(scene, "claire", entry)
    returned = order(scene, item.section_id)
    back(scene, "claire", again)

    assert returned == stood
    assert order(scene, elsewhere.id) == moved
    assert moved[0] == item.id


@pytest.mark.parametrize("what", ["requirement", "section", "criterion", "link", "finding"])
def test_what_was_taken_out_comes_back(scene: Scene, what: str) -> None:
    item = scene.requirement("Signaler une opération")
    finding = scene.content().findings[0]
    link = next(one for one in scene.content().links if one.source.id == item.id)
    taking: dict[str, Act] = {
        "requirement": lambda h, r, s: editing.withdraw_requirement(h, r, s, item.id),
        "section": lambda h, r, s: sections.withdraw_section(h, r, s, item.section_id),
        "criterion": lambda h, r, s: criteria.withdraw_criterion(h, r, s, item.criteria[0].id),
        "link": lambda h, r, s: linking.remove_link(h, r, s, link.id),
        "finding": lambda h, r, s: correcting.withdraw(h, r, s, Subject(SubjectKind.FINDING, finding.id)),
    }
    before = _frame(scene)

    entry = done(scene, "claire", taking[what])
    without = _frame(scene)
    back(scene, "claire", entry)

    assert without != before
    assert _frame(scene) == before


def _frame(scene: Scene) -> object:
    """Return what stands where, as far as one sees it."""
    content = scene.content()
    return (
        sorted((one.id, one.section_id, one.rank, one.status, one.criteria) for one in content.requirements),
        sorted((one.id, one.parent_id or "", one.rank, one.withdrawn) for one in content.sections),
        sorted((one.source.id, one.target.id, one.kind, one.reason) for one in content.links),
        sorted(one.id for one in content.findings),
    )


def test_what_was_added_goes_and_comes_back(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")
    adding: list[Act] = [
        lambda h, r, s: editing.add_requirement(h, r, s, NewRequirement(item.section_id, "Neuve")),
        lambda h, r, s: editing.duplicate_requirement(h, r, s, item.id),
        lambda h, r, s: sections.add_section(h, r, s, title="Neuve"),
        lambda h, r, s: sections.duplicate_section(h, r, s, item.section_id),
        lambda h, r, s: criteria.add_criterion(h, r, s, item.id, NewCriterion("Durée")),
        lambda h, r, s: tracing.add_unit(h, r, s, name="Quai"),
    ]
    for add in adding:
        before = _in_the_text(scene)
        entry = done(scene, "claire", add)
        with_it = _in_the_text(scene)

        again = back(scene, "claire", entry)

        assert with_it != before
        assert _in_the_text(scene) == before
        back(scene, "claire", again)
        assert _in_the_text(scene) == with_it


def _in_the_text(scene: Scene) -> tuple[set[str], ...]:
    content = scene.content()
    gone = {one.id for one in content.sections if one.withdrawn}
    there = [one for one in content.requirements if one.status is not Status.WITHDRAWN and one.section_id not in gone]
    return (
        {one.id for one in content.sections} - gone,
        {one.id for one in there},
        {criterion.id for one in there for criterion in one.criteria},
        {one.id for one in content.units},
    )


def test_r11_a_field_takes_the_value_it_had_unless_somebody_changed_it_since(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")

    def setting(value: Priority, before: Priority) -> Act:
        return lambda h, r, s: editing.set_requirement_field(
            h, r, s, item.id, field="priority", value=value, before=before
        )

    other, third = [one for one in Priority if one is not item.priority][:2]
    entry = done(scene, "claire", setting(other, item.priority))
    back(scene, "claire", entry)
    restored = scene.requirement("Signaler une opération").priority
    entry = done(scene, "claire", setting(other, item.priority))
    done(scene, "bruno", setting(third, other))

    with pytest.raises(Conflict) as refused:
        back(scene, "claire", entry)

    assert restored is item.priority
    assert scene.requirement("Signaler une opération").priority is third
    assert not isinstance(refused.value, FieldChanged)


def test_r11_a_move_is_not_taken_back_over_the_move_of_another(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")
    first, second = [one for one in scene.content().sections if one.id != item.section_id and not one.withdrawn][:2]

    def moving(section_id: str) -> Act:
        return lambda h, r, s: editing.move_requirement(h, r, s, item.id, section_id=section_id, after_id=None)

    entry = done(scene, "claire", moving(first.id))
    done(scene, "bruno", moving(second.id))

    with pytest.raises(Conflict):
        back(scene, "claire", entry)

    assert scene.requirement("Signaler une opération").section_id == second.id


@pytest.mark.parametrize("how", ["words", "criterion"])
def test_r11_what_one_added_stays_once_another_has_worked_in_it(scene: Scene, how: str) -> None:
    section_id = scene.requirement("Signaler une opération").section_id
    entry = done(
        scene, "claire", lambda h, r, s: editing.add_requirement(h, r, s, NewRequirement(section_id, "À deux"))
    )
    made = scene.requirement("À deux")
    if how == "words":
        type_in(scene.house, scene.people["bruno"], made.statement.generation, from_plain("De Bruno."))
    else:
        done(scene, "bruno", lambda h, r, s: criteria.add_criterion(h, r, s, made.id, NewCriterion("Durée")))

    with pytest.raises(Conflict):
        back(scene, "claire", entry)

    assert scene.requirement("À deux").status is not Status.WITHDRAWN


def test_what_one_added_goes_with_ones_own_words_in_it(scene: Scene) -> None:
    section_id = scene.requirement("Signaler une opération").section_id
    entry = done(scene, "claire", lambda h, r, s: editing.add_requirement(h, r, s, NewRequirement(section_id, "Seule")))
    made = scene.requirement("Seule")
    type_in(scene.house, scene.people["claire"], made.statement.generation, from_plain("De Claire."))

    back(scene, "claire", entry)

    assert scene.requirement("Seule").status is Status.WITHDRAWN


def test_a_deed_is_taken_back_once(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")
    entry = done(scene, "claire", lambda h, r, s: editing.withdraw_requirement(h, r, s, item.id))
    back(scene, "claire", entry)

    with pytest.raises(Conflict):
        back(scene, "claire", entry)


def test_r11_what_is_done_above_ones_level_does_not_show_in_a_refusal(scene: Scene) -> None:
    entry = done(
        scene,
        "nadia",
        lambda h, r, s: tracing.add_finding(h, r, s, title="Vu", register="work", evidence="document"),
    )
    made = next(one for one in scene.content().findings if one.title == "Vu")
    text = Subject(SubjectKind.TEXT, made.text.id)
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, text, label=N4)
    hidden = next(one for one in scene.content().findings if one.id == made.id).text
    type_in(scene.house, scene.people["claire"], hidden.generation, from_plain("Pour la direction."))

    back(scene, "nadia", entry)

    assert hidden.label == N4.canonical()
    assert made.id not in {one.id for one in scene.content().findings}


def test_r11_nobody_takes_back_what_another_did(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")
    entry = done(scene, "claire", lambda h, r, s: editing.withdraw_requirement(h, r, s, item.id))

    for name in ("bruno", "samir", "anne"):
        with pytest.raises(NotInYourSight):
            undo(scene.house, scene.reader(name), scene.specification_id, entry)


def test_r11_taking_back_needs_the_rights_of_now(scene: Scene) -> None:
    item = next(one for one in scene.content().requirements if one.status is Status.DRAFT and one.label == "N2")
    criterion = item.criteria[0]
    entry = done(
        scene,
        "nadia",
        lambda h, r, s: criteria.set_criterion_field(
            h, r, s, criterion.id, field="name", value="Autre nom", before=criterion.name
        ),
    )
    for status in (Status.DISCUSSION, Status.TO_SIGN):
        editing.set_status(scene.house, scene.reader("claire"), scene.specification_id, item.id, to=status)

    with pytest.raises(NotAllowed):
        back(scene, "nadia", entry)


def test_a_status_that_needs_a_reason_is_not_given_back_without_one(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")
    deeds: list[Deed] = []
    house, pilot, spec = scene.house.watched(deeds.append), scene.reader("claire"), scene.specification_id
    editing.set_status(scene.house, pilot, spec, item.id, to=Status.REJECTED, reason="Trop cher")

    editing.restore_requirement(house, pilot, spec, item.id)

    assert undoable(deeds) is None
