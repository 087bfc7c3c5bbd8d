"""Where a WebSocket becomes a session: the web layer has authenticated it, checked its Origin and found its project."""

from starlette.websockets import WebSocket

from server.realtime.asgi_transport import AsgiWire
from server.realtime.close_codes import SocketClose
from server.realtime.hub import Hub
from server.realtime.ports import Account
from server.realtime.raw_transport import raw_wire


async def serve(hub: Hub, socket: WebSocket, account: Account, project_id: str, specification_id: str) -> None:
    """Accept the socket and carry the live wire on it until it ends; the raw way where the server offers it (PROTOCOL.md, P27)."""
    await socket.accept()
    wire = raw_wire(socket.scope) or AsgiWire(socket)
    session = await hub.connect(account, project_id, specification_id, wire)
    if isinstance(session, SocketClose):
        await socket.close(session.code, session.reason)
    else:
        await wire.run(session)
