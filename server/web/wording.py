"""Help with wording over HTTP, and the page on which the pair reads the whole set again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from server.domain.wording import Remark
from server.domain.words import Language, say
from server.services import wording
from server.web import forms
from server.web.call import Call
from server.web.html import render
from server.web.specification import shell_values
from server.web.table import Access, Endpoint, Page, Screen


@dataclass(frozen=True, slots=True)
class WordingRemark:
    """What a rule remarks: the words from `start` up to `end`, counted as browsers count (UTF-16), and what to do about it.

    `instead` is what could stand there, in the language of the text; empty when nothing fits every case.
    """

    rule: str
    start: int
    end: int
    words: str
    instead: str
    name: str
    why: str
    advice: str


@dataclass(frozen=True, slots=True)
class WordingRemarks:
    """Remarks in reading order."""

    remarks: tuple[WordingRemark, ...]


def in_words(text: str, remarks: Iterable[Remark], language: Language) -> tuple[WordingRemark, ...]:
    """Return remarks on `text` as they are sent."""
    return tuple(
        WordingRemark(
            rule=one.rule,
            start=_utf16(text[: one.start]),
            end=_utf16(text[: one.end]),
            words=one.words,
            instead=one.instead,
            name=say(f"wording.{one.rule}.name", language),
            why=say(f"wording.{one.rule}.why", language),
            advice=say(f"wording.{one.rule}.do", language),
        )
        for one in remarks
    )


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def remark_wording(call: Call) -> WordingRemarks:
    """Read the words of a statement while they are written; nothing is kept."""
    form = call.sent(forms.WordingForm)
    found = wording.remarks_while_writing(
        call.house, call.reader, call.specification_id, form.text, form.requirement_id
    )
    return WordingRemarks(in_words(form.text, found, call.language))


def read_wording(call: Call) -> WordingRemarks:
    """What is remarked in the statement of a requirement."""
    text, found = wording.see_remarks(call.house, call.reader, call.specification_id, call.path["requirement_id"])
    return WordingRemarks(in_words(text, found, call.language))


def show_whole(call: Call) -> Page:
    """What is remarked in the whole set."""
    whole = wording.see_whole(call.house, call.reader, call.specification_id)
    return Page(render("wording.html", call, **shell_values(call, "signing"), whole=whole, checks=wording.SET_CHECKS))


_S: Final = "/api/specifications/{specification_id}"
_IN: Final = Access.SPECIFICATION

ENDPOINTS: Final = (
    Endpoint(
        "POST",
        _S + "/wording",
        remark_wording,
        _IN,
        "Read a statement while it is written",
        body=forms.WordingForm,
        answer=WordingRemarks,
    ),
    Endpoint(
        "GET",
        _S + "/requirements/{requirement_id}/wording",
        read_wording,
        _IN,
        "What is remarked in a statement",
        answer=WordingRemarks,
    ),
)
SCREENS: Final = (Screen("/s/{specification_id}/relecture", show_whole, _IN),)
