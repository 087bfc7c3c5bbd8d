"""The shelf gives what is committed, reads one thing for one change, and keeps a transaction's own changes to itself."""

import pytest
from sqlalchemy import event

from server.domain.errors import NotInYourSight
from server.domain.ids import new_id
from server.domain.richtext import from_plain
from server.domain.tracing import Subject, SubjectKind
from server.storage import journal, live_log, requirement_rows
from server.storage.shelf import Shelf
from server.storage.tables.tracing import findings
from tests.services.scene import Scene


def test_an_unknown_specification_is_not_in_sight(scene: Scene) -> None:
    with scene.house.database.read() as connection, pytest.raises(NotInYourSight):
        scene.house.shelf.content(connection, new_id())


def test_a_refreshed_specification_equals_one_read_anew(scene: Scene) -> None:
    before = scene.content()
    requirement = before.requirements[0]

    with scene.house.deed(scene.reader("claire"), scene.specification_id) as deed:
        requirement_rows.update_requirement(deed.connection, requirement.id, title="Un autre titre")
        deed.record("retitle", Subject(SubjectKind.REQUIREMENT, requirement.id), requirement.label)

    with scene.house.database.read() as connection:
        assert scene.content() == Shelf().content(connection, scene.specification_id)
    assert scene.content() != before


def test_a_changed_requirement_is_read_alone(scene: Scene) -> None:
    requirement = scene.requirement("Garder la main")
    others = {one.id: one for one in scene.content().requirements if one != requirement}

    with scene.house.deed(scene.reader("claire"), scene.specification_id) as deed:
        deed.touch(Subject(SubjectKind.REQUIREMENT, requirement.id))

    after = scene.content()
    assert all(one is others[one.id] for one in after.requirements if one.id != requirement.id)


def test_nothing_is_read_twice_when_nothing_changed(scene: Scene) -> None:
    scene.content()
    statements: list[str] = []
    event.listen(scene.house.database.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))

    scene.content()

    assert len([one for one in statements if one.startswith("SELECT")]) == 1


class Unfinished(Exception):
    """The deed breaks off."""


def test_a_transaction_sees_its_own_changes_and_nobody_else_does(scene: Scene) -> None:
    requirement = scene.requirement("Garder la main")
    titles: list[str] = []

    def begin_and_break_off() -> None:
        with scene.house.deed(scene.reader("claire"), scene.specification_id) as deed:
            requirement_rows.update_requirement(deed.connection, requirement.id, title="Pas encore dit")
            deed.touch(Subject(SubjectKind.REQUIREMENT, requirement.id))
            titles.extend(one.title for one in deed.content().requirements if one.id == requirement.id)
            titles.extend(one.title for one in scene.content().requirements if one.id == requirement.id)
            raise Unfinished

    with pytest.raises(Unfinished):
        begin_and_break_off()

    assert titles == ["Pas encore dit", requirement.title]
    assert next(one for one in scene.content().requirements if one.id == requirement.id) == requirement


def test_what_one_node_wrote_is_seen_by_another(scene: Scene) -> None:
    other, requirement = Shelf(), scene.requirement("Garder la main")
    with scene.house.database.read() as connection:
        other.content(connection, scene.specification_id)

    with scene.house.database.write() as connection:
        live_log.update_tree(connection, requirement.statement.generation, from_plain("Nouveau texte"), 0)
        journal.insert_change(
            connection,
            scene.project_id,
            scene.specification_id,
            Subject(SubjectKind.TEXT, requirement.statement.id),
            scene.house.clock(),
        )

    with scene.house.database.read() as connection:
        seen = other.content(connection, scene.specification_id)
    found = next(one for one in seen.requirements if one.id == requirement.id)
    assert found.statement.tree == from_plain("Nouveau texte").json()


def test_a_thing_whose_linked_neighbour_is_renamed_counts_as_touched(scene: Scene) -> None:
    finding = scene.content().findings[0]
    revision = scene.content().revision
    linked = {link.source.id for link in scene.content().links if link.target.id == finding.id}

    with scene.house.database.write() as connection:
        connection.execute(findings.update().where(findings.c.id == finding.id).values(title="Un autre constat"))
        journal.insert_change(
            connection, scene.project_id, None, Subject(SubjectKind.FINDING, finding.id), scene.house.clock()
        )

    with scene.house.database.read() as connection:
        touched = scene.house.shelf.volume(connection, scene.specification_id).touched_since(revision)
    assert linked
    assert touched == frozenset(linked | {finding.id})
