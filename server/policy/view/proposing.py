"""Proposals after the gate: who reads one, what it would change in the text as it stands, and who may settle it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from server.domain.content import Proposal
from server.domain.proposal import ProposalState
from server.domain.redline import redline
from server.domain.requirement import AGREED
from server.domain.richtext import Node, parse
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, may
from server.policy.view._seal import SEAL, Sealed
from server.policy.view.reveal import Revealer
from server.policy.view.said import AuthorView
from server.policy.view.talk import author_of, everybody
from server.policy.view.types import LabelView


@dataclass(frozen=True, slots=True)
class Compared:
    """What a proposal would make of its text: the text now, the text then, and whether both changed the same block since."""

    now: Node
    then: Node
    same_block: bool
    mark: str
    """Stands for the text now: it is another as soon as that is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView(Sealed):
    """A proposal; `kind` is that of the text it is about.

    `redline` is drawn against the text as it stands while it is open, against the text it was made on later. It is None when
    the two can no longer be brought together. `document` is there for its author, until it is open.
    `against` stands for the text the redline was drawn on, for who may accept it; `reopens` says that accepting takes a
    validated requirement back to revision.
    """

    id: str
    part_id: str
    kind: str
    owner: Subject
    code: str
    state: ProposalState
    author: AuthorView
    at: datetime
    reason: str
    label: LabelView
    redline: Node | None
    text: Node
    document: str | None
    same_block: bool
    against: str | None
    decided_by: AuthorView | None
    decided_at: datetime | None
    decision_reason: str
    unseen: bool
    may_decide: bool
    may_withdraw: bool
    reopens: bool


def reveal_proposals(revealer: Revealer, compared: Mapping[str, Compared | None]) -> tuple[ProposalView, ...]:
    """Return the reader's own drafts and the proposals they see, the first begun first; `compared` has the open ones."""
    sight = revealer.sight
    seen: Iterable[Proposal] = {**sight.drafts, **sight.proposals}.values()
    ordered = sorted(seen, key=lambda item: (item.opened_at or item.began_at, item.id))
    return tuple(_proposal(revealer, item, compared.get(item.id)) for item in ordered)


def _proposal(revealer: Revealer, item: Proposal, compared: Compared | None) -> ProposalView:
    members = everybody(revealer.content)
    author = author_of(revealer, members, item.author_id)
    code, _ = revealer.subject_name(item.owner)
    is_open = item.state is ProposalState.OPEN
    decides = is_open and may(revealer.reader, Action.PROPOSAL_DECIDE)
    return ProposalView(
        id=item.id,
        part_id=item.part_id,
        kind=_kind(revealer, item),
        owner=item.owner,
        code=code,
        state=item.state,
        author=author,
        at=item.opened_at or item.began_at,
        reason=item.reason,
        label=revealer.label(item.label),
        redline=_redline(revealer, item, compared),
        text=_known(revealer, item.text.tree),
        document=item.text.generation if item.state is ProposalState.DRAFT else None,
        same_block=is_open and compared is not None and compared.same_block,
        against=compared.mark if decides and compared is not None else None,
        decided_by=author_of(revealer, members, item.decided_by) if item.decided_by else None,
        decided_at=item.decided_at,
        decision_reason=item.decision_reason,
        unseen=author.mine and item.state in (ProposalState.ACCEPTED, ProposalState.DECLINED) and not item.seen,
        may_decide=decides,
        may_withdraw=author.mine and item.state in (ProposalState.DRAFT, ProposalState.OPEN),
        reopens=decides and _reopens(revealer, item.owner),
        seal=SEAL,
    )


def _redline(revealer: Revealer, item: Proposal, compared: Compared | None) -> Node | None:
    if item.state is ProposalState.OPEN:
        if compared is None:
            return None
        return redline(_known(revealer, compared.now.json()), _known(revealer, compared.then.json()))
    return redline(_known(revealer, item.base), _known(revealer, item.text.tree))


def _known(revealer: Revealer, tree: Mapping[str, object]) -> Node:
    return parse(revealer.known_mentions(tree))


def _kind(revealer: Revealer, item: Proposal) -> str:
    """Which text of its owner a proposal is about: statement, rationale or intro."""
    if item.owner.kind is SubjectKind.SECTION:
        return revealer.sight.sections[item.owner.id].intro.kind
    requirement = revealer.sight.requirements[item.owner.id]
    texts = (requirement.statement, requirement.rationale)
    return next(part.kind for part in texts if part.id == item.part_id)


def _reopens(revealer: Revealer, owner: Subject) -> bool:
    if owner.kind is not SubjectKind.REQUIREMENT:
        return False
    return revealer.sight.requirements[owner.id].status in AGREED
