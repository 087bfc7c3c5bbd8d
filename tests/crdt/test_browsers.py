"""What real browsers send is accepted, and server and browsers show the same text, whatever order things arrive in."""

from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

import pytest

from server.crdt.folding import fold
from server.crdt.refusals import Refused
from server.crdt.replica import Replica
from server.crdt.seeding import FIRST_SERVER_CLIENT, new_server_client, seed
from server.domain.richtext import document, parse, text_blocks
from tests.crdt.peer import Peer
from tests.crdt.trees import doc, items, random_tree, say

EMPTY: Final = document().json()
TABS: Final = ("paul", "ines", "marc")


def shown(tree: Any) -> Any:
    """Return what an editor shows: a document without blocks is one empty paragraph."""
    return tree if tree.get("content") else EMPTY


@pytest.mark.parametrize("number", range(120))
def test_a_seeded_text_is_the_same_on_the_server_and_in_the_browser(yjs: Peer, number: int) -> None:
    tree = random_tree(number)
    update = seed(tree, new_server_client())
    assert Replica.replay([update]).tree == tree
    yjs.open("reader", 1 + number, update)
    assert yjs.show("reader") == (tree.json(), [])


@pytest.mark.parametrize("number", range(120, 180))
def test_a_text_laid_out_by_the_browser_is_read_the_same(yjs: Peer, number: int) -> None:
    tree = random_tree(number)
    assert Replica.replay([yjs.seed(tree.json())]).tree == tree


def test_server_and_prosemirror_agree_on_the_canonical_form(yjs: Peer) -> None:
    for number in range(100):
        tree = random_tree(number)
        assert yjs.ask("normal", tree=tree.json())["tree"] == tree.json()
        assert parse(tree.json()) == tree


def test_editing_a_seeded_text_in_the_browser_rewrites_only_what_was_edited(yjs: Peer) -> None:
    tree = random_tree(7)
    replica = Replica.replay([seed(tree, new_server_client())])
    yjs.open("tab", 5, replica.state())
    for update in yjs.become("tab", doc(*tree.json()["content"], say("fin"))):
        assert len(update) < 80
        replica.receive(update, {5})
    assert replica.tree.json() == doc(*tree.json()["content"], say("fin"))


def test_a_seed_carries_one_author_of_the_server_and_no_deletion() -> None:
    update = seed(random_tree(3), new_server_client())
    assert update[0] == 1
    assert update[-1] == 0
    assert all(new_server_client() >= FIRST_SERVER_CLIENT for _ in range(100))


@dataclass
class Room:
    """A server and three tabs that hear of each other only through it, late and in bursts."""

    yjs: Peer
    number: int
    replica: Replica = field(default_factory=Replica)
    log: list[tuple[bytes, str]] = field(default_factory=list)
    heard: dict[str, int] = field(default_factory=dict)
    clients: dict[str, int] = field(default_factory=dict)

    def join(self, tab: str) -> None:
        """Open a fresh tab under a fresh client id."""
        self.clients[tab] = self.number * 1000 + len(self.clients) + self.clients.get(tab, 0) % 1000 + 10
        self.heard[tab] = len(self.log)
        self.yjs.open(tab, self.clients[tab], self.replica.state())

    def send(self, tab: str, updates: list[bytes]) -> None:
        """Bring a tab's updates to the server; a tab that was refused rebuilds its document."""
        for update in updates:
            try:
                if self.replica.receive(update, {self.clients[tab]}).new:
                    self.log.append((update, tab))
            except Refused as refusal:
                if refusal.reason != "lost_text":
                    raise
                self.join(tab)
                return

    def hear(self, tab: str) -> None:
        """Bring a tab all that others sent, and the server what the tab's editor answers."""
        for update, author in self.log[self.heard[tab] :]:
            if author != tab:
                self.yjs.receive(tab, update)
        self.heard[tab] = len(self.log)
        self.send(tab, self.yjs.show(tab)[1])

    def restart(self) -> None:
        """Reload the server from a checkpoint."""
        self.replica = Replica.replay([fold([self.replica.state()])])


@pytest.mark.parametrize("number", range(1, 25))
def test_random_edits_of_three_people_pass_the_gate_and_end_in_one_text(yjs: Peer, number: int) -> None:
    dice, room = Random(number), Room(yjs, number)  # noqa: S311  a run that can be told again
    for tab in TABS:
        room.join(tab)
    patience = (0.5, 0.15, 0.05)[number % 3]
    for _ in range(70):
        tab = dice.choice(TABS)
        deed = dice.random()
        if deed < patience:
            room.hear(tab)
        elif deed < patience + 0.15:
            room.send(tab, yjs.turn(tab, dice.choice(("undo", "undo", "redo"))))
        else:
            room.send(tab, yjs.edit(tab, dice.randrange(2**31)))
        if dice.random() < 0.05:
            room.restart()
    for _ in range(2):
        for tab in TABS:
            room.hear(tab)
    assert len(room.log) >= 10
    assert [shown(yjs.show(tab)[0]) for tab in TABS] == [room.replica.tree.json()] * 3
    assert Replica.replay(update for update, _ in room.log).tree == room.replica.tree
    assert shown(yjs.accepts(room.replica.state())["tree"]) == room.replica.tree.json()


def test_an_offline_tab_sends_everything_at_once_and_it_merges(yjs: Peer) -> None:
    start = seed(parse(doc(say("un"), say("deux"))), new_server_client())
    replica = Replica.replay([start])
    for name, client in (("away", 21), ("here", 22)):
        yjs.open(name, client, start)
    yjs.become("away", doc(say("un, loin"), say("deux")))
    yjs.become("away", doc(say("un, bien loin"), say("deux")))
    for update in yjs.become("here", doc(say("un"), say("deux, ici"))):
        replica.receive(update, {22})
        yjs.receive("away", update)
    assert replica.receive(yjs.diff("away", replica.state_vector()), {21}).new
    assert text_blocks(replica.tree) == ("un, bien loin", "deux, ici")


def test_a_tab_may_send_again_what_the_server_has_from_others(yjs: Peer) -> None:
    start = seed(parse(doc(say("un"))), new_server_client())
    replica = Replica.replay([start])
    yjs.open("tab", 31, start)
    yjs.become("tab", doc(say("un deux")))
    assert replica.receive(yjs.diff("tab", b"\x00"), {31}).new
    assert text_blocks(replica.tree) == ("un deux",)


def test_a_whole_document_with_collected_pieces_is_read_like_its_log(yjs: Peer) -> None:
    yjs.open("tab", 41)
    for tree in (doc(items([say("a")], [say("b")])), doc(say("c")), doc(say("c"), items([say("d")])), doc(say("d"))):
        yjs.become("tab", tree)
    replica = Replica()
    assert replica.receive(yjs.diff("tab", b"\x00"), {41}).new
    assert text_blocks(replica.tree) == ("d",)


def test_words_typed_into_an_item_that_another_deletes_do_not_stop_the_document(yjs: Peer) -> None:
    start = seed(parse(doc(say("avant"), items([say("un")], [say("deux")]))), new_server_client())
    for name, client in (("cuts", 51), ("types", 52)):
        yjs.open(name, client, start)
    cut = yjs.become("cuts", doc(say("avant"), items([say("deux")])))
    typed = yjs.become("types", doc(say("avant"), items([say("un et plus")], [say("deux")])))
    replica = Replica.replay([start])
    for update in cut:
        replica.receive(update, {51})
    reloaded = Replica.replay([replica.state()])
    for update in typed:
        replica.receive(update, {52})
        reloaded.receive(update, {52})
    assert replica.tree == reloaded.tree
    assert shown(yjs.accepts(start, *cut, *typed)["tree"]) == replica.tree.json()


def test_a_list_that_two_people_empty_together_disappears_for_all(yjs: Peer) -> None:
    start = seed(parse(doc(say("reste"), items([say("un")], [say("deux")]))), new_server_client())
    replica = Replica.replay([start])
    for name, client, kept in (("a", 61, "un"), ("b", 62, "deux")):
        yjs.open(name, client, start)
        for update in yjs.become(name, doc(say("reste"), items([say(kept)]))):
            replica.receive(update, {client})
    assert replica.tree.json() == doc(say("reste"))
    assert yjs.accepts(replica.state())["tree"] == doc(say("reste"))


def test_an_edit_that_would_make_words_vanish_in_every_browser_is_refused(yjs: Peer) -> None:
    nested = items([say("sous")])
    start = seed(parse(doc(items([say("un"), say("deux"), nested]))), new_server_client())
    replica = Replica.replay([start])
    yjs.open("a", 71, start)
    yjs.open("b", 72, start)
    for update in yjs.become("a", doc(items([say("deux"), nested]))):
        replica.receive(update, {71})
    (second,) = yjs.become("b", doc(items([say("un"), nested])))
    with pytest.raises(Refused, match="lost_text"):
        replica.receive(second, {72})
    assert text_blocks(replica.tree) == ("deux", "sous")
