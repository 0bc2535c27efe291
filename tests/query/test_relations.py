"""What is related to an item, what leads from one to another, and which values are related."""

from __future__ import annotations

from functools import cache

import pytest

from guidegraph.api import Library
from guidegraph.librarian import Librarian
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Association, Edition, Item
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.relations import RelationReason
from guidegraph.query.edition_map import edition_map
from guidegraph.query.path import route
from guidegraph.query.related import related
from guidegraph.query.relations import Counterpart


def value(number: int, label: str, *statements: str) -> tuple[Item, ...]:
    """A value with its practice and statements."""
    id_ = f"value/{number}"
    return (
        Item(id=id_, type="CoreValue", notation=str(number), pref_label=label),
        Item(id=f"{id_}/practice", type="Practice", pref_label=f"How {number}", parent=id_),
        *(
            Item(
                id=f"{id_}/practice/{n}",
                type="PracticeStatement",
                text=text,
                parent=f"{id_}/practice",
                position=n,
            )
            for n, text in enumerate(statements, start=1)
        ),
    )


OLD = Edition(
    id="old",
    iri="https://example.org/old",
    title="Old",
    items=value(1, "Quiet", "Readers speak softly.", "Telephones stay silent."),
)
NEW = Edition(
    id="new",
    iri="https://example.org/new",
    title="New",
    items=(
        *value(1, "Silence", "Readers speak softly.", "A lantern glows.", "Lanterns glow at dusk."),
        *value(2, "Light", "Lanterns are lit at dusk.", "Staff trim the wick."),
        *value(3, "Books", "Staff mend torn bindings.", "Readers return volumes on Friday."),
        Item(id="term/staff", type="GlossaryTerm", pref_label="Staff", text="Who is paid."),
        Item(id="alone", type="Paragraph", text="Zebra crossing."),
    ),
    associations=(
        Association(origin="value/2/practice/1", type="usesTerm", destination="term/staff"),
    ),
)
PAIRS = (
    Counterpart(
        old=Ref(edition="old", id="value/1/practice/1"),
        new=Ref(edition="new", id="value/1/practice/1"),
        how="unchanged",
    ),
    Counterpart(
        old=Ref(edition="old", id="value/1"), new=Ref(edition="new", id="value/1"), how="same"
    ),
)


def new(id_: str) -> Ref:
    """An item of the new edition."""
    return Ref(edition="new", id=id_)


def reasons(id_: str) -> dict[tuple[str, str], dict[RelationReason, str]]:
    """The items related to one of the new edition, with the reasons."""
    found = related([OLD, NEW], PAIRS, new(id_), limit=50)
    return {
        (each.ref.edition, each.ref.id): {reason.why: reason.detail for reason in each.reasons}
        for each in found.relatives
    }


def test_says_why() -> None:
    """Parents, siblings, what became of it, terms by link and by name, and similar texts."""
    found = reasons("value/1/practice/1")

    assert {RelationReason.CAME_FROM: "unchanged", RelationReason.SIMILAR: "the same words"} == (
        found["old", "value/1/practice/1"]
    )
    assert found["new", "value/1/practice"][RelationReason.PART_OF] == ""
    assert "in How 1" == found["new", "value/1/practice/2"][RelationReason.SIBLING]
    assert {"usesTerm", ""} == set(reasons("value/2/practice/1")["new", "term/staff"].values())
    assert {RelationReason.USES: ""} == reasons("value/2/practice/2")["new", "term/staff"]
    assert RelationReason.USED_BY in reasons("term/staff")["new", "value/3/practice/1"]
    assert (
        "Staff" == reasons("value/2/practice/2")["new", "value/3/practice/1"][RelationReason.TERM]
    )


def test_the_closest_comes_first() -> None:
    """More and better reasons make a closer relation."""
    found = related([OLD, NEW], PAIRS, new("value/1/practice/1"), limit=3)

    assert ("old", "value/1/practice/1") == (
        found.relatives[0].ref.edition,
        found.relatives[0].ref.id,
    )
    assert 3 == len(found.relatives)
    assert sorted((each.score for each in found.relatives), reverse=True) == [
        each.score for each in found.relatives
    ]


def steps(origin: Ref, destination: Ref) -> list[tuple[str, str, str]]:
    """The way between two items: why, and to where."""
    found = route([OLD, NEW], PAIRS, origin, destination)
    return [(step.why.words, step.destination.edition, step.destination.id) for step in found.steps]


def test_finds_the_way_across_editions() -> None:
    """From an old statement to the heading of the new one."""
    expected = [
        ("belongs to", "old", "value/1/practice"),
        ("belongs to", "old", "value/1"),
        ("became", "new", "value/1"),
    ]

    assert expected == steps(Ref(edition="old", id="value/1/practice/2"), new("value/1"))


def test_finds_the_way_through_a_term() -> None:
    """Two statements that use the same term."""
    expected = [
        ("uses the term", "new", "term/staff"),
        ("is used in", "new", "value/3/practice/1"),
    ]

    assert expected == steps(new("value/2/practice/2"), new("value/3/practice/1"))


def test_similarity_leads_where_nothing_else_does() -> None:
    """Values that nothing links may have statements with similar texts."""
    found = steps(new("value/1/practice/3"), new("value/2/practice/1"))

    assert [("has a similar text", "new", "value/2/practice/1")] == found


def test_says_that_nothing_leads_there() -> None:
    """A way may not exist; to itself there is nothing to go."""
    assert [] == steps(new("value/1"), new("alone"))
    assert [] == steps(new("value/1"), new("value/1"))


def test_a_path_stays_within_the_edition() -> None:
    """A cheaper way through another edition is not taken, where there is one within."""
    both = [
        Counterpart(old=Ref(edition="old", id="value/1/practice/1"), new=new(id_), how="split")
        for id_ in ("value/1/practice/1", "value/3/practice/2")
    ]
    ends = new("value/1/practice/1"), new("value/3/practice/2")
    outside = route([OLD, NEW], both, *ends)
    within = route([OLD, NEW], [], *ends)

    assert within.steps
    assert within.steps == outside.steps


def test_the_same_text_of_other_editions_is_one_row() -> None:
    """A counterpart with the same words is named beside the item, not listed again."""
    found = related([OLD, NEW], PAIRS, new("value/1"), limit=50)
    rows = {each.ref: [other.ref for other in each.also] for each in found.relatives}

    assert Ref(edition="old", id="value/1") in rows
    assert new("value/1/practice") in rows


def test_what_all_share_is_no_reason() -> None:
    """In a library of some size a term in every item, or one common word, relates none."""
    items = (
        Item(id="term/reader", type="GlossaryTerm", pref_label="Reader", text="Who reads."),
        *(Item(id=f"p{n}", text=f"Readers like topic{n} a lot.") for n in range(60)),
        Item(id="a", text="Readers bring lanterns at dusk."),
        Item(id="b", text="Readers see lanterns at dusk."),
        Item(id="c", text="Lanterns rust."),
    )
    edition = Edition(id="e", iri="urn:e", title="E", items=items)
    found = related([edition], (), Ref(edition="e", id="a"), limit=50)
    said = {each.ref.id: [reason.why for reason in each.reasons] for each in found.relatives}

    assert [RelationReason.SIMILAR] == said.pop("b")
    assert [RelationReason.USES] == said.pop("term/reader")
    assert all(RelationReason.TERM not in reasons for reasons in said.values())
    assert all(RelationReason.SIMILAR not in reasons for reasons in said.values())


def test_maps_the_values() -> None:
    """Values with similar statements are tied and in one cluster; every value has a tie."""
    found = edition_map(NEW)
    items = {item.id: item for item in found.items}

    assert ["value/1", "value/2", "value/3"] == list(items)
    assert items["value/1"].cluster == items["value/2"].cluster
    assert "value/2" == items["value/1"].ties[0].id
    assert {"lanterns", "dusk"} <= set(items["value/1"].ties[0].words)
    assert ("term/staff",) == items["value/3"].terms
    assert all(item.degree for item in found.items)


def test_maps_any_document_with_parts() -> None:
    """Without values the top items are mapped; without parts there is nothing to map."""
    parts = tuple(Item(id=f"p{n}", text=f"text number {n} of all") for n in range(4))
    document = Edition(id="d", iri="https://example.org/d", title="D", items=parts)

    assert 4 == len(edition_map(document).items)
    with pytest.raises(MisuseError, match="has 1 values or top items"):
        edition_map(Edition(id="d", iri="https://example.org/d", title="D", items=parts[:1]))


@cache
def librarian() -> Librarian:
    """Who answers about our library."""
    return Library.open().librarian()


def test_relates_the_items_of_our_library() -> None:
    """The doubled statement is related to its double, its origin and its value."""
    found = librarian().related("value/7/practice/1", edition="combined")
    closest = [(each.ref.edition, each.ref.id) for each in found.relatives[:3]]

    assert [
        ("2013-peer", "value/7/practice/1"),
        ("combined", "value/7/practice/4"),
        ("combined", "value/7"),
    ] == closest


def test_a_course_leads_to_the_new_edition() -> None:
    """From a course statement by its link to the old value, and from there to the new one."""
    found = librarian().path("peer-support-course:module/7/statement/3", "combined:value/1")

    assert [RelationReason.LINKED, RelationReason.BECAME] == [step.why for step in found.steps]


def test_names_what_is_unknown() -> None:
    """Items and editions that are not there."""
    with pytest.raises(UnknownNameError, match="did you mean 'value/7'"):
        librarian().related("combined:valu/7")
    with pytest.raises(UnknownNameError, match="unknown edition"):
        librarian().map("combine")
    with pytest.raises(MisuseError, match="the item is missing"):
        librarian().path("", "combined:value/1")


def test_reasons_for_programs_do_not_change() -> None:
    """The values that programs read stay as they are; people are shown plainer words."""
    found = [RelationReason.HAS_PART, RelationReason.SIBLING, RelationReason.SIMILAR]

    assert ["has", "stands beside", "reads like"] == [reason.value for reason in found]
    assert ["contains", "is beside", "has a similar text"] == [reason.words for reason in found]
