"""Identifiers that both sides know are evidence as strong as it deserves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidegraph.diff.run import IdPolicy, diff
from guidegraph.model.changes import Comparison, Relation
from guidegraph.model.edition import Edition, Item
from tests.diff.builders import edition, statement


TEXTS = (
    "Doors are locked at night.",
    "Logs are kept for a year.",
    "Visitors sign the book at the desk.",
    "Keys are handed to the caretaker.",
    "Bags are opened on request.",
)
CODES = ("r1", "r2", "r3", "r4", "r5")


def rules(name: str, texts: dict[str, str], *, iris: bool = False) -> Edition:
    """Statements with codes that their source gives, or with IRIs."""
    items: list[Item] = [statement(code, text) for code, text in texts.items()]
    if iris:
        items = [replace(item, iri=f"https://example.org/rules/{item.id}") for item in items]
    return replace(edition(name, items), identified=True)


def pairs(comparison: Comparison) -> set[tuple[str, str]]:
    found = {(pair.old.id, pair.new.id) for pair in comparison.changes.unchanged}
    for change in comparison.changes.changes:
        found |= {(one.id, two.id) for one in change.old for two in change.new}
    return found


FIRST = dict(zip(CODES, TEXTS, strict=True))
REWRITTEN = FIRST | {"r5": "Nobody is searched unless a judge agrees."}
SHIFTED = dict(zip((*CODES, "r6"), ("Dogs stay outside.", *TEXTS), strict=True))
SWAPPED = FIRST | {"r4": TEXTS[4], "r5": TEXTS[3]}


@pytest.mark.parametrize("iris", [True, False])
def test_most_agree(iris: bool) -> None:
    """Where most identifiers go with the same words, they decide also for a rewritten text."""
    found = diff([rules("a", FIRST, iris=iris)], rules("b", REWRITTEN, iris=iris))

    assert {(code, code) for code in CODES} == pairs(found)
    (use,) = found.changes.identifiers
    assert (5, 4, 5) == (use.shared, use.agreeing, use.deciding)


def test_numbers_that_shifted() -> None:
    """Numbers that go with other words than before decide nothing."""
    found = diff([rules("a", FIRST)], rules("b", SHIFTED))

    assert {(CODES[n], f"r{n + 2}") for n in range(5)} <= pairs(found)
    assert 0 == found.changes.identifiers[0].deciding


def test_codes_that_were_swapped() -> None:
    """Two codes of many that go with each other's words: the words decide, and both are said."""
    found = diff([rules("a", FIRST)], rules("b", SWAPPED))

    assert {("r4", "r5"), ("r5", "r4"), ("r1", "r1")} <= pairs(found)
    disagreements = found.changes.identifiers[0].disagreements
    assert [("r4", "r5", False), ("r5", "r4", False)] == [
        (each.old.id, each.later.id if each.later else None, each.decided) for each in disagreements
    ]


def test_iris_that_were_swapped() -> None:
    """An IRI decides even against the words, and the disagreement is said."""
    found = diff([rules("a", FIRST, iris=True)], rules("b", SWAPPED, iris=True))

    assert {(code, code) for code in CODES} == pairs(found)
    assert [True, True] == [each.decided for each in found.changes.identifiers[0].disagreements]


def test_trust_and_ignore() -> None:
    """Identifiers are trusted or ignored where the reader says so."""
    old, new = rules("a", FIRST), rules("b", SHIFTED)

    assert {(code, code) for code in CODES} == pairs(diff([old], new, ids=IdPolicy.TRUST))
    ignored = diff([old], new, ids=IdPolicy.IGNORE)
    assert ({(CODES[n], f"r{n + 2}") for n in range(5)}, ()) == (
        pairs(ignored),
        ignored.changes.identifiers,
    )


def test_places_are_no_identifiers() -> None:
    """Ids that an outline makes of places decide nothing, even if trusted."""
    old, new = (
        replace(rules(name, texts), identified=False)
        for name, texts in (("a", FIRST), ("b", SHIFTED))
    )

    assert () == diff([old], new, ids=IdPolicy.TRUST).changes.identifiers


def test_the_rest_is_aligned() -> None:
    """What got another identifier is found by its words."""
    new = {code: text for code, text in FIRST.items() if code != "r2"} | {"q9": TEXTS[1]}
    found = diff([rules("a", FIRST, iris=True)], rules("b", new, iris=True))

    assert ("r2", "q9") in pairs(found)


def test_nothing_left_to_align() -> None:
    """Without an open item on one side, those of the other are added or dropped."""
    fewer = {code: text for code, text in FIRST.items() if code != "r2"}
    dropped = diff([rules("a", FIRST, iris=True)], rules("b", fewer, iris=True))
    added = diff([rules("a", fewer, iris=True)], rules("b", FIRST, iris=True))

    assert [Relation.DROPPED] == [change.relation for change in dropped.changes.changes]
    assert [Relation.ADDED] == [change.relation for change in added.changes.changes]
