"""Circles are closed sets of people named by the pair, and the representatives have their own (L14, L15)."""

import pytest

from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N2, Label, circle_compartment
from server.services import around, circling, discussing, looking, reclassifying
from server.services.levels import levels_of
from server.services.looking import revealing
from tests.services.scene import Scene


def circle(scene: Scene, *names: str, called: str = "Compétences") -> str:
    return circling.add_circle(
        scene.house, scene.reader("claire"), name=called, person_ids=[scene.people[one] for one in names]
    )


def inside(circle_id: str) -> Label:
    return Label(N2.level, frozenset(), frozenset({circle_compartment(circle_id)}))


def finding(scene: Scene) -> Subject:
    return Subject(SubjectKind.FINDING, next(one.id for one in scene.content().findings if one.label == "N2"))


def readers(scene: Scene, subject: Subject) -> set[str]:
    found = set()
    for name in scene.people:
        try:
            looking.see_finding(scene.house, scene.reader(name), scene.specification_id, subject.id)
        except NotInYourSight:
            continue
        found.add(name)
    return found


def put(scene: Scene, subject: Subject, label: Label, who: str = "claire", reason: str = "") -> str | None:
    return reclassifying.change_label(
        scene.house, scene.reader(who), scene.specification_id, subject, label=label, reason=reason
    ).proposal_id


def test_l14_what_is_kept_in_a_circle_is_read_by_the_pair_and_whom_it_named(scene: Scene) -> None:
    subject, made = finding(scene), circle(scene, "samir")
    everybody = readers(scene, subject)

    put(scene, subject, inside(made))

    assert {"nadia", "olivier", "lucie"} <= everybody
    assert readers(scene, subject) == {"claire", "bruno", "samir"}


def test_l14_to_put_something_there_takes_one_seat_and_to_take_it_out_both(scene: Scene) -> None:
    subject, made, other = finding(scene), circle(scene, "samir"), circle(scene, "lucie", called="Autre")
    assert put(scene, subject, inside(made)) is None

    out = put(scene, subject, N2, reason="Tous doivent le lire")
    assert out is not None
    assert readers(scene, subject) == {"claire", "bruno", "samir"}
    with pytest.raises(NotAllowed):
        reclassifying.confirm_label(scene.house, scene.reader("claire"), scene.specification_id, out)
    reclassifying.confirm_label(scene.house, scene.reader("bruno"), scene.specification_id, out)
    assert "nadia" in readers(scene, subject)

    put(scene, subject, inside(made))
    sideways = put(scene, subject, inside(other), reason="L’autre cercle")
    assert sideways is not None


def test_l14_who_is_named_or_no_longer_named_reads_or_loses_it_at_once(scene: Scene) -> None:
    subject, made = finding(scene), circle(scene, "samir")
    put(scene, subject, inside(made))
    told: list[str] = []
    scene.house.tell = lambda one: told.extend(one.recheck_people)

    circling.change_circle(
        scene.house, scene.reader("bruno"), made, name="Compétences", person_ids=[scene.people["lucie"]]
    )

    assert readers(scene, subject) == {"claire", "bruno", "lucie"}
    assert {scene.people["samir"], scene.people["lucie"]} <= set(told)


def test_l14_a_circle_is_not_there_for_who_is_not_in_it(scene: Scene) -> None:
    made = circle(scene, "samir")

    seen = {name: [one.id for one in circling.circles_of(scene.house, scene.reader(name))] for name in scene.people}

    assert {name for name, ids in seen.items() if made in ids} == {"claire", "bruno", "samir"}
    with pytest.raises(NotInYourSight):
        circling.change_circle(scene.house, scene.reader("nadia"), made, name="X", person_ids=[])
    with pytest.raises(NotAllowed):
        circling.change_circle(scene.house, scene.reader("samir"), made, name="X", person_ids=[])
    with pytest.raises(NotAllowed):
        circling.add_circle(scene.house, scene.reader("nadia"), name="X", person_ids=[])


@pytest.mark.parametrize("name", ["anne", "paul"])
def test_l14_a_supplier_is_never_in_a_circle(scene: Scene, name: str) -> None:
    with pytest.raises(Invalid):
        circle(scene, name)


def test_l14_a_circle_ends_only_when_nothing_is_kept_in_it(scene: Scene) -> None:
    subject, made = finding(scene), circle(scene, "samir")
    put(scene, subject, inside(made))
    with pytest.raises(Conflict):
        circling.remove_circle(scene.house, scene.reader("claire"), made)
    out = put(scene, subject, N2, reason="Fini")
    reclassifying.confirm_label(scene.house, scene.reader("bruno"), scene.specification_id, out or "")

    with pytest.raises(Conflict):
        circling.remove_circle(scene.house, scene.reader("claire"), made)  # what hangs on it stays closed (L9)
    empty = circle(scene, called="Vide")
    circling.remove_circle(scene.house, scene.reader("claire"), empty)

    assert [one.id for one in circling.circles_of(scene.house, scene.reader("bruno"))] == [made]


def test_l14_the_levels_offered_name_the_circles_of_who_asks_and_what_each_takes(scene: Scene) -> None:
    subject, made = finding(scene), circle(scene, "samir")

    def offered(name: str) -> dict[str, str]:
        found = levels_of(scene.house, scene.reader(name), scene.specification_id, subject)
        return {one.label.key: one.how for one in found.choices}

    assert offered("claire")[inside(made).canonical()] == "now"
    put(scene, subject, inside(made))
    assert offered("bruno")["N2"] == "both_seats"
    assert offered("bruno")[inside(made).canonical()] == "current"


def test_l15_representatives_speak_among_themselves(scene: Scene) -> None:
    house, spec = scene.house, scene.specification_id
    item = next(one for one in scene.content().requirements if one.status == "discussion")
    about = Subject(SubjectKind.REQUIREMENT, item.id)
    with revealing(house, scene.reader("lucie"), spec) as revealer:
        audiences = [one.key for one in around.audiences(revealer, about)]
    with revealing(house, scene.reader("samir"), spec) as revealer:
        others = [one.key for one in around.audiences(revealer, about)]

    closed = next(key for key in audiences if "ÉLUS" in key)
    said, _ = discussing.raise_thread(
        house, scene.reader("lucie"), spec, subject=about, kind="remark", text="Entre nous", label=Label.parse(closed)
    )

    heard = set()
    for name in scene.people:
        try:
            around.see_thread(house, scene.reader(name), spec, said)
        except NotInYourSight:
            continue
        heard.add(name)
    assert heard == {"lucie"}
    assert not any("ÉLUS" in key for key in others)
    with pytest.raises(NotInYourSight):
        discussing.raise_thread(
            house, scene.reader("claire"), spec, subject=about, kind="remark", text="Non", label=Label.parse(closed)
        )
