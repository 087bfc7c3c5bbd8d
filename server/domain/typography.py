"""French spacing: the spaces people type become the ones a typesetter would set, one for one.

Only U+0020 is ever replaced, and never inserted or removed, so every offset in the text stays where it was. A paragraph
whose words are split into runs is set whole and cut again at the same offsets.
"""

import re
from typing import Final

from server.domain.words import Language

NO_BREAK: Final = "\u00a0"
NARROW: Final = "\u202f"

_UNITS: Final = (
    "%", "‰", "°C", "°", "€", "k€", "M€", "lux", "lx", "cd", "lm", "dB", "Hz", "kHz", "MHz", "GHz",
    "µm", "mm", "cm", "dm", "m", "km", "mm²", "cm²", "m²", "m³", "ha", "ml", "mL", "cl", "cL", "l", "L",
    "mg", "g", "kg", "t", "µs", "ms", "s", "min", "h", "j", "mV", "V", "kV", "mA", "A", "W", "kW", "MW", "kWh",
    "N", "kN", "J", "kJ", "Pa", "kPa", "MPa", "bar", "ppm", "px", "pt", "o", "ko", "Ko", "Mo", "Go", "To", "dpi",
)  # fmt: skip
_UNIT: Final = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))

_THOUSANDS: Final = re.compile(r"(?<![\d,.])\d{1,3}(?: \d{3})+(?!\d)")
_NARROW: Final = re.compile(r" (?=[;!?](?!=))")
_NO_BREAK: Final = re.compile(rf" (?=[:»])|(?<=[«≤≥=]) |(?<=\d) (?=(?:{_UNIT})(?![\w'’]))")


def typeset(text: str, language: Language | str) -> str:
    """Return `text` with French spacing when `language` is French, otherwise as it is; always of the same length.

    U+00A0 before `:` and inside « », between a number and its unit, and after ≤ ≥ =; U+202F before ; ! ? and between
    groups of three digits.
    """
    if language != Language.FRENCH:
        return text
    grouped = _THOUSANDS.sub(lambda number: number[0].replace(" ", NARROW), text)
    return _NO_BREAK.sub(NO_BREAK, _NARROW.sub(NARROW, grouped))
