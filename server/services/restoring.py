"""Bringing back what a text said: an edit like any other, by the person who restores; nothing of the past is rewritten (H4)."""

from datetime import datetime

from server.crdt.refusals import Gap, Refused
from server.domain.errors import Conflict, Invalid, NotAllowed
from server.domain.tracing import Subject, SubjectKind
from server.policy.reader import Reader
from server.policy.view import Revealer
from server.services.house import House
from server.services.mentioning import held_for_writing
from server.services.replaying import Replay, place_at
from server.services.writing import write_in
from server.storage import live_log


def restore_text(
    house: House, reader: Reader, specification_id: str, part_id: str, *, at: datetime, seen: datetime
) -> datetime:
    """Make a text say again what it said at `at`, and return the new moment; `seen` is the last one the person saw.

    It can be undone by restoring `seen`. Raises NotInYourSight, NotAllowed, Invalid for a moment before a change of
    level, and Conflict when the text has changed since `seen`, says the same already, or names what it no longer may.
    """
    with house.deed(reader, specification_id) as deed:
        revealer = Revealer(deed.content(), reader)
        name = Replay.begin(house, deed.connection, revealer, part_id).part.generation
        live_log.lock_documents(deed.connection, [name])
        replay = Replay.begin(house, deed.connection, revealer, part_id)
        if not replay.writes:
            raise NotAllowed("edit")
        wanted = place_at(replay.chapters, at)
        if not wanted.chapter.current:
            raise Invalid("before_level")
        now = held_for_writing(deed, name)
        if replay.tree(seen) != now.tree:
            raise Conflict("text_moved")
        try:
            written = write_in(deed.connection, name, now, replay.tree_at(wanted), reader.person_id, deed.at)
        except (Gap, Refused) as refusal:
            raise _conflict(refusal) from refusal
        if written is None:
            raise Conflict("same_text")
        deed.written.append(written)
        deed.record("restore_text", Subject(SubjectKind.TEXT, part_id), replay.part.label)
        return max(deed.at, replay.chapters[-1].edits[-1].at)


def _conflict(refusal: Gap | Refused) -> Conflict:
    mention = isinstance(refusal, Refused) and refusal.reason == "mention"
    return Conflict("restored_mention" if mention else "text_unreadable")
