"""The specification's own screens: its home, the text, its origins, its versions."""

from base64 import b64decode, b64encode
from dataclasses import dataclass, fields
from datetime import datetime
from secrets import token_bytes
from typing import Any, Final

from server.domain.errors import NotInYourSight
from server.domain.richtext import parse, plain_text
from server.domain.roles import OrganizationKind
from server.domain.tracing import SubjectKind
from server.policy.abilities import Action, abilities, may
from server.policy.view import FindingView, ResultView, SectionView
from server.policy.view.projects import HeadView
from server.services import around, looking, previewing, reading, releasing, sessions
from server.services.audience import teams
from server.services.diagnosis import see_diagnosis
from server.services.pages import blocks
from server.web import answers, forms
from server.web.call import Call
from server.web.editing import set_aside
from server.web.html import draw, render, shell_of
from server.web.people import people_of
from server.web.releasing import read_board
from server.web.security import VIEW_BASE, VIEW_COOKIE
from server.web.table import Access, Endpoint, Page, Redirect, Screen
from server.web.tracing import diagnosis_of


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A line of the project's menu."""

    name: str
    href: str


def shell_values(call: Call, here: str, head: HeadView | None = None) -> dict[str, Any]:
    """Return what every screen of a specification shows around its content."""
    known = head or reading.head(call.house, call.reader, call.specification_id)
    return {
        "here": here,
        "menu": _menu(call, known),
        "brand": known.project_name,
        "brand_href": f"{call.base}/s/{known.id}/{'versions' if call.reader.is_supplier else 'accueil'}",
        "searchable": True,
        "specification_id": known.id,
        "viewed_as": _viewed_as(call),
        "head": known,
    }


def _menu(call: Call, head: HeadView) -> list[MenuEntry]:
    here = f"{call.base}/s/{head.id}"
    if call.reader.is_supplier:
        names = ("versions", f"{here}/versions"), ("specification", here), ("questions", f"{here}/decisions")
        return [MenuEntry(*one) for one in names]
    entries = [MenuEntry("home", f"{here}/accueil"), MenuEntry("specification", here)]
    if call.reader.task_ids:
        entries.insert(1, MenuEntry("tasks", f"{here}/taches"))
    if may(call.reader, Action.ORIGIN_READ):
        entries.append(MenuEntry("origins", f"{here}/origines"))
    if may(call.reader, Action.REQUIREMENT_SIGN):
        entries.append(MenuEntry("signing", f"{here}/visas"))
    if may(call.reader, Action.ARBITRATION_READ):
        entries.append(MenuEntry("decisions", f"{here}/decisions"))
    entries.append(MenuEntry("release", f"{here}/diffuser"))
    if may(call.reader, Action.MEMBER_READ):
        entries.append(MenuEntry("people", f"{here}/personnes"))
    return entries


def _viewed_as(call: Call) -> str:
    if not call.reader.capped:
        return ""
    with looking.revealing(call.house, call.reader, call.specification_id) as revealer:
        return next((o.name for o in revealer.organizations() if o.id == call.reader.organization_id), "")


def show_specification(call: Call) -> Page:
    """The text, readable before any script has run."""
    opened = reading.open_page(call.house, call.reader, call.specification_id, call.language)
    head, page = opened.head, opened.page
    outline = {
        "specification": {
            "id": head.id,
            "title": head.title,
            "note": shell_of(call).say("screen.working_version"),
            "language": head.language,
        },
        "sections": [_outlined(section) for section in page.sections],
        "set_aside": set_aside(call),
        "can": abilities(call.reader),
    }
    return Page(
        draw(
            "specification.html",
            call,
            **shell_values(call, "specification", head),
            project_id=call.reader.project_id,
            blocks=blocks(page),
            cursor=page.cursor,
            outline=outline,
            view_as=_view_as(call),
            draft_key=_draft_key(call),
            empty="screen.nothing_open" if call.reader.is_supplier else "screen.empty_specification",
        )
    )


def _outlined(section: SectionView) -> dict[str, Any]:
    """A section as the outline shows it: its text and its requirements are on the sheet already, so nothing is sent twice."""
    shown = {one.name: getattr(section, one.name) for one in fields(section)}
    return shown | {"intro": None, "requirement_ids": ()}


def _draft_key(call: Call) -> str:
    """What drafts are kept under on this person's computer, masked; nothing is kept on a supplier's."""
    return "" if call.reader.is_supplier else masked(sessions.draft_key(call.house, call.me))


def masked(key: str) -> str:
    """Return a secret, different in each page: what is beside people's words and compressed with them must not stay the same."""
    secret = b64decode(key)
    mask = token_bytes(len(secret))
    return b64encode(mask + bytes(a ^ b for a, b in zip(mask, secret, strict=True))).decode()


def _view_as(call: Call) -> dict[str, Any] | None:
    if not may(call.reader, Action.VIEW_AS):
        return None
    with looking.revealing(call.house, call.reader, call.specification_id) as revealer:
        suppliers = [one for one in revealer.organizations() if one.kind is OrganizationKind.SUPPLIER]
        people = teams(suppliers, revealer.members())
    props = {"specification": {"id": call.specification_id}, "organizations": suppliers, "teams": people}
    return props if suppliers else None


def show_origins(call: Call) -> Page:
    """Findings, situations, simulations and their results, what is missing, and what was set aside."""
    seen = see_diagnosis(call.house, call.reader, call.specification_id)
    shown = diagnosis_of(call, seen)
    head = reading.head(call.house, call.reader, call.specification_id)
    props = {
        "specification": {"id": head.id, "href": f"/s/{head.id}", "language": head.language},
        **{one.name: getattr(shown, one.name) for one in fields(shown)},
    }
    return Page(
        render(
            "origins.html",
            call,
            **shell_values(call, "origins", head),
            props=props,
            cursor=seen.cursor,
            draft_key=_draft_key(call),
        )
    )


def island_page(
    call: Call, here: str, island: str, props: dict[str, Any], *, wide: bool = False, heading: str = ""
) -> Page:
    """Return a screen of a specification that one island makes; `here` is the line of the menu it belongs to."""
    values = shell_values(call, here)
    title = shell_of(call).say(heading or f"screen.{here}")
    return Page(render("island.html", call, **values, island=island, props=props, wide=wide, heading=title))


def show_make_requirement(call: Call) -> Page:
    """A finding or a result on one side, the requirement that comes from it on the other."""
    kind, origin_id = call.path["kind"], call.path["origin_id"]
    origin: FindingView | ResultView
    if kind == "finding":
        origin = looking.see_finding(call.house, call.reader, call.specification_id, origin_id)
    elif kind == "result":
        origin = looking.see_result(call.house, call.reader, call.specification_id, origin_id)
    else:
        raise NotInYourSight
    view = looking.see_specification(call.house, call.reader, call.specification_id)
    here = f"/s/{view.id}"
    similar = [
        {"code": link.code, "title": link.title, "href": f"{here}#r-{link.other.id}"}
        for link in origin.links
        if link.other.kind is SubjectKind.REQUIREMENT
    ]
    props = {
        "specification": {"id": view.id, "href": here},
        "origin": origin,
        "origin_kind": kind,
        "text": plain_text(parse(origin.text.tree)) if origin.text else "",
        "similar": similar,
        "sections": [{"id": s.id, "number": s.number, "title": s.title} for s in view.sections],
        "tasks": [{"id": t.id, "name": t.name} for t in view.tasks],
        "can": view.can,
    }
    return island_page(call, "origins", "make-requirement", props, wide=True)


def show_release_board(call: Call) -> Page | Redirect:
    """Versions: freeze, confirm, preview, send, open live."""
    if call.reader.is_supplier:
        return Redirect(f"/s/{call.specification_id}/versions")
    props = {"specification": {"id": call.specification_id}, "board": read_board(call)}
    return island_page(call, "release", "release", props, wide=True)


def show_versions(call: Call) -> Page:
    """The versions a supplier received."""
    found = releasing.list_releases(call.house, call.reader, call.specification_id)
    return Page(render("versions.html", call, **shell_values(call, "versions"), releases=found))


def show_version(call: Call) -> Page:
    """One version as sent, with its supplier's answers line by line."""
    read = releasing.read_release(call.house, call.reader, call.specification_id, call.path["release_id"])
    props = {
        "specification": {"id": call.specification_id},
        "release": {"id": read.release.id, "number": read.release.number, "at": _moment(read.release.sent_at)},
        "lines": _lines(call, read),
        "can": abilities(call.reader),
    }
    values = shell_values(call, "versions" if call.reader.is_supplier else "release")
    html = previewing.drawn(read.view, call.language)
    return Page(
        render(
            "version.html",
            call,
            **values,
            release=read.release,
            text=html,
            text_language=read.view.language,
            props=props,
        )
    )


def _moment(at: datetime) -> str:
    return at.isoformat()


def _lines(call: Call, read: releasing.ReleaseRead) -> tuple[answers.AnswerLine, ...]:
    view, supplier = read.view, call.reader.is_supplier
    names = {section.id: f"{section.number} {section.title}" for section in view.sections}
    given = around.answers_in(call.house, call.reader, call.specification_id, view)
    said = around.threads_in(call.house, call.reader, call.specification_id, read.release.id) if supplier else {}
    return tuple(
        answers.AnswerLine(
            requirement_id=item.id,
            section=names[item.section_id],
            code=item.code,
            title=item.title,
            statement=plain_text(parse(item.statement.tree)) if item.statement else "",
            criteria=item.criteria,
            answer=given.get(item.id),
            threads=said.get(item.id, ()),
        )
        for item in view.requirements
    )


def show_people(call: Call) -> Page:
    """The people of the project."""
    return island_page(call, "people", "people", _people(call))


def _people(call: Call) -> dict[str, Any]:
    register = f"/s/{call.specification_id}/personnes/registre" if may(call.reader, Action.REGISTER_READ) else None
    cards = f"/s/{call.specification_id}/personnes/fiches" if may(call.reader, Action.MEMBER_INVITE) else None
    people = people_of(call)
    return {"project": {"id": call.reader.project_id}, "people": people, "register": register, "cards": cards}


def view_as(call: Call) -> answers.Goes:
    """Open a separate session that sees what a supplier sees."""
    organization_id = call.sent(forms.ViewAsForm).organization_id
    token = sessions.open_capped_session(call.house, call.reader, call.specification_id, organization_id, call.device)
    call.new_cookies[VIEW_COOKIE] = token
    return answers.Goes(f"{VIEW_BASE}/s/{call.specification_id}/versions")


_S: Final = "/s/{specification_id}"
_IN: Final = Access.SPECIFICATION

ENDPOINTS: Final = (
    Endpoint(
        "POST",
        "/api/specifications/{specification_id}/view-as",
        view_as,
        _IN,
        "See as a supplier",
        body=forms.ViewAsForm,
        answer=answers.Goes,
    ),
)
SCREENS: Final = (
    Screen(_S, show_specification, _IN),
    Screen(_S + "/origines", show_origins, _IN),
    Screen(_S + "/origines/{kind}/{origin_id}/exigence", show_make_requirement, _IN),
    Screen(_S + "/diffuser", show_release_board, _IN),
    Screen(_S + "/versions", show_versions, _IN),
    Screen(_S + "/versions/{release_id}", show_version, _IN),
    Screen(_S + "/personnes", show_people, _IN),
)
