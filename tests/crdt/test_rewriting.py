"""A text made to show another one: exactly that, under the server's own id, and with as little change as can be."""

import pytest

from server.crdt.replica import Replica
from server.crdt.rewriting import rewrite
from server.crdt.seeding import new_server_client, seed
from server.domain.richtext import Node, from_plain, parse, plain_text
from tests.crdt.peer import Peer
from tests.crdt.trees import ID, doc, items, random_tree, say


def standing(tree: Node) -> Replica:
    """Return a document that shows `tree`, as the server begins one."""
    return Replica.replay([seed(tree, new_server_client())])


def show(replica: Replica, wanted: Node) -> bytes:
    """Make a document show `wanted` the way a deed does, through the gate, and return the update."""
    client = new_server_client()
    update = rewrite(replica.state(), wanted, client)
    received = replica.receive(update, {client})
    assert received.clients <= {client}
    return update


@pytest.mark.parametrize("number", range(16))
def test_any_text_becomes_any_other_through_the_gate_and_every_browser_shows_it(yjs: Peer, number: int) -> None:
    replica = standing(random_tree(number))
    for wanted in (random_tree(number + 1000), random_tree(number), random_tree(number + 2000)):
        show(replica, wanted)
        assert replica.tree == wanted
    assert Replica.replay([replica.state()]).tree == replica.tree
    assert parse(yjs.accepts(replica.state())["tree"]) == replica.tree


def test_the_same_text_takes_no_update() -> None:
    replica = standing(random_tree(7))

    assert rewrite(replica.state(), replica.tree, new_server_client()) == b"\x00\x00"


def test_only_the_changed_words_are_written() -> None:
    replica = standing(from_plain("Le MES doit afficher son usage et ses utilisateurs.\nUne autre ligne."))

    update = show(replica, from_plain("Le MES doit afficher son usage et ses destinataires.\nUne autre ligne."))

    assert b"destinataires" in update
    assert b"afficher" not in update
    assert b"ligne" not in update


def test_what_others_write_meanwhile_merges_with_it() -> None:
    start = from_plain("Premier point.\nDeuxième point.")
    replica = standing(start)
    client = new_server_client()
    update = rewrite(replica.state(), from_plain("Premier point, revu.\nDeuxième point."), client)
    other = rewrite(replica.state(), from_plain("Premier point.\nDeuxième point, augmenté."), client + 1)

    replica.receive(other, {client + 1})
    replica.receive(update, {client})

    assert plain_text(replica.tree) == "Premier point, revu.\nDeuxième point, augmenté."


def test_a_list_gains_an_item_and_keeps_the_others() -> None:
    replica = standing(parse(doc(items([say("un")], [say("deux")]), say("fin"))))

    update = show(replica, parse(doc(items([say("un")], [say("et demi")], [say("deux")]), say("fin"))))

    assert b"et demi" in update
    assert b"deux" not in update


def test_words_beside_a_mention_change_and_the_mention_stays() -> None:
    def line(words: str) -> Node:
        mention = {"type": "mention", "attrs": {"kind": "code", "ref": ID + "1", "text": "PLA-417"}}
        return parse(doc({"type": "paragraph", "content": [*say("Voir ")["content"], mention, *say(words)["content"]]}))

    replica = standing(line(" pour la suite"))

    update = show(replica, line(" pour le reste"))

    assert b"mention" not in update
    assert replica.tree == line(" pour le reste")
