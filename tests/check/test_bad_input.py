"""Files that are no vocabularies, or monstrous ones: a clear answer in bounded time."""

from __future__ import annotations

import re
import time

import pytest

from guidegraph.check.run import Request, VocabularySubject, check
from guidegraph.check.shapes import Shapes
from guidegraph.model.errors import GuidegraphError
from guidegraph.model.report import Report
from tests.check.builders import TODAY


SKOS = "http://www.w3.org/2004/02/skos/core#"


def _check(name: str, body: bytes, *shapes: str) -> Report:
    subject = VocabularySubject(name=name, path=name, body=body)
    given = tuple(Shapes(path="shapes.ttl", body=text.encode()) for text in shapes)
    return check(Request(today=TODAY, shapes=given), (), (subject,))


@pytest.mark.parametrize(
    ("name", "body", "problem"),
    [
        ("a.ttl", b"\x89PNG\r\n\x1a\n\0\0", "a.ttl:1: not Turtle: "),
        ("a.ttl", b"# Just a page of Markdown\n\nWith words.\n", "a.ttl:3: not Turtle: "),
        ("a.ttl", b"<a:b> <a:c> <a:d> .\n<a:b> <a:c", "a.ttl:2: not Turtle: "),
        ("a.nt", b'<a:b> <a:c> "x" .\n<a:b> <a:c> "x', "a.nt:2: not N-Triples: "),
        ("a.ttl", b'<a:b> <a:c> "\\uD800" .', "a.ttl:1: not Turtle: "),
        ("a.nt", b'<a:b> <a:c> "\\uDC00\\uD800" .', "a.nt:1: not N-Triples: "),
        ("a.ttl", b'<a:b> <a:c> "\xed\xa0\x80" .', "a.ttl:1: not Turtle: "),
        ("a.ttl", b'<a:b> <a:c> "x"@en_US .', "a.ttl:1: not Turtle: "),
        ("a.ttl", b"[" * 200_000, "a.ttl:1: not Turtle: "),
        ("a.jsonld", b'{"@id": "a:b", ', "a.jsonld:1: not JSON-LD: "),
        ("a.jsonld", b'{"a:b":' * 99_999, "a.jsonld:1: not JSON-LD: "),
        ("a.jsonld", b'{"@context": "https://a.org/c"}', "must be fetched; write"),
        ("a.rdf", b"<rdf:RDF", "a.rdf:1: not XML: "),
        ("a.rdf", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "a.rdf: XML with a document type"),
        ("a.owl", "<!DOCTYPE a><a/>".encode("utf-16"), "a.owl: XML with a document type"),
        ("a.pdf", b"%PDF", "a.pdf: not an RDF file"),
    ],
)
def test_no_vocabulary(name: str, body: bytes, problem: str) -> None:
    """What cannot be read is refused in one line that says what is wrong and where."""
    with pytest.raises(GuidegraphError, match=re.escape(problem)) as caught:
        _check(name, body)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    "body",
    [b"", b"# nothing\n", b'<a:b> <a:c> "' + b"x" * 10_000_000 + b'"@en .'],
)
def test_little_to_say(body: bytes) -> None:
    """An empty file, or one with a literal of ten megabytes, has nothing to check."""
    assert ["nothing-to-check"] == [finding.rule for finding in _check("a.ttl", body).findings]


def test_a_label_of_ten_megabytes() -> None:
    """A long label is shortened wherever it is shown."""
    label = "long  " * 2_000_000
    body = f'<http://a.org/b> <{SKOS}prefLabel> "{label}"@en ; a <{SKOS}Concept> .'
    report = _check("a.ttl", body.encode())

    assert "untrimmed-label" in {finding.rule for finding in report.findings}
    assert all(len(finding.message) + len(finding.quote) < 1000 for finding in report.findings)


@pytest.mark.slow
def test_a_cycle_of_ten_thousand() -> None:
    """A long cycle is one finding, and everything else about it is found as well."""
    many = 10_000
    lines = [
        f"<http://a.org/{n}> <{SKOS}broader> <http://a.org/{(n + 1) % many}> ;"
        f" <{SKOS}related> <http://a.org/{(n + 5000) % many}> ."
        for n in range(many)
    ]
    start = time.perf_counter()
    report = _check("a.ttl", "\n".join(lines).encode())
    cycles = [finding for finding in report.findings if finding.rule == "cyclic-hierarchy"]

    assert 1 == len(cycles)
    assert "10000 concepts" in cycles[0].message
    assert many == sum(finding.rule == "related-ancestor" for finding in report.findings)
    assert time.perf_counter() - start < 20


@pytest.mark.slow
def test_a_million_labels() -> None:
    """A concept with a million labels is one finding."""
    labels = ", ".join(f'"{number}"@en' for number in range(1_000_000))
    body = f"<http://a.org/b> a <{SKOS}Concept> ; <{SKOS}prefLabel> {labels} ."
    start = time.perf_counter()
    report = _check("a.ttl", body.encode())
    found = [finding for finding in report.findings if finding.rule == "several-preferred-labels"]
    messages = [finding.message.partition(";")[0] for finding in found]

    assert ["'0' has 1000000 preferred labels in 'en'"] == messages
    assert time.perf_counter() - start < 60


@pytest.mark.parametrize("number", [50, pytest.param(5000, marks=pytest.mark.slow)])
def test_a_concept_below_thousands(number: int) -> None:
    """A concept with thousands of parents is checked for steps that skip one."""
    lines = [f"<http://a.org/x> <{SKOS}broader> <http://a.org/{n}> ." for n in range(number)]
    lines.append(f"<http://a.org/0> <{SKOS}broader> <http://a.org/1> .")
    report = _check("a.ttl", "\n".join(lines).encode())

    assert 1 == sum(finding.rule == "redundant-broader" for finding in report.findings)


@pytest.mark.parametrize(
    ("shapes", "problem"),
    [
        ("not shapes", "shapes.ttl:1: not Turtle"),
        ('[] sh:select "SELECT $this { SERVICE <http://a.org/> { $this ?p ?o } }"', "'SERVICE'"),
        ('[] sh:select "SELECT $this from <http://a.org/> { $this ?p ?o }"', "'from'"),
        ('[] sh:ask "ASK { FILTER(1<2)SERVICE?x{?s?p?o} }"', "'SERVICE'"),
        ('[] sh:ask "ASK { SERV\\\\u0049CE ?x {} }"', "could fetch"),
        (":s a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:minCount 1 ]", "cannot be used"),
    ],
)
def test_shapes_that_cannot_be_used(shapes: str, problem: str) -> None:
    """Shapes that are none, or could fetch something, are refused."""
    prefixes = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://example.org/> . "

    with pytest.raises(GuidegraphError, match=re.escape(problem)) as caught:
        _check("a.ttl", b"<http://example.org/a> a <http://a.org/B> .", f"{prefixes}{shapes} .")
    assert "shapes.ttl" in str(caught.value)
