"""The bytes somebody hands in become text within limits, its front matter apart."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from server.domain.errors import Invalid, TooLarge

MAX_BYTES: Final = 2 * 1024 * 1024
"""A document above 2 MiB is refused whole: nothing is cut."""

_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_FENCE: Final = re.compile(r"---[ \t]*\n((?:(?!---[ \t]*(?:\n|$))[^\n]*\S[^\n]*\n)+)---[ \t]*(?:\n|$)")
_MAX_FRONT: Final = 32 * 1024


class _PlainLoader(yaml.BaseLoader):
    """Texts, lists and tables only: no value changes its meaning (`no`, a date, `1.0`) and nothing stands for another."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("no aliases in a front matter")
        return super().compose_node(parent, index)


@dataclass(frozen=True, slots=True)
class Source:
    """A text ready to be read. `body_line` is the number of lines before the body, `front` is None without front matter."""

    file: str
    front: Mapping[str, Any] | None
    front_text: str
    body: str
    body_line: int
    front_error_line: int = 0

    def line_of(self, key: str) -> int:
        """Return the line of the front matter that begins with `key`, else the first line."""
        for number, line in enumerate(self.front_text.split("\n"), start=2):
            if line.split(":")[0].strip() == key:
                return number
        return 1


def decode(data: bytes) -> str:
    """Return the text of a UTF-8 document, line ends made plain, control characters made spaces.

    Raises TooLarge above MAX_BYTES, Invalid (`not_utf8`).
    """
    if len(data) > MAX_BYTES:
        raise TooLarge("document", limit="2 Mio")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid("not_utf8", position=error.start) from None
    return _UNPRINTABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def split_front_matter(file: str, text: str) -> Source:
    """Part the front matter (`---`, lines of YAML without an empty one, `---`, at the very top) from the body.

    What is not a table of names and values is no front matter: it stays in the body, and `front_error_line` says where the
    reading stopped.
    """
    found = _FENCE.match(text)
    if found is None or len(found[1]) > _MAX_FRONT:
        return Source(file, None, "", text, 0)
    try:
        front = yaml.load(found[1], Loader=_PlainLoader)  # noqa: S506  # it makes texts, lists and tables only
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        return Source(file, None, "", text, 0, (mark.line if mark else 0) + 2)
    if not isinstance(front, dict):
        return Source(file, None, "", text, 0, 2)
    return Source(file, front, found[1].rstrip("\n"), text[found.end() :], text[: found.end()].count("\n"))
