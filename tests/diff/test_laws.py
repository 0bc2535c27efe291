"""What holds for the diff of any edition and any revision of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidegraph.diff.compare import compare
from guidegraph.diff.delta.delta import delta
from guidegraph.diff.delta.patch import apply, invert
from guidegraph.diff.run import diff
from guidegraph.model.alignment import Alignment, Group, components
from guidegraph.model.changes import Change, Facet, Ref, Relation
from guidegraph.model.edition import Edition, Item
from guidegraph.render.format import written
from tests.diff.builders import edition, section, statement


SENTENCES = """
    readers staff may must not lend umbrellas picture books newspapers window quiet evening every
    some always when asked for children nobody fee desk spring box door ünïcode 書 🌂 e\u0301
"""
WORDS = SENTENCES.split()
OPPOSITE = {
    Relation.DROPPED: Relation.ADDED,
    Relation.ADDED: Relation.DROPPED,
    Relation.SPLIT: Relation.MERGED,
    Relation.MERGED: Relation.SPLIT,
}
LAW = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow], database=None
)

texts = st.one_of(
    st.just(""),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
)


@st.composite
def outlines(draw: st.DrawFn) -> list[Item]:
    """Some sections with statements, some of which repeat others or say nothing."""
    items: list[Item] = []
    for number in range(draw(st.integers(1, 3))):
        items.append(section(f"s{number}", draw(st.sampled_from(WORDS)) + f" {number}"))
        for place, text in enumerate(draw(st.lists(texts, max_size=5))):
            items.append(statement(f"s{number}/{place}", text, f"s{number}"))
    return items


@st.composite
def revised(draw: st.DrawFn) -> tuple[list[Item], list[Item]]:
    """
    An outline, and one made of it by dropping, adding, doubling, moving, splitting and merging.
    """
    old = draw(outlines())
    heads = [item for item in old if item.type == "Section"]
    new: list[Item] = []
    for item in old:
        if item.type == "Section":
            new.append(item)
            continue
        what = draw(st.sampled_from(["keep", "drop", "double", "move", "split", "reword", "merge"]))
        said = (item.text or "").split()
        middle = len(said) // 2
        if what == "split" and middle:
            new.append(replace(item, text=" ".join(said[:middle])))
            new.append(replace(item, id=f"{item.id}b", text=" ".join(said[middle:])))
        elif what == "merge" and new and new[-1].parent == item.parent:
            new[-1] = replace(new[-1], text=f"{new[-1].text} {item.text}")
        elif what == "move":
            new.append(replace(item, parent=draw(st.sampled_from(heads)).id))
        elif what == "reword":
            new.append(replace(item, text=f"{draw(texts)} {item.text}"))
        elif what != "drop":
            new.append(item)
            if what == "double":
                new.append(replace(item, id=f"{item.id}c"))
    order = {head.id: number for number, head in enumerate(heads)}
    new.sort(key=lambda item: order[item.parent or item.id])
    return old, [item for item in new if item.parent or item.type == "Section"]


def _editions(pair: tuple[Sequence[Item], Sequence[Item]]) -> tuple[Edition, Edition]:
    return edition("a", pair[0]), edition("b", pair[1])


@given(outlines())
@LAW
def test_nothing_changed(items: list[Item]) -> None:
    """The diff of an edition and itself is empty, whatever is repeated or left empty in it."""
    changes = diff([edition("a", items)], edition("b", items)).changes

    assert () == changes.changes
    assert changes.audit.passed


@given(revised())
@LAW
def test_everything_is_explained(pair: tuple[list[Item], list[Item]]) -> None:
    """Each old and each new item is in exactly one change, or counted unchanged."""
    old, new = _editions(pair)
    changes = diff([old], new).changes

    assert changes.audit.passed
    explained = [ref for change in changes.changes for ref in (*change.old, *change.new)]
    assert len(explained) == len(set(explained))
    assert len(explained) + 2 * len(changes.unchanged) == len(old.items) + len(new.items)


@given(revised())
@LAW
def test_there_and_back(pair: tuple[list[Item], list[Item]]) -> None:
    """What a diff says, applied to the old edition, gives the new one; taken back, the old one."""
    old, new = _editions(pair)
    change = delta(diff([old], new))

    assert new == apply(change, old)
    assert old == apply(invert(change), new)


FULL = st.lists(
    st.lists(st.sampled_from(WORDS[:12]), min_size=1, max_size=6).map(
        lambda words: " ".join(words).capitalize() + "."
    ),
    max_size=3,
).map(" ".join)


@st.composite
def rearranged(draw: st.DrawFn) -> tuple[list[Item], list[Item], Alignment]:
    """Two lists of statements that share sentences, and any alignment of them."""
    said = draw(st.lists(FULL, min_size=1, max_size=6))
    pool = [f"{part.strip()}." for text in said for part in text.split(".") if part.strip()]
    mixed = st.lists(st.sampled_from(pool or ["Staff."]), max_size=3).map(" ".join)
    old = [statement(f"o{number}", text) for number, text in enumerate(said)]
    new = [
        statement(f"n{number}", text)
        for number, text in enumerate(draw(st.lists(mixed, min_size=1, max_size=6)))
    ]
    links = draw(st.lists(st.tuples(st.sampled_from(old), st.sampled_from(new)), max_size=6))
    busy = {item.id for pair in links for item in pair}
    pairs: list[tuple[str | None, str | None]] = [(one.id, two.id) for one, two in links]
    pairs += [(item.id, None) for item in old if item.id not in busy]
    pairs += [(None, item.id) for item in new if item.id not in busy]
    groups = tuple(
        Group(
            old=tuple(Ref(edition="a", id=item.id) for item in old if item.id in olds),
            new=tuple(Ref(edition="b", id=item.id) for item in new if item.id in news),
        )
        for olds, news in components(pairs)
    )
    return old, new, Alignment(groups=groups)


@given(rearranged())
@LAW
def test_backwards(case: tuple[list[Item], list[Item], Alignment]) -> None:
    """
    Read backwards, dropped is added, split is merged, a sentence goes back where it came from, and
    what replaced an item is replaced by it.
    """
    old, new = _editions(case[:2])
    back = Alignment(
        groups=tuple(replace(group, old=group.new, new=group.old) for group in case[2].groups)
    )
    there = {_sides(change): change for change in compare([old], new, case[2]).changes}
    again = {_sides(change)[::-1]: change for change in compare([new], old, back).changes}

    assert set(there) == set(again)
    for sides, change in there.items():
        other = again[sides]
        facets = [{*each.facets} - {Facet.DUPLICATE} for each in (change, other)]
        assert facets[0] == facets[1]
        assert OPPOSITE.get(change.relation, change.relation) is other.relation
        assert change.coverage == other.coverage
        assert change.replaced_by == tuple(ref.id for ref in other.replaces)
        assert {(each.old, each.new) for each in change.sentences} == {
            (each.new, each.old) for each in other.sentences
        }


@given(rearranged())
@LAW
def test_a_moved_sentence_is_told_twice(case: tuple[list[Item], list[Item], Alignment]) -> None:
    """A sentence that moved is told where it left and where it came, and nowhere else."""
    old, new = _editions(case[:2])
    changes = compare([old], new, case[2]).changes
    told = [(each, change) for change in changes for each in change.sentences]

    for each, change in told:
        assert (each.old in change.old) != (each.new in change.new)
        assert 2 == len([one for one, _ in told if one == each])


def _sides(change: Change) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(ref.id for ref in change.old), tuple(ref.id for ref in change.new)


@given(revised())
@LAW
def test_same_again(pair: tuple[list[Item], list[Item]]) -> None:
    """The same editions give the same bytes."""
    old, new = _editions(pair)

    assert written("json", diff([old], new)) == written("json", diff([old], new))


@pytest.mark.slow
def test_very_long_texts() -> None:
    """Texts of ten thousand words are compared as any others are."""
    text = " ".join(WORDS[number * 7 % len(WORDS)] for number in range(10_000))
    old = edition("a", [section("s", "One"), statement("1", f"{text} must", "s")])
    new = edition("b", [section("s", "One"), statement("1", f"{text} may", "s")])
    (change,) = diff([old], new).changes.changes

    assert change.verdict is not None
    assert any("'must' became 'may'" in reason for reason in change.verdict.reasons)


@pytest.mark.slow
def test_hash_seeds() -> None:
    """The bytes do not hang on the order in which Python keeps sets."""
    program = (
        "from guidegraph.workspace import Workspace;"
        "from guidegraph.render.format import written;"
        "print(written('json', Workspace.open().diff(['2013-peer', 'supervisor'], 'combined')))"
    )
    shown = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }

    assert 1 == len(shown)
