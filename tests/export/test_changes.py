"""Diffs as linked data."""

from __future__ import annotations

import json
from dataclasses import replace

import pyoxigraph
import pytest
import rdflib
from rdflib.compare import isomorphic

from guidegraph.diff.run import diff
from guidegraph.graph.vocab import GG, OWL, SKOS
from guidegraph.model.changes import Change, Comparison, Facet, Ref, Relation
from guidegraph.model.comments import CommentRegister
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import MisuseError
from guidegraph.render.format import FORMATS, ResultKind, fitting, format_for, written
from tests.comparisons import BASE, NEW, OLD, comparison_of, lending_rules, reading_rooms
from tests.golden_files import golden


# rdflib's own parsers use what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")

OF_DIFFS = fitting(ResultKind.DIFF)
XKOS = rdflib.Namespace("http://rdf-vocabulary.ddialliance.org/xkos#")
PARSERS = {"changes-turtle": "turtle", "changes-json-ld": "json-ld", "xkos-turtle": "turtle"}


def graph(name: str, comparison: Comparison) -> rdflib.Graph:
    """The graph that rdflib reads."""
    return rdflib.Graph().parse(data=written(name, comparison), format=PARSERS[name])


def old(id_: str) -> rdflib.URIRef:
    """An item of the old edition."""
    return rdflib.URIRef(f"{BASE}2024/{id_}")


def new(id_: str) -> rdflib.URIRef:
    """An item of the new edition."""
    return rdflib.URIRef(f"{BASE}2026/{id_}")


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("changes-turtle", ".ttl"),
        ("xkos-turtle", ".ttl"),
        ("kgcl", ".kgcl"),
        ("rdf-patch", ".rdfp"),
    ],
)
def test_golden(name: str, suffix: str) -> None:
    """A small diff gives the file that a person has judged."""
    actual = written(name, reading_rooms()).decode()

    assert golden(f"reading-rooms-{name}{suffix}", actual) == actual


@pytest.mark.parametrize("name", OF_DIFFS)
def test_same_bytes(name: str) -> None:
    """The same diff gives the same file."""
    assert written(name, reading_rooms()) == written(name, reading_rooms())


@pytest.mark.parametrize("name", OF_DIFFS)
def test_losses_are_told(name: str) -> None:
    """A format that does not hold all of a diff says what it loses."""
    holding = FORMATS[name].holds[ResultKind.DIFF]

    assert holding.lossless or holding.losses or holding.lost


@pytest.mark.parametrize("name", PARSERS)
def test_two_libraries_read_the_same(name: str) -> None:
    """Both RDF libraries read the same graph, which has no blank nodes."""
    body = written(name, reading_rooms())
    media_type = pyoxigraph.RdfFormat.from_media_type(format_for(name, ResultKind.DIFF).media_type)
    triples = [quad.triple for quad in pyoxigraph.parse(body, format=media_type)]
    lines = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    other = rdflib.Graph().parse(data=lines or b"", format="nt")

    assert isomorphic(graph(name, reading_rooms()), other)
    assert not [term for triple in other for term in triple if isinstance(term, rdflib.BNode)]


def test_json_ld_says_the_same() -> None:
    """The same graph in Turtle and in JSON-LD."""
    comparison = reading_rooms()

    assert isomorphic(graph("changes-turtle", comparison), graph("changes-json-ld", comparison))


def test_json_ld_uses_the_context() -> None:
    """A change reads as our context has it."""
    nodes = json.loads(written("changes-json-ld", reading_rooms()))["@graph"]
    change = next(node for node in nodes if node.get("identifier") == "260693d7a26ca59a")

    assert ["Change"] == change["type"] or "Change" == change["type"]
    assert [f"{GG.NAMESPACE}facet-reworded"] == change["facet"]


@pytest.mark.parametrize("name", ["changes-turtle", "changes-json-ld"])
def test_where_words_went(name: str) -> None:
    """The graph has what is at the place of a dropped item, what is nearest, and what moved."""
    found = graph(name, lending_rules())
    change = found.value(None, rdflib.URIRef(GG.newItem), new("loans/3"))
    sentence = found.value(change, rdflib.URIRef(GG.movedSentence))

    assert rdflib.Literal("Maps stay in the room.", "en") == found.value(sentence, rdflib.RDF.value)
    assert old("loans/3") == found.value(sentence, rdflib.URIRef(GG.movedFrom))
    assert new("loans/5") == found.value(sentence, rdflib.URIRef(GG.movedTo))
    assert [(new("loans/2"), old("loans/2"))] == [
        *found.subject_objects(rdflib.URIRef(GG.standsAtPlaceOf))
    ]
    assert new("loans/5") in {*found.objects(None, rdflib.URIRef(GG.closestItem))}
    assert not [term for triple in found for term in triple if isinstance(term, rdflib.BNode)]


def test_a_place_is_no_identity() -> None:
    """An item at the place of a dropped one is not its successor, in no statement at all."""
    found = graph("changes-turtle", lending_rules())
    predicates = {
        *found.predicates(old("loans/2"), new("loans/2")),
        *found.predicates(new("loans/2"), old("loans/2")),
    }

    assert {rdflib.URIRef(GG.standsAtPlaceOf)} == predicates


@pytest.mark.parametrize("name", ["kgcl", "sssom-tsv", "rdf-patch", "delta-json", "case-json"])
def test_formats_of_others_mean_the_same(name: str) -> None:
    """What other programs apply does not hang on where words went or what is at a place."""
    comparison = lending_rules()
    plain = tuple(
        replace(
            change,
            facets=tuple(facet for facet in change.facets if facet is not Facet.REPLACED),
            replaced_by=(),
            replaces=(),
            closest=None,
            sentences=(),
            coverage=None,
        )
        for change in comparison.changes.changes
    )
    without = replace(comparison, changes=replace(comparison.changes, changes=plain))

    assert written(name, without) == written(name, comparison)


@pytest.mark.parametrize(
    ("item", "relation", "other"),
    [
        ("value/2/practice/1", SKOS.exactMatch, "value/2/practice/1"),  # unchanged
        ("value/1/practice/4", SKOS.exactMatch, "value/2/practice/3"),  # moved
        ("value/1/practice", SKOS.exactMatch, "value/1/practice"),  # typographic
        ("value/1", SKOS.closeMatch, "value/1"),  # editorial
        ("value/1/practice/1", SKOS.closeMatch, "value/1/practice/1"),  # substantive
        ("value/1/practice/3", SKOS.narrowMatch, "value/1/practice/2"),  # split
        ("value/1/practice/3", SKOS.narrowMatch, "value/1/practice/3"),
        ("value/2/practice/2", SKOS.broadMatch, "value/2/practice/2"),  # merged
        ("value/2/practice/3", SKOS.broadMatch, "value/2/practice/2"),
    ],
)
def test_mappings(item: str, relation: str, other: str) -> None:
    """How an old item stands to the new one follows from what the diff found."""
    found = graph("changes-turtle", reading_rooms())
    relations = {
        str(predicate)
        for predicate in found.predicates(old(item), new(other))
        if str(predicate).startswith(SKOS.NAMESPACE)
    }

    assert {relation} == relations
    assert (old(item), rdflib.DCTERMS.isReplacedBy, new(other)) in found


@pytest.mark.parametrize(
    ("type_", "expected"), [("Practice", SKOS.closeMatch), ("Item", SKOS.exactMatch)]
)
def test_another_class_is_another_thing(type_: str, expected: str) -> None:
    """The same words as another class are close to what they were, and not the same."""
    before, after = (
        replace(edition, items=(Item(id="x", type=kind, text="Umbrellas are lent at the desk."),))
        for edition, kind in ((OLD, "Item"), (NEW, type_))
    )
    found = graph("changes-turtle", diff((before,), after))

    assert (old("x"), rdflib.URIRef(expected), new("x")) in found


def test_dropped_and_added() -> None:
    """A dropped item is deprecated, nothing else is; an added one comes from nowhere."""
    found = graph("changes-turtle", reading_rooms())
    deprecated = set(found.subjects(rdflib.URIRef(OWL.deprecated)))

    assert {old("value/1/practice/2")} == deprecated
    assert not list(found.objects(new("value/2/practice/4"), rdflib.PROV.wasRevisionOf))
    assert not list(found.objects(old("value/1/practice/2"), rdflib.DCTERMS.isReplacedBy))


def test_fan_in() -> None:
    """What two old editions say alike is an exact match of each, never a part of it."""
    item = OLD.by_id["value/2/practice/1"]
    first, second = (
        Edition(id=name, iri=f"{BASE}{name}", title=name, items=(_alone(item),))
        for name in ("a", "b")
    )
    both = Edition(id="c", iri=f"{BASE}c", title="c", items=(_alone(item),))
    refs = (Ref(edition="a", id=item.id), Ref(edition="b", id=item.id))
    change = Change(relation=Relation.MERGED, old=refs, new=(Ref(edition="c", id=item.id),))
    found = graph("changes-turtle", comparison_of([first, second], both, [change]))
    exact = set(found.subject_objects(rdflib.SKOS.exactMatch))
    target = rdflib.URIRef(f"{BASE}c/{item.id}")

    assert {(rdflib.URIRef(f"{BASE}{name}/{item.id}"), target) for name in "ab"} == exact


def _alone(item: Item) -> Item:
    return replace(item, parent=None)


def test_one_edition() -> None:
    """Between revisions of one edition no item replaces itself."""
    change = Change(
        relation=Relation.SAME,
        old=(Ref(edition="2024", id="value/1"),),
        new=(Ref(edition="2024", id="value/1"),),
    )
    rest = [item.id for item in OLD.items if item.id != "value/1"]
    found = graph("changes-turtle", comparison_of([OLD], OLD, [change], rest))

    assert not list(found.subject_objects(rdflib.DCTERMS.isReplacedBy))
    assert not list(found.subject_objects(rdflib.SKOS.exactMatch))


def test_associations_are_grouped() -> None:
    """The parts of a split are targets of one association, the sources of a merger its sources."""
    found = graph("xkos-turtle", reading_rooms())

    def sides(id_: str) -> tuple[set[object], set[object]]:
        association = new(f"change/{id_}")
        return (
            set(found.objects(association, XKOS.sourceConcept)),
            set(found.objects(association, XKOS.targetConcept)),
        )

    split = next(c.id for c in reading_rooms().changes.changes if c.relation is Relation.SPLIT)
    merged = next(c.id for c in reading_rooms().changes.changes if c.relation is Relation.MERGED)

    assert (
        {old("value/1/practice/3")},
        {new("value/1/practice/2"), new("value/1/practice/3")},
    ) == (sides(split))
    assert (
        {old("value/2/practice/2"), old("value/2/practice/3")},
        {new("value/2/practice/2")},
    ) == (sides(merged))


def test_every_item_is_in_one_association() -> None:
    """The correspondence explains every item once."""
    found = graph("xkos-turtle", reading_rooms())
    sources = [str(target) for target in found.objects(None, XKOS.sourceConcept)]
    targets = [str(target) for target in found.objects(None, XKOS.targetConcept)]

    assert sorted(OLD.iri_of(item.id) for item in OLD.items) == sorted(sources)
    assert sorted(NEW.iri_of(item.id) for item in NEW.items) == sorted(targets)


def test_wrong_thing() -> None:
    """A format that cannot hold a result says which can."""
    with pytest.raises(MisuseError, match=r"'kgcl' cannot hold an edition; use one of .* json-ld"):
        written("kgcl", OLD)
    with pytest.raises(
        MisuseError, match=r"'case-json' cannot hold comments; use one of .* turtle"
    ):
        written("case-json", CommentRegister(edition=OLD, comments=()))
