"""A PostgreSQL of a test's own, to be stopped and started while a server uses it."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.realtime.world import free_port

STARTS_WITHIN = 60.0


class Postgres:
    """A database server in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._programs, self._user = _programs(), "postgres" if os.geteuid() == 0 else None
        self._folder, self._data, self._port = folder, folder / "data", free_port()
        self._data.mkdir(mode=0o700)
        folder.chmod(0o711)
        if self._user is not None:
            for place in (folder, self._data):
                os.chown(place, pwd.getpwnam(self._user).pw_uid, -1)
        self._run("initdb", "-D", self._data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-locale")

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [self._programs / program, *arguments]
        subprocess.run(command, user=self._user, cwd="/", check=True, capture_output=True)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        """Start it and wait until it answers."""
        program: Path | str = self._programs / "postgres"
        command = [program, "-D", self._data, "-k", self._folder, "-p", str(self._port)]
        self._server = subprocess.Popen(command, user=self._user, cwd="/", stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + STARTS_WITHIN
        while True:
            try:
                psycopg.connect(self.url.replace("+psycopg", "", 1)).close()
            except psycopg.OperationalError:
                assert time.monotonic() < deadline, "PostgreSQL does not start"
                time.sleep(0.05)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End its connections and stop it: SIGINT as an administrator does, SIGQUIT as a crash does."""
        self._server.send_signal(how)
        self._server.wait(STARTS_WITHIN)


def _programs() -> Path:
    found = shutil.which("initdb")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    assert found or versions, "PostgreSQL is not on this machine; `make test` installs it"
    return versions[-1] if versions else Path(str(found)).parent


@contextmanager
def own_postgres() -> Iterator[Postgres]:
    """Yield a running PostgreSQL, gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix="concerte-postgres-") as folder:
        server = Postgres(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()
