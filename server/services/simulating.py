"""The simulations of tomorrow's work and what they brought to light."""

from typing import Final

from server.domain.codes import RESULT_PREFIX
from server.domain.content import Result, Simulation
from server.domain.errors import Conflict
from server.domain.ids import new_id
from server.domain.tracing import Register, ResultKind, ResultStatus, Subject, SubjectKind
from server.policy.abilities import Action, demand
from server.policy.labels import Label
from server.policy.reader import Reader
from server.services import planting
from server.services.correcting import day
from server.services.fields import choice, line
from server.services.house import House
from server.services.tracing import Tree, demand_situation, own_label
from server.services.within_sight import get_result, get_simulation
from server.storage import origin_rows

NEXT_RESULT_STATUS: Final[dict[ResultStatus, frozenset[ResultStatus]]] = {
    ResultStatus.RAW: frozenset({ResultStatus.CONFIRMED, ResultStatus.PARKED}),
    ResultStatus.CONFIRMED: frozenset({ResultStatus.RAW, ResultStatus.PARKED}),
    ResultStatus.PARKED: frozenset({ResultStatus.RAW, ResultStatus.CONFIRMED}),
}


def add_simulation(
    house: House,
    reader: Reader,
    specification_id: str,
    *,
    title: str,
    held_on: str = "",
    support: str = "",
    group: str = "",
    situation_id: str | None = None,
    label: Label | None = None,
) -> str:
    """Add a simulation of tomorrow's work and return its id. `held_on` is an ISO date or empty.

    Raises NotInYourSight, NotAllowed, Invalid.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        demand(reader, Action.SIMULATION_WRITE)
        demand_situation(sight, situation_id)
        simulation = Simulation(
            id=new_id(),
            title=line(title, most=300, empty=False),
            held_on=day(held_on),
            support=line(support, most=200),
            group=line(group, most=200),
            situation_id=situation_id,
            label=own_label(sight, label),
        )
        origin_rows.insert_simulation(deed.connection, reader.project_id, simulation)
        subject = Subject(SubjectKind.SIMULATION, simulation.id)
        deed.record("add_simulation", subject, simulation.label, after=simulation.title)
        return simulation.id


def add_result(
    house: House,
    reader: Reader,
    specification_id: str,
    *,
    simulation_id: str,
    title: str,
    kind: str,
    register: str,
    text: Tree = None,
    situation_id: str | None = None,
) -> tuple[str, str]:
    """Keep what a simulation brought to light, as secret as the simulation, and return (id, code).

    Raises NotInYourSight, NotAllowed, Invalid.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        simulation = get_simulation(sight, simulation_id)
        demand(reader, Action.SIMULATION_WRITE)
        demand_situation(sight, situation_id)
        result = Result(
            id=new_id(),
            code=planting.give_code(deed, RESULT_PREFIX),
            simulation_id=simulation.id,
            title=line(title, most=300, empty=False),
            kind=choice(kind, ResultKind),
            register=choice(register, Register),
            status=ResultStatus.RAW,
            situation_id=situation_id or simulation.situation_id,
            text=planting.unwritten("result", simulation.label),
            label=simulation.label,
        )
        origin_rows.insert_result(deed.connection, reader.project_id, result)
        subject = Subject(SubjectKind.RESULT, result.id)
        planting.write_text(deed, subject, "result", result.label, text, shared=True)
        deed.record("add_result", subject, result.label, after={"code": result.code, "title": result.title})
        return result.id, result.code


def set_result_status(house: House, reader: Reader, specification_id: str, result_id: str, *, to: str) -> None:
    """Confirm, park or reopen a result. Raises NotInYourSight, NotAllowed, Invalid, Conflict."""
    with house.deed(reader, specification_id) as deed:
        result = get_result(deed.sight(), result_id)
        demand(reader, Action.SIMULATION_WRITE)
        wanted = choice(to, ResultStatus)
        if wanted not in NEXT_RESULT_STATUS[result.status]:
            raise Conflict("status")
        subject = Subject(SubjectKind.RESULT, result.id)
        origin_rows.update(deed.connection, subject, "status", wanted)
        deed.record("set_result_status", subject, result.label, field="status", before=result.status, after=wanted)
