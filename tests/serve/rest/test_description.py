"""The OpenAPI description of the JSON API."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from guidegraph.serve.rest import OPERATIONS
from tests.serve.conftest import Served


DESCRIPTION = Path(__file__).resolve().parents[3] / "docs/schema/openapi.json"


def references(node: object) -> list[str]:
    """All references in a description."""
    if isinstance(node, list):
        return [found for each in node for found in references(each)]
    if not isinstance(node, dict):
        return []
    own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
    return own + [found for each in node.values() for found in references(each)]


def test_the_file_is_served_with_the_address_of_the_server(small: Served) -> None:
    """The description that is served is the file, and says where the server is."""
    written = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    found = small.ask("/api/openapi.json").json()

    assert [{"url": small.url.rstrip("/")}] == found.pop("servers")
    assert written == found


def test_every_operation_is_described() -> None:
    """
    The description has each address that the API answers at, with its parameters, and no other.
    """
    paths = json.loads(DESCRIPTION.read_text(encoding="utf-8"))["paths"]

    expected = {each.path: [part.name for part in each.parameters] for each in OPERATIONS}
    assert expected == {
        path: [part["name"] for part in methods["get"]["parameters"]]
        for path, methods in paths.items()
    }
    names = [each.name for each in OPERATIONS]
    assert len(names) == len(set(names))


def test_every_reference_leads_somewhere() -> None:
    """Whatever the description refers to is in it, under no other address than its own."""
    description: Any = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    found = set(references(description))

    assert len(found) > 20
    for reference in found:
        node = description
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]
        assert node, reference


@pytest.mark.slow
def test_schemathesis_finds_nothing(served: Served, tmp_path: Path) -> None:
    """
    Schemathesis, with all its checks, finds no answer that differs from the description: none of
    good and bad values, of methods that are not there, of parameters left out or unknown.
    """
    tool = Path(sys.executable).parent / "schemathesis"
    done = subprocess.run(
        [tool, "run", f"{served.url}api/openapi.json", "--seed", "6", "--max-examples", "10"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )

    assert 0 == done.returncode, done.stdout
    assert "26 selected / 26 total" in done.stdout


@pytest.mark.parametrize(("text", "status"), [("true", 200), ("false", 200), ("maybe", 400)])
def test_truth_values(served: Served, text: str, status: int) -> None:
    """What is true or false is written so, and nothing else stands for it."""
    assert status == served.ask(f"/api/search?q=respect&any={text}").status_code
