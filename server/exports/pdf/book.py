"""A whole document: cover, contents with page numbers, running lines with the level on every page, trace table, page n / N."""

from server.domain.typography import typeset
from server.domain.words import say
from server.exports.edition import Edition
from server.exports.pdf.binding import Leaf, bind, paginate, places
from server.exports.pdf.setting import PRESS, SetChapter
from server.exports.render.document import Chapter, Entry, chapters, draw_front, style_of
from server.exports.render.fragments import Pen, environment


def render(edition: Edition) -> bytes:
    """Return the edition as a PDF; the same edition gives the same bytes."""
    made = chapters(edition)
    body = PRESS.set_all(chapter.html for chapter in made)
    front = _front(edition, made, body)
    leaves = paginate([front, *body])

    def lines(all_leaves: list[Leaf]) -> SetChapter:
        return PRESS.set_all([_running(edition, ["", *(chapter.title for chapter in made)], all_leaves)])[0]

    title = f"{edition.view.title}, {edition.version}"
    return bind(leaves, lines, title, edition.language)


def _front(edition: Edition, made: list[Chapter], body: list[SetChapter]) -> SetChapter:
    """Set the cover and contents; the numbers depend on how many pages these take, so they are set until that holds."""
    entries = [entry for chapter in made for entry in chapter.entries]
    pages = 2
    while True:
        front = PRESS.set_all([draw_front(edition, _numbered(entries, body, pages))])[0]
        if front.pages == pages:
            return front
        pages = front.pages


def _numbered(entries: list[Entry], body: list[SetChapter], front_pages: int) -> list[tuple[Entry, int | None]]:
    where = places(paginate(body))
    return [(entry, where[entry.anchor].page + front_pages + 1) for entry in entries]


def _running(edition: Edition, titles: list[str], leaves: list[Leaf]) -> str:
    total = sum(leaf.chapter.pages for leaf in leaves)
    pages = [
        {
            "chapter": typeset(title, edition.language),
            "number": say("export.page", edition.language, page=leaf.start + offset + 1, pages=total),
        }
        for title, leaf in zip(titles, leaves, strict=True)
        for offset in range(leaf.chapter.pages)
    ]
    return environment().get_template("running.html").render(pen=Pen(style_of(edition)), edition=edition, pages=pages)
