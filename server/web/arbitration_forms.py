"""What requests about cases to be decided hold."""

from typing import Annotated

from pydantic import Field

from server.domain.arbitration import Feasible
from server.domain.tracing import Register
from server.web.forms import Form, Id, Line, Passage, SubjectForm

Grade = Annotated[int, Field(ge=-2, le=2)]


class CaseForm(Form):
    """A question to be decided, about which requirements, and what it comes from."""

    question: Line
    requirement_ids: list[Id]
    origin: SubjectForm | None = None
    label_key: Annotated[str, Field(max_length=500)] | None = None


class OptionForm(Form):
    """One more option."""

    title: Line
    summary: Passage = ""
    label_key: Annotated[str, Field(max_length=500)] | None = None


class EffectForm(Form):
    """What an option does under one aspect, and what the screen showed before."""

    aspect: Annotated[str, Field(max_length=40)]
    words: Passage
    grade: Grade | None = None
    words_before: Passage = ""
    grade_before: Grade | None = None


class AskedForm(Form):
    """Whose voices are asked for."""

    person_ids: list[Id]


class StanceForm(Form):
    """What one thinks of one option."""

    option_id: Id
    stance: Grade


class VoiceForm(Form):
    """A voice: an opinion about each option, and why."""

    register_: Register = Field(alias="register")
    stances: list[StanceForm]
    words: Passage = ""


class QuestionForm(Form):
    """What a supplier is asked."""

    organization_id: Id
    text: Passage


class FeasibilityForm(Form):
    """Whether it is feasible, and on which conditions."""

    feasible: Feasible
    words: Passage = ""


class RulingForm(Form):
    """A decision in writing."""

    option_id: Id
    text: Passage
    reasons: Passage
    given_up: Passage
    dissent: Passage = ""
    review_on: Annotated[str, Field(max_length=10)]


class ChangeForm(Form):
    """Other words for the statement of a requirement, and why."""

    requirement_id: Id
    text: Passage
    reason: Passage
