"""A frozen version before it leaves: what one audience would read, and what stays behind."""

from dataclasses import dataclass

from server.domain.errors import NotInYourSight
from server.domain.words import Language
from server.exports.render import Style, render_requirement, render_section_head
from server.policy.abilities import Action, demand
from server.policy.reader import Reader, as_supplier
from server.policy.view import Purpose, RequirementView, SpecificationView, reveal
from server.services.frozen import content_of
from server.services.house import House
from server.services.pages import picture_address
from server.services.releasing import get_baseline


@dataclass(frozen=True, slots=True)
class Withheld:
    """A part the reader sees and the audience does not; `substitute` when a sentence stands in its place."""

    code: str
    title: str
    part: str
    substitute: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What an audience would read of a version, and what of it stays behind (for who prepares it)."""

    view: SpecificationView
    withheld: tuple[Withheld, ...]


def preview(
    house: House, reader: Reader, specification_id: str, baseline_id: str, organization_id: str | None
) -> Preview:
    """Return what a supplier (None: the reader) would read of a frozen version. Raises NotInYourSight, NotAllowed."""
    with house.database.read() as connection:
        baseline = get_baseline(connection, reader, specification_id, baseline_id)
        content = content_of(connection, baseline.id)
    own = reveal(content, reader, Purpose.RELEASE)
    if organization_id is None:
        return Preview(own, ())
    demand(reader, Action.VIEW_AS)
    known = {item.id for item in own.organizations if item.kind == "supplier"}
    if organization_id not in known:
        raise NotInYourSight
    theirs = reveal(content, as_supplier(reader, organization_id), Purpose.RELEASE)
    return Preview(theirs, withheld_between(own, theirs))


def withheld_between(own: SpecificationView, theirs: SpecificationView) -> tuple[Withheld, ...]:
    """Return, in reading order, what the first view shows of requirements that the second does not."""
    shown = {item.id: item for item in theirs.requirements}
    found: list[Withheld] = []
    for item in own.requirements:
        other = shown.get(item.id)
        if other is None:
            found.append(Withheld(item.code, item.title, "requirement", substitute=False))
        else:
            found.extend(_parts(item, other))
    return tuple(found)


def _parts(item: RequirementView, other: RequirementView) -> list[Withheld]:
    missing: list[Withheld] = []
    pairs = (("statement", item.statement, other.statement), ("rationale", item.rationale, other.rationale))
    for name, mine, theirs in pairs:
        if mine is not None and (theirs is None or theirs.substitute):
            missing.append(Withheld(item.code, item.title, name, substitute=theirs is not None))
    instead = {criterion.id: criterion.substitute for criterion in other.criteria}
    missing += [
        Withheld(item.code, criterion.name, "criterion", substitute=instead.get(criterion.id, False))
        for criterion in item.criteria
        if instead.get(criterion.id, True)
    ]
    return missing


def drawn(view: SpecificationView, language: Language) -> str:
    """Return a version's text as HTML, to be read and not worked on."""
    style = Style(language, interactive=False, attachment_url=lambda one: picture_address(view.id, one))
    requirements = {item.id: item for item in view.requirements}
    pieces: list[str] = []
    for section in view.sections:
        pieces.append(render_section_head(section, style))
        pieces.extend(render_requirement(requirements[one], style) for one in section.requirement_ids)
    return "".join(pieces)
