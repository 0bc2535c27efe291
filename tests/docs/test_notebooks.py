"""The notebooks run, from the first cell to the last, and hold no output of anybody's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "docs").rglob("*.ipynb"))


@pytest.mark.slow
@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs(notebook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The code cells, run in order in one namespace, run through; no cell has an output."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    namespace: dict[str, Any] = {"__name__": "__main__"}
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    for cell in code:
        exec(compile("".join(cell["source"]), f"{notebook.name}:{cell['id']}", "exec"), namespace)

    assert code
    assert [] == [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"]]
    assert len(cells) == len({cell["id"] for cell in cells})
