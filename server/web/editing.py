"""Sections, requirements and criteria over HTTP: each deed answers with what the screen shows next."""

from typing import Final

from server.domain.requirement import NEXT_STATUS, Status
from server.domain.richtext import from_plain
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, abilities, may
from server.policy.view import SectionView
from server.services import criteria, deriving, editing, looking, sections, undoing
from server.services.arbitrating import cases_about
from server.services.planting import NewCriterion, NewRequirement
from server.web import forms
from server.web.answers import Created, Facts, Named, Outline, PersonNamed, SetAside, Undone
from server.web.call import Call
from server.web.table import Access, Endpoint


def read_outline(call: Call) -> Outline:
    """The sections in reading order."""
    views = looking.see_sections(call.house, call.reader, call.specification_id)
    return Outline(views, set_aside(call), abilities(call.reader))


def set_aside(call: Call) -> tuple[SetAside, ...]:
    """Return what was taken out of the text and may be brought back by this reader."""
    sections, requirements = looking.see_set_aside(call.house, call.reader, call.specification_id)
    return (
        *(SetAside(Subject(SubjectKind.SECTION, one.id), "", one.title) for one in sections),
        *(SetAside(Subject(SubjectKind.REQUIREMENT, one.id), one.code, one.title) for one in requirements),
    )


def add_section(call: Call) -> Created:
    """Add a section."""
    form = call.sent(forms.SectionForm)
    made = sections.add_section(
        call.house,
        call.reader,
        call.specification_id,
        title=form.title,
        parent_id=form.parent_id,
        after_id=form.after_id,
        prefix=form.prefix,
    )
    return Created(made, href=f"/s/{call.specification_id}#s-{made}")


def change_section(call: Call) -> SectionView:
    """Change one field of a section."""
    form = call.sent(forms.FieldForm)
    section_id = call.path["section_id"]
    sections.set_section_field(
        call.house,
        call.reader,
        call.specification_id,
        section_id,
        field=form.field,
        value=form.value,
        before=form.before,
    )
    return looking.see_section(call.house, call.reader, call.specification_id, section_id)


def move_section(call: Call) -> None:
    """Move a section."""
    form = call.sent(forms.PlaceSectionForm)
    sections.move_section(
        call.house,
        call.reader,
        call.specification_id,
        call.path["section_id"],
        parent_id=form.parent_id,
        after_id=form.after_id,
    )


def withdraw_section(call: Call) -> None:
    """Take a section out of the text."""
    sections.withdraw_section(call.house, call.reader, call.specification_id, call.path["section_id"])


def restore_section(call: Call) -> None:
    """Bring a section back."""
    sections.restore_section(call.house, call.reader, call.specification_id, call.path["section_id"])


def duplicate_section(call: Call) -> Created:
    """Copy a section with what is in it."""
    made = sections.duplicate_section(call.house, call.reader, call.specification_id, call.path["section_id"])
    return Created(made, href=f"/s/{call.specification_id}#s-{made}")


def add_requirement(call: Call) -> Created:
    """Add a requirement; with `link`, from a finding or a simulation result."""
    form = call.sent(forms.RequirementForm)
    wanted = NewRequirement(
        section_id=form.section_id,
        title=form.title,
        after_id=form.after_id,
        kind=form.kind,
        priority=form.priority,
        status=form.status,
        task_ids=tuple(form.task_ids),
        statement=from_plain(form.statement).json(),
        rationale=from_plain(form.rationale).json(),
        criterion=NewCriterion(**form.criterion.model_dump()) if form.criterion else None,
    )
    house, reader, specification_id = call.house, call.reader, call.specification_id
    if form.link is None:
        made, code = editing.add_requirement(house, reader, specification_id, wanted)
    else:
        target = Subject(form.link.target.kind, form.link.target.id)
        link = deriving.OriginLink(target, form.link.kind, form.link.reason)
        made, code = deriving.requirement_from_origin(house, reader, specification_id, wanted, link)
    return Created(made, code, f"/s/{specification_id}#r-{made}")


def read_facts(call: Call) -> Facts:
    """A requirement's facts and what its form offers."""
    return _facts(call, call.path["requirement_id"])


def _facts(call: Call, requirement_id: str) -> Facts:
    house, reader, specification_id = call.house, call.reader, call.specification_id
    requirement = looking.see_requirement(house, reader, specification_id, requirement_id)
    view = looking.see_specification(house, reader, specification_id)
    moves = NEXT_STATUS[requirement.status] if may(reader, Action.REQUIREMENT_STATUS) else frozenset()
    return Facts(
        requirement=requirement,
        statuses=tuple(status for status in Status if status in moves),
        owners=tuple(PersonNamed(member.person_id, member.name) for member in view.members),
        tasks=tuple(Named(task.id, task.name) for task in view.tasks),
        decisions=tuple(
            Named(one.id, one.question) for one in cases_about(house, reader, specification_id, requirement_id)
        ),
        can=abilities(reader),
    )


def change_requirement(call: Call) -> Facts:
    """Change one field of a requirement."""
    form = call.sent(forms.FieldForm)
    requirement_id = call.path["requirement_id"]
    editing.set_requirement_field(
        call.house,
        call.reader,
        call.specification_id,
        requirement_id,
        field=form.field,
        value=form.value,
        before=form.before,
    )
    return _facts(call, requirement_id)


def move_requirement(call: Call) -> None:
    """Move a requirement."""
    form = call.sent(forms.PlaceForm)
    editing.move_requirement(
        call.house,
        call.reader,
        call.specification_id,
        call.path["requirement_id"],
        section_id=form.section_id,
        after_id=form.after_id,
    )


def duplicate_requirement(call: Call) -> Created:
    """Copy a requirement."""
    made, code = editing.duplicate_requirement(
        call.house, call.reader, call.specification_id, call.path["requirement_id"]
    )
    return Created(made, code, f"/s/{call.specification_id}#r-{made}")


def withdraw_requirement(call: Call) -> None:
    """Take a requirement out of the text."""
    editing.withdraw_requirement(call.house, call.reader, call.specification_id, call.path["requirement_id"])


def restore_requirement(call: Call) -> None:
    """Bring a requirement back."""
    editing.restore_requirement(call.house, call.reader, call.specification_id, call.path["requirement_id"])


def set_requirement_status(call: Call) -> Facts:
    """Move a requirement to its next status."""
    form = call.sent(forms.StatusForm)
    requirement_id = call.path["requirement_id"]
    editing.set_status(call.house, call.reader, call.specification_id, requirement_id, to=form.to, reason=form.reason)
    return _facts(call, requirement_id)


def add_criterion(call: Call) -> Facts:
    """Add a criterion."""
    form = call.sent(forms.CriterionForm)
    requirement_id = call.path["requirement_id"]
    criteria.add_criterion(
        call.house, call.reader, call.specification_id, requirement_id, NewCriterion(**form.model_dump())
    )
    return _facts(call, requirement_id)


def change_criterion(call: Call) -> Facts:
    """Change one field of a criterion."""
    form = call.sent(forms.FieldForm)
    requirement_id = _requirement_of(call)
    criteria.set_criterion_field(
        call.house,
        call.reader,
        call.specification_id,
        call.path["criterion_id"],
        field=form.field,
        value=form.value,
        before=form.before,
    )
    return _facts(call, requirement_id)


def move_criterion(call: Call) -> Facts:
    """Move a criterion among its requirement's."""
    requirement_id = _requirement_of(call)
    after_id = call.sent(forms.AfterForm).after_id
    criteria.move_criterion(
        call.house, call.reader, call.specification_id, call.path["criterion_id"], after_id=after_id
    )
    return _facts(call, requirement_id)


def withdraw_criterion(call: Call) -> Facts:
    """Take a criterion out."""
    requirement_id = _requirement_of(call)
    criteria.withdraw_criterion(call.house, call.reader, call.specification_id, call.path["criterion_id"])
    return _facts(call, requirement_id)


def _requirement_of(call: Call) -> str:
    return looking.requirement_of_criterion(call.house, call.reader, call.specification_id, call.path["criterion_id"])


def undo_deed(call: Call) -> Undone:
    """Take back a deed of one's own."""
    return Undone(undoing.undo(call.house, call.reader, call.specification_id, call.path["deed_id"]))


_S: Final = "/api/specifications/{specification_id}"
_SECTION: Final = _S + "/sections/{section_id}"
_REQUIREMENT: Final = _S + "/requirements/{requirement_id}"
_CRITERION: Final = _S + "/criteria/{criterion_id}"
_IN: Final = Access.SPECIFICATION

ENDPOINTS: Final = (
    Endpoint("GET", _S + "/outline", read_outline, _IN, "Sections in reading order", answer=Outline),
    Endpoint(
        "POST", _S + "/sections", add_section, _IN, "Add a section", body=forms.SectionForm, answer=Created, status=201
    ),
    Endpoint("PATCH", _SECTION, change_section, _IN, "Change a section", body=forms.FieldForm, answer=SectionView),
    Endpoint("POST", _SECTION + "/move", move_section, _IN, "Move a section", body=forms.PlaceSectionForm),
    Endpoint("POST", _SECTION + "/withdraw", withdraw_section, _IN, "Withdraw a section"),
    Endpoint("POST", _SECTION + "/restore", restore_section, _IN, "Restore a section"),
    Endpoint("POST", _SECTION + "/duplicate", duplicate_section, _IN, "Copy a section", answer=Created, status=201),
    Endpoint(
        "POST",
        _S + "/requirements",
        add_requirement,
        _IN,
        "Add a requirement",
        body=forms.RequirementForm,
        answer=Created,
        status=201,
    ),
    Endpoint("GET", _REQUIREMENT + "/facts", read_facts, _IN, "Read a requirement's facts", answer=Facts),
    Endpoint(
        "PATCH", _REQUIREMENT, change_requirement, _IN, "Change a requirement", body=forms.FieldForm, answer=Facts
    ),
    Endpoint("POST", _REQUIREMENT + "/move", move_requirement, _IN, "Move a requirement", body=forms.PlaceForm),
    Endpoint(
        "POST",
        _REQUIREMENT + "/duplicate",
        duplicate_requirement,
        _IN,
        "Copy a requirement",
        answer=Created,
        status=201,
    ),
    Endpoint("POST", _REQUIREMENT + "/withdraw", withdraw_requirement, _IN, "Withdraw a requirement"),
    Endpoint("POST", _REQUIREMENT + "/restore", restore_requirement, _IN, "Restore a requirement"),
    Endpoint(
        "POST",
        _REQUIREMENT + "/status",
        set_requirement_status,
        _IN,
        "Set a status",
        body=forms.StatusForm,
        answer=Facts,
    ),
    Endpoint(
        "POST",
        _REQUIREMENT + "/criteria",
        add_criterion,
        _IN,
        "Add a criterion",
        body=forms.CriterionForm,
        answer=Facts,
    ),
    Endpoint("PATCH", _CRITERION, change_criterion, _IN, "Change a criterion", body=forms.FieldForm, answer=Facts),
    Endpoint("POST", _CRITERION + "/move", move_criterion, _IN, "Move a criterion", body=forms.AfterForm, answer=Facts),
    Endpoint("POST", _CRITERION + "/withdraw", withdraw_criterion, _IN, "Withdraw a criterion", answer=Facts),
    Endpoint("POST", _S + "/deeds/{deed_id}/undo", undo_deed, _IN, "Undo one's own deed", answer=Undone),
)
