"""What is said about each piece of the page, as a mark that changes when somebody who may be heard says something."""

import hashlib
from collections.abc import Mapping
from typing import Final

from server.domain.proposal import ProposalState
from server.policy.view import Revealer, ThreadView, reveal_answers, reveal_threads
from server.services.house import House
from server.storage import thread_rows

_FEW: Final = 500
"""Up to so many things their threads are asked for by name; beyond, all threads are read."""


def talk_marks(house: House, revealer: Revealer, owners: Mapping[str, str]) -> dict[str, str]:
    """Return a mark for each piece that is talked about: `owners` gives the piece of each thing threads may be about.

    Only what this reader's audience hears counts, and nothing of who asks.
    """
    if not owners:
        return {}
    with house.database.read() as connection:
        asked = owners if len(owners) <= _FEW else ()
        threads = [
            one for one in thread_rows.load_threads(connection, revealer.content.id, asked) if one.subject.id in owners
        ]
        answers = thread_rows.load_answers(connection, sorted(set(owners.values())))
    said: dict[str, list[object]] = {}
    for thread in reveal_threads(revealer, threads) if threads else ():
        said.setdefault(owners[thread.subject.id], []).append(_of_thread(thread))
    for proposal in revealer.sight.proposals.values():
        if proposal.state is ProposalState.OPEN and proposal.owner.id in owners:
            said.setdefault(owners[proposal.owner.id], []).append((proposal.id, proposal.reason))
    for answer in reveal_answers(revealer, answers) if answers else ():
        said.setdefault(owners[answer.requirement_id], []).append((answer.id, answer.compliance, answer.comment))
    return {piece: hashlib.blake2b(repr(words).encode(), digest_size=8).hexdigest() for piece, words in said.items()}


def _of_thread(thread: ThreadView) -> object:
    comments = tuple((one.id, one.text, one.edited) for one in thread.comments)
    return thread.id, thread.status, thread.outcome, thread.outcome_reason, comments
