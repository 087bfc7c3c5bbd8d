"""Builders of small specifications and of the editions made from what one reader sees of them."""

from typing import Any

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
from server.domain.ids import new_id
from server.domain.requirement import Flexibility, Operator, Priority, RequirementKind, Status, Verification
from server.domain.richtext import from_plain
from server.domain.roles import OrganizationKind, Role
from server.domain.tracing import (
    EvidenceKind,
    FindingStatus,
    LinkKind,
    Register,
    Severity,
    Subject,
    SubjectKind,
)
from server.domain.words import Language
from server.exports import Edition
from server.policy.labels import named
from server.policy.reader import Reader
from server.policy.view import Purpose, reveal

SUPPLIER_A, SUPPLIER_B, FIRM = "orgA", "orgB", "firm"

PILOT = Reader("pilot", "project", Role.STEERING_WORK, FIRM, 4)
RIVAL = Reader("rival", "project", Role.SUPPLIER, SUPPLIER_B, 1)
CHOSEN = Reader("chosen", "project", Role.SUPPLIER, SUPPLIER_A, 1)


def text(words: str, label: str = "N0", substitute: Substitute | None = None) -> TextPart:
    """A text part saying `words`."""
    return TextPart(new_id(), "statement", label, from_plain(words).json(), new_id(), substitute)


def criterion(name: str, label: str = "N0") -> Criterion:
    """A criterion of ten seconds at most."""
    return Criterion(
        new_id(), name, Operator.AT_MOST, "10", "s", "avec gants", "15 s", Flexibility.F1, Verification.TEST, "", label
    )


def requirement(section: Section, code: str, words: str, rank: int = 0, **parts: Any) -> Requirement:
    """A requirement in discussion, open to all readers unless its parts say otherwise."""
    return Requirement(
        id=new_id(),
        section_id=section.id,
        rank=rank,
        code=code,
        title=parts.get("title", "Enregistrer la fin d’une opération"),
        kind=RequirementKind.FUNCTIONAL,
        priority=Priority.MUST,
        lot=1,
        status=parts.get("status", Status.DISCUSSION),
        owner_id=None,
        dimensions=(),
        task_ids=(),
        label=parts.get("label", "N0"),
        statement=parts.get("statement", text(words)),
        rationale=parts.get("rationale", text("Parce que le geste compte.")),
        criteria=parts.get("criteria", (criterion("Durée"),)),
    )


def section(number: int, title: str) -> Section:
    """An open section."""
    return Section(new_id(), None, number, title, "PLA", "N0", "N0", text("Une introduction."))


def specification(chapters: int = 3, each: int = 4) -> SpecificationContent:
    """A specification whose first requirement has parts closed to one supplier or to all, and an origin inside the firm."""
    sections = tuple(section(n, f"Chapitre {n + 1}") for n in range(chapters))
    closed = named(SUPPLIER_A).canonical()
    first = requirement(
        sections[0],
        "PLA-100",
        "",
        statement=text(
            "La séquence réservée est onze puis sept.", closed, Substitute("Séquence remise après accord.", "N0")
        ),
        rationale=text("Notre marge tient à cela.", "N4"),
        criteria=(criterion("Durée"), criterion("Cadence secrète", "N2")),
    )
    others = [
        requirement(s, f"PLA-{200 + 10 * i + j}", f"Le module doit faire la chose {i}.{j}.", j + 1)
        for i, s in enumerate(sections)
        for j in range(each)
    ]
    finding = Finding(
        id=new_id(),
        code="D-T-321",
        title="arrangements oraux",
        register=Register.WORK,
        evidence=EvidenceKind.OBSERVATION,
        severity=Severity.HIGH,
        status=FindingStatus.VALIDATED,
        situation_id=None,
        unit_id=None,
        text=text("Les arrangements se font à voix haute.", "N2"),
        label="N2",
    )
    link = TraceLink(
        new_id(),
        Subject(SubjectKind.REQUIREMENT, first.id),
        Subject(SubjectKind.FINDING, finding.id),
        LinkKind.DERIVES_FROM,
        "vu trois matins de suite",
        "N2",
    )
    return SpecificationContent(
        id=new_id(),
        project_id="project",
        short_name="demo",
        title="Module de planification",
        language="fr",
        firm_name="Serrurerie Test",
        project_name="Planification",
        revision=1,
        sections=sections,
        requirements=(first, *others),
        findings=(finding,),
        links=(link,),
        organizations=(
            Organization(FIRM, "Serrurerie Test", OrganizationKind.FIRM),
            Organization(SUPPLIER_A, "Orvane", OrganizationKind.SUPPLIER),
            Organization(SUPPLIER_B, "Tessel", OrganizationKind.SUPPLIER),
        ),
    )


def edition(content: SpecificationContent, reader: Reader, language: Language = Language.FRENCH) -> Edition:
    """What `reader` gets of a released version."""
    return Edition(
        view=reveal(content, reader, Purpose.RELEASE),
        language=language,
        version="Version 2",
        date="2026-11-22",
        audience="Tessel",
        label="N0 Consultation",
        digest="ab" * 32,
        pictures={},
    )
