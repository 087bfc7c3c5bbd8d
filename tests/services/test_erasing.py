"""Erased is erased: the words are in the files before, and nowhere after (RULES.md, H6)."""

import secrets
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from server.domain.content import TextPart
from server.domain.errors import Conflict, Invalid, NotAllowed
from server.domain.richtext import from_plain, parse, plain_text
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N3
from server.services import erasing, proposing, reclassifying, replaying
from server.services.house import Told
from server.services.writing import LiveDesk
from server.storage import erasure
from server.storage.database import Database
from tests.services import proposals
from tests.services.scene import Scene
from tests.services.typing import type_in

TITLE = "Signaler une opération"
PATIENCE = 60.0
"""Seconds; PostgreSQL ends a connection some moments after its client has closed it."""

_FILES = """
SELECT relname FROM pg_class
WHERE pg_relation_filepath(oid) IS NOT NULL
  AND position(convert_to(%(word)s, 'UTF8') IN pg_read_binary_file(pg_relation_filepath(oid))) > 0
"""


def places_of(scene: Scene, word: str) -> list[str]:
    """Return the files of the database that hold a word: the SQLite file and those beside it, or every table and index."""
    database = scene.house.database
    if database.is_sqlite:
        folder = Path(database.url.removeprefix("sqlite:///")).parent
        return sorted(file.name for file in folder.glob("concerte.sqlite3*") if word.encode() in file.read_bytes())
    with database.upkeep() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.exec_driver_sql("CHECKPOINT")
        return sorted(connection.exec_driver_sql(_FILES, {"word": word}).scalars())


def part(scene: Scene) -> TextPart:
    return scene.requirement(TITLE).statement


def typed(scene: Scene, name: str, text: str, at: datetime) -> None:
    type_in(scene.house, scene.people[name], part(scene).generation, from_plain(text), at)


@pytest.fixture
def secret() -> str:
    """A word that no test before wrote into the same files."""
    return f"mot-effacé-pour-toujours-{secrets.token_hex(8)}"


@pytest.fixture
def told(scene: Scene, secret: str) -> list[Told]:
    """What is told of deeds, of a text in which a word was typed and taken out again, before a change of level and after."""
    heard: list[Told] = []
    now, first = scene.house.clock(), part(scene)
    typed(scene, "claire", f"Avant {secret}.", now)
    typed(scene, "claire", "Avant.", now + timedelta(minutes=1))
    subject = Subject(SubjectKind.TEXT, first.id)
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, subject, label=N3)
    typed(scene, "bruno", f"Après {secret}.", now + timedelta(minutes=2))
    LiveDesk(scene.house.database).checkpoint(part(scene).generation)
    typed(scene, "bruno", "Après.", now + timedelta(minutes=3))
    scene.house.tell = heard.append
    return heard


def erase(scene: Scene, name: str = "claire", *codes: str, before: datetime | None = None) -> erasing.Extent:
    reader, spec = scene.reader(name), scene.specification_id
    return erasing.erase_past(scene.house, reader, spec, codes, lambda done, total: None, before)


def test_h6_an_erased_word_is_in_no_file_of_the_database(scene: Scene, told: list[Told], secret: str) -> None:
    assert places_of(scene, secret)
    before = part(scene)

    erased = erase(scene)

    assert erased.edits >= 6
    assert places_of(scene, secret) == []
    assert part(scene).tree == before.tree
    assert part(scene).label == before.label
    assert part(scene).generation != before.generation
    assert before.generation in told[-1].closed_documents
    past = replaying.see_past(scene.house, scene.reader("claire"), scene.specification_id, before.id)
    assert (past.authors, len(past.moments)) == ((), 1)


def test_h6_the_text_goes_on_in_its_new_document(scene: Scene, told: list[Told]) -> None:
    erase(scene)
    typed(scene, "claire", "Après, encore.", scene.house.clock())

    past = replaying.see_past(scene.house, scene.reader("claire"), scene.specification_id, part(scene).id)
    assert [moment.authors for moment in past.moments] == [(), (0,)]


def test_h6_what_was_proposed_and_settled_is_erased_and_what_waits_goes_on(
    scene: Scene, told: list[Told], secret: str
) -> None:
    refused = proposals.proposed(scene, "claire", from_plain(f"Après. {secret}, proposé."))
    reader, spec = scene.reader("bruno"), scene.specification_id
    proposing.decline_proposal(scene.house, reader, spec, refused, reason="Non")
    waiting = proposals.proposed(scene, "claire", from_plain("Après, demain."))

    erase(scene)

    assert places_of(scene, secret) == []
    assert proposals.kept(scene, refused).decided_at is not None
    proposals.accept(scene, "bruno", waiting)
    assert plain_text(parse(part(scene).tree)) == "Après, demain."


def test_h6_one_requirement_alone_is_erased_by_its_code(scene: Scene, told: list[Told], secret: str) -> None:
    other = next(one for one in scene.content().requirements if one.id != scene.requirement(TITLE).id)
    kept, lost = other.statement.generation, part(scene).generation

    with pytest.raises(Invalid):
        erase(scene, "claire", "XXX-000")
    erased = erase(scene, "claire", scene.requirement(TITLE).code)

    assert erased.texts == 2
    assert part(scene).generation != lost
    assert next(one for one in scene.content().requirements if one.id == other.id).statement.generation == kept
    assert places_of(scene, secret) == []


def test_h6_the_past_before_a_day_is_erased_and_what_came_later_is_kept(
    scene: Scene, told: list[Told], secret: str
) -> None:
    later, now, first = f"plus-tard-{secrets.token_hex(8)}", scene.house.clock() + timedelta(minutes=10), part(scene)
    typed(scene, "claire", f"Après, {later}.", now)
    typed(scene, "claire", "Après, encore.", now + timedelta(minutes=1))
    waiting = proposals.proposed(scene, "claire", from_plain("Après, encore. Demain."))

    erased = erase(scene, before=now - timedelta(minutes=1))

    assert erased.edits >= 6
    assert places_of(scene, secret) == []
    assert places_of(scene, later)
    assert (part(scene).generation, part(scene).tree) == (first.generation, from_plain("Après, encore.").json())
    past = replaying.see_past(scene.house, scene.reader("claire"), scene.specification_id, first.id)
    assert [moment.authors for moment in past.moments][-1] == (0,)
    assert len(past.authors) == 1
    proposals.accept(scene, "bruno", waiting)
    assert plain_text(parse(part(scene).tree)) == "Après, encore. Demain."
    again = erase(scene, before=now - timedelta(minutes=1))
    assert part(scene).generation == first.generation
    assert again.texts == erased.texts


def test_h6_while_somebody_reads_the_old_state_the_person_is_told_and_a_second_run_finishes(
    scene: Scene, told: list[Told], secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Database(scene.house.database.url)) as another, another.read() as reading:
        reading.exec_driver_sql("SELECT count(*) FROM updates").scalar_one()
        with monkeypatch.context() as patch:
            patch.setattr(erasure, "PATIENCE", 0.0)
            with pytest.raises(Conflict, match="pages_kept"):
                erase(scene)

    erase(scene)
    assert places_of(scene, secret) == []


def test_h6_only_the_pair_may_have_the_past_erased(scene: Scene, told: list[Told], secret: str) -> None:
    for name in scene.people:
        if not scene.reader(name).is_pilot:
            with pytest.raises(NotAllowed):
                erase(scene, name)
    assert places_of(scene, secret)


def test_a_database_that_is_in_use_is_known_to_be(scene: Scene) -> None:
    with closing(Database(scene.house.database.url)) as another:
        with scene.house.database.read():
            assert not erasure.is_alone(another)
        scene.house.database.close()
        another.close()
        end = time.monotonic() + PATIENCE
        while not (alone := erasure.is_alone(another)) and time.monotonic() < end:
            time.sleep(0.05)
        assert alone
