"""What is lost on the way to a supplier, of the demo: told to the firm, as far as each reads (RULES.md, D1, D2, D8, D9, S8)."""

import pytest

from server.domain.content import Requirement
from server.domain.errors import Invalid, NotAllowed, NotInYourSight
from server.domain.loss import Part
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N3, N4, Label, named
from server.policy.view import LossView, ReturnView
from server.services import answering, around, discussing, losing, reclassifying
from server.services.losing import see_losses, see_return
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


def returned(scene: Scene, name: str, supplier: str) -> ReturnView | None:
    return see_return(scene.house, scene.reader(name), scene.specification_id, losses(scene, name, supplier))


def ask(scene: Scene, supplier: str, item: Requirement, cause: str | None, text: str = "Laquelle ?") -> None:
    about = Subject(SubjectKind.REQUIREMENT, item.id)
    discussing.raise_thread(
        scene.house,
        scene.reader(supplier),
        scene.specification_id,
        subject=about,
        kind="question",
        text=text,
        cause=cause,
    )


def say(
    scene: Scene, supplier: str, release_id: str, item: Requirement, compliance: str, reach: str = "offers"
) -> None:
    answering.record_answer(
        scene.house,
        scene.reader(supplier),
        scene.specification_id,
        release_id=release_id,
        requirement_id=item.id,
        compliance=compliance,
        comment="Voici",
        reach=reach,
    )


def test_s8_a_supplier_says_who_in_the_firm_reads_its_answer(scene: Scene) -> None:
    item, release_id = scene.requirement("Signaler une opération"), send(scene, freeze(scene), "anne")
    about = Subject(SubjectKind.REQUIREMENT, item.id)

    def readers() -> set[str]:
        found = set()
        for name in scene.people:
            try:
                revealer = around.revealer_of(scene.house, scene.reader(name), scene.specification_id, about)
            except NotInYourSight:
                continue
            found |= {name for _ in around.answers_around(scene.house, revealer, about)}
        return found

    seen = {}
    for reach in ("pair", "offers", "firm"):
        say(scene, "anne", release_id, item, "C", reach)
        seen[reach] = readers()

    assert seen["pair"] == {"claire", "bruno", "anne"}
    assert seen["offers"] == {"claire", "bruno", "nadia", "olivier", "anne"}
    assert seen["firm"] == set(scene.people) - {"paul"}
    with pytest.raises(Invalid):
        say(scene, "anne", release_id, item, "C", "rivals")


def test_s8_only_a_supplier_that_asks_says_what_stops_it(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")
    send(scene, freeze(scene), "anne")

    ask(scene, "anne", item, "missing")
    with pytest.raises(Invalid):
        ask(scene, "claire", item, "missing")
    with pytest.raises(Invalid):
        ask(scene, "anne", item, "curiosity")


def test_d8_what_a_supplier_misses_is_told_beside_what_is_hidden_from_it(scene: Scene) -> None:
    hidden, read = scene.requirement("Signaler une opération"), scene.requirement("Expliquer pourquoi")
    release_id = send(scene, freeze(scene), "anne")
    before = returned(scene, "claire", "anne")
    ask(scene, "anne", hidden, "ambiguous")
    ambiguous = returned(scene, "claire", "anne")
    ask(scene, "anne", hidden, "missing", "Quel atelier ?")
    say(scene, "anne", release_id, hidden, "CP")
    say(scene, "anne", release_id, read, "NC")

    after, now = returned(scene, "claire", "anne"), losses(scene, "claire", "anne").now

    assert before is not None
    assert ambiguous is not None
    assert after is not None
    assert (before.observed.loss, before.observed.signs, ambiguous.observed) == (0, (), before.observed)
    assert [(sign.requirement_id, sign.hidden) for sign in after.observed.signs] == [
        (hidden.id, True),
        (hidden.id, True),
        (read.id, False),
    ]
    shares = {item.id: sum(lost.share for lost in item.lost) for item in now.requirements}
    assert after.observed.loss == pytest.approx(shares[hidden.id])
    assert 0 < after.observed.loss < now.loss
    assert shares[read.id] == 0


def test_d8_signs_of_a_supplier_are_told_to_who_handles_what_it_says(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")
    send(scene, freeze(scene), "anne")
    ask(scene, "anne", item, "missing")

    for name in ("claire", "bruno", "nadia"):
        told = returned(scene, name, "anne")
        assert told is not None
        assert len(told.observed.signs) == 1
        of_rival = returned(scene, name, "paul")
        assert of_rival is not None
        assert of_rival.observed.signs == ()
    for name in ("samir", "lucie"):
        assert returned(scene, name, "anne") is None


def test_d9_the_other_way_round_each_part_of_the_firm_lacks_what_was_not_given_to_it(scene: Scene) -> None:
    items = [scene.requirement(title) for title in ("Signaler une opération", "Expliquer pourquoi", "Former au poste")]
    release_id = send(scene, freeze(scene), "anne")
    for item, reach in zip(items, ("pair", "offers", "firm"), strict=True):
        say(scene, "anne", release_id, item, "C", reach)
    ask(scene, "anne", items[0], None)

    pilot, consultant = returned(scene, "claire", "anne"), returned(scene, "nadia", "anne")

    assert pilot is not None
    assert consultant is not None
    assert [(one.reach, one.unread, one.of) for one in pilot.unread] == [
        ("pair", 0, 4),
        ("offers", 1, 4),
        ("firm", 3, 4),
    ]
    assert [(one.reach, one.unread, one.of) for one in consultant.unread] == [
        ("pair", 0, 3),
        ("offers", 0, 3),
        ("firm", 2, 3),
    ]
    assert {one.code for one in consultant.said} == {one.code for one in items}
