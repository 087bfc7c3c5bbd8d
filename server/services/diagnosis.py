"""The page of what requirements come from: all of it for one reader, and what changed on it since they looked."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final

from server.domain.content import RichTextJson
from server.domain.errors import NotInYourSight
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import Language
from server.exports.render import render_text
from server.policy.reader import Reader
from server.policy.view import (
    FindingView,
    MatrixView,
    OriginsView,
    ResultView,
    Revealer,
    SituationView,
    TextView,
    reveal_matrix,
    reveal_origins,
)
from server.services.correcting import restorable
from server.services.house import House
from server.services.looking import revealing
from server.services.pages import picture_address
from server.services.reading import get_volume
from server.services.speaking import possible_speakers
from server.services.talk import talk_marks
from server.services.trail import Piece, Trail, make_piece
from server.storage.volume import Volume

_KIND: Final = "origins."
"""Begins the cursors of this page; those of the text hold no dot."""

_FACTS: Final = "facts"
"""The piece that stands for everything but the texts. Those are called by their part."""

_ORIGINS: Final = (SubjectKind.FINDING, SubjectKind.RESULT, SubjectKind.SIMULATION, SubjectKind.SITUATION)

WrittenOrigin = FindingView | ResultView | SituationView


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a reader's page of origins shows: `texts` is each text as HTML by its part, `speakers` who may be said to
    have spoken (for who keeps what was said), `cursor` where the page stands."""

    origins: OriginsView
    set_aside: list[tuple[Subject, str, str]]
    texts: Mapping[str, str]
    speakers: list[tuple[str, str]]
    cursor: str


def see_diagnosis(house: House, reader: Reader, specification_id: str) -> Diagnosis:
    """Return everything requirements come from, as far as this reader sees it. Raises NotInYourSight."""
    with house.database.read() as connection:
        volume = get_volume(house, connection, reader, specification_id)
    origins, set_aside, pieces = _look(house, volume, reader)
    trail = house.origin_pages.of(volume, reader)
    with trail.turn:
        _bring(trail, volume, origins, pieces)
    texts = {name: piece.html for name, piece in pieces.items() if name != _FACTS}
    speakers = possible_speakers(Revealer(volume.content, reader))
    return Diagnosis(origins, set_aside, texts, speakers, _KIND + trail.cursor_of(pieces))


def is_of_origins(cursor: str) -> bool:
    """Tell whether a cursor is one of this page."""
    return cursor.startswith(_KIND)


def origins_news(house: House, reader: Reader, specification_id: str, cursor: str) -> tuple[str, str | None]:
    """Return the cursor the page is at now and the message that brings it there; None when it shows all already.

    The message holds the texts that read otherwise, and whether anything else does. Who is told no origins is told to
    reload, whatever they ask. Raises NotInYourSight.
    """
    with house.database.read() as connection:
        volume = get_volume(house, connection, reader, specification_id)
    trail = house.origin_pages.of(volume, reader)
    try:
        with trail.turn:
            if _may_differ(trail, volume):
                origins, _, pieces = _look(house, volume, reader)
                _bring(trail, volume, origins, pieces)
            elif trail.revision < volume.seq:
                trail.stay(volume)
            now, items = _KIND + trail.cursor, trail.since(cursor.removeprefix(_KIND))
    except NotInYourSight:
        return cursor, json.dumps({"type": "reload"})
    if items == ():
        return now, None
    changed = [one for one in items or () if isinstance(one, Piece)]
    texts = [{"part": one.id, "html": one.html} for one in changed if one.id != _FACTS]
    facts = items is None or any(one.id == _FACTS for one in items)
    message = {"type": "origins", "cursor": now, "texts": texts, "facts": facts}
    return now, json.dumps(message, ensure_ascii=False)


def _may_differ(trail: Trail, volume: Volume) -> bool:
    """Whether anything this page shows was touched since it was drawn: what is typed in requirements is not."""
    if trail.revision >= volume.seq:
        return False
    touched = volume.touched_since(trail.revision)
    if touched is None or trail.structure < volume.structure:
        return True
    return any(one in trail.watched or any(one in volume.items[kind] for kind in _ORIGINS) for one in touched)


def _bring(trail: Trail, volume: Volume, origins: OriginsView, pieces: dict[str, Piece]) -> None:
    if trail.revision < volume.seq:
        trail.move_on(pieces, volume)
        trail.watched = frozenset(one.id for one in origins.orphans)


def _look(
    house: House, volume: Volume, reader: Reader
) -> tuple[OriginsView, list[tuple[Subject, str, str]], dict[str, Piece]]:
    revealer = Revealer(volume.content, reader)
    origins, set_aside = reveal_origins(revealer), restorable(revealer.sight)
    owners = {one.id: one.id for one in _written(origins)}
    rest = repr([_without_words(origins), set_aside, sorted(talk_marks(house, revealer, owners).items())])
    facts = hashlib.blake2b(rest.encode(), digest_size=16).hexdigest()
    language = Language(volume.content.language)
    drawn = {text.part_id: _drawn(text.tree, language, volume.head.id) for text in _texts(origins)}
    pieces = {name: make_piece(name, html) for name, html in drawn.items()}
    return origins, set_aside, pieces | {_FACTS: make_piece(_FACTS, facts)}


def _written(origins: OriginsView) -> list[WrittenOrigin]:
    return [*origins.findings, *origins.results, *origins.situations]


def _texts(origins: OriginsView) -> Iterator[TextView]:
    for item in _written(origins):
        text = item.story if isinstance(item, SituationView) else item.text
        if text is not None:
            yield text


def _drawn(tree: RichTextJson, language: Language, specification_id: str) -> str:
    return str(render_text(tree, language, lambda one: picture_address(specification_id, one)))


def _without_words(view: object) -> object:
    """All that a view holds, but the words of running texts, which are pieces of their own."""
    if isinstance(view, tuple):
        return [_without_words(one) for one in view]
    if isinstance(view, OriginsView | WrittenOrigin | TextView):
        return [_without_words(getattr(view, one.name)) for one in fields(view) if one.name != "tree"]
    return view


def see_matrix(house: House, reader: Reader, specification_id: str) -> MatrixView:
    """Return the requirements against what they come from, as far as this reader may read it. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer:
        return reveal_matrix(revealer)
