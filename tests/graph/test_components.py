"""Components of blank nodes: the same exactly if one is the other with renamed nodes."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

from guidegraph.graph.components import components, named, nodes_in


Lines = Sequence[str]


def _edges(pairs: Iterable[tuple[object, object]], predicate: str = "p") -> list[str]:
    return [f"_:{one} <x:{predicate}> _:{other} ." for one, other in pairs]


def _both_ways(pairs: Iterable[tuple[object, object]]) -> list[str]:
    listed = list(pairs)
    return _edges([*listed, *((other, one) for one, other in listed)])


def _cycle(length: int, name: str = "n") -> list[str]:
    return _edges((f"{name}{at}", f"{name}{(at + 1) % length}") for at in range(length))


def _clique(size: int) -> list[str]:
    return _edges((one, other) for one in range(size) for other in range(size) if one != other)


def _chain(length: int) -> list[str]:
    return _edges((at, at + 1) for at in range(length))


_K33 = _both_ways((f"a{one}", f"b{other}") for one in range(3) for other in range(3))
_PRISM = _both_ways(
    pair
    for at in range(3)
    for pair in (
        (f"a{at}", f"a{(at + 1) % 3}"),
        (f"b{at}", f"b{(at + 1) % 3}"),
        (f"a{at}", f"b{at}"),
    )
)
_PLACES = [(row, column) for row in range(4) for column in range(4)]
# Both are strongly regular with the same numbers; no refinement tells them apart.
_ROOK = _edges(
    (f"v{a}{b}", f"v{c}{d}")
    for a, b in _PLACES
    for c, d in _PLACES
    if (a, b) != (c, d) and (a == c or b == d)
)
_SHRIKHANDE = _edges(
    (f"v{a}{b}", f"v{(a + c) % 4}{(b + d) % 4}")
    for a, b in _PLACES
    for c, d in ((0, 1), (0, 3), (1, 0), (3, 0), (1, 1), (3, 3))
)


def _renamed(lines: Lines, seed: int = 1) -> list[str]:
    """The same lines with other labels, in another order."""
    chance = random.Random(seed)
    labels = sorted({label for line in lines for label in nodes_in(line)})
    others = chance.sample([f"z{number}" for number in range(len(labels))], len(labels))
    names = dict(zip(labels, others, strict=True))
    found = [re.sub(r"_:(\w+)", lambda label: f"_:{names[label[1]]}", line) for line in lines]
    chance.shuffle(found)
    return found


def _digests(lines: Lines) -> list[str]:
    found = [named(component) for component in components(lines)]

    assert all(each.decided for each in found)
    return sorted(each.digest for each in found)


SYMMETRIC = {
    "cycle of 6": _cycle(6),
    "two cycles of 3": [*_cycle(3, "a"), *_cycle(3, "b")],
    "cycle of 500": _cycle(500),
    **{f"clique of {size}": _clique(size) for size in (4, 8, 12, 30)},
    **{f"chain of {length}": _chain(length) for length in (1, 10, 1000)},
    "K3,3": _K33,
    "prism": _PRISM,
    "rook's graph": _ROOK,
    "Shrikhande graph": _SHRIKHANDE,
    "hypercube": _edges((at, at ^ (1 << bit)) for at in range(32) for bit in range(5)),
    "star": _edges(("hub", at) for at in range(200)),
}


@pytest.mark.parametrize("name", SYMMETRIC)
def test_renamed_components_have_the_same_digest(name: str) -> None:
    """Also where every node looks like every other one."""
    lines = SYMMETRIC[name]

    assert [_digests(_renamed(lines, seed)) for seed in (1, 2, 3)] == [_digests(lines)] * 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cycle of 6", "two cycles of 3"),
        ("K3,3", "prism"),
        ("rook's graph", "Shrikhande graph"),
        ("chain of 10", "cycle of 6"),
    ],
)
def test_other_shapes_have_other_digests(one: str, other: str) -> None:
    """Also where each node has as many neighbours as in the other shape."""
    assert _digests(SYMMETRIC[one]) != _digests(SYMMETRIC[other])


def test_a_long_chain_is_named_in_time_that_grows_with_its_length() -> None:
    """Tens of thousands of equal links are told apart from both ends, and a changed end is seen."""
    chain = _chain(20_000)
    changed = [*chain[:-1], "_:19999 <x:q> _:20000 ."]

    assert _digests(_renamed(chain)) == _digests(chain) != _digests(changed)


def test_swapped_labels_are_no_change() -> None:
    """Two nodes that exchange their labels are the same two nodes."""
    one = ['_:a <x:p> "1" .', '_:b <x:p> "2" .']
    other = ['_:b <x:p> "1" .', '_:a <x:p> "2" .']

    assert _digests(one) == _digests(other)


def test_nodes_in_triple_terms_and_names_of_graphs_belong_to_the_component() -> None:
    """What connects nodes is any line that names them."""
    lines = [
        "<x:s> <x:p> <<( _:a <x:q> _:b )>> .",
        '_:b <x:p> "_:none <x:a> \\"_:none\\"" _:g .',
        '<x:s> <x:p> "only _:text" _:h .',
    ]

    assert [each.labels for each in components(lines)] == [("a", "b", "g"), ("h",)]


def test_a_component_beyond_the_work_limit_is_undecided_and_keeps_its_shape() -> None:
    """It is never guessed; its shape is that of all it may be the same as."""
    (component,) = components(_ROOK)
    (other,) = components(_renamed(_ROOK))
    decided = named(component)
    undecided = [named(each, work=3_000) for each in (component, other)]

    assert decided.decided
    assert [each.decided for each in undecided] == [False, False]
    assert {each.shape for each in undecided} == {decided.shape}
    assert named(component, work=10).shape == named(other, work=10).shape


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from("pq"), st.integers(0, 5)),
        min_size=1,
        max_size=9,
    ),
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from("pq"), st.integers(0, 5)),
        min_size=1,
        max_size=9,
    ),
    st.integers(0, 9),
)
def test_components_agree_with_whole_graphs(
    one: list[tuple[int, str, int]], other: list[tuple[int, str, int]], seed: int
) -> None:
    """Two graphs have the same digests exactly if RDFC-1.0 makes them the same graph."""
    lines, others = ([f"_:{a} <x:{p}> _:{b} ." for a, p, b in graph] for graph in (one, other))

    assert (_digests(lines) == _digests(others)) == (_canonical(lines) == _canonical(others))
    assert _digests(_renamed(lines, seed)) == _digests(lines)


def _canonical(lines: Lines) -> Dataset:
    dataset = Dataset(parse("\n".join(lines), format=RdfFormat.N_TRIPLES))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


@given(st.permutations(range(7)), st.integers(0, 127))
def test_names_lead_from_one_copy_to_the_other(order: list[int], bits: int) -> None:
    """Renamed to their canonical names, a component and its copy are the same lines."""
    pairs = [(at, (at + 1) % 7) for at in range(7) if bits >> at & 1] + [(0, 3), (3, 6)]
    lines = _edges(dict.fromkeys(pairs))
    copies = _edges(dict.fromkeys((order[one], order[other]) for one, other in pairs))

    assert _named(lines) == _named(copies)


def _named(lines: Lines) -> list[str]:
    return sorted(
        line
        for component in components(lines)
        for line in component.renamed(named(component).names())
    )
