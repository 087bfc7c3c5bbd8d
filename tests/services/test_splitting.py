"""A requirement is split as a person distributes it: nothing is lost, opened or said twice, and it can be taken back."""

from typing import Any

import pytest

from server.domain.content import Requirement
from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight
from server.domain.requirement import Status
from server.domain.richtext import from_plain, parse, plain_text
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N3
from server.policy.view import Purpose, Sight
from server.services import discussing, reclassifying, splitting
from server.services.house import Deed
from server.services.reading import history
from server.services.splitting import NewPart
from server.services.undoing import undo, undoable
from server.storage import thread_rows
from tests.services.scene import Scene
from tests.services.typing import type_in

SAID = "Le système doit signaler. Il doit aussi compter. Il doit dater."


def first(scene: Scene) -> Requirement:
    return next(one for one in scene.content().requirements if one.title.startswith("Signaler une opération"))


def written(scene: Scene) -> Requirement:
    """Return the requirement of these tests, with three sentences in its statement."""
    type_in(scene.house, scene.people["claire"], first(scene).statement.generation, from_plain(SAID))
    return first(scene)


def split(scene: Scene, name: str, *parts: NewPart, **more: Any) -> list[Requirement]:
    reader, item = scene.reader(name), first(scene)
    mark = splitting.see_splittable(Sight(scene.content(), reader, Purpose.LIVE), item.id).mark
    made = splitting.split_requirement(
        scene.house, reader, scene.specification_id, item.id, **({"mark": mark, "parts": parts} | more)
    )
    by_id = {one.id: one for one in scene.content().requirements}
    return [by_id[one] for one, _ in made]


def says(item: Requirement) -> str:
    return plain_text(parse(item.statement.tree))


def threads(scene: Scene, item: Requirement) -> list[str]:
    with scene.house.database.read() as connection:
        return [one.id for one in thread_rows.load_threads(connection, scene.specification_id, [item.id])]


def test_the_statement_is_cut_and_what_hangs_on_it_goes_where_it_was_put(scene: Scene) -> None:
    item = written(scene)
    criterion = item.criteria[0]
    stays, goes = (
        discussing.raise_thread(
            scene.house,
            scene.reader("claire"),
            scene.specification_id,
            subject=Subject(SubjectKind.REQUIREMENT, item.id),
            kind="remark",
            text=text,
        )[0]
        for text in ("Reste", "Va")
    )
    link = next(one for one in scene.content().links if one.source.id == item.id)

    (second,) = split(scene, "claire", NewPart("Compter", (1,), (criterion.id,), (link.id,), (goes,)))

    kept = first(scene)
    assert (says(kept), says(second)) == ("Le système doit signaler. Il doit dater.", "Il doit aussi compter.")
    assert (kept.code, kept.section_id) == (item.code, second.section_id)
    assert second.code != kept.code
    assert [one.id for one in second.criteria] == [criterion.id]
    assert criterion.id not in {one.id for one in kept.criteria}
    assert next(one for one in scene.content().links if one.id == link.id).source.id == second.id
    assert stays in threads(scene, kept)
    assert threads(scene, second) == [goes]
    inside = [one for one in scene.content().requirements if one.section_id == item.section_id]
    order = [one.id for one in sorted(inside, key=lambda one: (one.rank, one.id))]
    assert order.index(second.id) == order.index(kept.id) + 1


def test_l18_parts_are_as_secret_as_what_they_came_from(scene: Scene) -> None:
    item = written(scene)
    text = Subject(SubjectKind.TEXT, item.statement.id)
    reclassifying.change_label(scene.house, scene.reader("bruno"), scene.specification_id, text, label=N3)

    (second,) = split(scene, "bruno", NewPart("Compter", (1,)))

    assert (second.label, second.statement.label, second.rationale.label) == (item.label, "N3", item.rationale.label)
    assert second.status in (Status.DRAFT, Status.DISCUSSION)


def test_a_link_may_be_tied_to_both(scene: Scene) -> None:
    item = written(scene)
    link = next(one for one in scene.content().links if one.source.id == item.id)

    (second,) = split(scene, "claire", NewPart("Compter", (1,), links=(link.id,)), kept_links=(link.id,))

    ends = [one.source.id for one in scene.content().links if one.target == link.target and one.kind is link.kind]
    assert {item.id, second.id} <= set(ends)


def test_the_history_tells_of_it_and_tells_nobody_how_it_is_taken_back(scene: Scene) -> None:
    item = written(scene)

    (second,) = split(scene, "claire", NewPart("Compter", (1,)))

    told, other = (
        history(scene.house, scene.reader("claire"), scene.specification_id, Subject(SubjectKind.REQUIREMENT, one))
        for one in (item.id, second.id)
    )
    fact = next(one for one in told if one.deed == "split_requirement")
    assert (fact.before, fact.after) == (None, {"requirements": [second.id]})
    assert next(one for one in other if one.deed == "split_off").after == {"requirements": [item.id]}


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (NewPart("Tout", (0, 1, 2)),),
        (NewPart("Un", (1,)), NewPart("Deux", (1,))),
        (NewPart("Ailleurs", (9,)),),
    ],
    ids=["no part", "nothing left", "twice", "no such piece"],
)
def test_what_cannot_be_distributed_so_is_refused(scene: Scene, parts: tuple[NewPart, ...]) -> None:
    written(scene)

    with pytest.raises(Invalid):
        split(scene, "claire", *parts)


def test_r10_what_hangs_on_another_requirement_is_not_there(scene: Scene) -> None:
    other = next(one for one in scene.content().requirements if one.criteria and one.id != written(scene).id)

    with pytest.raises(NotInYourSight):
        split(scene, "claire", NewPart("Compter", (1,), (other.criteria[0].id,)))


def test_r8_what_was_changed_since_it_was_shown_is_not_cut(scene: Scene) -> None:
    written(scene)

    with pytest.raises(Conflict):
        split(scene, "claire", NewPart("Compter", (1,)), mark="0" * 64)


def test_r1_only_the_pair_splits(scene: Scene) -> None:
    written(scene)

    with pytest.raises(NotAllowed):
        split(scene, "nadia", NewPart("Compter", (1,)))


def test_r11_a_split_is_taken_back_as_one_deed(scene: Scene) -> None:
    item, deeds = written(scene), list[Deed]()
    scene.house.begin = deeds.append
    criterion, link = item.criteria[0].id, next(one for one in scene.content().links if one.source.id == item.id)
    second, third = split(
        scene, "claire", NewPart("Compter", (1,), (criterion,), (link.id,)), NewPart("Dater", (2,), links=(link.id,))
    )
    fact = undoable(deeds)
    assert fact is not None

    undo(scene.house, scene.reader("claire"), scene.specification_id, fact.id)

    again = first(scene)
    assert says(again) == SAID
    assert {one.id for one in again.criteria} == {one.id for one in item.criteria}
    assert next(one for one in scene.content().links if one.id == link.id).source.id == item.id
    gone = [one for one in scene.content().requirements if one.id in (second.id, third.id)]
    assert [one.status for one in gone] == [Status.WITHDRAWN] * 2


def test_r11_a_split_is_not_taken_back_over_the_work_of_others(scene: Scene) -> None:
    written(scene)
    deeds: list[Deed] = []
    scene.house.begin = deeds.append
    (second,) = split(scene, "claire", NewPart("Compter", (1,)))
    fact = undoable(deeds)
    assert fact is not None
    type_in(scene.house, scene.people["bruno"], second.statement.generation, from_plain("Autre chose."))

    with pytest.raises(Conflict):
        undo(scene.house, scene.reader("claire"), scene.specification_id, fact.id)
