"""Reasons that only the history keeps: of closings, of states, of a refused visa, and of openings that wait for the other seat."""

from typing import TYPE_CHECKING

from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import Label
from server.services import editing, reclassifying, signing
from tests.leaks.canary import Kind

if TYPE_CHECKING:
    from tests.leaks.world import World


def give_reasons(world: "World") -> None:
    """Do what takes a reason, and give a planted one each time."""
    house, claire, spec = world.house, world.reader("claire"), world.specification_id
    item = world.requirement("sacrifice 2")
    for part, label in ((item.statement, 3), (item.rationale, 4)):
        why = world.aviary.plant("reason of a closing", Kind.HISTORY, f"N{label}")
        reclassifying.change_label(
            house, claire, spec, Subject(SubjectKind.TEXT, part.id), label=Label(label), reason=why
        )
    why = world.aviary.plant("reason of a status", Kind.HISTORY, "N2")
    editing.set_status(house, claire, spec, item.id, to="deferred", reason=why)
    editing.set_status(house, claire, spec, item.id, to="discussion")
    why = world.aviary.plant("reason of a refused visa", Kind.HISTORY, "N3")
    editing.set_status(house, claire, spec, item.id, to="to_sign")
    signing.refuse_visa(house, claire, spec, item.id, reason=why)
    editing.set_status(house, claire, spec, item.id, to="discussion")
    for key in ("parts N2 closed", "parts N3 closed", "parts N4 closed"):
        part = world.requirement(key).rationale
        why = world.aviary.plant("reason of an opening", Kind.HISTORY, key.split()[1])
        done = reclassifying.change_label(
            house, claire, spec, Subject(SubjectKind.TEXT, part.id), label=Label(0), reason=why
        )
        world.lowerings.append(done.proposal_id or "")
