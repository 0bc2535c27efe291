"""Large stored editions on the command line: only what is needed of them is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guidegraph.bulk import triples


Run = Callable[..., Any]
_OLD = """
@prefix : <http://example.org/voc/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:tea a skos:Concept ; skos:prefLabel "Tea"@en ; skos:notation "7" ; skos:broader :drink ;
  skos:definition "Leaves in water."@en .
:drink a skos:Concept ; skos:prefLabel "Drink"@en .
"""
_NEW = _OLD.replace("in water", "in hot water")


@pytest.fixture
def folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two stored editions."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("old", _OLD), ("new", _NEW)):
        Path(f"{name}.ttl").write_text(text, encoding="utf-8")
        assert 0 == run("store", "add", name, f"{name}.ttl").code
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_the_log_is_that_of_whole_editions(
    run: Run, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """In all formats."""
    expected = run("log", "new:tea", "old", "new", "--format", form)
    monkeypatch.setattr(triples, "_LARGE", 0)
    found = run("log", "7", "old", "new", "--format", form)

    assert "hot" in found.out
    assert (0, expected.out) == (found.code, found.out)
    assert 2 == run("log", "coffee", "old", "new", "--format", form).code
