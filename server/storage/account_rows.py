"""Accounts, sign-in links and codes, sessions, demo links, attempts and mails, as rows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, delete, func, select, update

from server.storage import rows
from server.storage.database import Transaction
from server.storage.tables.journal import mails
from server.storage.tables.people import attempts, demo_links, people, sessions, sign_in_tokens

NO_MAIL: Final = "@no-mail.invalid"
"""How what stands for the address of somebody without one ends: no mail goes there."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person as they know themselves."""

    id: str
    email: str
    name: str
    language: str
    theme: str
    single_keys: bool
    notice_seen_at: datetime | None
    created_at: datetime
    seen_by_management: bool = False

    @property
    def has_mail(self) -> bool:
        """Whether mails reach this person; who has no address comes in by a card."""
        return not self.email.endswith(NO_MAIL)


@dataclass(frozen=True, slots=True)
class SignInToken:
    """One way in, sent by e-mail: a link and a short code, each known by its hash only."""

    id: str
    person_id: str
    link_hash: str
    code_hash: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    failed_codes: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in. When capped, it sees one project as one supplier does, and writes nothing."""

    id: str
    person_id: str
    token_hash: str
    device: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None
    capped_project_id: str | None = None
    capped_organization_id: str | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail waiting to go."""

    id: str
    recipient: str
    subject: str
    body: str
    queued_at: datetime
    tries: int = 0


@contextmanager
def kept_if(connection: Transaction, *, keep: bool) -> Iterator[None]:
    """Do the work of the block, and take it back unless it is to be kept: what costs the same need not leave the same."""
    savepoint = connection.begin_nested()
    try:
        yield
    except BaseException:
        savepoint.rollback()
        raise
    if keep:
        savepoint.commit()
    else:
        savepoint.rollback()


def insert_account(connection: Transaction, item: Account) -> None:
    """Add a person."""
    rows.add(connection, people, asdict(item))


def delete_account(connection: Transaction, person_id: str) -> None:
    """Remove a person and all that is theirs."""
    rows.remove(connection, people, person_id)


def find_account(connection: Transaction, person_id: str) -> Account | None:
    """Return a person, or None."""
    row = rows.find(connection, select(people).where(people.c.id == person_id))
    return Account(**row) if row else None


def find_account_by_email(connection: Transaction, email: str) -> Account | None:
    """Return the person with this (lower-case) address, or None."""
    row = rows.find(connection, select(people).where(people.c.email == email))
    return Account(**row) if row else None


def update_account(connection: Transaction, person_id: str, **values: Any) -> None:
    """Change columns of a person."""
    rows.change(connection, people, person_id, values)


def insert_token(connection: Transaction, item: SignInToken) -> None:
    """Keep a way in; the ways in sent before to the same person stop working."""
    connection.execute(
        update(sign_in_tokens)
        .where(sign_in_tokens.c.person_id == item.person_id, sign_in_tokens.c.used_at.is_(None))
        .values(used_at=item.created_at)
    )
    rows.add(connection, sign_in_tokens, asdict(item))


def find_token_by_link(connection: Transaction, link_hash: str) -> SignInToken | None:
    """Return the way in behind a link, used or not, or None."""
    row = rows.find(connection, select(sign_in_tokens).where(sign_in_tokens.c.link_hash == link_hash))
    return SignInToken(**row) if row else None


def find_live_token(connection: Transaction, person_id: str, now: datetime) -> SignInToken | None:
    """Return the way in that still works for a person, or None."""
    table = sign_in_tokens
    row = rows.find(
        connection,
        select(table).where(table.c.person_id == person_id, table.c.used_at.is_(None), table.c.expires_at > now),
    )
    return SignInToken(**row) if row else None


def use_token(connection: Transaction, token_id: str, at: datetime) -> bool:
    """Use up a way in; False when it had been used already."""
    done = connection.execute(
        update(sign_in_tokens)
        .where(sign_in_tokens.c.id == token_id, sign_in_tokens.c.used_at.is_(None))
        .values(used_at=at)
    )
    return done.rowcount == 1


def spend_try(connection: Transaction, token_id: str, most: int) -> bool:
    """Spend one of the tries at a code; False when all were spent. Tries made at the same moment count one by one."""
    done = connection.execute(
        update(sign_in_tokens)
        .where(sign_in_tokens.c.id == token_id, sign_in_tokens.c.failed_codes < most)
        .values(failed_codes=sign_in_tokens.c.failed_codes + 1)
    )
    return done.rowcount == 1


def find_demo_person(connection: Transaction, link_hash: str) -> str | None:
    """Return whom a demo link signs in, or None."""
    return connection.scalar(select(demo_links.c.person_id).where(demo_links.c.link_hash == link_hash))


def insert_session(connection: Transaction, item: Session) -> None:
    """Keep a signed-in browser."""
    rows.add(connection, sessions, asdict(item))


def find_session(connection: Transaction, token_hash: str) -> Session | None:
    """Return the session of a token, ended or not, or None."""
    row = rows.find(connection, select(sessions).where(sessions.c.token_hash == token_hash))
    return Session(**row) if row else None


def find_session_by_id(connection: Transaction, session_id: str) -> Session | None:
    """Return a session, ended or not, or None."""
    row = rows.find(connection, select(sessions).where(sessions.c.id == session_id))
    return Session(**row) if row else None


def load_sessions(connection: Transaction, person_id: str, now: datetime) -> list[Session]:
    """Return the sessions of a person that are still open, the last used first."""
    found = rows.all_of(
        connection,
        select(sessions)
        .where(sessions.c.person_id == person_id, sessions.c.ended_at.is_(None), sessions.c.expires_at > now)
        .order_by(sessions.c.seen_at.desc(), sessions.c.id),
    )
    return [Session(**row) for row in found]


def update_session(connection: Transaction, session_id: str, **values: Any) -> None:
    """Change columns of a session."""
    rows.change(connection, sessions, session_id, values)


def insert_attempt(connection: Transaction, attempt_id: str, bucket: str, at: datetime) -> None:
    """Count one attempt."""
    rows.add(connection, attempts, {"id": attempt_id, "bucket": bucket, "at": at})


def count_attempts(connection: Transaction, bucket: str, since: datetime) -> tuple[int, datetime | None]:
    """Return how many attempts were made since then, and the moment of the earliest of them."""
    row = connection.execute(
        select(func.count(), func.min(attempts.c.at)).where(attempts.c.bucket == bucket, attempts.c.at > since)
    ).one()
    return row[0], row[1]


def delete_attempts(connection: Transaction, attempt_ids: Sequence[str]) -> None:
    """Count some attempts no more."""
    connection.execute(delete(attempts).where(attempts.c.id.in_(attempt_ids)))


def forget_attempts(connection: Transaction, before: datetime) -> None:
    """Forget the attempts made before a moment."""
    connection.execute(delete(attempts).where(attempts.c.at <= before))


def forget_bucket(connection: Transaction, bucket: str) -> None:
    """Forget the attempts of one bucket: its owner got in."""
    connection.execute(delete(attempts).where(attempts.c.bucket == bucket))


def insert_mail(connection: Transaction, item: Mail) -> None:
    """Queue a mail."""
    rows.add(connection, mails, asdict(item))


def load_due_mails(connection: Transaction, now: datetime, most_tries: int, limit: int) -> list[Mail]:
    """Return mails that wait, the oldest first; those tried too often, or claimed by who sends them now, are left."""
    return [Mail(**row) for row in rows.all_of(connection, _due_mails(now, most_tries).limit(limit))]


def claim_mails(connection: Transaction, now: datetime, until: datetime, most_tries: int, limit: int) -> list[Mail]:
    """Take due mails for one more try each: until that moment, or what is noted of it, no other node is given them."""
    due = _due_mails(now, most_tries).limit(limit).with_for_update(skip_locked=True)
    claimed = [Mail(**row) for row in rows.all_of(connection, due)]
    values = {"tries": mails.c.tries + 1, "claimed_until": until}
    connection.execute(update(mails).where(mails.c.id.in_([one.id for one in claimed])).values(**values))
    return claimed


def _due_mails(now: datetime, most_tries: int) -> Select[Any]:
    columns = [mails.c[name] for name in Mail.__slots__]
    return (
        select(*columns)
        .where(mails.c.sent_at.is_(None), mails.c.tries < most_tries)
        .where(mails.c.claimed_until.is_(None) | (mails.c.claimed_until < now))
        .order_by(mails.c.queued_at, mails.c.id)
    )


def mark_sent(connection: Transaction, mail_id: str, at: datetime) -> None:
    """Note that a claimed mail was sent. It keeps neither subject nor body."""
    values = {"sent_at": at, "claimed_until": None, "subject": "", "body": ""}
    connection.execute(update(mails).where(mails.c.id == mail_id).values(**values))


def put_mail_off(connection: Transaction, mail_id: str, until: datetime) -> None:
    """Note that a claimed mail could not go and waits until then."""
    connection.execute(update(mails).where(mails.c.id == mail_id).values(claimed_until=until))
