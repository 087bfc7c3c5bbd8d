"""What a state of a screen is, and the people who meet them."""

from dataclasses import dataclass
from typing import Final

CLAIRE: Final = "Claire"
"""Pilot, work seat; she has also begun a second project, still blank."""
BRUNO: Final = "Bruno"  # pilot, production seat
NADIA: Final = "Nadia"
"""Consultant on work."""
SAMIR: Final = "Samir"
"""Employee."""
LUCIE: Final = "Lucie"
"""Employee representative."""
PAUL: Final = "Paul"
"""Supplier who received a version and reads one section live."""
ANNE: Final = "Anne"
"""Supplier who received a version and reads nothing live."""
NEWCOMER: Final = "Olivier"
"""Someone who has not read the notice yet."""
VISITOR: Final = ""
"""Nobody: not signed in."""
AS_PAUL: Final = "Claire as Paul"
"""The pilot in the capped session that sees what Paul's company sees."""

SPECIFICATION: Final = "/s/{specification_id}"
WORKING: Final = "/s/{specification}"
BLANK: Final = "/s/{blank}"
VIEW: Final = "{view}"
"""What stands before every path of the supplier's view."""


@dataclass(frozen=True, slots=True)
class State:
    """A screen as someone meets it. `steps` are pressed in order; `shows` is what must then be visible."""

    name: str
    who: str
    route: str
    path: str
    shows: str
    steps: tuple[str, ...] = ()
    status: int = 200
    wide_only: bool = False
    """Reached with a keyboard or a place that a phone does not have: not opened at 360 px."""
    narrow_only: bool = False
    """Only a phone has it: opened at 360 px."""
