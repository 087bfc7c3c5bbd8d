"""The peer's own host: Node serves the built page and keeps its documents."""

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.benchmarks.page.content import one_document
from tests.trials.installation import ROOT

FOLDER: Final = Path(__file__).resolve().parent / "peer"


class PeerHost:
    """A context: the documents are made in `folder`, the host answers at `url`."""

    def __init__(self, folder: Path, counts: list[int], *, criteria_in_tables: bool) -> None:
        files = {count: folder / f"peer-{count}.json" for count in counts}
        for count, file in files.items():
            file.write_text(
                json.dumps(one_document(count, criteria_in_tables=criteria_in_tables), ensure_ascii=False),
                encoding="utf-8",
            )
        self._arguments = [f"{count}={file}" for count, file in files.items()]
        self.port = 0

    def __enter__(self) -> Self:
        node = ROOT / ".venv" / "bin" / "node"
        command = [str(node), str(FOLDER / "host.mjs"), *self._arguments]
        self._process = subprocess.Popen(command, cwd=FOLDER, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdout is not None
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()

    def url(self, count: int) -> str:
        """The address of the document of so many requirements."""
        return f"http://127.0.0.1:{self.port}/?document={count}"
