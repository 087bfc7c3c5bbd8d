"""Search and pictures over HTTP."""

from typing import Final

from server.domain.tracing import SubjectKind
from server.services import attaching, mentioning, reading
from server.web import answers, forms
from server.web.call import Call
from server.web.table import Access, Endpoint, File, Screen

_PLACES: Final = {
    SubjectKind.REQUIREMENT: "#r-",
    SubjectKind.SECTION: "#s-",
    SubjectKind.ARBITRATION: "/decisions/",
}


def search(call: Call) -> answers.SearchResults:
    """Find words and codes in what the reader sees."""
    hits = reading.search(call.house, call.reader, call.specification_id, call.asked(forms.WordsQuery).q)
    here = f"{call.base}/s/{call.specification_id}"
    return answers.SearchResults(
        tuple(
            answers.SearchResult(
                hit.subject,
                hit.code,
                hit.title,
                hit.excerpt,
                here + _PLACES[hit.subject.kind] + hit.subject.id
                if hit.subject.kind in _PLACES
                else f"{here}/origines#{hit.subject.kind}-{hit.subject.id}",
            )
            for hit in hits
        )
    )


def find_mentions(call: Call) -> answers.Mentions:
    """Find people and codes that a text may name."""
    words = call.asked(forms.WordsQuery).q
    part_id = call.path["part_id"]
    return answers.Mentions(
        tuple(mentioning.mentionable(call.house, call.reader, call.specification_id, part_id, words))
    )


def add_picture(call: Call) -> answers.Created:
    """Add a picture to a text one writes in."""
    made = attaching.add_picture(
        call.house,
        call.reader,
        call.specification_id,
        call.path["part_id"],
        name=call.upload_name,
        content=call.upload,
    )
    return answers.Created(made, href=f"/fichiers/{call.specification_id}/{made}")


def show_picture(call: Call) -> File:
    """A picture, to who reads the text it stands in."""
    found = attaching.get_picture(call.house, call.reader, call.specification_id, call.path["attachment_id"])
    return File(call.path["attachment_id"], found.media_type, found.content, inline=True)


_S: Final = "/api/specifications/{specification_id}"
_IN: Final = Access.SPECIFICATION

ENDPOINTS: Final = (
    Endpoint("GET", _S + "/search", search, _IN, "Search", query=forms.WordsQuery, answer=answers.SearchResults),
    Endpoint(
        "GET",
        _S + "/texts/{part_id}/mentions",
        find_mentions,
        _IN,
        "What a text may name",
        query=forms.WordsQuery,
        answer=answers.Mentions,
    ),
    Endpoint(
        "POST",
        _S + "/texts/{part_id}/pictures",
        add_picture,
        _IN,
        "Add a picture",
        answer=answers.Created,
        status=201,
        upload=True,
    ),
)
SCREENS: Final = (Screen("/fichiers/{specification_id}/{attachment_id}", show_picture, _IN),)
