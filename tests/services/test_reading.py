"""The page, what changed on it, the search and the past: each reader is given what they see, and nothing tells of the rest."""

import pytest

from server.domain.errors import NotInYourSight
from server.domain.ids import new_id
from server.domain.richtext import from_plain
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import Language
from server.policy.labels import N4
from server.services import reading
from server.services.house import Deed
from server.services.pages import Patch
from server.services.trail import Gone
from server.services.writing import project
from server.storage import label_rows, requirement_rows
from tests.services.scene import Scene

FR = Language.FRENCH


def write(scene: Scene, part_of: str, words: str) -> None:
    """Let the live room store what was typed in the statement of the requirement that begins so."""
    generation = scene.requirement(part_of).statement.generation
    with scene.house.database.write() as connection:
        assert project(connection, generation, from_plain(words), 0, scene.house.clock()) is not None


def cursor_of(scene: Scene, name: str) -> str:
    """The cursor of the page that this person has just opened."""
    return reading.open_page(scene.house, scene.reader(name), scene.specification_id, FR).page.cursor


def patch(scene: Scene, name: str, cursor: str) -> Patch:
    """What has changed for this person since `cursor`."""
    return reading.patch_since(scene.house, scene.reader(name), scene.specification_id, FR, cursor)


def first_title(scene: Scene) -> str:
    """The title of some requirement that everybody in the firm sees."""
    sight = reading.open_specification(scene.house, scene.reader("samir"), scene.specification_id)
    return sight.requirements[0].title


def test_a_page_holds_every_section_and_requirement_of_the_view_in_order(scene: Scene) -> None:
    view = reading.open_specification(scene.house, scene.reader("claire"), scene.specification_id)

    page = reading.open_page(scene.house, scene.reader("claire"), scene.specification_id, FR).page

    expected = [n for s in view.sections for n in (f"s-{s.id}", *(f"r-{one}" for one in s.requirement_ids))]
    assert [piece.id for piece in page.pieces] == expected
    assert page.sections == view.sections


def test_what_one_person_types_reaches_the_page_of_another_as_one_piece(scene: Scene) -> None:
    title = first_title(scene)
    cursor = cursor_of(scene, "bruno")

    write(scene, title, "Le module doit dire l’heure.")

    news = patch(scene, "bruno", cursor)
    assert news.items is not None
    assert [piece.id for piece in news.items] == [f"r-{scene.requirement(title).id}"]
    assert "dire l’heure" in getattr(news.items[0], "html", "")


def test_a_page_that_shows_all_has_no_news(scene: Scene) -> None:
    cursor = cursor_of(scene, "bruno")

    assert patch(scene, "bruno", cursor) == Patch(cursor, ())


def test_a_change_nobody_may_see_leaves_the_cursor_as_it_was(scene: Scene) -> None:
    title = first_title(scene)
    requirement = scene.requirement(title)
    reclassify(scene, Subject(SubjectKind.TEXT, requirement.rationale.id), N4.canonical())
    before = {name: cursor_of(scene, name) for name in ("samir", "claire")}

    with scene.house.database.write() as connection:
        words = from_plain("La marge de négociation")
        assert project(connection, requirement.rationale.generation, words, 0, scene.house.clock()) is not None

    assert patch(scene, "samir", before["samir"]) == Patch(before["samir"], ())
    assert patch(scene, "claire", before["claire"]).cursor != before["claire"]


def test_what_is_raised_above_a_reader_leaves_their_page(scene: Scene) -> None:
    requirement = scene.requirement(first_title(scene))
    cursor = cursor_of(scene, "samir")

    reclassify(scene, Subject(SubjectKind.REQUIREMENT, requirement.id), N4.canonical())

    items = patch(scene, "samir", cursor).items
    assert items is not None
    assert Gone(f"r-{requirement.id}") in items
    assert all(requirement.code not in getattr(item, "html", "") for item in items)


def test_a_cursor_that_is_not_known_asks_for_the_whole_page(scene: Scene) -> None:
    assert patch(scene, "bruno", "").items is None
    assert patch(scene, "bruno", cursor_of(scene, "samir") + "x").items is None
    assert (
        reading.page_news(scene.house, scene.reader("bruno"), scene.specification_id, FR, "?")[1]
        == '{"type": "reload"}'
    )


def test_another_project_of_the_house_is_not_in_sight(scene: Scene) -> None:
    with pytest.raises(NotInYourSight):
        reading.open_page(scene.house, scene.reader("claire"), new_id(), FR)


def test_a_search_finds_by_code_then_title_then_text_without_accents(scene: Scene) -> None:
    view = reading.open_specification(scene.house, scene.reader("claire"), scene.specification_id)
    some = view.requirements[0]

    by_code = reading.search(scene.house, scene.reader("claire"), scene.specification_id, some.code.lower())
    by_title = reading.search(scene.house, scene.reader("claire"), scene.specification_id, some.title.upper())
    by_text = reading.search(scene.house, scene.reader("claire"), scene.specification_id, "alea reporte")

    assert by_code[0].subject.id == some.id
    assert by_title[0].subject.id == some.id
    assert any("aléa" in hit.excerpt for hit in by_text)


def test_a_search_never_finds_what_the_reader_does_not_see(scene: Scene) -> None:
    title = first_title(scene)
    write(scene, title, "Le mot canari n’est que là.")
    assert reading.search(scene.house, scene.reader("samir"), scene.specification_id, "canari")

    reclassify(scene, Subject(SubjectKind.TEXT, scene.requirement(title).statement.id), N4.canonical())

    assert reading.search(scene.house, scene.reader("samir"), scene.specification_id, "canari") == ()
    assert reading.search(scene.house, scene.reader("claire"), scene.specification_id, "canari")


def test_the_past_of_a_requirement_tells_who_and_what_to_those_who_read_the_part(scene: Scene) -> None:
    requirement = scene.requirement(first_title(scene))
    subject = Subject(SubjectKind.REQUIREMENT, requirement.id)
    with scene.house.deed(scene.reader("claire"), scene.specification_id) as deed:
        retitle(deed, subject, "Un titre", N4.canonical())
        retitle(deed, subject, "Un autre", requirement.label)

    told = reading.history(scene.house, scene.reader("samir"), scene.specification_id, subject)
    all_of_it = reading.history(scene.house, scene.reader("bruno"), scene.specification_id, subject)

    assert [one.after for one in told if one.deed == "retitle"] == ["Un autre"]
    assert {one.after for one in all_of_it if one.deed == "retitle"} == {"Un autre", "Un titre"}
    assert told[0].person == "Claire Montel"


def test_a_hidden_thing_has_no_past(scene: Scene) -> None:
    requirement = scene.requirement(first_title(scene))
    reclassify(scene, Subject(SubjectKind.REQUIREMENT, requirement.id), N4.canonical())

    with pytest.raises(NotInYourSight):
        reading.history(
            scene.house, scene.reader("samir"), scene.specification_id, Subject(SubjectKind.REQUIREMENT, requirement.id)
        )


def retitle(deed: Deed, subject: Subject, title: str, label: str) -> None:
    """Give a requirement another title and keep that in its past."""
    requirement_rows.update_requirement(deed.connection, subject.id, title=title)
    deed.record("retitle", subject, label, field="title", after=title)


def reclassify(scene: Scene, subject: Subject, label: str) -> None:
    """Put a label on something, as the pair would."""
    with scene.house.deed(scene.reader("claire"), scene.specification_id) as deed:
        label_rows.set_label(deed.connection, subject, label)
        deed.record("reclassify", subject, label, field="label", after=label)
