"""One request as walkers make it, and as whom it must succeed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.leaks.world import World


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: what stands in the path, the query, the body; and who gets a 2xx (or a redirect) for it."""

    who: str
    path: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] | None = None
    content: bytes | None = None
    form: dict[str, str] | None = None


Walker = Callable[[World], Ask]

SPEC = "specification_id"


def in_specification(world: World, who: str = "claire", body: dict[str, Any] | None = None, **path: str) -> Ask:
    return Ask(who, {SPEC: world.specification_id, **path}, body=body)
