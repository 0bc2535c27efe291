"""What a link to an item becomes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidegraph.course.outcomes import link_outcomes
from guidegraph.diff.run import diff
from guidegraph.model.changes import Change, Facet, Ref, Relation, Wording
from guidegraph.model.course import LinkStatus
from tests.comparisons import comparison_of
from tests.course.builders import FATES, NEW, OLD, compared, edition


@pytest.mark.parametrize(
    ("item", "status", "new"),
    [
        ("value/1", LinkStatus.AUTO, ["value/1"]),
        ("value/1/practice/1", LinkStatus.REVIEW, ["value/1/practice/2"]),
        ("value/1/practice/2", LinkStatus.AUTO, ["value/1/practice/3"]),
        ("value/1/practice/3", LinkStatus.CHOOSE, ["value/1/practice/4", "value/1/practice/5"]),
        ("value/1/practice/4", LinkStatus.AUTO, ["value/1/practice/1"]),
        ("value/1/practice/5", LinkStatus.GONE, []),
    ],
)
def test_fates(item: str, status: LinkStatus, new: list[str]) -> None:
    """Words decide, not numbers: what moved is carried over, what means something else is not."""
    outcome = FATES[Ref(edition="old", id=item)]

    assert (status, new) == (outcome.status, [ref.id for ref in outcome.new])


def test_every_item_has_a_fate() -> None:
    """No old item is without one."""
    assert {item.id for item in OLD.items} == {ref.id for ref in FATES}


def test_review_from() -> None:
    """An editor may want to read again whatever was reset in other signs."""
    strict = link_outcomes(compared(), Wording.TYPOGRAPHIC)

    assert LinkStatus.REVIEW is strict[Ref(edition="old", id="value/1/practice/2")].status
    assert LinkStatus.AUTO is strict[Ref(edition="old", id="value/1/practice/4")].status


def test_hidden_changes_count() -> None:
    """What a reader hid from a diff still happened."""
    comparison = compared()
    changes = comparison.changes
    hidden = replace(changes, changes=(), hidden=changes.changes)

    assert FATES == link_outcomes(replace(comparison, changes=hidden))


def test_merged() -> None:
    """
    A statement that two editions share is carried over from both; one that was joined with another
    has to be read again.
    """
    one = edition("one", ("1", "Staff must greet everyone who comes in."))
    two = edition("two", ("7", "Staff must greet everyone who comes in."))
    found = link_outcomes(
        diff((one, two), edition("three", ("3", "Staff must greet everyone who comes in.")))
    )

    assert LinkStatus.AUTO is found[Ref(edition="one", id="value/1/practice/1")].status
    assert LinkStatus.AUTO is found[Ref(edition="two", id="value/1/practice/7")].status


def test_of_another_kind() -> None:
    """A statement that became a role has to be read again, whatever its words."""
    items = tuple(
        replace(item, type="SupervisorRole") if item.id == "value/1/practice/1" else item
        for item in NEW.items
    )
    newer = replace(NEW, id="newer", items=items)
    old, new = (Ref(edition=id_, id="value/1/practice/1") for id_ in ("new", "newer"))
    change = Change(relation=Relation.SAME, old=(old,), new=(new,), facets=(Facet.RETYPED,))
    outcome = link_outcomes(comparison_of([NEW], newer, [change]))[old]

    assert LinkStatus.REVIEW is outcome.status
    assert ("a PracticeStatement became a SupervisorRole",) == outcome.reasons
