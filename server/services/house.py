"""What every deed needs at hand: the database, the shelf of specifications, the clock, and who is told afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from server.domain.content import SpecificationContent
from server.domain.errors import NotInYourSight
from server.domain.live import Written
from server.domain.register import KIND_OF_DEED, WITHOUT_WORDS
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N4
from server.policy.reader import Reader
from server.policy.view import Purpose, Sight
from server.services.comparing import Comparisons
from server.services.pages import Pages
from server.services.recent import Recent
from server.services.replays import Replays
from server.services.searching import Searches
from server.services.trail import Trails
from server.settings import Settings
from server.storage import journal, register_rows
from server.storage.database import Database, Transaction
from server.storage.register_rows import Entry
from server.storage.shelf import Shelf

LOSSES: Final = 512
"""Losses of frozen versions kept, one per version, supplier and rights of who asks."""

PROJECT_WIDE: Final = frozenset(
    {
        SubjectKind.UNIT,
        SubjectKind.TASK,
        SubjectKind.SITUATION,
        SubjectKind.FINDING,
        SubjectKind.SIMULATION,
        SubjectKind.RESULT,
        SubjectKind.MEMBERSHIP,
    }
)
"""What all specifications of a project share: a change to it is told to each of them."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is announced once a deed is committed: which project or specification changed, and which documents ended.

    `closed_documents` are names of live documents nobody may keep open; `recheck_people` must be asked at the door again;
    `written` is what the deed itself wrote in live documents; `narrowed` tells that something became more secret.
    """

    project_id: str
    specification_id: str | None
    closed_documents: tuple[str, ...] = ()
    recheck_people: tuple[str, ...] = ()
    ended_sessions: tuple[str, ...] = ()
    written: tuple[Written, ...] = ()
    narrowed: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact that a deed kept in the history: its entry, what was done, and what was before, as a JSON value."""

    id: str
    name: str
    before: object


@dataclass(slots=True)
class Deed:
    """One act by one reader, inside its transaction."""

    house: "House"
    connection: Transaction
    reader: Reader
    at: datetime
    specification_id: str | None = None
    told_specification_id: str | None = None
    closed_documents: list[str] = field(default_factory=list)
    recheck_people: list[str] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    recorded: list[Recorded] = field(default_factory=list)
    narrowed: bool = False

    def __post_init__(self) -> None:
        self.told_specification_id = self.specification_id

    def content(self) -> SpecificationContent:
        """Return the specification as it stands in this transaction.

        Raises NotInYourSight when there is none of this id in the reader's project.
        """
        content = self.house.shelf.content(self.connection, self.specification_id or "")
        if content.project_id != self.reader.project_id:
            raise NotInYourSight
        return content

    def sight(self) -> Sight:
        """Return what the reader sees of the specification as it stands in this transaction."""
        return Sight(self.content(), self.reader, Purpose.LIVE)

    def record(
        self, name: str, subject: Subject, label: str, *, field: str = "", before: object = None, after: object = None
    ) -> None:
        """Keep in the history who did `name` to `subject`, under the label of the part touched, and mark it changed."""
        entry_id = journal.insert_history(
            self.connection,
            project_id=self.reader.project_id,
            specification_id=self.specification_id,
            subject=subject,
            deed=name,
            field=field,
            before=before,
            after=after,
            label=label,
            person_id=self.reader.person_id,
            at=self.at,
        )
        self.recorded.append(Recorded(entry_id, name, before))
        if name in KIND_OF_DEED:
            said = None if name in WITHOUT_WORDS else {"before": before, "after": after}
            self.register(name, subject, label, said=said)
        self.touch(subject)

    def register(self, name: str, subject: Subject | None, label: str, *, said: object = None) -> None:
        """Enter in the register of access what was done, under the label of what it concerns."""
        self.house.register(
            self.connection,
            self.reader.project_id,
            name,
            person_id=self.reader.person_id,
            at=self.at,
            specification_id=self.specification_id,
            subject=subject,
            label=label,
            said=said,
        )

    def touch(self, subject: Subject) -> None:
        """Mark `subject` changed, so that every page and every node refreshes it."""
        if subject.kind in PROJECT_WIDE:
            self.told_specification_id = None
        here = None if subject.kind in PROJECT_WIDE else self.specification_id
        journal.insert_change(self.connection, self.reader.project_id, here, subject, self.at)


@dataclass(slots=True)
class House:
    """The parts that deeds are made with.

    `begin` is called with each deed at its beginning, inside the transaction; `tell` after each commit, outside it.
    """

    settings: Settings
    database: Database
    shelf: Shelf
    begin: Callable[[Deed], None] = lambda deed: None
    tell: Callable[[Told], None] = lambda told: None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    pages: Pages = field(init=False)
    origin_pages: Trails = field(init=False)
    searches: Searches = field(default_factory=Searches)
    comparisons: Comparisons = field(default_factory=Comparisons)
    replays: Replays = field(default_factory=Replays)
    losses: Recent[tuple[object, ...], float] = field(default_factory=lambda: Recent(LOSSES))
    register_key: bytes = field(init=False, repr=False)
    around: Deed | None = field(default=None, init=False, repr=False)
    """The deed that the deeds of this house are parts of."""

    def __post_init__(self) -> None:
        self.pages = Pages(self.settings.secret_key)
        self.origin_pages = Trails(self.settings.secret_key, b"cursors of origins")
        self.register_key = sha256(b"register of access" + self.settings.secret_key).digest()

    def register(
        self,
        connection: Transaction,
        project_id: str,
        name: str,
        *,
        person_id: str | None,
        at: datetime,
        specification_id: str | None = None,
        subject: Subject | None = None,
        label: str = N4.canonical(),
        said: object = None,
    ) -> None:
        """Enter something in a project's register of access, in the transaction that does it; it is never changed."""
        kind = KIND_OF_DEED[name]
        entry = Entry(project_id, kind, name, specification_id, subject, label, person_id, said, at)
        register_rows.append(connection, self.register_key, entry)

    def telling(self, tell: Callable[[Told], None]) -> "House":
        """Return this same house, its parts shared, whose deeds tell `tell` what they did."""
        twin = copy(self)
        twin.tell = tell
        return twin

    def watched(self, begin: Callable[[Deed], None]) -> "House":
        """Return this same house, its parts shared, whose deeds are also shown to `begin`; what that raises ends them."""

        def both(deed: Deed) -> None:
            self.begin(deed)
            begin(deed)

        twin = copy(self)
        twin.begin = both
        return twin

    def within(self, deed: Deed) -> "House":
        """Return this same house, its parts shared, whose deeds are parts of `deed`: of its transaction, told with it."""
        twin = copy(self)
        twin.around = deed
        return twin

    @contextmanager
    def deed(self, reader: Reader, specification_id: str | None = None) -> Iterator[Deed]:
        """Yield a deed in a transaction; what it recorded is durable, and then told, once the block ends."""
        if self.around is not None:
            yield self.around
            return
        with self.database.write() as connection:
            journal.take_turn(connection, reader.project_id)
            deed = Deed(self, connection, reader, self.clock(), specification_id)
            self.begin(deed)
            yield deed
        self.tell(
            Told(
                reader.project_id,
                deed.told_specification_id,
                tuple(deed.closed_documents),
                tuple(deed.recheck_people),
                written=tuple(deed.written),
                narrowed=deed.narrowed,
            )
        )
