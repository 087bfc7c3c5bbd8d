"""What people at work say of a function on their phone: sent once however often it arrives, signed as they choose (T5, T6)."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from server.domain.content import Comment, Requirement, Thread
from server.domain.discussion import (
    KIND_OF_FEELING,
    Feeling,
    Signature,
    Signed,
    ThreadStatus,
)
from server.domain.errors import Invalid, NotAllowed, TooLarge
from server.domain.ids import is_id, new_id
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import say
from server.policy.abilities import Action, demand
from server.policy.labels import N2, join
from server.policy.reader import Reader, sees
from server.policy.view import Sight
from server.policy.view.teams import may_be_named, relays_for, team_of
from server.services.attaching import redraw
from server.services.fields import choice, passage
from server.services.house import Deed, House
from server.services.within_sight import get_requirement, label_of
from server.settings import MIB
from server.storage import attachment_rows, thread_rows
from server.storage.attachment_rows import Attachment

LONGEST: Final = 10_000
WORDLESS: Final = frozenset({Feeling.HELPS, Feeling.HINDERS, Feeling.UNCLEAR})
"""The buttons that say enough by themselves."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody says of a function. `key` is what their browser knows it by; `photo` the bytes of a picture, or none."""

    feeling: str
    text: str
    key: str
    signature: str = Signature.NAME
    relay_id: str | None = None
    photo: bytes = b""


def send_remark(house: House, reader: Reader, specification_id: str, requirement_id: str, remark: Remark) -> str:
    """Begin a thread about a function, for the firm (T1), and return its id; sent again it is the same one (T6).

    The photograph is drawn anew, without what the camera told. Raises NotInYourSight, NotAllowed, TooLarge, Invalid.
    """
    if not is_id(remark.key):
        raise Invalid("form", field="key")
    photo = _drawn(house, reader, specification_id, requirement_id, remark.photo) if remark.photo else None
    with house.deed(reader, specification_id) as deed:
        known = thread_rows.find_sent(deed.connection, specification_id, reader.person_id, remark.key)
        if known is not None:
            return known
        sight = deed.sight()
        item = get_requirement(sight, requirement_id)
        demand(reader, Action.THREAD_RAISE)
        thread = _thread(deed, sight, item, remark)
        thread_rows.insert_thread(
            deed.connection, reader.project_id, specification_id, thread, deed.at, sent_key=remark.key
        )
        if photo is not None:
            _keep(deed, thread, *photo)
        deed.record("raise_thread", Subject(SubjectKind.THREAD, thread.id), thread.label, after=thread.kind)
        return thread.id


def _drawn(
    house: House, reader: Reader, specification_id: str, requirement_id: str, content: bytes
) -> tuple[str, bytes]:
    """Draw a photograph anew, outside of any transaction, and for nobody who may not send it."""
    most = house.settings.limits.attachment_bytes
    if len(content) > most:
        raise TooLarge(limit=f"{most // MIB} Mo")
    with house.database.read() as connection:
        get_requirement(
            Deed(house, connection, reader, house.clock(), specification_id).sight(),
            requirement_id,
        )
    demand(reader, Action.THREAD_RAISE)
    return redraw(content)


def _thread(deed: Deed, sight: Sight, item: Requirement, remark: Remark) -> Thread:
    feeling = choice(remark.feeling, Feeling)
    text = passage(remark.text, most=LONGEST, empty=feeling in WORDLESS)
    label = join(label_of(sight, Subject(SubjectKind.REQUIREMENT, item.id)), N2)
    if not sees(deed.reader, label):
        raise NotAllowed("label")
    said = text or say(f"feeling.{feeling}", sight.content.language)
    return Thread(
        id=new_id(),
        subject=Subject(SubjectKind.REQUIREMENT, item.id),
        anchor=None,
        kind=KIND_OF_FEELING[feeling],
        status=ThreadStatus.OPEN,
        outcome=None,
        outcome_reason="",
        reopened=False,
        author_id=deed.reader.person_id,
        label=label.canonical(),
        comments=(Comment(new_id(), deed.reader.person_id, said, deed.at, None),),
        feeling=feeling,
        signed=_signed(sight, item, remark),
    )


def _signed(sight: Sight, item: Requirement, remark: Remark) -> Signed:
    """How the author appears; Invalid for a team that would single somebody out, or for who relays nothing."""
    signature, content, me = choice(remark.signature, Signature), sight.content, sight.reader
    if signature is Signature.NAME:
        return Signed()
    if signature is Signature.TEAM:
        team = team_of(content, me.task_ids.intersection(item.task_ids) or me.task_ids)
        if team is None or not may_be_named(content, team.id):
            raise Invalid("team")
        return Signed(signature, unit_id=team.id)
    if remark.relay_id not in {one.person_id for one in relays_for(content, me.person_id)}:
        raise Invalid("relay")
    return Signed(signature, relay_id=remark.relay_id)


def _keep(deed: Deed, thread: Thread, media_type: str, content: bytes) -> None:
    picture = Attachment(
        id=new_id(),
        project_id=deed.reader.project_id,
        owner_kind=SubjectKind.THREAD,
        owner_id=thread.id,
        name="",
        media_type=media_type,
        size=len(content),
        label=thread.label,
        blob_hash=sha256(content).hexdigest(),
        added_by=deed.reader.person_id,
        added_at=deed.at,
    )
    attachment_rows.insert_attachment(deed.connection, picture, content)
