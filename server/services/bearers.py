"""Everything that bears a label: what it belongs to, what it holds, and the lowest it may go."""

from dataclasses import dataclass

from server.domain.content import Substitute, TextPart
from server.domain.errors import NotInYourSight
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import Label
from server.policy.view import Sight
from server.services.within_sight import (
    get_criterion,
    get_finding,
    get_requirement,
    get_result,
    get_section,
    get_simulation,
    get_situation,
    get_text,
    texts_in_sight,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A text or a criterion inside an envelope."""

    subject: Subject
    label: Label
    text: TextPart | None
    substitute: Substitute | None


@dataclass(frozen=True, slots=True)
class Bearer:
    """A thing with its label. `envelope` is the label of what it belongs to, which it never goes below (L7);
    `parts` are what it holds, which are never below it; `owner` is what a reader would call it by."""

    subject: Subject
    owner: Subject
    label: Label
    envelope: Label | None = None
    parts: tuple[Part, ...] = ()


def get_bearer(sight: Sight, subject: Subject) -> Bearer:
    """Return a thing whose label the reader may ask about: they see it. Raises NotInYourSight."""
    match subject.kind:
        case SubjectKind.TEXT:
            owner, text = get_text(sight, subject.id)
            own = _text_part(text)
            return Bearer(subject, owner, own.label, _envelope(sight, owner), (own,))
        case SubjectKind.CRITERION:
            requirement, criterion = get_criterion(sight, subject.id)
            part = Part(subject, Label.parse(criterion.label), None, criterion.substitute)
            owner = Subject(SubjectKind.REQUIREMENT, requirement.id)
            return Bearer(subject, owner, part.label, Label.parse(requirement.label), (part,))
        case SubjectKind.SIMULATION:
            return Bearer(subject, subject, Label.parse(get_simulation(sight, subject.id).label))
        case _:
            return Bearer(subject, subject, _envelope(sight, subject), None, _parts(sight, subject))


def _envelope(sight: Sight, owner: Subject) -> Label:
    match owner.kind:
        case SubjectKind.SECTION:
            return Label.parse(get_section(sight, owner.id).label)
        case SubjectKind.REQUIREMENT:
            return Label.parse(get_requirement(sight, owner.id).label)
        case SubjectKind.FINDING:
            return Label.parse(get_finding(sight, owner.id).label)
        case SubjectKind.RESULT:
            return Label.parse(get_result(sight, owner.id).label)
        case SubjectKind.SITUATION:
            return Label.parse(get_situation(sight, owner.id).label)
        case _:
            raise NotInYourSight


def _parts(sight: Sight, owner: Subject) -> tuple[Part, ...]:
    texts = [_text_part(part) for subject, part in texts_in_sight(sight) if subject == owner]
    if owner.kind is not SubjectKind.REQUIREMENT:
        return tuple(texts)
    criteria = [
        Part(Subject(SubjectKind.CRITERION, item.id), Label.parse(item.label), None, item.substitute)
        for item in get_requirement(sight, owner.id).criteria
    ]
    return (*texts, *criteria)


def _text_part(part: TextPart) -> Part:
    return Part(Subject(SubjectKind.TEXT, part.id), Label.parse(part.label), part, part.substitute)
