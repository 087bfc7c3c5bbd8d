"""Who takes part: organisations, invitations, roles, tasks, levels, and the end of a membership."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from server.domain.content import Organization
from server.domain.errors import Conflict, Invalid, NotInYourSight
from server.domain.ids import new_id
from server.domain.levels import how_many
from server.domain.roles import (
    CONSULTANTS,
    DEFAULT_CLEARANCE,
    PAIR,
    SEAT_OF_ROLE,
    OrganizationKind,
    Role,
    Seat,
)
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, demand, may
from server.policy.labels import N2, N4
from server.policy.reader import Reader
from server.services.fields import choice, line, whole
from server.services.house import Deed, House
from server.services.mailing import is_address, queue_mail
from server.storage import account_rows, journal, membership_rows, project_rows, tracing_rows
from server.storage.account_rows import Account
from server.storage.database import Transaction
from server.storage.membership_rows import Invitation, Membership, Participant

_EMPLOYED: Final = frozenset({*PAIR, Role.SPONSOR, Role.EMPLOYEE, Role.LINE_MANAGER, Role.EMPLOYEE_REP})
ROLES_OF: Final = {
    OrganizationKind.FIRM: _EMPLOYED | {Role.FACILITATOR, Role.OBSERVER, Role.ADMINISTRATOR},
    OrganizationKind.CONSULTANCY: CONSULTANTS | {Role.FACILITATOR, Role.OBSERVER},
    OrganizationKind.SUPPLIER: frozenset({Role.SUPPLIER}),
}
"""The roles that fit each kind of organisation (S5): a supplier's people are suppliers, and nobody else is."""


@dataclass(frozen=True, slots=True)
class People:
    """Who takes part in a project, who is invited, for which organisations, and which seats of the pair are filled."""

    participants: tuple[Participant, ...]
    invitations: tuple[Invitation, ...]
    organizations: tuple[Organization, ...]
    seats: dict[Seat, str | None]


def list_people(house: House, reader: Reader) -> People:
    """Return the people of the project to an insider; open invitations to the pair only. Raises NotInYourSight."""
    if not may(reader, Action.MEMBER_READ):
        raise NotInYourSight
    with house.database.read() as connection:
        participants = tuple(membership_rows.load_participants(connection, reader.project_id))
        invited = membership_rows.load_open_invitations(connection, project_id=reader.project_id)
        organizations = tuple(project_rows.load_organizations(connection, reader.project_id))
    holders = {SEAT_OF_ROLE[p.membership.role]: p.name for p in participants if p.membership.role in SEAT_OF_ROLE}
    seats = {seat: holders.get(seat) for seat in Seat}
    return People(participants, tuple(invited) if may(reader, Action.MEMBER_INVITE) else (), organizations, seats)


def add_organization(house: House, reader: Reader, *, name: str, kind: str) -> str:
    """Add an organisation (firm, consultancy or supplier) to the project and return its id. Raises NotAllowed, Invalid."""
    with house.deed(reader) as deed:
        demand(reader, Action.MEMBER_INVITE)
        item = Organization(new_id(), line(name, most=200, empty=False), choice(kind, OrganizationKind))
        membership_rows.insert_organization(deed.connection, reader.project_id, item)
        deed.record("add_organization", Subject(SubjectKind.MEMBERSHIP, item.id), N4.canonical(), after=item.name)
        return item.id


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom one invites, and as what."""

    email: str
    name: str
    role: str
    organization_id: str
    task_ids: Sequence[str] = ()
    language: str = "fr"


def invite(house: House, reader: Reader, asked: Asked) -> str:
    """Invite someone by mail and return the invitation's id; they take part from their first sign-in.

    Raises NotInYourSight for another project's organisation or task, NotAllowed, Invalid, and Conflict for someone who takes part
    or is invited already, or for a seat of the pair that is taken.
    """
    with house.deed(reader) as deed:
        demand(reader, Action.MEMBER_INVITE)
        organization = get_organization(deed, asked.organization_id)
        wanted, address = choice(asked.role, Role), line(asked.email, most=254, empty=False).lower()
        if not is_address(address):
            raise Invalid("email")
        _demand_role(deed, wanted, organization)
        demand_tasks(deed, asked.task_ids)
        _demand_new(deed, address)
        account = _account(deed, address, line(asked.name, most=200, empty=False), asked.language)
        invitation = Invitation(
            id=new_id(),
            project_id=reader.project_id,
            organization_id=organization.id,
            email=address,
            name=account.name,
            role=wanted,
            task_ids=tuple(dict.fromkeys(asked.task_ids)),
            invited_by=reader.person_id,
            created_at=deed.at,
        )
        membership_rows.insert_invitation(deed.connection, invitation)
        project, firm = membership_rows.project_names(deed.connection, reader.project_id)
        inviter = account_rows.find_account(deed.connection, reader.person_id)
        values = {"inviter": inviter.name if inviter else firm, "project": project, "firm": firm}
        queue_mail(house, deed.connection, account, "mail.invitation", **values)
        subject = Subject(SubjectKind.MEMBERSHIP, invitation.id)
        deed.record("invite", subject, N4.canonical(), after={"role": wanted, "organization": organization.id})
        return invitation.id


def demand_tasks(deed: Deed, task_ids: Sequence[str]) -> None:
    """Raise NotInYourSight unless these are tasks of the project that were not withdrawn."""
    tasks = tracing_rows.load_tasks(deed.connection, deed.reader.project_id)
    known = {task.id for task in tasks if not task.withdrawn}
    if not set(task_ids) <= known:
        raise NotInYourSight


def get_organization(deed: Deed, organization_id: str) -> Organization:
    """Return an organisation of the project. Raises NotInYourSight."""
    for item in project_rows.load_organizations(deed.connection, deed.reader.project_id):
        if item.id == organization_id:
            return item
    raise NotInYourSight


def _demand_role(deed: Deed, role: Role, organization: Organization) -> None:
    if role not in ROLES_OF[organization.kind]:
        raise Invalid("role")
    if role not in PAIR:
        return
    taken = {p.membership.role for p in membership_rows.load_participants(deed.connection, deed.reader.project_id)}
    invited = membership_rows.load_open_invitations(deed.connection, project_id=deed.reader.project_id)
    if role in taken | {one.role for one in invited}:
        raise Conflict("seat_taken")


def _demand_new(deed: Deed, address: str) -> None:
    here = membership_rows.load_participants(deed.connection, deed.reader.project_id)
    invited = membership_rows.load_open_invitations(deed.connection, project_id=deed.reader.project_id, email=address)
    if invited or any(one.email == address for one in here):
        raise Conflict("member")


def _account(deed: Deed, address: str, name: str, language: str) -> Account:
    known = account_rows.find_account_by_email(deed.connection, address)
    if known is not None:
        return known
    account = Account(new_id(), address, name, "en" if language == "en" else "fr", "auto", True, None, deed.at)
    account_rows.insert_account(deed.connection, account)
    return account


def withdraw_invitation(house: House, reader: Reader, invitation_id: str) -> None:
    """Take back an invitation not yet accepted. Raises NotInYourSight, NotAllowed."""
    with house.deed(reader) as deed:
        demand(reader, Action.MEMBER_INVITE)
        invited = membership_rows.load_open_invitations(deed.connection, project_id=reader.project_id)
        if invitation_id not in {one.id for one in invited}:
            raise NotInYourSight
        membership_rows.settle_invitation(deed.connection, invitation_id, withdrawn_at=deed.at)
        deed.record("withdraw_invitation", Subject(SubjectKind.MEMBERSHIP, invitation_id), N4.canonical())


def accept_invitations(house: House, connection: Transaction, account: Account) -> None:
    """Let a person take part in the projects they are invited to: called when they sign in."""
    now = house.clock()
    for one in membership_rows.load_open_invitations(connection, email=account.email):
        journal.take_turn(connection, one.project_id)
        here = membership_rows.load_participants(connection, one.project_id)
        if not any(participant.membership.person_id == account.id for participant in here):
            level = DEFAULT_CLEARANCE[one.role]
            membership = Membership(new_id(), one.project_id, account.id, one.organization_id, one.role, level, (), now)
            membership_rows.insert_membership(connection, membership)
            known = {task.id for task in tracing_rows.load_tasks(connection, one.project_id)}
            membership_rows.set_membership_tasks(connection, membership.id, [t for t in one.task_ids if t in known])
            _announce(house, connection, membership, now)
        membership_rows.settle_invitation(connection, one.id, accepted_at=now)


def _announce(house: House, connection: Transaction, membership: Membership, at: datetime) -> None:
    subject = Subject(SubjectKind.MEMBERSHIP, membership.id)
    after = {"role": membership.role, "organization": membership.organization_id}
    journal.insert_history(
        connection,
        project_id=membership.project_id,
        specification_id=None,
        subject=subject,
        deed="join",
        field="",
        before=None,
        after=after,
        label=N2.canonical(),
        person_id=membership.person_id,
        at=at,
    )
    journal.insert_change(connection, membership.project_id, None, subject, at)
    said = {"before": None, "after": after}
    house.register(
        connection, membership.project_id, "join", person_id=membership.person_id, at=at, subject=subject, said=said
    )


def change_role(house: House, reader: Reader, membership_id: str, *, role: str) -> None:
    """Give a member another role of the same organisation, with that role's usual level.

    Raises NotInYourSight, NotAllowed, Invalid, and Conflict for a seat that is taken or the last pilot.
    """
    with house.deed(reader) as deed:
        member = _get_membership(deed, membership_id)
        wanted = choice(role, Role)
        if wanted is member.role:
            return
        _demand_role(deed, wanted, get_organization(deed, member.organization_id))
        _demand_pilot_left(deed, member)
        level = DEFAULT_CLEARANCE[wanted]
        membership_rows.update_membership(deed.connection, member.id, role=wanted, level=level)
        _record(deed, "change_role", member, before=member.role, after=wanted)


def set_member_tasks(house: House, reader: Reader, membership_id: str, *, task_ids: Sequence[str]) -> None:
    """Say which tasks are a member's own. Raises NotInYourSight for a task of another project, NotAllowed."""
    with house.deed(reader) as deed:
        member = _get_membership(deed, membership_id)
        demand_tasks(deed, task_ids)
        membership_rows.set_membership_tasks(deed.connection, member.id, task_ids)
        _record(deed, "set_member_tasks", member, before=None, after=list(dict.fromkeys(task_ids)))


def set_member_level(house: House, reader: Reader, membership_id: str, *, level: int) -> None:
    """Set the highest level a member reads (-1: none); the pair reads all, a supplier's people stay at N1, an administrator at none.

    Raises NotInYourSight, NotAllowed, Invalid.
    """
    with house.deed(reader) as deed:
        member = _get_membership(deed, membership_id)
        wanted = whole(level, -1, how_many(project_rows.load_level_names(deed.connection, reader.project_id)) - 1)
        if member.role in (Role.SUPPLIER, Role.ADMINISTRATOR) or member.role in PAIR:
            raise Invalid("number")
        membership_rows.update_membership(deed.connection, member.id, level=wanted)
        _record(deed, "set_member_level", member, before=member.level, after=wanted)


def end_membership(house: House, reader: Reader, membership_id: str) -> None:
    """End a person's part in the project from now on; their open documents are decided again at once.

    Raises NotInYourSight, NotAllowed, and Conflict for the last pilot.
    """
    with house.deed(reader) as deed:
        member = _get_membership(deed, membership_id)
        _demand_pilot_left(deed, member)
        membership_rows.update_membership(deed.connection, member.id, until=deed.at)
        _record(deed, "end_membership", member, before=member.role, after=None)


def _get_membership(deed: Deed, membership_id: str) -> Membership:
    if not may(deed.reader, Action.MEMBER_READ):
        raise NotInYourSight
    for participant in membership_rows.load_participants(deed.connection, deed.reader.project_id):
        if participant.membership.id == membership_id:
            demand(deed.reader, Action.MEMBER_INVITE)
            return participant.membership
    raise NotInYourSight


def _demand_pilot_left(deed: Deed, member: Membership) -> None:
    here = membership_rows.load_participants(deed.connection, deed.reader.project_id)
    if member.role in PAIR and not [p for p in here if p.membership.role in PAIR and p.membership.id != member.id]:
        raise Conflict("last_pilot")


def _record(deed: Deed, name: str, member: Membership, *, before: object, after: object) -> None:
    subject = Subject(SubjectKind.MEMBERSHIP, member.id)
    deed.record(name, subject, N2.canonical(), before=before, after=after)
    deed.recheck_people.append(member.person_id)
