"""From a blueprint to the things themselves: real identifiers, permanent codes, and labels that name real suppliers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from server.domain.blueprint import (
    Blueprint,
    ProposedCriterion,
    ProposedFinding,
    ProposedLabel,
    ProposedRequirement,
    ProposedResult,
    ProposedSection,
    ProposedSimulation,
    ProposedSituation,
    ProposedSubstitute,
    ProposedText,
)
from server.domain.codes import FINDING_PREFIXES, RESULT_PREFIX, new_code
from server.domain.content import (
    Criterion,
    Finding,
    Requirement,
    Result,
    Section,
    Simulation,
    Situation,
    Substitute,
    Task,
    TextPart,
    TraceLink,
    Unit,
)
from server.domain.ids import new_id
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N2, NAMED, Label, join, join_all

DEFAULT_PREFIX = "EX"
"""What begins a code in a section for which nobody chose a prefix."""


@dataclass(slots=True)
class Grown:
    """Everything a blueprint became, in the order in which it is written. `keys` says what each key became."""

    units: list[Unit] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    situations: list[Situation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    simulations: list[Simulation] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    links: list[TraceLink] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    keys: dict[str, Subject] = field(default_factory=dict)


def grow(blueprint: Blueprint, suppliers: Mapping[str, str], taken: Iterable[str]) -> Grown:
    """Return what the blueprint becomes. `suppliers` gives the organisation of each letter, `taken` the codes in use.

    A letter nobody stands for yet names no one: a part for it alone is read by the firm only.
    """
    gardener = _Gardener(suppliers, set(taken))
    gardener.diagnosis(blueprint)
    for place, section in enumerate(blueprint.sections, start=1):
        gardener.section(section, None, float(place), DEFAULT_PREFIX)
    gardener.traces(blueprint)
    return gardener.grown


class _Gardener:
    def __init__(self, suppliers: Mapping[str, str], taken: set[str]) -> None:
        self.grown = Grown()
        self._suppliers, self._taken = suppliers, taken
        self._labels: dict[str, Label] = {}
        self._units: dict[str, str] = {}
        self._tasks: dict[str, str] = {}
        self._situations: dict[str, str] = {}

    def label(self, proposed: ProposedLabel, *within: Label) -> Label:
        """The real label, never more open than those it stands within."""
        named = frozenset(self._suppliers[letter] for letter in proposed.suppliers if letter in self._suppliers)
        if proposed.level == NAMED and not named:
            return join_all((N2, *within))
        return join_all((Label(proposed.level, named), *within))

    def _text(self, kind: str, proposed: ProposedText, within: Label) -> TextPart:
        label = self.label(proposed.label, within).canonical()
        return TextPart(
            new_id(), kind, label, proposed.tree.json(), new_id(), self._instead(proposed.substitute, within)
        )

    def _instead(self, proposed: ProposedSubstitute | None, within: Label) -> Substitute | None:
        return Substitute(proposed.text, self.label(proposed.label, within).canonical()) if proposed else None

    def _code(self, prefix: str) -> str:
        code = new_code(prefix, self._taken)
        self._taken.add(code)
        self.grown.codes.append(code)
        return code

    def _know(self, key: str, subject: Subject, label: Label) -> None:
        self.grown.keys[key] = subject
        self._labels[subject.id] = label

    def diagnosis(self, blueprint: Blueprint) -> None:
        """Grow units, tasks, situations, findings, simulations and results."""
        for unit in blueprint.units:
            self._units[unit.name] = new_id()
            self.grown.units.append(Unit(self._units[unit.name], unit.name))
        for task in blueprint.tasks:
            self._tasks[task.name] = new_id()
            self._know(task.name, Subject(SubjectKind.TASK, self._tasks[task.name]), N2)
            unit_id = self._units.get(task.unit)
            self.grown.tasks.append(Task(self._tasks[task.name], task.name, unit_id, task.support, task.support_reason))
        for situation in blueprint.situations:
            self._situation(situation)
        for finding in blueprint.findings:
            self._finding(finding)
        for simulation in blueprint.simulations:
            self._simulation(simulation)

    def _situation(self, proposed: ProposedSituation) -> None:
        item_id, label = new_id(), self.label(proposed.label)
        self._situations[proposed.title] = item_id
        self._know(proposed.title, Subject(SubjectKind.SITUATION, item_id), label)
        self.grown.situations.append(
            Situation(
                id=item_id,
                title=proposed.title,
                condition=proposed.condition,
                unit_id=self._units.get(proposed.unit),
                task_ids=_known(self._tasks, proposed.tasks),
                story=self._text("story", proposed.story, label),
                label=label.canonical(),
            )
        )

    def _finding(self, proposed: ProposedFinding) -> None:
        item_id, label = new_id(), self.label(proposed.label)
        self._know(proposed.key, Subject(SubjectKind.FINDING, item_id), label)
        self.grown.findings.append(
            Finding(
                id=item_id,
                code=self._code(FINDING_PREFIXES[proposed.register.value]),
                title=proposed.title,
                register=proposed.register,
                evidence=proposed.evidence,
                severity=proposed.severity,
                status=proposed.status,
                situation_id=self._situations.get(proposed.situation),
                unit_id=self._units.get(proposed.unit),
                text=self._text("finding", proposed.text, label),
                label=label.canonical(),
            )
        )

    def _simulation(self, proposed: ProposedSimulation) -> None:
        item_id, label = new_id(), self.label(proposed.label)
        self.grown.simulations.append(
            Simulation(
                id=item_id,
                title=proposed.title,
                held_on=proposed.held_on,
                support=proposed.support,
                group=proposed.group,
                situation_id=self._situations.get(proposed.situation),
                label=label.canonical(),
            )
        )
        for result in proposed.results:
            self._result(result, item_id)

    def _result(self, proposed: ProposedResult, simulation_id: str) -> None:
        item_id, label = new_id(), self.label(proposed.label)
        self._know(proposed.key, Subject(SubjectKind.RESULT, item_id), label)
        self.grown.results.append(
            Result(
                id=item_id,
                code=self._code(RESULT_PREFIX),
                simulation_id=simulation_id,
                title=proposed.title,
                kind=proposed.kind,
                register=proposed.register,
                status=proposed.status,
                situation_id=self._situations.get(proposed.situation),
                text=self._text("result", proposed.text, label),
                label=label.canonical(),
            )
        )

    def section(self, proposed: ProposedSection, parent_id: str | None, rank: float, prefix: str) -> None:
        """Grow a section, its requirements and its parts; without a prefix of its own it has its parent's."""
        item_id, label = new_id(), self.label(proposed.label)
        prefix = proposed.prefix or prefix
        self.grown.sections.append(
            Section(
                id=item_id,
                parent_id=parent_id,
                rank=rank,
                title=proposed.title,
                prefix=prefix,
                label=label.canonical(),
                default_label=self.label(proposed.default_label, label).canonical(),
                intro=self._text("intro", proposed.intro, label),
            )
        )
        for place, requirement in enumerate(proposed.requirements, start=1):
            self._requirement(requirement, item_id, float(place), prefix)
        for place, part in enumerate(proposed.sections, start=1):
            self.section(part, item_id, float(place), prefix)

    def _requirement(self, proposed: ProposedRequirement, section_id: str, rank: float, prefix: str) -> None:
        item_id, label = new_id(), self.label(proposed.label)
        self._know(proposed.key, Subject(SubjectKind.REQUIREMENT, item_id), label)
        self.grown.requirements.append(
            Requirement(
                id=item_id,
                section_id=section_id,
                rank=rank,
                code=self._code(prefix),
                title=proposed.title,
                kind=proposed.kind,
                priority=proposed.priority,
                lot=proposed.lot,
                status=proposed.status,
                owner_id=None,
                dimensions=proposed.dimensions,
                task_ids=_known(self._tasks, proposed.tasks),
                label=label.canonical(),
                statement=self._text("statement", proposed.statement, label),
                rationale=self._text("rationale", proposed.rationale, label),
                criteria=tuple(self._criterion(one, label) for one in proposed.criteria),
            )
        )

    def _criterion(self, proposed: ProposedCriterion, within: Label) -> Criterion:
        return Criterion(
            id=new_id(),
            name=proposed.name,
            operator=proposed.operator,
            value=proposed.value,
            unit=proposed.unit,
            qualifier=proposed.qualifier,
            acceptance_limit=proposed.acceptance_limit,
            flexibility=proposed.flexibility,
            verification=proposed.verification,
            verification_note="",
            label=self.label(proposed.label, within).canonical(),
            substitute=self._instead(proposed.substitute, within),
        )

    def traces(self, blueprint: Blueprint) -> None:
        """Grow the links; each is as secret as its more secret end. What leads nowhere known is left out."""
        for requirement in blueprint.all_requirements():
            source = self.grown.keys[requirement.key]
            for trace in requirement.traces:
                target = self.grown.keys.get(trace.to)
                if target is None:
                    continue
                label = join(self.label(trace.label, self._labels[source.id]), self._labels[target.id])
                self.grown.links.append(
                    TraceLink(new_id(), source, target, trace.kind, trace.reason, label.canonical())
                )


def _known(ids: Mapping[str, str], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(ids[name] for name in names if name in ids)
