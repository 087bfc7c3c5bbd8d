"""The texts of a thing as one opens them: names of live documents are given when asked for (server/decisions/0009)."""

from typing import Final

from server.services import looking
from server.web import forms
from server.web.answers import LiveText, LiveTexts
from server.web.call import Call
from server.web.discussing import subject_asked
from server.web.table import Access, Endpoint


def read_texts(call: Call) -> LiveTexts:
    """Which live document each text of a thing is, now."""
    subject = subject_asked(call.asked(forms.AroundQuery))
    texts = looking.see_texts(call.house, call.reader, call.specification_id, subject)
    return LiveTexts(
        tuple(LiveText(one.kind, one.part_id, one.document, one.may_write) for one in texts if one.document)
    )


ENDPOINTS: Final = (
    Endpoint(
        "GET",
        "/api/specifications/{specification_id}/texts",
        read_texts,
        Access.SPECIFICATION,
        "The live texts of a passage",
        query=forms.AroundQuery,
        answer=LiveTexts,
    ),
)
