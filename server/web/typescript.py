"""The API's document as TypeScript, so that the interface cannot be built against an API that is not there."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

_HEAD: Final = "// Generated from the OpenAPI document by `make generate`; not edited by hand.\n"
_SIMPLE: Final = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def module(document: Mapping[str, Any]) -> str:
    """Return one module: a type per schema of the document, and `Operations`, what each operation takes and answers."""
    schemas = document["components"]["schemas"]
    pieces = [_HEAD, *(_declaration(name, schemas[name]) for name in sorted(schemas)), _operations(document["paths"])]
    return "\n".join(pieces)


def _declaration(name: str, schema: Mapping[str, Any]) -> str:
    comment = _comment(schema.get("description", ""))
    if schema.get("type") == "object" and "properties" in schema:
        return f"{comment}export interface {name} {{\n{_fields(schema, '  ')}}}\n"
    return f"{comment}export type {name} = {_type(schema)};\n"


def _comment(text: str) -> str:
    return f"/** {' '.join(text.split())} */\n" if text else ""


def _fields(schema: Mapping[str, Any], indent: str) -> str:
    required = set(schema.get("required", ()))
    return "".join(
        f"{indent}{name}{'' if name in required else '?'}: {_type(value)};\n"
        for name, value in schema["properties"].items()
    )


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False)
    if "enum" in schema:
        return " | ".join(json.dumps(value, ensure_ascii=False) for value in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(one) for one in schema["anyOf"]))
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " | ".join(dict.fromkeys(_kind(kind, schema) for kind in kinds))


def _kind(kind: str, schema: Mapping[str, Any]) -> str:
    if kind == "array":
        inner = _type(schema["items"])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if kind == "object":
        if "properties" in schema:
            return "{ " + " ".join(_fields(schema, "").splitlines()) + " }"
        return f"Record<string, {_type(schema['additionalProperties'])}>"
    return _SIMPLE[kind]


def _operations(paths: Mapping[str, Any]) -> str:
    entries = [
        _operation(method, path, operation)
        for path, methods in paths.items()
        if path.startswith("/api/")
        for method, operation in methods.items()
    ]
    return (
        "/** Every operation: how it is asked for and what it answers (undefined: nothing). */\n"
        "export interface Operations {\n" + "".join(sorted(entries)) + "}\n"
    )


def _operation(method: str, path: str, operation: Mapping[str, Any]) -> str:
    body = operation.get("requestBody", {}).get("content", {})
    sent = _type(body["application/json"]["schema"]) if "application/json" in body else "Blob" if body else "undefined"
    asked = [one for one in operation.get("parameters", ()) if one["in"] == "query"]
    query = "".join(f"{one['name']}{'' if one['required'] else '?'}: {_type(one['schema'])}; " for one in asked)
    template = re.sub(r"{\w+}", "${string}", path)
    return (
        f"  {operation['operationId']}: {{ method: {json.dumps(method.upper())}; path: `{template}`; "
        f"query: {'{ ' + query + '}' if query else 'undefined'}; body: {sent}; answer: {_answer(operation)} }};\n"
    )


def _answer(operation: Mapping[str, Any]) -> str:
    content = next(value.get("content", {}) for status, value in operation["responses"].items() if status < "300")
    if not content:
        return "undefined"
    if len(content) > 1 or "application/json" not in content:
        return "Blob"
    return _type(content["application/json"]["schema"])
