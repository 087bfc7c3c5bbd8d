"""What requirements come from, after the gate, without the requirements themselves."""

from server.domain.content import Requirement
from server.domain.errors import NotInYourSight
from server.domain.requirement import OUT_OF_THE_TEXT
from server.domain.tracing import Gap, Subject, SubjectKind
from server.policy.abilities import Action, may
from server.policy.view._seal import SEAL
from server.policy.view.reveal import Revealer
from server.policy.view.sight import Sight, in_order
from server.policy.view.types import OriginsView, OrphanView


def reveal_origins(revealer: Revealer) -> OriginsView:
    """Return all that requirements come from, as this reader may read it. Raises NotInYourSight for who is told no origins."""
    if not may(revealer.reader, Action.ORIGIN_READ):
        raise NotInYourSight
    content, sight = revealer.content, revealer.sight
    return OriginsView(
        findings=tuple(finding for one in content.findings if (finding := revealer.finding(one)) is not None),
        results=tuple(result for one in content.results if (result := revealer.result(one)) is not None),
        simulations=tuple(held for one in content.simulations if (held := revealer.simulation(one)) is not None),
        situations=tuple(revealer.situation(one) for one in sight.situations.values()),
        tasks=tuple(revealer.task(one) for one in content.tasks),
        units=tuple(revealer.unit(one) for one in content.units),
        orphans=tuple(
            OrphanView(id=one.id, code=one.code, title=one.title, seal=SEAL)
            for one in requirements_in_order(sight)
            if sight.gap(Subject(SubjectKind.REQUIREMENT, one.id)) is not Gap.NONE
        ),
        every_origin=sight.sees_every_origin,
        seal=SEAL,
    )


def requirements_in_order(sight: Sight) -> list[Requirement]:
    """Return the requirements of the text this reader sees, in reading order."""
    kept = [section for section in sight.sections.values() if not section.withdrawn]
    place = {section.id: number for number, (section, _) in enumerate(in_order(kept))}
    shown = [r for r in sight.requirements.values() if r.section_id in place and r.status not in OUT_OF_THE_TEXT]
    return sorted(shown, key=lambda r: (place[r.section_id], r.rank, r.id))
