"""The log of live documents, on both databases (A4, A10, A11)."""

import threading

import pytest

from server.crdt.replica import Replica
from server.domain.live import Append, Appended, NotAppended
from server.domain.richtext import from_plain, plain_text
from server.services.writing import LiveDesk
from server.storage.database import Database
from tests.realtime.client import Text
from tests.realtime.world import World, make_world


@pytest.fixture
def world(database: Database) -> World:
    """A small project."""
    return make_world(database)


@pytest.fixture
def desk(database: Database) -> LiveDesk:
    """The log behind the database."""
    return LiveDesk(database)


def opened(desk: LiveDesk, part: str) -> Text:
    """A copy of a text as loaded."""
    loaded = desk.load([part])[part]
    copy = Text()
    for piece in [loaded.checkpoint, *(one.content for one in loaded.tail)]:
        if piece is not None:
            copy.doc.apply_update(piece)
    return copy


def typed(desk: LiveDesk, part: str, *words: str) -> list[Append]:
    """Updates of one person, in order."""
    copy = opened(desk, part)
    return [Append(part, "ada", copy.type(word), frozenset({copy.doc.client_id})) for word in words]


def test_a_text_is_seeded_once_however_many_open_it_at_once(desk: LiveDesk, world: World) -> None:
    start = threading.Barrier(4)
    seen: list[int] = []

    def open_all() -> None:
        start.wait()
        seen.extend(len(one.tail) for one in desk.load(world.parts).values())

    openers = [threading.Thread(target=open_all) for _ in range(4)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join()

    assert seen == [1] * 12
    assert opened(desk, world.parts[0]).words == "Bonjour"


def test_each_update_knows_the_one_before_it_in_its_document(desk: LiveDesk, world: World) -> None:
    first, second = world.parts[:2]
    batch = [*typed(desk, first, " un", " deux"), *typed(desk, second, " trois")]
    seeds = {part: desk.load([part])[part].seq for part in (first, second)}

    answers = desk.append([batch[0], batch[2], batch[1]])

    assert all(isinstance(answer, Appended) for answer in answers)
    one, three, two = [answer for answer in answers if isinstance(answer, Appended)]
    assert (one.previous, three.previous, two.previous) == (seeds[first], seeds[second], one.seq)
    assert [logged.seq for logged in desk.tail(first, seeds[first])] == [one.seq, two.seq]
    assert [logged.content for logged in desk.tail(first, seeds[first])] == [batch[0].content, batch[1].content]


def test_a_sealed_document_takes_nothing_and_is_not_loaded(desk: LiveDesk, world: World) -> None:
    sealed, sound = world.parts[:2]
    batch = [*typed(desk, sealed, " un"), *typed(desk, sound, " deux")]
    world.seal(sealed)

    answers = desk.append(batch)

    assert answers[0] is NotAppended.SEALED
    assert isinstance(answers[1], Appended)
    assert sealed not in desk.load([sealed])


def test_a_client_id_of_another_account_is_refused_with_all_that_follows(desk: LiveDesk, world: World) -> None:
    part = world.parts[0]
    mine = typed(desk, part, " un")[0]
    client = next(iter(mine.new_clients))
    desk.append([mine])
    forged = Append(part, "bea", b"\x00\x00", frozenset({client}))

    answers = desk.append([forged, Append(part, "bea", b"\x00\x00")])

    assert answers == [NotAppended.LEASED, NotAppended.LEASED]
    assert desk.load([part])[part].leases == {client: "ada"}


def test_concurrent_appends_to_one_document_are_seen_in_commit_order(desk: LiveDesk, world: World) -> None:
    part = world.parts[0]
    after = desk.load([part])[part].seq
    answers: list[Appended] = []

    def append_some() -> None:
        for _ in range(10):
            answer = desk.append([Append(part, "ada", b"\x00\x00")])[0]
            assert isinstance(answer, Appended)
            answers.append(answer)

    writers = [threading.Thread(target=append_some) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    chain = sorted(answers, key=lambda answer: answer.seq)
    assert [answer.previous for answer in chain] == [after, *(answer.seq for answer in chain[:-1])]


def test_a_checkpoint_holds_the_words_and_not_the_deleted_ones(desk: LiveDesk, world: World) -> None:
    part = world.parts[0]
    copy = opened(desk, part)
    clients = frozenset({copy.doc.client_id})
    desk.append([Append(part, "ada", update, clients) for update in (copy.type(" secret"), copy.keep("Bonjour"))])

    desk.checkpoint(part)

    loaded = desk.load([part])[part]
    assert loaded.tail == ()
    assert loaded.checkpoint is not None
    assert b"secret" not in loaded.checkpoint
    assert plain_text(Replica.replay([loaded.checkpoint]).tree) == "Bonjour"


def test_a_text_left_behind_its_log_by_a_crash_is_recovered(desk: LiveDesk, world: World) -> None:
    desk.append(typed(desk, world.parts[0], " à tous"))
    before = world.plain(world.parts[0])

    recovered = [desk.recover(), desk.recover()]

    assert before == "Bonjour"
    assert world.plain(world.parts[0]) == "Bonjour à tous"
    assert recovered == [1, 0]


def test_an_older_projection_never_replaces_a_later_one(desk: LiveDesk, world: World) -> None:
    part = world.parts[0]
    seq = desk.load([part])[part].seq

    later = desk.project(part, from_plain("plus tard"), seq + 2)
    older = desk.project(part, from_plain("plus tôt"), seq + 1)

    assert later is not None
    assert older is None
    assert world.plain(part) == "plus tard"
