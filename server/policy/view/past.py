"""The past of a text after the gate: its moments, who wrote in them, and what it said then (RULES.md, H1–H3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from server.domain.authorship import BY
from server.domain.content import TextPart
from server.domain.moments import Moment
from server.domain.richtext import Mark, Node
from server.policy.view._seal import SEAL, Sealed
from server.policy.view.reveal import Revealer
from server.policy.view.said import AuthorView
from server.policy.view.talk import author_of, everybody


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentView(Sealed):
    """A moment of a text. `authors` are places among the authors of its past; none is the server's own writing.

    `restorable` is False before a change of level: what was written then is read, and not brought back.
    """

    at: datetime
    authors: tuple[int, ...]
    restorable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PastView(Sealed):
    """The moments of a text, the oldest first, and all who wrote in it, in the order they began."""

    part_id: str
    kind: str
    authors: tuple[AuthorView, ...]
    moments: tuple[MomentView, ...]
    may_write: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTextView(Sealed):
    """What a text said at a moment; a run of words names its author by their place among the authors of its past."""

    tree: Node


class PastRevealer:
    """Reveals the past of one text to one reader. `moments` are those of the documents they may read (H2)."""

    def __init__(self, revealer: Revealer, part: TextPart, moments: Sequence[tuple[Moment, bool]]) -> None:
        self._revealer, self._part, self._moments = revealer, part, moments
        people = (person for moment, _ in moments for person in moment.people if person is not None)
        self._places = {person: place for place, person in enumerate(dict.fromkeys(people))}

    def past(self, *, may_write: bool) -> PastView:
        """The moments, each with whether it may be restored."""
        members = everybody(self._revealer.content)
        return PastView(
            part_id=self._part.id,
            kind=self._part.kind,
            authors=tuple(author_of(self._revealer, members, person) for person in self._places),
            moments=tuple(self._moment(moment, restorable) for moment, restorable in self._moments),
            may_write=may_write,
            seal=SEAL,
        )

    def _moment(self, moment: Moment, restorable: bool) -> MomentView:
        authors = tuple(self._places[person] for person in moment.people if person is not None)
        return MomentView(at=moment.at, authors=authors, restorable=restorable, seal=SEAL)

    def text(self, tree: Node, writers: Mapping[int, str]) -> PastTextView:
        """A text signed with client ids as this reader may know it; `writers` are the people who hold the ids."""
        places = {client: self._places[person] for client, person in writers.items() if person in self._places}
        return PastTextView(tree=self._known(tree, places), seal=SEAL)

    def _known(self, node: Node, places: Mapping[int, int]) -> Node:
        """The same text with « … » for people and codes the reader may not know now (L12), and authors by their places."""
        if node.type == "mention" and not self._revealer.knows(str(node.attrs["kind"]), str(node.attrs["ref"])):
            return Node("text", text="…")
        marks = tuple(kept for mark in node.marks if (kept := _known_author(mark, places)) is not None)
        return Node(
            node.type, node.attrs, marks, tuple(self._known(child, places) for child in node.content), node.text
        )


def _known_author(mark: Mark, places: Mapping[int, int]) -> Mark | None:
    if mark.type != BY:
        return mark
    place = places.get(int(mark.attrs["author"]))
    return None if place is None else Mark(BY, {"author": place})
