"""The past of a text over HTTP: its moments, what it said then, what changed between two, and bringing one back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pydantic import AwareDatetime

from server.policy.view.past import PastView
from server.services import replaying, restoring
from server.web.call import Call
from server.web.forms import Form
from server.web.table import Access, Endpoint


class MomentQuery(Form):
    """A moment of a text, and perhaps an earlier one to compare it with."""

    at: AwareDatetime
    since: AwareDatetime | None = None


class RestoreForm(Form):
    """The moment to bring back, and the last one that was seen."""

    at: AwareDatetime
    seen: AwareDatetime


@dataclass(frozen=True, slots=True)
class Drawn:
    """HTML drawn by the server, to be put in place as it is."""

    html: str


@dataclass(frozen=True, slots=True)
class Restored:
    """The moment that a restored text makes."""

    at: datetime


def read_past(call: Call) -> PastView:
    """The moments of a text."""
    return replaying.see_past(call.house, call.reader, call.specification_id, call.path["part_id"])


def read_moment(call: Call) -> Drawn:
    """What a text said at a moment, with its authors; with `since`, what it changed since then."""
    asked, part_id = call.asked(MomentQuery), call.path["part_id"]
    house, reader, specification_id = call.house, call.reader, call.specification_id
    if asked.since is None:
        return Drawn(replaying.draw_moment(house, reader, specification_id, part_id, asked.at, call.language))
    return Drawn(
        replaying.draw_difference(house, reader, specification_id, part_id, asked.since, asked.at, call.language)
    )


def restore_text(call: Call) -> Restored:
    """Make a text say again what it said at a moment."""
    form = call.sent(RestoreForm)
    house, reader, part_id = call.house, call.reader, call.path["part_id"]
    return Restored(restoring.restore_text(house, reader, call.specification_id, part_id, at=form.at, seen=form.seen))


_TEXT: Final = "/api/specifications/{specification_id}/texts/{part_id}"
_IN: Final = Access.SPECIFICATION

ENDPOINTS: Final = (
    Endpoint("GET", _TEXT + "/past", read_past, _IN, "Who wrote a text, and when", answer=PastView),
    Endpoint(
        "GET",
        _TEXT + "/moment",
        read_moment,
        _IN,
        "What a text said at a moment, or changed since another",
        query=MomentQuery,
        answer=Drawn,
    ),
    Endpoint(
        "POST",
        _TEXT + "/restore",
        restore_text,
        _IN,
        "Bring back what a text said",
        body=RestoreForm,
        answer=Restored,
    ),
)
