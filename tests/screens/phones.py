"""The states of the phone's screens, and of what lets people in there."""

from typing import Final

from tests.screens.state import BLANK, BRUNO, CLAIRE, LUCIE, NADIA, SAMIR, SPECIFICATION, VISITOR, WORKING, State

_TASKS: Final = f"{SPECIFICATION}/taches"
_FUNCTION: Final = f"{SPECIFICATION}/fonctions/{{requirement_id}}"
_REMARK: Final = f"{SPECIFICATION}/remarques/{{thread_id}}"
_DOOR: Final = "/atelier/{door}"
_CARDS: Final = ("[data-section=cards] .chip-tick >> nth=0", "[data-section=cards] button.btn")

PHONES: Final = (
    State("the door of the workplace", VISITOR, _DOOR, "/atelier/ab12cd34", "#code"),
    State(
        "a code that does not open",
        VISITOR,
        f"POST {_DOOR}",
        "/atelier/ab12cd34",
        "#code-err",
        ("fill:#code=1", ".primary"),
    ),
    State("no network", VISITOR, "/hors-ligne", "/hors-ligne", "main .primary"),
    State("entry cards", CLAIRE, f"POST {SPECIFICATION}/personnes/fiches", f"{WORKING}/personnes", ".qr", _CARDS),
    State("the path of worries", CLAIRE, f"{SPECIFICATION}/craintes", f"{WORKING}/craintes", "main table"),
    State("no worry yet", CLAIRE, f"{SPECIFICATION}/craintes", f"{BLANK}/craintes", "main p.mt6"),
    State("my tasks", SAMIR, _TASKS, f"{WORKING}/taches", "a.task"),
    State("my tasks when there are none", NADIA, _TASKS, f"{WORKING}/taches", "main p.mt6"),
    State(
        "a function among those of my task",
        SAMIR,
        f"{_TASKS}/{{task_id}}/{{requirement_id}}",
        f"{WORKING}/taches",
        ".feelings",
        ("a.task >> nth=0",),
    ),
    State(
        "a function and what one says of it",
        SAMIR,
        _FUNCTION,
        f"{WORKING}/fonctions/{{discussed}}",
        ".more .who",
        (".act >> nth=1",),
    ),
    State(
        "a remark that is not complete",
        SAMIR,
        f"POST {_FUNCTION}",
        f"{WORKING}/fonctions/{{discussed}}",
        "form [role=alert]",
        (".act >> nth=2", "form .primary"),
    ),
    State("no remark yet", BRUNO, f"{SPECIFICATION}/remarques", f"{WORKING}/remarques", "main .primary"),
    State("my remarks", SAMIR, f"{SPECIFICATION}/remarques", f"{WORKING}/remarques", "a.task"),
    State("a remark that waits for its answer", SAMIR, _REMARK, f"{WORKING}/remarques", ".path", ("a.task >> nth=-1",)),
    State(
        "a remark that changed the text",
        LUCIE,
        _REMARK,
        f"{WORKING}/remarques/{{ended}}",
        ".ba",
    ),
    State(
        "an answer that says nothing",
        LUCIE,
        f"POST {_REMARK}",
        f"{WORKING}/remarques/{{ended}}",
        "main [role=alert]",
        ("main summary", "main details .big"),
    ),
)
