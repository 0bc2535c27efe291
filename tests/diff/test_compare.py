"""What differs inside the groups of an alignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from guidegraph.diff.compare import compare
from guidegraph.diff.run import audit
from guidegraph.model.alignment import Alignment, Group
from guidegraph.model.changes import (
    Change,
    Facet,
    LinkEdit,
    Pair,
    Ref,
    Relation,
    WordCoverage,
    Wording,
    WordOp,
)
from guidegraph.model.edition import Association, Edition, Item, Link, Note
from tests.diff.builders import aligned, edition, section, statement


def compared(
    old: Sequence[Edition], new: Edition, alignment: Alignment
) -> tuple[tuple[Change, ...], tuple[Pair, ...]]:
    """The changes, and the unchanged pairs."""
    found = compare(old, new, alignment)
    return found.changes, found.unchanged


def _only(old: Edition, new: Edition, *pairs: tuple[str, str]) -> Change:
    (change,), _ = compared([old], new, aligned(*pairs))
    return change


def test_unchanged() -> None:
    """Items that are the same in every respect are a pair, not a change."""
    items = [section("s", "One"), statement("1", "Staff greet people.", "s")]
    result = compared([edition("a", items)], edition("b", items), aligned(("s", "s"), ("1", "1")))

    expected = tuple(
        Pair(old=Ref(edition="a", id=id_), new=Ref(edition="b", id=id_)) for id_ in ("s", "1")
    )
    assert ((), expected) == result


@pytest.mark.parametrize(
    ("change", "facets"),
    [
        ({"text": "Staff greet everyone."}, {Facet.REWORDED}),
        ({"label": "Greeting"}, {Facet.RELABELLED}),
        ({"alt_labels": ("Salute",)}, {Facet.RELABELLED}),
        ({"type": "Paragraph"}, {Facet.RETYPED}),
        ({"notation": "9"}, {Facet.RENUMBERED}),
        ({"notes": (Note(mark="1", text="A source."),)}, {Facet.RELINKED}),
        ({"links": (Link(words="people", target="https://example.org/"),)}, {Facet.RELINKED}),
        ({"text": "Staff  greet\npeople."}, set()),
        ({"marker": "1)"}, set()),
    ],
)
def test_facets(change: dict[str, object], facets: set[Facet]) -> None:
    """Each respect in which an item differs is a facet; white space and bullets are none."""
    item = statement("1", "Staff greet people.")
    new = edition("b", [replace(item, **change)])  # type: ignore[arg-type]
    changes, unchanged = compared([edition("a", [item])], new, aligned(("1", "1")))

    assert facets == {facet for found in changes for facet in found.facets}
    assert bool(facets) != bool(unchanged)


def test_swapped() -> None:
    """Two neighbours that changed places are both reordered, and neither is reworded."""
    a = edition(
        "a", [statement(id_, text) for id_, text in (("1", "A."), ("2", "B."), ("3", "C."))]
    )
    b = edition(
        "b", [statement(id_, text) for id_, text in (("1", "A."), ("2", "C."), ("3", "B."))]
    )
    changes, unchanged = compared([a], b, aligned(("1", "1"), ("2", "3"), ("3", "2")))

    assert [(Facet.REORDERED,)] * 2 == [change.facets for change in changes]
    assert 1 == len(unchanged)


def test_merged_siblings_move_nobody() -> None:
    """A member that stayed is not reordered because two others became one item before it."""
    old = [
        section("s", "One"),
        statement("1", "Staff greet people.", "s"),
        statement("2", "Staff listen.", "s"),
        statement("3", "Staff take notes.", "s"),
    ]
    new = [
        section("s", "One"),
        statement("1", "Staff greet people. Staff take notes.", "s"),
        statement("2", "Staff listen.", "s"),
    ]
    changes, unchanged = compared(
        [edition("a", old)],
        edition("b", new),
        aligned(("s", "s"), ("1,3", "1"), ("2", "2")),
    )
    assert [Relation.MERGED] == [change.relation for change in changes]
    assert Facet.REORDERED not in changes[0].facets
    assert ["s", "2"] == [pair.new.id for pair in unchanged]


def test_moved() -> None:
    """An item below another parent moved, and its siblings did not."""
    sections = [section("s", "One"), section("t", "Two")]
    texts = [statement("1", "A.", "s"), statement("2", "B.", "s")]
    moved = [texts[0], replace(texts[1], parent="t")]
    pairs = (("s", "s"), ("t", "t"), ("1", "1"), ("2", "2"))
    change = _only(edition("a", sections + texts), edition("b", sections + moved), *pairs)

    assert ("2", (Facet.MOVED,)) == (change.new[0].id, change.facets)


def test_renamed_parent() -> None:
    """An item below its parent's successor did not move, whatever the parent is called now."""
    old = [section("s", "One"), statement("1", "A.", "s")]
    new = [section("t", "First"), statement("1", "A.", "t")]
    change = _only(edition("a", old), edition("b", new), ("s", "t"), ("1", "1"))

    assert (Facet.RELABELLED,) == change.facets


def test_duplicate() -> None:
    """An added item that says what another new item says is a duplicate, also at a lost place."""
    old = [statement("1", "Respect privacy."), statement("2", "Make no promises.")]
    new = [statement("1", "Respect privacy."), statement("2", "Respect  Privacy")]
    changes, _ = compared(
        [edition("a", old)], edition("b", new), aligned(("1", "1"), ("2", ""), ("", "2"))
    )
    by_relation = {change.relation: change for change in changes}

    assert {Relation.DROPPED, Relation.ADDED} == set(by_relation)
    assert Ref(edition="b", id="1") == by_relation[Relation.ADDED].duplicate_of
    assert (Facet.DUPLICATE, Facet.REPLACED) == by_relation[Relation.ADDED].facets


def test_split_and_merged() -> None:
    """Groups of several items are split or merged, and compared as one text."""
    old = [
        statement("1", "Greet people. Ask nothing."),
        statement("2", "Sit."),
        statement("3", "Rest."),
    ]
    new = [
        statement("1", "Greet people."),
        statement("2", "Ask nothing."),
        statement("3", "Sit. Rest."),
    ]
    changes, _ = compared(
        [edition("a", old)], edition("b", new), aligned(("1", "1,2"), ("2,3", "3"))
    )

    assert [Relation.SPLIT, Relation.MERGED] == [change.relation for change in changes]
    assert [(), ()] == [change.facets for change in changes]


def test_how_the_words_of_a_split_are_spread() -> None:
    """A split item says how much of its words its parts have, a merged one the same backwards."""
    whole = statement("1", "Staff greet guests. They close windows and doors.")
    parts = [statement("1", "Staff greet guests."), statement("2", "They close windows.")]
    split = _only(edition("a", [whole]), edition("b", parts), ("1", "1,2"))
    merged = _only(edition("a", parts), edition("b", [whole]), ("1,2", "1"))

    assert split.coverage == merged.coverage == WordCoverage(whole=0.8333, parts=(0.5, 0.3333))


class _Grounds:
    """Evidence with one nearest item for all."""

    def __init__(self, likeness: float) -> None:
        self.likeness = likeness

    def candidates(
        self, ref: Ref, *, is_old: bool
    ) -> Sequence[tuple[Ref, float, dict[str, float]]]:
        return ()

    def closest(self, ref: Ref, *, is_old: bool) -> tuple[Ref, float] | None:
        return Ref(edition="b" if is_old else "a", id="0"), self.likeness


@pytest.mark.parametrize(("likeness", "is_told"), [(0.3, True), (0.05, False)])
def test_the_nearest_item(likeness: float, is_told: bool) -> None:
    """A dropped and an added item name the nearest one on the other side, if it is like them."""
    old = edition("a", [statement("0", "Greet."), statement("x", "Rest.")])
    new = edition("b", [statement("0", "Greet."), statement("y", "Sit.")])
    alignment = replace(
        aligned(("0", "0"), ("x", ""), ("", "y")), grounds={"a": _Grounds(likeness)}
    )
    changes, _ = compared([old], new, alignment)

    told = [
        (one.closest.ref.edition, one.closest.likeness)
        for one in changes
        if one.closest is not None
    ]
    assert ([("b", 0.3), ("a", 0.3)] if is_told else []) == told


def test_nobody_is_sure_that_an_item_is_gone() -> None:
    """The confidence that an item was dropped or added is never 1."""
    old, new = edition("a", [statement("x", "Rest.")]), edition("b", [statement("y", "Sit.")])
    changes, _ = compared([old], new, aligned(("x", ""), ("", "y")))

    assert [0.99, 0.99] == [change.confidence for change in changes]


def test_links_follow_their_targets() -> None:
    """A link to an item counts as one to its successor; another target is a relinked item."""
    term = Item(id="term/a", type="GlossaryTerm", label="A")
    other = Item(id="term/b", type="GlossaryTerm", label="A")
    extra = Item(id="term/c", type="GlossaryTerm", label="C")
    text = statement("1", "A and C.")
    old = edition(
        "a", [text, term, extra], [Association(origin="1", type="usesTerm", destination="term/a")]
    )
    links = [
        Association(origin="1", type="usesTerm", destination=target)
        for target in ("term/b", "term/c")
    ]
    new = edition("b", [text, other, extra], links)
    change = _only(old, new, ("1", "1"), ("term/a", "term/b"), ("term/c", "term/c"))

    assert (LinkEdit(op=WordOp.INSERT, type="usesTerm", target="term/c"),) == change.links


def test_verdict_is_the_heavier_of_label_and_text() -> None:
    """A label in capitals does not hide that the text means something else."""
    old = Item(id="1", label="Hope", text="Staff must share hope.")
    new = Item(id="1", label="HOPE", text="Staff may share hope.")
    verdict = _only(edition("a", [old]), edition("b", [new]), ("1", "1")).verdict

    assert verdict is not None
    assert Wording.SUBSTANTIVE == verdict.wording
    assert ("weakened: 'must' became 'may' in 'Staff may share hope'",) == verdict.reasons


def test_order_of_changes() -> None:
    """Changes come in the order of the new edition, a dropped item where it stood."""
    old = [statement(id_, f"Text {id_}.") for id_ in "1234"]
    new = [statement("x", "New."), statement("2", "Text two."), statement("4", "Text four.")]
    changes, _ = compared(
        [edition("a", old)],
        edition("b", new),
        aligned(("", "x"), ("1", ""), ("2", "2"), ("3", ""), ("4", "4")),
    )

    assert ["1", "x", "2", "3", "4"] == [(change.old or change.new)[0].id for change in changes]


def test_audit_finds_what_is_left_out_or_said_twice() -> None:
    """An item in no change, or in two, is unexplained."""
    old = edition("a", [statement("1", "A."), statement("2", "B.")])
    new = edition("b", [statement("1", "A.")])
    pair = Pair(old=Ref(edition="a", id="1"), new=Ref(edition="b", id="1"))
    gone = Change(relation=Relation.DROPPED, old=(Ref(edition="a", id="2"),))

    assert audit([old], new, [gone], [pair]).passed
    assert (Ref(edition="a", id="2"),) == audit([old], new, [], [pair]).unexplained
    twice = audit([old], new, [gone], [pair, pair])
    assert (Ref(edition="a", id="1"), Ref(edition="b", id="1")) == twice.unexplained


def _from_two(first: list[Item], second: list[Item], new: list[Item], *groups: str) -> list[Change]:
    """The changes of a fan-in; a group is its items of the two old editions, and its new ones."""
    editions = edition("a", first), edition("c", second)
    alignment = Alignment(
        groups=tuple(
            Group(
                old=tuple(Ref(edition=id_[0], id=id_) for id_ in old.split()),
                new=tuple(Ref(edition="b", id=id_) for id_ in after.split()),
            )
            for old, after in (group.split(">") for group in groups)
        )
    )
    return list(compared(editions, edition("b", new), alignment)[0])


@pytest.mark.parametrize(("both", "facets"), [(True, {Facet.MOVED}), (False, set())])
def test_moved_in_every_edition(both: bool, facets: set[Facet]) -> None:
    """What several old editions had has moved only if it stood elsewhere in each of them."""
    heads = [(section(f"{name}s", "One"), section(f"{name}t", "Two")) for name in "ac"]
    first = [*heads[0], statement("a1", "Greet people.", "as")]
    second = [*heads[1], statement("c1", "Greet people.", "cs" if both else "ct")]
    new = [section("bs", "One"), section("bt", "Two"), statement("b1", "Greet people.", "bt")]
    changes = _from_two(first, second, new, "as cs > bs", "at ct > bt", "a1 c1 > b1")
    (found,) = [change for change in changes if change.new[0].id == "b1"]

    assert facets == set(found.facets)


@pytest.mark.parametrize(("both", "facets"), [(True, {Facet.REORDERED}), (False, set())])
def test_reordered_in_every_edition(both: bool, facets: set[Facet]) -> None:
    """The same of the place among siblings."""
    texts = {"1": "Greet people.", "2": "Ask nothing.", "3": "Be kind."}
    there = {
        name: [statement(f"{name}{number}", texts[number]) for number in order]
        for name, order in (("a", "123"), ("c", "123" if both else "312"), ("b", "312"))
    }
    groups = [f"a{number} c{number} > b{number}" for number in "123"]
    changes = _from_two(there["a"], there["c"], there["b"], *groups)
    (found,) = [change for change in changes if change.new[0].id == "b3"]

    assert facets == set(found.facets)


def test_wording_since_each_edition() -> None:
    """Where several old editions had an item, its words are weighed against each of them."""
    texts = {"a": "Staff may greet people.", "c": "Staff must greet people."}
    sides = {name: [statement(f"{name}1", text)] for name, text in texts.items()}
    (change,) = _from_two(
        sides["a"], sides["c"], [statement("b1", "Staff may greet people")], "a1 c1 > b1"
    )

    assert {"a": Wording.TYPOGRAPHIC, "c": Wording.SUBSTANTIVE} == change.wordings
    assert Wording.TYPOGRAPHIC is change.wording_since("a")
    assert Wording.SUBSTANTIVE is change.wording_since("c")


def test_wording_of_what_one_edition_says_alike() -> None:
    """An edition that says the same has no wording, nor has a pair of one edition and one."""
    texts = {"a": "Greet people.", "c": "Greet everyone."}
    sides = {name: [statement(f"{name}1", text)] for name, text in texts.items()}
    (change,) = _from_two(sides["a"], sides["c"], [statement("b1", "Greet people.")], "a1 c1 > b1")
    alone = _only(edition("a", sides["a"]), edition("b", sides["c"]), ("a1", "c1"))

    assert ["c"] == list(change.wordings)
    assert change.wording_since("a") is None
    assert {} == alone.wordings
    assert Wording.SUBSTANTIVE is alone.wording_since("a")


def test_names_of_several_editions() -> None:
    """A synonym is new only if no old edition had the item with these names."""
    item = Item(id="a1", label="Hope", alt_labels=("Trust",))
    other = Item(id="c1", label="Hope")
    changes = _from_two([item], [other], [replace(item, id="b1")], "a1 c1 > b1")

    assert [()] == [change.facets for change in changes]


@pytest.mark.parametrize("kind", ["demonstrates", "promotes", "usesTerm"])
@pytest.mark.parametrize("moved", [True, False])
def test_links_that_follow_from_the_place(kind: str, moved: bool) -> None:
    """A link to a value is not said again of what moved below it; of what stayed it is."""
    items = [section("s", "One"), section("t", "Two"), statement("1", "Greet people.", "s")]
    old = edition("a", items, [Association(origin="1", type=kind, destination="s")])
    there = replace(items[2], parent="t" if moved else "s")
    link = Association(origin="1", type=kind, destination="t")
    change = _only(
        old, edition("b", [*items[:2], there], [link]), ("s", "s"), ("t", "t"), ("1", "1")
    )
    said = not (moved and kind != "usesTerm")

    assert said is (Facet.RELINKED in change.facets)
    assert moved is (Facet.MOVED in change.facets)
    assert (
        (
            LinkEdit(op=WordOp.DELETE, type=kind, target="s"),
            LinkEdit(op=WordOp.INSERT, type=kind, target="t"),
        )
        if said
        else ()
    ) == change.links
