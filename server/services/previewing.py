"""A frozen version before it leaves: what one audience would read."""

from server.domain.words import Language
from server.exports.render import Style, render_requirement, render_section_head
from server.policy.abilities import Action, demand
from server.policy.reader import Reader
from server.policy.view import Purpose, RequirementView, Sight, SpecificationView, reveal
from server.services.frozen import content_of
from server.services.house import House
from server.services.losing import as_sent
from server.services.pages import picture_address
from server.services.releasing import demand_here, get_baseline
from server.services.within_sight import get_supplier


def preview(
    house: House, reader: Reader, specification_id: str, baseline_id: str, organization_id: str | None
) -> SpecificationView:
    """Return what a supplier (None: the reader) would read of a frozen version. Raises NotInYourSight, NotAllowed."""
    with house.database.read() as connection:
        demand_here(house, connection, reader, specification_id)
        baseline = get_baseline(connection, reader, specification_id, baseline_id)
        content = content_of(connection, baseline.id)
    if organization_id is None:
        return reveal(content, reader, Purpose.RELEASE)
    demand(reader, Action.VIEW_AS)
    get_supplier(Sight(content, reader, Purpose.RELEASE), organization_id)
    return as_sent(content, reader, organization_id)


def drawn(view: SpecificationView, language: Language) -> str:
    """Return a version's text as HTML, to be read and not worked on."""
    style = _style(language, view.id)
    requirements = {item.id: item for item in view.requirements}
    pieces: list[str] = []
    for section in view.sections:
        pieces.append(render_section_head(section, style))
        pieces.extend(render_requirement(requirements[one], style) for one in section.requirement_ids)
    return "".join(pieces)


def drawn_requirement(item: RequirementView, language: Language, specification_id: str, base: str) -> str:
    """Return one requirement as HTML, to be read and not worked on; `base` comes before the addresses of pictures."""
    return render_requirement(item, _style(language, specification_id, base))


def _style(language: Language, specification_id: str, base: str = "") -> Style:
    return Style(language, interactive=False, attachment_url=lambda one: base + picture_address(specification_id, one))
