"""A person's own data: given to them without others and without secrets, and erased when they ask (RULES.md, W7, W8)."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from server.domain.canonical import plain
from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight, NotSignedIn
from server.domain.live import Append, NotAppended
from server.domain.richtext import Node, document, paragraph, text_node
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N4
from server.services import (
    around,
    discussing,
    exporting,
    forgetting,
    inviting,
    own_data,
    proposing,
    reclassifying,
    registering,
    releasing,
    sessions,
    signing_in,
)
from server.services.house import Told
from server.services.sessions import SignedIn
from server.services.writing import LiveDesk
from server.storage.tables import metadata
from tests.services.scene import Scene
from tests.services.test_erasing import places_of
from tests.services.typing import type_in

KEEP_WHAT_THEY_SAY = {"baselines", "export_files", "blobs"}
"""Versions that were frozen or sent, and their files: they stay as they were signed, to the byte."""


def signed_in(scene: Scene, name: str) -> SignedIn:
    with scene.house.database.write() as connection:
        token = sessions.open_session(scene.house, connection, scene.people[name], "Un navigateur à moi")
    return sessions.get_signed_in(scene.house, token)


def address(scene: Scene, name: str) -> str:
    return next(
        one.email
        for one in inviting.list_people(scene.house, scene.reader("claire")).participants
        if one.membership.person_id == scene.people[name]
    )


def full_name(scene: Scene, name: str) -> str:
    return next(one.name for one in scene.content().members if one.person_id == scene.people[name])


def say(scene: Scene, name: str, text: str) -> str:
    about = Subject(SubjectKind.REQUIREMENT, scene.requirement("Garder la main").id)
    made, _ = discussing.raise_thread(
        scene.house, scene.reader(name), scene.specification_id, subject=about, kind="remark", text=text
    )
    return made


def mention(scene: Scene, name: str) -> Node:
    attrs = {"kind": "person", "ref": scene.people[name], "text": f"@{full_name(scene, name)}"}
    return Node("mention", attrs=attrs)


def lived(scene: Scene) -> Scene:
    """Samir speaks, writes, proposes, is named by others, and is invited and written to."""
    house, spec, item = scene.house, scene.specification_id, scene.requirement("Garder la main")
    name = full_name(scene, "samir")
    say(scene, "samir", f"J’en ai parlé à {full_name(scene, 'claire')} hier.")
    say(scene, "claire", f"Comme le dit {name}, il faut essayer.")
    type_in(house, scene.people["samir"], item.statement.generation, document(paragraph(text_node("Écrit par moi."))))
    named = document(paragraph(text_node("Voir avec "), mention(scene, "samir"), text_node(".")))
    type_in(house, scene.people["claire"], item.rationale.generation, named)
    proposing.begin_proposal(house, scene.reader("samir"), spec, item.statement.id)
    signing_in.request_sign_in(house, email=address(scene, "samir"), place="127.0.0.1")
    return scene


def places(scene: Scene, *words: str) -> set[str]:
    """The tables in which a word is found, in any column, whatever it is kept as."""
    found: set[str] = set()
    with scene.house.database.read() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                written = b"\0".join(
                    value
                    if isinstance(value, bytes)
                    else json.dumps(plain(value), ensure_ascii=False, default=str).encode()
                    for value in row
                )
                if any(word.encode() in written for word in words):
                    found.add(table.name)
    return found


def erase(scene: Scene, name: str) -> None:
    forgetting.erase_person(scene.house, signed_in(scene, name), confirmation=address(scene, name))


def test_w7_a_person_is_given_everything_that_is_held_about_them(scene: Scene) -> None:
    lived(scene)
    me = signed_in(scene, "samir")
    exporting.export(scene.house, scene.reader("samir"), scene.specification_id, language="fr", format_name="json")

    given = plain(own_data.own_data(scene.house, me))

    (project,) = given["projects"]
    assert given["account"]["email"] == address(scene, "samir")
    assert "Un navigateur à moi" in {one["device"] for one in given["sessions"]}
    assert len(given["mails"]) == 1
    assert project["parts"][0]["role"] == "employee"
    assert project["parts"][0]["tasks"]
    assert next(one["about"] for one in project["texts_written"]).endswith("Garder la main sur ce qui est diffusé")
    assert [one["state"] for one in project["proposals"]] == ["draft"]
    assert {"raise_thread"} <= {one["deed"] for one in project["deeds"]}
    assert [one["deed"] for one in project["register"]] == ["export"]


def test_w7_others_are_not_named_in_it(scene: Scene) -> None:
    lived(scene)

    given = json.dumps(plain(own_data.own_data(scene.house, signed_in(scene, "samir"))), ensure_ascii=False)

    assert "J’en ai parlé à [une personne] hier." in given
    assert "il faut essayer" not in given
    for name in set(scene.people) - {"samir"}:
        assert full_name(scene, name) not in given
        assert address(scene, name) not in given


def test_w7_what_has_become_secret_stays_so(scene: Scene) -> None:
    lived(scene)
    item = scene.requirement("Garder la main")
    reclassifying.change_label(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        Subject(SubjectKind.REQUIREMENT, item.id),
        label=N4,
    )

    given = json.dumps(plain(own_data.own_data(scene.house, signed_in(scene, "samir"))), ensure_ascii=False)

    assert item.code not in given
    assert "J’en ai parlé" not in given
    assert '"text": null' in given


def test_w7_who_takes_no_part_any_more_is_told_when_and_what_for_and_no_words(scene: Scene) -> None:
    lived(scene)
    member = next(one for one in scene.content().members if one.person_id == scene.people["samir"])
    me = signed_in(scene, "samir")
    inviting.end_membership(scene.house, scene.reader("claire"), member.membership_id)

    (project,) = plain(own_data.own_data(scene.house, me))["projects"]

    assert project["parts"][0]["until"]
    assert {one["text"] for one in project["comments"]} == {None}
    assert {one["about"] for one in project["texts_written"]} == {None}


def test_w8_after_erasing_neither_name_nor_address_is_found_in_the_database(scene: Scene) -> None:
    lived(scene)
    name, email = full_name(scene, "samir"), address(scene, "samir")
    assert {"people", "comments", "text_parts", "updates", "mails"} <= places(scene, name, email)

    erase(scene, "samir")

    assert places(scene, name, email) - KEEP_WHAT_THEY_SAY == set()


def test_w8_after_the_pages_are_freed_they_are_in_no_file_of_the_database(scene: Scene) -> None:
    lived(scene)
    words = full_name(scene, "samir"), address(scene, "samir")
    assert all(places_of(scene, word) for word in words)
    erase(scene, "samir")

    freed = forgetting.free_pages(scene.house)

    assert freed
    assert [places_of(scene, word) for word in words] == [[], []]


def test_w8_what_they_wrote_stays_and_is_nobody_s(scene: Scene) -> None:
    lived(scene)
    item = scene.requirement("Garder la main")
    erase(scene, "samir")

    threads = around.open_threads(scene.house, scene.reader("claire"), scene.specification_id)
    said = [(one.text, one.author.name) for thread in threads for one in thread.comments]
    now = scene.requirement("Garder la main")
    assert ("Comme le dit Une personne, il faut essayer.", full_name(scene, "claire")) in said
    assert [name for text, name in said if text.startswith("J’en ai parlé")] == ["Une personne"]
    assert "Écrit par moi." in str(now.statement.tree)
    assert now.statement.generation == item.statement.generation
    assert "Voir avec Une personne." in str(now.rationale.tree)
    with scene.house.database.read() as connection:
        who = {
            person
            for name in ("updates", "history")
            for person in connection.execute(select(metadata.tables[name].c.person_id)).scalars()
        }
    assert scene.people["samir"] not in who
    assert who & set(scene.people.values())


def test_w8_a_text_that_named_them_is_written_on(scene: Scene) -> None:
    lived(scene)
    erase(scene, "samir")

    part = scene.requirement("Garder la main").rationale
    type_in(scene.house, scene.people["claire"], part.generation, document(paragraph(text_node("Et après."))))

    assert "Et après." in str(scene.requirement("Garder la main").rationale.tree)


def test_w8_every_session_way_in_and_part_ends_and_the_pages_are_told(scene: Scene) -> None:
    lived(scene)
    heard: list[Told] = []
    scene.house.tell = heard.append
    me = signed_in(scene, "samir")
    email = address(scene, "samir")

    forgetting.erase_person(scene.house, me, confirmation=f" {email.upper()} ")

    with pytest.raises(NotInYourSight):
        scene.reader("samir")
    with pytest.raises(NotSignedIn):
        sessions.get_session(scene.house, me.session_id)
    with pytest.raises(NotSignedIn):
        signing_in.redeem_code(scene.house, email=email, code="000000", place="127.0.0.1", device="test")
    assert me.session_id in heard[0].ended_sessions
    assert heard[0].recheck_people == (scene.people["samir"],)
    assert heard[1].closed_documents


def test_w8_the_same_address_may_be_invited_again_as_somebody_new(scene: Scene) -> None:
    email = address(scene, "samir")
    erase(scene, "samir")
    firm = next(one.id for one in scene.content().organizations if one.kind == "firm")

    inviting.invite(scene.house, scene.reader("claire"), inviting.Asked(email, "Samir Neuf", "employee", firm))

    assert places(scene, "Samir Neuf")


def test_w8_frozen_versions_keep_what_they_say_and_are_still_whole(scene: Scene) -> None:
    house, spec = scene.house, scene.specification_id
    version = releasing.freeze_baseline(house, scene.reader("claire"), spec, title="Essai")
    releasing.confirm_baseline(house, scene.reader("bruno"), spec, version)
    supplier = next(one.id for one in scene.content().organizations if one.kind == "supplier")
    sent = releasing.send_release(
        house,
        scene.reader("claire"),
        spec,
        baseline_id=version,
        organization_id=supplier,
        language="fr",
        reason="Convenu",
    )

    erase(scene, "samir")

    assert releasing.read_release(house, scene.reader("claire"), spec, sent).intact


def test_w8_the_register_is_still_whole_and_says_that_somebody_was_erased(scene: Scene) -> None:
    exporting.export(scene.house, scene.reader("samir"), scene.specification_id, language="fr", format_name="json")
    erase(scene, "samir")

    entries = registering.read_register(scene.house, scene.reader("claire"), None, registering.Period()).entries

    assert [(one.deed, one.person) for one in entries] == [("erase_person", None), ("export", "Une personne")]
    assert [one.broken for one in registering.check_registers(scene.house)] == [None]


def test_w8_a_project_is_never_left_without_a_pilot_and_an_address_must_be_typed(scene: Scene) -> None:
    with pytest.raises(Invalid):
        forgetting.erase_person(scene.house, signed_in(scene, "samir"), confirmation="samir")
    erase(scene, "bruno")

    with pytest.raises(Conflict):
        erase(scene, "claire")


def test_w8_nobody_is_erased_or_told_their_data_from_a_view_as_a_supplier(scene: Scene) -> None:
    supplier = next(one.id for one in scene.content().organizations if one.kind == "supplier")
    view = replace(signed_in(scene, "claire"), capped_project_id=scene.project_id, capped_organization_id=supplier)

    with pytest.raises(NotAllowed):
        own_data.own_data(scene.house, view)
    with pytest.raises(NotAllowed):
        forgetting.erase_person(scene.house, view, confirmation=address(scene, "claire"))


def test_w8_a_client_id_of_theirs_is_nobody_else_s(scene: Scene) -> None:
    part = scene.requirement("Garder la main").statement.generation
    desk = LiveDesk(scene.house.database)
    first = desk.load([part])[part].tail[0].content
    desk.append([Append(part, scene.people["samir"], first, frozenset({7}))])

    erase(scene, "samir")
    (answer,) = desk.append([Append(part, scene.people["claire"], first, frozenset({7}))])

    assert isinstance(answer, NotAppended)
