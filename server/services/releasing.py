"""Versions: frozen by one seat with a hash, confirmed by the other, sent to suppliers and acknowledged by them."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from server.domain.canonical import canonical_json, frozen, plain, to_bytes
from server.domain.content import SpecificationContent
from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight
from server.domain.ids import new_id
from server.domain.requirement import Status
from server.domain.roles import Role
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import LANGUAGES
from server.policy.abilities import Action, demand, may
from server.policy.labels import N4, join, named, offer
from server.policy.reader import Reader, as_supplier, sees
from server.policy.view import Purpose, SpecificationView, measure_loss, reveal
from server.services.editing import recheck_everyone
from server.services.fields import line, passage
from server.services.frozen import content_of, for_files
from server.services.house import Deed, House
from server.services.mailing import notify
from server.services.places import versions_place
from server.services.reclassifying import demand_other_seat
from server.services.within_sight import get_supplier
from server.services.writing import project_pending
from server.storage import release_rows, requirement_rows
from server.storage.database import Transaction
from server.storage.release_rows import Baseline, Release

SECRET: Final = N4.canonical()
"""Acts on frozen versions are the pair's own affair in the history; what readers see of them are the versions."""


def freeze_baseline(house: House, reader: Reader, specification_id: str, *, title: str = "") -> str:
    """Freeze everything as it stands, with its hash, and return the version's id; the other seat then confirms.

    What is typed and acknowledged before is in it. Raises NotInYourSight, NotAllowed, Invalid, SeatVacant.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        demand(reader, Action.BASELINE_FREEZE)
        if reader.seat is None:
            raise NotAllowed
        demand_other_seat(sight, reader)
        project_pending(deed.connection, reader.project_id, specification_id, deed.at)
        data = to_bytes(frozen(for_files(deed.content())))
        baseline = Baseline(
            id=new_id(),
            specification_id=specification_id,
            number=release_rows.next_baseline_number(deed.connection, specification_id),
            title=line(title, most=300),
            content_hash=sha256(data).hexdigest(),
            proposed_by=reader.person_id,
            proposed_seat=reader.seat.value,
            proposed_at=deed.at,
            confirmed_by=None,
            confirmed_at=None,
        )
        release_rows.insert_baseline(deed.connection, baseline, data)
        after = {"baseline": baseline.id, "number": baseline.number, "hash": baseline.content_hash}
        deed.record("freeze_baseline", _specification(deed), SECRET, after=after)
        return baseline.id


def confirm_baseline(house: House, reader: Reader, specification_id: str, baseline_id: str) -> None:
    """The other seat agrees to a frozen version; its validated requirements that are still so become « figées » (V2).

    Raises NotInYourSight, NotAllowed("other_seat") to the seat that froze it, and Conflict when it is confirmed already.
    """
    with house.deed(reader, specification_id) as deed:
        baseline = _get_proposal(deed, baseline_id)
        if (
            reader.seat is None
            or reader.seat.value == baseline.proposed_seat
            or reader.person_id == baseline.proposed_by
        ):
            raise NotAllowed("other_seat")
        release_rows.confirm_baseline(deed.connection, baseline.id, reader.person_id, deed.at)
        deed.record("confirm_baseline", _specification(deed), SECRET, after={"baseline": baseline.id})
        _mark_baselined(deed, content_of(deed.connection, baseline.id))


def _mark_baselined(deed: Deed, version: SpecificationContent) -> None:
    sight = deed.sight()
    validated = {item.id for item in version.requirements if item.status is Status.VALIDATED}
    for item in sight.content.requirements:
        if item.id in validated and item.status is Status.VALIDATED:
            requirement_rows.update_requirement(deed.connection, item.id, status=Status.BASELINED)
            subject = Subject(SubjectKind.REQUIREMENT, item.id)
            deed.record("set_status", subject, item.label, field="status", before=item.status, after=Status.BASELINED)
    recheck_everyone(deed, sight)


def decline_baseline(
    house: House, reader: Reader, specification_id: str, baseline_id: str, *, reason: str = ""
) -> None:
    """Either seat drops a frozen version that is not confirmed. Raises NotInYourSight, NotAllowed, Conflict."""
    with house.deed(reader, specification_id) as deed:
        baseline = _get_proposal(deed, baseline_id)
        why = passage(reason, most=2000, empty=True)
        release_rows.delete_baseline(deed.connection, baseline.id)
        after = {"baseline": baseline.id, "number": baseline.number, "reason": why}
        deed.record("decline_baseline", _specification(deed), SECRET, after=after)


def _get_proposal(deed: Deed, baseline_id: str) -> Baseline:
    deed.sight()
    baseline = get_baseline(deed.connection, deed.reader, deed.specification_id or "", baseline_id)
    demand(deed.reader, Action.BASELINE_FREEZE)
    if baseline.confirmed_at is not None:
        raise Conflict("already_confirmed")
    return baseline


def get_baseline(connection: Transaction, reader: Reader, specification_id: str, baseline_id: str) -> Baseline:
    """Return a frozen version the reader may know of: the pair every one, insiders the confirmed ones, a supplier those
    it was sent. Raises NotInYourSight."""
    baseline = release_rows.find_baseline(connection, specification_id, baseline_id)
    if baseline is None or not _knows(connection, reader, baseline):
        raise NotInYourSight
    return baseline


def _knows(connection: Transaction, reader: Reader, baseline: Baseline) -> bool:
    if not may(reader, Action.RELEASE_READ):
        return False
    if reader.is_supplier:
        mine = release_rows.load_releases(connection, baseline.specification_id, reader.organization_id)
        return any(release.baseline_id == baseline.id for release in mine)
    return baseline.confirmed_at is not None or may(reader, Action.BASELINE_FREEZE)


def list_baselines(house: House, reader: Reader, specification_id: str) -> tuple[Baseline, ...]:
    """Return the frozen versions the reader may know of, the latest first; a supplier is told of its releases instead."""
    with house.database.read() as connection:
        demand_here(house, connection, reader, specification_id)
        found = release_rows.load_baselines(connection, specification_id)
        return () if reader.is_supplier else tuple(one for one in found if _knows(connection, reader, one))


def send_release(
    house: House,
    reader: Reader,
    specification_id: str,
    *,
    baseline_id: str,
    organization_id: str,
    language: str,
    message: str = "",
    reason: str = "",
) -> str:
    """Send a confirmed version to a supplier, under that supplier's own number, tell its people by mail, and return the id.

    When something imperative is hidden from it (D6), the `reason` is entered with the sending, for the pair and management.
    Raises NotInYourSight, NotAllowed, Invalid("imperative_hidden") without that reason, and Conflict while the other seat
    has not confirmed.
    """
    with house.deed(reader, specification_id) as deed:
        supplier = get_supplier(deed.sight(), organization_id)
        baseline = get_baseline(deed.connection, reader, specification_id, baseline_id)
        demand(reader, Action.RELEASE_SEND)
        if baseline.confirmed_at is None:
            raise Conflict("not_confirmed")
        if language not in LANGUAGES:
            raise Invalid("choice")
        content = content_of(deed.connection, baseline.id)
        view = reveal(content, as_supplier(reader, supplier.id), Purpose.RELEASE)
        why = _demand_reason(reveal(content, reader, Purpose.RELEASE), view, reason)
        release = Release(
            id=new_id(),
            baseline_id=baseline.id,
            organization_id=supplier.id,
            number=release_rows.next_release_number(deed.connection, supplier.id),
            language=language,
            view_hash=fingerprint(view),
            message=passage(message, most=5000, empty=True),
            sent_by=reader.person_id,
            sent_at=deed.at,
            acknowledged_at=None,
        )
        release_rows.insert_release(deed.connection, release)
        after = {"release": release.id, "organization": supplier.id, "number": release.number}
        secret = join(offer(supplier.id), N4) if why else offer(supplier.id)
        told = after | {"reason": why} if why else after
        deed.record("send_release", Subject(SubjectKind.RELEASE, release.id), secret.canonical(), after=told)
        people = [one.person_id for one in deed.content().members if one.organization_id == supplier.id]
        notify(deed, people, "mail.release", path=versions_place(specification_id))
        deed.recheck_people.extend(people)
        return release.id


def _demand_reason(own: SpecificationView, theirs: SpecificationView, reason: str) -> str:
    """Return why a version goes in which something imperative is hidden; nothing when nothing is."""
    why = passage(reason, most=2000, empty=True)
    hidden = [one.code for one in measure_loss(own, theirs).requirements if one.imperative]
    if hidden and not why:
        raise Invalid("imperative_hidden", codes=", ".join(hidden))
    return why if hidden else ""


def fingerprint(view: SpecificationView) -> str:
    """Return the SHA-256 of what a view says, as hexadecimal.

    It stays what it was when views are given new fields, as long as these have a default that old contents leave them at.
    """
    return sha256(canonical_json(plain(view, defaults=False))).hexdigest()


def acknowledge_release(house: House, reader: Reader, specification_id: str, release_id: str) -> None:
    """A supplier says that it received a version; said once, it stays. Raises NotInYourSight, NotAllowed."""
    with house.deed(reader, specification_id) as deed:
        deed.sight()
        release = get_release(deed.connection, reader, specification_id, release_id)
        demand(reader, Action.ANSWER_WRITE)
        if release.acknowledged_at is None:
            release_rows.acknowledge(deed.connection, release.id, deed.at)
            secret = offer(release.organization_id).canonical()
            deed.record("acknowledge_release", Subject(SubjectKind.RELEASE, release.id), secret)


def get_release(connection: Transaction, reader: Reader, specification_id: str, release_id: str) -> Release:
    """Return a release the reader may know of: its own to a supplier (S1), all of them to who reads at their level.

    Raises NotInYourSight.
    """
    release = release_rows.find_release(connection, specification_id, release_id)
    if release is None or not _may_know_release(reader, release):
        raise NotInYourSight
    return release


def _may_know_release(reader: Reader, release: Release) -> bool:
    if not may(reader, Action.RELEASE_READ):
        return False
    if reader.is_supplier:
        return release.organization_id == reader.organization_id
    return reader.role is not Role.OBSERVER and sees(reader, named(release.organization_id))


def list_releases(house: House, reader: Reader, specification_id: str) -> tuple[Release, ...]:
    """Return the releases the reader may know of, the latest first."""
    with house.database.read() as connection:
        demand_here(house, connection, reader, specification_id)
        found = release_rows.load_releases(connection, specification_id)
        return tuple(release for release in found if _may_know_release(reader, release))


def demand_here(house: House, connection: Transaction, reader: Reader, specification_id: str) -> None:
    """Raise NotInYourSight unless the specification is one of the reader's project."""
    if house.shelf.content(connection, specification_id).project_id != reader.project_id:
        raise NotInYourSight


@dataclass(frozen=True, slots=True)
class ReleaseRead:
    """A release and what its recipient reads in it; `intact` tells that this is, to the letter, what was sent."""

    release: Release
    view: SpecificationView
    intact: bool


def read_release(house: House, reader: Reader, specification_id: str, release_id: str) -> ReleaseRead:
    """Return a version as its supplier reads it, to that supplier or to who may know of it. Raises NotInYourSight."""
    with house.database.read() as connection:
        demand_here(house, connection, reader, specification_id)
        release = get_release(connection, reader, specification_id, release_id)
        content = content_of(connection, release.baseline_id)
    recipient = as_supplier(reader, release.organization_id)
    view = reveal(content, reader if reader.is_supplier else recipient, Purpose.RELEASE)
    return ReleaseRead(release, view, fingerprint(reveal(content, recipient, Purpose.RELEASE)) == release.view_hash)


def _specification(deed: Deed) -> Subject:
    return Subject(SubjectKind.SPECIFICATION, deed.specification_id or "")
