"""Changes proposed to texts: begun, opened with a reason, accepted, declined, withdrawn, and read as redlines."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from server.domain.proposal import ProposalState
from server.domain.richtext import Node
from server.domain.tracing import Subject, SubjectKind
from server.policy.view import AuthorView, LabelView, ProposalView
from server.services import attaching, proposing
from server.services.comparing import drawn
from server.services.pages import picture_address
from server.web import forms
from server.web.answers import Created
from server.web.call import Call
from server.web.table import Access, Endpoint


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """A proposal as a card: `html` is its redline, empty when it can no longer be brought together with its text.

    `text` is the proposed text itself, for its author to write on in while it is a draft (`document`).
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
    html: str
    text: str
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


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is proposed."""

    proposals: tuple[ProposalCard, ...]


def read_proposals(call: Call) -> Proposals:
    """What is proposed about a requirement or a section, or everywhere what waits."""
    query = call.asked(forms.ProposalQuery)
    about = None
    if query.requirement:
        about = Subject(SubjectKind.REQUIREMENT, query.requirement)
    elif query.section:
        about = Subject(SubjectKind.SECTION, query.section)
    found = proposing.see_proposals(call.house, call.reader, call.specification_id, about)
    return Proposals(tuple(_card(call, view) for view in found))


def _card(call: Call, view: ProposalView) -> ProposalCard:
    def draw(tree: Node) -> str:
        return drawn(tree, call.language, call.specification_id, call.base)

    return ProposalCard(
        id=view.id,
        part_id=view.part_id,
        kind=view.kind,
        owner=view.owner,
        code=view.code,
        state=view.state,
        author=view.author,
        at=view.at,
        reason=view.reason,
        label=view.label,
        html=draw(view.redline) if view.redline else "",
        text=draw(view.text) if view.document else "",
        document=view.document,
        same_block=view.same_block,
        against=view.against,
        decided_by=view.decided_by,
        decided_at=view.decided_at,
        decision_reason=view.decision_reason,
        unseen=view.unseen,
        may_decide=view.may_decide,
        may_withdraw=view.may_withdraw,
        reopens=view.reopens,
    )


def begin_proposal(call: Call) -> ProposalCard:
    """Fork a text to propose a change to it, or find one's draft on it again."""
    made = proposing.begin_proposal(call.house, call.reader, call.specification_id, call.path["part_id"])
    found = proposing.see_proposals(call.house, call.reader, call.specification_id)
    return _card(call, next(view for view in found if view.id == made))


def open_proposal(call: Call) -> None:
    """Give a draft to those who read it, with its reason."""
    reason = call.sent(forms.ReasonForm).reason
    proposing.open_proposal(call.house, call.reader, call.specification_id, call.path["proposal_id"], reason=reason)


def accept_proposal(call: Call) -> None:
    """Write a proposal into its text."""
    despite = call.sent(forms.AcceptForm).despite
    proposing.accept_proposal(call.house, call.reader, call.specification_id, call.path["proposal_id"], despite=despite)


def decline_proposal(call: Call) -> None:
    """Settle a proposal without it, and say why."""
    reason = call.sent(forms.ReasonForm).reason
    proposing.decline_proposal(call.house, call.reader, call.specification_id, call.path["proposal_id"], reason=reason)


def withdraw_proposal(call: Call) -> None:
    """Take back one's own proposal."""
    proposing.withdraw_proposal(call.house, call.reader, call.specification_id, call.path["proposal_id"])


def acknowledge_decision(call: Call) -> None:
    """Say that one has read how one's proposal was settled."""
    proposing.acknowledge_decision(call.house, call.reader, call.specification_id, call.path["proposal_id"])


def add_proposed_picture(call: Call) -> Created:
    """Add a picture to a draft of one's own."""
    made = attaching.propose_picture(
        call.house,
        call.reader,
        call.specification_id,
        call.path["proposal_id"],
        name=call.upload_name,
        content=call.upload,
    )
    return Created(made, href=picture_address(call.specification_id, made))


_S: Final = "/api/specifications/{specification_id}"
_ONE: Final = _S + "/proposals/{proposal_id}"
_IN: Final = Access.SPECIFICATION

ENDPOINTS: Final = (
    Endpoint(
        "GET", _S + "/proposals", read_proposals, _IN, "What is proposed", query=forms.ProposalQuery, answer=Proposals
    ),
    Endpoint(
        "POST",
        _S + "/texts/{part_id}/proposals",
        begin_proposal,
        _IN,
        "Begin to propose a change to a text",
        answer=ProposalCard,
        status=201,
    ),
    Endpoint(
        "POST",
        _ONE + "/pictures",
        add_proposed_picture,
        _IN,
        "Add a picture to a proposal",
        answer=Created,
        status=201,
        upload=True,
    ),
    Endpoint("POST", _ONE + "/open", open_proposal, _IN, "Open a proposal to a decision", body=forms.ReasonForm),
    Endpoint("POST", _ONE + "/accept", accept_proposal, _IN, "Accept a proposal", body=forms.AcceptForm),
    Endpoint("POST", _ONE + "/decline", decline_proposal, _IN, "Decline a proposal", body=forms.ReasonForm),
    Endpoint("POST", _ONE + "/withdraw", withdraw_proposal, _IN, "Withdraw a proposal"),
    Endpoint("POST", _ONE + "/acknowledge", acknowledge_decision, _IN, "Have read a decision"),
)
