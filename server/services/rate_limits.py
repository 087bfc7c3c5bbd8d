"""How often one may try: counted per address and per place, forgotten after a quarter of an hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from server.domain.errors import TooManyAttempts
from server.domain.ids import new_id
from server.storage import account_rows, journal
from server.storage.database import Transaction

WINDOW: Final = timedelta(minutes=15)
_ONE_SUBSCRIBER: Final = 64
"""Bits of an IPv6 address that one subscriber has in common; the others they choose."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` attempts in a quarter of an hour under one name."""

    kind: str
    most: int

    def bucket(self, name: str) -> str:
        """Return what the attempts of `name` are counted under; the name itself is not kept."""
        return f"{self.kind}:{sha256(name.lower().encode()).hexdigest()}"


def spend(connection: Transaction, now: datetime, *buckets: tuple[Limit, str]) -> tuple[str, ...]:
    """Count one attempt under each of these limits before it is made, and return what takes it back.

    Attempts made at the same moment are counted one after the other, on every node. Raises TooManyAttempts, with the minutes to
    wait, when a limit is reached; the transaction is then to be given up.
    """
    account_rows.forget_attempts(connection, now - WINDOW)
    spent = {new_id(): limit.bucket(name) for limit, name in buckets}
    for limit, name in sorted(buckets, key=lambda one: one[0].kind):
        journal.take_turn(connection, limit.bucket(name))
        count, first = account_rows.count_attempts(connection, limit.bucket(name), now - WINDOW)
        if count >= limit.most and first is not None:
            raise TooManyAttempts(minutes=max(1, -(-int((first + WINDOW - now).total_seconds()) // 60)))
    for attempt_id, bucket in spent.items():
        account_rows.insert_attempt(connection, attempt_id, bucket, now)
    return tuple(spent)


def take_back(connection: Transaction, spent: tuple[str, ...]) -> None:
    """Count an attempt no more: it was the right one."""
    account_rows.delete_attempts(connection, spent)


def forgive(connection: Transaction, limit: Limit, name: str) -> None:
    """Forget the attempts of someone who got in."""
    account_rows.forget_bucket(connection, limit.bucket(name))


def place_of(address: str) -> str:
    """Return the place that an IP address belongs to: itself, or of IPv6 the network that one subscriber is given."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return str(known)
    return str(known.ipv4_mapped or ip_network((known, _ONE_SUBSCRIBER), strict=False))
