"""JSON in a canonical form: one object per visible part, each with its label. The format is described in its own header.

Keys are sorted, separators carry no space, text is UTF-8 and not escaped: equal editions are equal bytes.
`parts` are in reading order; `kind` is requirement, statement, rationale, criterion, introduction, finding, result,
situation, link or reserved (a requirement kept from this audience, which is told its code only); `of` names the code or
section number a part belongs to.
"""

import json
from collections.abc import Iterator
from typing import Any

from server.domain.richtext import parse, plain_text
from server.exports.edition import Edition, Format
from server.policy.view import (
    CriterionView,
    FindingView,
    LabelView,
    LinkView,
    RequirementView,
    ResultView,
    SectionView,
    TextView,
)

VERSION = 1


def _label(label: LabelView) -> dict[str, Any]:
    named = {"name": label.name} if label.name else {}
    return {
        "level": label.level,
        **named,
        "suppliers": list(label.supplier_names),
        "compartments": len(label.compartments),
    }


def _text(kind: str, of: str, view: TextView | None) -> Iterator[dict[str, Any]]:
    if view is not None:
        yield {
            "kind": kind,
            "of": of,
            "label": _label(view.label),
            "text": plain_text(parse(view.tree)),
            "tree": view.tree,
            "substitute": view.substitute,
        }


def _section(view: SectionView) -> Iterator[dict[str, Any]]:
    yield {"kind": "section", "of": view.number, "title": view.title, "depth": view.depth, "label": _label(view.label)}
    yield from _text("introduction", view.number, view.intro)


def _criterion(view: CriterionView, code: str) -> dict[str, Any]:
    return {
        "kind": "criterion",
        "of": code,
        "label": _label(view.label),
        "substitute": view.substitute,
        "name": view.name,
        "operator": view.operator,
        "value": view.value,
        "unit": view.unit,
        "qualifier": view.qualifier,
        "acceptance_limit": view.acceptance_limit,
        "flexibility": view.flexibility,
        "verification": view.verification,
        "verification_note": view.verification_note,
    }


def _link(view: LinkView, code: str) -> dict[str, Any]:
    return {
        "kind": "link",
        "of": code,
        "label": _label(view.label),
        "link": view.kind,
        "to": view.code,
        "to_kind": view.other.kind,
        "to_title": view.title,
        "reason": view.reason,
    }


def _requirement(view: RequirementView, section: str) -> Iterator[dict[str, Any]]:
    yield {
        "kind": "requirement",
        "of": view.code,
        "section": section,
        "label": _label(view.label),
        "title": view.title,
        "requirement_kind": view.kind,
        "priority": view.priority,
        "lot": view.lot,
        "status": view.status,
        "dimensions": list(view.dimensions),
        "tasks": list(view.task_names),
    }
    yield from _text("statement", view.code, view.statement)
    yield from _text("rationale", view.code, view.rationale)
    yield from (_criterion(criterion, view.code) for criterion in view.criteria)
    yield from (_link(link, view.code) for link in view.links if link.outgoing)


def _reserved(codes: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    return ({"kind": "reserved", "of": code} for code in codes)


def _finding(view: FindingView) -> Iterator[dict[str, Any]]:
    head = {"title": view.title, "register": view.register, "evidence": view.evidence, "severity": view.severity}
    yield {"kind": "finding", "of": view.code, "label": _label(view.label), **head}
    yield from _text("finding text", view.code, view.text)


def _result(view: ResultView) -> Iterator[dict[str, Any]]:
    head = {"title": view.title, "result_kind": view.kind, "register": view.register}
    yield {"kind": "result", "of": view.code, "label": _label(view.label), **head}
    yield from _text("result text", view.code, view.text)


def _parts(edition: Edition) -> Iterator[dict[str, Any]]:
    requirements = {item.id: item for item in edition.view.requirements}
    for section in edition.view.sections:
        yield from _section(section)
        yield from _reserved(section.reserved)
        for requirement_id in section.requirement_ids:
            yield from _requirement(requirements[requirement_id], section.number)
            yield from _reserved(requirements[requirement_id].reserved)
    for situation in edition.view.situations:
        head = {"title": situation.title, "condition": situation.condition}
        yield {"kind": "situation", "of": "", "label": _label(situation.label), **head}
        yield from _text("story", situation.title, situation.story)
    for finding in edition.view.findings:
        yield from _finding(finding)
    for result in edition.view.results:
        yield from _result(result)


def render(edition: Edition) -> bytes:
    """Return the edition as canonical JSON."""
    view = edition.view
    content = {
        "format": "concerte",
        "format_version": VERSION,
        "title": view.title,
        "firm": view.firm_name,
        "version": edition.version,
        "date": edition.date,
        "audience": edition.audience,
        "label": edition.label,
        "digest": edition.digest,
        "language": view.language,
        "parts": list(_parts(edition)),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


FORMAT = Format("json", "application/json", "json", render)
