"""There is always room for one more, and a number is a number in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.decimals import is_number, with_comma
from server.domain.ranks import place_after


@given(st.lists(st.integers(0, 10_000), max_size=60))
def test_whatever_the_places_chosen_the_order_is_the_one_that_was_asked_for(choices: list[int]) -> None:
    expected: list[str] = []
    ranks: dict[str, float] = {}
    for number, choice in enumerate(choices):
        position = choice % (len(expected) + 1)
        after = expected[position - 1] if position else None
        rank, moved = place_after([(item, ranks[item]) for item in expected], after)
        ranks |= moved | {str(number): rank}
        expected.insert(position, str(number))

    assert sorted(ranks, key=ranks.__getitem__) == expected
    assert len(set(ranks.values())) == len(ranks)


def test_always_at_the_same_place_the_others_make_room() -> None:
    ranks, after = {"first": 0.0, "last": 1.0}, "first"
    for number in range(200):
        ordered = sorted(ranks.items(), key=lambda pair: pair[1])
        rank, moved = place_after(ordered, after)
        ranks |= moved | {str(number): rank}

    assert sorted(ranks, key=ranks.__getitem__) == ["first", *map(str, reversed(range(200))), "last"]


def test_there_is_no_place_after_what_is_not_there() -> None:
    with pytest.raises(ValueError, match="not in list"):
        place_after([("one", 0.0)], "two")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1,20", "1,20"),
        ("1.20", "1,20"),
        (" 60 ", "60"),
        ("1 200", "1200"),
        ("1\u202f200,5", "1200,5"),
        ("1,200.5", "1200,5"),
        ("1.200,5", "1200,5"),
        ("-0.5", "-0,5"),
        ("2 × ½ journée", "2 × ½ journée"),
        ("1.2.3", "1.2.3"),
        ("12 34", "12 34"),
        ("", ""),
    ],
)
def test_a_number_is_kept_with_a_decimal_comma_and_words_as_they_are(typed: str, kept: str) -> None:
    assert with_comma(typed) == kept
    assert with_comma(kept) == kept


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_every_decimal_number_is_recognised(number: object) -> None:
    assert is_number(with_comma(str(number)))
