"""The door: an address, a link or a code, a button; demo links; leaving; the first-use notice."""

from ipaddress import ip_address
from typing import Final
from urllib.parse import parse_qs

from server.domain.errors import Invalid, NotInYourSight, NotSignedIn, TooManyAttempts
from server.domain.words import LANGUAGES
from server.services import accounts, sessions, signing_in
from server.services.mailing import is_address
from server.web.call import Call
from server.web.errors import sentence_of
from server.web.html import render
from server.web.security import COOKIE, DOOR, LANGUAGE_COOKIE, VIEW_COOKIE
from server.web.table import Access, Page, Redirect, Screen


def _field(call: Call, name: str) -> str:
    values = parse_qs(call.upload.decode("utf-8", "replace"), max_num_fields=20).get(name, [""])
    return values[0].strip()


def _from_loopback(call: Call) -> bool:
    try:
        return ip_address(call.address).is_loopback
    except ValueError:
        return False


def _door(call: Call, email: str = "", wrong: str = "", status: int = 200) -> Page:
    return Page(render("door_email.html", call, email=email, wrong=wrong), status)


def show_door(call: Call) -> Page | Redirect:
    """The page that asks for an address."""
    return Redirect("/projets") if call.signed_in else _door(call)


def ask_for_link(call: Call) -> Page:
    """Send a link if the address is known here; the page says the same when it is not."""
    email = _field(call, "email")
    if not is_address(email):
        return _door(call, email, "door.email_wrong", 422)
    try:
        signing_in.request_sign_in(call.house, email=email, place=call.address)
    except TooManyAttempts as refusal:
        return _door(call, email, sentence_of(refusal, call.language), 429)
    except Invalid as refusal:
        return _door(call, email, sentence_of(refusal, call.language), 422)
    return Page(render("door_code.html", call, email=email, wrong=""))


def enter_by_code(call: Call) -> Page | Redirect:
    """Sign in with the six digits."""
    email, code = _field(call, "email"), _field(call, "code").replace(" ", "")
    try:
        token = signing_in.redeem_code(call.house, email=email, code=code, place=call.address, device=call.device)
    except TooManyAttempts as refusal:
        return Page(render("door_code.html", call, email=email, wrong=sentence_of(refusal, call.language)), 429)
    except (NotSignedIn, Invalid):
        return Page(render("door_code.html", call, email=email, wrong="door.code_wrong"), 422)
    return _welcome(call, token)


def show_link(call: Call) -> Page:
    """The page behind a mailed link: a button, so that a mail scanner consumes nothing."""
    works = signing_in.link_works(call.house, call.path["token"], from_loopback=_from_loopback(call))
    action = f"/entrer/{call.path['token']}"
    return Page(render("door_link.html", call, open=works, action=action), 200 if works else 410)


def enter_by_link(call: Call) -> Page | Redirect:
    """Sign in by pressing the button."""
    link = call.path["token"]
    try:
        token = signing_in.redeem_link(
            call.house, link=link, place=call.address, device=call.device, from_loopback=_from_loopback(call)
        )
    except TooManyAttempts as refusal:
        return _door(call, wrong=sentence_of(refusal, call.language), status=429)
    except NotSignedIn:
        return Page(render("door_link.html", call, open=False, action=""), 410)
    return _welcome(call, token)


def enter_demo(call: Call) -> Page | Redirect:
    """A demo person's lasting link, on this machine only: it signs in at once."""
    return enter_by_link(call)


def _welcome(call: Call, token: str) -> Redirect:
    call.new_cookies[COOKIE] = token
    call.new_cookies[VIEW_COOKIE] = None
    return Redirect("/")


def leave(call: Call) -> Redirect:
    """Sign out of this browser."""
    if call.signed_in:
        sessions.end_session(call.house, call.signed_in, call.signed_in.session_id)
    call.new_cookies[COOKIE] = None
    call.new_cookies[VIEW_COOKIE] = None
    return Redirect("/entrer")


def leave_view(call: Call) -> Redirect:
    """End « voir comme »: the capped session is over, and seeing more takes one's own session."""
    if call.signed_in and call.signed_in.capped_organization_id:
        sessions.end_session(call.house, call.signed_in, call.signed_in.session_id)
    call.new_cookies[VIEW_COOKIE] = None
    return Redirect("/projets")


def choose_language(call: Call) -> Redirect:
    """Speak this language at the door from now on; who is signed in chooses in their account."""
    if call.path["language"] not in LANGUAGES:
        raise NotInYourSight
    call.new_cookies[LANGUAGE_COOKIE] = call.path["language"]
    door = _field(call, "door")
    return Redirect(f"/atelier/{door}" if DOOR.fullmatch(door) else "/entrer")


def show_notice(call: Call) -> Page:
    """What is recorded, and who reads it."""
    return Page(render("notice.html", call))


def accept_notice(call: Call) -> Redirect:
    """The person has read the notice."""
    accounts.mark_notice_seen(call.house, call.me)
    return Redirect("/")


SCREENS: Final = (
    Screen("/entrer", show_door, Access.PUBLIC),
    Screen("/entrer", ask_for_link, Access.PUBLIC, "POST"),
    Screen("/entrer/code", enter_by_code, Access.PUBLIC, "POST"),
    Screen("/entrer/{token}", show_link, Access.PUBLIC),
    Screen("/entrer/{token}", enter_by_link, Access.PUBLIC, "POST"),
    Screen("/demo/{token}", enter_demo, Access.PUBLIC),
    Screen("/sortir", leave, Access.PUBLIC, "POST"),
    Screen("/vue/quitter", leave_view, Access.PUBLIC, "POST"),
    Screen("/langue/{language}", choose_language, Access.PUBLIC, "POST"),
    Screen("/bienvenue", show_notice, Access.PERSON),
    Screen("/bienvenue", accept_notice, Access.PERSON, "POST"),
)
