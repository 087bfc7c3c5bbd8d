"""Signed-in browsers: opened, recognised, listed, ended, and capped to what a supplier sees."""

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from server.domain.errors import NotAllowed, NotInYourSight, NotSignedIn
from server.domain.ids import new_id
from server.policy.abilities import Action, demand
from server.policy.labels import N4
from server.policy.reader import Reader
from server.services.fields import line
from server.services.house import House, Told
from server.services.tokens import fingerprint, new_token
from server.services.within_sight import get_supplier
from server.storage import account_rows, people, project_rows
from server.storage.account_rows import Session
from server.storage.database import Transaction

IDLE: Final = timedelta(days=30)
CAPPED_LASTS: Final = timedelta(hours=12)
SEEN_EVERY: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is behind a request. When capped, the session sees one project as one supplier does, and writes nothing."""

    session_id: str
    person_id: str
    name: str
    language: str
    theme: str
    single_keys: bool
    notice_seen: bool
    seen_by_management: bool
    capped_project_id: str | None
    capped_organization_id: str | None


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One signed-in browser as its owner sees it listed; `capped_as` names the supplier it is held to."""

    id: str
    device: str
    since: datetime
    last_used: datetime
    current: bool
    capped_as: str | None


def open_session(house: House, connection: Transaction, person_id: str, device: str) -> str:
    """Open a session for a person and return the token for its cookie, which is kept nowhere else."""
    token, now = new_token(), house.clock()
    kept = line(" ".join(device.split())[:200], most=200)
    session = Session(new_id(), person_id, fingerprint(token), kept, now, now, now + IDLE)
    account_rows.insert_session(connection, session)
    return token


def open_capped_session(house: House, reader: Reader, specification_id: str, organization_id: str, device: str) -> str:
    """Open a separate session that sees exactly what a supplier sees, and return the token for its own cookie.

    It lasts twelve hours. Raises NotInYourSight, NotAllowed.
    """
    with house.deed(reader, specification_id) as deed:
        supplier = get_supplier(deed.sight(), organization_id)
        demand(reader, Action.VIEW_AS)
        token, now = new_token(), deed.at
        session = Session(
            id=new_id(),
            person_id=reader.person_id,
            token_hash=fingerprint(token),
            device=" ".join(device.split())[:200],
            created_at=now,
            seen_at=now,
            expires_at=now + CAPPED_LASTS,
            capped_project_id=reader.project_id,
            capped_organization_id=supplier.id,
        )
        account_rows.insert_session(deed.connection, session)
        deed.register("view_as", None, N4.canonical(), said={"organization": supplier.id})
        return token


def get_signed_in(house: House, token: str) -> SignedIn:
    """Return who is behind a session token. Raises NotSignedIn when it is unknown, ended or too long unused."""
    with house.database.read() as connection:
        session = account_rows.find_session(connection, fingerprint(token))
        signed_in = _signed_in(house, connection, session)
    now = house.clock()
    if session is not None and now - session.seen_at > SEEN_EVERY:
        _keep_alive(house, session, now)
    return signed_in


def get_session(house: House, session_id: str) -> SignedIn:
    """Return who is in a session, by its id: for what a live connection asks. Raises NotSignedIn when it is over."""
    with house.database.read() as connection:
        return _signed_in(house, connection, account_rows.find_session_by_id(connection, session_id))


def _signed_in(house: House, connection: Transaction, session: Session | None) -> SignedIn:
    if session is None or session.ended_at is not None or session.expires_at <= house.clock():
        raise NotSignedIn
    account = account_rows.find_account(connection, session.person_id)
    if account is None:
        raise NotSignedIn
    return SignedIn(
        session_id=session.id,
        person_id=account.id,
        name=account.name,
        language=account.language,
        theme=account.theme,
        single_keys=account.single_keys,
        notice_seen=account.notice_seen_at is not None,
        seen_by_management=account.seen_by_management,
        capped_project_id=session.capped_project_id,
        capped_organization_id=session.capped_organization_id,
    )


def _keep_alive(house: House, session: Session, now: datetime) -> None:
    expires = session.expires_at if session.capped_organization_id else now + IDLE
    with house.database.write() as connection:
        account_rows.update_session(connection, session.id, seen_at=now, expires_at=expires)


def draft_key(house: House, signed_in: SignedIn) -> str:
    """Return the key under which this session's browser keeps what it could not send: it ends with the session."""
    made = hmac.digest(house.settings.secret_key, f"drafts {signed_in.session_id}".encode(), "sha256")
    return base64.b64encode(made).decode()


def remark_key(house: House, signed_in: SignedIn) -> str:
    """Return the key under which this person's phone keeps remarks that could not leave: given to who is signed in as them,
    on any day, so that what waits is not lost with a session."""
    made = hmac.digest(house.settings.secret_key, f"remarks {signed_in.person_id}".encode(), "sha256")
    return base64.b64encode(made).decode()


def list_sessions(house: House, signed_in: SignedIn) -> tuple[OpenSession, ...]:
    """Return the person's open sessions, the last used first; a capped session is told of itself only."""
    with house.database.read() as connection:
        found = account_rows.load_sessions(connection, signed_in.person_id, house.clock())
        places = {one.capped_project_id for one in found if one.capped_project_id}
        suppliers = {o.id: o.name for place in places for o in project_rows.load_organizations(connection, place)}
    return tuple(
        OpenSession(
            id=one.id,
            device=one.device,
            since=one.created_at,
            last_used=one.seen_at,
            current=one.id == signed_in.session_id,
            capped_as=suppliers.get(one.capped_organization_id or ""),
        )
        for one in found
        if signed_in.capped_organization_id is None or one.id == signed_in.session_id
    )


def end_session(house: House, signed_in: SignedIn, session_id: str) -> None:
    """End one of one's own sessions; its live connections are closed at once. Raises NotInYourSight."""
    if session_id not in {one.id for one in list_sessions(house, signed_in)}:
        raise NotInYourSight
    _end(house, signed_in, [session_id])


def end_other_sessions(house: House, signed_in: SignedIn) -> None:
    """End all of one's own sessions but this one. Raises NotAllowed from a capped session."""
    if signed_in.capped_organization_id is not None:
        raise NotAllowed
    _end(house, signed_in, [one.id for one in list_sessions(house, signed_in) if not one.current])


def _end(house: House, signed_in: SignedIn, session_ids: list[str]) -> None:
    now = house.clock()
    with house.database.write() as connection:
        for session_id in session_ids:
            account_rows.update_session(connection, session_id, ended_at=now)
        if set(session_ids) - {signed_in.session_id}:
            for project_id in sorted(
                {one.project_id for one in people.load_clearances(connection, signed_in.person_id)}
            ):
                house.register(connection, project_id, "revoke_session", person_id=signed_in.person_id, at=now)
    house.tell(Told("", None, ended_sessions=tuple(session_ids)))
