"""The two visas over HTTP, and the page of what is to be signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from server.domain.requirement import Status
from server.domain.typography import typeset
from server.domain.words import Language, say
from server.policy.view import CheckView, RefusalView, SigningView, SinceView, VisaView
from server.services import looking, signing
from server.services.comparing import drawn
from server.services.previewing import drawn_requirement
from server.web import forms
from server.web.call import Call
from server.web.specification import island_page
from server.web.table import Access, Endpoint, Page, Screen


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """A criterion in words, then and now; None when it was not there."""

    then: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since one's own visa. `title` is the one it had then, None when it is the same; `html` is the redline of the
    statement, empty when it is the same."""

    title: str | None
    html: str
    criteria: tuple[CriterionChange, ...]


@dataclass(frozen=True, slots=True)
class SigningCard:
    """A requirement to be signed: as a file shows it (`html`), what is still missing, who has signed, what one may do."""

    requirement_id: str
    code: str
    title: str
    status: Status
    href: str
    html: str
    seats: tuple[VisaView, ...]
    checks: tuple[CheckView, ...]
    mark: str
    exempt: bool
    refusal: RefusalView | None
    since: Since | None
    may_sign: bool
    may_withdraw: bool
    may_refuse: bool
    may_carry: bool


@dataclass(frozen=True, slots=True)
class ToSign:
    """What is to be signed, one's own first."""

    cards: tuple[SigningCard, ...]


def read_to_sign(call: Call) -> ToSign:
    """What is to be signed."""
    return _to_sign(call)


def _to_sign(call: Call) -> ToSign:
    found = signing.see_to_sign(call.house, call.reader, call.specification_id)
    return ToSign(tuple(_card(call, one) for one in found))


def read_signing(call: Call) -> SigningCard:
    """Where the signing of a requirement stands."""
    return _card(call, call.path["requirement_id"])


def give_visa(call: Call) -> SigningCard:
    """Sign."""
    form, requirement_id = call.sent(forms.VisaForm), call.path["requirement_id"]
    signing.give_visa(
        call.house, call.reader, call.specification_id, requirement_id, mark=form.mark, reason=form.reason
    )
    return _card(call, requirement_id)


def withdraw_visa(call: Call) -> SigningCard:
    """Take back one's visa."""
    signing.withdraw_visa(call.house, call.reader, call.specification_id, call.path["requirement_id"])
    return _card(call, call.path["requirement_id"])


def refuse_visa(call: Call) -> SigningCard:
    """Say why one does not sign."""
    reason, requirement_id = call.sent(forms.ReasonForm).reason, call.path["requirement_id"]
    signing.refuse_visa(call.house, call.reader, call.specification_id, requirement_id, reason=reason)
    return _card(call, requirement_id)


def carry_visas(call: Call) -> SigningCard:
    """Confirm that only words changed."""
    mark, requirement_id = call.sent(forms.MarkForm).mark, call.path["requirement_id"]
    signing.carry_visas(call.house, call.reader, call.specification_id, requirement_id, mark=mark)
    return _card(call, requirement_id)


def _card(call: Call, requirement_id: str) -> SigningCard:
    view = signing.see_signing(call.house, call.reader, call.specification_id, requirement_id)
    item = looking.see_requirement(call.house, call.reader, call.specification_id, requirement_id)
    return SigningCard(
        requirement_id=item.id,
        code=item.code,
        title=item.title,
        status=item.status,
        href=f"{call.base}/s/{call.specification_id}#r-{item.id}",
        html=drawn_requirement(item, call.language, call.specification_id, call.base),
        seats=view.seats,
        checks=view.checks,
        mark=view.mark,
        exempt=view.exempt,
        refusal=view.refusal,
        since=_since(call, view),
        may_sign=view.may_sign,
        may_withdraw=view.may_withdraw,
        may_refuse=view.may_refuse,
        may_carry=view.may_carry,
    )


def _since(call: Call, view: SigningView) -> Since | None:
    since: SinceView | None = view.since
    if since is None:
        return None
    html = drawn(since.statement, call.language, call.specification_id, call.base) if since.statement else ""
    changes = (
        CriterionChange(_in_words(then, call.language), _in_words(now, call.language)) for then, now in since.criteria
    )
    return Since(since.title, html, tuple(changes))


def _in_words(criterion: Mapping[str, Any] | None, language: Language) -> str | None:
    """A criterion on one line: name, level, limit, flexibility, and how it is verified."""
    if criterion is None:
        return None
    name = ", ".join(filter(None, (criterion["name"], criterion["qualifier"])))
    level = " ".join(filter(None, (criterion["operator"], criterion["value"], criterion["unit"])))
    limit = f"{say('spec.limit_short', language)} {criterion['acceptance_limit']}"
    checked = say(f"verification.{criterion['verification']}", language) if criterion["verification"] else ""
    pieces = (
        level,
        limit if criterion["acceptance_limit"] else "",
        criterion["flexibility"],
        checked,
        criterion["verification_note"],
    )
    return typeset(f"{name} : {', '.join(filter(None, pieces))}", language)


def show_to_sign(call: Call) -> Page:
    """What is to be signed, with what changed since one signed."""
    props = {"specification": {"id": call.specification_id}, "to_sign": _to_sign(call)}
    return island_page(call, "signing", "signing", props, wide=True)


_S: Final = "/api/specifications/{specification_id}"
_REQUIREMENT: Final = _S + "/requirements/{requirement_id}"
_IN: Final = Access.SPECIFICATION

ENDPOINTS: Final = (
    Endpoint("GET", _S + "/to-sign", read_to_sign, _IN, "What is to be signed", answer=ToSign),
    Endpoint("GET", _REQUIREMENT + "/signing", read_signing, _IN, "Where signing stands", answer=SigningCard),
    Endpoint("POST", _REQUIREMENT + "/visa", give_visa, _IN, "Sign", body=forms.VisaForm, answer=SigningCard),
    Endpoint("POST", _REQUIREMENT + "/visa/withdraw", withdraw_visa, _IN, "Withdraw one's visa", answer=SigningCard),
    Endpoint(
        "POST",
        _REQUIREMENT + "/visa/refuse",
        refuse_visa,
        _IN,
        "Refuse to sign",
        body=forms.ReasonForm,
        answer=SigningCard,
    ),
    Endpoint(
        "POST",
        _REQUIREMENT + "/visa/carry",
        carry_visas,
        _IN,
        "Confirm that only words changed",
        body=forms.MarkForm,
        answer=SigningCard,
    ),
)
SCREENS: Final = (Screen("/s/{specification_id}/visas", show_to_sign, _IN),)
