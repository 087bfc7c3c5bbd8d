"""What the live engine asks of the house: who may open what, what changed on a page, whose presence may be known.

A connection is known by its session; each question is answered from the database, now.
"""

from collections.abc import Mapping, Sequence

from server.domain.errors import NotInYourSight, NotSignedIn
from server.domain.live import Scope
from server.domain.roles import MANAGEMENT
from server.domain.words import Language
from server.policy.reader import Reader
from server.services.diagnosis import is_of_origins, origins_news
from server.services.house import House
from server.services.looking import revealing
from server.services.reading import page_news
from server.services.rights import reader_for_specification
from server.services.sessions import SignedIn, get_session
from server.services.writing import known_of, open_documents
from server.storage.people import load_shown_to_management


def _reader(house: House, session_id: str, specification_id: str) -> tuple[Reader, SignedIn]:
    signed_in = get_session(house, session_id)
    capped = signed_in.capped_organization_id
    reader = reader_for_specification(house, signed_in.person_id, specification_id, capped_organization_id=capped)
    return reader, signed_in


def decide(house: House, session_id: str, specification_id: str, documents: Sequence[str]) -> Mapping[str, Scope]:
    """Return what a session may open of `documents`, and how. Raises NotSignedIn when it is over."""
    try:
        reader, _ = _reader(house, session_id, specification_id)
        with revealing(house, reader, specification_id) as revealer:
            return open_documents(revealer.content, reader, documents)
    except NotInYourSight:
        return {}


def news(house: House, session_id: str, specification_id: str, cursor: str) -> tuple[str, str | None]:
    """Return the cursor a page is at now and the message that brings it there (None: it shows all already).

    The cursor tells which page it is: that of the text or that of its origins. Raises NotSignedIn, NotInYourSight.
    """
    reader, signed_in = _reader(house, session_id, specification_id)
    if is_of_origins(cursor):
        return origins_news(house, reader, specification_id, cursor)
    return page_news(house, reader, specification_id, Language(signed_in.language), cursor)


def known(
    house: House, session_id: str, specification_id: str, people: frozenset[str], places: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return those of `people` and `places` (requirements) a session may know of; none once it is over."""
    try:
        reader, _ = _reader(house, session_id, specification_id)
        with revealing(house, reader, specification_id) as revealer:
            seen, where = known_of(revealer.content, reader, people, places)
        return _shown_to(house, reader, seen), where
    except (NotSignedIn, NotInYourSight):
        return frozenset(), frozenset()


def _shown_to(house: House, reader: Reader, seen: frozenset[str]) -> frozenset[str]:
    """Take out who does not let management see them, when it is management that asks (W9)."""
    if reader.role not in MANAGEMENT:
        return seen
    with house.database.read() as connection:
        return seen & (load_shown_to_management(connection, seen) | {reader.person_id})
