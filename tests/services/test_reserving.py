"""That something is kept from a supplier is told only if the pair chooses, and only by its code (L16)."""

import json

import pytest

from server.domain.canonical import plain
from server.domain.content import Requirement
from server.domain.errors import NotAllowed
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import Language
from server.policy.labels import N2, N3, N4, Label, circle_compartment, named
from server.policy.view import Purpose, SpecificationView, reveal
from server.services import circling, editing, exporting, opening, reading, reclassifying, releasing
from server.services.planting import NewRequirement
from tests.services.scene import Scene
from tests.services.snapshot import every_page_follows


def add(scene: Scene, after: Requirement, label: Label | None, status: str = "discussion") -> str:
    """A requirement right after another one, under a label, and its code."""
    wanted = NewRequirement(after.section_id, "Gardée", after_id=after.id, status=status)
    made, code = editing.add_requirement(scene.house, scene.reader("claire"), scene.specification_id, wanted)
    if label is not None and label != N2:
        subject = Subject(SubjectKind.REQUIREMENT, made)
        reclassifying.change_label(
            scene.house, scene.reader("claire"), scene.specification_id, subject, label=label, reason="x"
        )
    return code


def seen(scene: Scene, purpose: Purpose = Purpose.RELEASE) -> SpecificationView:
    return reveal(scene.content(), scene.seen_as("claire", "anne"), purpose)


def told(view: SpecificationView) -> dict[str, tuple[str, ...]]:
    """Where codes are said to be reserved."""
    found = {one.id: one.reserved for one in view.sections} | {one.id: one.reserved for one in view.requirements}
    return {place: codes for place, codes in found.items() if codes}


def switch(scene: Scene, *, shown: bool = True) -> None:
    opening.show_reserved(scene.house, scene.reader("claire"), scene.specification_id, shown=shown)


def visible(scene: Scene) -> Requirement:
    shown = seen(scene).requirements[0].id
    return next(one for one in scene.content().requirements if one.id == shown)


def test_l16_nothing_is_told_unless_the_pair_chooses(scene: Scene) -> None:
    item = visible(scene)
    before = seen(scene)

    add(scene, item, N2)

    assert not scene.content().shows_reserved
    assert seen(scene).requirements == before.requirements
    assert told(seen(scene)) == {}


def test_l16_once_chosen_the_code_is_told_where_it_stands_and_the_same_for_n1_to_n3(scene: Scene) -> None:
    item, other = visible(scene), scene.reader("paul").organization_id
    switch(scene)
    already = told(seen(scene)).get(item.id, ())
    codes = [add(scene, item, label) for label in (N2, N3, named(other))]

    assert told(seen(scene))[item.id] == (*reversed(codes), *already)


def test_l16_drafts_n4_and_closed_sets_are_never_told(scene: Scene) -> None:
    item = visible(scene)
    switch(scene)
    circle = circling.add_circle(scene.house, scene.reader("claire"), name="Cercle", person_ids=[])
    inside = Label(N2.level, frozenset(), frozenset({circle_compartment(circle)}))
    before = told(seen(scene))

    add(scene, item, None, status="draft")
    add(scene, item, N4)
    add(scene, item, inside)

    assert told(seen(scene)) == before


def test_l16_what_the_supplier_is_told_differs_by_the_codes_alone(scene: Scene) -> None:
    item = visible(scene)
    switch(scene)
    before = seen(scene)

    add(scene, item, N3)

    def silent(view: SpecificationView) -> object:
        said = plain(view)
        for one in (*said["sections"], *said["requirements"]):
            one["reserved"] = []
        return said

    assert seen(scene) != before
    assert silent(seen(scene)) == silent(before)


def test_l16_insiders_are_told_of_nothing_they_do_not_read(scene: Scene) -> None:
    switch(scene)
    add(scene, visible(scene), N4)

    for name in ("samir", "lucie", "claire"):
        view = reading.open_specification(scene.house, scene.reader(name), scene.specification_id)
        assert told(view) == {}


def test_l16_a_version_keeps_what_was_chosen_when_it_was_frozen(scene: Scene) -> None:
    house, spec, item = scene.house, scene.specification_id, visible(scene)
    code = add(scene, item, N3)

    def sent() -> str:
        baseline = releasing.freeze_baseline(house, scene.reader("claire"), spec)
        releasing.confirm_baseline(house, scene.reader("bruno"), spec, baseline)
        supplier = scene.reader("anne").organization_id
        return releasing.send_release(
            house,
            scene.reader("claire"),
            spec,
            baseline_id=baseline,
            organization_id=supplier,
            language="fr",
            reason="Convenu",
        )

    silent = sent()
    switch(scene)
    speaking = sent()
    switch(scene, shown=False)

    def parts(release: str) -> list[str]:
        file = exporting.export_release(house, scene.reader("anne"), spec, release, format_name="json")
        return [one["of"] for one in json.loads(file.content)["parts"] if one["kind"] == "reserved"]

    html = exporting.export_release(house, scene.reader("anne"), spec, speaking, format_name="html").content.decode()
    assert parts(silent) == []
    assert code in parts(speaking)
    assert code in html
    assert "réservé" in html
    assert releasing.read_release(house, scene.reader("anne"), spec, speaking).intact


def test_l16_a_page_that_is_open_follows_what_is_kept_from_it(scene: Scene) -> None:
    house, spec, item = scene.house, scene.specification_id, visible(scene)
    supplier = scene.reader("anne").organization_id
    opening.open_section(house, scene.reader("claire"), spec, section_id=item.section_id, organization_id=supplier)
    with every_page_follows(scene):
        switch(scene)
    with every_page_follows(scene):
        code = add(scene, item, N3)

    page = reading.open_page(house, scene.reader("anne"), spec, Language.FRENCH)
    assert any(code in piece.html for piece in page.page.pieces)


@pytest.mark.parametrize("name", ["nadia", "samir", "anne"])
def test_l16_only_the_pair_chooses(scene: Scene, name: str) -> None:
    with pytest.raises(NotAllowed):
        opening.show_reserved(scene.house, scene.reader(name), scene.specification_id, shown=True)
