"""The screen of what is lost on the way to a supplier: the gauge, part by part, and the list behind every figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Final

from server.domain.tracing import SubjectKind
from server.domain.words import Language
from server.policy.abilities import Action, may
from server.policy.view import LossView, LostPartView, OrganizationView, RequirementLossView, SectionLossView
from server.services.losing import Losses, losses_here, see_losses, see_return
from server.services.releasing import list_baselines
from server.web import forms
from server.web.call import Call
from server.web.discussing import subject_asked
from server.web.html import Shell, render, shell_of
from server.web.specification import shell_values
from server.web.table import Access, Endpoint, Page, Screen

STEPS: Final = 10
"""How many depths of hatching there are between nothing lost and everything."""


@dataclass(frozen=True, slots=True)
class LossWords:
    """What figures of loss are said with."""

    shell: Shell

    def share(self, loss: float) -> str:
        """A share in whole percents, which says neither nothing of something nor everything of a part."""
        percents = round(loss * 100)
        if loss > 0 and not percents:
            return self.shell.say("loss.share.under")
        if loss < 1 and percents == 100:
            return self.shell.say("loss.share.over")
        return self.shell.set(f"{percents} %") if self._french else f"{percents}%"

    def points(self, share: float) -> str:
        """What something weighs in the whole, in points of a hundred."""
        points = round(share * 100, 1)
        if share > 0 and not points:
            return self.shell.say("loss.points.under")
        count = f"{points:g}".replace(".", "," if self._french else ".")
        return self.shell.say(f"loss.points.{'one' if self._is_one(points) else 'many'}", count=count)

    def part(self, lost: LostPartView) -> str:
        """What does not get through, by name, as a sentence begins."""
        words = self.shell.say(f"loss.part.{lost.part}", name=lost.name)
        return words[:1].upper() + words[1:]

    @property
    def _french(self) -> bool:
        return self.shell.language == Language.FRENCH

    def _is_one(self, points: float) -> bool:
        return points < 2 if self._french else points == 1


def depth(loss: float) -> int:
    """How deep a requirement is hatched: 0 when nothing is lost, and at least 1 when something is."""
    return ceil(loss * STEPS - 1e-9)


@dataclass(frozen=True, slots=True)
class Band:
    """A chapter with its requirements and those of the parts inside it, in reading order."""

    chapter: SectionLossView
    requirements: tuple[RequirementLossView, ...]


def _bands(loss: LossView) -> list[Band]:
    chapters: dict[str, list[RequirementLossView]] = {}
    parents = {one.id: one.parent_id for one in loss.sections}
    for item in loss.requirements:
        here = item.section_id
        while (around := parents[here]) is not None:
            here = around
        chapters.setdefault(here, []).append(item)
    return [Band(one, tuple(chapters[one.id])) for one in loss.sections if one.id in chapters]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: a part that does not get through, of which requirement, and its place among that one's lines."""

    requirement: RequirementLossView
    lost: LostPartView
    first: int


def _lines(requirements: Iterable[RequirementLossView]) -> list[Line]:
    return [
        Line(item, lost, 0 if place else len(item.lost))
        for item in requirements
        for place, lost in enumerate(item.lost)
    ]


def show_losses(call: Call) -> Page:
    """What a supplier would not read of the working text."""
    return _shown(call, see_losses(call.house, call.reader, call.specification_id, call.path["organization_id"]))


def show_losses_of_version(call: Call) -> Page:
    """What a supplier would not read of a frozen version."""
    organization_id, baseline_id = call.path["organization_id"], call.path["baseline_id"]
    return _shown(call, see_losses(call.house, call.reader, call.specification_id, organization_id, baseline_id))


def _shown(call: Call, losses: Losses) -> Page:
    loss, here = losses.now, f"/s/{call.specification_id}/diffuser/perte"
    lines = _lines(loss.requirements)
    return Page(
        render(
            "loss.html",
            call,
            **shell_values(call, "release"),
            words=LossWords(shell_of(call)),
            depth=depth,
            losses=losses,
            loss=loss,
            places=here,
            bands=_bands(loss),
            red=[item for item in loss.requirements if item.imperative],
            senseless=[item for item in loss.requirements if item.without_meaning and not item.imperative],
            lines=lines,
            returned=see_return(call.house, call.reader, call.specification_id, losses),
            versions=list_baselines(call.house, call.reader, call.specification_id),
            may_label=losses.baseline is None and may(call.reader, Action.LABEL_CHANGE),
        )
    )


@dataclass(frozen=True, slots=True)
class LossHere:
    """What one supplier would not read of a passage, how much of what must not move is hidden there, and drafts not sent."""

    organization: OrganizationView
    loss: float
    imperative: int
    drafts: int
    lost: tuple[LostPartView, ...]
    href: str


@dataclass(frozen=True, slots=True)
class LossesHere:
    """What each supplier would not read of a requirement, part by part, or of a section as a whole."""

    suppliers: tuple[LossHere, ...]


def read_losses(call: Call) -> LossesHere:
    """What suppliers would not read of a passage."""
    subject = subject_asked(call.asked(forms.AroundQuery))
    alone = subject.kind is SubjectKind.REQUIREMENT
    return LossesHere(
        tuple(
            LossHere(
                organization=supplier,
                loss=loss.loss,
                imperative=sum(one.imperative for one in loss.requirements),
                drafts=len(loss.drafts),
                lost=tuple(part for one in loss.requirements for part in one.lost) if alone else (),
                href=f"/s/{call.specification_id}/diffuser/perte/{supplier.id}",
            )
            for supplier, loss in losses_here(call.house, call.reader, call.specification_id, subject)
        )
    )


ENDPOINTS: Final = (
    Endpoint(
        "GET",
        "/api/specifications/{specification_id}/losses",
        read_losses,
        Access.SPECIFICATION,
        "What suppliers do not read",
        query=forms.AroundQuery,
        answer=LossesHere,
    ),
)
_HERE: Final = "/s/{specification_id}/diffuser/perte/{organization_id}"
SCREENS: Final = (
    Screen(_HERE, show_losses, Access.SPECIFICATION),
    Screen(_HERE + "/{baseline_id}", show_losses_of_version, Access.SPECIFICATION),
)
