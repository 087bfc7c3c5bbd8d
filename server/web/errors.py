"""The one table that turns refusals into HTTP, and their sentences into the reader's language."""

from typing import Final

from pydantic import BaseModel, ValidationError

from server.domain.errors import (
    Conflict,
    FieldChanged,
    Invalid,
    NotAllowed,
    NotInYourSight,
    NotReady,
    NotSignedIn,
    Refusal,
    SeatVacant,
    TooLarge,
    TooManyAttempts,
    TraceWouldLoop,
    VersionFrozen,
)
from server.domain.words import Language, catalogue, say

STATUS: Final[dict[type[Refusal], int]] = {
    NotSignedIn: 401,
    NotAllowed: 403,
    NotInYourSight: 404,
    FieldChanged: 409,
    Conflict: 409,
    TraceWouldLoop: 409,
    VersionFrozen: 409,
    SeatVacant: 409,
    TooLarge: 413,
    Invalid: 422,
    TooManyAttempts: 429,
    NotReady: 503,
}


class Problem(BaseModel):
    """What is answered instead: a stable code, a sentence to show, and for a field edited twice both values."""

    code: str
    message: str
    yours: str | None = None
    theirs: str | None = None


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status of a refusal: its own class's, or the nearest parent's."""
    return next(STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)


def sentence_of(refusal: Refusal, language: Language) -> str:
    """Return the sentence to show; a detail without words of its own falls back on its family's sentence."""
    words = catalogue()
    key = refusal.key if refusal.key in words else f"refusal.{refusal.code}"
    return say(key, language, **refusal.values)


def problem_of(refusal: Refusal, language: Language) -> Problem:
    """Return the body that tells of a refusal."""
    both = (refusal.yours, refusal.theirs) if isinstance(refusal, FieldChanged) else (None, None)
    code = f"{refusal.code}.{refusal.detail}" if refusal.detail else refusal.code
    return Problem(code=code, message=sentence_of(refusal, language), yours=both[0], theirs=both[1])


def invalid_request(error: ValidationError) -> Invalid:
    """Return the refusal of a body or query that does not fit its model; it names the first field to correct."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    named = ".".join(str(step) for step in first["loc"])[:100]
    return Invalid("field" if first["type"] == "extra_forbidden" else "form", field=named or "-")
