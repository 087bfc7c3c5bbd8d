"""What each role may do: one table, and the few conditions that depend on the thing itself (RULES.md, R1–R8, P1)."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from server.domain.content import Requirement
from server.domain.errors import NotAllowed
from server.domain.requirement import AGREED, OPEN_FOR_WRITING, OUT_OF_THE_TEXT, Status
from server.domain.roles import CONSULTANTS, Role
from server.policy.reader import Reader


class Action(StrEnum):
    """Everything one may be allowed to do, as `thing.verb`."""

    SPECIFICATION_READ = "specification.read"
    SPECIFICATION_CREATE = "specification.create"
    SECTION_EDIT = "section.edit"
    INTRODUCTION_WRITE = "introduction.write"
    SECTION_OPEN_LIVE = "section.open_live"
    REQUIREMENT_ADD = "requirement.add"
    REQUIREMENT_EDIT = "requirement.edit"
    REQUIREMENT_MOVE = "requirement.move"
    REQUIREMENT_STATUS = "requirement.status"
    REQUIREMENT_SIGN = "requirement.sign"
    LABEL_CHANGE = "label.change"
    ORIGIN_READ = "origin.read"
    FINDING_WRITE_WORK = "finding.write_work"
    FINDING_WRITE_PRODUCTION = "finding.write_production"
    FINDING_VALIDATE = "finding.validate"
    SPEECH_KEEP = "speech.keep"
    SIMULATION_WRITE = "simulation.write"
    LINK_WRITE = "link.write"
    TEXT_PROPOSE = "text.propose"
    PROPOSAL_DECIDE = "proposal.decide"
    THREAD_RAISE = "thread.raise"
    THREAD_RESOLVE = "thread.resolve"
    ATTACHMENT_ADD = "attachment.add"
    HISTORY_READ = "history.read"
    HISTORY_ERASE = "history.erase"
    ANSWER_READ = "answer.read"
    ANSWER_WRITE = "answer.write"
    BASELINE_FREEZE = "baseline.freeze"
    RELEASE_SEND = "release.send"
    RELEASE_READ = "release.read"
    EXPORT = "export"
    VIEW_AS = "view.as"
    LOSS_READ = "loss.read"
    MEMBER_READ = "member.read"
    MEMBER_INVITE = "member.invite"
    REGISTER_READ = "register.read"
    ARBITRATION_READ = "arbitration.read"
    ARBITRATION_OPEN = "arbitration.open"
    ARBITRATION_PREPARE = "arbitration.prepare"
    ARBITRATION_RUN = "arbitration.run"
    ARBITRATION_DECIDE = "arbitration.decide"


_READS: Final = frozenset({Action.SPECIFICATION_READ, Action.RELEASE_READ, Action.EXPORT})
_INSIDER: Final = _READS | {
    Action.ORIGIN_READ,
    Action.THREAD_RAISE,
    Action.HISTORY_READ,
    Action.ANSWER_READ,
    Action.LOSS_READ,
    Action.MEMBER_READ,
    Action.ARBITRATION_READ,
}
_AUTHOR: Final = _INSIDER | {
    Action.REQUIREMENT_ADD,
    Action.REQUIREMENT_EDIT,
    Action.TEXT_PROPOSE,
    Action.LINK_WRITE,
    Action.ATTACHMENT_ADD,
}
_CONSULTANT: Final = _AUTHOR | {
    Action.INTRODUCTION_WRITE,
    Action.SIMULATION_WRITE,
    Action.THREAD_RESOLVE,
    Action.ARBITRATION_PREPARE,
}
_PILOT: Final = frozenset(Action) - {Action.ANSWER_WRITE, Action.SPEECH_KEEP}

TABLE: Final[dict[Role, frozenset[Action]]] = {
    Role.STEERING_WORK: _PILOT,
    Role.STEERING_PRODUCTION: _PILOT,
    Role.SPONSOR: _INSIDER | {Action.ARBITRATION_DECIDE},
    Role.EMPLOYEE: _INSIDER | {Action.REQUIREMENT_EDIT, Action.TEXT_PROPOSE, Action.ATTACHMENT_ADD},
    Role.LINE_MANAGER: _INSIDER | {Action.TEXT_PROPOSE},
    Role.EMPLOYEE_REP: _INSIDER,
    Role.CONSULTANT_WORK: _CONSULTANT | {Action.FINDING_WRITE_WORK, Action.SPEECH_KEEP},
    Role.CONSULTANT_PRODUCTION: _CONSULTANT | {Action.FINDING_WRITE_PRODUCTION},
    Role.SUPPLIER: _READS | {Action.TEXT_PROPOSE, Action.THREAD_RAISE, Action.ANSWER_READ, Action.ANSWER_WRITE},
    Role.FACILITATOR: _INSIDER | {Action.ARBITRATION_RUN},
    Role.OBSERVER: _READS,
    Role.ADMINISTRATOR: frozenset(),
}
"""R1: what is not in the row of a role is not allowed to it."""

_READ_ONLY: Final = _READS | {Action.ORIGIN_READ, Action.HISTORY_READ, Action.ANSWER_READ}
"""R2: a capped session reads and never writes."""

_FROZEN: Final = AGREED | OUT_OF_THE_TEXT


def may(reader: Reader, action: Action) -> bool:
    """Tell whether the reader's role allows `action` in the project at all (R1, R2)."""
    if reader.capped and action not in _READ_ONLY:
        return False
    return action in TABLE[reader.role]


def demand(reader: Reader, action: Action) -> None:
    """Raise NotAllowed unless `may(reader, action)`."""
    if not may(reader, action):
        raise NotAllowed(action=action.value)


def may_edit(reader: Reader, status: Status, task_ids: Collection[str]) -> bool:
    """Tell whether the reader may write in a requirement of this status touching these tasks (R3–R5).

    Employees: their own tasks, in draft or discussion; consultants: everywhere, in draft or discussion;
    the pair: until validated (then the requirement is first put in revision).
    """
    if not may(reader, Action.REQUIREMENT_EDIT) or status in _FROZEN:
        return False
    if reader.is_pilot:
        return True
    if status not in OPEN_FOR_WRITING:
        return False
    return reader.role in CONSULTANTS or not reader.task_ids.isdisjoint(task_ids)


def may_propose(reader: Reader, status: Status, task_ids: Collection[str]) -> bool:
    """Tell whether the reader may propose a change to a text of a requirement they see (P1).

    Whoever may write in it may prefer to propose; employees otherwise once it is no longer in draft or discussion.
    """
    if not may(reader, Action.TEXT_PROPOSE) or status in OUT_OF_THE_TEXT:
        return False
    if reader.role is Role.EMPLOYEE and status in OPEN_FOR_WRITING:
        return may_edit(reader, status, task_ids)
    return True


def demand_edit(reader: Reader, requirement: Requirement) -> None:
    """Raise NotAllowed unless the reader may write in this requirement now."""
    if not may_edit(reader, requirement.status, requirement.task_ids):
        raise NotAllowed("edit", status=requirement.status.value)


def abilities(reader: Reader) -> tuple[str, ...]:
    """Return, sorted, what the reader may do in the project: sent with each view, so the interface knows no roles."""
    return tuple(sorted(action.value for action in Action if may(reader, action)))
