"""What the formats that are syntaxes of RDF have in common: they are read back and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import DefaultGraph, RdfFormat, parse

from guidegraph.export.exporter import Exporter, exporter
from guidegraph.graph.dataset import Dataset


__all__ = ["syntax"]

_SHORT = 120


def syntax(
    form: RdfFormat,
    *,
    suffix: str,
    named: bool = False,
    adding: Callable[[Dataset], Dataset] | None = None,
    standing_alone: Callable[[bytes], bytes] | None = None,
) -> Callable[[Callable[[Dataset], bytes]], Exporter[Dataset]]:
    """
    Make a function the `export` of its module, for all that has a graph.

    Args:
        form: the syntax, for what reads it.
        suffix: how its files end.
        named: whether it names the graphs, too.
        adding: makes the dataset that is written of the one that is exported.
        standing_alone: makes a file readable that needs another one beside it.
    """

    def make(function: Callable[[Dataset], bytes]) -> Exporter[Dataset]:
        def export(dataset: Dataset) -> bytes:
            return function(adding(dataset) if adding else dataset)

        export.__doc__ = function.__doc__

        def read_back(dataset: Dataset, body: bytes) -> str | None:
            written = adding(dataset) if adding else dataset
            found = standing_alone(body) if standing_alone else body
            return _difference(written, found, form, named=named)

        made = exporter(
            media_type=form.media_type.partition(";")[0],
            suffix=suffix,
            lossless=True,
            of=Dataset,
            lost=None if named else _lost_names,
            read_back=read_back,
        )
        return made(export)

    return make


def _lost_names(dataset: Dataset) -> Iterator[str]:
    if len(dataset.graphs) > 1:
        yield f"Which of {len(dataset.graphs)} graphs a statement is in is not held."


def _difference(dataset: Dataset, body: bytes, form: RdfFormat, *, named: bool) -> str | None:
    """
    The first thing that a file says otherwise than the dataset, in the order of their letters.

    Blank nodes keep their names in every syntax, so triples can be compared one by one.
    """
    try:
        quads = list(parse(body, format=form))
    except SyntaxError as error:
        return f"it cannot be read: {' '.join(str(error.msg).split())[:_SHORT]}"
    # A single graph may be written without its name.
    plain = len(dataset.graphs) == 1 and all(quad.graph_name == DefaultGraph() for quad in quads)
    if named and not plain:
        return _shown({str(quad) for quad in set(dataset.quads) ^ set(quads)})
    return _shown({str(fact) for fact in set(dataset.triples) ^ {quad.triple for quad in quads}})


def _shown(different: set[str]) -> str | None:
    if not different:
        return None
    first = min(different)
    return f"{len(different)} statements differ, the first of them {first[:_SHORT]}"
