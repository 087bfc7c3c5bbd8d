"""The page of the text as each audience has it: pieces of HTML drawn once, and what to replace on one some changes old."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from server.domain.tracing import SubjectKind
from server.domain.words import Language
from server.exports.render import Style, render_block, render_requirement, render_section_head
from server.policy.reader import Reader
from server.policy.view import RequirementView, Revealer, SectionView
from server.services.recent import Recent
from server.services.trail import Gone, Piece, Seal, Trail, make_piece, sealing
from server.storage.volume import Volume

_DRAWN: Final = 20_000
"""Pieces of HTML kept, whoever they were drawn for."""

_AUDIENCES: Final = 64
"""Pages kept: one per specification, audience and language."""

_BLOCK: Final = 50
"""Requirements under one content-visibility block (front-end notes, §2)."""

_FIRST_BLOCK: Final = 10
"""Requirements under the page's first block: all of it is laid out before its first text is painted."""

_HEAD_HEIGHT: Final = 120
_REQUIREMENT_HEIGHT: Final = 260

Talk: TypeAlias = Callable[[Revealer, Mapping[str, str]], Mapping[str, str]]
"""Given the piece of each thing that may be talked about, the mark of what is said about each piece."""


@dataclass(frozen=True, slots=True)
class Patch:
    """What to replace. `items` is None when the page is too old, or not one of ours: it must be loaded again."""

    cursor: str
    items: tuple[Piece | Gone, ...] | None


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader's page shows now: the sections with their pieces, in reading order, and the cursor of it all."""

    cursor: str
    sections: tuple[SectionView, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the page as HTML, and its estimated height in CSS pixels until it is drawn."""

    id: str
    html: str
    height: int


def whole(piece: Piece) -> str:
    """Return a piece as it is put on a page: a section with the block around it."""
    return piece.html if piece.id.startswith("r-") else render_block(piece.id.removeprefix("s-"), piece.html)


def blocks(page: Page) -> list[Block]:
    """Return the page's blocks in reading order: one per section, more for a section of many requirements."""
    html = {piece.id: piece.html for piece in page.pieces}
    made: list[Block] = []
    for section in page.sections:
        inside = [html[f"r-{one}"] for one in section.requirement_ids if f"r-{one}" in html]
        first = _BLOCK if made else _FIRST_BLOCK
        runs = [inside[:first], *(inside[at : at + _BLOCK] for at in range(first, len(inside), _BLOCK))]
        for place, run in enumerate(runs):
            pieces = run if place else [html[f"s-{section.id}"], *run]
            height = _REQUIREMENT_HEIGHT * len(run) + (0 if place else _HEAD_HEIGHT)
            name = f"s-{section.id}-{place}" if place else f"s-{section.id}"
            made.append(Block(name, render_block(section.id, "".join(pieces), continued=place), height))
    return made


class Pages:
    """The pages of one node; usable from any thread. `secret` seals the cursors."""

    def __init__(self, secret: bytes) -> None:
        self._seal = sealing(secret, b"page cursors")
        self._drawn: Recent[bytes, str] = Recent(_DRAWN)
        self._trails: Recent[tuple[object, ...], _Trail] = Recent(_AUDIENCES)

    def page(self, volume: Volume, reader: Reader, language: Language, talk: Talk) -> Page:
        """Return the page of this reader."""
        trail = self._trail(volume, reader, language)
        with trail.turn:
            self._bring_up_to_date(trail, volume, reader, language, talk)
            return Page(trail.cursor, trail.sections, tuple(trail.pieces[one] for one in trail.order))

    def patch(self, volume: Volume, reader: Reader, language: Language, cursor: str, talk: Talk) -> Patch:
        """Return what makes the page at `cursor` the reader's page of now."""
        trail = self._trail(volume, reader, language)
        with trail.turn:
            self._bring_up_to_date(trail, volume, reader, language, talk)
            return Patch(trail.cursor, trail.since(cursor))

    def _trail(self, volume: Volume, reader: Reader, language: Language) -> "_Trail":
        key = (volume.head.id, reader.audience, language)
        return self._trails.get(key, lambda: _Trail(key, self._seal))

    def _bring_up_to_date(
        self, trail: "_Trail", volume: Volume, reader: Reader, language: Language, talk: Talk
    ) -> None:
        if trail.revision >= volume.seq:
            return
        touched = volume.touched_since(trail.revision)
        revealer = Revealer(volume.content, reader)
        if touched is None or trail.structure < volume.structure:
            trail.sections = revealer.sections()
            said = talk(revealer, _owners(volume, _all_in(trail.sections)))
            shown = self._arranged(trail, touched, revealer, volume, language, said)
        else:
            said = talk(revealer, _owners(volume, [one for one in touched if trail.shows(one)]))
            shown = self._repainted(trail, touched, revealer, volume, language, said)
        trail.move_on(shown, volume)

    def _arranged(
        self,
        trail: "_Trail",
        touched: frozenset[str] | None,
        revealer: Revealer,
        volume: Volume,
        language: Language,
        said: Mapping[str, str],
    ) -> dict[str, Piece]:
        """Every piece in its place; what was not touched keeps its drawing."""
        requirements = volume.items[SubjectKind.REQUIREMENT]
        style = _style(volume.head.id, language)
        if volume.content.shows_reserved:
            touched = None  # what is kept from a reader shows beside its neighbours
        shown: dict[str, Piece] = {}
        block: str | None = None
        for section in trail.sections:
            head = f"s-{section.id}"
            shown[head] = make_piece(head, self._draw(section, style), block, None, said.get(section.id, ""))
            block, last = head, None
            for one in section.requirement_ids:
                name, old = f"r-{one}", trail.pieces.get(f"r-{one}")
                if old is None or touched is None or one in touched:
                    view = revealer.requirement(requirements[one])
                    html = self._draw(view, style) if view is not None else ""
                else:
                    html = old.html
                shown[name] = make_piece(name, html, last, section.id, said.get(one, ""))
                last = name
        return shown

    def _repainted(
        self,
        trail: "_Trail",
        touched: frozenset[str],
        revealer: Revealer,
        volume: Volume,
        language: Language,
        said: Mapping[str, str],
    ) -> dict[str, Piece]:
        """The same pieces in the same places, those that were touched drawn anew."""
        sections = {section.id: section for section in trail.sections}
        shown, style = dict(trail.pieces), _style(volume.head.id, language)
        for one in touched:
            if (old := shown.get(f"r-{one}")) is not None:
                view = revealer.requirement(volume.items[SubjectKind.REQUIREMENT][one])
                if view is not None:
                    html = self._draw(view, style)
                    shown[old.id] = make_piece(old.id, html, old.after, old.section, said.get(one, ""))
            elif (old := shown.get(f"s-{one}")) is not None:
                section = revealer.section(volume.items[SubjectKind.SECTION][one], sections[one].number)
                sections[one] = section
                shown[old.id] = make_piece(old.id, self._draw(section, style), old.after, None, said.get(one, ""))
        trail.sections = tuple(sections.values())
        return shown

    def _draw(self, view: RequirementView | SectionView, style: Style) -> str:
        drawing = hashlib.blake2b(f"{style.language}{view!r}".encode(), digest_size=16).digest()
        return self._drawn.get(drawing, lambda: _drawn(view, style))


class _Trail(Trail):
    """The page of the text, with its sections."""

    def __init__(self, key: tuple[object, ...], seal: Seal) -> None:
        super().__init__(key, seal)
        self.sections: tuple[SectionView, ...] = ()

    def shows(self, one: str) -> bool:
        """Tell whether a section or a requirement is on the page."""
        return f"r-{one}" in self.pieces or f"s-{one}" in self.pieces


def _all_in(sections: Iterable[SectionView]) -> list[str]:
    return [one for section in sections for one in (section.id, *section.requirement_ids)]


def _owners(volume: Volume, pieces: Iterable[str]) -> dict[str, str]:
    """The section or requirement of each thing on these pieces that may be talked about."""
    requirements: Mapping[str, Any] = volume.items[SubjectKind.REQUIREMENT]
    owners: dict[str, str] = {}
    for one in pieces:
        owners[one] = one
        if (item := requirements.get(one)) is not None:
            owners |= {criterion.id: one for criterion in item.criteria}
    proposals: Mapping[str, Any] = volume.items[SubjectKind.PROPOSAL]
    owners |= {item.id: item.owner.id for item in proposals.values() if item.owner.id in owners}
    return owners


def _style(specification_id: str, language: Language) -> Style:
    return Style(language, interactive=True, attachment_url=lambda one: picture_address(specification_id, one))


def picture_address(specification_id: str, attachment_id: str) -> str:
    """Return where a picture of a specification is read."""
    return f"/fichiers/{specification_id}/{attachment_id}"


def _drawn(view: RequirementView | SectionView, style: Style) -> str:
    if isinstance(view, RequirementView):
        return render_requirement(view, style)
    return render_section_head(view, style)
