"""The mark that only this room can put on what leaves the server (A3)."""

from dataclasses import InitVar, dataclass
from typing import Final


class _Seal:
    """Known by identity only."""


SEAL: Final = _Seal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """Something that passed the gate for one reader. Raises TypeError when made anywhere but in `policy.view`."""

    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        if seal is not SEAL:
            raise TypeError(f"{type(self).__name__} is made by policy.view only")
