"""Sending a version in which something imperative is hidden from the supplier takes a written reason (V1, D6)."""

import pytest

from server.domain.errors import Invalid
from server.domain.register import RegisterKind
from server.domain.requirement import Flexibility, Status
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N3, Label
from server.policy.reader import sees
from server.services import reclassifying
from server.services.registering import Period, read_register
from server.storage import journal
from tests.services.scene import Scene
from tests.services.test_releasing import freeze, send


def test_v1_sending_without_something_imperative_takes_a_written_reason(scene: Scene) -> None:
    item = next(
        one
        for one in scene.content().requirements
        if any(criterion.flexibility is Flexibility.F0 for criterion in one.criteria) and one.status is not Status.DRAFT
    )
    subject = Subject(SubjectKind.REQUIREMENT, item.id)
    reclassifying.change_label(scene.house, scene.reader("bruno"), scene.specification_id, subject, label=N3)
    version = freeze(scene)

    with pytest.raises(Invalid) as refused:
        send(scene, version, "anne", reason=" ")
    sent = send(scene, version, "anne", reason="Montré en réunion")

    assert item.code in str(refused.value.values["codes"])
    register = read_register(scene.house, scene.reader("claire"), RegisterKind.SHARING, Period())
    entry = next(one for one in register.entries if one.deed == "send_release")
    assert (entry.said["after"]["release"], entry.said["after"]["reason"]) == (sent, "Montré en réunion")
    with scene.house.database.read() as connection:
        facts = journal.load_history(connection, scene.project_id, [sent])
    assert all(not sees(scene.reader("anne"), Label.parse(one.label)) for one in facts if one.deed == "send_release")
