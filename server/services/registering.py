"""The register of access: read by the pair, taken out as a file, checked from end to end, and kept for as long as was chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from server.domain.content import Member
from server.domain.errors import NotInYourSight
from server.domain.register import RegisterKind
from server.policy.abilities import Action, may
from server.policy.reader import Reader
from server.policy.view import Revealer
from server.policy.view.register import EntryView, reveal_register
from server.services.house import House
from server.services.naming import names_of
from server.storage import people, project_rows, register_rows
from server.storage.database import Transaction
from server.storage.register_rows import Checked

_MONTH: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included; None: as far as is kept."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """What a reader is told of the register, the latest first, the names of what it speaks of, by identifier, and of levels.

    A thing that the reader does not see, or that is there no longer, has no name.
    """

    entries: tuple[EntryView, ...]
    names: dict[str, str]
    level_names: tuple[str, ...]


def read_register(house: House, reader: Reader, kind: RegisterKind | None, period: Period) -> Register:
    """Return the register of the project to the pair. Raises NotInYourSight."""
    with house.database.read() as connection:
        return _read(house, connection, reader, kind, period)


def take_out_register(
    house: House, reader: Reader, kind: RegisterKind | None, period: Period, format_name: str
) -> Register:
    """Return the register to be made a file of; that it was taken out is entered too. Raises NotInYourSight."""
    with house.database.write() as connection:
        register = _read(house, connection, reader, kind, period)
        now = house.clock()
        said = {"format": format_name}
        house.register(connection, reader.project_id, "export_register", person_id=reader.person_id, at=now, said=said)
    return register


def _read(house: House, connection: Transaction, reader: Reader, kind: RegisterKind | None, period: Period) -> Register:
    if not may(reader, Action.REGISTER_READ):
        raise NotInYourSight
    since, until = _begin(period.since), _begin(period.until + timedelta(days=1) if period.until else None)
    entries = register_rows.load_entries(connection, reader.project_id, kind=kind, since=since, until=until)
    now, before = project_rows.load_members(connection, reader.project_id)
    everybody: list[Member] = [*before, *now]
    organizations = project_rows.load_organizations(connection, reader.project_id)
    views = reveal_register(reader, entries, {one.person_id: one for one in everybody}, organizations)
    names = {one.id: one.name for one in organizations} | {one.membership_id: one.name for one in everybody}
    for listed in people.load_specifications(connection, [reader.project_id]):
        names[listed.id] = listed.title
        names |= names_of(Revealer(house.shelf.content(connection, listed.id), reader))
    return Register(views, names, project_rows.load_level_names(connection, reader.project_id))


def _begin(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), UTC)


def cut_registers(house: House) -> int:
    """Take out of every register what is older than the installation keeps, and enter that it was; returns how many."""
    cut, now = 0, house.clock()
    before = now - house.settings.register_months * _MONTH
    with house.database.read() as connection:
        over = register_rows.projects_with_older(connection, before)
    for project_id in over:
        with house.database.write() as connection:
            removed = register_rows.cut(connection, house.register_key, project_id, before)
            if removed:
                said = {"before": before.date().isoformat()}
                house.register(connection, project_id, "cut_register", person_id=None, at=now, said=said)
        cut += removed
    return cut


def check_registers(house: House) -> Iterable[Checked]:
    """Go through the register of each project, by name, and yield what was found."""
    with house.database.read() as connection:
        for project_id, name in register_rows.projects_by_name(connection):
            yield register_rows.check(connection, house.register_key, project_id, name)
