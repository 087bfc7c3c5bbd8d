"""The fonts that are shipped can write what specifications say: ≤, ≥ and the narrow space of French."""

from pathlib import Path

from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
ON_SCREEN = sorted((ROOT / "server" / "web" / "static").rglob("*.woff2"))
IN_PRINT = sorted((ROOT / "server" / "exports" / "fonts").rglob("*.woff2"))
NEEDED = {"≤": 0x2264, "≥": 0x2265, "narrow no-break space": 0x202F, "no-break space": 0xA0, "’": 0x2019, "é": 0xE9}


def test_every_shipped_font_holds_the_signs_of_a_french_specification() -> None:
    lacking = {str(font): missing for font in ON_SCREEN + IN_PRINT if (missing := _missing(font))}

    assert ON_SCREEN, "the front end is not built; `make run` and `make test` build it"
    assert IN_PRINT, "the fonts of the exports are not there; the front-end build puts them in place"
    assert lacking == {}


def _missing(font: Path) -> set[str]:
    with TTFont(font) as opened:
        held = set(opened.getBestCmap())
    return {name for name, code in NEEDED.items() if code not in held}
