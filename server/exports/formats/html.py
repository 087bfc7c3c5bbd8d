"""One HTML file that needs nothing else: styles and pictures inside, contents and links working offline."""

from markupsafe import Markup

from server.exports.edition import Edition, Format
from server.exports.render.document import chapters, draw_front
from server.exports.styles import font_faces, stylesheet

_SCREEN = (
    "body{max-width:190mm;margin:0 auto;padding:8mm}.cover{height:auto;padding-top:10mm}"
    ".page-label{position:sticky;top:0;background:#fff;padding:2mm 0;border-bottom:.5pt solid #80848c;"
    'font:500 9pt "Plex Sans",sans-serif;z-index:1}'
)


def render(edition: Edition) -> bytes:
    """Return the edition as one self-contained HTML document."""
    made = chapters(edition)
    contents = [(entry, None) for chapter in made for entry in chapter.entries]
    head = Markup(
        '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><title>{}</title><style>{}</style></head><body>'
        '<p class="page-label">{} · {} · {}</p>'
    ).format(
        edition.language,
        edition.view.title,
        Markup(font_faces(embedded=True) + stylesheet() + _SCREEN),  # noqa: S704 our own sheets
        edition.view.title,
        edition.version,
        edition.label,
    )
    body = "".join(f"<section>{chapter.html}</section>" for chapter in made)
    return f"{head}{draw_front(edition, list(contents))}<main>{body}</main></body></html>\n".encode()


FORMAT = Format("html", "text/html", "html", render)
