"""The past in the reader's words: what changed, with names where the history keeps identifiers and codes."""

from typing import Any, Final

from server.domain.errors import Invalid
from server.domain.levels import closed_words, level_name
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import Language, catalogue, say
from server.policy.labels import Label
from server.policy.view import Revealer
from server.policy.view.history import HistoryView
from server.web.answers import Change

_SPOKEN: Final = {
    "priority": "priority",
    "kind": "kind",
    "flexibility": "flexibility",
    "verification": "verification",
    "dimensions": "dimension",
    "register": "register",
    "evidence": "evidence",
    "severity": "severity",
    "condition": "condition",
}
"""The fields whose values are codes, with the family of words that says them."""

_STATUSES: Final = {"set_finding_status": "finding", "set_result_status": "result"}
"""The deeds whose status is not a requirement's, with the family of words that says it."""

_TOLD: Final = ("label", "status", "code", "title", "kind", "section_id", "parent_id", "reason")
"""What is said of a fact kept as several values, in this order; identifiers and figures of the server are not."""


class Teller:
    """Says facts of the past to one reader in one language."""

    def __init__(self, revealer: Revealer, language: Language) -> None:
        self._revealer, self._language = revealer, language
        content = revealer.content
        self._people = {member.person_id: member.name for member in revealer.members()}
        self._tasks = {task.id: task.name for task in content.tasks}
        self._units = {unit.id: unit.name for unit in content.units}

    def change(self, entry: HistoryView) -> Change:
        """Return one fact in words."""
        return Change(
            id=entry.id,
            at=entry.at,
            about=self._about(entry.subject),
            person=entry.person,
            deed=entry.deed,
            field=entry.field,
            before=None if self._within(entry) else self._say(entry.deed, entry.field, entry.before),
            after=None if self._within(entry) else self._say(entry.deed, entry.field, entry.after),
        )

    def _within(self, entry: HistoryView) -> bool:
        """Tell whether something was only moved among its neighbours: naming its place before and after would say nothing."""
        before, after = entry.before, entry.after
        if not (isinstance(before, dict) and isinstance(after, dict) and "after_id" in after):
            return False
        return {**before, "after_id": ""} == {**after, "after_id": ""}

    def _about(self, subject: Subject) -> str:
        if subject.kind is not SubjectKind.CRITERION or not self._revealer.sight.subject(subject):
            return ""
        return self._revealer.subject_name(subject)[1]

    def _say(self, deed: str, field: str, value: Any) -> str | None:
        if value is None or isinstance(value, bool):
            return None
        if isinstance(value, dict):
            return self._several(deed, value)
        if isinstance(value, list):
            return ", ".join(filter(None, (self._one(deed, field, item) for item in value)))
        return self._one(deed, field, value)

    def _one(self, deed: str, field: str, value: Any) -> str:
        sight = self._revealer.sight
        match field:
            case "label":
                return self._label(str(value))
            case "status":
                return self._word(f"{_STATUSES.get(deed, 'status')}.{value}", str(value))
            case "task_ids":
                return self._tasks.get(value, "")
            case "unit_id":
                return self._units.get(value, "")
            case "owner_id":
                return self._people.get(value, "")
            case "section_id" | "parent_id":
                return sight.sections[value].title if value in sight.sections else ""
            case "situation_id":
                return sight.situations[value].title if value in sight.situations else ""
        if deed == "duplicate_section":
            return sight.sections[value].title if value in sight.sections else ""
        if deed in {"add_link", "remove_link"}:
            return self._word(f"link.{value}", str(value))
        return self._word(f"{_SPOKEN[field]}.{value}", str(value)) if field in _SPOKEN else str(value)

    def _word(self, key: str, otherwise: str) -> str:
        return say(key, self._language) if key in catalogue() else otherwise

    def _label(self, canonical: str) -> str:
        try:
            label = Label.parse(canonical)
        except Invalid:
            return ""
        view = self._revealer.label(canonical)
        names = view.supplier_names or tuple(
            filter(None, [closed_words(view.compartments, view.closed, self._language)])
        )
        said = level_name(self._revealer.content.level_names, label.level, self._language)
        return f"{said} ({', '.join(names)})" if names else said

    def _several(self, deed: str, value: dict[str, Any]) -> str:
        if "source" in value and "target" in value:
            return self._link(value)
        if isinstance(value.get("requirements"), list):
            seen = self._revealer.sight.requirements
            return ", ".join(seen[one].code for one in value["requirements"] if one in seen)
        said = [self._one(deed, key, value[key]) for key in _TOLD if isinstance(value.get(key), str)]
        return ", ".join(piece for piece in said if piece)

    def _link(self, value: dict[str, Any]) -> str:
        kind = self._word(f"link.{value['kind']}", "")
        target = Subject(SubjectKind(value["target"][0]), value["target"][1])
        code, title = self._revealer.subject_name(target) if self._revealer.sight.subject(target) else ("", "")
        return " ".join(piece for piece in (kind, code or title) if piece)
