"""Names of classes mean one thing in the whole package."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

import guidegraph


_PACKAGE = Path(guidegraph.__file__).parent


@pytest.mark.slow
def test_no_public_class_name_means_two_things() -> None:
    """Each public class has a name of its own, so that it can be found by its name alone."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(_PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(f"{path.relative_to(_PACKAGE)}:{node.lineno}")
    several = {name: places for name, places in found.items() if len(places) > 1}

    assert {} == several
