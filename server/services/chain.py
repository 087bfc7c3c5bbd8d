"""The levels of a project, one above the other: how many there are, what the pair calls them, and who reads up to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server.domain.errors import Conflict, Invalid
from server.domain.levels import USUAL, how_many
from server.domain.roles import PAIR
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, demand
from server.policy.labels import FIRM, HIGHEST, N2
from server.policy.reader import Reader
from server.services.fields import line
from server.services.house import House
from server.storage import label_rows, membership_rows, project_rows

LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class ProjectLevel:
    """A level of the project: `name` is the pair's (empty: the usual one), `readers` the people of the firm who read it."""

    level: int
    name: str
    readers: tuple[str, ...]


def levels_of_project(house: House, reader: Reader) -> tuple[ProjectLevel, ...]:
    """Return the levels from N0 up, with who reads them. Raises NotAllowed to who does not decide on levels."""
    demand(reader, Action.LABEL_CHANGE)
    with house.database.read() as connection:
        names = project_rows.load_level_names(connection, reader.project_id)
        people = membership_rows.load_participants(connection, reader.project_id)
    return tuple(
        ProjectLevel(
            level=level,
            name=names[level] if names else "",
            readers=tuple(
                one.name for one in people if one.membership.role in PAIR or one.membership.level >= max(level, FIRM)
            ),
        )
        for level in range(how_many(names))
    )


def name_levels(house: House, reader: Reader, names: Sequence[str]) -> None:
    """Call the levels of the project so, from N0 on; one name more is a level above the others, none are the usual ones.

    What they mean stays: each reads all before it, N0 and N1 are what suppliers read, N2 is the firm. Raises NotAllowed, Invalid,
    and Conflict("level_in_use") when something is kept at a level that would go.
    """
    with house.deed(reader) as deed:
        demand(reader, Action.LABEL_CHANGE)
        wanted = tuple(line(name, most=LONGEST, empty=False) for name in names)
        if wanted and not FIRM < len(wanted) <= HIGHEST + 1:
            raise Invalid("levels")
        if len({name.casefold() for name in wanted}) < len(wanted):
            raise Invalid("level_names")
        before = project_rows.load_level_names(deed.connection, reader.project_id)
        for level in range(len(wanted) or USUAL, how_many(before)):
            if label_rows.level_in_use(deed.connection, reader.project_id, level):
                raise Conflict("level_in_use", level=level)
        project_rows.put_level_names(deed.connection, reader.project_id, wanted)
        subject = Subject(SubjectKind.MEMBERSHIP, reader.project_id)
        deed.record("name_levels", subject, N2.canonical(), before=list(before), after=list(wanted))
