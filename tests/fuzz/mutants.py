"""Updates drawn from dice: honest ones with a piece altered, pieces put together at random, bytes damaged."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Final

from server.crdt.known import ROOT_NAME, Piece
from server.crdt.refusals import Gap, Refused
from server.crdt.replica import Replica
from server.crdt.structs import Content, Deleted, Element, Format, Gone, Id, Item, Limits, Update, Value, Words, decode
from server.domain.richtext import SCHEMA
from tests.crdt import wire
from tests.fuzz.encoding import Draft, Drawn, Raw, Run, encode

TEXTS: Final = ("a", "é", "😀", "👩‍🔧", " ", "Le poste. ", "𝒳y", "ab", "\n", "\ufeff", "a\x00", "")
MARKS: Final[tuple[tuple[str, object], ...]] = (
    ("strong", {}),
    ("em", {}),
    ("strong", None),
    ("em", None),
    ("link", None),
    ("link", {"href": "https://a.fr/é"}),
    ("link", {"href": "javascript:alert(1)"}),
    ("link", {}),
    ("onclick", {}),
    ("strong", True),
)
VALUES: Final[tuple[str | float, ...]] = (
    0,
    1,
    2,
    3,
    -1,
    2.0,
    1.5,
    2**31,
    "A" * 21,
    "",
    "person",
    "code",
    "plan",
    "PLA-1",
)
ATTRIBUTES: Final = ("order", "colspan", "rowspan", "attachment", "alt", "kind", "ref", "text", "onload")
TAGS: Final = (*SCHEMA.nodes, "", "", "script")
KINDS: Final = tuple(
    wire.item(kind, content)
    for kind, content in (
        (2, b"\x01\x021"),
        (4, wire.text(b"\xed\xa0\xbd")),
        (3, b"\x01a"),
        (5, wire.text("{}")),
        (7, b"\x00"),
        (7, b"\x04"),
        (8, b"\x02\x7d\x01\x7d\x01"),
        (8, b"\x01" + b"\x75\x01" * 40 + b"\x7e"),
        (9, wire.text("x") + b"\x76\x00"),
        (11, b"\x00\x00\x00\x00\x00"),
    )
)


class Ground:
    """The places of a document that a mutant can name, and the ids of those who wrote there."""

    def __init__(self, replica: Replica, sender: int, dice: Random) -> None:
        self.dice, self.sender = dice, sender
        self.ends = dict(replica._known._ends)
        self.pieces = [(client, piece) for client, pieces in replica._known._pieces.items() for piece in pieces]
        elements = [(client, piece) for client, piece in self.pieces if piece.kind is Element]
        self.holders = [(client, piece.clock) for client, piece in elements if not piece.tag]
        self.elements = [(client, piece.clock) for client, piece in elements if piece.tag]
        self.words = [(client, piece) for client, piece in self.pieces if piece.kind is Words]

    def id(self) -> Id:
        """Draw the id of a known unit; now and then one that nobody knows, or one of the sender's own to come."""
        if self.dice.random() < 0.06:
            client = self.dice.choice((*self.ends, self.sender, 999))
            return client, self.dice.randrange(self.ends.get(client, 0) + 6)
        return self.within(*self.dice.choice(self.pieces))

    def within(self, client: int, piece: Piece) -> Id:
        """Draw a unit of a piece, its ends more often."""
        last = piece.end - 1
        return client, self.dice.choice((piece.clock, last, self.dice.randint(piece.clock, last)))

    def neighbours(self) -> tuple[Id | None, Id | None]:
        """Draw what a piece stands between: often units that do stand side by side."""
        client, piece = self.dice.choice(self.words if self.words and self.dice.random() < 0.6 else self.pieces)
        place = self.within(client, piece)
        following = (client, place[1] + 1) if place[1] + 1 < piece.end else piece.right
        match self.dice.randrange(8):
            case 0:
                return place, None
            case 1:
                return None, place
            case 2:
                return place, self.id()
            case 3:
                return piece.origin, (client, piece.clock)
            case _:
                return place, following

    def parent(self) -> Id | str:
        """Draw something to stand in."""
        places = self.dice.choice((self.holders, self.elements, [self.id()]))
        if not places or self.dice.random() < 0.15:
            return self.dice.choice((ROOT_NAME, ROOT_NAME, ROOT_NAME, "secret"))
        return self.dice.choice(places)

    def content(self) -> Content:
        """Draw what a piece is made of."""
        match self.dice.randrange(12):
            case 0 | 1:
                return Format(*self.dice.choice(MARKS))
            case 2 | 3:
                return Element(self.dice.choice(TAGS))
            case 4:
                return Value(self.dice.choice(VALUES))
            case 5:
                return Deleted(self.dice.choice((1, 1, 2, 5, 0, 2**31)))
            case _:
                return Words(self.dice.choice(TEXTS))

    def item(self) -> Item:
        """Draw a piece and where it stands."""
        content = self.content()
        if isinstance(content, Value):
            return Item(content, parent=self.parent(), attribute=self.dice.choice(ATTRIBUTES))
        if self.dice.random() < 0.25:
            return Item(content, parent=self.parent())
        return Item(content, *self.neighbours())

    def ranges(self) -> tuple[int, tuple[Id, ...]]:
        """Draw deletions of one client."""
        client, piece = self.dice.choice(self.pieces)
        made, clock = [], self.within(client, piece)[1]
        for _ in range(self.dice.choice((1, 1, 1, 2, 4))):
            length = self.dice.choice((1, 1, 2, 3, 8, 40, 0 if self.dice.random() < 0.1 else 1))
            made.append((clock, length))
            clock += length + self.dice.randrange(5)
        return client, tuple(made)


def draft_of(update: Update) -> Draft:
    """Return an update as something that can be altered."""
    runs = tuple(Run(block.client, block.clock, block.structs) for block in update.blocks)
    return Draft(runs, tuple(update.deletes.items()))


def read(update: bytes) -> Draft | None:
    """Take an update of whatever size apart, if it is one."""
    try:
        return draft_of(decode(update, Limits.of_size(update)))
    except (Gap, Refused):
        return None


def made_up(ground: Ground) -> Draft:
    """Put pieces together that may well stand where they stand: words, whole elements, marks, values, deletions."""
    pieces: list[Drawn] = []
    clock = 0
    for _ in range(ground.dice.choice((1, 1, 2, 3, 5))):
        for piece in _growth(ground, clock):
            pieces.append(piece)
            clock += max(piece.length, 0)
    deletes = dict(ground.ranges() for _ in range(ground.dice.randrange(3)))
    return Draft((Run(ground.sender, 0, tuple(pieces)),), tuple(deletes.items()))


def _growth(ground: Ground, clock: int) -> list[Item]:
    first = ground.item()
    if not (isinstance(first.content, Element) and first.content.tag == "paragraph"):
        return [first]
    mine = ground.sender
    return [
        first,
        Item(Element(""), parent=(mine, clock)),
        Item(Words(ground.dice.choice(TEXTS[:8])), parent=(mine, clock + 1)),
    ]


def _other_stand(piece: Drawn, ground: Ground) -> Drawn:
    if not isinstance(piece, Item):
        return ground.item()
    match ground.dice.randrange(5):
        case 0:
            return replace(piece, origin=ground.id())
        case 1:
            return replace(piece, right=ground.id() if ground.dice.random() < 0.7 else None)
        case 2:
            return replace(piece, origin=None, parent=ground.parent())
        case 3:
            return replace(piece, origin=None, right=None, parent=ground.parent())
        case _:
            origin, right = ground.neighbours()
            return replace(piece, origin=origin, right=right)


def _other_content(piece: Drawn, ground: Ground) -> Drawn:
    return replace(piece, content=ground.content()) if isinstance(piece, Item) else ground.item()


def _other_attribute(piece: Drawn, ground: Ground) -> Drawn:
    if not isinstance(piece, Item):
        return ground.item()
    content = Value(ground.dice.choice(VALUES))
    attribute, parent = ground.dice.choice(ATTRIBUTES), ground.parent()
    return replace(piece, content=content, origin=None, right=None, parent=parent, attribute=attribute)


def _other_kind(_piece: Drawn, ground: Ground) -> Drawn:
    return ground.dice.choice(
        (Gone(ground.dice.choice((1, 2, 1000))), Raw(b"\x0a\x05", 5), Raw(ground.dice.choice(KINDS)))
    )


PIECES: Final[tuple[Callable[[Drawn, Ground], Drawn], ...]] = (
    _other_stand,
    _other_stand,
    _other_content,
    _other_content,
    _other_attribute,
    _other_kind,
)


def _one_piece(run: Run, ground: Ground) -> Run:
    pieces = list(run.pieces)
    place = ground.dice.randrange(len(pieces))
    match ground.dice.randrange(8):
        case 0:
            del pieces[place]
        case 1:
            pieces.insert(place, ground.item())
        case 2:
            pieces.append(ground.item())
        case 3:
            other = ground.dice.randrange(len(pieces))
            pieces[place], pieces[other] = pieces[other], pieces[place]
        case _:
            pieces[place] = ground.dice.choice(PIECES)(pieces[place], ground)
    return replace(run, pieces=tuple(pieces))


def _one_run(run: Run, ground: Ground) -> Run:
    match ground.dice.randrange(3):
        case 0:
            return replace(run, client=ground.dice.choice((*ground.ends, ground.sender, 5, 2**31, 2**53 - 1)))
        case 1:
            return replace(run, clock=max(0, run.clock + ground.dice.choice((-2, -1, 1, 2, 40))))
        case _:
            end = ground.ends.get(run.client, 0)
            return replace(run, clock=ground.dice.choice((end, end + 1, 2**31 - 2, 2**32 - 1)))


def altered(draft: Draft, ground: Ground) -> Draft:
    """Return an update with one thing about it changed."""
    dice, runs = ground.dice, list(draft.runs)
    filled = [place for place, run in enumerate(runs) if run.pieces]
    chance = dice.random()
    if chance < 0.25 or not filled:
        return replace(draft, deletes=_other_deletes(draft, ground))
    place = dice.choice(filled)
    if chance < 0.9:
        runs[place] = _one_piece(runs[place], ground)
    elif chance < 0.97:
        runs[place] = _one_run(runs[place], ground)
    else:
        runs.append(Run(dice.choice((*ground.ends, ground.sender, 5)), 0, (ground.item(),)))
    return replace(draft, runs=tuple(runs))


def _other_deletes(draft: Draft, ground: Ground) -> tuple[tuple[int, tuple[Id, ...]], ...]:
    deletes = list(draft.deletes)
    if deletes and ground.dice.random() < 0.3:
        del deletes[ground.dice.randrange(len(deletes))]
    client, ranges = ground.ranges()
    return (*(each for each in deletes if each[0] != client or ground.dice.random() < 0.05), (client, ranges))


def damaged(update: bytes, dice: Random) -> bytes:
    """Return the update with one to three bytes changed, removed or inserted."""
    made = bytearray(update)
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        if not made:
            break
        place, deed = dice.randrange(len(made)), dice.random()
        if deed < 0.6:
            made[place] = dice.choice((dice.randrange(256), (made[place] + dice.choice((-1, 1, 2))) % 256))
        elif deed < 0.8:
            del made[place : place + dice.randint(1, 3)]
        else:
            made[place:place] = dice.randbytes(dice.randint(1, 3))
    return bytes(made)


class Mutants:
    """Draws mutants of updates to one document: about half keep the shape of an update, half are damaged bytes."""

    def __init__(self, replica: Replica, updates: list[bytes], sender: int, dice: Random) -> None:
        self._dice, self._updates = dice, updates
        self._drafts = [draft for update in updates if (draft := read(update))]
        self._again = draft_of(decode(replica.state()))
        self._ground = Ground(replica, sender, dice)

    def draw(self) -> bytes:
        """Return the next mutant."""
        dice = self._dice
        if dice.random() < 0.45:
            return damaged(dice.choice(self._updates), dice)
        draft = made_up(self._ground) if dice.random() < 0.4 else dice.choice(self._drafts)
        for _ in range(dice.choice((0, 1, 1, 1, 2, 3)) if draft not in self._drafts else dice.choice((1, 1, 1, 2, 3))):
            draft = altered(draft, self._ground)
        if dice.random() < 0.05:
            draft = replace(draft, runs=(*draft.runs, dice.choice(self._again.runs)))
        made = encode(draft)
        return damaged(made, dice) if dice.random() < 0.04 else made
