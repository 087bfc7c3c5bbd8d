"""Everything that leaves the server, gathered per witness, and the verdict on it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tests.leaks.addresses import FORMATS, exports, mistakes, readings
from tests.leaks.canary import Canary
from tests.leaks.deeds import with_words
from tests.leaks.oracle import Witness, may_read, must_find
from tests.leaks.seeking import Seeker
from tests.leaks.world import World
from tests.web.ask import Ask
from tests.web.asking import Everybody, Row, rows

ON_PAPER = ("alice", "bilal", "view", "samir")
"""Who asks for PDF files too, in French: their words are those of the HTML files, drawn by the same code (A5)."""

TWINS = ("bruno", "lucie", "remi", "paul", "fanny", "spare")
"""Who shares the clearance of somebody asked everything: they are asked every route, but not every identifier of each."""

OF_ONE = ("read_levels", "show_make_requirement", "read_texts")
"""What twins are asked of one thing only."""

CHANGERS = ("nobody", "outsider", "rival", "theo", "olga", "alice", "bilal", "view", "samir", "anne")
"""Who asks for every change besides the one who may: one of each audience, the pair excepted."""

MISTAKEN = ("olga", "alice", "samir", "anne")
"""Who makes mistakes about what they may not know of."""

LOG = Witness("the log", "administrator")
"""Who reads what the server logs: somebody who reads no content."""


@dataclass
class Harvest:
    """What each witness was given, and the verdict of the oracle on it. Pieces are canaries of which a part was found."""

    everybody: Everybody
    seeker: Seeker = field(init=False)
    witnesses: dict[str, Witness] = field(init=False)
    found: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    pieces: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    routes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sizes: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Bytes looked at, by channel."""
    places: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.seeker = Seeker(self.world.aviary)
        self.witnesses = self.everybody.witnesses | {LOG.name: LOG}
        for name, one in self.everybody.witnesses.items():
            self.witnesses[mailbox(name)] = replace(one, by_mail=True)
        self.witnesses[mailbox("")] = Witness("a stranger", "line_manager", by_mail=True)

    @property
    def world(self) -> World:
        """What was planted."""
        return self.everybody.world

    def keep(self, who: str, channel: str, where: str, data: bytes) -> None:
        """Look at what somebody was given."""
        self.sizes[channel] += len(data)
        found = self.seeker.find(data)
        self.found[who] |= found.words
        self.pieces[who] |= found.pieces - found.words
        for word in found.words | self.pieces[who]:
            self.places.setdefault((who, word), where)

    def ask(self, who: str, row: Row, ask: Ask) -> None:
        """Ask a route as somebody and keep the answer, headers included."""
        answer = self.everybody.ask(who, row, ask)
        where = f"{row.method} {row.address(ask)} {ask.query or ''}"
        if answer.is_success or answer.is_redirect:
            self.routes[row.name].add(who)
            self.keep(who, "exports" if row.name.startswith("download_") else "routes", where, answer.content)
        else:
            self.keep(who, "errors", f"{where}: {answer.status_code}", answer.content)
        self.keep(who, "headers", f"headers of {row.path}", str(answer.headers).encode())

    def leaks(self) -> list[str]:
        """What somebody was given, whole or in part, that the oracle denies them."""
        canaries = self.world.aviary.canaries
        return [
            f"{who} was given « {one.what} » {one.labels} of {one.of or '-'} ({one.when}, {one.section}) "
            f"by {self.places[who, word]}"
            for who in self.found.keys() | self.pieces.keys()
            for word in sorted(self.found[who] | self.pieces[who])
            if not may_read(self.witnesses[who], one := canaries[word])
        ]

    def entitled(self, who: Iterable[str]) -> list[tuple[Witness, Canary]]:
        """Which of these people must have been given what."""
        return [
            (witness, canary)
            for witness in map(self.witnesses.__getitem__, who)
            for canary in self.world.aviary.canaries.values()
            if must_find(witness, canary)
        ]

    def missing(self, who: Iterable[str]) -> list[str]:
        """What these people are entitled to and were not given."""
        return [
            f"{one.name} was not given « {canary.what} » {canary.labels} of {canary.of or '-'} ({canary.when}, {canary.section})"
            for one, canary in self.entitled(who)
            if canary.word not in self.found[one.name]
        ]


def mailbox(who: str) -> str:
    """The name under which somebody's mails are kept; nobody's name for who has no account."""
    return f"mails to {who or 'a stranger'}"


def read_everything(harvest: Harvest, who: Iterable[str], *, thoroughly: bool = False) -> None:
    """Ask every reading route and every export as these witnesses, and every plain page.

    Who shares another's clearance is asked less, and fewer are asked for PDF files, unless it is done thoroughly.
    """
    by_name = {row.name: row for row in rows()}
    asked = readings(harvest.world)
    listed = asked + exports(harvest.world)
    once = {name: (name, ask) for name, ask in asked}
    of_twins = [(name, ask) for name, ask in asked if name not in OF_ONE] + [once[name] for name in OF_ONE]
    plain = [
        row for row in rows() if row.method == "GET" and row.walker and row.name not in {name for name, _ in listed}
    ]
    for name in who:
        for row in plain:
            assert row.walker is not None
            harvest.ask(name, row, row.walker(harvest.world))
        twin = name in TWINS and not thoroughly
        formats = FORMATS if thoroughly or name in ON_PAPER else FORMATS[1:2] if twin else FORMATS[:2]
        for route, ask in (of_twins if twin else asked) + exports(harvest.world, formats):
            harvest.ask(name, by_name[route], ask)


def change_everything(harvest: Harvest) -> None:
    """Ask every route that changes something: as who may not, then as who may, with words that only some may then read.

    The door is asked by one person only. Before that, everybody makes mistakes about what they may not know of.
    """
    by_name = {row.name: row for row in rows()}
    for name, ask in mistakes(harvest.world):
        for who in MISTAKEN:
            harvest.ask(who, by_name[name], ask)
    for row in rows():
        if row.method == "GET" or row.walker is None:
            continue
        ask = row.walker(harvest.world)
        others = () if row.public else CHANGERS
        for who in others:
            if who != ask.who:
                harvest.ask(who, row, ask)
        harvest.ask(ask.who, row, with_words(harvest.world, row, ask))
