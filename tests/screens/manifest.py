"""The one list of screens and of the states they can be in: who opens what, what is pressed, what must then be seen."""

from typing import Final

from tests.screens.decisions import DECISIONS
from tests.screens.losses import LOSSES
from tests.screens.phones import PHONES
from tests.screens.state import (
    ANNE,
    AS_PAUL,
    BLANK,
    CLAIRE,
    LUCIE,
    NADIA,
    NEWCOMER,
    PAUL,
    SAMIR,
    SPECIFICATION,
    VISITOR,
    WORKING,
    State,
)


def _text(name: str, who: str, shows: str, *steps: str, path: str = WORKING, wide_only: bool = False) -> State:
    return State(name, who, SPECIFICATION, path, shows, steps, wide_only=wide_only)


def _on_a_phone(name: str, who: str, shows: str, *steps: str, path: str = WORKING) -> State:
    return State(name, who, SPECIFICATION, path, shows, steps, narrow_only=True)


def _people(name: str, *steps: str) -> State:
    return State(name, CLAIRE, f"{SPECIFICATION}/personnes", f"{WORKING}/personnes", _DIALOG, steps)


_DIALOG: Final = "[role=dialog]"
_DEEDS: Final = (".req [data-open=requirement] >> nth=0",)
"""Opens what may be done with the first requirement."""

_NOBODY: Final = "fill:#email=nobody@nowhere.example"
_SEND: Final = "main form button"


def _at_the_door(name: str, route: str, shows: str, *steps: str) -> State:
    return State(name, VISITOR, f"POST {route}", "/entrer", shows, steps)


DOORS: Final = (
    State("the door", VISITOR, "/entrer", "/entrer", "#email"),
    _at_the_door("an incomplete address", "/entrer", "#email-err", "fill:#email=claire", _SEND),
    _at_the_door("a link was sent", "/entrer", "#code", _NOBODY, _SEND),
    _at_the_door("a wrong code", "/entrer/code", "#code-err", _NOBODY, _SEND, "fill:#code=000000", _SEND),
    State("a mailed link", VISITOR, "/entrer/{token}", "{mailed_link}", "main form button"),
    State("a link that is over", VISITOR, "/entrer/{token}", "/entrer/over", "main a.btn", status=410),
    State("the notice at first use", NEWCOMER, "/bienvenue", "/bienvenue", "main form button"),
    State("nothing there", VISITOR, "*", "/nowhere", "main h1", status=404),
    State("nothing there, signed in", CLAIRE, "*", "/s/AAAAAAAAAAAAAAAAAAAAAA", "main h1", status=404),
)

REGISTER: Final = f"{SPECIFICATION}/personnes/registre"
_LONG_AGO: Final = ("fill:main input[type=date] >> nth=1=2001-01-31",)

PLACES: Final = (
    State("several projects", CLAIRE, "/projets", "/projets", "main h2"),
    State("one project", PAUL, "/projets", "/projets", "main h2"),
    State("a first project", CLAIRE, "/nouveau", "/nouveau", "form .tpl"),
    State("a first project without a name", CLAIRE, "/nouveau", "/nouveau", "form .err", ("form .btn.primary",)),
    State(
        "a first project from a document",
        CLAIRE,
        "/nouveau",
        "/nouveau",
        ".tpl + .mt3 .btn",
        (".tpl .choice:nth-last-child(2)",),
    ),
    State("my account", CLAIRE, "/compte", "/compte", "main table"),
    State("erasing my data", CLAIRE, "/compte", "/compte", _DIALOG, ("main section:last-of-type > .btn",)),
    State("the home of a pilot", CLAIRE, f"{SPECIFICATION}/accueil", f"{WORKING}/accueil", ".wait"),
    State("the home of an employee", SAMIR, f"{SPECIFICATION}/accueil", f"{WORKING}/accueil", "main h1"),
    State("the home of a representative", LUCIE, f"{SPECIFICATION}/accueil", f"{WORKING}/accueil", "main h1"),
    State("the home of a blank project", CLAIRE, f"{SPECIFICATION}/accueil", f"{BLANK}/accueil", "main h1"),
    State("people", CLAIRE, f"{SPECIFICATION}/personnes", f"{WORKING}/personnes", "main table"),
    State("inviting", CLAIRE, f"{SPECIFICATION}/personnes", f"{WORKING}/personnes", _DIALOG, ("main .btn.primary",)),
    _people("a member's part", "main table button >> nth=7"),
    _people("ending a member's part", "main table button >> nth=7", "[role=dialog] .btn.quiet:not(.icon) >> nth=0"),
    _people("ending an organisation's part", "[data-end=organization] >> nth=0"),
    _people("adding an organisation", "[data-new=organization]"),
    _people("forming a circle", "[data-new=circle]"),
    _people("naming the levels", "[data-new=levels]"),
    State("the register of access", CLAIRE, REGISTER, f"{WORKING}/personnes/registre", "main table"),
    State("nothing in the register", CLAIRE, REGISTER, f"{BLANK}/personnes/registre", "main .sub.mt6", _LONG_AGO),
    State("people of a blank project", CLAIRE, f"{SPECIFICATION}/personnes", f"{BLANK}/personnes", "main table"),
)

ORIGINS: Final = f"{SPECIFICATION}/origines"


def _correcting(name: str, tab: int, kind: str) -> State:
    steps = (f"[role=tab] >> nth={tab}", f"[data-edit={kind}] >> nth=0")
    return State(f"correcting {name}", CLAIRE, ORIGINS, f"{WORKING}/origines", _DIALOG, steps)


def _speech(name: str, shows: str, *steps: str) -> State:
    return State(name, NADIA, ORIGINS, f"{WORKING}/origines", shows, ("[role=tab] >> nth=1", *steps))


_KEPT: Final = ("[data-new=speech]", "fill:[role=dialog] input=Au poste", "[role=dialog] [type=submit]")

ORIGIN_PLACES: Final = (
    _speech("no speech yet", "[data-new=speech]"),
    _speech("keeping what was said", _DIALOG, "[data-new=speech]"),
    _speech("what was said", "[data-consolidate]", *_KEPT),
    _speech("making a finding of what was said", f"{_DIALOG} blockquote", "[data-consolidate] >> nth=0"),
    _speech("who spoke", f"{_DIALOG} .chip-tick", "[data-speakers] >> nth=0"),
    State("findings", CLAIRE, ORIGINS, f"{WORKING}/origines", ".registers"),
    State("noting a finding", CLAIRE, ORIGINS, f"{WORKING}/origines", _DIALOG, ("[data-new=finding]",)),
    State(
        "correcting a finding",
        CLAIRE,
        ORIGINS,
        f"{WORKING}/origines",
        _DIALOG,
        (".origin [data-edit=finding] >> nth=0",),
    ),
    State(
        "the history of a finding",
        CLAIRE,
        ORIGINS,
        f"{WORKING}/origines",
        f"{_DIALOG} ol",
        ("[data-history=finding] >> nth=0",),
    ),
    State("simulations", CLAIRE, ORIGINS, f"{WORKING}/origines", ".simulation", ("[role=tab] >> nth=1",)),
    State(
        "noting a simulation",
        CLAIRE,
        ORIGINS,
        f"{WORKING}/origines",
        _DIALOG,
        ("[role=tab] >> nth=1", "[data-new=simulation]"),
    ),
    State("scenes", CLAIRE, ORIGINS, f"{WORKING}/origines", "[role=tabpanel] h2", ("[role=tab] >> nth=2",)),
    _correcting("a simulation", 1, "simulation"),
    _correcting("a situation", 2, "situation"),
    _correcting("a task", 2, "task"),
    _correcting("a place", 2, "unit"),
    State(
        "a place set aside",
        CLAIRE,
        ORIGINS,
        f"{WORKING}/origines",
        ".set-aside[open] li",
        ("[role=tab] >> nth=2", "[data-withdraw=unit] >> nth=-1", ".set-aside summary"),
    ),
    State(
        "gaps of a consultant", NADIA, ORIGINS, f"{WORKING}/origines", "[role=tabpanel] h2", ("[role=tab] >> nth=4",)
    ),
    State("gaps", CLAIRE, ORIGINS, f"{WORKING}/origines", "[role=tabpanel] h2", ("[role=tab] >> nth=3",)),
    State("findings of an employee", SAMIR, ORIGINS, f"{WORKING}/origines", ".registers"),
    State("writing in a finding", NADIA, ORIGINS, f"{WORKING}/origines", ".tools", (".tale[data-write] >> nth=0",)),
    State(
        "writing in a result",
        NADIA,
        ORIGINS,
        f"{WORKING}/origines",
        ".tools",
        ("[role=tab] >> nth=2", ".tale[data-write] >> nth=0"),
    ),
    State(
        "writing in a situation",
        NADIA,
        ORIGINS,
        f"{WORKING}/origines",
        ".tools",
        ("[role=tab] >> nth=3", ".tale[data-write] >> nth=0"),
    ),
    State(
        "a new thread on a result",
        SAMIR,
        ORIGINS,
        f"{WORKING}/origines",
        ".new-thread",
        ("[role=tab] >> nth=1", ".origin [aria-haspopup=dialog] >> nth=0", "[role=dialog] .btn.mt4"),
    ),
    State("no origin yet", CLAIRE, ORIGINS, f"{BLANK}/origines", ".registers"),
    State(
        "making a requirement of a finding",
        NADIA,
        f"{ORIGINS}/{{kind}}/{{origin_id}}/exigence",
        f"{WORKING}/origines/finding/{{finding}}/exigence",
        ".split form",
    ),
    State(
        "making a requirement of a result",
        NADIA,
        f"{ORIGINS}/{{kind}}/{{origin_id}}/exigence",
        f"{WORKING}/origines/result/{{result}}/exigence",
        ".split form",
    ),
)

_FIRST: Final = ".req h3 >> nth=0"
"""Pressed, it is where the reader is."""

_WRITTEN: Final = ".req:has(.stmt[data-write]) h3 >> nth=0"

TEXTS: Final = (
    _text("the text of a pilot", CLAIRE, ".req"),
    _text("the text of an employee", SAMIR, ".req"),
    _text("the text of a consultant", NADIA, ".req"),
    _text("a requirement's facts", CLAIRE, _DIALOG, "[data-open=facts] >> nth=0"),
    _text("who can read a requirement", CLAIRE, _DIALOG, ".req .lv >> nth=0"),
    _text("searching", CLAIRE, _DIALOG, "[data-open=search]", "fill:[role=dialog] input=presse"),
    _text("the shortcuts", CLAIRE, _DIALOG, "[data-open=shortcuts]", wide_only=True),
    _text("view as a supplier", CLAIRE, "[role=menu]", ".bar [aria-haspopup=true]", wide_only=True),
    _text(
        "the origin of a requirement",
        CLAIRE,
        ".context [role=tabpanel]",
        _FIRST,
        ".context [role=tab] >> nth=1",
        wide_only=True,
    ),
    _text(
        "the history of a requirement",
        CLAIRE,
        ".replay .by",
        _WRITTEN,
        ".context [role=tab] >> nth=2",
        ".context ol .btn >> nth=0",
        wide_only=True,
    ),
    _text(
        "two moments of a text compared",
        CLAIRE,
        ".replay ins",
        _WRITTEN,
        ".context [role=tab] >> nth=2",
        ".context ol .btn >> nth=0",
        ".replay .btn[aria-pressed]",
        wide_only=True,
    ),
    _text(
        "the answers to a requirement",
        CLAIRE,
        ".context [role=tabpanel]",
        _FIRST,
        ".context [role=tab] >> nth=3",
        wide_only=True,
    ),
    _text("a new thread", CLAIRE, ".new-thread", _FIRST, ".context [role=tabpanel] > .btn", wide_only=True),
    _text("the outline", CLAIRE, ".outline [role=row]", ".outline .head", wide_only=True),
    _text("a requirement with a thread", CLAIRE, ".context .thread", path=f"{WORKING}#r-{{discussed}}", wide_only=True),
    _text("writing in a statement", SAMIR, ".ProseMirror", "[data-write] >> nth=0"),
    _text(
        "closing a thread",
        CLAIRE,
        _DIALOG,
        ".context .thread [aria-haspopup=dialog] >> nth=0",
        path=f"{WORKING}#r-{{discussed}}",
        wide_only=True,
    ),
    _on_a_phone("the contents on a phone", SAMIR, ".outline.risen [role=treegrid]", "[data-panel=outline]"),
    _on_a_phone("the threads on a phone", SAMIR, ".context.risen [role=tabpanel]", "[data-panel=context]"),
    _on_a_phone("the menu on a phone", SAMIR, ".phone-menu-list", ".phone-menu summary"),
    _on_a_phone(
        "a thread one came to answer", LUCIE, ".context.risen .thread", path=f"{WORKING}?fil={{thread}}#r-{{discussed}}"
    ),
    _text("the deeds on a requirement", CLAIRE, "[role=menu]", ".req [data-open=requirement] >> nth=0"),
    _text("splitting a requirement", CLAIRE, "[role=dialog] form", *_DEEDS, "[role=menuitem][data-key=split]"),
    _text("merging two requirements", CLAIRE, "[role=dialog] form", *_DEEDS, "[role=menuitem][data-key=merge]"),
    _text("a proposal to settle", CLAIRE, ".req .proposal .btn.primary"),
    _text("declining a proposal", CLAIRE, ".req .proposal form", ".req .proposal .row .btn >> nth=1"),
    _text("one's own proposal that waits", NADIA, ".req .proposal"),
    _text(
        "writing a proposal",
        NADIA,
        ".drafting .proposed.writing",
        ".stmt[data-write]:not(.redlined) >> nth=1",
        ".tools .btn.word >> nth=1",
    ),
    _text("a text to begin", CLAIRE, "main .sec", path=BLANK),
    _text("what a supplier reads live", PAUL, "main .sec"),
    _text("nothing open to a supplier", ANNE, ".empty"),
)

_MATRIX: Final = f"{WORKING}/origines/matrice"
_LINKS: Final = f"{WORKING}/origines/liens"

MATRIX: Final = (
    State("the matrix of origins", CLAIRE, f"{SPECIFICATION}/origines/matrice", _MATRIX, ".matrix td a"),
    State("the matrix as an employee reads it", SAMIR, f"{SPECIFICATION}/origines/matrice", _MATRIX, ".matrix td a"),
    State("no matrix yet", CLAIRE, f"{SPECIFICATION}/origines/matrice", f"{BLANK}/origines/matrice", "main .note"),
    State(
        "the matrix of one part",
        CLAIRE,
        f"{SPECIFICATION}/origines/matrice/{{section_id}}",
        f"{_MATRIX}/{{chapter}}",
        ".matrix-parts",
    ),
    State("links as a table", CLAIRE, f"{SPECIFICATION}/origines/liens", _LINKS, "main .tbl"),
    State(
        "the links of one part",
        CLAIRE,
        f"{SPECIFICATION}/origines/liens/{{section_id}}",
        f"{_LINKS}/{{chapter}}",
        "main .tbl",
    ),
)


def _answering(name: str, shows: str, step: str) -> State:
    return State(
        name, PAUL, f"{SPECIFICATION}/versions/{{release_id}}", f"{WORKING}/versions/{{release}}", shows, (step,)
    )


VERSIONS: Final = (
    State("what is to be signed", CLAIRE, f"{SPECIFICATION}/visas", f"{WORKING}/visas", ".to-sign"),
    State(
        "refusing to sign",
        CLAIRE,
        f"{SPECIFICATION}/visas",
        f"{WORKING}/visas",
        ".to-sign textarea",
        (".to-sign .btn.link >> nth=0",),
    ),
    State("nothing to be signed", CLAIRE, f"{SPECIFICATION}/visas", f"{BLANK}/visas", "main .lede"),
    State("bringing a table in", CLAIRE, f"{ORIGINS}/importer", f"{WORKING}/origines/importer", "main .btn.primary"),
    State("the whole read again", CLAIRE, f"{SPECIFICATION}/relecture", f"{WORKING}/relecture", "main .plain-list"),
    State("the release board", CLAIRE, f"{SPECIFICATION}/diffuser", f"{WORKING}/diffuser", "main table"),
    State(
        "a preview", CLAIRE, f"{SPECIFICATION}/diffuser", f"{WORKING}/diffuser", ".peek", (".plain-list .btn >> nth=0",)
    ),
    State(
        "an export",
        CLAIRE,
        f"{SPECIFICATION}/diffuser",
        f"{WORKING}/diffuser",
        "a[download]",
        (".plain-list .btn >> nth=1",),
    ),
    State("the release board of an employee", SAMIR, f"{SPECIFICATION}/diffuser", f"{WORKING}/diffuser", "main h1"),
    State(
        "the release board of a blank project", CLAIRE, f"{SPECIFICATION}/diffuser", f"{BLANK}/diffuser", "main form"
    ),
    State("the versions received", PAUL, f"{SPECIFICATION}/versions", f"{WORKING}/versions", "main h2"),
    State("no version received", CLAIRE, f"{SPECIFICATION}/versions", f"{BLANK}/versions", "main .lede"),
    State(
        "a version to answer",
        PAUL,
        f"{SPECIFICATION}/versions/{{release_id}}",
        f"{WORKING}/versions/{{release}}",
        ".ans",
    ),
    _answering("an answer and who reads it", ".ans .field", ".ans .cp button >> nth=0"),
    _answering("a supplier's question", _DIALOG, ".ans [aria-haspopup=dialog] >> nth=0"),
    State("seen as a supplier", AS_PAUL, f"{SPECIFICATION}/versions", f"/vue{WORKING}/versions", ".banner.view"),
    State(
        "a version seen as a supplier",
        AS_PAUL,
        f"{SPECIFICATION}/versions/{{release_id}}",
        f"/vue{WORKING}/versions/{{release}}",
        ".ans",
    ),
    State("the text seen as a supplier", AS_PAUL, SPECIFICATION, f"/vue{WORKING}", ".banner.view"),
)

STATES: Final[tuple[State, ...]] = (
    *DOORS,
    *PLACES,
    *ORIGIN_PLACES,
    *TEXTS,
    *VERSIONS,
    *MATRIX,
    *LOSSES,
    *DECISIONS,
    *PHONES,
)

WITHOUT_A_FACE: Final = {
    "/mes-taches": "sends one on to the tasks or to the list of projects",
    "/": "sends one on to the notice, the project or the list",
    "/demo/{token}": "signs in and sends one on",
    "POST /entrer/{token}": "signs in and sends one on",
    "POST /langue/{language}": "remembers the language and sends one to the door",
    "POST /sortir": "signs out and sends one to the door",
    "POST /vue/quitter": "ends the supplier's view and sends one on",
    "POST /bienvenue": "remembers that the notice was read and sends one on",
    "/fichiers/{specification_id}/{attachment_id}": "answers with a picture",
}
"""Routes that show nothing of their own, and why."""
