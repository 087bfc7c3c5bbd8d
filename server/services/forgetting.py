"""A person asks to be forgotten: their account is nobody's from then on, and what they did for the firm is the firm's."""

from dataclasses import replace
from typing import Any, Final

from server.domain.content import TextPart
from server.domain.errors import Conflict, Invalid, NotAllowed, NotSignedIn
from server.domain.proposal import ProposalState
from server.domain.richtext import Node, join_runs, parse, text_node
from server.domain.roles import PAIR, Role
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import say
from server.policy.labels import Label
from server.policy.reader import Reader
from server.services.house import Deed, House, Told
from server.services.proposing import waiting_documents
from server.services.reclassifying import regenerate
from server.services.sessions import SignedIn
from server.services.within_sight import all_texts
from server.services.writing import project_pending
from server.storage import (
    account_rows,
    erasure,
    journal,
    live_log,
    membership_rows,
    people,
    personal_rows,
    proposal_rows,
)
from server.storage.account_rows import Account
from server.storage.database import Transaction

_NO_LEVEL: Final = -1


def erase_person(house: House, signed_in: SignedIn, *, confirmation: str) -> None:
    """Erase who the person who asks is; `confirmation` is their address, or their name when they have none, typed again.

    Their name and address, sessions, ways in, invitations and mails go, and so do their drafts of proposals. Their part in
    every project ends. What they wrote stays, as written by a person without a name; who typed what is not kept any longer,
    and texts that name them begin anew without their past. Frozen and sent versions and files keep what they say.
    Raises NotAllowed from a view as a supplier, Invalid("confirmation"), and Conflict("last_pilot").
    """
    if signed_in.capped_organization_id is not None:
        raise NotAllowed
    with house.database.write() as connection:
        account = account_rows.find_account(connection, signed_in.person_id)
        if account is None:
            raise NotSignedIn
        if confirmation.strip().lower() != (account.email if account.has_mail else account.name.lower()):
            raise Invalid("confirmation")
        told = _erase(house, connection, account)
    for one in told:
        house.tell(one)


def free_pages(house: House) -> bool:
    """Write the files of the database anew, so that nobody who was erased lies in their free space; to be done afterwards.

    Tells whether it was done: not while somebody still reads what was there before, within a minute.
    """
    return all(list(erasure.free_pages(house.database, erasure.PERSONAL)))


def _erase(house: House, connection: Transaction, account: Account) -> list[Told]:
    parts = personal_rows.load_parts(connection, account.id)
    places = sorted({one.project_id for one in parts})
    for project_id in places:
        journal.take_turn(connection, project_id)
        _demand_pilot_left(connection, project_id, account.id)
    otherwise, now = say("person.erased", account.language), house.clock()
    sessions = tuple(str(one["id"]) for one in personal_rows.load_sessions(connection, account.id))
    closed = {one: _unname_texts(house, connection, one, account, otherwise) for one in places}
    personal_rows.unname(connection, places, account.name, otherwise)
    personal_rows.let_go(connection, account.id, now)
    personal_rows.forget(connection, account.id, account.email, account.name, otherwise, now)
    for part in parts:
        about = Subject(SubjectKind.MEMBERSHIP, part.membership_id)
        journal.insert_change(connection, part.project_id, None, about, now)
    for project_id in places:
        house.register(connection, project_id, "erase_person", person_id=None, at=now)
    ended = Told("", None, recheck_people=(account.id,), ended_sessions=sessions)
    return [ended, *(Told(one, None, closed_documents=closed[one]) for one in places)]


def _demand_pilot_left(connection: Transaction, project_id: str, person_id: str) -> None:
    pilots = [
        one.membership.person_id
        for one in membership_rows.load_participants(connection, project_id)
        if one.membership.role in PAIR
    ]
    if pilots == [person_id]:
        raise Conflict("last_pilot")


def _unname_texts(
    house: House, connection: Transaction, project_id: str, account: Account, otherwise: str
) -> tuple[str, ...]:
    """Take a person out of the texts that mention them, and their drafts away; returns the documents that ended."""
    nobody = Reader(account.id, project_id, Role.OBSERVER, "", _NO_LEVEL)
    closed: list[str] = []
    for listed in people.load_specifications(connection, [project_id]):
        deed = Deed(house, connection, nobody, house.clock(), listed.id)
        named = set(personal_rows.texts_naming(connection, project_id, account.id, account.name))
        parts = [part for _, part in all_texts(deed.content()) if part.id in named]
        forks = waiting_documents(deed.sight(), [part.id for part in parts])
        live_log.lock_documents(connection, [*(part.generation for part in parts), *forks])
        project_pending(connection, project_id, listed.id, deed.at)
        for owner, part in [one for one in all_texts(deed.content()) if one[1].id in named]:
            _begin_anew(deed, part, account, otherwise)
            deed.touch(owner)
        erasure.remove_former(connection, sorted(named))
        _drop_drafts(deed, account)
        _release_requirements(deed, account)
        closed += deed.closed_documents
    return tuple(closed)


def _begin_anew(deed: Deed, part: TextPart, account: Account, otherwise: str) -> None:
    tree = _without(parse(part.tree), account.id, otherwise)
    personal_rows.set_tree(deed.connection, part.id, tree)
    regenerate(deed, part, Label.parse(part.label), Label.parse(part.label))


def _without(node: Node, person_id: str, otherwise: str) -> Node:
    if node.type == "mention" and node.attrs["ref"] == person_id:
        return text_node(otherwise)
    return replace(node, content=join_runs(tuple(_without(child, person_id, otherwise) for child in node.content)))


def _drop_drafts(deed: Deed, account: Account) -> None:
    for item in deed.content().proposals:
        if item.author_id == account.id and item.state is ProposalState.DRAFT:
            deed.closed_documents.append(item.text.generation)
            erasure.remove_proposed(deed.connection, item)
            settled: dict[str, Any] = {"state": ProposalState.WITHDRAWN, "decided_at": deed.at}
            proposal_rows.update_proposal(deed.connection, item.id, **settled)
            deed.touch(Subject(SubjectKind.PROPOSAL, item.id))


def _release_requirements(deed: Deed, account: Account) -> None:
    for item in deed.content().requirements:
        if item.owner_id == account.id:
            deed.touch(Subject(SubjectKind.REQUIREMENT, item.id))
