"""The door of the workplace: people without an e-mail address, their printed cards, and the page that asks for the code."""

from typing import Final
from urllib.parse import parse_qs

from server.domain.errors import NotInYourSight, NotSignedIn, TooManyAttempts
from server.domain.ids import is_id
from server.domain.roles import Role
from server.services import cards
from server.web.call import Call
from server.web.errors import sentence_of
from server.web.forms import Form, Id, Line
from server.web.html import render
from server.web.people import people_of
from server.web.people_answers import People
from server.web.security import COOKIE, DOOR, DOOR_COOKIE, VIEW_COOKIE
from server.web.specification import shell_values
from server.web.table import Access, Endpoint, Page, Redirect, Screen


class NewcomerForm(Form):
    """Somebody of the firm who has no e-mail address."""

    name: Line
    role: Role
    organization_id: Id
    task_ids: tuple[Id, ...] = ()


def add_without_mail(call: Call) -> People:
    """Let somebody without an e-mail address take part."""
    form = call.sent(NewcomerForm)
    newcomer = cards.Newcomer(form.name, form.role, form.organization_id, form.task_ids, call.language)
    cards.add_without_mail(call.house, call.reader, newcomer)
    return people_of(call)


def print_cards(call: Call) -> Page:
    """Make new cards for the people of the form and show them, to be printed: the codes are shown this once."""
    asked = parse_qs(call.upload.decode("utf-8", "replace"), max_num_fields=500).get("member", [])
    if not all(is_id(one) for one in asked):
        raise NotInYourSight
    printed = cards.give_cards(call.house, call.reader, asked)
    code = cards.door_code(printed.address)
    return Page(render("cards.html", call, **shell_values(call, "people"), printed=printed, qr=code))


def _door(call: Call, wrong: str = "", status: int = 200) -> Page:
    if not DOOR.fullmatch(call.path["door"]):
        raise NotInYourSight
    return Page(render("phone_door.html", call, door=call.path["door"], wrong=wrong), status)


def show_workplace(call: Call) -> Page | Redirect:
    """The page behind the square on the wall: it asks for one's code, and says the same at every door."""
    return Redirect("/mes-taches") if call.signed_in else _door(call)


def enter_by_card(call: Call) -> Page | Redirect:
    """Sign in with the code of one's card."""
    door = call.path["door"]
    code = parse_qs(call.upload.decode("utf-8", "replace"), max_num_fields=20).get("code", [""])[0]
    try:
        token = cards.redeem_card(call.house, door=door, code=code, place=call.address, device=call.device)
    except TooManyAttempts as refusal:
        return _door(call, sentence_of(refusal, call.language), 429)
    except NotSignedIn as refusal:
        return _door(call, sentence_of(refusal, call.language), 422)
    call.new_cookies |= {COOKIE: token, VIEW_COOKIE: None, DOOR_COOKIE: door}
    return Redirect("/mes-taches")


def show_offline(call: Call) -> Page:
    """The page that a phone keeps and shows when there is no network: it holds nothing of any project."""
    return Page(render("phone_offline.html", call))


ENDPOINTS: Final = (
    Endpoint(
        "POST",
        "/api/projects/{project_id}/members",
        add_without_mail,
        Access.PROJECT,
        "Add somebody without an e-mail address",
        body=NewcomerForm,
        answer=People,
        status=201,
    ),
)
SCREENS: Final = (
    Screen("/atelier/{door}", show_workplace, Access.PUBLIC),
    Screen("/atelier/{door}", enter_by_card, Access.PUBLIC, "POST"),
    Screen("/hors-ligne", show_offline, Access.PUBLIC),
    Screen("/s/{specification_id}/personnes/fiches", print_cards, Access.SPECIFICATION, "POST"),
)
