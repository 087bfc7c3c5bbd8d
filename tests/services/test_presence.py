"""Whose presence management is told of (RULES.md, W9)."""

import pytest

from server.domain.roles import Role
from server.services import accounts, inviting, live, sessions
from server.services.house import Told
from server.services.sessions import SignedIn
from tests.services.scene import Scene


def signed_in(scene: Scene, name: str) -> SignedIn:
    with scene.house.database.write() as connection:
        token = sessions.open_session(scene.house, connection, scene.people[name], "test")
    return sessions.get_signed_in(scene.house, token)


def known_to(scene: Scene, name: str) -> set[str]:
    """The names of those whose presence somebody may know of."""
    people = {person: one for one, person in scene.people.items()}
    session = signed_in(scene, name).session_id
    seen, _ = live.known(scene.house, session, scene.specification_id, frozenset(people), frozenset())
    return {people[one] for one in seen}


@pytest.mark.parametrize("role", ["sponsor", "line_manager"])
def test_w9_management_is_told_of_nobody_s_presence_but_of_who_lets_it_be_seen(scene: Scene, role: Role) -> None:
    member = next(one for one in scene.content().members if one.person_id == scene.people["samir"])
    inviting.change_role(scene.house, scene.reader("claire"), member.membership_id, role=role)
    before = known_to(scene, "samir")

    accounts.set_preferences(scene.house, signed_in(scene, "nadia"), seen_by_management=True)

    assert before == {"samir"}
    assert known_to(scene, "samir") == {"samir", "nadia"}


def test_w9_colleagues_and_the_pair_see_each_other_as_before(scene: Scene) -> None:
    assert {"claire", "samir", "nadia", "bruno"} <= known_to(scene, "lucie")
    assert {"claire", "samir", "nadia", "lucie"} <= known_to(scene, "bruno")


def test_w9_who_changes_their_mind_is_seen_no_longer_at_once(scene: Scene) -> None:
    heard: list[Told] = []
    me = signed_in(scene, "nadia")
    scene.house.tell = heard.append

    accounts.set_preferences(scene.house, me, seen_by_management=True)
    accounts.set_preferences(scene.house, me, seen_by_management=False)

    assert [one.recheck_people for one in heard] == [(me.person_id,), (me.person_id,)]
