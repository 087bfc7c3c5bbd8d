"""A supplier's answers over HTTP, line by line."""

from typing import Final

from server.domain.errors import NotInYourSight
from server.domain.tracing import Subject, SubjectKind
from server.policy.view import AnswerView
from server.services import answering, around
from server.web import forms
from server.web.call import Call
from server.web.table import Access, Endpoint


def record_answer(call: Call) -> AnswerView:
    """Answer a requirement of a release."""
    form, requirement_id = call.sent(forms.AnswerForm), call.path["requirement_id"]
    made = answering.record_answer(
        call.house,
        call.reader,
        call.specification_id,
        release_id=call.path["release_id"],
        requirement_id=requirement_id,
        compliance=form.compliance,
        comment=form.comment,
        reach=form.reach,
    )
    subject = Subject(SubjectKind.REQUIREMENT, requirement_id)
    revealer = around.revealer_of(call.house, call.reader, call.specification_id, subject)
    for view in around.answers_around(call.house, revealer, subject):
        if view.id == made:
            return view
    raise NotInYourSight


ENDPOINTS: Final = (
    Endpoint(
        "PUT",
        "/api/specifications/{specification_id}/releases/{release_id}/answers/{requirement_id}",
        record_answer,
        Access.SPECIFICATION,
        "Answer a requirement",
        body=forms.AnswerForm,
        answer=AnswerView,
    ),
)
