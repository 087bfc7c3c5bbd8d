"""Where things are shown, as addresses that home pages and mails link to; an address tells no word of anything."""

from typing import Final

from server.domain.tracing import Subject, SubjectKind

_IN_THE_TEXT: Final = {SubjectKind.REQUIREMENT: "r", SubjectKind.SECTION: "s"}


def thread_place(specification_id: str, thread_id: str, subject: Subject) -> str:
    """Return the address of a thread: beside the text that shows what it is about, or among the origins."""
    here = f"/s/{specification_id}"
    if subject.kind in _IN_THE_TEXT:
        return f"{here}?fil={thread_id}#{_IN_THE_TEXT[subject.kind]}-{subject.id}"
    return f"{here}/origines#{subject.kind}-{subject.id}"


def linking_place(specification_id: str, requirement_id: str) -> str:
    """Return the address where a requirement is tied to what it comes from, beside its text."""
    return f"/s/{specification_id}?relier={requirement_id}#r-{requirement_id}"


def versions_place(specification_id: str) -> str:
    """Return the address where a supplier finds the versions it received."""
    return f"/s/{specification_id}/versions"
