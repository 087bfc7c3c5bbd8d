"""Trace links between requirements and what they come from or bear on."""

from server.domain.content import TraceLink
from server.domain.errors import Conflict, Invalid, TraceWouldLoop
from server.domain.ids import new_id
from server.domain.tracing import ACYCLIC, LINK_ENDS, LinkKind, Subject, SubjectKind, would_loop
from server.policy.abilities import Action, demand
from server.policy.labels import is_speech, join
from server.policy.reader import Reader
from server.policy.view import Sight
from server.services.fields import choice, passage
from server.services.house import Deed, House
from server.services.within_sight import get_link, label_of
from server.storage import origin_rows


def add_link(
    house: House, reader: Reader, specification_id: str, *, source: Subject, target: Subject, kind: str, reason: str
) -> str:
    """Link two things the reader sees, « source kind target », and return the link's id.

    It is as secret as both ends together (L6). Raises NotInYourSight, NotAllowed, Invalid("link"), Conflict when the link
    exists or an end was set aside, TraceWouldLoop.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        label_of(sight, source)
        label_of(sight, target)
        demand(reader, Action.LINK_WRITE)
        return write_link(deed, sight, source, target, choice(kind, LinkKind), passage(reason, most=2000, empty=True))


def write_link(deed: Deed, sight: Sight, source: Subject, target: Subject, kind: LinkKind, reason: str) -> str:
    """Write a link whose ends the reader sees; see `add_link`."""
    if source == target or not {source.kind, target.kind} <= LINK_ENDS:
        raise Invalid("link")
    if not (sight.ties(source) and sight.ties(target)):
        raise Conflict("set_aside")
    label = join(label_of(sight, source), label_of(sight, target)).canonical()
    if is_speech(label) and (source.kind is not SubjectKind.FINDING or is_speech(label_of(sight, source).canonical())):
        raise Invalid("speech_link")
    if any(one.source == source and one.target == target and one.kind is kind for one in sight.content.links):
        raise Conflict("link_exists")
    chain = [(one.source, one.target) for one in sight.content.links if one.kind is kind]
    if kind in ACYCLIC and would_loop(chain, source, target):
        raise TraceWouldLoop
    link = TraceLink(new_id(), source, target, kind, reason, label)
    origin_rows.insert_link(deed.connection, deed.reader.project_id, link)
    deed.record("add_link", Subject(SubjectKind.LINK, link.id), label, after=told_of(link))
    return link.id


def remove_link(house: House, reader: Reader, specification_id: str, link_id: str, *, reason: str = "") -> None:
    """Remove a link the reader sees; the history keeps it. Raises NotInYourSight, NotAllowed."""
    with house.deed(reader, specification_id) as deed:
        link = get_link(deed.sight(), link_id)
        demand(reader, Action.LINK_WRITE)
        why = passage(reason, most=2000, empty=True)
        origin_rows.delete_link(deed.connection, link.id)
        subject = Subject(SubjectKind.LINK, link.id)
        deed.record("remove_link", subject, link.label, before=told_of(link), after={"reason": why} if why else None)


def told_of(link: TraceLink) -> dict[str, object]:
    """Return a link as the history keeps it, in the form in which it can be made again."""
    return {
        "source": [link.source.kind, link.source.id],
        "target": [link.target.kind, link.target.id],
        "kind": link.kind,
        "reason": link.reason,
    }
