"""A Redis or Valkey of a test's own, to be stopped, frozen and started while nodes use it."""

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from redis import Redis
from redis.exceptions import RedisError

from tests.realtime.world import free_port

STARTS_WITHIN = 60.0


class RedisServer:
    """A server on a port of its own that keeps nothing."""

    def __init__(self, folder: str) -> None:
        program = shutil.which("valkey-server") or shutil.which("redis-server")
        assert program, "Redis or Valkey is not on this machine; `make test` installs one"
        self._port = free_port()
        self._command = [
            *(program, "--bind", "127.0.0.1", "--port", str(self._port), "--dir", folder),
            *("--save", "", "--appendonly", "no"),
        ]

    @property
    def url(self) -> str:
        """Where it is."""
        return f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._server = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + STARTS_WITHIN
        while True:
            try:
                with Redis.from_url(self.url) as asked:
                    asked.ping()
            except RedisError:
                assert time.monotonic() < deadline, "Redis does not start"
                time.sleep(0.02)
            else:
                return

    def stop(self) -> None:
        """End it as a power cut does."""
        self._server.kill()
        self._server.wait()

    def freeze(self) -> None:
        """Let it answer nothing, with its connections open, as behind a cable that was cut."""
        self._server.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._server.send_signal(signal.SIGCONT)


@contextmanager
def own_redis() -> Iterator[RedisServer]:
    """Yield a running server, gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix="concerte-redis-") as folder:
        server = RedisServer(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
