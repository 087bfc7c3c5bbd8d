"""Firms, projects and specifications begin: from nothing, from a template, from a document."""

import pytest

from server.domain.blueprint import Blueprint
from server.domain.content import SpecificationContent
from server.domain.errors import Invalid, NotAllowed, NotInYourSight
from server.domain.folding import fold
from server.domain.richtext import parse, plain_text
from server.domain.roles import Seat
from server.policy.labels import N2
from server.policy.view import reveal
from server.services import creating, importing, reading, rights
from server.services.creating import Beginning
from server.services.templates import template_named, templates
from tests.services.scene import Scene

DOCUMENT = """# Atelier de laquage

Le contexte reste du texte.

## Préparer

Le système doit annoncer la teinte deux heures avant.

- Le système doit imprimer la fiche de cotes.
- une remarque

## Rendre visible

| Poste | Support |
|---|---|
| laquage | papier |
"""


def test_a_pilot_begins_another_project_of_the_firm_and_holds_their_seat_in_it(scene: Scene) -> None:
    firm_id, _ = creating.firms_of(scene.house, scene.people["claire"])[0]

    reader = creating.create_project(
        scene.house, scene.people["claire"], Beginning("Laquage", Seat.PRODUCTION, firm_id=firm_id)
    )

    named = {project.name: project for project in rights.projects_of(scene.house, scene.people["claire"])}
    assert named["Laquage"].role.value == "steering_production"
    assert named["Laquage"].specifications == ()
    assert reader.project_id == named["Laquage"].id


@pytest.mark.parametrize("name", ["samir", "anne", "nadia"])
def test_only_who_steers_a_firm_begins_a_project(scene: Scene, name: str) -> None:
    with pytest.raises(NotAllowed):
        creating.create_project(scene.house, scene.people[name], Beginning("À moi", Seat.WORK, firm_name="Ma firme"))


def test_a_firm_of_other_people_is_not_in_sight(scene: Scene) -> None:
    firm_id, _ = creating.firms_of(scene.house, scene.people["claire"])[0]

    with pytest.raises(NotInYourSight):
        creating.create_project(scene.house, scene.people["anne"], Beginning("À moi", Seat.WORK, firm_id=firm_id))


def test_two_projects_do_not_see_each_other(scene: Scene) -> None:
    beginning = Beginning("Portails", Seat.WORK, firm_name="Portails Sud")
    project_id, specification_id = creating.start_project(scene.house, scene.people["claire"], beginning, language="fr")

    for reader in (scene.reader("bruno"), scene.reader("claire")):
        with pytest.raises(NotInYourSight):
            reading.open_specification(scene.house, reader, specification_id)
    with pytest.raises(NotInYourSight):
        rights.reader_for(scene.house, scene.people["bruno"], project_id)


def test_every_template_becomes_a_whole_specification(scene: Scene) -> None:
    reader = scene.reader("claire")
    assert templates("fr")

    for entry in templates("fr"):
        blueprint = template_named(entry.name, "fr")
        made = creating.create_specification_from_blueprint(scene.house, reader, blueprint, template=entry.name)
        view = reading.open_specification(scene.house, reader, made)
        assert [s.title for s in view.sections] == [s.title for s in blueprint.all_sections()]
        assert [r.title for r in view.requirements] == [r.title for r in blueprint.all_requirements()]
        assert _words(view.requirements[0].statement) == plain_text(blueprint.all_requirements()[0].statement.tree)
        assert sum(len(r.criteria) for r in view.requirements) == _criteria(blueprint)


def test_a_part_for_suppliers_nobody_named_yet_is_read_by_the_firm_only(scene: Scene) -> None:
    reader = scene.reader("claire")
    blueprint = template_named("gpao", "fr")
    named = {one.key for one in blueprint.all_requirements() if one.statement.label.level == 1}

    made = creating.create_specification_from_blueprint(scene.house, reader, blueprint)

    with scene.house.database.read() as connection:
        content = scene.house.shelf.content(connection, made)
    titles = {one.title for one in blueprint.all_requirements() if one.key in named}
    assert titles
    assert {one.statement.label for one in content.requirements if one.title in titles} == {N2.canonical()}


def test_codes_are_never_given_twice_in_a_project(scene: Scene) -> None:
    reader = scene.reader("claire")

    for _ in range(2):
        creating.create_specification_from_blueprint(scene.house, reader, template_named("gpao", "fr"))

    seen = [scene.content(), *_others(scene)]
    codes = [one.code for content in seen for one in content.requirements]
    assert len(codes) == len(set(codes))
    found = [finding.code for finding in seen[0].findings]
    assert len(found) == len(set(found))


def test_short_names_are_free_in_the_project(scene: Scene) -> None:
    reader = scene.reader("claire")

    for _ in range(2):
        creating.create_blank_specification(scene.house, reader, title="Été à l’atelier", language="fr")

    (project,) = rights.projects_of(scene.house, scene.people["claire"])
    assert {"ete-a-l-atelier", "ete-a-l-atelier-2"} <= {one.short_name for one in project.specifications}


def test_a_document_becomes_a_specification_with_all_its_words(scene: Scene) -> None:
    short_name = importing.import_file(
        scene.house,
        name="laquage.md",
        content=DOCUMENT.encode(),
        email="claire.montel@vauclair.example",
        progress=lambda done, total: None,
    )

    specification_id = rights.specification_named(scene.house, scene.people["claire"], short_name)
    view = reading.open_specification(scene.house, scene.reader("claire"), specification_id)
    words = [fold(s.title) for s in view.sections] + [fold(_words(s.intro)) for s in view.sections]
    words += [fold(_words(text)) for r in view.requirements for text in (r.statement, r.rationale)]
    assert len(view.requirements) == 2
    for wanted in ("le contexte reste du texte", "preparer", "annoncer la teinte", "fiche de cotes", "une remarque"):
        assert any(wanted in text for text in words), wanted
    assert any("papier" in text for text in words)


def test_a_preview_counts_what_the_import_makes(scene: Scene) -> None:
    shown = importing.preview(DOCUMENT.encode(), "laquage.md")

    made = importing.import_document(scene.house, scene.reader("claire"), DOCUMENT.encode(), "laquage.md")

    view = reading.open_specification(scene.house, scene.reader("claire"), made)
    assert shown.title == view.title
    assert [(s.number, s.title) for s in shown.sections] == [(s.number, s.title) for s in view.sections]
    assert shown.requirement_count == len(view.requirements)


def test_only_a_pilot_brings_a_document_in(scene: Scene) -> None:
    with pytest.raises(NotAllowed):
        importing.import_document(scene.house, scene.reader("samir"), DOCUMENT.encode(), "laquage.md")
    with pytest.raises(Invalid):
        importing.import_file(
            scene.house, name="x.md", content=b"# x", email="personne@nulle.example", progress=lambda done, total: None
        )


def test_nothing_is_written_when_a_specification_breaks_off(scene: Scene) -> None:
    before = scene.content()

    with pytest.raises(Invalid):
        creating.create_blank_specification(scene.house, scene.reader("claire"), title="Titre", language="xx")

    assert scene.content() == before
    assert len(_others(scene)) == 0


def test_a_supplier_knows_of_no_specification_before_something_is_shared(scene: Scene) -> None:
    (project,) = rights.projects_of(scene.house, scene.people["anne"])

    assert project.specifications == ()
    with pytest.raises(NotInYourSight):
        rights.reader_for_specification(scene.house, scene.people["anne"], scene.specification_id)
    assert reveal(scene.content(), scene.reader("anne")).requirements == ()


def _words(text: object) -> str:
    return plain_text(parse(getattr(text, "tree", {"type": "doc", "content": [{"type": "paragraph"}]})))


def _criteria(blueprint: Blueprint) -> int:
    return sum(len(one.criteria) for one in blueprint.all_requirements())


def _others(scene: Scene) -> list[SpecificationContent]:
    (project,) = rights.projects_of(scene.house, scene.people["claire"])
    ids = [one.id for one in project.specifications if one.id != scene.specification_id]
    with scene.house.database.read() as connection:
        return [scene.house.shelf.content(connection, one) for one in ids]
