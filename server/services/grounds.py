"""What a case may be opened from, for who opens one: requirements read whole, conflicts, answers that do not comply, levels."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from server.domain.discussion import Compliance
from server.domain.requirement import OUT_OF_THE_TEXT
from server.domain.tracing import LinkKind, SubjectKind
from server.policy.abilities import Action, may
from server.policy.labels import N2, Label, circles
from server.policy.reader import Reader, sees
from server.policy.view import AnswerView, LabelView, RequirementView, Revealer, reveal_answers
from server.services.house import House
from server.services.levels import insider_labels
from server.services.looking import revealing
from server.storage import thread_rows

_SHORT: Final = frozenset({Compliance.PARTIAL, Compliance.NON_COMPLIANT})


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two requirements that contradict each other, by their ids, and the link that says so."""

    link_id: str
    one_id: str
    other_id: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """What can be arbitrated, and for whom."""

    requirements: tuple[RequirementView, ...]
    conflicts: tuple[Conflict, ...]
    answers: tuple[AnswerView, ...]
    labels: tuple[LabelView, ...]


NO_GROUNDS: Final = Grounds((), (), (), ())


def see_grounds(house: House, reader: Reader, specification_id: str) -> Grounds:
    """Return what the reader may open a case from; nothing to who opens none. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer:
        if not may(reader, Action.ARBITRATION_OPEN):
            return NO_GROUNDS
        sight = revealer.sight
        whole = {
            item.id: item
            for item in sight.requirements.values()
            if item.status not in OUT_OF_THE_TEXT and sight.reads_whole(item)
        }
        with house.database.read() as connection:
            answers = reveal_answers(revealer, thread_rows.load_answers(connection, list(whole)) if whole else [])
        views = [view for item in whole.values() if (view := revealer.requirement(item)) is not None]
    return Grounds(
        requirements=tuple(sorted(views, key=lambda view: view.code)),
        conflicts=_conflicts(revealer, whole.keys()),
        answers=tuple(one for one in answers if one.compliance in _SHORT),
        labels=_labels(revealer),
    )


def _conflicts(revealer: Revealer, known: Collection[str]) -> tuple[Conflict, ...]:
    links = (
        link for link in revealer.content.links if link.kind is LinkKind.CONFLICTS_WITH and revealer.sight.link(link)
    )
    ends = SubjectKind.REQUIREMENT, SubjectKind.REQUIREMENT
    return tuple(
        Conflict(link.id, link.source.id, link.target.id)
        for link in links
        if (link.source.kind, link.target.kind) == ends and {link.source.id, link.target.id} <= set(known)
    )


def _labels(revealer: Revealer) -> tuple[LabelView, ...]:
    """The levels a case may be kept at: those of the firm that the reader reads, and circles."""
    circled = [Label(N2.level, frozenset(), frozenset({one})) for one in circles(revealer.reader.compartments)]
    wanted = [*insider_labels(revealer), *sorted(circled, key=Label.canonical)]
    return tuple(revealer.label(one.canonical()) for one in wanted if sees(revealer.reader, one))
