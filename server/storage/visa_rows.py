"""Visas as rows: what each seat did about signing a requirement, and on what."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from server.domain.requirement import Visa, VisaAct
from server.domain.roles import Seat
from server.storage import rows
from server.storage.database import Transaction
from server.storage.tables.specification import requirements, visas


def insert_visa(connection: Transaction, requirement_id: str, visa: Visa, signed: Mapping[str, Any]) -> None:
    """Keep an act, with the content it was about."""
    values = {
        "id": visa.id,
        "requirement_id": requirement_id,
        "seat": visa.seat,
        "act": visa.act,
        "person_id": visa.person_id,
        "reason": visa.reason,
        "mark": visa.mark,
        "signed": dict(signed),
        "at": visa.at,
    }
    rows.add(connection, visas, values)


def load_visas(connection: Connection, specification_id: str, ids: Sequence[str] | None) -> dict[str, list[Visa]]:
    """Return the acts about these requirements of a specification (None: all), by requirement, the first done first."""
    query = select(visas)
    if ids is None:
        query = query.join(requirements).where(requirements.c.specification_id == specification_id)
    else:
        query = query.where(visas.c.requirement_id.in_(ids))
    found: dict[str, list[Visa]] = {}
    for row in connection.execute(query.order_by(visas.c.at, visas.c.id)):
        visa = Visa(row.id, Seat(row.seat), VisaAct(row.act), row.person_id, row.reason, row.mark, row.at)
        found.setdefault(row.requirement_id, []).append(visa)
    return found


def load_signed(connection: Transaction, visa_id: str) -> Mapping[str, Any] | None:
    """Return the content an act was about; None when it was erased."""
    signed: Mapping[str, Any] | None = connection.scalar(select(visas.c.signed).where(visas.c.id == visa_id))
    return signed


def forget_signed(connection: Transaction, requirement_ids: Sequence[str], before: datetime | None = None) -> None:
    """Forget what was signed (before a moment, if one is given), not that it was: the past of these requirements is being erased."""
    query = visas.update().where(visas.c.requirement_id.in_(requirement_ids))
    if before is not None:
        query = query.where(visas.c.at < before)
    connection.execute(query.values(signed=None))
