"""RDF datasets: what is exported, whether we made it or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, singledispatch

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from guidegraph.graph.build import to_graph
from guidegraph.graph.catalogue import catalogue_graph, catalogue_iri
from guidegraph.graph.changes import change_set_iri, changes_to_graph
from guidegraph.graph.vocab import PREFIXES
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition


__all__ = ["Dataset", "to_dataset", "with_plain_names"]

Graphs = Mapping[str | None, Sequence[Triple]]
"""The triples of each graph by its IRI; the default graph has none."""


@dataclass(frozen=True, kw_only=True)  # no slots: merged triples are cached
class Dataset:
    """
    An RDF dataset (`void:Dataset`): graphs by their IRIs, in order.

    Attributes:
        base: the IRI that IRIs in Turtle are relative to.
        graphs: the triples of each graph by its IRI; the default graph has none.
        ours: whether its IRIs are ours, and new ones may be made below them.
    """

    base: str
    graphs: Graphs
    ours: bool = True

    @cached_property
    def triples(self) -> tuple[Triple, ...]:
        """The triples of all graphs in order, each once."""
        if len(self.graphs) == 1:
            return tuple(next(iter(self.graphs.values())))
        return _together(triple for triples in self.graphs.values() for triple in triples)

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes to write it with: ours, and the empty one if the data is not ours."""
        return PREFIXES if self.ours else {**PREFIXES, "": self.base}

    @property
    def quads(self) -> Iterator[Quad]:
        """The triples with the names of their graphs."""
        for name, triples in self.graphs.items():
            graph = _graph_name(name)
            for triple in triples:
                yield Quad(triple.subject, triple.predicate, triple.object, graph)


@singledispatch
def to_dataset(thing: object) -> Dataset:
    """
    An edition, a diff or a library as RDF: one graph for each, a library's own description last.

    Raises:
        TypeError: it is none of these.
    """
    raise TypeError(f"not an edition, a diff or a library: {thing!r}")


@to_dataset.register
def _(thing: Dataset) -> Dataset:
    return thing


@to_dataset.register
def _(thing: Edition) -> Dataset:
    return Dataset(base=f"{thing.address}/", graphs={thing.address: to_graph(thing)})


@to_dataset.register
def _(thing: Comparison) -> Dataset:
    return Dataset(
        base=f"{thing.new.address}/", graphs={change_set_iri(thing): changes_to_graph(thing)}
    )


@to_dataset.register
def _(thing: Catalogue) -> Dataset:
    graphs: dict[str | None, tuple[Triple, ...]] = {
        edition.address: to_graph(edition) for edition in thing.editions
    }
    for comparison in thing.comparisons:
        graphs[change_set_iri(comparison)] = changes_to_graph(comparison)
    counts = {iri: len(triples) for iri, triples in graphs.items() if iri is not None}
    graphs[catalogue_iri(thing.base)] = catalogue_graph(
        title=thing.title,
        base=thing.base,
        editions=thing.editions,
        comparisons=thing.comparisons,
        triples=counts,
    )
    return Dataset(base=thing.base, graphs=graphs)


def with_plain_names(quads: Iterable[Quad], base: str) -> Dataset:
    """
    Quads that are not ours, their blank nodes named `b1`, `b2` … in the order of the quads.

    A parser gives them other names in every run.
    """
    names: dict[BlankNode, BlankNode] = {}

    def named(term: object) -> object:
        if isinstance(term, BlankNode):
            return names.setdefault(term, BlankNode(f"b{len(names) + 1}"))
        return term

    graphs: dict[str | None, list[Triple]] = {}
    for quad in quads:
        graph = named(quad.graph_name)
        name = None if isinstance(graph, DefaultGraph) else str(graph)
        key = name[1:-1] if name and name.startswith("<") else name
        triple = Triple(named(quad.subject), quad.predicate, named(quad.object))  # type: ignore[arg-type]  # as in the quad
        graphs.setdefault(key, []).append(triple)
    found: Graphs = {name: _together(triples) for name, triples in graphs.items()}
    return Dataset(base=base, graphs=found or {None: ()}, ours=False)


def _together(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """Triples, each once, grouped by subject."""
    by_subject: dict[NamedNode | BlankNode | Triple, dict[Triple, None]] = {}
    for triple in triples:
        by_subject.setdefault(triple.subject, {})[triple] = None
    return tuple(triple for found in by_subject.values() for triple in found)


def _graph_name(name: str | None) -> NamedNode | BlankNode | DefaultGraph:
    if name is None:
        return DefaultGraph()
    return BlankNode(name[2:]) if name.startswith("_:") else NamedNode(name)
