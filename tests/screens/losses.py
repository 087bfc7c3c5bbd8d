"""The states of the screens that tell what is lost on the way to a supplier."""

from typing import Final

from tests.screens.state import CLAIRE, SAMIR, SPECIFICATION, WORKING, State

_DIALOG: Final = "[role=dialog]"

LOSS: Final = f"{SPECIFICATION}/diffuser/perte/{{organization_id}}"
_LOSS_NOW: Final = f"{WORKING}/diffuser/perte/{{supplier}}"

LOSSES: Final = (
    State("what is lost on the way to a supplier", CLAIRE, LOSS, _LOSS_NOW, ".bands"),
    State("what is lost, as far as an employee reads", SAMIR, LOSS, _LOSS_NOW, ".bands"),
    State("what was lost of a version", CLAIRE, f"{LOSS}/{{baseline_id}}", f"{_LOSS_NOW}/{{version}}", ".loss-list"),
    State(
        "writing what is read instead",
        CLAIRE,
        LOSS,
        _LOSS_NOW,
        f"{_DIALOG} .substitute",
        ("main [data-open=level] >> nth=0",),
    ),
)
