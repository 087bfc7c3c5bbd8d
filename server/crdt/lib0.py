"""Read the bytes that Yjs writes, without trusting one of them.

Every length is checked against what is left before anything is read, so memory never exceeds the input. Numbers in more
bytes than needed are refused, because two readers could disagree on them.
"""

import json
import re
import struct
from typing import Any, Final, NoReturn

from server.crdt.refusals import Refused

MAX_CLIENT: Final = 2**53 - 1
MAX_CLOCK: Final = 2**31 - 1
MAX_JSON: Final = 8_192

_FLOAT32: Final = struct.Struct(">f")
_FLOAT64: Final = struct.Struct(">d")
_NUMBERS: Final = re.compile(rb"[\x80-\xff]*[\x00-\x7f]")


class Reader:
    """A cursor over bytes. Every method raises Refused("malformed") at the end of input and for bad encodings."""

    __slots__ = ("_data", "_end", "_place")

    def __init__(self, data: bytes) -> None:
        self._data, self._place, self._end = data, 0, len(data)

    @property
    def left(self) -> int:
        """The number of bytes not read yet."""
        return self._end - self._place

    @property
    def place(self) -> int:
        """The number of bytes read."""
        return self._place

    def byte(self) -> int:
        """Read one byte."""
        if self._place >= self._end:
            raise Refused("malformed", "end")
        self._place += 1
        return self._data[self._place - 1]

    def uint(self, most: int) -> int:
        """Read a variable-length unsigned integer of at most `most`."""
        data, place, end = self._data, self._place, self._end
        number = shift = byte = 0
        while place < end:
            byte = data[place]
            place += 1
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
            shift += 7
            if shift > 56:
                raise Refused("malformed", "number")
        else:
            raise Refused("malformed", "end")
        self._place = place
        if number > most or (byte == 0 and shift):
            raise Refused("malformed", "number")
        return number

    def sint(self) -> int:
        """Read a variable-length signed integer within 53 bits."""
        byte = self.byte()
        number, shift, negative = byte & 0x3F, 6, byte & 0x40
        while byte & 0x80:
            byte = self.byte()
            number |= (byte & 0x7F) << shift
            shift += 7
            if shift > 62:
                raise Refused("malformed", "number")
        if number > MAX_CLIENT:
            raise Refused("malformed", "number")
        return -number if negative else number

    def take(self, count: int) -> bytes:
        """Read `count` bytes."""
        if count > self.left:
            raise Refused("malformed", "end")
        self._place += count
        return self._data[self._place - count : self._place]

    def string(self) -> str:
        """Read UTF-8 text with its length in bytes before it."""
        try:
            return self.take(self.uint(self.left)).decode()
        except UnicodeDecodeError:
            raise Refused("malformed", "utf-8") from None

    def json(self) -> Any:
        """Read a JSON value of at most 8 192 characters, without NaN, Infinity or lone surrogates."""
        text = self.string()
        if len(text) > MAX_JSON:
            raise Refused("malformed", "json")
        try:
            value = json.loads(text, parse_constant=_no_constant)
            json.dumps(value, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            raise Refused("malformed", "json") from None
        return value

    def scalar(self) -> str | int | float:
        """Read a lib0 "any" that is a text or a number, the only values our attributes have."""
        match self.byte():
            case 119:
                return self.string()
            case 125:
                return self.sint()
            case 124:
                (number,) = _FLOAT32.unpack(self.take(4))
            case 123:
                (number,) = _FLOAT64.unpack(self.take(8))
            case _:
                raise Refused("value", "type")
        return float(number)

    def finish(self) -> None:
        """Raise Refused("malformed") when bytes are left over."""
        if self.left:
            raise Refused("malformed", "trailing")


def write_uint(value: int) -> bytes:
    """Return a variable-length unsigned integer in its shortest form."""
    made = bytearray()
    while value > 0x7F:
        made.append(0x80 | value & 0x7F)
        value >>= 7
    made.append(value)
    return bytes(made)


def state_vector(data: bytes, most: int = 1 << 16) -> dict[int, int]:
    """Read a state vector: client id -> the clock that comes next. Raises Refused for anything else."""
    reader = Reader(data)
    vector = {reader.uint(MAX_CLIENT): reader.uint(MAX_CLOCK) for _ in range(reader.uint(min(most, len(data))))}
    reader.finish()
    return vector


def written_clocks(vector: bytes) -> dict[bytes, bytes]:
    """Split a state vector of the engine's own: client id -> the clock that comes next, both as they are written."""
    _, *numbers = _NUMBERS.findall(vector)
    return dict(zip(numbers[::2], numbers[1::2], strict=True))


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
