"""A line between a browser and the server that can be cut and mended, as a network does."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

REFUSAL = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Line:
    """Forwards TCP from a port of its own. While cut, open connections are gone and new ones are refused at once."""

    def __init__(self, to_port: int) -> None:
        self._to = to_port
        self._open: list[socket.socket] = []
        self._guard = threading.Lock()
        self._cut = False
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._threads = [threading.Thread(target=self._take, daemon=True)]
        self._threads[0].start()

    @property
    def url(self) -> str:
        """The address on this side of the line, without a final slash."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Drop what is open and everything that comes."""
        with self._guard:
            self._cut = True
            for end in self._open:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let connections through again."""
        with self._guard:
            self._cut = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cut()
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for thread in self._threads:
            thread.join()
        for end in self._open:
            end.close()

    def _take(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            with self._guard:
                if self._cut:
                    near.close()
                    continue
            self._join(near)

    def _join(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self._to))
        except OSError:
            near.close()
            return
        with self._guard:
            self._open += [near, far]
        for one, other in ((near, far), (far, near)):
            thread = threading.Thread(target=self._pump, args=(one, other), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while (data := source.recv(65536)) and self._lets_through(data, source):
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _lets_through(self, data: bytes, source: socket.socket) -> bool:
        return True


class NoWebSockets(Line):
    """A line through a proxy that answers every WebSocket with 403, as the gateways of many firms do."""

    refused = 0

    def _lets_through(self, data: bytes, source: socket.socket) -> bool:
        if b"\r\nupgrade: websocket\r\n" not in data.lower():
            return True
        self.refused += 1
        source.sendall(REFUSAL)
        return False
