"""What things are called, as far as a reader sees them."""

from server.domain.content import Finding, Requirement, Result
from server.policy.view import Revealer
from server.services.within_sight import all_texts


def names_of(revealer: Revealer) -> dict[str, str]:
    """Return the name of each thing the reader sees, by identifier; a part has the name of what it belongs to."""
    sight = revealer.sight
    names = {one.id: one.title for one in sight.sections.values()}
    names |= {one.id: one.title for one in sight.situations.values()}
    coded: tuple[Requirement | Finding | Result, ...] = (
        *sight.requirements.values(),
        *sight.findings.values(),
        *sight.results.values(),
    )
    names |= {one.id: f"{one.code} {one.title}" for one in coded}
    names |= {criterion: names[item.id] for criterion, item in sight.criteria.items()}
    owners = {part.id: owner.id for owner, part in all_texts(revealer.content)}
    names |= {part: names[owner] for part, owner in owners.items() if owner in names}
    opened = {one.id: one.section_id for one in revealer.content.openings}
    return names | {opening: names[section] for opening, section in opened.items() if section in names}
