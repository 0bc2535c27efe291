"""The named queries answer about our library what can be read in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import pytest

from guidegraph.api import Library
from guidegraph.librarian import Librarian
from guidegraph.model.answer import Solutions, Statements
from guidegraph.model.changes import Comparison, Relation, Wording
from guidegraph.model.edition import Edition
from guidegraph.query.named import named_queries


Row = tuple[object, ...]


@cache
def librarian() -> Librarian:
    """Who answers about our library."""
    return Library.open().librarian()


@cache
def combined() -> Edition:
    """The combined edition."""
    return librarian().editions["combined"]


@cache
def comparison() -> Comparison:
    """What became of the 2013 edition."""
    return librarian().workspace.diff(["2013-peer"], "combined")


@cache
def rows(name: str, **values: str) -> tuple[Row, ...]:
    """What a named query finds, as plain values."""
    answer = librarian().named_query(name, values)
    assert isinstance(answer, Solutions)
    return tuple(tuple(term.native if term else None for term in row) for row in answer.rows)


def texts(*ids: str) -> list[Row]:
    """Rows of items of the combined edition: edition, id, text."""
    return [("combined", id_, combined().by_id[id_].text) for id_ in ids]


def practices_of_value() -> None:
    """The five statements of value 7, in order."""
    expected = [
        (
            "combined",
            f"value/7/practice/{n}",
            f"7.{n}",
            combined().by_id[f"value/7/practice/{n}"].text,
        )
        for n in range(1, 6)
    ]

    assert expected == list(rows("practices-of-value", value="7", edition="combined"))
    assert {"2013-peer", "combined"} == {row[0] for row in rows("practices-of-value", value="7")}


def roles_of_value() -> None:
    """The three roles that promote value 7."""
    expected = texts("value/7/role/1", "value/7/role/2", "value/7/role/3")

    assert expected == list(rows("roles-of-value", value="7", edition="combined"))


def values() -> None:
    """Twelve values, 56 statements, 43 roles."""
    found = rows("values", edition="combined")

    assert [str(n) for n in range(1, 13)] == [row[1] for row in found]
    assert ("combined", "7", "Peer supporters are honest and direct", 5, 3) == found[6]
    assert (56, 43) == (
        sum(int(str(row[3])) for row in found),
        sum(int(str(row[4])) for row in found),
    )


def statements_using_term() -> None:
    """One role is linked to co-optation; all statements that name peer supporters are found."""
    (linked,) = rows("statements-using-term", term="term/co-optation", edition="combined")
    named = rows("statements-using-term", term="term/peer-supporter", edition="combined")
    expected = [
        item.id
        for item in combined().items
        if item.type in {"CoreValue", "Practice", "PracticeStatement", "SupervisorRole"}
        and "peer supporter" in f"{item.pref_label} {item.text}".lower()
    ]

    assert ("combined", "value/9/role/2", "linked") == linked[:3]
    assert expected == [row[1] for row in named]


def statements_with_words() -> None:
    """The sentence that stands there twice."""
    expected = texts("value/7/practice/1", "value/7/practice/4")

    assert expected == list(
        rows("statements-with-words", words="Respect PRIVACY", edition="combined")
    )


def items_for_supervisors() -> None:
    """All roles of an edition, or those of a value."""
    every = rows("items-for-supervisors", edition="combined")

    assert [item.id for item in combined().items if item.type == "SupervisorRole"] == [
        row[1] for row in every
    ]
    assert [row for row in every if row[2] == "7"] == list(
        rows("items-for-supervisors", edition="combined", value="honest")
    )


def roles_of_practice() -> None:
    """The roles of the value, for its statements and its named practice."""
    expected = texts("value/7/role/1", "value/7/role/2", "value/7/role/3")

    for item in ("value/7/practice/5", "value/7/practice", "7.5"):
        assert expected == list(rows("roles-of-practice", item=item, edition="combined"))


def changes_in_course() -> None:
    """A link for each change of words that are more than signs and capitals, and each loss."""
    found = rows("changes-in-course", course="peer-support-course", new="combined")
    changed = {
        ref.id
        for change in comparison().changes.changes
        for ref in change.old
        if not change.new or (change.verdict and change.verdict.wording is not Wording.TYPOGRAPHIC)
    }
    course = librarian().editions["peer-support-course"]

    assert {
        (link.origin, link.destination)
        for link in course.associations
        if link.destination in changed
    } == {(row[0], row[3]) for row in found}
    assert ["dropped"] == [row[4] for row in found if row[3] == "value/7/practice/4"]


def glossary() -> None:
    """The five terms of 2013, with their definitions."""
    edition = librarian().editions["2013-peer"]
    expected = [
        ("2013-peer", item.id, item.pref_label, item.text)
        for item in edition.items
        if item.type == "GlossaryTerm"
    ]

    assert expected == [(*row[:3], row[4]) for row in rows("glossary", edition="2013-peer")]
    assert "Peer drift" in [row[3] for row in rows("glossary", edition="combined")]


def terms_never_used() -> None:
    """Our editions name each of their terms somewhere."""
    assert () == rows("terms-never-used")


def duplicate_statements() -> None:
    """One sentence stands twice in the combined edition, and in no other edition."""
    expected = (
        "combined",
        "value/7/practice/1 value/7/practice/4",
        2,
        "Peer supporters respect privacy and confidentiality.",
    )

    assert (expected,) == rows("duplicate-statements")


def values_without_roles() -> None:
    """Every value has roles, where an edition has any; the 2013 edition has none at all."""
    assert () == rows("values-without-roles")


def course_links() -> None:
    """The links of the course's map."""
    course = librarian().editions["peer-support-course"]
    expected = {
        (link.origin, link.type, link.edition, link.destination) for link in course.associations
    }

    found = [row[1:5] for row in rows("course-links", course="peer-support-course")]

    assert expected == set(found)
    assert len(expected) == len(found)


def items_without_counterpart() -> None:
    """What the diff calls dropped and added."""
    found = rows("items-without-counterpart", old="2013-peer", new="combined")
    changes = comparison().changes.changes
    expected = {
        (change.relation.value, ref.edition, ref.id)
        for change in changes
        if change.relation in (Relation.DROPPED, Relation.ADDED)
        for ref in (*change.old, *change.new)
    }

    assert expected == {row[:3] for row in found}
    assert ("dropped", "2013-peer", "value/7/practice/4") == found[0][:3]
    assert len(expected) == len(found)


def values_by_number_of_changes() -> None:
    """Counted from the diff, the most first."""
    found = rows("values-by-number-of-changes", old="2013-peer", new="combined")
    counts: dict[str | None, int] = {}
    for change in comparison().changes.changes:
        tops = set()
        for ref in change.new:
            item = combined().by_id[ref.id]
            tops |= {item, *combined().ancestors(item)}
        for item in tops:
            if item.type == "CoreValue":
                counts[item.notation] = counts.get(item.notation, 0) + 1

    assert counts == {row[0]: row[2] for row in found}
    assert sorted((int(str(row[2])) for row in found), reverse=True) == [row[2] for row in found]


def substantive_changes() -> None:
    """Each pair whose wording changed in substance, with the aspects."""
    found = rows("substantive-changes", old="2013-peer", new="combined")
    expected = {
        (old.id, new.id, " ".join(sorted(change.verdict.aspects)))
        for change in comparison().changes.changes
        if change.verdict and change.verdict.wording is Wording.SUBSTANTIVE
        for old in change.old
        for new in change.new
    }

    assert expected == {row[:3] for row in found}
    assert all(row[3] for row in found)


def item_in_every_edition() -> None:
    """The statement about privacy is 7.1 in both editions; its double has no other edition."""
    found = rows("item-in-every-edition", item="value/7/practice/1", edition="combined")
    double = rows("item-in-every-edition", item="value/7/practice/4", edition="combined")

    assert [("2013-peer", "value/7/practice/1"), ("combined", "value/7/practice/1")] == [
        row[:2] for row in found
    ]
    assert [("combined", "value/7/practice/4")] == [row[:2] for row in double]


def value_as_skos() -> None:
    """A graph with a concept for the value and everything below it."""
    answer = librarian().named_query("value-as-skos", {"value": "7", "edition": "combined"})
    assert isinstance(answer, Statements)
    concepts = {s.value for s, _, o in answer.triples if o.value.endswith("#Concept")}
    expected = {
        combined().iri_of(item.id)
        for item in combined().items
        if item.id == "value/7" or item.id.startswith("value/7/")
    }

    assert expected == concepts


CHECKS: Mapping[str, Callable[[], None]] = {
    check.__name__.replace("_", "-"): check
    for check in (
        changes_in_course,
        course_links,
        duplicate_statements,
        glossary,
        item_in_every_edition,
        items_for_supervisors,
        items_without_counterpart,
        practices_of_value,
        roles_of_practice,
        roles_of_value,
        statements_using_term,
        statements_with_words,
        substantive_changes,
        terms_never_used,
        value_as_skos,
        values,
        values_by_number_of_changes,
        values_without_roles,
    )
}


@pytest.mark.parametrize("name", list(named_queries()))
def test_finds_the_expected_rows(name: str) -> None:
    """Every named query has a check here, and passes it."""
    CHECKS[name]()


def test_every_check_has_its_query() -> None:
    """No check is about a query that is gone."""
    assert set(named_queries()) == set(CHECKS)
