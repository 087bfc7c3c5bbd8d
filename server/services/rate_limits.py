"""How often one may try: counted per address and per place, forgotten after a quarter of an hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Final

from server.domain.errors import TooManyAttempts
from server.domain.ids import new_id
from server.services.house import House
from server.storage import account_rows

WINDOW: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` attempts in a quarter of an hour under one name."""

    kind: str
    most: int

    def bucket(self, name: str) -> str:
        """Return what the attempts of `name` are counted under; the name itself is not kept."""
        return f"{self.kind}:{sha256(name.lower().encode()).hexdigest()}"


def demand_patience(house: House, *buckets: tuple[Limit, str]) -> None:
    """Raise TooManyAttempts, with the minutes to wait, when one of these limits is reached."""
    now = house.clock()
    with house.database.read() as connection:
        for limit, name in buckets:
            count, first = account_rows.count_attempts(connection, limit.bucket(name), now - WINDOW)
            if count >= limit.most and first is not None:
                raise TooManyAttempts(minutes=max(1, -(-int((first + WINDOW - now).total_seconds()) // 60)))


def count(house: House, *buckets: tuple[Limit, str]) -> None:
    """Count one attempt under each of these limits, durably, and forget what is too old to count."""
    now = house.clock()
    with house.database.write() as connection:
        account_rows.forget_attempts(connection, now - WINDOW)
        for limit, name in buckets:
            account_rows.insert_attempt(connection, new_id(), limit.bucket(name), now)


def forgive(house: House, limit: Limit, names: Sequence[str]) -> None:
    """Forget the attempts of someone who got in."""
    with house.database.write() as connection:
        for name in names:
            account_rows.forget_bucket(connection, limit.bucket(name))
