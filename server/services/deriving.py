"""From a finding or a simulation result to a requirement, in one gesture and one transaction."""

from dataclasses import dataclass, replace

from server.domain.content import Finding, Result
from server.domain.errors import Conflict, Invalid
from server.domain.tracing import ORIGIN_KINDS, ORIGINS, LinkKind, Subject, SubjectKind
from server.policy.abilities import Action, demand
from server.policy.labels import Label, at_least
from server.policy.reader import Reader
from server.policy.view import Sight
from server.services import planting
from server.services.fields import choice, passage
from server.services.house import House
from server.services.linking import write_link
from server.services.planting import NewRequirement
from server.services.within_sight import as_seen, demand_label, get_finding, get_result, get_section


@dataclass(frozen=True, slots=True)
class OriginLink:
    """How the new requirement comes from its origin, and why."""

    target: Subject
    kind: str = LinkKind.DERIVES_FROM
    reason: str = ""


def requirement_from_origin(
    house: House,
    reader: Reader,
    specification_id: str,
    wanted: NewRequirement,
    link: OriginLink,
    *,
    label: Label | None = None,
) -> tuple[str, str]:
    """Write a requirement that comes from a finding or a result, with the link between them, and return (id, code).

    Without tasks of its own it takes those of the origin's situation. Its label is the section's default unless a more
    secret one is given; the link is as secret as both ends (L6). Raises NotInYourSight, NotAllowed, Invalid, Conflict.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        section = get_section(sight, wanted.section_id)
        origin = _origin(sight, link.target)
        demand(reader, Action.REQUIREMENT_ADD)
        demand(reader, Action.LINK_WRITE)
        kind = choice(link.kind, LinkKind)
        if kind not in ORIGIN_KINDS:
            raise Invalid("link")
        if section.withdrawn:
            raise Conflict("section_withdrawn")
        if not wanted.task_ids:
            wanted = replace(wanted, task_ids=_tasks_of(sight, origin))
        item = planting.plant(deed, sight, section, wanted, _label(sight, planting.inherited(section), label))
        subject = Subject(SubjectKind.REQUIREMENT, item.id)
        deed.record("add_requirement", subject, item.label, after={"code": item.code, "title": item.title})
        reason = passage(link.reason, most=2000, empty=True)
        write_link(deed, deed.sight(), subject, link.target, kind, reason)
        return item.id, item.code


def _origin(sight: Sight, target: Subject) -> Finding | Result:
    if target.kind not in ORIGINS:
        raise Invalid("link")
    return get_finding(sight, target.id) if target.kind is SubjectKind.FINDING else get_result(sight, target.id)


def _tasks_of(sight: Sight, origin: Finding | Result) -> tuple[str, ...]:
    situation = sight.situations.get(origin.situation_id or "")
    return as_seen(sight, situation, "task_ids") if situation else ()


def _label(sight: Sight, default: Label, given: Label | None) -> Label:
    if given is None:
        return default
    demand_label(sight, given)
    if not at_least(given, default) or given.compartments != default.compartments:
        raise Invalid("label")
    return given
