"""Turning what is kept into what one reader receives: the single gate of the house (A3)."""

from collections.abc import Iterable
from functools import cached_property

from server.domain.content import (
    Finding,
    Member,
    Requirement,
    Result,
    Section,
    Simulation,
    Situation,
    SpecificationContent,
    Task,
    TraceLink,
    Unit,
)
from server.domain.requirement import AGREED, OUT_OF_THE_TEXT, SIGNED_IN
from server.domain.roles import SPEAKERS, Role, Seat
from server.domain.signing import standing
from server.domain.tracing import VALIDATED_FINDINGS, Gap, Register, ResultStatus, Subject, SubjectKind
from server.policy.abilities import Action, abilities, may, may_edit, may_propose
from server.policy.labels import Label, speech_compartments
from server.policy.reader import Reader
from server.policy.view._seal import SEAL
from server.policy.view.parts import PartRevealer, reveal_organizations
from server.policy.view.sight import Purpose, in_order, lineage
from server.policy.view.types import (
    FindingView,
    LinkView,
    MemberView,
    OrganizationView,
    RequirementView,
    ResultView,
    SectionView,
    SimulationView,
    SituationView,
    SpecificationView,
    TaskView,
    UnitView,
)


class Revealer(PartRevealer):
    """Makes the views of one content for one reader. Everything it returns has passed `Sight`."""

    def __init__(self, content: SpecificationContent, reader: Reader, purpose: Purpose = Purpose.LIVE) -> None:
        super().__init__(content, reader, purpose)
        self._members = {item.person_id: item for item in content.members}
        self._tasks = {item.id: item for item in content.tasks}
        self._units = {item.id: item for item in content.units}

    def _name(self, subject: Subject) -> tuple[str, str, Register | None]:
        match subject.kind:
            case SubjectKind.REQUIREMENT:
                requirement = self.sight.requirements[subject.id]
                return requirement.code, requirement.title, None
            case SubjectKind.CRITERION:
                requirement = self.sight.criteria[subject.id]
                name = next(c.name for c in requirement.criteria if c.id == subject.id)
                return requirement.code, name, None
            case SubjectKind.FINDING:
                finding = self.sight.findings[subject.id]
                return finding.code, finding.title, finding.register
            case SubjectKind.RESULT:
                result = self.sight.results[subject.id]
                return result.code, result.title, result.register
            case SubjectKind.SITUATION:
                return "", self.sight.situations[subject.id].title, None
            case SubjectKind.PROPOSAL:
                return self._name(self.sight.proposals[subject.id].owner)
            case _:
                return "", self.sight.sections[subject.id].title, None

    def subject_name(self, subject: Subject) -> tuple[str, str]:
        """The code and title of a thing the reader sees. Raises KeyError when they do not."""
        code, title, _ = self._name(subject)
        return code, title

    def links(self, end: Subject) -> tuple[LinkView, ...]:
        """Reveal the links of one end, in the order of the other end's code."""
        views = [self._link(link, end) for link in self.sight.links_by_end.get(end, ())]
        return tuple(sorted(views, key=lambda view: (not view.outgoing, view.code, view.id)))

    def _link(self, link: TraceLink, end: Subject) -> LinkView:
        outgoing = link.source == end
        other = link.target if outgoing else link.source
        code, title, register = self._name(other)
        return LinkView(
            id=link.id,
            kind=link.kind,
            reason=link.reason,
            outgoing=outgoing,
            other=other,
            code=code,
            title=title,
            register=register,
            label=self.label(link.label),
            seal=SEAL,
        )

    def requirement(self, item: Requirement) -> RequirementView | None:
        """Reveal a requirement, or None when it does not exist for this reader."""
        if not self.sight.requirement(item):
            return None
        writable = may_edit(self.reader, item.status, item.task_ids)
        pen = {"may_write": self.sight.pen(item), "may_propose": may_propose(self.reader, item.status, item.task_ids)}
        subject = Subject(SubjectKind.REQUIREMENT, item.id)
        owner = self._members.get(item.owner_id or "")
        insider = may(self.reader, Action.MEMBER_READ)
        tasks = [self._tasks[task_id] for task_id in item.task_ids if task_id in self._tasks]
        return RequirementView(
            id=item.id,
            section_id=item.section_id,
            code=item.code,
            title=item.title,
            kind=item.kind,
            priority=item.priority,
            lot=item.lot,
            status=item.status,
            owner_id=owner.person_id if owner and insider else None,
            owner_name=owner.name if owner and insider else None,
            dimensions=item.dimensions,
            task_ids=tuple(task.id for task in tasks),
            task_names=tuple(task.name for task in tasks),
            label=self.label(item.label),
            statement=self.text(item.statement, **pen),
            rationale=self.text(item.rationale, **pen),
            criteria=tuple(view for c in item.criteria if (view := self.criterion(c)) is not None),
            links=self.links(subject),
            orphan=self.sight.gap(subject),
            may_edit=writable,
            signed_by=self._signed_by(item),
            reserved=self._reserved.get(item.id, ()),
            seal=SEAL,
        )

    def _signed_by(self, item: Requirement) -> tuple[Seat, ...] | None:
        """The seats whose visa stands, told to those of the firm who read all that was signed (E7)."""
        told = self.purpose is Purpose.LIVE and may(self.reader, Action.MEMBER_READ)
        if not told or item.status not in SIGNED_IN or not self.sight.reads_whole(item):
            return None
        return tuple(Seat) if item.status in AGREED else tuple(seat for seat in Seat if seat in standing(item))

    @cached_property
    def _reserved(self) -> dict[str, tuple[str, ...]]:
        """The codes this reader is told are reserved, by the requirement or else the section they come right after."""
        told: dict[str, list[str]] = {}
        last: dict[str, str] = {}
        for item in sorted(self.content.requirements, key=lambda r: (r.rank, r.id)):
            if item.id in self.sight.requirements and item.status not in OUT_OF_THE_TEXT:
                last[item.section_id] = item.id
            elif self.sight.reserved(item):
                told.setdefault(last.get(item.section_id, item.section_id), []).append(item.code)
        return {place: tuple(codes) for place, codes in told.items()}

    def section(self, item: Section, number: str) -> SectionView:
        """Reveal a section this reader sees; `number` is its place among those they see."""
        inside = [r for r in self.sight.requirements.values() if r.section_id == item.id]
        inside = sorted((r for r in inside if r.status not in OUT_OF_THE_TEXT), key=lambda r: (r.rank, r.id))
        writes, proposes = may(self.reader, Action.INTRODUCTION_WRITE), may(self.reader, Action.TEXT_PROPOSE)
        readers, writers = self._open_to(item)
        return SectionView(
            id=item.id,
            parent_id=item.parent_id if item.parent_id in self.sight.sections else None,
            number=number,
            depth=number.count(".") + 1,
            title=item.title,
            prefix=item.prefix,
            label=self.label(item.label),
            default_label=None if self.reader.is_supplier else self.label(item.default_label),
            intro=self.text(item.intro, may_write=writes, may_propose=proposes and not item.withdrawn),
            requirement_ids=tuple(r.id for r in inside),
            open_to=() if self.reader.is_supplier else self._names(readers - writers),
            written_by=() if self.reader.is_supplier else self._names(writers),
            open_to_me=self.reader.organization_id in readers,
            written_by_me=self.reader.organization_id in writers,
            withdrawn=item.withdrawn,
            reserved=self._reserved.get(item.id, ()),
            seal=SEAL,
        )

    def _open_to(self, item: Section) -> tuple[set[str], set[str]]:
        """The suppliers who read it live, and those who write there: it was opened to them, or a section around it was."""
        opened = {section.id for section in lineage(item, self.sight.sections)}
        here = [one for one in self.content.openings if one.section_id in opened]
        return {one.organization_id for one in here}, {one.organization_id for one in here if one.writes}

    def _names(self, organization_ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(self._organizations[o].name for o in organization_ids if o in self._organizations))

    def sections(self) -> tuple[SectionView, ...]:
        """Reveal the sections in reading order, without those withdrawn."""
        kept = [section for section in self.sight.sections.values() if not section.withdrawn]
        return tuple(self.section(section, number) for section, number in in_order(kept))

    def unit_name(self, unit_id: str | None) -> str:
        """The name of a place of the firm; empty when none is given, and to who is told no origins."""
        unit = self._units.get(unit_id or "") if may(self.reader, Action.ORIGIN_READ) else None
        return unit.name if unit else ""

    def _unit_id(self, unit_id: str | None) -> str | None:
        return unit_id if unit_id in self._units and may(self.reader, Action.ORIGIN_READ) else None

    def _situation_id(self, situation_id: str | None) -> str | None:
        return situation_id if situation_id in self.sight.situations else None

    def _situation_title(self, situation_id: str | None) -> str:
        situation = self.sight.situations.get(situation_id or "")
        return situation.title if situation else ""

    def finding(self, item: Finding) -> FindingView | None:
        """Reveal a finding, or None when it does not exist for this reader."""
        if item.id not in self.sight.findings:
            return None
        subject = Subject(SubjectKind.FINDING, item.id)
        writable = self.may_write_finding(item.register)
        return FindingView(
            id=item.id,
            code=item.code,
            title=item.title,
            register=item.register,
            evidence=item.evidence,
            severity=item.severity,
            status=item.status,
            situation_id=self._situation_id(item.situation_id),
            situation_title=self._situation_title(item.situation_id),
            unit_id=self._unit_id(item.unit_id),
            unit_name=self.unit_name(item.unit_id),
            text=self.text(item.text, may_write=writable),
            label=self.label(item.label),
            links=self.links(subject),
            uncovered=self._uncovered(subject, item.status in VALIDATED_FINDINGS),
            may_edit=writable,
            speakers=self._speakers(item),
            seal=SEAL,
        )

    def _speakers(self, item: Finding) -> tuple[MemberView, ...] | None:
        opened = speech_compartments(Label.parse(item.label).compartments)
        if not opened:
            return None
        spoke = {one.person_id for one in self.content.members if opened & set(one.compartments)}
        return tuple(one for one in self.members() if one.person_id in spoke and one.role in SPEAKERS)

    def may_write_finding(self, register: Register) -> bool:
        """Whether the reader writes on this register of the diagnosis."""
        allowed = {
            Register.WORK: may(self.reader, Action.FINDING_WRITE_WORK),
            Register.PRODUCTION: may(self.reader, Action.FINDING_WRITE_PRODUCTION),
            Register.COMMON: may(self.reader, Action.FINDING_VALIDATE),
        }
        return allowed[register]

    def _uncovered(self, subject: Subject, ready: bool) -> Gap:
        return self.sight.gap(subject) if ready else Gap.NONE

    def result(self, item: Result) -> ResultView | None:
        """Reveal a simulation result, or None when it does not exist for this reader."""
        if item.id not in self.sight.results:
            return None
        subject = Subject(SubjectKind.RESULT, item.id)
        return ResultView(
            id=item.id,
            code=item.code,
            simulation_id=item.simulation_id,
            title=item.title,
            kind=item.kind,
            register=item.register,
            status=item.status,
            situation_id=self._situation_id(item.situation_id),
            situation_title=self._situation_title(item.situation_id),
            text=self.text(item.text, may_write=may(self.reader, Action.SIMULATION_WRITE)),
            label=self.label(item.label),
            links=self.links(subject),
            uncovered=self._uncovered(subject, item.status is ResultStatus.CONFIRMED),
            may_edit=may(self.reader, Action.SIMULATION_WRITE),
            seal=SEAL,
        )

    def situation(self, item: Situation) -> SituationView:
        """Reveal a work situation this reader sees."""
        tasks = [self._tasks[task_id] for task_id in item.task_ids if task_id in self._tasks]
        return SituationView(
            id=item.id,
            title=item.title,
            condition=item.condition,
            unit_id=self._unit_id(item.unit_id),
            unit_name=self.unit_name(item.unit_id),
            task_ids=tuple(task.id for task in tasks),
            task_names=tuple(task.name for task in tasks),
            story=self.text(item.story, may_write=may(self.reader, Action.SIMULATION_WRITE)),
            label=self.label(item.label),
            seal=SEAL,
        )

    def simulation(self, item: Simulation) -> SimulationView | None:
        """Reveal a simulation, or None when it does not exist for this reader."""
        if not may(self.reader, Action.ORIGIN_READ) or not self.sight.label(item.label):
            return None
        return SimulationView(
            id=item.id,
            title=item.title,
            held_on=item.held_on,
            support=item.support,
            group=item.group,
            situation_id=self._situation_id(item.situation_id),
            situation_title=self._situation_title(item.situation_id),
            label=self.label(item.label),
            result_ids=tuple(r.id for r in self.sight.results.values() if r.simulation_id == item.id),
            seal=SEAL,
        )

    def task(self, item: Task) -> TaskView:
        """Reveal a task."""
        return TaskView(
            id=item.id,
            name=item.name,
            unit_id=self._unit_id(item.unit_id),
            unit_name=self.unit_name(item.unit_id),
            support=item.support,
            support_reason=item.support_reason if may(self.reader, Action.ORIGIN_READ) else "",
            seal=SEAL,
        )

    def unit(self, item: Unit) -> UnitView:
        """Reveal a place of the firm."""
        return UnitView(id=item.id, name=item.name, seal=SEAL)

    def organizations(self) -> tuple[OrganizationView, ...]:
        """Reveal the organisations: a supplier is told of the firm and itself only."""
        return reveal_organizations(self.reader, self.content.organizations)

    def members(self) -> tuple[MemberView, ...]:
        """Reveal the people of the project to insiders; to a supplier, its own colleagues."""
        return tuple(
            MemberView(
                person_id=item.person_id,
                name=item.name,
                role=item.role,
                organization_id=item.organization_id,
                seal=SEAL,
            )
            for item in sorted(self.content.members, key=lambda m: m.name)
            if self._knows_person(item)
        )

    def _knows_person(self, item: Member) -> bool:
        if self.reader.role is Role.SUPPLIER:
            return item.organization_id == self.reader.organization_id
        return may(self.reader, Action.MEMBER_READ)

    def specification(self) -> SpecificationView:
        """Reveal everything this reader may read, in reading order."""
        content, sight = self.content, self.sight
        sections = self.sections()
        order = {rid: place for place, rid in enumerate(rid for s in sections for rid in s.requirement_ids)}
        views = [view for item in sight.requirements.values() if (view := self.requirement(item)) is not None]
        in_text = sorted((v for v in views if v.id in order), key=lambda v: order[v.id])
        restorer = may(self.reader, Action.REQUIREMENT_STATUS)
        origins = may(self.reader, Action.ORIGIN_READ)
        used_tasks = {task_id for view in in_text for task_id in view.task_ids}
        return SpecificationView(
            id=content.id,
            project_id=content.project_id,
            short_name=content.short_name,
            title=content.title,
            language=content.language,
            firm_name=content.firm_name,
            project_name=content.project_name,
            sections=sections,
            requirements=tuple(in_text),
            set_aside=tuple(v for v in views if restorer and v.status in OUT_OF_THE_TEXT),
            units=tuple(self.unit(unit) for unit in content.units if origins),
            tasks=tuple(self.task(task) for task in content.tasks if origins or task.id in used_tasks),
            situations=tuple(self.situation(item) for item in sight.situations.values()),
            findings=tuple(f for item in content.findings if (f := self.finding(item)) is not None),
            simulations=tuple(s for item in content.simulations if (s := self.simulation(item)) is not None),
            results=tuple(r for item in content.results if (r := self.result(item)) is not None),
            organizations=self.organizations(),
            members=self.members(),
            every_origin=sight.sees_every_origin,
            can=abilities(self.reader),
            seal=SEAL,
        )


def reveal(content: SpecificationContent, reader: Reader, purpose: Purpose = Purpose.LIVE) -> SpecificationView:
    """Return the one view of `content` that `reader` may receive for `purpose`."""
    return Revealer(content, reader, purpose).specification()
