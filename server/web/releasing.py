"""Versions over HTTP: frozen by one seat, confirmed by the other, previewed, sent, downloaded; sections opened live."""

from functools import partial
from typing import Final

from server.domain.roles import SEAT_OF_ROLE, Seat
from server.domain.words import Language
from server.policy.abilities import Action, abilities, may
from server.policy.view import SpecificationView
from server.services import exporting, looking, losing, opening, previewing, releasing
from server.services.audience import teams
from server.web import answers, forms, release_forms
from server.web.call import Call
from server.web.labelling import seats_of
from server.web.table import Access, Endpoint, File

FORMATS: Final = ("pdf", "html", "json")
MEDIA: Final = ("application/pdf", "text/html", "application/json")


def read_board(call: Call) -> answers.ReleaseBoard:
    """The versions the reader may know of, and the sections open live."""
    house, reader, specification_id = call.house, call.reader, call.specification_id
    view = looking.see_specification(house, reader, specification_id)
    numbered = tuple(answers.SectionNamed(s.id, s.number, s.title) for s in view.sections)
    holders = {SEAT_OF_ROLE[m.role]: m.name for m in view.members if m.role in SEAT_OF_ROLE}
    return answers.ReleaseBoard(
        baselines=_baselines(call, view),
        releases=_releases(call, view),
        openings=_openings(call, view) if may(reader, Action.SECTION_OPEN_LIVE) else (),
        organizations=view.organizations,
        sections=numbered,
        teams=teams(view.organizations, view.members),
        seats=() if reader.is_supplier else seats_of(call, {seat: holders.get(seat) for seat in Seat}),
        shows_reserved=opening.reserved_shown(house, reader, specification_id),
        can=abilities(reader),
    )


def _baselines(call: Call, view: SpecificationView) -> tuple[answers.Baseline, ...]:
    names = {member.person_id: member.name for member in view.members}
    seat = call.reader.seat
    return tuple(
        answers.Baseline(
            id=one.id,
            name=one.title or f"V{one.number}",
            at=one.proposed_at,
            author=names.get(one.proposed_by, ""),
            digest=one.content_hash,
            status="confirmed" if one.confirmed_at else "proposed",
            mine=seat is not None and seat.value == one.proposed_seat,
            requirement_count=_count(call, one.id),
        )
        for one in releasing.list_baselines(call.house, call.reader, call.specification_id)
    )


def _count(call: Call, baseline_id: str) -> int:
    seen = previewing.preview(call.house, call.reader, call.specification_id, baseline_id, None)
    return len(seen.requirements)


def _releases(call: Call, view: SpecificationView) -> tuple[answers.Release, ...]:
    names = {member.person_id: member.name for member in view.members}
    organizations = {item.id: item.name for item in view.organizations}
    return tuple(
        answers.Release(
            id=one.id,
            baseline_id="" if call.reader.is_supplier else one.baseline_id,
            number=one.number,
            organization=organizations.get(one.organization_id, ""),
            language=Language(one.language),
            at=one.sent_at,
            author=names.get(one.sent_by, ""),
            digest=one.view_hash,
            acknowledged_at=one.acknowledged_at,
            formats=FORMATS,
        )
        for one in releasing.list_releases(call.house, call.reader, call.specification_id)
    )


def _openings(call: Call, view: SpecificationView) -> tuple[answers.Opening, ...]:
    sections = {section.id: section for section in view.sections}
    organizations = {item.id: item.name for item in view.organizations}
    return tuple(
        answers.Opening(
            id=one.id,
            section_id=one.section_id,
            section_number=sections[one.section_id].number,
            section_title=sections[one.section_id].title,
            organization_id=one.organization_id,
            organization=organizations[one.organization_id],
            since=one.since,
            writes=one.writes,
        )
        for one in looking.openings(call.house, call.reader, call.specification_id)
        if one.section_id in sections
    )


def freeze_baseline(call: Call) -> answers.ReleaseBoard:
    """Freeze everything as it stands."""
    name = call.sent(forms.NameForm).name
    releasing.freeze_baseline(call.house, call.reader, call.specification_id, title=name)
    return read_board(call)


def confirm_baseline(call: Call) -> answers.ReleaseBoard:
    """The other seat confirms a frozen version."""
    releasing.confirm_baseline(call.house, call.reader, call.specification_id, call.path["baseline_id"])
    return read_board(call)


def decline_baseline(call: Call) -> answers.ReleaseBoard:
    """Either seat drops a frozen version."""
    reason = call.sent(forms.ReasonForm).reason
    releasing.decline_baseline(call.house, call.reader, call.specification_id, call.path["baseline_id"], reason=reason)
    return read_board(call)


def preview_baseline(call: Call) -> answers.PreviewAnswer:
    """What an audience would read of a frozen version."""
    organization_id, baseline_id = call.asked(release_forms.AudienceQuery).organization, call.path["baseline_id"]
    seen = previewing.preview(call.house, call.reader, call.specification_id, baseline_id, organization_id)
    named = {item.id: item.name for item in seen.organizations}
    return answers.PreviewAnswer(
        organization=named[organization_id] if organization_id else seen.firm_name,
        html=previewing.drawn(seen, call.language),
        requirement_count=len(seen.requirements),
        loss=_loss(call, baseline_id, organization_id) if organization_id else None,
    )


def _loss(call: Call, baseline_id: str, organization_id: str) -> answers.LossTold:
    losses = losing.see_losses(call.house, call.reader, call.specification_id, organization_id, baseline_id)
    now, before = losses.now, losses.steps[0] if losses.steps else None
    return answers.LossTold(
        loss=now.loss,
        recovers=now.recovers,
        before=answers.LossBefore(before.number, before.loss) if before else None,
        requirements=tuple(one for one in now.requirements if one.lost),
        drafts=len(now.drafts),
        whole=now.whole,
        href=f"/s/{call.specification_id}/diffuser/perte/{organization_id}/{baseline_id}",
    )


def show_reserved(call: Call) -> answers.ReleaseBoard:
    """Let suppliers know that requirements are kept from them, or no longer."""
    shown = call.sent(release_forms.ReservedForm).shown
    opening.show_reserved(call.house, call.reader, call.specification_id, shown=shown)
    return read_board(call)


def send_release(call: Call) -> answers.ReleaseBoard:
    """Send a confirmed version to a supplier."""
    form = call.sent(release_forms.ReleaseForm)
    sent = releasing.send_release(
        call.house,
        call.reader,
        call.specification_id,
        baseline_id=form.baseline_id,
        organization_id=form.organization_id,
        language=form.language,
        message=form.message,
        reason=form.reason,
    )
    call.afterwards.append(partial(_make_files, call, sent))
    return read_board(call)


def _make_files(call: Call, release_id: str) -> None:
    """Make the files of a version once it is sent: they are kept as they were then, byte for byte."""
    for name in FORMATS:
        exporting.make_release_file(call.house, call.reader, call.specification_id, release_id, format_name=name)


def acknowledge_release(call: Call) -> None:
    """A supplier says that it received a version."""
    releasing.acknowledge_release(call.house, call.reader, call.specification_id, call.path["release_id"])


def download_release(call: Call) -> File:
    """A version as it was sent, byte for byte."""
    made = exporting.export_release(
        call.house, call.reader, call.specification_id, call.path["release_id"], format_name=call.path["format"]
    )
    return File(made.name, made.media_type, made.content)


def download_baseline(call: Call) -> File:
    """A frozen version for one audience."""
    asked = call.asked(release_forms.AudienceQuery)
    made = exporting.export(
        call.house,
        call.reader,
        call.specification_id,
        language=asked.language,
        format_name=call.path["format"],
        baseline_id=call.path["baseline_id"],
        organization_id=asked.organization,
    )
    return File(made.name, made.media_type, made.content)


def download_working(call: Call) -> File:
    """The working text as the reader sees it."""
    asked = call.asked(release_forms.LanguageQuery)
    made = exporting.export(
        call.house, call.reader, call.specification_id, language=asked.language, format_name=call.path["format"]
    )
    return File(made.name, made.media_type, made.content)


def open_section(call: Call) -> answers.ReleaseBoard:
    """Open a section live to a supplier."""
    form = call.sent(release_forms.OpeningForm)
    opening.open_section(
        call.house,
        call.reader,
        call.specification_id,
        section_id=form.section_id,
        organization_id=form.organization_id,
    )
    return read_board(call)


def close_section(call: Call) -> answers.ReleaseBoard:
    """End a live reading."""
    opening.close_section(call.house, call.reader, call.specification_id, call.path["opening_id"])
    return read_board(call)


def let_write(call: Call) -> answers.ReleaseBoard:
    """Let a supplier write where it reads live, or no longer."""
    writes = call.sent(release_forms.WritesForm).writes
    opening.let_write(call.house, call.reader, call.specification_id, call.path["opening_id"], writes=writes)
    return read_board(call)


_S: Final = "/api/specifications/{specification_id}"
_BASELINE: Final = _S + "/baselines/{baseline_id}"
_RELEASE: Final = _S + "/releases/{release_id}"
_IN: Final = Access.SPECIFICATION
_BOARD: Final = answers.ReleaseBoard

ENDPOINTS: Final = (
    Endpoint("GET", _S + "/releases", read_board, _IN, "Versions", answer=_BOARD),
    Endpoint(
        "POST",
        _S + "/baselines",
        freeze_baseline,
        _IN,
        "Freeze a version",
        body=forms.NameForm,
        answer=_BOARD,
        status=201,
    ),
    Endpoint("POST", _BASELINE + "/confirm", confirm_baseline, _IN, "Confirm a version", answer=_BOARD),
    Endpoint(
        "POST", _BASELINE + "/decline", decline_baseline, _IN, "Drop a version", body=forms.ReasonForm, answer=_BOARD
    ),
    Endpoint(
        "GET",
        _BASELINE + "/preview",
        preview_baseline,
        _IN,
        "Preview a version for an audience",
        query=release_forms.AudienceQuery,
        answer=answers.PreviewAnswer,
    ),
    Endpoint(
        "GET",
        _BASELINE + "/files/{format}",
        download_baseline,
        _IN,
        "Download a version",
        query=release_forms.AudienceQuery,
        answer=File,
        media_types=MEDIA,
    ),
    Endpoint(
        "POST",
        _S + "/releases",
        send_release,
        _IN,
        "Send a version",
        body=release_forms.ReleaseForm,
        answer=_BOARD,
        status=201,
    ),
    Endpoint("POST", _RELEASE + "/acknowledge", acknowledge_release, _IN, "Acknowledge a version"),
    Endpoint(
        "GET",
        _RELEASE + "/files/{format}",
        download_release,
        _IN,
        "Download what was sent",
        answer=File,
        media_types=MEDIA,
    ),
    Endpoint(
        "GET",
        _S + "/files/{format}",
        download_working,
        _IN,
        "Download the working text",
        query=release_forms.LanguageQuery,
        answer=File,
        media_types=MEDIA,
    ),
    Endpoint(
        "POST",
        _S + "/openings",
        open_section,
        _IN,
        "Open a section live",
        body=release_forms.OpeningForm,
        answer=_BOARD,
        status=201,
    ),
    Endpoint("POST", _S + "/openings/{opening_id}/close", close_section, _IN, "Close a section", answer=_BOARD),
    Endpoint(
        "POST",
        _S + "/openings/{opening_id}/writing",
        let_write,
        _IN,
        "Let a supplier write",
        body=release_forms.WritesForm,
        answer=_BOARD,
    ),
    Endpoint(
        "PUT",
        _S + "/reserved",
        show_reserved,
        _IN,
        "Tell suppliers of what is kept from them",
        body=release_forms.ReservedForm,
        answer=_BOARD,
    ),
)
