"""The README's two commands are each one line that sets up all it needs, alone in its section."""

from __future__ import annotations

import re
from pathlib import Path

import pytest


ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("section", "last"),
    [("See what changed", "guidegraph diff 2013-peer combined"), ("Test it", "pytest")],
)
def test_commands(section: str, last: str) -> None:
    """A command makes its environment with pinned versions, then does its job."""
    said = re.search(rf"^## {section}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert said is not None

    commands = re.findall(r"^```sh\n(.*?)^```$", said[1], re.MULTILINE | re.DOTALL)

    ((line,),) = [command.splitlines() for command in commands]
    steps = [step.strip() for step in line.split("&&")]
    assert "python3 -m venv .venv" == steps[0]
    assert steps[1].startswith(".venv/bin/pip install -q -c constraints.txt ")
    assert f".venv/bin/{last}" == steps[2]
