"""A decision on one page: set smaller until it fits, as far as print can be read."""

from collections.abc import Mapping
from typing import Final

from server.domain.words import Language
from server.exports.pdf.binding import Leaf, bind, paginate
from server.exports.pdf.setting import PRESS, SetChapter
from server.exports.render.fragments import Pen, Style, environment

SIZES: Final = (10, 9, 8, 7)
"""Points: below the last one nobody reads on paper, so a longer decision takes a second page."""


def render_sheet(values: Mapping[str, object], title: str, running: str, language: Language) -> bytes:
    """Return the sheet `decision.html` makes of `values` as a PDF; the same values give the same bytes.

    `running` stands at the head of each page: who may read it.
    """
    pen = Pen(Style(language, interactive=False, attachment_url=str))
    template, page = environment().get_template("decision.html"), None
    for size in SIZES:
        page = PRESS.set_all([template.render(pen=pen, size=size, title=title, **values)])[0]
        if page.pages == 1:
            break
    leaves = paginate([page] if page else [])

    def lines(all_leaves: list[Leaf]) -> SetChapter:
        pages = sum(leaf.chapter.pages for leaf in all_leaves)
        drawn = environment().get_template("sheet_running.html").render(pen=pen, pages=pages, running=running)
        return PRESS.set_all([drawn])[0]

    return bind(leaves, lines, title, language)
