"""Proposing a change to a text: forked, written, opened with its reason, then accepted, declined or withdrawn (RULES.md, P1–P9)."""

from typing import Final

from server.crdt.refusals import Gap, Refused
from server.domain.content import Proposal, TextPart
from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight
from server.domain.ids import new_id
from server.domain.proposal import ProposalState, same_block
from server.domain.requirement import AGREED, OUT_OF_THE_TEXT, Status
from server.domain.richtext import Node, parse, pictures_in, plain_text
from server.domain.roles import SEAT_OF_ROLE
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, demand
from server.policy.labels import FIRM, N2, Label, join, offer
from server.policy.reader import Reader, sees
from server.policy.view import ProposalView, Revealer, Sight, reveal_proposals
from server.services.attaching import settle_pictures
from server.services.comparing import mark_of, merged
from server.services.editing import change_status
from server.services.fields import passage
from server.services.house import Deed, House
from server.services.mailing import notify
from server.services.mentioning import held_for_writing
from server.services.rights import reader_in
from server.services.within_sight import get_text, texts_in_sight
from server.services.writing import may_propose_on, standing, write_in
from server.storage import live_log, proposal_rows

MOST_ON_A_TEXT: Final = 20
MOST_OF_A_PERSON: Final = 50
"""Drafts and open proposals on one text, and of one person in one specification."""

_WAITING: Final = frozenset({ProposalState.DRAFT, ProposalState.OPEN})
_PROPOSED_ON: Final = frozenset({SubjectKind.REQUIREMENT, SubjectKind.SECTION})


def begin_proposal(house: House, reader: Reader, specification_id: str, part_id: str) -> str:
    """Fork a text for this reader to write in and return the proposal's id; their draft on it, when they have one already.

    Raises NotInYourSight, NotAllowed, and Conflict when they have an open one on it or too many are waiting.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        owner, part = get_text(sight, part_id)
        _demand_proposer(sight, owner)
        mine = [
            item for item in sight.content.proposals if item.state in _WAITING and item.author_id == reader.person_id
        ]
        for item in mine:
            if item.part_id == part.id and item.state is ProposalState.DRAFT and item.id in sight.drafts:
                return item.id
        _demand_room(sight, part, mine)
        label = join(Label.parse(part.label), offer(reader.organization_id) if reader.is_supplier else N2)
        if not sees(reader, label):
            raise NotAllowed("label")
        return _fork(deed, owner, part, label)


def _demand_proposer(sight: Sight, owner: Subject) -> None:
    demand(sight.reader, Action.TEXT_PROPOSE)
    if owner.kind not in _PROPOSED_ON or not may_propose_on(sight, owner):
        raise NotAllowed("propose")


def _demand_room(sight: Sight, part: TextPart, mine: list[Proposal]) -> None:
    if any(item.part_id == part.id for item in mine):
        raise Conflict("proposed_already")
    on_text = [item for item in sight.content.proposals if item.state in _WAITING and item.part_id == part.id]
    if len(on_text) >= MOST_ON_A_TEXT or len(mine) >= MOST_OF_A_PERSON:
        raise Conflict("too_many_proposals")


def _fork(deed: Deed, owner: Subject, part: TextPart, label: Label) -> str:
    replica = standing(deed.connection, part.generation, deed.at)
    text, tree = label.canonical(), replica.tree
    item = Proposal(
        id=new_id(),
        part_id=part.id,
        owner=owner,
        author_id=deed.reader.person_id,
        label=text,
        state=ProposalState.DRAFT,
        reason="",
        base=tree.json(),
        text=TextPart(new_id(), proposal_rows.TEXT_KIND, text, tree.json(), new_id()),
        began_at=deed.at,
    )
    proposal_rows.insert_proposal(
        deed.connection, deed.reader.project_id, deed.specification_id or "", item, plain_text(tree), deed.at
    )
    live_log.insert_fork(deed.connection, item.text.generation, replica.state(), tree, replica.clients(), deed.at)
    deed.touch(_subject(item))
    return item.id


def open_proposal(house: House, reader: Reader, specification_id: str, proposal_id: str, *, reason: str) -> None:
    """Give a draft to those who read it, with its reason; its text changes no more (P3).

    Raises NotInYourSight, NotAllowed, Invalid without a reason, and Conflict when it changes nothing.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        item = sight.drafts.get(proposal_id)
        if item is None:
            raise NotInYourSight
        _demand_proposer(sight, item.owner)
        why = _reason(reason)
        document = item.text.generation
        if standing(deed.connection, document, deed.at).tree == parse(item.base):
            raise Conflict("nothing_proposed")
        proposal_rows.seal_document(deed.connection, document, deed.at)
        proposal_rows.update_proposal(deed.connection, item.id, state=ProposalState.OPEN, reason=why, opened_at=deed.at)
        deed.recheck_people.append(reader.person_id)
        _record(deed, "open_proposal", item, why)
        _tell_pair(deed, sight, item)


def accept_proposal(
    house: House, reader: Reader, specification_id: str, proposal_id: str, *, despite: str = ""
) -> None:
    """Write a proposal into its text as it stands now, by one update under an id of the server (P4, P5).

    When the same block changed since it was forked, `despite` must stand for the text as it is: it was looked at. A
    validated requirement goes back to revision. Raises NotInYourSight, NotAllowed, and Conflict: settled already, the
    same block changed, or no longer to be brought together with the text.
    """
    with house.deed(reader, specification_id) as deed:
        item, sight = _get_open(deed, proposal_id)
        demand(reader, Action.PROPOSAL_DECIDE)
        _, part = get_text(sight, item.part_id)
        live_log.lock_documents(deed.connection, [part.generation, item.text.generation])
        _reopen(deed, sight, item)
        shown = pictures_in(_write(deed, item, part, despite))
        settle_pictures(deed, item.text, part, shown)
        _settle(deed, item, ProposalState.ACCEPTED, "")
        _record(deed, "accept_proposal", item, item.reason)
        _tell_author(deed, sight, item, "mail.proposal_accepted")


def _reopen(deed: Deed, sight: Sight, item: Proposal) -> None:
    if item.owner.kind is not SubjectKind.REQUIREMENT:
        return
    requirement = sight.requirements[item.owner.id]
    if requirement.status in OUT_OF_THE_TEXT:
        raise Conflict("status")
    if requirement.status in AGREED:
        change_status(deed, sight, requirement, Status.REVISED, "")


def _write(deed: Deed, item: Proposal, part: TextPart, despite: str) -> Node:
    """Write the proposal into its text and return what the text says then."""
    connection, document = deed.connection, part.generation
    replica = held_for_writing(deed, document)
    now = replica.tree
    if same_block(parse(item.base), now, parse(item.text.tree)) and despite != mark_of(now):
        raise Conflict("same_block")
    fork = live_log.load_documents(connection, [item.text.generation], sealed=True)[item.text.generation]
    try:
        then = merged([replica.state()], fork.pieces())
        written = write_in(connection, document, replica, then, item.author_id, deed.at)
    except (Gap, Refused) as error:
        raise Conflict("proposal_unreadable") from error
    if written is not None:
        deed.written.append(written)
    return then


def decline_proposal(house: House, reader: Reader, specification_id: str, proposal_id: str, *, reason: str) -> None:
    """Settle a proposal without it, and say why (P6). Raises NotInYourSight, NotAllowed, Invalid, Conflict."""
    with house.deed(reader, specification_id) as deed:
        item, sight = _get_open(deed, proposal_id)
        demand(reader, Action.PROPOSAL_DECIDE)
        why = _reason(reason)
        settle_pictures(deed, item.text)
        _settle(deed, item, ProposalState.DECLINED, why)
        _record(deed, "decline_proposal", item, why)
        _tell_author(deed, sight, item, "mail.proposal_declined")


def withdraw_proposal(house: House, reader: Reader, specification_id: str, proposal_id: str) -> None:
    """Take back one's own draft or open proposal. Raises NotInYourSight, NotAllowed for another's, Conflict once settled."""
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        draft = sight.drafts.get(proposal_id)
        item = draft or _get_open(deed, proposal_id)[0]
        demand(reader, Action.TEXT_PROPOSE)
        if item.author_id != reader.person_id:
            raise NotAllowed
        settle_pictures(deed, item.text)
        _settle(deed, item, ProposalState.WITHDRAWN, "")
        if draft is None:
            _record(deed, "withdraw_proposal", item, "")
        else:
            proposal_rows.seal_document(deed.connection, item.text.generation, deed.at)
            deed.recheck_people.append(reader.person_id)
            deed.touch(_subject(item))


def acknowledge_decision(house: House, reader: Reader, specification_id: str, proposal_id: str) -> None:
    """Its author has read how a proposal was settled. Raises NotInYourSight, NotAllowed for another's."""
    with house.deed(reader, specification_id) as deed:
        item = deed.sight().proposals.get(proposal_id)
        if item is None:
            raise NotInYourSight
        demand(reader, Action.TEXT_PROPOSE)
        if item.author_id != reader.person_id:
            raise NotAllowed
        if item.state in _WAITING:
            raise Conflict
        proposal_rows.update_proposal(deed.connection, item.id, seen=True)
        deed.touch(_subject(item))


def see_proposals(
    house: House, reader: Reader, specification_id: str, owner: Subject | None = None
) -> tuple[ProposalView, ...]:
    """Return what is proposed about one thing, settled ones too; without it, everywhere, what waits or was not read yet.

    Raises NotInYourSight.
    """
    with house.database.read() as connection:
        content = house.shelf.content(connection, specification_id)
        if content.project_id != reader.project_id:
            raise NotInYourSight
        revealer = Revealer(content, reader)
        if owner is not None and not revealer.sight.subject(owner):
            raise NotInYourSight
        waiting = [item for item in revealer.sight.proposals.values() if item.state is ProposalState.OPEN]
        wanted = [item for item in waiting if owner is None or item.owner == owner]
        documents = {part.id: part.generation for _, part in texts_in_sight(revealer.sight)}
        found = house.comparisons.of(connection, wanted, documents)
    views = reveal_proposals(revealer, found)
    if owner is None:
        return tuple(view for view in views if view.state in _WAITING or view.unseen)
    return tuple(view for view in views if view.owner == owner)


def carry_over(deed: Deed, part: TextPart, old: str, label: Label) -> None:
    """A text went on in a new document: what is proposed about it goes on in new documents, from current words only (A10).

    `part` is the text with its new document, `old` the name of the one it had, `label` the text's new label.
    """
    waiting = [i for i in deed.content().proposals if i.part_id == part.id and i.state in _WAITING]
    if not waiting:
        return
    main = standing(deed.connection, part.generation, deed.at)
    for item in waiting:
        before = live_log.load_documents(deed.connection, [old, item.text.generation], sealed=True)
        try:
            wanted = merged(before[old].pieces(), before[item.text.generation].pieces())
        except (Gap, Refused):
            wanted = parse(item.text.tree)
        document = _begin_again(deed, item, label)
        live_log.insert_fork(deed.connection, document, main.state(), main.tree, main.clients(), deed.at)
        fork = standing(deed.connection, document, deed.at)
        write_in(deed.connection, document, fork, wanted, item.author_id, deed.at)
        if item.state is ProposalState.OPEN:
            proposal_rows.seal_document(deed.connection, document, deed.at)
        proposal_rows.update_proposal(deed.connection, item.id, base=main.tree.json())
        deed.touch(_subject(item))


def _begin_again(deed: Deed, item: Proposal, label: Label) -> str:
    higher, document = join(Label.parse(item.label), label).canonical(), new_id()
    proposal_rows.start_text_again(deed.connection, item, document, higher, deed.at)
    deed.closed_documents.append(item.text.generation)
    return document


def waiting_documents(sight: Sight, part_ids: list[str]) -> list[str]:
    """Return the documents of what waits to be decided about these texts."""
    return [
        item.text.generation for item in sight.content.proposals if item.part_id in part_ids and item.state in _WAITING
    ]


def _get_open(deed: Deed, proposal_id: str) -> tuple[Proposal, Sight]:
    sight = deed.sight()
    item = sight.proposals.get(proposal_id)
    if item is None:
        raise NotInYourSight
    if item.state is not ProposalState.OPEN:
        demand(deed.reader, Action.TEXT_PROPOSE)
        raise Conflict("proposal_settled")
    return item, sight


def _settle(deed: Deed, item: Proposal, state: ProposalState, reason: str) -> None:
    proposal_rows.update_proposal(
        deed.connection,
        item.id,
        state=state,
        decided_by=deed.reader.person_id,
        decided_at=deed.at,
        decision_reason=reason,
    )


def _reason(text: str) -> str:
    why = passage(text, most=2000, empty=True)
    if not why:
        raise Invalid("reason")
    return why


def _record(deed: Deed, name: str, item: Proposal, reason: str) -> None:
    label = join(Label.parse(item.label), Label(FIRM))
    deed.record(name, _subject(item), label.canonical(), after={"reason": reason} if reason else None)


def _tell_author(deed: Deed, sight: Sight, item: Proposal, key: str) -> None:
    """Tell the author by mail, if they still take part and did not decide themselves; the page tells them anyway (P6)."""
    here = {member.person_id for member in sight.content.members} - {deed.reader.person_id}
    if item.author_id in here:
        notify(deed, [item.author_id], key, path=f"/s/{deed.specification_id}")


def _tell_pair(deed: Deed, sight: Sight, item: Proposal) -> None:
    """Tell the pilots who read the proposal that it waits for them, its author excepted (P6)."""
    pilots = [one.person_id for one in sight.content.members if one.role in SEAT_OF_ROLE]
    label = Label.parse(item.label)
    wanted = [
        one
        for one in pilots
        if one != item.author_id and sees(reader_in(deed.connection, one, deed.reader.project_id), label)
    ]
    notify(deed, wanted, "mail.proposal_opened", path=f"/s/{deed.specification_id}")


def _subject(item: Proposal) -> Subject:
    return Subject(SubjectKind.PROPOSAL, item.id)
