"""What CONTRIBUTING says about the layers is what import-linter checks."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest


ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def layers() -> list[set[str]]:
    """The layers of the contract, the lowest first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (found,) = (each["layers"] for each in contracts if each["type"] == "layers")
    return [set(re.split(r" [|:] ", layer)) for layer in reversed(found)]


@pytest.fixture
def rows() -> list[tuple[list[str], str]]:
    """The packages of each row of the table, and what it says of their imports."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("| package |")[2].partition("\n\n")[0].splitlines()[2:]
    cells = [re.split(r" \| ", line.strip("| ")) for line in table]
    return [(re.findall(r"`(\w+)`", row[0]), row[-1]) for row in cells]


def test_every_package_is_in_the_table_once(
    layers: list[set[str]], rows: list[tuple[list[str], str]]
) -> None:
    """From the lowest layer to the highest one, with no package that is not there."""
    places = {name: number for number, layer in enumerate(layers) for name in layer}
    named = [name for names, _ in rows for name in names]

    assert sorted(places) == sorted(named)
    order = [places[name] for name in named if name not in ("registry", "language")]
    assert sorted(order) == order


def test_what_a_package_may_import(
    layers: list[set[str]], rows: list[tuple[list[str], str]]
) -> None:
    """`X and below` names a package of the next lower layer; everything named is lower."""
    places = {name: number for number, layer in enumerate(layers) for name in layer}
    for names, imports in rows:
        lower = {places[name] for name in re.findall(r"`(\w+)`", imports)}
        for name in names:
            assert all(each < places[name] for each in lower), name
            if imports.endswith("and below") and lower:
                assert {places[name] - 1} == lower, name
