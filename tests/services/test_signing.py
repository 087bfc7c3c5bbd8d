"""Two seats sign the same content, and nothing but that content; a word changed is signed anew (RULES.md, E1–E8)."""

from collections.abc import Callable

import pytest

from server.domain.content import Requirement
from server.domain.errors import Conflict, Invalid, NotAllowed
from server.domain.requirement import Status
from server.domain.richtext import from_plain, parse
from server.domain.roles import Seat
from server.domain.signing import Check, mark_of
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N3, N4
from server.services import (
    criteria,
    discussing,
    editing,
    erasing,
    linking,
    looking,
    reclassifying,
    signing,
)
from server.services.planting import NewRequirement
from server.services.writing import project_pending
from server.storage import account_rows, journal
from tests.services.scene import Scene
from tests.services.typing import type_in


@pytest.fixture
def item(scene: Scene) -> Requirement:
    """A requirement of the demo that has all that is needed, to be signed."""
    found = _all_ready(scene)[0]
    editing.set_status(scene.house, scene.reader("claire"), scene.specification_id, found.id, to="to_sign")
    return again(scene, found)


def _all_ready(scene: Scene) -> list[Requirement]:
    return [one for one in sorted(scene.content().requirements, key=lambda one: one.title) if _ready(scene, one)]


def _ready(scene: Scene, item: Requirement) -> bool:
    if item.status is not Status.DISCUSSION:
        return False
    view = signing.see_signing(scene.house, scene.reader("claire"), scene.specification_id, item.id)
    return all(line.met for line in view.checks)


def again(scene: Scene, item: Requirement) -> Requirement:
    return next(one for one in scene.content().requirements if one.id == item.id)


def sign(scene: Scene, name: str, item: Requirement, reason: str = "") -> None:
    mark = mark_of(again(scene, item))
    signing.give_visa(scene.house, scene.reader(name), scene.specification_id, item.id, mark=mark, reason=reason)


def carry(scene: Scene, name: str, item: Requirement) -> None:
    mark = mark_of(again(scene, item))
    signing.carry_visas(scene.house, scene.reader(name), scene.specification_id, item.id, mark=mark)


def reword(scene: Scene, item: Requirement, words: str) -> None:
    type_in(scene.house, scene.people["claire"], item.statement.generation, from_plain(words))
    with scene.house.database.write() as connection:
        project_pending(connection, scene.project_id, scene.specification_id, scene.house.clock())


def signed_by(scene: Scene, name: str, item: Requirement) -> tuple[Seat, ...] | None:
    return looking.see_requirement(scene.house, scene.reader(name), scene.specification_id, item.id).signed_by


def set_level(scene: Scene, item: Requirement, value: str) -> None:
    judged = again(scene, item).criteria[0]
    criteria.set_criterion_field(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        judged.id,
        field="value",
        value=value,
        before=judged.value,
    )


def rename(scene: Scene, item: Requirement) -> None:
    editing.set_requirement_field(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        item.id,
        field="title",
        value="Autrement dit",
        before=item.title,
    )


def test_e2_two_visas_of_two_people_make_a_requirement_validated(scene: Scene, item: Requirement) -> None:
    sign(scene, "claire", item)

    assert again(scene, item).status is Status.TO_SIGN
    assert signed_by(scene, "bruno", item) == (Seat.WORK,)

    sign(scene, "bruno", item)

    assert again(scene, item).status is Status.VALIDATED
    assert signed_by(scene, "samir", item) == (Seat.WORK, Seat.PRODUCTION)


@pytest.mark.parametrize(
    "change",
    [
        lambda scene, item: reword(scene, item, "Tout autre chose."),
        lambda scene, item: set_level(scene, item, "7"),
        rename,
    ],
    ids=["statement", "level", "title"],
)
def test_e1_a_visa_falls_with_what_it_was_put_on(
    change: Callable[[Scene, Requirement], None], scene: Scene, item: Requirement
) -> None:
    sign(scene, "claire", item)

    change(scene, item)

    assert signed_by(scene, "claire", item) == ()


def test_e1_a_visa_stands_again_when_all_is_as_it_was(scene: Scene, item: Requirement) -> None:
    before = item.criteria[0].value
    sign(scene, "claire", item)
    set_level(scene, item, "7")

    set_level(scene, item, before)

    assert signed_by(scene, "claire", item) == (Seat.WORK,)


def test_e1_a_label_is_raised_under_a_visa_that_stays(scene: Scene, item: Requirement) -> None:
    sign(scene, "claire", item)
    part = Subject(SubjectKind.TEXT, item.statement.id)

    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, part, label=N4)

    assert signed_by(scene, "claire", item) == (Seat.WORK,)


def test_e3_what_changed_since_it_was_shown_is_not_signed(scene: Scene, item: Requirement) -> None:
    shown = mark_of(item)
    type_in(scene.house, scene.people["bruno"], item.statement.generation, from_plain("Un mot de plus."))

    with pytest.raises(Conflict, match="changed_since_shown"):
        signing.give_visa(scene.house, scene.reader("claire"), scene.specification_id, item.id, mark=shown)


def test_e3_one_signs_once_and_only_what_is_to_be_signed(scene: Scene, item: Requirement) -> None:
    sign(scene, "claire", item)

    with pytest.raises(Conflict, match="signed_already"):
        sign(scene, "claire", item)
    editing.set_status(scene.house, scene.reader("bruno"), scene.specification_id, item.id, to="discussion")
    with pytest.raises(Conflict, match="not_to_sign"):
        sign(scene, "bruno", item)


@pytest.mark.parametrize("name", ["samir", "nadia", "lucie"])
def test_e3_nobody_signs_but_the_pair(name: str, scene: Scene, item: Requirement) -> None:
    with pytest.raises(NotAllowed):
        sign(scene, name, item)


def test_e4_each_line_of_the_gate_is_told_and_the_first_that_is_missing_is_said(scene: Scene) -> None:
    section = next(one.id for one in scene.content().sections if one.title == "Ordonnancer")
    claire = scene.reader("claire")
    wanted = NewRequirement(section_id=section, title="Sans rien")
    made, _ = editing.add_requirement(scene.house, claire, scene.specification_id, wanted)
    for status in ("discussion", "to_sign"):
        editing.set_status(scene.house, claire, scene.specification_id, made, to=status)
    item = next(one for one in scene.content().requirements if one.id == made)

    told = signing.see_signing(scene.house, claire, scene.specification_id, made)
    assert [line.check for line in told.checks if not line.met] == [
        Check.STATEMENT,
        Check.ORIGIN,
        Check.CRITERION,
        Check.TASK,
    ]
    with pytest.raises(Conflict, match="gate_statement"):
        sign(scene, "claire", item)


def test_e4_a_worry_is_answered_before_one_signs(scene: Scene, item: Requirement) -> None:
    subject = Subject(SubjectKind.REQUIREMENT, item.id)
    discussing.raise_thread(
        scene.house, scene.reader("samir"), scene.specification_id, subject=subject, kind="worry", text="Et la nuit ?"
    )

    with pytest.raises(Conflict, match="gate_threads"):
        sign(scene, "claire", item)


def test_e4_an_origin_that_is_not_validated_is_none(scene: Scene, item: Requirement) -> None:
    links = [one for one in scene.content().links if one.source.id == item.id]
    for link in links:
        linking.remove_link(scene.house, scene.reader("claire"), scene.specification_id, link.id)

    with pytest.raises(Conflict, match="gate_origin"):
        sign(scene, "claire", item)


def test_e4_without_a_level_one_writes_why(scene: Scene, item: Requirement) -> None:
    for one in item.criteria:
        criteria.withdraw_criterion(scene.house, scene.reader("claire"), scene.specification_id, one.id)

    with pytest.raises(Conflict, match="gate_criterion"):
        sign(scene, "claire", item)
    sign(scene, "claire", item, reason="Se constate à l’usage.")
    sign(scene, "bruno", item)

    assert again(scene, item).status is Status.VALIDATED


def test_e4_what_is_imperative_says_why(scene: Scene, item: Requirement) -> None:
    editing_claire = scene.reader("claire")
    judged = item.criteria[0]
    for field, value, before in (
        ("verification", "test", judged.verification),
        ("flexibility", "F0", judged.flexibility),
    ):
        criteria.set_criterion_field(
            scene.house,
            editing_claire,
            scene.specification_id,
            judged.id,
            field=field,
            value=value,
            before=before,
        )
    type_in(scene.house, scene.people["claire"], item.rationale.generation, parse(from_plain("").json()))

    with pytest.raises(Conflict, match="gate_imperative"):
        sign(scene, "claire", item)


def test_e5_a_refusal_says_why_ends_both_visas_and_leads_to_arbitration(scene: Scene, item: Requirement) -> None:
    sign(scene, "claire", item)
    bruno = scene.reader("bruno")
    with pytest.raises(Invalid, match="reason"):
        signing.refuse_visa(scene.house, bruno, scene.specification_id, item.id, reason=" ")

    signing.refuse_visa(scene.house, bruno, scene.specification_id, item.id, reason="La cadence n’y est pas.")

    told = signing.see_signing(scene.house, scene.reader("claire"), scene.specification_id, item.id)
    assert again(scene, item).status is Status.ARBITRATION
    assert told.refusal is not None
    assert (told.refusal.reason, told.refusal.by.name) == ("La cadence n’y est pas.", bruno_name(scene))
    assert not any(seat.signed for seat in told.seats)


def bruno_name(scene: Scene) -> str:
    return next(one.name for one in scene.content().members if one.person_id == scene.people["bruno"])


def test_e6_one_seat_confirms_that_only_words_changed_and_the_other_is_told(scene: Scene, item: Requirement) -> None:
    sign(scene, "claire", item)
    sign(scene, "bruno", item)
    editing.set_status(scene.house, scene.reader("claire"), scene.specification_id, item.id, to="revised")
    reword(scene, item, "Le module doit proposer deux plannings, révisés.")
    editing.set_status(scene.house, scene.reader("claire"), scene.specification_id, item.id, to="to_sign")

    told = signing.see_signing(scene.house, scene.reader("claire"), scene.specification_id, item.id)
    assert told.may_carry
    assert told.since is not None
    assert told.since.statement is not None
    carry(scene, "claire", item)

    assert again(scene, item).status is Status.VALIDATED
    assert {visa.person_id for visa in again(scene, item).visas[-2:]} == {scene.people["claire"], scene.people["bruno"]}
    with scene.house.database.read() as connection:
        mails = account_rows.load_due_mails(connection, scene.house.clock(), 9, 99)
    assert "Un texte visé a été retouché" in [mail.subject for mail in mails]


def test_e6_a_level_is_never_a_matter_of_words(scene: Scene, item: Requirement) -> None:
    sign(scene, "claire", item)
    reword(scene, item, "Le module doit proposer deux plannings.")
    set_level(scene, item, "7")

    assert not signing.see_signing(scene.house, scene.reader("bruno"), scene.specification_id, item.id).may_carry
    with pytest.raises(Conflict, match="not_editorial"):
        carry(scene, "bruno", item)


def test_e7_who_does_not_read_all_of_it_is_told_the_status_only(scene: Scene, item: Requirement) -> None:
    sign(scene, "claire", item)
    part = Subject(SubjectKind.CRITERION, item.criteria[0].id)
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, part, label=N3)

    assert signed_by(scene, "samir", item) is None
    with pytest.raises(NotAllowed):
        signing.see_signing(scene.house, scene.reader("samir"), scene.specification_id, item.id)
    assert signed_by(scene, "bruno", item) == (Seat.WORK,)


def test_e8_one_takes_back_one_s_own_visa_until_it_is_validated(scene: Scene, item: Requirement) -> None:
    house, spec = scene.house, scene.specification_id
    with pytest.raises(Conflict, match="not_signed"):
        signing.withdraw_visa(house, scene.reader("claire"), spec, item.id)
    sign(scene, "claire", item)
    with pytest.raises(Conflict, match="not_signed"):
        signing.withdraw_visa(house, scene.reader("bruno"), spec, item.id)

    signing.withdraw_visa(house, scene.reader("claire"), spec, item.id)

    assert signed_by(scene, "claire", item) == ()
    sign(scene, "claire", item)
    sign(scene, "bruno", item)
    with pytest.raises(Conflict, match="not_to_sign"):
        signing.withdraw_visa(house, scene.reader("claire"), spec, item.id)


def test_e2_what_both_have_signed_is_validated_again_when_nothing_changed(scene: Scene, item: Requirement) -> None:
    sign(scene, "claire", item)
    sign(scene, "bruno", item)
    for status in ("revised", "to_sign"):
        editing.set_status(scene.house, scene.reader("bruno"), scene.specification_id, item.id, to=status)

    assert again(scene, item).status is Status.VALIDATED


def test_what_is_to_be_signed_is_listed_one_s_own_first(scene: Scene, item: Requirement) -> None:
    other = _all_ready(scene)[0]
    editing.set_status(scene.house, scene.reader("claire"), scene.specification_id, other.id, to="to_sign")
    sign(scene, "claire", item)

    listed = {
        name: signing.see_to_sign(scene.house, scene.reader(name), scene.specification_id)
        for name in ("claire", "bruno")
    }

    waiting = {one.id for one in scene.content().requirements if one.status is Status.TO_SIGN}
    assert other.id in listed["claire"]
    assert listed["claire"][-1] == item.id
    assert set(listed["claire"]) == set(listed["bruno"]) == waiting


def test_h6_what_was_signed_is_erased_with_the_past_and_the_visa_stays(scene: Scene, item: Requirement) -> None:
    reword(scene, item, "Ce que personne ne doit plus lire.")
    sign(scene, "claire", item)
    reword(scene, item, "Ce qui reste.")
    erasing.erase_past(
        scene.house, scene.reader("claire"), scene.specification_id, [item.code], lambda done, steps: None
    )

    told = signing.see_signing(scene.house, scene.reader("claire"), scene.specification_id, item.id)
    assert told.since is None
    assert next(seat for seat in told.seats if seat.seat is Seat.WORK).fallen
    with scene.house.database.read() as connection:
        assert any(row.deed == "give_visa" for row in journal.load_history(connection, scene.project_id, [item.id]))
