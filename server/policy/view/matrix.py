"""Requirements against what they come from: who is tied to whom, and the holes, as far as a reader may know (RULES.md, O3, L6)."""

from dataclasses import dataclass
from typing import Final

from server.domain.content import Requirement
from server.domain.tracing import ORIGIN_KINDS, Gap, Register, Subject, SubjectKind
from server.policy.view._seal import SEAL, Sealed
from server.policy.view.origins import requirements_in_order, reveal_origins
from server.policy.view.reveal import Revealer
from server.policy.view.sight import in_order, lineage
from server.policy.view.types import FindingView, LinkView, ResultView

ORIGINS: Final = (SubjectKind.FINDING, SubjectKind.RESULT)
_ORDER: Final = (Register.WORK, Register.PRODUCTION, Register.COMMON)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView(Sealed):
    """A requirement with its ties to origins, each seen from the requirement; `chapter` is the id of the chapter it stands in."""

    id: str
    code: str
    title: str
    chapter: str
    gap: Gap
    ties: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView(Sealed):
    """A finding or a result. `gap` tells whether it lacks a follow-up, once it is settled enough to need one."""

    subject: Subject
    code: str
    title: str
    register: Register
    gap: Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterView(Sealed):
    """A chapter that holds requirements."""

    id: str
    number: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixView(Sealed):
    """Rows in reading order, columns by register and code, and the chapters of the rows. `whole`: no origin can be hidden (O3)."""

    rows: tuple[RowView, ...]
    columns: tuple[ColumnView, ...]
    chapters: tuple[ChapterView, ...]
    whole: bool


def reveal_matrix(revealer: Revealer) -> MatrixView:
    """Return who is tied to whom, as this reader may read it. Raises NotInYourSight for who is told no origins."""
    origins = reveal_origins(revealer)
    findings = (one for one in origins.findings if one.speakers is None)
    columns = [*map(_column, findings), *map(_column, origins.results)]
    rows = tuple(_row(revealer, item) for item in requirements_in_order(revealer.sight))
    held = {row.chapter for row in rows}
    return MatrixView(
        rows=rows,
        columns=tuple(sorted(columns, key=lambda one: (ORIGINS.index(one.subject.kind), _place(one), one.code))),
        chapters=tuple(
            ChapterView(id=section.id, number=number, title=section.title, seal=SEAL)
            for section, number in in_order(revealer.sight.sections.values())
            if section.id in held
        ),
        whole=origins.every_origin,
        seal=SEAL,
    )


def _place(column: ColumnView) -> int:
    return _ORDER.index(column.register) if column.subject.kind is SubjectKind.FINDING else 0


def _column(item: FindingView | ResultView) -> ColumnView:
    kind = SubjectKind.FINDING if isinstance(item, FindingView) else SubjectKind.RESULT
    return ColumnView(
        subject=Subject(kind, item.id),
        code=item.code,
        title=item.title,
        register=item.register,
        gap=item.uncovered,
        seal=SEAL,
    )


def _row(revealer: Revealer, item: Requirement) -> RowView:
    sight, subject = revealer.sight, Subject(SubjectKind.REQUIREMENT, item.id)
    measured = (Subject(SubjectKind.CRITERION, one.id) for one in item.criteria if one.id in sight.criteria)
    ties = [tie for end in (subject, *measured) for tie in revealer.links(end) if _is_origin(tie)]
    return RowView(
        id=item.id,
        code=item.code,
        title=item.title,
        chapter=lineage(sight.sections[item.section_id], sight.sections)[-1].id,
        gap=sight.gap(subject),
        ties=tuple(ties),
        seal=SEAL,
    )


def _is_origin(tie: LinkView) -> bool:
    return tie.kind in ORIGIN_KINDS and tie.other.kind in ORIGINS
