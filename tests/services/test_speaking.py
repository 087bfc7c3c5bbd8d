"""What people said is read by them and the work consultant, and leaves only as a finding in other words (L13)."""

import json

import pytest

from server.domain.errors import Invalid, NotAllowed, NotInYourSight
from server.domain.live import Scope
from server.domain.richtext import from_plain, parse, plain_text
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N4, is_speech
from server.services import (
    correcting,
    deriving,
    discussing,
    exporting,
    inviting,
    linking,
    looking,
    reading,
    reclassifying,
    releasing,
    speaking,
    tracing,
)
from server.services.deriving import OriginLink
from server.services.diagnosis import see_diagnosis
from server.services.planting import NewRequirement
from server.services.speaking import NewFinding
from server.services.writing import open_documents
from tests.services.scene import Scene

SAID = "On perd dix minutes à chaque changement de série parce que le plan est au bureau"


def record(scene: Scene, *speakers: str) -> str:
    return speaking.record_speech(
        scene.house,
        scene.reader("nadia"),
        scene.specification_id,
        title="Atelier, le 12 mars",
        text=from_plain(SAID).json(),
        speaker_ids=[scene.people[one] for one in speakers],
    )


def reads(scene: Scene, name: str, finding_id: str) -> bool:
    """Whether the page of origins, the view of the thing and its live document agree that somebody reads it."""
    house, reader, spec = scene.house, scene.reader(name), scene.specification_id
    document = next(one.text.generation for one in scene.content().findings if one.id == finding_id)
    opened = open_documents(scene.content(), reader, [document])
    try:
        seen = looking.see_finding(house, reader, spec, finding_id)
        assert seen.text is not None
    except NotInYourSight:
        assert not opened
        return False
    page = see_diagnosis(house, reader, spec)
    assert finding_id in {one.id for one in page.origins.findings}
    assert opened == {document: Scope.READ_WRITE if name == "nadia" else Scope.READ_ONLY}
    return True


def test_l13_only_who_spoke_and_the_work_consultant_read_it(scene: Scene) -> None:
    made = record(scene, "samir")

    assert {name for name in scene.people if name not in ("anne", "paul") and reads(scene, name, made)} == {
        "nadia",
        "samir",
    }
    for name in ("anne", "paul", "claire", "bruno"):
        with pytest.raises(NotInYourSight):
            looking.see_finding(scene.house, scene.reader(name), scene.specification_id, made)


def test_l13_each_recording_is_a_compartment_of_its_own(scene: Scene) -> None:
    first, second = record(scene, "samir"), record(scene, "lucie")

    assert [reads(scene, "samir", one) for one in (first, second)] == [True, False]
    assert [reads(scene, "lucie", one) for one in (first, second)] == [False, True]


def test_l13_who_no_longer_counts_as_having_spoken_reads_nothing_of_it_and_their_page_is_asked_again(
    scene: Scene,
) -> None:
    told: list[str] = []
    made = record(scene, "samir")
    scene.house.tell = lambda one: told.extend(one.recheck_people)

    speaking.set_speakers(
        scene.house, scene.reader("nadia"), scene.specification_id, made, speaker_ids=[scene.people["lucie"]]
    )

    assert (reads(scene, "samir", made), reads(scene, "lucie", made)) == (False, True)
    assert {scene.people["samir"], scene.people["lucie"]} <= set(told)


def test_l13_who_steers_the_project_afterwards_no_longer_reads_what_they_said(scene: Scene) -> None:
    made = record(scene, "samir")
    membership = next(m for m in scene.content().members if m.person_id == scene.people["samir"]).membership_id

    inviting.change_role(scene.house, scene.reader("claire"), membership, role="sponsor")

    assert not reads(scene, "samir", made)


@pytest.mark.parametrize("name", ["claire", "bruno", "anne", "nadia"])
def test_l13_who_steers_advises_or_sells_is_never_among_those_who_spoke(scene: Scene, name: str) -> None:
    with pytest.raises(Invalid):
        record(scene, name)


@pytest.mark.parametrize("name", ["claire", "bruno", "samir", "lucie"])
def test_l13_only_the_work_consultant_keeps_what_was_said(scene: Scene, name: str) -> None:
    with pytest.raises(NotAllowed):
        speaking.record_speech(scene.house, scene.reader(name), scene.specification_id, title="Entretien")


def test_l13_it_leaves_as_a_finding_whose_origin_only_its_readers_see(scene: Scene) -> None:
    made = record(scene, "samir")
    wanted = NewFinding("Le plan n’est pas au poste", "Chaque série demande un aller-retour.")

    finding_id, code = speaking.consolidate(scene.house, scene.reader("nadia"), scene.specification_id, made, wanted)

    seen = {
        name: looking.see_finding(scene.house, scene.reader(name), scene.specification_id, finding_id)
        for name in ("nadia", "samir", "claire", "lucie")
    }
    assert code.startswith("D-T-")
    assert {view.label.key for view in seen.values()} == {"N2"}
    assert {name: [one.other.id for one in view.links] for name, view in seen.items()} == {
        "nadia": [made],
        "samir": [made],
        "claire": [],
        "lucie": [],
    }


@pytest.mark.parametrize(
    ("title", "text", "detail"),
    [
        ("Samir cherche le plan", "", "names_speaker"),
        ("Le plan", "C’est ce que dit SAMIR.", "names_speaker"),
        ("Le plan", "On perd dix minutes à chaque changement de série, souvent.", "same_words"),
    ],
)
def test_l13_a_finding_names_nobody_who_spoke_and_repeats_no_long_phrase(
    scene: Scene, title: str, text: str, detail: str
) -> None:
    made = record(scene, "samir")

    with pytest.raises(Invalid) as refused:
        speaking.consolidate(scene.house, scene.reader("nadia"), scene.specification_id, made, NewFinding(title, text))

    assert refused.value.detail == detail


def test_l13_no_requirement_comes_straight_from_what_was_said(scene: Scene) -> None:
    house, nadia, spec = scene.house, scene.reader("nadia"), scene.specification_id
    made = record(scene, "samir")
    nadia = scene.reader("nadia")
    said = Subject(SubjectKind.FINDING, made)
    item = next(one for one in scene.content().requirements if one.status == "discussion")

    with pytest.raises(Invalid):
        linking.add_link(
            house, nadia, spec, source=Subject(SubjectKind.REQUIREMENT, item.id), target=said, kind="covers", reason=""
        )
    with pytest.raises(Invalid):
        deriving.requirement_from_origin(
            house, nadia, spec, NewRequirement(item.section_id, "Neuve"), OriginLink(said, "covers")
        )
    with pytest.raises(Invalid):
        tracing.set_finding_status(house, nadia, spec, made, to="shared")
    assert made not in {one.id for one in looking.origins_matching(house, nadia, spec, "")}


def test_l13_no_label_takes_anything_out_of_it_or_into_it(scene: Scene) -> None:
    made = record(scene, "samir")
    label = next(one.label for one in scene.content().findings if one.id == made)
    other = next(one for one in scene.content().findings if one.label == "N2")

    assert is_speech(label)
    with pytest.raises(NotInYourSight):
        reclassifying.change_label(
            scene.house, scene.reader("claire"), scene.specification_id, Subject(SubjectKind.FINDING, made), label=N4
        )
    with pytest.raises(NotAllowed):
        reclassifying.change_label(
            scene.house, scene.reader("nadia"), scene.specification_id, Subject(SubjectKind.FINDING, other.id), label=N4
        )


def test_l13_no_version_and_no_file_holds_it_not_even_its_keepers(scene: Scene) -> None:
    house, spec = scene.house, scene.specification_id
    record(scene, "samir")
    baseline = releasing.freeze_baseline(house, scene.reader("claire"), spec)
    releasing.confirm_baseline(house, scene.reader("bruno"), spec, baseline)

    for name in ("nadia", "samir"):
        for version in (None, baseline):
            file = exporting.export(
                house, scene.reader(name), spec, language="fr", format_name="json", baseline_id=version
            )
            assert "D-V-" not in json.dumps(json.loads(file.content), ensure_ascii=False)
            assert SAID not in file.content.decode()


def test_l13_search_threads_and_history_are_those_of_its_readers(scene: Scene) -> None:
    house, spec = scene.house, scene.specification_id
    made = record(scene, "samir")
    said = Subject(SubjectKind.FINDING, made)
    discussing.raise_thread(house, scene.reader("samir"), spec, subject=said, kind="remark", text="Pas tout à fait.")

    found = {
        name: {one.subject.id for one in reading.search(house, scene.reader(name), spec, "changement de serie")}
        for name in ("nadia", "samir", "claire", "lucie")
    }

    assert {name for name, ids in found.items() if made in ids} == {"nadia", "samir"}
    assert reading.history(house, scene.reader("nadia"), spec, said)
    with pytest.raises(NotInYourSight):
        reading.history(house, scene.reader("claire"), spec, said)


def test_o1_its_keeper_sets_it_aside_and_brings_it_back_and_nobody_else_is_told(scene: Scene) -> None:
    house, spec = scene.house, scene.specification_id
    made = record(scene, "samir")
    said = Subject(SubjectKind.FINDING, made)

    correcting.withdraw(house, scene.reader("nadia"), spec, said)
    told = {
        name: {subject.id for subject, _, _ in see_diagnosis(house, scene.reader(name), spec).set_aside}
        for name in ("nadia", "claire", "samir")
    }
    correcting.restore(house, scene.reader("nadia"), spec, said)

    assert {name for name, ids in told.items() if made in ids} == {"nadia"}
    assert reads(scene, "samir", made)
    text = next(one.text for one in scene.content().findings if one.id == made)
    assert plain_text(parse(text.tree)) == SAID
