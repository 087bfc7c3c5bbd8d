"""What is kept in closed sets of the planted project: raw speech, a circle, and what representatives say among themselves."""

from server.domain.richtext import from_plain
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import FIRM, REPRESENTATIVES, Label, circle_compartment
from server.services import chain, circling, discussing, reclassifying, speaking, tracing
from server.services.speaking import NewFinding
from tests.leaks.canary import Kind
from tests.leaks.world import World

SPOKE, NAMED = "samir", "lucie"
SPEECH, CIRCLE, AMONG = f"N2|PAROLE:{SPOKE}", f"N2|CERCLE:{NAMED}", "N2|ÉLUS"
"""Each with the one person it is open to besides who keeps it (`oracle.dominates`)."""


def close_some_in(world: World) -> None:
    """Keep what Samir said, make a finding of it, put another finding in a circle, and talk among representatives."""
    _name_levels(world)
    _speak(world)
    _circle(world)
    _whisper(world)


def _name_levels(world: World) -> None:
    """The firm calls its levels as it likes; no supplier is told what those above it are called."""
    inside = [world.aviary.plant("name of a level", Kind.HISTORY, "N2", wanted=False) for _ in range(2)]
    chain.name_levels(world.house, world.reader("claire"), ("Consultation", "Désignés", "Maison", *inside))


def _speak(world: World) -> None:
    house, spec, plant = world.house, world.specification_id, world.aviary.plant
    made = speaking.record_speech(
        house,
        world.reader("anne"),
        spec,
        title=plant("title of what was said", Kind.ORIGIN, SPEECH),
        text=from_plain("Mot " + plant("what was said", Kind.ORIGIN, SPEECH)).json(),
        speaker_ids=[world.person(SPOKE)],
    )
    told = plant("title of a finding made of it", Kind.ORIGIN, "N2", ready=False)
    speaking.consolidate(house, world.reader("anne"), spec, made, NewFinding(told))
    said = plant("thread about what was said", Kind.THREAD, SPEECH)
    subject = Subject(SubjectKind.FINDING, made)
    world.threads["about speech"], _ = discussing.raise_thread(
        house, world.reader(SPOKE), spec, subject=subject, kind="remark", text=said
    )


def _circle(world: World) -> None:
    house, spec, plant, claire = world.house, world.specification_id, world.aviary.plant, world.reader("claire")
    made = circling.add_circle(
        house, claire, name=plant("name of a circle", Kind.ORIGIN, CIRCLE), person_ids=[world.person(NAMED)]
    )
    finding, _ = tracing.add_finding(
        house,
        claire,
        spec,
        title=plant("title of a finding in a circle", Kind.ORIGIN, CIRCLE),
        register="work",
        evidence="document",
        text=from_plain("Mot " + plant("text of a finding in a circle", Kind.ORIGIN, CIRCLE)).json(),
    )
    label = Label(FIRM, frozenset(), frozenset({circle_compartment(made)}))
    why = plant("reason of a closing", Kind.HISTORY, CIRCLE, wanted=False)
    subject = Subject(SubjectKind.FINDING, finding)
    reclassifying.change_label(house, world.reader("claire"), spec, subject, label=label, reason=why)


def _whisper(world: World) -> None:
    about = world.requirement("whole N0 opened to A")
    label = Label(FIRM, frozenset(), frozenset({REPRESENTATIVES}))
    said = world.aviary.plant("thread among representatives", Kind.THREAD, AMONG)
    world.threads["among representatives"], _ = discussing.raise_thread(
        world.house,
        world.reader("remi"),
        world.specification_id,
        subject=Subject(SubjectKind.REQUIREMENT, about.id),
        kind="remark",
        text=said,
        label=label,
    )
