"""The path of worries: what becomes of each one that was said, as far as its reader hears it."""

from dataclasses import dataclass
from typing import Final

from server.domain.discussion import WRITTEN, ThreadKind
from server.domain.errors import NotInYourSight
from server.policy.abilities import Action, may
from server.policy.view import ThreadView
from server.services import around
from server.services.looking import revealing
from server.services.places import thread_place
from server.web.call import Call
from server.web.html import render
from server.web.specification import shell_values
from server.web.table import Access, Page, Screen

STEPS: Final = ("heard", "answered", "written", "checked")


@dataclass(frozen=True, slots=True)
class Worry:
    """One worry: its thread, where that is read, and which steps of its path are behind it."""

    thread: ThreadView
    href: str
    steps: dict[str, bool]


def show_worries(call: Call) -> Page:
    """Every worry one hears, with how far it has come, and how many have come to each step."""
    if not may(call.reader, Action.HISTORY_READ) or call.reader.is_supplier:
        raise NotInYourSight
    threads = around.every_thread(call.house, call.reader, call.specification_id)
    with revealing(call.house, call.reader, call.specification_id) as revealer:
        worries = [
            Worry(one, thread_place(revealer.sight, one.id, one.subject), steps_of(one))
            for one in reversed(threads)
            if one.kind is ThreadKind.WORRY
        ]
    counts = {step: sum(one.steps[step] for one in worries) for step in STEPS}
    values = shell_values(call, "home")
    return Page(render("worries.html", call, **values, worries=worries, counts=counts))


def steps_of(thread: ThreadView) -> dict[str, bool]:
    """Return which steps of its path a remark has behind it."""
    answered = thread.outcome is not None or any(one.author != thread.author for one in thread.comments)
    written = thread.outcome in WRITTEN and thread.led_to is not None
    return dict(zip(STEPS, (True, answered, written, thread.checked_at is not None), strict=True))


SCREENS: Final = (Screen("/s/{specification_id}/craintes", show_worries, Access.SPECIFICATION),)
