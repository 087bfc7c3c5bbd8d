"""A8 for every deed that shows on the page: patches make of everybody's old page the page they would load now."""

from collections.abc import Callable

import pytest

from server.domain.content import Requirement
from server.domain.requirement import Status
from server.domain.richtext import from_plain
from server.domain.tracing import LinkKind, Subject, SubjectKind
from server.domain.words import Language
from server.policy.labels import N3, N4, named
from server.services import (
    creating,
    criteria,
    editing,
    linking,
    opening,
    reading,
    reclassifying,
    sections,
)
from server.services.planting import NewCriterion, NewRequirement
from server.services.templates import template_named
from server.services.writing import project
from server.storage.shelf import Shelf
from tests.services.deeds import remark, retitle_finding, set_field
from tests.services.scene import Scene
from tests.services.snapshot import every_page_follows, load_anew, open_pages

Act = Callable[[Scene], object]


def _first(scene: Scene, place: int = 0) -> str:
    view = reading.open_specification(scene.house, scene.reader("samir"), scene.specification_id)
    return view.requirements[place].id


def _sections(scene: Scene) -> list[str]:
    view = reading.open_specification(scene.house, scene.reader("samir"), scene.specification_id)
    return [section.id for section in view.sections]


def _full_section(scene: Scene) -> str:
    view = reading.open_specification(scene.house, scene.reader("samir"), scene.specification_id)
    return next(section.id for section in view.sections if section.requirement_ids)


def _organization(scene: Scene, name: str) -> str:
    return scene.reader(name).organization_id


def _item(scene: Scene) -> Subject:
    return Subject(SubjectKind.REQUIREMENT, _first(scene))


def _requirement(scene: Scene) -> Requirement:
    return next(one for one in scene.content().requirements if one.id == _first(scene))


def type_words(scene: Scene) -> None:
    """The live room stores what was typed."""
    part = _requirement(scene).statement
    with scene.house.database.write() as connection:
        assert project(connection, part.generation, from_plain("Nouveau texte"), 0, scene.house.clock())


def rename(scene: Scene) -> None:
    """Another title."""
    set_field(scene, _requirement(scene), "title", "Un titre nouveau")


def own(scene: Scene) -> None:
    """Another owner."""
    set_field(scene, _requirement(scene), "owner_id", scene.people["samir"])


def raise_rationale(scene: Scene) -> None:
    """The reason becomes the pair's own."""
    part = Subject(SubjectKind.TEXT, _requirement(scene).rationale.id)
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, part, label=N4)


def add(scene: Scene) -> None:
    """A new requirement between others."""
    view = reading.open_specification(scene.house, scene.reader("claire"), scene.specification_id)
    section = next(section for section in view.sections if section.requirement_ids)
    wanted = NewRequirement(section_id=section.id, title="Ajouter une ligne", after_id=section.requirement_ids[0])
    editing.add_requirement(scene.house, scene.reader("claire"), scene.specification_id, wanted)


def link(scene: Scene) -> None:
    """One requirement depends on another."""
    linking.add_link(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        source=_item(scene),
        target=Subject(SubjectKind.REQUIREMENT, _first(scene, 2)),
        kind=LinkKind.DEPENDS_ON,
        reason="l’un demande l’autre",
    )


def unlink(scene: Scene) -> None:
    """An origin goes away."""
    content = scene.content()
    one = next(one for one in content.links if one.source.id == _first(scene))
    linking.remove_link(scene.house, scene.reader("claire"), scene.specification_id, one.id, reason="pas la bonne")


def rename_finding(scene: Scene) -> None:
    """The origin of a requirement is called otherwise."""
    one = next(link for link in scene.content().links if link.target.kind is SubjectKind.FINDING)
    retitle_finding(scene, one.target.id, "Un constat dit autrement")


def talk(scene: Scene) -> None:
    """Someone says something about a requirement."""
    remark(scene, _item(scene), "Voilà ce que j’en pense.")


def open_live(scene: Scene) -> None:
    """The pair opens a section to a supplier."""
    opening.open_section(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        section_id=_full_section(scene),
        organization_id=_organization(scene, "anne"),
    )


DEEDS: dict[str, Act] = {
    "typing": type_words,
    "a title": rename,
    "an owner": own,
    "a raised reason": raise_rationale,
    "a raised requirement": lambda s: reclassifying.change_label(
        s.house, s.reader("claire"), s.specification_id, _item(s), label=N3
    ),
    "a new requirement": add,
    "a moved requirement": lambda s: editing.move_requirement(
        s.house, s.reader("claire"), s.specification_id, _first(s, 1), section_id=_sections(s)[0], after_id=None
    ),
    "a duplicated requirement": lambda s: editing.duplicate_requirement(
        s.house, s.reader("claire"), s.specification_id, _first(s)
    ),
    "a status": lambda s: editing.set_status(
        s.house, s.reader("claire"), s.specification_id, _first(s), to=Status.DEFERRED, reason="au lot 2"
    ),
    "a withdrawn requirement": lambda s: editing.withdraw_requirement(
        s.house, s.reader("claire"), s.specification_id, _first(s)
    ),
    "a criterion": lambda s: criteria.add_criterion(
        s.house, s.reader("claire"), s.specification_id, _first(s), NewCriterion("durée", value="3", unit="min")
    ),
    "a link": link,
    "a link taken away": unlink,
    "a finding's title": rename_finding,
    "a thread": talk,
    "a new section": lambda s: sections.add_section(
        s.house, s.reader("claire"), s.specification_id, title="Un chapitre", after_id=_sections(s)[0]
    ),
    "a moved section": lambda s: sections.move_section(
        s.house, s.reader("claire"), s.specification_id, _full_section(s), parent_id=None, after_id=None
    ),
    "a duplicated section": lambda s: sections.duplicate_section(
        s.house, s.reader("claire"), s.specification_id, _full_section(s)
    ),
    "a withdrawn section": lambda s: sections.withdraw_section(
        s.house, s.reader("claire"), s.specification_id, _full_section(s)
    ),
    "a section opened to a supplier": open_live,
    "another specification of the project": lambda s: creating.create_specification_from_blueprint(
        s.house, s.reader("claire"), template_named("gpao", "fr")
    ),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_every_open_page_follows(scene: Scene, deed: Act) -> None:
    opening.open_section(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        section_id=_sections(scene)[-1],
        organization_id=_organization(scene, "paul"),
    )

    with every_page_follows(scene):
        deed(scene)

    fresh = Shelf()
    with scene.house.database.read() as connection:
        assert fresh.content(connection, scene.specification_id) == scene.content()


def test_deeds_in_a_row_are_followed_from_any_page_in_between(scene: Scene) -> None:
    with every_page_follows(scene):
        type_words(scene)
        with every_page_follows(scene):
            add(scene)
            rename(scene)
        with every_page_follows(scene):
            raise_rationale(scene)
            unlink(scene)


def test_a_page_from_before_a_change_and_its_undoing_is_told_nothing(scene: Scene) -> None:
    first = _requirement(scene)
    cursors = {name: page.cursor for name, page in open_pages(scene, Language.FRENCH).items()}

    with every_page_follows(scene):
        rename(scene)
        with every_page_follows(scene):
            set_field(scene, _requirement(scene), "title", first.title)

    assert {name: page.cursor for name, page in open_pages(scene, Language.FRENCH).items()} == cursors


def test_what_came_and_went_between_two_looks_leaves_no_trace(scene: Scene) -> None:
    before = open_pages(scene, Language.FRENCH)["bruno"]
    wanted = NewRequirement(section_id=_full_section(scene), title="Une idée d’une heure")
    made, _ = editing.add_requirement(scene.house, scene.reader("claire"), scene.specification_id, wanted)
    open_pages(scene, Language.FRENCH)

    editing.withdraw_requirement(scene.house, scene.reader("claire"), scene.specification_id, made)
    rename(scene)

    patch = reading.patch_since(
        scene.house, scene.reader("bruno"), scene.specification_id, Language.FRENCH, before.cursor
    )
    assert [item.id for item in patch.items or ()] == [f"r-{_first(scene)}"]


def test_a_page_says_the_same_after_the_server_was_started_again(scene: Scene) -> None:
    type_words(scene)
    before = open_pages(scene, Language.FRENCH)

    after = load_anew(scene, Language.FRENCH)

    assert {name: page.cursor for name, page in after.items()} == {name: page.cursor for name, page in before.items()}


def test_a_part_for_one_supplier_shows_nothing_of_itself_to_the_other(scene: Scene) -> None:
    section = _full_section(scene)
    for supplier in ("anne", "paul"):
        opening.open_section(
            scene.house,
            scene.reader("claire"),
            scene.specification_id,
            section_id=section,
            organization_id=_organization(scene, supplier),
        )
    before = open_pages(scene, Language.FRENCH)
    for_anne = named(_organization(scene, "anne"))
    view = reading.open_specification(scene.house, scene.reader("paul"), scene.specification_id)
    item = Subject(SubjectKind.REQUIREMENT, view.requirements[0].id)

    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, item, label=for_anne)
    hidden = next(one for one in scene.content().requirements if one.id == item.id)
    raised = open_pages(scene, Language.FRENCH)
    set_field(scene, hidden, "title", "Secret de l’un")

    after = open_pages(scene, Language.FRENCH)
    assert before["paul"].cursor != raised["paul"].cursor
    assert after["paul"].cursor == raised["paul"].cursor
    assert after["anne"].cursor != raised["anne"].cursor
