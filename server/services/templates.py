"""The templates that a specification can begin from: where they are, and what each one is called."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from server.domain.blueprint import Blueprint
from server.domain.errors import NotInYourSight
from server.domain.richtext import plain_text
from server.domain.words import Language
from server.imports import DEMO_FOLDER, read_template

INSIDE: Final = "spec_templates"


@dataclass(frozen=True, slots=True)
class Sample:
    """One requirement of a template, as a foretaste; `criterion` may be empty."""

    code: str
    statement: str
    criterion: str


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """A template in the list: `name` is its folder, `languages` those it is written in."""

    name: str
    title: str
    purpose: str
    language: str
    languages: tuple[str, ...]
    chapters: tuple[str, ...]
    sample: Sample | None
    requirements: int


def templates_folder() -> Path:
    """Return where the templates are: inside the installed package, or at the top of the source tree."""
    installed = Path(str(files("server"))) / INSIDE
    return installed if installed.is_dir() else installed.parent.parent / INSIDE


@cache
def templates(language: Language | str) -> tuple[TemplateEntry, ...]:
    """Return the templates by title, each in `language` or, when it is not written in it, in French."""
    folders = [one for one in templates_folder().iterdir() if (one / "fr.md").is_file() and one.name != DEMO_FOLDER]
    return tuple(sorted((_entry(folder, language) for folder in folders), key=lambda entry: entry.title))


def _entry(folder: Path, language: Language | str) -> TemplateEntry:
    blueprint = read_template(folder, language)
    return TemplateEntry(
        name=folder.name,
        title=blueprint.title,
        purpose=blueprint.purpose,
        language=blueprint.language,
        languages=tuple(sorted(file.stem for file in folder.glob("*.md") if file.stem in tuple(Language))),
        chapters=tuple(section.title for section in blueprint.sections),
        sample=_sample(blueprint),
        requirements=len(blueprint.all_requirements()),
    )


def _sample(blueprint: Blueprint) -> Sample | None:
    requirement = next(iter(blueprint.all_requirements()), None)
    if requirement is None:
        return None
    first = next(iter(requirement.criteria), None)
    level = (first.name, first.operator.value, first.value, first.unit) if first else ()
    return Sample(requirement.key, plain_text(requirement.statement.tree), " ".join(filter(None, level)))


def template_named(name: str, language: Language | str) -> Blueprint:
    """Return the template of this name. Raises NotInYourSight for any other name, so none can lead out of the folder."""
    if name not in {entry.name for entry in templates_folder().iterdir()} or name == DEMO_FOLDER:
        raise NotInYourSight
    return read_template(templates_folder() / name, language)
