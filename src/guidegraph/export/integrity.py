"""Whether an export follows the rules of SKOS and our shapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import RULES
from guidegraph.check.shapes import Shapes
from guidegraph.check.vocabulary.index import garbage_collection_paused, indexed
from guidegraph.graph.dataset import Dataset
from guidegraph.model.findings import Finding, Severity
from guidegraph.model.report import Target


__all__ = ["breaches_of_shapes", "breaches_of_skos"]

# S9, S37, S13, S14, S27, S46 of the SKOS Reference.
_CONDITIONS = (
    "scheme-and-concept",
    "collection-and-concept",
    "label-in-two-roles",
    "several-preferred-labels",
    "related-ancestor",
    "mapping-clash",
)


def breaches_of_skos(dataset: Dataset) -> Iterator[Finding]:
    """Where a dataset breaks one of the six integrity conditions of SKOS."""
    with garbage_collection_paused():
        vocabulary = indexed("export", "export", dataset.quads)
        context = VocabularyContext(vocabulary=vocabulary, earlier=(), later=())
        for name in _CONDITIONS:
            rule = RULES[name]
            yield from rule.findings(context, "export", rule.card.severity)


def breaches_of_shapes(dataset: Dataset, shapes: Shapes) -> Sequence[Finding]:
    """Where a dataset does not conform to shapes, as far as they call it an error."""
    target = Target(name="export", iri=None, path="export")
    found = shapes.findings(dataset.triples, target)
    return [finding for finding in found if finding.severity is Severity.ERROR]
