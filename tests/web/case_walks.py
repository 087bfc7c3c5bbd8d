"""How the routes about cases to be decided are asked for: as in `walks.py`."""

from tests.leaks.world import World
from tests.web import things
from tests.web.ask import Ask, Walker
from tests.web.ask import in_specification as _in


def _opens(world: World) -> Ask:
    origin = {"kind": "thread", "id": things.thread(world)[0]}
    return _in(world, body={"question": "Lequel ?", "requirement_ids": [things.item(world).id], "origin": origin})


def _speaks(world: World) -> Ask:
    case_id = things.case(world, stage="voices")
    stances = [{"option_id": one.id, "stance": 1} for one in things.case_of(world, case_id).options]
    return _in(world, "samir", {"register": "work", "stances": stances, "words": "Oui"}, case_id=case_id)


def _ruling(world: World, who: str, stage: str) -> Ask:
    case_id = things.case(world, stage=stage)
    return _in(world, who, things.ruling(world, case_id), case_id=case_id)


def _signs(world: World) -> Ask:
    case_id = things.case(world, stage="heard", written=True)
    return _in(world, "bruno", {"mark": things.decision_mark(world, case_id)}, case_id=case_id)


def _changes(world: World) -> Ask:
    case_id = things.case(world, stage="decided")
    said = {"requirement_id": things.about_case(world, case_id), "text": "Autrement", "reason": "Décidé"}
    return _in(world, body=said, case_id=case_id)


def _changed(field: str, value: object, before: object) -> dict[str, object]:
    return {"field": field, "value": value, "before": before}


CASE_ENDPOINTS: dict[str, Walker] = {
    "read_decisions": lambda w: _in(w, "samir"),
    "open_case": _opens,
    "read_case": lambda w: _in(w, "samir", case_id=things.case(w)),
    "add_option": lambda w: _in(w, body={"title": "Maintenant"}, case_id=things.case(w)),
    "change_option": lambda w: _in(
        w, body=_changed("summary", "Autrement", ""), option_id=things.option(w, things.case(w))
    ),
    "remove_option": lambda w: _in(w, option_id=things.more_option(w)),
    "set_effect": lambda w: _in(
        w, body={"aspect": "work", "words": "Aide", "grade": 1}, option_id=things.option(w, things.case(w))
    ),
    "open_round": lambda w: _in(w, body={"person_ids": [w.person("samir")]}, case_id=things.case(w)),
    "give_voice": _speaks,
    "close_round": lambda w: _in(w, case_id=things.case(w, stage="given")),
    "ask_supplier": lambda w: _in(
        w, body={"organization_id": w.reader("alice").organization_id, "text": "Faisable ?"}, case_id=things.case(w)
    ),
    "answer_question": lambda w: _in(w, "alice", {"feasible": "yes"}, question_id=things.asked_supplier(w)),
    "reply_to_supplier": lambda w: _in(w, body={"text": "Oui"}, question_id=things.asked_supplier(w, decided=True)),
    "propose_decision": lambda w: _ruling(w, "claire", "heard"),
    "sign_decision": _signs,
    "refuse_decision": lambda w: _in(
        w, "bruno", {"reason": "Non"}, case_id=things.case(w, stage="heard", written=True)
    ),
    "settle_case": lambda w: _ruling(w, "diane", "split"),
    "propose_change": _changes,
    "download_sheet": lambda w: _in(w, "samir", case_id=things.case(w, stage="decided")),
}
