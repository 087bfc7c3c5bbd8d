"""Nobody is ever given a word above their clearance, and everybody is given every word they are entitled to (A3)."""

from tests.leaks.canary import CANARY
from tests.leaks.fields import unplanted
from tests.leaks.gathering import Walk
from tests.web.asking import rows

CHANNELS = {"routes", "exports", "errors", "headers", "live line", "mails", "log lines", "after a backup"}


def test_no_word_reaches_anybody_above_their_clearance(walk: Walk) -> None:
    assert walk.leaks == []


def test_every_word_reaches_everybody_entitled_to_it(walk: Walk) -> None:
    assert walk.missing == []


def test_every_registered_route_has_a_walker_and_does_what_it_is_asked_for_somebody(walk: Walk) -> None:
    without = [f"{row.method} {row.path}" for row in rows() if row.walker is None]
    silent = [f"{row.method} {row.path}" for row in rows() if row.name not in walk.live.routes]

    assert without == []
    assert silent == []


def test_the_walk_is_large_enough_to_prove_something(walk: Walk) -> None:
    canaries = walk.live.world.aviary.canaries
    found = set().union(*walk.live.found.values())

    assert len([word for word in canaries if CANARY.fullmatch(word)]) > 1000
    assert len(found) > 500
    assert walk.sizes.keys() == CHANNELS
    assert sum(walk.sizes.values()) > 20_000_000


def test_every_field_in_which_people_write_holds_a_canary_somewhere(walk: Walk) -> None:
    """A new column of text is planted, or it is said here why nobody writes in it."""
    assert unplanted(walk.live.world) == set()
