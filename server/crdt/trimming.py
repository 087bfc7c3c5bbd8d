"""Cut from an update what is known already, so that nobody is ever sent it a second time.

Yjs and our engine skip what they know by its clock alone, and each reads the rest of such a piece in its own way: where a
piece sent again is not the one that was sent first, they end in different texts, or the browser in an error. What is
stored and relayed therefore begins exactly where the known ends.
"""

from server.crdt.known import Known
from server.crdt.lib0 import write_uint
from server.crdt.structs import Block, Deleted, Gone, Id, Item, Struct, Update, Words


def trimmed(data: bytes, update: Update, known: Known) -> bytes:
    """Return the update without the pieces that are known. Raises Refused when that would cut a character in two."""
    if all(block.clock == known.end(block.client) for block in update.blocks):
        return data
    blocks = [
        _block(data, block, known.end(block.client)) for block in update.blocks if block.end > known.end(block.client)
    ]
    return write_uint(len(blocks)) + b"".join(blocks) + data[update.end :]


def _block(data: bytes, block: Block, known: int) -> bytes:
    clock, place = block.clock, 0
    while clock + block.structs[place].length <= known:
        clock += block.structs[place].length
        place += 1
    head = write_uint(len(block.structs) - place) + write_uint(block.client) + write_uint(max(clock, known))
    if clock >= known:
        return head + data[block.bounds[place] : block.bounds[-1]]
    rest = _rest(block.structs[place], block.client, clock, known - clock)
    return head + rest + data[block.bounds[place + 1] : block.bounds[-1]]


def _rest(struct: Struct, client: int, clock: int, known: int) -> bytes:
    """Return what is left of a piece that starts at `clock` once its first `known` units are cut off."""
    if isinstance(struct, Gone):
        return b"\x00" + write_uint(struct.length - known)
    item = struct.after(client, clock, known)
    kind, content = _content(item)
    sides = b"".join(map(_place, (side for side in (item.origin, item.right) if side)))
    return bytes([kind | 0x80 | (0x40 if item.right else 0)]) + sides + content


def _content(item: Item) -> tuple[int, bytes]:
    match item.content:
        case Words(text):
            data = text.encode()
            return 4, write_uint(len(data)) + data
        case Deleted(length):
            return 1, write_uint(length)
        case other:
            raise AssertionError(f"a piece of one unit is known or not: {other}")


def _place(place: Id) -> bytes:
    return write_uint(place[0]) + write_uint(place[1])
