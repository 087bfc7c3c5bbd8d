"""Every deed about a case, asked for by every role, as a capped session, and from another project (R1, R2, R10); its sheet (B7)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from server.domain.canonical import plain
from server.domain.errors import NotAllowed, NotInYourSight, Refusal
from server.domain.roles import DEFAULT_CLEARANCE, Role, Seat
from server.domain.words import Language
from server.policy.abilities import TABLE, Action
from server.policy.labels import N4
from server.policy.reader import Reader
from server.services import arbitrating, creating, deciding, own_data, sheets, voicing
from server.services.creating import Beginning
from server.services.house import House
from tests.pdf_words import pages_of
from tests.services.cases import (
    ask,
    ask_supplier,
    close,
    decided,
    open_to_the_firm,
    opened,
    option,
    ruling,
    seen,
    share,
    speak,
)
from tests.services.scene import Scene
from tests.services.test_own_data import signed_in

Call = Callable[[House, Reader, str], object]


def deeds(scene: Scene, case: str, question: str) -> Iterator[tuple[Action, Call]]:
    """Each deed, with the ability it takes, asked for with identifiers of this project."""
    one, wanted, about = option(scene, case), ruling(scene, case), seen(scene, "claire", case).about[0].id
    named: dict[str, Any] = {"title": "Autre", "summary": "", "label": None}
    changed: dict[str, Any] = {"field": "title", "value": "Autre", "before": "Par étapes"}
    effect: dict[str, Any] = {"aspect": "work", "words": "Aide", "grade": 1, "before": ("", None)}
    voice: dict[str, Any] = {"register": "work", "stances": {}, "words": ""}
    supplier, samir = scene.reader("anne").organization_id, scene.people["samir"]
    change = {"requirement_id": about, "text": "Autre", "reason": "Ainsi"}
    prepare, decide = Action.ARBITRATION_PREPARE, Action.ARBITRATION_DECIDE
    yield prepare, lambda h, r, s: arbitrating.add_option(h, r, s, case, **named)
    yield prepare, lambda h, r, s: arbitrating.change_option(h, r, s, one, **changed)
    yield prepare, lambda h, r, s: arbitrating.remove_option(h, r, s, one)
    yield prepare, lambda h, r, s: arbitrating.set_effect(h, r, s, one, **effect)
    yield Action.ARBITRATION_RUN, lambda h, r, s: voicing.open_round(h, r, s, case, person_ids=[samir])
    yield Action.ARBITRATION_RUN, lambda h, r, s: voicing.close_round(h, r, s, case)
    yield Action.ARBITRATION_READ, lambda h, r, s: voicing.give_voice(h, r, s, case, **voice)
    yield (
        Action.ARBITRATION_OPEN,
        lambda h, r, s: voicing.ask_supplier(h, r, s, case, organization_id=supplier, text="Faisable ?"),
    )
    yield Action.ARBITRATION_OPEN, lambda h, r, s: voicing.reply_to_supplier(h, r, s, question, text="Oui")
    yield decide, lambda h, r, s: deciding.propose_decision(h, r, s, case, wanted)
    yield decide, lambda h, r, s: deciding.sign_decision(h, r, s, case, mark="0" * 64)
    yield decide, lambda h, r, s: deciding.refuse_decision(h, r, s, case, reason="Non")
    yield decide, lambda h, r, s: deciding.settle_case(h, r, s, case, wanted)
    yield Action.PROPOSAL_DECIDE, lambda h, r, s: deciding.propose_change(h, r, s, case, **change)
    yield Action.ARBITRATION_READ, lambda h, r, s: arbitrating.see_case(h, r, s, case)
    yield Action.ARBITRATION_READ, lambda h, r, s: sheets.export_sheet(h, r, s, case, language=Language.FRENCH)


def outcome(scene: Scene, call: Call, reader: Reader, specification_id: str) -> type[Exception] | None:
    try:
        call(scene.house, reader, specification_id)
    except Refusal as refusal:
        return type(refusal)
    return None


def case_with_a_question(scene: Scene) -> tuple[str, str]:
    case = opened(scene, open_to_the_firm(scene)[0])
    share(scene, "paul")
    return case, ask_supplier(scene, "paul", case)


@pytest.mark.parametrize("role", Role)
def test_r1_a_deed_about_a_case_is_refused_to_each_role_without_its_ability(scene: Scene, role: Role) -> None:
    reader = replace(scene.reader("claire"), role=role, level=DEFAULT_CLEARANCE[role], compartments=frozenset())
    if role is Role.SUPPLIER:
        reader = scene.reader("paul")
    case, question = case_with_a_question(scene)

    refused = [
        outcome(scene, call, reader, scene.specification_id)
        for action, call in deeds(scene, case, question)
        if action not in TABLE[role]
    ]

    assert set(refused) <= {NotAllowed, NotInYourSight}


def test_r2_a_capped_session_does_nothing_about_a_case(scene: Scene) -> None:
    case, question = case_with_a_question(scene)
    reader = scene.seen_as("claire", "paul")

    assert {outcome(scene, call, reader, scene.specification_id) for _, call in deeds(scene, case, question)} == {
        NotInYourSight
    }
    (view,) = arbitrating.see_questions(scene.house, reader, scene.specification_id)
    assert (view.id, view.may_answer) == (question, False)


def test_r10_no_deed_reaches_a_case_of_another_project(scene: Scene) -> None:
    case, question = case_with_a_question(scene)
    firm_id, _ = creating.firms_of(scene.house, scene.people["claire"])[0]
    reader = creating.create_project(scene.house, scene.people["claire"], Beginning("Autre", Seat.WORK, firm_id))
    spec = creating.create_blank_specification(scene.house, reader, title="Autre", language="fr")

    assert {outcome(scene, call, reader, spec) for _, call in deeds(scene, case, question)} == {NotInYourSight}


def sheet(scene: Scene, name: str, case_id: str) -> str:
    made = sheets.export_sheet(
        scene.house, scene.reader(name), scene.specification_id, case_id, language=Language.FRENCH
    )
    (page,) = pages_of(made.content)
    return " ".join(page.split())


def test_b7_the_sheet_of_a_decision_holds_on_one_page_what_its_reader_reads(scene: Scene) -> None:
    case, question = case_with_a_question(scene)
    arbitrating.add_option(
        scene.house, scene.reader("claire"), scene.specification_id, case, title="Sans eux", summary="", label=N4
    )
    decided(scene, case)

    pilot, employee = sheet(scene, "claire", case), sheet(scene, "samir", case)
    for page in (pilot, employee):
        assert "Moins de risque." in page
        assert "On revoit le" in page
    assert ("Sans eux" in pilot, "Sans eux" in employee) == (True, False)
    assert ("Est-ce faisable" in pilot, "Est-ce faisable" in employee) == (True, False)
    supplier = sheet(scene, "paul", question)
    assert "Est-ce faisable au lot 2" in supplier
    assert "Moins de risque." not in supplier
    with pytest.raises(NotInYourSight):
        sheet(scene, "anne", question)


def test_w7_a_person_is_given_the_voices_they_gave(scene: Scene) -> None:
    case = opened(scene, open_to_the_firm(scene)[0])
    ask(scene, case, "samir")
    speak(scene, "samir", case, 1, "Je préfère par étapes.")
    close(scene, case)

    (project,) = plain(own_data.own_data(scene.house, signed_in(scene, "samir")))["projects"]

    assert [one["words"] for one in project["voices"]] == ["Je préfère par étapes."]
