"""
The OpenAPI description of the API, made from its operations and from the JSON Schemas of answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guidegraph.render.data.changes import SCHEMAS
from guidegraph.serve.rest.answers import JSON, PROBLEM
from guidegraph.serve.rest.operation import Operation
from guidegraph.serve.rest.parameters import RequestParameter


__all__ = ["described"]

_COMPONENTS = "#/components/schemas"
_REFERENCE = re.compile(rf"(?:{re.escape(SCHEMAS)}/([a-z-]+)/1)?#(?:/\$defs/(\w+))?")
_PROBLEMS = {
    "400": "A parameter is missing, unknown or invalid.",
    "404": "There is no such edition, item, type or query.",
    "503": "The server is busy, or the request took too long; try again.",
}
# The results of SPARQL queries in JSON are a format of the W3C, so there is no schema of ours.
_SPARQL_RESULTS = {
    "type": "object",
    "title": "SPARQL 1.1 Query Results JSON",
    "required": ["head"],
    "properties": {
        "head": {
            "type": "object",
            "properties": {"vars": {"type": "array", "items": {"type": "string"}}},
        },
        "results": {
            "type": "object",
            "required": ["bindings"],
            "properties": {
                "bindings": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "additionalProperties": {
                            "type": "object",
                            "required": ["type", "value"],
                            "properties": {
                                "type": {"enum": ["uri", "literal", "bnode", "triple"]},
                            },
                        },
                    },
                }
            },
        },
        "boolean": {"type": "boolean"},
    },
}


def described(
    operations: Sequence[Operation], schemas: Mapping[str, Mapping[str, Any]], version: str
) -> dict[str, Any]:
    """
    The description (OpenAPI 3.1).

    Args:
        schemas: the JSON Schemas by name, those that answers follow and `problem`.
        version: that of guidegraph.
    """
    used = sorted({operation.schema for operation in operations if operation.schema in schemas})
    components = {"sparql-results": _SPARQL_RESULTS}
    for name in dict.fromkeys([*used, "problem"]):
        components.update(_components(name, schemas[name]))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "guidegraph",
            "version": version,
            "summary": "Editions of guidelines, and how every item changed between them.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {operation.path: {"get": _operation(operation)} for operation in operations},
        "components": {
            "schemas": dict(sorted(components.items())),
            "responses": {status: _problem(text) for status, text in _PROBLEMS.items()},
        },
    }


def _operation(operation: Operation) -> dict[str, Any]:
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [_parameter(each) for each in operation.parameters],
        "responses": {
            "200": {
                "description": operation.summary,
                "content": {JSON: {"schema": {"$ref": f"{_COMPONENTS}/{operation.schema}"}}},
            },
            **{status: {"$ref": f"#/components/responses/{status}"} for status in _PROBLEMS},
        },
    }


def _parameter(parameter: RequestParameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "path" if parameter.in_path else "query",
        "description": f"{parameter.summary[:1].upper()}{parameter.summary[1:]}.",
        "required": parameter.required,
        **({"style": "form", "explode": False} if parameter.schema["type"] == "array" else {}),
        "schema": dict(parameter.schema),
        "example": parameter.example,
    }


def _problem(text: str) -> dict[str, Any]:
    schema = {"$ref": f"{_COMPONENTS}/problem"}
    return {"description": text, "content": {PROBLEM: {"schema": schema}}}


def _components(name: str, schema: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """A schema and the ones defined in it, as components that refer to each other."""
    whole = {key: value for key, value in schema.items() if key not in ("$schema", "$id", "$defs")}
    yield name, _referring(whole, name)
    for part, definition in schema.get("$defs", {}).items():
        yield f"{name}-{part}", _referring(definition, name)


def _referring(node: Any, name: str) -> Any:
    if isinstance(node, list):
        return [_referring(each, name) for each in node]
    if not isinstance(node, Mapping):
        return node
    found = {key: _referring(value, name) for key, value in node.items()}
    target = found.get("$ref")
    if isinstance(target, str) and (match := _REFERENCE.fullmatch(target)):
        parts = [match[1] or name, *([match[2]] if match[2] else [])]
        found["$ref"] = f"{_COMPONENTS}/{'-'.join(parts)}"
    return found
