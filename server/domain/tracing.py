"""Where requirements come from: findings on the work and on the production, simulations of tomorrow, and the links between."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Register(StrEnum):
    """The two registers that weigh the same, and their common ground."""

    WORK = "work"
    PRODUCTION = "production"
    COMMON = "common"


class EvidenceKind(StrEnum):
    """What a finding rests on."""

    OBSERVATION = "observation"
    INTERVIEW = "interview"
    MEASUREMENT = "measurement"
    DOCUMENT = "document"
    ACTIVITY_ANALYSIS = "activity_analysis"


class Severity(StrEnum):
    """How much a finding weighs on those who live with it."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class FindingStatus(StrEnum):
    """The life of a finding (domain guide §3.2)."""

    NOTED = "noted"
    SHARED = "shared"
    CONTESTED = "contested"
    VALIDATED = "validated"
    COMMON = "common"
    CLOSED = "closed"


VALIDATED_FINDINGS: Final = frozenset({FindingStatus.VALIDATED, FindingStatus.COMMON, FindingStatus.CLOSED})
"""Only these may ever reach a supplier."""


class SituationCondition(StrEnum):
    """Whether a work situation is an ordinary day, a variable one or a bad one."""

    NORMAL = "normal"
    VARIABLE = "variable"
    DEGRADED = "degraded"


class TaskSupport(StrEnum):
    """On what a task is done: some deserve to stay on paper."""

    TOOL = "tool"
    PAPER = "paper"
    MIXED = "mixed"


class ResultKind(StrEnum):
    """What the simulation of tomorrow's work brought to light."""

    RISK = "risk"
    OPPORTUNITY = "opportunity"
    NEED = "need"
    EXPECTATION = "expectation"


class ResultStatus(StrEnum):
    """The life of a simulation result; only confirmed ones may reach a supplier."""

    RAW = "raw"
    CONFIRMED = "confirmed"
    PARKED = "parked"


class LinkKind(StrEnum):
    """How one thing comes from, answers or bears on another."""

    DERIVES_FROM = "derives_from"
    MITIGATES = "mitigates"
    COVERS = "covers"
    REFINES = "refines"
    CONFLICTS_WITH = "conflicts_with"
    DEPENDS_ON = "depends_on"


ACYCLIC: Final = frozenset({LinkKind.DERIVES_FROM, LinkKind.REFINES, LinkKind.DEPENDS_ON})
"""Kinds of which a closed loop would make no sense."""


class Gap(StrEnum):
    """Whether a requirement lacks an origin, or a finding or a result a follow-up, as far as it can be told."""

    NONE = "none"
    UNSEEN = "unseen"
    """None that this reader may see; there may be one."""
    CERTAIN = "certain"


class SubjectKind(StrEnum):
    """The kinds of things that links, threads, labels and changes point at."""

    SPECIFICATION = "specification"
    SECTION = "section"
    REQUIREMENT = "requirement"
    CRITERION = "criterion"
    FINDING = "finding"
    RESULT = "result"
    SIMULATION = "simulation"
    SITUATION = "situation"
    TASK = "task"
    UNIT = "unit"
    LINK = "link"
    THREAD = "thread"
    PROPOSAL = "proposal"
    ANSWER = "answer"
    TEXT = "text"
    ATTACHMENT = "attachment"
    OPENING = "opening"
    RELEASE = "release"
    MEMBERSHIP = "membership"
    ARBITRATION = "arbitration"


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing, by kind and identifier."""

    kind: SubjectKind
    id: str


LINK_ENDS: Final = frozenset(
    {SubjectKind.REQUIREMENT, SubjectKind.FINDING, SubjectKind.RESULT, SubjectKind.SITUATION, SubjectKind.CRITERION}
)
ORIGINS: Final = frozenset({SubjectKind.FINDING, SubjectKind.RESULT})
ORIGIN_KINDS: Final = frozenset({LinkKind.DERIVES_FROM, LinkKind.MITIGATES, LinkKind.COVERS})
"""A link of one of these kinds from a requirement to a finding or a result gives it an origin."""


def would_loop(links: Iterable[tuple[Subject, Subject]], source: Subject, target: Subject) -> bool:
    """Tell whether adding source → target to `links` (all of one acyclic kind) would close a loop."""
    onward: dict[Subject, list[Subject]] = {}
    for start, end in links:
        onward.setdefault(start, []).append(end)
    to_visit, seen = [target], {target}
    while to_visit:
        here = to_visit.pop()
        if here == source:
            return True
        fresh = [end for end in onward.get(here, ()) if end not in seen]
        seen.update(fresh)
        to_visit.extend(fresh)
    return False
