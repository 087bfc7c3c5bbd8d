"""Someone reading one project: their role, how far they see, and whether this session is held below that."""

from dataclasses import dataclass, replace

from server.domain.roles import PAIR, SEAT_OF_ROLE, Role, Seat
from server.policy.labels import NAMED, OPEN, Label, offer_compartment


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks. `level` is the highest level read (-1: none); `compartments` the closed sets open to them.

    `capped` marks a session held below its owner's rights (view-as, projector): it reads and never writes.
    """

    person_id: str
    project_id: str
    role: Role
    organization_id: str
    level: int
    compartments: frozenset[str] = frozenset()
    task_ids: frozenset[str] = frozenset()
    capped: bool = False

    @property
    def is_supplier(self) -> bool:
        """Whether this reader belongs to a consulted supplier."""
        return self.role is Role.SUPPLIER

    @property
    def is_pilot(self) -> bool:
        """Whether this reader holds one of the two seats of the pair."""
        return self.role in PAIR

    @property
    def seat(self) -> Seat | None:
        """The seat of the steering pair this reader holds, if any."""
        return SEAT_OF_ROLE.get(self.role)

    @property
    def audience(self) -> tuple[object, ...]:
        """What two readers must share to be sent the same bytes."""
        return (
            self.role,
            self.organization_id if self.is_supplier else "",
            self.level,
            self.compartments,
            self.task_ids,
            self.capped,
        )


def sees(reader: Reader, label: Label) -> bool:
    """Tell whether the reader's clearance dominates `label` (L5). Role limits are `abilities.may`'s affair."""
    if not label.compartments <= reader.compartments:
        return False
    if reader.is_supplier:
        return label.level == OPEN or (label.level == NAMED and reader.organization_id in label.suppliers)
    return label.level <= reader.level


def keeps(now: Reader, before: Reader) -> bool:
    """Tell whether a reader reads everything that they read before: what was made for them then may still be given to them."""
    return (
        (now.role, now.organization_id, now.capped) == (before.role, before.organization_id, before.capped)
        and now.level >= before.level
        and now.compartments >= before.compartments
    )


def as_supplier(reader: Reader, organization_id: str) -> Reader:
    """Return the capped reader that sees exactly what a supplier of `organization_id` sees (« voir comme »)."""
    return replace(
        reader,
        role=Role.SUPPLIER,
        organization_id=organization_id,
        level=NAMED,
        compartments=frozenset({offer_compartment(organization_id)}),
        task_ids=frozenset(),
        capped=True,
    )
