"""Dates as people say them."""

from datetime import date
from typing import Final

from server.domain.words import Language

_MONTHS: Final = {
    Language.FRENCH: (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    Language.ENGLISH: (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def day_in_words(day: date, language: Language | str) -> str:
    """Return « 26 novembre 2026 » or “26 November 2026”; « 1er » for the first of a month in French."""
    spoken = Language(language)
    number = "1er" if day.day == 1 and spoken is Language.FRENCH else str(day.day)
    return f"{number} {_MONTHS[spoken][day.month - 1]} {day.year}"
