"""The one table of routes: every operation of the API and every screen, in one list that tests walk."""

from typing import Final

from server.web import (
    account,
    answering,
    answers,
    closed_sets,
    discussing,
    editing,
    entering,
    home,
    labelling,
    losing,
    matrix,
    own_data,
    people,
    phone,
    phone_door,
    projects,
    proposing,
    rearranging,
    registering,
    releasing,
    replaying,
    searching,
    signing,
    specification,
    texts,
    tracing,
    wording,
)
from server.web.table import Endpoint, Screen

ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    *account.ENDPOINTS,
    *own_data.ENDPOINTS,
    *projects.ENDPOINTS,
    *people.ENDPOINTS,
    *phone_door.ENDPOINTS,
    *closed_sets.ENDPOINTS,
    *registering.ENDPOINTS,
    *editing.ENDPOINTS,
    *rearranging.ENDPOINTS,
    *tracing.ENDPOINTS,
    *discussing.ENDPOINTS,
    *proposing.ENDPOINTS,
    *labelling.ENDPOINTS,
    *losing.ENDPOINTS,
    *signing.ENDPOINTS,
    *wording.ENDPOINTS,
    *replaying.ENDPOINTS,
    *searching.ENDPOINTS,
    *texts.ENDPOINTS,
    *releasing.ENDPOINTS,
    *answering.ENDPOINTS,
    *specification.ENDPOINTS,
)
SHAPES: Final = (answers.AnswerLine, answers.SessionLine, projects.Template)
"""What islands of a screen start with and no operation answers: described beside the API."""

SCREENS: Final[tuple[Screen, ...]] = (
    *entering.SCREENS,
    *phone_door.SCREENS,
    *phone.SCREENS,
    *projects.SCREENS,
    *account.SCREENS,
    *home.SCREENS,
    *specification.SCREENS,
    *losing.SCREENS,
    *matrix.SCREENS,
    *signing.SCREENS,
    *wording.SCREENS,
    *registering.SCREENS,
    *searching.SCREENS,
)
