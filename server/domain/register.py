"""What the register of access keeps: who was let in, what was opened, sent or taken out, and to whom."""

from enum import StrEnum
from typing import Final


class RegisterKind(StrEnum):
    """The families of entries, by which the register is filtered."""

    SIGN_IN = "sign_in"
    RIGHTS = "rights"
    LABEL = "label"
    VIEW_AS = "view_as"
    SHARING = "sharing"
    EXPORT = "export"
    DOWNLOAD = "download"
    KEEPING = "keeping"


KIND_OF_DEED: Final = {
    "sign_in": RegisterKind.SIGN_IN,
    "invite": RegisterKind.RIGHTS,
    "withdraw_invitation": RegisterKind.RIGHTS,
    "join": RegisterKind.RIGHTS,
    "give_card": RegisterKind.RIGHTS,
    "change_role": RegisterKind.RIGHTS,
    "set_member_tasks": RegisterKind.RIGHTS,
    "set_member_level": RegisterKind.RIGHTS,
    "end_membership": RegisterKind.RIGHTS,
    "end_organization": RegisterKind.RIGHTS,
    "add_circle": RegisterKind.RIGHTS,
    "change_circle": RegisterKind.RIGHTS,
    "remove_circle": RegisterKind.RIGHTS,
    "set_speakers": RegisterKind.RIGHTS,
    "revoke_session": RegisterKind.RIGHTS,
    "propose_label": RegisterKind.LABEL,
    "change_label": RegisterKind.LABEL,
    "decline_label": RegisterKind.LABEL,
    "set_substitute": RegisterKind.LABEL,
    "view_as": RegisterKind.VIEW_AS,
    "send_release": RegisterKind.SHARING,
    "open_section": RegisterKind.SHARING,
    "close_section": RegisterKind.SHARING,
    "open_writing": RegisterKind.SHARING,
    "close_writing": RegisterKind.SHARING,
    "ask_supplier": RegisterKind.SHARING,
    "reply_to_supplier": RegisterKind.SHARING,
    "export": RegisterKind.EXPORT,
    "export_register": RegisterKind.EXPORT,
    "download_release": RegisterKind.DOWNLOAD,
    "cut_register": RegisterKind.KEEPING,
    "erase_past": RegisterKind.KEEPING,
    "erase_person": RegisterKind.KEEPING,
}
"""The deeds that are entered. A deed in the history that is named here is entered by being recorded there."""

WITHOUT_WORDS: Final = frozenset(
    {
        *("set_substitute", "withdraw_invitation", "erase_past"),
        *("add_circle", "change_circle", "remove_circle", "set_speakers"),
    }
)
"""Deeds entered without what was before and after: that is text of the specification, or says nothing."""
