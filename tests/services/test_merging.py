"""Two requirements become one: as secret as both, with all of both, and told beforehand who will read what no longer."""

import pytest

from server.domain.content import Requirement
from server.domain.errors import Conflict, Invalid, NotAllowed
from server.domain.requirement import Status
from server.domain.richtext import from_plain, parse, plain_text
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N3, Label, at_least, join
from server.services import discussing, foreseeing, linking, merging, rearranging, reclassifying, sections
from server.services.foreseeing import Foreseen
from server.services.house import Deed
from server.services.undoing import undo, undoable
from server.storage import thread_rows
from tests.services import proposals
from tests.services.scene import Scene

OPEN = (Status.DRAFT, Status.DISCUSSION)


def two(scene: Scene) -> tuple[Requirement, Requirement]:
    """Return two requirements that all suppliers may read and that are open for writing."""
    found = [one for one in scene.content().requirements if one.label == "N0" and one.status is Status.DISCUSSION]
    kept, gone = found[:2]
    return kept, gone


def again(scene: Scene, item: Requirement) -> Requirement:
    return next(one for one in scene.content().requirements if one.id == item.id)


def merge(scene: Scene, kept: Requirement, gone: Requirement, name: str = "claire") -> None:
    merging.merge_requirements(scene.house, scene.reader(name), scene.specification_id, kept.id, gone.id)


def foreseen(scene: Scene, kept: Requirement, gone: Requirement) -> Foreseen:
    return foreseeing.foresee(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        lambda deed: merging.merge(deed, kept.id, gone.id),
        (kept.id, gone.id),
        lambda _: {kept.id: (gone.id,)},
    )


def close(scene: Scene, item: Requirement, label: Label = N3) -> None:
    subject = Subject(SubjectKind.REQUIREMENT, item.id)
    reclassifying.change_label(scene.house, scene.reader("bruno"), scene.specification_id, subject, label=label)


def says(item: Requirement, name: str = "statement") -> str:
    return plain_text(parse(getattr(item, name).tree))


def remark(scene: Scene, item: Requirement, text: str = "Bien") -> str:
    return discussing.raise_thread(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        subject=Subject(SubjectKind.REQUIREMENT, item.id),
        kind="remark",
        text=text,
    )[0]


def thread(scene: Scene, thread_id: str) -> tuple[str, str]:
    with scene.house.database.read() as connection:
        found = thread_rows.find_thread(connection, scene.specification_id, thread_id)
    assert found is not None
    return found.subject.id, found.label


def test_one_holds_all_of_both_and_the_other_is_withdrawn(scene: Scene) -> None:
    kept, gone = two(scene)
    said = remark(scene, gone)

    merge(scene, kept, gone)

    whole, other = again(scene, kept), again(scene, gone)
    assert says(whole) == f"{says(kept)}\n{says(gone)}"
    assert says(whole, "rationale") == f"{says(kept, 'rationale')}\n{says(gone, 'rationale')}".strip()
    assert [one.id for one in whole.criteria] == [one.id for one in (*kept.criteria, *gone.criteria)]
    assert (whole.code, other.status, other.criteria) == (kept.code, Status.WITHDRAWN, ())
    assert thread(scene, said)[0] == kept.id
    assert set(whole.task_ids) == {*kept.task_ids, *gone.task_ids}
    ends = [one.source.id for one in scene.content().links] + [one.target.id for one in scene.content().links]
    assert gone.id not in ends


def test_l18_it_is_as_secret_as_both(scene: Scene) -> None:
    kept, gone = two(scene)
    said = remark(scene, gone)
    close(scene, gone)
    gone = again(scene, gone)

    merge(scene, kept, gone)

    whole = again(scene, kept)
    assert whole.label == join(Label.parse(kept.label), Label.parse(gone.label)).canonical() == "N3"
    inside = [whole.statement.label, whole.rationale.label, *(one.label for one in whole.criteria)]
    links = [one.label for one in scene.content().links if kept.id in (one.source.id, one.target.id)]
    assert all(at_least(Label.parse(one), N3) for one in (*inside, *links, thread(scene, said)[1]))


def test_l9_words_of_before_do_not_stay_open_live_to_who_no_longer_reads_them(scene: Scene) -> None:
    kept, gone = two(scene)
    close(scene, gone)

    merge(scene, kept, again(scene, gone))

    assert again(scene, kept).statement.generation != kept.statement.generation


def test_l18_it_is_said_beforehand_who_will_no_longer_read_what_and_nothing_is_done(scene: Scene) -> None:
    kept, gone = two(scene)
    close(scene, gone)
    before = scene.content()

    told = foreseen(scene, kept, again(scene, gone))

    assert scene.content() == before
    supplier = next(one for one in before.organizations if one.kind == "supplier")
    less = next(one for one in told.audiences if one.organization == supplier.name)
    assert {part.code for part in less.no_longer} == {kept.code}
    assert {"envelope", "statement"} <= {part.kind for part in less.no_longer}
    assert not any(one.newly for one in told.audiences)
    named = {name for one in told.audiences if one.organization is None for name in one.people}
    readers = {one.name: one.person_id for one in before.members}
    assert named == {
        name for name in readers if scene.reader(name.split()[0].lower()).level < 3 and name not in _outside(scene)
    }


def _outside(scene: Scene) -> set[str]:
    content = scene.content()
    suppliers = {one.id for one in content.organizations if one.kind == "supplier"}
    return {one.name for one in content.members if one.organization_id in suppliers}


def test_between_alike_labels_nobody_reads_less(scene: Scene) -> None:
    kept, gone = two(scene)
    alike = {one.label for one in (kept.statement, gone.statement, kept.rationale, gone.rationale)}

    told = foreseen(scene, kept, gone)

    parts = {part.kind for one in told.audiences for part in (*one.no_longer, *one.newly)}
    assert not parts & {"envelope", "statement"} or len(alike) > 1


def test_what_is_foreseen_is_what_happens(scene: Scene) -> None:
    kept, gone = two(scene)
    close(scene, gone)
    told = foreseen(scene, kept, again(scene, gone))
    merge(scene, kept, again(scene, gone))

    after = foreseeing.foresee(
        scene.house, scene.reader("claire"), scene.specification_id, lambda _: None, (kept.id, gone.id), lambda _: {}
    )

    assert told.audiences
    assert after.audiences == ()


def test_a_link_between_the_two_says_nothing_any_more(scene: Scene) -> None:
    kept, gone = two(scene)
    ends = (Subject(SubjectKind.REQUIREMENT, one.id) for one in (gone, kept))
    source, target = ends
    link = linking.add_link(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        source=source,
        target=target,
        kind="refines",
        reason="",
    )

    merge(scene, kept, gone)

    assert link not in {one.id for one in scene.content().links}


def test_a_requirement_on_which_a_proposal_waits_is_not_put_into_another(scene: Scene) -> None:
    kept, gone = two(scene)
    made = proposals.begin(scene, "nadia", gone.statement.id)
    proposals.write(scene, "nadia", made, from_plain("Autrement."))
    proposals.submit(scene, "nadia", made)

    with pytest.raises(Conflict):
        merge(scene, kept, gone)


def test_a_requirement_is_not_merged_with_itself(scene: Scene) -> None:
    kept, _ = two(scene)

    with pytest.raises(Invalid):
        merge(scene, kept, kept)


def test_r1_only_the_pair_merges(scene: Scene) -> None:
    kept, gone = two(scene)

    with pytest.raises(NotAllowed):
        merge(scene, kept, gone, "nadia")


def test_r11_a_merger_is_taken_back_as_one_deed_and_nothing_is_opened_by_it(scene: Scene) -> None:
    kept, gone = two(scene)
    said = remark(scene, gone)
    close(scene, gone)
    gone = again(scene, gone)
    deeds: list[Deed] = []
    scene.house.begin = deeds.append
    merge(scene, kept, gone)
    fact = undoable(deeds)
    assert fact is not None

    undo(scene.house, scene.reader("claire"), scene.specification_id, fact.id)

    one, other = again(scene, kept), again(scene, gone)
    assert (says(one), says(other)) == (says(kept), says(gone))
    assert [c.id for c in one.criteria] == [c.id for c in kept.criteria]
    assert [c.id for c in other.criteria] == [c.id for c in gone.criteria]
    assert thread(scene, said)[0] == gone.id
    assert set(one.task_ids) == set(kept.task_ids)
    assert (one.label, other.label) == ("N3", "N3")
    assert other.status in OPEN


def test_l18_moving_to_a_part_that_a_supplier_does_not_see_is_said_before(scene: Scene) -> None:
    item, _ = two(scene)
    claire, spec = scene.reader("claire"), scene.specification_id
    hidden = sections.add_section(scene.house, claire, spec, title="Pour nous")

    told = rearranging.foretell_move(scene.house, claire, spec, item.id, hidden)

    suppliers = {one.name for one in scene.content().organizations if one.kind == "supplier"}
    assert {one.organization for one in told.foreseen.audiences} == suppliers
    assert (told.label.key, told.default and told.default.key) == (item.label, "N2")
    assert again(scene, item).section_id == item.section_id
