"""Tricky vocabularies: what a rule must see, and what it must let pass."""

from __future__ import annotations

import pytest

from guidegraph.check.rule import PREFIXES
from guidegraph.check.vocabulary.read import line_offsets
from guidegraph.model.findings import Severity
from guidegraph.model.report import Settings
from tests.check.builders import found_by


_PREFIXES = "".join(f"@prefix {name}: <{iri}> . " for name, iri in PREFIXES.items()) + "\n"

# A rule; a vocabulary; how many findings there are in it.
CASES = [
    # S27: the way up is followed over several steps, from either end, over transitive steps and
    # mappings, and the relation is symmetric.
    ("related-ancestor", ":a skos:broader :b . :b skos:broader :c . :a skos:related :c .", 1),
    ("related-ancestor", ":a skos:broader :b . :c skos:narrower :b . :c skos:related :a .", 1),
    ("related-ancestor", ":a skos:broaderTransitive :c . :a skos:related :c .", 1),
    ("related-ancestor", ":a skos:broadMatch other:c . :a skos:relatedMatch other:c .", 1),
    ("related-ancestor", ":a skos:broader :c . :b skos:broader :c . :a skos:related :b .", 0),
    ("related-ancestor", ":a skos:related :a .", 0),
    # S46: over a chain of exact matches, in both directions.
    ("mapping-clash", ":a skos:exactMatch :b . :c skos:exactMatch :b . :a skos:broadMatch :c .", 1),
    ("mapping-clash", ":b skos:exactMatch :a . :a skos:narrowMatch :b .", 1),
    ("mapping-clash", ":a skos:exactMatch :b . :a skos:relatedMatch :c .", 0),
    # S13 and S14: language tags tell labels apart, their case does not.
    ("several-preferred-labels", ':a skos:prefLabel "x"@en, "y"@en-GB .', 0),
    ("several-preferred-labels", ':a skos:prefLabel "x"@en, "y"@EN .', 1),
    ("several-preferred-labels", ':a skos:prefLabel "x", "y" .', 1),
    ("several-preferred-labels", ':a skos:prefLabel "x"@en . :a skos:prefLabel "x"@en .', 0),
    ("label-in-two-roles", ':a skos:altLabel "x"@en ; skos:hiddenLabel "x"@en .', 1),
    ("label-in-two-roles", ':a skos:prefLabel "x"@en ; skos:altLabel "x"@de .', 0),
    ("several-preferred-labels", (':a skosxl:prefLabel :l, :m . :l skosxl:literalForm "x"@en .'
     ' :m skosxl:literalForm "y"@en .'), 1),
    # S9, S37: also by classes that the vocabulary derives from those of SKOS.
    ("scheme-and-concept", ":T rdfs:subClassOf skos:Concept . :a a :T, skos:ConceptScheme .", 1),
    ("collection-and-concept", ":a a skos:OrderedCollection, skos:ConceptScheme .", 1),
    # Circles: one finding each, however often one can go round.
    ("cyclic-hierarchy", ":a skos:broader :b . :b skos:broader :c . :c skos:broader :a .", 1),
    ("cyclic-hierarchy", ":a skos:broader :b . :b skos:narrower :a .", 0),
    ("cyclic-hierarchy", ":a skos:broader :b . :a skos:narrower :b .", 1),
    ("cyclic-hierarchy", (":a skos:broader :b . :b skos:broader :a . :c skos:broader :d ."
     " :d skos:broader :c ."), 2),
    ("cyclic-hierarchy", ":a skos:broader :a .", 0),
    # Redundancy: not between two ways of the same length.
    ("redundant-broader", ":a skos:broader :b, :c . :b skos:broader :d . :c skos:broader :d .", 0),
    ("redundant-broader", ":a skos:broader :b, :d . :b skos:broader :c . :c skos:broader :d .", 1),
    ("redundant-broader", ":a skos:broader :b . :b skos:narrower :a .", 0),
    # Orphans, clusters.
    ("orphan-concept", ":a a skos:Concept ; skos:closeMatch other:a .", 0),
    ("orphan-concept", ":a a skos:Concept . :b skos:broader :a .", 0),
    ("disconnected-clusters", ":a skos:related :b . :c skos:related :d .", 1),
    ("solely-transitive-relation", (":a skos:broaderTransitive :c ; skos:broader :b ."
     " :b skos:broader :c ."), 0),
    ("one-way-relation", ":a skos:related :b . :b skos:related :a .", 0),
    ("one-way-relation", ":s skos:hasTopConcept :a . :a a skos:Concept .", 1),
    # Schemes.
    ("top-concept-with-broader", (":s skos:hasTopConcept :a . :a skos:broader :b ."
     " :b skos:inScheme :t ."), 0),
    ("mapping-inside-scheme", ":a skos:inScheme :s ; skos:closeMatch :b . :b skos:inScheme :t.", 0),
    ("ambiguous-notation", (':a skos:inScheme :s ; skos:notation "1" .'
     ' :b skos:inScheme :t ; skos:notation "1" .'), 0),
    ("ambiguous-notation", ':a skos:notation "1", "2" .  :a a skos:Concept .', 1),
    ("ambiguous-notation", ':a a skos:Concept ; skos:notation "1", "2"^^:code .', 0),
    # Labels.
    ("overlapping-labels", (':a skos:inScheme :s ; skos:prefLabel "X"@en .'
     ' :b skos:inScheme :t ; skos:prefLabel "x"@en .'), 0),
    ("overlapping-labels", ':a a skos:Concept ; skos:prefLabel "X"@en ; skos:altLabel "x"@en .', 0),
    ("overlapping-labels", (':a a skos:Concept ; skos:prefLabel "Straße"@de .'
     ' :b a skos:Concept ; skos:altLabel "STRASSE"@de .'), 1),
    ("unprintable-label", ':a skos:prefLabel "caf\\u00e9\\u00a0au lait"@fr .', 0),
    ("unprintable-label", ':a skos:prefLabel "a\\u0007b"@en .', 1),
    ("invalid-language-tag", ':a skos:prefLabel "x"@sr-Latn, "y"@zh-Hans-CN, "z"@x-private .', 0),
    ("invalid-language-tag", ':a skos:prefLabel "x"@english .', 1),
    ("missing-language-tag", ':a skos:notation "7" ; skos:prefLabel "x"@en .', 0),
    ("label-not-literal", ":a skos:prefLabel 7 .", 1),
    # A hidden label is for searches; a deprecated concept and its successor share theirs.
    ("overlapping-labels", (':a a skos:Concept ; skos:prefLabel "X"@en .'
     ' :b a skos:Concept ; skos:hiddenLabel "X"@en .'), 0),
    ("overlapping-labels", (':a a skos:Concept ; skos:prefLabel "X"@en ; owl:deprecated true ;'
     ' dcterms:isReplacedBy :b . :b a skos:Concept ; skos:prefLabel "X"@en .'), 0),
    ("overlapping-labels", (':a a skos:Concept ; skos:prefLabel "X"@en ; owl:deprecated true .'
     ' :b a skos:Concept ; skos:prefLabel "X"@en ; dcterms:replaces :a .'), 0),
    ("overlapping-labels", (':a a skos:Concept ; skos:prefLabel "X"@en, "Y"@de .'
     ' :b a skos:Concept ; skos:prefLabel "X"@en, "Y"@de .'), 1),
    ("ambiguous-notation", (':a a skos:Concept ; skos:notation "1" ; dcterms:isReplacedBy :b .'
     ' :b a skos:Concept ; skos:notation "1" .'), 0),
    ("ambiguous-notation", (':a a skos:Concept ; skos:notation "1" ; dcterms:isReplacedBy :b .'
     ' :b a skos:Concept ; skos:notation "1" . :c a skos:Concept ; skos:notation "1" .'), 1),
    # An inverse is asked of this publisher only.
    ("one-way-relation", ":a a skos:Concept ; skos:exactMatch other:a .", 0),
    ("one-way-relation", (":a a skos:Concept ; skos:exactMatch other:a . other:a a skos:Concept ."
     " :b a skos:Concept ."), 0),
    ("one-way-relation", ":a a skos:Concept ; skos:exactMatch :b . :b a skos:Concept .", 1),
    ("one-way-relation", (":s a skos:ConceptScheme . :a skos:inScheme :s ; skos:closeMatch other:a"
     " . other:a skos:inScheme :s ."), 1),
    ("one-way-relation", ":a a skos:Concept ; skos:broader other:b .", 0),
    ("one-way-relation", (":s skos:hasTopConcept :a, :b, :c . :a a skos:Concept ."
     " :b a skos:Concept . :c a skos:Concept ."), 1),
    # Below its top concepts, a scheme may have separate branches; a top concept is found.
    ("disconnected-clusters", (":s skos:hasTopConcept :a, :c . :b skos:broader :a ."
     " :d skos:broader :c ."), 0),
    ("disconnected-clusters", (":s skos:hasTopConcept :a . :b skos:broader :a ."
     " :d skos:broader :c ."), 1),
    ("orphan-concept", ":s skos:hasTopConcept :a . :a a skos:Concept .", 0),
    ("orphan-concept", ":a a skos:Concept ; owl:deprecated true .", 0),
    ("top-concept-with-broader", ":s skos:hasTopConcept :a . :a skos:broader other:b .", 0),
    # Relative addresses are those of this file.
    ("not-an-http-iri", "<n1> a skos:Concept . <n2> a skos:Concept .", 1),
    ("malformed-address", "<n1> a skos:Concept ; skos:broader <#n2> .", 0),
    ("no-outgoing-links", "<n1> a skos:Concept ; skos:broader <n2> . <n2> a skos:Concept .", 2),
    ("unknown-concept", "<n1> a skos:Concept ; skos:broader <n2> .", 1),
    # Addresses.
    ("malformed-address", ":a rdfs:seeAlso <http://localhost/x>, <http://intranet/x> .", 2),
    ("malformed-address", ":a rdfs:seeAlso <https://w3.org/a%20b>, <http://[::1]/x> .", 0),
    ("malformed-address", ':a rdfs:seeAlso "http://a b.org"^^xsd:anyURI .', 1),
    ("malformed-address", ":a rdfs:seeAlso <http://a.org/b c> .", 1),
    ("undefined-skos-term", ":a a skos:Concpet .", 1),
    ("undefined-skos-term", ":a a skos:Concept ; skos:broaderTransitive :b .", 0),
    ("not-an-http-iri", "[] a skos:Concept .", 1),
    ("deprecated-without-successor", ":a a skos:Concept ; owl:deprecated false .", 0),
    ("unreachable-resource", ":a a skos:Concept . [] rdf:type rdf:Statement ; rdf:subject :a .", 0),
    ("list-item-not-member", ":a skos:memberList _:l . _:l rdf:first :x ; rdf:rest _:l .", 1),
    # A truth is written in two ways, and so is its opposite.
    ("deprecated-in-use", ':a skos:broader :b . :b owl:deprecated true .', 1),
    ("deprecated-in-use", ':a skos:broader :b . :b owl:deprecated "1"^^xsd:boolean .', 1),
    ("deprecated-in-use", ':a skos:broader :b . :b owl:deprecated "0"^^xsd:boolean .', 0),
    ("deprecated-in-use", ':a skos:broader :b . :b owl:deprecated false .', 0),
    # Whatever says when a scheme is from will do.
    ("scheme-without-date", ":s a skos:ConceptScheme .", 1),
    *(
        ("scheme-without-date", f':s a skos:ConceptScheme ; <{said}> "2024" .', 0)
        for said in (
            "http://purl.org/dc/terms/created",
            "http://purl.org/dc/terms/issued",
            "http://purl.org/dc/terms/modified",
            "http://purl.org/dc/terms/date",
            "http://purl.org/dc/elements/1.1/date",
            "https://schema.org/dateModified",
            "http://www.w3.org/2002/07/owl#versionInfo",
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "turtle", "expected"), CASES)
def test_cases(rule: str, turtle: str, expected: int) -> None:
    """A rule finds what is wrong as often as it is wrong."""
    prefixes = "".join(f"@prefix {name}: <{iri}> . " for name, iri in PREFIXES.items())

    assert expected == len(found_by(rule, f"{prefixes}\n{turtle}"))


def test_what_a_vocabulary_does_throughout_is_reported_once() -> None:
    """Ten concepts that all lack the same thing make one finding."""
    prefixes = "@prefix : <http://example.org/> . @prefix skos: <" + PREFIXES["skos"] + "> .\n"
    concepts = "".join(f":c{number} a skos:Concept .\n" for number in range(10))

    (found,) = found_by("undocumented-concept", prefixes + concepts)
    assert "(all 10)" in found.message
    assert 9 == len(
        found_by("undocumented-concept", prefixes + concepts + ':c0 skos:note "x"@en .')
    )


def test_inference() -> None:
    """What follows by SKOS is no finding, and what follows from it is."""
    turtle = "".join(f"@prefix {name}: <{iri}> . " for name, iri in PREFIXES.items())
    turtle += """
    :mine rdfs:subPropertyOf :ours . :ours rdfs:subPropertyOf skos:broader .
    :a :mine :b . :b skos:related :a .
    :list a skos:OrderedCollection ; skos:memberList ( :a :b ) .
    """

    assert [] == found_by("related-ancestor", turtle)
    assert 1 == len(found_by("related-ancestor", turtle, infer=True))
    assert 2 == len(found_by("list-item-not-member", turtle))
    assert [] == found_by("list-item-not-member", turtle, infer=True)
    assert 1 == len(found_by("one-way-relation", turtle))
    assert [] == found_by("one-way-relation", turtle, infer=True)


def test_places() -> None:
    """A finding points to the line that describes its resource, and to the words it quotes."""
    turtle = (
        "@prefix : <http://example.org/> .\n"
        f"@prefix skos: <{PREFIXES['skos']}> .\n\n"
        ":a a skos:Concept ;\n"
        '  skos:prefLabel "A"@en ; skos:altLabel "A"@en .\n'
        '<http://example.org/b> skos:prefLabel "B "@en .\n'
    )
    (first,) = found_by("label-in-two-roles", turtle)
    (second,) = found_by("untrimmed-label", turtle)

    assert first.source is not None
    assert second.source is not None
    assert ("drinks.ttl", 5, 18) == (first.source.path, first.source.line, first.source.column)
    assert (6, 39) == (second.source.line, second.source.column)


def test_a_label_of_an_ancestor_is_a_note() -> None:
    """A label that a concept has in common with one above it is an info, any other a warning."""
    turtle = _PREFIXES + ":a skos:broader :b . :b skos:broader :c . :d skos:broader :c .\n"
    labelled = ':c a skos:Concept ; skos:prefLabel "X"@en . '

    (above,) = found_by("overlapping-labels", turtle + labelled + ':a skos:altLabel "x"@en .')
    (beside,) = found_by(
        "overlapping-labels", turtle + ':d skos:prefLabel "X"@en . :a skos:altLabel "x"@en .'
    )
    assert (Severity.INFO, Severity.WARNING) == (above.severity, beside.severity)


def test_a_note_stays_one_at_any_level() -> None:
    """A level for the rule lowers what it finds, and does not raise what is only a note."""
    turtle = (
        _PREFIXES
        + ':a skos:broader :b ; skos:prefLabel "X" . :b a skos:Concept ; skos:prefLabel "X" .\n'
    )
    settings = Settings(levels=(("overlapping-labels", Severity.ERROR),))

    (found,) = found_by("overlapping-labels", turtle, settings=settings)
    assert Severity.INFO is found.severity


def test_nearly_the_whole_vocabulary_is_reported_once() -> None:
    """What 19 of 20 concepts lack is one finding, and what 18 lack are 18; by property for tags."""
    twenty = _PREFIXES + "".join(
        f':c{n} a skos:Concept ; skos:prefLabel "{n}"@en .\n' for n in range(20)
    )
    definitions = "".join(f':c{n} skos:definition "{n}" .\n' for n in range(20))
    noted = ':c0 skos:note "x"@en . '

    (found,) = found_by("undocumented-concept", twenty + noted)
    assert "(nearly all: 19 of 20)" in found.message
    assert 18 == len(found_by("undocumented-concept", twenty + noted + ':c1 skos:note "x"@en .'))
    (found,) = found_by("missing-language-tag", twenty + definitions)
    assert "skos:definition" in found.message


def test_names_in_messages() -> None:
    """A concept is named by its most common language and its code, a scheme by its title."""
    turtle = (
        _PREFIXES
        + """
    :s a skos:ConceptScheme ; dcterms:title "Getränke"@de ; skos:hasTopConcept :a .
    :a a skos:Concept ; skos:inScheme :s ; skos:notation "1" ; skos:prefLabel "Tea"@en, "Tee"@de .
    :b a skos:Concept ; skos:inScheme :s ; skos:notation "2" ; skos:prefLabel "Milch"@de .
    :c skos:broader :a ; skos:inScheme :s .
    """
    )

    (found,) = found_by("loose-concept", turtle)
    assert found.message.startswith("'Milch' (2) ")
    assert "'Getränke'" in found.message
    messages = [each.message for each in found_by("undocumented-concept", turtle)]
    assert any("'Tee' (1)" in message for message in messages)


def test_indented_places() -> None:
    """The line is that of the subject, wherever it is on the line and whatever texts contain."""
    turtle = "\n".join(
        (
            "  @base <http://drinks.net/v/list> .",
            f"  PREFIX skos: <{PREFIXES['skos']}>",
            "  @prefix d: <http://drinks.net/id/> . # d:a.b .",
            '  d:a.b a skos:Concept ; skos:prefLabel """Tee .',
            '  d:c a """@de .',
            "  <tea> a skos:Concept . d:c",
            "     a skos:Concept ; skos:prefLabel 'd:x . d:y '@de .",
        )
    )
    found = found_by("undocumented-concept", turtle)

    assert {
        "http://drinks.net/id/a.b": 4,
        "http://drinks.net/v/tea": 6,
        "http://drinks.net/id/c": 6,
    } == {each.items[0]: each.source.line for each in found if each.source}


@pytest.mark.parametrize("sign", ['"', '\\"', "'", "<", ".", "a.", "@base <a/> .", "<a> a <b> ."])
def test_places_in_a_hostile_file(sign: str) -> None:
    """A search for lines reads a file once, whatever is opened in it and not closed."""
    assert {} == line_offsets(sign.encode() * 20_000, "a.ttl", ["http://drinks.net/tea"])
