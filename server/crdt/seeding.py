"""Make a live document from a text: the same words and nothing else, no history and no former author (A10)."""

import secrets
from collections.abc import Sequence
from itertools import groupby
from typing import Final, cast

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from server.crdt.known import ROOT_NAME
from server.domain.richtext import SCHEMA, Node

FIRST_SERVER_CLIENT: Final = 2**32
"""Browsers draw client ids below this, the server from here up: the two never meet."""


def new_server_client() -> int:
    """Return a fresh client id of the server, for one seeding or one rewrite."""
    return FIRST_SERVER_CLIENT + secrets.randbelow(2**53 - FIRST_SERVER_CLIENT)


def seed(tree: Node, client_id: int) -> bytes:
    """Return the update that makes an empty Yjs document show `tree`, laid out as y-prosemirror lays it out.

    `tree` is a canonical document. Everything in the update is under `client_id`; the only root is `text`.
    """
    doc: Doc[XmlFragment] = Doc(client_id=client_id)
    doc[ROOT_NAME] = fragment = XmlFragment()
    with doc.transaction():
        fill(fragment, tree)
    return doc.get_update()


def fill(parent: XmlFragment | XmlElement, node: Node) -> None:
    """Add to an element everything that `node` holds."""
    for is_text, children in groupby(node.content, key=lambda child: child.type == "text"):
        if is_text:
            text = XmlText()
            parent.children.append(text)
            write(text, 0, list(children))
            continue
        for child in children:
            made = element(child)
            parent.children.append(made)
            fill(made, child)


def element(node: Node) -> XmlElement:
    """Return an element for a node, without what the node holds."""
    return XmlElement(node.type, [(name, cast(str, value)) for name, value in node.attrs.items()])


def write(text: XmlText, place: int, runs: Sequence[Node]) -> None:
    """Write runs of words into a text holder from a place (in bytes) on."""
    for run in runs:
        text.insert(place, run.text, _formatting(run))
        place += len(run.text.encode())


def _formatting(run: Node) -> dict[str, object]:
    """Return the marks of a run as attributes, every other mark off, so that none is inherited from the run before."""
    on: dict[str, object] = {mark.type: dict(mark.attrs) for mark in run.marks}
    return {name: on.get(name) for name in SCHEMA.marks}
