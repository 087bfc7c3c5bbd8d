"""Who reads how far, over HTTP: the levels and circles the pair names, and what people said, read by them and its keeper."""

from typing import Final

from server.domain.richtext import from_plain
from server.services import chain, circling, inviting, speaking
from server.services.rights import reader_for
from server.web.answers import Created
from server.web.call import Call
from server.web.closed_forms import CircleForm, LevelForm, LevelNamesForm, SpeakersForm, SpeechForm, SpokenFindingForm
from server.web.people import people_of
from server.web.people_answers import People
from server.web.table import Access, Endpoint


def record_speech(call: Call) -> Created:
    """Keep what people said, in a compartment of its own."""
    form = call.sent(SpeechForm)
    made = speaking.record_speech(
        call.house,
        call.reader,
        call.specification_id,
        title=form.title,
        text=from_plain(form.text).json(),
        speaker_ids=form.speaker_ids,
    )
    return Created(made)


def set_speakers(call: Call) -> None:
    """Say again who spoke."""
    ids = call.sent(SpeakersForm).speaker_ids
    speaking.set_speakers(call.house, call.reader, call.specification_id, call.path["finding_id"], speaker_ids=ids)


def consolidate(call: Call) -> Created:
    """Write a finding for the firm out of what people said."""
    form = call.sent(SpokenFindingForm)
    wanted = speaking.NewFinding(form.title, form.text, form.severity, form.situation_id, form.unit_id)
    made, code = speaking.consolidate(call.house, call.reader, call.specification_id, call.path["finding_id"], wanted)
    return Created(made, code)


def add_circle(call: Call) -> People:
    """Make a circle."""
    form = call.sent(CircleForm)
    circling.add_circle(call.house, call.reader, name=form.name, person_ids=form.person_ids)
    return _people_now(call)


def change_circle(call: Call) -> People:
    """Name a circle, and who is in it."""
    form = call.sent(CircleForm)
    circle = call.path["circle_id"]
    circling.change_circle(call.house, call.reader, circle, name=form.name, person_ids=form.person_ids)
    return _people_now(call)


def remove_circle(call: Call) -> People:
    """End a circle in which nothing is kept."""
    circling.remove_circle(call.house, call.reader, call.path["circle_id"])
    return _people_now(call)


def name_levels(call: Call) -> People:
    """Name the levels of the project, and say how many there are."""
    chain.name_levels(call.house, call.reader, call.sent(LevelNamesForm).names)
    return people_of(call)


def set_level(call: Call) -> People:
    """Say up to which level a member reads."""
    level = call.sent(LevelForm).level
    inviting.set_member_level(call.house, call.reader, call.path["membership_id"], level=level)
    return people_of(call)


def _people_now(call: Call) -> People:
    """The page of people, to somebody who may be in a circle that was not there when they asked."""
    call.reader_or_none = reader_for(call.house, call.reader.person_id, call.reader.project_id)
    return people_of(call)


_SPEECH: Final = "/api/specifications/{specification_id}/speech"
_P: Final = "/api/projects/{project_id}"
_CIRCLES: Final = _P + "/circles"
_HERE: Final = Access.SPECIFICATION
_IN: Final = Access.PROJECT

ENDPOINTS: Final = (
    Endpoint(
        "POST", _SPEECH, record_speech, _HERE, "Keep what people said", body=SpeechForm, answer=Created, status=201
    ),
    Endpoint("PUT", _SPEECH + "/{finding_id}/speakers", set_speakers, _HERE, "Say who spoke", body=SpeakersForm),
    Endpoint(
        "POST",
        _SPEECH + "/{finding_id}/finding",
        consolidate,
        _HERE,
        "Write a finding out of what people said",
        body=SpokenFindingForm,
        answer=Created,
        status=201,
    ),
    Endpoint("PUT", _P + "/levels", name_levels, _IN, "Name the levels", body=LevelNamesForm, answer=People),
    Endpoint(
        "POST", _P + "/members/{membership_id}/level", set_level, _IN, "Set a level", body=LevelForm, answer=People
    ),
    Endpoint("POST", _CIRCLES, add_circle, _IN, "Make a circle", body=CircleForm, answer=People, status=201),
    Endpoint("PUT", _CIRCLES + "/{circle_id}", change_circle, _IN, "Change a circle", body=CircleForm, answer=People),
    Endpoint("POST", _CIRCLES + "/{circle_id}/remove", remove_circle, _IN, "End a circle", answer=People),
)
