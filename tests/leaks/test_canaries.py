"""Nobody is ever given a word above their clearance, and everybody is given every word they are entitled to (A3)."""

from tests.leaks.canary import CANARY
from tests.leaks.harvest import Harvest
from tests.web.asking import rows


def test_no_word_reaches_anybody_above_their_clearance(harvest: Harvest) -> None:
    assert harvest.leaks() == []


def test_every_word_reaches_everybody_entitled_to_it(harvest: Harvest) -> None:
    assert harvest.missing() == []


def test_every_registered_route_has_a_walker_and_does_what_it_is_asked_for_somebody(harvest: Harvest) -> None:
    without = [f"{row.method} {row.path}" for row in rows() if row.walker is None]
    silent = [f"{row.method} {row.path}" for row in rows() if row.name not in harvest.routes]

    assert without == []
    assert silent == []


def test_the_walk_is_large_enough_to_prove_something(harvest: Harvest) -> None:
    canaries = harvest.world.aviary.canaries
    found = set().union(*harvest.found.values())

    assert len([word for word in canaries if CANARY.fullmatch(word)]) > 1000
    assert len(found) > 500
    assert harvest.seeker.bytes_seen > 20_000_000


def test_no_mail_holds_a_word_of_the_specification(harvest: Harvest) -> None:
    with harvest.world.house.database.read() as connection:
        mails = connection.exec_driver_sql("SELECT subject, body FROM mails").all()
    words = {word for subject, body in mails for word in harvest.seeker.find(f"{subject}\n{body}".encode())}
    told = {harvest.world.aviary.canaries[word].kind.name for word in words}

    assert len(mails) > 0
    assert told <= {"PERSON"}
