"""Reading tasks, work situations, findings and simulations from the text of a template."""

import re
from collections.abc import Iterable
from typing import Final

from server.domain.blueprint import (
    FIRM_ONLY,
    ProposedFinding,
    ProposedResult,
    ProposedSimulation,
    ProposedSituation,
    ProposedTask,
    ProposedText,
    ProposedUnit,
)
from server.domain.tracing import (
    EvidenceKind,
    FindingStatus,
    Register,
    ResultKind,
    ResultStatus,
    Severity,
    SituationCondition,
    TaskSupport,
)
from server.imports.fields import Context, take_facts, take_table
from server.imports.outline import Heading

KEYED_TITLE: Final = re.compile(r"([A-Z]{1,4}(?:-[A-Z])?-\d{2,3})\s*(?:·|—|–|:|-)\s*(.+)")
"""A key, a separator, a title: « D-P-01 · Le planning est refait chaque matin »."""

_FINDING_KEY: Final = re.compile(r"D-([TPC])-\d{2,3}")
_RESULT_KEY: Final = re.compile(r"S-\d{2,3}")
_REGISTERS: Final = {"T": Register.WORK, "P": Register.PRODUCTION, "C": Register.COMMON}

_TASK_COLUMNS: Final = ("task", "unit", "support", "reason")
_SITUATION_FACTS: Final = ("condition", "unit", "tasks", "label")
_FINDING_FACTS: Final = ("evidence", "severity", "situation", "unit", "status", "label")
_SIMULATION_FACTS: Final = ("held_on", "support", "group", "situation", "label")
_RESULT_FACTS: Final = ("kind", "register", "situation", "status", "label")
_ISO_DATE: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def read_tasks(context: Context, part: Heading) -> tuple[tuple[ProposedUnit, ...], tuple[ProposedTask, ...]]:
    """Read the table of tasks; the teams are those it names, in their order."""
    tasks: list[ProposedTask] = []
    for row in take_table(context, part, _TASK_COLUMNS, ("task", "support")):
        row.demand("task")
        context.ledger.declare("task", row.text("task"), row.line)
        support = row.choice("support", TaskSupport, TaskSupport.TOOL)
        tasks.append(ProposedTask(row.text("task"), row.text("unit"), support, row.text("reason")))
    units = dict.fromkeys(task.unit for task in tasks if task.unit)
    for name in units:
        context.ledger.declare("unit", name, part.line)
    return tuple(ProposedUnit(name) for name in units), tuple(tasks)


def read_situations(context: Context, part: Heading) -> tuple[ProposedSituation, ...]:
    """Read one situation per second-level heading."""
    return tuple(_situation(context, heading) for heading in second_level(context, part))


def _situation(context: Context, heading: Heading) -> ProposedSituation:
    facts, rest = take_facts(context, heading, _SITUATION_FACTS, ("condition",))
    label = facts.label("label", FIRM_ONLY)
    context.ledger.declare("situation", heading.title, heading.line)
    story = context.prose(rest)
    context.demand_text(story, heading)
    return ProposedSituation(
        title=heading.title,
        condition=facts.choice("condition", SituationCondition, SituationCondition.NORMAL),
        unit=facts.refer("unit", "unit"),
        tasks=facts.refer_several("tasks", "task"),
        story=ProposedText(story, label),
        label=label,
    )


def read_findings(context: Context, part: Heading) -> tuple[ProposedFinding, ...]:
    """Read one finding per second-level heading; its register is in its key (D-T work, D-P production, D-C common)."""
    return tuple(_finding(context, heading) for heading in second_level(context, part))


def _finding(context: Context, heading: Heading) -> ProposedFinding:
    key, title = keyed(context, heading, _FINDING_KEY, "D-T-01")
    facts, rest = take_facts(context, heading, _FINDING_FACTS, ("evidence", "severity"))
    label = facts.label("label", FIRM_ONLY)
    text = context.prose(rest)
    context.demand_text(text, heading)
    return ProposedFinding(
        key=key,
        title=title,
        register=_REGISTERS.get(key[2:3], Register.COMMON),
        evidence=facts.choice("evidence", EvidenceKind, EvidenceKind.OBSERVATION),
        severity=facts.choice("severity", Severity, Severity.MEDIUM),
        status=facts.choice("status", FindingStatus, FindingStatus.VALIDATED),
        situation=facts.refer("situation", "situation"),
        unit=facts.refer("unit", "unit"),
        text=ProposedText(text, label),
        label=label,
    )


def read_simulations(context: Context, part: Heading) -> tuple[ProposedSimulation, ...]:
    """Read one simulation per second-level heading and its results from the third-level headings under it."""
    return tuple(_simulation(context, heading) for heading in second_level(context, part, deepest=3))


def _simulation(context: Context, heading: Heading) -> ProposedSimulation:
    facts, rest = take_facts(context, heading, _SIMULATION_FACTS, ("support", "group"))
    for node in rest:
        context.notes.add(context.outline.line_of(node), "text_astray")
    held_on = facts.text("held_on")
    if held_on and _ISO_DATE.fullmatch(held_on) is None:
        context.notes.add(facts.line_of("held_on"), "field_value", name="Date", value=held_on, expected="2026-03-19")
    label = facts.label("label", FIRM_ONLY)
    return ProposedSimulation(
        title=heading.title,
        held_on=held_on,
        support=facts.text("support"),
        group=facts.text("group"),
        situation=facts.refer("situation", "situation"),
        label=label,
        results=tuple(_result(context, result, facts.text("situation")) for result in heading.parts),
    )


def _result(context: Context, heading: Heading, situation: str) -> ProposedResult:
    key, title = keyed(context, heading, _RESULT_KEY, "S-01")
    facts, rest = take_facts(context, heading, _RESULT_FACTS, ("kind", "register"))
    label = facts.label("label", FIRM_ONLY)
    text = context.prose(rest)
    context.demand_text(text, heading)
    return ProposedResult(
        key=key,
        title=title,
        kind=facts.choice("kind", ResultKind, ResultKind.NEED),
        register=facts.choice("register", Register, Register.COMMON),
        status=facts.choice("status", ResultStatus, ResultStatus.CONFIRMED),
        situation=facts.refer("situation", "situation") or situation,
        text=ProposedText(text, label),
        label=label,
    )


def keyed(context: Context, heading: Heading, shape: re.Pattern[str], example: str) -> tuple[str, str]:
    """Return the key and the title of a heading; a heading without a key of this shape is noted and keeps its title."""
    found = KEYED_TITLE.fullmatch(heading.title)
    if found is None or shape.fullmatch(found[1]) is None:
        context.notes.add(heading.line, "key_expected", title=heading.title, example=example)
        return heading.title, heading.title
    context.ledger.declare("key", found[1], heading.line)
    return found[1], found[2]


def second_level(context: Context, part: Heading, deepest: int = 2) -> Iterable[Heading]:
    """Return the second-level headings of a part, noting text above them and headings of any other depth."""
    for node in part.nodes:
        context.notes.add(context.outline.line_of(node), "text_astray")
    for heading in part.walk():
        expected = "##" if deepest == 2 else "##, ###"
        inside = [one for one in heading.parts if one.level != heading.level + 1 or one.level > deepest]
        for one in inside:
            context.notes.add(one.line, "heading_depth", title=one.title, expected=expected)
    return [heading for heading in part.parts if heading.level == 2]
