"""The OpenAPI 3.1 document of the HTTP API, made from the table of routes: complete, and without free-form schemas."""

import re
from collections.abc import Iterable
from typing import Any, Final, Literal

from pydantic import BaseModel, TypeAdapter

from server.domain.richtext import SCHEMA
from server.web.errors import STATUS, Problem
from server.web.table import DEED, Access, Endpoint, File

REF: Final = "#/components/schemas/{model}"

RICH_TEXT: Final[dict[str, Any]] = {
    "type": "object",
    "description": "A rich-text node as ProseMirror JSON; the root is a `doc`.",
    "properties": {
        "type": {"type": "string", "enum": list(SCHEMA.nodes)},
        "attrs": {"type": "object", "additionalProperties": {"type": ["string", "integer", "null"]}},
        "marks": {"type": "array", "items": {"$ref": REF.format(model="RichTextMark")}},
        "content": {"type": "array", "items": {"$ref": REF.format(model="RichText")}},
        "text": {"type": "string"},
    },
    "required": ["type"],
    "additionalProperties": False,
}
RICH_TEXT_MARK: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "enum": list(SCHEMA.marks)},
        "attrs": {"type": "object", "additionalProperties": {"type": "string"}},
    },
    "required": ["type"],
    "additionalProperties": False,
}

_REFUSED: Final[dict[int, str]] = {
    401: "Nobody is signed in",
    403: "Not allowed to this person, or asked from another site",
    404: "Nothing of the kind for this person: absent and hidden are never told apart",
    409: "Not as things stand",
    413: "Too large",
    422: "Not understood",
    429: "Too many attempts",
    503: "Something failed here; what was saved is still saved",
}
"""What each refusal says of itself; every status of `errors.STATUS` is here."""


def document(endpoints: Iterable[Endpoint], shapes: Iterable[type] = ()) -> dict[str, Any]:
    """Return the OpenAPI document of these endpoints and of the two that say how the process is.

    `shapes` are described beside them: what screens embed for their islands.
    """
    listed = list(endpoints)
    schemas, refs = _schemas(listed, shapes)
    paths: dict[str, dict[str, Any]] = dict(_HEALTH)
    for endpoint in listed:
        paths.setdefault(_path(endpoint.path), {})[endpoint.method.lower()] = _operation(endpoint, refs)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Concerté",
            "version": "1",
            "description": "Requests other than GET need the site's own Origin.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "concerte"}},
        },
    }


def _path(path: str) -> str:
    return re.sub(r"{(\w+):\w+}", r"{\1}", path)


def _schemas(endpoints: list[Endpoint], shapes: Iterable[type]) -> tuple[dict[str, Any], dict[Any, Any]]:
    answers = {endpoint.answer for endpoint in endpoints if _has_schema(endpoint.answer)} | set(shapes)
    bodies = {endpoint.body for endpoint in endpoints if endpoint.body}
    inputs: list[tuple[Any, Literal["validation", "serialization"], TypeAdapter[Any]]] = [
        *((answer, "serialization", TypeAdapter(answer)) for answer in answers),
        *((body, "validation", TypeAdapter(body)) for body in bodies),
        (Problem, "serialization", TypeAdapter(Problem)),
    ]
    refs, definitions = TypeAdapter.json_schemas(inputs, ref_template=REF)
    schemas: dict[str, Any] = dict(sorted(definitions.get("$defs", {}).items()))
    for schema in schemas.values():
        _close(schema)
    return schemas | {"RichText": RICH_TEXT, "RichTextMark": RICH_TEXT_MARK}, refs


def _has_schema(answer: Any) -> bool:
    return answer is not None and answer is not File


def _close(schema: dict[str, Any]) -> None:
    """Say what is really sent: no seals, rich text by its own schema, every field of an answer, and nothing undeclared.

    Forms forbid undeclared fields themselves and may leave fields out; a `Problem` leaves out what is empty.
    """
    properties = schema.get("properties")
    if properties is None:
        return
    for name, value in properties.items():
        if name == "tree":
            properties[name] = {"$ref": REF.format(model="RichText")}
        elif isinstance(value, dict):
            value.pop("title", None)
    if "additionalProperties" not in schema:
        properties.pop("seal", None)
        schema["additionalProperties"] = False
        schema["required"] = ["code", "message"] if schema["title"] == Problem.__name__ else list(properties)


def _operation(endpoint: Endpoint, refs: dict[Any, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {"operationId": endpoint.operation_id, "summary": endpoint.summary}
    if endpoint.access is not Access.PUBLIC:
        operation["security"] = [{"session": []}]
    if parameters := _parameters(endpoint):
        operation["parameters"] = parameters
    if endpoint.body:
        schema = refs[(endpoint.body, "validation")]
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    if endpoint.upload:
        operation["requestBody"] = {"required": True, "content": {"application/octet-stream": {"schema": _BYTES}}}
    done = _answer(endpoint, refs) | ({"headers": {DEED: _DEED}} if endpoint.undoable else {})
    operation["responses"] = {str(endpoint.status if endpoint.answer else 204): done} | _refusals()
    return operation


_DEED: Final = {
    "description": "When its author can take it back: the id by which `undo_deed` does it, a space, this operation",
    "required": False,
    "schema": {"type": "string"},
}
_BYTES: Final = {"type": "string", "contentMediaType": "application/octet-stream"}
_TEXT: Final = {"content": {"text/plain": {"schema": {"type": "string"}}}}
_HEALTH: Final[dict[str, dict[str, Any]]] = {
    "/healthz": {
        "get": {
            "operationId": "healthz",
            "summary": "Whether this process runs",
            "responses": {"200": {"description": "It does", **_TEXT}},
        }
    },
    "/readyz": {
        "get": {
            "operationId": "readyz",
            "summary": "Whether this process can serve",
            "responses": {
                "200": {"description": "It can", **_TEXT},
                "503": {"description": "Its database does not answer", **_TEXT},
            },
        }
    },
}


def _answer(endpoint: Endpoint, refs: dict[Any, Any]) -> dict[str, Any]:
    if endpoint.answer is None:
        return {"description": "Done"}
    if endpoint.answer is File:
        return {"description": "A file", "content": {media: {} for media in endpoint.media_types}}
    return {
        "description": "Done",
        "content": {"application/json": {"schema": refs[(endpoint.answer, "serialization")]}},
    }


def _refusals() -> dict[str, Any]:
    problem = {"application/json": {"schema": {"$ref": REF.format(model=Problem.__name__)}}}
    return {
        str(status): {"description": _REFUSED[status], "content": problem} for status in sorted(set(STATUS.values()))
    }


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    named = re.findall(r"{(\w+)(?::\w+)?}", endpoint.path)
    found = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in named]
    return found + (_query_parameters(endpoint.query) if endpoint.query else [])


def _query_parameters(query: type[BaseModel]) -> list[dict[str, Any]]:
    schema = query.model_json_schema(ref_template=REF)
    required = schema.get("required", [])
    return [
        {
            "name": name,
            "in": "query",
            "required": name in required,
            "schema": {key: part for key, part in value.items() if key != "title"},
        }
        for name, value in schema["properties"].items()
    ]
