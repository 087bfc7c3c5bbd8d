"""The standing copy: what it gives out, what it keeps, and what it does not take."""

import pytest

from server.crdt.folding import fold
from server.crdt.gate import MAX_UPDATE
from server.crdt.refusals import Gap, Refused
from server.crdt.replica import KEPT_UPDATES, MAX_PART, Replica
from server.crdt.seeding import new_server_client, seed
from server.domain.richtext import document, from_plain, paragraph, parse, plain_text, text_node
from tests.crdt import corpus
from tests.crdt.peer import Peer
from tests.crdt.trees import ID, doc, random_tree, say
from tests.crdt.wire import block, deletions, element, item, text, update, words
from tests.fuzz.worker import resident


def typed(replica: Replica, client: int, letters: str) -> list[bytes]:
    """Type letters one by one into a fresh document and return the updates."""
    sent = [
        update(block(client, 0, element("paragraph"))),
        update(block(client, 1, item(7, b"\x06", parent=(client, 0)))),
        update(block(client, 2, words(letters[0], (client, 1)))),
    ]
    sent += [
        update(block(client, 3 + place, words(letter, origin=(client, 2 + place))))
        for place, letter in enumerate(letters[1:])
    ]
    for each in sent:
        assert replica.receive(each, {client}).new
    return sent


def test_a_fresh_document_is_one_empty_paragraph() -> None:
    assert Replica().tree == document()
    assert Replica().state() == b"\x00\x00"
    assert Replica().state_vector() == b"\x00"


def test_every_keystroke_shows_and_the_log_replays_to_the_same_text() -> None:
    replica = Replica()
    log = typed(replica, 5, "bonjour")
    assert plain_text(replica.tree) == "bonjour"
    again = Replica.replay(log)
    assert (again.tree, again.state(), again.state_vector()) == (replica.tree, replica.state(), replica.state_vector())


def test_many_keystrokes_are_kept_as_one_state_and_a_refusal_still_restores_them() -> None:
    replica = Replica()
    typed(replica, 5, "ab" * KEPT_UPDATES)
    before = replica.state()
    with pytest.raises(Refused, match="schema"):
        replica.receive(update(block(6, 0, element("image", (5, 0)))), {6})
    assert replica.state() == before
    assert replica.receive(update(block(6, 0, words("!", origin=(5, 2 * KEPT_UPDATES)))), {6}).new


def test_deleted_words_are_in_the_log_and_not_in_its_checkpoint() -> None:
    replica = Replica()
    log = typed(replica, 5, "secret!")
    log.append(update(deletes=deletions(5, (2, 6))))
    replica.receive(log[-1], {5})
    assert plain_text(replica.tree) == "!"
    state = fold(log)
    assert b"s" not in state[10:].replace(b"paragraph", b"")
    assert Replica.replay([state]).tree == replica.tree


def test_a_reseeded_text_holds_no_word_and_no_author_of_its_past() -> None:
    replica = Replica()
    typed(replica, 123_456_789, "secret!")
    replica.receive(update(deletes=deletions(123_456_789, (2, 6))), {123_456_789})
    fresh = seed(replica.tree, new_server_client())
    assert Replica.replay([fresh]).tree == replica.tree
    assert b"secret" not in fresh
    assert replica.state()[2:6] not in fresh


def test_a_log_with_a_hole_is_not_replayed() -> None:
    log = typed(Replica(), 5, "abc")
    with pytest.raises(Gap):
        Replica.replay([log[0], *log[2:]])


def test_step_two_holds_what_the_other_side_lacks() -> None:
    replica = Replica()
    log = typed(replica, 5, "abcdef")
    early = Replica.replay(log[:4])
    missing = replica.diff(early.state_vector())
    assert len(missing) < len(replica.state())
    assert early.receive(missing, {5}).new
    assert early.tree == replica.tree


def test_an_accepted_update_tells_under_which_client_ids_it_wrote() -> None:
    replica = Replica()
    typed(replica, 5, "abc")
    assert replica.receive(update(block(9, 0, words("!", right=(5, 2)))), {5, 9}).clients == {9}
    assert replica.receive(update(deletes=deletions(5, (3, 1))), {9}).clients == set()


def test_the_same_update_twice_brings_nothing_new() -> None:
    replica = Replica()
    log = typed(replica, 5, "abc")
    assert not replica.receive(log[-1], {5}).new
    gone = update(deletes=deletions(5, (3, 1)))
    assert replica.receive(gone, {5}).new
    assert not replica.receive(gone, {5}).new
    assert not replica.receive(b"\x00\x00", set()).new


def test_a_reader_who_only_repeats_what_is_here_adds_nothing(yjs: Peer) -> None:
    replica = Replica.replay([seed(random_tree(1), new_server_client())])
    yjs.open("writer", 81, replica.state())
    for sent in yjs.become("writer", doc(say("court"))):
        replica.receive(sent, {81})
    yjs.open("reader", 82, replica.state())
    answer = yjs.diff("reader", replica.state_vector())
    assert replica.adds_nothing(answer)
    assert not replica.adds_nothing(update(deletes=deletions(81, (0, 1))))
    assert not replica.adds_nothing(update(block(82, 0, element("paragraph"))))


def test_a_readers_tidying_of_formats_adds_nothing(yjs: Peer) -> None:
    replica = Replica()
    yjs.open("writer", 91)
    bold = {"type": "text", "text": "deux", "marks": [{"type": "strong"}]}
    for tree in (doc(say("un deux")), doc({"type": "paragraph", "content": [{"type": "text", "text": "un "}, bold]})):
        for sent in yjs.become("writer", tree):
            replica.receive(sent, {91})
    formats = [clock for clock in range(2, 11) if replica._known.only_formats(91, clock, clock + 1)]
    assert len(formats) == 2
    assert replica.adds_nothing(update(deletes=deletions(91, (formats[0], 1))))
    assert not replica.adds_nothing(update(deletes=deletions(91, (2, 1))))


def test_a_part_over_its_limit_takes_no_more_words_but_lets_words_be_deleted() -> None:
    line = document(*(paragraph(text_node("x" * 1000)) for _ in range(MAX_PART // 1000 - 6)))
    replica = Replica.replay([seed(line, 7)])
    more = update(block(8, 0, words("y" * 10_000, right=(7, 2))))
    with pytest.raises(Refused, match="part_size"):
        replica.receive(more, {8})
    assert replica.receive(update(deletes=deletions(7, (2, 900))), {8}).new
    assert len(more) < MAX_UPDATE


def test_documents_that_are_let_go_are_freed_whether_they_were_read_or_refused_something() -> None:
    def busy() -> None:
        for _ in range(1_500):
            replica = Replica.replay([corpus.BASE])
            with pytest.raises(Refused):
                replica.receive(refused, corpus.LEASED)

    _, refused = corpus.HOSTILE["a picture without its file"]
    busy()
    before = resident()
    busy()

    assert resident() - before < 4 << 20


def test_a_mention_that_its_author_may_not_make_is_refused_and_older_ones_stay() -> None:
    def mention(letter: str) -> dict[str, object]:
        return {"type": "mention", "attrs": {"kind": "person", "ref": ID + letter, "text": "Inès"}}

    old = parse(doc({"type": "paragraph", "content": [mention("a")]}))
    replica = Replica.replay([seed(old, 7)], mention_allowed=lambda kind, ref: (kind, ref) == ("person", ID + "b"))
    for letter, allowed in (("b", True), ("c", False)):
        sent = Replica.replay([seed(parse(doc({"type": "paragraph", "content": [mention(letter)]})), ord(letter))])
        if allowed:
            assert replica.receive(sent.state(), {ord(letter)}).new
        else:
            with pytest.raises(Refused, match="mention"):
                replica.receive(sent.state(), {ord(letter)})
    assert len(replica.tree.content) == 2


def test_plain_text_survives_seeding_and_reading() -> None:
    words_of = "Un « essai » ≤ 5 mm\n\n😀 fin"
    assert plain_text(Replica.replay([seed(from_plain(words_of), 9)]).tree) == words_of
    assert text("é") == b"\x02\xc3\xa9"
