"""Erasing the past of texts: what they say today stays, and nothing else can be found again (RULES.md, H6)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from server.crdt.folding import fold
from server.domain.content import Finding, Proposal, Requirement, Result, TextPart
from server.domain.errors import Conflict, Invalid
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, demand
from server.policy.labels import FIRM, Label
from server.policy.reader import Reader
from server.policy.view import Sight
from server.services.house import Deed, House
from server.services.proposing import waiting_documents
from server.services.reclassifying import regenerate
from server.services.within_sight import all_texts
from server.services.writing import project_pending
from server.storage import erasure, live_log, visa_rows

Progress = Callable[[int, int], None]
"""Called with (steps done, steps in all)."""

_FREEING = 6


@dataclass(frozen=True, slots=True)
class Extent:
    """How much past there is: the texts, and the edits of them that are kept."""

    texts: int
    edits: int


def demand_alone(house: House) -> None:
    """Raise Conflict("in_use") while another process has the database open. To be asked first."""
    if not erasure.is_alone(house.database):
        raise Conflict("in_use")


def extent_of_past(
    house: House, reader: Reader, specification_id: str, codes: Collection[str], before: datetime | None = None
) -> Extent:
    """Return how much would be erased. Raises NotInYourSight, NotAllowed, Invalid("code")."""
    with house.database.read() as connection:
        deed = Deed(house, connection, reader, house.clock(), specification_id)
        return _extent(deed, _texts(deed, codes), before)


def erase_past(
    house: House,
    reader: Reader,
    specification_id: str,
    codes: Collection[str],
    progress: Progress,
    before: datetime | None = None,
) -> Extent:
    """Erase all that the texts of a specification and of its origins ever said but do not say now; with codes, only theirs.

    Each text goes on in a new document made from what it says, with what is proposed about it; what was proposed and
    settled is erased. Open pages move on. Who wrote what is erased too. Frozen and sent versions, phrases that threads
    quote and backups are not touched. With `before`, the past begins at that moment: what the texts no longer said then, what
    was settled before and who wrote until then are erased, each document goes on under its name, and what came later is kept.
    Raises NotInYourSight, NotAllowed, Invalid("code"), and Conflict("pages_kept") when all is erased but somebody who still
    sees what was keeps old pages in a file.
    """
    with house.deed(reader, specification_id) as deed:
        erased, steps = _erase(deed, codes, progress, before)
    for done, freed in enumerate(erasure.free_pages(house.database), start=erased.texts + 1):
        if not freed:
            raise Conflict("pages_kept")
        progress(done, steps)
    progress(steps, steps)
    return erased


def _erase(deed: Deed, codes: Collection[str], progress: Progress, before: datetime | None) -> tuple[Extent, int]:
    texts = _texts(deed, codes)
    forks = waiting_documents(deed.sight(), [part.id for _, part in texts])
    live_log.lock_documents(deed.connection, [*(part.generation for _, part in texts), *forks])
    project_pending(deed.connection, deed.reader.project_id, deed.specification_id or "", deed.at)
    texts = _texts(deed, codes)
    extent, steps = _extent(deed, texts, before), len(texts) + _FREEING
    _erase_settled(deed, texts, before)
    for done, (owner, part) in enumerate(texts, start=1):
        if before is None:
            regenerate(deed, part, Label.parse(part.label), Label.parse(part.label))
        deed.touch(owner)
        progress(done, steps)
    ids = _ids(deed, texts)
    erasure.remove_former(deed.connection, ids, before)
    if before is not None:
        _shorten(deed, ids, before)
    deed.record(
        "erase_past",
        Subject(SubjectKind.SPECIFICATION, deed.specification_id or ""),
        Label(FIRM).canonical(),
        after=before and before.date().isoformat(),
    )
    return extent, steps


def _erase_settled(deed: Deed, texts: Sequence[tuple[Subject, TextPart]], before: datetime | None) -> None:
    signed = [owner.id for owner, _ in texts if owner.kind is SubjectKind.REQUIREMENT]
    visa_rows.forget_signed(deed.connection, signed, before)
    for item in _proposed(deed, texts):
        if item.decided_at is not None and (before is None or item.decided_at < before):
            erasure.remove_proposed(deed.connection, item)
            deed.touch(Subject(SubjectKind.PROPOSAL, item.id))


def _shorten(deed: Deed, part_ids: Sequence[str], before: datetime) -> None:
    for name, begun in erasure.load_beginnings(deed.connection, part_ids, before):
        erasure.shorten(deed.connection, name, begun[-1].seq, fold(one.content for one in begun))


def _extent(deed: Deed, texts: Sequence[tuple[Subject, TextPart]], before: datetime | None) -> Extent:
    return Extent(len(texts), erasure.count_edits(deed.connection, _ids(deed, texts), before))


def _ids(deed: Deed, texts: Sequence[tuple[Subject, TextPart]]) -> list[str]:
    return [part.id for _, part in texts] + [item.text.id for item in _proposed(deed, texts)]


def _proposed(deed: Deed, texts: Sequence[tuple[Subject, TextPart]]) -> list[Proposal]:
    ids = {part.id for _, part in texts}
    return [item for item in deed.content().proposals if item.part_id in ids]


def _texts(deed: Deed, codes: Collection[str]) -> list[tuple[Subject, TextPart]]:
    sight = deed.sight()
    demand(deed.reader, Action.HISTORY_ERASE)
    owners = {_owner(sight, code) for code in codes}
    return [(owner, part) for owner, part in all_texts(sight.content) if not codes or owner in owners]


def _owner(sight: Sight, code: str) -> Subject:
    coded: list[tuple[SubjectKind, Requirement | Finding | Result]] = [
        *((SubjectKind.REQUIREMENT, item) for item in sight.requirements.values()),
        *((SubjectKind.FINDING, item) for item in sight.findings.values()),
        *((SubjectKind.RESULT, item) for item in sight.results.values()),
    ]
    for kind, item in coded:
        if item.code == code:
            return Subject(kind, item.id)
    raise Invalid("code", code=code)
