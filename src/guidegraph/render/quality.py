"""Findings as RDF: a SHACL validation report, and measurements in the Data Quality Vocabulary."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from guidegraph.graph.turtle import to_turtle
from guidegraph.graph.vocab import RDF, SH, SKOS, XSD
from guidegraph.model.findings import Finding, Severity
from guidegraph.model.report import Report, RuleCard
from guidegraph.render.reports import (
    RULES_BASE,
    focus_of,
    rule_iri,
    target_iri,
    targets_by_name,
)


__all__ = ["dqv_of", "shacl_of"]

_SEVERITIES = {
    Severity.ERROR: SH.Violation,
    Severity.WARNING: SH.Warning,
    Severity.INFO: SH.Info,
}


def shacl_of(report: Report) -> bytes:
    """A report as `sh:ValidationReport`, the same bytes every time."""
    return to_turtle(_validation(report), RULES_BASE)


def _validation(report: Report) -> Iterator[Triple]:
    ids = [finding.id for finding in report.findings]
    whole = hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]
    about = f"urn:guidegraph:report:{whole}"
    yield _link(about, RDF.type, SH.ValidationReport)
    conforms = Literal("false" if ids else "true", datatype=NamedNode(f"{XSD.NAMESPACE}boolean"))
    yield Triple(NamedNode(about), NamedNode(SH.conforms), conforms)
    for id_ in dict.fromkeys(ids):
        yield _link(about, SH.result, f"urn:guidegraph:finding:{id_}")
    targets = targets_by_name(report)
    cards = {card.name: card for card in report.rules}
    for finding in {finding.id: finding for finding in report.findings}.values():
        rule = rule_iri(cards.get(finding.rule, finding.rule))
        yield from _validation_result(finding, focus_of(finding, targets), rule)


def _validation_result(finding: Finding, focus: str, rule: str) -> Iterator[Triple]:
    about = f"urn:guidegraph:finding:{finding.id}"
    yield _link(about, RDF.type, SH.ValidationResult)
    yield _link(about, SH.focusNode, focus)
    yield _link(about, SH.resultSeverity, _SEVERITIES[finding.severity])
    yield _link(about, SH.sourceConstraintComponent, rule)
    yield _link(about, SH.sourceShape, rule)
    message = Literal(finding.message, language="en")
    yield Triple(NamedNode(about), NamedNode(SH.resultMessage), message)
    if finding.quote:
        yield Triple(NamedNode(about), NamedNode(SH.value), Literal(finding.quote))


def _link(subject: str, predicate: str, object_: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(object_))


_DQV = "http://www.w3.org/ns/dqv#"
_DIMENSIONS = {
    "integrity": "the integrity conditions of SKOS hold",
    "labels": "labels and notations name what they stand for",
    "structure": "concepts are where readers find them",
    "links": "links have targets",
    "deprecation": "outdated concepts link to their successors",
    "documentation": "the vocabulary describes itself",
    "shapes": "the graph conforms to the agreed shapes",
    "scope": "there is something to check",
    "text": "the text is consistent, without duplicates",
}


def dqv_of(report: Report) -> bytes:
    """A `dqv:QualityMeasurement` for each rule and target, the same bytes every time."""
    return to_turtle(_measurements(report), RULES_BASE)


def _measurements(report: Report) -> Iterator[Triple]:
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


def _text(subject: str, predicate: str, text: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), Literal(text, language="en"))
