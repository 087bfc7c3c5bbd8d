"""What is lost on the way to a supplier, told to those of the firm as far as they read themselves (RULES.md, D1–D9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from server.domain.canonical import frozen
from server.domain.content import Requirement, Section, SpecificationContent
from server.domain.errors import NotInYourSight
from server.domain.requirement import OUT_OF_THE_TEXT
from server.domain.roles import OrganizationKind
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, demand
from server.policy.reader import Reader, as_supplier
from server.policy.view import (
    LossView,
    OrganizationView,
    Purpose,
    ReturnView,
    Revealer,
    Sight,
    SpecificationView,
    everybody,
    hears_offers,
    lineage,
    measure_loss,
    passage,
    reveal,
    reveal_answers,
    reveal_organizations,
    reveal_return,
    reveal_threads,
)
from server.services.frozen import content_of
from server.services.house import House
from server.services.looking import revealing
from server.services.releasing import get_baseline, list_releases
from server.services.within_sight import get_supplier
from server.storage import attachment_rows, thread_rows
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
            Step(release.id, release.number, release.sent_at, _lost_then(house, release, then, reader))
            for release, then in before
        ),
    )


def _lost_then(house: House, release: Release, content: SpecificationContent, reader: Reader) -> float:
    """What was lost of a version, which never changes for readers of the same rights."""
    key = (release.baseline_id, release.organization_id, *reader.audience)
    return house.losses.get(key, lambda: loss_between(content, reader, release.organization_id).loss)


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


def see_return(house: House, reader: Reader, specification_id: str, losses: Losses) -> ReturnView | None:
    """Return what comes back from the supplier of these losses, to who handles what it says; None to the others (D8)."""
    organization_id = losses.organization.id
    with revealing(house, reader, specification_id) as live, house.database.read() as connection:
        if not hears_offers(live, organization_id):
            return None
        members = everybody(live.content)
        its_people = {one.person_id for one in members.values() if one.organization_id == organization_id}
        threads = [one for one in thread_rows.load_threads(connection, specification_id) if one.author_id in its_people]
        answers = thread_rows.load_answers(connection, [one.id for one in losses.now.requirements])
        pictures = {
            one.id: len(attachment_rows.load_attachments(connection, one.text.id))
            for one in live.sight.proposals.values()
            if one.author_id in its_people
        }
    its_answers = [one for one in answers if one.organization_id == organization_id]
    return reveal_return(
        live, losses.now, reveal_threads(live, threads), reveal_answers(live, its_answers), organization_id, pictures
    )


def losses_here(
    house: House, reader: Reader, specification_id: str, subject: Subject
) -> tuple[tuple[OrganizationView, LossView], ...]:
    """Return what each supplier would not read of a requirement or of a section with what is inside it.

    Raises NotInYourSight, NotAllowed.
    """
    with house.database.read() as connection:
        live = house.shelf.content(connection, specification_id)
    own = Revealer(live, reader, Purpose.RELEASE)
    if live.project_id != reader.project_id or not own.sight.subject(subject):
        raise NotInYourSight
    demand(reader, Action.LOSS_READ)
    here = _inside(own.sight, subject)
    return tuple(
        (one, measure_loss(passage(own, *here), passage(_reading_as(live, reader, one.id), *here)))
        for one in _suppliers(reader, live)
    )


def _inside(sight: Sight, subject: Subject) -> tuple[list[Section], list[Requirement]]:
    """The section of a requirement and itself, or a section and those inside it with their requirements, of the text."""
    around = {subject.id}
    if subject.kind is SubjectKind.REQUIREMENT:
        item = sight.requirements[subject.id]
        return [sight.sections[item.section_id]], [item]
    sections = [
        one
        for one in sight.sections.values()
        if not any(two.withdrawn for two in lineage(one, sight.sections))
        and around & {two.id for two in lineage(one, sight.sections)}
    ]
    known = {one.id for one in sections}
    inside = [one for one in sight.requirements.values() if one.section_id in known]
    return sections, [one for one in inside if one.status not in OUT_OF_THE_TEXT]


def _reading_as(content: SpecificationContent, reader: Reader, organization_id: str) -> Revealer:
    return Revealer(content, as_supplier(reader, organization_id), Purpose.RELEASE)


def loss_between(content: SpecificationContent, reader: Reader, organization_id: str) -> LossView:
    """Return what a supplier would not read of a content, were it sent as it is."""
    own = reveal(content, reader, Purpose.RELEASE)
    return measure_loss(own, as_sent(content, reader, organization_id))


def as_sent(content: SpecificationContent, reader: Reader, organization_id: str) -> SpecificationView:
    """Return what a supplier would read of a content."""
    return _reading_as(content, reader, organization_id).specification()
