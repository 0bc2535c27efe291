"""
What the Reconciliation API 0.2 asks of answers, written down as JSON Schemas, and a check by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
from jsonschema import Draft202012Validator


__all__ = ["EXTENSION", "MANIFEST", "PROPOSAL", "RESULTS", "SUGGESTIONS", "fits", "ids"]

TEXT = {"type": "string", "minLength": 1}
NAMED = {"type": "object", "required": ["id", "name"], "properties": {"id": TEXT, "name": TEXT}}
TYPE = {**NAMED, "properties": {"id": TEXT, "name": TEXT, "broader": {"type": "array"}}}
TEMPLATE = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}
SERVICE = {
    "type": "object",
    "required": ["service_url", "service_path"],
    "properties": {
        "service_url": {"type": "string", "pattern": "^https?://.*[^/]$"},
        "service_path": {"type": "string", "pattern": "^/"},
    },
}


def having(properties: Mapping[str, Any]) -> dict[str, Any]:
    """An object with all of some properties, and no other."""
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": dict(properties),
    }


def list_of(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A list of such things."""
    return {"type": "array", "items": dict(schema)}


MANIFEST: dict[str, Any] = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {**list_of(TEXT), "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": {"type": "string", "pattern": "^https?://"},
        "schemaSpace": {"type": "string", "pattern": "^https?://"},
        "documentation": TEXT,
        "serviceVersion": TEXT,
        "defaultTypes": {**list_of(TYPE), "uniqueItems": True},
        "view": having({"url": TEMPLATE}),
        "preview": having(
            {"url": TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}}
        ),
        "suggest": having({"entity": SERVICE, "type": SERVICE, "property": SERVICE}),
        "extend": having(
            {
                "propose_properties": SERVICE,
                "property_settings": list_of(
                    {
                        "type": "object",
                        "required": ["type", "label", "name"],
                        "properties": {"type": {"const": "number"}, "default": {"type": "number"}},
                    }
                ),
            }
        ),
        "batchSize": {"type": "integer", "minimum": 1},
    },
    "additionalProperties": False,
}

RESULTS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": having(
        {
            "result": list_of(
                having(
                    {
                        "id": TEXT,
                        "name": TEXT,
                        "description": TEXT,
                        "type": list_of(NAMED),
                        "score": {"type": "number", "minimum": 0, "maximum": 100},
                        "match": {"type": "boolean"},
                        "features": list_of(
                            having({"id": TEXT, "value": {"type": ["number", "boolean"]}})
                        ),
                    }
                )
            )
        }
    ),
}

SUGGESTIONS = having({"result": list_of(NAMED)})

EXTENSION = having(
    {
        "meta": list_of(
            {
                **NAMED,
                "properties": {"id": TEXT, "name": TEXT, "type": NAMED},
                "additionalProperties": False,
            }
        ),
        "rows": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": list_of(
                    {"oneOf": [having({"id": TEXT, "name": TEXT}), having({"str": TEXT})]}
                ),
            },
        },
    }
)

PROPOSAL: dict[str, Any] = {
    "type": "object",
    "required": ["type", "properties"],
    "properties": {"type": TEXT, "properties": list_of(NAMED), "limit": {"type": "integer"}},
    "additionalProperties": False,
}


def fits(schema: Mapping[str, Any], answer: httpx.Response) -> Any:
    """The data of an answer, which must fit what the specification asks."""
    assert 200 == answer.status_code, answer.text
    assert "application/json; charset=utf-8" == answer.headers["content-type"]
    assert "*" == answer.headers["access-control-allow-origin"]
    Draft202012Validator.check_schema(schema)
    data = answer.json()
    assert [] == [error.message for error in Draft202012Validator(schema).iter_errors(data)]
    return data


def ids(candidates: list[dict[str, Any]]) -> list[str]:
    """Of which entities the candidates are."""
    return [candidate["id"] for candidate in candidates]
