"""What the operations on people answer."""

from dataclasses import dataclass
from datetime import datetime

from server.domain.roles import OrganizationKind, Role
from server.policy.view import OrganizationView
from server.web.answers import Named, SeatState


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Someone of the project; `level` is the highest they read, told to who decides on it.

    Who comes in `by_card` has no address: `email` is empty.
    """

    membership_id: str
    person_id: str
    name: str
    email: str
    by_card: bool
    role: Role
    organization_id: str
    task_ids: tuple[str, ...]
    level: int | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """Someone invited who has not come yet."""

    id: str
    email: str
    name: str
    role: Role
    organization_id: str
    at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class KindRoles:
    """The roles that people of one kind of organisation may have."""

    kind: OrganizationKind
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class ProjectLevel:
    """A level, what the pair calls it (empty: as usual), and who of the firm reads it."""

    level: int
    name: str
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """A closed set of people: the pair, and these."""

    id: str
    name: str
    person_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """The people of a project, for those who may know them."""

    people: tuple[PersonLine, ...]
    invitations: tuple[Invitation, ...]
    organizations: tuple[OrganizationView, ...]
    seats: tuple[SeatState, ...]
    roles: tuple[KindRoles, ...]
    tasks: tuple[Named, ...]
    circles: tuple[Circle, ...]
    levels: tuple[ProjectLevel, ...]
    can: tuple[str, ...]
