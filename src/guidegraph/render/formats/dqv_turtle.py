"""
Findings as measurements in the Data Quality Vocabulary of W3C: how often each rule was broken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from guidegraph.graph.turtle import to_turtle
from guidegraph.graph.vocab import RDF, SKOS, XSD
from guidegraph.model.report import Report, RuleCard
from guidegraph.render.renderer import Page
from guidegraph.render.report.points import RULES_BASE, only_reports, rule_iri, target_iri


__all__ = ["render"]

_DQV = "http://www.w3.org/ns/dqv#"
_DIMENSIONS = {
    "integrity": "the integrity conditions of SKOS hold",
    "labels": "labels and notations name what they stand for",
    "structure": "concepts stand where readers find them",
    "links": "links lead somewhere",
    "deprecation": "what is outdated leads to what replaced it",
    "documentation": "the vocabulary says what it is",
    "shapes": "the graph has the shape that was agreed",
    "text": "the text says one thing, once",
}


def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """A `dqv:QualityMeasurement` for each rule and target, the same bytes every time."""
    if not isinstance(result, Report):
        raise only_reports("dqv-turtle")
    return to_turtle(_triples(result), RULES_BASE).decode()


def _triples(report: Report) -> Iterator[Triple]:
    for dimension in sorted({_dimension(card) for card in report.rules}):
        about = f"{RULES_BASE}dimension/{dimension}"
        yield _link(about, RDF.type, f"{_DQV}Dimension")
        yield _text(about, SKOS.prefLabel, dimension)
        yield _text(about, SKOS.definition, _DIMENSIONS[dimension])
    for card in report.rules:
        yield from _metric(card)
    counts = Counter((finding.edition, finding.rule) for finding in report.findings)
    for target in report.targets:
        about = target_iri(target)
        for card in report.rules:
            measured = f"{rule_iri(card)}?computedOn={about}"
            yield _link(measured, RDF.type, f"{_DQV}QualityMeasurement")
            yield _link(measured, f"{_DQV}computedOn", about)
            yield _link(measured, f"{_DQV}isMeasurementOf", rule_iri(card))
            count = Literal(str(counts[target.name, card.name]), datatype=NamedNode(XSD.integer))
            yield Triple(NamedNode(measured), NamedNode(f"{_DQV}value"), count)


def _metric(card: RuleCard) -> Iterator[Triple]:
    about = rule_iri(card)
    yield _link(about, RDF.type, f"{_DQV}Metric")
    yield _text(about, SKOS.prefLabel, card.name)
    yield _text(about, SKOS.definition, card.summary)
    for alias in card.aliases:
        if "://" not in alias:
            yield _text(about, SKOS.altLabel, alias)
    yield _link(about, f"{_DQV}expectedDataType", XSD.integer)
    yield _link(about, f"{_DQV}inDimension", f"{RULES_BASE}dimension/{_dimension(card)}")


def _dimension(card: RuleCard) -> str:
    return next((name for name in _DIMENSIONS if name in card.groups), "text")


def _link(subject: str, predicate: str, object_: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(object_))


def _text(subject: str, predicate: str, text: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), Literal(text, language="en"))
