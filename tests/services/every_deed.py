"""Every deed on a specification once, with real identifiers: what the tests of rights and of foreign identifiers walk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from server.domain.content import SpecificationContent, Unit
from server.domain.ids import new_id
from server.domain.tracing import Subject, SubjectKind
from server.imports.sheets import Sheet
from server.policy.abilities import Action
from server.policy.labels import N4
from server.policy.reader import Reader
from server.services import (
    arbitrating,
    attaching,
    bringing_in,
    correcting,
    criteria,
    deriving,
    discussing,
    editing,
    exporting,
    linking,
    merging,
    opening,
    proposing,
    reclassifying,
    releasing,
    remarking,
    restoring,
    sections,
    signing,
    simulating,
    splitting,
    tracing,
)
from server.services.deriving import OriginLink
from server.services.house import House
from server.services.planting import NewCriterion, NewRequirement
from server.services.remarking import Remark
from server.services.splitting import NewPart

MARK: Final = "0" * 64
"""Stands for no content at all."""

Call = Callable[[House, Reader, str], object]


@dataclass(frozen=True, slots=True)
class KnownDeed:
    """One deed: what it is called, which ability it takes, and how it is asked for with these identifiers."""

    name: str
    action: Action
    call: Call

    @property
    def names(self) -> tuple[str, ...]:
        """The kinds of identifiers it is asked with."""
        return NAMES[self.name]


NAMES: Final = {
    "add_requirement": ("section",),
    "set_requirement_field": ("requirement",),
    "move_requirement": ("requirement", "section"),
    "duplicate_requirement": ("requirement",),
    "split_requirement": ("requirement",),
    "merge_requirements": ("requirement", "other"),
    "set_status": ("requirement",),
    "give_visa": ("requirement",),
    "withdraw_visa": ("requirement",),
    "refuse_visa": ("requirement",),
    "carry_visas": ("requirement",),
    "open_case": ("requirement",),
    "withdraw_requirement": ("requirement",),
    "restore_requirement": ("requirement",),
    "add_section": ("section",),
    "set_section_field": ("section",),
    "move_section": ("section",),
    "duplicate_section": ("section",),
    "withdraw_section": ("section",),
    "restore_section": ("section",),
    "add_criterion": ("requirement",),
    "set_criterion_field": ("criterion",),
    "move_criterion": ("criterion",),
    "withdraw_criterion": ("criterion",),
    "add_unit": (),
    "add_task": ("unit",),
    "correct_unit": ("unit",),
    "correct_task": ("task", "unit"),
    "correct_situation": ("situation", "task"),
    "correct_simulation": ("simulation", "situation"),
    "withdraw_task": ("task",),
    "withdraw_finding": ("finding",),
    "withdraw_simulation": ("simulation",),
    "restore_unit": ("aside",),
    "add_situation": ("task",),
    "add_finding": ("unit",),
    "bring_in": (),
    "validate_finding": ("finding",),
    "add_result": ("simulation",),
    "correct_result": ("result",),
    "set_result_status": ("result",),
    "requirement_from_origin": ("section", "finding"),
    "add_link": ("requirement", "finding"),
    "remove_link": ("link",),
    "raise_thread": ("requirement",),
    "send_remark": ("requirement",),
    "begin_proposal": ("statement",),
    "change_label": ("statement",),
    "set_substitute": ("statement",),
    "restore_text": ("statement",),
    "open_section": ("section", "supplier"),
    "freeze_baseline": (),
    "add_picture": ("statement",),
    "export_for_supplier": ("supplier",),
}


NOTES = Sheet("notes", ("Constat",), (("Vu",),), (2,))
AS_FINDINGS = bringing_in.Wanted(
    SubjectKind.FINDING, {"Constat": "title"}, {"register": "work", "evidence": "document"}, frozenset()
)


def set_unit_aside(house: House, reader: Reader, specification_id: str) -> None:
    """Name a place and withdraw it again, so that there is one to restore."""
    unit = tracing.add_unit(house, reader, specification_id, name="Mis de côté")
    correcting.withdraw(house, reader, specification_id, Subject(SubjectKind.UNIT, unit))


def ids(content: SpecificationContent) -> dict[str, str]:
    """Return the identifier of one thing of each kind, all of them open to the whole firm."""
    item = next(one for one in content.requirements if one.status == "discussion" and one.label in {"N0", "N2"})
    return {
        "section": item.section_id,
        "requirement": item.id,
        "other": next(one.id for one in content.requirements if one.label in {"N0", "N2"} and one.id != item.id),
        "statement": item.statement.id,
        "criterion": item.criteria[0].id,
        "finding": next(one.id for one in content.findings if one.label == "N2"),
        "result": content.results[0].id,
        "simulation": content.simulations[0].id,
        "situation": content.situations[0].id,
        "task": content.tasks[0].id,
        "unit": content.units[0].id,
        "aside": next(one.id for one in content.set_aside if isinstance(one, Unit)),
        "link": next(one.id for one in content.links if one.label in {"N0", "N2"}),
        "supplier": next(one.id for one in content.organizations if one.kind == "supplier"),
    }


def _correct(kind: str, thing_id: str, field: str, value: object) -> KnownDeed:
    subject = Subject(SubjectKind(kind), thing_id)
    return KnownDeed(
        f"correct_{kind}",
        Action.SIMULATION_WRITE,
        lambda h, r, s: correcting.correct(h, r, s, subject, field=field, value=value, before="?"),
    )


def every_deed(known: Mapping[str, str]) -> tuple[KnownDeed, ...]:
    """Return each deed asked for with these identifiers."""
    requirement = Subject(SubjectKind.REQUIREMENT, known["requirement"])
    finding = Subject(SubjectKind.FINDING, known["finding"])
    text = Subject(SubjectKind.TEXT, known["statement"])
    section, item, criterion = known["section"], known["requirement"], known["criterion"]
    new = NewRequirement(section, "Neuve")
    edit, structure, status = Action.REQUIREMENT_EDIT, Action.SECTION_EDIT, Action.REQUIREMENT_STATUS
    sign = Action.REQUIREMENT_SIGN
    simulate, add, supplier = Action.SIMULATION_WRITE, Action.REQUIREMENT_ADD, known["supplier"]
    said: dict[str, Any] = {"kind": "remark", "text": "Bien"}
    seen: dict[str, Any] = {"title": "Vu", "register": "work", "evidence": "document", "situation_id": None}
    proved: dict[str, Any] = {"simulation_id": known["simulation"], "title": "Vu", "kind": "risk", "register": "work"}
    field: dict[str, Any] = {"field": "title", "value": "Autre", "before": "?"}
    file = {"language": "fr", "format_name": "json", "organization_id": supplier}
    return (
        KnownDeed("add_requirement", add, lambda h, r, s: editing.add_requirement(h, r, s, new)),
        KnownDeed("set_requirement_field", edit, lambda h, r, s: editing.set_requirement_field(h, r, s, item, **field)),
        KnownDeed(
            "move_requirement",
            Action.REQUIREMENT_MOVE,
            lambda h, r, s: editing.move_requirement(h, r, s, item, section_id=section, after_id=None),
        ),
        KnownDeed("duplicate_requirement", add, lambda h, r, s: editing.duplicate_requirement(h, r, s, item)),
        KnownDeed(
            "split_requirement",
            status,
            lambda h, r, s: splitting.split_requirement(h, r, s, item, mark=MARK, parts=[NewPart("N")]),
        ),
        KnownDeed(
            "merge_requirements", status, lambda h, r, s: merging.merge_requirements(h, r, s, item, known["other"])
        ),
        KnownDeed("set_status", status, lambda h, r, s: editing.set_status(h, r, s, item, to="draft")),
        KnownDeed("give_visa", sign, lambda h, r, s: signing.give_visa(h, r, s, item, mark=MARK)),
        KnownDeed("withdraw_visa", sign, lambda h, r, s: signing.withdraw_visa(h, r, s, item)),
        KnownDeed("refuse_visa", sign, lambda h, r, s: signing.refuse_visa(h, r, s, item, reason="Trop cher")),
        KnownDeed("carry_visas", sign, lambda h, r, s: signing.carry_visas(h, r, s, item, mark=MARK)),
        KnownDeed(
            "open_case",
            Action.ARBITRATION_OPEN,
            lambda h, r, s: arbitrating.open_case(h, r, s, question="Lequel ?", requirement_ids=[item]),
        ),
        KnownDeed("withdraw_requirement", status, lambda h, r, s: editing.withdraw_requirement(h, r, s, item)),
        KnownDeed("restore_requirement", status, lambda h, r, s: editing.restore_requirement(h, r, s, item)),
        KnownDeed(
            "add_section", structure, lambda h, r, s: sections.add_section(h, r, s, title="N", parent_id=section)
        ),
        KnownDeed(
            "set_section_field", structure, lambda h, r, s: sections.set_section_field(h, r, s, section, **field)
        ),
        KnownDeed(
            "move_section",
            structure,
            lambda h, r, s: sections.move_section(h, r, s, section, parent_id=None, after_id=None),
        ),
        KnownDeed("duplicate_section", structure, lambda h, r, s: sections.duplicate_section(h, r, s, section)),
        KnownDeed("withdraw_section", structure, lambda h, r, s: sections.withdraw_section(h, r, s, section)),
        KnownDeed("restore_section", structure, lambda h, r, s: sections.restore_section(h, r, s, section)),
        KnownDeed("add_criterion", edit, lambda h, r, s: criteria.add_criterion(h, r, s, item, NewCriterion("N"))),
        KnownDeed(
            "set_criterion_field", edit, lambda h, r, s: criteria.set_criterion_field(h, r, s, criterion, **field)
        ),
        KnownDeed("move_criterion", edit, lambda h, r, s: criteria.move_criterion(h, r, s, criterion, after_id=None)),
        KnownDeed("withdraw_criterion", edit, lambda h, r, s: criteria.withdraw_criterion(h, r, s, criterion)),
        KnownDeed("add_unit", simulate, lambda h, r, s: tracing.add_unit(h, r, s, name="N")),
        KnownDeed("add_task", simulate, lambda h, r, s: tracing.add_task(h, r, s, name="N", unit_id=known["unit"])),
        _correct("unit", known["unit"], "name", "N"),
        _correct("task", known["task"], "unit_id", known["unit"]),
        _correct("situation", known["situation"], "task_ids", [known["task"]]),
        _correct("simulation", known["simulation"], "situation_id", known["situation"]),
        _correct("result", known["result"], "title", "N"),
        KnownDeed(
            "withdraw_task",
            simulate,
            lambda h, r, s: correcting.withdraw(h, r, s, Subject(SubjectKind.TASK, known["task"])),
        ),
        KnownDeed("withdraw_finding", Action.FINDING_VALIDATE, lambda h, r, s: correcting.withdraw(h, r, s, finding)),
        KnownDeed(
            "withdraw_simulation",
            simulate,
            lambda h, r, s: correcting.withdraw(h, r, s, Subject(SubjectKind.SIMULATION, known["simulation"])),
        ),
        KnownDeed(
            "restore_unit",
            simulate,
            lambda h, r, s: correcting.restore(h, r, s, Subject(SubjectKind.UNIT, known["aside"])),
        ),
        KnownDeed(
            "add_situation",
            simulate,
            lambda h, r, s: tracing.add_situation(h, r, s, title="N", task_ids=[known["task"]]),
        ),
        KnownDeed(
            "add_finding",
            Action.FINDING_WRITE_WORK,
            lambda h, r, s: tracing.add_finding(h, r, s, **seen, unit_id=known["unit"]),
        ),
        KnownDeed(
            "bring_in",
            Action.FINDING_WRITE_WORK,
            lambda h, r, s: bringing_in.bring_in(h, r, s, NOTES, AS_FINDINGS, [2]),
        ),
        KnownDeed(
            "validate_finding",
            Action.FINDING_VALIDATE,
            lambda h, r, s: tracing.set_finding_status(h, r, s, finding.id, to="common"),
        ),
        KnownDeed("add_result", simulate, lambda h, r, s: simulating.add_result(h, r, s, **proved)),
        KnownDeed(
            "set_result_status",
            simulate,
            lambda h, r, s: simulating.set_result_status(h, r, s, known["result"], to="parked"),
        ),
        KnownDeed(
            "requirement_from_origin",
            add,
            lambda h, r, s: deriving.requirement_from_origin(h, r, s, new, OriginLink(finding, "covers")),
        ),
        KnownDeed(
            "add_link",
            Action.LINK_WRITE,
            lambda h, r, s: linking.add_link(h, r, s, source=requirement, target=finding, kind="covers", reason=""),
        ),
        KnownDeed("remove_link", Action.LINK_WRITE, lambda h, r, s: linking.remove_link(h, r, s, known["link"])),
        KnownDeed(
            "raise_thread",
            Action.THREAD_RAISE,
            lambda h, r, s: discussing.raise_thread(h, r, s, subject=requirement, **said),
        ),
        KnownDeed(
            "send_remark",
            Action.THREAD_RAISE,
            lambda h, r, s: remarking.send_remark(h, r, s, item, Remark("worry", "Et la nuit", new_id())),
        ),
        KnownDeed(
            "begin_proposal",
            Action.TEXT_PROPOSE,
            lambda h, r, s: proposing.begin_proposal(h, r, s, text.id),
        ),
        KnownDeed(
            "change_label",
            Action.LABEL_CHANGE,
            lambda h, r, s: reclassifying.change_label(h, r, s, text, label=N4),
        ),
        KnownDeed(
            "set_substitute",
            Action.LABEL_CHANGE,
            lambda h, r, s: reclassifying.set_substitute(h, r, s, text, text=None),
        ),
        KnownDeed(
            "restore_text",
            edit,
            lambda h, r, s: restoring.restore_text(h, r, s, text.id, at=h.clock(), seen=h.clock()),
        ),
        KnownDeed(
            "open_section",
            Action.SECTION_OPEN_LIVE,
            lambda h, r, s: opening.open_section(h, r, s, section_id=section, organization_id=supplier),
        ),
        KnownDeed(
            "freeze_baseline",
            Action.BASELINE_FREEZE,
            releasing.freeze_baseline,
        ),
        KnownDeed(
            "add_picture",
            Action.ATTACHMENT_ADD,
            lambda h, r, s: attaching.add_picture(h, r, s, text.id, name="x.png", content=b""),
        ),
        KnownDeed("export_for_supplier", Action.VIEW_AS, lambda h, r, s: exporting.export(h, r, s, **file)),
    )
