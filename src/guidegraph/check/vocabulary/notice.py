"""Observations that several rules about vocabularies share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from guidegraph.check.rule import Observation
from guidegraph.check.vocabulary.index import Node, Vocabulary


__all__ = ["each_or_all", "names", "schemes_without", "throughout"]

_MANY = 10
_SHARE = 0.95
_MOST = 20


def each_or_all(
    vocabulary: Vocabulary,
    nodes: Collection[Node],
    total: int,
    each: Callable[[Node], Observation],
    message: str,
) -> Iterator[Observation]:
    """
    An observation for each of some nodes, or a single one if these are (nearly) all nodes.

    What is the same in the whole vocabulary was decided once, and is reported once.
    """
    count, total = vocabulary.extent(len(nodes), total)
    if throughout(count, total):
        share = f"all {total}" if count == total else f"nearly all: {count} of {total}"
        yield Observation(
            items=names(vocabulary, nodes, most=1), message=f"{message} ({share})", quote="all"
        )
        return
    for node in nodes:
        yield each(node)


def throughout(count: int, total: int) -> bool:
    """Whether what holds *count* times of *total* holds in the whole vocabulary."""
    return count >= _MANY and count >= _SHARE * total


def schemes_without(
    vocabulary: Vocabulary, properties: Iterable[str], problem: str
) -> Iterator[Observation]:
    """An observation for each concept scheme that has none of some properties."""
    described = set[Node]().union(*(vocabulary.objects(each) for each in properties))
    for scheme in vocabulary.schemes - described:
        yield Observation(
            items=(vocabulary.name_of(scheme),),
            message=f"the scheme {vocabulary.label(scheme)} {problem}",
        )


def names(vocabulary: Vocabulary, nodes: Iterable[Node], most: int = _MOST) -> tuple[str, ...]:
    """The IRIs of some nodes, sorted; only the first if there are many."""
    return tuple(sorted(vocabulary.name_of(node) for node in nodes)[:most])
