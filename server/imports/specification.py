"""The parts of a template put together: tasks, situations, findings, simulations and chapters become one blueprint."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Final

from server.domain.blueprint import Blueprint, ProposedLabel, ProposedRequirement, ProposedSection
from server.domain.words import LANGUAGES
from server.imports.diagnosis import read_findings, read_simulations, read_situations, read_tasks
from server.imports.fields import Context
from server.imports.ledger import Ledger
from server.imports.markdown_blocks import parse_markdown
from server.imports.outline import MAX_HEADING, Heading, outline_of
from server.imports.problems import Notes
from server.imports.requirements import read_sections
from server.imports.source import Source
from server.imports.vocabulary import PARTS, name_of, names_for

TEMPLATE_PARTS: Final = ("tasks", "situations", "findings", "simulations", "specification")


def check_front(source: Source, notes: Notes, texts: Collection[str], others: Collection[str]) -> Mapping[str, Any]:
    """Return the front matter, noting what is missing, unknown or not a text. `texts` must be there and be texts."""
    if source.front is None:
        line = source.front_error_line
        notes.add(line or 1, "bad_front_matter" if line else "no_front_matter")
        notes.stop_if_any()
    front = source.front or {}
    for name in texts:
        if not isinstance(front.get(name), str) or not front[name].strip():
            notes.add(source.line_of(name), "front_missing", name=name)
        elif name == "title" and len(front[name]) > MAX_HEADING:
            notes.add(source.line_of(name), "too_long", name=name, limit=MAX_HEADING)
    for name in front:
        if name not in texts and name not in others:
            notes.add(source.line_of(str(name)), "front_unknown", name=str(name))
    if front.get("language") not in LANGUAGES:
        value = str(front.get("language", ""))
        notes.add(source.line_of("language"), "front_value", name="language", value=value, expected="fr, en")
    notes.stop_if_any()
    return front


def context_of(source: Source, notes: Notes, language: str, suppliers: tuple[str, ...]) -> Context:
    """Parse the body of a file and return what its readers need."""
    outline = outline_of(parse_markdown(source.body), source.body_line)
    for heading in outline.root.walk():
        if len(heading.title) > MAX_HEADING:
            notes.add(heading.line, "too_long", name=heading.title[:40], limit=MAX_HEADING)
    return Context(outline, notes, Ledger(notes), language, suppliers)


def parts_of(context: Context, known: Collection[str]) -> dict[str, Heading]:
    """Return the first-level headings by what they are, noting text above them, unknown ones and repeated ones."""
    parts: dict[str, Heading] = {}
    for node in context.outline.root.nodes:
        context.notes.add(context.outline.line_of(node), "text_astray")
    for heading in context.outline.root.parts:
        name = name_of(heading.title, PARTS, known)
        if heading.level != 1:
            context.notes.add(heading.line, "heading_depth", title=heading.title, expected="#")
        elif name is None:
            expected = names_for(PARTS, known, context.language)
            context.notes.add(heading.line, "part_unknown", title=heading.title, expected=expected)
        elif name in parts:
            context.notes.add(heading.line, "part_twice", title=heading.title)
        else:
            parts[name] = heading
    return parts


def read_blueprint(context: Context, parts: Mapping[str, Heading], title: str, purpose: str, prefix: str) -> Blueprint:
    """Read every part into one blueprint whose links are as secret as both of their ends."""
    units, tasks = read_tasks(context, parts["tasks"]) if "tasks" in parts else ((), ())
    blueprint = Blueprint(
        title=title,
        language=context.language,
        purpose=purpose,
        suppliers=context.suppliers,
        units=units,
        tasks=tasks,
        situations=read_situations(context, parts["situations"]) if "situations" in parts else (),
        findings=read_findings(context, parts["findings"]) if "findings" in parts else (),
        simulations=read_simulations(context, parts["simulations"]) if "simulations" in parts else (),
        sections=read_sections(context, parts["specification"], prefix) if "specification" in parts else (),
    )
    return with_link_labels(blueprint)


def with_link_labels(blueprint: Blueprint) -> Blueprint:
    """Close each link at least as much as the thing it leads to (A9)."""
    labels = {one.key: one.label for one in blueprint.findings}
    labels |= {one.key: one.label for one in blueprint.all_results()}
    labels |= {one.key: one.label for one in blueprint.all_requirements()}
    return replace(blueprint, sections=tuple(_section(one, labels) for one in blueprint.sections))


def _section(section: ProposedSection, labels: Mapping[str, ProposedLabel]) -> ProposedSection:
    return replace(
        section,
        requirements=tuple(_requirement(one, labels) for one in section.requirements),
        sections=tuple(_section(one, labels) for one in section.sections),
    )


def _requirement(requirement: ProposedRequirement, labels: Mapping[str, ProposedLabel]) -> ProposedRequirement:
    traces = tuple(
        replace(trace, label=_more_closed(_more_closed(trace.label, requirement.label), labels.get(trace.to)))
        for trace in requirement.traces
    )
    return replace(requirement, traces=traces)


def _more_closed(one: ProposedLabel, other: ProposedLabel | None) -> ProposedLabel:
    return other if other is not None and one.is_more_open_than(other) else one
