"""
Every pair of result and format that help and the docs list works: on our own library, and for data
of any size on two small vocabularies.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import click
import pytest
from pyoxigraph import RdfFormat, parse

from guidegraph.cli import options
from guidegraph.cli.main import COMMANDS, main
from guidegraph.graph.dataset import to_dataset
from guidegraph.graph.profile import to_skos_core
from guidegraph.graph.syntax import Syntax
from guidegraph.render.format import (
    FORMATS,
    RenderOptions,
    ResultKind,
    fitting,
    kind_of,
    problem_of,
    written,
)


ROOT = Path(__file__).resolve().parents[2]
MAP = ROOT / "curricula" / "peer-support-course" / "map.csv"
LINEAGE = ROOT / "editions" / "2013-peer--combined" / "lineage.sssom.tsv"
CONCEPT = "<http://www.w3.org/2004/02/skos/core#Concept>"
Run = Callable[..., Any]

_VOCABULARY = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:c1> a skos:Concept ; skos:prefLabel "Water"@en ; skos:broader <urn:c2> .
<urn:c2> a skos:Concept ; skos:prefLabel "Fluid"@en .
"""
# What a command needs in its folder.
FILES: Mapping[str, Mapping[str, str]] = {
    "diff": {"old.ttl": _VOCABULARY, "new.ttl": _VOCABULARY.replace("Water", "Drinking water")},
    "store list": {"old.ttl": _VOCABULARY},
}
BEFORE: Mapping[str, str] = {"store list": "store add old old.ttl --quiet"}
COMMANDS_BY_NAME: Mapping[str, click.Command] = {
    f"{name} {part}" if part else name: command
    for name in COMMANDS
    for part, command in {"": COMMANDS[name], **getattr(COMMANDS[name], "commands", {})}.items()
}

# Each command with runs that together have every kind of result that it can have.
_DOCUMENT = Path(__file__).parents[2] / "editions" / "supervisor" / "source.txt"
RUNS: Mapping[str, tuple[str, ...]] = {
    "apply": ("delta.json 2013-peer",),
    "blame": ("supervisor",),
    "check": ("supervisor",),
    "comments": ("2013-peer",),
    "coverage": ("peer-support-course combined",),
    "diff": (
        "2013-peer combined",
        "2013-peer combined --explain value/5/practice/3",
        "old.ttl new.ttl --triples",
        "old.ttl new.ttl --concepts --quiet",
    ),
    "drift": ("peer-support-course combined",),
    "editions": ("",),
    "export": ("2013-peer --to csv", "supervisor..2013-peer --to csv", "library --to csv"),
    "impact": ("peer-support-course 2013-peer combined",),
    "lint-mapping": (f"{LINEAGE} --old 2013-peer --new combined",),
    "log": ("combined:value/5/practice/3",),
    "map": ("combined",),
    "merge": ("supervisor 2013-peer combined",),
    "migrate": (f"{MAP} 2013-peer combined --format json",),
    "path": ("combined:value/7 combined:value/8/practice/1",),
    "queries": ("",),
    "query": (
        f"--sparql 'SELECT * {{ ?item a {CONCEPT} }} LIMIT 3'",
        f"--sparql 'ASK {{ ?item a {CONCEPT} }}'",
        f"--sparql 'CONSTRUCT WHERE {{ ?item a {CONCEPT} }} LIMIT 3'",
    ),
    "related": ("combined:value/7",),
    "review": ("2013-peer combined",),
    "ripple": ("term/peer-supporter 2013-peer combined",),
    "rules": ("",),
    "search": ("supervision",),
    "show": ("2013-peer --format turtle", "combined value/7", f"{_DOCUMENT} --guesses"),
    "store list": ("",),
    "suggest-map": ("peer-support-course combined",),
    "verify": ("supervisor",),
}
# Editions and diffs that say when they were issued, as CASE wants to know, come from these.
SOURCE: Mapping[ResultKind, str] = {
    ResultKind.EDITION: "show",
    ResultKind.DIFF: "export",
    ResultKind.LIBRARY: "export",
}


def kinds_of(command: str) -> tuple[ResultKind, ...]:
    """The kinds of result for which a command lists the formats."""
    params = COMMANDS_BY_NAME[command].params
    found = [each for each in params if isinstance(each, options.FormatOption)]
    return tuple(kind for option in found for kind in option.kinds)


COMMANDS_OF = {
    kind: [name for name in COMMANDS_BY_NAME if kind in kinds_of(name)]
    for kind in ResultKind
    if kind is not ResultKind.DATASET
}
PAIRS = [(kind, form) for kind in ResultKind for form in fitting(kind)]
# The graphs of a whole library, in the syntaxes that editions are written in, too.
LARGE = {(ResultKind.LIBRARY, form) for form in fitting(ResultKind.DATASET) if form != "turtle"}


@cache
def results(command: str) -> Mapping[ResultKind, object]:
    """What a command gives, by its kind: what it has written."""
    found: dict[ResultKind, object] = {}

    def kept(form: str, result: object, page: RenderOptions | None = None) -> bytes:
        found[kind_of(result)] = result
        return written(form, result, page)

    with pytest.MonkeyPatch.context() as patch:
        for module in ("cli.options", "exports", "editors"):
            patch.setattr(f"guidegraph.{module}.written", kept, raising=False)
        patch.setattr("guidegraph.render.format.written", kept)
        if command == "apply":
            Path("delta.json").write_bytes(written("delta-json", results("diff")[ResultKind.DIFF]))
        for name, text in FILES.get(command, {}).items():
            Path(name).write_text(text, encoding="utf-8")
        before = [BEFORE[command]] if command in BEFORE else []
        for run in (*before, *(f"{command} {each}" for each in RUNS[command])):
            with pytest.raises(SystemExit) as caught:
                main(shlex.split(run))
            assert caught.value.code in (0, 1), run
    return found


@cache
def result_of(kind: ResultKind) -> object:
    """A result of a kind, as a command has it."""
    if kind is ResultKind.DATASET:
        return to_skos_core(to_dataset(result_of(ResultKind.EDITION)))
    return results(SOURCE.get(kind) or COMMANDS_OF[kind][0])[kind]


@pytest.mark.parametrize("command", RUNS)
def test_a_command_gives_what_it_says(command: str) -> None:
    """The kinds for which a command lists the formats are those that its results have."""
    assert set(kinds_of(command)) == set(results(command))


def test_every_command_is_run() -> None:
    """No command with formats is left out here, and there is one for every kind of result."""
    assert set(RUNS) == {name for name in COMMANDS_BY_NAME if kinds_of(name)}
    assert [] == [kind for kind, commands in COMMANDS_OF.items() if not commands]


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        pytest.param(
            *pair,
            id=f"{pair[0].name}-{pair[1]}",
            marks=pytest.mark.slow if pair in LARGE else (),
        )
        for pair in PAIRS
    ],
)
def test_every_listed_pair_works(kind: ResultKind, form: str) -> None:
    """A result can be written in each format that holds it, and is whole and of its type."""
    result = result_of(kind)
    body = written(form, result)

    assert body
    assert problem_of(form, result, body) is None
    if form != "json-ld-compacted":  # its context lies elsewhere
        assert is_of(FORMATS[form].media_type_of(kind), body)


def is_of(media_type: str, body: bytes) -> bool:
    """Whether a file is what its media type says, as far as a parser can tell."""
    syntax = RdfFormat.from_media_type(media_type)
    if syntax is not None and media_type == syntax.media_type.partition(";")[0]:
        return any(True for _ in parse(body, format=syntax))
    if media_type.endswith("json"):
        return bool(json.loads(body))
    if media_type.endswith("xml"):
        return len(fromstring(body)) > 0
    if media_type == "text/csv":
        return len(list(csv.reader(io.StringIO(body.decode(), newline=""), strict=True))) > 1
    return body.startswith(b"PK") or bool(body.decode().strip())


@pytest.mark.parametrize("command", RUNS)
def test_help_lists_what_fits(run: Run, command: str) -> None:
    """Help lists the formats that hold what the command gives, each whole, and no others."""
    shown = re.search(r"One of ([\w\s,-]+)\.", run(*command.split(), "--help").out)

    assert shown is not None
    assert list(fitting(*kinds_of(command))) == re.split(r",\s+", shown[1])


@pytest.mark.parametrize("command", RUNS)
@pytest.mark.parametrize("form", ["nonsense", "rdf-patch", "junit"])
def test_what_does_not_fit_is_refused(run: Run, command: str, form: str) -> None:
    """A format that is unknown, or is for others, is refused before anything is done."""
    names = fitting(*kinds_of(command))
    if form in names:
        return
    option = "--to" if command in ("apply", "export") else "--format"
    result = run(*command.split(), option, form, *["x"] * 3)

    assert (2, "", 1) == (result.code, result.out, result.err.count("\n"))
    assert result.err.endswith(f" {', '.join(names)}\n")


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("skos-turtle", "turtle"),
        ("changes-turtle", "turtle"),
        ("changes-json-ld", "json-ld"),
        ("case-changes-json", "case-json"),
    ],
)
def test_former_names_lead_there(former: str, now: str) -> None:
    """What a format was called once still names it, though no list has that name."""
    assert written(now, result_of(ResultKind.DIFF)) == written(former, result_of(ResultKind.DIFF))
    assert former not in fitting(ResultKind.DIFF)


def test_one_table_of_media_types() -> None:
    """The syntaxes of the graph have the media types that the formats of that name say."""
    types = {FORMATS[name].media_type for name in ("turtle", "json-ld", "rdf-xml", "n-triples")}

    assert types == {syntax.value for syntax in Syntax}


def test_the_file_chooses_among_forms(run: Run, tmp_path: Path) -> None:
    """`--format changelog -o x.html` writes a page, `--to crosswalk -o x.xlsx` a workbook."""
    changes, clauses = tmp_path / "changes.html", tmp_path / "clauses.xlsx"
    assert 0 == run("diff", "2013-peer", "combined", "--format=changelog", "-o", changes).code
    assert 0 == run("export", "2013-peer..combined", "--to=crosswalk", "-o", clauses).code
    assert changes.read_text("utf-8").startswith("<!doctype html>")
    assert clauses.read_bytes().startswith(b"PK")
