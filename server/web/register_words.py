"""The register of access in sentences: what each entry says, with names where it keeps identifiers and codes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from server.domain.dates import day_in_words
from server.domain.levels import level_name
from server.domain.register import RegisterKind
from server.domain.words import Language, catalogue, say
from server.policy.labels import NAMED, Label
from server.policy.view.register import EntryView
from server.services.registering import Register


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One entry as it is read; `person` is empty where it is not told, and with `whole_day` there is no hour."""

    at: datetime
    whole_day: bool
    kind: RegisterKind
    kind_name: str
    person: str
    organization: str
    what: str
    reason: str


_LABELS: Final = ("propose_label", "change_label")


class Sentences:
    """Says the entries of one register in one language."""

    def __init__(self, register: Register, language: Language) -> None:
        self._names, self._levels, self._language = register.names, register.level_names, language

    def line(self, entry: EntryView) -> RegisterLine:
        """Return one entry in words."""
        said = entry.said if isinstance(entry.said, dict) else {}
        after = said.get("after")
        reason = after.get("reason", "") if isinstance(after, dict) else ""
        return RegisterLine(
            at=entry.at,
            whole_day=entry.whole_day,
            kind=entry.kind,
            kind_name=say(f"register.kind.{entry.kind}", self._language),
            person=entry.person or "",
            organization=entry.organization,
            what=say(f"register.{entry.deed}", self._language, **self._values(entry, said)),
            reason=str(reason),
        )

    def _values(self, entry: EntryView, said: dict[str, Any]) -> dict[str, str]:
        before, after = said.get("before"), said.get("after")
        told = {**said, **after} if isinstance(after, dict) else said
        return {
            "about": self._name(entry.subject.id if entry.subject else None, "register.reserved"),
            "organization": self._name(told.get("organization"), "register.reserved"),
            "section": self._name(told.get("section"), "register.reserved"),
            "audience": self._name(told.get("organization"), "register.firm"),
            "role": self._word(f"role.{told.get('role')}"),
            "number": str(told.get("number", "")),
            "version": str(told.get("version", "")),
            "format": str(told.get("format", "")).upper(),
            "before": self._value(entry.deed, before),
            "after": self._value(entry.deed, after),
        }

    def _value(self, deed: str, value: Any) -> str:
        if deed in _LABELS:
            return self._label(value["label"] if isinstance(value, dict) else value)
        if deed == "set_member_level":
            return self._level(value) if isinstance(value, int) and value >= 0 else self._word("register.none")
        if deed == "cut_register" and isinstance(value, str):
            return day_in_words(datetime.fromisoformat(value), self._language)
        return self._word(f"role.{value}")

    def _label(self, canonical: object) -> str:
        label = Label.parse(str(canonical))
        said = self._level(label.level)
        names = [self._names[one] for one in sorted(label.suppliers) if one in self._names]
        return f"{said} ({', '.join(names)})" if label.level == NAMED and names else said

    def _level(self, level: int) -> str:
        return level_name(self._levels, level, self._language)

    def _name(self, identifier: object, otherwise: str) -> str:
        return self._names.get(str(identifier)) or say(otherwise, self._language)

    def _word(self, key: str) -> str:
        return say(key, self._language) if key in catalogue() else ""
