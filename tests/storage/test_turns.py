"""Many write at once and nothing is lost: the deeds of a project take turns, and readers meet them in order."""

import threading
from collections.abc import Callable

from sqlalchemy import event

from server.domain.tracing import Subject, SubjectKind
from server.services import creating
from server.services.templates import template_named
from server.storage import requirement_rows
from server.storage.shelf import Shelf
from tests.services.scene import Scene

DEEDS_EACH = 8


def at_once(*acts: Callable[[], None]) -> None:
    """Run these at the same time and wait for all; raises what one of them raised."""
    trouble: list[BaseException] = []
    ready = threading.Barrier(len(acts))

    def run(act: Callable[[], None]) -> None:
        try:
            ready.wait()
            act()
        except BaseException as error:
            trouble.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if trouble:
        raise trouble[0]


def count_up(scene: Scene, name: str, requirement_id: str) -> None:
    """Read a number and write the next one, several times."""
    reader = scene.reader(name)
    for _ in range(DEEDS_EACH):
        with scene.house.deed(reader, scene.specification_id) as deed:
            item = next(one for one in deed.content().requirements if one.id == requirement_id)
            requirement_rows.update_requirement(deed.connection, requirement_id, lot=item.lot + 1)
            deed.touch(Subject(SubjectKind.REQUIREMENT, requirement_id))


def test_what_a_deed_has_read_cannot_change_before_it_is_done(scene: Scene) -> None:
    item = scene.requirement("Garder la main")

    at_once(lambda: count_up(scene, "claire", item.id), lambda: count_up(scene, "bruno", item.id))

    after = next(one for one in scene.content().requirements if one.id == item.id)
    assert after.lot == item.lot + 2 * DEEDS_EACH


def test_a_reader_beside_many_writers_misses_nothing(scene: Scene) -> None:
    first, second = scene.content().requirements[:2]
    beside, writing = Shelf(), threading.Event()
    seen: list[int] = []

    def look() -> None:
        while not writing.is_set():
            with scene.house.database.read() as connection:
                seen.append(beside.content(connection, scene.specification_id).revision)

    def write() -> None:
        try:
            at_once(lambda: count_up(scene, "claire", first.id), lambda: count_up(scene, "bruno", second.id))
        finally:
            writing.set()

    at_once(look, write)

    with scene.house.database.read() as connection:
        followed = beside.content(connection, scene.specification_id)
        assert followed == Shelf().content(connection, scene.specification_id)
    assert seen == sorted(seen)


def test_a_large_specification_is_read_with_as_many_statements_as_a_small_one(scene: Scene) -> None:
    blueprint = template_named("gpao", "fr")
    small = creating.create_blank_specification(scene.house, scene.reader("claire"), title="Petit", language="fr")
    large = creating.create_specification_from_blueprint(scene.house, scene.reader("claire"), blueprint)
    statements: list[str] = []
    event.listen(scene.house.database.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))

    counts = []
    for specification_id in (small, large):
        statements.clear()
        with scene.house.database.read() as connection:
            Shelf().content(connection, specification_id)
        counts.append(len(statements))

    assert counts[0] == counts[1]
