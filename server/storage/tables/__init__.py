"""Every table of the database, one module a subject, all on one metadata. Nothing outside storage sees them."""

from server.storage.tables import (
    arbitration,
    discussion,
    journal,
    live,
    people,
    proposals,
    register,
    releases,
    specification,
    tracing,
)
from server.storage.tables.base import metadata

__all__ = [
    "arbitration",
    "discussion",
    "journal",
    "live",
    "metadata",
    "people",
    "proposals",
    "register",
    "releases",
    "specification",
    "tracing",
]
