"""Whether this process runs, whether it can serve, and the description of the API."""

from collections.abc import Callable
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from server.services.house import House


def health_routes(house: House, document: Callable[[], dict[str, Any]]) -> list[Route]:
    """Return the routes that say how this process is, and its OpenAPI document."""

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_request: Request) -> Response:
        if await to_thread.run_sync(house.database.trouble):
            return PlainTextResponse("the database does not answer, or does not store\n", status_code=503)
        return PlainTextResponse("ready\n")

    async def openapi(_request: Request) -> Response:
        return JSONResponse(document())

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/api/openapi.json", openapi)]
