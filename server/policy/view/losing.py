"""What one audience does not read of what a reader reads: the loss of each requirement, section and specification (D1–D7)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from server.domain.content import Requirement, RichTextJson, Section
from server.domain.loss import ARRIVES, Arrival, Part, importance, mean, weights
from server.domain.requirement import Flexibility, Status
from server.domain.tracing import ORIGIN_KINDS, ORIGINS, Subject, SubjectKind
from server.policy.view._seal import SEAL, Sealed
from server.policy.view.reveal import Revealer
from server.policy.view.types import LabelView, LinkView, RequirementView, SectionView, TextView


@dataclass(frozen=True, slots=True, kw_only=True)
class LostPartView(Sealed):
    """A part that does not arrive whole. `share` is what it makes of the loss of everything, `recovers` what a sentence in
    its place would give back of that; `subject` is what such a sentence is written for (None: nothing can stand there).
    """

    part: Part
    name: str
    arrival: Arrival
    label: LabelView
    share: float
    recovers: float
    subject: Subject | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementLossView(Sealed):
    """What is lost of one requirement. `imperative` tells that what must not move is hidden and nothing stands in its place
    (D6), `without_meaning` that the audience reads a title and not what is asked.
    """

    id: str
    section_id: str
    code: str
    title: str
    flexibility: Flexibility | None
    importance: int
    loss: float
    imperative: bool
    without_meaning: bool
    lost: tuple[LostPartView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLossView(Sealed):
    """What is lost of the requirements of a section and of those inside it, which are `count`."""

    id: str
    parent_id: str | None
    number: str
    depth: int
    title: str
    loss: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedView(Sealed):
    """A requirement by its code and title."""

    id: str
    code: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LossView(Sealed):
    """What an audience does not read, as far as the reader reads it themselves; `whole` tells that nothing is above them.

    `recovers` is what sentences in the place of hidden parts would give back; `drafts` never leave and are not counted (D7).
    """

    loss: float
    recovers: float
    sections: tuple[SectionLossView, ...]
    requirements: tuple[RequirementLossView, ...]
    drafts: tuple[NamedView, ...]
    whole: bool


class Passage(Protocol):
    """What is read of a specification: all of it, or a part."""

    @property
    def sections(self) -> tuple[SectionView, ...]: ...
    @property
    def requirements(self) -> tuple[RequirementView, ...]: ...
    @property
    def every_origin(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class _Some:
    """A few sections and some of their requirements."""

    sections: tuple[SectionView, ...]
    requirements: tuple[RequirementView, ...]
    every_origin: bool


def passage(revealer: Revealer, sections: Iterable[Section], requirements: Iterable[Requirement]) -> Passage:
    """Return what the reader reads of these sections and requirements."""
    sight = revealer.sight
    return _Some(
        tuple(revealer.section(one, "") for one in sections if one.id in sight.sections),
        tuple(view for one in requirements if (view := revealer.requirement(one)) is not None),
        sight.sees_every_origin,
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part as the reader reads it, and what becomes of it."""

    part: Part
    name: str
    arrival: Arrival
    label: LabelView
    subject: Subject | None = None


def measure_loss(own: Passage, theirs: Passage) -> LossView:
    """Return what the second, an audience's, lacks of the first, the reader's.

    Nothing but what the first shows is counted, so the answer is the same whatever is hidden from the reader (D2).
    """
    sections, theirs_by_id = {one.id: one for one in own.sections}, {one.id: one for one in theirs.requirements}
    intros = {one.id: one.intro for one in theirs.sections}
    counted = [item for item in own.requirements if item.status is not Status.DRAFT]
    weighing = {item.id: importance(_flexibilities(item)) for item in counted}
    total = sum(weighing.values())
    requirements = tuple(
        _requirement(
            item,
            list(_pieces(item, theirs_by_id.get(item.id), sections[item.section_id], intros)),
            weighing[item.id],
            weighing[item.id] / total,
        )
        for item in counted
    )
    return LossView(
        loss=mean((one.importance, one.loss) for one in requirements),
        recovers=sum(lost.recovers for one in requirements for lost in one.lost),
        sections=_sections(own.sections, requirements),
        requirements=requirements,
        drafts=tuple(
            NamedView(id=item.id, code=item.code, title=item.title, seal=SEAL)
            for item in own.requirements
            if item.status is Status.DRAFT
        ),
        whole=own.every_origin,
        seal=SEAL,
    )


def _requirement(item: RequirementView, pieces: list[_Piece], weight: int, share: float) -> RequirementLossView:
    lost: list[LostPartView] = []
    for piece, part_weight in zip(pieces, weights([one.part for one in pieces]), strict=True):
        if piece.arrival is Arrival.READ:
            continue
        gone = part_weight * (1 - ARRIVES[piece.arrival]) * share
        back = part_weight * ARRIVES[Arrival.REPLACED] * share
        hidden = piece.arrival is Arrival.HIDDEN and piece.subject is not None
        lost.append(
            LostPartView(
                part=piece.part,
                name=piece.name,
                arrival=piece.arrival,
                label=piece.label,
                share=gone,
                recovers=back if hidden else 0.0,
                subject=piece.subject,
                seal=SEAL,
            )
        )
    hidden_parts = {one.part for one in lost if one.arrival is Arrival.HIDDEN}
    return RequirementLossView(
        id=item.id,
        section_id=item.section_id,
        code=item.code,
        title=item.title,
        flexibility=min(_flexibilities(item), default=None),
        importance=weight,
        loss=sum(one.share for one in lost) / share,
        imperative=_hides_what_must_not_move(item, lost),
        without_meaning=Part.STATEMENT in hidden_parts,
        lost=tuple(lost),
        seal=SEAL,
    )


def _flexibilities(item: RequirementView) -> list[Flexibility]:
    """How far each criterion that the reader reads may move; a sentence in the place of one says nothing of it."""
    return [c.flexibility for c in item.criteria if not c.substitute]


def _hides_what_must_not_move(item: RequirementView, lost: Iterable[LostPartView]) -> bool:
    fixed = {c.id for c in item.criteria if c.flexibility is Flexibility.F0}
    hidden = [one for one in lost if one.arrival is Arrival.HIDDEN]
    whole = any(one.part in (Part.REQUIREMENT, Part.STATEMENT) for one in hidden)
    return bool(fixed) and (whole or any(one.subject is not None and one.subject.id in fixed for one in hidden))


def _sections(
    sections: Iterable[SectionView], requirements: Iterable[RequirementLossView]
) -> tuple[SectionLossView, ...]:
    parents = {one.id: one.parent_id for one in sections}
    inside: dict[str, list[RequirementLossView]] = {one: [] for one in parents}
    for item in requirements:
        here: str | None = item.section_id
        while here in parents:
            inside[here].append(item)
            here = parents[here]
    return tuple(
        SectionLossView(
            id=one.id,
            parent_id=one.parent_id,
            number=one.number,
            depth=one.depth,
            title=one.title,
            loss=mean((item.importance, item.loss) for item in inside[one.id]),
            count=len(inside[one.id]),
            seal=SEAL,
        )
        for one in sections
    )


def _pieces(
    item: RequirementView,
    other: RequirementView | None,
    section: SectionView,
    intros: Mapping[str, TextView | None],
) -> Iterator[_Piece]:
    """The parts of a requirement that say something to the reader, each with what becomes of it."""
    if other is None:
        yield _Piece(Part.REQUIREMENT, "", Arrival.HIDDEN, item.label)
        return
    yield from _text(Part.STATEMENT, item.statement, other.statement)
    theirs = {criterion.id: criterion.substitute for criterion in other.criteria}
    for criterion in item.criteria:
        if not criterion.substitute:
            subject = Subject(SubjectKind.CRITERION, criterion.id)
            replaced = theirs.get(criterion.id)
            yield _Piece(Part.CRITERION, criterion.name, _arrival(replaced), criterion.label, subject)
    yield from _text(Part.RATIONALE, item.rationale, other.rationale)
    known = {link.id for link in other.links}
    for link in item.links:
        arrival = Arrival.READ if link.id in known else Arrival.HIDDEN
        yield _Piece(Part.ORIGIN if _is_origin(link) else Part.LINK, f"{link.code} {link.title}", arrival, link.label)
    yield from _text(Part.INTRODUCTION, section.intro, intros.get(section.id))
    yield from _pictures(item.statement, other.statement)
    yield from _pictures(item.rationale, other.rationale)


def _arrival(replaced: bool | None) -> Arrival:
    if replaced is None:
        return Arrival.HIDDEN
    return Arrival.REPLACED if replaced else Arrival.READ


def _is_origin(link: LinkView) -> bool:
    return link.kind in ORIGIN_KINDS and link.other.kind in ORIGINS


def _text(part: Part, mine: TextView | None, theirs: TextView | None) -> Iterator[_Piece]:
    if mine is not None and not mine.substitute and _says_something(mine.tree):
        arrival = _arrival(theirs.substitute if theirs is not None else None)
        yield _Piece(part, "", arrival, mine.label, Subject(SubjectKind.TEXT, mine.part_id))


def _pictures(mine: TextView | None, theirs: TextView | None) -> Iterator[_Piece]:
    """A sentence in the place of a text shows none of its pictures."""
    if mine is None or mine.substitute:
        return
    arrival = Arrival.READ if theirs is not None and not theirs.substitute else Arrival.HIDDEN
    for node in _nodes(mine.tree):
        if node["type"] == "image":
            yield _Piece(Part.PICTURE, str(node["attrs"]["alt"]), arrival, mine.label)


def _says_something(tree: RichTextJson) -> bool:
    says = ("image", "mention", "table")
    return any(node["type"] in says or str(node.get("text", "")).strip() for node in _nodes(tree))


def _nodes(tree: RichTextJson) -> Iterator[RichTextJson]:
    yield tree
    for child in tree.get("content", ()):
        yield from _nodes(child)
