"""Every deed and everything one can look at, asked for by every role that reads all and by those who read less: what each is refused.

`refusals.txt` shows it, with the ability that was missing: each demand is told from the next (R1, R2, R10). Nothing is kept.
"""

import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import SQLAlchemyError

from server.domain.content import SpecificationContent
from server.domain.errors import Refusal
from server.domain.ids import new_id
from server.domain.richtext import from_plain
from server.domain.roles import Role
from server.domain.words import Language
from server.imports import DEMO_FOLDER
from server.policy.labels import REPRESENTATIVES, Label, named
from server.policy.reader import Reader
from server.services import (
    answering,
    around,
    attaching,
    chain,
    circling,
    correcting,
    creating,
    criteria,
    deriving,
    diagnosis,
    discussing,
    editing,
    exporting,
    importing,
    inviting,
    leaving,
    levels,
    looking,
    losing,
    members,
    opening,
    previewing,
    proposing,
    reading,
    rearranging,
    reclassifying,
    releasing,
    replaying,
    sections,
    signing,
    simulating,
    speaking,
    templates,
    tracing,
    undoing,
    wording,
)
from server.services.deriving import OriginLink
from server.services.house import House
from server.services.inviting import Asked
from server.services.planting import NewRequirement
from server.services.speaking import NewFinding
from server.settings import Settings
from server.storage.database import Database
from server.storage.shelf import Shelf
from tests.policy.everything import of
from tests.policy.pair import Trial, Undone
from tests.policy.telling import Told, written
from tests.services.conftest import Stage
from tests.services.every_deed import every_deed, ids, set_unit_aside
from tests.services.proposals import begin, proposed
from tests.services.scene import Scene, scene_in
from tests.services.test_attaching import add
from tests.services.test_discussing import speak
from tests.services.test_releasing import freeze, send

GOLDEN = Path(__file__).with_name("refusals.txt")
HEAD = """What is refused to whom: `done`, how many views are given, or a refusal with what was missing.
The twelve roles read everything here: w pilot for the work · p pilot for the production · s sponsor · e employee
l line manager · r representative · W, P consultants · u supplier · f facilitator · o observer · x administrator
As they are: E employee · O observer · a supplier who was sent a version · b another who was not
v pilot who looks as the first · c capped session of a pilot · F pilot of another project
Generated: delete this file and run the test to write it again, then read what changed.
"""
VIEW = re.compile(r"\w+View\(")
Call = Callable[[House, Reader, str], object]


@dataclass(frozen=True, slots=True)
class Stand:
    """The demo with something of each kind that deeds are about, in a database that keeps nothing; who asks, and for what."""

    scene: Scene
    readers: dict[str, Reader]
    calls: dict[str, Call]


@pytest.fixture(scope="module")
def stand(_staged_sqlite: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """The demo, furnished, in a copy of its own."""
    _staged_sqlite.put_back()
    folder = tmp_path_factory.mktemp("refusals")
    file = shutil.copy(_staged_sqlite.database.url.removeprefix("sqlite:///"), folder / "concerte.sqlite3")
    settings = Settings.read({"DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{file}"})
    with closing(Database(settings.database_url)) as own, closing(Trial(settings.database_url)) as trial:
        scene = scene_in(settings, own, _staged_sqlite.specification_id, Shelf())
        known = _furnish(scene)
        calls = _deeds(known) | _looks(known)
        readers = _readers(scene)
        yield Stand(replace(scene, house=House(settings, trial, Shelf())), readers, calls)


def _furnish(scene: Scene) -> dict[str, str]:
    """Something of each kind; everything that is asked for names one of these."""
    house, spec, claire = scene.house, scene.specification_id, scene.reader("claire")
    set_unit_aside(house, claire, spec)
    content = _in_one_order(scene.content())
    known = ids(content)
    released = freeze(scene)
    item = next(one for one in content.requirements if one.id == known["requirement"])
    high = next(one for one in content.requirements if one.label == "N2" and one.id != item.id and one.criteria)
    reclassifying.change_label(house, claire, spec, of("requirement", high.id), label=Label(4))
    lowered = reclassifying.change_label(
        house, claire, spec, of("requirement", high.id), label=Label(3), reason="Ouvrir"
    )
    withdrawn = sections.add_section(house, claire, spec, title="De trop")
    sections.withdraw_section(house, claire, spec, withdrawn)
    return known | {
        "high": high.id, "high statement": high.statement.id, "high criterion": high.criteria[0].id,
        "lowering": lowered.proposal_id or "", "baseline": released, "waiting baseline": freeze(scene, confirm=False),
        "release": send(scene, released, "anne"), "thread": speak(scene, "claire"), "picture": add(scene),
        "anne": scene.reader("anne").organization_id, "firm": claire.organization_id,
        "opening": opening.open_section(
            house, claire, spec, section_id=known["section"], organization_id=scene.reader("anne").organization_id
        ),
        "circle": circling.add_circle(house, claire, name="Cercle", person_ids=[]),
        "speech": speaking.record_speech(house, scene.reader("nadia"), spec, title="Entretien"),
        "proposal": proposed(scene, "claire", from_plain("Autrement.")), "draft": begin(scene, "samir"),
        "member": content.members[0].membership_id, "person": scene.people["samir"],
        "intro": content.sections[0].intro.id, "finding text": next(f for f in content.findings if f.label == "N2").text.id,
        "story": content.situations[0].story.id, "absent": new_id(),
    }  # fmt: skip


def _in_one_order(content: SpecificationContent) -> SpecificationContent:
    """What is held, by its words: identifiers and codes are drawn anew in each installation."""
    words = {
        "title": ("sections", "requirements", "situations", "findings", "simulations", "results"),
        "name": ("units", "tasks", "organizations", "members"),
        "reason": ("links",),
    }
    ordered: dict[str, Any] = {
        held: tuple(sorted(getattr(content, held), key=attrgetter(name)))
        for name, all_held in words.items()
        for held in all_held
    }
    return replace(content, **ordered)


def _readers(scene: Scene) -> dict[str, Reader]:
    claire = scene.reader("claire")
    everything = claire.compartments | {REPRESENTATIVES} | scene.reader("nadia").compartments
    letters = dict(zip("wpselrWPufox", (
        Role.STEERING_WORK, Role.STEERING_PRODUCTION, Role.SPONSOR, Role.EMPLOYEE, Role.LINE_MANAGER, Role.EMPLOYEE_REP,
        Role.CONSULTANT_WORK, Role.CONSULTANT_PRODUCTION, Role.SUPPLIER, Role.FACILITATOR, Role.OBSERVER, Role.ADMINISTRATOR,
    ), strict=True))  # fmt: skip
    return {x: replace(claire, role=role, compartments=everything) for x, role in letters.items()} | {
        "E": scene.reader("samir"),
        "O": replace(claire, role=Role.OBSERVER, level=0, compartments=frozenset()),
        "a": scene.reader("anne"),
        "b": scene.reader("paul"),
        "v": scene.seen_as("claire", "anne"),
        "c": replace(claire, capped=True),
        "F": replace(claire, project_id=new_id()),
    }


def _deeds(k: Mapping[str, str]) -> dict[str, Call]:
    """What changes something, beyond `every_deed`."""
    item, text, png = of("requirement", k["requirement"]), of("text", k["statement"]), b"no picture"
    high, anne = of("requirement", k["high"]), k["anne"]
    new: dict[str, Any] = {"register": "work", "evidence": "document"}
    firm, no = k["firm"], {"before": "?", "value": "x"}
    spoken = k["speech"]
    calls: dict[str, Call] = {one.name: one.call for one in every_deed(k)}
    for kind in ("statement", "intro", "finding text", "story"):
        calls[f"add a picture to {kind}"] = lambda h, r, s, kind=kind: attaching.add_picture(  # type: ignore[misc]
            h, r, s, k[kind], name="x.png", content=png
        )
    return calls | {
        "propose a picture": lambda h, r, s: attaching.propose_picture(h, r, s, k["draft"], name="x.png", content=png),
        "remove a picture": lambda h, r, s: attaching.remove_picture(h, r, s, k["picture"]),
        "remove no picture": lambda h, r, s: attaching.remove_picture(h, r, s, k["absent"]),
        "answer": lambda h, r, s: answering.record_answer(
            h, r, s, release_id=k["release"], requirement_id=k["requirement"], compliance="C"
        ),
        "acknowledge a version": lambda h, r, s: releasing.acknowledge_release(h, r, s, k["release"]),
        "send a version": lambda h, r, s: releasing.send_release(
            h, r, s, baseline_id=k["baseline"], organization_id=anne, language="fr"
        ),
        "confirm a version": lambda h, r, s: releasing.confirm_baseline(h, r, s, k["waiting baseline"]),
        "decline a version": lambda h, r, s: releasing.decline_baseline(h, r, s, k["waiting baseline"]),
        "close a section": lambda h, r, s: opening.close_section(h, r, s, k["opening"]),
        "let write": lambda h, r, s: opening.let_write(h, r, s, k["opening"], writes=True),
        "show reserved": lambda h, r, s: opening.show_reserved(h, r, s, shown=True),
        "add a circle": lambda h, r, s: circling.add_circle(h, r, name="Autre", person_ids=[k["person"]]),
        "name a stranger in a circle": lambda h, r, s: circling.add_circle(h, r, name="A", person_ids=[k["absent"]]),
        "change a circle": lambda h, r, s: circling.change_circle(h, r, k["circle"], name="Autre", person_ids=[]),
        "name levels": lambda h, r, s: chain.name_levels(h, r, ("A", "B", "C", "D", "E")),
        "invite": lambda h, r, s: inviting.invite(h, r, Asked("x@exemple.fr", "X", "employee", firm)),
        "withdraw an invitation": lambda h, r, s: inviting.withdraw_invitation(h, r, k["absent"]),
        "add an organization": lambda h, r, s: inviting.add_organization(h, r, name="X", kind="consultancy"),
        "change a role": lambda h, r, s: inviting.change_role(h, r, k["member"], role="employee"),
        "end a part": lambda h, r, s: inviting.end_membership(h, r, k["member"]),
        "end an organization": lambda h, r, s: leaving.end_organization(h, r, anne),
        "reply": lambda h, r, s: discussing.reply(h, r, s, k["thread"], text="Oui"),
        "reply to nothing": lambda h, r, s: discussing.reply(h, r, s, k["absent"], text="Oui"),
        "resolve": lambda h, r, s: discussing.resolve(h, r, s, k["thread"], outcome="not_kept", reason="Non"),
        "reopen": lambda h, r, s: discussing.reopen(h, r, s, k["thread"], text="Si"),
        "talk under a level": lambda h, r, s: discussing.raise_thread(
            h, r, s, subject=item, kind="remark", text="Oui", label=Label(4)
        ),
        "open a proposal": lambda h, r, s: proposing.open_proposal(h, r, s, k["draft"], reason="Oui"),
        "accept a proposal": lambda h, r, s: proposing.accept_proposal(h, r, s, k["proposal"]),
        "decline a proposal": lambda h, r, s: proposing.decline_proposal(h, r, s, k["proposal"], reason="Non"),
        "withdraw a proposal": lambda h, r, s: proposing.withdraw_proposal(h, r, s, k["proposal"]),
        "acknowledge a decision": lambda h, r, s: proposing.acknowledge_decision(h, r, s, k["proposal"]),
        "acknowledge nothing": lambda h, r, s: proposing.acknowledge_decision(h, r, s, k["absent"]),
        "confirm a label": lambda h, r, s: reclassifying.confirm_label(h, r, s, k["lowering"]),
        "decline a label": lambda h, r, s: reclassifying.decline_label(h, r, s, k["lowering"]),
        "lower a label": lambda h, r, s: reclassifying.change_label(h, r, s, text, label=Label(0), reason="Oui"),
        "raise to a stranger": lambda h, r, s: reclassifying.change_label(h, r, s, high, label=named(k["absent"])),
        "put a sentence instead": lambda h, r, s: reclassifying.set_substitute(
            h, r, s, of("criterion", k["high criterion"]), text="Au lieu", label=named(k["absent"])
        ),
        "record speech": lambda h, r, s: speaking.record_speech(h, r, s, title="Entretien"),
        "name a stranger as speaker": lambda h, r, s: speaking.set_speakers(h, r, s, spoken, speaker_ids=[k["absent"]]),
        "say who spoke": lambda h, r, s: speaking.set_speakers(h, r, s, spoken, speaker_ids=[k["person"]]),
        "say who spoke in a finding": lambda h, r, s: speaking.set_speakers(h, r, s, k["finding"], speaker_ids=[]),
        "consolidate": lambda h, r, s: speaking.consolidate(h, r, s, spoken, NewFinding("Autre")),
        "consolidate in no situation": lambda h, r, s: speaking.consolidate(
            h, r, s, spoken, NewFinding("Autre", situation_id=k["absent"])
        ),
        "consolidate in no place": lambda h, r, s: speaking.consolidate(
            h, r, s, spoken, NewFinding("Autre", unit_id=k["absent"])
        ),
        "add a simulation": lambda h, r, s: simulating.add_simulation(h, r, s, title="N"),
        "simulate no situation": lambda h, r, s: simulating.add_simulation(h, r, s, title="N", situation_id=k["absent"]),
        "find out in no situation": lambda h, r, s: tracing.add_finding(h, r, s, title="N", situation_id=k["absent"], **new),
        "find out in no place": lambda h, r, s: tracing.add_finding(h, r, s, title="N", unit_id=k["absent"], **new),
        "find out under a level": lambda h, r, s: tracing.add_finding(h, r, s, title="N", label=Label(4), **new),
        "add a situation in no place": lambda h, r, s: tracing.add_situation(h, r, s, title="N", unit_id=k["absent"]),
        "derive under a level": lambda h, r, s: deriving.requirement_from_origin(
            h, r, s, NewRequirement(k["section"], "N"), OriginLink(of("finding", k["finding"])), label=Label(4)
        ),
        "begin a specification": lambda h, r, s: creating.create_blank_specification(h, r, title="N", language="fr"),
        "import a document": lambda h, r, s: importing.import_document(h, r, b"# Un", "x.md"),
        "withdraw a result": lambda h, r, s: correcting.withdraw(h, r, s, of("result", k["result"])),
        "withdraw a requirement as an origin": lambda h, r, s: correcting.withdraw(h, r, s, item),
        "correct the high": lambda h, r, s: editing.set_requirement_field(h, r, s, k["high"], field="title", **no),
        "move after nothing": lambda h, r, s: editing.move_requirement(
            h, r, s, item.id, section_id=k["section"], after_id=k["absent"]
        ),
        "move a section after nothing": lambda h, r, s: sections.move_section(
            h, r, s, k["section"], parent_id=None, after_id=k["absent"]
        ),
        "move a criterion after nothing": lambda h, r, s: criteria.move_criterion(
            h, r, s, k["criterion"], after_id=k["absent"]
        ),
        "begin with no template": lambda h, r, s: templates.template_named("..", Language.FRENCH),
        "begin with the demo": lambda h, r, s: templates.template_named(DEMO_FOLDER, Language.FRENCH),
        "undo nothing": lambda h, r, s: undoing.undo(h, r, s, k["absent"]),
    }  # fmt: skip


def _looks(k: Mapping[str, str]) -> dict[str, Call]:
    """What gives something to read."""
    item, high, anne = (
        of("requirement", k["requirement"]),
        of("requirement", k["high"]),
        k["anne"],
    )
    calls: dict[str, Call] = {
        "the specification": looking.see_specification,
        "the sections": looking.see_sections,
        "what was set aside": looking.see_set_aside,
        "the criterion's requirement": lambda h, r, s: looking.requirement_of_criterion(h, r, s, k["criterion"]),
        "the high criterion's requirement": lambda h, r, s: looking.requirement_of_criterion(h, r, s, k["high criterion"]),
        "the origins called so": lambda h, r, s: looking.origins_matching(h, r, s, "a"),
        "the openings": looking.openings,
        "a requirement": lambda h, r, s: looking.see_requirement(h, r, s, k["requirement"]),
        "the high requirement": lambda h, r, s: looking.see_requirement(h, r, s, k["high"]),
        "a link": lambda h, r, s: looking.see_link(h, r, s, item, k["link"]),
        "open threads": around.open_threads,
        "marked phrases": around.marked_phrases,
        "no thread": lambda h, r, s: around.see_thread(h, r, s, k["absent"]),
        "a thread": lambda h, r, s: around.see_thread(h, r, s, k["thread"]),
        "threads of a version": lambda h, r, s: around.threads_in(h, r, s, k["release"]),
        "levels": lambda h, r, s: levels.levels_of(h, r, s, item),
        "levels of the high": lambda h, r, s: levels.levels_of(h, r, s, high),
        "what a lowering is about": lambda h, r, s: levels.subject_of_proposal(h, r, s, k["lowering"]),
        "what no lowering is about": lambda h, r, s: levels.subject_of_proposal(h, r, s, k["absent"]),
        "losses here": lambda h, r, s: losing.losses_here(h, r, s, item),
        "losses of a section": lambda h, r, s: losing.losses_here(h, r, s, of("section", k["section"])),
        "losses of the high": lambda h, r, s: losing.losses_here(h, r, s, high),
        "losses": lambda h, r, s: losing.see_losses(h, r, s, anne),
        "proposals": proposing.see_proposals,
        "proposals about the high": lambda h, r, s: proposing.see_proposals(h, r, s, high),
        "a preview": lambda h, r, s: previewing.preview(h, r, s, k["baseline"], None),
        "a preview for a supplier": lambda h, r, s: previewing.preview(h, r, s, k["baseline"], anne),
        "a preview of no version": lambda h, r, s: previewing.preview(h, r, s, k["absent"], None),
        "versions": releasing.list_baselines,
        "versions sent": releasing.list_releases,
        "a version sent": lambda h, r, s: releasing.read_release(h, r, s, k["release"]),
        "no version sent": lambda h, r, s: releasing.read_release(h, r, s, k["absent"]),
        "what is to be signed": signing.see_to_sign,
        "signing": lambda h, r, s: signing.see_signing(h, r, s, k["requirement"]),
        "the past": lambda h, r, s: replaying.see_past(h, r, s, k["statement"]),
        "the history": lambda h, r, s: reading.history(h, r, s, item),
        "the head": reading.head,
        "the diagnosis": diagnosis.see_diagnosis,
        "a file": lambda h, r, s: exporting.export(h, r, s, language="fr", format_name="json").name,
        "a file for a supplier": lambda h, r, s: exporting.export(
            h, r, s, language="fr", format_name="json", organization_id=anne
        ).name,
        "a file sent": lambda h, r, s: exporting.export_release(h, r, s, k["release"], format_name="json").name,
        "people": lambda h, r, s: inviting.list_people(h, r),
        "organizations": lambda h, r, s: members.organizations_of(h, r),
        "tasks": lambda h, r, s: members.tasks_of(h, r),
        "circles": lambda h, r, s: circling.circles_of(h, r),
        "the levels of the project": lambda h, r, s: chain.levels_of_project(h, r),
        "splitting": lambda h, r, s: rearranging.see_splitting(h, r, s, k["requirement"]),
        "splitting the high": lambda h, r, s: rearranging.see_splitting(h, r, s, k["high"]),
        "remarks": lambda h, r, s: wording.see_remarks(h, r, s, k["requirement"]),
        "the whole": wording.see_whole,
        "what is reserved": opening.reserved_shown,
    }  # fmt: skip
    sights: dict[str, Callable[[House, Reader, str, str], object]] = {
        "finding": looking.see_finding, "result": looking.see_result, "situation": looking.see_situation,
        "simulation": looking.see_simulation, "task": looking.see_task, "unit": looking.see_unit,
    }  # fmt: skip
    for kind, see in sights.items():
        calls[f"a {kind}"] = lambda h, r, s, see=see, kind=kind: see(h, r, s, k[kind])  # type: ignore[misc]
        calls[f"no {kind}"] = lambda h, r, s, see=see: see(h, r, s, k["absent"])  # type: ignore[misc]
    return calls


def _lines(stand: Stand, name: str) -> list[str]:
    told: dict[str, Told] = {
        letter: {name: _answer(stand.calls[name], stand.scene, reader)} for letter, reader in stand.readers.items()
    }
    return written(told)


def _answer(call: Call, scene: Scene, reader: Reader) -> str:
    try:
        given = call(scene.house, reader, scene.specification_id)
    except Undone:
        return "done"
    except SQLAlchemyError:
        return "there is no such project"
    except Refusal as refusal:
        missing = "".join(f" {value}" for name, value in refusal.values.items() if name in ("action", "status"))
        return f"{refusal.key.removeprefix('refusal.')}{missing}"
    if isinstance(given, str):
        return "done"
    return f"{len(VIEW.findall(repr(given)))} views" if given else "nothing"


NAMES = sorted({*_deeds(defaultdict(str)), *_looks(defaultdict(str))})


@pytest.mark.parametrize("name", NAMES)
def test_everybody_is_refused_what_the_golden_file_shows(stand: Stand, name: str) -> None:
    if not GOLDEN.exists():
        lines = [line for one in NAMES for line in _lines(stand, one)]
        GOLDEN.write_text("\n".join((HEAD, *lines, "")), encoding="utf-8")

    kept = GOLDEN.read_text(encoding="utf-8").splitlines()
    assert _lines(stand, name) == [line for line in kept if f"  {name} = " in line]
