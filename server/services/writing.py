"""Writing live: who may open which text, and how what is typed is stored, read again and shown on pages."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from server.crdt.folding import fold
from server.crdt.refusals import Gap, Refused
from server.crdt.replica import MAX_PART, Allowed, Replica, any_mention
from server.crdt.rewriting import rewrite
from server.crdt.seeding import new_server_client, seed
from server.domain.content import SpecificationContent, TextPart
from server.domain.errors import Conflict
from server.domain.live import PAGE, Append, Appended, Loaded, Logged, NotAppended, Projected, Scope, Written
from server.domain.richtext import Node, RichTextRefused, parse
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, may, may_propose
from server.policy.reader import Reader
from server.policy.view import Revealer, Sight
from server.storage import journal, live_log
from server.storage.database import Database, Transaction

log = logging.getLogger(__name__)


def open_documents(content: SpecificationContent, reader: Reader, names: Sequence[str]) -> dict[str, Scope]:
    """Decide which of these live documents a reader may open, and how; what is missing is refused (A3).

    The answer agrees with the page: a text that the reader's view holds with its document is open, all others are not.
    """
    wanted = set(names)
    scopes: dict[str, Scope] = {}
    revealer = Revealer(content, reader)
    sight = revealer.sight
    for part, writes in _texts(revealer):
        if part.generation in wanted and sight.label(part.label) and revealer.knows_all(part.tree):
            scopes[part.generation] = Scope.READ_WRITE if writes else Scope.READ_ONLY
    for draft in sight.drafts.values():
        mine = draft.text.generation in wanted and revealer.knows_all(draft.text.tree)
        if mine and may_propose_on(sight, draft.owner):
            scopes[draft.text.generation] = Scope.READ_WRITE
    if PAGE in wanted and _has_page(reader, sight):
        scopes[PAGE] = Scope.READ_ONLY
    return scopes


def may_propose_on(sight: Sight, owner: Subject) -> bool:
    """Tell whether the reader may propose a change to a text of a thing they see (P1)."""
    if owner.kind is SubjectKind.REQUIREMENT:
        item = sight.requirements[owner.id]
        return may_propose(sight.reader, item.status, item.task_ids)
    return may(sight.reader, Action.TEXT_PROPOSE) and not sight.sections[owner.id].withdrawn


def may_write_text(content: SpecificationContent, reader: Reader, part: TextPart) -> bool:
    """Tell whether a reader may write in a text now, as its live document would answer."""
    return open_documents(content, reader, [part.generation]).get(part.generation) is Scope.READ_WRITE


def _has_page(reader: Reader, sight: Sight) -> bool:
    return bool(sight.sections) if sight.live_supplier else may(reader, Action.SPECIFICATION_READ)


def _texts(revealer: Revealer) -> list[tuple[TextPart, bool]]:
    """Return the texts of everything the reader sees, each with whether they may write in it."""
    reader, sight = revealer.reader, revealer.sight
    introduces, simulates = may(reader, Action.INTRODUCTION_WRITE), may(reader, Action.SIMULATION_WRITE)
    texts = [(section.intro, introduces) for section in sight.sections.values()]
    for requirement in sight.requirements.values():
        writes = sight.pen(requirement)
        texts += [(requirement.statement, writes), (requirement.rationale, writes)]
    texts += [(finding.text, revealer.may_write_finding(finding.register)) for finding in sight.findings.values()]
    texts += [(result.text, simulates) for result in sight.results.values()]
    texts += [(situation.story, simulates) for situation in sight.situations.values()]
    return texts


def known_of(
    content: SpecificationContent, reader: Reader, people: frozenset[str], places: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return those of `people` and of `places` (requirement ids) whose presence a reader may know of.

    Suppliers know of their own colleagues only, so rivals never meet. Who sees as a supplier does not see themselves.
    """
    revealer = Revealer(content, reader)
    known = {member.person_id for member in revealer.members()} | (set() if reader.capped else {reader.person_id})
    return people & known, places & revealer.sight.requirements.keys()


@dataclass(slots=True)
class LiveDesk:
    """The log of live documents behind the database; every call blocks and may come from any thread."""

    database: Database
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def load(self, generations: Sequence[str]) -> Mapping[str, Loaded]:
        """Read documents; one that has a text but no log yet is seeded first, once and for everybody.

        A document that is sealed, unknown or unreadable is missing from the answer.
        """
        with self.database.read() as connection:
            loaded = live_log.load_documents(connection, generations)
        empty = [name for name, one in loaded.items() if one.seq == 0]
        if not empty:
            return loaded
        with self.database.write() as connection:
            _begin(connection, empty, self.clock())
            loaded |= live_log.load_documents(connection, empty)
        return {name: one for name, one in loaded.items() if one.seq}

    def tail(self, generation: str, after: int) -> Sequence[Logged]:
        """Read the updates after a place of a document's log, in order."""
        with self.database.read() as connection:
            return live_log.load_tail(connection, generation, after)

    def append(self, batch: Sequence[Append]) -> Sequence[Appended | NotAppended]:
        """Store a batch durably and answer one for one. When this raises, nothing was stored."""
        with self.database.write() as connection:
            return live_log.append_updates(connection, batch, self.clock())

    def project(self, generation: str, tree: Node, seq: int) -> Projected | None:
        """Write the current text of a part; None when a later one is kept, or the document has been replaced."""
        with self.database.write_derived() as connection:
            return project(connection, generation, tree, seq, self.clock())

    def project_log(self, generation: str) -> Projected | None:
        """Write the current text of a part by replay; None when it is up to its log or has been replaced."""
        with self.database.write_derived() as connection:
            return _replay(connection, generation, self.clock())

    def recover(self) -> int:
        """Write every text that is behind its log, as after a crash; returns how many there were."""
        with self.database.read() as connection:
            behind = live_log.load_all_unprojected(connection)
        for name in behind:
            try:
                self.project_log(name)
            except (Gap, Refused):
                log.exception("a log cannot be replayed; the stored text stays as it was")
        return len(behind)

    def checkpoint(self, generation: str) -> None:
        """Replay the log into a checkpoint, unless the document is sealed meanwhile."""
        with self.database.read() as connection:
            loaded = live_log.load_documents(connection, [generation]).get(generation)
        if loaded is None or not loaded.tail:
            return
        state = fold(loaded.pieces())
        with self.database.write() as connection:
            document = live_log.lock_documents(connection, [generation]).get(generation)
            if document is not None and not document.sealed:
                live_log.put_checkpoint(connection, generation, loaded.seq, state)


def _begin(connection: Transaction, names: Sequence[str], at: datetime) -> None:
    """Begin the log of documents that have a text but were never opened, from that text."""
    trees = live_log.load_trees(connection, names)
    for name, document in live_log.lock_documents(connection, names).items():
        if document.last or document.sealed or name not in trees:
            continue
        try:
            update = seed(parse(trees[name]), new_server_client())
        except RichTextRefused:
            log.exception("a stored text cannot be opened live")
        else:
            live_log.insert_seed(connection, name, update, at)


def standing(
    connection: Transaction, name: str, at: datetime, allowed: Allowed = any_mention, part_bytes: int = MAX_PART
) -> Replica:
    """Return a document as it stands, held until the transaction ends; a deed may write in it with `write_in`.

    Raises Conflict when it cannot be read.
    """
    _begin(connection, [name], at)
    loaded = live_log.load_documents(connection, [name], sealed=True).get(name)
    if loaded is None or not loaded.seq:
        raise Conflict("text_unreadable")
    try:
        return Replica.replay(loaded.pieces(), allowed, part_bytes)
    except (Gap, Refused) as error:
        raise Conflict("text_unreadable") from error


def write_in(
    connection: Transaction, name: str, replica: Replica, wanted: Node, person_id: str, at: datetime
) -> Written | None:
    """Make a standing document show `wanted` by one update under an id of the server, and return it (None: it did already).

    It passes the gate like what is typed, and is kept as what this person did, the id leased to them: the past of the text
    tells who wrote it. Raises Refused when it may not enter.
    """
    client = new_server_client()
    received = replica.receive(rewrite(replica.state(), wanted, client), {client})
    if not received.new:
        return None
    (answer,) = live_log.append_updates(connection, [Append(name, person_id, received.update, received.clients)], at)
    if isinstance(answer, NotAppended):
        raise Conflict("text_unreadable")
    project(connection, name, replica.tree, answer.seq, at)
    return Written(name, answer.seq, answer.previous, received.update)


def project(connection: Transaction, generation: str, tree: Node, seq: int, at: datetime) -> Projected | None:
    """Write the text of a part as of a place of its log and, if it reads differently now, mark its owner changed."""
    found = live_log.load_part(connection, generation)
    if found is None:
        return None
    journal.take_turn(connection, found.project_id)
    part = live_log.load_part(connection, generation)
    if part is None or part.tree_seq > seq:
        return None
    live_log.update_tree(connection, generation, tree, seq)
    if part.tree != tree.json():
        journal.insert_change(connection, part.project_id, part.specification_id, part.owner, at)
    return Projected(part.specification_id)


def project_pending(connection: Transaction, project_id: str, specification_id: str, at: datetime) -> None:
    """Bring the stored texts of a specification up to their logs, by replay: before a freeze or an export reads them."""
    for name in live_log.load_unprojected(connection, project_id, specification_id):
        _replay(connection, name, at)


def _replay(connection: Transaction, name: str, at: datetime) -> Projected | None:
    loaded = live_log.load_documents(connection, [name]).get(name)
    if loaded is None or not loaded.seq:
        return None
    return project(connection, name, Replica.replay(loaded.pieces()).tree, loaded.seq, at)
