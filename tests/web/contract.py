"""What every answer must keep: the API's document, and the headers of the site."""

import re
from functools import cache
from hashlib import sha256
from typing import Any

import httpx
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from server.app import api_document
from server.web.security import VIEW_BASE, VIEW_END

DOCUMENT_URI = "urn:concerte"
PERSONAL = "no-store"
FOR_EVER = "public, max-age=31536000, immutable"


class Contract:
    """Checks answers as they come and counts what it checked; the same bytes are compared with a schema once."""

    def __init__(self) -> None:
        self.document = _document()
        self.checked: dict[str, int] = {}
        self._valid_bodies: set[tuple[str, bytes]] = set()

    def check(self, response: httpx.Response) -> None:
        """Raise AssertionError for an answer that is not declared, not of its schema, or without the headers of the site."""
        response.read()
        path = response.request.url.path
        path = path.removeprefix(VIEW_BASE) if path.startswith(f"{VIEW_BASE}/") and path != VIEW_END else path
        assert response.status_code < 500, (
            f"{response.request.method} {path}: {response.status_code} {response.text[:500]}"
        )
        self._headers(response, path)
        if path.startswith("/api/") and path != "/api/openapi.json":
            self._answer(response, path)

    def _headers(self, response: httpx.Response, path: str) -> None:
        headers = response.headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["x-frame-options"] == "DENY", path
        assert headers["referrer-policy"] == "same-origin", path
        assert headers["cross-origin-opener-policy"] == "same-origin", path
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy, path
        assert "unsafe-eval" not in policy, path
        if not path.startswith("/api/"):
            assert "unsafe-inline" not in policy, path
        built = path.startswith("/static/") and response.is_success
        assert headers["cache-control"] == (FOR_EVER if built else PERSONAL), path

    def _answer(self, response: httpx.Response, path: str) -> None:
        method, operation = response.request.method.lower(), self._operation(response, path)
        if operation is None:
            assert response.status_code in {403, 404}, f"{method} {path} is not in the document and answers {response}"
            self._valid(response, "#/components/schemas/Problem")
            return
        name, declared = operation
        self.checked[name] = self.checked.get(name, 0) + 1
        assert str(response.status_code) in declared, f"{name} answers {response.status_code}, undeclared"
        content = declared[str(response.status_code)].get("content", {})
        if not content:
            assert response.content == b"", f"{name} answers nothing, yet sent {response.content[:80]!r}"
            return
        media = response.headers["content-type"].partition(";")[0]
        assert media in content, f"{name} answers {media}, undeclared"
        if media == "application/json" and "$ref" in content[media].get("schema", {}):
            self._valid(response, content[media]["schema"]["$ref"])

    def _operation(self, response: httpx.Response, path: str) -> tuple[str, dict[str, Any]] | None:
        for pattern, template in _paths():
            found = self.document["paths"][template].get(response.request.method.lower())
            if found and pattern.fullmatch(path):
                return found["operationId"], found["responses"]
        return None

    def _valid(self, response: httpx.Response, ref: str) -> None:
        body = (ref, sha256(response.content).digest())
        if body in self._valid_bodies:
            return
        wrong = next(iter(_validator(ref).iter_errors(response.json())), None)
        where = "/".join(map(str, wrong.absolute_path)) if wrong else ""
        assert wrong is None, (
            f"{response.request.url.path} is not a {ref}: {where} {wrong.message[:300] if wrong else ''}"
        )
        self._valid_bodies.add(body)


@cache
def _document() -> dict[str, Any]:
    return api_document()


@cache
def _paths() -> list[tuple[re.Pattern[str], str]]:
    """The paths of the document as patterns, those with the fewest placeholders first."""
    paths = sorted(_document()["paths"], key=lambda path: path.count("{"))
    return [(re.compile(re.sub(r"{\w+}", "[^/]*", path)), path) for path in paths]


@cache
def _validator(ref: str) -> Draft202012Validator:
    registry: Registry[Any] = Registry().with_resource(DOCUMENT_URI, _resource())
    return Draft202012Validator({"$ref": DOCUMENT_URI + ref}, registry=registry)


@cache
def _resource() -> Resource[Any]:
    return Resource.from_contents(_document(), DRAFT202012)
