"""The shapes pass a good edition, and each of them finds what it is there for."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SH

from guidegraph.graph import vocab


FOLDER = Path(__file__).resolve().parents[2] / "ontology"
GOOD = Path(__file__).with_name("edition.ttl").read_text(encoding="utf-8")
GG = rdflib.Namespace(vocab.GG.NAMESPACE)
GGSH = rdflib.Namespace("https://w3id.org/guidegraph/shapes#")
SHAPES = rdflib.Graph().parse(FOLDER / "shapes.ttl")
ONTOLOGY = rdflib.Graph().parse(FOLDER / "guidegraph.ttl")

# A shape; what to replace in the good edition so that it violates the shape; and by what.
BROKEN = [
    (
        "edition",
        "<new> a gg:Edition",
        '[] a gg:Edition ; dcterms:title "X"@en . <new> a gg:Edition',
    ),
    ("edition-title", 'dcterms:title "Guide"@en', 'dcterms:title "Guide"@en, "Guidance"@en'),
    ("edition-title", 'dcterms:title "Guide"@en ;', ""),
    ("edition-identifier", 'dcterms:identifier "new" ;', ""),
    ("edition-identifier", 'dcterms:identifier "new" ;', 'dcterms:identifier "new"@en ;'),
    ("edition-items", "<new> a gg:Edition", "<void> a gg:Edition . <new> a gg:Edition"),
    ("edition-issued", '"2013-07"^^xsd:gYearMonth', '"July 2013"'),
    ("edition-issued", '"2013-07"^^xsd:gYearMonth', '"2013"^^xsd:gYear, "2014"^^xsd:gYear'),
    ("edition-notations", 'skos:notation "1.R1"', 'skos:notation "1.1"'),
    ("item", "<new/section/purpose/1> a", "_:b a"),
    ("item-identifier", 'dcterms:identifier "value/1" ;', ""),
    ("item-identifier", 'dcterms:identifier "value/1"', 'dcterms:identifier "value/1", "v1"'),
    ("item-scheme", "skos:inScheme <new> ; gg:order 8", "gg:order 8"),
    ("item-scheme", "skos:inScheme <new> ; gg:order 8", "skos:inScheme <new>, <old> ; gg:order 8"),
    ("item-name", 'skos:prefLabel "Purpose"@en', 'skos:prefLabel "Purpose"@en, "Aim"@en'),
    ("item-name", 'skos:prefLabel "Purpose"@en', 'skos:prefLabel "Purpose"'),
    ("item-text", '"Why we wrote."@en', '"Why we wrote."@en, "Why we write."@en'),
    ("item-text", '"Why we wrote."@en', '"Why we wrote."'),
    ("item-notation", 'skos:notation "1.R1"', 'skos:notation "1.R1", "4"'),
    ("item-position", "gg:order 9 ; gg:position 1", "gg:order 9 ; gg:position 0"),
    ("item-position", "gg:order 9 ; gg:position 1", "gg:order 9"),
    ("item-order", "gg:order 9 ; gg:position 1", 'gg:order "9" ; gg:position 1'),
    ("item-order", "gg:order 9 ; gg:position 1", "gg:order 9, 10 ; gg:position 1"),
    ("item-parent", "skos:broader <new/value/2>", "skos:broader <new/value/2>, <new/value/1>"),
    ("item-parent", "skos:broader <new/section/purpose>", 'skos:broader "section/purpose"'),
    ("item-parent-scheme", "skos:broader <new/section/purpose>", "skos:broader <old/section/x>"),
    ("item-after-parent", "gg:order 8", "gg:order 10"),
    ("item-after-parent", "<new/section/purpose> ; skos:def", "<new/section/purpose/1> ; skos:def"),
    ("item-terms", "gg:usesTerm <new/term/hope>", "gg:usesTerm <new/value/1>"),
    ("item-footnotes", "gg:footnote <new/value/1#note-1>", "gg:footnote <new/value/1#link-1>"),
    ("item-hyperlinks", "gg:hyperlink <new/value/1#link-1>", "gg:hyperlink <https://x.org/>"),
    ("item-spans", "gg:quotedFrom <new/source.txt#char=0,10>", "gg:quotedFrom <new/source.txt>"),
    ("core-value-name", 'skos:prefLabel "Care"@en', 'skos:altLabel "Care"@en'),
    ("core-value-printed-label", 'gg:printedLabel "CARE"@en ;', ""),
    (
        "core-value-practice",
        'gg:SupervisorRole ;\n    dcterms:identifier "value/1',
        'gg:Practice ;\n    dcterms:identifier "value/1',
    ),
    ("core-value-use", "skos:broader <new/value/2>", "skos:broader <new/value/1>"),
    ("practice-name", 'skos:prefLabel "Show hope"@en', 'skos:altLabel "Show hope"@en'),
    ("practice-parent", "skos:broader <new/value/1> ; gg:dem", "gg:dem"),
    ("practice-value", "<new/value/1> ; skos:pref", "<new/value/1>, <new/value/2> ; skos:pref"),
    ("practice-statement-text", 'skos:definition "They tell of hope."@en ;', ""),
    ("practice-statement-value", "gg:demonstrates <new/value/1> ; gg:uses", "gg:uses"),
    (
        "practice-statement-value",
        "gg:demonstrates <new/value/1> ; gg:uses",
        "gg:demonstrates <new/value/1>, <new/value/2> ; gg:uses",
    ),
    (
        "practice-statement-value",
        "gg:demonstrates <new/value/1> ; gg:uses",
        "gg:demonstrates <new/term/hope> ; gg:uses",
    ),
    (
        "practice-statement-parent",
        "skos:broader <new/value/1/practice>",
        "skos:broader <new/value/1>",
    ),
    (
        "practice-statement-place",
        "gg:demonstrates <new/value/1> ; gg:uses",
        "gg:demonstrates <new/value/2> ; gg:uses",
    ),
    ("supervisor-role-text", 'skos:definition "They listen."@en', 'skos:note "They listen."@en'),
    ("supervisor-role-value", "gg:promotes <new/value/1> ;", ""),
    (
        "supervisor-role-value",
        "gg:promotes <new/value/1>",
        "gg:promotes <new/value/1>, <new/value/2>",
    ),
    ("supervisor-role-parent", "skos:broader <new/value/1> ;\n    gg:prom", "gg:prom"),
    ("supervisor-role-place", "gg:promotes <new/value/1>", "gg:promotes <new/value/2>"),
    ("glossary-term-name", 'skos:prefLabel "Hope"@en ; skos:definition', "skos:definition"),
    ("glossary-term-definition", 'skos:definition "To expect good."@en', 'skos:note "-"@en'),
    ("prose-text", 'skos:definition "Why we wrote."@en', 'skos:note "Why we wrote."@en'),
    ("headed-name", 'skos:prefLabel "Purpose"@en', 'skos:altLabel "Purpose"@en'),
    ("footnote-text", 'rdf:value "See below."@en ;', ""),
    ("footnote-mark", 'gg:mark "¹" ;', ""),
    ("footnote-anchor", 'gg:anchor "text"', 'gg:anchor "margin"'),
    ("footnote-offset", "gg:offset 4", "gg:offset -1"),
    ("hyperlink-words", 'gg:linkWords "hope" ;', ""),
    ("hyperlink-target", '"#"^^xsd:anyURI', "<https://x.org/>"),
    ("selector", "<new/source.txt#char=10,12> a", "_:b a"),
    ("selector-start", "oa:start 10 ;", "oa:start 13 ;"),
    ("selector-start", "oa:start 0 ;", "oa:start -1 ;"),
    ("selector-end", "oa:end 12 ;", ""),
    ("selector-exact", 'oa:exact "p1" ;', ""),
    ("source-furniture", "gg:furniture <new/source.txt#char=10,12>", 'gg:furniture "p1"'),
]


def violated(turtle: str) -> set[rdflib.term.Node]:
    """The shapes that an edition violates."""
    data = rdflib.Graph().parse(data=turtle, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=SHAPES)
    assert isinstance(report, rdflib.Graph)
    return set(report.objects(None, SH.sourceShape))


def named(*kinds: rdflib.URIRef) -> set[rdflib.term.Node]:
    """The shapes of these kinds that have a name of their own."""
    found = {shape for kind in kinds for shape in SHAPES.subjects(RDF.type, kind)}
    return {shape for shape in found if isinstance(shape, rdflib.URIRef)}


@pytest.mark.slow
def test_shapes_are_shacl() -> None:
    """The shapes follow the rules that SHACL sets for shapes."""
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=SHAPES, meta_shacl=True)

    assert conforms, text


def test_good_edition_conforms() -> None:
    """A good edition has no finding, not even a warning."""
    assert set() == violated(GOOD)


def test_good_edition_conforms_with_the_ontology() -> None:
    """What the ontology lets one conclude about a good edition is no finding either."""
    data = rdflib.Graph().parse(data=GOOD, format="turtle")
    conforms, _, text = pyshacl.validate(
        data, shacl_graph=SHAPES, ont_graph=ONTOLOGY, inference="rdfs"
    )

    assert conforms, text


@pytest.mark.parametrize(("shape", "old", "new"), BROKEN)
def test_broken_edition_violates(shape: str, old: str, new: str) -> None:
    """An edition broken in one place violates the shape that guards the place."""
    assert GOOD.count(old) == 1, "the row must break one place"

    assert GGSH[shape] in violated(GOOD.replace(old, new))


def test_every_shape_is_violated() -> None:
    """The table above has a row for every shape that can find something."""
    rows = {GGSH[shape] for shape, _, _ in BROKEN}

    assert set(SHAPES.subjects(SH.severity, None)) == rows


def test_every_shape_says_what_to_do() -> None:
    """Every shape has a name, and each that can find something says what to do about it."""
    told = set(SHAPES.subjects(SH.message, None))
    told |= {shape for shape, rule in SHAPES.subject_objects(SH.sparql) if rule in told}

    assert set() == named(SH.NodeShape, SH.PropertyShape) - set(SHAPES.subjects(SH.name, None))
    assert set() == named(SH.PropertyShape) - set(SHAPES.subjects(SH.severity, None))
    assert set() == set(SHAPES.subjects(SH.severity, None)) - told


def test_shapes_use_terms_that_exist() -> None:
    """Every term of ours in the shapes is a term of the ontology."""
    ours = {node for triple in SHAPES for node in triple if str(node).startswith(GG)}

    assert set() == ours - set(ONTOLOGY.subjects())


def test_items_of_every_class_are_checked() -> None:
    """The general shape of items names each class of items, since it may not see the ontology."""
    assert set(ONTOLOGY.transitive_subjects(RDFS.subClassOf, GG.Item)) == set(
        SHAPES.objects(GGSH.item, SH.targetClass)
    )
    assert set(ONTOLOGY.transitive_subjects(RDFS.subClassOf, GG.Edition)) == set(
        SHAPES.objects(GGSH.edition, SH.targetClass)
    )
