"""The home of a specification, written as a letter: what awaits its reader, where requirements come from, what was sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from server.domain.discussion import ThreadStatus
from server.domain.proposal import ProposalState
from server.domain.requirement import Status
from server.domain.roles import SEAT_OF_ROLE, Seat
from server.domain.tracing import ORIGIN_KINDS, Gap, Register, SubjectKind
from server.policy.abilities import Action, may
from server.policy.view import FindingView, RequirementView, ResultView, SpecificationView, ThreadView
from server.services import arbitrating, around, looking, proposing
from server.services.places import linking_place, thread_place
from server.web import answers
from server.web.call import Call
from server.web.html import Shell, render, shell_of
from server.web.releasing import read_board
from server.web.specification import shell_values
from server.web.table import Access, Page, Redirect, Screen

ANSWER_WITHIN: Final = timedelta(days=10)
"""What is said is answered within this time, or the pair is told."""
NAMED: Final = 3
"""How many codes a line names before it says « et d’autres »."""
EXCERPT: Final = 90


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that awaits the reader: what to do, about what, the verb of its button, where it leads, its icon.

    `doubt` is drawn in the colour of a doubt (a missing link), the rest in the accent.
    """

    title: str
    about: str
    verb: str
    href: str
    icon: str
    doubt: bool = False


def show_home(call: Call) -> Page | Redirect:
    """What awaits the reader, where requirements come from, what was sent."""
    if call.reader.is_supplier:
        return Redirect(f"/s/{call.specification_id}/versions")
    view = looking.see_specification(call.house, call.reader, call.specification_id)
    board = read_board(call)
    holders = {SEAT_OF_ROLE[m.role]: m.name for m in view.members if m.role in SEAT_OF_ROLE}
    return Page(
        render(
            "home.html",
            call,
            **shell_values(call, "home"),
            waiting=_waiting(call, view, board),
            registers=_registers(view),
            total=len(view.requirements),
            orphans=[item for item in view.requirements if item.orphan is Gap.CERTAIN],
            every_origin=view.every_origin,
            hears=may(call.reader, Action.HISTORY_READ),
            board=board,
            seats={seat: holders.get(seat) for seat in Seat},
            may_invite=may(call.reader, Action.MEMBER_INVITE),
            may_freeze=may(call.reader, Action.BASELINE_FREEZE),
        )
    )


def _waiting(call: Call, view: SpecificationView, board: answers.ReleaseBoard) -> list[Waiting]:
    shell, here = shell_of(call), f"/s/{view.id}"
    found: list[Waiting] = []
    if may(call.reader, Action.BASELINE_FREEZE):
        found += [
            Waiting(
                shell.say("home.confirm", name=one.name),
                shell.say("home.confirm.about", author=one.author, date=shell.day(one.at)),
                shell.say("home.confirm.do"),
                f"{here}/diffuser",
                "snowflake",
            )
            for one in board.baselines
            if one.status == "proposed" and not one.mine
        ]
    threads = [t for t in around.open_threads(call.house, call.reader, view.id) if t.status is ThreadStatus.OPEN]
    found += _late(call, threads)
    unanswered = [t for t in threads if not t.author.mine and not any(c.author.mine for c in t.comments)]
    if unanswered:
        found.append(_threads(call, unanswered))
    found += _proposals(call, shell, here)
    unsigned = [
        r for r in view.requirements if r.status is Status.TO_SIGN and call.reader.seat not in (r.signed_by or ())
    ]
    if unsigned and may(call.reader, Action.REQUIREMENT_SIGN):
        found.append(_gap(shell, "home.signing", unsigned, f"{here}/visas", "pen-line"))
    found += _decisions(call, shell, here)
    if may(call.reader, Action.REQUIREMENT_ADD):
        found += _gaps(shell, view, here)
    return found


def _late(call: Call, threads: Sequence[ThreadView]) -> list[Waiting]:
    """What was said ten days ago and that nobody has answered: told to who ends threads."""
    if not may(call.reader, Action.THREAD_RESOLVE):
        return []
    shell, since = shell_of(call), call.house.clock() - ANSWER_WITHIN
    late = [one for one in threads if one.began_at <= since and all(c.author == one.author for c in one.comments)]
    if not late:
        return []
    about = _named_threads(shell, late)
    place = _place_of(call, late[0])
    return [
        Waiting(shell.counted("home.late", len(late)), about, shell.say("home.late.do"), place, "clock", doubt=True)
    ]


def _named_threads(shell: Shell, threads: Sequence[ThreadView]) -> str:
    """Name what threads are about, the first few, each once."""
    named = dict.fromkeys(one.subject_code or one.subject_title for one in threads)
    return shell.set(", ".join(list(named)[:NAMED]))


def _place_of(call: Call, thread: ThreadView) -> str:
    with looking.revealing(call.house, call.reader, call.specification_id) as revealer:
        return thread_place(revealer.sight, thread.id, thread.subject)


def _proposals(call: Call, shell: Shell, here: str) -> list[Waiting]:
    seen = proposing.see_proposals(call.house, call.reader, call.specification_id)
    asked = [one for one in seen if one.may_decide and one.state is ProposalState.OPEN and not one.author.mine]
    if not asked:
        return []
    codes = list(dict.fromkeys(one.code for one in asked if one.code))
    owner = asked[0].owner
    place = f"{here}#{'r' if owner.kind is SubjectKind.REQUIREMENT else 's'}-{owner.id}"
    title = shell.counted("home.proposals", len(asked))
    return [Waiting(title, ", ".join(codes[:NAMED]), shell.say("home.proposals.do"), place, "pencil-ruler")]


def _decisions(call: Call, shell: Shell, here: str) -> list[Waiting]:
    waiting = [one for one in arbitrating.see_cases(call.house, call.reader, call.specification_id) if one.awaits]
    if not waiting:
        return []
    place = f"{here}/decisions/{waiting[0].id}" if len(waiting) == 1 else f"{here}/decisions"
    title = shell.counted("home.voice", len(waiting))
    return [Waiting(title, shell.set(waiting[0].question), shell.say("home.voice.do"), place, "scale")]


def _threads(call: Call, unanswered: Sequence[ThreadView]) -> Waiting:
    shell, first = shell_of(call), unanswered[0]
    said = first.comments[-1].text if first.comments else ""
    words = said if len(said) <= EXCERPT else said[:EXCERPT].rsplit(" ", 1)[0] + "…"
    who = first.author.name or first.author.team or first.author.relayed_by or first.author.organization
    about = shell.set(f"{first.subject_code or first.subject_title}, {who} : « {words} »")
    title = shell.counted("home.threads", len(unanswered))
    return Waiting(title, about, shell.say("home.threads.do"), _place_of(call, first), "message-circle")


def _gaps(shell: Shell, view: SpecificationView, here: str) -> list[Waiting]:
    orphans = [r for r in view.requirements if r.orphan is Gap.CERTAIN]
    origins: list[FindingView | ResultView] = [*view.findings, *view.results]
    uncovered = [one for one in origins if one.uncovered is Gap.CERTAIN]
    drafts = [r for r in view.requirements if r.status is Status.DRAFT]
    found = []
    if orphans:
        found.append(_gap(shell, "home.orphans", orphans, linking_place(view.id, orphans[0].id), "unlink", doubt=True))
    if uncovered:
        found.append(_gap(shell, "home.uncovered", uncovered, f"{here}/origines#manques", "circle-dashed", doubt=True))
    if drafts:
        found.append(_gap(shell, "home.drafts", drafts, f"{here}#r-{drafts[0].id}", "pencil"))
    return found


Coded = RequirementView | FindingView | ResultView


def _gap(shell: Shell, key: str, items: Sequence[Coded], href: str, icon: str, *, doubt: bool = False) -> Waiting:
    about = _named(shell, items)
    return Waiting(shell.counted(key, len(items)), about, shell.say(f"{key}.do"), href, icon, doubt)


def _named(shell: Shell, items: Sequence[Coded]) -> str:
    """Name the things: code and title when it is alone, else the first codes."""
    if len(items) == 1:
        return shell.set(f"{items[0].code}, {items[0].title}")
    codes = [item.code for item in items[:NAMED]]
    if len(items) > NAMED:
        return shell.say("home.codes.more", codes=", ".join(codes))
    return shell.say("home.codes", codes=", ".join(codes[:-1]), last=codes[-1])


def _registers(view: SpecificationView) -> dict[str, int]:
    counts = dict.fromkeys(("work", "both", "production", "none"), 0)
    for item in view.requirements:
        counts[_support(item)] += 1
    return counts


def _support(item: RequirementView) -> str:
    registers = {link.register for link in item.links if link.kind in ORIGIN_KINDS and link.register}
    if Register.COMMON in registers or {Register.WORK, Register.PRODUCTION} <= registers:
        return "both"
    if Register.WORK in registers:
        return "work"
    return "production" if Register.PRODUCTION in registers else "none"


SCREENS: Final = (Screen("/s/{specification_id}/accueil", show_home, Access.SPECIFICATION),)
