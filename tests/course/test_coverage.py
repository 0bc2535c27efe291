"""What a coverage counts: modules, kinds, lists, further columns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidegraph.course.coverage import coverage
from guidegraph.model.changes import Ref
from guidegraph.model.course import CourseLink, LinkType
from guidegraph.model.coverage import (
    DEEPEST,
    ColumnSource,
    Coverage,
    CoverageList,
    HeadingLevel,
)
from guidegraph.model.edition import Edition, Item
from guidegraph.model.statement import Statement
from tests.course.builders import OLD, edition


def headed(*modules: str, type_: str = "CourseModule") -> Edition:
    """A course whose modules each have the headings Content and Assessment with a statement."""
    items: list[Item] = []
    for module in modules:
        items.append(Item(id=module, type=type_, pref_label=module.title()))
        for part in ("content", "assessment"):
            head = f"{module}/{part}"
            items.append(Item(id=head, type="Section", pref_label=part.title(), parent=module))
            items.append(
                Item(
                    id=f"{head}/1",
                    type="CourseStatement",
                    text=f"{part} of {module}",
                    parent=head,
                )
            )
    return Edition(
        id="course",
        iri="https://example.org/c",
        title="A course",
        type="Course",
        items=tuple(items),
    )


def linked(statement: str, item: str, how: str = "teaches", **extra: str) -> CourseLink:
    """A link to an item of the old edition, with further cells."""
    return CourseLink(
        statement=statement,
        item=Ref(edition="old", id=item),
        how=LinkType(how),
        extra=tuple(extra.items()),
    )


PRACTICE = "value/1/practice"
TWO = headed("first", "second")


def covered(*links: CourseLink, course: Edition = TWO, level: HeadingLevel = None) -> Coverage:
    """The coverage of the old edition."""
    return coverage(course, links, OLD, {}, level)


def parts(course: Edition, level: HeadingLevel = None) -> list[str]:
    """The names of the columns."""
    return [name for _, name in covered(course=course, level=level).modules]


def test_sub_headings_belong_to_their_module() -> None:
    """The columns are modules; on request deeper headings, whose names differ all the same."""
    deep = [
        f"{module} › {part}" for module in ("First", "Second") for part in ("Content", "Assessment")
    ]

    assert ["First", "Second"] == parts(TWO) == parts(TWO, 1)
    assert ["First", "Second"] == parts(headed("first", "second", type_="Section"))
    assert deep == parts(TWO, DEEPEST) == parts(TWO, 2) == parts(TWO, 9)
    assert ["Content", "Assessment"] == parts(headed("only"))
    assert ["Only"] == parts(headed("only"), 1)


def test_cells_count_items_by_kind_and_totals_count_an_item_once() -> None:
    """An item that two modules teach is one taught item of its value."""
    found = covered(
        linked("first/content/1", f"{PRACTICE}/1"),
        linked("first/content/1", f"{PRACTICE}/2"),
        linked("first/assessment/1", f"{PRACTICE}/2", "assesses"),
        linked("second/content/1", f"{PRACTICE}/1"),
        linked("second/content/1", "term/reader", "mentions"),
    )

    assert {LinkType.TEACHES: 2, LinkType.ASSESSES: 1} == found.cells["first", "value/1"].counts
    assert {LinkType.TEACHES: 1} == found.cells["second", "value/1"].counts
    assert {LinkType.TEACHES: 2, LinkType.ASSESSES: 1} == found.of_groups["value/1"].counts
    assert {LinkType.TEACHES: 1, LinkType.MENTIONS: 1} == found.of_modules["second"].counts
    assert found.total is not None
    assert 3 == found.total.items
    assert ["term/reader"] == [entry.item.id for entry in found.beside]
    assert 1 == found.of_groups[""].items


def test_what_is_taught_but_not_assessed_and_the_reverse() -> None:
    """A value is assessed by a question on one of its items; mentions are neither."""
    found = covered(
        linked("first/content/1", "value/1"),
        linked("first/content/1", f"{PRACTICE}/1"),
        linked("first/assessment/1", f"{PRACTICE}/2", "assesses"),
        linked("second/content/1", f"{PRACTICE}/3"),
        linked("second/assessment/1", f"{PRACTICE}/3", "assesses"),
        linked("second/content/1", f"{PRACTICE}/4", "mentions"),
    )

    assert [f"{PRACTICE}/1"] == [entry.item.id for entry in found.taught_only]
    assert [f"{PRACTICE}/2"] == [entry.item.id for entry in found.assessed_only]
    assert [f"{PRACTICE}/5"] == [entry.item.id for entry in found.gaps]
    assert (CoverageList.OVERLAP,) == found.lists_of()[f"{PRACTICE}/3"]
    assert (1, 1, 0) == tuple(
        found.items[3].statements(how)
        for how in (LinkType.TEACHES, LinkType.ASSESSES, LinkType.MENTIONS)
    )


def test_columns_of_a_map_are_counted_by_item_and_by_module() -> None:
    """Letter case is ignored, two values in a cell are two, the order is that of the scale."""
    found = covered(
        linked("first/content/1", f"{PRACTICE}/1", level="R, I", bloom="Apply", note="x" * 50),
        linked("first/content/1", f"{PRACTICE}/2", level="I", bloom="remember"),
        linked("second/content/1", f"{PRACTICE}/1", level="m", bloom="apply"),
        linked("second/content/1", f"{PRACTICE}/1", "assesses", level="M", bloom=""),
    )
    level, bloom, note = found.columns

    assert ("level", ("I", "R", "m")) == (level.name, level.values)
    assert {"I": 2, "R": 1} == level.modules["first"]
    assert {"m": 1} == level.modules["second"]
    assert {"R": 1, "I": 1, "m": 1} == level.items[f"{PRACTICE}/1"]
    assert ("remember", "Apply") == bloom.values
    assert {"Apply": 2, "remember": 1} == bloom.total
    assert ((), 1) == (note.values, note.different)


@pytest.mark.parametrize(
    ("values", "ordered"),
    [
        (("10", "2", "1.5"), ("1.5", "2", "10")),
        (("Mastered", "Introduced", "Reinforced"), ("Introduced", "Reinforced", "Mastered")),
        (("Anwenden", "Erinnern", "Verstehen"), ("Erinnern", "Verstehen", "Anwenden")),
        (("week b", "week a"), ("week b", "week a")),
        (("3 Apply", "1 Know"), ("1 Know", "3 Apply")),
    ],
)
def test_values_are_in_the_order_of_their_scale(
    values: tuple[str, ...], ordered: tuple[str, ...]
) -> None:
    """Numbers, levels in several languages; else as they came."""
    links = [
        linked("first/content/1", f"{PRACTICE}/{at}", scale=value)
        for at, value in enumerate(values, 1)
    ]

    assert ordered == covered(*links).columns[0].values


def test_columns_of_a_course_count_its_statements() -> None:
    """A statement without a link counts, too; a column that names the modules does not."""
    items = tuple(
        replace(
            item,
            statements=(
                Statement(
                    property="Bloom level", value="Apply" if "first" in item.id else "Create"
                ),
                Statement(property="Module", value=item.id.partition("/")[0].title()),
            ),
        )
        if item.text
        else item
        for item in TWO.items
    )
    found = covered(linked("first/content/1", f"{PRACTICE}/1"), course=replace(TWO, items=items))
    (bloom,) = found.columns

    assert ColumnSource.COURSE is bloom.source
    assert {"Apply": 2, "Create": 2} == bloom.total
    assert {"Create": 2} == bloom.modules["second"]
    assert {f"{PRACTICE}/1": {"Apply": 1}} == bloom.items


def test_a_guideline_without_values() -> None:
    """Its top items are the rows, also those without a link."""
    flat = replace(
        edition("old"),
        items=(
            Item(id="a", pref_label="Opening", notation="1"),
            Item(id="a/1", text="Open the doors.", parent="a"),
            Item(id="b", pref_label="Closing", notation="2"),
            Item(id="b/1", text="Close the doors.", parent="b"),
        ),
    )
    found = coverage(TWO, [linked("first/content/1", "a/1")], flat, {})

    assert ["a", "b"] == [group.id for group in found.groups]
    assert ["b/1"] == [entry.item.id for entry in found.gaps]
