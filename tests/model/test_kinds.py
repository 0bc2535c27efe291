"""Choosing changes by their kinds."""

from __future__ import annotations

import pytest

from guidegraph.model.changes import (
    KINDS,
    Aspect,
    Audit,
    Certainty,
    Change,
    ChangeSet,
    Direction,
    Facet,
    Ref,
    Relation,
    Wording,
    WordingVerdict,
    chosen,
    kinds,
)
from guidegraph.model.errors import UnknownNameError


def _change(id_: str, **fields: object) -> Change:
    ref = (Ref(edition="b", id=id_),)
    return Change(relation=Relation.SAME, old=ref, new=ref, **fields)  # type: ignore[arg-type]


WEAKENED = WordingVerdict(
    wording=Wording.SUBSTANTIVE, aspects=(Aspect.FORCE,), directions=(Direction.WEAKENED,)
)
CHANGES = ChangeSet(
    old=("a",),
    new="b",
    changes=(
        _change("moved", facets=(Facet.MOVED,), confidence=0.4),
        _change("weakened", facets=(Facet.REWORDED,), verdict=WEAKENED),
        Change(relation=Relation.DROPPED, old=(Ref(edition="a", id="gone"),)),
    ),
    unchanged=(),
    audit=Audit(old_items=3, new_items=2),
)


def _shown(**choice: object) -> list[str]:
    found = chosen(CHANGES, **choice)  # type: ignore[arg-type]
    assert len(CHANGES.changes) == len(found.changes) + len(found.hidden)
    return [(change.new or change.old)[0].id for change in found.changes]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({}, ["moved", "weakened", "gone"]),
        ({"only": {"dropped"}}, ["gone"]),
        ({"only": {"same"}}, ["moved", "weakened"]),
        ({"only": {"moved", "force"}}, ["moved", "weakened"]),
        ({"only": {"substantive"}}, ["weakened"]),
        ({"only": {"weakened"}}, ["weakened"]),
        ({"exclude": {"dropped"}}, ["moved", "weakened"]),
        ({"only": {"same"}, "exclude": {"moved"}}, ["weakened"]),
        ({"min_confidence": 0.5}, ["weakened", "gone"]),
    ],
)
def test_chosen(choice: dict[str, object], expected: list[str]) -> None:
    """A change is shown when it is of a kind asked for, of none left out, and sure enough."""
    assert expected == _shown(**choice)


def test_unknown_kind() -> None:
    """A word that is no kind is misuse, and the nearest kind is named."""
    with pytest.raises(UnknownNameError, match="did you mean 'dropped'"):
        kinds(["droped"])


def test_every_kind_is_one_word() -> None:
    """No kind stands for two things, so that a choice is never ambiguous."""
    families = (Relation, Facet, Wording, Aspect, Direction, Certainty)
    words = [word.value for family in families for word in family]

    assert len(KINDS) == len(words)
