"""An explanation is read from the run that decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from guidegraph.diff.align.explain import explain
from guidegraph.diff.curation.confirmed import confirmed_groups
from guidegraph.diff.run import diff
from guidegraph.model.alignment import Alignment, Group
from guidegraph.model.changes import Comparison, Ref, Relation
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.mapping import NO_TERM_FOUND, MappingSet, Match
from guidegraph.model.mapping import Mapping as Row
from tests.diff.builders import edition, section, statement


RULES = (
    "Readers may stay as long as the room is open to them.",
    "Staff lend umbrellas when it rains before closing time.",
    "Children find picture books on the lowest shelves.",
)


def rules(name: str, *texts: str, head: str = "Comfort") -> Edition:
    rows = [statement(f"{name}{at}", text, "s") for at, text in enumerate(texts, 1)]
    return edition(name, [section("s", head), *rows])


def mapped(*rows: tuple[str, str], reviewer: str = "A. Reader", path: str = "m.tsv") -> MappingSet:
    def iri(name: str) -> str:
        return f"https://example.org/{name[0]}/{name}" if name else NO_TERM_FOUND

    return MappingSet(
        id="",
        license="",
        path=path,
        mappings=tuple(
            Row(
                subject=iri(old),
                predicate=Match.CLOSE,
                object=iri(new),
                reviewers=(reviewer,) if reviewer else (),
                line=line,
            )
            for line, (old, new) in enumerate(rows, 5)
        ),
    )


def confirmed(old: Edition, new: Edition, *sets: MappingSet) -> Comparison:
    return diff([old], new, confirmed=confirmed_groups(sets, [old], new))


OLD, NEW = rules("a", *RULES), rules("b", *RULES)


def test_candidates_and_a_sentence() -> None:
    """The candidates from the likeliest on, with what speaks for each, and what decided."""
    told = explain(diff([OLD], NEW), "a2")

    assert ["b2"] == [each.ref.id for each in told.candidates if each.chosen]
    assert "b2" == told.candidates[0].ref.id
    assert RULES[1] == told.words == told.candidates[0].words
    assert 1.0 == told.candidates[0].features["words"]
    assert told.reason.startswith("goes with 'b2': ")
    assert "; next would be '" in told.reason


def test_from_the_new_side() -> None:
    """A new item is explained as an old one is; one edition may have to be named."""
    comparison = diff([OLD], NEW)

    assert "goes with 'a3': " in explain(comparison, "b3").reason
    assert "b" == explain(comparison, "b:s").ref.edition
    assert "a" == explain(comparison, "s").ref.edition


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("a1", "goes with 'b2', as confirmed by A. Reader in m.tsv:5"),
        ("b2", "goes with 'a1', as confirmed by A. Reader in m.tsv:5"),
        ("a2", "has no counterpart, as confirmed by A. Reader in m.tsv:6"),
    ],
)
def test_what_was_confirmed(item: str, reason: str) -> None:
    """The reason is the confirmation, and what was chosen is what the diff reports."""
    comparison = confirmed(OLD, NEW, mapped(("a1", "b2"), ("a2", "")))
    told = explain(comparison, item)
    relation = {ref.id: one.relation for one in comparison.changes.changes for ref in one.old}

    assert reason == told.reason
    assert {"a1": Relation.SAME, "a2": Relation.DROPPED}.items() <= relation.items()
    assert (item != "a2") == any(candidate.chosen for candidate in told.candidates)


def test_all_who_confirmed() -> None:
    """Each reviewer and each row is named once, and where there is none, none."""
    split = mapped(("a1", "b1"), ("a1", "b2"))
    more = mapped(("a1", "b2"), reviewer="B. Writer", path="n.tsv")
    nobody = mapped(("a1", "b1"), reviewer="", path="")

    assert (
        "goes with 'b1', 'b2', as confirmed by A. Reader, B. Writer in m.tsv:5, m.tsv:6, n.tsv:5"
    ) == explain(confirmed(OLD, NEW, split, more), "a1").reason
    assert "goes with 'b1', as confirmed" == explain(confirmed(OLD, NEW, nobody), "a1").reason


def test_what_is_left_alone() -> None:
    """Nothing is like it, or too little, or what is like it went elsewhere."""
    gone = rules("a", *RULES, "Dogs wait outside on a leash.")
    less = explain(diff([gone], NEW), "a4").reason
    taken = explain(confirmed(OLD, NEW, mapped(("a2", "b1"), ("a1", ""))), "a3").reason
    lost = explain(confirmed(OLD, NEW, mapped(("a1", "b2"))), "a2").reason

    assert "reaches only 0.0" in less
    assert "goes with 'b3'" in taken
    assert "reaches only" in lost


def test_rivals_are_named() -> None:
    """What lost its likely partner to another says to which."""
    pasted = rules("b", *RULES)
    twins = edition(
        "b", [*pasted.items, statement("b4", f"{RULES[0]} Always, and everywhere.", "s")]
    )
    comparison = diff([OLD], twins)
    assert comparison.alignment is not None
    alone = [group for group in comparison.alignment.groups if group.new and not group.old]

    assert ["b4"] == [group.new[0].id for group in alone]
    assert "its likeliest partner 'a1'" in explain(comparison, "b4").reason


def test_what_followed_its_children() -> None:
    """A section that went where its statements went says so, on either side."""
    halves = [section("s", "Comfort"), *OLD.items[1:3], section("u", "Order")]
    rest = [replace(item, parent="u") for item in OLD.items[3:]]
    new = [section("t", "What we owe"), *(replace(item, parent="t") for item in NEW.items[1:])]
    comparison = diff([edition("a", [*halves, *rest])], edition("b", new))
    followers = {
        ref.id
        for group in comparison.alignment.groups  # type: ignore[union-attr]
        for ref in group.followers
    }

    assert followers
    for follower in followers:
        assert "it went with the items below it to 't'" == explain(comparison, follower).reason
    assert explain(comparison, "t").reason.startswith("it went with the items below it to ")


def test_several_old_editions() -> None:
    """An item that two editions had names both, and has the candidates of both."""
    other = rules("c", RULES[2], RULES[0])
    told = explain(diff([OLD, other], NEW), "b1")

    assert told.reason.startswith("goes with 'a:a1', 'c:c2': ")
    assert {"a1", "c2"} == {each.ref.id for each in told.candidates if each.chosen}
    assert {"a", "c"} == {each.ref.edition for each in told.candidates}


def test_who_is_chosen_is_always_shown() -> None:
    """However many are likelier."""
    texts = [f"Readers may stay on day {number} of the week." for number in range(20)]
    old, new = rules("a", *texts), rules("b", *texts)
    told = explain(confirmed(old, new, mapped(("a1", "b20"))), "a1")

    scores = [candidate.score for candidate in told.candidates]

    assert ["b20"] == [each.ref.id for each in told.candidates if each.chosen]
    assert sorted(scores, reverse=True) == scores
    assert 8 <= len(told.candidates) <= 9


def test_another_class_is_named() -> None:
    """It changes no link, and the reader is told."""
    old = [Item(id="1", type="Duty", text="Porters lock the side gate after the last visitor.")]
    new = [replace(old[0], type="Remark")]
    told = explain(diff([edition("a", old)], edition("b", new)), "a:1")

    assert told.reason.endswith("; its class changed from Duty to Remark")


class Likely:
    """Grounds on which every new item is as likely as its name says."""

    def candidates(
        self, ref: Ref, *, is_old: bool
    ) -> Iterator[tuple[Ref, float, Mapping[str, float]]]:
        """Of an old item alone, in no order."""
        for name, score in (("b1", 0.2), ("b2", 0.9), ("b3", 0.5)):
            if is_old:
                yield Ref(edition="b", id=name), score, {}

    def closest(self, ref: Ref, *, is_old: bool) -> tuple[Ref, float] | None:
        return None


def decided(*groups: tuple[str, str], **evidence: float) -> Comparison:
    """A comparison by hand: ids on either side, separated by spaces."""
    alignment = Alignment(
        groups=tuple(
            Group(
                old=tuple(Ref(edition="a", id=id_) for id_ in old.split()),
                new=tuple(Ref(edition="b", id=id_) for id_ in new.split()),
                evidence=evidence,
            )
            for old, new in groups
        ),
        grounds={"a": Likely()},
    )
    return replace(diff([OLD], NEW), alignment=alignment)


def test_what_speaks_most_is_said() -> None:
    """The three strongest grounds, the strongest first, equal ones by name; then the runner-up."""
    told = explain(decided(("a1", "b1"), words=0.5, place=0.9, label=0.9, children=0.1), "a1")

    assert [0.9, 0.5, 0.2] == [candidate.score for candidate in told.candidates]
    assert (
        "goes with 'b1': label 0.90, place 0.90, words 0.50; next would be 'b2' with 0.90"
    ) == told.reason


@pytest.mark.parametrize(
    ("rivals", "reason"),
    [
        ("a2 a3", "its likeliest partner 'b2', with 0.90, goes with 'a2', 'a3'"),
        (
            "",
            (
                "its edition repeats its words, and its likeliest partner 'b2', with 0.90,"
                " belongs to another item above it"
            ),
        ),
    ],
)
def test_where_the_likeliest_partner_went(rivals: str, reason: str) -> None:
    """To whom it was lost, if it was."""
    told = explain(decided(("a1", ""), (rivals, "b2")), "a1")

    assert reason == told.reason


def test_mistakes() -> None:
    """An unknown item, and a comparison that no run made."""
    comparison = diff([OLD], NEW)
    with pytest.raises(UnknownNameError, match="item of these editions 'nobody'"):
        explain(comparison, "nobody")
    with pytest.raises(MisuseError, match="no record of its alignment"):
        explain(replace(comparison, alignment=None), "a1")


def test_empty_editions() -> None:
    """An edition without items explains nothing and fails nothing."""
    empty = Edition(id="a", iri="https://example.org/a", title="a")
    comparison = diff([empty], edition("b", [Item(id="1", text="One.")]))

    assert "nothing on the other side" in explain(comparison, "1").reason
