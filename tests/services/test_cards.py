"""Coming in without an e-mail address, by the door of the workplace and the code of a card."""

from collections.abc import Iterator

import pytest

from server.domain.errors import Invalid, NotAllowed, NotInYourSight, NotSignedIn, TooManyAttempts
from server.domain.richtext import from_plain
from server.domain.roles import Role
from server.policy.labels import speech_compartments
from server.services import cards, inviting, registering, rights, signing_in, speaking
from server.services.cards import Newcomer, PrintedCards
from server.services.house import Told
from server.services.sessions import get_signed_in
from server.storage import account_rows
from tests.services.scene import Scene

PLACE = "192.0.2.7"


def _add(scene: Scene, name: str = "Yanis Bertin", role: Role = Role.EMPLOYEE) -> str:
    task = next(one.id for one in scene.content().tasks if one.name == "Monter")
    newcomer = Newcomer(name, role, scene.reader("claire").organization_id, [task])
    return cards.add_without_mail(scene.house, scene.reader("claire"), newcomer)


def _card(scene: Scene, member: str) -> PrintedCards:
    return cards.give_cards(scene.house, scene.reader("claire"), [member])


def _enter(scene: Scene, printed: PrintedCards, code: str | None = None, place: str = PLACE) -> str:
    door = printed.address.rpartition("/")[2]
    return cards.redeem_card(
        scene.house, door=door, code=code or printed.cards[0].code, place=place, device="Téléphone"
    )


def _person(scene: Scene, member: str) -> str:
    return next(one.person_id for one in scene.content().members if one.membership_id == member)


def test_w1_somebody_without_an_address_takes_part_and_comes_in_by_the_code_of_their_card(scene: Scene) -> None:
    member = _add(scene)
    printed = _card(scene, member)

    who = get_signed_in(scene.house, _enter(scene, printed))
    again = get_signed_in(scene.house, _enter(scene, printed, printed.cards[0].code.replace(" ", "")))

    assert who.person_id == again.person_id == _person(scene, member)
    assert who.notice_seen
    assert printed.cards[0].tasks == ("Monter",)
    reader = rights.reader_for(scene.house, who.person_id, scene.project_id)
    assert reader.role is Role.EMPLOYEE
    assert reader.level == 2


def test_w1_who_steers_or_comes_from_outside_has_an_address(scene: Scene) -> None:
    claire, firm = scene.reader("claire"), scene.reader("claire").organization_id
    for role, organization in (
        ("steering_work", firm),
        ("sponsor", firm),
        ("employee", scene.reader("nadia").organization_id),
        ("supplier", scene.reader("anne").organization_id),
    ):
        with pytest.raises(Invalid):
            cards.add_without_mail(scene.house, claire, Newcomer("X", role, organization))
    with pytest.raises(NotAllowed):
        cards.add_without_mail(scene.house, scene.reader("samir"), Newcomer("X", "employee", firm))
    with pytest.raises(NotInYourSight):
        cards.add_without_mail(scene.house, claire, Newcomer("X", "employee", firm, ["A" * 22]))


def test_w1_no_mail_and_no_link_goes_to_who_has_no_address(scene: Scene) -> None:
    person = _person(scene, _add(scene))
    with scene.house.database.read() as connection:
        account = account_rows.find_account(connection, person)
    assert account is not None

    signing_in.request_sign_in(scene.house, email=account.email, place=PLACE)

    with scene.house.database.read() as connection:
        assert account_rows.load_due_mails(connection, scene.house.clock(), 99, 10) == []


def test_w2_a_new_card_ends_the_one_before_and_the_sessions_of_its_holder(scene: Scene) -> None:
    told: list[Told] = []
    member = _add(scene)
    first = _card(scene, member)
    token = _enter(scene, first)
    session = get_signed_in(scene.house, token).session_id

    second = cards.give_cards(scene.house.telling(told.append), scene.reader("bruno"), [member])

    assert second.address == first.address
    with pytest.raises(NotSignedIn):
        get_signed_in(scene.house, token)
    with pytest.raises(NotSignedIn):
        _enter(scene, first)
    assert get_signed_in(scene.house, _enter(scene, second)).person_id == _person(scene, member)
    assert session in {one for news in told for one in news.ended_sessions}


def test_w2_cards_are_made_by_the_pair_for_who_has_no_address_and_are_entered_in_the_register(scene: Scene) -> None:
    member = _add(scene)
    samir = next(one.membership_id for one in scene.content().members if one.person_id == scene.people["samir"])
    for who, asked, refusal in (
        ("claire", [samir], Invalid),
        ("claire", [], Invalid),
        ("claire", ["A" * 22], NotInYourSight),
        ("samir", [member], NotAllowed),
        ("anne", [member], NotInYourSight),
    ):
        with pytest.raises(refusal):
            cards.give_cards(scene.house, scene.reader(who), asked)

    code = _card(scene, member).cards[0].code

    register = registering.read_register(scene.house, scene.reader("claire"), None, registering.Period())
    made = [one for one in register.entries if one.deed == "give_card"]
    assert len(made) == 1
    assert code not in repr(register)


def test_w3_who_comes_in_by_a_card_reads_nothing_that_is_closed_to_the_pair(scene: Scene) -> None:
    member = _add(scene, "Lina Brun", Role.EMPLOYEE_REP)
    person = _person(scene, member)
    speaking.record_speech(
        scene.house,
        scene.reader("nadia"),
        scene.specification_id,
        title="Au montage",
        text=from_plain("On le dit entre nous").json(),
        speaker_ids=[person, scene.people["samir"]],
    )

    mine = rights.reader_for(scene.house, person, scene.project_id)

    assert mine.compartments == frozenset()
    assert speech_compartments(scene.reader("samir").compartments)
    assert scene.reader("lucie").compartments


def test_w4_wrong_codes_are_counted_by_place_and_by_door(scene: Scene) -> None:
    printed = _card(scene, _add(scene))

    for _ in range(signing_in.FAILURES_PER_PLACE.most):
        with pytest.raises(NotSignedIn):
            _enter(scene, printed, "0000 0000")
    with pytest.raises(TooManyAttempts):
        _enter(scene, printed)
    for place in _places(cards.FAILURES_PER_DOOR.most - signing_in.FAILURES_PER_PLACE.most):
        with pytest.raises(NotSignedIn):
            _enter(scene, printed, "0000 0000", place)
    with pytest.raises(TooManyAttempts):
        _enter(scene, printed, place="198.51.100.1")


def _places(count: int) -> Iterator[str]:
    return (f"198.18.0.{number}" for number in range(count))


def test_w4_a_card_ends_with_its_holders_part_and_opens_no_other_door(scene: Scene) -> None:
    member, other = _add(scene), _add(scene, "Lina Brun")
    printed = _card(scene, member)

    with pytest.raises(NotSignedIn):
        cards.redeem_card(scene.house, door="abcdefgh", code=printed.cards[0].code, place=PLACE, device="")
    inviting.end_membership(scene.house, scene.reader("claire"), member)

    with pytest.raises(NotSignedIn):
        _enter(scene, printed)
    assert get_signed_in(scene.house, _enter(scene, _card(scene, other))).person_id == _person(scene, other)
