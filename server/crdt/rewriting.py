"""Make a live document show another text by one update of the server: what stays keeps its place, its anchors and its past."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from pycrdt import Doc, TransactionEvent, XmlElement, XmlFragment, XmlText

from server.crdt.fragment import children_of, nodes_of, read
from server.crdt.known import ROOT_NAME
from server.crdt.refusals import Refused
from server.crdt.seeding import element, fill, write
from server.domain.alignment import Pairs, common
from server.domain.redline import alike, key_of, tokens
from server.domain.richtext import Node

_Holder: TypeAlias = XmlFragment | XmlElement


def rewrite(state: bytes, wanted: Node, client_id: int) -> bytes:
    """Return the update that makes the document of a state show `wanted`, a canonical document.

    Everything new in it is under `client_id`, an id of the server's own that the document does not know yet.
    """
    doc: Doc[XmlFragment] = Doc(client_id=client_id)
    doc[ROOT_NAME] = fragment = XmlFragment()
    doc.apply_update(state)
    made: list[bytes] = []
    watch = doc.observe(lambda event: made.append(_update_of(event)))
    with doc.transaction():
        _blocks(fragment, wanted)
    doc.unobserve(watch)
    if read(fragment).tree != wanted:
        raise Refused("engine", "rewrite")
    return made[0] if made else b"\x00\x00"


def _update_of(event: TransactionEvent) -> bytes:
    update: bytes = event.update
    return update


@dataclass(frozen=True, slots=True)
class _Shown:
    """A child of an element with the node that it shows."""

    place: int
    node: Node


def _blocks(holder: _Holder, wanted: Node) -> None:
    """Make the children of an element that holds elements show those of `wanted`, from the last to the first."""
    shown = [_Shown(place, node) for place, child in enumerate(children_of(holder)) for node in nodes_of(child)]
    old, new = [one.node for one in shown], wanted.content
    same = common([key_of(node) for node in old], [key_of(node) for node in new])
    for before, after in _gaps(same, len(old), len(new)):
        gone, come = shown[before[0] + 1 : after[0]], new[before[1] + 1 : after[1]]
        _replace(holder, gone, come, shown[before[0]].place + 1 if before[0] >= 0 else 0)


def _replace(holder: _Holder, old: Sequence[_Shown], new: Sequence[Node], start: int) -> None:
    became = alike([one.node for one in old], new)
    for before, after in _gaps(became, len(old), len(new)):
        if after[0] < len(old):
            _within(holder, old[after[0]], new[after[1]])
        for one in reversed(old[before[0] + 1 : after[0]]):
            del holder.children[one.place]
        at = old[before[0]].place + 1 if before[0] >= 0 else start
        for node in reversed(new[before[1] + 1 : after[1]]):
            made = element(node)
            holder.children.insert(at, made)
            fill(made, node)


def _within(holder: _Holder, old: _Shown, new: Node) -> None:
    child = holder.children[old.place]
    if not isinstance(child, XmlElement):
        raise Refused("engine", "rewrite")
    if new.type == "paragraph":
        _line(child, old.node, new)
    else:
        _blocks(child, new)


def _gaps(pairs: Pairs, old: int, new: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield what lies between two places where both sequences agree, from the last to the first."""
    yield from reversed(list(pairwise([(-1, -1), *pairs, (old, new)])))


def _line(paragraph: XmlElement, old: Node, new: Node) -> None:
    """Make a paragraph show the words of `new`; one whose pictures or mentions differ is filled anew."""
    if [key_of(node) for node in old.content if _is_atom(node)] != [key_of(n) for n in new.content if _is_atom(n)]:
        del paragraph.children[:]
        fill(paragraph, new)
        return
    for stretch, runs in reversed(list(zip(_stretches(paragraph), _runs(new.content), strict=True))):
        _words(paragraph, stretch, runs)


def _is_atom(node: Node) -> bool:
    return node.type != "text"


@dataclass(slots=True)
class _Stretch:
    """The text holders between two pictures or mentions; the first stands, or would stand, at `place`."""

    place: int
    holders: list[XmlText]


def _stretches(paragraph: XmlElement) -> list[_Stretch]:
    made = [_Stretch(0, [])]
    for place, child in enumerate(children_of(paragraph)):
        if isinstance(child, XmlText):
            made[-1].holders.append(child)
        else:
            made.append(_Stretch(place + 1, []))
    return made


def _runs(content: Iterable[Node]) -> list[list[Node]]:
    made: list[list[Node]] = [[]]
    for node in content:
        if _is_atom(node):
            made.append([])
        else:
            made[-1].append(node)
    return made


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, a space or a sign, and the bytes of a text holder that it takes up."""

    node: Node
    holder: XmlText
    start: int
    end: int


def _words(paragraph: XmlElement, stretch: _Stretch, runs: Sequence[Node]) -> None:
    if not stretch.holders:
        if runs:
            text = XmlText()
            paragraph.children.insert(stretch.place, text)
            write(text, 0, runs)
        return
    old, new = [token for holder in stretch.holders for token in _cut(holder)], tokens(runs)
    same = common([key_of(token.node) for token in old], [key_of(node) for node in new])
    for before, after in _gaps(same, len(old), len(new)):
        for token in reversed(old[before[0] + 1 : after[0]]):
            del token.holder[token.start : token.end]
        holder, at = (old[before[0]].holder, old[before[0]].end) if before[0] >= 0 else (stretch.holders[0], 0)
        write(holder, at, new[before[1] + 1 : after[1]])


def _cut(holder: XmlText) -> Iterator[_Token]:
    at = 0
    for node in tokens(nodes_of(holder)):
        end = at + len(node.text.encode())
        yield _Token(node, holder, at, end)
        at = end
