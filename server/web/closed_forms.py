"""What requests about closed sets of people hold."""

from server.domain.tracing import Severity
from server.web.forms import Form, Id, Line, Passage


class CircleForm(Form):
    """A circle: what it is called and who is in it besides the pair."""

    name: Line
    person_ids: tuple[Id, ...] = ()


class LevelNamesForm(Form):
    """What the levels of a project are called, from N0 on; none for the usual names."""

    names: tuple[Line, ...]


class LevelForm(Form):
    """The highest level somebody reads; -1 for none."""

    level: int


class SpeechForm(Form):
    """What people said, and who they are."""

    title: Line
    text: Passage = ""
    speaker_ids: tuple[Id, ...] = ()


class SpeakersForm(Form):
    """Who spoke."""

    speaker_ids: tuple[Id, ...]


class SpokenFindingForm(Form):
    """A finding written out of what people said."""

    title: Line
    text: Passage = ""
    severity: Severity = Severity.MEDIUM
    situation_id: Id | None = None
    unit_id: Id | None = None
