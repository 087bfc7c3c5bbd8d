"""The door under attack: many at once, the same secret twice, guesses from many places, and questions about who is known."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import event

from server.domain.errors import NotSignedIn, Refusal, TooManyAttempts
from server.services import sessions, signing_in
from server.services.rate_limits import place_of
from server.storage import account_rows
from tests.services.scene import Scene
from tests.services.test_signing_in import Clock, ask, by_code, by_link, clock, email, mails

__all__ = ["clock"]

AT_ONCE = 24
UNKNOWN = "personne@exemple.fr"


def all_at_once(attempts: list[Callable[[], str]]) -> Counter[str]:
    """Make every attempt at the same moment, and count what came of them: entered, or the code of the refusal."""
    start = Barrier(len(attempts))

    def attempt(make: Callable[[], str]) -> str:
        start.wait()
        try:
            make()
        except Refusal as refusal:
            return refusal.code
        return "entered"

    with ThreadPoolExecutor(len(attempts)) as crowd:
        return Counter(crowd.map(attempt, attempts))


def test_g2_a_link_pressed_by_many_at_once_opens_one_session(scene: Scene, clock: Clock) -> None:
    link, _ = ask(scene)

    came = all_at_once([lambda n=n: by_link(scene, link, place=f"10.1.0.{n}") for n in range(AT_ONCE)])  # type: ignore[misc]

    assert came == {"entered": 1, NotSignedIn.code: AT_ONCE - 1}
    with scene.house.database.read() as connection:
        assert len(account_rows.load_sessions(connection, scene.people["samir"], clock.now)) == 1


def test_g2_a_code_typed_by_many_at_once_opens_one_session(scene: Scene, clock: Clock) -> None:
    _, code = ask(scene)

    came = all_at_once([lambda n=n: by_code(scene, code, place=f"10.1.0.{n}") for n in range(5)])  # type: ignore[misc]

    assert came == {"entered": 1, NotSignedIn.code: 4}


def test_g3_guesses_made_at_once_from_many_places_are_counted_one_by_one(scene: Scene, clock: Clock) -> None:
    _, code = ask(scene)
    wrong = "000 000" if code != "000 000" else "000 001"

    came = all_at_once([lambda n=n: by_code(scene, wrong, place=f"10.1.0.{n}") for n in range(AT_ONCE)])  # type: ignore[misc]

    assert came == {NotSignedIn.code: 10, TooManyAttempts.code: AT_ONCE - 10}
    with pytest.raises(TooManyAttempts):
        by_code(scene, code)


def test_g3_guesses_made_at_once_from_one_place_are_counted_one_by_one(scene: Scene, clock: Clock) -> None:
    came = all_at_once([lambda n=n: by_link(scene, f"wrong {n}", place="10.1.0.1") for n in range(AT_ONCE)])  # type: ignore[misc]

    assert came == {NotSignedIn.code: 10, TooManyAttempts.code: AT_ONCE - 10}


def test_g3_links_asked_for_at_once_are_counted_one_by_one(scene: Scene, clock: Clock) -> None:
    address = email(scene, "samir")

    def one(number: int) -> str:
        signing_in.request_sign_in(scene.house, email=address, place=f"10.1.0.{number}")
        return ""

    came = all_at_once([lambda n=n: one(n) for n in range(AT_ONCE)])  # type: ignore[misc]

    assert came == {"entered": 5, TooManyAttempts.code: AT_ONCE - 5}
    assert len(mails(scene)) == 5


def test_g3_who_gets_in_is_not_counted_and_others_at_their_place_may_still_try(scene: Scene, clock: Clock) -> None:
    for _ in range(12):
        clock.forward(minutes=4)
        by_link(scene, ask(scene)[0], place="10.1.0.1")

    with pytest.raises(NotSignedIn):
        by_link(scene, "wrong", place="10.1.0.1")


def test_g3_a_place_is_one_subscriber() -> None:
    assert place_of("2001:db8:1:2::1") == place_of("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert place_of("2001:db8:1:3::1") != place_of("2001:db8:1:2::1")
    assert place_of("::ffff:10.0.0.1") == place_of("10.0.0.1") == "10.0.0.1"
    assert place_of("") == ""


def test_g3_addresses_of_one_subscriber_share_their_attempts(scene: Scene, clock: Clock) -> None:
    for number in range(10):
        with pytest.raises(NotSignedIn):
            by_link(scene, "wrong", place=f"2001:db8:1:2::{number + 1}")

    with pytest.raises(TooManyAttempts):
        by_link(scene, "wrong", place="2001:db8:1:2:abcd::1")


def _statements(scene: Scene, work: Callable[[], object]) -> list[str]:
    """Every statement that some work sends to the database, and where each of its transactions ends."""
    seen: list[str] = []
    engine = scene.house.database.engine

    def statement(_connection: object, _cursor: object, text: str, *_more: object) -> None:
        seen.append(text)

    def commit(_connection: object) -> None:
        seen.append("COMMIT")

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", commit)
    try:
        with suppress(NotSignedIn):
            work()
    finally:
        event.remove(engine, "before_cursor_execute", statement)
        event.remove(engine, "commit", commit)
    return seen


def test_g1_a_wrong_code_is_the_same_work_whether_the_address_is_known_or_waits_for_one_or_not(
    scene: Scene, clock: Clock
) -> None:
    ask(scene)

    def guess(address: str) -> object:
        return signing_in.redeem_code(scene.house, email=address, code="000001", place="10.0.0.9", device="")

    waiting, idle, unknown = (
        _statements(scene, lambda address=address: guess(address))  # type: ignore[misc]
        for address in (email(scene, "samir"), email(scene, "claire"), UNKNOWN)
    )

    assert waiting == idle == unknown
    assert len(waiting) > 5
    assert waiting.count("COMMIT") == 1


def test_g1_a_link_is_the_same_work_whether_the_address_is_known_or_not(scene: Scene, clock: Clock) -> None:
    known, again, unknown = (
        _statements(scene, partial(signing_in.request_sign_in, scene.house, email=address, place="10.0.0.9"))
        for address in (email(scene, "samir"), email(scene, "samir"), UNKNOWN)
    )

    ending = {"RELEASE SAVEPOINT sa_savepoint_1", "ROLLBACK TO SAVEPOINT sa_savepoint_1"}
    differing = [{one, other} for one, other in zip(known, unknown, strict=True) if one != other]
    assert known == again
    assert differing == [ending], "the work is kept for one and taken back for the other, and that is all"
    assert known.count("COMMIT") == 1
    assert len(mails(scene)) == 2


def test_g2_what_was_sent_before_opens_nothing_after_the_session_ended(scene: Scene, clock: Clock) -> None:
    link, code = ask(scene)
    token = by_link(scene, link)
    here = sessions.get_signed_in(scene.house, token)
    sessions.end_session(scene.house, here, here.session_id)

    for again in (
        lambda: by_link(scene, link),
        lambda: by_code(scene, code),
        lambda: sessions.get_signed_in(scene.house, token),
    ):
        with pytest.raises(NotSignedIn):
            again()


def test_g4_each_sign_in_has_a_secret_of_its_own(scene: Scene, clock: Clock) -> None:
    tokens = set[str]()
    for _ in range(5):
        clock.forward(minutes=4)
        tokens.add(by_link(scene, ask(scene)[0]))

    assert len(tokens) == 5
    assert all(len(token) >= 43 for token in tokens)
