"""The pieces a specification is drawn with: a section's heading and a requirement, from their sealed views only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from server.domain.dates import day_in_words
from server.domain.levels import closed_words
from server.domain.typography import typeset
from server.domain.words import Language, say
from server.exports.render.richtext import render_text
from server.policy.labels import FIRM
from server.policy.view import LabelView, RequirementView, SectionView, TextView

SHUTTER_SLATS: Final = (
    "M2.4 2.6h9.2v1.7h-9.2z",
    "M2.4 5.1h9.2v1.7h-9.2z",
    "M2.4 7.6h9.2v1.7h-9.2z",
    "M2.4 10.1h9.2v1.7h-9.2z",
)
"""The level is drawn as a shutter that closes slat by slat (design.md §4)."""


@dataclass(frozen=True, slots=True)
class Style:
    """How to draw. `interactive` for the page one works on: live documents, buttons, ids of parts.

    `attachment_url` gives the address of a picture; in a file it is a data URL.
    """

    language: Language
    interactive: bool
    attachment_url: Callable[[str], str]


@cache
def environment() -> Environment:
    """Return the template environment of the room: everything escaped, an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("server.exports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["slats"] = SHUTTER_SLATS
    return made


@cache
def _word(key: str, language: Language) -> str:
    return typeset(say(key, language), language)


class Pen:
    """What templates call while drawing in one style: words, spacing, texts and labels."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.interactive = style.interactive

    def say(self, key: str, **values: object) -> str:
        """The tool's own words, set for the language."""
        language = self.style.language
        return typeset(say(key, language, **values), language) if values else _word(key, language)

    def set(self, text: str) -> str:
        """People's short text (a title, a criterion's name), set for the language."""
        return typeset(text, self.style.language)

    def day(self, iso: str) -> str:
        """A date given as ISO 8601, in words."""
        return day_in_words(date.fromisoformat(iso), self.style.language)

    def text(self, view: TextView) -> Markup:
        """A running text."""
        return render_text(view.tree, self.style.language, self.style.attachment_url)

    def level(self, label: LabelView) -> str:
        """The short name of a level: its number, then who is named."""
        offers = [name for name in label.compartments if name.startswith("OFFRE:")]
        if offers:
            return self.say("level.offer", supplier=", ".join(label.supplier_names))
        inside = closed_words(label.compartments, label.closed, self.style.language)
        if inside:
            return f"N{label.level} {inside}"
        if label.supplier_names:
            return f"N{label.level} " + ", ".join(label.supplier_names)
        return f"N{label.level} {label.name}" if label.name and label.level > FIRM else f"N{label.level}"

    def quantity(self, operator: str, value: str, unit: str) -> str:
        """A wanted level: operator, value and unit, with spaces that do not break in French."""
        return self.set(" ".join(piece for piece in (operator, value, unit) if piece))


def _macro(name: str, style: Style, **values: object) -> str:
    return environment().get_template(name).render(pen=Pen(style), **values)


def render_section_head(view: SectionView, style: Style) -> str:
    """Return the heading of a section with its number and introduction."""
    return _macro("section.html", style, section=view)


def render_requirement(view: RequirementView, style: Style) -> str:
    """Return one requirement as a numbered paragraph with its criteria, reason, origins and state."""
    return _macro("requirement.html", style, requirement=view)


def render_block(section_id: str, inside: str, *, continued: int = 0) -> str:
    """Return the block of a section's page around its pieces; a long section stands in several, numbered from its first."""
    if continued:
        return (
            f'<section class="sec-block" id="s-{section_id}-{continued}" data-section="{section_id}">{inside}</section>'
        )
    named = f'aria-labelledby="h-{section_id}"'
    return f'<section class="sec-block" id="s-{section_id}" data-section="{section_id}" {named}>{inside}</section>'
