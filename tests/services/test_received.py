"""Who changes the level of a part is told who received it already, in which version."""

from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N2, Label, named
from server.services import reclassifying, releasing
from server.services.levels import levels_of
from tests.services.scene import Scene


def send(scene: Scene, *names: str) -> None:
    house, spec = scene.house, scene.specification_id
    baseline = releasing.freeze_baseline(house, scene.reader("claire"), spec)
    releasing.confirm_baseline(house, scene.reader("bruno"), spec, baseline)
    for name in names:
        organization = scene.reader(name).organization_id
        releasing.send_release(
            house,
            scene.reader("claire"),
            spec,
            baseline_id=baseline,
            organization_id=organization,
            language="fr",
            reason="Convenu",
        )


def received(scene: Scene, subject: Subject, who: str = "claire") -> list[tuple[str, int]]:
    found = levels_of(scene.house, scene.reader(who), scene.specification_id, subject)
    return [(one.organization, one.number) for one in found.received]


def statement(scene: Scene) -> Subject:
    item = next(
        one for one in scene.content().requirements if one.statement.label == "N0" and one.status == "discussion"
    )
    return Subject(SubjectKind.TEXT, item.statement.id)


def close(scene: Scene, subject: Subject, label: Label) -> None:
    reclassifying.change_label(scene.house, scene.reader("claire"), scene.specification_id, subject, label=label)


def test_l8_who_closes_a_part_is_told_who_received_it_and_in_which_version(scene: Scene) -> None:
    subject = statement(scene)
    before = received(scene, subject)
    send(scene, "anne", "paul")
    close(scene, subject, named(scene.reader("anne").organization_id))
    send(scene, "anne", "paul")
    close(scene, subject, N2)
    send(scene, "anne")

    assert before == []
    assert sorted(received(scene, subject)) == [("Lineval", 1), ("Lineval", 2), ("Orsane", 1)]


def test_l8_only_who_decides_on_levels_is_told(scene: Scene) -> None:
    subject = statement(scene)
    send(scene, "anne", "paul")

    assert received(scene, subject, "samir") == []
    assert received(scene, subject, "nadia") == []
