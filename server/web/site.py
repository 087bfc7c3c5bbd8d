"""All HTTP routes of the site: the API, the screens, the built assets, and how this process is."""

from collections.abc import Callable
from importlib.resources import files
from mimetypes import guess_type
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from server.domain.errors import NotInYourSight
from server.services.house import House
from server.web.compression import CODINGS, accepted
from server.web.departing import Departures
from server.web.dispatch import Dispatcher, language_of, problem_response
from server.web.health import health_routes
from server.web.html import assets, refusal_page
from server.web.routes import ENDPOINTS, SCREENS

WORKER: Final = "src/phone/worker.ts"


class Assets(StaticFiles):
    """The built front end: names carry a hash of their content, so browsers keep them for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return one file, in the best form that was compressed at the build and that the browser accepts."""
        header = Headers(scope=scope).get("accept-encoding")
        forms = [coding for coding in accepted(header) if self.lookup_path(path + CODINGS[coding])[1]]
        response = await super().get_response(path + CODINGS[forms[0]] if forms else path, scope)
        if forms:
            response.headers["content-type"] = guess_type(path)[0] or "application/octet-stream"
            response.headers["content-encoding"] = forms[0]
        response.headers.add_vary_header("Accept-Encoding")
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def _install_routes() -> list[BaseRoute]:
    """What makes the phone's pages an installed page: what they are called and look like, and what answers without a network."""

    async def manifest(request: Request) -> Response:
        icons = [
            {
                "src": assets()[f"src/icons/app-{side}.png"],
                "sizes": f"{side}x{side}",
                "type": "image/png",
                "purpose": use,
            }
            for side in (192, 512)
            for use in ("any", "maskable")
        ]
        told = {
            "name": "Concerté",
            "short_name": "Concerté",
            "id": "/mes-taches",
            "start_url": "/mes-taches",
            "scope": "/",
        }
        look = {"display": "standalone", "background_color": "#F5F5F2", "theme_color": "#F5F5F2", "icons": icons}
        return JSONResponse({**told, **look}, media_type="application/manifest+json")

    async def worker(request: Request) -> Response:
        script = (files("server.web") / assets()[WORKER].removeprefix("/")).read_bytes()
        return Response(script, media_type="text/javascript")

    return [Route("/manifest.webmanifest", manifest), Route("/sw.js", worker)]


def site_routes(house: House, departures: Departures, document: Callable[[], dict[str, Any]]) -> list[BaseRoute]:
    """Return every HTTP route of one node."""
    dispatcher = Dispatcher(house, departures)

    async def absent(request: Request) -> Response:
        language = language_of(request, None)
        if request.url.path.startswith("/api/"):
            return problem_response(NotInYourSight(), language)
        return HTMLResponse(refusal_page(NotInYourSight(), language, request.state.nonce), status_code=404)

    methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]
    return [
        *health_routes(house, document),
        *(dispatcher.endpoint(endpoint) for endpoint in ENDPOINTS),
        *(dispatcher.screen(screen) for screen in SCREENS),
        *_install_routes(),
        Mount("/static", Assets(directory=str(files("server.web") / "static"), check_dir=False)),
        Route("/{path:path}", absent, methods=methods),
    ]
