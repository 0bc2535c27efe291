"""The history of items over several editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from guidegraph.diff.compare import compare
from guidegraph.diff.curation.blame import blame
from guidegraph.diff.curation.history import (
    LibraryHistory,
    item_history,
    item_named,
    library_history,
)
from guidegraph.diff.run import audit
from guidegraph.model.alignment import Alignment, Group
from guidegraph.model.changes import Change, ChangeSet, Comparison, Pair, Ref
from guidegraph.model.edition import Edition, Item, Provenance
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.history import BlamedWords, EventKind
from tests.diff.builders import edition, statement


def compared(
    old: Sequence[Edition], new: Edition, alignment: Alignment
) -> tuple[tuple[Change, ...], tuple[Pair, ...]]:
    """The changes, and the unchanged pairs."""
    found = compare(old, new, alignment)
    return found.changes, found.unchanged


def _after(name: str, parents: tuple[str, ...], **texts: str) -> Edition:
    found = edition(name, [statement(id_, text) for id_, text in texts.items()])
    return replace(found, provenance=Provenance(revision_of=parents))


def _told(editions: list[Edition], groups: Mapping[str, list[tuple[str, str]]]) -> LibraryHistory:
    def comparison(old: Edition, new: Edition) -> Comparison:
        alignment = Alignment(
            groups=tuple(
                Group(
                    old=tuple(Ref(edition=old.id, id=id_) for id_ in before),
                    new=tuple(Ref(edition=new.id, id=id_) for id_ in after),
                )
                for before, after in groups[f"{old.id}{new.id}"]
            )
        )
        changes, unchanged = compared([old], new, alignment)
        return Comparison(
            changes=ChangeSet(
                old=(old.id,),
                new=new.id,
                changes=changes,
                unchanged=unchanged,
                audit=audit([old], new, changes, unchanged),
            ),
            old=(old,),
            new=new,
        )

    return library_history(editions, (), comparison)


THREE = [
    _after("c", ("b",), r="Staff may greet all.", s="Be kind.", t="Be kind."),
    _after("b", ("a",), p="Staff may greet people.", q="Be kind."),
    _after("a", (), x="Staff must greet people.", y="Be kind.", z="Sit."),
]
STEPS = {
    "ab": [("x", "p"), ("y", "q"), ("z", "")],
    "bc": [("p", "r"), ("q", "s"), ("", "t")],
}


@pytest.mark.parametrize("name", ["a:x", "b:p", "c:r"])
def test_biography(name: str) -> None:
    """An item's biography is the same from whichever edition it is asked for."""
    told = _told(THREE, STEPS)
    found = item_history(told, item_named(told.editions.values(), name))

    assert [(EventKind.FIRST, "a"), (EventKind.SAME, "b"), (EventKind.SAME, "c")] == [
        (event.kind, event.edition) for event in found.events
    ]


def test_duplicates_and_losses_are_told() -> None:
    """That an item was doubled, added or dropped is part of its biography."""
    told = _told(THREE, STEPS)

    def kinds(name: str) -> list[EventKind]:
        return [
            event.kind
            for event in item_history(told, item_named(told.editions.values(), name)).events
        ]

    assert [EventKind.FIRST, EventKind.KEPT, EventKind.KEPT, EventKind.DOUBLED] == kinds("b:q")
    assert [EventKind.FIRST, EventKind.DROPPED] == kinds("a:z")
    assert [EventKind.ADDED] == kinds("c:t")


def test_splits_are_followed_both_ways() -> None:
    """A whole's biography tells of its parts; a part's of the whole, not of the other part."""
    editions = [
        _after("a", (), x="Greet people. Be kind."),
        _after("b", ("a",), p="Greet people.", q="Be kind."),
        _after("c", ("b",), r="Greet all.", s="Be kind."),
    ]
    told = _told(editions, {"ab": [("x", "pq")], "bc": [("p", "r"), ("q", "s")]})
    whole = item_history(told, Ref(edition="a", id="x"))
    part = item_history(told, Ref(edition="c", id="r"))

    assert [EventKind.FIRST, EventKind.SPLIT, EventKind.SAME, EventKind.KEPT] == [
        event.kind for event in whole.events
    ]
    assert [EventKind.FIRST, EventKind.SPLIT, EventKind.SAME] == [
        event.kind for event in part.events
    ]


def test_blame() -> None:
    """Each word is followed to the earliest edition that has it there."""
    found = blame(_told(THREE, STEPS), "c")
    first, second, third = found.items

    assert ("c", ("Staff may greet people.",)) == (
        first.since,
        tuple(version.text for version in first.previous),
    )
    assert (
        BlamedWords(edition="a", text="Staff"),
        BlamedWords(edition="b", text="may"),
        BlamedWords(edition="a", text="greet"),
        BlamedWords(edition="c", text="all."),
    ) == first.runs
    assert ("a", (BlamedWords(edition="a", text="Be kind."),)) == (second.since, second.runs)
    assert ("c", ()) == (third.since, third.previous)


def test_blame_with_two_parents() -> None:
    """Where two editions flow into one, words come from whichever had them first."""
    editions = [
        replace(_after("a", (), x="Greet people."), issued="2001"),
        replace(_after("b", (), y="Greet everyone warmly."), issued="2002"),
        _after("c", ("a", "b"), z="Greet people warmly."),
    ]
    found = blame(_told(editions, {"ac": [("x", "z")], "bc": [("y", "z")]}), "c")

    assert (
        BlamedWords(edition="a", text="Greet"),
        BlamedWords(edition="c", text="people"),
        BlamedWords(edition="b", text="warmly."),
    ) == found.items[0].runs


def test_blame_of_what_two_parents_say() -> None:
    """A text reads so since the earliest edition from which it came, whichever parent is first."""
    editions = [
        replace(_after("a", (), x="Greet people."), issued="2001"),
        replace(_after("b", ("a",), y="Greet people."), issued="2002"),
        replace(_after("c", (), w="Greet people."), issued="2003"),
        _after("d", ("b", "c"), z="Greet people."),
    ]
    steps = {"ab": [("x", "y")], "bd": [("y", "z")], "cd": [("w", "z")]}
    (found,) = blame(_told(editions, steps), "d").items

    assert "a" == found.since
    assert (BlamedWords(edition="a", text="Greet people."),) == found.runs


def test_blame_names_the_nearest_predecessor() -> None:
    """Where the text is new, what stood there before is the one that kept most of its words."""
    editions = [
        replace(_after("a", (), x="Greet."), issued="2001"),
        replace(_after("b", (), y="Greet people."), issued="2002"),
        _after("c", ("a", "b"), z="Greet people warmly."),
    ]
    (found,) = blame(_told(editions, {"ac": [("x", "z")], "bc": [("y", "z")]}), "c").items

    assert ("c", ["Greet people."]) == (found.since, [one.text for one in found.previous])


@pytest.mark.parametrize(
    ("name", "edition_id", "error"),
    [
        ("d:x", None, UnknownNameError),
        ("a:w", None, UnknownNameError),
        ("x", "d", UnknownNameError),
        ("w", None, UnknownNameError),
        ("v", None, MisuseError),
    ],
)
def test_items_that_are_not_there(
    name: str, edition_id: str | None, error: type[Exception]
) -> None:
    """A name that nothing bears, or that several do, is refused."""
    editions = [*THREE, _after("y", (), v="A."), _after("z", (), v="A.")]

    with pytest.raises(error):
        item_named(editions, name, edition_id)


def test_items_by_name() -> None:
    """An item is named with its edition, with --edition, or alone if one edition has it."""
    expected = Ref(edition="a", id="x")

    assert expected == item_named(THREE, "a:x")
    assert expected == item_named(THREE, "x", "a")
    assert expected == item_named(THREE, "x")


def test_an_item_by_its_iri() -> None:
    """An item may be named by the IRI of its source or by its address; one of several is asked."""
    editions = [
        Edition(
            id=name,
            iri="https://v.example/scheme",
            version_iri=f"https://l.example/{name}",
            title=name,
            items=(Item(id="1", iri="https://v.example/1", text="One."),),
        )
        for name in ("v1", "v2")
    ]
    expected = Ref(edition="v2", id="1")

    assert expected == item_named(editions, "https://l.example/v2/1")
    assert expected == item_named(editions, "https://v.example/1", "v2")
    with pytest.raises(MisuseError, match="is in v1, v2; say which, as in 'v2:1'"):
        item_named(editions, "https://v.example/1")
    with pytest.raises(UnknownNameError, match=r"unknown item 'https://v\.example/2'"):
        item_named(editions, "https://v.example/2")
