"""Every deed, asked for by every role, as a capped session, and with identifiers of another project (R1, R2, R10)."""

from dataclasses import replace

import pytest

from server.domain.content import SpecificationContent
from server.domain.errors import NotAllowed, NotInYourSight, Refusal
from server.domain.roles import DEFAULT_CLEARANCE, Role, Seat
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import TABLE
from server.policy.reader import Reader
from server.services import creating, deriving, editing, inviting, simulating, tracing
from server.services.creating import Beginning
from server.services.deriving import OriginLink
from server.services.planting import NewCriterion, NewRequirement
from tests.services.every_deed import KnownDeed, every_deed, ids, set_unit_aside
from tests.services.scene import Scene


def as_role(scene: Scene, role: Role) -> Reader:
    """Return Claire as she would be in another role of the project."""
    if role is Role.SUPPLIER:
        return scene.reader("anne")
    return replace(scene.reader("claire"), role=role, level=DEFAULT_CLEARANCE[role], compartments=frozenset())


def outcome(scene: Scene, deed: KnownDeed, reader: Reader, specification_id: str) -> type[Exception] | None:
    try:
        deed.call(scene.house, reader, specification_id)
    except Refusal as refusal:
        return type(refusal)
    return None


def asked_of(reader: Reader, content: SpecificationContent) -> list[KnownDeed]:
    """Return the deeds to ask of a reader: a supplier may export for itself, so that one is no trespass."""
    deeds = every_deed(ids(content))
    return [deed for deed in deeds if not (reader.is_supplier and deed.name == "export_for_supplier")]


@pytest.mark.parametrize("role", Role)
def test_r1_a_deed_is_refused_to_each_role_without_its_ability(scene: Scene, role: Role) -> None:
    reader, before = as_role(scene, role), with_one_aside(scene)
    deeds = [deed for deed in asked_of(reader, before) if deed.action not in TABLE[role]]

    refused = {deed.name: outcome(scene, deed, reader, scene.specification_id) for deed in deeds}

    assert set(refused.values()) <= {NotAllowed, NotInYourSight}
    if role not in (Role.SUPPLIER, Role.ADMINISTRATOR, Role.OBSERVER):
        assert set(refused.values()) <= {NotAllowed}
    assert scene.content() == before


def test_r2_a_capped_session_is_refused_every_deed(scene: Scene) -> None:
    before = with_one_aside(scene)
    reader = scene.seen_as("claire", "anne")

    refused = {deed.name: outcome(scene, deed, reader, scene.specification_id) for deed in asked_of(reader, before)}

    assert set(refused.values()) <= {NotAllowed, NotInYourSight}
    assert scene.content() == before


def test_r10_no_deed_reaches_anything_of_another_project(scene: Scene) -> None:
    foreign, before = ids(another_project(scene)), with_one_aside(scene)
    own, reader = ids(before), scene.reader("claire")

    reached = {
        (deed.name, name): outcome(scene, deed, reader, scene.specification_id)
        for name in foreign
        for deed in every_deed(own | {name: foreign[name]})
        if name in deed.names
    }

    assert {name for _, name in reached} == set(foreign)
    assert {pair for pair, result in reached.items() if result is not NotInYourSight} == set()
    assert scene.content() == before


def test_r10_a_specification_of_another_project_is_not_there(scene: Scene) -> None:
    foreign, reader = another_project(scene), scene.reader("claire")

    for deed in every_deed(ids(foreign)):
        assert outcome(scene, deed, reader, foreign.id) is NotInYourSight, deed.name


def with_one_aside(scene: Scene) -> SpecificationContent:
    """Set a place of the firm aside, and return what there is then."""
    set_unit_aside(scene.house, scene.reader("claire"), scene.specification_id)
    return scene.content()


def another_project(scene: Scene) -> SpecificationContent:
    """Begin another project of the same pilot, with one thing of each kind in it, and return its specification."""
    house, person = scene.house, scene.people["claire"]
    firm_id, _ = creating.firms_of(house, person)[0]
    reader = creating.create_project(house, person, Beginning("Autre", Seat.WORK, firm_id))
    spec = creating.create_blank_specification(house, reader, title="Autre", language="fr")
    inviting.add_organization(house, reader, name="Autre fournisseur", kind="supplier")
    unit = tracing.add_unit(house, reader, spec, name="Autre atelier")
    task = tracing.add_task(house, reader, spec, name="Autre tâche", unit_id=unit)
    tracing.add_situation(house, reader, spec, title="Autre scène", task_ids=[task])
    set_unit_aside(house, reader, spec)
    finding, _ = tracing.add_finding(house, reader, spec, title="Autre", register="work", evidence="document")
    trial = simulating.add_simulation(house, reader, spec, title="Autre essai")
    simulating.add_result(house, reader, spec, simulation_id=trial, title="Autre", kind="need", register="work")
    with house.database.read() as connection:
        section = house.shelf.content(connection, spec).sections[0].id
    wanted = NewRequirement(section, "Autre", status="discussion", criterion=NewCriterion("délai"))
    origin = OriginLink(Subject(SubjectKind.FINDING, finding), "covers")
    deriving.requirement_from_origin(house, reader, spec, wanted, origin)
    editing.add_requirement(house, reader, spec, NewRequirement(section, "Autre encore"))
    with house.database.read() as connection:
        return house.shelf.content(connection, spec)
