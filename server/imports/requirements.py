"""Reading chapters and requirements from the text of a template."""

import re
from typing import Final

from server.domain.blueprint import (
    FIRM_ONLY,
    ProposedCriterion,
    ProposedLabel,
    ProposedRequirement,
    ProposedSection,
    ProposedSubstitute,
    ProposedText,
    ProposedTrace,
)
from server.domain.codes import PREFIX_PATTERN
from server.domain.requirement import Dimension, Flexibility, Operator, Priority, RequirementKind, Status, Verification
from server.domain.richtext import document, is_empty
from server.domain.tracing import LinkKind
from server.imports.diagnosis import KEYED_TITLE, keyed
from server.imports.fields import Context, Facts, take_facts, take_table
from server.imports.outline import Heading
from server.imports.vocabulary import REQUIREMENT_PARTS, meaning_of, name_of, names_for, words_for

REQUIREMENT_LEVEL: Final = 4
"""`##` is a chapter, `###` a part of one, `####` a requirement wherever it stands, `#####` a part of a requirement."""

_REQUIREMENT_KEY: Final = re.compile(r"[A-Z]{2,4}-\d{2,3}")
_SECTION_FACTS: Final = ("label", "default_label", "prefix")
_REQUIREMENT_FACTS: Final = (
    "kind", "priority", "lot", "tasks", "dimensions", "status", "label", "statement_label", "rationale_label",
)  # fmt: skip
_COLUMNS: Final = (
    "criterion", "operator", "value", "measure", "qualifier", "limit", "flexibility", "verification", "label", "substitute",
)  # fmt: skip
_TRACE: Final = re.compile(r"([A-Z]{1,4}(?:-[A-Z])?-\d{2,3})\s*,\s*([^:(]+?)\s*(?:\(([^)]*)\))?\s*:\s*(.*)")


def read_sections(context: Context, part: Heading, prefix: str) -> tuple[ProposedSection, ...]:
    """Read the chapters of the specification; `prefix` begins the codes of chapters that name none."""
    for node in part.nodes:
        context.notes.add(context.outline.line_of(node), "text_astray")
    _check_depths(context, part)
    return tuple(_section(context, one, prefix, None) for one in part.parts if one.level == part.level + 1)


def _check_depths(context: Context, part: Heading) -> None:
    for heading in part.walk():
        for one in heading.parts:
            if not _in_place(one, heading):
                expected = "##, ###, #### ABC-01 · …, #####"
                context.notes.add(one.line, "heading_depth", title=one.title, expected=expected)


def _in_place(one: Heading, above: Heading) -> bool:
    if one.level < REQUIREMENT_LEVEL and KEYED_TITLE.fullmatch(one.title):
        return False
    if one.level == REQUIREMENT_LEVEL:
        return above.level in {REQUIREMENT_LEVEL - 2, REQUIREMENT_LEVEL - 1}
    return one.level == above.level + 1 <= REQUIREMENT_LEVEL + 1


def _section(context: Context, heading: Heading, prefix: str, outer: ProposedLabel | None) -> ProposedSection:
    facts, rest = take_facts(context, heading, _SECTION_FACTS)
    prefix = facts.text("prefix") or prefix
    if PREFIX_PATTERN.fullmatch(prefix) is None:
        context.notes.add(facts.line_of("prefix"), "field_value", name="prefix", value=prefix, expected="PLA")
    label = facts.label("label", outer or FIRM_ONLY, outer)
    inner = [part for part in heading.parts if part.level == heading.level + 1 < REQUIREMENT_LEVEL]
    requirements = [part for part in heading.parts if part.level == REQUIREMENT_LEVEL]
    return ProposedSection(
        title=heading.title,
        prefix=prefix,
        label=label,
        default_label=facts.label("default_label", FIRM_ONLY, label),
        intro=ProposedText(context.prose(rest), label),
        requirements=tuple(_requirement(context, one, label) for one in requirements),
        sections=tuple(_section(context, one, prefix, label) for one in inner),
    )


def _requirement(context: Context, heading: Heading, outer: ProposedLabel) -> ProposedRequirement:
    key, title = keyed(context, heading, _REQUIREMENT_KEY, "PLA-01")
    facts, rest = take_facts(context, heading, _REQUIREMENT_FACTS, ("kind", "priority", "tasks", "label"))
    label = facts.label("label", FIRM_ONLY, outer)
    parts = _parts(context, heading)
    statement_label = facts.label("statement_label", label, label)
    statement = context.prose(rest)
    if is_empty(statement):
        context.notes.add(heading.line, "statement_missing", code=key)
    return ProposedRequirement(
        key=key,
        title=title,
        kind=facts.choice("kind", RequirementKind, RequirementKind.FUNCTIONAL),
        priority=facts.choice("priority", Priority, Priority.SHOULD),
        lot=_lot(facts),
        status=facts.choice("status", Status, Status.DRAFT),
        dimensions=facts.choices("dimensions", Dimension),
        tasks=facts.refer_several("tasks", "task"),
        label=label,
        statement=ProposedText(statement, statement_label, _substitute(context, parts.get("substitute"), label)),
        rationale=_rationale(context, facts, parts, label),
        criteria=_criteria(context, heading, parts.get("criteria"), label, statement_label),
        traces=_traces(context, parts.get("origin"), key, label),
    )


def _parts(context: Context, heading: Heading) -> dict[str, Heading]:
    parts: dict[str, Heading] = {}
    for part in heading.parts:
        name = name_of(part.title, REQUIREMENT_PARTS, REQUIREMENT_PARTS)
        if name is None:
            expected = names_for(REQUIREMENT_PARTS, REQUIREMENT_PARTS, context.language)
            context.notes.add(part.line, "part_unknown", title=part.title, expected=expected)
        elif name in parts:
            context.notes.add(part.line, "part_twice", title=part.title)
        else:
            parts[name] = part
    return parts


def _lot(facts: Facts) -> int:
    written = facts.text("lot") or "1"
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= 99):
        facts.context.notes.add(facts.line_of("lot"), "field_value", name="Lot", value=written, expected="1, 2, 3…")
        return 1
    return int(written)


def _substitute(context: Context, part: Heading | None, label: ProposedLabel) -> ProposedSubstitute | None:
    """A substitute is read by whoever may know that the requirement exists."""
    return ProposedSubstitute(context.words(part.nodes), label) if part else None


def _rationale(context: Context, facts: Facts, parts: dict[str, Heading], label: ProposedLabel) -> ProposedText:
    part = parts.get("rationale")
    tree = context.prose(part.nodes) if part else document()
    substitute = _substitute(context, parts.get("rationale_substitute"), label)
    return ProposedText(tree, facts.label("rationale_label", label, label), substitute)


def _criteria(
    context: Context, heading: Heading, part: Heading | None, outer: ProposedLabel, default: ProposedLabel
) -> tuple[ProposedCriterion, ...]:
    if part is None:
        context.notes.add(heading.line, "criteria_missing", code=heading.title)
        return ()
    rows = take_table(context, part, _COLUMNS, ("criterion", "value", "flexibility", "verification"))
    return tuple(_criterion(context, row, outer, default) for row in rows)


def _criterion(context: Context, row: Facts, outer: ProposedLabel, default: ProposedLabel) -> ProposedCriterion:
    row.demand("criterion", "flexibility", "verification")
    if not row.text("value"):
        context.notes.add(row.line, "level_missing", name=row.text("criterion"))
    substitute = row.text("substitute")
    return ProposedCriterion(
        name=row.text("criterion"),
        operator=row.choice("operator", Operator, Operator.NONE),
        value=row.text("value"),
        unit=row.text("measure"),
        qualifier=row.text("qualifier"),
        acceptance_limit=row.text("limit"),
        flexibility=row.choice("flexibility", Flexibility, Flexibility.F1),
        verification=row.choice("verification", Verification, Verification.DEMONSTRATION),
        label=row.label("label", default, outer),
        substitute=ProposedSubstitute(substitute, outer) if substitute else None,
    )


def _traces(context: Context, part: Heading | None, key: str, outer: ProposedLabel) -> tuple[ProposedTrace, ...]:
    """Read « - D-P-01, découle de (N4) : raison » items; a link that says no label has that of its requirement."""
    traces: list[ProposedTrace] = []
    for node in part.nodes if part else ():
        for item in node.children if node.type == "bullet_list" else (node,):
            line, text = context.outline.line_of(item), context.words([item])
            found = _TRACE.fullmatch(text) if item is not node else None
            if found is None:
                context.notes.add(line, "trace_form", text=text[:80])
            else:
                traces.append(_trace(context, found, line, outer))
                context.ledger.trace(key, traces[-1].to, traces[-1].kind, line)
    return tuple(traces)


def _trace(context: Context, found: re.Match[str], line: int, outer: ProposedLabel) -> ProposedTrace:
    to, word, label, reason = found.groups()
    kind = meaning_of(word, LinkKind)
    if kind is None:
        expected = words_for(LinkKind, context.language)
        context.notes.add(line, "field_value", name=to, value=word, expected=expected)
    if not reason:
        context.notes.add(line, "trace_reason", code=to)
    return ProposedTrace(
        to, kind or LinkKind.DERIVES_FROM, reason, context.label(label.strip(), line) if label else outer
    )
