"""What one reader can see of one specification: every visibility question is answered here, and only here."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Final

from server.domain.content import (
    Finding,
    Origin,
    Proposal,
    Requirement,
    Result,
    Section,
    Situation,
    SpecificationContent,
    Substitute,
    TraceLink,
)
from server.domain.proposal import ProposalState
from server.domain.requirement import OPEN_FOR_WRITING, OUT_OF_THE_TEXT, Status
from server.domain.tracing import ORIGIN_KINDS, VALIDATED_FINDINGS, Gap, ResultStatus, Subject, SubjectKind
from server.policy.abilities import Action, may, may_edit
from server.policy.labels import N2, NAMED, TEAM, Label
from server.policy.reader import Reader, sees


class Purpose(StrEnum):
    """Why the view is made: the working text, or a version that was sent (suppliers read live text only where opened)."""

    LIVE = "live"
    RELEASE = "release"


_HELD_IN: Final = {
    SubjectKind.REQUIREMENT: "requirements",
    SubjectKind.CRITERION: "criteria",
    SubjectKind.FINDING: "findings",
    SubjectKind.RESULT: "results",
    SubjectKind.SITUATION: "situations",
    SubjectKind.SECTION: "sections",
    SubjectKind.PROPOSAL: "proposals",
}
"""What a link or a thread may be about, and where a sight holds those that are seen."""


class Sight:
    """Answers « does this reader see that? » for one content; cheap to make, it indexes on first use."""

    def __init__(self, content: SpecificationContent, reader: Reader, purpose: Purpose) -> None:
        self.content, self.reader, self.purpose = content, reader, purpose
        self._labels: dict[str, bool] = {}

    def label(self, canonical: str) -> bool:
        """Whether the reader's clearance dominates this label (L5)."""
        seen = self._labels.get(canonical)
        if seen is None:
            seen = self._labels[canonical] = sees(self.reader, Label.parse(canonical))
        return seen

    def instead(self, substitute: Substitute | None) -> Substitute | None:
        """What is shown instead of a hidden part, when there is something for this reader."""
        return substitute if substitute is not None and self.label(substitute.label) else None

    @cached_property
    def sections(self) -> dict[str, Section]:
        """The sections this reader sees, by id. A section under a hidden one is hidden; a supplier meets none withdrawn."""
        by_id = {section.id: section for section in self.content.sections}
        return {section.id: section for section in by_id.values() if self._sees_section(section, by_id)}

    def _sees_section(self, section: Section, by_id: dict[str, Section]) -> bool:
        around = lineage(section, by_id)
        if not all(self.label(ancestor.label) for ancestor in around):
            return False
        if self.reader.is_supplier and any(ancestor.withdrawn for ancestor in around):
            return False
        if not self.live_supplier:
            return may(self.reader, Action.SPECIFICATION_READ)
        return any(ancestor.id in self._opened for ancestor in around)

    @property
    def live_supplier(self) -> bool:
        """Whether this is a supplier before the working text, which it sees only where a section was opened to it."""
        return self.reader.is_supplier and self.purpose is Purpose.LIVE

    @cached_property
    def _opened(self) -> dict[str, bool]:
        """The sections that were opened to this reader's organisation, each with whether it may write there."""
        mine = self.reader.organization_id
        return {one.section_id: one.writes for one in self.content.openings if one.organization_id == mine}

    def pen(self, item: Requirement) -> bool:
        """Whether this reader writes in the texts of a requirement they see (R3 to R5, S7)."""
        if may_edit(self.reader, item.status, item.task_ids):
            return True
        lent = self.live_supplier and not self.reader.capped and item.status in OPEN_FOR_WRITING
        return lent and self.writes_in(item.section_id)

    def writes_in(self, section_id: str) -> bool:
        """Whether the pair lets this supplier write in a section it reads live (S7)."""
        around = lineage(self.sections[section_id], self.sections)
        return self.live_supplier and any(self._opened.get(one.id, False) for one in around)

    def requirement(self, requirement: Requirement) -> bool:
        """Whether the requirement exists for this reader; a supplier never meets a draft or what was set aside."""
        if requirement.section_id not in self.sections or not self.label(requirement.label):
            return False
        if self.reader.is_supplier:
            return requirement.status is not Status.DRAFT and requirement.status not in OUT_OF_THE_TEXT
        return True

    def reads_whole(self, requirement: Requirement) -> bool:
        """Whether the reader reads all that a visa on a requirement they see is put on (E3, E7)."""
        labels = [requirement.statement.label, *(criterion.label for criterion in requirement.criteria)]
        return all(self.label(one) for one in labels)

    def reserved(self, item: Requirement) -> bool:
        """Whether a supplier is told that a requirement it does not see is there, and its code (L16)."""
        if not (self.reader.is_supplier and self.content.shows_reserved) or item.section_id not in self.sections:
            return False
        label = Label.parse(item.label)
        told = NAMED <= label.level <= TEAM and not label.compartments and not self.label(item.label)
        return told and item.status is not Status.DRAFT and item.status not in OUT_OF_THE_TEXT

    @cached_property
    def requirements(self) -> dict[str, Requirement]:
        """The requirements this reader sees, by id."""
        return {item.id: item for item in self.content.requirements if self.requirement(item)}

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """The findings this reader sees, by id: to a supplier only validated ones (domain guide, row 9)."""
        return {
            item.id: item
            for item in self.content.findings
            if self.label(item.label) and self._reaches(item.status in VALIDATED_FINDINGS)
        }

    @cached_property
    def results(self) -> dict[str, Result]:
        """The simulation results this reader sees, by id: to a supplier only confirmed ones."""
        return {
            item.id: item
            for item in self.content.results
            if self.label(item.label) and self._reaches(item.status is ResultStatus.CONFIRMED)
        }

    @cached_property
    def situations(self) -> dict[str, Situation]:
        """The work situations this reader sees, by id."""
        return {item.id: item for item in self.content.situations if self.label(item.label) and self._reaches(True)}

    def _reaches(self, ready_for_suppliers: bool) -> bool:
        if self.reader.is_supplier:
            return self.purpose is Purpose.RELEASE and ready_for_suppliers
        return may(self.reader, Action.ORIGIN_READ)

    @cached_property
    def criteria(self) -> dict[str, Requirement]:
        """The requirement of each criterion this reader sees, by the criterion's id."""
        return {
            criterion.id: requirement
            for requirement in self.requirements.values()
            for criterion in requirement.criteria
            if self.label(criterion.label)
        }

    @cached_property
    def proposals(self) -> dict[str, Proposal]:
        """The proposals this reader sees, by id, from the moment their authors opened them (P2)."""
        return {
            item.id: item
            for item in self.content.proposals
            if item.opened_at is not None and self.label(item.label) and self.subject(item.owner)
        }

    @cached_property
    def drafts(self) -> dict[str, Proposal]:
        """What this reader is proposing and nobody else sees yet, by id."""
        return {
            item.id: item
            for item in self.content.proposals
            if item.state is ProposalState.DRAFT
            and item.author_id == self.reader.person_id
            and not self.reader.capped
            and self.label(item.label)
            and self.subject(item.owner)
        }

    def subject(self, subject: Subject) -> bool:
        """Whether the reader sees the thing a link or a thread is about."""
        held = _HELD_IN.get(subject.kind)
        return held is not None and subject.id in getattr(self, held)

    def link(self, link: TraceLink) -> bool:
        """Whether the reader sees the link: its own label and both its ends (L6), of which neither was set aside (O1)."""
        return self.label(link.label) and self.ties(link.source) and self.ties(link.target)

    def ties(self, end: Subject) -> bool:
        """Whether the reader sees a thing, and it may be an end of a link: it was not set aside (O1)."""
        return self.subject(end) and end.id not in self._out_of_the_text

    @cached_property
    def _out_of_the_text(self) -> frozenset[str]:
        gone = {section.id for section in self.sections.values() if section.withdrawn}
        return frozenset(
            item.id for item in self.requirements.values() if item.status in OUT_OF_THE_TEXT or item.section_id in gone
        )

    @cached_property
    def links_by_end(self) -> dict[Subject, list[TraceLink]]:
        """The links this reader sees, under each of their ends."""
        by_end: dict[Subject, list[TraceLink]] = {}
        for link in self.content.links:
            if self.link(link):
                by_end.setdefault(link.source, []).append(link)
                by_end.setdefault(link.target, []).append(link)
        return by_end

    @property
    def sees_every_origin(self) -> bool:
        """Whether nothing requirements come from can be hidden from this reader, whatever there is (O3)."""
        return self.reader.is_pilot

    def gap(self, subject: Subject) -> Gap:
        """What is told of a requirement's lack of an origin, or of a finding's or a result's lack of a follow-up (O3)."""
        if any(link.kind in ORIGIN_KINDS for link in self.links_by_end.get(subject, ())):
            return Gap.NONE
        if self.sees_every_origin:
            return Gap.CERTAIN
        return Gap.UNSEEN if may(self.reader, Action.LINK_WRITE) else Gap.NONE

    def would_see(self, item: Origin) -> bool:
        """Whether the reader would see something requirements come from, had it not been set aside."""
        return self.label(getattr(item, "label", N2.canonical())) and may(self.reader, Action.ORIGIN_READ)


def lineage(section: Section, by_id: Mapping[str, Section]) -> list[Section]:
    """Return a section and those around it, innermost first."""
    found = [section]
    while (parent := found[-1].parent_id) is not None and parent in by_id:
        found.append(by_id[parent])
    return found


def in_order(sections: Iterable[Section]) -> list[tuple[Section, str]]:
    """Return the sections in reading order with their numbers; a child whose parent is not among them stands at the top."""
    known = {section.id: section for section in sections}
    children: dict[str | None, list[Section]] = {}
    for section in known.values():
        parent = section.parent_id if section.parent_id in known else None
        children.setdefault(parent, []).append(section)
    ordered: list[tuple[Section, str]] = []

    def visit(parent: str | None, prefix: str) -> None:
        for position, section in enumerate(sorted(children.get(parent, ()), key=lambda s: (s.rank, s.id)), start=1):
            number = f"{prefix}{position}"
            ordered.append((section, number))
            visit(section.id, number + ".")

    visit(None, "")
    return ordered
