"""What is named in the planted project: documents, by who reads them live; what was closed, by a text; what was signed, by a
visa; somebody who is invited."""

from server.domain.richtext import Node, document, paragraph, text_node
from server.domain.signing import mark_of
from server.services import editing, inviting, signing
from tests.leaks.canary import NAMED, Canary, Kind, When
from tests.leaks.planting import LABELS
from tests.leaks.world import SECTIONS, World
from tests.services.typing import type_in


def name_some_in(world: World) -> None:
    """Watch for names of documents, name in a text what some of its readers do not see, sign, and invite somebody."""
    _watch_names(world)
    _name(world)
    _sign(world)
    _invite(world)


def _sign(world: World) -> None:
    """One seat signs a requirement of the project team: the visa keeps what was signed, to the letter."""
    house, claire, spec = world.house, world.reader("claire"), world.specification_id
    signed = world.ids["whole N3 closed"]
    editing.set_status(house, claire, spec, signed, to="to_sign")
    signing.give_visa(house, claire, spec, signed, mark=mark_of(world.requirement("whole N3 closed")))


def _watch_names(world: World) -> None:
    """The names of live documents: known to who reads the text live."""
    for section in SECTIONS:
        for label in LABELS:
            for shape, envelope in (("whole", label), ("parts", "N0")):
                name = world.requirement(f"{shape} {label} {section}").statement.generation
                labels = (envelope, label)
                watched = Canary(name, "name of a document", Kind.TEXT, labels, When.LIVE, section, wanted=False)
                world.aviary.watch(watched)


def _name(world: World) -> None:
    """A text of the firm names what was closed since: « … » to who may not know it."""
    target = world.requirement("whole N4 closed").id
    intro = next(one.intro for one in world.content().sections if one.id == world.ids["sacrifice"])
    told = world.aviary.plant(NAMED, Kind.HISTORY, "N4")
    named = Node("mention", {"kind": "code", "ref": target, "text": told})
    type_in(world.house, world.person("claire"), intro.generation, document(paragraph(text_node("Voir "), named)))


def _invite(world: World) -> None:
    address, name = (
        world.aviary.plant(f"{what} of an invited person", Kind.PERSON, "N2", of="firm", wanted=False)
        for what in ("address", "name")
    )
    firm = world.reader("claire").organization_id
    asked = inviting.Asked(f"{address}@exemple.fr", name, "employee", firm)
    inviting.invite(world.house, world.reader("claire"), asked)
