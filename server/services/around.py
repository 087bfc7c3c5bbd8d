"""What surrounds a passage: its threads, the suppliers' answers to it, and who may be made to hear a new thread."""

from dataclasses import dataclass

from server.domain.content import Anchor
from server.domain.errors import NotInYourSight
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N0, N2, Label, chosen_compartments, join, named, offer
from server.policy.reader import Reader, sees
from server.policy.view import (
    AnswerView,
    LabelView,
    LinkView,
    Purpose,
    RequirementView,
    Revealer,
    SpecificationView,
    ThreadView,
    reveal_answers,
    reveal_threads,
)
from server.services.frozen import content_of
from server.services.house import House
from server.services.levels import insider_labels
from server.services.looking import revealing
from server.services.releasing import get_release
from server.services.within_sight import label_of, texts_in_sight
from server.storage import release_rows, thread_rows


def revealer_of(house: House, reader: Reader, specification_id: str, subject: Subject) -> Revealer:
    """Return what reveals `subject`: the working text, or for a supplier the latest version sent to it that holds it.

    Raises NotInYourSight when the reader sees it nowhere.
    """
    with revealing(house, reader, specification_id) as live:
        if live.sight.subject(subject):
            return live
    if reader.is_supplier:
        with house.database.read() as connection:
            for release in release_rows.load_releases(connection, specification_id, reader.organization_id):
                sent = Revealer(content_of(connection, release.baseline_id), reader, Purpose.RELEASE)
                if sent.sight.subject(subject):
                    return sent
    raise NotInYourSight


def things_around(revealer: Revealer, subject: Subject) -> list[Subject]:
    """Return the thing itself and, in sight, what belongs to it: a requirement's criteria, a section's requirements,
    and what is proposed about them."""
    requirements = [subject.id] if subject.kind is SubjectKind.REQUIREMENT else []
    if subject.kind is SubjectKind.SECTION:
        requirements = [r.id for r in revealer.sight.requirements.values() if r.section_id == subject.id]
    criteria = [c for c, r in revealer.sight.criteria.items() if r.id in set(requirements)]
    proposals = [p.id for p in revealer.sight.proposals.values() if p.owner.id in {subject.id, *requirements}]
    return [
        subject,
        *(Subject(SubjectKind.PROPOSAL, one) for one in proposals),
        *(Subject(SubjectKind.REQUIREMENT, one) for one in requirements if one != subject.id),
        *(Subject(SubjectKind.CRITERION, one) for one in criteria),
    ]


def topics(revealer: Revealer, subject: Subject) -> list[Subject]:
    """Return what a new thread opened here may be about: the thing itself, then a requirement's criteria."""
    return things_around(revealer, subject) if subject.kind is SubjectKind.REQUIREMENT else [subject]


def threads_around(house: House, revealer: Revealer, subject: Subject) -> tuple[ThreadView, ...]:
    """Return the threads the reader hears about a thing and what belongs to it."""
    ids = [one.id for one in things_around(revealer, subject)]
    with house.database.read() as connection:
        found = thread_rows.load_threads(connection, revealer.content.id, ids)
    return reveal_threads(revealer, found)


def every_thread(house: House, reader: Reader, specification_id: str) -> tuple[ThreadView, ...]:
    """Return every thread of the working text that the reader hears, oldest first."""
    with revealing(house, reader, specification_id) as revealer, house.database.read() as connection:
        return reveal_threads(revealer, thread_rows.load_threads(connection, specification_id))


def open_threads(house: House, reader: Reader, specification_id: str) -> tuple[ThreadView, ...]:
    """Return every open thread of the working text that the reader hears."""
    return tuple(view for view in every_thread(house, reader, specification_id) if view.status == "open")


@dataclass(frozen=True, slots=True)
class MarkedPhrase:
    """A phrase an open thread hangs on, with what its text belongs to and which of its texts it is."""

    thread_id: str
    anchor: Anchor
    place: Subject
    text: str


def marked_phrases(house: House, reader: Reader, specification_id: str) -> list[MarkedPhrase]:
    """Return the phrases that the open threads of the working text hang on, in reading order."""
    heard = open_threads(house, reader, specification_id)
    with revealing(house, reader, specification_id) as revealer:
        sections, texts = revealer.sections(), texts_in_sight(revealer.sight)
        places = {part.id: (owner, part.kind) for owner, part in texts if revealer.sight.label(part.label)}
    order = [one for section in sections for one in (section.id, *section.requirement_ids)]
    rank = {one: number for number, one in enumerate(order)}
    found = [
        MarkedPhrase(view.id, view.anchor, *places[view.anchor.part_id])
        for view in heard
        if view.anchor and view.anchor.part_id in places
    ]
    return sorted(found, key=lambda one: rank.get(one.place.id, len(rank)))


def see_thread(house: House, reader: Reader, specification_id: str, thread_id: str) -> ThreadView:
    """Return one thread the reader hears. Raises NotInYourSight."""
    with house.database.read() as connection:
        thread = thread_rows.find_thread(connection, specification_id, thread_id)
    if thread is None:
        raise NotInYourSight
    revealer = revealer_of(house, reader, specification_id, thread.subject)
    for view in reveal_threads(revealer, [thread]):
        return view
    raise NotInYourSight


def answers_around(house: House, revealer: Revealer, subject: Subject) -> tuple[AnswerView, ...]:
    """Return the suppliers' answers the reader may read about a requirement, or about those of a section."""
    ids = [one.id for one in things_around(revealer, subject) if one.kind is SubjectKind.REQUIREMENT]
    with house.database.read() as connection:
        found = thread_rows.load_answers(connection, ids) if ids else []
    return reveal_answers(revealer, found)


def answers_in(house: House, reader: Reader, specification_id: str, view: SpecificationView) -> dict[str, AnswerView]:
    """Return the latest answer the reader may read to each requirement of a version, by requirement id."""
    with revealing(house, reader, specification_id) as revealer, house.database.read() as connection:
        found = thread_rows.load_answers(connection, [item.id for item in view.requirements])
        return {answer.requirement_id: answer for answer in reveal_answers(revealer, found)}


def threads_in(
    house: House, reader: Reader, specification_id: str, release_id: str
) -> dict[str, tuple[ThreadView, ...]]:
    """Return the threads a supplier hears about the requirements of a version sent to it, by requirement id.

    Raises NotInYourSight.
    """
    with house.database.read() as connection:
        release = get_release(connection, reader, specification_id, release_id)
        sent = Revealer(content_of(connection, release.baseline_id), reader, Purpose.RELEASE)
        known = sent.sight.requirements
        found = thread_rows.load_threads(connection, specification_id, list(known))
    heard = reveal_threads(sent, found)
    return {one: tuple(view for view in heard if view.subject.id == one) for one in {v.subject.id for v in heard}}


def links_around(revealer: Revealer, subject: Subject) -> tuple[LinkView, ...]:
    """Return the links of a thing."""
    return revealer.links(subject)


def audiences(revealer: Revealer, subject: Subject) -> tuple[LabelView, ...]:
    """Return whom a new thread about `subject` may be for, from the default on: never wider than what it is about."""
    reader, at = revealer.reader, label_of(revealer.sight, subject)
    if reader.is_supplier:
        return (revealer.label(join(at, offer(reader.organization_id)).canonical()),)
    suppliers = [o.id for o in revealer.content.organizations if o.kind == "supplier"]
    wanted = [at] if subject.kind is SubjectKind.PROPOSAL else []
    wanted += [*insider_labels(revealer), N0, *(named(one) for one in suppliers)]
    wanted += [
        Label(N2.level, frozenset(), frozenset({one})) for one in sorted(chosen_compartments(reader.compartments))
    ]
    kept: dict[str, Label] = {}
    for label in wanted:
        joined = join(at, label)
        if sees(reader, joined):
            kept.setdefault(joined.canonical(), joined)
    return tuple(revealer.label(text) for text in kept)


def requirement_in(revealer: Revealer, requirement_id: str) -> RequirementView:
    """Return a requirement in what the revealer shows. Raises NotInYourSight."""
    item = revealer.sight.requirements.get(requirement_id)
    view = revealer.requirement(item) if item else None
    if view is None:
        raise NotInYourSight
    return view
