"""Several old editions, and what editors confirmed."""

from __future__ import annotations

import pytest

from guidegraph.diff.align import fan_in
from guidegraph.diff.align.align import align
from guidegraph.diff.align.fan_in import align_editions, settle
from guidegraph.model.alignment import Group
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition
from tests.diff.builders import edition, section, statement


RULES = (
    "Readers may stay as long as the room is open to them.",
    "Staff lend umbrellas when it rains before closing time.",
    "Children find picture books on the lowest shelves.",
)


def rules(name: str, *texts: str) -> Edition:
    rows = [statement(f"{name}{at}", text, f"{name}s") for at, text in enumerate(texts, 1)]
    return edition(name, [section(f"{name}s", "Comfort"), *rows])


def refs(names: str) -> tuple[Ref, ...]:
    return tuple(Ref(edition=name[0], id=name) for name in names.split())


def confidence(groups: tuple[Group, ...], id_: str) -> float:
    return next(group.confidence for group in groups if id_ in [ref.id for ref in group.new])


def test_as_sure_as_the_less_sure() -> None:
    """A merged group is no surer than the alignment with either old edition."""
    first = rules("a", *RULES)
    second = rules("c", "Guests and readers may stay in the room.", *RULES[1:])
    new = rules("n", *RULES)
    alone = [confidence(align(old, new).groups, "n1") for old in (first, second)]
    together = align_editions([first, second], new).groups
    (group,) = [group for group in together if refs("n1") == group.new]

    assert alone[1] < alone[0]
    assert refs("a1 c1") == group.old
    assert alone[1] == group.confidence


def test_as_sure_as_the_edition_that_has_it() -> None:
    """That another old edition lacks an item makes nobody less sure."""
    reworded = "Guests and readers may stay in the room."
    first, second = rules("a", RULES[1], reworded), rules("c", RULES[1])
    new = rules("n", RULES[1], RULES[0])
    groups = align_editions([first, second], new).groups
    (group,) = [group for group in groups if refs("n2") == group.new]

    assert refs("a2") == group.old
    assert confidence(align(first, new).groups, "n2") == group.confidence


def test_what_is_new_to_one_edition() -> None:
    """That an item is perhaps new to one edition does not make its origin in another less sure."""
    there = Group(old=refs("a1"), new=refs("n1"), confidence=0.9)
    new_here = Group(new=refs("n1"), confidence=0.4)
    groups = fan_in._united([there, new_here], rules("n", *RULES))

    assert [(there, 0.9)] == [(group, group.confidence) for group in groups]


def test_confirmed_for_one_edition() -> None:
    """A pair confirmed for one old edition says nothing of an item of the same id in another."""
    first, second = (
        edition(name, [statement("1", RULES[at])]) for at, name in ((1, "a"), (0, "c"))
    )
    new = edition("n", [statement("2", RULES[1]), statement("3", RULES[0])])
    one, two, three = (Ref(edition=name, id=id_) for name, id_ in ("a1", "n2", "n3"))
    confirmed = (Group(old=(Ref(edition="c", id="1"),), new=(three,)),)
    groups = align_editions([first, second], new, confirmed=confirmed).groups

    assert {(), (one,), confirmed[0].old} >= {group.old for group in groups}
    assert [(two,)] == [group.new for group in groups if group.old == (one,)]


def test_evidence_of_the_better_edition() -> None:
    """It rests on what speaks for it in either."""
    first = rules("a", *RULES)
    second = rules("c", "Guests and readers may stay in the room.", *RULES[1:])
    new = rules("n", *RULES)
    groups = align_editions([second, first], new).groups
    (group,) = [group for group in groups if refs("n1") == group.new]

    assert 1.0 == group.evidence["words"]


@pytest.mark.parametrize("order", [1, -1])
def test_evidence_that_one_edition_has(order: int) -> None:
    """What speaks for it in one edition alone is as much as it is there."""
    head = Group(old=refs("a1"), new=refs("n1"), evidence={"children": 0.7})
    words = Group(old=refs("c1"), new=refs("n1"), evidence={"words": 0.4, "children": 0.2})
    (group,) = fan_in._united([head, words][::order], rules("n", *RULES))

    assert {"children": 0.7, "words": 0.4} == group.evidence


def test_order() -> None:
    """The groups are in the order of the new edition, then what is gone."""
    first = rules("a", RULES[0], "Dogs wait outside on a leash.")
    second = rules("c", RULES[2])
    groups = align_editions([first, second], rules("n", *RULES)).groups

    assert [*map(refs, ("ns", "n1", "n2", "n3")), ()] == [group.new for group in groups]
    assert [*map(refs, ("as cs", "a1", "", "c1", "a2"))] == [group.old for group in groups]


def test_groups_that_meet_become_one() -> None:
    """Parts that one old edition had as one, and another as two, are one group."""
    both = f"{RULES[0]} {RULES[1]}"
    first, second = rules("a", both), rules("c", RULES[0], RULES[1])
    groups = align_editions([first, second], rules("n", RULES[0], RULES[1])).groups

    assert [refs("n1 n2")] == [group.new for group in groups if refs("a1")[0] in group.old]
    assert [refs("a1 c1 c2")] == [group.old for group in groups if refs("n1")[0] in group.new]


@pytest.mark.parametrize("count", [1, 2])
def test_confirmed_groups_stand(count: int) -> None:
    """Whatever the words say, in a fan-in too; nothing else takes their items."""
    olds = [rules("a", *RULES), rules("c", *RULES)][:count]
    confirmed = (Group(old=refs("a1"), new=refs("n2")), Group(old=refs("a2")))
    groups = align_editions(olds, rules("n", *RULES), confirmed=confirmed).groups

    assert set(confirmed) <= set(groups)
    others = [ref for group in groups if group not in confirmed for ref in (*group.old, *group.new)]
    assert not {*refs("a1 a2 n2")} & {*others}
    assert [group.old for group in groups if refs("n3") == group.new] == [refs("a3 c3")[:count]]


def test_what_a_confirmation_leaves() -> None:
    """What keeps a partner stays with it; what loses its partners is alone, each by itself."""
    thought = (
        Group(old=refs("a1 a2"), new=refs("n1")),
        Group(old=refs("a3"), new=refs("n2 n3")),
        Group(new=refs("n4")),
    )
    settled = settle(thought, (Group(old=refs("a3"), new=refs("n4")), Group(old=refs("a1"))))

    assert (
        Group(old=refs("a3"), new=refs("n4")),
        Group(old=refs("a1")),
        Group(old=refs("a2"), new=refs("n1")),
        Group(new=refs("n2")),
        Group(new=refs("n3")),
    ) == settled
    assert thought == settle(thought, ())
