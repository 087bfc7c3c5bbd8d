"""The demo comes to life: its people, their organisations, their specification, and what they have said so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from server.domain.blueprint import DemoBlueprint, DemoPerson, DemoThread
from server.domain.content import Anchor, Comment, Organization, Requirement, TextPart, Thread
from server.domain.discussion import NOTHING_YET, Aftermath, Outcome, ThreadStatus
from server.domain.ids import new_id
from server.domain.richtext import parse, plain_text
from server.domain.roles import DEFAULT_CLEARANCE, PAIR, OrganizationKind, Role
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N2, Label, join, offer
from server.services.creating import write_blueprint
from server.services.growing import Grown
from server.services.house import Deed, House
from server.services.rights import reader_in
from server.storage import account_rows, founding_rows, membership_rows, requirement_rows, thread_rows
from server.storage.database import Transaction

_CONTEXT = 32
"""How many characters around a quoted phrase are kept to find it again."""


@dataclass(slots=True)
class _Cast:
    """Identifiers given to the demo's keys."""

    people: dict[str, str] = field(default_factory=dict)
    memberships: dict[str, str] = field(default_factory=dict)
    organizations: dict[str, str] = field(default_factory=dict)


def stage(house: House, demo: DemoBlueprint) -> str:
    """Write the whole demo in one transaction and return the id of its specification."""
    at = house.clock()
    with house.database.write() as connection:
        project_id, cast = new_id(), _Cast()
        _write_people(connection, demo, project_id, cast, at)
        pilot = next(person for person in demo.people if person.role in PAIR)
        deed = Deed(house, connection, reader_in(connection, cast.people[pilot.key], project_id), at)
        letters = {one.supplier: cast.organizations[one.key] for one in demo.organizations if one.supplier}
        specification_id, grown = write_blueprint(
            deed, demo.blueprint, suppliers=letters, short_name=demo.short_name, template=""
        )
        _give_out(connection, demo, cast, grown)
        _write_threads(deed, demo, cast, grown)
    return specification_id


def _write_people(connection: Transaction, demo: DemoBlueprint, project_id: str, cast: _Cast, at: datetime) -> None:
    firm = next(one for one in demo.organizations if one.kind is OrganizationKind.FIRM)
    for person in demo.people:
        cast.people[person.key] = new_id()
        account_rows.insert_account(connection, _account(cast.people[person.key], person, at))
    founder = next(cast.people[person.key] for person in demo.people if person.role in PAIR)
    firm_id = new_id()
    founding_rows.insert_firm(connection, firm_id, firm.name, founder, at)
    purpose = demo.blueprint.purpose
    founding_rows.insert_project(connection, project_id, firm_id, name=demo.project_name, purpose=purpose, at=at)
    for one in demo.organizations:
        cast.organizations[one.key] = new_id()
        organization = Organization(cast.organizations[one.key], one.name, one.kind)
        membership_rows.insert_organization(connection, project_id, organization)
    for person in demo.people:
        cast.memberships[person.key] = new_id()
        membership_rows.insert_membership(connection, _membership(person, project_id, cast, at))


def _account(person_id: str, person: DemoPerson, at: datetime) -> account_rows.Account:
    return account_rows.Account(
        id=person_id,
        email=person.email.lower(),
        name=person.name,
        language=person.language,
        theme="auto",
        single_keys=True,
        notice_seen_at=None,
        created_at=at,
    )


def _membership(person: DemoPerson, project_id: str, cast: _Cast, at: datetime) -> membership_rows.Membership:
    return membership_rows.Membership(
        id=cast.memberships[person.key],
        project_id=project_id,
        person_id=cast.people[person.key],
        organization_id=cast.organizations[person.organization],
        role=person.role,
        level=DEFAULT_CLEARANCE[person.role],
        compartments=(),
        since=at,
    )


def _give_out(connection: Transaction, demo: DemoBlueprint, cast: _Cast, grown: Grown) -> None:
    """Everyone their tasks, and some requirements their owner."""
    for person in demo.people:
        tasks = [grown.keys[name].id for name in person.tasks if name in grown.keys]
        membership_rows.set_membership_tasks(connection, cast.memberships[person.key], tasks)
    for key, person_key in demo.owners:
        requirement_rows.update_requirement(connection, grown.keys[key].id, owner_id=cast.people[person_key])


def _write_threads(deed: Deed, demo: DemoBlueprint, cast: _Cast, grown: Grown) -> None:
    people = {person.key: person for person in demo.people}
    said = _moments(deed.at, sum(len(thread.messages) for thread in demo.threads))
    for thread in demo.threads:
        first = people[thread.messages[0].author]
        made = _thread(thread, first, cast, grown, said)
        thread_rows.insert_thread(
            deed.connection, deed.reader.project_id, deed.specification_id or "", made, made.comments[0].at
        )
        deed.touch(Subject(SubjectKind.THREAD, made.id))


def _moments(now: datetime, count: int) -> Iterator[datetime]:
    """Moments before now, in order, three hours apart."""
    return iter([now - timedelta(hours=3 * (count - place)) for place in range(count)])


def _thread(thread: DemoThread, first: DemoPerson, cast: _Cast, grown: Grown, said: Iterator[datetime]) -> Thread:
    subject = grown.keys[thread.about]
    part, within = _spoken_of(subject, grown)
    resolved = thread.outcome is not None
    comments = tuple(
        Comment(new_id(), cast.people[message.author], message.text, next(said), None) for message in thread.messages
    )
    changes = thread.outcome is Outcome.CHANGES_REQUIREMENT
    return Thread(
        id=new_id(),
        subject=subject,
        anchor=_anchor(part, thread.quote) if thread.quote else None,
        kind=thread.kind,
        status=ThreadStatus.RESOLVED if resolved else ThreadStatus.OPEN,
        outcome=thread.outcome,
        outcome_reason=thread.outcome_reason,
        reopened=False,
        author_id=cast.people[first.key],
        label=_audience(thread, first, cast, within if not thread.quote else join(within, Label.parse(part.label))),
        comments=comments,
        aftermath=Aftermath(comments[-1].at, subject if changes else None) if resolved else NOTHING_YET,
    )


def _spoken_of(subject: Subject, grown: Grown) -> tuple[TextPart, Label]:
    if subject.kind is SubjectKind.REQUIREMENT:
        requirement: Requirement = next(one for one in grown.requirements if one.id == subject.id)
        return requirement.statement, Label.parse(requirement.label)
    finding = next(one for one in grown.findings if one.id == subject.id)
    return finding.text, Label.parse(finding.label)


def _audience(thread: DemoThread, first: DemoPerson, cast: _Cast, within: Label) -> str:
    """The usual label of what this person says (A9), never more open than what it is about."""
    if first.role is Role.SUPPLIER:
        own = offer(cast.organizations[first.organization])
    elif thread.label is not None and not thread.label.suppliers and thread.label.level != 1:
        own = Label(thread.label.level)
    else:
        own = N2
    return join(own, within).canonical()


def _anchor(part: TextPart, quote: str) -> Anchor:
    words = plain_text(parse(part.tree))
    start = words.index(quote)
    end = start + len(quote)
    return Anchor(part.id, "", "", quote, words[max(0, start - _CONTEXT) : start], words[end : end + _CONTEXT])
