"""The demo is the lock maker's planning project: eight invented people, varied labels and statuses, two deliberate gaps."""

from pathlib import Path

import pytest

from server.domain.blueprint import DemoBlueprint
from server.domain.requirement import Status
from server.domain.roles import OrganizationKind, Role
from server.imports import NotUnderstood, read_demo, read_template
from server.imports.formats import demo as demo_format

TEMPLATES = Path(__file__).parents[2] / "spec_templates"


@pytest.fixture(scope="module")
def demo() -> DemoBlueprint:
    return read_demo(TEMPLATES / "demo", "fr")


def test_eight_people_play_the_seven_roles(demo: DemoBlueprint) -> None:
    assert [person.role for person in demo.people] == [
        Role.STEERING_WORK,
        Role.STEERING_PRODUCTION,
        Role.CONSULTANT_WORK,
        Role.CONSULTANT_PRODUCTION,
        Role.EMPLOYEE,
        Role.EMPLOYEE_REP,
        Role.SUPPLIER,
        Role.SUPPLIER,
    ]


def test_nobody_in_the_demo_can_be_written_to(demo: DemoBlueprint) -> None:
    assert all(person.email.endswith(".example") for person in demo.people)
    assert len({person.email for person in demo.people}) == len(demo.people)


def test_the_two_suppliers_hold_the_two_letters(demo: DemoBlueprint) -> None:
    suppliers = {one.key: one.supplier for one in demo.organizations if one.kind is OrganizationKind.SUPPLIER}

    assert sorted(suppliers.values()) == ["A", "B"]
    assert {person.organization for person in demo.people if person.role is Role.SUPPLIER} == set(suppliers)


def test_the_tasks_of_the_people_exist(demo: DemoBlueprint) -> None:
    tasks = {task.name for task in demo.blueprint.tasks}

    assert {task for person in demo.people for task in person.tasks} <= tasks
    assert all(person.tasks for person in demo.people if person.role is Role.EMPLOYEE)


def test_the_demo_holds_the_whole_planning_template(demo: DemoBlueprint) -> None:
    template = read_template(TEMPLATES / "gpao", "fr")

    assert {one.key for one in template.all_requirements()} <= {one.key for one in demo.blueprint.all_requirements()}
    assert [one.title for one in demo.blueprint.all_sections()] == [one.title for one in template.all_sections()]
    assert (demo.short_name, demo.firm) == ("demo", "Métallerie Vauclair")


def test_the_demo_is_green_but_for_one_requirement_without_origin_and_one_finding_without_follow_up(
    demo: DemoBlueprint,
) -> None:
    requirements = demo.blueprint.all_requirements()
    origins = {one.key for one in demo.blueprint.findings} | {one.key for one in demo.blueprint.all_results()}
    reached = {trace.to for one in requirements for trace in one.traces}

    assert [one.key for one in requirements if not origins & {trace.to for trace in one.traces}] == ["PLA-09"]
    assert origins - reached == {"D-T-06"}


def test_labels_and_statuses_of_the_demo_are_varied(demo: DemoBlueprint) -> None:
    requirements = demo.blueprint.all_requirements()
    labels = {part.text for one in requirements for part in (one.label, one.rationale.label)}

    assert labels == {"N0", "N1:A", "N2", "N3", "N4"}
    assert {one.status for one in requirements} == {Status.DRAFT, Status.DISCUSSION, Status.TO_SIGN}


def test_a_label_that_names_supplier_a_takes_along_the_parts_that_waited_for_a_name(demo: DemoBlueprint) -> None:
    interface = next(one for one in demo.blueprint.all_requirements() if one.key == "PLA-05")

    assert interface.statement.label.text == "N1:A"
    assert {one.label.text for one in interface.criteria} == {"N1:A"}
    assert interface.rationale.substitute is not None
    assert interface.rationale.substitute.label.text == "N1:A"


def test_people_talk_and_one_talk_has_an_outcome(demo: DemoBlueprint) -> None:
    people = {person.key for person in demo.people}

    assert len(demo.threads) == 4
    assert [thread.about for thread in demo.threads if thread.outcome] == ["PLA-04"]
    assert all(message.author in people for thread in demo.threads for message in thread.messages)
    assert all(thread.outcome_reason for thread in demo.threads if thread.outcome)


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("samir : Quand", "gaston : Quand", "person_unknown"),
        ("| bruno |", "| gaston |", "person_unknown"),
        ("## D-T-06\n\n- Nature", "## D-T-77\n\n- Nature", "key_unknown"),
        ("- Phrase : une opération infaisable", "- Phrase : une autre opération", "quote_unknown"),
        ("### Informer l’atelier", "### Informer la lune", "section_unknown"),
        ("| PLA-05 | en discussion | N1:A |", "| PLA-05 | en discussion | N1:C |", "supplier_unknown"),
        ("tasks: [Usiner]", "tasks: [Dormir]", "task_unknown"),
        ("role: employee,", "role: jongleur,", "front_value"),
        ("organization: orsane }", "organization: nulle }", "key_unknown"),
        ("D-P-01, découle de", "D-P-99, découle de", "key_unknown"),
    ],
)
def test_a_mistake_in_the_demo_is_named(before: str, after: str, key: str) -> None:
    text = (TEMPLATES / "demo" / "fr.md").read_text(encoding="utf-8")
    assert before in text
    broken = text.replace(before, after, 1).encode()
    template = read_template(TEMPLATES / "gpao", "fr")

    with pytest.raises(NotUnderstood) as refused:
        demo_format.read(broken, "fr.md", template)
    assert f"import.{key}" in {problem.key for problem in refused.value.problems}
