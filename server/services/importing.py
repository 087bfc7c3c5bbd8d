"""Documents come in: a Markdown file becomes a specification of a project, and templates are checked before use."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from server.domain.blueprint import Blueprint
from server.domain.errors import Invalid, NotAllowed
from server.domain.richtext import text_blocks
from server.domain.words import Language
from server.imports import check_template as problems_of
from server.imports import read_document
from server.policy.abilities import Action, demand, may
from server.policy.reader import Reader
from server.services.creating import create_specification_from_blueprint
from server.services.house import House
from server.services.rights import reader_in
from server.storage import account_rows, people

Progress = Callable[[int, int], None]
"""Called with (steps done, steps in all)."""

_STEPS = 3


@dataclass(frozen=True, slots=True)
class PreviewedSection:
    """A section that an import would make, and how many requirements it would hold itself."""

    number: str
    title: str
    requirements: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would make of a document; `kept_as_text` counts the paragraphs that stay running text."""

    title: str
    sections: tuple[PreviewedSection, ...]
    requirement_count: int
    kept_as_text: int


def propose(content: bytes, name: str) -> Blueprint:
    """Return what a document proposes, writing nothing. Raises NotUnderstood, TooLarge or Invalid."""
    return read_document(content, name)


def preview(content: bytes, name: str) -> Preview:
    """Return what an import would make, writing nothing. Raises NotUnderstood, TooLarge or Invalid."""
    blueprint = propose(content, name)
    return Preview(
        blueprint.title,
        tuple(_numbered(blueprint)),
        len(blueprint.all_requirements()),
        sum(bool(block.strip()) for section in blueprint.all_sections() for block in text_blocks(section.intro.tree)),
    )


def _numbered(blueprint: Blueprint) -> list[PreviewedSection]:
    found: list[PreviewedSection] = []
    waiting = [(str(place), section) for place, section in enumerate(blueprint.sections, start=1)][::-1]
    while waiting:
        number, section = waiting.pop()
        found.append(PreviewedSection(number, section.title, len(section.requirements)))
        parts = enumerate(section.sections, start=1)
        waiting.extend([(f"{number}.{place}", part) for place, part in parts][::-1])
    return found


def import_document(house: House, reader: Reader, content: bytes, name: str) -> str:
    """Make a specification of a document in the reader's project and return its id.

    Raises NotAllowed, NotUnderstood (a template with problems), TooLarge or Invalid; then nothing was written.
    """
    demand(reader, Action.SPECIFICATION_CREATE)
    return create_specification_from_blueprint(house, reader, read_document(content, name))


def import_file(house: House, *, name: str, content: bytes, email: str, progress: Progress) -> str:
    """Make a specification of a document as the person with this address, in the project they steer; return its short name.

    Of several projects it is the one they joined last. Raises Invalid for an unknown address, NotAllowed for someone who
    steers none, and as `import_document`.
    """
    progress(0, _STEPS)
    reader = _pilot(house, email)
    blueprint = read_document(content, name)
    progress(1, _STEPS)
    specification_id = create_specification_from_blueprint(house, reader, blueprint)
    progress(2, _STEPS)
    with house.database.read() as connection:
        short_name = house.shelf.content(connection, specification_id).short_name
    progress(_STEPS, _STEPS)
    return short_name


def _pilot(house: House, email: str) -> Reader:
    with house.database.read() as connection:
        account = account_rows.find_account_by_email(connection, email.strip().lower())
        if account is None:
            raise Invalid("person")
        for clearance in people.load_clearances(connection, account.id):
            reader = reader_in(connection, account.id, clearance.project_id)
            if may(reader, Action.SPECIFICATION_CREATE):
                return reader
    raise NotAllowed(action=Action.SPECIFICATION_CREATE.value)


def check_template(folder: Path, language: Language | str) -> list[str]:
    """Return a sentence `file:line: what to correct` for everything wrong in a template folder."""
    return [problem.sentence(language) for problem in problems_of(folder)]
