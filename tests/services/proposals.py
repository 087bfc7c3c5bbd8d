"""Proposals as tests make them: begun, written, opened, read and settled by people of the scene."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from server.domain.content import Proposal, Requirement
from server.domain.errors import Refusal
from server.domain.requirement import Status
from server.domain.richtext import Node, document, paragraph, text_node
from server.domain.tracing import Subject, SubjectKind
from server.policy.view import ProposalView
from server.services import opening, proposing
from server.storage import journal, requirement_rows
from tests.services.scene import Scene
from tests.services.typing import type_in

TITLE = "Signaler une opération"
WORDS = "Le module doit prévenir quand une opération n’est pas faisable."


def item(scene: Scene) -> Requirement:
    return scene.requirement(TITLE)


def set_text(scene: Scene, text: Node) -> None:
    """Make the statement say this, as somebody types it in a browser."""
    type_in(scene.house, scene.people["claire"], item(scene).statement.generation, text)


def begin(scene: Scene, name: str, part_id: str = "") -> str:
    part = part_id or item(scene).statement.id
    return proposing.begin_proposal(scene.house, scene.reader(name), scene.specification_id, part)


def kept(scene: Scene, proposal_id: str) -> Proposal:
    return next(one for one in scene.content().proposals if one.id == proposal_id)


def write(scene: Scene, name: str, proposal_id: str, wanted: Node) -> None:
    type_in(scene.house, scene.people[name], kept(scene, proposal_id).text.generation, wanted)


def submit(scene: Scene, name: str, proposal_id: str, reason: str = "C’est le mot du glossaire.") -> None:
    proposing.open_proposal(scene.house, scene.reader(name), scene.specification_id, proposal_id, reason=reason)


def proposed(scene: Scene, name: str, wanted: Node) -> str:
    """A proposal of somebody that waits for a decision."""
    made = begin(scene, name)
    write(scene, name, made, wanted)
    submit(scene, name, made)
    return made


def seen_by(scene: Scene, name: str) -> dict[str, ProposalView]:
    views = proposing.see_proposals(scene.house, scene.reader(name), scene.specification_id)
    return {view.id: view for view in views}


def accept(scene: Scene, name: str, proposal_id: str, despite: str = "") -> None:
    proposing.accept_proposal(scene.house, scene.reader(name), scene.specification_id, proposal_id, despite=despite)


def refusal(act: Callable[[], object]) -> str:
    """How a deed is refused."""
    with pytest.raises(Refusal) as caught:
        act()
    return f"{type(caught.value).__name__} {caught.value.detail}".strip()


def to_sign(scene: Scene) -> None:
    set_status(scene, Status.TO_SIGN)


def set_status(scene: Scene, status: Status) -> None:
    """Put the requirement in a status as visas would, which do not exist yet."""
    with scene.house.database.write() as connection:
        requirement_rows.update_requirement(connection, item(scene).id, status=status)
        subject = Subject(SubjectKind.REQUIREMENT, item(scene).id)
        journal.insert_change(connection, scene.project_id, scene.specification_id, subject, scene.house.clock())


def lines(*words: str) -> Node:
    return document(*(paragraph(text_node(line)) for line in words))


def opening_for(scene: Scene, name: str) -> str:
    to_sign(scene)
    return opening.open_section(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        section_id=item(scene).section_id,
        organization_id=scene.reader(name).organization_id,
    )


class LogRow(NamedTuple):
    """One update of a document as it is kept."""

    seq: int
    person_id: str | None
    update: bytes


def log_of(scene: Scene, generation: str) -> list[LogRow]:
    query = f"SELECT seq, person_id, \"update\" FROM updates WHERE generation = '{generation}' ORDER BY seq"
    with scene.house.database.read() as connection:
        return [LogRow(seq, who, bytes(update)) for seq, who, update in connection.exec_driver_sql(query)]
