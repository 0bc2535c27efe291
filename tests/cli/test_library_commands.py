"""From an empty folder to a verified, built and exported edition."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


Run = Callable[..., Any]


# -- init -------------------------------------------------------------------------------------


def test_init_makes_a_library_that_works(run: Run, tmp_path: Path) -> None:
    """In a new library every command says that it is empty, and what to do next."""
    made = run("init", "my library", "--title", "Ours")
    place = ["--library", str(tmp_path / "my library")]

    assert (0, "") == (made.code, made.out)
    assert "then: guidegraph editions --library 'my library'" in made.err
    assert (
        "Ours\nno editions yet: make a folder with an edition.toml and an edition.md in it\n"
        == (run("editions", *place).out)
    )
    for command, message in {
        "verify": (
            "guidegraph: nothing to verify; no edition.toml names a [source], and no edition was "
            "read from data\n"
        ),
        "build": "guidegraph: nothing to build; every graph is up to date\n",
        "build --check": "",
    }.items():
        result = run(*command.split(), *place)

        assert (0, "", message) == (result.code, result.out, result.err)
    assert [] == json.loads(run("editions", *place, "--format", "json").out)["editions"]
    assert [] == json.loads(run("verify", *place, "--format", "json").out)["accounts"]


def test_init_works_here(run: Run) -> None:
    """The folder may be the one the command runs in, and exist already."""

    assert 0 == run("init", ".").code
    assert 0 == run("editions", "--library", ".").code


def test_init_overwrites_nothing(run: Run, small: Path) -> None:
    """A library stays as it is."""
    before = (small / "library.toml").read_bytes()
    result = run("init", str(small), "--title", "Other")

    assert 2 == result.code
    assert f"guidegraph: {small / 'library.toml'}: already exists; choose another folder\n" == (
        result.err
    )
    assert before == (small / "library.toml").read_bytes()


@pytest.mark.parametrize("title", ['A "guide"', "two\nlines", "Größe — 指南 🙂", "[red]a[/red]"])
def test_init_keeps_any_title(run: Run, title: str) -> None:
    """Quotes, line ends, marks and letters of any script come out as they went in."""

    assert 0 == run("init", "new", "--title", title).code
    assert run("editions", "--library", "new").out.startswith(f"{title}\n")


@pytest.mark.parametrize("base", ["nowhere", "https://e.org", "https://e.org/a b/", "urn:"])
def test_init_refuses_a_bad_base(run: Run, tmp_path: Path, base: str) -> None:
    """A base that makes no IRIs is misuse, and nothing is made."""
    result = run("init", "new", "--base", base)

    assert (2, []) == (result.code, list(tmp_path.iterdir()))
    assert repr(base) in result.err


# -- verify -----------------------------------------------------------------------------------


def change(path: Path, old: str, new: str) -> None:
    """Change the first place where *old* stands in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_verify_accounts_for_all_words(run: Run, library: Path) -> None:
    """Every word of the sources we ship is accounted for."""
    result = run("verify", "--library", str(library))

    assert (0, "") == (result.code, result.err)
    assert ["100 %"] * 4 == [line.split("  ")[1] for line in result.out.splitlines()]


@pytest.mark.parametrize("edition", ["2013-peer", "combined", "supervisor"])
def test_verify_sees_one_changed_word(run: Run, library: Path, edition: str) -> None:
    """One word changed in a source is found, on its line, and the exit code is 1."""
    source = library / edition / "source.txt"
    change(source, " hope", " hxpe")
    line = next(
        number
        for number, text in enumerate(source.read_text(encoding="utf-8").splitlines(), start=1)
        if "hxpe" in text
    )
    result = run("verify", edition, "--library", str(library))

    assert 1 == result.code
    assert result.err.startswith("guidegraph: correct the outline (edition.md) until it says what")
    assert "100 %" not in result.out
    assert f"line {line}: " in result.out
    assert "hxpe" in result.out


def test_verify_reports_as_json(run: Run, library: Path) -> None:
    """The same, for programs; the exit code too."""
    change(library / "combined" / "source.txt", "strive", "strove")
    result = run("verify", "combined", "--library", str(library), "--format", "json")
    (account,) = json.loads(result.out)["accounts"]

    assert 1 == result.code
    assert not account["complete"]
    assert account["share"] < 1
    assert [("missing", ["strive"]), ("unaccounted", ["strove"])] == sorted(
        (gap["kind"], gap["words"]) for gap in account["gaps"] if gap["kind"] != "stale"
    )


def test_verify_of_one_edition_leaves_the_others_alone(run: Run, library: Path) -> None:
    """What is wrong with another edition does not matter."""
    change(library / "combined" / "source.txt", "complimentary", "complementary")

    assert 0 == run("verify", "supervisor", "--library", str(library)).code
    assert 1 == run("verify", "--library", str(library)).code


def test_verify_sees_a_graph_that_is_out_of_date(run: Run, small: Path) -> None:
    """A graph built before the last change is a gap until it is built again."""
    place = ["--library", str(small)]
    run("build", *place)
    change(small / "first" / "edition.md", "Purpose", "Aim")
    change(small / "first" / "source.txt", "Purpose", "Aim")

    stale = run("verify", *place)
    assert 1 == stale.code
    assert "edition.ttl was built from another text" in " ".join(stale.out.split())
    assert "guidegraph: build the graph again with 'guidegraph build'\n" == stale.err
    run("build", *place)

    assert 0 == run("verify", *place).code


@pytest.mark.parametrize(
    ("manifest", "code", "message"),
    [
        ('[source]\nfile = "gone.txt"', 3, "gone.txt: no such file; check the path"),
        ('[source]\nfile = "../../etc/passwd"', 3, "edition.toml:$.source.file: not a plain file"),
    ],
)
def test_verify_says_what_to_do_about_a_missing_source(
    run: Run, small: Path, manifest: str, code: int, message: str
) -> None:
    """An edition whose source is missing says what to do."""
    (small / "first" / "edition.toml").write_text(manifest, encoding="utf-8")
    result = run("verify", "first", "--library", str(small))

    assert (code, "") == (result.code, result.out)
    assert result.err.startswith(f"guidegraph: {small / 'first'}/{message}")


# -- build and export -------------------------------------------------------------------------


def test_build_writes_what_has_changed(run: Run, small: Path) -> None:
    """A graph is written when it is missing or out of date, and `--check` only says so."""
    graph, place = small / "first" / "edition.ttl", ["--library", str(small)]
    late = f"guidegraph: {graph} is out of date; run 'guidegraph build'\n"

    checked = run("build", "--check", *place)
    assert (1, late, False) == (checked.code, checked.err, graph.exists())
    assert (0, f"wrote {graph}\n") == ((built := run("build", *place)).code, built.err)
    assert (0, "") == ((checked := run("build", "--check", *place)).code, checked.err)
    assert "nothing to build" in run("build", *place).err
    graph.write_bytes(graph.read_bytes() + b"\n")
    assert 1 == run("build", "--check", *place).code


def test_build_refuses_what_is_not_accounted_for(run: Run, small: Path) -> None:
    """No graph quotes a source that says something else."""
    change(small / "first" / "source.txt", "help", "hinder")
    result = run("build", "--library", str(small))

    assert 2 == result.code
    assert "guidegraph: 'first' is not accounted for in full; see what is wrong with" in result.err
    assert not (small / "first" / "edition.ttl").exists()


@pytest.mark.parametrize("form", ["skos-turtle", "json-ld"])
def test_export_writes_a_file(run: Run, small: Path, tmp_path: Path, form: str) -> None:
    """
    With -o the same bytes go to a file; a file that is no edition of a library can be exported too.
    """
    for edition in ("first", str(small / "first" / "edition.md")):
        arguments = ["export", edition, "--to", form, "--library", str(small)]
        shown, written = run(*arguments), run(*arguments, "-o", "out")

        assert (0, 0, "", "") == (shown.code, written.code, written.out, written.err)
        assert shown.out.encode() == (tmp_path / "out").read_bytes()
        assert "Peers help." in shown.out


def test_an_outline_without_a_manifest_is_not_passed_over(run: Run, small: Path) -> None:
    """An editor who forgot the TOML file is told so."""
    (small / "first" / "edition.toml").unlink()
    result = run("editions", "--library", str(small))

    assert 3 == result.code
    assert "edition.toml: no such file beside edition.md; create one, it may be empty" in result.err


def test_verify_an_edition_without_a_source(run: Run, small: Path) -> None:
    """An edition that names no source is compared with the file that it was read from."""
    (small / "first" / "edition.toml").write_text("", encoding="utf-8")
    result = run("verify", "first", "--library", str(small))

    assert (0, "") == (result.code, result.err)
    assert result.out.startswith("first  100 %")
