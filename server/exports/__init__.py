"""A view of a specification becomes a page, a PDF, an HTML file or JSON. To add a format: one module, one line here."""

from collections.abc import Mapping
from typing import Final

from server.exports.edition import Edition, Format, Picture
from server.exports.formats import canonical_json, html, pdf

FORMATS: Final[Mapping[str, Format]] = {made.name: made for made in (pdf.FORMAT, html.FORMAT, canonical_json.FORMAT)}

__all__ = ["FORMATS", "Edition", "Format", "Picture"]
