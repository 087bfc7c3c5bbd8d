"""Who works together: a team is who has a task in the same place, and is named only when it is three people at least (T5)."""

from collections.abc import Collection

from server.domain.content import Member, SpecificationContent, Unit
from server.domain.discussion import TEAM_LEAST
from server.domain.roles import SPEAKERS, Role

RELAYS = frozenset({Role.EMPLOYEE_REP, Role.CONSULTANT_WORK})
"""Who may be asked to speak for somebody."""


def team_in(content: SpecificationContent, unit_id: str) -> list[Member]:
    """Return those who work in a place now: employees, line managers and representatives with a task there."""
    there = {task.id for task in content.tasks if task.unit_id == unit_id}
    return [one for one in content.members if one.role in SPEAKERS and not there.isdisjoint(one.task_ids)]


def team_of(content: SpecificationContent, task_ids: Collection[str]) -> Unit | None:
    """Return the place where these tasks are done, the first in the order of the tasks; None when none of them has one."""
    places = [task.unit_id for task in content.tasks if task.id in task_ids and task.unit_id is not None]
    return next((unit for place in places for unit in content.units if unit.id == place), None)


def may_be_named(content: SpecificationContent, unit_id: str) -> bool:
    """Tell whether a team is large enough for nobody to be singled out by its name."""
    return len(team_in(content, unit_id)) >= TEAM_LEAST


def relays_for(content: SpecificationContent, person_id: str) -> list[Member]:
    """Return who may speak for somebody, by name: representatives and the consultant on work, never oneself."""
    return [one for one in content.members if one.role in RELAYS and one.person_id != person_id]
