"""What was deferred, rejected or withdrawn, with its lot and its reason, for all of the firm who may read it (RULES.md, B8)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from server.domain.content import Requirement
from server.domain.requirement import OUT_OF_THE_TEXT, Status
from server.domain.roles import Role
from server.policy.abilities import Action, may
from server.policy.reader import Reader
from server.policy.view import Purpose, RequirementView, Sight
from server.policy.view.history import HistoryView, reveal_history
from server.services.house import Deed, House
from server.services.looking import revealing
from server.services.mailing import notify
from server.services.places import decisions_place
from server.services.rights import reader_in
from server.storage import journal, thread_rows

PUT_OFF: Final = OUT_OF_THE_TEXT | {Status.DEFERRED}


@dataclass(frozen=True, slots=True)
class PutOff:
    """One requirement that is not for now, or not at all: why, and since when, as far as that is kept."""

    requirement: RequirementView
    reason: str
    at: datetime | None


def see_put_off(house: House, reader: Reader, specification_id: str) -> tuple[PutOff, ...]:
    """Return the requirements of this firm that were put off and that the reader sees, the last first; nothing to others.

    Raises NotInYourSight.
    """
    with revealing(house, reader, specification_id) as revealer:
        if not may(reader, Action.ARBITRATION_READ):
            return ()
        items = [one for one in revealer.sight.requirements.values() if one.status in PUT_OFF]
        with house.database.read() as connection:
            past = journal.load_history(connection, reader.project_id, [item.id for item in items]) if items else []
        last: dict[str, HistoryView] = {}
        for fact in reveal_history(revealer, [one for one in past if one.deed == "set_status"], {}):
            last.setdefault(fact.subject.id, fact)
        views = [view for item in items if (view := revealer.requirement(item)) is not None]
    found = [PutOff(view, _reason(last.get(view.id)), _moment(last.get(view.id))) for view in views]
    return tuple(sorted(found, key=lambda one: one.at.timestamp() if one.at else 0, reverse=True))


def tell_contributors(deed: Deed, item: Requirement) -> None:
    """Tell by mail those of the firm who spoke or proposed about a requirement, and see it, that it is put off (B8)."""
    content = deed.content()
    subjects = [item.id, *(criterion.id for criterion in item.criteria)]
    threads = thread_rows.load_threads(deed.connection, content.id, subjects)
    spoke = [comment.author_id for thread in threads for comment in thread.comments]
    proposed = [one.author_id for one in content.proposals if one.owner.id == item.id and one.opened_at is not None]
    here = {member.person_id for member in content.members if member.role is not Role.SUPPLIER}
    wanted = [one for one in dict.fromkeys((*spoke, *proposed)) if one in here - {deed.reader.person_id}]
    told = [one for one in wanted if _sees(deed, one, item)]
    notify(deed, told, "mail.put_off", path=decisions_place(content.id))


def _sees(deed: Deed, person_id: str, item: Requirement) -> bool:
    other = reader_in(deed.connection, person_id, deed.reader.project_id)
    return Sight(deed.content(), other, Purpose.LIVE).requirement(item)


def _reason(fact: HistoryView | None) -> str:
    after: Any = fact.after if fact else None
    return str(after.get("reason", "")) if isinstance(after, dict) else ""


def _moment(fact: HistoryView | None) -> datetime | None:
    return fact.at if fact else None
