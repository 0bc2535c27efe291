"""How a syntax of RDF supports all that has a graph: with one writer, read back and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import TYPE_CHECKING

from guidegraph.render.format import FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.graph.dataset import Dataset
    from guidegraph.model.answer import Statements


__all__ = ["Relative", "graphs", "triples"]

_OF_A_DIFF = (
    "Of a diff: The words that differ, the links gained and lost, the evidence, the order of the "
    "items within a split or merger, and the audit are not in it."
)


class Relative(Enum):
    """What can have relative IRIs in a syntax."""

    NOTHING = "nothing"
    RESOURCES = "resources"
    EVERYTHING = "everything"


def graphs(
    suffix: str,
    write: Callable[[Dataset], bytes],
    *,
    named: bool = False,
    adding: Callable[[Dataset], Dataset] | None = None,
    standing_alone: Callable[[bytes], bytes] | None = None,
    relative: Relative = Relative.NOTHING,
    download: bool = False,
) -> Mapping[ResultKind, FormatSupport]:
    """
    How a syntax holds an edition, a diff, a library and a graph.

    Args:
        suffix: how files of the syntax end, for what reads them.
        write: what writes a dataset in it.
        named: whether it names the graphs, too.
        adding: makes the dataset that is written of the one that is held.
        standing_alone: makes a file readable that needs another one beside it.
        relative: what has relative IRIs in the syntax.
        download: whether a site offers the library in it.
    """

    def dataset(result: object) -> Dataset:
        from guidegraph.graph.dataset import to_dataset

        found = to_dataset(result)
        return adding(found) if adding else found

    def body(result: object, _page: RenderOptions) -> bytes:
        found = dataset(result)
        if relative is Relative.NOTHING or found.relative is None:
            return write(found)
        from guidegraph.graph.dataset import relatively_written

        return relatively_written(found, write, properties=relative is Relative.EVERYTHING)

    def read_back(result: object, body: bytes) -> str | None:
        from guidegraph.export.read_back import difference

        found = standing_alone(body) if standing_alone else body
        return difference(dataset(result), found, suffix, named=named)

    def lost_names(result: object) -> Iterator[str]:
        count = 1 if named else len(dataset(result).graphs)
        if count > 1:
            yield f"Which of {count} graphs a statement is in is not held."

    def lost_of_edition(result: object) -> Iterator[str]:
        found = dataset(result)
        yield from lost_names(result)
        if found.relative is not None and relative is Relative.NOTHING:
            yield f"Relative IRIs are written in full, below {found.relative}."
        if not found.ours:
            from guidegraph.graph.labels import unlabelled

            bare, concepts = unlabelled(found.triples)
            if bare:
                yield (
                    f"{bare} of {concepts} concepts have no preferred label; --profile skos-core "
                    "derives one for each."
                )

    def lost_of_library(result: object) -> Iterator[str]:
        if getattr(result, "comparisons", ()):
            yield _OF_A_DIFF
        yield from lost_names(result)

    whole = FormatSupport(write=body, lossless=True, lost=lost_of_edition, read_back=read_back)
    return {
        ResultKind.EDITION: whole,
        ResultKind.DIFF: FormatSupport(write=body, losses=_OF_A_DIFF, read_back=read_back),
        ResultKind.LIBRARY: FormatSupport(
            write=body, lost=lost_of_library, read_back=read_back, download=download
        ),
        ResultKind.DATASET: whole,
    }


def triples(form: str) -> FormatSupport:
    """How a syntax holds the triples that a query makes, as the RDF library writes them."""

    def write(answer: Statements, _page: RenderOptions) -> bytes:
        from guidegraph.query.results import graph_written

        return (graph_written(answer, form).rstrip("\n") + "\n").encode()

    return FormatSupport(write=write, lossless=True)
