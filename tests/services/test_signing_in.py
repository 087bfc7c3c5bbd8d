"""Getting in without a password, and staying in no longer than one should."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest

from server.domain.errors import Invalid, NotAllowed, NotInYourSight, NotSignedIn, TooManyAttempts
from server.domain.roles import Role
from server.services import accounts, mailing, sessions, signing_in
from server.services.house import Told
from server.services.installing import demo_links
from server.services.tokens import demo_token
from server.storage import account_rows
from tests.services.scene import Scene


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: int) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock(scene: Scene) -> Clock:
    """The clock of the house, in the test's hand."""
    made = Clock()
    scene.house.clock = made
    return made


def email(scene: Scene, name: str) -> str:
    with scene.house.database.read() as connection:
        account = account_rows.find_account(connection, scene.people[name])
    assert account is not None
    return account.email


def mails(scene: Scene) -> list[account_rows.Mail]:
    with scene.house.database.read() as connection:
        return account_rows.load_due_mails(connection, scene.house.clock(), 8, 100)


def ask(scene: Scene, name: str = "samir") -> tuple[str, str]:
    """Ask to come in and return the link's token and the code from the mail."""
    waiting = {one.id for one in mails(scene)}
    signing_in.request_sign_in(scene.house, email=email(scene, name).upper(), place="10.0.0.1")
    body = next(one.body for one in mails(scene) if one.id not in waiting)
    link, code = re.search(r"/entrer/(\S+)", body), re.search(r"\b(\d{3} \d{3})\b", body)
    assert link
    assert code
    return link[1], code[1]


def by_link(scene: Scene, link: str, *, from_loopback: bool = False, place: str = "10.0.0.1") -> str:
    return signing_in.redeem_link(scene.house, link=link, place=place, device="Firefox", from_loopback=from_loopback)


def by_code(scene: Scene, code: str, name: str = "samir", place: str = "10.0.0.1") -> str:
    return signing_in.redeem_code(scene.house, email=email(scene, name), code=code, place=place, device="Firefox")


def test_g2_a_link_works_once_and_opening_it_uses_nothing_up(scene: Scene, clock: Clock) -> None:
    link, _ = ask(scene)

    assert [signing_in.link_works(scene.house, link, from_loopback=False) for _ in range(3)] == [True] * 3
    token = by_link(scene, link)
    with pytest.raises(NotSignedIn):
        by_link(scene, link)

    assert sessions.get_signed_in(scene.house, token).person_id == scene.people["samir"]
    assert not signing_in.link_works(scene.house, link, from_loopback=False)


def test_g2_the_code_of_a_used_link_works_no_more_and_the_reverse(scene: Scene, clock: Clock) -> None:
    link, code = ask(scene)
    by_code(scene, code)

    with pytest.raises(NotSignedIn):
        by_link(scene, link)
    with pytest.raises(NotSignedIn):
        by_code(scene, code)


def test_g2_a_link_lasts_fifteen_minutes_and_a_new_one_ends_the_old(scene: Scene, clock: Clock) -> None:
    first, _ = ask(scene)
    clock.forward(minutes=1)
    second, code = ask(scene)
    with pytest.raises(NotSignedIn):
        by_link(scene, first)
    clock.forward(minutes=15)

    with pytest.raises(NotSignedIn):
        by_link(scene, second)
    with pytest.raises(NotSignedIn):
        by_code(scene, code)


def test_g2_a_code_works_for_its_own_address_only_and_not_after_five_wrong_ones(scene: Scene, clock: Clock) -> None:
    _, code = ask(scene)
    with pytest.raises(NotSignedIn):
        by_code(scene, code, "claire")
    wrong = "000 000" if code != "000 000" else "000 001"
    for _ in range(5):
        with pytest.raises(NotSignedIn):
            by_code(scene, wrong)

    with pytest.raises(NotSignedIn):
        by_code(scene, code)


def test_g1_an_unknown_address_gets_the_same_answer_and_no_mail(scene: Scene, clock: Clock) -> None:
    for unknown in ("nobody@example.org", "not an address", "a@b"):
        signing_in.request_sign_in(scene.house, email=unknown, place="10.0.0.9")

    assert mails(scene) == []
    with scene.house.database.read() as connection:
        assert account_rows.find_account_by_email(connection, "nobody@example.org") is None


def test_g3_after_ten_failures_an_address_and_a_place_must_wait(scene: Scene, clock: Clock) -> None:
    for number in range(10):
        with pytest.raises(NotSignedIn):
            by_code(scene, "000 000", place=f"10.0.1.{number}")
    with pytest.raises(TooManyAttempts) as told:
        by_code(scene, "000 000", place="10.0.2.1")
    for _ in range(10):
        with pytest.raises(NotSignedIn):
            by_link(scene, "wrong", place="10.0.3.1")
    with pytest.raises(TooManyAttempts):
        by_link(scene, "wrong", place="10.0.3.1")

    assert told.value.values == {"minutes": 15}
    clock.forward(minutes=16)
    _, code = ask(scene)
    assert by_code(scene, code)


def test_g3_an_address_is_not_flooded_with_mails(scene: Scene, clock: Clock) -> None:
    for _ in range(5):
        ask(scene)

    with pytest.raises(TooManyAttempts):
        ask(scene)


def test_g4_a_session_ends_after_thirty_days_without_use(scene: Scene, clock: Clock) -> None:
    token = by_link(scene, ask(scene)[0])
    clock.forward(days=29)
    sessions.get_signed_in(scene.house, token)
    clock.forward(days=29)
    assert sessions.get_signed_in(scene.house, token).person_id == scene.people["samir"]
    clock.forward(days=31)

    with pytest.raises(NotSignedIn):
        sessions.get_signed_in(scene.house, token)


def test_g4_the_secret_of_a_session_is_kept_nowhere(scene: Scene, clock: Clock) -> None:
    token = by_link(scene, ask(scene)[0])

    with scene.house.database.read() as connection:
        kept = account_rows.load_sessions(connection, scene.people["samir"], clock.now)
    assert token not in repr(kept)
    for wrong in ("", token[:-1], kept[0].token_hash):
        with pytest.raises(NotSignedIn):
            sessions.get_signed_in(scene.house, wrong)


def test_g4_people_end_their_own_sessions_and_nobody_elses(scene: Scene, clock: Clock) -> None:
    heard: list[Told] = []
    here = sessions.get_signed_in(scene.house, by_link(scene, ask(scene)[0]))
    other_token = by_link(scene, ask(scene)[0])
    other = sessions.get_signed_in(scene.house, other_token)
    foreign = sessions.get_signed_in(scene.house, by_link(scene, ask(scene, "claire")[0]))
    scene.house.tell = heard.append

    with pytest.raises(NotInYourSight):
        sessions.end_session(scene.house, here, foreign.session_id)
    sessions.end_other_sessions(scene.house, here)

    assert [told.ended_sessions for told in heard] == [(other.session_id,)]
    assert [one.id for one in sessions.list_sessions(scene.house, here)] == [here.session_id]
    with pytest.raises(NotSignedIn):
        sessions.get_signed_in(scene.house, other_token)


def test_g5_a_demo_link_works_again_and_again_from_this_machine_only(scene: Scene, clock: Clock) -> None:
    demo_links(scene.house)
    link = demo_token(scene.house.settings, scene.people["anne"])

    for _ in range(2):
        token = by_link(scene, link, from_loopback=True)
        assert sessions.get_signed_in(scene.house, token).person_id == scene.people["anne"]
    with pytest.raises(NotSignedIn):
        by_link(scene, link, from_loopback=False)
    scene.house.settings = replace(scene.house.settings, demo=False)
    with pytest.raises(NotSignedIn):
        by_link(scene, link, from_loopback=True)


def test_r2_looking_as_a_supplier_is_a_session_of_its_own(scene: Scene, clock: Clock) -> None:
    spec, anne = scene.specification_id, scene.reader("anne")

    token = sessions.open_capped_session(scene.house, scene.reader("claire"), spec, anne.organization_id, "Projecteur")
    for name in ("nadia", "samir"):
        with pytest.raises(NotAllowed):
            sessions.open_capped_session(scene.house, scene.reader(name), spec, anne.organization_id, "")
    with pytest.raises(NotInYourSight):
        sessions.open_capped_session(scene.house, scene.reader("claire"), spec, "A" * 22, "")

    capped = sessions.get_signed_in(scene.house, token)
    assert (capped.capped_project_id, capped.capped_organization_id) == (scene.project_id, anne.organization_id)
    with pytest.raises(NotAllowed):
        accounts.set_preferences(scene.house, capped, theme="dark")
    clock.forward(hours=13)
    with pytest.raises(NotSignedIn):
        sessions.get_signed_in(scene.house, token)


def test_people_choose_their_language_and_colours(scene: Scene, clock: Clock) -> None:
    token = by_link(scene, ask(scene)[0])
    me = sessions.get_signed_in(scene.house, token)

    accounts.set_preferences(scene.house, me, language="en", theme="dark", single_keys=False)
    accounts.mark_notice_seen(scene.house, me)
    with pytest.raises(Invalid):
        accounts.set_preferences(scene.house, me, language="de")

    now = sessions.get_signed_in(scene.house, token)
    assert (now.language, now.theme, now.single_keys, now.notice_seen) == ("en", "dark", False, True)


def test_mails_go_to_the_outbox_once_and_are_forgotten(scene: Scene, clock: Clock) -> None:
    link, _ = ask(scene)

    went = mailing.send_due(scene.house), mailing.send_due(scene.house)

    files = list((scene.house.settings.data_dir / "outbox").iterdir())
    message = message_from_bytes(files[0].read_bytes(), policy=policy.default)
    assert went == (1, 0)
    assert message["To"] == email(scene, "samir")
    assert link in message.get_body().get_content()  # type: ignore[union-attr]
    assert files[0].stat().st_mode & 0o077 == 0


def test_a_mail_that_cannot_go_is_tried_again_later(scene: Scene, clock: Clock) -> None:
    ask(scene)
    tried: list[object] = []

    def broken(message: object) -> None:
        tried.append(message)
        raise OSError

    for _ in range(2):
        assert mailing.send_due(scene.house, broken) == 0
    at_once = len(tried)
    for minutes in (1, 2, 6, 16, 61, 241):
        clock.forward(minutes=minutes)
        assert mailing.send_due(scene.house, broken) == 0
    clock.forward(minutes=721)
    assert mailing.send_due(scene.house) == 1
    assert (at_once, len(tried)) == (1, 7)


def test_a_mail_that_never_goes_is_given_up(scene: Scene, clock: Clock) -> None:
    ask(scene)

    def broken(_message: object) -> None:
        raise OSError

    for _ in range(mailing.MOST_TRIES):
        mailing.send_due(scene.house, broken)
        clock.forward(minutes=721)
    assert mailing.send_due(scene.house) == 0


def test_a_mail_is_sent_by_one_node_only(scene: Scene, clock: Clock) -> None:
    ask(scene)
    sent: list[object] = []

    def while_another_looks(message: object) -> None:
        assert mailing.send_due(scene.house) == 0
        sent.append(message)

    assert mailing.send_due(scene.house, while_another_looks) == 1
    assert mailing.send_due(scene.house) == 0
    assert len(sent) == 1


def test_a_mail_whose_node_died_is_sent_by_another_later(scene: Scene, clock: Clock) -> None:
    ask(scene)

    def die(_message: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mailing.send_due(scene.house, die)
    before = mailing.send_due(scene.house)
    clock.forward(minutes=16)
    assert (before, mailing.send_due(scene.house)) == (0, 1)


def test_every_role_comes_in_the_same_way(scene: Scene, clock: Clock) -> None:
    roles = {member.role for member in scene.content().members}
    for name in scene.people:
        clock.forward(minutes=16)
        assert by_code(scene, ask(scene, name)[1], name)
    assert Role.SUPPLIER in roles
