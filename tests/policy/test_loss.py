"""What is lost on the way to a supplier, over any labels, sentences and criteria (RULES.md, D2–D7)."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.content import Requirement, SpecificationContent, Substitute, TextPart
from server.domain.loss import GROUPS, IMPORTANCE, Arrival, Part, weights
from server.domain.requirement import Flexibility, Status
from server.domain.richtext import from_plain
from server.domain.roles import Role
from server.domain.tracing import FindingStatus
from server.policy.reader import Reader, as_supplier
from server.policy.view import LossView, Purpose, measure_loss, reveal
from tests.policy.lost import LABELS, above, contents, plain, relabelled, specification

PILOT = Reader("claire", "project", Role.STEERING_WORK, "firm", 4)
EMPLOYEE = Reader("samir", "project", Role.EMPLOYEE, "firm", 2)
some = settings(max_examples=60, deadline=None)


def lost(content: SpecificationContent, reader: Reader = PILOT, supplier: str = "A") -> LossView:
    theirs = reveal(content, as_supplier(reader, supplier), Purpose.RELEASE)
    return measure_loss(reveal(content, reader, Purpose.RELEASE), theirs)


def near(one: float, other: float) -> bool:
    return math.isclose(one, other, abs_tol=1e-9)


@some
@given(contents())
def test_d2_what_is_hidden_from_the_reader_changes_nothing_of_what_they_are_told(content: SpecificationContent) -> None:
    visible = {"N0", "N1:A", "N1:B", "N1:A,B", "N2"}
    without = replace(
        content,
        requirements=tuple(
            replace(
                item,
                statement=item.statement
                if item.statement.label in visible
                else replace(item.statement, tree=from_plain("Autre").json()),
                criteria=tuple(one for one in item.criteria if one.label in visible or one.substitute),
            )
            for item in content.requirements
            if item.label in visible
        ),
        findings=tuple(one for one in content.findings if one.label in visible),
        links=tuple(one for one in content.links if one.label in visible),
    )

    assert lost(content, EMPLOYEE) == lost(without, EMPLOYEE)
    assert not lost(content, EMPLOYEE).whole
    assert lost(content).whole


@given(st.lists(st.sampled_from([part for part in Part if part is not Part.REQUIREMENT]), min_size=1, max_size=12))
def test_d3_the_weights_of_the_parts_of_a_requirement_make_one_in_the_proportions_said(parts: list[Part]) -> None:
    shared = weights(parts)
    by_group = {
        number: sum(weight for part, weight in zip(parts, shared, strict=True) if part in kinds)
        for number, (_, kinds) in enumerate(GROUPS)
    }

    here = sum(GROUPS[number][0] for number, weight in by_group.items() if weight)
    assert near(sum(shared), 1)
    assert all(near(weight, GROUPS[number][0] / here) for number, weight in by_group.items() if weight)


@pytest.mark.parametrize(
    ("statement", "substitute", "criterion", "expected"),
    [
        ("N0", None, "N0", 0.0),
        ("N2", None, "N0", 0.4 / 0.8),
        ("N2", "À la place", "N0", 0.2 / 0.8),
        ("N0", None, "N2", 0.3 / 0.8),
        ("N2", None, "N2", 0.7 / 0.8),
    ],
)
def test_d3_the_loss_of_a_requirement_is_what_the_domain_guide_says(
    statement: str, substitute: str | None, criterion: str, expected: float
) -> None:
    item = plain("r", statement, Substitute(substitute, "N0") if substitute else None, criterion, Flexibility.F1)

    assert near(lost(specification(item)).loss, expected)


def test_d3_an_imperative_requirement_weighs_four_times_a_wish() -> None:
    hidden, read = (
        plain("a", "N2", None, "N2", Flexibility.F0),
        plain("b", "N0", None, "N0", Flexibility.F3),
    )

    assert (IMPORTANCE[Flexibility.F0], IMPORTANCE[Flexibility.F3]) == (4, 1)
    assert near(lost(specification(hidden, read)).loss, (4 * 0.7 / 0.8) / 5)


@some
@given(contents())
def test_d4_every_figure_is_the_sum_of_the_lines_behind_it(content: SpecificationContent) -> None:
    loss = lost(content)
    total = sum(item.importance for item in loss.requirements) or 1

    assert near(loss.loss, sum(one.share for item in loss.requirements for one in item.lost))
    assert near(loss.recovers, sum(one.recovers for item in loss.requirements for one in item.lost))
    for item in loss.requirements:
        assert near(item.loss, sum(one.share for one in item.lost) * total / item.importance)
    for section in loss.sections:
        inside = [i for i in loss.requirements if section.id in (i.section_id, "chapter")]
        weight = sum(i.importance for i in inside) or 1
        assert section.count == len(inside)
        assert near(section.loss, sum(one.share for i in inside for one in i.lost) * total / weight)


@some
@given(contents())
def test_d5_nothing_is_lost_of_what_is_wholly_read(content: SpecificationContent) -> None:
    opened = replace(
        content,
        sections=tuple(replace(one, label="N0", intro=replace(one.intro, label="N0")) for one in content.sections),
        requirements=tuple(
            replace(
                item,
                label="N0",
                statement=replace(item.statement, label="N0"),
                rationale=replace(item.rationale, label="N0"),
                criteria=tuple(replace(one, label="N0") for one in item.criteria),
            )
            for item in content.requirements
        ),
        findings=tuple(replace(one, label="N0", status=FindingStatus.VALIDATED) for one in content.findings),
        links=tuple(replace(one, label="N0") for one in content.links),
    )

    loss = lost(opened)

    assert (loss.loss, loss.recovers) == (0, 0)
    assert not [one for item in loss.requirements for one in item.lost]
    assert not [item for item in loss.requirements if item.imperative or item.without_meaning]


@some
@given(contents(), st.data())
def test_d5_raising_a_label_never_lowers_the_loss(content: SpecificationContent, data: st.DataObject) -> None:
    if not content.requirements:
        return
    chosen = data.draw(st.sampled_from(content.requirements))
    what = data.draw(st.sampled_from(["envelope", "statement", "rationale", *(one.id for one in chosen.criteria)]))
    wanted = data.draw(st.sampled_from(LABELS))
    raised = _raise(chosen, what, wanted)
    after = replace(content, requirements=tuple(raised if one.id == chosen.id else one for one in content.requirements))

    for supplier in ("A", "B"):
        assert lost(after, supplier=supplier).loss >= lost(content, supplier=supplier).loss - 1e-9


def _raise(item: Requirement, what: str, wanted: str) -> Requirement:
    if what == "envelope":
        return relabelled(item, above(item.label, wanted))
    if what == "statement":
        return replace(item, statement=replace(item.statement, label=above(item.statement.label, wanted)))
    if what == "rationale":
        return replace(item, rationale=replace(item.rationale, label=above(item.rationale.label, wanted)))
    return replace(
        item,
        criteria=tuple(
            replace(one, label=above(one.label, wanted)) if one.id == what else one for one in item.criteria
        ),
    )


@some
@given(contents())
def test_d5_a_sentence_gives_back_half_of_what_the_part_weighs_as_was_said(content: SpecificationContent) -> None:
    before = lost(content)
    for item in before.requirements:
        for one in item.lost:
            if one.subject is None or one.arrival is Arrival.REPLACED:
                assert one.recovers == 0
            elif one.part is not Part.INTRODUCTION:
                assert near(one.recovers, one.share / 2)
                written = _with_sentence(content, item.id, one.subject.id)
                assert near(lost(written).loss, before.loss - one.recovers)
    assert before.recovers <= before.loss + 1e-9


def _with_sentence(content: SpecificationContent, requirement_id: str, part_id: str) -> SpecificationContent:
    item = next(one for one in content.requirements if one.id == requirement_id)
    sentence = Substitute("À la place", item.label)

    def textspecification(part: TextPart) -> TextPart:
        return replace(part, substitute=sentence) if part.id == part_id else part

    changed = replace(
        item,
        statement=textspecification(item.statement),
        rationale=textspecification(item.rationale),
        criteria=tuple(replace(one, substitute=sentence) if one.id == part_id else one for one in item.criteria),
    )
    assert changed != item
    return replace(content, requirements=tuple(changed if one.id == item.id else one for one in content.requirements))


@some
@given(contents())
def test_d6_what_must_not_move_and_is_hidden_is_told(content: SpecificationContent) -> None:
    told = {item.id for item in lost(content).requirements if item.imperative}
    theirs = {one.id: one for one in reveal(content, as_supplier(PILOT, "A"), Purpose.RELEASE).requirements}

    for item in lost(content).requirements:
        raw = next(one for one in content.requirements if one.id == item.id)
        fixed = {one.id for one in raw.criteria if one.flexibility is Flexibility.F0}
        view = theirs.get(item.id)
        hidden = view is None or view.statement is None or not fixed <= {one.id for one in view.criteria}
        assert (item.id in told) == bool(fixed and hidden)


def test_d6_a_sentence_in_its_place_takes_the_red_away() -> None:
    bare = plain("r", "N2", None, "N0", Flexibility.F0)
    told = replace(bare, statement=replace(bare.statement, substitute=Substitute("À la place", "N0")))

    assert [item.imperative for item in lost(specification(bare)).requirements] == [True]
    assert [item.imperative for item in lost(specification(told)).requirements] == [False]


@some
@given(contents())
def test_d7_drafts_are_named_apart_and_weigh_nothing(content: SpecificationContent) -> None:
    drafts = {item.id for item in content.requirements if item.status is Status.DRAFT}
    without = replace(content, requirements=tuple(one for one in content.requirements if one.id not in drafts))
    loss = lost(content)

    assert {one.id for one in loss.drafts} == drafts
    assert not drafts & {one.id for one in loss.requirements}
    assert near(loss.loss, lost(without).loss)
