"""The words of PDF files, read with the PDF engine of Chromium: what a reader who selects and copies would get."""

from typing import Final

import pypdfium2

_BROKEN_WORD: Final = "\ufffe"
"""What the engine writes for a hyphen that ends a line."""


def pages_of(pdf: bytes) -> list[str]:
    """Return the words of each page; raises pypdfium2.PdfiumError when this is no PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_plain(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def _plain(words: str) -> str:
    return words.replace("\r\n", "\n").replace(_BROKEN_WORD, "-")
