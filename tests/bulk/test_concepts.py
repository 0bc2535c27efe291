"""How concepts differ between two stored editions, and that no triple is left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegraph.bulk import concepts as concepts_module
from guidegraph.bulk.concepts import changed_concepts
from guidegraph.bulk.engine import DuckEngine
from guidegraph.model.concepts import ConceptChange, ConceptDiff, ConceptFacet, ConceptMatch
from guidegraph.render.format import RenderOptions, written
from tests.bulk.stored_turtle import stored_turtle


SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schema" / "concepts.schema.json"
VOC = "http://example.org/voc/"
Compare = Callable[..., ConceptDiff]


def compared(folder: Path, old: str, new: str, **options: Any) -> ConceptDiff:
    """The diff of two editions in Turtle."""
    one = stored_turtle(old, folder / "old.parquet", **options)
    two = stored_turtle(new, folder / "new.parquet", **options)
    with DuckEngine(folder, threads=1) as engine:
        return changed_concepts(engine, [one], [two], old_name="old", new_name="new")


@pytest.fixture
def compare(tmp_path: Path) -> Compare:
    def call(old: str, new: str, **options: Any) -> ConceptDiff:
        diff = compared(tmp_path, old, new, **options)
        assert_accounted(diff)
        return diff

    return call


def assert_accounted(diff: ConceptDiff) -> None:
    """Every differing triple and every concept is accounted for exactly once."""
    account = diff.account

    assert account.complete
    assert account.concepts == sum(c.triples_removed + c.triples_added for c in diff.changes)
    assert account.elsewhere == sum(c.triples_removed + c.triples_added for c in diff.others)
    assert account.removed == account.renamed + sum(
        c.triples_removed for c in (*diff.changes, *diff.others)
    )
    assert all(change.facets for change in (*diff.changes, *diff.others))
    assert all(
        change.edits
        for change in (*diff.changes, *diff.others)
        if change.triples_removed or change.triples_added
    )


def change_of(diff: ConceptDiff, name: str) -> ConceptChange:
    """The change of a concept by the end of its IRI."""
    (found,) = [each for each in diff.changes if each.name.iri.endswith(f"/{name}")]
    return found


def edits(change: ConceptChange) -> list[tuple[str, str, str | None, list[str], list[str]]]:
    """The edits of a change, as plain values."""
    return [
        (
            edit.facet.value,
            edit.property,
            edit.language,
            [value.text.removeprefix(VOC) for value in edit.before],
            [value.text.removeprefix(VOC) for value in edit.after],
        )
        for edit in change.edits
    ]


WATER = ':a a skos:Concept ; skos:prefLabel "Water"@en, "Wasser"@de ; skos:broader :b . '
TOP = ':b a skos:Concept ; skos:prefLabel "Matter"@en . :c a skos:Concept ; skos:prefLabel "C"@en .'


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            ':a skos:prefLabel "Water"@en .',
            ':a skos:prefLabel "Waters"@en .',
            [("relabelled", "skos:prefLabel", "en", ["Water"], ["Waters"])],
        ),
        (
            ':a skos:altLabel "Aqua"@en .',
            ':a skos:hiddenLabel "Aqua"@en .',
            [
                ("relabelled", "skos:altLabel", "en", ["Aqua"], []),
                ("relabelled", "skos:hiddenLabel", "en", [], ["Aqua"]),
            ],
        ),
        (
            ':a skos:altLabel "x"@en .',
            ':a skos:altLabel "x"@en-gb .',
            [
                ("relabelled", "skos:altLabel", "en", ["x"], []),
                ("relabelled", "skos:altLabel", "en-gb", [], ["x"]),
            ],
        ),
        (
            ":a skos:broader :b .",
            ":a skos:broader :c .",
            [("moved", "skos:broader", None, ["b"], ["c"])],
        ),
        (
            ":a skos:broader :b .",
            ":c skos:narrower :a .",
            [("moved", "skos:broader", None, ["b"], ["c"])],
        ),
        (
            ":a skos:broader :b .",
            ":b skos:narrower :a .",  # it says the same
            [
                ("other", "^skos:narrower", None, [], ["b"]),
                ("other", "skos:broader", None, ["b"], []),
            ],
        ),
        (
            "",
            ":s skos:hasTopConcept :a .",
            [("moved", "skos:topConceptOf", None, [], ["s"])],
        ),
        (
            "",
            ":many a skos:Collection ; skos:member :a .",
            [("moved", "^skos:member", None, [], ["many"])],
        ),
        (
            ':a skos:definition "One\\nline"@en .',
            ':a skos:definition "Two \\"lines\\""@en .',
            [("notes", "skos:definition", "en", ["One\nline"], ['Two "lines"'])],
        ),
        (
            "",
            ":a skos:exactMatch <http://other.example/1> .",
            [("mappings", "skos:exactMatch", None, [], ["http://other.example/1"])],
        ),
        (
            ':a skos:notation "1" .',
            ':a skos:notation "2" .',
            [("renumbered", "skos:notation", None, ["1"], ["2"])],
        ),
        ("", ":a owl:deprecated true .", [("deprecated", "owl:deprecated", None, [], ["true"])]),
        (":a owl:deprecated true .", "", [("restored", "owl:deprecated", None, ["true"], [])]),
        (
            ":a :colour 1 .",
            ":a :colour 01 .",  # lexical forms differ to the letter
            [("other", "<http://example.org/voc/colour>", None, ["1"], ["01"])],
        ),
        (
            ":a :link :b .",
            ':a :link "http://example.org/voc/b" .',  # an address and a text
            [("other", "<http://example.org/voc/link>", None, ["b"], ["b"])],
        ),
        (
            ":a :colour 1 .",
            ":g { :a :colour 1 . }",
            [("other", "graph/<http://example.org/voc/colour>", None, [""], ["g"])],
        ),
    ],
)
def test_what_differs_has_a_name(
    compare: Compare,
    old: str,
    new: str,
    expected: list[tuple[str, str, str | None, list[str], list[str]]],
) -> None:
    """Each kind of statement is told in the words of editors, value by value."""
    rest = ":a a skos:Concept . :s a skos:ConceptScheme . :b a skos:Concept . :c a skos:Concept ."
    diff = compare(rest + old, rest + new)

    assert edits(change_of(diff, "a")) == expected
    assert (diff.unchanged, len(diff.changes)) == (2, 1)
    assert change_of(diff, "a").facets == tuple(
        dict.fromkeys(ConceptFacet(facet) for facet, *_ in expected)
    )


def test_added_and_removed(compare: Compare) -> None:
    """A concept that only one edition has is added or removed, with all its statements."""
    both = ':b a skos:Concept ; skos:prefLabel "Matter"@en . '
    other = ':z a skos:Concept ; skos:prefLabel "Fire and flames"@en ; skos:broader :b .'
    diff = compare(both + other, both + WATER)

    removed, added = change_of(diff, "z"), change_of(diff, "a")
    assert (removed.new, removed.facets) == (None, (ConceptFacet.REMOVED,))
    assert (added.old, added.facets) == (None, (ConceptFacet.ADDED,))
    assert [name for _, name, *_ in edits(added)] == [
        "skos:prefLabel",
        "skos:prefLabel",
        "skos:broader",
        "rdf:type",
    ]
    assert (diff.old_concepts, diff.new_concepts, diff.unchanged) == (2, 2, 1)


@pytest.mark.parametrize(
    ("new", "facets"),
    [
        (":b dcterms:replaces :a .", [ConceptFacet.REMOVED, ConceptFacet.MERGED]),
        (":a dcterms:isReplacedBy :b .", [ConceptFacet.REMOVED, ConceptFacet.MERGED]),
        (":b skos:exactMatch :a .", [ConceptFacet.REMOVED, ConceptFacet.MERGED]),
        (
            ":n a skos:Concept ; dcterms:replaces :a .",
            [ConceptFacet.REMOVED, ConceptFacet.REPLACED],
        ),
        (
            WATER + ":a dcterms:isReplacedBy :b ; owl:deprecated true .",
            [ConceptFacet.MERGED, ConceptFacet.DEPRECATED],
        ),
        (WATER + ":b skos:related :a .", None),
    ],
)
def test_successors(compare: Compare, new: str, facets: list[ConceptFacet] | None) -> None:
    """What takes the place of a concept is named: an old one takes it in, a new one replaces it."""
    diff = compare(WATER + TOP, new + TOP)

    if facets is None:
        assert not any(change.successors for change in diff.changes)
        return
    change = change_of(diff, "a")
    assert list(change.facets) == facets
    assert [name.iri for name in change.successors] == [VOC + ("n" if ":n a" in new else "b")]


def test_two_concepts_with_one_new_successor_are_merged(compare: Compare) -> None:
    """A new concept that replaces one concept replaces it; one that replaces two merges them."""
    new = ':n a skos:Concept ; skos:prefLabel "Both" ; dcterms:replaces :a, :c .'
    diff = compare(WATER + TOP, ':b a skos:Concept ; skos:prefLabel "Matter"@en .' + new)

    assert ConceptFacet.MERGED in change_of(diff, "a").facets
    assert ConceptFacet.MERGED in change_of(diff, "c").facets


BLANK = """
:a skosxl:altLabel [ a skosxl:Label ; skosxl:literalForm "{0}"@en ; dcterms:source "S" ] ;
   skos:changeNote [ rdf:value "Edited"@en ; dcterms:creator [ foaf:name "{1}" ] ] .
"""


def test_blank_nodes_belong_to_the_concept_that_has_them(compare: Compare) -> None:
    """Of a label or note that is a blank node, only what differs is shown; all triples count."""
    diff = compare(WATER + BLANK.format("Aqua", "X"), WATER + BLANK.format("Eau", "Y"))

    change = change_of(diff, "a")
    assert edits(change) == [
        ("relabelled", "skosxl:altLabel", "en", ["Aqua"], ["Eau"]),
        ("notes", "skos:changeNote/dcterms:creator/foaf:name", None, ["X"], ["Y"]),
    ]
    assert (change.triples_removed, change.triples_added) == (8, 8)
    assert not diff.others


def test_values_that_change_places_between_blank_nodes(compare: Compare) -> None:
    """Two notes that swap their authors differ, although the single values are the same."""
    note = ':a skos:note [ rdf:value "{0}" ; :by "{1}" ], [ rdf:value "{2}" ; :by "{3}" ] .'
    diff = compare(WATER + note.format(1, "X", 2, "Y"), WATER + note.format(1, "Y", 2, "X"))

    ((facet, name, _, before, after),) = edits(change_of(diff, "a"))
    assert (facet, name) == ("notes", "skos:note")
    assert len(before) == len(after) == 2
    assert set(before).isdisjoint(after)


def test_labels_and_notes_with_iris(compare: Compare) -> None:
    """What is said of a label or note with an IRI is about the concept that has it."""
    rest = WATER + ":a skosxl:prefLabel :l ; skos:definition :d . :l a skosxl:Label . "
    old = ':l skosxl:literalForm "Water"@en . :d rdf:value "Wet"@en ; dcterms:created "2020" .'
    new = ':l skosxl:literalForm "Waters"@en . :d rdf:value "Wet"@en ; dcterms:created "2021" .'
    diff = compare(rest + old, rest + new)

    assert edits(change_of(diff, "a")) == [
        ("relabelled", "skosxl:prefLabel", "en", ["Water"], ["Waters"]),
        ("notes", "skos:definition/dcterms:created", None, ["2020"], ["2021"]),
    ]
    assert not diff.others


def test_a_label_with_an_iri_names_its_concept(compare: Compare) -> None:
    """A concept whose labels are nodes is named by their literal forms."""
    old = ":a a skos:Concept ; skosxl:prefLabel :l . :l skosxl:literalForm 'Water'@en ."
    diff = compare(old, old + ":a skos:notation '1' .")

    assert change_of(diff, "a").name.label == "Water"


def test_other_resources_are_named(compare: Compare) -> None:
    """What is not about a concept is shown by its subject."""
    scheme = ':s a skos:ConceptScheme ; dcterms:title "{0}" ; :part [ :size {1} ] .'
    diff = compare(WATER + scheme.format("One", 1), WATER + scheme.format("Two", 2))

    (other,) = diff.others
    assert not diff.changes
    assert other.name.iri == f"{VOC}s"
    assert edits(other) == [
        (
            "other",
            "<http://example.org/voc/part>/<http://example.org/voc/size>",
            None,
            ["1"],
            ["2"],
        ),
        ("other", "dcterms:title", None, ["One"], ["Two"]),
    ]


def test_undecided_triples_are_counted_and_not_called_equal(compare: Compare) -> None:
    """A concept with blank nodes that were not compared is not among those without a difference."""
    ring = ":a :has _:x . _:x :next _:y . _:y :next _:z . _:z :next _:x ."
    diff = compare(WATER + TOP + ring, WATER + TOP + ring, largest=2)

    assert (diff.undecided.removed, diff.undecided.added) == (4, 4)
    assert [name.iri for name in diff.undecided.subjects] == [f"{VOC}a"]
    assert diff.unchanged == 2
    assert not diff.changes
    assert b"UNDECIDED: 4 old and 4 new" in written("text", diff)


def test_what_only_one_edition_could_decide(tmp_path: Path) -> None:
    """Blank nodes that one edition has no canonical names for may be those of the other one."""
    ring = ":a :has _:x . _:x :next _:y . _:y :next _:z . _:z :next _:x ."
    old = stored_turtle(WATER + TOP + ring, tmp_path / "old.parquet", largest=2)
    new = stored_turtle(WATER + TOP + ring, tmp_path / "new.parquet")
    with DuckEngine(tmp_path, threads=1) as engine:
        diff = changed_concepts(engine, [old], [new], old_name="old", new_name="new")

    assert_accounted(diff)
    assert (diff.undecided.removed, diff.undecided.added) == (4, 4)
    assert (diff.changes, diff.unchanged) == ((), 2)


def test_what_has_another_shape_is_decided(compare: Compare) -> None:
    """Blank nodes without canonical names are surely others if nothing has their shape."""
    ring = ":a :has _:x . _:x :next _:y . _:y :next _:z . _:z :next _:x ."
    diff = compare(WATER + TOP + ring, WATER + TOP, largest=2)

    assert (diff.undecided.removed, diff.undecided.added) == (0, 0)
    assert change_of(diff, "a").triples_removed == 4


VOCABULARY = "".join(
    f':n{n} a skos:Concept ; skos:inScheme : ; skos:prefLabel "{word}"@en ; skos:broader :n0 . '
    for n, word in enumerate(("matter", "water", "fire", "earth", "air"))
)
NODES = """
:n1 skosxl:altLabel [ skosxl:literalForm "Aqua"@la ] ;
    skos:changeNote [ rdf:value "Edited" ; dcterms:creator [ foaf:name "X" ; foaf:knows :n2 ] ] .
"""


@pytest.mark.parametrize(
    "base",
    ["https://example.org/voc/", "http://example.org/terms#", "http://example.net/a/b/"],
)
def test_another_namespace(compare: Compare, base: str) -> None:
    """IRIs that all begin differently are renamed, and compared under their new names."""
    new = VOCABULARY.replace('"fire"', '"flames"') + NODES
    diff = compare(VOCABULARY + NODES, f"@prefix : <{base}> . {new}")

    assert [each.concepts for each in diff.renamings] == [5]
    assert base.startswith(diff.renamings[0].after)
    (change,) = diff.changes
    assert edits(change) == [("relabelled", "skos:prefLabel", "en", ["fire"], ["flames"])]
    assert change.match is ConceptMatch.NAMESPACE
    assert (change.old and change.old.iri, change.name.iri) == (f"{VOC}n2", f"{base}n2")
    assert (diff.unchanged, diff.account.concepts, diff.others) == (4, 2, ())


def test_namespaces_that_part(compare: Compare) -> None:
    """What began alike in the old edition may begin in several ways in the new one."""
    made = "".join(
        f'<{{{folder}}}{n}> a skos:Concept ; skos:prefLabel "{folder} {n}" . '
        for folder in ("a", "b")
        for n in range(3)
    )
    diff = compare(
        made.format(a="http://example.org/a/", b="http://example.org/b/"),
        made.format(a="https://example.org/a/", b="https://example.net/b/"),
    )

    assert [(each.after, each.concepts) for each in diff.renamings] == [
        ("https://example.org/a/", 3),
        ("https://example.net/b/", 3),
    ]
    assert (diff.unchanged, diff.changes) == (6, ())


def test_a_removed_concept_in_another_namespace(compare: Compare) -> None:
    """A concept is removed, even if the new edition still refers to it by a new IRI."""
    fire = ':n2 a skos:Concept ; skos:inScheme : ; skos:prefLabel "fire"@en ; skos:broader :n0 . '
    refers = ":n3 skos:related :n2 . "
    new = VOCABULARY.replace(fire, "") + refers
    diff = compare(VOCABULARY + refers, f"@prefix : <https://example.org/voc/> . {new}")

    (change,) = diff.changes
    assert fire in VOCABULARY
    assert change.old is not None
    assert (change.new, change.old.iri, change.facets) == (
        None,
        f"{VOC}n2",
        (ConceptFacet.REMOVED,),
    )
    assert [each.concepts for each in diff.renamings] == [4]
    assert diff.unchanged == 4


def test_equal_numbers_alone_do_not_make_a_namespace(compare: Compare) -> None:
    """Concepts with the same numbers in two vocabularies are others if their labels are others."""
    words = ("matter", "water", "fire", "earth", "air")
    new = VOCABULARY
    for number, word in enumerate(words):
        new = new.replace(f'"{word}"', f'"quite {number * 7} different"')
    diff = compare(VOCABULARY, f"@prefix : <https://example.org/else/> . {new}")

    assert not diff.renamings
    assert diff.counts == {ConceptFacet.REMOVED: 5, ConceptFacet.ADDED: 5}


RENAMED = ':x1 a skos:Concept ; skos:prefLabel "Kitchen gardens"@en ; skos:broader :b ; :n 1 .'


@pytest.mark.parametrize("way", [ConceptMatch.WORDS, ConceptMatch.LABELS])
def test_one_renamed_concept(
    compare: Compare, monkeypatch: pytest.MonkeyPatch, way: ConceptMatch
) -> None:
    """A concept with another IRI is found, and what refers to it does not differ."""
    if way is ConceptMatch.LABELS:
        monkeypatch.setattr(concepts_module, "MOST_ALIGNED", 0)
    below = ':y a skos:Concept ; skos:prefLabel "Herbs"@en ; skos:broader :x1 .'
    old = TOP + RENAMED + below + ':gone a skos:Concept ; skos:prefLabel "Zeppelin mooring"@en .'
    diff = compare(old, TOP + (RENAMED + below).replace(":x1", ":q77").replace(":n 1", ":n 2"))

    change = change_of(diff, "q77")
    assert change.old is not None
    assert (change.old.iri, change.match) == (f"{VOC}x1", way)
    assert change.facets == (ConceptFacet.RENAMED, ConceptFacet.OTHER)
    assert diff.aligned_by is way
    assert len(diff.changes) == 2
    assert diff.unchanged == 3
    assert ConceptFacet.REMOVED in change_of(diff, "gone").facets


def test_equal_labels_need_the_same_place_where_several_have_them(
    compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of concepts with one label, those below the same concept belong together; else none."""
    monkeypatch.setattr(concepts_module, "MOST_ALIGNED", 0)
    named = '{0} a skos:Concept ; skos:prefLabel "History"@en {1} . '
    old = named.format(":p", "; skos:broader :b") + named.format(":q", "; skos:broader :c")
    new = named.format(":r", "; skos:broader :c") + named.format(":s", "; skos:broader :b")
    diff = compare(TOP + old, TOP + new)

    pairs = {(c.old.iri[-1], c.new.iri[-1]) for c in diff.changes if c.old and c.new}
    assert pairs == {("p", "s"), ("q", "r")}

    loose = compare(TOP + named.format(":p", "") + named.format(":q", ""), TOP + new)
    assert loose.counts == {ConceptFacet.REMOVED: 2, ConceptFacet.ADDED: 2}


def test_similar_texts_do_not_make_concepts_the_same(compare: Compare) -> None:
    """Concepts with different labels and notations stay apart, however similar their notes are."""
    note = "Assess the risk with the child, review pressure, and offer the weak dose of the drug"
    made = (
        '{0} a skos:Concept ; skos:prefLabel "{1}"@en ; skos:notation "{2}" ; '
        'skos:definition "{3}."@en .'
    )
    diff = compare(
        TOP + made.format(":p", "alcohol screening", 1, note),
        TOP + made.format(":q", "asthma vaccine", 2, note),
    )

    assert diff.counts == {ConceptFacet.REMOVED: 1, ConceptFacet.ADDED: 1}


def test_classes_where_there_are_no_concepts(compare: Compare) -> None:
    """In an ontology, classes are compared; the annotations of their triples belong to them."""
    old = ':a a owl:Class ; rdfs:label "A" ; rdfs:subClassOf :b . :b a owl:Class . '
    note = "[] a owl:Axiom ; owl:annotatedSource :a ; owl:annotatedProperty rdfs:label ; :by '{}' ."
    new = old.replace('"A"', '"AA"').replace(":b .", ":c .", 1)
    diff = compare(old + note.format("X"), new + note.format("Y"))

    assert edits(change_of(diff, "a")) == [
        ("relabelled", "rdfs:label", None, ["A"], ["AA"]),
        ("moved", "rdfs:subClassOf", None, ["b"], ["c"]),
        ("other", "^owl:annotatedSource/<http://example.org/voc/by>", None, ["X"], ["Y"]),
    ]
    assert not diff.others


def test_what_has_labels_where_there_are_no_classes(compare: Compare) -> None:
    """Without concepts and classes, the resources with labels are compared."""
    diff = compare(
        ':a rdfs:label "A" . :b rdfs:label "B" .', ':a rdfs:label "AA" . :b rdfs:label "B" .'
    )

    assert (diff.old_concepts, diff.unchanged, len(diff.changes)) == (2, 1, 1)


def test_nothing_differs(compare: Compare) -> None:
    """Equal editions have no change, whatever their blank nodes are called."""
    diff = compare(WATER + TOP + BLANK, WATER + TOP + BLANK)

    assert not diff.changed
    assert diff.unchanged == 3


def test_same_bytes_in_any_order(tmp_path: Path) -> None:
    """The result does not depend on the order of rows."""
    results = []
    for backwards in (False, True):
        diff = compared(tmp_path, VOCABULARY + NODES, WATER + TOP + BLANK, backwards=backwards)
        results.append([written(form, diff) for form in ("json", "jsonl", "csv", "text")])

    assert results[0] == results[1]


_NAMES = st.sampled_from([":a", ":b", ":c", ":d"])
_TRIPLES = st.one_of(
    st.builds("{} a skos:Concept .".format, _NAMES),
    st.builds('{} skos:prefLabel "{}"@en .'.format, _NAMES, st.sampled_from("xyz")),
    st.builds("{} skos:{} {} .".format, _NAMES, st.sampled_from(["broader", "narrower"]), _NAMES),
    st.builds(":s skos:{} {} .".format, st.sampled_from(["hasTopConcept", "member"]), _NAMES),
    st.builds("{} dcterms:isReplacedBy {} .".format, _NAMES, _NAMES),
    st.builds(
        '{} skos:note [ rdf:value "{}" ; :of {} ] .'.format, _NAMES, st.sampled_from("xy"), _NAMES
    ),
    st.builds("{} skosxl:altLabel :l .".format, _NAMES),
    st.just(":l a skosxl:Label ."),
    st.builds(':l skosxl:literalForm "{}" .'.format, st.sampled_from("xy")),
    st.builds("_:n :to {} . _:n :in _:m . _:m :x 1 .".format, _NAMES),
    st.builds(":g {{ {} :p 1 . }}".format, _NAMES),
)
_EDITIONS = st.lists(_TRIPLES, max_size=8).map(lambda lines: "\n".join(dict.fromkeys(lines)))


@settings(max_examples=60, deadline=None)
@given(old=_EDITIONS, new=_EDITIONS, base=st.sampled_from([VOC, "https://example.org/voc/"]))
def test_every_triple_and_every_concept_is_accounted_for(old: str, new: str, base: str) -> None:
    """Law: no triple or concept is left out or counted twice; the way back has the same sums."""
    new = f"@prefix : <{base}> . {new}"
    with TemporaryDirectory() as folder:
        there = compared(Path(folder), old, new)
        back = compared(Path(folder), new, old)

    for diff in (there, back):
        assert_accounted(diff)
        both = sum(1 for change in diff.changes if change.old and change.new)
        gone = sum(1 for change in diff.changes if change.new is None)
        assert diff.old_concepts == diff.unchanged + both + gone
        come = sum(1 for change in diff.changes if change.old is None)
        assert diff.new_concepts == diff.unchanged + both + come
        if new.endswith(f" {old}") and base == VOC:
            assert not diff.changed
    assert (there.account.removed, there.account.added) == (
        back.account.added,
        back.account.removed,
    )
    assert there.unchanged == back.unchanged


def test_data_follows_its_contract(compare: Compare) -> None:
    """The JSON output follows its schema, and has all that the result has."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    one = compare(WATER + TOP + BLANK, WATER + ":s a skos:ConceptScheme ." + NODES)
    for diff in (one, compare(VOCABULARY, f"@prefix : <http://x.example/> . {VOCABULARY}")):
        data = json.loads(written("json", diff))

        jsonschema.validate(data, schema, cls=jsonschema.Draft202012Validator)
        assert len(data["changes"]) == len(diff.changes)
        lines = [json.loads(line) for line in written("jsonl", diff).splitlines()]
        assert [line["record"] for line in lines].count("change") == len(diff.changes)
        assert lines[-1] == {
            "record": "summary",
            **{key: data[key] for key in list(lines[-1])[1:]},
        }


def test_text_counts_what_it_does_not_show(compare: Compare) -> None:
    """What many concepts have in common is said once; long lists are cut, and say so."""
    many = [f':m{n} a skos:Concept ; skos:prefLabel "Name {n}"@en . ' for n in range(30)]
    french = [f':m{n} skos:prefLabel "Nom {n}"@fr . ' for n in range(30)]
    notes = [f':m{n} skos:note "Note {n}" . ' for n in range(3)]
    new = "".join((*many, *french, *notes)) + ":m7 skos:altLabel 'Seven' ."
    diff = compare("".join(many), new)
    text = written("text", diff).decode()

    assert "skos:prefLabel@fr added to 30 concepts" in text
    assert "RELABELLED (1, and 29 only as in many concepts)" in text
    assert "Nom 7" not in text
    assert "Nom 7" in written("text", diff, RenderOptions(everything=True)).decode()

    short = written("text", compare("".join(many), ""), RenderOptions()).decode()
    assert "and 10 more: see them with --all" in short
    assert "\n       30  removed\n" in short


def test_a_cell_for_each_edit(compare: Compare) -> None:
    """The table has a row for each edit, and no cell that is a formula."""
    diff = compare(WATER, WATER.replace('"Water"', '"=1+1"'))
    head, *rows = written("csv", diff).decode().splitlines()

    assert head.startswith("facets,old_iri,new_iri")
    assert len(rows) == 1
    assert "'=1+1" in rows[0]


def test_a_change_has_a_name() -> None:
    """A change of neither an old nor a new concept is a mistake."""
    with pytest.raises(ValueError, match="no concept"):
        _ = ConceptChange(old=None, new=None, facets=()).name


STATEMENTS = sorted(
    file.name
    for file in files("guidegraph.bulk").joinpath("sql").iterdir()
    if file.name.startswith("concepts_")
)


@pytest.mark.parametrize("name", STATEMENTS)
def test_statements_can_be_translated(name: str) -> None:
    """The statements can be written in the dialect of Spark."""
    sqlglot = pytest.importorskip("sqlglot")
    text = files("guidegraph.bulk").joinpath("sql", name).read_text(encoding="utf-8")
    (translated,) = sqlglot.transpile(text, read="duckdb", write="spark")

    assert sqlglot.parse_one(translated, read="spark")
