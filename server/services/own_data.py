"""Everything the installation holds about one person, gathered for that person: others are not named, secrets stay secret."""

from dataclasses import dataclass, field
from typing import Any, Final

from server.domain.errors import NotAllowed, NotInYourSight, NotSignedIn
from server.domain.words import Language, say
from server.policy.reader import Reader
from server.policy.view import Revealer
from server.services.arbitrating import see_case
from server.services.around import see_thread
from server.services.house import House
from server.services.naming import names_of
from server.services.rights import projects_of, reader_in
from server.services.sessions import SignedIn
from server.storage import account_rows, personal_rows, project_rows, register_rows
from server.storage.personal_rows import Row

FORM: Final = "concerte/person/1"


@dataclass(slots=True)
class _Project:
    """What a person still sees of a project: nothing at all when they take no part any more."""

    reader: Reader | None = None
    names: dict[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()


def own_data(house: House, signed_in: SignedIn) -> dict[str, Any]:
    """Return what is held about the person who asks, as JSON values.

    What they said is given where they hear it still, and otherwise only that they said something, and when. Full names of
    others are taken out of it. Raises NotAllowed from a view as a supplier.
    """
    if signed_in.capped_organization_id is not None:
        raise NotAllowed
    return _Gathering(house, signed_in).everything()


class _Gathering:
    def __init__(self, house: House, signed_in: SignedIn) -> None:
        self._house, self._me = house, signed_in.person_id
        self._language = Language(signed_in.language)
        with house.database.read() as connection:
            account = account_rows.find_account(connection, self._me)
            if account is None:
                raise NotSignedIn
            self._account = account
            self._parts = personal_rows.load_parts(connection, self._me)
            self._comments = personal_rows.load_comments(connection, self._me)
            self._answers = personal_rows.load_answers(connection, self._me)
            self._proposals = personal_rows.load_proposals(connection, self._me)
            self._voices = personal_rows.load_voices(connection, self._me)
            self._written = personal_rows.load_written(connection, self._me)
            self._deeds = personal_rows.load_deeds(connection, self._me)
            self._sessions = personal_rows.load_sessions(connection, self._me)
            self._invitations = personal_rows.load_invitations(connection, account.email)
            self._mails = personal_rows.load_mails(connection, account.email)
            ids = sorted({one.project_id for one in self._parts})
            self._entries = {one: register_rows.load_entries(connection, one, person_id=self._me) for one in ids}
            members = {one: project_rows.load_members(connection, one) for one in ids}
        self._projects = {
            one: _Project(others=tuple(m.name for kind in members[one] for m in kind if m.person_id != self._me))
            for one in ids
        }
        self._see()

    def _see(self) -> None:
        for seen in projects_of(self._house, self._me):
            project = self._projects[seen.id]
            with self._house.database.read() as connection:
                project.reader = reader_in(connection, self._me, seen.id)
                for entry in seen.specifications:
                    project.names[entry.id] = entry.title
                    content = self._house.shelf.content(connection, entry.id)
                    project.names |= names_of(Revealer(content, project.reader))

    def everything(self) -> dict[str, Any]:
        account = self._account
        return {
            "form": FORM,
            "made_at": self._house.clock(),
            "account": {
                "name": account.name,
                "email": account.email if account.has_mail else None,
                "language": account.language,
                "theme": account.theme,
                "single_keys": account.single_keys,
                "seen_by_management": account.seen_by_management,
                "notice_seen_at": account.notice_seen_at,
                "created_at": account.created_at,
            },
            "sessions": [self._session(one) for one in self._sessions],
            "invitations": [
                {name: one[name] for name in ("project", "role", "created_at", "accepted_at", "withdrawn_at")}
                for one in self._invitations
            ],
            "mails": [dict(one) for one in self._mails],
            "projects": [self._project(one) for one in self._projects],
        }

    def _session(self, row: Row) -> dict[str, Any]:
        names = ("device", "created_at", "seen_at", "expires_at", "ended_at")
        return {name: row[name] for name in names} | {"view_as_supplier": row["capped_organization_id"] is not None}

    def _project(self, project_id: str) -> dict[str, Any]:
        parts = [one for one in self._parts if one.project_id == project_id]
        return {
            "project": parts[0].project,
            "firm": parts[0].firm,
            "parts": [
                {"organization": one.organization, "role": one.role, "level": one.level}
                | {"closed_sets": list(one.closed_sets), "tasks": list(one.tasks)}
                | {"since": one.since, "until": one.until}
                for one in parts
            ],
            "comments": [self._comment(one) for one in self._comments if one["project_id"] == project_id],
            "answers": [self._answer(one) for one in self._answers if one["project_id"] == project_id],
            "proposals": [self._proposal(one) for one in self._proposals if one["project_id"] == project_id],
            "voices": [self._voice(one) for one in self._voices if one["project_id"] == project_id],
            "texts_written": [
                {"about": self._about(project_id, one.part_id), "first": one.first, "last": one.last}
                for one in self._written
                if one.project_id == project_id
            ],
            "deeds": [
                {"deed": one["deed"], "about": self._about(project_id, one["subject_id"]), "at": one["at"]}
                for one in self._deeds
                if one["project_id"] == project_id
            ],
            "register": [{"kind": one.kind, "deed": one.deed, "at": one.at} for one in self._entries[project_id]],
        }

    def _comment(self, row: Row) -> dict[str, Any]:
        project_id = row["project_id"]
        heard = self._hears(project_id, row["specification_id"], row["thread_id"])
        return {
            "about": self._about(project_id, row["subject_id"]),
            "text": self._said(project_id, row["text"]) if heard else None,
            "at": row["at"],
            "edited_at": row["edited_at"],
        }

    def _answer(self, row: Row) -> dict[str, Any]:
        about, said = (
            self._about(row["project_id"], row["requirement_id"]),
            self._said(row["project_id"], row["comment"]),
        )
        still = self._projects[row["project_id"]].reader is not None
        return {"about": about, "compliance": row["compliance"], "comment": said if still else None, "at": row["at"]}

    def _proposal(self, row: Row) -> dict[str, Any]:
        about, said = self._about(row["project_id"], row["owner_id"]), self._said(row["project_id"], row["reason"])
        known = {name: row[name] for name in ("state", "began_at", "opened_at", "decided_at")}
        return {"about": about, "reason": said if self._sees(row["project_id"], row["owner_id"]) else None} | known

    def _voice(self, row: Row) -> dict[str, Any]:
        seen = self._sees_case(row["project_id"], row["specification_id"], row["case_id"])
        said = self._said(row["project_id"], row["words"]) if seen else None
        about = self._said(row["project_id"], row["question"]) if seen else None
        return {"about": about, "register": row["register"], "words": said, "given_at": row["given_at"]}

    def _sees_case(self, project_id: str, specification_id: str, case_id: str) -> bool:
        reader = self._projects[project_id].reader
        if reader is None:
            return False
        try:
            see_case(self._house, reader, specification_id, case_id)
        except NotInYourSight:
            return False
        return True

    def _hears(self, project_id: str, specification_id: str, thread_id: str) -> bool:
        reader = self._projects[project_id].reader
        if reader is None:
            return False
        try:
            see_thread(self._house, reader, specification_id, thread_id)
        except NotInYourSight:
            return False
        return True

    def _sees(self, project_id: str, thing_id: str) -> bool:
        return thing_id in self._projects[project_id].names

    def _about(self, project_id: str, thing_id: str) -> str | None:
        return self._projects[project_id].names.get(thing_id)

    def _said(self, project_id: str, text: str) -> str:
        for name in sorted(self._projects[project_id].others, key=len, reverse=True):
            text = text.replace(name, f"[{say('person.somebody', self._language)}]") if name else text
        return text
