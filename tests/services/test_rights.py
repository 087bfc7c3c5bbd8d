"""Who someone is in a project is asked of the database each time: what has ended is over, what was never given is not there."""

import pytest

from server.domain.errors import Conflict, NotInYourSight
from server.domain.roles import Seat
from server.policy.labels import offer
from server.policy.reader import sees
from server.policy.view import SpecificationView
from server.services import creating, opening, reading, rights
from server.services.creating import Beginning
from server.storage import membership_rows
from tests.services.scene import Scene


def test_someone_whose_part_has_ended_is_a_stranger(scene: Scene) -> None:
    member = next(one for one in scene.content().members if one.person_id == scene.people["samir"])
    with scene.house.database.write() as connection:
        membership_rows.update_membership(connection, member.membership_id, until=scene.house.clock())

    with pytest.raises(NotInYourSight):
        rights.reader_for(scene.house, scene.people["samir"], scene.project_id)
    assert rights.projects_of(scene.house, scene.people["samir"]) == ()


@pytest.mark.parametrize(
    ("name", "handles"), [("claire", True), ("nadia", True), ("samir", False), ("lucie", False), ("anne", False)]
)
def test_offers_are_read_by_those_who_handle_them_and_never_by_a_rival(scene: Scene, name: str, handles: bool) -> None:
    theirs = offer(scene.reader("paul").organization_id)

    assert sees(scene.reader(name), theirs) is handles
    assert sees(scene.reader("paul"), theirs)


def test_to_see_as_a_supplier_is_to_see_what_the_supplier_sees(scene: Scene) -> None:
    anne = scene.reader("anne").organization_id
    section = reading.open_specification(scene.house, scene.reader("claire"), scene.specification_id).sections[0]
    opening.open_section(
        scene.house, scene.reader("claire"), scene.specification_id, section_id=section.id, organization_id=anne
    )

    capped = rights.reader_for_specification(
        scene.house, scene.people["claire"], scene.specification_id, capped_organization_id=anne
    )

    hers = reading.open_specification(scene.house, scene.reader("anne"), scene.specification_id)
    seen = reading.open_specification(scene.house, capped, scene.specification_id)
    assert hers.sections[0].intro is not None
    assert hers.sections[0].intro.may_propose
    assert _read_only(seen) == _read_only(hers)
    assert "may_propose=True" not in repr(seen)
    assert capped.capped


def _read_only(view: SpecificationView) -> str:
    """Everything a view shows, as if nothing could be proposed: a capped session reads and never writes (R2)."""
    return repr((view.sections, view.requirements, view.findings)).replace("may_propose=True", "may_propose=False")


def test_only_a_pilot_sees_as_a_supplier_and_only_as_one_of_the_project(scene: Scene) -> None:
    anne, firm = scene.reader("anne").organization_id, scene.reader("claire").organization_id

    for name, organization in (("samir", anne), ("anne", anne), ("claire", firm), ("claire", "nowhere")):
        with pytest.raises(NotInYourSight):
            rights.reader_for(scene.house, scene.people[name], scene.project_id, capped_organization_id=organization)


def test_a_capped_session_knows_the_one_project_of_its_organisation(scene: Scene) -> None:
    firm_id, _ = creating.firms_of(scene.house, scene.people["claire"])[0]
    beginning = Beginning("Portails", Seat.WORK, firm_id=firm_id)
    creating.start_project(scene.house, scene.people["claire"], beginning, language="fr")
    anne = scene.reader("anne").organization_id

    capped = rights.projects_of(scene.house, scene.people["claire"], capped_organization_id=anne)

    assert [project.id for project in capped] == [scene.project_id]


def test_a_short_name_means_one_specification_among_those_a_person_knows(scene: Scene) -> None:
    firm_id, _ = creating.firms_of(scene.house, scene.people["claire"])[0]
    reader = creating.create_project(
        scene.house, scene.people["claire"], Beginning("Portails", Seat.WORK, firm_id=firm_id)
    )
    creating.create_blank_specification(scene.house, reader, title="demo", language="fr")

    assert rights.specification_named(scene.house, scene.people["bruno"], "demo") == scene.specification_id
    with pytest.raises(Conflict):
        rights.specification_named(scene.house, scene.people["claire"], "demo")
    with pytest.raises(NotInYourSight):
        rights.specification_named(scene.house, scene.people["anne"], "demo")
