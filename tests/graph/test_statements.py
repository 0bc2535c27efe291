"""What a graph says is in statements, each triple once, and comes out of them again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from guidegraph.graph.statements import comparable, curie, source_graph, statements_by_owner
from guidegraph.graph.vocab import RDF, XSD
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import InputError
from guidegraph.model.statement import StatementKind, leaves


OWNERS = ("https://example.org/a", "https://example.org/b")

_names = st.sampled_from("abcdef")
_resources = st.one_of(
    _names.map(lambda name: NamedNode(f"https://example.org/{name}")), _names.map(BlankNode)
)
_literals = st.one_of(
    st.text(max_size=4).map(Literal),
    st.sampled_from(["de-CH", "fr"]).map(lambda tag: Literal("x", language=tag)),
    st.just(Literal("1", datatype=NamedNode(XSD.integer))),
)
_properties = st.sampled_from(
    [RDF.first, RDF.rest, "https://example.org/p", "https://example.org/q"]
).map(NamedNode)
_nil = st.just(NamedNode(f"{RDF.NAMESPACE}nil"))
triples = st.builds(Triple, _resources, _properties, st.one_of(_resources, _literals, _nil))


def edition_of(graph: Sequence[Triple]) -> Edition:
    said = statements_by_owner(graph, OWNERS)
    items = tuple(Item(id=iri, iri=iri, statements=said.owned.get(iri, ())) for iri in OWNERS)
    return Edition(id="x", iri="https://example.org/x", title="", items=items, residue=said.residue)


def canonical(graph: Sequence[Triple]) -> set[str]:
    """A graph with its blank nodes named by RDFC-1.0."""
    quads = (Quad(each.subject, each.predicate, each.object, DefaultGraph()) for each in graph)
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, dataset))


def of_turtle(text: str) -> list[Triple]:
    head = "@prefix : <https://example.org/> . "
    return [quad.triple for quad in parse(head + text, format=RdfFormat.TURTLE)]


@given(st.lists(triples, max_size=14))
def test_every_triple_once(graph: list[Triple]) -> None:
    """Any graph, with blank nodes in circles and damaged lists, comes back isomorphic."""
    back = source_graph(edition_of(graph))

    assert len(set(graph)) == len(back)
    assert canonical(graph) == canonical(back)


@given(st.lists(triples, max_size=14))
def test_order_does_not_matter(graph: list[Triple]) -> None:
    """A graph is a set: named triples in another order give the same statements."""
    named = [each for each in graph if "_:" not in str(each)]

    assert edition_of(named) == edition_of(named[::-1])


@given(st.lists(triples, max_size=12))
def test_comparable_is_the_same_for_isomorphic_graphs(graph: list[Triple]) -> None:
    """Other names of blank nodes change nothing; one triple less does."""
    back = source_graph(edition_of(graph))

    assert comparable(graph) == comparable(back)
    assert not back or comparable(graph) != comparable(back[1:])


def test_what_only_one_refers_to_is_inside() -> None:
    """A label of SKOS-XL is in the statement of its concept, a shared resource is beside them."""
    edition = edition_of(
        of_turtle(":a :label :l ; :by :o . :b :by :o . :l :form 'x'@en . :o :name 'O' .")
    )
    by_id = {item.id.rsplit("/", 1)[-1]: item.statements for item in edition.items}

    assert ["o", "l", "x"] == [each.value.rsplit("/", 1)[-1] for each in leaves(by_id["a"])]
    assert ["https://example.org/o"] == [each.value for each in edition.residue]


def test_a_list_is_a_list() -> None:
    """An RDF list is one statement with its members in order, however long."""
    members = " ".join(str(number) for number in range(3_000))
    edition = edition_of(of_turtle(f":a :p ({members}) ."))
    (statement,) = edition.items[0].statements

    assert StatementKind.LIST is statement.kind
    assert members.split() == [member.value for member in statement.about]


@pytest.mark.slow
def test_a_deep_chain_is_cut() -> None:
    """A chain of ten thousand blank nodes is kept without deep nesting."""
    ends: list[NamedNode | BlankNode] = [NamedNode(OWNERS[0])]
    ends += (BlankNode(f"n{number}") for number in range(10_000))
    graph = [Triple(one, NamedNode("https://example.org/p"), two) for one, two in pairwise(ends)]

    assert comparable(graph) == comparable(source_graph(edition_of(graph)))


def test_language_tags_in_their_usual_case() -> None:
    """Language tags are written as BCP 47 recommends, whatever the parser makes of them."""
    edition = edition_of(of_turtle(':a :p "x"@DE-ch, "y"@zh-hant-TW, "z"@en-x-Home .'))

    assert ["de-CH", "zh-Hant-TW", "en-x-home"] == [
        each.language for each in edition.items[0].statements
    ]


def test_terms_of_rdf_1_2() -> None:
    """A triple about a triple cannot be kept, and is refused."""
    inner = Triple(NamedNode(OWNERS[0]), NamedNode("https://example.org/p"), Literal("x"))
    outer = Triple(NamedNode(OWNERS[0]), NamedNode("https://example.org/q"), inner)

    with pytest.raises(InputError, match=r"RDF 1\.2"):
        statements_by_owner([outer], OWNERS)


def test_curie() -> None:
    """A known namespace becomes its prefix; anything else stays."""
    assert "skos:prefLabel" == curie("http://www.w3.org/2004/02/skos/core#prefLabel")
    assert "https://example.org/p" == curie("https://example.org/p")
    assert "Rule text" == curie("Rule text")
