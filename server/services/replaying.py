"""The past of a text: who wrote what when, what it said at any moment, and what changed between two (RULES.md, H1–H3)."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from server.crdt.past import text_of
from server.domain.authorship import sign
from server.domain.content import TextPart
from server.domain.errors import NotInYourSight
from server.domain.moments import Edit, Moment, moments_of
from server.domain.redline import redline
from server.domain.richtext import Node, parse
from server.domain.tracing import Subject
from server.domain.words import Language, say
from server.exports.render import render_redline, render_signed
from server.policy.abilities import Action, demand, may
from server.policy.reader import Reader
from server.policy.view import AuthorView, Revealer, Sight
from server.policy.view.past import PastRevealer, PastTextView, PastView
from server.services.house import House
from server.services.looking import revealing
from server.services.pages import picture_address
from server.services.replays import Chapter, Place
from server.services.within_sight import get_text, texts_in_sight
from server.services.writing import may_write_text
from server.storage import text_history
from server.storage.database import Transaction


def chapters_of(connection: Transaction, sight: Sight, part: TextPart) -> tuple[Chapter, ...]:
    """Return the documents of a text that the reader may replay, the oldest first: the current one, and of those that a
    change of level sealed the ones whose two labels they read (H2)."""
    return tuple(
        chapter
        for one in text_history.load_generations(connection, part.id)
        if (sight.label(one.label) if one.sealed else one.name == part.generation)
        and (chapter := _chapter(connection, one)) is not None
    )


def _chapter(connection: Transaction, one: text_history.Generation) -> Chapter | None:
    log = text_history.load_log(connection, one.name)
    edits = list(log.edits)
    if not edits and one.sealed:
        return None
    if not edits or edits[0].person_id is None:
        edits[:1] = [Edit(None, one.created_at)]
    times = accumulate((edit.at for edit in edits), max)
    in_order = (Edit(edit.person_id, at) for edit, at in zip(edits, times, strict=True))
    return Chapter(one.name, log.seqs, tuple(in_order), not one.sealed)


def place_at(chapters: tuple[Chapter, ...], at: datetime) -> Place:
    """Return where a text was at a moment. Raises NotInYourSight before its first one."""
    for chapter in reversed(chapters):
        count = bisect_right(chapter.edits, at, key=_at)
        if count:
            return Place(chapter, count)
    raise NotInYourSight


def _at(edit: Edit) -> datetime:
    return edit.at


@dataclass(frozen=True, slots=True)
class Replay:
    """One reader before the past of one text, on an open connection."""

    house: House
    connection: Transaction
    revealer: Revealer
    owner: Subject
    part: TextPart
    chapters: tuple[Chapter, ...]

    @classmethod
    def begin(cls, house: House, connection: Transaction, revealer: Revealer, part_id: str) -> "Replay":
        """Find the text and its past. Raises NotInYourSight, NotAllowed (H1)."""
        owner, part = get_text(revealer.sight, part_id)
        demand(revealer.reader, Action.HISTORY_READ)
        return cls(house, connection, revealer, owner, part, chapters_of(connection, revealer.sight, part))

    @property
    def writes(self) -> bool:
        """Whether the reader may write in this text now."""
        return may_write_text(self.revealer.content, self.revealer.reader, self.part)

    def gate(self) -> PastRevealer:
        """Return what reveals this past."""
        told: list[tuple[Moment, bool]] = [
            (moment, chapter.current) for chapter in self.chapters for moment in moments_of(chapter.edits)
        ]
        return PastRevealer(self.revealer, self.part, told)

    def text(self, at: datetime) -> PastTextView:
        """Return what the text said at a moment, signed. Raises NotInYourSight."""
        place = place_at(self.chapters, at)
        if not place.chapter.seqs:
            return self.gate().text(parse(self.part.tree), {})
        tree, runs = text_of(self.house.replays.state(self.connection, place))
        writers = text_history.load_leases(self.connection, place.chapter.generation)
        return self.gate().text(sign(tree, runs), writers)

    def tree(self, at: datetime) -> Node:
        """Return what the text said at a moment, as it is kept. Raises NotInYourSight."""
        return self.tree_at(place_at(self.chapters, at))

    def tree_at(self, place: Place) -> Node:
        """Return what the text said at a place of its past, as it is kept."""
        if not place.chapter.seqs:
            return parse(self.part.tree)
        return text_of(self.house.replays.state(self.connection, place))[0]


def see_past(house: House, reader: Reader, specification_id: str, part_id: str) -> PastView:
    """Return the moments of a text and who wrote in them. Raises NotInYourSight, NotAllowed (H1)."""
    with revealing(house, reader, specification_id) as revealer, house.database.read() as connection:
        replay = Replay.begin(house, connection, revealer, part_id)
        return replay.gate().past(may_write=replay.writes)


def draw_moment(
    house: House, reader: Reader, specification_id: str, part_id: str, at: datetime, language: Language
) -> str:
    """Return what a text said at a moment as HTML, who wrote it shown on the words. Raises NotInYourSight, NotAllowed."""
    with revealing(house, reader, specification_id) as revealer, house.database.read() as connection:
        replay = Replay.begin(house, connection, revealer, part_id)
        view, past = replay.text(at), replay.gate().past(may_write=False)
    authors = [name_of(author, language) for author in past.authors]
    return render_signed(view.tree, authors, language, lambda one: picture_address(specification_id, one))


def draw_difference(
    house: House,
    reader: Reader,
    specification_id: str,
    part_id: str,
    since: datetime,
    at: datetime,
    language: Language,
) -> str:
    """Return as HTML what a moment of a text changed since an earlier one. Raises NotInYourSight, NotAllowed."""
    with revealing(house, reader, specification_id) as revealer, house.database.read() as connection:
        replay = Replay.begin(house, connection, revealer, part_id)
        gate = replay.gate()
        old, new = (gate.text(replay.tree(moment), {}) for moment in (since, at))
    return render_redline(redline(old.tree, new.tree), language, lambda one: picture_address(specification_id, one))


def name_of(author: AuthorView, language: Language) -> str:
    """Return what an author is called on their words."""
    return author.name or author.organization or say("past.nobody", language)


@dataclass(frozen=True, slots=True)
class ReplayedText:
    """A text whose past may be replayed: its id, and which text of the thing it is."""

    part_id: str
    kind: str


def texts_with_past(revealer: Revealer, owner: Subject) -> tuple[ReplayedText, ...]:
    """Return the texts of a thing that this reader may replay (H1)."""
    if not may(revealer.reader, Action.HISTORY_READ):
        return ()
    return tuple(
        ReplayedText(part.id, part.kind)
        for one, part in texts_in_sight(revealer.sight)
        if one == owner and revealer.sight.label(part.label)
    )
