"""What all tables share: naming, identifiers, moments."""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKey, MetaData, String, TypeDecorator
from sqlalchemy.engine import Dialect

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A UTC date and time, aware on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC. Raises ValueError for a naive moment."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment must carry its time zone")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware moment."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def key() -> Column[str]:
    """The random identifier of a row."""
    return Column("id", String(22), primary_key=True)


def refers(name: str, target: str, *, optional: bool = False, index: bool = True, cascade: bool = True) -> Column[Any]:
    """A reference to another row; by default it goes away with it."""
    rule = "CASCADE" if cascade else ("SET NULL" if optional else "RESTRICT")
    return Column(name, String(22), ForeignKey(f"{target}.id", ondelete=rule), nullable=optional, index=index)


def one_of(column: str, values: Any) -> CheckConstraint:
    """A check that a column holds one of an enumeration's values."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
