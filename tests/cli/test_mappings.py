"""Mappings that diffs write, and that commands read."""

from __future__ import annotations

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
        (["supervisor"], "combined"),
        (["2013-peer"], "supervisor"),
        (["2013-peer", "supervisor"], "combined"),
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
