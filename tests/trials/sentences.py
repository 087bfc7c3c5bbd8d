"""Real French sentences of a folder, for the trial of the wording help: read where they lie, named by what they say."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt

_END: Final = re.compile(r"(?<=[.!?])(?<!Mr\.)(?<!etc\.)\s+(?=[A-ZÀ-ÖØ-Þ«\d])")
_MARKDOWN: Final = MarkdownIt("commonmark")


def sentences_of(folder: Path) -> list[str]:
    """Return the sentences of the folder's Markdown files and grids of criteria (JSON), in reading order, each once."""
    files = sorted(folder.rglob("*.md")) + sorted(folder.rglob("*.json"))
    return list(dict.fromkeys(sentence for file in files for sentence in _read(file)))


def sign_of(sentence: str) -> str:
    """Return the name of a sentence in the labels: ten characters that give nothing of it away."""
    return hashlib.sha256(sentence.encode()).hexdigest()[:10]


def _read(file: Path) -> Iterator[str]:
    text = file.read_text(encoding="utf-8")
    paragraphs = [text] if file.suffix == ".md" else list(_titles(json.loads(text)))
    for paragraph in paragraphs:
        yield from _sentences(paragraph)


def _titles(grid: object) -> Iterator[str]:
    if isinstance(grid, dict):
        for name, value in grid.items():
            if name == "criterium" and isinstance(value, dict):
                yield str(value["title"])
            else:
                yield from _titles(value)
    elif isinstance(grid, list):
        for one in grid:
            yield from _titles(one)


def _sentences(markdown: str) -> Iterator[str]:
    for token in _MARKDOWN.parse(markdown):
        if token.type == "inline":
            words = "".join(part.content or " " for part in token.children or () if part.type != "image")
            found = (" ".join(one.split()) for one in _END.split(words))
            yield from (one for one in found if len(one.split()) >= 4)
