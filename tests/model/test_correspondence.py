"""What an old item is to a new one, in the words of SKOS."""

from __future__ import annotations

import pytest

from guidegraph.model.changes import (
    Audit,
    Change,
    ChangeSet,
    Comparison,
    Facet,
    Pair,
    Ref,
    Relation,
    Wording,
    WordingVerdict,
)
from guidegraph.model.correspondence import correspondences, joins, match_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.mapping import Mapping, Match


def edition(name: str, *types: str) -> Edition:
    items = tuple(Item(id=f"{name}{at}", type=type_) for at, type_ in enumerate(types, 1))
    return Edition(id=name, iri=f"https://example.org/{name}", title=name, items=items)


A, B = edition("a", "Item", "Item"), edition("b", "Item", "Item")
N = edition("n", "Item", "Item", "Section")


def refs(names: str) -> tuple[Ref, ...]:
    return tuple(Ref(edition=name[0], id=name) for name in names.split())


def comparison_of(*found: Change | Pair) -> Comparison:
    changes = tuple(each for each in found if isinstance(each, Change))
    unchanged = tuple(each for each in found if isinstance(each, Pair))
    audit = Audit(old_items=0, new_items=0)
    told = ChangeSet(old=("a", "b"), new="n", changes=changes, unchanged=unchanged, audit=audit)
    return Comparison(changes=told, old=(A, B), new=N)


def change(
    relation: Relation, old: str, new: str, wording: Wording | None = None, **per_edition: Wording
) -> Change:
    verdict = WordingVerdict(wording=wording) if wording else None
    facets = (Facet.REWORDED,) if wording else (Facet.MOVED,)
    return Change(
        relation=relation,
        old=refs(old),
        new=refs(new),
        facets=facets,
        verdict=verdict,
        wordings=per_edition,
    )


@pytest.mark.parametrize(
    ("found", "matches"),
    [
        (change(Relation.SAME, "a1", "n1"), [Match.EXACT]),
        (change(Relation.SAME, "a1", "n1", Wording.TYPOGRAPHIC), [Match.EXACT]),
        (change(Relation.SAME, "a1", "n1", Wording.SPELLING), [Match.EXACT]),
        (change(Relation.SAME, "a1", "n1", Wording.EDITORIAL), [Match.CLOSE]),
        (change(Relation.SAME, "a1", "n1", Wording.SUBSTANTIVE), [Match.CLOSE]),
        (change(Relation.SAME, "a1", "n3"), [Match.CLOSE]),  # another class
        (change(Relation.SPLIT, "a1", "n1 n2"), [Match.NARROW] * 2),
        (change(Relation.MERGED, "a1 a2", "n1"), [Match.BROAD] * 2),
        (change(Relation.REGROUPED, "a1 a2", "n1 n2"), [Match.RELATED] * 4),
        (change(Relation.MERGED, "a1 b1", "n1"), [Match.EXACT] * 2),
        (change(Relation.MERGED, "a1 b1", "n3"), [Match.CLOSE] * 2),
        (
            change(Relation.MERGED, "a1 b1", "n1", b=Wording.SUBSTANTIVE),
            [Match.EXACT, Match.CLOSE],
        ),
        (
            change(
                Relation.MERGED,
                "a1 b1",
                "n1",
                Wording.TYPOGRAPHIC,
                a=Wording.EDITORIAL,
                b=Wording.TYPOGRAPHIC,
            ),
            [Match.CLOSE, Match.EXACT],
        ),
        (change(Relation.MERGED, "a1 a2 b1", "n1"), [Match.BROAD, Match.BROAD, Match.EXACT]),
        (change(Relation.DROPPED, "a1", ""), []),
        (change(Relation.ADDED, "", "n1"), []),
    ],
)
def test_rule(found: Change, matches: list[Match]) -> None:
    """The table of the module, row by row."""
    actual = list(correspondences(comparison_of(found)))

    assert matches == [each.property for each in actual]
    assert [(one, two) for one in found.old for two in found.new] == [
        (each.old, each.new) for each in actual
    ]


def test_unchanged() -> None:
    """What is unchanged is an exact match, and comes after what changed."""
    pair = Pair(old=refs("a2")[0], new=refs("n2")[0])
    comparison = comparison_of(pair, change(Relation.SAME, "a1", "n1", Wording.EDITORIAL))

    assert Match.EXACT is match_of(comparison, pair, pair.old, pair.new)
    assert ["n1", "n2"] == [each.new.id for each in correspondences(comparison)]


@pytest.mark.parametrize(
    ("match", "group", "joined"),
    [
        (Match.EXACT, None, True),
        (Match.CLOSE, None, True),
        (Match.BROAD, None, True),
        (Match.NARROW, None, True),
        (Match.RELATED, None, False),
        (Match.RELATED, "g", True),
        (Match.ANY, "g", False),
    ],
)
def test_joins(match: Match, group: str | None, joined: bool) -> None:
    """A row joins its items unless it only relates them."""
    row = Mapping(subject="a", predicate=match, object="b", group=group)

    assert joined is joins(row)
