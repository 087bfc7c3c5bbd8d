"""A version that was sent before an upgrade still shows as what was sent: its fingerprint hangs on nothing added later."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from server.domain.canonical import canonical_json, from_bytes, plain
from server.policy.reader import Reader
from server.policy.view import Purpose, reveal
from server.services.releasing import fingerprint
from tests.exports import editions

SENT = json.loads((Path(__file__).parent.parent / "golden" / "sent_version.json").read_text(encoding="utf-8"))
"""A content as it was kept by an earlier Concerté, and what stood for the view of each reader then."""

READERS = (editions.PILOT, editions.CHOSEN, editions.RIVAL)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.person_id)
def test_what_was_sent_by_an_earlier_version_is_intact(reader: Reader) -> None:
    content = from_bytes(canonical_json(SENT["content"]))

    assert fingerprint(reveal(content, reader, Purpose.RELEASE)) == SENT["fingerprints"][reader.person_id]


def test_a_word_that_differs_is_still_noticed() -> None:
    content = from_bytes(canonical_json(SENT["content"]))
    first, *others = content.requirements
    changed = replace(content, requirements=(replace(first, title=first.title + "."), *others))

    assert fingerprint(reveal(changed, editions.RIVAL, Purpose.RELEASE)) != SENT["fingerprints"]["rival"]


@dataclass(frozen=True, slots=True)
class Then:
    """A thing as it was."""

    title: str


@dataclass(frozen=True, slots=True)
class Now:
    """The same with a field added since."""

    title: str
    seen: bool = False


def test_a_field_added_later_counts_once_it_says_something() -> None:
    before = plain(Then("Un"), defaults=False)

    assert plain(Now("Un"), defaults=False) == before
    assert plain(Now("Un", seen=True), defaults=False) != before
