"""From a row of the table to an answer: identify, validate, call, present; always in that order."""

import json
import logging
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from anyio import to_thread
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.background import BackgroundTask, BackgroundTasks
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from server.domain.errors import Conflict, NotInYourSight, NotReady, NotSignedIn, Refusal, TooLarge
from server.domain.ids import is_id
from server.domain.words import Language
from server.services.house import House, Told
from server.services.rights import reader_for, reader_for_specification
from server.services.sessions import SignedIn, get_signed_in
from server.services.undoing import undoable
from server.web.call import Call
from server.web.compression import compress, stream
from server.web.departing import Departing, Departure, Departures
from server.web.errors import invalid_request, problem_of, status_of
from server.web.html import refusal_page
from server.web.security import (
    COOKIE,
    DOOR,
    DOOR_COOKIE,
    LANGUAGE_COOKIE,
    PLACE,
    PLACE_COOKIE,
    SAFE_METHODS,
    VIEW_BASE,
    VIEW_COOKIE,
)
from server.web.table import DEED, Access, Endpoint, File, Page, Redirect, Screen

log = logging.getLogger(__name__)

LASTS: Final = 30 * 24 * 3600
"""Seconds for which a browser keeps its cookies."""
BODY_LIMIT: Final = 4 * 1024 * 1024
"""Bytes of a JSON body; uploads have the attachment limit of the settings."""


MADE_AGAIN: Final = 5
"""Times an answer is made again because rights changed meanwhile, before one is asked to try later."""


class Withheld(Exception):
    """An answer was made and does not leave: `refusal` is said instead."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.key)
        self.refusal = refusal


def language_of(request: Request, signed_in: SignedIn | None) -> Language:
    """The person's own choice, else the browser's first of ours, else French."""
    if signed_in is not None:
        return Language(signed_in.language)
    chosen = request.cookies.get(LANGUAGE_COOKIE) or request.headers.get("accept-language", "")[:2]
    return Language.ENGLISH if chosen == Language.ENGLISH else Language.FRENCH


@lru_cache(maxsize=512)
def _adapter(answer: Any) -> TypeAdapter[Any]:
    return TypeAdapter(answer)


async def _body(request: Request, limit: int) -> bytes:
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise TooLarge(limit=f"{limit // (1024 * 1024)} Mo")
        chunks.append(chunk)
    return b"".join(chunks)


def _parsed(model: type[BaseModel] | None, raw: bytes) -> BaseModel | None:
    if model is None:
        return None
    try:
        return model.model_validate_json(raw or b"{}")
    except ValidationError as error:
        raise invalid_request(error) from error


def _asked(model: type[BaseModel] | None, request: Request) -> BaseModel | None:
    if model is None:
        return None
    try:
        return model.model_validate(dict(request.query_params))
    except ValidationError as error:
        raise invalid_request(error) from error


class Dispatcher:
    """Answers requests for one house; what leaves is known to `departures` until it has left."""

    def __init__(self, house: House, departures: Departures) -> None:
        self.house, self.departures = house, departures

    def endpoint(self, endpoint: Endpoint) -> Route:
        """Return the Starlette route of an API operation."""

        async def answer(request: Request) -> Response | Departing:
            raw = await self._raw(request, endpoint)
            if isinstance(raw, Response):
                return raw
            try:
                return await self._let_go(
                    request, endpoint.access, lambda one: self._operate(request, endpoint, raw, one)
                )
            except Withheld as withheld:
                return problem_response(withheld.refusal, language_of(request, None))
            except Exception:
                log.exception("%s %s failed", endpoint.method, endpoint.path)
                return problem_response(NotReady(), language_of(request, None))

        return Route(endpoint.path, answer, methods=[endpoint.method], name=endpoint.operation_id)

    async def _raw(self, request: Request, endpoint: Endpoint) -> bytes | Response:
        limit = self.house.settings.limits.attachment_bytes if endpoint.upload else BODY_LIMIT
        try:
            return await _body(request, limit)
        except TooLarge as refusal:
            return problem_response(refusal, language_of(request, None))

    async def _let_go(
        self, request: Request, access: Access, make: Callable[[Departure], Response]
    ) -> Response | Departing:
        """Make an answer, and let it leave unless rights ended meanwhile: then it is made again, or withheld."""
        if access is Access.PUBLIC:
            return await to_thread.run_sync(make, Departure(safe=True))
        for _ in range(MADE_AGAIN):
            departure = self.departures.begin(safe=request.method in SAFE_METHODS)
            try:
                response = await to_thread.run_sync(make, departure)
            except BaseException:
                self.departures.end(departure)
                raise
            if not departure.void:
                departure.leaving = True
                return Departing(response, departure, self.departures.end)
            self.departures.end(departure)
            if not departure.safe:
                raise Withheld(Conflict("answer_withheld"))
        raise Withheld(NotReady())

    def _operate(self, request: Request, endpoint: Endpoint, raw: bytes, departure: Departure) -> Response:
        signed_in = self._identify(request, departure)
        language = language_of(request, signed_in)
        try:
            call = self._call(request, signed_in, language, endpoint.access, departure)
            call.body = None if endpoint.upload else _parsed(endpoint.body, raw)
            call.query = _asked(endpoint.query, request)
            call.upload, call.upload_name = (
                (raw, request.headers.get("x-file-name", "")) if endpoint.upload else (b"", "")
            )
            result = endpoint.handler(call)
            self._demand_no_less(departure)
        except Refusal as refusal:
            return problem_response(refusal, language)
        response = _with_cookies(_present(endpoint, result), call, self.house.settings.base_url)
        if endpoint.undoable and (fact := undoable(call.deeds)) is not None:
            response.headers[DEED] = f"{fact.id} {endpoint.operation_id}"
        return compress(response, request.headers.get("accept-encoding"))

    def screen(self, screen: Screen) -> Route:
        """Return the Starlette route of a page."""

        async def answer(request: Request) -> Response | Departing:
            try:
                raw = await _body(request, BODY_LIMIT)
            except TooLarge as refusal:
                return _refusal_page(request, refusal, language_of(request, None))
            try:
                return await self._let_go(request, screen.access, lambda one: self._show(request, screen, raw, one))
            except Withheld as withheld:
                return _refusal_page(request, withheld.refusal, language_of(request, None))
            except Exception:
                log.exception("%s %s failed", screen.method, screen.path)
                return _refusal_page(request, NotReady(), language_of(request, None))

        return Route(screen.path, answer, methods=[screen.method], name=screen.handler.__name__)

    def _show(self, request: Request, screen: Screen, raw: bytes, departure: Departure) -> Response:
        signed_in = self._identify(request, departure)
        language = language_of(request, signed_in)
        try:
            call = self._call(request, signed_in, language, screen.access, departure)
            call.upload, call.place = raw, request.cookies.get(PLACE_COOKIE, "")
            shown = screen.handler(call)
            self._demand_no_less(departure)
        except NotSignedIn:
            return _to_the_door(request, self.house.settings.base_url)
        except Refusal as refusal:
            return _refusal_page(request, refusal, language)
        accepts = request.headers.get("accept-encoding")
        response = _with_cookies(_shown(shown, call.base, accepts), call, self.house.settings.base_url)
        return compress(response, accepts)

    def _who(self, request: Request) -> SignedIn | None:
        viewing = request.cookies.get(VIEW_COOKIE)
        token = viewing or request.cookies.get(COOKIE)
        if not token:
            return None
        try:
            return get_signed_in(self.house, token)
        except NotSignedIn:
            return None

    def _identify(self, request: Request, departure: Departure) -> SignedIn | None:
        """Tell who asks, as of a moment after which whatever ends their rights is told to the departure."""
        while True:
            departure.void = False
            signed_in = departure.signed_in = self._who(request)
            if signed_in is None or not departure.void:
                return signed_in

    def _demand_no_less(self, departure: Departure) -> None:
        """Raise when a deed's answer was drawn for a reader of more than its author reads now."""
        if departure.doubtful and not departure.safe and not self.departures.still_reads(departure):
            raise Conflict("answer_withheld")

    def _call(
        self, request: Request, signed_in: SignedIn | None, language: Language, access: Access, departure: Departure
    ) -> Call:
        _demand_identifiers(request)
        call = Call(
            house=self._telling(departure),
            path={name: str(value) for name, value in request.path_params.items()},
            language=language,
            address=request.client.host if request.client else "",
            device=request.headers.get("user-agent", "")[:200],
            nonce=request.state.nonce,
            content_type=request.headers.get("content-type", ""),
            signed_in=signed_in,
            base=request.scope.get("root_path", ""),
        )
        if access is Access.PROJECT:
            call.reader_or_none = _reader(reader_for, call, call.path["project_id"])
        elif access is Access.SPECIFICATION:
            call.reader_or_none = _reader(reader_for_specification, call, call.path["specification_id"])
        elif access is Access.PERSON and call.me.capped_organization_id:
            raise NotInYourSight
        elif access is Access.PERSON_OR_VIEW:
            _ = call.me
        departure.reader = call.reader_or_none
        return call

    def _telling(self, departure: Departure) -> House:
        """Return the house, whose deeds let the departure know while they tell what they did."""
        told = self.house.tell

        def tell(news: Told) -> None:
            with departure.telling_of(news):
                told(news)

        return self.house.telling(tell)


def _reader(find: Callable[..., Any], call: Call, place: str) -> Any:
    me = call.me
    return find(call.house, me.person_id, place, capped_organization_id=me.capped_organization_id)


def _demand_identifiers(request: Request) -> None:
    """Raise NotInYourSight for what cannot be an identifier, as for one that is nobody's: storage is not asked."""
    for name, value in request.path_params.items():
        if name.endswith("_id") and not is_id(str(value)):
            raise NotInYourSight


def _to_the_door(request: Request, base_url: str) -> Response:
    """Send one to sign in; the page of a specification that one came for is opened afterwards."""
    door = request.cookies.get(DOOR_COOKIE, "")
    response = RedirectResponse(f"/atelier/{door}" if DOOR.fullmatch(door) else "/entrer", status_code=303)
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.method == "GET" and (place := PLACE.match(asked)):
        _keep(response, PLACE_COOKIE, place[0], base_url, seconds=3600)
    return response


def _keep(response: Response, name: str, value: str, base_url: str, *, path: str = "/", seconds: int) -> None:
    secure = base_url.startswith("https:")
    response.set_cookie(name, value, max_age=seconds, path=path, secure=secure, httponly=True, samesite="lax")


def _refusal_page(request: Request, refusal: Refusal, language: Language) -> Response:
    html = refusal_page(refusal, language, request.state.nonce)
    return HTMLResponse(html, status_code=status_of(refusal))


def problem_response(refusal: Refusal, language: Language) -> Response:
    """Return the answer of the API to a refusal."""
    problem = problem_of(refusal, language)
    return JSONResponse(problem.model_dump(exclude_none=True), status_code=status_of(refusal))


def _present(endpoint: Endpoint, result: Any) -> Response:
    if isinstance(result, File):
        return _file(result)
    if endpoint.answer is None:
        return Response(status_code=204)
    content = _adapter(endpoint.answer).dump_json(result)
    return Response(content, status_code=endpoint.status, media_type="application/json")


def _file(file: File) -> Response:
    kind = "inline" if file.inline else "attachment"
    name = json.dumps(file.name.encode("ascii", "replace").decode())
    headers = {"content-disposition": f"{kind}; filename={name}"}
    if not file.inline or file.media_type == "text/html":
        headers["content-security-policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
    return Response(file.content, media_type=file.media_type, headers=headers)


def _shown(shown: Page | Redirect | File, base: str, accepts: str | None) -> Response:
    if isinstance(shown, Redirect):
        return RedirectResponse(base + shown.location, status_code=303)
    if isinstance(shown, File):
        return _file(shown)
    if isinstance(shown.html, str):
        return HTMLResponse(shown.html, status_code=shown.status)
    return stream(shown.html, accepts, shown.status)


def _with_cookies(response: Response, call: Call, base_url: str) -> Response:
    for name, value in call.new_cookies.items():
        path = VIEW_BASE if name == VIEW_COOKIE else "/"
        _keep(response, name, value or "", base_url, path=path, seconds=LASTS if value else 0)
    if call.afterwards:
        response.background = BackgroundTasks([BackgroundTask(work) for work in call.afterwards])
    return response
