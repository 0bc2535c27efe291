"""What a diff of published vocabularies gives to programs: their own IRIs and triples."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from guidegraph.model.changes import Audit, ChangeSet, Comparison
from guidegraph.model.edition import Edition
from guidegraph.render.format import written
from guidegraph.workspace import compare_files


PREFIXES = """
@prefix : <https://example.org/drinks/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dct: <http://purl.org/dc/terms/> .
"""
OLD = """
: a skos:ConceptScheme ; dct:title "Drinks"@en .
:drink a skos:Concept ; skos:prefLabel "drink"@en ; skos:topConceptOf : .
:tea a skos:Concept ; skos:prefLabel "tea"@en, "thé"@fr ; skos:broader :drink ; skos:inScheme : .
:brew a skos:Concept ; skos:prefLabel "brew"@en ; skos:broader :drink ; skos:inScheme : .
"""
NEW = OLD.replace("thé", "tisane").replace('"brew"@en', '"brew"@en ; owl:deprecated true')
FORMATS = ("kgcl", "rdf-patch", "sssom-tsv", "xkos-turtle", "turtle", "json", "jsonl", "csv")


def compared(old: str, new: str) -> Comparison:
    """Two states of a vocabulary."""
    before, after = (f"{PREFIXES}{side}".encode() for side in (old, new))
    return compare_files("drinks.ttl", before, after)


@pytest.mark.parametrize("form", FORMATS)
def test_own_iris(form: str) -> None:
    """Items have the IRIs of their source, and nothing has one of ours."""
    text = written(form, compared(OLD, NEW)).decode()

    assert "drinks/tea" in text or "drinks:tea" in text or "<tea>" in text
    assert "urn:guidegraph" not in text


def test_nothing_is_minted_for_a_publisher() -> None:
    """No change has an IRI below that of a vocabulary; two states of it have names that differ."""
    text = written("n-triples", compared(OLD, NEW)).decode()
    subjects = {line.split()[0] for line in text.splitlines()}
    drinks = {name for name in subjects if "example.org" in name}

    assert {"<https://example.org/drinks/brew>"} == drinks
    assert 2 == text.count("https://w3id.org/guidegraph/ontology#Edition>")


def test_nothing_is_replaced_by_itself() -> None:
    """Items that keep their IRIs are not said to replace each other."""
    text = written("n-triples", compared(OLD, NEW)).decode()

    assert "isReplacedBy" not in text
    assert "Match>" not in text


def test_successor() -> None:
    """What the source deprecates is deprecated in the graph, with its successor."""
    new = NEW.replace("true", "true ; dct:isReplacedBy :tea")
    text = written("n-triples", compared(OLD, new)).decode()

    assert (
        "<https://example.org/drinks/brew> <http://purl.org/dc/terms/isReplacedBy> "
        "<https://example.org/drinks/tea> ."
    ) in text
    assert "facet-deprecated>" in text


def test_prefixes() -> None:
    """SSSOM has a prefix for the namespace that both sides share, and a title that tells them."""
    text = written("sssom-tsv", compared(OLD, NEW)).decode()

    assert "#  drinks: https://example.org/drinks/\n" in text
    assert "drinks:tea\ttea\tskos:exactMatch\tdrinks:tea" in text
    assert "drinks (old) → drinks (new)" in text


def test_successors_in_json() -> None:
    """A deprecated item names its successor, and that all items which name it."""
    old = OLD + ':infusion a skos:Concept ; skos:prefLabel "infusion"@en ; skos:broader :drink .'
    new = old.replace("thé", "tisane")
    for name in ("brew", "infusion"):
        said = f'"{name}"@en'
        new = new.replace(said, f"{said} ; owl:deprecated true ; dct:isReplacedBy :tea")
    changes = json.loads(written("json", compared(old, new)))["changes"]
    by_id = {change["new"][0]["id"]: change for change in changes}

    assert ["tea"] == by_id["brew"]["replaced_by"] == by_id["infusion"]["replaced_by"]
    assert {"brew", "infusion"} == set(by_id["tea"]["replaces"])
    assert "https://example.org/drinks/tea" == by_id["tea"]["old"][0]["iri"]


# -- RDF Patch ------------------------------------------------------------------------

_NAMES = st.sampled_from("abcd").map(lambda name: NamedNode(f"https://example.org/drinks/{name}"))
_BLANKS = st.sampled_from("uvwxyz").map(BlankNode)
_PROPERTIES = st.sampled_from(
    [
        NamedNode("https://example.org/p"),
        NamedNode("http://www.w3.org/2004/02/skos/core#related"),
        NamedNode("http://www.w3.org/2004/02/skos/core#note"),
        NamedNode("http://purl.org/dc/terms/creator"),
    ]
)
_LITERALS = st.sampled_from([Literal("x"), Literal("é\n", language="fr"), Literal(7)])
_TRIPLES = st.lists(
    st.builds(Triple, _NAMES | _BLANKS, _PROPERTIES, _NAMES | _BLANKS | _LITERALS), max_size=14
)


def _turtle(triples: list[Triple]) -> str:
    concepts = "".join(
        f':{name} a skos:Concept ; skos:prefLabel "{name}"@en .\n' for name in "abcd"
    )
    rows = "".join(f"{each.subject} {each.predicate} {each.object} .\n" for each in triples)
    return f": a skos:ConceptScheme .\n{concepts}{rows}"


def _canonical(rows: str) -> str:
    dataset = Dataset(parse(rows.encode(), format=RdfFormat.N_TRIPLES))
    return _of_dataset(dataset)


def _of_dataset(dataset: Dataset) -> str:
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, dataset)))


def _applied(patch: str, rows: set[str]) -> set[str]:
    """Rows after a patch; what is removed must be there, what is added must not."""
    found = set(rows)
    for line in patch.splitlines():
        operation, _, row = line.partition(" ")
        if operation == "D":
            found.remove(row)
        elif operation == "A":
            assert row not in found
            found.add(row)
    return found


def _patch(old: Edition, new: Edition) -> str:
    audit = Audit(old_items=0, new_items=0)
    changes = ChangeSet(old=(old.id,), new=new.id, changes=(), unchanged=(), audit=audit)
    return written("rdf-patch", Comparison(changes=changes, old=(old,), new=new)).decode()


def _read(triples: list[Triple]) -> Edition:
    turtle = _turtle(triples)
    return compared(turtle, turtle).new


@given(old=_TRIPLES, new=_TRIPLES, common=_TRIPLES)
@settings(deadline=None, max_examples=60)
def test_patch(old: list[Triple], new: list[Triple], common: list[Triple]) -> None:
    """The patch of two files, applied to the first, gives a graph isomorphic to the second."""
    before, after = _read([*common, *old]), _read([*common, *new])
    nothing = replace(before, items=(), statements=(), residue=())
    named = _applied(_patch(nothing, before), set())
    graph = _applied(_patch(before, after), named)
    source = parse(f"{PREFIXES}{_turtle([*common, *new])}".encode(), format=RdfFormat.TURTLE)
    expected = Dataset(Quad(each.subject, each.predicate, each.object) for each in source)

    assert _of_dataset(expected) == _canonical("\n".join(graph))


def test_untouched_blank_nodes() -> None:
    """Blank nodes of which nothing differs are in no patch, wherever else something does."""
    note = 'skos:note [ dct:creator [ dct:title "{}" ] ; dct:title "a" ]'
    old = OLD.replace('"tea"@en', f'"tea"@en ; {note.format("A")}')
    new = old.replace("thé", "tisane")
    other = new.replace('"brew"@en', f'"brew"@en ; {note.format("A")}')

    assert ["D", "A"] == [row[0] for row in _rows(compared(old, new))]
    assert "_:" not in "".join(_rows(compared(old, new)))
    assert [] == _rows(compared(old, old))
    assert 4 == sum("_:" in row for row in _rows(compared(new, other)))
    assert 8 == sum("_:" in row for row in _rows(compared(old, old.replace('"A"', '"B"'))))


def _rows(comparison: Comparison) -> list[str]:
    return written("rdf-patch", comparison).decode().splitlines()[3:-1]
