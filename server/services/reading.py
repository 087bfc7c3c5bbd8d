"""Reading a specification: the whole page, what changed on it since, words found in it, and what was done to a thing."""

import json
from dataclasses import dataclass
from functools import partial
from typing import Final

from server.domain.errors import NotInYourSight
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import Language
from server.policy.abilities import Action, may
from server.policy.reader import Reader
from server.policy.view import Revealer, SpecificationView, reveal, reveal_cases
from server.policy.view.history import HistoryView, reveal_history
from server.policy.view.projects import HeadView, reveal_head
from server.policy.view.search import HitView, find, searchable_case
from server.services.house import House
from server.services.pages import Page, Patch, whole
from server.services.talk import talk_marks
from server.services.trail import Gone
from server.storage import arbitration_rows, journal, people
from server.storage.database import Transaction
from server.storage.volume import Volume

MOST_HITS: Final = 20


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A specification as its page shows it to one reader."""

    head: HeadView
    page: Page


def open_specification(house: House, reader: Reader, specification_id: str) -> SpecificationView:
    """Return the whole working text as this reader may read it. Raises NotInYourSight."""
    with house.database.read() as connection:
        return reveal(get_volume(house, connection, reader, specification_id).content, reader)


def head(house: House, reader: Reader, specification_id: str) -> HeadView:
    """Return what names a specification, and what the reader may do in it. Raises NotInYourSight."""
    with house.database.read() as connection:
        volume = get_volume(house, connection, reader, specification_id)
    return reveal_head(volume.content, reader)


def open_page(house: House, reader: Reader, specification_id: str, language: Language) -> OpenPage:
    """Return the page in pieces of HTML with the cursor it stands at. Raises NotInYourSight."""
    with house.database.read() as connection:
        volume = get_volume(house, connection, reader, specification_id)
    page = house.pages.page(volume, reader, language, partial(talk_marks, house))
    return OpenPage(reveal_head(volume.content, reader), page)


def patch_since(house: House, reader: Reader, specification_id: str, language: Language, cursor: str) -> Patch:
    """Return what makes a page that stands at `cursor` the reader's page of now. Raises NotInYourSight.

    Nothing that this reader neither sees nor saw on that page leaves a trace in it, not even in the cursor.
    """
    with house.database.read() as connection:
        volume = get_volume(house, connection, reader, specification_id)
    return house.pages.patch(volume, reader, language, cursor, partial(talk_marks, house))


def page_news(
    house: House, reader: Reader, specification_id: str, language: Language, cursor: str
) -> tuple[str, str | None]:
    """Return the cursor the page is at now and the message that brings it there; None when it shows all already."""
    patch = patch_since(house, reader, specification_id, language, cursor)
    if patch.items is None:
        return patch.cursor, json.dumps({"type": "reload"})
    if not patch.items:
        return patch.cursor, None
    items = [
        {"id": item.id, "html": None}
        if isinstance(item, Gone)
        else {"id": item.id, "html": whole(item), "after": item.after, "section": item.section, "talk": item.talk}
        for item in patch.items
    ]
    return patch.cursor, json.dumps({"type": "patch", "cursor": patch.cursor, "items": items}, ensure_ascii=False)


def search(house: House, reader: Reader, specification_id: str, query: str) -> tuple[HitView, ...]:
    """Return what holds every word of `query` in what the reader sees: by code, then title, then text; decisions last.

    Raises NotInYourSight.
    """
    with house.database.read() as connection:
        volume = get_volume(house, connection, reader, specification_id)
        cases = arbitration_rows.load_cases(connection, specification_id)
    found = house.searches.search(volume, reader, query, MOST_HITS)
    decided = map(searchable_case, reveal_cases(Revealer(volume.content, reader), cases))
    return found + find(decided, query, MOST_HITS - len(found))


def history(house: House, reader: Reader, specification_id: str, subject: Subject) -> tuple[HistoryView, ...]:
    """Return what was done to a thing and to its parts, latest first, as far as the reader may read the parts.

    Nothing to who may not read histories. Raises NotInYourSight for a thing that is not there for this reader.
    """
    if not may(reader, Action.HISTORY_READ):
        return ()
    with house.database.read() as connection:
        volume = get_volume(house, connection, reader, specification_id)
        revealer = Revealer(volume.content, reader)
        facts = journal.load_history(connection, reader.project_id, _with_parts(revealer, subject))
        names = people.load_names(connection, [fact.person_id for fact in facts if fact.person_id])
    return reveal_history(revealer, facts, names)


def _with_parts(revealer: Revealer, subject: Subject) -> list[str]:
    sight = revealer.sight
    if not sight.subject(subject):
        raise NotInYourSight
    links = [link.id for link in sight.links_by_end.get(subject, ())]
    proposals = [item.id for item in sight.proposals.values() if item.owner == subject]
    match subject.kind:
        case SubjectKind.REQUIREMENT:
            item = sight.requirements[subject.id]
            criteria = [one.id for one in item.criteria if sight.label(one.label)]
            return [subject.id, item.statement.id, item.rationale.id, *criteria, *links, *proposals]
        case SubjectKind.SECTION:
            return [subject.id, sight.sections[subject.id].intro.id, *proposals]
        case SubjectKind.FINDING:
            return [subject.id, sight.findings[subject.id].text.id, *links]
        case SubjectKind.RESULT:
            return [subject.id, sight.results[subject.id].text.id, *links]
        case SubjectKind.SITUATION:
            return [subject.id, sight.situations[subject.id].story.id, *links]
        case _:
            return [subject.id, *links]


def get_volume(house: House, connection: Transaction, reader: Reader, specification_id: str) -> Volume:
    """Return the whole specification as it stands, to be revealed to this reader. Raises NotInYourSight."""
    volume = house.shelf.volume(connection, specification_id)
    if volume.head.project_id != reader.project_id:
        raise NotInYourSight
    return volume
