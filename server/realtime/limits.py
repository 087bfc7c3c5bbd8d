"""How much one connection may ask of the live engine at once."""

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True)
class LiveLimits:
    """Bounds of the live engine; sizes in bytes, times in seconds."""

    frame_bytes: int = MIB
    """Largest message accepted; a larger one ends the connection with 1009."""

    sockets_per_account: int = 24
    documents_per_socket: int = 5000

    address_bytes: int = 256
    """Longest document address, session part included."""

    waiting_messages: int = 20_000
    """Messages one connection may have waiting for a decision of the door (an opening page sends three a document)."""

    waiting_bytes: int = 8 * MIB

    queue_messages: int = 256
    """Relayed messages kept for a reader who does not read; one more ends the connection with 4205."""

    queue_bytes: int = 4 * MIB
    presence_messages: int = 32
    """Presence is dropped once a slow reader has this many messages waiting."""

    slow_after: float = 7.0
    """A full connection that takes nothing for so long is ended with 4205."""

    messages_per_second: int = 500
    bytes_per_second: int = MIB
    """A client that says more is read no faster than this, once its allowance is used up:"""

    messages_at_once: int = 20_000
    bytes_at_once: int = 16 * MIB

    replies_bytes: int = MIB
    """Above this many unsent bytes nothing more is read from the client until they are sent."""

    presence_bytes: int = 2 * KIB
    """Largest state of one awareness client."""

    presence_clients: int = 4
    """Awareness clients one connection may announce in one document."""

    ping_every: float = 15.0
    silent_after: float = 60.0
    recheck_every: float = 300.0
    """Rights that end by time alone (a session, a membership) are found by asking the door again this often."""

    presence_expires_after: float = 40.0
    """Presence brought from another node is forgotten when not renewed (clients renew theirs every 15 s)."""

    patch_window: float = 0.1
    presence_window: float = 0.05
    projection_window: float = 0.2
    checkpoint_every: int = 200
    """Updates after which a checkpoint is made."""

    idle_replica_after: float = 60.0
    """A document nobody wrote in for so long leaves memory and is served from bytes."""
