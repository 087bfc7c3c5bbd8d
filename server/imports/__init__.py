"""Texts come in and become proposals: a template, a Markdown document, the demo. Nothing here writes into a specification."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from server.domain.blueprint import Blueprint, DemoBlueprint
from server.domain.errors import Refusal
from server.domain.words import LANGUAGES
from server.imports.formats import demo, document, template
from server.imports.problems import NotUnderstood, Problem
from server.imports.source import MAX_BYTES, decode

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "NotUnderstood",
    "Problem",
    "check_template",
    "read_demo",
    "read_document",
    "read_template",
]

DEMO_FOLDER: Final = "demo"


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of text that becomes a blueprint. `recognises` looks at the text, `read` raises Invalid or TooLarge."""

    name: str
    recognises: Callable[[str], bool]
    read: Callable[[bytes, str], Blueprint]


FORMATS: Final[Mapping[str, Format]] = {
    one.name: one
    for one in (
        Format("template", template.recognises, template.read),
        Format("document", lambda text: True, document.read),
    )
}
"""In the order in which they are tried: any Markdown that no other format recognises is a document."""


def read_document(data: bytes, file: str) -> Blueprint:
    """Return what a text proposes, by the first format that recognises it.

    Raises NotUnderstood (a template with problems), TooLarge (over 2 MiB) or Invalid (not UTF-8, too deep, empty).
    """
    text = decode(data)
    return next(one.read(data, file) for one in FORMATS.values() if one.recognises(text))


def read_template(folder: Path, language: str) -> Blueprint:
    """Return the template of a folder in `language`, or in French when it has no other. Raises NotUnderstood, Invalid."""
    file = folder / f"{language}.md"
    file = file if file.is_file() else folder / "fr.md"
    return template.read(file.read_bytes(), str(file))


def read_demo(folder: Path, language: str) -> DemoBlueprint:
    """Return the demo of a folder, grown from the template beside it that it names. Raises NotUnderstood, Invalid."""
    file = folder / f"{language}.md"
    file = file if file.is_file() else folder / "fr.md"
    data = file.read_bytes()
    name = Path(demo.template_name(data, str(file))).name
    return demo.read(data, str(file), read_template(folder.parent / name, language))


def check_template(folder: Path) -> list[Problem]:
    """Return everything to correct in a template folder (or in the demo's), file by file and line by line."""
    files = sorted(file for file in folder.glob("*.md") if file.stem in LANGUAGES)
    if not files:
        return [Problem(str(folder), 1, "import.no_template", {"folder": str(folder)})]
    return [problem for file in files for problem in _check(file)]


def _check(file: Path) -> list[Problem]:
    try:
        language = _read(file)
    except NotUnderstood as error:
        return list(error.problems)
    except Refusal as error:
        return [Problem(str(file), 1, error.key, error.values)]
    except OSError:
        return [Problem(str(file), 1, "import.no_template", {"folder": str(file.parent)})]
    if language != file.stem:
        return [Problem(str(file), 1, "import.language_file", {"value": language})]
    return []


def _read(file: Path) -> str:
    if file.parent.name == DEMO_FOLDER:
        return read_demo(file.parent, file.stem).blueprint.language
    return template.read(file.read_bytes(), str(file)).language
