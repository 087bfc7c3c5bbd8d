"""Cases decided: by two seats or the sponsor, what suppliers are asked, what follows (RULES.md, B4–B8)."""

import pytest

from server.domain.arbitration import DecisionState, Stage
from server.domain.content import Requirement
from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight
from server.domain.requirement import Status
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N3
from server.services import (
    arbitrating,
    deciding,
    editing,
    reading,
    reclassifying,
    voicing,
)
from server.services.deciding import Ruling
from server.services.put_off import see_put_off
from tests.services.cases import (
    ask,
    ask_supplier,
    close,
    decided,
    heard,
    mails,
    open_to_the_firm,
    opened,
    propose,
    ruling,
    seen,
    share,
    sign,
    speak,
    sponsor,
    status,
)
from tests.services.deeds import remark
from tests.services.scene import Scene


@pytest.fixture
def about(scene: Scene) -> Requirement:
    """A requirement in discussion that all of the firm reads."""
    return open_to_the_firm(scene)[0]


@pytest.fixture
def case(scene: Scene, about: Requirement) -> str:
    return opened(scene, about)


def test_b4_one_seat_writes_and_another_person_signs_those_very_words(scene: Scene, case: str) -> None:
    heard(scene, case)
    propose(scene, "claire", case)
    first = seen(scene, "bruno", case).decisions[-1].mark
    with pytest.raises(NotAllowed):
        deciding.sign_decision(scene.house, scene.reader("claire"), scene.specification_id, case, mark=first)
    propose(scene, "claire", case)
    with pytest.raises(Conflict):
        deciding.sign_decision(scene.house, scene.reader("bruno"), scene.specification_id, case, mark=first)
    with pytest.raises(Conflict):
        propose(scene, "bruno", case)

    sign(scene, "bruno", case)

    view = seen(scene, "samir", case)
    assert view.stage is Stage.DECIDED
    assert view.decisions[-1].state is DecisionState.MADE
    for name in ("samir", "nadia"):
        assert not seen(scene, name, case).may_decide


def test_b4_a_decision_has_reasons_what_is_given_up_and_a_day_to_look_again(scene: Scene, case: str) -> None:
    heard(scene, case)
    whole = ruling(scene, case)
    lacking = (
        Ruling(whole.option_id, "", whole.reasons, whole.given_up, "", whole.review_on),
        Ruling(whole.option_id, whole.text, "", whole.given_up, "", whole.review_on),
        Ruling(whole.option_id, whole.text, whole.reasons, "", "", whole.review_on),
        Ruling(whole.option_id, whole.text, whole.reasons, whole.given_up, "", "bientôt"),
    )
    for one in lacking:
        with pytest.raises(Invalid):
            deciding.propose_decision(scene.house, scene.reader("claire"), scene.specification_id, case, one)
    other = Ruling(scene.specification_id, whole.text, whole.reasons, whole.given_up, "", whole.review_on)
    with pytest.raises(NotInYourSight):
        deciding.propose_decision(scene.house, scene.reader("claire"), scene.specification_id, case, other)


def test_b4_the_sponsor_decides_in_writing_only_when_the_seats_are_split(scene: Scene, case: str) -> None:
    name = sponsor(scene)
    heard(scene, case)
    propose(scene, "claire", case)

    def settle() -> None:
        deciding.settle_case(scene.house, scene.reader(name), scene.specification_id, case, ruling(scene, case))

    with pytest.raises(Conflict):
        settle()
    deciding.refuse_decision(
        scene.house, scene.reader("bruno"), scene.specification_id, case, reason="Trop lent pour le client."
    )
    assert seen(scene, name, case).may_settle
    with pytest.raises(NotAllowed):
        deciding.settle_case(scene.house, scene.reader("bruno"), scene.specification_id, case, ruling(scene, case))

    settle()

    made = seen(scene, "samir", case).decisions
    assert [one.state for one in made] == [DecisionState.REFUSED, DecisionState.MADE]
    assert (made[0].refusal, made[1].seat) == ("Trop lent pour le client.", None)


def test_b5_a_supplier_reads_what_it_was_asked_and_nothing_of_the_case_and_its_rival_nothing(
    scene: Scene, case: str
) -> None:
    with pytest.raises(Conflict):
        ask_supplier(scene, "anne", case)
    share(scene, "anne")
    asked = ask_supplier(scene, "anne", case)
    (question,) = arbitrating.see_questions(scene.house, scene.reader("anne"), scene.specification_id)
    assert (question.id, question.may_answer) == (asked, True)
    assert case not in repr(question)
    assert arbitrating.see_questions(scene.house, scene.reader("paul"), scene.specification_id) == ()
    with pytest.raises(NotInYourSight):
        _answer(scene, "paul", asked)

    _answer(scene, "anne", asked)

    assert seen(scene, "nadia", case).questions[0].answer == "Avec un automate récent."
    assert seen(scene, "samir", case).questions == ()
    with pytest.raises(Conflict):
        _reply(scene, asked)
    decided(scene, case)
    _reply(scene, asked)
    (question,) = arbitrating.see_questions(scene.house, scene.reader("anne"), scene.specification_id)
    assert (question.reply, question.may_answer) == ("Oui, au lot 2.", False)
    with pytest.raises(Conflict):
        _answer(scene, "anne", asked)


def _answer(scene: Scene, name: str, question_id: str) -> None:
    voicing.answer_question(
        scene.house,
        scene.reader(name),
        scene.specification_id,
        question_id,
        feasible="conditions",
        words="Avec un automate récent.",
    )


def _reply(scene: Scene, question_id: str) -> None:
    voicing.reply_to_supplier(
        scene.house, scene.reader("claire"), scene.specification_id, question_id, text="Oui, au lot 2."
    )


def test_b6_a_decision_leads_requirements_out_of_arbitration_and_changes_are_proposed(
    scene: Scene, about: Requirement, case: str
) -> None:
    heard(scene, case)
    with pytest.raises(Conflict):
        _change(scene, case, about)
    propose(scene, "bruno", case)
    sign(scene, "claire", case)
    assert status(scene, about) is Status.DISCUSSION

    made = _change(scene, case, about)

    proposal = next(one for one in scene.content().proposals if one.id == made)
    assert (proposal.state, proposal.reason) == ("open", "Décidé ainsi.")
    assert next(one for one in scene.content().requirements if one.id == about.id).statement == about.statement
    with pytest.raises(Conflict):
        _change(scene, case, about)


def _change(scene: Scene, case_id: str, about: Requirement) -> str:
    return deciding.propose_change(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        case_id,
        requirement_id=about.id,
        text="Le module doit prévoir une prise de signal.",
        reason="Décidé ainsi.",
    )


def test_b7_who_was_asked_is_told_that_it_is_decided_unless_they_no_longer_see_it(
    scene: Scene, about: Requirement, case: str
) -> None:
    ask(scene, case, "samir", "nadia")
    speak(scene, "nadia", case, 1)
    close(scene, case)
    part = Subject(SubjectKind.TEXT, about.statement.id)
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, part, label=N3)
    before = len(mails(scene))
    propose(scene, "claire", case)
    sign(scene, "bruno", case)

    told = [one for one in mails(scene)[before:] if one[1] == "Une décision est prise"]
    assert len(told) == 1
    assert told[0][0].startswith("nadia")


def test_b8_decisions_are_found_by_their_words_and_stay_tied_to_their_requirements(
    scene: Scene, about: Requirement, case: str
) -> None:
    decided(scene, case)

    hits = reading.search(scene.house, scene.reader("samir"), scene.specification_id, "mesures risque")
    assert case in {hit.subject.id for hit in hits}
    (found,) = arbitrating.cases_about(scene.house, scene.reader("samir"), scene.specification_id, about.id)
    assert found.id == case
    assert reading.search(scene.house, scene.reader("anne"), scene.specification_id, "mesures risque") == ()


def test_b8_what_was_put_off_is_listed_with_its_reason_for_the_firm_only(scene: Scene, about: Requirement) -> None:
    editing.set_status(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        about.id,
        to="deferred",
        reason="Lot 2, après essai.",
    )

    listed = see_put_off(scene.house, scene.reader("samir"), scene.specification_id)
    assert [one.reason for one in listed if one.requirement.id == about.id] == ["Lot 2, après essai."]
    assert see_put_off(scene.house, scene.reader("anne"), scene.specification_id) == ()


def test_b8_who_spoke_about_what_is_put_off_is_told(scene: Scene, about: Requirement) -> None:
    subject = Subject(SubjectKind.REQUIREMENT, about.id)
    remark(scene, subject, "Il en faut un.")
    before = len(mails(scene))

    editing.withdraw_requirement(scene.house, scene.reader("claire"), scene.specification_id, about.id)

    told = [who for who, subject in mails(scene)[before:] if subject == "Une exigence est mise de côté"]
    assert {who.split(".")[0] for who in told} == {"samir"}
