"""Words compared as people compare them: without accents or capitals."""

import unicodedata


def fold(text: str) -> str:
    """Return `text` without diacritics and case, every kind of space made plain; œ and æ are opened."""
    opened = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE").replace("’", "'")
    bare = "".join(c for c in unicodedata.normalize("NFKD", opened) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())
