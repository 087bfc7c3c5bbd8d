"""Who may write and read live, and who knows of whom: the door agrees with the page (A3, P9, P31)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from server.domain.content import Opening
from server.domain.errors import NotSignedIn
from server.domain.ids import new_id
from server.domain.live import PAGE, Scope
from server.domain.richtext import from_plain
from server.policy.view import Purpose, Sight, SpecificationView, TextView, reveal
from server.services.live import decide, known, news
from server.services.sessions import get_signed_in, open_session
from server.services.writing import LiveDesk, open_documents, project_pending
from server.storage.tables.live import text_parts
from tests.services.scene import Scene


def texts_of(view: SpecificationView) -> Iterator[TextView | None]:
    """Every text that a view holds."""
    for section in view.sections:
        yield section.intro
    for requirement in (*view.requirements, *view.set_aside):
        yield from (requirement.statement, requirement.rationale)
    yield from (finding.text for finding in view.findings)
    yield from (result.text for result in view.results)
    yield from (situation.story for situation in view.situations)


def all_documents(scene: Scene) -> list[str]:
    """Every live document of the specification."""
    content = scene.content()
    texts = [section.intro for section in content.sections]
    texts += [text for item in content.requirements for text in (item.statement, item.rationale)]
    texts += [item.text for item in content.findings]
    texts += [item.text for item in content.results]
    texts += [item.story for item in content.situations]
    return [text.generation for text in texts]


def session_of(scene: Scene, name: str) -> str:
    """A session of a person."""
    with scene.house.database.write() as connection:
        token = open_session(scene.house, connection, scene.people[name], "test")
    return get_signed_in(scene.house, token).session_id


def test_every_person_may_open_exactly_the_documents_of_their_page(scene: Scene) -> None:
    documents = all_documents(scene)
    for name in scene.people:
        reader = scene.reader(name)
        shown = {
            text.document: Scope.READ_WRITE if text.may_write else Scope.READ_ONLY
            for text in texts_of(reveal(scene.content(), reader))
            if text is not None and text.document is not None
        }

        assert open_documents(scene.content(), reader, documents) == shown, name


def test_a_supplier_to_whom_nothing_was_opened_has_no_page_and_no_text(scene: Scene) -> None:
    suppliers = [name for name in scene.people if scene.reader(name).is_supplier]
    assert len(suppliers) == 2
    content = replace(scene.content(), openings=())
    for name in suppliers:
        assert open_documents(content, scene.reader(name), [PAGE, *all_documents(scene)]) == {}


def test_a_supplier_reads_live_what_was_opened_to_it_and_writes_nothing(scene: Scene) -> None:
    supplier = next(name for name in scene.people if scene.reader(name).is_supplier)
    sections = [one for one in scene.content().sections if one.parent_id is None]
    mine = scene.reader(supplier).organization_id
    openings = tuple(Opening(new_id(), section.id, mine, scene.house.clock()) for section in sections)
    content = replace(scene.content(), openings=openings)

    scopes = open_documents(content, scene.reader(supplier), [PAGE, *all_documents(scene)])

    assert PAGE in scopes
    assert set(scopes.values()) == {Scope.READ_ONLY}


def test_a_capped_session_reads_as_the_supplier_and_writes_nothing(scene: Scene) -> None:
    supplier = next(name for name in scene.people if scene.reader(name).is_supplier)
    documents = [PAGE, *all_documents(scene)]

    capped = open_documents(scene.content(), scene.seen_as("claire", supplier), documents)

    assert capped == open_documents(scene.content(), scene.reader(supplier), documents)


def test_documents_of_another_project_and_invented_names_are_refused(scene: Scene) -> None:
    assert open_documents(scene.content(), scene.reader("claire"), ["invented", "page\n"]) == {}


def test_a_session_opens_what_its_person_may_and_nothing_once_it_has_ended(scene: Scene) -> None:
    session = session_of(scene, "claire")
    documents = [PAGE, *all_documents(scene)]

    scopes = decide(scene.house, session, scene.specification_id, documents)
    clock = scene.house.clock
    scene.house.clock = lambda: clock() + timedelta(days=400)

    assert scopes == open_documents(scene.content(), scene.reader("claire"), documents)
    assert scopes[PAGE] is Scope.READ_ONLY
    with pytest.raises(NotSignedIn):
        decide(scene.house, session, scene.specification_id, documents)
    with pytest.raises(NotSignedIn):
        decide(scene.house, "unknown", scene.specification_id, documents)


def test_rival_suppliers_and_insiders_are_unknown_to_a_supplier(scene: Scene) -> None:
    people = frozenset(scene.people.values())
    for name, person in scene.people.items():
        reader = scene.reader(name)
        session = session_of(scene, name)

        seen, _ = known(scene.house, session, scene.specification_id, people, frozenset())

        if reader.is_supplier:
            assert seen <= {person}


def test_places_known_are_the_requirements_of_the_page(scene: Scene) -> None:
    session = session_of(scene, "claire")
    places = frozenset(item.id for item in scene.content().requirements) | {"elsewhere"}

    _, seen = known(scene.house, session, scene.specification_id, frozenset(), places)

    assert seen == set(Sight(scene.content(), scene.reader("claire"), Purpose.LIVE).requirements)
    assert seen < places


def test_what_is_typed_changes_the_page_of_those_who_see_it(scene: Scene) -> None:
    session = session_of(scene, "claire")
    requirement = scene.requirement("Garder la main")
    desk = LiveDesk(scene.house.database)
    before, _ = news(scene.house, session, scene.specification_id, "")
    seq = desk.load([requirement.statement.generation])[requirement.statement.generation].seq

    projected = desk.project(requirement.statement.generation, from_plain("Réécrit en direct"), seq + 1)

    after, message = news(scene.house, session, scene.specification_id, before)
    assert projected is not None
    assert projected.specification_id == scene.specification_id
    assert after != before
    assert message is not None
    assert "Réécrit en direct" in message


def test_what_was_typed_and_not_yet_shown_is_there_before_a_freeze(scene: Scene) -> None:
    requirement = scene.requirement("Garder la main")
    name = requirement.statement.generation
    desk = LiveDesk(scene.house.database)
    desk.load([name])
    with scene.house.database.write() as connection:
        connection.execute(
            text_parts.update().where(text_parts.c.generation == name).values(tree=from_plain("").json(), tree_seq=0)
        )

    with scene.house.database.write() as connection:
        project_pending(connection, scene.project_id, scene.specification_id, scene.house.clock())

    after = next(item for item in scene.content().requirements if item.id == requirement.id)
    assert after.statement.tree == requirement.statement.tree
