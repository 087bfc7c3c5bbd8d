"""The register of access: what is entered, who reads it, and that nothing in it can be changed unnoticed (RULES.md, W1–W6)."""

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from server.domain.errors import Conflict, NotAllowed, NotInYourSight
from server.domain.live import Append
from server.domain.register import KIND_OF_DEED, RegisterKind
from server.domain.roles import Role
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import catalogue
from server.policy.labels import N3, N4
from server.services import (
    exporting,
    inviting,
    opening,
    reclassifying,
    registering,
    releasing,
    sessions,
    signing_in,
)
from server.services.house import House
from server.services.registering import Period
from server.services.tokens import fingerprint
from server.services.writing import LiveDesk
from server.storage import account_rows, register_rows
from server.storage.account_rows import SignInToken
from server.storage.database import Database
from server.storage.register_rows import Checked, Entry
from server.storage.shelf import Shelf
from tests.services.scene import Scene

ALWAYS = Period()


def entries(scene: Scene, kind: RegisterKind | None = None) -> list[Entry]:
    with scene.house.database.read() as connection:
        return register_rows.load_entries(connection, scene.project_id, kind=kind)


def deeds(scene: Scene) -> list[str]:
    """What is entered, the first first."""
    return [one.deed for one in reversed(entries(scene))]


def checked(scene: Scene) -> Checked:
    (found,) = registering.check_registers(scene.house)
    return found


def sign_in(scene: Scene, name: str) -> str:
    """Come in by a fresh link."""
    house, now, link = scene.house, scene.house.clock(), f"link of {name} {scene.house.clock()}"
    token = SignInToken(link[-22:], scene.people[name], fingerprint(link), "0" * 64, now, now + timedelta(minutes=5))
    with house.database.write() as connection:
        account_rows.insert_token(connection, token)
    return signing_in.redeem_link(house, link=link, place="127.0.0.1", device="test", from_loopback=False)


def tamper(scene: Scene, statement: str, **values: object) -> None:
    """Write in the table past the product, as somebody with the database in their hands would."""
    with scene.house.database.write() as connection:
        for one in statement.split(";"):
            connection.exec_driver_sql(one.format(project=scene.project_id, **values))


def lived(scene: Scene) -> Scene:
    """Six entries of several kinds."""
    house, claire, spec = scene.house, scene.reader("claire"), scene.specification_id
    text = Subject(SubjectKind.TEXT, scene.requirement("Garder la main").statement.id)
    sign_in(scene, "claire")
    reclassifying.change_label(house, claire, spec, text, label=N3, reason="Marge de négociation")
    supplier = next(one.id for one in scene.content().organizations if one.kind == "supplier")
    sessions.open_capped_session(house, claire, spec, supplier, "test")
    exporting.export(house, claire, spec, language="fr", format_name="json")
    sign_in(scene, "samir")
    sign_in(scene, "bruno")
    return scene


def test_w1_what_opens_shares_and_takes_out_is_entered_with_its_reason_and_its_recipient(scene: Scene) -> None:
    house, claire, spec = scene.house, scene.reader("claire"), scene.specification_id
    lived(scene)
    supplier = next(one.id for one in scene.content().organizations if one.kind == "supplier")
    version = releasing.freeze_baseline(house, claire, spec, title="Essai")
    releasing.confirm_baseline(house, scene.reader("bruno"), spec, version)
    sent = releasing.send_release(
        house, claire, spec, baseline_id=version, organization_id=supplier, language="fr", reason="Convenu"
    )
    exporting.make_release_file(house, claire, spec, sent, format_name="json")
    exporting.export_release(house, claire, spec, sent, format_name="json")
    section = scene.content().sections[0]
    opened = opening.open_section(house, claire, spec, section_id=section.id, organization_id=supplier)
    opening.close_section(house, claire, spec, opened)
    member = next(one for one in scene.content().members if one.person_id == scene.people["samir"])
    inviting.set_member_level(house, claire, member.membership_id, level=1)
    inviting.end_membership(house, claire, member.membership_id)
    other = sessions.get_signed_in(house, sign_in(scene, "claire"))
    sessions.end_other_sessions(house, other)

    assert deeds(scene) == [
        *("sign_in", "change_label", "view_as", "export", "sign_in", "sign_in"),
        *("send_release", "download_release", "open_section", "close_section"),
        *("set_member_level", "end_membership", "sign_in", "revoke_session"),
    ]
    label = entries(scene, RegisterKind.LABEL)[0]
    assert (label.person_id, label.said["after"]["reason"]) == (scene.people["claire"], "Marge de négociation")
    assert entries(scene, RegisterKind.VIEW_AS)[0].said == {"organization": supplier}
    assert entries(scene, RegisterKind.SHARING)[2].said["after"]["organization"] == supplier
    assert checked(scene).broken is None


def test_every_deed_that_is_entered_is_said_in_words() -> None:
    words = catalogue()

    assert [deed for deed in KIND_OF_DEED if f"register.{deed}" not in words] == []
    assert [kind for kind in RegisterKind if f"register.kind.{kind}" not in words] == []


def test_w1_what_is_refused_is_not_entered(scene: Scene) -> None:
    with pytest.raises(NotAllowed):
        reclassifying.change_label(
            scene.house,
            scene.reader("samir"),
            scene.specification_id,
            Subject(SubjectKind.TEXT, scene.requirement("Garder la main").statement.id),
            label=N4,
        )

    assert entries(scene) == []


def test_w1_no_file_leaves_when_it_cannot_be_entered(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(register_rows, "append", full)

    with pytest.raises(OSError, match="no space"):
        exporting.export(scene.house, scene.reader("claire"), scene.specification_id, language="fr", format_name="json")


def test_w1_what_is_typed_is_not_entered(scene: Scene) -> None:
    part = scene.requirement("Garder la main").statement.generation
    desk = LiveDesk(scene.house.database)
    first = desk.load([part])[part].tail[0].content

    desk.append([Append(part, scene.people["samir"], first, frozenset({7}))])

    assert entries(scene) == []


@pytest.mark.parametrize("role", Role)
def test_w2_only_the_pair_reads_the_register(scene: Scene, role: Role) -> None:
    lived(scene)
    reader = replace(scene.reader("claire"), role=role)

    if reader.is_pilot:
        assert registering.read_register(scene.house, reader, None, ALWAYS).entries
    else:
        with pytest.raises(NotInYourSight):
            registering.read_register(scene.house, reader, None, ALWAYS)


def test_w2_a_view_as_a_supplier_does_not_read_it(scene: Scene) -> None:
    supplier = next(name for name in scene.people if scene.reader(name).is_supplier)

    with pytest.raises(NotInYourSight):
        registering.read_register(scene.house, scene.seen_as("claire", supplier), None, ALWAYS)


def test_w2_an_entry_is_read_by_who_reads_what_it_concerns(scene: Scene) -> None:
    lived(scene)
    with scene.house.database.write() as connection:
        scene.house.register(
            connection, scene.project_id, "export", person_id=None, at=scene.house.clock(), label="N2|PAROLE:x"
        )

    seen = registering.read_register(scene.house, scene.reader("claire"), None, ALWAYS).entries

    assert len(entries(scene, RegisterKind.EXPORT)) == 2
    assert [one.kind for one in seen].count(RegisterKind.EXPORT) == 1


def test_w3_a_sign_in_tells_a_day_and_an_organisation_and_nobody(scene: Scene) -> None:
    lived(scene)

    seen = registering.read_register(scene.house, scene.reader("bruno"), RegisterKind.SIGN_IN, ALWAYS).entries

    assert len(entries(scene, RegisterKind.SIGN_IN)) == 3
    (told,) = seen
    assert (told.person, told.whole_day, told.at.hour, told.at.minute) == (None, True, 0, 0)
    assert told.organization


BROKEN: dict[str, tuple[str, int, str]] = {
    "a word changed": (
        "UPDATE register SET deed = 'sign_out' WHERE project_id = '{project}' AND number = 3",
        3,
        "altered",
    ),
    "another person": (
        "UPDATE register SET person_id = NULL WHERE project_id = '{project}' AND number = 1",
        1,
        "altered",
    ),
    "another label": ("UPDATE register SET label = 'N0' WHERE project_id = '{project}' AND number = 2", 2, "altered"),
    "another moment": (
        (
            "UPDATE register SET at = (SELECT at FROM register WHERE project_id = '{project}' AND number = 6)"
            " WHERE project_id = '{project}' AND number = 4"
        ),
        4,
        "altered",
    ),
    "one taken out": ("DELETE FROM register WHERE project_id = '{project}' AND number = 3", 3, "missing"),
    "the first taken out": ("DELETE FROM register WHERE project_id = '{project}' AND number = 1", 1, "missing"),
    "the last taken out": ("DELETE FROM register WHERE project_id = '{project}' AND number = 6", 6, "missing"),
    "two swapped": (
        (
            "UPDATE register SET number = 99 WHERE project_id = '{project}' AND number = 2;"
            "UPDATE register SET number = 2 WHERE project_id = '{project}' AND number = 4;"
            "UPDATE register SET number = 4 WHERE project_id = '{project}' AND number = 99"
        ),
        2,
        "altered",
    ),
    "one taken out and the rest counted anew": (
        (
            "DELETE FROM register WHERE project_id = '{project}' AND number = 6;"
            "UPDATE register_heads SET number = 5, digest = (SELECT digest FROM register WHERE number = 5"
            " AND project_id = '{project}') WHERE project_id = '{project}'"
        ),
        5,
        "head",
    ),
    "the beginning taken out as if its time were over": (
        (
            "UPDATE register_heads SET cut_number = 2, cut_digest = (SELECT digest FROM register WHERE number = 2"
            " AND project_id = '{project}') WHERE project_id = '{project}';"
            "DELETE FROM register WHERE project_id = '{project}' AND number <= 2"
        ),
        6,
        "head",
    ),
    "the head taken out": ("DELETE FROM register_heads WHERE project_id = '{project}'", 6, "head"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_w4_what_was_done_to_a_row_is_found_with_the_entry_it_was_done_to(scene: Scene, what: str) -> None:
    statement, number, how = BROKEN[what]
    assert checked(lived(scene)).broken is None

    tamper(scene, statement)

    found = checked(scene)
    assert (found.broken, found.how) == (number, how)


def test_w4_what_was_taken_from_the_end_stays_found_after_more_was_entered(scene: Scene) -> None:
    tamper(lived(scene), BROKEN["one taken out and the rest counted anew"][0])

    sign_in(scene, "samir")

    assert (checked(scene).broken, checked(scene).how) == (6, "head")


def test_w4_a_register_that_was_written_under_another_key_is_found(scene: Scene) -> None:
    lived(scene)
    other = House(replace(scene.house.settings, secret_key=b"x" * 32), scene.house.database, scene.house.shelf)

    (found,) = registering.check_registers(other)

    assert (found.broken, found.how) == (1, "altered")


def test_w4_entries_made_at_the_same_moment_by_several_nodes_stand_one_after_the_other(scene: Scene) -> None:
    failed: list[BaseException] = []

    def node() -> None:
        try:
            with closing(Database(scene.house.database.url)) as database:
                there = replace(scene, house=House(scene.house.settings, database, Shelf()))
                for _ in range(8):
                    exporting.export(
                        there.house, there.reader("claire"), there.specification_id, language="fr", format_name="json"
                    )
        except BaseException as error:
            failed.append(error)

    nodes = [threading.Thread(target=node) for _ in range(3)]
    for one in nodes:
        one.start()
    for one in nodes:
        one.join()

    assert failed == []
    assert (checked(scene).entries, checked(scene).broken) == (24, None)


def after(months: float) -> Callable[[Scene], Scene]:
    """The same scene, so many months of thirty days later."""

    def later(scene: Scene) -> Scene:
        now = scene.house.clock() + timedelta(days=30 * months)
        house = House(scene.house.settings, scene.house.database, scene.house.shelf, clock=lambda: now)
        return replace(scene, house=house)

    return later


def test_w5_what_is_older_than_chosen_goes_and_the_rest_is_still_checked(scene: Scene) -> None:
    lived(scene)
    half = after(8)(scene)
    sign_in(half, "claire")
    exporting.export(half.house, half.reader("claire"), half.specification_id, language="fr", format_name="json")
    assert registering.cut_registers(half.house) == 0

    late = after(13)(scene)
    removed = registering.cut_registers(late.house)
    again = registering.cut_registers(late.house)

    assert (removed, again) == (6, 0)
    assert deeds(scene) == ["sign_in", "export", "cut_register"]
    assert (checked(scene).entries, checked(scene).broken) == (3, None)
    tamper(scene, "DELETE FROM register WHERE project_id = '{project}' AND number = 7")
    assert (checked(scene).broken, checked(scene).how) == (7, "missing")


def test_w5_a_register_of_which_all_is_over_goes_on(scene: Scene) -> None:
    late = after(13)(lived(scene))

    registering.cut_registers(late.house)
    sign_in(late, "claire")

    assert deeds(scene) == ["cut_register", "sign_in"]
    assert checked(scene).broken is None


def test_w6_taking_the_register_out_is_entered(scene: Scene) -> None:
    registering.take_out_register(scene.house, scene.reader("bruno"), None, ALWAYS, "csv")

    assert deeds(scene) == ["export_register"]


def test_g7_a_file_is_not_handed_over_when_rights_changed_while_it_was_made(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = exporting._make
    member = next(one for one in scene.content().members if one.person_id == scene.people["samir"])

    def slow(*given: object) -> exporting.ExportFile:
        file = made(*given)  # type: ignore[arg-type]
        inviting.set_member_level(scene.house, scene.reader("claire"), member.membership_id, level=0)
        return file

    monkeypatch.setattr(exporting, "_make", slow)

    with pytest.raises(Conflict):
        exporting.export(scene.house, scene.reader("samir"), scene.specification_id, language="fr", format_name="json")
    assert RegisterKind.EXPORT not in {one.kind for one in entries(scene)}
