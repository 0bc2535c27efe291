"""Ways through a vocabulary's relations: what is above what, circles, clusters; no recursion."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from guidegraph.check.vocabulary.index import Node


__all__ = ["Edges", "circle", "circles", "clusters", "reached"]

Edges: TypeAlias = Mapping[Node, Sequence[Node]]

_NEAR = 500
"""How many nodes a search may visit before it is left to the common search for all of them."""
_MOST_BITS = 1_600_000_000
"""How many bits the common search may hold at a time: 200 MB."""


def reached(
    edges: Edges, questions: Iterable[tuple[Node, Collection[Node], frozenset[Node]]]
) -> Iterator[tuple[Node, frozenset[Node]]]:
    """
    Which goals can be reached from some starts in at least one step.

    Most hierarchies are shallow, so each question is a short search of its own. One that goes on
    too
    long waits for a common search, which passes over the edges once for some thousand goals.

    Args:
        questions: for each, what to call it, the starts, the goals.

    Yields:
        What a question is called and its goals that were reached, where there are any.
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
    parts = list(_components(edges, {start for _, starts, _ in questions for start in starts}))
    part_of = {node: number for number, part in enumerate(parts) for node in part}
    goals = sorted({goal for _, _, goals in questions for goal in goals if goal in part_of})
    width = max(64, _MOST_BITS // (len(parts) + 1))
    found: dict[int, set[Node]] = {}
    for first in range(0, len(goals), width):
        block = goals[first : first + width]
        bits = {goal: 1 << place for place, goal in enumerate(block)}
        masks: list[int] = []
        for number, part in enumerate(parts):  # what can be reached from a part comes before it
            mask = 0
            for node in part:
                for above in edges.get(node, ()):
                    mask |= bits.get(above, 0)
                    if part_of[above] != number:
                        mask |= masks[part_of[above]]
            masks.append(mask)
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


def circles(edges: Edges) -> Iterator[Sequence[Node]]:
    """The sets of two or more nodes that can all be reached from one another."""
    yield from (part for part in _components(edges, edges) if len(part) > 1)


def circle(edges: Edges, part: Collection[Node], start: Node) -> list[Node]:
    """A shortest way from a node of a circle back to itself, without its last step."""
    inside = set(part)
    before: dict[Node, Node] = {}
    waiting = [start]
    for node in waiting:
        for above in edges.get(node, ()):
            if above == start:
                way = [node]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return way[::-1]
            if above in inside and above not in before:
                before[above] = node
                waiting.append(above)
    return [start]


def _components(edges: Edges, starts: Iterable[Node]) -> Iterator[list[Node]]:
    """
    Strongly connected components, each after those that can be reached from it.

    Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), 1972,
    with a stack of its own in place of recursion.
    """
    order: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    open_: list[Node] = []
    closed: set[Node] = set()
    for root in starts:
        if root in order:
            continue
        order[root] = lowest[root] = len(order)
        open_.append(root)
        way = [(root, iter(edges.get(root, ())))]
        while way:
            node, ahead = way[-1]
            for above in ahead:
                if above not in order:
                    order[above] = lowest[above] = len(order)
                    open_.append(above)
                    way.append((above, iter(edges.get(above, ()))))
                    break
                if above not in closed:
                    lowest[node] = min(lowest[node], order[above])
            else:
                way.pop()
                if way:
                    before = way[-1][0]
                    lowest[before] = min(lowest[before], lowest[node])
                if lowest[node] == order[node]:
                    part: list[Node] = []
                    while not part or part[-1] != node:
                        part.append(open_.pop())
                    closed.update(part)
                    yield part


def clusters(pairs: Iterable[tuple[Node, Node]]) -> Mapping[Node, Node]:
    """
    The sets of nodes that pairs hold together: for each node, the one that stands for its set.
    """
    above: dict[Node, Node] = {}

    def top(node: Node) -> Node:
        way = []
        while above.setdefault(node, node) != node:
            way.append(node)
            node = above[node]
        for each in way:
            above[each] = node
        return node

    for first, second in pairs:
        one, other = top(first), top(second)
        if one != other:
            above[max(one, other)] = min(one, other)
    return {node: top(node) for node in list(above)}
