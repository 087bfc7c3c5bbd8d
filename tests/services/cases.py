"""What tests do with cases: open, weigh, hear, decide."""

from datetime import date, timedelta

from server.domain.arbitration import OptionKind
from server.domain.content import Requirement
from server.domain.requirement import Status
from server.domain.tracing import Subject
from server.policy.labels import Label
from server.policy.view import CaseView
from server.services import (
    arbitrating,
    deciding,
    inviting,
    opening,
    voicing,
)
from server.services.deciding import Ruling
from server.storage import account_rows
from tests.services.scene import Scene


def open_to_the_firm(scene: Scene) -> list[Requirement]:
    """The requirements in discussion that all of the firm reads whole, always in the same order."""
    return [
        one
        for one in sorted(scene.content().requirements, key=lambda one: one.title)
        if one.status is Status.DISCUSSION
        and one.criteria
        and {one.label, one.statement.label, *(c.label for c in one.criteria)} <= {"N0", "N2"}
    ]


def opened(scene: Scene, *about: Requirement, origin: Subject | None = None, label: Label | None = None) -> str:
    return arbitrating.open_case(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        question="Maintenant ou au lot 2 ?",
        requirement_ids=[one.id for one in about],
        origin=origin,
        label=label,
    )


def seen(scene: Scene, name: str, case_id: str) -> CaseView:
    return arbitrating.see_case(scene.house, scene.reader(name), scene.specification_id, case_id)


def option(scene: Scene, case_id: str, kind: OptionKind = OptionKind.STAGED) -> str:
    return next(one.id for one in seen(scene, "claire", case_id).options if one.kind is kind)


def add_option(scene: Scene, case_id: str, label: Label | None = None) -> str:
    return arbitrating.add_option(
        scene.house,
        scene.reader("nadia"),
        scene.specification_id,
        case_id,
        title="Maintenant",
        summary="dès la V2",
        label=label,
    )


def weigh(
    scene: Scene,
    option_id: str,
    aspect: str,
    words: str,
    grade: int | None,
    before: tuple[str, int | None] = ("", None),
) -> None:
    arbitrating.set_effect(
        scene.house,
        scene.reader("nadia"),
        scene.specification_id,
        option_id,
        aspect=aspect,
        words=words,
        grade=grade,
        before=before,
    )


def ask(scene: Scene, case_id: str, *names: str, by: str = "claire") -> None:
    people = [scene.people[name] for name in names]
    voicing.open_round(scene.house, scene.reader(by), scene.specification_id, case_id, person_ids=people)


def speak(scene: Scene, name: str, case_id: str, stance: int, words: str = "", register: str = "work") -> None:
    stances = {one.id: stance for one in seen(scene, name, case_id).options}
    voicing.give_voice(
        scene.house,
        scene.reader(name),
        scene.specification_id,
        case_id,
        register=register,
        stances=stances,
        words=words,
    )


def close(scene: Scene, case_id: str) -> None:
    voicing.close_round(scene.house, scene.reader("claire"), scene.specification_id, case_id)


def heard(scene: Scene, case_id: str) -> str:
    ask(scene, case_id, "samir")
    speak(scene, "samir", case_id, 1)
    close(scene, case_id)
    return case_id


def ruling(scene: Scene, case_id: str) -> Ruling:
    review = (date(2026, 1, 1) + timedelta(days=300)).isoformat()
    return Ruling(option(scene, case_id), "Par étapes.", "Moins de risque.", "Un an de mesures.", "", review)


def propose(scene: Scene, name: str, case_id: str) -> None:
    deciding.propose_decision(scene.house, scene.reader(name), scene.specification_id, case_id, ruling(scene, case_id))


def sign(scene: Scene, name: str, case_id: str) -> None:
    mark = seen(scene, name, case_id).decisions[-1].mark
    deciding.sign_decision(scene.house, scene.reader(name), scene.specification_id, case_id, mark=mark)


def decided(scene: Scene, case_id: str) -> str:
    heard(scene, case_id)
    propose(scene, "claire", case_id)
    sign(scene, "bruno", case_id)
    return case_id


def sponsor(scene: Scene) -> str:
    """Lucie becomes the sponsor of the project."""
    member = next(one for one in scene.content().members if one.person_id == scene.people["lucie"])
    inviting.change_role(scene.house, scene.reader("claire"), member.membership_id, role="sponsor")
    return "lucie"


def mails(scene: Scene) -> list[tuple[str, str]]:
    with scene.house.database.read() as connection:
        waiting = account_rows.load_due_mails(connection, scene.house.clock(), 9, 99)
    return [(one.recipient, one.subject) for one in waiting]


def status(scene: Scene, item: Requirement) -> Status:
    return next(one.status for one in scene.content().requirements if one.id == item.id)


def share(scene: Scene, name: str) -> None:
    """Open a chapter live to somebody's firm: it knows the specification from then on."""
    opening.open_section(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        section_id=scene.content().sections[0].id,
        organization_id=scene.reader(name).organization_id,
    )


def ask_supplier(scene: Scene, name: str, case_id: str) -> str:
    return voicing.ask_supplier(
        scene.house,
        scene.reader("claire"),
        scene.specification_id,
        case_id,
        organization_id=scene.reader(name).organization_id,
        text="Est-ce faisable au lot 2 ?",
    )
