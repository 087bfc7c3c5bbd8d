"""What goes over a channel of the bus between processes, written as bytes and read again."""

import json
from dataclasses import dataclass, fields
from typing import Any, Final

from server.realtime.bus import Changed, Ended, Here, Local, Recheck, Revocation, Shut, Stored


@dataclass(frozen=True, slots=True)
class Lost:
    """Words of the sender were lost."""


@dataclass(frozen=True, slots=True)
class Obeyed:
    """The sender has acted on the revocation of this number."""

    number: int


_KINDS: Final[dict[str, type[Any]]] = {
    kind.__name__: kind for kind in (Stored, Changed, Here, Shut, Recheck, Ended, Lost, Obeyed)
}


@dataclass(frozen=True, slots=True)
class Message:
    """What goes over a channel: which node says what, and under which number it wants an answer."""

    node: str
    word: Local | Revocation | Lost | Obeyed
    number: int | None = None


def pack(message: Message) -> bytes:
    """Write a message: a JSON line, then the update's bytes if there are any."""
    word = message.word
    head: dict[str, Any] = {"node": message.node, "kind": type(word).__name__, "asks": message.number}
    head |= {one.name: getattr(word, one.name) for one in fields(word) if one.name != "content"}
    content = b""
    if isinstance(word, Stored):
        content = word.content
        head["leases"] = {str(client): person for client, person in word.leases.items()}
    return json.dumps(head).encode() + b"\n" + content


def unpack(data: bytes) -> Message:
    """Read what `pack` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    line, _, content = data.partition(b"\n")
    head = json.loads(line)
    node, kind, number = head.pop("node"), head.pop("kind"), head.pop("asks")
    if kind == Stored.__name__:
        head["content"] = content
        head["leases"] = {int(client): person for client, person in head["leases"].items()}
    if kind == Recheck.__name__ and head["people"] is not None:
        head["people"] = tuple(head["people"])
    return Message(node, _KINDS[kind](**head), number)
