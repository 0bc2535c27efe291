"""Findings as a SHACL validation report in Turtle."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from guidegraph.graph.turtle import to_turtle
from guidegraph.graph.vocab import RDF, SH, XSD
from guidegraph.model.findings import Finding, Severity
from guidegraph.model.report import Report
from guidegraph.render.renderer import Page
from guidegraph.render.report.points import (
    RULES_BASE,
    focus_of,
    only_reports,
    rule_iri,
    targets_by_name,
)


__all__ = ["render"]

_SEVERITIES = {
    Severity.ERROR: SH.Violation,
    Severity.WARNING: SH.Warning,
    Severity.INFO: SH.Info,
}


def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """A report as `sh:ValidationReport`, the same bytes every time."""
    if not isinstance(result, Report):
        raise only_reports("shacl-turtle")
    return to_turtle(_triples(result), RULES_BASE).decode()


def _triples(report: Report) -> Iterator[Triple]:
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
        yield from _result(finding, focus_of(finding, targets), rule)


def _result(finding: Finding, focus: str, rule: str) -> Iterator[Triple]:
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
