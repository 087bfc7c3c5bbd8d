"""The frames of the live wire, read strictly and written once (PROTOCOL.md, P1–P8)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

VARUINT_BYTES: Final = 8
"""A number on the wire has at most 53 bits, hence eight bytes of seven."""

MAX_SAFE: Final = 2**53 - 1
PING: Final = b"\x09"
PONG: Final = b"\x0a"
EMPTY_UPDATE: Final = b"\x00\x00"
EMPTY_VECTOR: Final = b"\x00"


class Malformed(Exception):
    """Bytes that no client of ours sends; the message names what is wrong, never the content."""


class Kind(IntEnum):
    """The type of a frame, as numbered by the Hocuspocus wire."""

    SYNC = 0
    AWARENESS = 1
    AUTH = 2
    QUERY_AWARENESS = 3
    SYNC_REPLY = 4
    STATELESS = 5
    BROADCAST_STATELESS = 6
    CLOSE = 7
    SYNC_STATUS = 8
    PING = 9
    PONG = 10


STEP_ONE, STEP_TWO, UPDATE = 0, 1, 2
TOKEN, PERMISSION_DENIED, AUTHENTICATED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Token:
    """A client asks to open the document. The token's text is not looked at: the session cookie has spoken."""


@dataclass(frozen=True, slots=True)
class StepOne:
    """What the client already has, as a Yjs state vector."""

    vector: bytes


@dataclass(frozen=True, slots=True)
class Update:
    """A Yjs update; `answer` is true when it answers our step 1."""

    content: bytes
    answer: bool


@dataclass(frozen=True, slots=True)
class AwarenessState:
    """One awareness client: its number, the clock of this state, and its JSON text (`null`: gone)."""

    client_id: int
    clock: int
    state: str


@dataclass(frozen=True, slots=True)
class Awareness:
    """States the client announces."""

    states: tuple[AwarenessState, ...]


@dataclass(frozen=True, slots=True)
class QueryAwareness:
    """The client asks for everyone's state."""


@dataclass(frozen=True, slots=True)
class Stateless:
    """A message outside the document."""

    text: str


@dataclass(frozen=True, slots=True)
class Close:
    """The client leaves the document."""


Message = Token | StepOne | Update | Awareness | QueryAwareness | Stateless | Close


class Reader:
    """Reads lib0 primitives from bytes, one after another; anything short, over-long or out of range is Malformed."""

    __slots__ = ("_at", "_data")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def uint(self) -> int:
        """Read a number of at most 53 bits in its shortest form."""
        value = shift = 0
        for count in range(1, VARUINT_BYTES + 1):
            if self._at >= len(self._data):
                raise Malformed("a number ends too early")
            byte = self._data[self._at]
            self._at += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                if value > MAX_SAFE or (byte == 0 and count > 1):
                    raise Malformed("a number is not in its shortest form")
                return value
            shift += 7
        raise Malformed("a number is too long")

    def buffer(self) -> bytes:
        """Read a length and that many bytes."""
        length = self.uint()
        end = self._at + length
        if end > len(self._data):
            raise Malformed("a buffer ends too early")
        content = self._data[self._at : end]
        self._at = end
        return content

    def text(self) -> str:
        """Read a UTF-8 text whose length is counted in bytes."""
        try:
            return self.buffer().decode("utf-8")
        except UnicodeDecodeError as error:
            raise Malformed("a text is not UTF-8") from error

    def peek(self) -> int:
        """Return the number that comes next without taking it."""
        at = self._at
        try:
            return self.uint()
        finally:
            self._at = at

    def end(self) -> None:
        """Raise Malformed if anything is left."""
        if self._at != len(self._data):
            raise Malformed("bytes are left over")

    @property
    def finished(self) -> bool:
        """Whether everything was read."""
        return self._at == len(self._data)


def uint(value: int) -> bytes:
    """Write a number of at most 53 bits."""
    if not 0 <= value <= MAX_SAFE:
        raise ValueError("only 0 to 2^53 - 1 can be written")
    out = bytearray()
    while value > 0x7F:
        out.append(0x80 | value & 0x7F)
        value >>= 7
    out.append(value)
    return bytes(out)


def buffer(content: bytes) -> bytes:
    """Write a length and the bytes."""
    return uint(len(content)) + content


def text(content: str) -> bytes:
    """Write a UTF-8 text, its length in bytes."""
    return buffer(content.encode("utf-8"))


def split_address(frame: bytes, limit: int) -> tuple[str, Reader]:
    """Return the address a frame is for and a reader placed on its type; the rest is not looked at (P2, P10)."""
    reader = Reader(frame)
    address = reader.text()
    if len(address.encode()) > limit:
        raise Malformed("the address is too long")
    return address, reader


def document_of(address: str) -> str:
    """Return the document named by an address, session part taken off (P3)."""
    return address.partition("\0")[0]


def read_message(reader: Reader) -> Message:
    """Read one client message after its address; raises Malformed for server-only and unknown types (P4)."""
    kind = reader.uint()
    read = _READERS.get(kind)
    if read is None:
        raise Malformed("a client does not send this type")
    message = read(reader)
    reader.end()
    return message


def _read_sync(reader: Reader) -> Message:
    step = reader.uint()
    content = reader.buffer()
    if step == STEP_ONE:
        return StepOne(content)
    if step in {STEP_TWO, UPDATE}:
        return Update(content, answer=step == STEP_TWO)
    raise Malformed("no such sync step")


def _read_auth(reader: Reader) -> Message:
    if reader.uint() != TOKEN:
        raise Malformed("a client only sends a token")
    reader.text()
    if not reader.finished:
        reader.text()  # the provider's version
    return Token()


def _read_awareness(reader: Reader) -> Message:
    body = Reader(reader.buffer())
    count = body.uint()
    if count > MAX_AWARENESS:
        raise Malformed("too many awareness clients")
    states = tuple(AwarenessState(body.uint(), body.uint(), body.text()) for _ in range(count))
    body.end()
    return Awareness(states)


MAX_AWARENESS: Final = 64
_READERS: Final[dict[int, Callable[[Reader], Message]]] = {
    Kind.SYNC: _read_sync,
    Kind.AWARENESS: _read_awareness,
    Kind.AUTH: _read_auth,
    Kind.QUERY_AWARENESS: lambda _: QueryAwareness(),
    Kind.STATELESS: lambda reader: Stateless(reader.text()),
    Kind.CLOSE: lambda _: Close(),
}


def step_one(address: str, vector: bytes) -> bytes:
    """Ask the client for what it has beyond `vector`."""
    return text(address) + bytes((Kind.SYNC, STEP_ONE)) + buffer(vector)


def step_two(address: str, update: bytes) -> bytes:
    """Answer the client's step 1."""
    return text(address) + bytes((Kind.SYNC, STEP_TWO)) + buffer(update)


def update(address: str, content: bytes) -> bytes:
    """Relay a committed update."""
    return text(address) + bytes((Kind.SYNC, UPDATE)) + buffer(content)


def sync_status(address: str, *, applied: bool) -> bytes:
    """Acknowledge one update (committed), or say it was not taken."""
    return text(address) + bytes((Kind.SYNC_STATUS, int(applied)))


def authenticated(address: str, scope: str) -> bytes:
    """Open a document as `read-write` or `readonly`."""
    return text(address) + bytes((Kind.AUTH, AUTHENTICATED)) + text(scope)


def permission_denied(address: str, reason: str) -> bytes:
    """Refuse a document; the connection stays."""
    return text(address) + bytes((Kind.AUTH, PERMISSION_DENIED)) + text(reason)


def awareness(address: str, states: Iterable[AwarenessState]) -> bytes:
    """Announce states."""
    entries = [uint(one.client_id) + uint(one.clock) + text(one.state) for one in states]
    return text(address) + bytes((Kind.AWARENESS,)) + buffer(uint(len(entries)) + b"".join(entries))


def stateless(address: str, content: str) -> bytes:
    """Send a message outside the document."""
    return text(address) + bytes((Kind.STATELESS,)) + text(content)


def close(address: str, reason: str) -> bytes:
    """Close one document; the connection stays."""
    return text(address) + bytes((Kind.CLOSE,)) + text(reason)
