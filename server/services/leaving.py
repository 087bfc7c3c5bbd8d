"""A whole organisation leaves the project at once: its people, its invitations, and what was open to it live."""

from server.domain.content import Organization
from server.domain.errors import Invalid, NotInYourSight
from server.domain.roles import OrganizationKind
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, demand, may
from server.policy.labels import N2, N4
from server.policy.reader import Reader
from server.services.house import Deed, House
from server.storage import journal, membership_rows, project_rows, section_rows


def end_organization(house: House, reader: Reader, organization_id: str) -> None:
    """End the part of a supplier or a consultancy in the project, from now on (S9). What it wrote and received stays.

    Raises NotInYourSight, NotAllowed, and Invalid for the firm itself.
    """
    with house.deed(reader) as deed:
        organization = _get(deed, organization_id)
        demand(reader, Action.MEMBER_INVITE)
        if organization.kind is OrganizationKind.FIRM:
            raise Invalid("organization")
        _end_memberships(deed, organization.id)
        for one in membership_rows.load_open_invitations(deed.connection, project_id=reader.project_id):
            if one.organization_id == organization.id:
                membership_rows.settle_invitation(deed.connection, one.id, withdrawn_at=deed.at)
        for specification_id, opening_id in section_rows.close_openings(deed.connection, organization.id, deed.at):
            about = Subject(SubjectKind.OPENING, opening_id)
            journal.insert_change(deed.connection, reader.project_id, specification_id, about, deed.at)
        subject = Subject(SubjectKind.MEMBERSHIP, organization.id)
        deed.record("end_organization", subject, N4.canonical(), after={"organization": organization.id})


def _get(deed: Deed, organization_id: str) -> Organization:
    if may(deed.reader, Action.MEMBER_READ):
        for one in project_rows.load_organizations(deed.connection, deed.reader.project_id):
            if one.id == organization_id:
                return one
    raise NotInYourSight


def _end_memberships(deed: Deed, organization_id: str) -> None:
    for one in membership_rows.load_participants(deed.connection, deed.reader.project_id):
        member = one.membership
        if member.organization_id == organization_id:
            membership_rows.update_membership(deed.connection, member.id, until=deed.at)
            deed.record(
                "end_membership", Subject(SubjectKind.MEMBERSHIP, member.id), N2.canonical(), before=member.role
            )
            deed.recheck_people.append(member.person_id)
