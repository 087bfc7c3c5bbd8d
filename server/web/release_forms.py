"""What requests about versions and what is open live hold."""

from pydantic import BaseModel, ConfigDict

from server.domain.words import Language
from server.web.forms import Form, Id, Passage


class OpeningForm(Form):
    """A section opened live to a supplier."""

    section_id: Id
    organization_id: Id


class WritesForm(Form):
    """Whether a supplier may write where it reads live."""

    writes: bool


class ReservedForm(Form):
    """Whether suppliers are told that requirements are kept from them."""

    shown: bool


class ReleaseForm(Form):
    """A version sent to a supplier; `reason` says why, when something imperative is hidden in it."""

    baseline_id: Id
    organization_id: Id
    language: Language = Language.FRENCH
    message: Passage = ""
    reason: Passage = ""


class LanguageQuery(BaseModel):
    """In which language of the tool's words."""

    model_config = ConfigDict(extra="ignore")
    language: Language = Language.FRENCH


class AudienceQuery(LanguageQuery):
    """For which supplier organisation (none: the firm), in which language."""

    organization: Id | None = None
