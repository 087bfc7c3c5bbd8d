"""What hangs on a requirement goes over to another one: criteria, links, threads, and words with their pictures."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, replace

from server.crdt.refusals import Gap, Refused
from server.domain import ranks
from server.domain.content import TextPart, Thread, TraceLink
from server.domain.errors import Conflict
from server.domain.ids import new_id
from server.domain.richtext import Node, pictures_in
from server.domain.tracing import ACYCLIC, Subject, SubjectKind, would_loop
from server.policy.labels import Label, join
from server.services.house import Deed
from server.services.mentioning import held_for_writing
from server.services.writing import write_in
from server.storage import attachment_rows, origin_rows, requirement_rows, thread_rows


def requirement(requirement_id: str) -> Subject:
    """Return a requirement as what a link or a thread is about."""
    return Subject(SubjectKind.REQUIREMENT, requirement_id)


def hand_criteria(deed: Deed, criterion_ids: Iterable[str], to: str) -> None:
    """Put criteria after those of the requirement `to`; their threads stay with them."""
    for criterion_id in criterion_ids:
        ordered = requirement_rows.criterion_ranks(deed.connection, to)
        rank, _ = ranks.place_after(ordered, ordered[-1][0] if ordered else None)
        requirement_rows.update_criterion(deed.connection, criterion_id, requirement_id=to, rank=rank)


def hand_link(deed: Deed, link: TraceLink, old: Subject, new: Subject, label: Label) -> bool:
    """Tie a link to `new` where it was tied to `old`; False when that would say nothing, or something twice or in a circle."""
    moved = _tied_to(link, old, new, label)
    others = [one for one in deed.content().links if one.id != link.id and one.kind is link.kind]
    ends = [(one.source, one.target) for one in others]
    looped = link.kind in ACYCLIC and would_loop(ends, moved.source, moved.target)
    if moved.source == moved.target or (moved.source, moved.target) in ends or looped:
        return False
    origin_rows.delete_link(deed.connection, link.id)
    origin_rows.insert_link(deed.connection, deed.reader.project_id, moved)
    deed.touch(Subject(SubjectKind.LINK, link.id))
    return True


def copy_link(deed: Deed, link: TraceLink, old: Subject, new: Subject) -> str:
    """Tie a copy of a link to `new` and return its id."""
    made = replace(_tied_to(link, old, new, Label.parse(link.label)), id=new_id())
    origin_rows.insert_link(deed.connection, deed.reader.project_id, made)
    deed.record("add_link", Subject(SubjectKind.LINK, made.id), made.label, after=made.kind)
    return made.id


def _tied_to(link: TraceLink, old: Subject, new: Subject, label: Label) -> TraceLink:
    return replace(
        link,
        source=new if link.source == old else link.source,
        target=new if link.target == old else link.target,
        label=join(Label.parse(link.label), label).canonical(),
    )


def hand_threads(deed: Deed, threads: Iterable[Thread], to: str, texts: dict[str, str], label: Label) -> None:
    """Make threads be about the requirement `to`, none less secret than `label`; `texts` says which text stands for which."""
    for thread in threads:
        anchor = thread.anchor and replace(
            thread.anchor, part_id=texts.get(thread.anchor.part_id, thread.anchor.part_id)
        )
        thread_rows.update_thread(
            deed.connection,
            thread.id,
            subject_id=to,
            anchor=asdict(anchor) if anchor else None,
            label=join(Label.parse(thread.label), label).canonical(),
        )


def rewrite_text(deed: Deed, part: TextPart, change: Callable[[Node], Node]) -> Node:
    """Write in a text as the reader, by one update under an id of the server, and return what it says then.

    Raises Conflict when it cannot be read, or would name what its readers may not know (L12).
    """
    name, connection = part.generation, deed.connection
    now = held_for_writing(deed, name)
    wanted = change(now.tree)
    try:
        written = write_in(connection, name, now, wanted, deed.reader.person_id, deed.at)
    except (Gap, Refused) as refusal:
        raise Conflict("text_unreadable") from refusal
    if written is not None:
        deed.written.append(written)
    return wanted


def hand_pictures(deed: Deed, old: TextPart, new: TextPart, shown: Node) -> None:
    """Make the pictures of a text that `shown` holds those of another text, none less secret than that is."""
    wanted = pictures_in(shown)
    for item in attachment_rows.load_attachments(deed.connection, old.id):
        if item.id in wanted:
            label = join(Label.parse(item.label), Label.parse(new.label)).canonical()
            attachment_rows.hand_over(deed.connection, item, new.id, label)
