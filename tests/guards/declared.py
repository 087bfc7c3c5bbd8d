"""Guards that are kept although nothing can notice that they are away: each with the reason."""

from typing import Final

DECLARED: Final[dict[str, str]] = {}
"""By name. They are counted apart and printed; one that a test notices, or that is no longer there, has no place here."""
