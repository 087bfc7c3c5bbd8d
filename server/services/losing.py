"""What is lost on the way to a supplier, told to those of the firm as far as they read themselves (RULES.md, D1–D7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from server.domain.canonical import frozen
from server.domain.content import SpecificationContent
from server.domain.roles import OrganizationKind
from server.policy.abilities import Action, demand
from server.policy.reader import Reader, as_supplier
from server.policy.view import (
    LossView,
    OrganizationView,
    Purpose,
    Sight,
    SpecificationView,
    measure_loss,
    reveal,
    reveal_organizations,
)
from server.services.frozen import content_of
from server.services.house import House
from server.services.releasing import get_baseline, list_releases
from server.services.within_sight import get_supplier
from server.storage.database import Transaction
from server.storage.release_rows import Baseline, Release

STEPS: Final = 5
"""How many of the versions a supplier was sent are measured again beside the present one."""


@dataclass(frozen=True, slots=True)
class Step:
    """What was lost of a version as it was sent; `number` is the supplier's own."""

    release_id: str
    number: int
    at: datetime
    loss: float


@dataclass(frozen=True, slots=True)
class Losses:
    """What one supplier does not read of a version (None: the working text), and did not of those sent before, the latest first."""

    organization: OrganizationView
    suppliers: tuple[OrganizationView, ...]
    baseline: Baseline | None
    now: LossView
    steps: tuple[Step, ...]


def see_losses(
    house: House, reader: Reader, specification_id: str, organization_id: str, baseline_id: str | None = None
) -> Losses:
    """Return what a supplier would not read of a frozen version, or of the working text were it sent now.

    Raises NotInYourSight, NotAllowed.
    """
    sent = list_releases(house, reader, specification_id)
    with house.database.read() as connection:
        live = house.shelf.content(connection, specification_id)
        get_supplier(Sight(live, reader, Purpose.LIVE), organization_id)
        baseline = get_baseline(connection, reader, specification_id, baseline_id) if baseline_id is not None else None
        demand(reader, Action.LOSS_READ)
        content = frozen(live) if baseline is None else content_of(connection, baseline.id)
        before = _before(connection, specification_id, sent, organization_id, baseline, reader)
    suppliers = _suppliers(reader, live)
    return Losses(
        organization=next(one for one in suppliers if one.id == organization_id),
        suppliers=suppliers,
        baseline=baseline,
        now=loss_between(content, reader, organization_id),
        steps=tuple(
            Step(release.id, release.number, release.sent_at, loss_between(then, reader, organization_id).loss)
            for release, then in before
        ),
    )


def _suppliers(reader: Reader, content: SpecificationContent) -> tuple[OrganizationView, ...]:
    known = reveal_organizations(reader, content.organizations)
    return tuple(one for one in known if one.kind is OrganizationKind.SUPPLIER)


def _before(
    connection: Transaction,
    specification_id: str,
    sent: Iterable[Release],
    organization_id: str,
    baseline: Baseline | None,
    reader: Reader,
) -> list[tuple[Release, SpecificationContent]]:
    """The latest sendings to this supplier of other versions than this one, none of them younger."""
    found: dict[str, Release] = {}
    for release in sent:
        if release.organization_id == organization_id and release.baseline_id not in found:
            known = get_baseline(connection, reader, specification_id, release.baseline_id)
            if baseline is None or known.number < baseline.number:
                found[release.baseline_id] = release
    return [(release, content_of(connection, one)) for one, release in list(found.items())[:STEPS]]


def loss_between(content: SpecificationContent, reader: Reader, organization_id: str) -> LossView:
    """Return what a supplier would not read of a content, were it sent as it is."""
    own = reveal(content, reader, Purpose.RELEASE)
    return measure_loss(own, as_sent(content, reader, organization_id))


def as_sent(content: SpecificationContent, reader: Reader, organization_id: str) -> SpecificationView:
    """Return what a supplier would read of a content."""
    return reveal(content, as_supplier(reader, organization_id), Purpose.RELEASE)
