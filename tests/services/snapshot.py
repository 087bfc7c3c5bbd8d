"""A8: the page somebody has open, with the patches applied as the browser does, is the page they would load anew.

    with every_page_follows(scene):
        editing.set_requirement_field(…)

Opens the page as every person of the scene, does the deed, patches each old page and compares it with a fresh one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from server.domain.errors import NotInYourSight
from server.domain.words import Language
from server.services import reading
from server.services.house import House
from server.services.pages import Page, Patch
from server.services.trail import Gone, Piece
from server.storage.shelf import Shelf
from tests.services.scene import Scene


@dataclass
class OldPage:
    """A page in a browser: blocks of sections, each with its heading and the requirements in it."""

    cursor: str
    blocks: list[list[tuple[str, str]]]

    @classmethod
    def of(cls, page: Page) -> "OldPage":
        """Lay a page out as it is loaded."""
        blocks: list[list[tuple[str, str]]] = []
        for piece in page.pieces:
            if piece.id.startswith("s-"):
                blocks.append([])
            blocks[-1].append((piece.id, piece.html))
        return cls(page.cursor, blocks)

    def apply(self, patch: Patch) -> None:
        """Put the pieces of a patch in place, one after the other."""
        assert patch.items is not None
        self.cursor = patch.cursor
        for item in patch.items:
            if isinstance(item, Gone):
                self._remove(item.id)
            elif item.id.startswith("s-"):
                self._put_section(item)
            else:
                self._put_requirement(item)

    def _remove(self, name: str) -> None:
        for block in list(self.blocks):
            if block[0][0] == name:
                self.blocks.remove(block)
            block[:] = [piece for piece in block if piece[0] != name]

    def _put_section(self, item: Piece) -> None:
        old = next((block for block in self.blocks if block[0][0] == item.id), None)
        inside = old[1:] if old else []
        if old is not None:
            self.blocks.remove(old)
        places = [place for place, block in enumerate(self.blocks, start=1) if block[0][0] == item.after]
        self.blocks.insert(places[0] if places else 0, [(item.id, item.html), *inside])

    def _put_requirement(self, item: Piece) -> None:
        self._remove(item.id)
        block = next(block for block in self.blocks if block[0][0] == f"s-{item.section}")
        places = [place for place, piece in enumerate(block, start=1) if piece[0] == item.after]
        block.insert(places[0] if places else 1, (item.id, item.html))


def load_anew(scene: Scene, language: Language) -> dict[str, Page]:
    """The page of every person who has one, from the database alone: nothing in memory is used."""
    fresh = House(scene.house.settings, scene.house.database, Shelf())
    return open_pages(replace(scene, house=fresh), language)


def open_pages(scene: Scene, language: Language) -> dict[str, Page]:
    """The page of every person who has one."""
    pages: dict[str, Page] = {}
    for name in scene.people:
        try:
            opened = reading.open_page(scene.house, scene.reader(name), scene.specification_id, language)
        except NotInYourSight:
            continue
        pages[name] = opened.page
    return pages


@contextmanager
def every_page_follows(scene: Scene, language: Language = Language.FRENCH) -> Iterator[None]:
    """Assert for everybody that what they had plus the patches equals what they would load now, and that
    whoever sees no difference is told nothing."""
    before = open_pages(scene, language)
    yield
    after = load_anew(scene, language)
    for name in before.keys() & after.keys():
        patch = reading.patch_since(
            scene.house, scene.reader(name), scene.specification_id, language, before[name].cursor
        )
        assert patch.items is not None, name
        page = OldPage.of(before[name])
        page.apply(patch)
        assert page == OldPage.of(after[name]), name
        same = [(p.id, p.html, p.talk) for p in before[name].pieces] == [
            (p.id, p.html, p.talk) for p in after[name].pieces
        ]
        assert same == (patch.items == ()), name
        assert same == (before[name].cursor == after[name].cursor), name
