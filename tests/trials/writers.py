"""Two people who write at once, each through an unmodified Hocuspocus provider in one Node process."""

import json
import subprocess
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final, Self

from tests.trials.installation import ROOT

_PATIENCE_SECONDS: Final = 30.0


class Writers:
    """The Node process; every deed of `tests/conformance/provider.mjs` is a call."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [
                str(ROOT / ".venv" / "bin" / "node"),
                str(ROOT / "tests" / "conformance" / "provider.mjs"),
                str(ROOT / "frontend" / "package.json"),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def do(self, deed: str, **values: object) -> dict[str, Any]:
        """Do one deed and return its answer. Raises RuntimeError with the error of the provider's side."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": deed, **values}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer

    def state(self, writer: str) -> dict[str, Any]:
        """Return what this writer's provider knows."""
        return self.do("state", **{"as": writer})

    def comes(self, writer: str, condition: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """Wait until what a writer knows fulfils a condition, and return it. Raises TimeoutError."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while not condition(state := self.state(writer)):
            if time.monotonic() > until:
                raise TimeoutError(f"{writer}: {state}")
            time.sleep(0.01)
        return state
