"""The demo project: a template, the people who work on it, what they changed in it and what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from server.domain.blueprint import (
    Blueprint,
    DemoBlueprint,
    DemoMessage,
    DemoOrganization,
    DemoPerson,
    DemoThread,
    ProposedLabel,
    ProposedRequirement,
    ProposedSection,
    ProposedText,
)
from server.domain.discussion import Outcome, ThreadKind
from server.domain.requirement import Status
from server.domain.richtext import plain_text
from server.domain.roles import OrganizationKind, Role
from server.imports.diagnosis import second_level
from server.imports.fields import Context, Facts, take_facts, take_table
from server.imports.outline import Heading
from server.imports.problems import Notes
from server.imports.source import Source, decode, split_front_matter
from server.imports.specification import check_front, context_of, parts_of, read_blueprint, with_link_labels
from server.imports.vocabulary import meaning_of

FORMAT: Final = "concerte-demo"

_TEXTS: Final = ("format", "language", "template", "short_name", "project", "title")
_PARTS: Final = ("findings", "specification", "changes", "threads")
_CHANGE_COLUMNS: Final = ("key", "status", "label", "statement_label", "rationale_label", "owner")
_THREAD_FACTS: Final = ("kind", "quote", "label", "outcome", "reason")


class _Cast(NamedTuple):
    organizations: tuple[DemoOrganization, ...]
    people: tuple[DemoPerson, ...]


def template_name(data: bytes, file: str) -> str:
    """Return the name of the template that a demo grows from. Raises NotUnderstood when its front matter is wrong."""
    source = split_front_matter(file, decode(data))
    return str(_front(source, Notes(file))["template"])


def read(data: bytes, file: str, template: Blueprint) -> DemoBlueprint:
    """Return the demo grown from `template`. Raises NotUnderstood with every problem."""
    source, notes = split_front_matter(file, decode(data)), Notes(file)
    front = _front(source, notes)
    cast = _cast(source, front, notes)
    letters = tuple(one.supplier for one in cast.organizations if one.supplier)
    context = context_of(source, notes, front["language"], letters)
    _declare(context, template)
    for person in cast.people:
        for task in person.tasks:
            context.ledger.refer("task", task, source.line_of("people"))
    parts = parts_of(context, _PARTS)
    extra = read_blueprint(context, parts, front["title"], template.purpose, template.all_sections()[0].prefix)
    grown = _grown(context, parts, template, extra, letters, front["title"])
    grown, owners = _changed(context, parts, grown, cast)
    threads = _threads(context, parts["threads"], grown, cast) if "threads" in parts else ()
    context.ledger.check()
    notes.stop_if_any()
    firm = next(one.name for one in cast.organizations if one.kind is OrganizationKind.FIRM)
    return DemoBlueprint(
        front["short_name"],
        front["project"],
        firm,
        with_link_labels(grown),
        cast.organizations,
        cast.people,
        owners,
        threads,
    )


def _front(source: Source, notes: Notes) -> Mapping[str, Any]:
    front = check_front(source, notes, _TEXTS, ("organizations", "people"))
    if front["format"] != FORMAT:
        notes.add(source.line_of("format"), "front_value", name="format", value=front["format"], expected=FORMAT)
    notes.stop_if_any()
    return front


def _cast(source: Source, front: Mapping[str, Any], notes: Notes) -> _Cast:
    organizations = tuple(
        DemoOrganization(
            one["key"], one["name"], _word(one, "kind", OrganizationKind, source, notes), one.get("supplier", "")
        )
        for one in _rows(source, front, "organizations", ("key", "name", "kind"), notes)
    )
    people = tuple(
        DemoPerson(
            key=one["key"],
            name=one["name"],
            email=one["email"],
            role=_word(one, "role", Role, source, notes),
            organization=one["organization"],
            language=one.get("language", front["language"]),
            tasks=tuple(one.get("tasks", ())),
        )
        for one in _rows(source, front, "people", ("key", "name", "email", "role", "organization"), notes)
    )
    known = {one.key for one in organizations}
    for person in people:
        if person.organization not in known:
            notes.add(source.line_of("people"), "key_unknown", code=person.organization)
    if not any(one.kind is OrganizationKind.FIRM for one in organizations):
        notes.add(source.line_of("organizations"), "front_missing", name="kind: firm")
    notes.stop_if_any()
    return _Cast(organizations, people)


def _rows(
    source: Source, front: Mapping[str, Any], name: str, needed: Sequence[str], notes: Notes
) -> list[dict[str, Any]]:
    rows = front.get(name)
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and all(row.get(key) for key in needed) for row in rows
    ):
        notes.add(source.line_of(name), "front_value", name=name, value="", expected=", ".join(needed))
        notes.stop_if_any()
    return list(rows or ())


def _word(row: Mapping[str, Any], name: str, kind: Any, source: Source, notes: Notes) -> Any:
    found = meaning_of(str(row[name]), kind)
    if found is None:
        expected = ", ".join(str(one) for one in kind)
        notes.add(source.line_of(str(row[name])), "front_value", name=name, value=str(row[name]), expected=expected)
        notes.stop_if_any()
    return found


def _declare(context: Context, template: Blueprint) -> None:
    """Enter the template's names, so that what the demo adds may point at them and may not repeat them."""
    names = [("task", one.name) for one in template.tasks] + [("unit", one.name) for one in template.units]
    names += [("situation", one.title) for one in template.situations]
    names += [("key", one.key) for one in (*template.findings,)] + [("key", one.key) for one in template.all_results()]
    names += [("key", one.key) for one in template.all_requirements()]
    for kind, name in names:
        context.ledger.declare(kind, name, 1)


def _grown(
    context: Context,
    parts: Mapping[str, Heading],
    template: Blueprint,
    extra: Blueprint,
    letters: tuple[str, ...],
    title: str,
) -> Blueprint:
    known = {section.title for section in template.all_sections()}
    part = parts.get("specification")
    for heading in part.walk() if part else ():
        if heading.level in {2, 3} and heading.title not in known:
            context.notes.add(heading.line, "section_unknown", title=heading.title)
    more = {section.title: section.requirements for section in extra.all_sections()}
    return replace(
        template,
        title=title,
        suppliers=letters,
        findings=template.findings + extra.findings,
        sections=tuple(_with_more(section, more) for section in template.sections),
    )


def _with_more(section: ProposedSection, more: Mapping[str, tuple[ProposedRequirement, ...]]) -> ProposedSection:
    return replace(
        section,
        requirements=section.requirements + more.get(section.title, ()),
        sections=tuple(_with_more(part, more) for part in section.sections),
    )


def _changed(
    context: Context, parts: Mapping[str, Heading], blueprint: Blueprint, cast: _Cast
) -> tuple[Blueprint, tuple[tuple[str, str], ...]]:
    rows: dict[str, Facts] = {}
    if "changes" in parts:
        for row in take_table(context, parts["changes"], _CHANGE_COLUMNS, ("key",)):
            row.refer("key", "key")
            rows[row.text("key")] = row
    people = {person.key for person in cast.people}
    owners = []
    for key, row in rows.items():
        if owner := row.text("owner"):
            owners.append((key, owner))
            if owner not in people:
                context.notes.add(row.line, "person_unknown", name=owner)
    sections = tuple(_section_changed(section, rows) for section in blueprint.sections)
    return replace(blueprint, sections=sections), tuple(owners)


def _section_changed(section: ProposedSection, rows: Mapping[str, Facts]) -> ProposedSection:
    return replace(
        section,
        requirements=tuple(_requirement_changed(one, rows.get(one.key)) for one in section.requirements),
        sections=tuple(_section_changed(part, rows) for part in section.sections),
    )


def _requirement_changed(requirement: ProposedRequirement, row: Facts | None) -> ProposedRequirement:
    """Apply a row: a new label takes along the parts that had the old one."""
    if row is None:
        return requirement
    old, label = requirement.label, row.label("label", requirement.label)

    def moved(part: ProposedLabel) -> ProposedLabel:
        return label if part == old else part

    def text(part: ProposedText, name: str) -> ProposedText:
        told = part.substitute and replace(part.substitute, label=moved(part.substitute.label))
        return replace(part, label=row.label(name, moved(part.label), label), substitute=told)

    return replace(
        requirement,
        status=row.choice("status", Status, requirement.status),
        label=label,
        statement=text(requirement.statement, "statement_label"),
        rationale=text(requirement.rationale, "rationale_label"),
        criteria=tuple(replace(one, label=moved(one.label)) for one in requirement.criteria),
        traces=tuple(replace(one, label=moved(one.label)) for one in requirement.traces),
    )


def _threads(context: Context, part: Heading, blueprint: Blueprint, cast: _Cast) -> tuple[DemoThread, ...]:
    texts = {one.key: plain_text(one.statement.tree) for one in blueprint.all_requirements()}
    texts |= {one.key: plain_text(one.text.tree) for one in blueprint.findings}
    people = {person.key for person in cast.people}
    return tuple(_thread(context, heading, texts, people) for heading in second_level(context, part))


def _thread(context: Context, heading: Heading, texts: Mapping[str, str], people: set[str]) -> DemoThread:
    about = heading.title.split(" ")[0]
    context.ledger.refer("key", about, heading.line)
    facts, rest = take_facts(context, heading, _THREAD_FACTS, ("kind",))
    quote = facts.text("quote")
    if quote and quote not in texts.get(about, quote):
        context.notes.add(facts.line_of("quote"), "quote_unknown", quote=quote, code=about)
    return DemoThread(
        about=about,
        quote=quote,
        kind=facts.choice("kind", ThreadKind, ThreadKind.REMARK),
        label=facts.label("label", ProposedLabel(2)) if facts.text("label") else None,
        outcome=facts.choice("outcome", Outcome, Outcome.NOT_KEPT) if facts.text("outcome") else None,
        outcome_reason=facts.text("reason"),
        messages=_messages(context, heading, rest, people),
    )


def _messages(context: Context, heading: Heading, nodes: Sequence[Any], people: set[str]) -> tuple[DemoMessage, ...]:
    messages: list[DemoMessage] = []
    for node in nodes:
        author, colon, text = context.words([node]).partition(":")
        line = context.outline.line_of(node)
        if not colon or not text.strip():
            context.notes.add(line, "message_form", text=context.words([node])[:80])
        elif author.strip() not in people:
            context.notes.add(line, "person_unknown", name=author.strip())
        messages.append(DemoMessage(author.strip(), text.strip()))
    if not messages:
        context.notes.add(heading.line, "text_missing", title=heading.title)
    return tuple(messages)
