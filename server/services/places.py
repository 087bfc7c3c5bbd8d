"""Where things are shown, as addresses that home pages and mails link to; an address tells no word of anything."""

from typing import Final

from server.domain.tracing import Subject, SubjectKind
from server.policy.view import Sight
from server.services.within_sight import get_criterion, get_proposal

_IN_THE_TEXT: Final = {SubjectKind.REQUIREMENT: "r", SubjectKind.SECTION: "s"}


def thread_place(sight: Sight, thread_id: str, subject: Subject) -> str:
    """Return the address of a thread: beside the text that shows what it is about, or among the origins."""
    shown = _shown_at(sight, subject)
    page = f"/s/{sight.content.id}" if shown.kind in _IN_THE_TEXT else f"/s/{sight.content.id}/origines"
    return f"{page}?fil={thread_id}#{_IN_THE_TEXT.get(shown.kind, shown.kind)}-{shown.id}"


def _shown_at(sight: Sight, subject: Subject) -> Subject:
    """What stands on a page for the thing that is talked about: a criterion's requirement, the owner of a proposal's text."""
    if subject.kind is SubjectKind.CRITERION:
        return Subject(SubjectKind.REQUIREMENT, get_criterion(sight, subject.id)[0].id)
    return get_proposal(sight, subject.id).owner if subject.kind is SubjectKind.PROPOSAL else subject


def linking_place(specification_id: str, requirement_id: str) -> str:
    """Return the address where a requirement is tied to what it comes from, beside its text."""
    return f"/s/{specification_id}?relier={requirement_id}#r-{requirement_id}"


def signing_place(specification_id: str) -> str:
    """Return the address where the pair finds what it is to sign."""
    return f"/s/{specification_id}/visas"


def case_place(specification_id: str, case_id: str) -> str:
    """Return the address of a case to be decided."""
    return f"/s/{specification_id}/decisions/{case_id}"


def decisions_place(specification_id: str) -> str:
    """Return the address of what is decided and put off; where a supplier finds what it was asked."""
    return f"/s/{specification_id}/decisions"


def versions_place(specification_id: str) -> str:
    """Return the address where a supplier finds the versions it received."""
    return f"/s/{specification_id}/versions"
