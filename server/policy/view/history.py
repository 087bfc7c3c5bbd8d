"""The past after the gate: who did what to a thing this reader sees, as far as they may read the parts it tells of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from server.domain.tracing import Subject
from server.policy.abilities import Action, may
from server.policy.view._seal import SEAL, Sealed
from server.policy.view.reveal import Revealer

HOW_TAKEN_BACK: Final = frozenset({"split_requirement", "merge_requirement"})
"""Deeds that keep, as what was before, by what they can be taken back; it names things whatever their label, and is told to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryView(Sealed):
    """One fact of the past. `before` and `after` are JSON values; `person` is None for what the server did itself."""

    id: str
    subject: Subject
    deed: str
    field: str
    before: object
    after: object
    person: str | None
    at: datetime


class Fact(Protocol):
    """A fact as it is kept; `label` is that of the part it tells of."""

    @property
    def id(self) -> str: ...
    @property
    def subject(self) -> Subject: ...
    @property
    def deed(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def before(self) -> object: ...
    @property
    def after(self) -> object: ...
    @property
    def label(self) -> str: ...
    @property
    def person_id(self) -> str | None: ...
    @property
    def at(self) -> datetime: ...


def reveal_history(revealer: Revealer, facts: Iterable[Fact], names: Mapping[str, str]) -> tuple[HistoryView, ...]:
    """Return the facts whose label this reader reads, in the order given; none without the right to read histories.

    `names` holds the people who did them. The caller gives only facts of things this reader sees.
    """
    if not may(revealer.reader, Action.HISTORY_READ):
        return ()
    return tuple(
        HistoryView(
            id=fact.id,
            subject=fact.subject,
            deed=fact.deed,
            field=fact.field,
            before=None if fact.deed in HOW_TAKEN_BACK else fact.before,
            after=fact.after,
            person=names.get(fact.person_id) if fact.person_id else None,
            at=fact.at,
            seal=SEAL,
        )
        for fact in facts
        if revealer.sight.label(fact.label)
    )
