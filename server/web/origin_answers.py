"""What a page of origins is sent."""

from dataclasses import dataclass

from server.policy.view import OriginsView
from server.web.answers import PersonNamed, SetAside


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A running text as it is shown: HTML."""

    part_id: str
    html: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Everything requirements come from, and what was set aside and may be brought back.

    `texts` are those of findings, results and situations, drawn;
    `speakers` are the people whose words may be recorded, for who keeps them.
    """

    origins: OriginsView
    set_aside: tuple[SetAside, ...]
    texts: tuple[DrawnText, ...]
    speakers: tuple[PersonNamed, ...]
    can: tuple[str, ...]
