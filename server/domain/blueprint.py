"""A whole specification as a template or an imported document proposes it: nothing of it is written before a person accepts it.

Things name each other by `key` (a task's or a situation's name, the code a template gives a finding); real identifiers and
codes are given when the proposal is accepted, so a key never leaves it.
"""

import re
from dataclasses import dataclass
from typing import Final, Self

from server.domain.discussion import Outcome, ThreadKind
from server.domain.errors import Invalid
from server.domain.requirement import Dimension, Flexibility, Operator, Priority, RequirementKind, Status, Verification
from server.domain.richtext import Node
from server.domain.roles import OrganizationKind, Role
from server.domain.tracing import (
    EvidenceKind,
    FindingStatus,
    LinkKind,
    Register,
    ResultKind,
    ResultStatus,
    Severity,
    SituationCondition,
    TaskSupport,
)

_LABEL: Final = re.compile(r"N(?:1(?::[A-Z](?:,[A-Z])*)?|[0234])")


@dataclass(frozen=True, slots=True)
class ProposedLabel:
    """A label in which suppliers are placeholder letters: N0, N1, N1:A, N1:A,B, N2, N3 or N4.

    N1 without a letter means « the suppliers that will be named »: until someone names them it is read as N2.
    """

    level: int
    suppliers: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a label as templates write it. Raises Invalid for anything else."""
        if _LABEL.fullmatch(text) is None:
            raise Invalid("label")
        level, _, letters = text.partition(":")
        return cls(int(level[1:]), tuple(sorted(set(letters.split(",")))) if letters else ())

    @property
    def text(self) -> str:
        """The label as templates write it."""
        return f"N{self.level}" + (":" + ",".join(self.suppliers) if self.suppliers else "")

    def is_more_open_than(self, other: "ProposedLabel") -> bool:
        """Tell whether somebody who may not read `other` may read this; an unnamed N1 counts as a closed set of its own."""
        if self.level != other.level:
            return self.level < other.level
        return self.level == 1 and bool(set(self.suppliers) - set(other.suppliers))


FIRM_ONLY: Final = ProposedLabel(2)
"""Where nothing is said the door is closed: N2."""


@dataclass(frozen=True, slots=True)
class ProposedSubstitute:
    """The sentence shown in place of a protected part, and who may read that sentence."""

    text: str
    label: ProposedLabel


@dataclass(frozen=True, slots=True)
class ProposedText:
    """A running text with its own label, and the sentence that replaces it for those who may not read it."""

    tree: Node
    label: ProposedLabel = FIRM_ONLY
    substitute: ProposedSubstitute | None = None


@dataclass(frozen=True, slots=True)
class ProposedCriterion:
    """One way to judge a requirement; `value` and `acceptance_limit` are decimal numbers with a comma, or words."""

    name: str
    operator: Operator
    value: str
    unit: str
    qualifier: str
    acceptance_limit: str
    flexibility: Flexibility
    verification: Verification | None
    label: ProposedLabel = FIRM_ONLY
    substitute: ProposedSubstitute | None = None


@dataclass(frozen=True, slots=True)
class ProposedTrace:
    """A typed, reasoned link from the requirement that holds it to another key of the same blueprint."""

    to: str
    kind: LinkKind
    reason: str
    label: ProposedLabel = FIRM_ONLY


@dataclass(frozen=True, slots=True)
class ProposedRequirement:
    """One requirement: `title` is its function (an infinitive), `statement` the sentence that binds."""

    key: str
    title: str
    kind: RequirementKind
    priority: Priority
    lot: int
    status: Status
    dimensions: tuple[Dimension, ...]
    tasks: tuple[str, ...]
    label: ProposedLabel
    statement: ProposedText
    rationale: ProposedText
    criteria: tuple[ProposedCriterion, ...] = ()
    traces: tuple[ProposedTrace, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedSection:
    """A chapter or a part of one. In an imported document the reading order is intro, requirements, then sub-sections."""

    title: str
    prefix: str
    label: ProposedLabel
    default_label: ProposedLabel
    intro: ProposedText
    requirements: tuple[ProposedRequirement, ...] = ()
    sections: tuple["ProposedSection", ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedUnit:
    """A place of the firm where work is done, known by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class ProposedTask:
    """What someone does; known by its name. `unit` names a ProposedUnit or is empty (done everywhere)."""

    name: str
    unit: str
    support: TaskSupport
    support_reason: str


@dataclass(frozen=True, slots=True)
class ProposedSituation:
    """A recurrent scene of work, known by its title."""

    title: str
    condition: SituationCondition
    unit: str
    tasks: tuple[str, ...]
    story: ProposedText
    label: ProposedLabel


@dataclass(frozen=True, slots=True)
class ProposedFinding:
    """One established fact of the diagnosis; `key` reads D-T-02, D-P-01 or D-C-01."""

    key: str
    title: str
    register: Register
    evidence: EvidenceKind
    severity: Severity
    status: FindingStatus
    situation: str
    unit: str
    text: ProposedText
    label: ProposedLabel


@dataclass(frozen=True, slots=True)
class ProposedResult:
    """What a simulation brought to light; `key` reads S-01."""

    key: str
    title: str
    kind: ResultKind
    register: Register
    status: ResultStatus
    situation: str
    text: ProposedText
    label: ProposedLabel


@dataclass(frozen=True, slots=True)
class ProposedSimulation:
    """A group that tried out tomorrow's work. `held_on` is an ISO date or empty."""

    title: str
    held_on: str
    support: str
    group: str
    situation: str
    label: ProposedLabel
    results: tuple[ProposedResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A whole specification to be created, in the order in which it is read. `suppliers` are the placeholder letters."""

    title: str
    language: str
    purpose: str
    suppliers: tuple[str, ...] = ()
    units: tuple[ProposedUnit, ...] = ()
    tasks: tuple[ProposedTask, ...] = ()
    situations: tuple[ProposedSituation, ...] = ()
    findings: tuple[ProposedFinding, ...] = ()
    simulations: tuple[ProposedSimulation, ...] = ()
    sections: tuple[ProposedSection, ...] = ()

    def all_sections(self) -> tuple[ProposedSection, ...]:
        """Return every section, chapters and parts, in reading order."""
        return tuple(found for chapter in self.sections for found in _with_parts(chapter))

    def all_requirements(self) -> tuple[ProposedRequirement, ...]:
        """Return every requirement in reading order."""
        return tuple(one for section in self.all_sections() for one in section.requirements)

    def all_results(self) -> tuple[ProposedResult, ...]:
        """Return the results of every simulation."""
        return tuple(one for simulation in self.simulations for one in simulation.results)


def _with_parts(section: ProposedSection) -> tuple[ProposedSection, ...]:
    return (section, *(found for part in section.sections for found in _with_parts(part)))


@dataclass(frozen=True, slots=True)
class DemoOrganization:
    """An invented organisation; `supplier` is its placeholder letter, empty for the firm and the consultancies."""

    key: str
    name: str
    kind: OrganizationKind
    supplier: str


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An invented person; `organization` is a key, `tasks` are names of tasks that are theirs."""

    key: str
    name: str
    email: str
    role: Role
    organization: str
    language: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoMessage:
    """One message of a demo thread, by a person's key."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class DemoThread:
    """A talk about a requirement or a finding. `quote` is a phrase of its statement or empty; `outcome` closes it.

    Without a label the thread takes the one that is usual for its first author.
    """

    about: str
    quote: str
    kind: ThreadKind
    label: ProposedLabel | None
    outcome: Outcome | None
    outcome_reason: str
    messages: tuple[DemoMessage, ...]


@dataclass(frozen=True, slots=True)
class DemoBlueprint:
    """The demo project: a blueprint grown from a template, the people who work on it and what they say."""

    short_name: str
    project_name: str
    firm: str
    blueprint: Blueprint
    organizations: tuple[DemoOrganization, ...]
    people: tuple[DemoPerson, ...]
    owners: tuple[tuple[str, str], ...]
    threads: tuple[DemoThread, ...]
