"""Every word of a live document is known by who wrote it, whatever was written at once."""

from random import Random

import pytest

from server.crdt.authorship import runs
from server.crdt.past import go_on, text_of
from server.crdt.rewriting import rewrite
from server.crdt.seeding import new_server_client, seed
from server.domain.authorship import BY, Run, sign
from server.domain.richtext import document, from_plain, walk
from tests.crdt.peer import Peer

TABS = (7, 9, 5)


def written_at_once(yjs: Peer, number: int, rounds: int = 12) -> list[bytes]:
    """Return the log of three tabs that edit at the same time and hear of each other now and then."""
    dice = Random(number)  # noqa: S311  a run that can be told again
    names = [f"{number} {client}" for client in TABS]
    for name, client in zip(names, TABS, strict=True):
        yjs.open(name, client)
    log: list[bytes] = []
    for _ in range(rounds):
        batches = [[each for _ in range(3) for each in yjs.edit(name, dice.randrange(2**31))] for name in names]
        for mine, name in enumerate(names):
            for theirs, batch in enumerate(batches):
                for update in batch if theirs != mine else ():
                    yjs.receive(name, update)
        log += [update for batch in batches for update in batch]
    return log


@pytest.mark.parametrize("number", range(6))
def test_the_words_are_in_the_order_that_browsers_show(yjs: Peer, number: int) -> None:
    log = written_at_once(yjs, number)
    for count in range(len(log) // 2, len(log) + 1, 7):
        tree, found = text_of(go_on(None, log[:count]))
        assert "".join(node.text for node in walk(tree)) == "".join(run.text for run in found)
        assert {run.author for run in found} <= set(TABS)
        assert "".join(node.text for node in walk(sign(tree, found))) == "".join(run.text for run in found)


def test_each_word_is_signed_by_who_typed_it(yjs: Peer) -> None:
    yjs.open("inès", 7)
    log = yjs.become("inès", from_plain("Le poste est lisible.").json())
    yjs.open("bruno", 9, go_on(None, log))
    log += yjs.become("bruno", from_plain("Le poste est réglable et lisible.").json())
    tree, found = text_of(go_on(None, log))
    signed = sign(tree, found)
    by = [
        (node.text, next(mark.attrs["author"] for mark in node.marks if mark.type == BY))
        for node in walk(signed)
        if node.text
    ]
    assert by == [("Le poste est ", 7), ("réglable et ", 9), ("lisible.", 7)]


def test_a_replay_may_pause_anywhere(yjs: Peer) -> None:
    log = written_at_once(yjs, 99, rounds=4)
    half = go_on(None, log[: len(log) // 2])
    assert text_of(go_on(half, log[len(log) // 2 :])) == text_of(go_on(None, log))


def test_what_did_not_change_stays_its_authors(yjs: Peer) -> None:
    yjs.open("inès", 7)
    log = yjs.become("inès", from_plain("Un poste.\nUn écran lisible.").json())
    state = go_on(None, log)
    update = rewrite(state, from_plain("Un poste.\nUn écran très lisible."), 2**40)
    found = runs(go_on(state, [update]))
    assert found == [Run("Un poste.", 7), Run("Un écran ", 7), Run("très ", 2**40), Run("lisible.", 7)]


def test_an_empty_document_has_no_words() -> None:
    tree, found = text_of(seed(document(), new_server_client()))
    assert (tree, found) == (document(), [])
