"""What else a source says is compared by property and language, and every statement is counted."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.diff.run import diff
from guidegraph.importers.importer import Document, importer_for
from guidegraph.model.alignment import IdPolicy
from guidegraph.model.changes import Change, Comparison, Facet, PropertyEdit, Relation
from guidegraph.model.edition import Edition
from guidegraph.model.errors import GuidegraphWarning
from guidegraph.model.manifest import Manifest


BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
HEAD = """
@prefix : <https://example.org/herbs/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
"""
BASE = """
: a skos:ConceptScheme ; dct:title "Herbs"@en ; dct:creator [ skos:note "An office" ] .
:herb a skos:Concept ; skos:prefLabel "herb"@en, "Kraut"@de ; skos:topConceptOf : .
:mint a skos:Concept ; skos:prefLabel "mint"@en, "Minze"@de ; skos:broader :herb ;
    skos:definition "A plant with a square stem."@en ; skos:notation "M" .
:sage a skos:Concept ; skos:prefLabel "sage"@en, "Salbei"@de ; skos:broader :herb ;
    skos:related :mint ; skos:example "Sage in butter."@en .
:tea a skos:Collection ; skos:prefLabel "for tea"@en ; skos:member :mint, :sage .
"""


def read_document(path: str, text: str) -> Edition:
    name = path.partition(".")[0]
    document = Document(
        path=path,
        body=text.encode(),
        edition=name,
        iri=f"urn:guidegraph:{name}",
        manifest=Manifest(),
    )
    return importer_for(path, document.body).read(document)


def vocabulary(name: str, statements: str) -> Edition:
    return read_document(f"{name}.ttl", HEAD + statements)


def compared(before: str, after: str, ids: IdPolicy = IdPolicy.WEIGH) -> Comparison:
    return diff([vocabulary("old", before)], vocabulary("new", after), ids=ids)


def only_change(comparison: Comparison) -> Change:
    (change,) = comparison.changes.changes
    return change


def edits(change: Change) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(edit.name, edit.language, edit.old, edit.new) for edit in change.properties]


@pytest.mark.parametrize(
    ("old", "new", "item", "expected"),
    [
        ('"Minze"@de', '"Pfefferminze"@de', "mint",
         ("skos:prefLabel", "de", "Minze", "Pfefferminze")),
        ('"Minze"@de', '"Minze"@de, "menthe"@fr', "mint", ("skos:prefLabel", "fr", None, "menthe")),
        ('skos:notation "M"', 'skos:notation "M", "12"', "mint",
         ("skos:notation", None, None, "12")),
        ('"Sage in butter."', '"Sage in honey."', "sage",
         ("skos:example", "en", "Sage in butter.", "Sage in honey.")),
        ('skos:example "Sage in butter."', 'skos:historyNote "Sage in butter."', "sage",
         ("skos:historyNote", "en", None, "Sage in butter.")),
        ("skos:member :mint, :sage", "skos:member :mint", "tea",
         ("skos:member", None, "https://example.org/herbs/sage", None)),
        ('skos:notation "M"', 'skos:notation "M"; skos:exactMatch <https://example.net/m>', "mint",
         ("skos:exactMatch", None, None, "https://example.net/m")),
        ('skos:notation "M"', 'skos:notation "M"; :grown "in pots"', "mint",
         ("https://example.org/herbs/grown", None, None, "in pots")),
        ('skos:notation "M"', 'skos:notation "M"; skos:hiddenLabel "mynt"@en', "mint",
         ("skos:hiddenLabel", "en", None, "mynt")),
    ],
)  # fmt: skip
def test_each_property(
    old: str, new: str, item: str, expected: tuple[str, str | None, str | None, str | None]
) -> None:
    """A difference of one statement is one change of its item, with the property's name."""
    change = only_change(compared(BASE, BASE.replace(old, new)))

    assert (Relation.SAME, (item,)) == (change.relation, tuple(ref.id for ref in change.new))
    assert Facet.DESCRIBED in change.facets
    assert expected in edits(change)


def test_words_are_not_said_twice() -> None:
    """A reworded definition in the language read is in the words, not in the properties."""
    change = only_change(compared(BASE, BASE.replace("square stem", "round stem")))

    assert ((Facet.REWORDED,), ()) == (change.facets, change.properties)


def test_white_space_is_a_difference_too() -> None:
    """A text with other white space reads the same, and is not called unchanged."""
    change = only_change(compared(BASE, BASE.replace("square stem", "square  stem")))

    assert (Facet.DESCRIBED,) == change.facets


@pytest.mark.parametrize("true", ["true", "1", '"1"', f'"1"^^<{BOOLEAN}>'])
def test_deprecated_with_its_successor(true: str) -> None:
    """A concept that was deprecated in favour of another is one change, with the successor."""
    after = BASE.replace(
        '"Salbei"@de ;', f'"Salbei"@de ; owl:deprecated {true} ; dct:isReplacedBy :mint ;'
    )
    change = only_change(compared(BASE, after))

    assert ((Facet.DEPRECATED,), ("mint",)) == (change.facets, change.replaced_by)


@pytest.mark.parametrize("false", ["false", "0", '"0"', f'"0"^^<{BOOLEAN}>', '"no"'])
def test_not_deprecated(false: str) -> None:
    """A mark that says that a concept is in use does not deprecate it."""
    after = BASE.replace('"Salbei"@de ;', f'"Salbei"@de ; owl:deprecated {false} ;')

    assert Facet.DEPRECATED not in only_change(compared(BASE, after)).facets


def test_what_is_said_of_the_edition() -> None:
    """A difference in the scheme, or in a resource that is no item, is told of the edition."""
    after = BASE.replace("An office", "A bureau") + ":else skos:note 'beside' ."
    comparison = compared(BASE, after)

    assert () == comparison.changes.changes
    assert (
        PropertyEdit(name="dcterms:creator.skos:note", old="An office", new="A bureau"),
        PropertyEdit(name="skos:note", new="beside", about="https://example.org/herbs/else"),
    ) == tuple(
        PropertyEdit(name=edit.name, old=edit.old, new=edit.new, about=edit.about)
        for edit in comparison.changes.properties
    )


def test_an_item_is_known_under_its_new_iri() -> None:
    """A vocabulary that moved to another base says the same of each concept."""
    new = read_document("new.ttl", HEAD.replace("/herbs/", "/kitchen/") + BASE)
    comparison = diff([vocabulary("old", BASE)], new)

    assert () == comparison.changes.changes
    assert len(new.items) == len(comparison.changes.unchanged)


def test_no_order_no_reordered() -> None:
    """A new label changes nothing in the place of other concepts."""
    after = BASE.replace('"sage"@en', '"aromatic sage"@en')
    facets = {facet for each in compared(BASE, after).changes.changes for facet in each.facets}

    assert {Facet.RELABELLED} == facets


def test_one_more_parent_moves_nothing() -> None:
    """A second broader concept is a link more; the concept is where it was."""
    after = BASE.replace(
        ":mint a skos:Concept ;", ":aaa a skos:Concept . :mint skos:broader :aaa ; a skos:Concept ;"
    )
    changes = compared(BASE, after).changes.changes
    (mint,) = (each for each in changes if each.old and each.old[0].id == "mint")

    assert Facet.MOVED not in mint.facets


_lines = st.lists(
    st.sampled_from(
        [
            ':mint skos:altLabel "peppermint"@en .',
            ':mint skos:note "n" .',
            ':sage skos:prefLabel "sauge"@fr .',
            ":sage :p [ :q 1, 2 ; :r (1 2) ] .",
            ":sage :p [ :q 2 ] .",
            ":tea skos:member :herb .",
            ":dill a skos:Concept ; skos:prefLabel 'dill' ; skos:broader :herb .",
            ":mint :p :shared . :sage :p :shared . :shared :q 'x' .",
            "[] :about :mint .",
            ': dct:modified "2026" .',
        ]
    ),
    unique=True,
    max_size=6,
)


@given(_lines, _lines)
def test_every_statement_is_counted(before: list[str], after: list[str]) -> None:
    """Equal and different statements are all there are, and equal graphs have no difference."""
    comparison = compared(BASE + "\n".join(before), BASE + "\n".join(after))
    atoms = comparison.changes.audit.atoms

    assert atoms is not None
    assert comparison.changes.audit.passed
    assert (0, atoms.old + atoms.new) == (atoms.not_compared, atoms.equal + atoms.different)
    assert (set(before) == set(after)) == (atoms.different == 0)
    found = comparison.changes.changes or comparison.changes.properties
    assert bool(found) == bool(atoms.different)


def test_different_kinds_of_sources() -> None:
    """Statements that the other side has nothing to compare with are counted, and why is said."""
    plain = Edition(id="plain", iri="urn:x:plain", title="x", items=())
    found = diff([vocabulary("old", BASE)], plain).changes.audit.atoms

    assert found is not None
    assert found.balanced


def test_a_table_is_compared_by_role_and_by_column() -> None:
    """Columns taken for the same are compared under other names; attributes by their own."""
    with warnings.catch_warnings():  # which say what was taken for what
        warnings.simplefilter("ignore", GuidegraphWarning)
        old, new = (
            read_document(f"{name}.csv", f"id,text,Level\n1,Doors are locked at night.,{level}\n")
            for name, level in (("old", "must"), ("new", "may"))
        )
    change = only_change(diff([old], new))

    assert ((Facet.DESCRIBED,), [("Level", None, "must", "may")]) == (change.facets, edits(change))
