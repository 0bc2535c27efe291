"""Large stored editions on the command line: only what is needed of them is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from guidegraph.bulk import triples
from guidegraph.bulk.check import checked_in_sql
from guidegraph.check.rule import RULES
from guidegraph.model.report import Subject


Run = Callable[..., Any]
SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schema" / "check.schema.json"
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


@pytest.mark.usefixtures("folder")
def test_the_check_says_what_it_did_not_look_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules that are not run at this size are named, in text and in JSON."""
    monkeypatch.setattr(triples, "_LARGE", 0)
    text = run("check", "old")
    found = json.loads(run("check", "old", "--format", "json").out)
    (target,) = found["targets"]

    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert 0 == text.code
    assert "Checked 2 concepts with" in text.out
    assert "Not checked at this size: disconnected-clusters" in " ".join(text.out.split())
    assert "disconnected-clusters" in target["not_checked"]
    assert {"concept": 2} == target["checked"]
    assert target["rules"] + len(target["not_checked"]) == _rules()


@pytest.mark.usefixtures("folder")
def test_what_is_counted_and_not_kept_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triples, "_LARGE", 0)
    monkeypatch.setattr(checked_in_sql, "__kwdefaults__", {"kept": 1})
    select = ("check", "old", "--select", "concept-without-scheme,orphan-concept")
    found = json.loads(run(*select, "--format", "json").out)

    assert {"concept-without-scheme": 1} == found["targets"][0]["left_out"]
    assert 1 == len(found["findings"])
    assert 2 == found["summary"]["warning"]
    assert "not listed: 1 by concept-without-scheme" in " ".join(run(*select).out.split())


@pytest.mark.usefixtures("folder")
def test_what_cannot_be_checked_is_an_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check of nothing does not pass."""
    monkeypatch.setattr(triples, "_LARGE", 0)
    alone = run("check", "old", "--select", "disconnected-clusters")
    inferred = run("check", "old", "--infer")

    assert 1 == alone.code
    assert "nothing was checked" in alone.out
    assert 2 == inferred.code
    assert "too large for --infer" in inferred.err


def _rules() -> int:
    return sum(RULES[name].card.subject is Subject.VOCABULARY for name in RULES)
