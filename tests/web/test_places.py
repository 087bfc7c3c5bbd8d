"""From where somebody comes is what the proxies say that the installation trusts, and nobody else (G3)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from server.services.installing import prepare
from server.settings import Settings
from tests.web.site import serving

Guess = Callable[[str], int]
"""Tries a link that nobody has, with this `X-Forwarded-For`, and returns the status of the answer."""


@contextmanager
def guessing(settings: Settings, proxies: str) -> Iterator[Guess]:
    """Yield a guess at a fresh installation that trusts `proxies`; the test itself comes from 127.0.0.1."""
    prepare(settings)
    with serving(replace(settings, trusted_proxies=proxies)) as site:
        client = site.client()

        def guess(forwarded: str) -> int:
            headers = {"x-forwarded-for": forwarded} if forwarded else {}
            return client.post("/entrer/" + "A" * 43, headers=headers).status_code

        yield guess


def test_g3_who_names_another_place_at_each_attempt_is_counted_all_the_same(embedded_settings: Settings) -> None:
    with guessing(embedded_settings, "10.9.9.9") as guess:
        answers = [guess(f"198.51.100.{number}") for number in range(12)]

    assert answers == [410] * 10 + [429] * 2


@pytest.mark.parametrize("before", ["", "198.51.100.{}, ", "127.0.0.1, 198.51.100.{}, "])
def test_g3_what_somebody_wrote_before_the_trusted_proxy_is_not_believed(
    embedded_settings: Settings, before: str
) -> None:
    with guessing(embedded_settings, "127.0.0.1") as guess:
        answers = [guess(before.format(number) + "203.0.113.7") for number in range(12)]
        neighbour = guess("203.0.113.8")

    assert answers == [410] * 10 + [429] * 2
    assert neighbour == 410


def test_g3_behind_two_trusted_proxies_the_place_is_that_of_who_came_to_the_first(embedded_settings: Settings) -> None:
    with guessing(embedded_settings, "127.0.0.1,10.0.0.0/8") as guess:
        answers = [guess(f"203.0.113.7, 10.0.0.{number}") for number in range(12)]

    assert answers == [410] * 10 + [429] * 2
