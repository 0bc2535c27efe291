"""Ways through relations, compared with a library for graphs."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.check.vocabulary import paths


EDGES = st.dictionaries(
    st.integers(0, 12), st.lists(st.integers(0, 12), unique=True, max_size=4), max_size=13
)


def _graph(edges: dict[int, list[int]]) -> nx.DiGraph:
    return nx.DiGraph([(one, other) for one in edges for other in edges[one]])


def _above(graph: nx.DiGraph, node: int) -> set[int]:
    if node not in graph:
        return set()
    ends = set(graph.successors(node))
    return ends.union(*(nx.descendants(graph, end) for end in ends))


@given(edges=EDGES, goals=st.frozensets(st.integers(0, 12)))
def test_reached(edges: dict[int, list[int]], goals: frozenset[int]) -> None:
    """Each search of its own, and the common one, reach what can be reached."""
    graph = _graph(edges)
    expected = {n: frozenset(_above(graph, n) & goals) for n in range(13)}
    questions = [(node, (node,), goals) for node in range(13)]
    wanted = {node: found for node, found in expected.items() if found}

    assert wanted == dict(paths.reached(edges, questions))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "_NEAR", 0)
        assert wanted == dict(paths.reached(edges, questions))


@given(edges=EDGES)
def test_cycles(edges: dict[int, list[int]]) -> None:
    """The cycles are the strongly connected components, and each has a way around."""
    graph = _graph(edges)
    expected = {frozenset(each) for each in nx.strongly_connected_components(graph)}
    found = [frozenset(part) for part in paths.cycles(edges)]

    assert {part for part in expected if len(part) > 1} == set(found)
    for part in found:
        way = paths.shortest_cycle(edges, part, min(part))
        steps = zip(way, [*way[1:], way[0]], strict=True)
        assert all(graph.has_edge(*step) for step in steps)
        assert part.issuperset(way)


def test_a_concept_above_itself_is_no_way_around() -> None:
    """The way around a cycle is through others, also from a concept that is above itself."""
    edges = {0: [0, 1], 1: [2], 2: [0]}
    (part,) = paths.cycles(edges)

    assert [0, 1, 2] == paths.shortest_cycle(edges, part, 0)


@given(pairs=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12))))
def test_clusters(pairs: list[tuple[int, int]]) -> None:
    """The clusters are the connected components."""
    joined = paths.clusters(pairs)
    found: dict[int, set[int]] = {}
    for node, top in joined.items():
        found.setdefault(top, set()).add(node)
    expected = nx.connected_components(nx.Graph(pairs))

    assert {frozenset(each) for each in expected} == set(map(frozenset, found.values()))
