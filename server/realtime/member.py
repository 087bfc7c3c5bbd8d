"""One open document of one connection: who is in a room, at which address, with which right."""

from typing import Protocol

from server.domain.live import Scope
from server.realtime import codec
from server.realtime.close_codes import REVOKED, SocketClose
from server.realtime.outbox import Frame, Outbox, Weight
from server.realtime.ports import Account


class Owner(Protocol):
    """The connection behind a member."""

    account: Account
    specification_id: str
    outbox: Outbox

    def release(self, address: str) -> None:
        """Forget an address: what still comes for it is ignored until a new Auth."""
        ...

    def end(self, why: SocketClose) -> None:
        """End the whole connection."""
        ...


class Member:
    """A connection inside one room. Two members may share a connection (session-aware addresses)."""

    __slots__ = ("address", "filled", "owner", "scope")

    def __init__(self, owner: Owner, address: str, scope: Scope) -> None:
        self.owner, self.address, self.scope = owner, address, scope
        self.filled = False
        """Whether it was given everything since it last sent something whole, for its copy had holes (P19)."""

    @property
    def account(self) -> Account:
        """Whose connection this is."""
        return self.owner.account

    @property
    def writes(self) -> bool:
        """Whether updates of this member are taken."""
        return self.scope is Scope.READ_WRITE

    def reply(self, *payloads: bytes) -> None:
        """Send what this member asked for."""
        for payload in payloads:
            self.owner.outbox.put(Frame(payload), Weight.REPLY)

    def send(self, frame: Frame, weight: Weight) -> None:
        """Send a shared frame."""
        self.owner.outbox.put(frame, weight)

    def shut(self, reason: str) -> None:
        """Close this document (CLOSE with a reason) and forget the address; the connection stays.

        When the right to read is in question, what still waits to be sent of the document is withdrawn (P44).
        """
        if reason in REVOKED:
            self.owner.outbox.withdraw(self.address)
        self.reply(codec.close(self.address, reason))
        self.owner.release(self.address)
