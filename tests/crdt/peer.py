"""A browser's half of a live document: real Yjs and y-prosemirror in a Node process, driven over its standard input."""

import json
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from server.domain.richtext import schema_json

ROOT = Path(__file__).parents[2]
MODULES = ROOT / "frontend" / "node_modules"


class Peer:
    """The process; many documents, each under a name, can be open in it."""

    def __init__(self, node: Path) -> None:
        assert MODULES.is_dir(), "y-prosemirror is not installed: run `npm ci` in frontend/"
        self._command = [str(node), str(ROOT / "tests" / "yjs" / "peer.cjs"), str(MODULES.parent / "package.json")]

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        self.ask("schema", schema=schema_json())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def ask(self, deed: str, **values: object) -> dict[str, Any]:
        """Do one deed and return its answer; a failure in the browser's code fails here."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": deed, **values}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert deed == "accepts" or "error" not in answer, answer["error"]
        return answer

    def open(self, name: str, client: int, update: bytes = b"") -> None:
        """Open a document in a fresh tab that has this client id and has received `update`."""
        self.ask("open", name=name, client=client, update=b64encode(update).decode())

    def receive(self, name: str, update: bytes) -> None:
        """Give a tab an update from the server."""
        self.ask("receive", name=name, update=b64encode(update).decode())

    def edit(self, name: str, seed: int, kind: str | None = None) -> list[bytes]:
        """Do one edit drawn from a seed and return the updates that the tab sends."""
        return [b64decode(update) for update in self.ask("edit", name=name, seed=seed, kind=kind)["updates"]]

    def turn(self, name: str, deed: str) -> list[bytes]:
        """Press undo or redo in a tab and return the updates that it sends."""
        return [b64decode(update) for update in self.ask(deed, name=name)["updates"]]

    def become(self, name: str, tree: object) -> list[bytes]:
        """Edit until the editor shows `tree`, and return the updates that the tab sends."""
        return [b64decode(update) for update in self.ask("become", name=name, tree=tree)["updates"]]

    def show(self, name: str) -> tuple[Any, list[bytes]]:
        """Return the tree that the editor shows and what it sends because it was mounted."""
        answer = self.ask("show", name=name)
        return answer["tree"], [b64decode(update) for update in answer["updates"]]

    def seed(self, tree: object) -> bytes:
        """Return the update in which y-prosemirror itself lays out a tree."""
        return b64decode(self.ask("seed", tree=tree)["update"])

    def accepts(self, *updates: bytes) -> dict[str, Any]:
        """Return the `tree` and `vector` of a fresh tab that got these updates, or the `error` that it met.

        `updates` is what it sends by itself after them: Yjs tidies away formats that a deletion made superfluous.
        """
        return self.ask("accepts", updates=[b64encode(update).decode() for update in updates])

    def accepts_each(self, each: list[list[bytes]]) -> list[dict[str, Any]]:
        """Return what `accepts` would for each list of updates."""
        written = [[b64encode(update).decode() for update in updates] for updates in each]
        answers: list[dict[str, Any]] = self.ask("acceptsEach", each=written)["answers"]
        return answers

    def diff(self, name: str, vector: bytes) -> bytes:
        """Return a tab's answer to sync step 1."""
        return b64decode(self.ask("diff", name=name, vector=b64encode(vector).decode())["update"])
