"""The log of live documents as rows: every update in order, checkpoints, and who holds which client id."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select

from server.domain.live import Append, Appended, Loaded, Logged, NotAppended
from server.domain.richtext import Node, plain_text
from server.domain.tracing import Subject, SubjectKind
from server.storage import journal
from server.storage.tables.live import checkpoints, generations, leases, text_parts, updates

# Asked at every commit, so made once.
_NAMES: BindParameter[str] = bindparam("names", expanding=True)
_LOCK = (
    select(generations.c.name, generations.c.sealed_at)
    .where(generations.c.name.in_(_NAMES))
    .order_by(generations.c.name)
    .with_for_update(key_share=True)
)
_LAST = select(func.max(updates.c.seq)).where(updates.c.generation == generations.c.name).scalar_subquery()
"""The end of one log, found in the index without reading the log: a group for each document would read it all."""
_ENDS = select(generations.c.name, _LAST.label("last")).where(generations.c.name.in_(_NAMES))
_INSERT = updates.insert().returning(updates.c.seq, sort_by_parameter_order=True)


class Document(NamedTuple):
    """An open generation, locked until the transaction ends, and the last place of its log (0: empty)."""

    last: int
    sealed: bool


class PartOfDocument(NamedTuple):
    """The text part that a generation carries now."""

    project_id: str
    specification_id: str | None
    owner: Subject
    tree: object
    tree_seq: int
    label: str


def load_documents(connection: Connection, names: Sequence[str], *, sealed: bool = False) -> dict[str, Loaded]:
    """Return the documents that are known and not sealed (those that are, too, with `sealed`), by name."""
    query = select(generations.c.name).where(generations.c.name.in_(names))
    open_names = connection.scalars(query if sealed else query.where(generations.c.sealed_at.is_(None))).all()
    states = {
        row.generation: (row.seq, row.state)
        for row in connection.execute(select(checkpoints).where(checkpoints.c.generation.in_(open_names)))
    }
    tails = _tails(connection, open_names, {name: seq for name, (seq, _) in states.items()})
    held: dict[str, dict[int, str]] = {}
    for row in connection.execute(select(leases).where(leases.c.generation.in_(open_names))):
        held.setdefault(row.generation, {})[row.client_id] = row.person_id
    loaded = {}
    for name in open_names:
        seq, state = states.get(name, (0, None))
        tail = tails.get(name, ())
        loaded[name] = Loaded(state, tail, tail[-1].seq if tail else seq, held.get(name, {}))
    return loaded


def _tails(connection: Connection, names: Sequence[str], after: Mapping[str, int]) -> dict[str, tuple[Logged, ...]]:
    query = (
        select(updates.c.generation, updates.c.seq, updates.c.update)
        .outerjoin(checkpoints, checkpoints.c.generation == updates.c.generation)
        .where(updates.c.generation.in_(names), updates.c.seq > func.coalesce(checkpoints.c.seq, 0))
        .order_by(updates.c.generation, updates.c.seq)
    )
    tails: dict[str, list[Logged]] = {}
    for row in connection.execute(query):
        if row.seq > after.get(row.generation, 0):
            tails.setdefault(row.generation, []).append(Logged(row.seq, row.update))
    return {name: tuple(tail) for name, tail in tails.items()}


def load_ends(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """Return the last place of each log that is not empty, by document."""
    rows = connection.execute(_ENDS, {"names": list(names)})
    return {row.name: row.last for row in rows if row.last is not None}


def load_tail(connection: Connection, name: str, after: int) -> list[Logged]:
    """Return the updates of a document after a place of its log, in order."""
    rows = connection.execute(
        select(updates.c.seq, updates.c.update)
        .where(updates.c.generation == name, updates.c.seq > after)
        .order_by(updates.c.seq)
    )
    return [Logged(row.seq, row.update) for row in rows]


def lock_documents(connection: Connection, names: Iterable[str]) -> dict[str, Document]:
    """Hold these documents until the transaction ends, so that each log grows in the order of commits."""
    ordered = sorted(set(names))
    rows = connection.execute(_LOCK, {"names": ordered}).all()
    last = load_ends(connection, ordered)
    return {name: Document(last.get(name, 0), sealed_at is not None) for name, sealed_at in rows}


def append_updates(connection: Connection, batch: Sequence[Append], at: datetime) -> list[Appended | NotAppended]:
    """Add a batch to the logs of its documents; what a refused update might have led to is refused with it."""
    documents = lock_documents(connection, (one.generation for one in batch))
    held = _held(connection, batch)
    refused: dict[str, NotAppended] = {}
    answers: list[NotAppended | None] = []
    for one in batch:
        if one.generation not in refused and (why := _refusal(one, documents, held)) is not None:
            refused[one.generation] = why
        answers.append(refused.get(one.generation))
        if one.generation not in refused:
            held.update(dict.fromkeys(((one.generation, client) for client in one.new_clients), one.person_id))
    taken = [one for one, refusal in zip(batch, answers, strict=True) if refusal is None]
    places = iter(_insert(connection, taken, at))
    last = {name: document.last for name, document in documents.items()}
    result: list[Appended | NotAppended] = []
    for one, refusal in zip(batch, answers, strict=True):
        if refusal is not None:
            result.append(refusal)
            continue
        seq = next(places)
        result.append(Appended(seq, last[one.generation]))
        last[one.generation] = seq
    return result


def _refusal(one: Append, documents: Mapping[str, Document], held: Mapping[tuple[str, int], str]) -> NotAppended | None:
    document = documents.get(one.generation)
    if document is None or document.sealed:
        return NotAppended.SEALED
    if any(held.get((one.generation, client), one.person_id) != one.person_id for client in one.new_clients):
        return NotAppended.LEASED
    return None


def _held(connection: Connection, batch: Sequence[Append]) -> dict[tuple[str, int], str]:
    fresh = {one.generation for one in batch if one.new_clients}
    if not fresh:
        return {}
    rows = connection.execute(select(leases).where(leases.c.generation.in_(fresh)))
    return {(row.generation, row.client_id): row.person_id for row in rows}


def _insert(connection: Connection, taken: Sequence[Append], at: datetime) -> list[int]:
    if not taken:
        return []
    rows = [
        {"generation": one.generation, "person_id": one.person_id, "update": one.content, "at": at} for one in taken
    ]
    places = connection.scalars(_INSERT, rows).all()
    _insert_leases(connection, taken)
    return list(places)


def _insert_leases(connection: Connection, taken: Sequence[Append]) -> None:
    wanted = {(one.generation, client): one.person_id for one in taken for client in one.new_clients}
    missing = wanted.keys() - _held(connection, taken).keys()
    if missing:
        rows = [
            {"generation": name, "client_id": client, "person_id": wanted[name, client]}
            for name, client in sorted(missing)
        ]
        connection.execute(leases.insert(), rows)


def insert_seed(connection: Connection, name: str, content: bytes, at: datetime) -> None:
    """Begin the empty log of a locked document with an update of the server's own; the stored text reflects it."""
    inserted = connection.execute(
        updates.insert().values(generation=name, update=content, at=at).returning(updates.c.seq)
    )
    connection.execute(
        text_parts.update().where(text_parts.c.generation == name).values(tree_seq=inserted.scalar_one())
    )


def insert_fork(
    connection: Connection, name: str, content: bytes, tree: Node, clients: Iterable[int], at: datetime
) -> None:
    """Begin the log of a fork with the state it was forked from, which shows `tree`; nobody writes on under the ids in it."""
    lock_documents(connection, [name])
    insert_seed(connection, name, content, at)
    shown = text_parts.update().where(text_parts.c.generation == name)
    connection.execute(shown.values(tree=tree.json(), plain=plain_text(tree)))
    held = [{"generation": name, "client_id": client, "person_id": ""} for client in sorted(clients)]
    if held:
        connection.execute(leases.insert(), held)


def load_part(connection: Connection, name: str) -> PartOfDocument | None:
    """Return the part whose current document this is; None when it has moved on to another."""
    row = connection.execute(select(text_parts).where(text_parts.c.generation == name)).one_or_none()
    if row is None:
        return None
    owner = Subject(SubjectKind(row.owner_kind), row.owner_id)
    return PartOfDocument(row.project_id, row.specification_id, owner, row.tree, row.tree_seq, row.label)


def load_trees(connection: Connection, names: Sequence[str]) -> dict[str, object]:
    """Return the stored trees of these documents, as JSON, while nobody else writes in their projects."""
    query = select(text_parts.c.generation, text_parts.c.project_id, text_parts.c.tree)
    query = query.where(text_parts.c.generation.in_(names))
    for project_id in sorted({row.project_id for row in connection.execute(query)}):
        journal.take_turn(connection, project_id)
    return {row.generation: row.tree for row in connection.execute(query)}


def update_tree(connection: Connection, name: str, tree: Node, seq: int) -> None:
    """Write the text of a part as of a place of its document's log."""
    connection.execute(
        text_parts.update()
        .where(text_parts.c.generation == name, text_parts.c.tree_seq <= seq)
        .values(tree=tree.json(), plain=plain_text(tree), tree_seq=seq)
    )


def put_checkpoint(connection: Connection, name: str, seq: int, state: bytes) -> None:
    """Keep the state of a locked document as of a place of its log, unless a later one is kept."""
    kept = connection.scalar(select(checkpoints.c.seq).where(checkpoints.c.generation == name))
    if kept is None:
        connection.execute(checkpoints.insert().values(generation=name, seq=seq, state=state))
    elif kept < seq:
        connection.execute(checkpoints.update().where(checkpoints.c.generation == name).values(seq=seq, state=state))


def load_unprojected(connection: Connection, project_id: str, specification_id: str) -> list[str]:
    """Return the documents of a specification, and of its project's own texts, whose log is ahead of the stored text."""
    query = _unprojected().where(
        text_parts.c.project_id == project_id,
        text_parts.c.specification_id.is_(None) | (text_parts.c.specification_id == specification_id),
    )
    return list(connection.scalars(query))


def load_all_unprojected(connection: Connection) -> list[str]:
    """Return every document whose log is ahead of the stored text."""
    return list(connection.scalars(_unprojected()))


def _unprojected() -> Select[str]:
    last = select(func.max(updates.c.seq)).where(updates.c.generation == text_parts.c.generation).scalar_subquery()
    return select(text_parts.c.generation).where(text_parts.c.tree_seq < last)
