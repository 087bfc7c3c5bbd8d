"""The demo tells the whole story: people, labels, traces, two gaps, and it never enters a real installation."""

import json
import stat
from dataclasses import replace

import pytest

from server.domain.errors import Conflict
from server.domain.roles import Role
from server.domain.tracing import Gap
from server.policy.labels import Label, at_least
from server.policy.view import reveal
from server.services import installing
from server.services.house import House
from server.settings import Settings
from server.storage.database import Database
from server.storage.shelf import Shelf
from tests.services.scene import Scene


def test_the_demo_has_one_orphan_requirement_and_one_uncovered_finding(scene: Scene) -> None:
    view = reveal(scene.content(), scene.reader("claire"))

    assert len([one for one in view.requirements if one.orphan is Gap.CERTAIN]) == 1
    assert len([one for one in view.findings if one.uncovered is Gap.CERTAIN]) == 1


def test_eight_people_hold_the_roles_of_the_demo(scene: Scene) -> None:
    roles = sorted(member.role for member in scene.content().members)

    assert roles == sorted(
        [
            Role.STEERING_WORK,
            Role.STEERING_PRODUCTION,
            Role.CONSULTANT_WORK,
            Role.CONSULTANT_PRODUCTION,
            Role.EMPLOYEE,
            Role.EMPLOYEE_REP,
            Role.SUPPLIER,
            Role.SUPPLIER,
        ]
    )


def test_no_part_of_a_requirement_is_more_open_than_its_envelope(scene: Scene) -> None:
    for requirement in scene.content().requirements:
        envelope = Label.parse(requirement.label)
        parts = (requirement.statement.label, requirement.rationale.label, *(c.label for c in requirement.criteria))
        assert all(at_least(Label.parse(part), envelope) for part in parts), requirement.code


def test_every_link_is_as_secret_as_its_more_secret_end(scene: Scene) -> None:
    content = scene.content()
    labels = {one.id: one.label for one in content.requirements}
    labels |= {one.id: one.label for one in content.findings} | {one.id: one.label for one in content.results}

    assert content.links
    for link in content.links:
        for end in (link.source, link.target):
            assert at_least(Label.parse(link.label), Label.parse(labels[end.id])), link


def test_starting_the_demo_twice_loads_it_once_and_keeps_its_links(embedded_settings: Settings) -> None:
    settings = replace(embedded_settings, demo=True)
    database = Database(settings.database_url)
    house = House(settings, database, Shelf())

    installing.load_demo(house)
    first = installing.demo_links(house)
    installing.load_demo(house)
    second = installing.demo_links(house)

    assert len(first) == 8
    assert first == second
    database.close()


def test_the_links_of_the_demo_are_in_a_file_only_its_owner_reads(embedded_settings: Settings) -> None:
    settings = replace(embedded_settings, demo=True)
    database = Database(settings.database_url)

    installing.load_demo(House(settings, database, Shelf()))

    path = settings.data_dir / "demo-links.json"
    written = json.loads(path.read_text(encoding="utf-8"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {tuple(link) for link in written} == {("name", "role", "organization", "email", "url")}
    database.close()


def test_the_demo_never_enters_a_real_installation(embedded_settings: Settings) -> None:
    database = Database(embedded_settings.database_url)
    house = House(embedded_settings, database, Shelf())
    address = installing.found_firm(
        house, firm="Serrurerie Vidal", pilot="Ana Vidal", email="ana@vidal.example", seat="work", language="fr"
    )

    with pytest.raises(Conflict):
        installing.load_demo(House(replace(embedded_settings, demo=True), database, Shelf()))
    with pytest.raises(Conflict):
        installing.demo_links(house)
    assert address.startswith(embedded_settings.base_url)
    database.close()
