"""Observations that several rules about vocabularies share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from guidegraph.check.rule import Observation
from guidegraph.check.vocabulary.index import Node, Vocabulary


__all__ = ["each_or_all", "names", "schemes_without"]

_MANY = 10
_MOST = 20


def each_or_all(
    vocabulary: Vocabulary,
    nodes: Collection[Node],
    total: int,
    each: Callable[[Node], Observation],
    message: str,
) -> Iterator[Observation]:
    """
    An observation for each of some nodes, or a single one if these are all nodes.

    What is the same in the whole vocabulary was decided once, and is reported once.
    """
    if len(nodes) == total >= _MANY:
        yield Observation(
            items=names(vocabulary, nodes, most=1), message=f"{message} (all {total})", quote="all"
        )
        return
    for node in nodes:
        yield each(node)


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
