"""People are invited, come, change roles and leave; nothing of it outlives their part."""

import pytest

from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight
from server.domain.ids import new_id
from server.domain.requirement import Status
from server.domain.roles import OrganizationKind, Role, Seat
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, may, may_edit
from server.services import around, discussing, inviting, leaving, opening
from server.services.house import Told
from server.services.rights import reader_for
from server.storage import account_rows
from tests.services.scene import Scene


def organization(scene: Scene, kind: OrganizationKind) -> str:
    return next(one.id for one in scene.content().organizations if one.kind is kind)


def membership(scene: Scene, name: str) -> str:
    return next(one.membership_id for one in scene.content().members if one.person_id == scene.people[name])


def invite(
    scene: Scene,
    by: str,
    email: str,
    role: str,
    kind: OrganizationKind = OrganizationKind.FIRM,
    task_ids: tuple[str, ...] = (),
) -> str:
    asked = inviting.Asked(email, "Nouvelle Personne", role, organization(scene, kind), task_ids)
    return inviting.invite(scene.house, scene.reader(by), asked)


def come(scene: Scene, email: str) -> str:
    with scene.house.database.write() as connection:
        account = account_rows.find_account_by_email(connection, email)
        assert account is not None
        inviting.accept_invitations(scene.house, connection, account)
    return account.id


def test_an_invited_person_takes_part_from_their_first_sign_in(scene: Scene) -> None:
    invite(scene, "claire", "New.Person@Example.org", "employee")
    before = {one.person_id for one in scene.content().members}

    person_id = come(scene, "new.person@example.org")

    assert person_id not in before
    assert next(one.role for one in scene.content().members if one.person_id == person_id) is Role.EMPLOYEE
    assert inviting.list_people(scene.house, scene.reader("claire")).invitations == ()


def test_an_employee_comes_with_the_tasks_they_were_invited_for_and_writes_on_them(scene: Scene) -> None:
    item = scene.requirement("Garder la main")

    invite(scene, "claire", "new@example.org", "employee", task_ids=item.task_ids[:1])
    person_id = come(scene, "new@example.org")

    newcomer = reader_for(scene.house, person_id, scene.reader("claire").project_id)
    assert newcomer.task_ids == set(item.task_ids[:1])
    assert may_edit(newcomer, Status.DISCUSSION, item.task_ids)


def test_nobody_is_invited_for_a_task_of_another_project(scene: Scene) -> None:
    with pytest.raises(NotInYourSight):
        invite(scene, "claire", "new@example.org", "employee", task_ids=(new_id(),))


def test_g6_the_invitation_names_the_project_and_nothing_of_its_text(scene: Scene) -> None:
    invite(scene, "claire", "new@example.org", "employee")

    with scene.house.database.read() as connection:
        mail = account_rows.load_due_mails(connection, scene.house.clock(), 8, 10)[0]
    assert scene.content().project_name in mail.body
    assert scene.requirement("Garder la main").title not in mail.body


def test_only_the_pair_invites(scene: Scene) -> None:
    for name in set(scene.people) - {"claire", "bruno"}:
        assert not may(scene.reader(name), Action.MEMBER_INVITE)
        with pytest.raises(NotAllowed):
            invite(scene, name, "new@example.org", "employee")


def test_s5_a_role_fits_its_organisation(scene: Scene) -> None:
    for role in Role:
        for kind in OrganizationKind:
            if role in inviting.ROLES_OF[kind]:
                continue
            with pytest.raises(Invalid):
                invite(scene, "claire", "new@example.org", role, kind)


def test_nobody_is_invited_twice_nor_to_a_seat_that_is_taken(scene: Scene) -> None:
    invite(scene, "claire", "new@example.org", "employee")
    with scene.house.database.read() as connection:
        samir = account_rows.find_account(connection, scene.people["samir"])
    assert samir is not None

    for address in ("new@example.org", samir.email):
        with pytest.raises(Conflict):
            invite(scene, "bruno", address, "line_manager")
    with pytest.raises(Conflict):
        invite(scene, "bruno", "other@example.org", "steering_work")
    for wrong in ("nowhere", "a@b", "a b@example.org", "a@example.org\nBcc: x@y.fr"):
        with pytest.raises(Invalid):
            invite(scene, "bruno", wrong, "employee")


def test_a_withdrawn_invitation_lets_nobody_in(scene: Scene) -> None:
    invitation_id = invite(scene, "claire", "new@example.org", "employee")

    inviting.withdraw_invitation(scene.house, scene.reader("bruno"), invitation_id)
    person_id = come(scene, "new@example.org")

    assert person_id not in {one.person_id for one in scene.content().members}
    with pytest.raises(NotInYourSight):
        inviting.withdraw_invitation(scene.house, scene.reader("bruno"), invitation_id)


def test_who_leaves_reads_no_more_and_is_asked_at_the_door_again(scene: Scene) -> None:
    heard: list[Told] = []
    scene.house.tell = heard.append

    inviting.end_membership(scene.house, scene.reader("claire"), membership(scene, "samir"))

    assert heard[-1].recheck_people == (scene.people["samir"],)
    with pytest.raises(NotInYourSight):
        scene.reader("samir")


def test_a_project_keeps_a_pilot_and_shows_the_seat_that_is_vacant(scene: Scene) -> None:
    inviting.end_membership(scene.house, scene.reader("claire"), membership(scene, "bruno"))

    with pytest.raises(Conflict):
        inviting.end_membership(scene.house, scene.reader("claire"), membership(scene, "claire"))

    seats = inviting.list_people(scene.house, scene.reader("claire")).seats
    assert seats == {Seat.WORK: "Claire Montel", Seat.PRODUCTION: None}


def test_roles_tasks_and_levels_are_the_pairs_to_change(scene: Scene) -> None:
    pilot, samir = scene.reader("claire"), membership(scene, "samir")
    task = scene.content().tasks[0].id

    inviting.change_role(scene.house, pilot, samir, role="line_manager")
    inviting.set_member_tasks(scene.house, pilot, samir, task_ids=[task])
    inviting.set_member_level(scene.house, pilot, samir, level=3)

    reader = scene.reader("samir")
    assert (reader.role, reader.task_ids, reader.level) == (Role.LINE_MANAGER, frozenset({task}), 3)
    with pytest.raises(Conflict):
        inviting.change_role(scene.house, pilot, samir, role="steering_production")
    with pytest.raises(Invalid):
        inviting.set_member_level(scene.house, pilot, membership(scene, "anne"), level=3)
    with pytest.raises(NotInYourSight):
        inviting.set_member_tasks(scene.house, pilot, samir, task_ids=["A" * 22])
    with pytest.raises(NotAllowed):
        inviting.change_role(scene.house, scene.reader("nadia"), samir, role="employee")


def test_s3_a_supplier_is_told_nothing_of_who_takes_part(scene: Scene) -> None:
    with pytest.raises(NotInYourSight):
        inviting.list_people(scene.house, scene.reader("anne"))
    with pytest.raises(NotInYourSight):
        inviting.end_membership(scene.house, scene.reader("anne"), membership(scene, "paul"))


def test_what_someone_said_keeps_its_author_after_they_left(scene: Scene) -> None:
    house, pilot = scene.house, scene.reader("claire")
    subject = Subject(SubjectKind.REQUIREMENT, scene.requirement("Expliquer").id)
    said, _ = discussing.raise_thread(
        house, scene.reader("samir"), scene.specification_id, subject=subject, kind="worry", text="Qui le verra ?"
    )
    samir = next(member for member in scene.content().members if member.person_id == scene.people["samir"])
    inviting.end_membership(house, pilot, samir.membership_id)
    thread = around.see_thread(house, scene.reader("claire"), scene.specification_id, said)
    assert thread.author.name == samir.name
    assert samir.person_id not in {member.person_id for member in scene.content().members}


def test_s9_an_organisation_that_ends_takes_its_people_invitations_and_live_readings_with_it(scene: Scene) -> None:
    heard: list[Told] = []
    supplier = next(name for name in scene.people if scene.reader(name).is_supplier)
    house, claire, place = scene.house, scene.reader("claire"), scene.reader(supplier).organization_id
    colleagues = [one.person_id for one in scene.content().members if one.organization_id == place]
    opening.open_section(
        house, claire, scene.specification_id, section_id=scene.content().sections[0].id, organization_id=place
    )
    inviting.invite(house, claire, inviting.Asked("new@example.org", "Neuf", "supplier", place))
    house.tell = heard.append

    leaving.end_organization(house, claire, place)

    with pytest.raises(NotInYourSight):
        scene.reader(supplier)
    assert set(heard[-1].recheck_people) == set(colleagues)
    assert scene.content().openings == ()
    assert inviting.list_people(house, claire).invitations == ()


def test_s9_only_the_pair_ends_an_organisation_and_never_the_firm_itself(scene: Scene) -> None:
    firm, other = organization(scene, OrganizationKind.FIRM), organization(scene, OrganizationKind.CONSULTANCY)
    with pytest.raises(NotAllowed):
        leaving.end_organization(scene.house, scene.reader("samir"), other)
    with pytest.raises(NotInYourSight):
        leaving.end_organization(scene.house, scene.reader("claire"), new_id())
    with pytest.raises(Invalid):
        leaving.end_organization(scene.house, scene.reader("claire"), firm)
