"""What services find for each reader of one small specification, by identifier and without a database (A3, R10).

`sights.txt` shows it, as `policy/views.txt` shows what the gate tells.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from server.domain.errors import NotAllowed, NotInYourSight
from server.domain.live import PAGE, Scope
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import Label, offer
from server.policy.reader import Reader
from server.policy.view import Purpose, Revealer, Sight
from server.services import around, attaching, correcting, levels, within_sight, writing
from server.storage.attachment_rows import Attachment
from tests.policy.everybody import LABELS, NOON, READERS, WHO
from tests.policy.everything import EVERYTHING, of
from tests.policy.telling import THERE, Told, compared_with_golden

GOLDEN = Path(__file__).with_name("sights.txt")
HEAD = f"""What services find for each reader of the small specification of `policy/everything.py`.
{WHO}
Generated: delete this file and run the test to write it again, then read what changed.
"""
ASIDE = replace(
    EVERYTHING,
    set_aside=(
        *EVERYTHING.set_aside,
        replace(EVERYTHING.simulations[0], id="trial aside", withdrawn=True),
        replace(EVERYTHING.results[1], id="result of it", simulation_id="trial aside", withdrawn=True),
        replace(EVERYTHING.findings[3], id="validated aside", withdrawn=True),
    ),
)
Get = Callable[[Sight, str], object]
FOUND: dict[str, tuple[Get, tuple[Any, ...]]] = {
    "section": (within_sight.get_section, ASIDE.sections),
    "requirement": (within_sight.get_requirement, ASIDE.requirements),
    "criterion": (within_sight.get_criterion, tuple(c for r in ASIDE.requirements for c in r.criteria)),
    "finding": (within_sight.get_finding, ASIDE.findings),
    "result": (within_sight.get_result, ASIDE.results),
    "situation": (within_sight.get_situation, ASIDE.situations),
    "simulation": (within_sight.get_simulation, ASIDE.simulations),
    "unit": (within_sight.get_unit, ASIDE.units),
    "task": (within_sight.get_task, ASIDE.tasks),
    "organization": (within_sight.get_supplier, ASIDE.organizations),
    "link": (within_sight.get_link, ASIDE.links),
    "proposal": (within_sight.get_proposal, ASIDE.proposals),
}


def test_every_reader_is_found_what_the_golden_file_shows() -> None:
    compared_with_golden(GOLDEN, HEAD, {letter: _everything_found_for(reader) for letter, reader in READERS.items()})


def _everything_found_for(reader: Reader) -> Told:
    live = Revealer(ASIDE, reader)
    found = [
        *_by_identifier(live.sight),
        *_documents(reader),
        *_of_origins(live.sight),
        *_labels(live),
        *_pictures(live.sight),
    ]
    found += [f"in a version: {one}" for one in _by_identifier(Sight(ASIDE, reader, Purpose.RELEASE))]
    return dict.fromkeys(found, THERE)


def _is(get: Callable[..., object], *asked: object) -> bool:
    try:
        get(*asked)
    except (NotInYourSight, NotAllowed):
        return False
    return True


def _by_identifier(sight: Sight) -> Iterator[str]:
    for kind, (get, things) in FOUND.items():
        yield from (f"{kind} {one.id}" for one in things if _is(get, sight, one.id))
    members = [one.person_id for one in ASIDE.members]
    yield from (f"member {one}" for one in members if _is(within_sight.get_member, sight, one))
    texts = [part.id for _, part in within_sight.all_texts(ASIDE)]
    yield from (f"text {one}" for one in texts if _is(within_sight.get_text, sight, one))
    for kind in SubjectKind:
        assert not _is(within_sight.label_of, sight, Subject(kind, "nothing"))


def _documents(reader: Reader) -> Iterator[str]:
    """Live documents, and who is known to be at which place."""
    texts = [part for _, part in within_sight.all_texts(ASIDE)]
    names = [part.generation for part in (*texts, *(one.text for one in ASIDE.proposals))]
    for name, scope in writing.open_documents(ASIDE, reader, [*names, PAGE]).items():
        yield f"document {name} is open" + (" for writing" if scope is Scope.READ_WRITE else "")
    people = frozenset(one.person_id for one in ASIDE.members)
    known, places = writing.known_of(ASIDE, reader, people, frozenset(one.id for one in ASIDE.requirements))
    yield from (f"presence of {one}" for one in known)
    yield from (f"presence at {one}" for one in places)
    yield from (f"one writes in {part.id}" for part in texts if writing.may_write_text(ASIDE, reader, part))


def _of_origins(sight: Sight) -> Iterator[str]:
    yield from (f"set aside: {one.id}" for one in correcting.set_aside(sight))
    yield from (f"may come back: {one.id}" for one, _, _ in correcting.restorable(sight))
    for kind, ids in (("section", sight.sections), ("requirement", sight.requirements)):
        yield from (f"one may propose on {one}" for one in ids if writing.may_propose_on(sight, of(kind, one)))


def _labels(live: Revealer) -> Iterator[str]:
    """Labels one may give to what one adds, and whom one may talk to."""
    wanted = [*map(Label.parse, LABELS), offer("A"), offer("B"), Label.parse("N1:Z"), Label.parse("N1:A,Z")]
    yield from (f"label {one.canonical()}" for one in wanted if _is(within_sight.demand_label, live.sight, one))
    for subject in (of("requirement", "under N0"), of("requirement", "under N3"), of("section", "closed")):
        if live.sight.subject(subject):
            yield from (f"talk about {subject.id} under {one.key}" for one in around.audiences(live, subject))
    yield from (f"level {one.canonical()}" for one in levels.insider_labels(live))


def _pictures(sight: Sight) -> Iterator[str]:
    owners = (
        "under N0 statement",
        "under N3 statement",
        "hidden statement",
        "open of alice text",
        "draft of employee text",
    )
    for owner in owners:
        for label in ("N0", "N3"):
            picture = Attachment(owner, "project", "text", owner, "x.png", "image/png", 1, label, "", "employee", NOON)
            yield from (f"picture of {owner} under {label}" for _ in "1" if attaching.shows(sight, picture))
