"""Binding set chapters into one document: page numbers, running lines, links and outline that lead where they say."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from server.exports.pdf.setting import ELSEWHERE, Place, SetChapter


@dataclass(frozen=True, slots=True)
class Leaf:
    """A chapter at its place in the book: the number of its first page, from 0."""

    chapter: SetChapter
    start: int


def paginate(chapters: list[SetChapter]) -> list[Leaf]:
    """Return the chapters one after the other."""
    leaves, start = [], 0
    for chapter in chapters:
        leaves.append(Leaf(chapter, start))
        start += chapter.pages
    return leaves


def places(leaves: list[Leaf]) -> dict[str, Place]:
    """Return where every anchor of the book is, pages counted from 0 over the whole book."""
    return {
        name: Place(leaf.start + place.page, place.x, place.y)
        for leaf in leaves
        for name, place in leaf.chapter.anchors.items()
    }


def bind(leaves: list[Leaf], lines: Callable[[list[Leaf]], SetChapter], title: str, language: str) -> bytes:
    """Return the book as one PDF. `lines` sets the running lines of every page, as pages to lay over ours.

    The bytes depend on the content alone: no date, no random name (exports notes, §1.2).
    """
    with pikepdf.new() as book:
        for leaf in leaves:
            with pikepdf.open(BytesIO(leaf.chapter.pdf)) as part:
                book.pages.extend(part.pages)
        with pikepdf.open(BytesIO(lines(leaves).pdf)) as running:
            _lay_over(book, running)
        _lead(book, places(leaves))
        _outline(book, leaves)
        book.Root.Lang = pikepdf.String(language)
        book.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        book.docinfo["/Title"] = pikepdf.String(title)
        out = BytesIO()
        book.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _lay_over(book: pikepdf.Pdf, running: pikepdf.Pdf) -> None:
    for number, (page, over) in enumerate(zip(book.pages, running.pages, strict=True), start=1):
        form = book.copy_foreign(over.as_form_xobject())
        own_name = pikepdf.Name(f"/Running{number}")  # pages of a chapter share one resource dictionary
        name = page.add_resource(form, pikepdf.Name.XObject, name=own_name)
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(f"\nQ q {name} Do Q".encode())


def _lead(book: pikepdf.Pdf, where: dict[str, Place]) -> None:
    """Turn the links between chapters into destinations; one that leads nowhere in this book is taken away."""
    for page in book.pages:
        if "/Annots" not in page:
            continue
        kept = [annotation for annotation in page.Annots if _aim(book, annotation, where)]
        page.Annots = pikepdf.Array(kept)


def _aim(book: pikepdf.Pdf, annotation: pikepdf.Object, where: dict[str, Place]) -> bool:
    action = annotation.get("/A")
    address = str(action.get("/URI", "")) if action is not None else ""
    if not address.startswith(ELSEWHERE):
        return True
    place = where.get(address.removeprefix(ELSEWHERE))
    if place is None:
        return False
    del annotation["/A"]
    annotation["/Dest"] = _destination(book, place)
    return True


def _destination(book: pikepdf.Pdf, place: Place) -> pikepdf.Array:
    page = book.pages[place.page]
    top = float(page.mediabox[3]) - place.y
    return pikepdf.Array([page.obj, pikepdf.Name.XYZ, round(place.x, 2), round(top, 2), 0])


def _outline(book: pikepdf.Pdf, leaves: list[Leaf]) -> None:
    with book.open_outline() as outline:
        branch: list[pikepdf.OutlineItem] = []
        for leaf in leaves:
            for mark in leaf.chapter.bookmarks:
                at = Place(leaf.start + mark.place.page, mark.place.x, mark.place.y)
                item = pikepdf.OutlineItem(mark.title, _destination(book, at))
                del branch[mark.level - 1 :]
                (branch[-1].children if branch else outline.root).append(item)
                branch.append(item)
