"""Help with wording: a statement while it is written, and the whole set read again before it is signed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from server.domain.requirement import Flexibility
from server.domain.richtext import parse, plain_text
from server.domain.tracing import Gap, LinkKind, SubjectKind
from server.domain.wording import Remark, remarks_on
from server.domain.wording.duplicates import duplicates
from server.policy.abilities import Action, demand
from server.policy.reader import Reader
from server.policy.view import RequirementView
from server.services.house import House
from server.services.looking import see_requirement, see_specification
from server.services.reading import head

SET_CHECKS: Final = ("no_origin", "no_criterion", "conflict", "duplicate")
"""What is read on the set, in the order of the page."""


@dataclass(frozen=True, slots=True)
class SetRemark:
    """What is remarked of a requirement within the set, and with which others (their codes)."""

    requirement: RequirementView
    others: tuple[RequirementView, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """The set as this reader reads it: what each check of the set found, and what is remarked in each statement.

    `every_origin` tells that no origin can be hidden from the reader.
    """

    count: int
    every_origin: bool
    of_the_set: dict[str, tuple[SetRemark, ...]]
    statements: tuple[tuple[RequirementView, tuple[Remark, ...]], ...]


def remarks_while_writing(
    house: House, reader: Reader, specification_id: str, text: str, requirement_id: str | None
) -> tuple[Remark, ...]:
    """Return the remarks on words that somebody is writing as a statement, of that requirement if one is named.

    They depend on these words alone, and on whether the requirement has a mandatory criterion that the reader sees.
    Raises NotAllowed, NotInYourSight.
    """
    demand(reader, Action.TEXT_PROPOSE)
    known = head(house, reader, specification_id)
    firm = requirement_id is not None and _firm(see_requirement(house, reader, specification_id, requirement_id))
    return remarks_on(text, known.language, firm=firm)


def see_remarks(
    house: House, reader: Reader, specification_id: str, requirement_id: str
) -> tuple[str, tuple[Remark, ...]]:
    """Return the statement of a requirement as this reader reads it, and what is remarked in it, to people of the firm.

    Raises NotAllowed, NotInYourSight.
    """
    demand(reader, Action.HISTORY_READ)
    known = head(house, reader, specification_id)
    item = see_requirement(house, reader, specification_id, requirement_id)
    return _statement(item), remarks_of(item, known.language)


def remarks_of(requirement: RequirementView, language: str) -> tuple[Remark, ...]:
    """Return the remarks on the statement as this reader reads it; none on a text that stands instead of another."""
    return remarks_on(_statement(requirement), language, firm=_firm(requirement))


def see_whole(house: House, reader: Reader, specification_id: str) -> Whole:
    """Return what is remarked in all that this reader reads, in reading order. Raises NotAllowed, NotInYourSight."""
    demand(reader, Action.REQUIREMENT_SIGN)
    view = see_specification(house, reader, specification_id)
    items = {one.id: one for one in view.requirements}
    double = duplicates({one.id: _statement(one) for one in items.values()})
    pairs = {"conflict": tuple(_conflicts(items.values())), "duplicate": double}
    alone = {
        "no_origin": [one for one in items.values() if one.orphan is not Gap.NONE],
        "no_criterion": [one for one in items.values() if not one.criteria],
    }
    remarked = ((one, remarks_of(one, view.language)) for one in items.values())
    return Whole(
        count=len(items),
        every_origin=view.every_origin,
        of_the_set={
            **{name: tuple(SetRemark(one, ()) for one in found) for name, found in alone.items()},
            **{
                name: tuple(SetRemark(items[one], (items[other],)) for one, other in found if other in items)
                for name, found in pairs.items()
            },
        },
        statements=tuple((one, remarks) for one, remarks in remarked if remarks),
    )


def _conflicts(requirements: Iterable[RequirementView]) -> Iterator[tuple[str, str]]:
    for one in requirements:
        for link in one.links:
            if link.outgoing and link.kind is LinkKind.CONFLICTS_WITH and link.other.kind is SubjectKind.REQUIREMENT:
                yield one.id, link.other.id


def _statement(requirement: RequirementView) -> str:
    text = requirement.statement
    return plain_text(parse(text.tree)) if text is not None and not text.substitute else ""


def _firm(requirement: RequirementView) -> bool:
    return any(one.flexibility is Flexibility.F0 for one in requirement.criteria if not one.substitute)
