"""Mappings that diffs write, and that commands read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


Run = Callable[..., Any]

HEAD = "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
OLD = """
@prefix : <https://example.org/old/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
: a skos:ConceptScheme ; skos:prefLabel "Goods"@en .
:c1 a skos:Concept ; skos:prefLabel "wireless"@en ; skos:topConceptOf : .
:c2 a skos:Concept ; skos:prefLabel "lorry"@en ; skos:topConceptOf : .
:c3 a skos:Concept ; skos:prefLabel "hay cart"@en ; skos:topConceptOf : .
:c4 a skos:Concept ; skos:prefLabel "sack of coal"@en ; skos:broader :c3 .
"""
NEW = (
    OLD.replace("lorry", "truck, for goods")
    .replace(':c3 a skos:Concept ; skos:prefLabel "hay cart"@en ; skos:topConceptOf : .\n', "")
    .replace(":broader :c3", ":broader :c2")
)


@pytest.fixture
def vocabularies(tmp_path: Path) -> tuple[str, str]:
    """The files of two releases of a vocabulary."""
    (tmp_path / "v1.ttl").write_text(OLD)
    (tmp_path / "v2.ttl").write_text(NEW)
    return "v1.ttl", "v2.ttl"


@pytest.mark.parametrize(
    ("olds", "new"),
    [
        (["2013-peer"], "combined"),
        pytest.param(["supervisor"], "combined", marks=pytest.mark.slow),
        pytest.param(["2013-peer"], "supervisor", marks=pytest.mark.slow),
        pytest.param(["2013-peer", "supervisor"], "combined", marks=pytest.mark.slow),
        (["v1.ttl"], "v2.ttl"),
        (["v2.ttl"], "v1.ttl"),
    ],
)
@pytest.mark.usefixtures("vocabularies")
def test_what_a_diff_writes_passes(run: Run, olds: list[str], new: str) -> None:
    """`lint-mapping` has no findings about a mapping that the diff itself wrote."""
    assert 0 == run("diff", *olds, new, "--summary", "--export-mapping", "m.sssom.tsv").code
    named = [argument for old in olds for argument in ("--old", old)]
    result = run("lint-mapping", "m.sssom.tsv", *named, "--new", new, "--fail-on", "info")

    assert 0 == result.code
    assert result.out.endswith("no findings\n")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "https://x.example/1\tskos:exactMatch\turn:guidegraph:v2/c1",
            "m.sssom.tsv:2: subject_id 'https://x.example/1' is not an item of v1; write an IRI",
        ),
        (
            "old:c1\tskos:exactMatch\told:c1",
            "m.sssom.tsv:2: the prefix 'old' of 'old:c1' is not declared; add it to the curie_map",
        ),
        (
            "urn:x-unknown:1\tskos:exactMatch\tsssom:NoTermFound",
            "m.sssom.tsv:2: subject_id 'urn:x-unknown:1' is not an item of v1; write an IRI",
        ),
    ],
)
def test_a_row_that_names_nothing(
    run: Run, tmp_path: Path, vocabularies: tuple[str, str], row: str, problem: str
) -> None:
    """A mapping is never ignored silently: a row that names nothing known is an error."""
    (tmp_path / "m.sssom.tsv").write_text(f"{HEAD}{row}\tsemapv:ManualMappingCuration\n")
    result = run("diff", *vocabularies, "--mapping", "m.sssom.tsv")

    assert 3 == result.code
    assert problem in result.err


def test_what_a_verdict_rests_on(run: Run, tmp_path: Path) -> None:
    """Of a pair that a mapping decided, row and reviewer are named; of others, why they did not."""
    (tmp_path / "a.csv").write_text("id,text\na1,Staff must greet all.\na3,Keys are kept here.\n")
    (tmp_path / "b.csv").write_text("id,text\nb1,Gardens are free.\nb3,Lamps are off at ten.\n")
    (tmp_path / "m.tsv").write_text(
        "#curie_map:\n#  a: urn:guidegraph:a/\n#  b: urn:guidegraph:b/\n"
        "#mapping_set_id: https://example.org/m\n#license: https://example.org/l\n"
        f"{HEAD.strip()}\treviewer_label\n"
        "a:a1\tskos:closeMatch\tb:b1\tsemapv:ManualMappingCuration\tA. Reader\n"
        "a:a3\tskos:closeMatch\tb:b3\tsemapv:LexicalMatching\t\n"
    )
    compare = ("diff", "a.csv", "b.csv", "--mapping", "m.tsv", "--format")
    said = "aligned as confirmed by A. Reader in m.tsv:7"
    table = run(*compare, "json")
    changes = json.loads(table.out)["changes"]

    assert {"by": ["A. Reader"], "rows": [{"path": "m.tsv", "line": 7}]} == changes[0]["confirmed"]
    assert [None, None] == [change["confirmed"] for change in changes[1:]]
    assert "m.tsv: 1 of 2 rows decide nothing (line 8): nobody has confirmed them" in table.err
    for form in ("text", "markdown", "csv", "html", "redline"):
        assert said in run(*compare, form).out
    assert "leave out --mapping" in run(*compare, "text", "--no-mapping").err
    confirmed = json.loads(run("diff", "2013-peer", "combined", "--format", "json").out)["changes"]
    gate = run("diff", "2013-peer", "combined", "--format", "json", "--no-mapping")
    assert any(change["confirmed"] for change in confirmed)
    assert not any(change["confirmed"] for change in json.loads(gate.out)["changes"])
