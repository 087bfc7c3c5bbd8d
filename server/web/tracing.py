"""Findings, situations, tasks, units, simulations, results and links over HTTP."""

from typing import Final

from server.domain.richtext import from_plain
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import abilities
from server.policy.view import FindingView, LinkView, ResultView, SimulationView, SituationView, TaskView, UnitView
from server.services import correcting, diagnosis, linking, looking, simulating, tracing
from server.services.diagnosis import see_diagnosis
from server.web import forms
from server.web.answers import OriginChoice, Origins, PersonNamed, SetAside
from server.web.call import Call
from server.web.origin_answers import Diagnosis, DrawnText
from server.web.table import Access, Endpoint


def read_diagnosis(call: Call) -> Diagnosis:
    """Everything requirements come from, as far as the reader sees it."""
    return diagnosis_of(call, see_diagnosis(call.house, call.reader, call.specification_id))


def diagnosis_of(call: Call, seen: diagnosis.Diagnosis) -> Diagnosis:
    """Return what was seen as it is sent."""
    return Diagnosis(
        origins=seen.origins,
        set_aside=tuple(SetAside(subject, code, title) for subject, code, title in seen.set_aside),
        texts=tuple(DrawnText(part_id, html) for part_id, html in seen.texts.items()),
        speakers=tuple(PersonNamed(*one) for one in seen.speakers),
        can=abilities(call.reader),
    )


def find_origins(call: Call) -> Origins:
    """Find the findings and results whose code or title holds some words."""
    words = call.asked(forms.WordsQuery).q
    found = looking.origins_matching(call.house, call.reader, call.specification_id, words)
    kinds = {FindingView: "finding", ResultView: "result"}
    return Origins(
        tuple(
            OriginChoice(looking.subject_of(kinds[type(item)], item.id), item.code, item.title, item.register)
            for item in found
        )
    )


def add_finding(call: Call) -> FindingView:
    """Note a finding."""
    form = call.sent(forms.FindingForm)
    made, _ = tracing.add_finding(
        call.house,
        call.reader,
        call.specification_id,
        title=form.title,
        register=form.register_,
        evidence=form.evidence,
        severity=form.severity,
        text=from_plain(form.text).json(),
        situation_id=form.situation_id,
        unit_id=form.unit_id,
    )
    return looking.see_finding(call.house, call.reader, call.specification_id, made)


def set_finding_status(call: Call) -> FindingView:
    """Lead a finding to its next status."""
    form = call.sent(forms.FindingStatusForm)
    finding_id = call.path["finding_id"]
    tracing.set_finding_status(
        call.house, call.reader, call.specification_id, finding_id, to=form.to, reason=form.reason
    )
    return looking.see_finding(call.house, call.reader, call.specification_id, finding_id)


def add_situation(call: Call) -> SituationView:
    """Add a work situation."""
    form = call.sent(forms.SituationForm)
    made = tracing.add_situation(
        call.house,
        call.reader,
        call.specification_id,
        title=form.title,
        story=from_plain(form.story).json(),
        condition=form.condition,
        unit_id=form.unit_id,
        task_ids=form.task_ids,
    )
    return looking.see_situation(call.house, call.reader, call.specification_id, made)


def add_task(call: Call) -> TaskView:
    """Add a task."""
    form = call.sent(forms.TaskForm)
    made = tracing.add_task(
        call.house,
        call.reader,
        call.specification_id,
        name=form.name,
        unit_id=form.unit_id,
        support=form.support,
        support_reason=form.support_reason,
    )
    return looking.see_task(call.house, call.reader, call.specification_id, made)


def add_unit(call: Call) -> UnitView:
    """Add a place of the firm."""
    made = tracing.add_unit(call.house, call.reader, call.specification_id, name=call.sent(forms.NameForm).name)
    return looking.see_unit(call.house, call.reader, call.specification_id, made)


def add_simulation(call: Call) -> SimulationView:
    """Add a simulation."""
    form = call.sent(forms.SimulationForm)
    made = simulating.add_simulation(
        call.house,
        call.reader,
        call.specification_id,
        title=form.title,
        held_on=form.held_on,
        support=form.support,
        group=form.group,
        situation_id=form.situation_id,
    )
    return looking.see_simulation(call.house, call.reader, call.specification_id, made)


def add_result(call: Call) -> ResultView:
    """Keep what a simulation brought to light."""
    form = call.sent(forms.ResultForm)
    made, _ = simulating.add_result(
        call.house,
        call.reader,
        call.specification_id,
        simulation_id=form.simulation_id,
        title=form.title,
        kind=form.kind,
        register=form.register_,
        text=from_plain(form.text).json(),
        situation_id=form.situation_id,
    )
    return looking.see_result(call.house, call.reader, call.specification_id, made)


def set_result_status(call: Call) -> ResultView:
    """Confirm, park or reopen a result."""
    result_id = call.path["result_id"]
    to = call.sent(forms.ResultStatusForm).to
    simulating.set_result_status(call.house, call.reader, call.specification_id, result_id, to=to)
    return looking.see_result(call.house, call.reader, call.specification_id, result_id)


def _correct(call: Call, kind: SubjectKind) -> str:
    form, thing_id = call.sent(forms.FieldForm), call.path[f"{kind}_id"]
    correcting.correct(
        call.house,
        call.reader,
        call.specification_id,
        Subject(kind, thing_id),
        field=form.field,
        value=form.value,
        before=form.before,
    )
    return thing_id


def change_finding(call: Call) -> FindingView:
    """Change one field of a finding."""
    changed = _correct(call, SubjectKind.FINDING)
    return looking.see_finding(call.house, call.reader, call.specification_id, changed)


def change_result(call: Call) -> ResultView:
    """Change one field of a result."""
    changed = _correct(call, SubjectKind.RESULT)
    return looking.see_result(call.house, call.reader, call.specification_id, changed)


def change_simulation(call: Call) -> SimulationView:
    """Change one field of a simulation."""
    changed = _correct(call, SubjectKind.SIMULATION)
    return looking.see_simulation(call.house, call.reader, call.specification_id, changed)


def change_situation(call: Call) -> SituationView:
    """Change one field of a work situation."""
    changed = _correct(call, SubjectKind.SITUATION)
    return looking.see_situation(call.house, call.reader, call.specification_id, changed)


def change_task(call: Call) -> TaskView:
    """Change one field of a task."""
    changed = _correct(call, SubjectKind.TASK)
    return looking.see_task(call.house, call.reader, call.specification_id, changed)


def change_unit(call: Call) -> UnitView:
    """Change the name of a place."""
    changed = _correct(call, SubjectKind.UNIT)
    return looking.see_unit(call.house, call.reader, call.specification_id, changed)


def withdraw_origin(call: Call) -> None:
    """Set aside something requirements come from."""
    subject = looking.subject_of(call.path["kind"], call.path["thing_id"])
    correcting.withdraw(call.house, call.reader, call.specification_id, subject)


def restore_origin(call: Call) -> None:
    """Bring back something requirements come from."""
    subject = looking.subject_of(call.path["kind"], call.path["thing_id"])
    correcting.restore(call.house, call.reader, call.specification_id, subject)


def add_link(call: Call) -> LinkView:
    """Link two things."""
    form = call.sent(forms.LinkForm)
    source = Subject(form.source.kind, form.source.id)
    made = linking.add_link(
        call.house,
        call.reader,
        call.specification_id,
        source=source,
        target=Subject(form.target.kind, form.target.id),
        kind=form.kind,
        reason=form.reason,
    )
    return looking.see_link(call.house, call.reader, call.specification_id, source, made)


def remove_link(call: Call) -> None:
    """Remove a link."""
    linking.remove_link(call.house, call.reader, call.specification_id, call.path["link_id"])


_S: Final = "/api/specifications/{specification_id}"
_IN: Final = Access.SPECIFICATION

ENDPOINTS: Final = (
    Endpoint("GET", _S + "/diagnosis", read_diagnosis, _IN, "Everything requirements come from", answer=Diagnosis),
    Endpoint("GET", _S + "/origins", find_origins, _IN, "Find origins", query=forms.WordsQuery, answer=Origins),
    Endpoint(
        "POST",
        _S + "/findings",
        add_finding,
        _IN,
        "Note a finding",
        body=forms.FindingForm,
        answer=FindingView,
        status=201,
    ),
    Endpoint(
        "PATCH",
        _S + "/findings/{finding_id}",
        change_finding,
        _IN,
        "Change a finding",
        body=forms.FieldForm,
        answer=FindingView,
    ),
    Endpoint(
        "POST",
        _S + "/findings/{finding_id}/status",
        set_finding_status,
        _IN,
        "Set a finding's status",
        body=forms.FindingStatusForm,
        answer=FindingView,
    ),
    Endpoint(
        "POST",
        _S + "/situations",
        add_situation,
        _IN,
        "Add a situation",
        body=forms.SituationForm,
        answer=SituationView,
        status=201,
    ),
    Endpoint("POST", _S + "/tasks", add_task, _IN, "Add a task", body=forms.TaskForm, answer=TaskView, status=201),
    Endpoint("POST", _S + "/units", add_unit, _IN, "Add a place", body=forms.NameForm, answer=UnitView, status=201),
    Endpoint(
        "POST",
        _S + "/simulations",
        add_simulation,
        _IN,
        "Add a simulation",
        body=forms.SimulationForm,
        answer=SimulationView,
        status=201,
    ),
    Endpoint(
        "POST", _S + "/results", add_result, _IN, "Add a result", body=forms.ResultForm, answer=ResultView, status=201
    ),
    Endpoint(
        "PATCH",
        _S + "/results/{result_id}",
        change_result,
        _IN,
        "Change a result",
        body=forms.FieldForm,
        answer=ResultView,
    ),
    Endpoint(
        "POST",
        _S + "/results/{result_id}/status",
        set_result_status,
        _IN,
        "Set a result's status",
        body=forms.ResultStatusForm,
        answer=ResultView,
    ),
    Endpoint(
        "PATCH",
        _S + "/simulations/{simulation_id}",
        change_simulation,
        _IN,
        "Change a simulation",
        body=forms.FieldForm,
        answer=SimulationView,
    ),
    Endpoint(
        "PATCH",
        _S + "/situations/{situation_id}",
        change_situation,
        _IN,
        "Change a situation",
        body=forms.FieldForm,
        answer=SituationView,
    ),
    Endpoint(
        "PATCH",
        _S + "/tasks/{task_id}",
        change_task,
        _IN,
        "Change a task",
        body=forms.FieldForm,
        answer=TaskView,
    ),
    Endpoint(
        "PATCH",
        _S + "/units/{unit_id}",
        change_unit,
        _IN,
        "Change a place",
        body=forms.FieldForm,
        answer=UnitView,
    ),
    Endpoint("POST", _S + "/origins/{kind}/{thing_id}/withdraw", withdraw_origin, _IN, "Set an origin aside"),
    Endpoint("POST", _S + "/origins/{kind}/{thing_id}/restore", restore_origin, _IN, "Bring an origin back"),
    Endpoint("POST", _S + "/links", add_link, _IN, "Add a link", body=forms.LinkForm, answer=LinkView, status=201),
    Endpoint("POST", _S + "/links/{link_id}/withdraw", remove_link, _IN, "Remove a link"),
)
