"""pycrdt-websocket on uvicorn: `python -m tests.benchmarks.live.pycrdt_host FOLDER`; the first line printed is the port."""

import asyncio
import socket
import sys
from pathlib import Path

import uvicorn
from pycrdt import Doc, XmlFragment
from pycrdt.websocket import ASGIServer, WebsocketServer, YRoom


async def main(folder: Path) -> None:
    """Serve a room for each file of a folder, which holds a document's state."""
    rooms = WebsocketServer(rooms_ready=True, auto_clean_rooms=False)
    async with rooms:
        for file in folder.iterdir():
            document: Doc[XmlFragment] = Doc()
            document.apply_update(file.read_bytes())
            room = YRoom(ydoc=document)
            rooms.rooms[f"/{file.name}"] = room
            await rooms.start_room(room)
        listener = socket.create_server(("127.0.0.1", 0))
        sys.stdout.write(f"{listener.getsockname()[1]}\n")
        sys.stdout.flush()
        config = uvicorn.Config(
            ASGIServer(rooms),
            log_level="error",
            lifespan="off",
            ws_ping_interval=None,
            ws_per_message_deflate=False,
        )
        await uvicorn.Server(config).serve(sockets=[listener])


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
