"""PDF: cover, contents with page numbers, running lines with the level on every page, trace table, page n / N."""

from server.exports.edition import Edition, Format


def render(edition: Edition) -> bytes:
    """Return the edition as a PDF; the same edition gives the same bytes."""
    from server.exports.pdf import book  # what merges pages takes long to import, and most processes make no PDF

    return book.render(edition)


FORMAT = Format("pdf", "application/pdf", "pdf", render)
