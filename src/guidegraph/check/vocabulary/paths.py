"""
Paths through a vocabulary's relations: what is above what, cycles, clusters.

Most hierarchies are shallow and have no cycle: short searches of our own are enough for these, and
networkx does the rest. Clusters are needed in every check, and importing a library for them takes
longer than finding them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

from guidegraph.check.vocabulary.index import Node


__all__ = ["Edges", "clusters", "cycles", "reached", "shortest_cycle"]

Edges: TypeAlias = Mapping[Node, Sequence[Node]]

_NEAR = 500
"""How many nodes a search may visit before the common search takes over."""
_END = -1
_MOST_BITS = 1_600_000_000
"""How many bits the common search may use at a time: 200 MB."""


def reached(
    edges: Edges, questions: Iterable[tuple[Node, Collection[Node], frozenset[Node]]]
) -> Iterator[tuple[Node, frozenset[Node]]]:
    """
    Which goals can be reached from some starts in at least one step.

    Most hierarchies are shallow, and each question is a short search. One that takes too long waits
    for a common search, which reads the edges once for some thousand goals.

    Args:
        questions: for each, its name, the starts, the goals.

    Yields:
        The name of a question and its goals that were reached, if there are any.
    """
    waiting = []
    for name, starts, goals in questions:
        found = _near(edges, starts, goals)
        if found is None:
            waiting.append((name, starts, goals))
        elif found:
            yield name, found
    if waiting:
        yield from _together(edges, waiting)


def _near(edges: Edges, starts: Collection[Node], goals: frozenset[Node]) -> frozenset[Node] | None:
    seen: set[Node] = set()
    waiting = list(starts)
    if len(waiting) > _NEAR:
        return None
    while waiting:
        for above in edges.get(waiting.pop(), ()):
            if above not in seen:
                seen.add(above)
                waiting.append(above)
        if len(seen) > _NEAR:
            return None
    return goals & seen


def _together(
    edges: Edges, questions: Sequence[tuple[Node, Collection[Node], frozenset[Node]]]
) -> Iterator[tuple[Node, frozenset[Node]]]:
    import networkx as nx

    graph = nx.DiGraph(edges)
    graph.add_nodes_from(start for _, starts, _ in questions for start in starts)
    parts = nx.condensation(graph)
    part_of: Mapping[Node, int] = parts.graph["mapping"]
    upwards = [*nx.topological_sort(parts)][::-1]  # a part comes after those it leads to
    goals = sorted({goal for _, _, goals in questions for goal in goals if goal in part_of})
    width = max(64, _MOST_BITS // (len(upwards) + 1))
    found: dict[int, set[Node]] = {}
    for first in range(0, len(goals), width):
        block = goals[first : first + width]
        bits = {goal: 1 << place for place, goal in enumerate(block)}
        masks: dict[int, int] = {}
        for part in upwards:
            mask = 0
            for node in parts.nodes[part]["members"]:
                for above in edges.get(node, ()):
                    mask |= bits.get(above, 0) | masks.get(part_of[above], 0)
            masks[part] = mask
        for place, (_, starts, wanted) in enumerate(questions):
            mask = 0
            for part_number in {part_of[start] for start in starts}:
                mask |= masks[part_number]
            if mask:
                hits = {goal for goal in wanted if mask & bits.get(goal, 0)}
                found.setdefault(place, set()).update(hits)
    for place, hits in sorted(found.items()):
        if hits:
            yield questions[place][0], frozenset(hits)


def cycles(edges: Edges) -> Iterator[frozenset[Node]]:
    """The sets of two or more nodes that can all be reached from one another."""
    try:
        TopologicalSorter(edges).prepare()
    except CycleError:
        import networkx as nx

        found = nx.strongly_connected_components(nx.DiGraph(edges))
        yield from (frozenset(part) for part in found if len(part) > 1)


def shortest_cycle(edges: Edges, part: frozenset[Node], start: Node) -> list[Node]:
    """A shortest path from a node of a cycle back to itself, without the last step."""
    import networkx as nx

    # The start has a second number, as the end of the path.
    steps = (
        (node, _END if above == start else above)
        for node in sorted(part)
        for above in edges.get(node, ())
        if above != node and above in part
    )
    return list(nx.shortest_path(nx.DiGraph(steps), start, _END)[:-1])


def clusters(pairs: Iterable[tuple[Node, Node]]) -> Mapping[Node, Node]:
    """The sets of nodes that pairs connect: for each node, the node that represents its set."""
    above: dict[Node, Node] = {}

    def top(node: Node) -> Node:
        path = []
        while above.setdefault(node, node) != node:
            path.append(node)
            node = above[node]
        for each in path:
            above[each] = node
        return node

    for first, second in pairs:
        one, other = top(first), top(second)
        if one != other:
            above[max(one, other)] = min(one, other)
    return {node: top(node) for node in list(above)}
