"""Labels as resources of their own (SKOS-XL), in addition to the plain labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from guidegraph.graph.dataset import Dataset
from guidegraph.graph.triples import part_iri
from guidegraph.graph.vocab import RDF, SKOS, SKOSXL


__all__ = ["with_label_resources"]

_LABELS = {
    f"{SKOS.NAMESPACE}{name}": f"{SKOSXL.NAMESPACE}{name}"
    for name in ("prefLabel", "altLabel", "hiddenLabel")
}
_TYPE = NamedNode(RDF.type)
_LABEL = NamedNode(SKOSXL.Label)
_FORM = NamedNode(SKOSXL.literalForm)


def with_label_resources(dataset: Dataset) -> Dataset:
    """
    A dataset with a `skosxl:Label` for each label of SKOS.

    Ours have IRIs, `{item}#prefLabel-1`; in a graph that is not ours they are blank nodes, because
    only its publisher may give IRIs.
    """
    numbers = count(1)
    graphs = {
        name: tuple(_labelled(triples, numbers if not dataset.ours else None))
        for name, triples in dataset.graphs.items()
    }
    return replace(dataset, graphs=graphs)


def _labelled(triples: Sequence[Triple], numbers: Iterator[int] | None) -> Iterator[Triple]:
    """The triples, then the labels: blank nodes with these *numbers*, or IRIs if there are none."""
    counts: Counter[tuple[object, str]] = Counter()
    described: list[Triple] = []
    for triple in triples:
        yield triple
        subject, value = triple.subject, triple.object
        property_ = _LABELS.get(triple.predicate.value)
        if property_ is None or not isinstance(value, Literal) or isinstance(subject, Triple):
            continue
        counts[subject, property_] += 1
        name = f"{property_.removeprefix(SKOSXL.NAMESPACE)}-{counts[subject, property_]}"
        label: NamedNode | BlankNode
        if numbers is not None:
            label = BlankNode(f"label{next(numbers)}")
        elif isinstance(subject, NamedNode):
            label = NamedNode(part_iri(subject.value, name))
        else:
            continue  # ours have no blank nodes
        yield Triple(subject, NamedNode(property_), label)
        described += (Triple(label, _TYPE, _LABEL), Triple(label, _FORM, value))
    yield from described
