"""Requirements split, merged and moved over HTTP, and what is said before."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pydantic import Field

from server.domain.richtext import document, plain_text
from server.policy.view import CriterionView, LabelView, LinkView, ThreadView
from server.services import foreseeing, merging, rearranging, splitting
from server.web.answers import Created
from server.web.call import Call
from server.web.forms import Form, Id, Line
from server.web.table import Access, Endpoint

MOST_PARTS: Final = 9


class PartForm(Form):
    """A requirement that is split off, with the places of its pieces of the statement and the ids of what goes with it."""

    title: Line
    pieces: list[int] = Field(default_factory=list, max_length=500)
    criterion_ids: list[Id] = Field(default_factory=list, max_length=100)
    link_ids: list[Id] = Field(default_factory=list, max_length=200)
    thread_ids: list[Id] = Field(default_factory=list, max_length=500)


class SplitForm(Form):
    """How a requirement is split; `mark` stands for what it said on the screen, `kept_link_ids` for links it keeps as well."""

    mark: Line
    parts: list[PartForm] = Field(min_length=1, max_length=MOST_PARTS)
    kept_link_ids: list[Id] = Field(default_factory=list, max_length=200)


class MergeForm(Form):
    """The requirement that is put into this one."""

    other_id: Id


@dataclass(frozen=True, slots=True)
class SplitPiece:
    """A piece of the statement; pieces of one `block` are in one paragraph or list."""

    block: int
    text: str


@dataclass(frozen=True, slots=True)
class Splitting:
    """What of a requirement may be distributed when it is split."""

    code: str
    mark: str
    pieces: tuple[SplitPiece, ...]
    criteria: tuple[CriterionView, ...]
    links: tuple[LinkView, ...]
    threads: tuple[ThreadView, ...]


@dataclass(frozen=True, slots=True)
class SplitOff:
    """The requirements that were split off, in order."""

    made: tuple[Created, ...]


@dataclass(frozen=True, slots=True)
class ForetoldPart:
    """So many parts of one kind (envelope, statement, rationale, criterion, link or thread) of one requirement."""

    code: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class ForetoldAudience:
    """Readers for whom the same changes: people of the firm, or a supplier (`organization`) with its people."""

    organization: str | None
    people: tuple[str, ...]
    no_longer: tuple[ForetoldPart, ...]
    newly: tuple[ForetoldPart, ...]


@dataclass(frozen=True, slots=True)
class Foretold:
    """What would change and for whom. `label` is what is borne then; `default` that of what is added to the new section.

    `substitutes` are the parts whose sentence shown instead would go, `visas` how many would no longer stand.
    """

    label: LabelView
    default: LabelView | None
    audiences: tuple[ForetoldAudience, ...]
    substitutes: tuple[ForetoldPart, ...]
    visas: int


def read_splitting(call: Call) -> Splitting:
    """What of a requirement may be distributed."""
    found = rearranging.see_splitting(call.house, call.reader, call.specification_id, call.path["requirement_id"])
    pieces = (SplitPiece(one.block, plain_text(document(one.node))) for one in found.splittable.pieces)
    return Splitting(found.code, found.splittable.mark, tuple(pieces), found.criteria, found.links, found.threads)


def split_requirement(call: Call) -> SplitOff:
    """Split requirements off another."""
    form = call.sent(SplitForm)
    made = splitting.split_requirement(
        call.house,
        call.reader,
        call.specification_id,
        call.path["requirement_id"],
        mark=form.mark,
        parts=[
            splitting.NewPart(one.title, one.pieces, one.criterion_ids, one.link_ids, one.thread_ids)
            for one in form.parts
        ],
        kept_links=form.kept_link_ids,
    )
    return SplitOff(tuple(Created(one, code, f"/s/{call.specification_id}#r-{one}") for one, code in made))


def read_merging(call: Call) -> Foretold:
    """What merging two requirements would change, before it is done."""
    return _foretold(
        rearranging.foretell_merger(
            call.house, call.reader, call.specification_id, call.path["requirement_id"], call.path["other_id"]
        )
    )


def merge_requirement(call: Call) -> None:
    """Put another requirement into this one."""
    other = call.sent(MergeForm).other_id
    merging.merge_requirements(call.house, call.reader, call.specification_id, call.path["requirement_id"], other)


def read_moving(call: Call) -> Foretold:
    """What moving a requirement into another section would change, before it is done."""
    return _foretold(
        rearranging.foretell_move(
            call.house, call.reader, call.specification_id, call.path["requirement_id"], call.path["section_id"]
        )
    )


def _foretold(found: rearranging.Foretold) -> Foretold:
    return Foretold(
        label=found.label,
        default=found.default,
        audiences=tuple(
            ForetoldAudience(one.organization, one.people, _parts(one.no_longer), _parts(one.newly))
            for one in found.foreseen.audiences
        ),
        substitutes=_parts(found.foreseen.substitutes),
        visas=found.foreseen.visas,
    )


def _parts(told: Iterable[foreseeing.Told]) -> tuple[ForetoldPart, ...]:
    return tuple(ForetoldPart(one.code, one.kind, one.count) for one in told)


_REQUIREMENT: Final = "/api/specifications/{specification_id}/requirements/{requirement_id}"
_IN: Final = Access.SPECIFICATION

ENDPOINTS: Final = (
    Endpoint("GET", _REQUIREMENT + "/splitting", read_splitting, _IN, "What may be distributed", answer=Splitting),
    Endpoint(
        "POST",
        _REQUIREMENT + "/split",
        split_requirement,
        _IN,
        "Split a requirement",
        body=SplitForm,
        answer=SplitOff,
        status=201,
    ),
    Endpoint(
        "GET", _REQUIREMENT + "/merging/{other_id}", read_merging, _IN, "What merging would change", answer=Foretold
    ),
    Endpoint("POST", _REQUIREMENT + "/merge", merge_requirement, _IN, "Merge two requirements", body=MergeForm),
    Endpoint(
        "GET", _REQUIREMENT + "/moving/{section_id}", read_moving, _IN, "What moving would change", answer=Foretold
    ),
)
