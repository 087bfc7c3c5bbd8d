"""The register of access after the gate: each entry under the label of what it concerns, and a sign-in as a day only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from server.domain.content import Member, Organization
from server.domain.register import RegisterKind
from server.domain.tracing import Subject
from server.policy.abilities import Action, may
from server.policy.labels import Label
from server.policy.reader import Reader, sees
from server.policy.view._seal import SEAL, Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView(Sealed):
    """One entry. `person` is None where it is not told, `organization` whose act it was; with `whole_day`, `at` is a day.

    `specification_id` and `subject` say what it concerns; what is told of that follows what the reader sees of it now.
    """

    at: datetime
    whole_day: bool
    kind: RegisterKind
    deed: str
    person: str | None
    organization: str
    specification_id: str | None
    subject: Subject | None
    said: Any


class Entered(Protocol):
    """An entry as it is kept."""

    @property
    def kind(self) -> RegisterKind: ...
    @property
    def deed(self) -> str: ...
    @property
    def specification_id(self) -> str | None: ...
    @property
    def subject(self) -> Subject | None: ...
    @property
    def label(self) -> str: ...
    @property
    def person_id(self) -> str | None: ...
    @property
    def said(self) -> Any: ...
    @property
    def at(self) -> datetime: ...


def reveal_register(
    reader: Reader,
    entries: Iterable[Entered],
    members: Mapping[str, Member],
    organizations: Iterable[Organization],
) -> tuple[EntryView, ...]:
    """Return the entries whose label this reader reads, the latest first; none but to who may read the register.

    A sign-in tells that somebody of an organisation came on a day, once: neither who nor at what hour.
    """
    if not may(reader, Action.REGISTER_READ):
        return ()
    names = {item.id: item.name for item in organizations}
    seen = [
        _entry(entry, members.get(entry.person_id or ""), names)
        for entry in entries
        if sees(reader, Label.parse(entry.label))
    ]
    days: set[tuple[object, ...]] = set()
    kept = []
    for view in seen:
        day = (view.at, view.organization)
        if not view.whole_day or day not in days:
            kept.append(view)
        if view.whole_day:
            days.add(day)
    return tuple(sorted(kept, key=lambda view: view.at, reverse=True))


def _entry(entry: Entered, member: Member | None, names: Mapping[str, str]) -> EntryView:
    whole_day = entry.kind is RegisterKind.SIGN_IN
    at = entry.at.replace(hour=0, minute=0, second=0, microsecond=0) if whole_day else entry.at
    return EntryView(
        at=at,
        whole_day=whole_day,
        kind=entry.kind,
        deed=entry.deed,
        person=member.name if member and not whole_day else None,
        organization=names.get(member.organization_id, "") if member else "",
        specification_id=entry.specification_id,
        subject=entry.subject,
        said=entry.said,
        seal=SEAL,
    )
