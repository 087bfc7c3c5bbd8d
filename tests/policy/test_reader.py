"""Whether a reader is still the one they were (G7)."""

from dataclasses import replace
from typing import Any

import pytest

from server.domain.roles import Role
from server.policy.reader import Reader, keeps

BEFORE = Reader("samir", "project", Role.SUPPLIER, "A", 2, frozenset({"OFFRE:A"}))


@pytest.mark.parametrize(
    "change",
    [
        {"role": Role.EMPLOYEE},
        {"organization_id": "B"},
        {"capped": True},
        {"level": 1},
        {"compartments": frozenset()},
        {"compartments": frozenset({"OFFRE:B"})},
    ],
)
def test_g7_who_lost_a_right_is_not_the_reader_they_were(change: dict[str, Any]) -> None:
    assert not keeps(replace(BEFORE, **change), BEFORE)


def test_g7_a_view_as_a_supplier_is_not_followed_by_a_session_of_ones_own() -> None:
    assert not keeps(BEFORE, replace(BEFORE, capped=True))


@pytest.mark.parametrize(
    "change", [{}, {"level": 3}, {"compartments": frozenset({"OFFRE:A", "ÉLUS"})}, {"person_id": "x"}]
)
def test_g7_who_reads_as_much_or_more_keeps_what_was_made_for_them(change: dict[str, Any]) -> None:
    assert keeps(replace(BEFORE, **change), BEFORE)
