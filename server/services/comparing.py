"""What open proposals would make of their texts as these stand now, worked out once for each state of both."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from server.crdt.refusals import Gap, Refused
from server.crdt.replica import Replica
from server.domain.canonical import canonical_json
from server.domain.content import Proposal
from server.domain.proposal import same_block
from server.domain.richtext import Node, parse
from server.domain.words import Language
from server.exports.render import render_redline
from server.policy.view import Compared
from server.services.pages import picture_address
from server.services.recent import Recent
from server.storage import live_log
from server.storage.database import Transaction

_KEPT: Final = 2_000


class Comparisons:
    """Comparisons of one node; usable from any thread."""

    def __init__(self) -> None:
        self._kept: Recent[tuple[object, ...], Compared | None] = Recent(_KEPT)

    def of(
        self, connection: Transaction, proposals: Iterable[Proposal], documents: Mapping[str, str]
    ) -> dict[str, Compared | None]:
        """Return what each proposal would change, by its id; None when it can no longer be brought together with its text.

        `documents` names the live document of each text that the proposals are about.
        """
        pairs = {item.id: (item, documents[item.part_id]) for item in proposals if item.part_id in documents}
        names = [name for item, main in pairs.values() for name in (main, item.text.generation)]
        ends = live_log.load_ends(connection, names)
        return {
            one: self._kept.get(
                (one, main, ends.get(main), item.text.generation, ends.get(item.text.generation)),
                lambda item=item, main=main: compared(connection, item, main),  # type: ignore[misc]
            )
            for one, (item, main) in pairs.items()
        }


def compared(connection: Transaction, item: Proposal, main: str) -> Compared | None:
    """Return what a proposal would make of its text, whose document is `main`: both logs merged (P4)."""
    loaded = live_log.load_documents(connection, [main, item.text.generation], sealed=True)
    if main not in loaded or item.text.generation not in loaded:
        return None
    try:
        now = Replica.replay(loaded[main].pieces()).tree
        then = merged(loaded[main].pieces(), loaded[item.text.generation].pieces())
    except (Gap, Refused):
        return None
    return Compared(now, then, same_block(parse(item.base), now, parse(item.text.tree)), mark_of(now))


def merged(main: Iterable[bytes], fork: Iterable[bytes]) -> Node:
    """Return what a text shows with everything that was written in a fork of it, each given as updates in order.

    Raises Gap or Refused when the two do not belong together.
    """
    return Replica.replay([*main, *fork]).tree


def drawn(tree: Node, language: Language, specification_id: str, base: str) -> str:
    """Return the HTML of a redline, or of a text with nothing to compare; `base` comes before the addresses of pictures."""
    return render_redline(tree, language, lambda one: base + picture_address(specification_id, one))


def mark_of(tree: Node) -> str:
    """Return a mark that stands for a text."""
    return hashlib.blake2b(canonical_json(tree.json()), digest_size=16).hexdigest()
