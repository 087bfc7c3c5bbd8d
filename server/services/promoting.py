"""What somebody said becomes a finding or a requirement: who said it, as they appear, and the way it went are kept (T8)."""

from server.domain.codes import FINDING_PREFIXES
from server.domain.content import Finding, Requirement, Thread
from server.domain.dates import day_in_words
from server.domain.discussion import Outcome, Signature
from server.domain.errors import Conflict
from server.domain.ids import new_id
from server.domain.richtext import Node, from_plain
from server.domain.tracing import EvidenceKind, FindingStatus, Register, Severity, Subject, SubjectKind
from server.domain.words import say
from server.policy.abilities import Action, demand
from server.policy.labels import Label, join
from server.policy.reader import Reader
from server.policy.view import Sight, ThreadView
from server.services import planting
from server.services.correcting import WRITES_REGISTER
from server.services.discussing import demand_open, end_thread
from server.services.fields import choice, line, passage
from server.services.hearing import get_thread
from server.services.house import Deed, House
from server.services.planting import NewRequirement
from server.services.within_sight import get_criterion, get_requirement, get_section
from server.storage import origin_rows, thread_rows


def finding_from_thread(
    house: House, reader: Reader, specification_id: str, thread_id: str, *, title: str, register: str
) -> tuple[str, str]:
    """Note as a finding what a thread began with, once, and return its (id, code); the thread goes on.

    It is as secret as the thread, and tells in words who said it, as they appear there. Raises NotInYourSight, NotAllowed for the
    other register, Invalid, and Conflict when it was noted already.
    """
    with house.deed(reader, specification_id) as deed:
        thread, view = get_thread(deed, thread_id)
        kind = choice(register, Register)
        demand(reader, WRITES_REGISTER[kind])
        if thread.aftermath.finding_id is not None:
            raise Conflict("thread_promoted")
        finding = _finding(deed, thread, line(title, most=300, empty=False), kind)
        origin_rows.insert_finding(deed.connection, reader.project_id, finding, deed.at)
        subject = Subject(SubjectKind.FINDING, finding.id)
        planting.write_text(deed, subject, "finding", finding.label, _quoted(deed.sight(), view), shared=True)
        deed.record("add_finding", subject, finding.label, after={"code": finding.code, "title": finding.title})
        thread_rows.update_thread(deed.connection, thread.id, finding_id=finding.id)
        deed.record("promote_thread", Subject(SubjectKind.THREAD, thread.id), thread.label, after=finding.code)
        return finding.id, finding.code


def _finding(deed: Deed, thread: Thread, title: str, register: Register) -> Finding:
    return Finding(
        id=new_id(),
        code=planting.give_code(deed, FINDING_PREFIXES[register]),
        title=title,
        register=register,
        evidence=EvidenceKind.INTERVIEW,
        severity=Severity.MEDIUM,
        status=FindingStatus.NOTED,
        situation_id=None,
        unit_id=None,
        text=planting.unwritten("finding", thread.label),
        label=thread.label,
    )


def requirement_from_thread(
    house: House, reader: Reader, specification_id: str, thread_id: str, *, title: str, reason: str
) -> tuple[str, str]:
    """Write a requirement out of an open thread, end the thread with it, and return the requirement's (id, code).

    It stands after what was talked about and touches the same tasks; what was said is its reason. It is at least as secret as the
    thread. Raises NotInYourSight, NotAllowed, Invalid, Conflict.
    """
    with house.deed(reader, specification_id) as deed:
        thread, view = get_thread(deed, thread_id)
        demand(reader, Action.THREAD_RESOLVE)
        demand(reader, Action.REQUIREMENT_ADD)
        demand_open(thread)
        sight = deed.sight()
        about = _talked_about(sight, thread)
        section = get_section(sight, about.section_id)
        label = join(planting.inherited(section), Label.parse(thread.label))
        wanted = NewRequirement(
            section.id, title, about.id, task_ids=about.task_ids, rationale=_quoted(sight, view).json()
        )
        item = planting.plant(deed, sight, section, wanted, label)
        subject = Subject(SubjectKind.REQUIREMENT, item.id)
        deed.record("add_requirement", subject, item.label, after={"code": item.code, "title": item.title})
        end_thread(deed, thread, Outcome.NEW_REQUIREMENT, passage(reason, most=2000, empty=True), item.id)
        return item.id, item.code


def _talked_about(sight: Sight, thread: Thread) -> Requirement:
    if thread.subject.kind is SubjectKind.CRITERION:
        return get_criterion(sight, thread.subject.id)[0]
    if thread.subject.kind is not SubjectKind.REQUIREMENT:
        raise Conflict("thread_elsewhere")
    return get_requirement(sight, thread.subject.id)


def _quoted(sight: Sight, view: ThreadView) -> Node:
    """The first words of a thread, and who said them when: as they appear, so never a name that they did not sign with."""
    language, author = sight.content.language, view.author
    team = say("said.team", language, team=author.team) if author.team else ""
    relayed = say("said.relayed", language, name=author.relayed_by) if author.relayed_by else ""
    own = author.name if view.signature is Signature.NAME else None
    who = own or team or relayed or say(f"role.{author.role}", language)
    day = day_in_words(view.began_at, language)
    return from_plain(say("said.quoted", language, words=view.comments[0].text, who=who, date=day))
