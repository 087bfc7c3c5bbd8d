"""Beginning: the list of one's projects, the first project from a template, a document or a blank page."""

from dataclasses import dataclass
from typing import Final

from server.domain.blueprint import Blueprint
from server.domain.roles import OrganizationKind, Role, Seat
from server.domain.words import Language
from server.policy.reader import Reader
from server.services import accounts, creating, importing, inviting, members, templates
from server.services.rights import projects_of, reader_for
from server.web import answers, forms
from server.web.call import Call
from server.web.html import render
from server.web.security import PLACE, PLACE_COOKIE
from server.web.table import Access, Endpoint, Page, Redirect, Screen

ICONS: Final = {
    "gpao": "calendar-clock",
    "mes": "factory",
    "flux-erp": "waypoints",
    "cobot-ligne": "bot",
    "telegestion": "house",
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A first-level section of a template."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A requirement shown as an example."""

    code: str
    statement: str
    criterion: str


@dataclass(frozen=True, slots=True)
class Template:
    """A template as the wizard shows it."""

    name: str
    title: str
    summary: str
    icon: str
    language: Language
    chapters: tuple[Chapter, ...]
    sample: Sample | None


def show_home(call: Call) -> Redirect:
    """Where someone who signed in is sent: the notice the first time, what they came for, their one project, or the list."""
    if not call.me.notice_seen and not call.me.capped_organization_id:
        return Redirect("/bienvenue")
    if PLACE.fullmatch(call.place):
        call.new_cookies[PLACE_COOKIE] = None
        return Redirect(call.place)
    projects = projects_of(call.house, call.me.person_id, capped_organization_id=call.me.capped_organization_id)
    entries = [(project, entry) for project in projects for entry in project.specifications]
    if len(entries) == 1:
        project, entry = entries[0]
        place = "versions" if project.role is Role.SUPPLIER else "accueil"
        return Redirect(f"/s/{entry.id}/{place}")
    return Redirect("/projets")


def show_projects(call: Call) -> Page:
    """The list of one's projects."""
    capped = call.me.capped_organization_id
    projects = projects_of(call.house, call.me.person_id, capped_organization_id=capped)
    may_begin = not capped and bool(creating.firms_of(call.house, call.me.person_id))
    return Page(render("projects.html", call, projects=projects, may_begin=may_begin))


def show_first_project(call: Call) -> Page:
    """The wizard that begins a project."""
    firms = creating.firms_of(call.house, call.me.person_id)
    props = {
        "me": {"name": call.me.name, "email": accounts.email_of(call.house, call.me)},
        "firms": [{"id": firm_id, "name": name} for firm_id, name in firms],
        "templates": [_template(entry) for entry in templates.templates(call.language)],
    }
    return Page(render("bare_island.html", call, heading="screen.new_project", island="first-project", props=props))


def _template(entry: templates.TemplateEntry) -> Template:
    return Template(
        name=entry.name,
        title=entry.title,
        summary=entry.purpose,
        icon=ICONS.get(entry.name, "file-text"),
        language=Language(entry.language),
        chapters=tuple(Chapter(str(place), title) for place, title in enumerate(entry.chapters, 1)),
        sample=Sample(entry.sample.code, entry.sample.statement, entry.sample.criterion) if entry.sample else None,
    )


def create_project(call: Call) -> answers.Created:
    """Begin a project and its first specification."""
    form = call.sent(forms.ProjectForm)
    beginning = creating.Beginning(form.name, form.seat, form.firm_id, form.firm_name)
    project_id, made = creating.start_project(
        call.house,
        call.me.person_id,
        beginning,
        language=form.language,
        blueprint=_blueprint(form),
        template=form.template or "",
    )
    if form.other_pilot_email:
        _invite_other_pilot(call, reader_for(call.house, call.me.person_id, project_id), form)
    return answers.Created(made, href=f"/s/{made}/accueil")


def _blueprint(form: forms.ProjectForm) -> Blueprint | None:
    if form.template:
        return templates.template_named(form.template, form.language)
    if form.markdown is not None:
        return importing.propose(form.markdown.encode(), form.file_name)
    return None


def _invite_other_pilot(call: Call, reader: Reader, form: forms.ProjectForm) -> None:
    firms = [o for o in members.organizations_of(call.house, reader) if o.kind is OrganizationKind.FIRM]
    role = Role.STEERING_PRODUCTION if form.seat is Seat.WORK else Role.STEERING_WORK
    name = form.other_pilot_name or form.other_pilot_email.split("@", maxsplit=1)[0]
    asked = inviting.Asked(form.other_pilot_email, name, role, firms[0].id, language=form.language)
    inviting.invite(call.house, reader, asked)


def preview_import(call: Call) -> importing.Preview:
    """What an import would make of a document; nothing is written."""
    form = call.sent(forms.ImportForm)
    return importing.preview(form.markdown.encode(), form.name)


ENDPOINTS: Final = (
    Endpoint(
        "POST",
        "/api/projects",
        create_project,
        Access.PERSON,
        "Begin a project",
        body=forms.ProjectForm,
        answer=answers.Created,
        status=201,
    ),
    Endpoint(
        "POST",
        "/api/imports/preview",
        preview_import,
        Access.PERSON,
        "See what an import would make",
        body=forms.ImportForm,
        answer=importing.Preview,
    ),
)
SCREENS: Final = (
    Screen("/", show_home, Access.PERSON_OR_VIEW),
    Screen("/projets", show_projects, Access.PERSON_OR_VIEW),
    Screen("/nouveau", show_first_project, Access.PERSON),
)
