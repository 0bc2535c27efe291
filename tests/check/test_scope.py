"""A check says what it looked at, and does not pass by looking at nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from guidegraph.check.run import Request, VocabularySubject, check
from guidegraph.check.shapes import Shapes
from guidegraph.cli.main import main
from guidegraph.model.findings import Severity
from guidegraph.model.report import Report
from tests.check.builders import TODAY, edition_subject, vocabulary


SKOS = "http://www.w3.org/2004/02/skos/core#"
SH = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://drinks.net/> . "
DRINKS = (
    f"@prefix : <http://drinks.net/> . @prefix skos: <{SKOS}> .\n"
    ":list a skos:ConceptScheme . :hot a skos:Collection ; skos:member :tea .\n"
    ':tea a skos:Concept ; skos:inScheme :list ; skos:prefLabel "Tea"@en .\n'
)


def _report(turtle: str, *shapes: str, select: Sequence[str] = (), name: str = "v.ttl") -> Report:
    request = Request(
        today=TODAY,
        select=tuple(select),
        shapes=tuple(
            Shapes(path=f"shapes-{number}.ttl", body=(SH + body).encode())
            for number, body in enumerate(shapes)
        ),
    )
    return check(request, (), (VocabularySubject(name=name, path=name, body=turtle.encode()),))


def _unchecked(report: Report) -> list[str]:
    assert all(finding.severity is Severity.ERROR for finding in report.unchecked)
    return [finding.message for finding in report.unchecked]


@pytest.mark.parametrize(
    "space",
    [
        "https://www.w3.org/2004/02/skos/core#",
        "http://www.w3.org/2008/05/skos#",
        "http://www.w3.org/2004/02/skos/core",
        "http://www.w3.org/2004/02/skos/core/",
        "http://www.w3.org/2004/02/skso/core#",
        "http://www.w3c.org/2004/02/skos/core#",
    ],
)
def test_another_namespace(space: str) -> None:
    """Terms in a namespace that resembles that of SKOS are not checked, and SKOS is suggested."""
    turtle = DRINKS.replace(SKOS, space)

    (message,) = _unchecked(_report(turtle))
    assert f"<{space}>; did you mean <{SKOS}>?" in message


@pytest.mark.parametrize(
    ("turtle", "said"),
    [
        ("", "no statements"),
        ("# only a comment\n", "no statements"),
        ("<urn:a:A> a <http://www.w3.org/2002/07/owl#Class> .", "no term of SKOS"),
        (f"<urn:a:A> a <{SKOS}concept> .", "no term of SKOS"),
        (f'<urn:a:A> <{SKOS}preflabel> "A" .', "is spelt as in SKOS"),
    ],
)
def test_no_skos(turtle: str, said: str) -> None:
    """A file without a term of SKOS has nothing to check."""
    (message,) = _unchecked(_report(turtle))

    assert said in message


def test_relative_terms() -> None:
    """JSON without a context has no terms at all, and the context is what is missing."""
    (message,) = _unchecked(_report('{"@id": "tea", "label": "Tea"}', name="v.jsonld"))

    assert "@context" in message


def test_part_in_another_namespace() -> None:
    """Where only some terms are in another namespace, these are findings of their own."""
    turtle = DRINKS + '<http://drinks.net/tea> <https://www.w3.org/2004/02/skos/core#note> "x"@en .'
    report = _report(turtle, select=("undefined-skos-term",))

    assert [] == _unchecked(report)
    assert "is not the namespace of SKOS" in report.findings[0].message


@pytest.mark.parametrize(
    ("shapes", "idle"),
    [
        (":S a sh:NodeShape ; sh:targetClass :Nothing .", True),
        (":S a sh:NodeShape ; sh:property [ sh:path :p ; sh:minCount 1 ] .", True),
        (":S a sh:NodeShape ; sh:targetNode :nobody .", True),
        (":S a sh:NodeShape ; sh:targetNode :tea ; sh:deactivated true .", True),
        (":S a sh:NodeShape ; sh:targetNode :tea ; sh:deactivated 1 .", True),
        (":S a sh:NodeShape ; sh:targetNode :tea ; sh:deactivated false .", False),
        ("", True),
        (":S a sh:NodeShape ; sh:targetNode :tea .", False),
        (f":S a sh:NodeShape ; sh:targetSubjectsOf <{SKOS}member> .", False),
        (f":S a sh:NodeShape ; sh:targetObjectsOf <{SKOS}member> .", False),
        (f"[] a sh:NodeShape ; sh:targetClass <{SKOS}Concept> .", False),
        (":Drink a sh:NodeShape, <http://www.w3.org/2000/01/rdf-schema#Class> .", False),
    ],
)
def test_shapes(shapes: str, idle: bool) -> None:
    """Shapes that select no node are an error; shapes without a name select nodes, too."""
    turtle = DRINKS + (
        "<http://drinks.net/milk> a <http://drinks.net/Milk> . <http://drinks.net/Milk> "
        "<http://www.w3.org/2000/01/rdf-schema#subClassOf> <http://drinks.net/Drink> ."
    )
    report = _report(turtle, shapes)

    assert idle == bool(_unchecked(report))
    if idle:
        assert report.unchecked[0].source is not None
        assert "shapes-0.ttl" == report.unchecked[0].source.path


def test_shapes_without_a_name_are_applied() -> None:
    """A shape that is a blank node finds what does not conform to it."""
    shapes = (
        f"[] a sh:NodeShape ; sh:targetClass <{SKOS}Concept> ;"
        " sh:property [ sh:path :p ; sh:minCount 1 ] ."
    )

    assert "shape:unnamed" in {finding.rule for finding in _report(DRINKS, shapes).findings}


@pytest.mark.parametrize("name", ["companions", "shapes", "misspelling", "unused-suppression"])
def test_selection_without_rules_for_the_target(name: str) -> None:
    """A selection in which no rule is for the target checks nothing."""
    (message,) = _unchecked(_report(DRINKS, select=(name,)))

    assert "none of the selected rules" in message


def test_edition() -> None:
    """An edition is checked by its items, and not by rules for vocabularies."""
    subject = edition_subject("## Purpose\n\nPeer support is voluntary.\n")
    checked = check(Request(today=TODAY), (subject,), ())
    unchecked = check(Request(today=TODAY, select=("vocabulary",)), (subject,), ())

    assert {"item": 2} == checked.scope
    assert () == checked.unchecked
    assert 1 == len(unchecked.unchecked)


def test_scope() -> None:
    """A report says how many concepts, collections and schemes there were, and how many rules."""
    report = _report(DRINKS, select=("orphan-concept", "missing-label"))

    assert {"concept": 1, "collection": 1, "scheme": 1} == report.scope
    assert {"orphan-concept", "missing-label"} == report.applied


def test_each_target_is_looked_at() -> None:
    """One empty file among others is reported."""
    report = check(Request(today=TODAY), (), (vocabulary(DRINKS), vocabulary("", "other.ttl")))

    assert ["other.ttl"] == [finding.edition for finding in report.unchecked]


def test_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A check of nothing fails, whatever the gate, also with a baseline that was made of it."""
    monkeypatch.chdir(tmp_path)
    Path("v.ttl").write_text("")

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as caught:
            main(["check", "v.ttl", *arguments])
        out, err = capsys.readouterr()
        return int(caught.value.code or 0), out, err

    for gate in ("error", "warning", "info"):
        code, out, _ = run("--fail-on", gate)
        assert 1 == code
        assert "Nothing found" not in out
        assert "nothing was checked" in out
    for form in ("json", "sarif", "github", "junit", "markdown", "shacl-turtle"):
        assert "nothing-to-check" in run("--format", form)[1]
    code, _, err = run("--write-baseline", "known.json")
    assert 1 == code
    assert "nothing was checked" in err
    assert 1 == run("--baseline", "known.json")[0]
    code, out, _ = run("--ignore", "nothing-to-check")
    assert (0, "Nothing was checked in 1 target.\n") == (code, out)
