"""Who wrote which words of a text: runs of words with their author, laid over its tree as a mark."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from server.domain.richtext import Mark, Node

BY: Final = "by"
"""The mark of a run that somebody is known to have written; its attribute `author` says who."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow each other in a text, and who wrote them; None is the server."""

    text: str
    author: str | int | None


def sign(tree: Node, runs: Iterable[Run]) -> Node:
    """Return the text with a mark of its author on every run of words; words of the server carry none.

    `runs` are all words of the text in reading order. Raises ValueError when they are not.
    """
    waiting = _Waiting(iter(runs))
    signed = _signed(tree, waiting)
    if waiting.more():
        raise ValueError("more words are signed than the text has")
    return signed


class _Waiting:
    """The runs that are not laid over the text yet."""

    def __init__(self, runs: Iterator[Run]) -> None:
        self._runs = runs
        self._now = Run("", None)

    def more(self) -> bool:
        """Tell whether words are left, and bring the next ones forward."""
        while not self._now.text:
            following = next(self._runs, None)
            if following is None:
                return False
            self._now = following
        return True

    def take(self, text: str) -> Iterator[Run]:
        """Yield the runs that `text` is made of. Raises ValueError when it is not the next in order."""
        while text:
            if not self.more():
                raise ValueError("the text has more words than are signed")
            length = min(len(text), len(self._now.text))
            if self._now.text[:length] != text[:length]:
                raise ValueError("the words of the text are not those that are signed")
            yield Run(text[:length], self._now.author)
            self._now, text = Run(self._now.text[length:], self._now.author), text[length:]


def _signed(node: Node, waiting: _Waiting) -> Node:
    content: list[Node] = []
    for child in node.content:
        if child.type != "text":
            content.append(_signed(child, waiting))
            continue
        for run in waiting.take(child.text):
            by = () if run.author is None else (Mark(BY, {"author": run.author}),)
            content.append(Node("text", marks=(*by, *child.marks), text=run.text))
    return Node(node.type, node.attrs, node.marks, tuple(content), node.text)
