"""Naming people and codes inside a text: only what every reader of that text may know (RULES.md, L12)."""

from dataclasses import dataclass
from functools import partial

from server.crdt.replica import Replica
from server.domain.content import Finding, Requirement, Result
from server.domain.tracing import SubjectKind
from server.policy.labels import FIRM, Label, at_least
from server.policy.reader import Reader
from server.policy.view import Revealer
from server.services.house import Deed, House
from server.services.looking import revealing
from server.services.within_sight import get_text
from server.services.writing import standing
from server.storage import label_rows, live_log, people, proposal_rows
from server.storage.database import Transaction

MOST = 12


@dataclass(frozen=True, slots=True)
class Mentionable:
    """Someone or something that may be named: `kind` is person or code, `ref` its id, `text` what is written."""

    kind: str
    ref: str
    text: str
    detail: str


def may_mention(house: House, generation: str, kind: str, ref: str) -> bool:
    """Tell whether the text of this live document may name a person or a code: nobody who reads it learns more by it.

    A proposed text may name what the text it is about may.
    """
    with house.database.read() as connection:
        return may_mention_in(connection, generation, kind, ref)


def may_mention_in(connection: Transaction, generation: str, kind: str, ref: str) -> bool:
    """As `may_mention`, on a connection that is already open."""
    part = live_log.load_part(connection, generation)
    if part is None:
        return False
    about = part.owner.kind is SubjectKind.PROPOSAL and proposal_rows.find_part_label(connection, part.owner.id)
    label = Label.parse(about or part.label)
    if kind == "person":
        return label.level >= FIRM and bool(people.load_clearances(connection, ref, part.project_id))
    target = label_rows.find_mentionable(connection, part.project_id, ref)
    return target is not None and at_least(label, Label.parse(target))


def held_for_writing(deed: Deed, generation: str) -> Replica:
    """Return a document as it stands, held until the deed ends, that names only what it may. Raises Conflict as `standing` does."""
    limit = deed.house.settings.limits.part_bytes
    allowed = partial(may_mention_in, deed.connection, generation)
    return standing(deed.connection, generation, deed.at, allowed, limit)


def mentionable(house: House, reader: Reader, specification_id: str, part_id: str, words: str) -> list[Mentionable]:
    """Return what `words` may name in a text the reader sees, people first. Raises NotInYourSight."""
    wanted = words.casefold()
    with revealing(house, reader, specification_id) as revealer:
        _, part = get_text(revealer.sight, part_id)
        label = Label.parse(part.label)
        found = [*_people(revealer, label), *_codes(revealer, label)]
    return [one for one in found if wanted in f"{one.text} {one.detail}".casefold()][:MOST]


def _people(revealer: Revealer, label: Label) -> list[Mentionable]:
    if label.level < FIRM:
        return []
    return [Mentionable("person", one.person_id, f"@{one.name}", "") for one in revealer.members()]


def _codes(revealer: Revealer, label: Label) -> list[Mentionable]:
    sight = revealer.sight
    things: list[Requirement | Finding | Result] = [
        *sight.requirements.values(),
        *sight.findings.values(),
        *sight.results.values(),
    ]
    open_enough = (one for one in things if at_least(label, Label.parse(one.label)))
    return [Mentionable("code", one.id, one.code, one.title) for one in open_enough]
