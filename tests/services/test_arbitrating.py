"""Cases: opened from what is in sight, weighed in words, heard in silence (RULES.md, B1–B3, E5)."""

from collections.abc import Sequence

import pytest

from server.domain.arbitration import OptionKind
from server.domain.content import Requirement
from server.domain.errors import Conflict, FieldChanged, Invalid, NotAllowed, NotInYourSight
from server.domain.requirement import Status
from server.domain.tracing import Register, Subject, SubjectKind
from server.policy.labels import N3, N4
from server.services import (
    arbitrating,
    discussing,
    editing,
    linking,
    reclassifying,
    signing,
    voicing,
)
from server.storage import journal
from tests.services.cases import (
    add_option,
    ask,
    close,
    open_to_the_firm,
    opened,
    option,
    seen,
    speak,
    status,
    weigh,
)
from tests.services.scene import Scene


@pytest.fixture
def about(scene: Scene) -> Requirement:
    """A requirement in discussion that all of the firm reads."""
    return open_to_the_firm(scene)[0]


@pytest.fixture
def case(scene: Scene, about: Requirement) -> str:
    return opened(scene, about)


def test_b1_the_pair_opens_a_case_and_its_requirement_goes_to_arbitration(scene: Scene, about: Requirement) -> None:
    case_id = opened(scene, about)

    view = seen(scene, "samir", case_id)
    assert (view.label.key, [one.id for one in view.about]) == ("N2", [about.id])
    assert status(scene, about) is Status.ARBITRATION
    for name in ("nadia", "samir"):
        with pytest.raises(NotAllowed):
            arbitrating.open_case(
                scene.house, scene.reader(name), scene.specification_id, question="Q", requirement_ids=[about.id]
            )


def test_b1_a_case_is_as_secret_as_all_it_is_about_and_no_supplier_sees_one(scene: Scene, about: Requirement) -> None:
    closed = Subject(SubjectKind.TEXT, about.statement.id)
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, closed, label=N3)

    case_id = opened(scene, about)

    assert seen(scene, "nadia", case_id).label.level == 3
    for name in ("samir", "anne", "paul"):
        with pytest.raises(NotInYourSight):
            seen(scene, name, case_id)
        assert arbitrating.see_cases(scene.house, scene.reader(name), scene.specification_id) == ()


def test_b1_who_no_longer_reads_what_a_case_is_about_no_longer_sees_it(
    scene: Scene, about: Requirement, case: str
) -> None:
    assert seen(scene, "samir", case).id == case
    criterion = Subject(SubjectKind.CRITERION, about.criteria[0].id)

    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, criterion, label=N4)

    with pytest.raises(NotInYourSight):
        seen(scene, "samir", case)
    assert seen(scene, "claire", case).id == case


def test_b1_a_conflict_is_the_ground_of_a_case_about_one_of_its_ends(scene: Scene, about: Requirement) -> None:
    other, third = open_to_the_firm(scene)[1:3]
    ends = Subject(SubjectKind.REQUIREMENT, about.id), Subject(SubjectKind.REQUIREMENT, other.id)
    link = linking.add_link(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        source=ends[0],
        target=ends[1],
        kind="conflicts_with",
        reason="",
    )

    with pytest.raises(Invalid):
        opened(scene, third, origin=Subject(SubjectKind.LINK, link))

    assert (
        seen(scene, "claire", opened(scene, about, other, origin=Subject(SubjectKind.LINK, link))).ground == "conflict"
    )


def test_b1_an_option_may_be_more_secret_than_its_case(scene: Scene, case: str) -> None:
    arbitrating.add_option(
        scene.house, scene.reader("claire"), scene.specification_id, case, title="Sans nous", summary="", label=N4
    )

    assert len(seen(scene, "claire", case).options) == 3
    assert len(seen(scene, "samir", case).options) == 2


def test_b1_a_thread_that_ends_to_arbitration_opens_a_case_as_secret_as_it(scene: Scene, about: Requirement) -> None:
    subject = Subject(SubjectKind.REQUIREMENT, about.id)
    house, claire, spec = scene.house, scene.reader("claire"), scene.specification_id
    thread, _ = discussing.raise_thread(house, claire, spec, subject=subject, kind="worry", text="Trop cher", label=N3)

    discussing.resolve(house, claire, spec, thread, outcome="to_arbitration", reason="À trancher")

    (case,) = arbitrating.cases_about(house, claire, spec, about.id)
    assert (case.ground, case.label.level) == ("talk", 3)
    assert [one.deed for one in status_moves(scene, about)] == ["set_status"]
    assert status(scene, about) is Status.ARBITRATION


def status_moves(scene: Scene, item: Requirement) -> list[journal.HistoryRow]:
    with scene.house.database.read() as connection:
        past = journal.load_history(connection, scene.project_id, [item.id])
    return [one for one in past if one.deed == "set_status"]


def test_b2_words_come_first_and_cost_is_never_weighed(scene: Scene, case: str) -> None:
    staged = option(scene, case)
    for aspect, words in (("work", ""), ("cost", "+ 4 k€")):
        with pytest.raises(Invalid):
            weigh(scene, staged, aspect, words, 1)

    weigh(scene, staged, "work", "L’équipe apprend avec ses mots.", 2)
    weigh(scene, staged, "cost", "+ 4 k€", None)

    effects = next(one.effects for one in seen(scene, "samir", case).options if one.id == staged)
    assert {(one.aspect, one.grade) for one in effects} == {("work", 2), ("cost", None)}
    with pytest.raises(FieldChanged):
        weigh(scene, staged, "work", "Autrement", 1)
    with pytest.raises(NotAllowed):
        arbitrating.set_effect(
            scene.house,
            scene.reader("samir"),
            scene.specification_id,
            staged,
            aspect="work",
            words="Non",
            grade=None,
            before=("", None),
        )


def test_b2_a_case_has_two_to_four_options_and_doing_nothing_stays(scene: Scene, case: str) -> None:
    added = [add_option(scene, case) for _ in range(2)]
    with pytest.raises(Conflict):
        add_option(scene, case)
    arbitrating.remove_option(scene.house, scene.reader("nadia"), scene.specification_id, added[0])
    nothing = option(scene, case, OptionKind.NOTHING)
    with pytest.raises(NotAllowed):
        arbitrating.remove_option(scene.house, scene.reader("nadia"), scene.specification_id, nothing)

    ask(scene, case, "samir")

    for deed in (lambda: add_option(scene, case), lambda: _retitle(scene, added[1])):
        with pytest.raises(Conflict):
            deed()


def _retitle(scene: Scene, option_id: str) -> None:
    arbitrating.change_option(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        option_id,
        field="title",
        value="Plus tard",
        before="Maintenant",
    )


def test_b3_a_voice_is_read_by_nobody_else_before_the_round_is_closed(scene: Scene, case: str) -> None:
    ask(scene, case, "samir", "lucie", "nadia")
    speak(scene, "samir", case, -2, "Qui corrige quand elle compte faux ?")

    mine, theirs = (
        seen(scene, "samir", case),
        [seen(scene, name, case) for name in ("claire", "bruno", "lucie", "nadia")],
    )
    assert mine.own is not None
    assert mine.own.words.startswith("Qui corrige")
    for view in (mine, *theirs):
        assert view.said == ()
        assert all(one.voices == () and not one.divided for one in view.options)
    assert all(view.own is None or view.own.words == "" for view in theirs)

    close(scene, case)

    assert [one.words for one in seen(scene, "lucie", case).said] == ["Qui corrige quand elle compte faux ?"]


def test_b3_only_who_was_asked_speaks_and_only_who_sees_the_case_is_asked(scene: Scene, about: Requirement) -> None:
    case_id = opened(scene, about, label=N3)
    for names in ((), ("samir",), ("anne",)):
        with pytest.raises((Invalid, NotInYourSight)):
            ask(scene, case_id, *names)
    ask(scene, case_id, "nadia")

    with pytest.raises(NotAllowed):
        speak(scene, "claire", case_id, 1)
    with pytest.raises(Invalid):
        voicing.give_voice(
            scene.house,
            scene.reader("nadia"),
            scene.specification_id,
            case_id,
            register="work",
            stances={option(scene, case_id): 1},
            words="",
        )
    with pytest.raises(Conflict):
        close(scene, case_id)


def test_b3_voices_are_told_by_register_only_where_three_spoke_for_each(scene: Scene, case: str) -> None:
    said = {"samir": 2, "lucie": -1, "nadia": 1}
    ask(scene, case, *said, "bruno")
    for name, stance in said.items():
        speak(scene, name, case, stance, name)
    speak(scene, "bruno", case, 0, register="production")
    close(scene, case)

    view = seen(scene, "samir", case)
    assert {dot.register for one in view.options for dot in one.voices} == {None}
    assert all(one.divided for one in view.options)
    assert [one.representative for one in view.said if one.words == "lucie"] == [True]
    assert "Lucie" not in repr(view.said)

    alone = opened(scene, *(one for one in scene.content().requirements if one.id == view.about[0].id))
    ask(scene, alone, *said)
    for name, stance in said.items():
        speak(scene, name, alone, stance)
    close(scene, alone)
    assert {dot.register for one in seen(scene, "samir", alone).options for dot in one.voices} == {Register.WORK}


def test_b3_a_voice_about_a_secret_option_is_as_secret(scene: Scene, case: str) -> None:
    arbitrating.add_option(
        scene.house, scene.reader("claire"), scene.specification_id, case, title="Sans nous", summary="", label=N4
    )
    ask(scene, case, "bruno", "samir")
    speak(scene, "bruno", case, 2, "Le licenciement coûte moins.", register="production")
    speak(scene, "samir", case, 1, "Avec nous.")
    close(scene, case)

    assert len(seen(scene, "claire", case).said) == 2
    assert [one.words for one in seen(scene, "samir", case).said] == ["Avec nous."]


def test_e5_a_refused_visa_opens_a_case_once(scene: Scene) -> None:
    def ready() -> Sequence[Requirement]:
        return [one for one in scene.content().requirements if one.status is Status.DISCUSSION and one.criteria]

    item = ready()[0]
    for _ in range(2):
        editing.set_status(scene.house, scene.reader("claire"), scene.specification_id, item.id, to="to_sign")
        signing.refuse_visa(scene.house, scene.reader("claire"), scene.specification_id, item.id, reason="Trop cher")
        editing.set_status(scene.house, scene.reader("claire"), scene.specification_id, item.id, to="discussion")

    (case,) = arbitrating.cases_about(scene.house, scene.reader("claire"), scene.specification_id, item.id)
    assert len(status_moves(scene, item)) == 2 * len(("to sign", "refused", "in discussion"))
    assert (case.ground, item.code in case.question) == ("refusal", True)
