"""What the walkers ask about: found in the planted project, or made anew when asking uses it up."""

import io
from typing import Any

from PIL import Image

from server.domain.arbitration import Case
from server.domain.content import Requirement, Section
from server.domain.ids import new_id
from server.domain.richtext import from_plain
from server.domain.signing import mark_of
from server.domain.tracing import VALIDATED_FINDINGS, Subject, SubjectKind
from server.policy.labels import Label
from server.policy.view import mark_of_decision
from server.services import (
    arbitrating,
    cards,
    circling,
    correcting,
    deciding,
    discussing,
    editing,
    inviting,
    linking,
    opening,
    reclassifying,
    releasing,
    signing,
    speaking,
    tracing,
    voicing,
)
from server.services.planting import NewCriterion, NewRequirement
from server.services.writing import project_pending
from server.storage import arbitration_rows, label_rows, thread_rows
from tests.leaks.world import World
from tests.services.typing import type_in


def item(world: World, number: int = 0) -> Requirement:
    return world.requirement(f"sacrifice {number}")


def spare(world: World) -> Requirement:
    """Return a requirement made for one asking, of two sentences."""
    wanted = NewRequirement(
        world.ids["sacrifice"], "De reste", status="discussion", statement=from_plain("Il tient. Il dure.").json()
    )
    made, _ = editing.add_requirement(world.house, world.reader("claire"), world.specification_id, wanted)
    return next(one for one in world.content().requirements if one.id == made)


def split_form(item: Requirement) -> dict[str, Any]:
    return {"mark": mark_of(item), "parts": [{"title": "Durer", "pieces": [1]}]}


def section(world: World, name: str = "sacrifice") -> Section:
    return next(one for one in world.content().sections if one.id == world.ids[name])


def requirement_form(world: World) -> dict[str, Any]:
    finding = next(one for one in world.content().findings if one.label == "N2")
    return {
        "section_id": world.ids["sacrifice"],
        "title": "Neuve",
        "statement": "Le logiciel doit…",
        "task_ids": [world.content().tasks[0].id],
        "criterion": {"name": "Durée", "operator": "≤", "value": "3", "unit": "min"},
        "link": {"target": {"kind": "finding", "id": finding.id}, "kind": "derives_from", "reason": "Vu"},
    }


def about(world: World) -> dict[str, str]:
    return {"kind": "requirement", "id": item(world).id}


def finding(world: World) -> Any:
    raw = {"noted", "shared", "contested"}
    known = (one for one in world.content().findings if one.unit_id is not None)
    return next(one for one in known if one.label == "N2" and one.status in raw)


def to_sign(world: World, *, by: str = "", reworded: bool = False) -> Requirement:
    """A new requirement with all that is needed, to be signed; signed by somebody, and reworded since, where that is asked for."""
    house, claire, spec = world.house, world.reader("claire"), world.specification_id
    wanted = NewRequirement(
        section_id=world.ids["sacrifice"],
        title="À viser",
        statement=from_plain("Le module doit tenir.").json(),
        task_ids=(world.content().tasks[0].id,),
        criterion=NewCriterion("durée", "≤", "3", "s", flexibility="F2"),
    )
    made, _ = editing.add_requirement(house, claire, spec, wanted)
    origin = next(one for one in world.content().findings if one.label == "N2" and one.status in VALIDATED_FINDINGS)
    ends = Subject(SubjectKind.REQUIREMENT, made), Subject(SubjectKind.FINDING, origin.id)
    linking.add_link(house, claire, spec, source=ends[0], target=ends[1], kind="covers", reason="")
    for status in ("discussion", "to_sign"):
        editing.set_status(house, claire, spec, made, to=status)
    if by:
        signing.give_visa(house, world.reader(by), spec, made, mark=mark_of(_requirement(world, made)))
    if reworded:
        part = _requirement(world, made).statement
        type_in(house, claire.person_id, part.generation, from_plain("Le module doit tenir bon."))
        with house.database.write() as connection:
            project_pending(connection, world.project_id, spec, house.clock())
    return _requirement(world, made)


def case(
    world: World, *, stage: str = "options", asked: str = "samir", who: str = "claire", written: bool = False
) -> str:
    """A new case about a new requirement, led as far as is asked for; `written`: its decision awaits the other seat."""
    house, claire, spec = world.house, world.reader("claire"), world.specification_id
    about = to_sign(world).id
    made = arbitrating.open_case(house, claire, spec, question="Lequel ?", requirement_ids=[about])
    if stage == "options":
        return made
    voicing.open_round(house, claire, spec, made, person_ids=[world.person(asked)])
    if stage == "voices":
        return made
    options = case_of(world, made).options
    said: dict[str, Any] = {"register": "work", "stances": {one.id: 1 for one in options}, "words": "Oui"}
    voicing.give_voice(house, world.reader(asked), spec, made, **said)
    if stage == "given":
        return made
    voicing.close_round(house, claire, spec, made)
    if written or stage in {"split", "decided"}:
        deciding.propose_decision(house, world.reader(who), spec, made, deciding.Ruling(**ruling(world, made)))
    if stage == "split":
        deciding.refuse_decision(house, world.reader("bruno"), spec, made, reason="Non")
    if stage == "decided":
        deciding.sign_decision(house, world.reader("bruno"), spec, made, mark=decision_mark(world, made))
    return made


def case_of(world: World, case_id: str) -> Case:
    with world.house.database.read() as connection:
        found = arbitration_rows.find_case(connection, world.specification_id, case_id)
    assert found is not None
    return found


def ruling(world: World, case_id: str) -> dict[str, str]:
    words = dict.fromkeys(("text", "reasons", "given_up"), "Ainsi")
    return {"option_id": option(world, case_id), **words, "dissent": "", "review_on": "2027-09-15"}


def decision_mark(world: World, case_id: str) -> str:
    decision = case_of(world, case_id).decision
    assert decision is not None
    return mark_of_decision(decision)


def option(world: World, case_id: str) -> str:
    return case_of(world, case_id).options[0].id


def about_case(world: World, case_id: str) -> str:
    return case_of(world, case_id).requirement_ids[0]


def more_option(world: World) -> str:
    named: dict[str, Any] = {"title": "De trop", "summary": "", "label": None}
    return arbitrating.add_option(world.house, world.reader("claire"), world.specification_id, case(world), **named)


def asked_supplier(world: World, *, decided: bool = False) -> str:
    """A question to supplier A, about a case that is decided where that is asked for."""
    house, claire, spec = world.house, world.reader("claire"), world.specification_id
    about = case(world, stage="heard" if decided else "options", written=decided)
    supplier = world.reader("alice").organization_id
    made = voicing.ask_supplier(house, claire, spec, about, organization_id=supplier, text="Faisable ?")
    if decided:
        deciding.sign_decision(house, world.reader("bruno"), spec, about, mark=decision_mark(world, about))
    return made


def _requirement(world: World, requirement_id: str) -> Requirement:
    return next(one for one in world.content().requirements if one.id == requirement_id)


def result(world: World) -> Any:
    return next(one for one in world.content().results if one.label == "N2")


def situation(world: World) -> Any:
    return next(one for one in world.content().situations if one.label == "N2")


def simulation(world: World) -> Any:
    return next(one for one in world.content().simulations if one.label == "N2")


def level_names(world: World) -> list[str]:
    """The levels as they are called, but the first."""
    now = list(world.content().level_names) or ["Tous", "Nommés", "Maison", "Équipe", "Direction"]
    return ["Consultation" if now[0] == "Tous" else "Tous", *now[1:]]


def circle(world: World) -> str:
    return circling.add_circle(world.house, world.reader("claire"), name="Cercle", person_ids=[])


def speech(world: World) -> str:
    return speaking.record_speech(world.house, world.reader("anne"), world.specification_id, title="Entretien")


def new_task(world: World) -> str:
    return tracing.add_task(world.house, world.reader("anne"), world.specification_id, name="Tâche")


def new_unit(world: World, *, aside: bool = False) -> str:
    made = tracing.add_unit(world.house, world.reader("anne"), world.specification_id, name="Lieu")
    if aside:
        about = Subject(SubjectKind.UNIT, made)
        correcting.withdraw(world.house, world.reader("anne"), world.specification_id, about)
    return made


def link(world: World) -> str:
    source = item(world, 1).id
    return next(one.id for one in world.content().links if one.source.id == source)


def thread(world: World, who: str = "claire", *, resolved: bool = False, written: bool = False) -> tuple[str, str]:
    """A new thread of somebody, and its first message."""
    about = Subject(SubjectKind.REQUIREMENT, item(world).id)
    house, reader, spec = world.house, world.reader(who), world.specification_id
    made, _ = discussing.raise_thread(house, reader, spec, subject=about, kind="question", text="Et alors")
    if resolved:
        outcome = "changes_requirement" if written else "not_kept"
        discussing.resolve(house, world.reader("claire"), spec, made, outcome=outcome, reason="Non")
    with house.database.read() as connection:
        thread = thread_rows.find_thread(connection, spec, made)
    assert thread is not None
    return made, thread.comments[0].id


def proposal(world: World, part_id: str) -> str:
    subject = Subject(SubjectKind.TEXT, part_id)
    with world.house.database.read() as connection:
        waiting = label_rows.find_act_on(connection, subject)
    if waiting is not None:
        return waiting.id
    done = reclassifying.change_label(
        world.house, world.reader("claire"), world.specification_id, subject, label=Label(2), reason="Ouvrir"
    )
    return done.proposal_id or ""


def baseline(world: World) -> str:
    reader = world.reader("bruno")
    return releasing.freeze_baseline(world.house, reader, world.specification_id, title="Essai")


def opened_section(world: World) -> str:
    section, supplier = world.ids["sacrifice"], world.reader("bilal").organization_id
    known = [o for o in world.content().openings if o.section_id == section and o.organization_id == supplier]
    if known:
        return known[0].id
    return opening.open_section(
        world.house, world.reader("claire"), world.specification_id, section_id=section, organization_id=supplier
    )


def invitation(world: World) -> str:
    found = inviting.list_people(world.house, world.reader("claire")).invitations
    if found:
        return found[0].id
    reader, firm = world.reader("claire"), world.reader("claire").organization_id
    address = f"invite{len(world.aviary.canaries)}@exemple.fr"
    return inviting.invite(world.house, reader, inviting.Asked(address, "Invitée", "employee", firm))


def organization(world: World) -> str:
    """A consultancy that nobody comes from yet."""
    return inviting.add_organization(world.house, world.reader("claire"), name="De passage", kind="consultancy")


def membership(world: World, key: str) -> str:
    return next(m.membership_id for m in world.content().members if m.name.startswith(f"{key} "))


def invitation_form(world: World) -> dict[str, Any]:
    firm = world.reader("claire").organization_id
    address = f"{new_id().lower().replace('_', '').replace('-', '')}@exemple.fr"
    return {"email": address, "name": "Nouvelle", "role": "employee", "organization_id": firm, "task_ids": []}


def newcomer_form(world: World) -> dict[str, Any]:
    firm = world.reader("claire").organization_id
    return {"name": "Sans adresse", "role": "employee", "organization_id": firm, "task_ids": []}


def by_card(world: World) -> str:
    """The membership of somebody new who has no e-mail address."""
    newcomer = cards.Newcomer("Sans adresse", "employee", world.reader("claire").organization_id)
    return cards.add_without_mail(world.house, world.reader("claire"), newcomer)


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, "PNG")
    return out.getvalue()


def table_form() -> dict[str, Any]:
    """A table of one finding, as its columns say it."""
    title = f"Vu {new_id()}"
    sheet = {"name": "x", "columns": ["Constat", "Note"], "rows": [[title, "1"]], "lines": [2]}
    given = {"register": "work", "evidence": "document"}
    return {"sheet": sheet, "kind": "finding", "mapping": {"Constat": "title"}, "given": given, "left_out": []}
