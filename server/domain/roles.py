"""Who people are in a project: their role, and for the two pilots the seat they hold."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """A person's role in one project (domain guide §3.3)."""

    STEERING_WORK = "steering_work"
    STEERING_PRODUCTION = "steering_production"
    SPONSOR = "sponsor"
    EMPLOYEE = "employee"
    LINE_MANAGER = "line_manager"
    EMPLOYEE_REP = "employee_rep"
    CONSULTANT_WORK = "consultant_work"
    CONSULTANT_PRODUCTION = "consultant_production"
    SUPPLIER = "supplier"
    FACILITATOR = "facilitator"
    OBSERVER = "observer"
    ADMINISTRATOR = "administrator"


class Seat(StrEnum):
    """One of the two places of the steering pair; they weigh the same."""

    WORK = "work"
    PRODUCTION = "production"


class OrganizationKind(StrEnum):
    """What an organisation is to the project."""

    FIRM = "firm"
    CONSULTANCY = "consultancy"
    SUPPLIER = "supplier"


SEAT_OF_ROLE: Final = {Role.STEERING_WORK: Seat.WORK, Role.STEERING_PRODUCTION: Seat.PRODUCTION}
PAIR: Final = frozenset(SEAT_OF_ROLE)
MANAGEMENT: Final = frozenset({Role.SPONSOR, Role.LINE_MANAGER})
"""Who is told of nobody's presence, unless they let it be seen."""

CONSULTANTS: Final = frozenset({Role.CONSULTANT_WORK, Role.CONSULTANT_PRODUCTION})

SPEAKERS: Final = frozenset({Role.EMPLOYEE, Role.LINE_MANAGER, Role.EMPLOYEE_REP})
"""Whose words are recorded and read again by themselves; who steers or manages the project never reads raw speech."""

DEFAULT_CLEARANCE: Final = {
    Role.STEERING_WORK: 4,
    Role.STEERING_PRODUCTION: 4,
    Role.SPONSOR: 4,
    Role.EMPLOYEE: 2,
    Role.LINE_MANAGER: 2,
    Role.EMPLOYEE_REP: 2,
    Role.CONSULTANT_WORK: 3,
    Role.CONSULTANT_PRODUCTION: 3,
    Role.SUPPLIER: 1,
    Role.FACILITATOR: 2,
    Role.OBSERVER: 0,
    Role.ADMINISTRATOR: -1,
}
"""The level each role reads up to unless the pair decides otherwise; -1 reads no content at all."""
