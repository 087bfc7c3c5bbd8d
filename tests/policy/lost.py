"""Small specifications of any labels, sentences and criteria, for the tests of what is lost on the way."""

from dataclasses import replace

from hypothesis import strategies as st

from server.domain.content import (
    Criterion,
    Finding,
    Organization,
    Requirement,
    Section,
    SpecificationContent,
    Substitute,
    TextPart,
    TraceLink,
)
from server.domain.requirement import Flexibility, Priority, RequirementKind, Status
from server.domain.richtext import from_plain
from server.domain.roles import OrganizationKind
from server.domain.tracing import (
    EvidenceKind,
    FindingStatus,
    LinkKind,
    Register,
    Severity,
    Subject,
    SubjectKind,
)
from server.policy.labels import Label, join

LABELS = ("N0", "N1:A", "N1:B", "N1:A,B", "N2", "N3", "N4")
FINDING = Subject(SubjectKind.FINDING, "finding")


def above(*labels: str) -> str:
    """The least label at least as secret as all of these."""
    found = Label.parse("N0")
    for one in labels:
        found = join(found, Label.parse(one))
    return found.canonical()


def text(part_id: str, kind: str, label: str, words: str, substitute: Substitute | None = None) -> TextPart:
    return TextPart(part_id, kind, label, from_plain(words).json(), "", substitute)


@st.composite
def substitutes(draw: st.DrawFn, envelope: str, label: str) -> Substitute | None:
    """A sentence for the readers of the envelope, where it may stand (L10), or none."""
    return Substitute("À la place", envelope) if envelope != label and draw(st.booleans()) else None


@st.composite
def requirements(draw: st.DrawFn, number: int) -> Requirement:
    envelope = draw(st.sampled_from(LABELS))

    def part(kind: str, words: st.SearchStrategy[str]) -> TextPart:
        label = above(envelope, draw(st.sampled_from(LABELS)))
        return text(f"{kind}{number}", kind, label, draw(words), draw(substitutes(envelope, label)))

    criteria = []
    for place in range(draw(st.integers(0, 3))):
        label = above(envelope, draw(st.sampled_from(LABELS)))
        blank = Criterion.blank(f"c{number}-{place}", "Durée", label)
        flexibility = draw(st.sampled_from(Flexibility))
        criteria.append(replace(blank, flexibility=flexibility, substitute=draw(substitutes(envelope, label))))
    return Requirement(
        id=f"r{number}",
        section_id=draw(st.sampled_from(["chapter", "part"])),
        rank=float(number),
        code=f"PLA-{number}",
        title=f"Exigence {number}",
        kind=RequirementKind.FUNCTIONAL,
        priority=Priority.MUST,
        lot=1,
        status=draw(st.sampled_from([Status.DRAFT, Status.DISCUSSION, Status.BASELINED, Status.WITHDRAWN])),
        owner_id=None,
        dimensions=(),
        task_ids=(),
        label=envelope,
        statement=part("statement", st.just("Le logiciel doit")),
        rationale=part("rationale", st.sampled_from(["", "Parce que"])),
        criteria=tuple(criteria),
    )


@st.composite
def contents(draw: st.DrawFn) -> SpecificationContent:
    items = [draw(requirements(number)) for number in range(draw(st.integers(0, 4)))]
    chapter, finding = draw(st.sampled_from(["N0", "N2"])), draw(st.sampled_from(LABELS))
    links = [
        TraceLink(
            f"l{item.id}", Subject(SubjectKind.REQUIREMENT, item.id), FINDING, kind, "", above(item.label, finding)
        )
        for item in items
        if (kind := draw(st.sampled_from([None, LinkKind.DERIVES_FROM, LinkKind.REFINES]))) is not None
    ]
    return SpecificationContent(
        id="specification",
        project_id="project",
        short_name="essai",
        title="Essai",
        language="fr",
        firm_name="firm",
        project_name="Projet",
        revision=0,
        sections=(
            Section("chapter", None, 1.0, "Chapitre", "PLA", chapter, chapter, text("i1", "intro", chapter, "Ici")),
            Section(
                "part", "chapter", 1.0, "Partie", "PLA", chapter, chapter, text("i2", "intro", above(chapter, "N2"), "")
            ),
        ),
        requirements=tuple(items),
        findings=(
            Finding(
                "finding",
                "D-T-123",
                "Constat",
                Register.WORK,
                EvidenceKind.OBSERVATION,
                Severity.LOW,
                draw(st.sampled_from([FindingStatus.SHARED, FindingStatus.VALIDATED])),
                None,
                None,
                text("f", "finding", finding, "Vu"),
                finding,
            ),
        ),
        links=tuple(links),
        organizations=(
            Organization("firm", "Entreprise", OrganizationKind.FIRM),
            Organization("A", "Fournisseur A", OrganizationKind.SUPPLIER),
            Organization("B", "Fournisseur B", OrganizationKind.SUPPLIER),
        ),
    )


def relabelled(item: Requirement, label: str) -> Requirement:
    """The requirement with its envelope under another label and its parts raised with it (L7)."""
    return replace(
        item,
        label=label,
        statement=_raised(item.statement, label),
        rationale=_raised(item.rationale, label),
        criteria=tuple(
            replace(one, label=above(one.label, label), substitute=_kept(one.substitute, label))
            for one in item.criteria
        ),
    )


def _raised(part: TextPart, label: str) -> TextPart:
    return replace(part, label=above(part.label, label), substitute=_kept(part.substitute, label))


def _kept(substitute: Substitute | None, envelope: str) -> Substitute | None:
    """A sentence follows its envelope upwards."""
    return replace(substitute, label=above(substitute.label, envelope)) if substitute else None


def plain(
    key: str, statement: str, instead: Substitute | None, criterion: str, flexibility: Flexibility
) -> Requirement:
    """A requirement open to everybody but for its parts: a statement, one criterion and the introduction of its section."""
    return Requirement(
        id=key,
        section_id="chapter",
        rank=1.0,
        code=f"PLA-{key}",
        title="Exigence",
        kind=RequirementKind.FUNCTIONAL,
        priority=Priority.MUST,
        lot=1,
        status=Status.DISCUSSION,
        owner_id=None,
        dimensions=(),
        task_ids=(),
        label="N0",
        statement=text(f"s{key}", "statement", statement, "Le logiciel doit", instead),
        rationale=text(f"w{key}", "rationale", "N0", ""),
        criteria=(replace(Criterion.blank(f"c{key}", "Durée", criterion), flexibility=flexibility),),
    )


def specification(*items: Requirement) -> SpecificationContent:
    return SpecificationContent(
        id="specification",
        project_id="project",
        short_name="essai",
        title="Essai",
        language="fr",
        firm_name="firm",
        project_name="Projet",
        revision=0,
        sections=(Section("chapter", None, 1.0, "Chapitre", "PLA", "N0", "N0", text("i1", "intro", "N0", "Ici")),),
        requirements=items,
        organizations=(Organization("A", "Fournisseur A", OrganizationKind.SUPPLIER),),
    )
