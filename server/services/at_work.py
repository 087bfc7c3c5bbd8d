"""The specification from somebody's own work: their tasks, the functions that touch them, and what came of what they said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from server.domain.content import Requirement
from server.domain.discussion import WRITTEN, ThreadStatus
from server.domain.errors import NotInYourSight
from server.domain.redline import redline
from server.domain.requirement import OUT_OF_THE_TEXT
from server.domain.richtext import is_empty, parse
from server.domain.tracing import ORIGIN_KINDS, Subject, SubjectKind
from server.domain.words import Language
from server.exports.render import render_redline, render_text
from server.policy.abilities import Action, may
from server.policy.labels import N2, Label, join
from server.policy.reader import Reader
from server.policy.view import (
    LinkView,
    RequirementView,
    Revealer,
    TaskView,
    TextView,
    ThreadView,
    reveal_threads,
)
from server.policy.view.teams import may_be_named, relays_for, team_in, team_of
from server.services.hearing import who_reads
from server.services.house import House
from server.services.looking import revealing
from server.services.pages import picture_address
from server.services.replaying import Replay
from server.storage import thread_rows


@dataclass(frozen=True, slots=True)
class TaskAtWork:
    """One of somebody's tasks with the functions that touch it, in reading order; `spoken_of` when a thread about one is open."""

    task: TaskView
    functions: tuple[RequirementView, ...]
    spoken_of: bool


@dataclass(frozen=True, slots=True)
class MyWork:
    """What changes for somebody: their tasks, and their threads that ended and that they have not answered to."""

    project: str
    language: str
    tasks: tuple[TaskAtWork, ...]
    news: tuple[ThreadView, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment of work as it is told: a situation of today, or what a group played of tomorrow."""

    title: str
    told: Markup
    held_on: date | None
    support: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """How somebody may appear: their team (empty: none), how many work there, whether it may be named, and who relays."""

    team: str
    team_size: int
    team_named: bool
    relays: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class FunctionAtWork:
    """One function from somebody's work: what it will do, why, the scenes of today and of tomorrow, where it stands among
    the functions of the task, and in words who would read a remark about it."""

    requirement: RequirementView
    task: TaskView | None
    number: int
    count: int
    previous: str | None
    following: str | None
    statement: Markup
    rationale: Markup
    reasons: tuple[LinkView, ...]
    today: tuple[Scene, ...]
    tomorrow: tuple[Scene, ...]
    threads: tuple[ThreadView, ...]
    signatures: Signatures
    may_speak: bool
    readers: str
    project: str
    language: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What came of something one said: the thread, and the text of now beside that of then (empty: the same, or not told)."""

    thread: ThreadView
    requirement: RequirementView | None
    change: Markup
    answered: bool
    written: bool


def my_work(house: House, reader: Reader, specification_id: str) -> MyWork:
    """Return the tasks of who asks with the functions that touch them. Raises NotInYourSight to who is told of no tasks."""
    with revealing(house, reader, specification_id) as revealer:
        _demand_insider(revealer)
        touched = _functions(revealer)
        threads = _threads(house, revealer, [one.id for one in touched])
    spoken = {one.subject.id for one in threads if one.status is ThreadStatus.OPEN}
    tasks = []
    for task in revealer.content.tasks:
        if task.id in reader.task_ids:
            mine = [one for one in touched if task.id in one.task_ids]
            functions = tuple(view for one in mine if (view := revealer.requirement(one)) is not None)
            tasks.append(TaskAtWork(revealer.task(task), functions, any(one.id in spoken for one in mine)))
    tasks.sort(key=lambda one: -len(one.functions))
    news = [one for one in my_remarks(house, reader, specification_id) if one.outcome and one.agreed_at is None]
    return MyWork(revealer.content.project_name, revealer.content.language, tuple(tasks), tuple(news))


def my_remarks(house: House, reader: Reader, specification_id: str) -> tuple[ThreadView, ...]:
    """Return the threads that who asks began, the latest first; none to a capped session. Raises NotInYourSight."""
    if reader.capped:
        raise NotInYourSight
    with revealing(house, reader, specification_id) as revealer, house.database.read() as connection:
        found = thread_rows.load_threads_of(connection, specification_id, reader.person_id)
        return tuple(reversed(reveal_threads(revealer, found)))


def _demand_insider(revealer: Revealer) -> None:
    if not may(revealer.reader, Action.ORIGIN_READ) or revealer.reader.is_supplier:
        raise NotInYourSight


def _functions(revealer: Revealer) -> list[Requirement]:
    """The requirements of the text that touch a task of the reader's, in reading order."""
    sight, mine = revealer.sight, revealer.reader.task_ids
    order = [one for section in revealer.sections() for one in section.requirement_ids]
    shown = [sight.requirements[one] for one in order]
    return [one for one in shown if not mine.isdisjoint(one.task_ids) and one.status not in OUT_OF_THE_TEXT]


def _threads(house: House, revealer: Revealer, requirement_ids: list[str]) -> tuple[ThreadView, ...]:
    if not requirement_ids:
        return ()
    with house.database.read() as connection:
        found = thread_rows.load_threads(connection, revealer.content.id, requirement_ids)
    return reveal_threads(revealer, found)


def function_at_work(
    house: House,
    reader: Reader,
    specification_id: str,
    requirement_id: str,
    language: Language,
    task_id: str | None = None,
) -> FunctionAtWork:
    """Return one function, among those of a task of the reader's when one is named. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer:
        _demand_insider(revealer)
        item = revealer.sight.requirements.get(requirement_id)
        view = revealer.requirement(item) if item else None
        if item is None or view is None or item.status in OUT_OF_THE_TEXT:
            raise NotInYourSight
        task = next((one for one in revealer.content.tasks if one.id == task_id and one.id in reader.task_ids), None)
        if task_id is not None and task is None:
            raise NotInYourSight
        among = [one.id for one in _functions(revealer) if task is None or task.id in one.task_ids]
        place = among.index(item.id) if item.id in among else None
        words = _Words(revealer)
        reasons = tuple(link for link in view.links if link.kind in ORIGIN_KINDS and link.outgoing)
        return FunctionAtWork(
            requirement=view,
            task=revealer.task(task) if task else None,
            number=0 if place is None else place + 1,
            count=len(among),
            previous=among[place - 1] if place else None,
            following=among[place + 1] if place is not None and place + 1 < len(among) else None,
            statement=words.of(view.statement),
            rationale=words.of(view.rationale),
            reasons=reasons,
            today=tuple(words.today(reasons, item)),
            tomorrow=tuple(words.tomorrow(reasons)),
            threads=_threads(house, revealer, [item.id]),
            signatures=_signatures(revealer, item),
            may_speak=may(reader, Action.THREAD_RAISE),
            readers=who_reads(revealer, join(Label.parse(item.label), N2), language),
            project=revealer.content.project_name,
            language=revealer.content.language,
        )


@dataclass(frozen=True, slots=True)
class _Words:
    """Says in words and pictures what surrounds a function, as far as the reader sees it."""

    revealer: Revealer

    def of(self, text: TextView | None) -> Markup:
        content = self.revealer.content
        if text is None:
            return Markup("")
        return render_text(text.tree, content.language, lambda one: picture_address(content.id, one))

    def today(self, reasons: Iterable[LinkView], item: Requirement) -> Iterable[Scene]:
        """The situations that the origins were seen in; without any, those of the tasks that are touched."""
        sight = self.revealer.sight
        ends = [link.other for link in reasons]
        origins = [
            sight.findings[one.id] if one.kind is SubjectKind.FINDING else sight.results[one.id]
            for one in ends
            if one.kind in (SubjectKind.FINDING, SubjectKind.RESULT)
        ]
        seen = [one.situation_id for one in origins if one.situation_id in sight.situations]
        of_tasks = [one.id for one in sight.situations.values() if not set(one.task_ids).isdisjoint(item.task_ids)]
        for situation_id in list(dict.fromkeys(filter(None, seen)))[:2] or of_tasks[:1]:
            view = self.revealer.situation(sight.situations[situation_id])
            yield Scene(view.title, self.of(view.story), None, "")

    def tomorrow(self, reasons: Iterable[LinkView]) -> Iterable[Scene]:
        """What groups found when they played tomorrow's work."""
        sight = self.revealer.sight
        held = {one.id: one for one in self.revealer.content.simulations}
        for link in reasons:
            if link.other.kind is not SubjectKind.RESULT:
                continue
            result = self.revealer.result(sight.results[link.other.id])
            played = held.get(result.simulation_id) if result else None
            simulation = self.revealer.simulation(played) if played else None
            if result is None:
                continue
            day = date.fromisoformat(simulation.held_on) if simulation and simulation.held_on else None
            yield Scene(result.title, self.of(result.text), day, simulation.support if simulation else "")


def _signatures(revealer: Revealer, item: Requirement) -> Signatures:
    content, me = revealer.content, revealer.reader
    team = team_of(content, me.task_ids.intersection(item.task_ids) or me.task_ids)
    return Signatures(
        team=revealer.unit_name(team.id) if team else "",
        team_size=len(team_in(content, team.id)) if team else 0,
        team_named=team is not None and may_be_named(content, team.id),
        relays=tuple((one.person_id, one.name, one.role) for one in relays_for(content, me.person_id)),
    )


def follow_up(house: House, reader: Reader, specification_id: str, thread_id: str, language: Language) -> FollowUp:
    """Return what came of a thread that who asks began. Raises NotInYourSight for another's."""
    thread = next((one for one in my_remarks(house, reader, specification_id) if one.id == thread_id), None)
    if thread is None:
        raise NotInYourSight
    with revealing(house, reader, specification_id) as revealer:
        led = thread.led_to if thread.led_to and thread.led_to.kind is SubjectKind.REQUIREMENT else None
        item = revealer.sight.requirements.get(led.id) if led else None
        view = revealer.requirement(item) if item else None
        change = _change(house, revealer, thread, view, language) if view else Markup("")
    return FollowUp(
        thread=thread,
        requirement=view,
        change=change,
        answered=any(not one.author.mine for one in thread.comments) or thread.outcome is not None,
        written=thread.outcome in WRITTEN and view is not None,
    )


def _change(house: House, revealer: Revealer, thread: ThreadView, view: RequirementView, language: Language) -> Markup:
    """The statement of now with what it said when the thread began, as far as the reader may read its past (H1, H2)."""
    text, specification_id = view.statement, revealer.content.id
    if thread.outcome not in WRITTEN or text is None or text.substitute or is_empty(parse(text.tree)):
        return Markup("")
    now = render_text(text.tree, language, lambda one: picture_address(specification_id, one))
    if thread.subject != Subject(SubjectKind.REQUIREMENT, view.id) or not may(revealer.reader, Action.HISTORY_READ):
        return now
    with house.database.read() as connection:
        replay = Replay.begin(house, connection, revealer, text.part_id)
        gate = replay.gate()
        try:
            old, new = (gate.text(replay.tree(at), {}).tree for at in (thread.began_at, house.clock()))
        except NotInYourSight:
            return now
    return render_redline(redline(old, new), language, lambda one: picture_address(specification_id, one))
