"""`guidegraph export` on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


Run = Callable[..., Any]
SKOS = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        ("supervisor --to csv", "id,type,notation,label,text,parent,position\n"),
        ("supervisor --to markdown", "# National Practice Guidelines for Supervisors"),
        ("supervisor --to trig", "@base <https://w3id.org/guidegraph/peer-support/supervisor/>"),
        ("supervisor..combined --to rdf-xml", "<?xml "),
        ("supervisor --to skos-turtle --profile skos-core", "@base "),
        ("supervisor --to json-ld-expanded", "[\n"),
    ],
)
def test_written(run: Run, arguments: str, begins: str) -> None:
    """The data goes to standard output, and nothing else is said."""
    result = run("export", *arguments.split())

    assert (0, "") == (result.code, result.err)
    assert result.out.startswith(begins)


@pytest.mark.parametrize(
    ("source", "arguments", "code", "message"),
    [
        (
            '<http://x/a> skos:prefLabel "A", "B" .',
            "v.ttl --to trig --profile skos-core",
            3,
            "it breaks a rule of SKOS (several-preferred-labels)",
        ),
        ("<http://x/a> <http://x/1> 1 .", "v.ttl --to rdf-xml", 3, "RDF/XML cannot write"),
        ("<http://x/a> a skos:Concept .", "v.ttl --to csv --profile skos-core", 2, "no profiles"),
        (
            "<http://x/a> a skos:Concept .",
            "v.ttl --to kgcl",
            2,
            "the format 'kgcl' cannot hold an edition",
        ),
        ("<http://x/a> a skos:Concept .", "v.ttl --to nothing", 2, "unknown format"),
        ("", "2013-peer..nothing --to trig", 2, "unknown edition 'nothing'"),
        ("", "..combined --to trig", 2, "unknown edition '..combined'"),
        ("", "v.nt --to trig", 3, "v.nt: no such file"),
    ],
)
def test_refused(run: Run, source: str, arguments: str, code: int, message: str) -> None:
    """What cannot be written is refused in one line, and no file is made."""
    Path("v.ttl").write_text(SKOS + source)
    result = run("export", *arguments.split(), "-o", "out", "--loss-report", "losses")

    assert (code, "") == (result.code, result.out)
    assert message in result.err
    assert 1 == result.err.count("\n")
    assert ["v.ttl"] == [path.name for path in Path().iterdir()]


def test_all_the_same(run: Run) -> None:
    """With --check none what breaks a rule of SKOS is converted as it is."""
    Path("v.ttl").write_text(f'{SKOS}<http://x/a> skos:prefLabel "A", "B" .')
    result = run("export", "v.ttl", "--to", "n-triples", "--check", "none")

    assert (0, 2) == (result.code, result.out.count("prefLabel"))


def test_loss_report_of_a_profile(run: Run) -> None:
    """The loss report of a profile says what is left out and which labels are ours."""
    arguments = "supervisor --to trig --profile skos-core --loss-report losses.txt"
    result = run("export", *arguments.split(), "-o", "core.trig")
    losses = Path("losses.txt").read_text()

    assert (0, "") == (result.code, result.out)
    assert "<https://w3id.org/guidegraph/ontology#position> are left out" in losses
    assert "/supervisor/section/background/1: its label is derived: '" in losses


def test_advice_names_what_was_typed(run: Run, tmp_path: Path) -> None:
    """A missing date is asked for with the command as it was typed."""
    folder = tmp_path / "their files"
    folder.mkdir()
    (folder / "old.md").write_text("# A\n\n- Lends books.\n- Dusts the lamps at noon.\n", "utf-8")
    (tmp_path / "new.md").write_text("# A\n\n- Lends books.\n", "utf-8")
    found = run("export", "new.md", "--to=case-json", "--since=their files/old.md")

    assert "guidegraph export new.md --to=case-json '--since=their files/old.md'" in found.err
    assert 2 == found.code
    assert (
        0
        == run(
            *("export", "new.md", "--to=case-json", "--since=their files/old.md"),
            *("--issued", "2026", "-o", "a.json"),
        ).code
    )
