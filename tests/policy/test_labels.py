"""The lattice of labels keeps its laws for every label one can make (RULES.md, L1–L5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import Invalid
from server.domain.roles import DEFAULT_CLEARANCE, Role
from server.policy.labels import (
    HIGHEST,
    N0,
    N2,
    REPRESENTATIVES,
    Label,
    at_least,
    circle_compartment,
    join,
    join_all,
    named,
    offer,
    offer_compartment,
)
from server.policy.reader import Reader, as_supplier, sees

SUPPLIERS = ("orgA", "orgB", "orgC")
COMPARTMENTS = (*map(offer_compartment, SUPPLIERS), "PAROLE:a-1_", circle_compartment("b"), REPRESENTATIVES)


@st.composite
def labels(draw: st.DrawFn) -> Label:
    level = draw(st.integers(0, HIGHEST))
    suppliers = draw(st.frozensets(st.sampled_from(SUPPLIERS), min_size=1)) if level == 1 else frozenset()
    return Label(level, suppliers, draw(st.frozensets(st.sampled_from(COMPARTMENTS))))


@st.composite
def readers(draw: st.DrawFn) -> Reader:
    role = draw(st.sampled_from(Role))
    organization = draw(st.sampled_from(SUPPLIERS)) if role is Role.SUPPLIER else "firm"
    compartments = draw(st.frozensets(st.sampled_from(COMPARTMENTS)))
    return Reader("someone", "project", role, organization, DEFAULT_CLEARANCE[role], compartments)


@given(labels(), labels(), labels())
def test_l1_joining_is_idempotent_commutative_and_associative(a: Label, b: Label, c: Label) -> None:
    assert join(a, a) == a
    assert join(a, b) == join(b, a)
    assert join(join(a, b), c) == join(a, join(b, c))
    assert join(N0, a) == a


@given(labels())
def test_l2_the_canonical_text_of_a_label_gives_the_label_back(label: Label) -> None:
    assert Label.parse(label.canonical()) == label


@pytest.mark.parametrize("text", ["", "N8", "N1", "N1:", "N2:orgA", "n0", "N0|", "N1:a b", "N0 ", "N1:a,,b"])
def test_l2_what_is_not_a_label_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        Label.parse(text)


@given(labels(), labels(), labels())
def test_l3_the_join_is_the_least_label_above_both(a: Label, b: Label, c: Label) -> None:
    above = join(a, b)
    assert at_least(above, a)
    assert at_least(above, b)
    if at_least(c, a) and at_least(c, b):
        assert at_least(c, above)


def test_l3_two_suppliers_with_nothing_in_common_meet_at_the_firm() -> None:
    assert join(named("orgA"), named("orgB")) == N2
    assert join(named("orgA", "orgB"), named("orgB", "orgC")) == named("orgB")


@given(labels(), labels(), labels())
def test_l4_at_least_as_secret_is_a_partial_order(a: Label, b: Label, c: Label) -> None:
    assert at_least(a, a)
    if at_least(a, b) and at_least(b, a):
        assert a == b
    if at_least(a, b) and at_least(b, c):
        assert at_least(a, c)


def test_l4_two_named_suppliers_cannot_be_compared() -> None:
    assert not at_least(named("orgA"), named("orgB"))
    assert not at_least(named("orgB"), named("orgA"))


@given(readers(), labels(), labels())
def test_l5_a_reader_sees_a_join_exactly_when_they_see_both_parts(reader: Reader, a: Label, b: Label) -> None:
    assert sees(reader, join(a, b)) == (sees(reader, a) and sees(reader, b))


@given(readers(), labels(), labels())
def test_l5_who_sees_the_more_secret_sees_the_less_secret(reader: Reader, a: Label, b: Label) -> None:
    if at_least(a, b) and sees(reader, a):
        assert sees(reader, b)


@given(labels())
def test_l5_looking_as_a_supplier_sees_what_that_supplier_sees(label: Label) -> None:
    pilot = Reader("p", "project", Role.STEERING_WORK, "firm", 4, frozenset(COMPARTMENTS))
    supplier = Reader("s", "project", Role.SUPPLIER, "orgA", 1, frozenset({offer_compartment("orgA")}))
    assert sees(as_supplier(pilot, "orgA"), label) == sees(supplier, label)


def test_l5_an_administrator_reads_nothing() -> None:
    reader = Reader("a", "project", Role.ADMINISTRATOR, "firm", DEFAULT_CLEARANCE[Role.ADMINISTRATOR])
    assert not sees(reader, N0)


def test_l5_a_rival_never_sees_an_offer() -> None:
    rival = Reader("r", "project", Role.SUPPLIER, "orgB", 1, frozenset({offer_compartment("orgB")}))
    assert not sees(rival, offer("orgA"))
    assert not sees(rival, join_all([N0, offer("orgA")]))
