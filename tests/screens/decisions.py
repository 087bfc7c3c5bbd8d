"""The states of the screens on which cases are opened, weighed, heard and decided."""

from typing import Final

from tests.screens.state import BLANK, CLAIRE, PAUL, SAMIR, SPECIFICATION, WORKING, State

_DIALOG: Final = "[role=dialog]"
_CASES: Final = f"{SPECIFICATION}/decisions"
_CASE: Final = f"{_CASES}/{{case_id}}"
_LISTED: Final = f"{WORKING}/decisions"

DECISIONS: Final = (
    State("what is being decided", CLAIRE, _CASES, _LISTED, ".cases"),
    State("nothing decided yet", CLAIRE, _CASES, f"{BLANK}/decisions", "main .lede"),
    State("opening a case", CLAIRE, _CASES, _LISTED, "main form", ("main .btn.primary",)),
    State("what a supplier is asked", PAUL, _CASES, _LISTED, "main form"),
    State("a case whose options are written", CLAIRE, _CASE, f"{_LISTED}/{{case_options}}", ".cell", wide_only=True),
    State("one option at a time", CLAIRE, _CASE, f"{_LISTED}/{{case_options}}", ".effects", narrow_only=True),
    State(
        "what an option does",
        CLAIRE,
        _CASE,
        f"{_LISTED}/{{case_options}}",
        _DIALOG,
        (".cell >> nth=0",),
        wide_only=True,
    ),
    State(
        "one more option",
        CLAIRE,
        _CASE,
        f"{_LISTED}/{{case_options}}",
        _DIALOG,
        ("main .btn:has(svg use[href$=plus])",),
    ),
    State("giving one's voice", SAMIR, _CASE, f"{_LISTED}/{{case_voices}}", ".give"),
    State("writing a decision", CLAIRE, _CASE, f"{_LISTED}/{{case_heard}}", "main form input[type=date]"),
    State("a decision made", CLAIRE, _CASE, f"{_LISTED}/{{case_decided}}", ".seats-two"),
)
