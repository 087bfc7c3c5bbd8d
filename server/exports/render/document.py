"""A whole specification as chapters of HTML, drawn with the same fragments as the page (A5)."""

import base64
from dataclasses import dataclass

from server.domain.tracing import SubjectKind
from server.domain.words import say
from server.exports.edition import Edition
from server.exports.render.fragments import Pen, Style, environment, render_requirement, render_section_head
from server.policy.view import LinkView, RequirementView, SectionView


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: a number, a title, the anchor it leads to, its depth from 1."""

    number: str
    title: str
    anchor: str
    depth: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part printed on its own pages: its body as HTML and the entries it gives to the contents."""

    title: str
    html: str
    entries: tuple[Entry, ...]


def style_of(edition: Edition) -> Style:
    """Return the drawing style of a file: nothing interactive, pictures inside."""

    def inside(attachment_id: str) -> str:
        picture = edition.pictures.get(attachment_id)
        if picture is None:
            return "data:,"
        return f"data:{picture.media_type};base64,{base64.b64encode(picture.content).decode()}"

    return Style(edition.language, interactive=False, attachment_url=inside)


def chapters(edition: Edition) -> list[Chapter]:
    """Return the chapters in reading order: each first-level section with what is in it, then origins and the trace table."""
    style = style_of(edition)
    requirements = {item.id: item for item in edition.view.requirements}
    groups: list[list[SectionView]] = []
    for section in edition.view.sections:
        if section.depth == 1 or not groups:
            groups.append([])
        groups[-1].append(section)
    made = [_chapter(group, requirements, style) for group in groups]
    return [*made, *_annexes(edition, style)]


def _chapter(sections: list[SectionView], requirements: dict[str, RequirementView], style: Style) -> Chapter:
    pieces: list[str] = []
    entries: list[Entry] = []
    for section in sections:
        entries.append(Entry(section.number, section.title, f"sh-{section.id}", section.depth))
        pieces.append(render_section_head(section, style))
        pieces.extend(render_requirement(requirements[rid], style) for rid in section.requirement_ids)
    return Chapter(sections[0].title, "".join(pieces), tuple(entries))


def _annexes(edition: Edition, style: Style) -> list[Chapter]:
    view = edition.view
    made = []
    if view.findings or view.results:
        title = say("export.origins", edition.language)
        html = _draw("origins.html", style, findings=view.findings, results=view.results, title=title)
        made.append(Chapter(title, html, (Entry("", title, "origins", 1),)))
    title = say("export.trace", edition.language)
    html = _draw("trace.html", style, rows=_trace_rows(edition), title=title)
    made.append(Chapter(title, html, (Entry("", title, "trace", 1),)))
    return made


def _trace_rows(edition: Edition) -> list[tuple[RequirementView, list[LinkView]]]:
    kinds = (SubjectKind.FINDING, SubjectKind.RESULT)
    return [
        (item, [link for link in item.links if link.outgoing and link.other.kind in kinds])
        for item in edition.view.requirements
    ]


def _draw(template: str, style: Style, **values: object) -> str:
    return environment().get_template(template).render(pen=Pen(style), **values)


def draw_front(edition: Edition, contents: list[tuple[Entry, int | None]]) -> str:
    """Return the cover and the contents; a page number of None is left out (files without pages)."""
    return _draw("front.html", style_of(edition), edition=edition, contents=contents)
