"""Finding words in what one reader sees: it looks at views only, so nothing hidden can be found, counted or guessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from server.domain.arbitration import DecisionState
from server.domain.folding import fold
from server.domain.richtext import parse, plain_text
from server.domain.tracing import Subject, SubjectKind
from server.policy.view._seal import SEAL, Sealed
from server.policy.view.arbitrating import CaseView
from server.policy.view.types import CriterionView, FindingView, RequirementView, ResultView, TextView

_AROUND: Final = 60
"""Characters shown on either side of what was found."""

_CODE, _TITLE, _TEXT = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView(Sealed):
    """Something found: what it is, and a piece of plain text around the words, empty when they are in its code or title."""

    subject: Subject
    code: str
    title: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Searchable:
    """One thing with its words, made from its view."""

    subject: Subject
    code: str
    title: str
    texts: tuple[str, ...]
    folded_title: str
    folded: str


def searchable(view: RequirementView | FindingView | ResultView) -> Searchable:
    """Return what can be searched in a view: code, title, texts and criteria."""
    if isinstance(view, RequirementView):
        subject = Subject(SubjectKind.REQUIREMENT, view.id)
        words = (*_words(view.statement), *map(_criterion, view.criteria), *_words(view.rationale))
    else:
        kind = SubjectKind.FINDING if isinstance(view, FindingView) else SubjectKind.RESULT
        subject, words = Subject(kind, view.id), _words(view.text)
    title = fold(view.title)
    return Searchable(subject, view.code, view.title, words, title, " ".join((title, *map(fold, words))))


def searchable_case(view: CaseView) -> Searchable:
    """Return what can be searched in a case: its question, its options, and the decisions made."""
    made = [one for one in view.decisions if one.state is DecisionState.MADE]
    words = (*(text for one in made for text in (one.text, one.reasons, one.given_up)), *_offered(view))
    title = fold(view.question)
    subject = Subject(SubjectKind.ARBITRATION, view.id)
    return Searchable(subject, "", view.question, words, title, " ".join((title, *map(fold, words))))


def _offered(view: CaseView) -> tuple[str, ...]:
    return tuple(text for option in view.options for text in (option.title, option.summary) if text)


def _words(text: TextView | None) -> tuple[str, ...]:
    return (plain_text(parse(text.tree)),) if text is not None else ()


def _criterion(view: CriterionView) -> str:
    return f"{view.name} {view.qualifier} {view.operator.value} {view.value} {view.unit} {view.verification_note}"


def find(things: Iterable[Searchable], query: str, limit: int) -> tuple[HitView, ...]:
    """Return at most `limit` of the things that hold every word of `query`, without regard to accents and capitals.

    What is found by its code comes first, then by its title, then by its text; equals in the order of their codes.
    """
    terms = fold(query).split()
    if not terms:
        return ()
    ranked = ((_rank(thing, terms), thing) for thing in things)
    found = sorted(((rank, one.code, one) for rank, one in ranked if rank is not None), key=lambda hit: hit[:2])
    return tuple(_hit(thing, terms, rank) for rank, _, thing in found[:limit])


def _rank(thing: Searchable, terms: list[str]) -> int | None:
    code = fold(thing.code)
    if len(terms) == 1 and (code.startswith(terms[0]) or code.endswith("-" + terms[0])):
        return _CODE
    if all(term in thing.folded_title for term in terms):
        return _TITLE
    return _TEXT if all(term in thing.folded or term in code for term in terms) else None


def _hit(thing: Searchable, terms: list[str], rank: int) -> HitView:
    excerpts = (_excerpt(text, terms) for text in thing.texts) if rank == _TEXT else iter(())
    excerpt = next((one for one in excerpts if one), "")
    return HitView(subject=thing.subject, code=thing.code, title=thing.title, excerpt=excerpt, seal=SEAL)


def _excerpt(text: str, terms: list[str]) -> str:
    """The piece of `text` around the first of `terms` in it, cut at spaces; empty when it holds none."""
    plain = " ".join(text.split())
    folded, origin = _folded_with_origin(plain)
    places = [place for term in terms if (place := folded.find(term)) >= 0]
    if not places:
        return ""
    middle = origin[min(places)]
    start, end = max(0, middle - _AROUND), min(len(plain), middle + _AROUND)
    if start:
        start = plain.find(" ", start) + 1 or start
    if end < len(plain):
        end = plain.rfind(" ", start, end) if " " in plain[start:end] else end
    return ("… " if start else "") + plain[start:end] + (" …" if end < len(plain) else "")


def _folded_with_origin(plain: str) -> tuple[str, list[int]]:
    """`plain` folded, and for each folded character the place it comes from."""
    pieces = [(fold(letter) or (" " if letter.isspace() else ""), place) for place, letter in enumerate(plain)]
    return "".join(piece for piece, _ in pieces), [place for piece, place in pieces for _ in piece]
