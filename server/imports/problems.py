"""What is wrong in a text that was meant to become a specification: which file, which line, and a sentence in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from server.domain.errors import Invalid
from server.domain.words import Language, say


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct. `line` counts from 1; `key` and `values` make the sentence."""

    file: str
    line: int
    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def sentence(self, language: Language | str) -> str:
        """Return `file:line: what is wrong and what is expected`."""
        return f"{self.file}:{self.line}: {say(self.key, language, **self.values)}"


class NotUnderstood(Invalid):
    """The text is not what its format asks for; `problems` name every place to correct, in the order of the lines."""

    code: ClassVar[str] = "not_understood"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda one: (one.file, one.line)))
        super().__init__(count=len(self.problems))


class Notes:
    """The problems met while reading one file, gathered so that a writer learns all of them at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def add(self, line: int, key: str, /, **values: str | int) -> None:
        """Note one problem at `line`; `key` is completed to `import.<key>`."""
        self.problems.append(Problem(self.file, line, f"import.{key}", values))

    def stop_if_any(self) -> None:
        """Raise NotUnderstood when something was noted."""
        if self.problems:
            raise NotUnderstood(self.problems)
