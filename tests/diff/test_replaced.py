"""Dropped and added items at the same place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from guidegraph.diff.replaced import replacements
from guidegraph.model.changes import Facet, Ref
from guidegraph.model.edition import Item
from tests.diff.builders import changes_of, edition, section, statement


def _replaced(old: Sequence[Item], new: Sequence[Item], *links: str) -> dict[str, str]:
    """The replacements where each of *links* is an old id and its new one, or one for both."""
    pairs = [(link.split(">")[0], link.split(">")[-1]) for link in links]
    successors = {Ref(edition="a", id=one): (Ref(edition="b", id=two),) for one, two in pairs}
    return dict(replacements(edition("a", old), edition("b", new), successors))


def _row(ids: str) -> list[Item]:
    return [statement(id_, f"Text {id_}.") for id_ in ids]


@pytest.mark.parametrize(
    ("old", "new", "links", "expected"),
    [
        ("1x3", "1y3", "13", {"x": "y"}),
        ("x3", "y3", "3", {"x": "y"}),
        ("1x", "1y", "1", {"x": "y"}),
        ("1xy3", "1uv3", "13", {"x": "u", "y": "v"}),
        ("1x34z", "1y34w", "134", {"x": "y", "z": "w"}),
        ("1xy3", "1u3", "13", {}),
        ("1x3", "13y", "13", {}),
        ("x", "y", "", {}),
        ("1xyzw3", "1abcd3", "13", {}),
        ("1x3", "3y1", "13", {}),
        ("12x", "2y1", "12", {}),
    ],
)
def test_gaps(old: str, new: str, links: str, expected: dict[str, str]) -> None:
    """One gap between the same neighbours, with as many dropped as added, and not too many."""
    assert expected == _replaced(_row(old), _row(new), *links)


def test_told_on_both_sides() -> None:
    """Both still count as dropped and added."""
    found = changes_of(_row("1x3"), _row("1y3"))

    assert ((Facet.REPLACED,), ("y",)) == (found["x", ""].facets, found["x", ""].replaced_by)
    assert (Facet.REPLACED,) == found["", "y"].facets
    assert (Ref(edition="a", id="x"),) == found["", "y"].replaces


def test_the_same_number_or_name() -> None:
    """Under the same parent, a number or a name that only they have is the same place."""
    head = section("s", "One")
    numbered = [replace(statement("x", "Text.", "s"), notation="7"), statement("z", "Z.", "s")]
    others = [statement("u", "U.", "s"), replace(statement("y", "Other.", "s"), notation="7")]
    named = [Item(id="x", label="Keys", text="A.", parent="s"), statement("z", "Z.", "s")]
    alike = [statement("u", "U.", "s"), Item(id="y", label="KEYS", text="B.", parent="s")]

    assert "y" == _replaced([head, *numbered], [head, *others], "s")["x"]
    assert "y" == _replaced([head, *named], [head, *alike], "s")["x"]


def test_another_parent_is_another_place() -> None:
    """What was added elsewhere replaces nothing, whatever its number."""
    heads = [section("s", "One"), section("t", "Two")]
    old = [*heads, replace(statement("x", "X.", "s"), notation="7")]
    new = [*heads, replace(statement("y", "Y.", "t"), notation="7")]

    assert {} == _replaced(old, new, "s", "t")


def test_below_what_was_replaced() -> None:
    """Below a replaced heading, the same names are at the same place; mere gaps are not."""
    old = [section("1", "One"), section("x", "Two"), section("3", "Three")]
    new = [section("1", "One"), section("y", "Other"), section("3", "Three")]
    below = [Item(id="xa", label="Aim", parent="x"), statement("xb", "B.", "x")]
    after = [Item(id="ya", label="Aim", parent="y"), statement("yb", "C.", "y")]

    assert {"x": "y", "xa": "ya"} == _replaced([*old, *below], [*new, *after], "1", "3")


def test_without_an_order_only_numbers_count() -> None:
    """In a vocabulary the place in the file says nothing."""
    old = edition("a", [*_row("1x3"), replace(statement("z", "Z."), notation="7")])
    new = edition("b", [*_row("1y3"), replace(statement("w", "W."), notation="7")])
    successors = {Ref(edition="a", id=n): (Ref(edition="b", id=n),) for n in "13"}

    assert {"z": "w"} == replacements(replace(old, ordered=False), new, successors)
