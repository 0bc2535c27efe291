"""Stored editions on the command line: adding, listing, and naming them in other commands."""

from __future__ import annotations

import gzip
import itertools
import json
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from guidegraph.bulk.ingest import add_edition
from guidegraph.cli import progress
from guidegraph.graph.components import named


Run = Callable[..., Any]
SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schema"
_OLD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:c1> a skos:Concept ; skos:prefLabel "Water"@en ; skos:broader <urn:c2> ;
    skos:note [ skos:note "wet"@en ] .
<urn:c2> a skos:Concept ; skos:prefLabel "Fluid"@en .
"""
_NEW = _OLD.replace("Water", "Drinking water").replace("wet", "very wet")
_PATCH = [
    "TX",
    "D <urn:c1> <http://www.w3.org/2004/02/skos/core#note>",
    'D <urn:c1> <http://www.w3.org/2004/02/skos/core#prefLabel> "Water"@en',
    'D _: <http://www.w3.org/2004/02/skos/core#note> "wet"@en',
    "A <urn:c1> <http://www.w3.org/2004/02/skos/core#note>",
    'A <urn:c1> <http://www.w3.org/2004/02/skos/core#prefLabel> "Drinking water"@en',
    'A _: <http://www.w3.org/2004/02/skos/core#note> "very wet"@en',
    "TC",
]
_RING = "".join(f"_:n{each} <urn:p> _:n{(each + 1) % 6} .\n" for each in range(6))


def _contract(name: str) -> Draft202012Validator:
    text = (SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def _without_nodes(patch: str) -> list[str]:
    """The rows of a patch without the digests of blank nodes."""
    rows = []
    for line in patch.splitlines():
        words = line.removesuffix(" .").split(" ")
        kept = ["_:" if word.startswith("_:") else word for word in words]
        rows.append(" ".join(kept if kept[-1] != "_:" else kept[:-1]))
    return rows


@pytest.fixture
def files() -> None:
    """Two editions of a vocabulary as files in the current folder, the second one compressed."""
    Path("old.ttl").write_text(_OLD, encoding="utf-8")
    Path("new.ttl.gz").write_bytes(gzip.compress(_NEW.encode()))


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the stored editions `old` and `new`, which tests copy."""
    folder = tmp_path_factory.mktemp("editions")
    for name, text in (("old", _OLD), ("new", _NEW)):
        (folder / f"{name}.ttl").write_text(text, encoding="utf-8")
        add_edition(folder, name, folder / f"{name}.ttl")
    return folder


@pytest.fixture
def stored(files: None, editions: Path) -> None:
    """The vocabularies, stored as `old` and `new`; their files have names that begin with `was`."""
    shutil.copytree(editions / "stored", "stored")
    for file in ("old.ttl", "new.ttl.gz"):
        Path(file).rename(f"was-{file}")


# -- adding and listing -------------------------------------------------------------------


@pytest.mark.usefixtures("files")
def test_adding_says_what_was_stored_and_where(run: Run) -> None:
    """One line on standard output, and nothing but the edition is left."""
    result = run("store", "add", "old", "old.ttl")

    assert (0, "") == (result.code, result.err)
    assert "Stored 7 triples as old in stored/old.parquet.\n" == result.out
    assert ["old.parquet"] == [each.name for each in Path("stored").iterdir()]


def test_one_triple_is_one(run: Run) -> None:
    Path("one.nt").write_text("<urn:a> <urn:p> <urn:b> .\n", encoding="utf-8")

    assert run("store", "add", "one", "one.nt").out.startswith("Stored 1 triple as one in ")


@pytest.mark.usefixtures("files")
def test_in_a_library_editions_are_stored_there(run: Run) -> None:
    """The library that is named, or that the current folder is in, has the folder `stored`."""
    run("init", "lib", "--title", "T", "--base", "https://example.org/v/")
    result = run("store", "add", "old", "old.ttl", "--library", "lib")

    assert result.out.endswith(" as old in lib/stored/old.parquet.\n")
    assert "old" in run("store", "list", "--library", "lib").out
    assert not Path("stored").exists()


@pytest.mark.usefixtures("files")
def test_listing(run: Run) -> None:
    """The list has names in order, with numbers and where they came from."""
    for name, file in (("old", "old.ttl"), ("new", "new.ttl.gz")):
        run("store", "add", name, file)
    lines = run("store", "list").out.splitlines()
    result = run("store", "list", "--format", "json")
    data = json.loads(result.out)

    assert [["new", "7"], ["old", "7"]] == [line.split()[:2] for line in lines[1:]]
    assert ["new.ttl.gz", "old.ttl"] == [line.split()[-1] for line in lines[1:]]
    assert [] == list(_contract("stored").iter_errors(data))
    assert Path("old.ttl").stat().st_size == data["editions"][1]["source"]["bytes"]


def test_nothing_is_stored_yet(run: Run) -> None:
    result = run("store", "list")

    assert (0, "") == (result.code, result.err)
    assert "add one with 'guidegraph store add EDITION FILE'" in result.out


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("name", "file", "code", "message"),
    [
        ("a", "none.ttl", 3, "none.ttl: no such file"),
        ("a", "broken.ttl", 3, "broken.ttl:1:"),
        ("a", "notes.txt", 2, "notes.txt: not RDF by its name"),
        ("../a", "old.ttl", 2, "'../a' cannot be the name of an edition"),
    ],
)
def test_what_cannot_be_stored(run: Run, name: str, file: str, code: int, message: str) -> None:
    """One line says what is wrong, and nothing is left that looks like an edition."""
    Path("broken.ttl").write_text("<urn:a> <urn:p> .\n", encoding="utf-8")
    Path("notes.txt").write_text("notes\n", encoding="utf-8")
    result = run("store", "add", name, file)

    assert (code, "", 1) == (result.code, result.out, result.err.count("\n"))
    assert message in result.err
    assert [] == list(Path().rglob("*.parquet"))


@pytest.mark.usefixtures("stored")
def test_a_stored_edition_is_not_changed(run: Run) -> None:
    """A name that is taken is refused, and its edition stays as it was."""
    before = Path("stored/old.parquet").read_bytes()
    result = run("store", "add", "old", "was-new.ttl.gz")

    assert 2 == result.code
    assert "stored editions are not changed; take another name" in result.err
    assert before == Path("stored/old.parquet").read_bytes()


@pytest.mark.usefixtures("files")
def test_a_name_in_the_library_is_taken(run: Run) -> None:
    """An edition of a library and a stored one of it never have the same name."""
    run("init", "lib", "--title", "T", "--base", "https://example.org/v/")
    Path("lib/first").mkdir()
    result = run("store", "add", "first", "old.ttl", "--library", "lib")

    assert 2 == result.code
    assert "guidegraph: 'first' is an edition of the library; take another name\n" == result.err


# -- how far it is ------------------------------------------------------------------------


def _watched(monkeypatch: pytest.MonkeyPatch, step: float) -> None:
    """Somebody looks at standard error, and each look at the clock finds it *step* later."""
    clock = itertools.count(0.0, step)
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    monkeypatch.setattr(progress.ReadingProgress, "is_wanted", staticmethod(lambda: True))


@pytest.mark.usefixtures("files")
def test_what_takes_long_is_shown_and_cleared(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """From two seconds on a line says how far it is; at the end it is taken away."""
    _watched(monkeypatch, 2.5)
    shown = run("store", "add", "old", "old.ttl").err

    assert "reading: 0 of 0 MB (100 %)" in shown
    assert "sorting" in shown
    assert shown.endswith(" \r")
    assert "\n" not in shown


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("option", ["--quiet", "-q"])
def test_nothing_is_shown_if_nobody_wants_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    _watched(monkeypatch, 2.5)

    assert "" == run("store", "add", "old", "old.ttl", option).err
    assert "\r" not in run("diff", "old", "new.ttl.gz", "--triples", option).err


@pytest.mark.usefixtures("files")
def test_nothing_is_shown_of_what_is_quick(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _watched(monkeypatch, 0.001)

    assert "" == run("store", "add", "old", "old.ttl").err


# -- in other commands --------------------------------------------------------------------


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("names", [("old", "new"), ("old", "was-new.ttl.gz")])
def test_triples(run: Run, names: tuple[str, str]) -> None:
    """Stored editions are compared by triples, also one with a file."""
    result = run("diff", *names, "--triples")
    numbers = json.loads(run("diff", *names, "--triples", "--format", "json").out)

    assert 0 == result.code
    assert _PATCH == _without_nodes(result.out)
    assert "guidegraph: 3 triples removed, 3 added\n" == result.err
    assert {"removed": 3, "added": 3, "undecided": 0} == numbers["triples"]
    assert [] == list(_contract("triples").iter_errors(numbers))


@pytest.mark.usefixtures("stored")
def test_files_and_stored_editions_give_the_same_patch(run: Run) -> None:
    """The names of blank nodes are the same, wherever the triples were read."""
    ways = [("old", "new"), ("was-old.ttl", "new"), ("was-old.ttl", "was-new.ttl.gz")]

    assert 1 == len({run("diff", *names, "--triples").out for names in ways})


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("new", ["new", "was-new.ttl.gz"])
def test_concepts(run: Run, new: str) -> None:
    result = run("diff", "old", new, "--concepts", "--format", "json")
    data = json.loads(result.out)

    assert (0, "") == (result.code, result.err)
    assert [] == list(_contract("concepts").iter_errors(data))
    assert [["relabelled", "notes"]] == [each["facets"] for each in data["changes"]]


@pytest.mark.usefixtures("stored")
def test_small_stored_editions_have_the_ordinary_diff(run: Run) -> None:
    """As their files do: item by item, with what can be filtered."""
    Path("was-new.ttl.gz").rename("n.ttl.gz")
    Path("n.ttl").write_text(_NEW, encoding="utf-8")
    one, other = (
        json.loads(run("diff", *names, "--format", "json").out)
        for names in (("old", "new"), ("old", "n.ttl"))
    )

    assert ["relabelled", "described"] == one["changes"][0]["facets"]
    assert one["summary"] == other["summary"]
    assert 1 == run("diff", "old", "new", "--fail-on", "relabelled").code


@pytest.mark.usefixtures("stored")
def test_check_show_and_log(run: Run) -> None:
    """Commands that read a file also read a stored edition by its name."""
    checked = json.loads(run("check", "old", "--format", "json").out)

    assert ["old", {"concept": 2}] == [checked["targets"][0][key] for key in ("name", "checked")]
    assert "Water" in run("show", "old").out
    history = run("log", "new:c1", "old", "new").out
    assert "first appears as old:c1" in history
    assert "[-Water-] {+Drinking water+}" in history


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("by", ["--triples", pytest.param("--concepts", marks=pytest.mark.slow)])
def test_exit_code(run: Run, by: str) -> None:
    """`--exit-code` is 1 for any difference, also one that is about no concept."""
    Path("more.ttl").write_text(f"{_OLD}<urn:x> <urn:p> <urn:y> .", encoding="utf-8")

    assert 0 == run("diff", "old", "was-old.ttl", by, "--exit-code").code
    assert 1 == run("diff", "old", "new", by, "--exit-code").code
    assert 1 == run("diff", "old", "more.ttl", by, "--exit-code").code
    assert 0 == run("diff", "old", "new", by).code


@pytest.mark.slow
def test_what_is_undecided_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the work limit does not suffice, nothing is claimed: it is counted, and in comments."""
    for module in ("ingest", "compare"):
        monkeypatch.setattr(f"guidegraph.bulk.{module}.named", partial(named, work=-120))
    Path("ring.nt").write_text(_RING, encoding="utf-8")
    Path("other.nt").write_text(f"{_RING}<urn:a> <urn:p> <urn:b> .\n", encoding="utf-8")
    added = run("store", "add", "ring", "ring.nt").out

    assert added.endswith("; 6 are in components of blank nodes too symmetric to compare.\n")
    assert "6 (6 undecided)" in run("store", "list").out
    for old in ("ring", "ring.nt"):
        result = run("diff", old, "other.nt", "--triples", "--exit-code")
        comments = [line for line in result.out.splitlines() if line.startswith("# _:")]
        numbers = json.loads(run("diff", old, "other.nt", "--triples", "--format=json").out)

        assert 1 == result.code
        assert "guidegraph: 0 triples removed, 1 added, 12 undecided\n" == result.err
        assert 12 == len(comments)
        assert {"removed": 0, "added": 1, "undecided": 12} == numbers["triples"]
    assert 1 == run("diff", "ring", "ring.nt", "--triples", "--exit-code").code


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("old nwe --triples", "unknown stored edition 'nwe': did you mean 'new'?"),
        ("old new was-old.ttl --triples", "are compared in pairs; name OLD and NEW"),
        ("old new --triples --concepts", "give one of them"),
        ("old new --triples --fail-on dropped", "--fail-on is not for comparing triples"),
        ("old new --triples --language en", "--language is not for comparing triples"),
        ("old new --concepts --only moved", "--only is not for comparing large vocabularies"),
        ("old new --concepts --explain c1", "--explain is not for comparing large vocabularies"),
        ("old new --triples --engine spark", "--engine spark and --master URL go together"),
        ("old new --engine spark", "--engine spark and --master URL go together"),
        ("old new --triples --master local[1]", "--engine spark and --master URL go together"),
        ("old new --master local[1]", "--engine spark and --master URL go together"),
    ],
)
def test_misuse(run: Run, arguments: str, message: str) -> None:
    """What cannot be obeyed is refused in one line; a gate is not passed unseen."""
    result = run("diff", *arguments.split())

    assert (2, "", 1) == (result.code, result.out, result.err.count("\n"))
    assert message in result.err


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("by", ["--triples", "--concepts", "--all"])
def test_a_folder_with_the_name_hides_nothing(run: Run, by: str) -> None:
    """A folder of that name is not looked at, and a library elsewhere does not matter."""
    Path("old").mkdir()
    run("init", "lib", "--title", "T", "--base", "https://example.org/v/")

    assert "Drinking water" in run("diff", "old", "new", by).out
    assert "Drinking water" in run("diff", "old", "new", by, "--library", "lib").out


@pytest.mark.usefixtures("stored")
def test_a_missing_file_is_called_a_file(run: Run) -> None:
    result = run("diff", "old", "none.ttl", "--triples")

    assert (3, "guidegraph: none.ttl: no such file; check the path\n") == (result.code, result.err)


@pytest.mark.usefixtures("stored")
def test_a_damaged_edition(run: Run) -> None:
    """What is not a stored edition is refused, with what to do."""
    Path("stored/new.parquet").write_bytes(b"PAR1 and no more")
    for by in ("--triples", "--concepts", "--all"):
        result = run("diff", "old", "new", by)

        assert (3, "", 1) == (result.code, result.out, result.err.count("\n"))
        assert "stored/new.parquet: not a stored edition" in result.err


@pytest.mark.usefixtures("stored")
def test_spark_that_is_not_installed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is said; nothing is compared in another way instead."""
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    result = run("diff", "old", "new", "--triples", "--engine", "spark", "--master", "local[1]")

    assert (2, "", 1) == (result.code, result.out, result.err.count("\n"))
    assert "install guidegraph[spark]" in result.err
