"""The API's document: valid, complete, and precise enough to reject an answer that is not what it says."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from server.app import api_document, generated_files
from server.web.routes import ENDPOINTS, SCREENS
from tests.conftest import ROOT
from tests.web import screen_walks, walks
from tests.web.asking import rows

DOCUMENT = api_document()
CALL = re.compile(r'ask\("(GET|POST|PUT|PATCH|DELETE)", (`[^`]+`|"[^"]+"|at\([^)]*\)|proposal\([^)]*\))')


def _within(where: str, schema: Any) -> Iterator[tuple[str, Any]]:
    """A schema and those inside it, each with the way to it."""
    yield where, schema
    inner = [*schema.get("properties", {}).items(), *(("|", choice) for choice in schema.get("anyOf", ()))]
    inner += [(key, schema[key]) for key in ("items", "additionalProperties") if isinstance(schema.get(key), dict)]
    for name, one in inner:
        yield from _within(f"{where}.{name}", one)


def _schemas() -> Iterator[tuple[str, Any]]:
    """Every schema anywhere in the document, with the way to it."""
    for name, schema in DOCUMENT["components"]["schemas"].items():
        yield from _within(name, schema)
    for path, methods in DOCUMENT["paths"].items():
        for operation in methods.values():
            for one in operation.get("parameters", ()):
                yield from _within(f"{path} {one['name']}", one["schema"])
            for answer in (operation.get("requestBody", {}), *operation["responses"].values()):
                for media in answer.get("content", {}).values():
                    yield from _within(path, media["schema"]) if media else ()


def test_the_document_is_valid_openapi_3_1() -> None:
    validate(DOCUMENT)

    assert DOCUMENT["openapi"].startswith("3.1")


def test_every_operation_of_the_table_is_described() -> None:
    described = {one["operationId"] for methods in DOCUMENT["paths"].values() for one in methods.values()}

    assert {endpoint.operation_id for endpoint in ENDPOINTS} <= described
    assert len({endpoint.operation_id for endpoint in ENDPOINTS}) == len(ENDPOINTS)


def test_no_schema_is_free_form() -> None:
    looked_at = list(_schemas())

    assert len(looked_at) > 500
    assert [where for where, schema in looked_at if _accepts_anything(schema)] == []


def _accepts_anything(schema: dict[str, Any]) -> bool:
    if not schema.keys() & {"type", "enum", "const", "$ref", "anyOf"}:
        return True
    if schema.get("type") == "array":
        return not isinstance(schema.get("items"), dict)
    if schema.get("type") != "object":
        return False
    more = schema.get("additionalProperties")
    return not (isinstance(more, dict) and more) and (more is not False or not schema.get("properties"))


@pytest.mark.parametrize(
    "loose",
    [
        {},
        {"description": "x"},
        {"type": "object"},
        {"type": "array"},
        {"type": "object", "properties": {"a": {"type": "string"}}},
    ],
)
def test_a_free_form_schema_would_be_noticed(loose: dict[str, Any]) -> None:
    assert _accepts_anything(loose)


def test_every_route_of_the_table_has_a_walker_and_no_walker_is_left_over() -> None:
    assert [f"{row.method} {row.path}" for row in rows() if row.walker is None] == []
    assert walks.ENDPOINTS.keys() == {endpoint.operation_id for endpoint in ENDPOINTS}
    assert screen_walks.SCREENS.keys() == {(screen.method, screen.path) for screen in SCREENS}


def test_the_types_of_the_interface_are_those_of_the_document() -> None:
    name = "frontend/src/generated/api.ts"

    assert (ROOT / name).read_text(encoding="utf-8") == generated_files()[name]


def test_every_address_the_interface_asks_for_is_in_the_document() -> None:
    declared = {(method.upper(), _shape(path)) for path, one in DOCUMENT["paths"].items() for method in one}
    asked = [call for file in sorted((ROOT / "frontend/src/api").glob("*.ts")) for call in _calls(file)]

    assert len(asked) > 40
    assert [call for call in asked if call not in declared] == []


def _shape(path: str) -> str:
    return re.sub(r"{\w+}", "*", path)


def _calls(file: Path) -> Iterator[tuple[str, str]]:
    """The (method, path) of each call in a file of the interface, placeholders as `*`."""
    text = file.read_text(encoding="utf-8")
    helpers = dict(re.findall(r"const (at|proposal) = \([^)]*\): string => `([^`]+)`;", text))
    for method, address in CALL.findall(text):
        name = address.partition("(")[0]
        path = helpers[name] if name in helpers else address.strip('`"')
        path = re.sub(r"\$\{(at|proposal)\([^)]*\)\}", lambda found: helpers[found[1]], path)
        path = re.sub(r"\$\{query\(.*$", "", path)
        if "${deed}" in path:
            yield from (
                (method, re.sub(r"\$\{[^}]+\}", "*", path.replace("${deed}", deed))) for deed in ("withdraw", "restore")
            )
            continue
        yield method, re.sub(r"\$\{[^}]+\}", "*", path)
