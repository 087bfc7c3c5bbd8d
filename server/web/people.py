"""Who takes part, over HTTP and on its page."""

from datetime import timedelta
from typing import Final

from server.domain.roles import Role
from server.policy.abilities import Action, abilities, may
from server.services import chain, circling, inviting, leaving, members
from server.web import answers, forms
from server.web.call import Call
from server.web.labelling import seats_of
from server.web.people_answers import Circle, Invitation, KindRoles, People, PersonLine, ProjectLevel
from server.web.table import Access, Endpoint

_INVITATION_LASTS: Final = timedelta(days=30)


def read_people(call: Call) -> People:
    """The people of the project."""
    return people_of(call)


def people_of(call: Call) -> People:
    """Return the people page's content. Raises NotInYourSight to who may not know the people."""
    found = inviting.list_people(call.house, call.reader)
    tasks = members.tasks_of(call.house, call.reader)
    names, decides = {task_id for task_id, _ in tasks}, may(call.reader, Action.LABEL_CHANGE)
    return People(
        people=tuple(
            PersonLine(
                membership_id=one.membership.id,
                person_id=one.membership.person_id,
                name=one.name,
                email="" if one.by_card else one.email,
                by_card=one.by_card,
                role=one.membership.role,
                organization_id=one.membership.organization_id,
                task_ids=tuple(task for task in one.task_ids if task in names),
                level=one.membership.level if decides else None,
            )
            for one in found.participants
        ),
        invitations=tuple(
            Invitation(
                one.id,
                one.email,
                one.name,
                one.role,
                one.organization_id,
                one.created_at,
                one.created_at + _INVITATION_LASTS,
            )
            for one in found.invitations
        ),
        organizations=members.organizations_of(call.house, call.reader),
        seats=seats_of(call, found.seats),
        roles=_roles(call),
        tasks=tuple(answers.Named(task_id, name) for task_id, name in tasks),
        levels=tuple(
            ProjectLevel(one.level, one.name, one.readers) for one in chain.levels_of_project(call.house, call.reader)
        )
        if decides
        else (),
        circles=tuple(Circle(one.id, one.name, one.person_ids) for one in circling.circles_of(call.house, call.reader)),
        can=abilities(call.reader),
    )


def _roles(call: Call) -> tuple[KindRoles, ...]:
    if not may(call.reader, Action.MEMBER_INVITE):
        return ()
    return tuple(
        KindRoles(kind, tuple(role for role in Role if role in fitting)) for kind, fitting in inviting.ROLES_OF.items()
    )


def invite(call: Call) -> People:
    """Invite someone."""
    form = call.sent(forms.InvitationForm)
    asked = inviting.Asked(form.email, form.name, form.role, form.organization_id, form.task_ids, call.language)
    inviting.invite(call.house, call.reader, asked)
    return people_of(call)


def withdraw_invitation(call: Call) -> People:
    """Take an invitation back."""
    inviting.withdraw_invitation(call.house, call.reader, call.path["invitation_id"])
    return people_of(call)


def add_organization(call: Call) -> People:
    """Add an organisation."""
    form = call.sent(forms.OrganizationForm)
    inviting.add_organization(call.house, call.reader, name=form.name, kind=form.kind)
    return people_of(call)


def end_organization(call: Call) -> People:
    """End an organisation's part in the project."""
    leaving.end_organization(call.house, call.reader, call.path["organization_id"])
    return people_of(call)


def end_membership(call: Call) -> People:
    """End someone's part in the project."""
    inviting.end_membership(call.house, call.reader, call.path["membership_id"])
    return people_of(call)


def change_role(call: Call) -> People:
    """Give a member another role."""
    role = call.sent(forms.RoleForm).role
    inviting.change_role(call.house, call.reader, call.path["membership_id"], role=role)
    return people_of(call)


def set_tasks(call: Call) -> People:
    """Say which tasks are a member's own."""
    task_ids = call.sent(forms.TasksForm).task_ids
    inviting.set_member_tasks(call.house, call.reader, call.path["membership_id"], task_ids=task_ids)
    return people_of(call)


_P: Final = "/api/projects/{project_id}"
_MEMBER: Final = _P + "/members/{membership_id}"
_IN: Final = Access.PROJECT

ENDPOINTS: Final = (
    Endpoint("GET", _P + "/people", read_people, _IN, "People", answer=People),
    Endpoint("POST", _P + "/invitations", invite, _IN, "Invite", body=forms.InvitationForm, answer=People, status=201),
    Endpoint(
        "POST",
        _P + "/invitations/{invitation_id}/withdraw",
        withdraw_invitation,
        _IN,
        "Withdraw an invitation",
        answer=People,
    ),
    Endpoint(
        "POST",
        _P + "/organizations",
        add_organization,
        _IN,
        "Add an organisation",
        body=forms.OrganizationForm,
        answer=People,
        status=201,
    ),
    Endpoint(
        "POST",
        _P + "/organizations/{organization_id}/end",
        end_organization,
        _IN,
        "End an organisation's part",
        answer=People,
    ),
    Endpoint("POST", _MEMBER + "/end", end_membership, _IN, "End a membership", answer=People),
    Endpoint("POST", _MEMBER + "/role", change_role, _IN, "Change a role", body=forms.RoleForm, answer=People),
    Endpoint("POST", _MEMBER + "/tasks", set_tasks, _IN, "Set a member's tasks", body=forms.TasksForm, answer=People),
)
