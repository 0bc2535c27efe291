"""RDF datasets: what is exported, whether we made it or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, singledispatch
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from guidegraph.graph.build import edition_iri, to_graph
from guidegraph.graph.catalogue import catalogue_graph, catalogue_iri
from guidegraph.graph.changes import change_set_iri, changes_to_graph
from guidegraph.graph.labels import with_derived_labels
from guidegraph.graph.statements import source_graph
from guidegraph.graph.vocab import PREFIXES, RDF
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition, SourceKind


__all__ = ["Dataset", "namespace_of", "relatively_written", "to_dataset", "with_plain_names"]

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
        relative: what the relative IRIs of its source were appended to, if it has any.
    """

    base: str
    graphs: Graphs
    ours: bool = True
    relative: str | None = None

    @cached_property
    def triples(self) -> tuple[Triple, ...]:
        """The triples of all graphs in order, each once."""
        if len(self.graphs) == 1:
            return tuple(next(iter(self.graphs.values())))
        return _together(triple for triples in self.graphs.values() for triple in triples)

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes to write it with: ours, and those of its own namespaces."""
        if self.ours:
            return PREFIXES
        own = {"": self.base} if self.base else {}
        return {**PREFIXES, **_further_prefixes(self.triples, self.base), **own}

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
    if thing.source_kind is SourceKind.RDF:
        return _of_others({None: source_graph(thing)}, thing.base)
    graphs: Graphs = {thing.address: with_derived_labels(to_graph(thing))}
    return Dataset(base=f"{thing.address}/", graphs=graphs)


@to_dataset.register
def _(thing: Comparison) -> Dataset:
    return Dataset(
        base=f"{thing.new.address}/", graphs={change_set_iri(thing): changes_to_graph(thing)}
    )


@to_dataset.register
def _(thing: Catalogue) -> Dataset:
    graphs: dict[str | None, tuple[Triple, ...]] = {
        edition_iri(edition): with_derived_labels(to_graph(edition)) for edition in thing.editions
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


def with_plain_names(quads: Iterable[Quad], relative: str | None = None) -> Dataset:
    """
    Quads that are not ours, their blank nodes named `b1`, `b2` … in the order of the quads.

    A parser gives them other names in every run.

    Args:
        quads: the statements.
        relative: what the relative IRIs of their source were appended to, if it has any.
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
    return _of_others(graphs or {None: []}, relative)


def _of_others(graphs: Graphs, relative: str | None) -> Dataset:
    """A dataset that is not ours; its base makes Turtle short."""
    found: Graphs = {name: _together(triples, types_first=True) for name, triples in graphs.items()}
    base = "" if relative else _most_common_start(found)
    return Dataset(base=base, graphs=found, ours=False, relative=relative)


def _most_common_start(graphs: Graphs) -> str:
    """The most common beginning of subjects, up to a slash or a hash."""
    counts = Counter(
        namespace_of(triple.subject.value)
        for triples in graphs.values()
        for triple in triples
        if isinstance(triple.subject, NamedNode)
    )
    counts.pop("", None)
    return min(counts, key=lambda start: (-counts[start], start), default="")


# What relative IRIs begin with until all is written.
_MARK = "https://relative.invalid/"
_MOST_PREFIXES = 12
_FEW = 3
_KNOWN = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "http://schema.org/": "sdo",
    "http://purl.org/vocab/vann/": "vann",
    "http://www.w3.org/ns/adms#": "adms",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://purl.org/iso25964/skos-thes#": "isothes",
}
_PREFIX = re.compile(r"[a-z][a-z0-9-]*")


def _further_prefixes(triples: Iterable[Triple], base: str) -> Mapping[str, str]:
    """Prefixes for the most used namespaces that have none yet, named after their last words."""
    counts: Counter[str] = Counter()
    for triple in triples:
        value = triple.object
        for term in (triple.predicate, value.datatype if isinstance(value, Literal) else value):
            if isinstance(term, NamedNode) and not term.value.startswith(_MARK):
                counts[namespace_of(term.value)] += 1
    taken = {*PREFIXES.values(), base, ""}
    spaces = sorted(
        (
            space
            for space in counts
            if space not in taken and (space in _KNOWN or counts[space] >= _FEW)
        ),
        key=lambda space: (-counts[space], space),
    )
    found: dict[str, str] = {}
    for space in sorted(spaces[:_MOST_PREFIXES]):
        name = stem = _KNOWN.get(space) or _prefix_for(space)
        number = 1
        while name in found or name in PREFIXES:
            number += 1
            name = f"{stem}{number}"
        found[name] = space
    return found


def _prefix_for(space: str) -> str:
    """The last words of a namespace that can be a prefix: of its path, or of its host."""
    host, *path = space.partition("://")[2].rstrip("/#").split("/")
    words = [word for part in path for word in _PREFIX.findall(part.casefold())]
    return words[-1] if words else next(iter(_PREFIX.findall(host.removeprefix("www."))), "ns")


def namespace_of(iri: str) -> str:
    """
    An IRI up to its last slash or hash.

    >>> namespace_of("http://www.w3.org/2004/02/skos/core#note")
    'http://www.w3.org/2004/02/skos/core#'
    """
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]


def relatively_written(
    dataset: Dataset, write: Callable[[Dataset], bytes], *, properties: bool
) -> bytes:
    """
    A dataset in a syntax that has relative IRIs, with those of its source.

    Args:
        dataset: the dataset.
        write: what writes it with whole IRIs.
        properties: whether the syntax has relative IRIs of properties and datatypes, too.
    """
    base = dataset.relative
    if base is None:
        return write(dataset)
    number = 0
    while any(f"{_MARK}{number}/" in str(triple) for triple in dataset.triples):
        number += 1
    mark = f"{_MARK}{number}/"

    def iri(text: str) -> str:
        return f"{mark}{text.removeprefix(base)}" if text.startswith(base) else text

    def marked(term: object, *, everywhere: bool = True) -> Any:
        if isinstance(term, NamedNode) and everywhere:
            return NamedNode(iri(term.value))
        if isinstance(term, Literal) and properties and not term.language:
            return Literal(term.value, datatype=NamedNode(iri(term.datatype.value)))
        return term

    graphs: Graphs = {
        None if name is None else iri(name): tuple(
            Triple(
                marked(triple.subject),
                marked(triple.predicate, everywhere=properties),
                marked(triple.object),
            )
            for triple in triples
        )
        for name, triples in dataset.graphs.items()
    }
    return write(replace(dataset, graphs=graphs)).replace(mark.encode(), b"")


def _together(triples: Iterable[Triple], *, types_first: bool = False) -> tuple[Triple, ...]:
    """Triples, each once, grouped by subject."""
    by_subject: dict[NamedNode | BlankNode | Triple, dict[Triple, None]] = {}
    for triple in triples:
        by_subject.setdefault(triple.subject, {})[triple] = None
    return tuple(
        triple
        for found in by_subject.values()
        for triple in (sorted(found, key=_is_no_type) if types_first else found)
    )


def _is_no_type(triple: Triple) -> bool:
    return triple.predicate.value != RDF.type


def _graph_name(name: str | None) -> NamedNode | BlankNode | DefaultGraph:
    if name is None:
        return DefaultGraph()
    return BlankNode(name[2:]) if name.startswith("_:") else NamedNode(name)
