"""Mails: queued in the deed's own transaction, sent afterwards by SMTP or written to the outbox folder."""

import logging
import re
import smtplib
import ssl
from collections.abc import Callable, Iterable
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import unquote, urlsplit

from server.domain.ids import new_id
from server.domain.words import say
from server.services.house import Deed, House
from server.settings import Settings
from server.storage import account_rows
from server.storage.account_rows import Account, Mail
from server.storage.database import Transaction

log = logging.getLogger(__name__)

OUTBOX: Final = "outbox"
"""The folder of the data directory that mails are written to when no mail server is set."""
AGAIN_AFTER: Final = tuple(timedelta(minutes=minutes) for minutes in (0.25, 1, 5, 15, 60, 240, 720))
"""How long a mail waits after each try that failed; after the last one it is given up."""
MOST_TRIES: Final = len(AGAIN_AFTER) + 1
AT_ONCE: Final = 20
SMTP_PATIENCE: Final = 20.0
CLAIM: Final = timedelta(minutes=15)
"""How long the mails that a node took are left to it: longer than it can take to send them all, one after the other."""

_ADDRESS: Final = re.compile(r"[^@\s\x00-\x1f<>,;:\"()\[\]\\]{1,64}@[^@\s\x00-\x1f<>,;:\"()\[\]\\]{1,189}\.[^@\s.]{2,}")

Send: TypeAlias = Callable[[EmailMessage], None]
"""Hands one mail over; raises OSError or SMTPException when it could not."""


def is_address(text: str) -> bool:
    """Tell whether `text` can be an e-mail address."""
    return _ADDRESS.fullmatch(text) is not None


def queue_mail(house: House, connection: Transaction, to: Account, key: str, *, path: str = "", **values: str) -> None:
    """Queue the mail `key` (`key.subject`, `key.body`) in the reader's language; `path` becomes the {link} of its words.

    Nothing is queued for who has no address.
    """
    if not to.has_mail:
        return
    language, link = to.language, house.settings.base_url + path
    body = "\n\n".join(
        (say("mail.greeting", language, name=to.name), say(f"{key}.body", language, link=link, **values))
    )
    subject = say(f"{key}.subject", language, **values)
    text = body + say("mail.signature", language)
    account_rows.insert_mail(connection, Mail(new_id(), to.email, subject, text, house.clock()))


def notify(deed: Deed, person_ids: Iterable[str], key: str, *, path: str) -> None:
    """Queue the same mail for several people, one each, so that no one reads who else got it."""
    for person_id in dict.fromkeys(person_ids):
        account = account_rows.find_account(deed.connection, person_id)
        if account is not None:
            queue_mail(deed.house, deed.connection, account, key, path=path)


def send_due(house: House, send: Send | None = None) -> int:
    """Send the mails that wait and return how many went; those that fail are tried again later, eight times in all.

    Several nodes may send at once: each mail is taken by one of them.
    """
    hand_over = send or sender(house.settings)
    went = 0
    for mail in _claimed(house):
        try:
            hand_over(_message(house, mail))
        except (OSError, smtplib.SMTPException) as error:
            log.warning(
                "a mail could not be sent: %s",
                type(error).__name__ if isinstance(error, smtplib.SMTPException) else error,
            )
            _wait(house, mail)
        else:
            went += 1
            with house.database.write() as connection:
                account_rows.mark_sent(connection, mail.id, house.clock())
    return went


def _wait(house: House, mail: Mail) -> None:
    again = house.clock() + AGAIN_AFTER[min(mail.tries, len(AGAIN_AFTER) - 1)]
    with house.database.write() as connection:
        account_rows.put_mail_off(connection, mail.id, again)


def _claimed(house: House) -> list[Mail]:
    now = house.clock()
    with house.database.read() as connection:
        if not account_rows.load_due_mails(connection, now, MOST_TRIES, 1):
            return []
    with house.database.write() as connection:
        return account_rows.claim_mails(connection, now, now + CLAIM, MOST_TRIES, AT_ONCE)


def _message(house: House, mail: Mail) -> EmailMessage:
    message = EmailMessage()
    message["From"] = house.settings.smtp_from
    message["To"] = mail.recipient
    message["Subject"] = " ".join(mail.subject.split())
    message["Date"] = format_datetime(house.clock())
    message["Message-ID"] = make_msgid(mail.id, urlsplit(house.settings.base_url).hostname or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    return message


def sender(settings: Settings) -> Send:
    """Return the way mails leave: SMTP when it is set, otherwise a file each in `DATA_DIR/outbox`."""
    url = settings.smtp_url
    if url is None:
        return lambda message: write_to_outbox(settings.data_dir / OUTBOX, message)
    return lambda message: _send_by_smtp(url, message)


def write_to_outbox(folder: Path, message: EmailMessage) -> None:
    """Write a mail as an .eml file that only its owner may read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{new_id()}.eml"
    beginning = path.with_suffix(".part")
    beginning.touch(mode=0o600)
    beginning.write_bytes(message.as_bytes())
    beginning.replace(path)


def _send_by_smtp(url: str, message: EmailMessage) -> None:
    parts = urlsplit(url)
    host, context = parts.hostname or "localhost", ssl.create_default_context()
    with _connect(parts.scheme, host, parts.port, context) as server:
        if parts.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)


def _connect(scheme: str, host: str, port: int | None, context: ssl.SSLContext) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=SMTP_PATIENCE, context=context)
    server = smtplib.SMTP(host, port or 25, timeout=SMTP_PATIENCE)
    server.ehlo()
    return server
