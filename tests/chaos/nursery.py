"""Starts servers quickly, each a process of its own to be killed: `python -m tests.chaos.nursery`.

It has the product loaded and forks for each order, one line of JSON: the environment of the server, the point at which it
ends itself and at which call, and whether it is the broken one; or a database to migrate, and the statement before which the
process ends itself. It answers with the process id, and then with how it ended.
"""

import json
import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from server import app
from server.realtime import wiring
from server.realtime.limits import LiveLimits
from server.settings import Settings
from server.storage import database
from tests.chaos.broken import HastyDesk
from tests.chaos.points import POINTS

CHECKPOINT_EVERY = 8
"""Updates after which a text is put together, so that it happens often."""


def serve(order: dict[str, Any]) -> None:
    """Be the server."""
    often = partial(LiveLimits, checkpoint_every=CHECKPOINT_EVERY)
    setattr(wiring, "LiveLimits", often)  # noqa: B010  replaced, not declared
    if order["broken"]:
        setattr(wiring, "LiveDesk", HastyDesk)  # noqa: B010  replaced, not declared
    if order["point"]:
        POINTS[order["point"]].arm(order["times"])
    os.environ.update(order["environment"])
    log = os.open(Path(os.environ["DATA_DIR"]) / "server.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, sys.stderr.fileno())
    app.serve(Settings.read())


def migrate(order: dict[str, Any]) -> None:
    """Migrate until the statement at which the process ends."""
    left = order["statement"]

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    database.migrate(order["migrate"])


def main() -> None:
    """Start one server after the other until nothing more is ordered."""
    for line in sys.stdin:
        process = os.fork()
        if not process:
            sys.stdin.close()
            order = json.loads(line)
            migrate(order) if "migrate" in order else serve(order)
            os._exit(0)
        say({"started": process})
        _, status = os.waitpid(process, 0)
        say({"ended": os.waitstatus_to_exitcode(status)})


def say(answer: dict[str, int]) -> None:
    """Answer with a line."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
