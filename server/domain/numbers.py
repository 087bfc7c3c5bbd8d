"""Numbers as people say them in a sentence, and the form of a word they ask for."""

from typing import Final

from server.domain.words import Language, say

_WORDS: Final = {
    Language.FRENCH: (
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    ),
    Language.ENGLISH: (
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ),
}  # fmt: skip


def number_in_words(count: int, language: Language | str) -> str:
    """Return « quatre » or “four”, and digits beyond twelve."""
    words = _WORDS[Language(language)]
    return words[count] if 0 <= count < len(words) else str(count)


def is_one(count: int, language: Language | str) -> bool:
    """Tell whether `count` things take the singular: 0 and 1 in French, 1 alone in English."""
    return count == 1 or (count == 0 and Language(language) is Language.FRENCH)


def say_counted(key: str, count: int, language: Language | str) -> str:
    """Return the sentence `key.one` or `key.many`; {number} in it is the count in words, {count} in digits."""
    form = "one" if is_one(count, language) else "many"
    return say(f"{key}.{form}", language, number=number_in_words(count, language), count=count)
