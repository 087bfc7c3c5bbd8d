"""Cases to be decided as rows: loaded whole, unfiltered; they leave through the gate only."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, select

from server.domain.arbitration import (
    Case,
    Decision,
    DecisionState,
    Effect,
    Feasible,
    Ground,
    Option,
    OptionKind,
    Question,
    Stage,
    Voice,
)
from server.domain.ids import new_id
from server.domain.roles import Seat
from server.domain.tracing import Register, Subject, SubjectKind
from server.storage import rows
from server.storage.database import Transaction
from server.storage.tables.arbitration import arbitrated, arbitrations, decisions, effects, options, questions, voices

Row = dict[str, Any]


def insert_case(connection: Transaction, project_id: str, specification_id: str, item: Case) -> None:
    """Add a case with the requirements it is about and its options."""
    values = {
        "id": item.id,
        "project_id": project_id,
        "specification_id": specification_id,
        "question": item.question,
        "ground": item.ground,
        "origin_kind": item.origin.kind if item.origin else None,
        "origin_id": item.origin.id if item.origin else None,
        "label": item.label,
        "opened_by": item.opened_by,
        "opened_at": item.opened_at,
        "stage": item.stage,
    }
    rows.add(connection, arbitrations, values)
    for one in item.requirement_ids:
        rows.add(connection, arbitrated, {"id": new_id(), "case_id": item.id, "requirement_id": one})
    for option in item.options:
        insert_option(connection, item.id, option, item.opened_at)


def insert_option(connection: Transaction, case_id: str, item: Option, at: datetime) -> None:
    """Add an option without effects yet."""
    values = {"id": item.id, "case_id": case_id, "kind": item.kind, "title": item.title, "summary": item.summary}
    rows.add(connection, options, values | {"label": item.label, "added_at": at})


def remove_option(connection: Transaction, option_id: str) -> None:
    """Remove an option with its effects."""
    connection.execute(effects.delete().where(effects.c.option_id == option_id))
    rows.remove(connection, options, option_id)


def write_effect(connection: Transaction, option_id: str, item: Effect) -> None:
    """Write what an option does under one aspect; nothing is kept of one without words."""
    at = (effects.c.option_id == option_id) & (effects.c.aspect == item.aspect)
    connection.execute(effects.delete().where(at))
    if item.words:
        rows.add(connection, effects, {"id": new_id(), "option_id": option_id} | asdict(item))


def insert_voice(connection: Transaction, case_id: str, person_id: str, label: str) -> None:
    """Ask somebody for their voice."""
    empty: Row = {"register": None, "stances": {}, "words": "", "label": label, "given_at": None}
    rows.add(connection, voices, {"id": new_id(), "case_id": case_id, "person_id": person_id} | empty)


def remove_voice(connection: Transaction, voice_id: str) -> None:
    """Ask somebody no longer."""
    rows.remove(connection, voices, voice_id)


def insert_question(connection: Transaction, case_id: str, item: Question) -> None:
    """Ask a supplier."""
    rows.add(connection, questions, {**asdict(item), "case_id": case_id})


def insert_decision(connection: Transaction, case_id: str, item: Decision) -> None:
    """Write a decision."""
    rows.add(connection, decisions, {**asdict(item), "case_id": case_id})


def update(connection: Transaction, what: str, row_id: str, values: Mapping[str, Any]) -> None:
    """Change columns of a `case`, an `option`, a `voice`, a `question` or a `decision`. Raises KeyError for anything else."""
    rows.change(connection, _TABLES[what], row_id, values)


_TABLES: dict[str, Table] = {
    "case": arbitrations,
    "option": options,
    "voice": voices,
    "question": questions,
    "decision": decisions,
}


def load_cases(connection: Transaction, specification_id: str) -> list[Case]:
    """Return the cases of a specification, the one opened last first."""
    return _cases(connection, arbitrations.c.specification_id == specification_id)


def find_case(connection: Transaction, specification_id: str, case_id: str) -> Case | None:
    """Return a case of this specification, or None."""
    found = _cases(connection, (arbitrations.c.id == case_id) & (arbitrations.c.specification_id == specification_id))
    return found[0] if found else None


def case_of(connection: Transaction, what: str, row_id: str) -> str | None:
    """Return the case that an `option` or a `question` belongs to, or None."""
    table = _TABLES[what]
    return connection.scalar(select(table.c.case_id).where(table.c.id == row_id))


def _cases(connection: Transaction, wanted: ColumnElement[bool]) -> list[Case]:
    found = rows.all_of(connection, select(arbitrations).where(wanted).order_by(arbitrations.c.opened_at.desc()))
    ids = [row["id"] for row in found]
    about = _by_case(connection, select(arbitrated).order_by(arbitrated.c.id), arbitrated, ids)
    offered = _by_case(connection, select(options).order_by(options.c.added_at, options.c.id), options, ids)
    does = _effects(connection, [row["id"] for inside in offered.values() for row in inside])
    said = _by_case(connection, select(voices).order_by(voices.c.id), voices, ids)
    asked = _by_case(connection, select(questions).order_by(questions.c.asked_at, questions.c.id), questions, ids)
    made = _by_case(connection, select(decisions).order_by(decisions.c.at, decisions.c.id), decisions, ids)
    return [
        Case(
            id=row["id"],
            question=row["question"],
            ground=Ground(row["ground"]),
            origin=Subject(SubjectKind(row["origin_kind"]), row["origin_id"]) if row["origin_kind"] else None,
            label=row["label"],
            requirement_ids=tuple(one["requirement_id"] for one in about.get(row["id"], ())),
            opened_by=row["opened_by"],
            opened_at=row["opened_at"],
            stage=Stage(row["stage"]),
            options=tuple(_option(one, does.get(one["id"], ())) for one in offered.get(row["id"], ())),
            voices=tuple(map(_voice, said.get(row["id"], ()))),
            questions=tuple(map(_question, asked.get(row["id"], ()))),
            decisions=tuple(map(_decision, made.get(row["id"], ()))),
        )
        for row in found
    ]


def _by_case(connection: Transaction, query: Select[Any], table: Table, ids: Collection[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows.all_of(connection, query.where(table.c.case_id.in_(ids))) if ids else ():
        found.setdefault(row["case_id"], []).append(row)
    return found


def _effects(connection: Transaction, option_ids: Collection[str]) -> dict[str, list[Effect]]:
    found: dict[str, list[Effect]] = {}
    wanted = select(effects).where(effects.c.option_id.in_(option_ids))
    for row in rows.all_of(connection, wanted) if option_ids else ():
        found.setdefault(row["option_id"], []).append(Effect(row["aspect"], row["words"], row["grade"]))
    return found


def _option(row: Row, does: Collection[Effect]) -> Option:
    return Option(row["id"], OptionKind(row["kind"]), row["title"], row["summary"], row["label"], tuple(does))


def _voice(row: Row) -> Voice:
    register = Register(row["register"]) if row["register"] else None
    return Voice(row["id"], row["person_id"], register, row["stances"], row["words"], row["label"], row["given_at"])


def _question(row: Row) -> Question:
    kept = {name: row[name] for name in ("id", "organization_id", "text", "asked_at", "answer", "answered_at", "reply")}
    return Question(**kept, feasible=Feasible(row["feasible"]) if row["feasible"] else None)


def _decision(row: Row) -> Decision:
    kept = {name: value for name, value in row.items() if name not in {"case_id", "state", "seat"}}
    return Decision(**kept, state=DecisionState(row["state"]), seat=Seat(row["seat"]) if row["seat"] else None)
