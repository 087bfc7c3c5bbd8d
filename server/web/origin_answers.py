"""What a page of origins is sent."""

from dataclasses import dataclass

from server.policy.view import FindingView, ResultView, SimulationView, SituationView, TaskView, UnitView
from server.web.answers import SetAside


@dataclass(frozen=True, slots=True)
class Orphan:
    """A requirement without origin, and where one ties it to one."""

    id: str
    code: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A running text as it is shown: HTML."""

    part_id: str
    html: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Everything requirements come from, what is missing, and what was set aside and may be brought back.

    `texts` are those of findings, results and situations, drawn. `every_origin` tells that none can be hidden
    from this reader; otherwise what is missing is only missing to their eyes (O3).
    """

    findings: tuple[FindingView, ...]
    results: tuple[ResultView, ...]
    simulations: tuple[SimulationView, ...]
    situations: tuple[SituationView, ...]
    tasks: tuple[TaskView, ...]
    units: tuple[UnitView, ...]
    orphans: tuple[Orphan, ...]
    set_aside: tuple[SetAside, ...]
    texts: tuple[DrawnText, ...]
    every_origin: bool
    can: tuple[str, ...]
