"""What a diff of data says to people: properties, successors, identifiers, the editions."""

from __future__ import annotations

import json

import pytest

from guidegraph.diff.run import diff
from guidegraph.model.changes import Change, Comparison, Facet, Ref, Relation
from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.model.statement import Statement
from guidegraph.render.format import RenderOptions, written
from guidegraph.workspace import compare_files
from tests.comparisons import comparison_of
from tests.margins import without_margins


PREFIXES = """
@prefix : <https://example.org/food/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dct: <http://purl.org/dc/terms/> .
: a skos:ConceptScheme ; dct:title "Food"@en ; dct:publisher "The food office" .
:12 a skos:Concept ; skos:prefLabel "Fruit"@en ; skos:notation "12" ; skos:topConceptOf : .
:14 a skos:Concept ; skos:prefLabel "Vegetables"@en ; skos:notation "14" ; skos:topConceptOf : .
"""
TOMATO = ':12.1 a skos:Concept ; skos:prefLabel "Tomato"@en, "tomate"@fr ; skos:broader :12 .'


def compared(old: str, new: str) -> Comparison:
    """Two states of a vocabulary."""
    before, after = (f"{PREFIXES}{side}".encode() for side in (old, new))
    return compare_files("food.ttl", before, after)


def text(old: str, new: str, *, everything: bool = False) -> str:
    """Their diff as readable text, without numbers and ids."""
    page = RenderOptions(width=200, everything=everything)
    return without_margins(written("text", compared(old, new), page).decode())


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("text", "skos:prefLabel@fr: [-tomate-] → {+pomme d'or+}"),
        ("markdown", "- `skos:prefLabel@fr`: ~~tomate~~ → **pomme d'or**"),
        ("html", "<code>skos:prefLabel@fr</code>"),
        ("csv", "skos:prefLabel@fr: [-tomate-] → {+pomme d'or+}"),
        ("json", '"language": "fr"'),
        ("jsonl", '"language": "fr"'),
    ],
)
def test_property(form: str, expected: str) -> None:
    """A property has its name and language, and what was removed and added is marked."""
    new = TOMATO.replace("tomate", "pomme d'or")
    found = written(form, compared(TOMATO, new), RenderOptions(width=200)).decode()

    assert expected in found


def test_items_have_names() -> None:
    """Values that are items are shown by code and label, and so is the item itself."""
    found = text(TOMATO, TOMATO.replace("broader :12", "broader :14"))

    assert "MOVED  Tomato  12.1\n" in found
    assert "skos:broader: [-12 Fruit-] → {+14 Vegetables+}" in found


def test_dropped() -> None:
    """What to look at first is named by code and label, then by its place; not by a definition."""
    fig = ':12.2 a skos:Concept ; skos:prefLabel "Feige"@de ; skos:notation "12.2" .'
    found = text(f"{TOMATO} {fig}", TOMATO)

    assert " DROPPED     12.2 Feige  food:12.2\n" in found


def test_several_values() -> None:
    """The values that were removed come first, then those that were added."""
    old = TOMATO.replace(" .", ' ; skos:altLabel "love apple"@en .')
    found = text(old, TOMATO.replace(" .", ' ; skos:altLabel "plum"@en, "beef"@en .'))

    assert "skos:altLabel@en: [-love apple-] · {+beef+} · {+plum+}" in found


def test_long_text() -> None:
    """Long texts are compared word by word."""
    note = "Eaten raw in salads, cooked in sauces, dried, or as {} on bread"
    old, new = (TOMATO.replace(" .", f' ; skos:note "{note.format(word)}" .') for word in "ab")

    assert "skos:note: Eaten raw in salads, cooked in sauces, dried, or as [-a-] {+b+} on" in (
        text(old, new)
    )


def _many(language: str = "") -> str:
    names = (f', "mot {n}"@{language}' if language else "" for n in range(40))
    return "".join(
        f':x{n} a skos:Concept ; skos:prefLabel "word {n}"@en{name} .\n'
        for n, name in enumerate(names)
    )


def test_translations_are_said_once() -> None:
    """A language added to many items is said once; programs get it for each."""
    found = text(f"{TOMATO} {_many()}", f"{TOMATO.replace('tomate', 'pomme')} {_many('es')}")

    assert "       skos:prefLabel@es added to 40 concepts\n" in found
    assert "mot 3" not in found
    assert "skos:prefLabel@fr: [-tomate-] → {+pomme+}" in found
    assert "and 40 more with only what is counted above: see with --all\n" in found
    assert 40 == written("json", compared(_many(), _many("es"))).decode().count('"mot ')
    assert 40 == text(_many(), _many("es"), everything=True).count("{+mot ")


def test_few_translations_are_shown() -> None:
    """A language added to a few items is shown with each."""
    assert "skos:prefLabel@fr: {+tomate+}" in text(TOMATO.replace(', "tomate"@fr', ""), TOMATO)


def test_editions_themselves() -> None:
    """What differs in what is said of the edition is a part of its own."""
    comparison = compared(TOMATO, f'{TOMATO} : dct:creator "A" . <https://a.org/> dct:title "B" .')
    found = written("text", comparison, RenderOptions(width=80)).decode()

    assert "The editions themselves ───" in found
    assert "dcterms:creator: {+A+}\nhttps://a.org/\n    dcterms:title: {+B+}\n" in found
    assert "### The editions themselves" in written("markdown", comparison).decode()
    assert '<h2 id="editions-themselves">' in written("html", comparison).decode()


def test_merger_by_deprecation() -> None:
    """Several items deprecated for one are named with it, and it with them."""
    old = TOMATO + "".join(
        f':{name} a skos:Concept ; skos:prefLabel "{name}"@en .' for name in ("plum", "beef")
    )
    new = old.replace('"@en .', '"@en ; owl:deprecated true ; dct:isReplacedBy :12.1 .')
    found = text(old, new)

    assert "DEPRECATED  plum  plum\n    · replaced by Tomato, which also replaces beef" in found
    assert "· Tomato took in beef and plum (deprecated)" in found
    assert "    · took in beef and plum (deprecated)" in text(old, new.replace("tomate", "pomme"))


def test_atoms() -> None:
    """The audit counts statements, where a side is data."""
    found = text(TOMATO, TOMATO.replace("tomate", "pomme"))

    assert "exactly once. 30 statements compared: 28 equal, 2 different; 0 not compared.\n" in found
    assert "Identifiers: 3 shared, 3 with similar words; they decide.\n" in found


def test_disagreement() -> None:
    """Where an identifier and the words disagree, both are said."""
    rest = _many()
    old = f'{rest} :elm a skos:Concept ; skos:prefLabel "broad leaf with a saw edge"@en .'
    new = (
        f'{rest} :elm a skos:Concept ; skos:prefLabel "wych elm"@en . '
        ':birch a skos:Concept ; skos:prefLabel "broad leaf with a saw edge, white"@en .'
    )
    found = text(old, new)

    assert (
        "· 'broad leaf with a saw edge' (elm): the identifier says 'wych elm' (elm), its words are "
        "nearest to 'broad leaf with a saw edge, white' (birch); the identifier decided"
    ) in found


def test_links_of_others() -> None:
    """A link that another item had to this one is said by name; its own is said as a property."""
    found = text(TOMATO.replace(" .", " ; skos:related :14 ."), TOMATO)

    assert "skos:related: [-14 Vegetables-]" in found
    assert "RELINKED  14 Vegetables  14\n    · no longer related to Tomato\n" in found
    assert "no longer related to 14" not in found


def test_single_items() -> None:
    """Items with nothing above or below them share one part, also those that are gone."""
    old = "".join(f':{name} a skos:Concept ; skos:prefLabel "{name}"@en .' for name in "abc")
    found = text(old, old.replace('"a"', '"d"').replace('"b"', '"e"'))

    assert ["Single items"] == [line.split(" ─")[0] for line in found.split("\n") if "──" in line]


def test_columns() -> None:
    """Attributes of a table are shown under the names of their columns."""
    old, new = (
        Edition(
            id="rules",
            iri="urn:guidegraph:rules",
            title="Rules",
            source_kind=SourceKind.TABLE,
            items=(
                Item(
                    id="A1",
                    text="Doors are locked.",
                    statements=(Statement(property="Owner", value=owner),),
                ),
            ),
        )
        for owner in ("Facilities", "Security")
    )
    found = without_margins(written("text", diff([old], new)).decode())

    assert "DESCRIBED  A1\n    Owner: [-Facilities-] → {+Security+}\n" in found


def test_control_characters() -> None:
    """No value can move the cursor or end its line."""
    found = text(TOMATO, TOMATO.replace(" .", ' ; dct:creator "a\\u001b[31mb\\nc" .'))

    assert "{+a\ufffd[31mb c+}" in found
    assert "\x1b" not in found


def test_titles() -> None:
    """Two files of the same name have titles that differ, by version if they have one."""
    assert text(TOMATO, TOMATO).startswith("food (old) → food (new)\n")
    old, new = (f'{TOMATO} : owl:versionInfo "{number}" .' for number in (1, 2))
    assert text(old, new).startswith("food (1) → food (2)\n")


def test_json_of_editions() -> None:
    """Programs get what differs in the editions, and the use of identifiers."""
    found = json.loads(written("json", compared(TOMATO, f'{TOMATO} : dct:creator "A" .')))

    assert [("dcterms:creator", "A")] == [
        (edit["name"], edit["new"]) for edit in found["properties"]
    ]
    assert [3] == [use["deciding"] for use in found["identifiers"]]


def _of(old: Item | None, new: Item | None, change: Change) -> Comparison:
    """Two editions of at most one item each, and how it changed."""
    before, after = (
        Edition(
            id=name,
            iri=f"https://example.org/{name}",
            title=name,
            items=() if item is None else (item,),
        )
        for name, item in (("a", old), ("b", new))
    )
    return comparison_of([before], after, [change])


def _ref(edition: str, item: Item) -> tuple[Ref]:
    return (Ref(edition=edition, id=item.id),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            Item(id="fees", notation="3.2", text="Pay."),
            Item(id="fees", notation="4.2", text="Pay."),
        ),
        (Item(id="fees", label="3.2 Fees"), Item(id="fees", label="4.2 Fees")),
        (Item(id="fees", text="3.2 Fees apply."), Item(id="fees", text="4.2 Fees apply.")),
    ],
)
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_numbers(form: str, old: Item, new: Item) -> None:
    """A renumbered item is shown with both numbers, and counted as renumbered."""
    change = Change(
        relation=Relation.SAME,
        old=_ref("a", old),
        new=_ref("b", new),
        facets=(Facet.RENUMBERED,),
    )
    shown = written(form, _of(old, new, change)).decode().replace("\\", "")

    assert "3.2 → 4.2" in shown
    assert "purely typographic" not in shown
    assert "renumbered" in shown.casefold()


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("relation", [Relation.ADDED, Relation.DROPPED])
def test_cells_of_a_row(form: str, relation: Relation) -> None:
    """A row that was added or dropped is shown with its other cells."""
    cells = {"Price": "90 EUR", "Deposit": "30 EUR"}
    statements = tuple(Statement(property=name, value=cell) for name, cell in cells.items())
    row = Item(id="family", label="Family", statements=statements)
    if relation is Relation.ADDED:
        comparison = _of(None, row, Change(relation=relation, new=_ref("b", row)))
    else:
        comparison = _of(row, None, Change(relation=relation, old=_ref("a", row)))

    assert "Price: 90 EUR; Deposit: 30 EUR" in written(form, comparison).decode()
