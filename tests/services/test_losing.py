"""What is lost on the way to a supplier, of the demo: told to the firm, as far as each reads (RULES.md, D1, D2)."""

import pytest

from server.domain.errors import NotAllowed, NotInYourSight
from server.domain.loss import Part
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N3, N4, Label, named
from server.policy.view import LossView
from server.services import losing, reclassifying
from server.services.losing import see_losses
from tests.services.scene import Scene
from tests.services.test_releasing import freeze, send


def losses(scene: Scene, name: str, supplier: str, baseline_id: str | None = None) -> losing.Losses:
    organization_id = scene.reader(supplier).organization_id
    return see_losses(scene.house, scene.reader(name), scene.specification_id, organization_id, baseline_id)


@pytest.mark.parametrize("name", ["claire", "bruno", "nadia", "samir", "lucie"])
def test_d1_the_firm_and_its_consultants_are_told_what_a_supplier_does_not_read(scene: Scene, name: str) -> None:
    loss = losses(scene, name, "anne").now

    assert 0 < loss.loss < 1
    assert loss.whole == (name in {"claire", "bruno"})


def test_d1_no_supplier_and_no_capped_session_is_told(scene: Scene) -> None:
    anne, paul = (scene.reader(name).organization_id for name in ("anne", "paul"))
    spec = scene.specification_id

    for reader in (scene.reader("anne"), scene.seen_as("claire", "anne")):
        with pytest.raises(NotAllowed):
            see_losses(scene.house, reader, spec, anne)
        with pytest.raises(NotInYourSight):
            see_losses(scene.house, reader, spec, paul)
    for stranger in (scene.reader("claire").organization_id, "A" * 22):
        with pytest.raises(NotInYourSight):
            see_losses(scene.house, scene.reader("claire"), spec, stranger)


def test_d1_a_version_that_is_not_confirmed_is_told_to_the_pair_only(scene: Scene) -> None:
    baseline_id = freeze(scene, confirm=False)

    assert losses(scene, "bruno", "anne", baseline_id).now.loss > 0
    with pytest.raises(NotInYourSight):
        losses(scene, "samir", "anne", baseline_id)


def test_d2_what_is_above_a_reader_changes_nothing_of_what_they_are_told(scene: Scene) -> None:
    item, pilot = scene.requirement("Signaler une opération"), scene.reader("claire")
    envelope, rationale = Subject(SubjectKind.REQUIREMENT, item.id), Subject(SubjectKind.TEXT, item.rationale.id)

    def close(what: Subject, label: Label) -> tuple[LossView, LossView]:
        reclassifying.change_label(scene.house, pilot, scene.specification_id, what, label=label)
        return losses(scene, "samir", "anne").now, losses(scene, "claire", "anne").now

    of_samir, of_claire = close(envelope, N3)
    samir_later, claire_later = close(rationale, N4)

    assert item.id not in {one.id for one in of_samir.requirements}
    assert item.id in {one.id for one in of_claire.requirements}
    assert (samir_later, claire_later.loss) == (of_samir, of_claire.loss)


def test_d5_what_closes_costs_and_what_is_said_instead_gives_back(scene: Scene) -> None:
    item, spec, pilot = scene.requirement("Signaler une opération"), scene.specification_id, scene.reader("claire")
    statement = Subject(SubjectKind.TEXT, item.statement.id)
    before = losses(scene, "claire", "anne").now.loss

    reclassifying.change_label(scene.house, pilot, spec, statement, label=N3)
    closed = losses(scene, "claire", "anne").now
    line = next(
        one
        for requirement in closed.requirements
        if requirement.id == item.id
        for one in requirement.lost
        if one.part is Part.STATEMENT
    )
    reclassifying.set_substitute(scene.house, pilot, spec, statement, text="Dit sur place")
    told = losses(scene, "claire", "anne").now.loss

    assert closed.loss > before
    assert line.subject == statement
    assert told == pytest.approx(closed.loss - line.recovers)


def test_a_version_is_measured_beside_those_the_same_supplier_was_sent_before(scene: Scene) -> None:
    first = freeze(scene)
    send(scene, first, "anne")
    send(scene, first, "paul")
    was = losses(scene, "claire", "anne").now.loss
    item = scene.requirement("Signaler une opération")
    envelope = Subject(SubjectKind.REQUIREMENT, item.id)
    reclassifying.change_label(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        envelope,
        label=named(scene.reader("paul").organization_id),
    )
    second = freeze(scene)

    working, of_second, of_first = (losses(scene, "claire", "anne", one) for one in (None, second, first))

    assert of_second.now.loss == working.now.loss > was
    assert (
        [(step.number, step.loss) for step in of_second.steps]
        == [(1, was)]
        == [(s.number, s.loss) for s in working.steps]
    )
    assert of_first.steps == ()
    assert losses(scene, "claire", "paul", second).now.loss == losses(scene, "claire", "paul", first).now.loss
