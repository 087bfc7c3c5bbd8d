"""Every sentence the server says, in French and in English side by side: a word cannot exist in one language only."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Final, TypeAlias

Words: TypeAlias = Mapping[str, tuple[str, str]]


class Language(StrEnum):
    """The languages of the tool's own words; people's text stays in theirs."""

    FRENCH = "fr"
    ENGLISH = "en"


LANGUAGES: Final = tuple(Language)


@cache
def catalogue() -> Words:
    """Return all words: key -> (French, English), gathered from the modules beside this one.

    Raises ValueError when two subjects define the same key.
    """
    words: dict[str, tuple[str, str]] = {}
    for module in iter_modules(__path__):
        more: Words = import_module(f"{__name__}.{module.name}").WORDS
        if twice := words.keys() & more.keys():
            raise ValueError(f"words defined twice: {sorted(twice)}")
        words.update(more)
    return words


def say(key: str, language: Language | str, **values: object) -> str:
    """Return the sentence `key` in `language`, its {placeholders} filled. Raises KeyError for an unknown key."""
    french, english = catalogue()[key]
    sentence = english if language == Language.ENGLISH else french
    return sentence.format(**values) if values else sentence
