"""What people choose for themselves: language, colours, shortcuts, and that they have read the notice."""

from typing import Any, Final

from server.domain.errors import Invalid, NotAllowed
from server.domain.words import LANGUAGES
from server.services.house import House, Told
from server.services.sessions import SignedIn
from server.storage import account_rows

THEMES: Final = ("auto", "light", "dark")


def set_preferences(
    house: House,
    signed_in: SignedIn,
    *,
    language: str | None = None,
    theme: str | None = None,
    single_keys: bool | None = None,
    seen_by_management: bool | None = None,
) -> None:
    """Change what is given and leave the rest; `theme` is auto, light or dark. Pages where one is present follow at once.

    Raises Invalid for anything unknown, NotAllowed from a capped session.
    """
    if signed_in.capped_organization_id is not None:
        raise NotAllowed
    if (language is not None and language not in LANGUAGES) or (theme is not None and theme not in THEMES):
        raise Invalid("choice")
    wanted: dict[str, Any] = {"language": language, "theme": theme, "single_keys": single_keys}
    wanted["seen_by_management"] = seen_by_management
    given = {name: value for name, value in wanted.items() if value is not None}
    with house.database.write() as connection:
        account_rows.update_account(connection, signed_in.person_id, **given)
    if seen_by_management is not None:
        house.tell(Told("", None, recheck_people=(signed_in.person_id,)))


def mark_notice_seen(house: House, signed_in: SignedIn) -> None:
    """Remember that this person has read what is recorded and who reads it."""
    if not signed_in.notice_seen:
        with house.database.write() as connection:
            account_rows.update_account(connection, signed_in.person_id, notice_seen_at=house.clock())


def email_of(house: House, signed_in: SignedIn) -> str:
    """Return the person's own address; empty when they have none."""
    with house.database.read() as connection:
        account = account_rows.find_account(connection, signed_in.person_id)
    return account.email if account is not None and account.has_mail else ""
