"""Hostile bytes, each by name: none reaches the CRDT library, each has its reason, and the document stays as it was."""

from dataclasses import replace

import pytest

from server.crdt.gate import check
from server.crdt.known import Known
from server.crdt.refusals import REASONS, Gap, Refused
from server.crdt.replica import Replica
from tests.crdt.corpus import AGAIN, BASE, END, HOSTILE, LEASED, MINE, ODD, PENDING, VECTORS, VICTIM, mine
from tests.crdt.peer import Peer
from tests.crdt.wire import block, deletions, item, text, update, words


def base() -> Replica:
    return Replica.replay([BASE])


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_are_refused_with_their_reason_and_leave_no_trace(name: str) -> None:
    reason, data = HOSTILE[name]
    replica = base()
    before = replica.state(), replica.state_vector(), replica.tree
    with pytest.raises((Gap, Refused)) as refusal:
        replica.receive(data, LEASED)
    met = refusal.value.reason if isinstance(refusal.value, Refused) else "gap"
    assert met == reason
    assert (replica.state(), replica.state_vector(), replica.tree) == before


@pytest.mark.parametrize("name", ODD)
def test_odd_neighbours_are_taken_when_every_browser_shows_the_same(yjs: Peer, name: str) -> None:
    replica = base()
    assert replica.receive(ODD[name], {MINE}).new
    shown = replica.tree.json()
    assert yjs.accepts(BASE, ODD[name])["tree"] == shown
    assert yjs.accepts(replica.state())["tree"] == shown


@pytest.mark.parametrize("name", AGAIN)
def test_known_pieces_sent_again_as_something_else_reach_nobody(yjs: Peer, name: str) -> None:
    replica = base()
    received = replica.receive(update(block(MINE, 0, words("x", right=(VICTIM, 2))), AGAIN[name]), LEASED)
    assert received.new
    assert received.update == mine(words("x", right=(VICTIM, 2)))
    assert yjs.accepts(BASE, received.update)["tree"] == replica.tree.json()


def test_what_is_logged_of_a_piece_that_is_half_known_is_its_other_half(yjs: Peer) -> None:
    replica = base()
    first = replica.receive(mine(words("ab", right=(VICTIM, 2))), LEASED)
    second = replica.receive(mine(words("abcd", right=(VICTIM, 2))), LEASED)
    assert second.update == update(block(MINE, 2, words("cd", origin=(MINE, 1), right=(VICTIM, 2))))
    assert yjs.accepts(BASE, first.update, second.update)["tree"] == replica.tree.json()


def test_thousands_of_updates_that_lack_their_past_leave_nothing_behind() -> None:
    replica = base()
    before = replica.state()
    for each in PENDING:
        with pytest.raises(Gap):
            replica.receive(each, LEASED)
    assert replica.state() == before
    assert replica.receive(mine(words("a", right=(VICTIM, 2))), LEASED).new


@pytest.mark.parametrize("name", VECTORS)
def test_a_state_vector_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="malformed"):
        base().diff(VECTORS[name])


def test_a_deletion_that_would_turn_words_around_for_who_reloads_is_refused(yjs: Peer) -> None:
    """A piece with one neighbour on both sides moves once the pieces around it are merged into one."""
    replica = base()
    sent = [
        update(deletes=deletions(VICTIM, (4, 1))),
        mine(words("!", origin=(VICTIM, 4), right=(VICTIM, 4))),
    ]
    for each in sent:
        assert replica.receive(each, LEASED).new
    shown = replica.tree.json()
    with pytest.raises(Refused, match="order"):
        replica.receive(update(deletes=deletions(VICTIM, (2, 2))), LEASED)
    assert replica.tree.json() == shown == yjs.accepts(BASE, *sent)["tree"] == yjs.accepts(replica.state())["tree"]
    assert replica.receive(update(deletes=deletions(VICTIM, (10, 2))), LEASED).new


def test_every_refusal_of_the_gate_has_an_example() -> None:
    beyond_bytes = {"mention", "part_size", "engine"}
    assert {reason for reason, _ in HOSTILE.values()} | beyond_bytes == {*REASONS, "gap"}


def test_a_refused_update_does_not_hinder_the_next_honest_one() -> None:
    replica = base()
    for _, data in HOSTILE.values():
        with pytest.raises((Gap, Refused)):
            replica.receive(data, LEASED)
    assert replica.receive(mine(words("Ah, ", right=(VICTIM, 2))), {MINE}).new
    assert replica.tree.content[0].content[0].text == "Ah, hello 😀 world"


def test_what_is_known_may_be_sent_again_under_anybodys_id() -> None:
    replica = base()
    assert not replica.receive(BASE, {MINE}).new
    with_more = update(block(MINE, 0, words("x", right=(VICTIM, 2))), BASE[1:-1])
    assert replica.receive(with_more, {MINE}).new


def test_a_piece_that_is_half_known_continues_where_it_is_known() -> None:
    replica = base()
    replica.receive(mine(words("ab", right=(VICTIM, 2))), {MINE})
    assert replica.receive(mine(words("abcd", right=(VICTIM, 2))), {MINE}).new
    assert replica.tree.content[0].content[0].text == "abcdhello 😀 world"


def test_a_half_known_piece_may_not_be_cut_inside_a_character() -> None:
    replica = base()
    replica.receive(mine(words("a", right=(VICTIM, 2))), {MINE})
    with pytest.raises(Refused, match="surrogate"):
        replica.receive(mine(words("😀", right=(VICTIM, 2))), {MINE})


def test_a_piece_between_a_unit_of_a_run_and_itself_or_one_after_it_is_refused_whatever_stands_around() -> None:
    """Yjs cuts the run at the right neighbour, inside what it has just taken for the left one."""
    replica = base()
    formatted = item(6, text("strong") + text("{}"), origin=(VICTIM, 2))
    replica.receive(update(block(MINE, 0, formatted), deletes=deletions(VICTIM, (18, 1))), {MINE})
    for origin, right in ((3, 3), (5, 3)):
        with pytest.raises(Refused, match="origin"):
            replica.receive(update(block(MINE, 1, words("a", origin=(VICTIM, origin), right=(VICTIM, right)))), {MINE})
    assert replica.receive(update(block(MINE, 1, words("a", origin=(VICTIM, 3), right=(VICTIM, 4)))), {MINE}).new


def test_blocks_may_come_in_any_order_of_their_dependencies() -> None:
    later = block(9, 0, words("b", origin=(MINE, 0), right=(VICTIM, 2)))
    earlier = block(MINE, 0, words("a", right=(VICTIM, 2)))
    for blocks in ((later, earlier), (earlier, later)):
        replica = base()
        assert replica.receive(update(*blocks), {MINE, 9}).new
        assert replica.tree.content[0].content[0].text == "abhello 😀 world"


def test_checking_leaves_what_is_known_as_it_is() -> None:
    known = Known()
    passed = check(BASE, known, {VICTIM})
    assert known.end(VICTIM) == 0
    assert passed.layer.end(VICTIM) == END


def test_a_panic_of_the_engine_is_caught_and_the_document_reloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate is opened for once, to let a real panic through."""
    replica = base()
    replica.receive(mine(words("abcdefgh", right=(VICTIM, 2))), {MINE})
    _, panics = HOSTILE["the 12 bytes that panic the engine"]
    passed = replace(check(update(), replica._known, ()), update=panics)
    monkeypatch.setattr("server.crdt.replica.check", lambda *_: passed)
    with pytest.raises(Refused, match="engine: PanicException"):
        replica.receive(panics, {MINE})
    monkeypatch.undo()
    assert replica.tree.content[0].content[0].text == "abcdefghhello 😀 world"
    assert replica.receive(update(block(MINE, 8, words("i", origin=(MINE, 7), right=(VICTIM, 2)))), {MINE}).new
    assert replica.tree.content[0].content[0].text == "abcdefghihello 😀 world"
