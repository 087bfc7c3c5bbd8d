"""Versions: frozen by one seat, confirmed by the other, received by each supplier as its own."""

import json
from dataclasses import replace

import pytest

from server.domain import canonical
from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight
from server.domain.live import Scope
from server.domain.requirement import Status
from server.domain.tracing import Subject, SubjectKind
from server.policy.reader import Reader
from server.policy.view import reveal
from server.services import answering, discussing, editing, exporting, opening, releasing, sections
from server.services.frozen import content_of
from server.services.writing import open_documents
from server.storage import account_rows, release_rows, requirement_rows
from tests.services.scene import Scene

READ, WRITE = Scope.READ_ONLY, Scope.READ_WRITE


def freeze(scene: Scene, *, confirm: bool = True) -> str:
    spec = scene.specification_id
    baseline_id = releasing.freeze_baseline(scene.house, scene.reader("claire"), spec, title="V1")
    if confirm:
        releasing.confirm_baseline(scene.house, scene.reader("bruno"), spec, baseline_id)
    return baseline_id


def send(scene: Scene, baseline_id: str, to: str, reason: str = "Convenu en réunion") -> str:
    return releasing.send_release(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        baseline_id=baseline_id,
        organization_id=scene.reader(to).organization_id,
        language="fr",
        reason=reason,
    )


def answer(scene: Scene, name: str, release_id: str, requirement_id: str, compliance: str = "C") -> str:
    return answering.record_answer(
        scene.house,
        scene.reader(name),
        scene.specification_id,
        release_id=release_id,
        requirement_id=requirement_id,
        compliance=compliance,
    )


def json_of(
    scene: Scene, name: str, baseline_id: str | None, organization_id: str | None = None
) -> exporting.ExportFile:
    return exporting.export(
        scene.house,
        scene.reader(name),
        scene.specification_id,
        language="fr",
        format_name="json",
        baseline_id=baseline_id,
        organization_id=organization_id,
    )


def test_the_canonical_form_reads_back_to_the_same_content_and_the_same_bytes(scene: Scene) -> None:
    content = canonical.frozen(scene.content())

    data = canonical.to_bytes(content)

    assert canonical.from_bytes(data) == content
    assert canonical.to_bytes(canonical.from_bytes(data)) == data
    assert data == json.dumps(json.loads(data), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def test_v1_one_seat_freezes_and_only_the_other_confirms(scene: Scene) -> None:
    baseline_id, spec = freeze(scene, confirm=False), scene.specification_id

    with pytest.raises(NotAllowed):
        releasing.confirm_baseline(scene.house, scene.reader("claire"), spec, baseline_id)
    with pytest.raises(Conflict):
        send(scene, baseline_id, "anne")
    with pytest.raises(NotInYourSight):
        json_of(scene, "samir", baseline_id)
    releasing.confirm_baseline(scene.house, scene.reader("bruno"), spec, baseline_id)
    with pytest.raises(Conflict):
        releasing.confirm_baseline(scene.house, scene.reader("bruno"), spec, baseline_id)

    kept = releasing.list_baselines(scene.house, scene.reader("samir"), spec)
    assert [(one.id, one.number, len(one.content_hash)) for one in kept] == [(baseline_id, 1, 64)]


def test_v1_a_version_that_is_declined_is_gone(scene: Scene) -> None:
    baseline_id, spec = freeze(scene, confirm=False), scene.specification_id

    releasing.decline_baseline(scene.house, scene.reader("bruno"), spec, baseline_id, reason="Pas encore")

    assert releasing.list_baselines(scene.house, scene.reader("claire"), spec) == ()


def test_v2_only_what_is_validated_becomes_frozen(scene: Scene) -> None:
    item = scene.requirement("Garder la main")
    pilot = scene.reader("claire")
    with scene.house.deed(pilot, scene.specification_id) as deed:
        requirement_rows.update_requirement(deed.connection, item.id, status=Status.VALIDATED)
        deed.record("visas", Subject(SubjectKind.REQUIREMENT, item.id), item.label)

    freeze(scene)

    statuses = {one.title: one.status for one in scene.content().requirements}
    assert statuses.pop(item.title) is Status.BASELINED
    assert Status.BASELINED not in statuses.values()


def test_a_version_does_not_change_when_the_text_does(scene: Scene) -> None:
    baseline_id = freeze(scene)
    before = json_of(scene, "claire", baseline_id)

    discussing.raise_thread(
        scene.house,
        scene.reader("samir"),
        scene.specification_id,
        subject=Subject(SubjectKind.REQUIREMENT, scene.requirement("Garder").id),
        kind="remark",
        text="Bien",
    )
    with scene.house.deed(scene.reader("claire"), scene.specification_id) as deed:
        item = scene.requirement("Garder")
        requirement_rows.update_requirement(deed.connection, item.id, title="Tout autre chose")
        deed.touch(Subject(SubjectKind.REQUIREMENT, item.id))

    assert json_of(scene, "claire", baseline_id).content == before.content
    assert b"Tout autre chose" in json_of(scene, "claire", None).content


def test_s1_each_supplier_reads_its_own_versions_under_its_own_numbers(scene: Scene) -> None:
    baseline_id, spec = freeze(scene), scene.specification_id
    send(scene, baseline_id, "anne")
    of_anne, of_paul = send(scene, baseline_id, "anne"), send(scene, baseline_id, "paul")

    assert [one.number for one in releasing.list_releases(scene.house, scene.reader("anne"), spec)] == [2, 1]
    assert [one.number for one in releasing.list_releases(scene.house, scene.reader("paul"), spec)] == [1]
    for rival, release_id in (("paul", of_anne), ("anne", of_paul)):
        with pytest.raises(NotInYourSight):
            releasing.read_release(scene.house, scene.reader(rival), spec, release_id)
        with pytest.raises(NotInYourSight):
            exporting.export_release(scene.house, scene.reader(rival), spec, release_id, format_name="json")


def test_s1_a_release_holds_what_its_reader_may_read_and_is_what_was_sent(scene: Scene) -> None:
    baseline_id, spec = freeze(scene), scene.specification_id
    of_anne, of_paul = send(scene, baseline_id, "anne"), send(scene, baseline_id, "paul")

    for_anne = releasing.read_release(scene.house, scene.reader("anne"), spec, of_anne)
    for_paul = releasing.read_release(scene.house, scene.reader("paul"), spec, of_paul)
    by_pilot = releasing.read_release(scene.house, scene.reader("bruno"), spec, of_anne)

    named_to_anne = scene.requirement("Échanger les données").id
    assert for_anne.intact
    assert by_pilot.intact
    assert named_to_anne in {one.id for one in for_anne.view.requirements}
    assert named_to_anne not in {one.id for one in for_paul.view.requirements}
    assert not [one for one in for_anne.view.requirements if one.status == Status.DRAFT]
    assert {one.name for one in for_anne.view.organizations} == {"Lineval", scene.content().firm_name}


def test_s6_the_mail_about_a_version_says_nothing_of_it(scene: Scene) -> None:
    send(scene, freeze(scene), "anne")

    with scene.house.database.read() as connection:
        mails = account_rows.load_due_mails(connection, scene.house.clock(), 8, 100)
    words = {word for one in scene.content().requirements for word in (one.code, one.title)}
    assert len(mails) == 1
    assert not [word for word in words if word in mails[0].subject + mails[0].body]


def test_a_supplier_acknowledges_its_release_once(scene: Scene) -> None:
    release_id, spec = send(scene, freeze(scene), "anne"), scene.specification_id

    with pytest.raises(NotInYourSight):
        releasing.acknowledge_release(scene.house, scene.reader("paul"), spec, release_id)
    with pytest.raises(NotAllowed):
        releasing.acknowledge_release(scene.house, scene.reader("claire"), spec, release_id)
    releasing.acknowledge_release(scene.house, scene.reader("anne"), spec, release_id)
    first = releasing.list_releases(scene.house, scene.reader("anne"), spec)[0].acknowledged_at
    releasing.acknowledge_release(scene.house, scene.reader("anne"), spec, release_id)

    assert first is not None
    assert releasing.list_releases(scene.house, scene.reader("anne"), spec)[0].acknowledged_at == first


def test_s2_a_supplier_answers_what_it_received_and_may_change_its_mind(scene: Scene) -> None:
    release_id = send(scene, freeze(scene), "anne")
    item = scene.requirement("Signaler une opération")

    first = answer(scene, "anne", release_id, item.id)
    second = answer(scene, "anne", release_id, item.id, "NC")

    assert first == second


def test_s2_nobody_answers_in_anothers_place_or_on_what_they_did_not_receive(scene: Scene) -> None:
    release_id = send(scene, freeze(scene), "anne")
    item, draft = scene.requirement("Signaler une opération"), scene.requirement("Éditer la fiche")

    for wrong in (draft.id, scene.requirement("Signaler la surcharge").id, "A" * 22):
        with pytest.raises(NotInYourSight):
            answer(scene, "anne", release_id, wrong)
    with pytest.raises(NotInYourSight):
        answer(scene, "paul", release_id, item.id)
    for insider in ("claire", "nadia", "samir"):
        with pytest.raises(NotAllowed):
            answer(scene, insider, release_id, item.id)
    with pytest.raises(Invalid):
        answer(scene, "anne", release_id, item.id, "oui")


def test_s3_a_supplier_comments_on_a_version_it_received_without_any_live_section(scene: Scene) -> None:
    send(scene, freeze(scene), "anne")
    about = Subject(SubjectKind.REQUIREMENT, scene.requirement("Signaler une opération").id)
    raised = {"subject": about, "kind": "question", "text": "Combien d’OF ?"}

    thread_id, _ = discussing.raise_thread(scene.house, scene.reader("anne"), scene.specification_id, **raised)  # type: ignore[arg-type]

    assert discussing.reply(scene.house, scene.reader("anne"), scene.specification_id, thread_id, text="Merci")
    assert discussing.reply(scene.house, scene.reader("claire"), scene.specification_id, thread_id, text="200")
    with pytest.raises(NotInYourSight):
        discussing.raise_thread(scene.house, scene.reader("paul"), scene.specification_id, **raised)  # type: ignore[arg-type]


def test_s4_a_section_is_open_to_one_supplier_until_it_is_closed(scene: Scene) -> None:
    item, pilot, spec = scene.requirement("Signaler une opération"), scene.reader("claire"), scene.specification_id
    mine = {"section_id": item.section_id, "organization_id": scene.reader("anne").organization_id}

    opening_id = opening.open_section(scene.house, pilot, spec, **mine)
    with pytest.raises(Conflict):
        opening.open_section(scene.house, pilot, spec, **mine)
    with pytest.raises(NotInYourSight):
        opening.open_section(scene.house, pilot, spec, **(mine | {"organization_id": pilot.organization_id}))
    with pytest.raises(NotAllowed):
        opening.open_section(scene.house, scene.reader("nadia"), spec, **mine)
    for rival in ("paul",):
        with pytest.raises(NotInYourSight):
            opening.close_section(scene.house, scene.reader(rival), spec, opening_id)
    opening.close_section(scene.house, scene.reader("bruno"), spec, opening_id)

    assert scene.content().openings == ()


def test_s4_who_writes_in_an_opened_chapter_is_told_and_a_supplier_is_told_of_itself_only(scene: Scene) -> None:
    inside = next(one for one in scene.content().sections if one.id == scene.requirement("Garder la main").section_id)
    assert inside.parent_id is not None
    for supplier in ("anne", "paul"):
        organization = scene.reader(supplier).organization_id
        opening.open_section(
            scene.house,
            scene.reader("claire"),
            scene.specification_id,
            section_id=inside.parent_id,
            organization_id=organization,
        )

    def told(name: str) -> tuple[tuple[str, ...], bool]:
        view = reveal(scene.content(), scene.reader(name))
        return next((one.open_to, one.open_to_me) for one in view.sections if one.id == inside.id)

    assert told("samir") == (("Lineval", "Orsane"), False)
    assert told("anne") == told("paul") == ((), True)


def test_s7_a_supplier_writes_in_what_it_reads_live_only_while_the_pair_lets_it(scene: Scene) -> None:
    item, spec = scene.requirement("Signaler une opération"), scene.specification_id
    anne = scene.reader("anne")
    opened = opening.open_section(
        scene.house, scene.reader("claire"), spec, section_id=item.section_id, organization_id=anne.organization_id
    )
    texts = [item.statement.generation, item.rationale.generation]

    def doors(reader: Reader) -> set[Scope]:
        return set(open_documents(scene.content(), reader, texts).values())

    def may_change_facts() -> bool:
        view = next(one for one in reveal(scene.content(), anne).requirements if one.id == item.id)
        return view.may_edit

    before = doors(anne)
    opening.let_write(scene.house, scene.reader("claire"), spec, opened, writes=True)
    during, seen_as, facts = doors(anne), doors(scene.seen_as("claire", "anne")), may_change_facts()
    rivals = doors(scene.reader("paul"))
    editing.set_status(scene.house, scene.reader("claire"), spec, item.id, to=Status.TO_SIGN)
    to_sign = doors(anne)
    editing.set_status(scene.house, scene.reader("claire"), spec, item.id, to=Status.DISCUSSION)
    opening.let_write(scene.house, scene.reader("bruno"), spec, opened, writes=False)

    assert (before, during, to_sign, doors(anne)) == ({READ}, {WRITE}, {READ}, {READ})
    assert (seen_as, facts, rivals) == ({READ}, False, set())
    with pytest.raises(NotAllowed):
        opening.let_write(scene.house, scene.reader("nadia"), spec, opened, writes=True)
    for supplier in ("anne", "paul"):
        with pytest.raises((NotAllowed, NotInYourSight)):
            opening.let_write(scene.house, scene.reader(supplier), spec, opened, writes=True)


def test_s7_all_who_write_there_are_told_who_writes_with_them(scene: Scene) -> None:
    item, spec = scene.requirement("Signaler une opération"), scene.specification_id
    for name in ("anne", "paul"):
        opened = opening.open_section(
            scene.house,
            scene.reader("claire"),
            spec,
            section_id=item.section_id,
            organization_id=scene.reader(name).organization_id,
        )
        opening.let_write(scene.house, scene.reader("claire"), spec, opened, writes=name == "anne")

    def told(name: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        view = reveal(scene.content(), scene.reader(name))
        return next(
            (one.open_to, one.written_by, one.written_by_me) for one in view.sections if one.id == item.section_id
        )

    assert told("samir") == (("Orsane",), ("Lineval",), False)
    assert (told("anne"), told("paul")) == (((), (), True), ((), (), False))


def test_s4_a_supplier_reads_nothing_more_of_a_section_that_is_withdrawn(scene: Scene) -> None:
    item, pilot, spec = scene.requirement("Signaler une opération"), scene.reader("claire"), scene.specification_id
    anne = scene.reader("anne")
    opening.open_section(scene.house, pilot, spec, section_id=item.section_id, organization_id=anne.organization_id)
    before = open_documents(scene.content(), anne, [item.statement.generation])

    sections.withdraw_section(scene.house, pilot, spec, item.section_id)

    assert set(before) == {item.statement.generation}
    assert open_documents(scene.content(), anne, [item.statement.generation]) == {}


def test_v3_the_same_version_for_the_same_audience_is_the_same_bytes(scene: Scene) -> None:
    baseline_id = freeze(scene)
    release_id = send(scene, baseline_id, "anne")
    spec, reader = scene.specification_id, scene.reader("anne")

    one = exporting.export_release(scene.house, reader, spec, release_id, format_name="html")
    two = exporting.export_release(scene.house, scene.reader("bruno"), spec, release_id, format_name="html")

    assert one == two
    assert one.name == "cahier-des-charges-version-1.html"
    assert json_of(scene, "bruno", baseline_id) == json_of(scene, "claire", baseline_id)


def test_v4_a_file_holds_nothing_above_who_asks_for_it(scene: Scene) -> None:
    baseline_id = freeze(scene)
    with scene.house.database.read() as connection:
        secret = next(one for one in content_of(connection, baseline_id).requirements if one.label == "N3")
    anne = scene.reader("anne").organization_id

    assert secret.code.encode() in json_of(scene, "nadia", baseline_id).content
    for name, organization in (("samir", None), ("lucie", None), ("claire", anne)):
        assert secret.code.encode() not in json_of(scene, name, baseline_id, organization).content
    for name in ("samir", "nadia"):
        with pytest.raises(NotAllowed):
            json_of(scene, name, baseline_id, anne)
    with pytest.raises(NotInYourSight):
        json_of(scene, "anne", baseline_id)


def test_an_unknown_format_or_language_is_refused(scene: Scene) -> None:
    pilot, spec = scene.reader("claire"), scene.specification_id

    for wrong in ({"format_name": "docx", "language": "fr"}, {"format_name": "json", "language": "de"}):
        with pytest.raises(Invalid):
            exporting.export(scene.house, pilot, spec, **wrong)


def test_r2_a_capped_session_sends_and_freezes_nothing(scene: Scene) -> None:
    capped = replace(scene.seen_as("claire", "anne"))

    with pytest.raises(NotAllowed):
        releasing.freeze_baseline(scene.house, capped, scene.specification_id)
    with scene.house.database.read() as connection:
        assert release_rows.load_baselines(connection, scene.specification_id) == []
