"""Who may read a part, over HTTP: closing is at once, opening takes both seats."""

from typing import Final

from server.domain.roles import Seat
from server.domain.tracing import Subject
from server.policy.abilities import abilities
from server.policy.labels import Label
from server.services import reclassifying
from server.services.hearing import who_reads
from server.services.levels import Levels, levels_of
from server.services.looking import revealing, subject_of
from server.web import forms
from server.web.answers import LabelChoice, LabelChoices, LabelProposal, ReceivedVersion, SeatState
from server.web.call import Call
from server.web.table import Access, Endpoint


def read_levels(call: Call) -> LabelChoices:
    """Who may read a part, and what it would take to change that."""
    return _levels(call, subject_of(call.path["kind"], call.path["thing_id"]))


def _levels(call: Call, subject: Subject) -> LabelChoices:
    found = levels_of(call.house, call.reader, call.specification_id, subject)
    return LabelChoices(
        subject=found.subject,
        code=found.code,
        part=found.part,
        current=found.current,
        choices=_choices(call, found),
        suppliers=found.suppliers,
        substitute=found.substitute,
        suggested=found.suggested,
        proposal=LabelProposal(
            found.proposal.id,
            found.proposal.label,
            found.proposal.reason,
            found.proposal.proposed_by,
            found.proposal.at,
            found.proposal.mine,
        )
        if found.proposal
        else None,
        received=tuple(ReceivedVersion(one.organization, one.number, one.at) for one in found.received),
        seats=seats_of(call, found.seats),
        can=abilities(call.reader),
    )


def _choices(call: Call, found: Levels) -> tuple[LabelChoice, ...]:
    with revealing(call.house, call.reader, call.specification_id) as revealer:
        return tuple(
            LabelChoice(
                c.label, c.how, who_reads(revealer, Label.parse(c.label.key), call.language), c.no_longer, c.newly
            )
            for c in found.choices
        )


def seats_of(call: Call, seats: dict[Seat, str | None]) -> tuple[SeatState, ...]:
    """Return the seats with who holds them, and whether it is the person who asks."""
    return tuple(SeatState(seat, name, call.reader.seat is seat) for seat, name in seats.items())


def change_label(call: Call) -> LabelChoices:
    """Give a part another label: closed at once, or proposed to the other seat."""
    form = call.sent(forms.LabelForm)
    subject = subject_of(call.path["kind"], call.path["thing_id"])
    reclassifying.change_label(
        call.house,
        call.reader,
        call.specification_id,
        subject,
        label=Label.parse(form.label_key),
        reason=form.reason,
    )
    return _levels(call, subject)


def confirm_label(call: Call) -> LabelChoices:
    """The other seat agrees to open a part."""
    subject = reclassifying.confirm_label(call.house, call.reader, call.specification_id, call.path["proposal_id"])
    return _levels(call, subject)


def decline_label(call: Call) -> LabelChoices:
    """A seat ends a proposal to open a part."""
    reason = call.sent(forms.ReasonForm).reason
    subject = reclassifying.decline_label(
        call.house, call.reader, call.specification_id, call.path["proposal_id"], reason=reason
    )
    return _levels(call, subject)


def set_substitute(call: Call) -> LabelChoices:
    """Write or remove the sentence shown instead of a part."""
    subject = subject_of(call.path["kind"], call.path["thing_id"])
    text = call.sent(forms.SubstituteForm).text
    reclassifying.set_substitute(call.house, call.reader, call.specification_id, subject, text=text)
    return _levels(call, subject)


_S: Final = "/api/specifications/{specification_id}"
_LABEL: Final = _S + "/labels/{kind}/{thing_id}"
_PROPOSAL: Final = _S + "/label-proposals/{proposal_id}"
_IN: Final = Access.SPECIFICATION

ENDPOINTS: Final = (
    Endpoint("GET", _LABEL, read_levels, _IN, "Who may read a part", answer=LabelChoices),
    Endpoint(
        "POST", _LABEL, change_label, _IN, "Change who may read a part", body=forms.LabelForm, answer=LabelChoices
    ),
    Endpoint(
        "PUT",
        _LABEL + "/substitute",
        set_substitute,
        _IN,
        "Write what others read instead",
        body=forms.SubstituteForm,
        answer=LabelChoices,
    ),
    Endpoint("POST", _PROPOSAL + "/confirm", confirm_label, _IN, "Confirm an opening", answer=LabelChoices),
    Endpoint(
        "POST",
        _PROPOSAL + "/decline",
        decline_label,
        _IN,
        "Decline an opening",
        body=forms.ReasonForm,
        answer=LabelChoices,
    ),
)
