"""How rules about vocabularies say what they noticed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from guidegraph.check.rule import Observation
from guidegraph.check.vocabulary.index import Node, Vocabulary


__all__ = ["each_or_all", "names"]

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
    An observation for each of some nodes, or a single one where it is the same with all there are.

    What a vocabulary does throughout was decided once, and is to be heard of once.
    """
    if len(nodes) == total >= _MANY:
        yield Observation(
            items=names(vocabulary, nodes, most=1), message=f"{message} (all {total})", quote="all"
        )
        return
    for node in nodes:
        yield each(node)


def names(vocabulary: Vocabulary, nodes: Iterable[Node], most: int = _MOST) -> tuple[str, ...]:
    """The IRIs of some nodes, sorted, the first of them where there are many."""
    return tuple(sorted(vocabulary.name_of(node) for node in nodes)[:most])
