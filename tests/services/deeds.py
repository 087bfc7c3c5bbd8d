"""Deeds that tests of several pages do, each in one line."""

from server.domain.content import Requirement
from server.domain.tracing import Subject, SubjectKind
from server.services import correcting, discussing, editing
from tests.services.scene import Scene


def set_field(scene: Scene, item: Requirement, field: str, value: object) -> None:
    """Claire changes a fact of a requirement that nobody else changes."""
    editing.set_requirement_field(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        item.id,
        field=field,
        value=value,
        before=getattr(item, field),
    )


def retitle_finding(scene: Scene, finding_id: str, title: str) -> None:
    """Claire calls a finding otherwise."""
    before = next(one.title for one in scene.content().findings if one.id == finding_id)
    correcting.correct(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        Subject(SubjectKind.FINDING, finding_id),
        field="title",
        value=title,
        before=before,
    )


def remark(scene: Scene, subject: Subject, text: str) -> None:
    """Samir says something about a thing."""
    discussing.raise_thread(
        scene.house, scene.reader("samir"), scene.specification_id, subject=subject, kind="remark", text=text
    )
