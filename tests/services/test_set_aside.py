"""What was taken out of the text, listed for who may bring it back; and the facts of a result, corrected."""

import pytest

from server.domain.errors import FieldChanged, Invalid
from server.domain.tracing import Subject, SubjectKind
from server.services import correcting, editing, looking, sections
from tests.services.scene import Scene


def listed(scene: Scene, name: str) -> tuple[list[str], list[str]]:
    """Return the titles of the sections and the requirements this person may bring back."""
    out = looking.see_set_aside(scene.house, scene.reader(name), scene.specification_id)
    return [one.title for one in out[0]], [one.title for one in out[1]]


def test_what_was_withdrawn_is_listed_for_the_pair_and_gone_from_the_list_once_restored(scene: Scene) -> None:
    house, spec, claire = scene.house, scene.specification_id, scene.reader("claire")
    item = scene.requirement("Montrer")
    chapter = next(one for one in scene.content().sections if one.title.startswith("Historique"))

    editing.withdraw_requirement(house, claire, spec, item.id)
    sections.withdraw_section(house, claire, spec, chapter.id)
    withdrawn = listed(scene, "bruno")
    editing.restore_requirement(house, scene.reader("bruno"), spec, item.id)
    sections.restore_section(house, scene.reader("bruno"), spec, chapter.id)

    assert withdrawn == ([chapter.title], [item.title])
    assert listed(scene, "bruno") == ([], [])


def test_who_may_not_bring_anything_back_is_told_of_nothing_set_aside(scene: Scene) -> None:
    item = scene.requirement("Montrer")

    editing.withdraw_requirement(scene.house, scene.reader("claire"), scene.specification_id, item.id)

    assert [listed(scene, name) for name in ("samir", "nadia", "anne")] == [([], [])] * 3


def test_a_result_is_corrected_field_by_field_and_never_over_another_correction(scene: Scene) -> None:
    house, spec, nadia = scene.house, scene.specification_id, scene.reader("nadia")
    result = scene.content().results[0]
    result_subject = Subject(SubjectKind.RESULT, result.id)

    correcting.correct(house, nadia, spec, result_subject, field="title", value="Autre titre", before=result.title)
    with pytest.raises(FieldChanged):
        correcting.correct(house, nadia, spec, result_subject, field="title", value="Encore", before=result.title)
    with pytest.raises(Invalid):
        correcting.correct(house, nadia, spec, result_subject, field="register", value="work", before=result.register)

    assert next(one for one in scene.content().results if one.id == result.id).title == "Autre titre"
