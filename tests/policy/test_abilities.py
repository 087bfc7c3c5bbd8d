"""What each role may do, asked of the one table (RULES.md, R1–R5)."""

from dataclasses import replace

import pytest

from server.domain.errors import NotAllowed
from server.domain.requirement import OUT_OF_THE_TEXT, Status
from server.domain.roles import CONSULTANTS, DEFAULT_CLEARANCE, PAIR, Role
from server.policy.abilities import TABLE, Action, abilities, demand, may, may_edit, may_propose
from server.policy.reader import Reader

OPEN = {Status.DRAFT, Status.DISCUSSION}
CLOSED_TO_THE_PAIR = {Status.VALIDATED, Status.BASELINED, Status.WITHDRAWN, Status.REJECTED}
WRITES = {action for action in Action if not action.value.endswith(".read")} - {Action.EXPORT}


def reader(role: Role, *tasks: str) -> Reader:
    return Reader("someone", "project", role, "org", DEFAULT_CLEARANCE[role], task_ids=frozenset(tasks))


@pytest.mark.parametrize("role", Role)
def test_r1_a_role_may_do_what_its_row_says_and_nothing_else(role: Role) -> None:
    asked = reader(role)
    for action in Action:
        assert may(asked, action) == (action in TABLE[role])
        if action not in TABLE[role]:
            with pytest.raises(NotAllowed):
                demand(asked, action)


def test_r1_every_role_has_a_row() -> None:
    assert set(TABLE) == set(Role)


@pytest.mark.parametrize("role", Role)
def test_r2_a_capped_session_writes_nothing(role: Role) -> None:
    capped = replace(reader(role), capped=True)
    assert not [action for action in WRITES if may(capped, action)]
    assert set(abilities(capped)) <= {action.value for action in TABLE[role]}


@pytest.mark.parametrize("status", Status)
def test_r3_an_employee_writes_on_their_own_tasks_while_it_is_open(status: Status) -> None:
    assert may_edit(reader(Role.EMPLOYEE, "mine"), status, ["mine", "other"]) == (status in OPEN)
    assert not may_edit(reader(Role.EMPLOYEE, "mine"), status, ["other"])


@pytest.mark.parametrize("role", sorted(CONSULTANTS))
@pytest.mark.parametrize("status", Status)
def test_r4_a_consultant_writes_everywhere_while_it_is_open(role: Role, status: Status) -> None:
    assert may_edit(reader(role), status, []) == (status in OPEN)


@pytest.mark.parametrize("role", sorted(PAIR))
@pytest.mark.parametrize("status", Status)
def test_r5_the_pair_writes_until_it_is_validated(role: Role, status: Status) -> None:
    assert may_edit(reader(role), status, []) == (status not in CLOSED_TO_THE_PAIR)


@pytest.mark.parametrize("role", sorted(set(Role) - PAIR - CONSULTANTS - {Role.EMPLOYEE}))
@pytest.mark.parametrize("status", Status)
def test_r1_nobody_else_writes_in_requirements(role: Role, status: Status) -> None:
    assert not may_edit(reader(role, "mine"), status, ["mine"])


PROPOSERS = {role for role in Role if Action.TEXT_PROPOSE in TABLE[role]}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("status", Status)
def test_p1_who_proposes_does_it_on_what_was_not_set_aside(role: Role, status: Status) -> None:
    asked = reader(role, "mine")

    assert may_propose(asked, status, ["mine"]) == (role in PROPOSERS and status not in OUT_OF_THE_TEXT)


@pytest.mark.parametrize("status", sorted(OPEN))
def test_p1_an_employee_proposes_in_what_is_open_only_on_their_own_tasks(status: Status) -> None:
    assert may_propose(reader(Role.EMPLOYEE, "mine"), status, ["mine", "other"])
    assert not may_propose(reader(Role.EMPLOYEE, "mine"), status, ["other"])
    assert may_propose(reader(Role.EMPLOYEE, "mine"), Status.VALIDATED, ["other"])
    assert may_propose(reader(Role.LINE_MANAGER), status, ["other"])


def test_an_audience_is_of_one_supplier_and_of_one_kind_of_session() -> None:
    alice = reader(Role.SUPPLIER)
    anne = reader(Role.CONSULTANT_WORK)

    assert alice.audience != replace(alice, organization_id="rival").audience
    assert alice.audience != replace(alice, capped=True).audience
    assert anne.audience == replace(anne, organization_id="another firm", person_id="somebody else").audience
