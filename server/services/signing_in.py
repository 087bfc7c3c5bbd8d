"""Getting in without a password: a link and a short code by mail, each good once, for fifteen minutes."""

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Final

from server.domain.errors import NotSignedIn
from server.domain.ids import new_id
from server.services.fields import line
from server.services.house import House
from server.services.inviting import accept_invitations
from server.services.mailing import is_address, queue_mail
from server.services.rate_limits import Limit, forgive, place_of, spend, take_back
from server.services.sessions import open_session
from server.services.tokens import fingerprint, new_token
from server.storage import account_rows, journal, membership_rows, people
from server.storage.account_rows import Account, SignInToken
from server.storage.database import Transaction

LASTS: Final = timedelta(minutes=15)
CODE_TRIES: Final = 5
FAILURES_PER_ADDRESS: Final = Limit("failure-address", 10)
FAILURES_PER_PLACE: Final = Limit("failure-place", 10)
REQUESTS_PER_ADDRESS: Final = Limit("request-address", 5)
REQUESTS_PER_PLACE: Final = Limit("request-place", 20)


def request_sign_in(house: House, *, email: str, place: str) -> None:
    """Send a link and a code to an address, if someone has it; the answer and the work are the same if nobody does.

    `place` is the caller's IP address. Raises TooManyAttempts, Invalid for what cannot be typed in one line.
    """
    address = line(email, most=254, empty=False).lower()
    link, code, token_id, now = new_token(), f"{secrets.randbelow(10**6):06d}", new_id(), house.clock()
    link_hash, code_hash = fingerprint(link), _code_hash(house, token_id, code)
    with house.database.write() as connection:
        spend(connection, now, (REQUESTS_PER_ADDRESS, address), (REQUESTS_PER_PLACE, place_of(place)))
        account = account_rows.find_account_by_email(connection, address)
        nobody = Account(new_id(), f"{token_id}@nobody.invalid", "", "fr", "auto", True, None, now)
        mailed = account is not None and account.has_mail and is_address(address)
        with account_rows.kept_if(connection, keep=mailed):
            account_rows.insert_account(connection, nobody)
            to = account or nobody
            token = SignInToken(token_id, to.id, link_hash, code_hash, now, now + LASTS)
            _send(house, connection, to, token, link, code)
            account_rows.delete_account(connection, nobody.id)


def _send(house: House, connection: Transaction, to: Account, token: SignInToken, link: str, code: str) -> None:
    account_rows.insert_token(connection, token)
    queue_mail(house, connection, to, "mail.sign_in", path=f"/entrer/{link}", code=f"{code[:3]} {code[3:]}")


def _code_hash(house: House, token_id: str, code: str) -> str:
    return hmac.new(house.settings.secret_key, f"code {token_id} {code}".encode(), hashlib.sha256).hexdigest()


def link_works(house: House, link: str, *, from_loopback: bool) -> bool:
    """Tell whether pressing the button behind a link would sign someone in; nothing is used up by asking."""
    hashed = fingerprint(link)
    with house.database.read() as connection:
        if _demo_person(house, connection, hashed, from_loopback=from_loopback) is not None:
            return True
        token = account_rows.find_token_by_link(connection, hashed)
    return token is not None and token.used_at is None and token.expires_at > house.clock()


def redeem_link(house: House, *, link: str, place: str, device: str, from_loopback: bool) -> str:
    """Use a link up and return the token of the session it opens. A demo link opens one each time, from loopback only.

    Raises NotSignedIn("link") when it does not work any more, TooManyAttempts.
    """
    hashed = fingerprint(link)
    with house.database.write() as connection:
        spent = spend(connection, house.clock(), (FAILURES_PER_PLACE, place_of(place)))
        person_id = _demo_person(house, connection, hashed, from_loopback=from_loopback)
        if person_id is None:
            person_id = _use(house, connection, account_rows.find_token_by_link(connection, hashed))
        if person_id is not None:
            take_back(connection, spent)
            return enter(house, connection, person_id, device)
    raise NotSignedIn("link")


def _demo_person(house: House, connection: Transaction, hashed: str, *, from_loopback: bool) -> str | None:
    if not (house.settings.demo and from_loopback):
        return None
    return account_rows.find_demo_person(connection, hashed)


def redeem_code(house: House, *, email: str, code: str, place: str, device: str) -> str:
    """Use a code up, for the address it was sent to, and return the token of the session it opens; the work is the same
    whether the address is known or not.

    Raises NotSignedIn("code") when it does not fit, after five wrong ones even if it does; TooManyAttempts.
    """
    address = line(email, most=254, empty=False).lower()
    typed = "".join(letter for letter in code if letter.isdigit())
    with house.database.write() as connection:
        limits = (FAILURES_PER_ADDRESS, address), (FAILURES_PER_PLACE, place_of(place))
        spent = spend(connection, house.clock(), *limits)
        account = account_rows.find_account_by_email(connection, address)
        token = account_rows.find_live_token(connection, account.id if account else "", house.clock())
        given = _code_hash(house, token.id if token else "", typed)
        fits = hmac.compare_digest(given, token.code_hash if token else "0" * 64)
        tried = account_rows.spend_try(connection, token.id if token else "", CODE_TRIES)
        used = _use(house, connection, token) if tried and fits else None
        if used is not None:
            take_back(connection, spent)
            forgive(connection, FAILURES_PER_ADDRESS, address)
            return enter(house, connection, used, device)
    raise NotSignedIn("code")


def _use(house: House, connection: Transaction, token: SignInToken | None) -> str | None:
    now = house.clock()
    if token is None or token.expires_at <= now or not account_rows.use_token(connection, token.id, now):
        return None
    return token.person_id


def enter(house: House, connection: Transaction, person_id: str, device: str) -> str:
    """Open a session for somebody who proved who they are, and return its token; their invitations are accepted."""
    account: Account | None = account_rows.find_account(connection, person_id)
    if account is None:
        raise NotSignedIn
    places = {one.project_id for one in membership_rows.load_open_invitations(connection, email=account.email)}
    places |= {one.project_id for one in people.load_clearances(connection, person_id)}
    for project_id in sorted(places):  # always in this order, so that two who come at once do not wait for each other
        journal.take_turn(connection, project_id)
    accept_invitations(house, connection, account)
    for project_id in sorted(places):
        house.register(connection, project_id, "sign_in", person_id=person_id, at=house.clock())
    return open_session(house, connection, person_id, device)
