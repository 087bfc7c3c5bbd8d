"""A person's own choices and open sessions, over HTTP and on their page."""

from typing import Final

from server.services import accounts, sessions
from server.web import answers, forms
from server.web.call import Call
from server.web.html import render
from server.web.table import Access, Endpoint, Page, Screen


def change_account(call: Call) -> None:
    """Change language, theme, single-key shortcuts, or whether management sees one's presence."""
    form = call.sent(forms.AccountForm)
    accounts.set_preferences(
        call.house,
        call.me,
        language=form.language,
        theme=form.theme,
        single_keys=form.single_keys,
        seen_by_management=form.seen_by_management,
    )


def revoke_session(call: Call) -> None:
    """End one of one's own sessions."""
    sessions.end_session(call.house, call.me, call.path["session_id"])


def revoke_other_sessions(call: Call) -> None:
    """End all of one's own sessions but this one."""
    sessions.end_other_sessions(call.house, call.me)


def show_account(call: Call) -> Page:
    """Language, theme, shortcuts, open sessions."""
    props = {
        "name": call.me.name,
        "email": accounts.email_of(call.house, call.me),
        "language": call.me.language,
        "theme": call.me.theme,
        "single_keys": call.me.single_keys,
        "seen_by_management": call.me.seen_by_management,
        "sessions": [
            answers.SessionLine(one.id, one.device, one.since, one.last_used, one.current, one.capped_as)
            for one in sessions.list_sessions(call.house, call.me)
        ],
    }
    return Page(render("bare_island.html", call, heading="screen.account", island="account", props=props))


ENDPOINTS: Final = (
    Endpoint("PATCH", "/api/account", change_account, Access.PERSON, "Change my choices", body=forms.AccountForm),
    Endpoint(
        "POST", "/api/account/sessions/revoke-others", revoke_other_sessions, Access.PERSON, "End my other sessions"
    ),
    Endpoint(
        "POST", "/api/account/sessions/{session_id}/revoke", revoke_session, Access.PERSON, "End one of my sessions"
    ),
)
SCREENS: Final = (Screen("/compte", show_account, Access.PERSON),)
