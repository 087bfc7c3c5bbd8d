"""What is said about the small specification of `everything.py`: threads, answers, what was signed, its past and the register."""

from types import SimpleNamespace
from typing import Any

from server.domain.content import Answer, Comment, Thread
from server.domain.discussion import Cause, Compliance, Outcome, Reach, ThreadKind, ThreadStatus
from server.domain.register import RegisterKind
from server.domain.richtext import from_plain
from server.domain.signing import signed_content
from server.domain.tracing import Subject
from server.policy.labels import answer_label, offer
from tests.policy.everybody import LABELS, NOON, SPEECH
from tests.policy.everything import EVERYTHING, of


def signed_contents() -> dict[str, dict[str, Any]]:
    """What two visas were put on: as it is now but for words of the statement."""
    items = {item.id: item for item in EVERYTHING.requirements}
    reworded = {"statement": from_plain("avant").json()}
    return {f"visa {n}": signed_content(items[key]) | reworded for n, key in ((1, "half signed"), (2, "fallen"))}


def _thread(
    key: str,
    about: Subject,
    author: str,
    label: str,
    *also: str,
    status: ThreadStatus = ThreadStatus.OPEN,
    reopened: bool = False,
    kind: ThreadKind = ThreadKind.QUESTION,
    cause: Cause = Cause.MISSING,
) -> Thread:
    said = (author, *also)
    comments = tuple(Comment(f"{key} {n}", who, f"dit {key}", NOON, None) for n, who in enumerate(said))
    resolved = Outcome.NOT_KEPT if status is ThreadStatus.RESOLVED else None
    return Thread(key, about, None, kind, status, resolved, "", reopened, author, label, comments, cause)


def threads() -> list[Thread]:
    """Talk of the firm and of suppliers about things under several labels."""
    item, ended = of("requirement", "under N0"), ThreadStatus.RESOLVED
    return [
        _thread("of the firm", item, "employee", "N2", "former", "nobody"),
        _thread("of the team", item, "employee", "N3"),
        _thread("heard by all", item, "steering_work", "N0", "alice", "bilal", "nobody", "consultant_work"),
        _thread("of nobody", item, "nobody", "N0"),
        _thread("of A", item, "alice", offer("A").canonical(), "steering_work", "colleague"),
        _thread("of B for all", item, "bilal", "N0", "steering_work"),
        _thread("out of sight", of("requirement", "under N3"), "steering_work", "N0"),
        _thread("ended", item, "employee", "N2", status=ended),
        _thread("ended twice", item, "employee", "N2", status=ended, reopened=True),
        _thread("of A ended", item, "alice", offer("A").canonical(), status=ended),
        _thread("of A for another cause", item, "alice", offer("A").canonical(), cause=Cause.AMBIGUOUS),
        _thread("remark", of("requirement", "fallen"), "employee", "N2", kind=ThreadKind.REMARK),
        _thread("answered", of("requirement", "refused"), "employee", "N2", status=ended),
        _thread("half signed", of("requirement", "half signed"), "employee", "N2"),
        _thread("of a criterion", of("criterion", "of all"), "alice", offer("A").canonical()),
    ]


def answers() -> list[Answer]:
    """What both suppliers answer, as far as each lets it be read; of somebody who is not there, too."""
    partial, firm = Compliance.PARTIAL, Reach.FIRM

    def answer(key: str, about: str, who: str, compliance: Compliance, reach: Reach) -> Answer:
        return Answer(key, about, who, "release", compliance, f"dit {key}", "alice", NOON, reach)

    return [
        *(answer(f"A {one.value}", "under N0", "A", partial, one) for one in Reach),
        *(answer(f"B {one.value}", "under N2", "B", partial, one) for one in Reach),
        answer("compliant", "parts", "A", Compliance.COMPLIANT, firm),
        answer("of the pair", "under N4", "A", partial, firm),
        answer("of somebody", "under N0", "Z", partial, firm),
    ]


def facts() -> list[Any]:
    """The past of things everybody sees, in parts under several labels."""
    labels = (*LABELS, answer_label("A", Reach.PAIR).canonical())
    return [
        SimpleNamespace(
            id=f"fact {label}", subject=of("requirement", "under N0"), deed="edited", field="title", before="a", after="b",
            label=label, person_id="employee", at=NOON,
        )
        for label in labels
    ]  # fmt: skip


def entries() -> list[Any]:
    """Entries of the register under several labels, and sign-ins."""

    def entry(deed: str, label: str, who: str, kind: RegisterKind = RegisterKind.RIGHTS, hour: int = 12) -> Any:
        return SimpleNamespace(
            kind=kind, deed=deed, specification_id=None, subject=None, label=label, person_id=who, said=None,
            at=NOON.replace(hour=hour),
        )  # fmt: skip

    came = RegisterKind.SIGN_IN
    return [
        *(entry(f"did {label}", label, "employee") for label in (*LABELS, SPEECH)),
        *(
            entry(f"came {who} {hour}", "N2", who, came, hour)
            for who in ("employee", "sponsor", "alice")
            for hour in (8, 9)
        ),
        entry("by itself", "N2", ""),
    ]
