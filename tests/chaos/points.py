"""The named moments at which a server is killed: a function is replaced by one that ends the process at its n-th call."""

import importlib
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True, slots=True)
class Point:
    """A function of the product, and whether the process ends before or after it has done its work."""

    module: str
    name: str
    moment: str

    def arm(self, times: int) -> None:
        """End this process at the n-th call from now."""
        owner: Any = importlib.import_module(self.module)
        *path, last = self.name.split(".")
        for name in path:
            owner = getattr(owner, name)
        setattr(owner, last, _fatal(getattr(owner, last), self.moment, times))


def _fatal(work: Callable[..., Any], moment: str, times: int) -> Callable[..., Any]:
    left = times

    @wraps(work)
    def until_killed(*args: Any, **kwargs: Any) -> Any:
        nonlocal left
        left -= 1
        if not left and moment == BEFORE:
            os.kill(os.getpid(), signal.SIGKILL)
        done = work(*args, **kwargs)
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return until_killed


_LOG, _DESK, _LABELS = "server.storage.live_log", "server.services.writing", "server.storage.label_rows"

POINTS: Final = {
    "append, begun": Point(_LOG, "append_updates", BEFORE),
    "append, written": Point(_LOG, "append_updates", AFTER),
    "append, committed": Point(_DESK, "LiveDesk.append", AFTER),
    "text, written": Point(_LOG, "update_tree", AFTER),
    "text, committed": Point(_DESK, "LiveDesk.project", AFTER),
    "checkpoint, begun": Point(_LOG, "put_checkpoint", BEFORE),
    "checkpoint, written": Point(_LOG, "put_checkpoint", AFTER),
    "checkpoint, committed": Point(_DESK, "LiveDesk.checkpoint", AFTER),
    "relabel, begun": Point(_LABELS, "start_generation", BEFORE),
    "relabel, written": Point(_LABELS, "start_generation", AFTER),
    "relabel, committed": Point("server.realtime.wiring", "Teller.__call__", BEFORE),
    "export, begun": Point("server.services.exporting", "_make", BEFORE),
    "export, made": Point("server.services.exporting", "_make", AFTER),
}
"""Migrations are killed statement by statement, by the harness itself."""
