"""The JSON that others script against keeps its keys."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from guidegraph.model import changes
from guidegraph.model.accounting import GapKind
from guidegraph.render.format import written
from tests.comparisons import lending_rules


Run = Callable[..., Any]
FOLDER = Path(__file__).resolve().parents[2] / "docs" / "schema"
NAMES = (
    "editions",
    "show",
    "verify",
    "diff",
    "log",
    "blame",
    "review",
    "lint-mapping",
    "check",
    "rules",
    "search",
    "related",
    "path",
    "map",
    "queries",
    "coverage",
    "impact",
    "migrate",
    "drift",
    "suggest-map",
    "ripple",
    "comments",
    "triples",
    "concepts",
    "stored",
)

CONTRACT = {
    "show": {"edition", "iri", "title", "issued", "items"},
    "show item": {
        "id", "iri", "type", "notation", "label", "text", "parent", "position", "terms", "lineage",
    },
    "diff": {"schema", "old", "new", "changes", "unchanged", "summary", "audit"},
    "diff change": {
        "id", "relation", "facets", "wording", "aspects", "old", "new", "duplicate_of",
        "confidence", "evidence", "words",
    },
}  # fmt: skip


@cache
def schema(name: str) -> dict[str, Any]:
    """A schema of `docs/schema/`."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


def problems(name: str, data: object) -> list[str]:
    """What a schema finds wrong with some data."""
    validator = Draft202012Validator(schema(name), format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def objects(node: object) -> list[dict[str, Any]]:
    """All schemas of objects in a schema."""
    if isinstance(node, list):
        return [found for part in node for found in objects(part)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("type") == "object" and "properties" in node else []
    return own + [found for part in node.values() for found in objects(part)]


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_strict_and_described(name: str) -> None:
    """
    A schema is valid, has its address, asks for every key, allows no other, and explains each.
    """
    found = schema(name)
    Draft202012Validator.check_schema(found)

    assert "https://json-schema.org/draft/2020-12/schema" == found["$schema"]
    assert f"https://w3id.org/guidegraph/schema/{name}/1" == found["$id"]
    assert found["title"]
    for part in objects(found):
        assert part["additionalProperties"] is False
        assert list(part["properties"]) == part["required"]
        for key, value in part["properties"].items():
            assert "$ref" in value or value["description"].endswith("."), key


def test_every_field_of_a_diff_follows_the_schema() -> None:
    """What our own library has no example of (moved sentences, nearest items) is valid, too."""
    data = json.loads(written("json", lending_rules()))
    changes = data["changes"]

    assert [] == problems("diff", data)
    for key in ("closest", "sentences", "coverage", "replaced_by", "replaces", "directions"):
        assert any(change[key] for change in changes), key
    assert {"sure", "likely", "unsure"} == {change["certainty"] for change in changes}


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("editions", "editions"),
        ("show", "show 2013-peer"),
        ("show", "show combined"),
        ("show", "show supervisor"),
        ("show", "show peer-support-course"),
        ("show", "show combined value/9"),
        ("verify", "verify"),
        ("diff", "diff 2013-peer combined"),
        ("search", "search privacy"),
        ("related", "related combined:value/7/practice/1"),
        ("path", "path combined:value/7/practice/1 2013-peer:value/7"),
        ("map", "map combined"),
        ("queries", "queries"),
        ("coverage", "coverage peer-support-course combined"),
        ("coverage", "coverage peer-support-course 2013-peer"),
        ("impact", "impact peer-support-course 2013-peer combined"),
        ("drift", "drift peer-support-course combined"),
        ("suggest-map", "suggest-map peer-support-course combined"),
        ("ripple", "ripple term/peer 2013-peer combined"),
        ("comments", "comments 2013-peer"),
        ("log", "log combined:value/7/practice/1"),
        ("log", "log 2013-peer:value/7/practice/4"),
        ("blame", "blame combined"),
        ("review", "review 2013-peer combined"),
        pytest.param("diff", "diff 2013-peer supervisor combined", marks=pytest.mark.slow),
    ],
)
def test_output_follows_its_schema(run: Run, name: str, arguments: str) -> None:
    """What the commands print for our own library is valid."""
    result = run(*arguments.split(), "--format", "json")
    data = json.loads(result.out)

    assert 0 == result.code
    assert [] == problems(name, data)
    assert schema(name)["$id"] == data["schema"]


def test_output_of_a_file_follows_its_schema(run: Run, tmp_path: Path) -> None:
    """A file on its own, too; a dangling graph or source makes gaps that are valid."""
    (tmp_path / "a.md").write_text("# T\n\n## Größe {#a}\n\nb[^1]\n\n[^1]: c [d](e)\n")

    assert [] == problems("show", json.loads(run("show", "a.md", "--format", "json").out))


def test_gaps_follow_their_schema(run: Run, small: Path) -> None:
    """An account that is not complete is valid as well."""
    place = ["--library", str(small)]
    run("build", *place)
    (small / "first" / "source.txt").write_text("Other\n\nPurpose\n", encoding="utf-8")
    result = run("verify", *place, "--format", "json")
    data = json.loads(result.out)

    assert (1, []) == (result.code, problems("verify", data))
    assert {"unaccounted", "missing", "stale"} == {
        gap["kind"] for gap in data["accounts"][0]["gaps"]
    }


def test_contract_keys_are_required() -> None:
    """The schemas ask for the keys that the contract of the design promises."""
    required = {
        "show": set(schema("show")["required"]),
        "show item": set(schema("show")["$defs"]["item"]["required"]),
        "diff": set(schema("diff")["required"]),
        "diff change": set(schema("diff")["$defs"]["change"]["required"]),
    }

    assert {name: keys for name, keys in CONTRACT.items() if not keys <= required[name]} == {}


def test_schemas_know_every_value() -> None:
    """The lists of values in the schemas are those of the model."""
    change = schema("diff")["$defs"]["change"]["properties"]
    gap = schema("verify")["properties"]["accounts"]["items"]["properties"]["gaps"]["items"]

    assert list(changes.Relation) == change["relation"]["enum"]
    assert list(changes.Relation) == schema("diff")["properties"]["summary"]["required"]
    assert list(changes.Facet) == change["facets"]["items"]["enum"]
    assert [*changes.Wording, None] == change["wording"]["enum"]
    assert list(changes.Aspect) == change["aspects"]["items"]["enum"]
    assert [*changes.Direction, None] == change["direction"]["enum"]
    assert list(changes.WordOp) == schema("diff")["$defs"]["edit"]["properties"]["op"]["enum"]
    assert list(GapKind) == gap["properties"]["kind"]["enum"]


def test_show_says_the_same_as_the_outline(run: Run) -> None:
    """The item that the design names has the values of the design."""
    result = run("show", "combined", "value/7/practice/4", "--format", "json")
    (item,) = json.loads(result.out)["items"]

    assert ("PracticeStatement", "7.4", None, "value/7/practice", 4) == tuple(
        item[key] for key in ("type", "notation", "label", "parent", "position")
    )
    assert "https://w3id.org/guidegraph/peer-support/combined/value/7/practice/4" == item["iri"]
