"""A small specification with something of each kind under each label and in each state."""

from dataclasses import replace
from typing import Any, Final

from server.domain.content import (
    Criterion,
    Finding,
    Member,
    Opening,
    Organization,
    Proposal,
    Requirement,
    Result,
    Section,
    Simulation,
    Situation,
    SpecificationContent,
    Substitute,
    Task,
    TextPart,
    TraceLink,
    Unit,
)
from server.domain.levels import Circle
from server.domain.proposal import ProposalState
from server.domain.requirement import Flexibility, Priority, RequirementKind, Status, Visa, VisaAct
from server.domain.richtext import from_plain
from server.domain.roles import OrganizationKind, Role, Seat
from server.domain.signing import mark_of
from server.domain.tracing import (
    EvidenceKind,
    FindingStatus,
    LinkKind,
    Register,
    ResultKind,
    ResultStatus,
    Severity,
    SituationCondition,
    Subject,
    SubjectKind,
    TaskSupport,
)
from server.policy.labels import offer, speech, speech_compartments
from tests.policy.everybody import CIRCLE, HEARD_SPEECH, LABELS, NOON, SPEECH

NAMED: Final = ("a-requirement-under-N3", "a-finding-noted-by-one", "the-result-that-is-raw")
"""What a text names by its identifier."""


def text(
    part_id: str,
    label: str = "N0",
    substitute: Substitute | None = None,
    kind: str = "statement",
    *named: tuple[str, str],
) -> TextPart:
    """A text that says its own name, and names people and codes."""
    tree = from_plain(f"mot {part_id}").json()
    for kind_of, ref in named:
        mention = {"type": "mention", "attrs": {"kind": kind_of, "ref": ref, "text": ref}}
        tree["content"][0]["content"].append(mention)
    return TextPart(part_id, kind, label, tree, f"live {part_id}", substitute)


def _criterion(criterion_id: str, label: str, substitute: Substitute | None = None) -> Criterion:
    blank = Criterion.blank(criterion_id, f"mot {criterion_id}", label)
    return replace(blank, value="3", flexibility=Flexibility.F0, substitute=substitute)


def requirement(
    key: str, section: str, label: str = "N0", status: Status = Status.DISCUSSION, **other: Any
) -> Requirement:
    """A requirement as open as `label`, of the employee's task unless it is said otherwise."""
    facts: dict[str, Any] = {
        "task_ids": ("t-mine",),
        "owner_id": "employee",
        "statement": text(f"{key} statement", label),
        "rationale": text(f"{key} rationale", label, kind="rationale"),
    }
    return Requirement(
        id=key, section_id=section, rank=float(len(key)), code=f"PLA-{key}", title=key, kind=RequirementKind.FUNCTIONAL,
        priority=Priority.MUST, lot=1, status=status, dimensions=(), label=label, **(facts | other),
    )  # fmt: skip


def _section(key: str, label: str = "N0", parent: str | None = None, *, withdrawn: bool = False) -> Section:
    intro = text(f"{key} intro", label, kind="intro")
    return Section(key, parent, 1.0, key, "PLA", label, "N1:A,B" if label == "N0" else "N2", intro, withdrawn)


def _sections() -> tuple[Section, ...]:
    return (
        _section("read by A"),
        _section("under read by A", parent="read by A"),
        _section("written by A"),
        _section("read by B"),
        _section("closed"),
        _section("firm", "N2"),
        _section("under firm", parent="firm"),
        _section("gone", withdrawn=True),
        _section("under gone", parent="gone"),
    )


def _parts() -> Requirement:
    """Everyone sees that it is there; what it says is under other labels, with a sentence instead or none."""
    return requirement(
        "parts", "read by A",
        statement=text("hidden statement", "N3", Substitute("au lieu", "N0")),
        rationale=text("hidden rationale", "N4", Substitute("au lieu", "N2"), "rationale"),
        criteria=(
            _criterion("of B", "N1:B", Substitute("critère au lieu", "N0")),
            _criterion("of the team", "N3"),
            _criterion("of all", "N0", Substitute("critère au lieu", "N0")),
            _criterion("of the pair", "N4", Substitute("critère au lieu", "N3")),
        ),
    )  # fmt: skip


def _naming() -> Requirement:
    """Texts that name somebody and codes that not everyone knows of."""
    return requirement(
        "naming", "read by A",
        statement=text("names codes", "N0", None, "statement", *(("code", one) for one in NAMED)),
        rationale=text("names somebody", "N0", None, "rationale", ("person", "somebody-of-the-firm-1")),
    )  # fmt: skip


def _visa(number: int, seat: Seat, act: VisaAct, mark: str, reason: str = "") -> Visa:
    who = {Seat.WORK: "steering_work", Seat.PRODUCTION: "steering_production"}[seat]
    return Visa(f"visa {number}", seat, act, who, reason, mark, NOON)


def _signed() -> list[Requirement]:
    """Waiting for visas: one that stands, two that fell, one refused; and one of which not everybody reads all."""
    blank = [
        requirement("half signed", "closed", status=Status.TO_SIGN, criteria=(_criterion("level", "N0"),)),
        requirement("fallen", "closed", status=Status.TO_SIGN, criteria=(_criterion("judged", "N0"),)),
        requirement("refused", "closed", status=Status.TO_SIGN),
        requirement("long fallen", "closed", status=Status.TO_SIGN),
        requirement("signed in part", "closed", status=Status.TO_SIGN, criteria=(_criterion("secret level", "N3"),)),
    ]
    stands, refused = VisaAct.GIVEN, VisaAct.REFUSED
    acts = (
        (_visa(1, Seat.WORK, stands, mark_of(blank[0])),),
        (_visa(2, Seat.WORK, stands, "another content", "rien à mesurer"),),
        (_visa(3, Seat.PRODUCTION, refused, "", "pas ainsi"),),
        (_visa(5, Seat.WORK, stands, "another content"),),
        (_visa(4, Seat.PRODUCTION, stands, mark_of(blank[4])),),
    )
    return [replace(item, visas=visas) for item, visas in zip(blank, acts, strict=True)]


FEW: Final = (Status.DRAFT, Status.DISCUSSION, Status.ARBITRATION, Status.WITHDRAWN)
"""One of each kind of status: nobody else's yet, open for writing, the pair's, and out of the text."""


def _requirements() -> tuple[Requirement, ...]:
    return (
        *(requirement(f"under {label}", "read by A", label) for label in LABELS),
        *(requirement(f"reserved {label}", "written by A", label) for label in LABELS if label != "N0"),
        *(requirement(f"{status.value} mine", "read by A", status=status) for status in Status),
        *(
            requirement(f"{status.value} of others", "read by A", status=status, task_ids=("t-other",))
            for status in FEW
        ),
        *(requirement(f"{status.value} to be written by A", "written by A", status=status) for status in FEW),
        *(requirement(f"{status.value} hidden", "written by A", "N2", status) for status in FEW),
        requirement(NAMED[0], "read by A", "N3"),
        requirement("inner", "under read by A"),
        requirement("to B", "read by B"),
        requirement("in the firm", "firm"),
        requirement("in what is gone", "gone"),
        requirement("no longer owned", "closed", owner_id="somebody", task_ids=("t-mine", "gone")),
        _parts(),
        _naming(),
        *_signed(),
    )


def _finding(key: str, status: FindingStatus, register: Register = Register.WORK, label: str = "N0") -> Finding:
    return Finding(
        key, f"D-{key}", key, register, EvidenceKind.OBSERVATION, Severity.LOW, status,
        "scene", "unit", text(f"{key} text", label, kind="finding"), label,
    )  # fmt: skip


def _result(key: str, status: ResultStatus, label: str = "N0") -> Result:
    return Result(
        key, f"R-{key}", "trial", key, ResultKind.RISK, Register.WORK, status, "scene", text(f"{key} text", label), label,
    )  # fmt: skip


def _simulation(key: str, label: str = "N0") -> Simulation:
    return Simulation(key, key, "2026-03-12", "plan", "équipe", "scene", label)


def _origins() -> dict[str, Any]:
    register, status = Register, FindingStatus
    story = text("scene story", "N0", kind="story")
    return {
        "units": (Unit("unit", "Atelier"),),
        "tasks": tuple(Task(key, key, "unit", TaskSupport.PAPER, "on y écrit") for key in ("t-mine", "t-other", "t-unused")),
        "situations": (
            Situation("scene", "scene", SituationCondition.NORMAL, "unit", ("t-mine", "gone"), story, "N0"),
            Situation("scene N3", "scene N3", SituationCondition.NORMAL, "gone", (), text("story N3", "N3"), "N3"),
        ),
        "findings": (
            *(_finding(f"f-{one.value}", one) for one in status),
            *(_finding(f"f-{one.value} register", status.VALIDATED, one) for one in register),
            _finding(NAMED[1], status.NOTED),
            _finding("f-unfollowed", status.VALIDATED),
            _finding("f-N3", status.VALIDATED, label="N3"),
            _finding("f-said", status.NOTED, label=SPEECH),
            _finding("f-circle", status.NOTED, label=f"N2|{CIRCLE}"),
        ),
        "simulations": (_simulation("trial"), _simulation("trial N3", "N3")),
        "results": (
            *(_result(f"r-{one.value}", one) for one in ResultStatus),
            _result(NAMED[2], ResultStatus.RAW),
            _result("r-N3", ResultStatus.CONFIRMED, "N3"),
            _result("r-N4", ResultStatus.CONFIRMED, "N4"),
        ),
        "set_aside": (
            Unit("unit aside", "Ailleurs", withdrawn=True),
            replace(_finding("f-aside", status.NOTED, label="N3"), withdrawn=True),
        ),
    }  # fmt: skip


def of(kind: str, key: str) -> Subject:
    """A thing by kind and name."""
    return Subject(SubjectKind(kind), key)


def _link(
    key: str, source: Subject, target: Subject, label: str = "N0", kind: LinkKind = LinkKind.DERIVES_FROM
) -> TraceLink:
    return TraceLink(key, source, target, kind, f"raison {key}", label)


def _links() -> tuple[TraceLink, ...]:
    item = of("requirement", "under N0")
    return (
        _link("to a finding", item, of("finding", "f-validated")),
        _link("to a raw finding", of("requirement", "under N2"), of("finding", "f-noted")),
        _link("to a raw result", item, of("result", "r-raw")),
        _link("secret", item, of("finding", "f-validated"), "N3"),
        _link("to a scene", item, of("situation", "scene"), kind=LinkKind.REFINES),
        _link("of a criterion", of("criterion", "of the team"), of("finding", "f-validated")),
        _link("of an open criterion", of("criterion", "of all"), of("finding", "f-validated")),
        _link("to N3", item, of("requirement", "under N3"), kind=LinkKind.REFINES),
        _link("from N3", of("requirement", "under N3"), item, kind=LinkKind.REFINES),
        _link("from a requirement", item, of("requirement", NAMED[0])),
        _link("refining a finding", item, of("finding", "f-N3"), kind=LinkKind.REFINES),
        _link("signed without origin", of("requirement", "half signed"), of("finding", "f-noted")),
        _link("signed with a raw result", of("requirement", "fallen"), of("result", "r-raw")),
        _link("signed with an origin", of("requirement", "refused"), of("finding", "f-closed")),
        _link("signed with a result", of("requirement", "signed in part"), of("result", "r-confirmed")),
        _link("set aside", item, of("requirement", "withdrawn mine"), kind=LinkKind.REFINES),
        _link("from what was set aside", of("requirement", "rejected mine"), of("finding", "f-unfollowed")),
        _link("in what is gone", of("requirement", "in what is gone"), item, kind=LinkKind.REFINES),
    )


def _member(role: Role, organization: str = "firm", name: str = "") -> Member:
    compartments = speech_compartments(speech("f-said").compartments) if role in HEARD_SPEECH else frozenset()
    return Member(
        name or role.value, f"m {role.value}", f"Nom {name or role.value}", role, organization, tuple(compartments)
    )


def _people() -> dict[str, Any]:
    inside = [role for role in Role if role is not Role.SUPPLIER]
    return {
        "organizations": (
            Organization("firm", "Entreprise", OrganizationKind.FIRM),
            Organization("advice", "Conseil", OrganizationKind.CONSULTANCY),
            Organization("A", "Fournisseur A", OrganizationKind.SUPPLIER),
            Organization("B", "Fournisseur B", OrganizationKind.SUPPLIER),
        ),
        "members": (
            *(_member(role, "advice" if role.value.startswith("consultant") else "firm") for role in inside),
            _member(Role.SUPPLIER, "A", "alice"),
            _member(Role.SUPPLIER, "A", "colleague"),
            _member(Role.SUPPLIER, "B", "bilal"),
        ),
        "former_members": (_member(Role.EMPLOYEE, name="former"),),
        "circles": (Circle("circle", "Cercle"),),
        "level_names": ("Tous", "Nommés", "Maison", "Équipe", "Pair"),
    }


def _proposal(key: str, part: str, owner: Subject, author: str, label: str, state: ProposalState) -> Proposal:
    opened = None if state is ProposalState.DRAFT else NOON
    decided = None if state in (ProposalState.DRAFT, ProposalState.OPEN) else "steering_work"
    forked = text(f"{key} text", label)
    return Proposal(
        key, part, owner, author, label, state, f"pourquoi {key}", text(part).tree, forked, NOON, opened,
        decided, NOON if decided else None, "réponse" if decided else "",
    )  # fmt: skip


def _proposals() -> tuple[Proposal, ...]:
    item, own, state = of("requirement", "under N0"), offer("A").canonical(), ProposalState
    return (
        *(_proposal(f"{one.value} of employee", "under N0 statement", item, "employee", "N2", one) for one in state),
        *(_proposal(f"{one.value} of alice", "under N0 rationale", item, "alice", own, one) for one in state),
        _proposal("of bilal", "under N0 statement", item, "bilal", offer("B").canonical(), state.OPEN),
        _proposal("draft N3", "under N0 statement", item, "employee", "N3", state.DRAFT),
        _proposal("draft of a pilot", "under N0 statement", item, "steering_work", "N2", state.DRAFT),
        _proposal(
            "draft out of sight", "under N3 statement", of("requirement", "under N3"), "employee", "N2", state.DRAFT
        ),
        _proposal(
            "out of sight", "under N3 statement", of("requirement", "under N3"), "steering_work", "N2", state.OPEN
        ),
        _proposal(
            "agreed", "baselined mine statement", of("requirement", "baselined mine"), "employee", "N2", state.OPEN
        ),
        _proposal("intro", "read by A intro", of("section", "read by A"), "employee", "N2", state.OPEN),
    )


def _opening(key: str, section: str, organization: str, *, writes: bool = False) -> Opening:
    return Opening(key, section, organization, NOON, writes)


EVERYTHING: Final = SpecificationContent(
    id="specification", project_id="project", short_name="essai", title="Essai", language="fr", firm_name="Entreprise",
    project_name="Projet", revision=1, sections=_sections(), requirements=_requirements(), links=_links(),
    openings=(
        _opening("1", "read by A", "A"),
        _opening("2", "written by A", "A", writes=True),
        _opening("3", "read by B", "B", writes=True),
        _opening("4", "gone", "A"),
        _opening("5", "firm", "A"),
        _opening("6", "closed", "gone"),
    ),
    shows_reserved=True, proposals=_proposals(), **_origins(), **_people(),
)  # fmt: skip
"""The specification."""
