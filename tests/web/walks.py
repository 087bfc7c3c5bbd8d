"""How each route is asked for with real identifiers: one walker per operation and per screen, so that a new route is not forgotten.

A walker returns what to ask, and as whom it must succeed. Those that change something ask it of what the planted project
keeps for that.
"""

from typing import Any

from server.domain.ids import new_id
from server.domain.richtext import from_plain
from server.domain.signing import mark_of
from server.services import (
    proposing,
    sections,
)
from server.services.house import Deed
from server.services.sessions import get_signed_in, open_session
from server.services.undoing import undoable
from server.storage import account_rows
from tests.leaks.world import World
from tests.services.typing import type_in
from tests.web import things
from tests.web.ask import SPEC, Ask, Walker
from tests.web.ask import in_specification as _in
from tests.web.case_walks import CASE_ENDPOINTS


def _project(world: World, who: str = "claire", body: dict[str, Any] | None = None, **path: str) -> Ask:
    return Ask(who, {"project_id": world.project_id, **path}, body=body)


def _field(name: str, value: object, before: object) -> dict[str, Any]:
    return {"field": name, "value": value, "before": before}


def _new_link(world: World) -> Ask:
    item, other = things.item(world, 0).id, things.item(world, 1).id
    ends = {"source": {"kind": "requirement", "id": item}, "target": {"kind": "requirement", "id": other}}
    return _in(world, body={**ends, "kind": "depends_on", "reason": "Parce que"})


def _proposed(world: World, *, opened: bool = True, declined: bool = False) -> str:
    """A new proposal of Claire on the reason of a requirement, in the state that is asked for."""
    house, reader, spec, part = (
        world.house,
        world.reader("claire"),
        world.specification_id,
        things.item(world).rationale,
    )
    for old in world.content().proposals:
        if (old.author_id, old.part_id) == (reader.person_id, part.id) and old.state in ("draft", "open"):
            proposing.withdraw_proposal(house, reader, spec, old.id)
    made = proposing.begin_proposal(house, reader, spec, part.id)
    item = next(one for one in world.content().proposals if one.id == made)
    type_in(house, reader.person_id, item.text.generation, from_plain(f"Une autre raison {made}"))
    if opened:
        proposing.open_proposal(house, reader, spec, made, reason="Plus juste")
    if declined:
        proposing.decline_proposal(house, world.reader("bruno"), spec, made, reason="Non")
    return made


def _moment(world: World) -> Ask:
    part_id, at = next(iter(world.pasts.items()))
    return Ask("samir", {SPEC: world.specification_id, "part_id": part_id}, {"at": at.isoformat()})


def _done(world: World) -> str:
    """A deed that Claire has just done and may take back."""
    deeds: list[Deed] = []
    sections.add_section(
        world.house.watched(deeds.append), world.reader("claire"), world.specification_id, title="De trop"
    )
    fact = undoable(deeds)
    assert fact is not None
    return fact.id


def _sign(world: World, *, by: str = "", reworded: bool = False) -> Ask:
    item = things.to_sign(world, by=by, reworded=reworded)
    return _in(world, body={"mark": mark_of(item)}, requirement_id=item.id)


def _spare_session(world: World) -> str:
    with world.house.database.write() as connection:
        token = open_session(world.house, connection, world.person("bruno"), "spare")
    return get_signed_in(world.house, token).session_id


def _erased(world: World) -> Ask:
    with world.house.database.read() as connection:
        account = account_rows.find_account(connection, world.person("spare"))
    assert account is not None
    return Ask("spare", body={"confirmation": account.email})


ENDPOINTS: dict[str, Walker] = CASE_ENDPOINTS | {
    "change_account": lambda w: Ask("lucie", body={"theme": "dark"}),
    "revoke_other_sessions": lambda w: Ask("remi"),
    "download_own_data": lambda w: Ask("samir", {"format": "html"}),
    "erase_me": _erased,
    "revoke_session": lambda w: Ask("bruno", {"session_id": _spare_session(w)}),
    "create_project": lambda w: Ask("claire", body={"name": "Autre", "firm_name": "Une autre", "seat": "work"}),
    "preview_import": lambda w: Ask("claire", body={"name": "x.md", "markdown": "# Un\n\nLe logiciel doit tenir.\n"}),
    "read_people": lambda w: _project(w, "samir"),
    "invite": lambda w: _project(w, body=things.invitation_form(w)),
    "add_without_mail": lambda w: _project(w, body=things.newcomer_form(w)),
    "withdraw_invitation": lambda w: _project(w, invitation_id=things.invitation(w)),
    "add_organization": lambda w: _project(w, body={"name": "Cabinet", "kind": "consultancy"}),
    "name_levels": lambda w: _project(w, body={"names": things.level_names(w)}),
    "set_level": lambda w: _project(w, body={"level": 2}, membership_id=things.membership(w, "lucie")),
    "add_circle": lambda w: _project(w, body={"name": "Cercle", "person_ids": [w.person("remi")]}),
    "change_circle": lambda w: _project(w, body={"name": "Autre", "person_ids": []}, circle_id=things.circle(w)),
    "remove_circle": lambda w: _project(w, circle_id=things.circle(w)),
    "record_speech": lambda w: _in(
        w, "anne", {"title": "Entretien", "text": "Des mots", "speaker_ids": [w.person("samir")]}
    ),
    "set_speakers": lambda w: _in(w, "anne", {"speaker_ids": [w.person("remi")]}, finding_id=things.speech(w)),
    "consolidate": lambda w: _in(w, "anne", {"title": "Autrement dit"}, finding_id=things.speech(w)),
    "read_register": lambda w: Ask("claire", {"project_id": w.project_id}, {"kind": "label", "since": "2020-01-01"}),
    "download_register": lambda w: _project(w, format="csv"),
    "end_organization": lambda w: _project(w, organization_id=things.organization(w)),
    "end_membership": lambda w: _project(w, membership_id=things.membership(w, "spare")),
    "change_role": lambda w: _project(w, body={"role": "line_manager"}, membership_id=things.membership(w, "lucie")),
    "set_tasks": lambda w: _project(
        w, body={"task_ids": [w.content().tasks[0].id]}, membership_id=things.membership(w, "lucie")
    ),
    "read_outline": lambda w: _in(w, "samir"),
    "undo_deed": lambda w: _in(w, deed_id=_done(w)),
    "add_section": lambda w: _in(w, body={"title": "Neuve", "parent_id": w.ids["sacrifice"]}),
    "change_section": lambda w: _in(
        w, body=_field("title", "Sacrifice encore", things.section(w).title), section_id=w.ids["sacrifice"]
    ),
    "move_section": lambda w: _in(w, body={"parent_id": w.ids["sacrifice"]}, section_id=w.ids["partie sacrifiée"]),
    "withdraw_section": lambda w: _in(w, section_id=w.ids["partie sacrifiée"]),
    "restore_section": lambda w: _in(w, section_id=w.ids["partie sacrifiée"]),
    "duplicate_section": lambda w: _in(w, section_id=w.ids["partie sacrifiée"]),
    "add_requirement": lambda w: _in(w, body=things.requirement_form(w)),
    "read_facts": lambda w: _in(w, "samir", requirement_id=things.item(w).id),
    "change_requirement": lambda w: _in(w, body=_field("lot", 2, things.item(w).lot), requirement_id=things.item(w).id),
    "move_requirement": lambda w: _in(
        w, body={"section_id": w.ids["sacrifice"], "after_id": things.item(w, 1).id}, requirement_id=things.item(w).id
    ),
    "read_splitting": lambda w: _in(w, requirement_id=things.spare(w).id),
    "split_requirement": lambda w: _in(w, body=things.split_form(item := things.spare(w)), requirement_id=item.id),
    "read_merging": lambda w: _in(w, requirement_id=things.spare(w).id, other_id=things.spare(w).id),
    "merge_requirement": lambda w: _in(w, body={"other_id": things.spare(w).id}, requirement_id=things.spare(w).id),
    "read_moving": lambda w: _in(w, requirement_id=things.spare(w).id, section_id=w.ids["partie sacrifiée"]),
    "duplicate_requirement": lambda w: _in(w, requirement_id=things.item(w).id),
    "withdraw_requirement": lambda w: _in(w, requirement_id=things.item(w, 1).id),
    "restore_requirement": lambda w: _in(w, requirement_id=things.item(w, 1).id),
    "set_requirement_status": lambda w: _in(
        w,
        body={"to": "arbitration" if things.item(w).status == "discussion" else "discussion", "reason": "Voir"},
        requirement_id=things.item(w).id,
    ),
    "add_criterion": lambda w: _in(w, body={"name": "Encore"}, requirement_id=things.item(w).id),
    "change_criterion": lambda w: _in(
        w, body=_field("unit", "s", things.item(w).criteria[0].unit), criterion_id=things.item(w).criteria[0].id
    ),
    "move_criterion": lambda w: _in(
        w, body={"after_id": things.item(w, 3).criteria[1].id}, criterion_id=things.item(w, 3).criteria[0].id
    ),
    "withdraw_criterion": lambda w: _in(w, criterion_id=things.item(w).criteria[-1].id),
    "find_origins": lambda w: Ask("samir", {SPEC: w.specification_id}, {"q": "q"}),
    "add_finding": lambda w: _in(
        w,
        "anne",
        {"title": "Vu", "register": "work", "evidence": "document", "situation_id": w.content().situations[0].id},
    ),
    "change_finding": lambda w: _in(
        w, body=_field("severity", "low", things.finding(w).severity), finding_id=things.finding(w).id
    ),
    "set_finding_status": lambda w: _in(
        w,
        body={"to": "contested" if things.finding(w).status == "shared" else "shared", "reason": ""},
        finding_id=things.finding(w).id,
    ),
    "add_situation": lambda w: _in(w, "anne", {"title": "Scène", "task_ids": [w.content().tasks[0].id]}),
    "add_task": lambda w: _in(w, "anne", {"name": "Tâche", "unit_id": w.content().units[0].id}),
    "add_unit": lambda w: _in(w, "anne", {"name": "Lieu"}),
    "add_simulation": lambda w: _in(w, "anne", {"title": "Essai", "held_on": "2026-05-01"}),
    "add_result": lambda w: _in(
        w,
        "anne",
        {
            "simulation_id": next(s.id for s in w.content().simulations if s.label == "N2"),
            "title": "Risque",
            "kind": "risk",
            "register": "work",
        },
    ),
    "change_result": lambda w: _in(
        w, body=_field("title", "Autre", things.result(w).title), result_id=things.result(w).id
    ),
    "set_result_status": lambda w: _in(
        w,
        body={"to": "parked" if things.result(w).status == "confirmed" else "confirmed"},
        result_id=things.result(w).id,
    ),
    "change_simulation": lambda w: _in(
        w, "anne", _field("title", "Autre", things.simulation(w).title), simulation_id=things.simulation(w).id
    ),
    "change_situation": lambda w: _in(
        w, "anne", _field("title", f"Scène {new_id()}", things.situation(w).title), situation_id=things.situation(w).id
    ),
    "change_task": lambda w: _in(w, "anne", _field("support_reason", "Feu", ""), task_id=things.new_task(w)),
    "change_unit": lambda w: _in(w, "anne", _field("name", "Autre", "Lieu"), unit_id=things.new_unit(w)),
    "read_diagnosis": lambda w: _in(w, "samir"),
    "withdraw_origin": lambda w: _in(w, "anne", kind="unit", thing_id=things.new_unit(w)),
    "restore_origin": lambda w: _in(w, "anne", kind="unit", thing_id=things.new_unit(w, aside=True)),
    "add_link": _new_link,
    "remove_link": lambda w: _in(w, link_id=things.link(w)),
    "read_around": lambda w: Ask("samir", {SPEC: w.specification_id}, {"requirement": things.item(w).id}),
    "read_texts": lambda w: Ask("samir", {SPEC: w.specification_id}, {"requirement": things.item(w).id}),
    "read_thread_marks": lambda w: _in(w, "samir"),
    "read_thread": lambda w: _in(w, "samir", thread_id=things.thread(w)[0]),
    "raise_thread": lambda w: _in(
        w, body={"subject": things.about(w), "kind": "question", "text": "Et si", "mentions": [w.person("samir")]}
    ),
    "reply": lambda w: _in(w, body={"text": "Oui", "mentions": [w.person("samir")]}, thread_id=things.thread(w)[0]),
    "edit_comment": lambda w: _in(w, body={"text": "Non"}, comment_id=things.thread(w)[1]),
    "resolve_thread": lambda w: _in(w, body={"outcome": "not_kept", "reason": "Non"}, thread_id=things.thread(w)[0]),
    "note_finding": lambda w: _in(w, body={"title": "Vu la nuit"}, thread_id=things.thread(w)[0]),
    "make_requirement": lambda w: _in(
        w, body={"title": "Dire la nuit", "reason": "Oui"}, thread_id=things.thread(w)[0]
    ),
    "check_in_use": lambda w: _in(w, thread_id=things.thread(w, resolved=True, written=True)[0]),
    "reopen_thread": lambda w: _in(w, body={"text": "Si"}, thread_id=things.thread(w, resolved=True)[0]),
    "read_proposals": lambda w: Ask("samir", {SPEC: w.specification_id}, {"requirement": things.item(w).id}),
    "begin_proposal": lambda w: _in(w, part_id=things.item(w, 1).rationale.id),
    "add_proposed_picture": lambda w: Ask(
        "claire", {SPEC: w.specification_id, "proposal_id": _proposed(w, opened=False)}, content=things.png()
    ),
    "open_proposal": lambda w: _in(w, body={"reason": "Plus juste"}, proposal_id=_proposed(w, opened=False)),
    "accept_proposal": lambda w: _in(w, "bruno", body={"despite": ""}, proposal_id=_proposed(w)),
    "decline_proposal": lambda w: _in(w, "bruno", body={"reason": "Non"}, proposal_id=_proposed(w)),
    "withdraw_proposal": lambda w: _in(w, proposal_id=_proposed(w)),
    "acknowledge_decision": lambda w: _in(w, proposal_id=_proposed(w, declined=True)),
    "read_losses": lambda w: Ask("samir", {SPEC: w.specification_id}, {"requirement": things.item(w).id}),
    "read_to_sign": _in,
    "read_signing": lambda w: _in(w, requirement_id=things.item(w).id),
    "read_table": lambda w: Ask("anne", {SPEC: w.specification_id}, content=b"Constat;Note\nVu;1\n"),
    "try_table": lambda w: _in(w, "anne", things.table_form()),
    "bring_in": lambda w: _in(w, "anne", things.table_form() | {"accepted": [2]}),
    "remark_wording": lambda w: _in(w, "samir", {"text": "Rapide", "requirement_id": things.item(w).id}),
    "read_wording": lambda w: _in(w, "samir", requirement_id=things.item(w).id),
    "give_visa": _sign,
    "withdraw_visa": lambda w: _in(w, requirement_id=things.to_sign(w, by="claire").id),
    "refuse_visa": lambda w: _in(w, body={"reason": "Non"}, requirement_id=things.to_sign(w).id),
    "carry_visas": lambda w: _sign(w, by="bruno", reworded=True),
    "read_levels": lambda w: _in(w, kind="text", thing_id=w.requirement("sacrifice 2").statement.id),
    "change_label": lambda w: _in(
        w, body={"label_key": "N4", "reason": "Fermer"}, kind="text", thing_id=things.item(w, 1).statement.id
    ),
    "set_substitute": lambda w: _in(
        w, body={"text": "Une phrase"}, kind="text", thing_id=w.requirement("sacrifice 2").statement.id
    ),
    "confirm_label": lambda w: _in(
        w, "bruno", proposal_id=things.proposal(w, w.requirement("sacrifice 2").statement.id)
    ),
    "decline_label": lambda w: _in(
        w, body={"reason": "Non"}, proposal_id=things.proposal(w, w.requirement("sacrifice 2").rationale.id)
    ),
    "find_mentions": lambda w: Ask(
        "samir", {SPEC: w.specification_id, "part_id": things.item(w).statement.id}, {"q": "c"}
    ),
    "read_past": lambda w: _in(w, "samir", part_id=next(iter(w.pasts))),
    "read_moment": _moment,
    "restore_text": lambda w: _in(w, body=w.write_twice(things.item(w).statement), part_id=things.item(w).statement.id),
    "search": lambda w: Ask("samir", {SPEC: w.specification_id}, {"q": "sacrifice"}),
    "add_picture": lambda w: Ask(
        "claire", {SPEC: w.specification_id, "part_id": things.item(w).rationale.id}, content=things.png()
    ),
    "read_board": lambda w: _in(w, "samir"),
    "freeze_baseline": lambda w: _in(w, body={"name": "Version"}),
    "confirm_baseline": lambda w: _in(w, baseline_id=things.baseline(w)),
    "decline_baseline": lambda w: _in(w, body={"reason": "Non"}, baseline_id=things.baseline(w)),
    "preview_baseline": lambda w: _in(w, "samir", baseline_id=w.baseline_id),
    "download_baseline": lambda w: _in(w, "samir", baseline_id=w.baseline_id, format="json"),
    "send_release": lambda w: _in(
        w,
        body={
            "baseline_id": w.baseline_id,
            "organization_id": w.reader("bilal").organization_id,
            "language": "en",
            "reason": "Convenu",
        },
    ),
    "acknowledge_release": lambda w: _in(w, "alice", release_id=w.releases["A"]),
    "download_release": lambda w: _in(w, "alice", release_id=w.releases["A"], format="json"),
    "download_working": lambda w: _in(w, "samir", format="json"),
    "show_reserved": lambda w: _in(w, body={"shown": True}),
    "open_section": lambda w: _in(
        w, body={"section_id": w.ids["partie sacrifiée"], "organization_id": w.reader("bilal").organization_id}
    ),
    "let_write": lambda w: _in(w, body={"writes": True}, opening_id=things.opened_section(w)),
    "close_section": lambda w: _in(w, opening_id=things.opened_section(w)),
    "record_answer": lambda w: _in(
        w,
        "alice",
        {"compliance": "C", "comment": ""},
        release_id=w.releases["A"],
        requirement_id=w.ids["whole N0 closed"],
    ),
    "view_as": lambda w: _in(w, body={"organization_id": w.reader("alice").organization_id}),
}
"""By operation id. Where two people may do it, it is asked of what both may change."""
