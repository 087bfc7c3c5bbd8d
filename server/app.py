"""The only place where rooms are wired together: a house opened, an application made of it, and the process that serves it."""

import asyncio
import gc
import json
import logging
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.websockets import WebSocket

from server.domain.errors import NotReady
from server.domain.richtext import schema_json
from server.realtime.bus import Bus, InProcessBus
from server.realtime.endpoint import serve as carry
from server.realtime.http_endpoint import Lines as HttpLines
from server.realtime.hub import Hub
from server.realtime.raw_transport import RawProtocol
from server.realtime.wiring import Teller, account_of, collaborators, live_limits
from server.services import installing
from server.services.house import House
from server.services.mailing import send_due
from server.services.registering import cut_registers
from server.services.sessions import SignedIn
from server.settings import Settings
from server.storage.database import Database
from server.storage.shelf import Shelf
from server.web import typescript
from server.web.departing import CuttableHttp, Departures
from server.web.live import Lines, live_routes
from server.web.openapi import document
from server.web.routes import ENDPOINTS, SHAPES
from server.web.security import Guard
from server.web.site import site_routes

log = logging.getLogger(__name__)

REGISTERS_EVERY = 3600.0
"""Seconds between looks at entries of the registers of access whose time is over."""

MAIL_EVERY = 2.0
"""Seconds between looks at the queue of mails."""

GARBAGE_AFTER = 20_000
"""New objects before Python looks for forgotten cycles. Its usual 700 makes a burst of messages pay for walking through every
specification in memory again and again: a quarter of the time it takes forty people to open five hundred texts."""


@contextmanager
def open_house(settings: Settings) -> Iterator[House]:
    """Yield the house of an installation, for deeds from the command line; its database is migrated already."""
    database = Database(settings.database_url)
    try:
        yield House(settings, database, Shelf())
    finally:
        database.close()


def create_app(settings: Settings) -> Starlette:
    """Return the application of one node. Its live engine runs for as long as the application's lifespan."""
    database = Database(settings.database_url)
    house = House(settings, database, Shelf())
    departures = Departures(house)
    hub = Hub(collaborators(house, departures), _bus(settings.redis_url), live_limits(settings.limits))

    async def take(socket: WebSocket, signed_in: SignedIn, project_id: str, specification_id: str) -> None:
        await carry(hub, socket, account_of(signed_in), project_id, specification_id)

    lines = HttpLines(hub)

    async def open_line(signed_in: SignedIn, project_id: str, specification_id: str, token: str) -> Response:
        return await lines.open(account_of(signed_in), project_id, specification_id, token)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        house.tell = Teller(hub, asyncio.get_running_loop())
        async with hub.running():
            ending = asyncio.Event()
            chores = (
                _regularly(MAIL_EVERY, send_due, house, ending, "mails could not be sent; they stay queued"),
                _regularly(
                    REGISTERS_EVERY, cut_registers, house, ending, "old entries of the registers stay; tried again"
                ),
            )
            running = [asyncio.create_task(chore) for chore in chores]
            yield
            ending.set()
            await asyncio.gather(*running)
        database.close()

    return Starlette(
        routes=[
            *live_routes(house, take, Lines(open_line, lines.refuse, lines.carry)),
            *site_routes(house, departures, api_document),
        ],
        middleware=[Middleware(Guard, base_url=settings.base_url)],
        lifespan=lifespan,
    )


def _bus(redis_url: str | None) -> Bus:
    if not redis_url:
        return InProcessBus()
    from server.realtime.bus_redis import RedisBus  # long to import, and one node alone needs no Redis

    return RedisBus(redis_url)


def _demand_bus(redis_url: str | None) -> None:
    if redis_url:
        from server.realtime.bus_redis import trouble_of

        if trouble := trouble_of(redis_url):
            raise NotReady("bus", trouble=trouble)


async def _regularly(
    seconds: float, chore: Callable[[House], object], house: House, ending: asyncio.Event, trouble: str
) -> None:
    """Do a chore again and again; when the application ends, the one that is being done is finished first."""
    while not ending.is_set():
        try:
            await asyncio.to_thread(chore, house)
        except Exception:
            log.exception(trouble)
        with suppress(TimeoutError):
            await asyncio.wait_for(ending.wait(), seconds)


def demand_free_port(settings: Settings) -> None:
    """Raise NotReady when this process cannot listen where the settings say."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise NotReady(
                "port", host=settings.host, port=settings.port, trouble=error.strerror or str(error)
            ) from error


def serve(settings: Settings) -> None:
    """Serve this installation until the process is told to stop.

    Raises SettingsRefused when its reach is unsafe, NotReady when its database, its bus or its port is not to be had.
    """
    settings.demand_safe_reach()
    installing.demand_ready(settings)
    _demand_bus(settings.redis_url)
    demand_free_port(settings)
    app = create_app(settings)
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER)
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        http=CuttableHttp,
        loop="uvloop",
        ws=RawProtocol,
        ws_max_size=settings.limits.frame_bytes,
        ws_per_message_deflate=False,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        log_level=settings.log_level,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )


def api_document() -> dict[str, Any]:
    """Return the OpenAPI document of the HTTP API."""
    return document(ENDPOINTS, SHAPES)


def generated_files() -> dict[str, str]:
    """Return the files of the front end that are generated from the code: path from the top of the tree -> text."""
    folder = "frontend/src/generated"
    return {
        f"{folder}/api.ts": typescript.module(api_document()),
        f"{folder}/richtext-schema.json": json.dumps(schema_json(), indent=2, ensure_ascii=False) + "\n",
    }
