"""Two drafts of an edition are merged item by item, and nothing is lost without a word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegraph.diff.merge import merge as merge_comparisons
from guidegraph.diff.run import diff
from guidegraph.importers.formats.outline import read
from guidegraph.importers.importer import Document
from guidegraph.model.edition import Edition, Item
from guidegraph.model.manifest import Manifest
from guidegraph.model.merge import ConflictKind, Merge, MergeSide
from guidegraph.model.statement import Statement
from tests.strategies import editions


RULES = (
    "Staff must greet everyone who comes in.",
    "Readers keep their voices low.",
    "Lost books are replaced within a month.",
    "Every room has a chair beside each window.",
    "Lamps are switched off at closing time.",
    "Newspapers stay in the hall downstairs.",
    "Children may borrow three puzzles.",
    "Maps are lent for one week only.",
)
NEW = (
    "Bicycles are parked behind the garden gate.",
    "Hot drinks are sold in the yard.",
    "Volunteers sort donations on Mondays.",
    "A doctor visits the building each spring.",
)


def outline(*rules: str, id_: str = "base", title: str = "Rooms") -> Edition:
    """An edition with these rules; `# Name` begins a section."""
    body = "\n\n".join(f"#{rule}" if rule.startswith("# ") else rule for rule in rules)
    return read.read(
        Document(
            path="edition.md",
            body=f"# {title}\n\n{body}\n".encode(),
            edition=id_,
            iri=f"https://example.org/{id_}",
            manifest=Manifest(),
        )
    )


def merge(base: Edition, ours: Edition, theirs: Edition) -> Merge:
    """The merge, with the comparisons that it needs."""
    return merge_comparisons(diff((base,), ours), diff((base,), theirs))


def rules(*texts: str, **more: str) -> Edition:
    """An edition with one section of rules."""
    return outline("# Rules", *texts, **more)


def texts(edition: Edition) -> list[str]:
    """The texts of the statements, in order."""
    return [item.text for item in edition.items if item.text]


def test_both_sides() -> None:
    """What each draft changed, added, dropped and moved is in the result."""
    base = rules(*RULES)
    ours = rules("Staff may greet everyone who comes in.", NEW[0], *RULES[1:5], *RULES[6:])
    theirs = rules(*RULES[:2], NEW[1], "Lost books are replaced within a year.", *RULES[3:])
    merged = merge(base, ours, theirs)

    assert () == merged.conflicts
    assert [
        "Staff may greet everyone who comes in.",
        NEW[0],
        RULES[1],
        NEW[1],
        "Lost books are replaced within a year.",
        *RULES[3:5],
        *RULES[6:],
    ] == texts(merged.edition)
    assert len(merged.edition.items) == len(merged.edition.by_id)
    assert list(range(1, 10)) == [item.position for item in merged.edition.items[1:]]
    assert (3, 2, 0) == (merged.from_ours, merged.from_theirs, merged.both)


def test_one_place() -> None:
    """Additions at one place are kept in order, ours before theirs; the same ones once."""
    base = rules(*RULES)
    ours = rules(*RULES[:3], NEW[0], NEW[2], *RULES[3:])
    theirs = rules(*RULES[:3], NEW[1], NEW[2], *RULES[3:])
    merged = merge(base, ours, theirs)

    assert () == merged.conflicts
    assert [*RULES[:3], NEW[0], NEW[2], NEW[1], *RULES[3:]] == sorted(
        texts(merged.edition), key=[*RULES[:3], NEW[0], NEW[2], NEW[1], *RULES[3:]].index
    )
    assert 1 == texts(merged.edition).count(NEW[2])
    assert texts(merged.edition).index(NEW[0]) < texts(merged.edition).index(NEW[1])


def test_excluding_changes() -> None:
    """Different changes to one item are a conflict with all values; ours stays."""
    base = rules(*RULES)
    ours = rules("Staff may greet everyone who comes in.", *RULES[1:])
    theirs = rules("Staff should greet everyone who comes in.", *RULES[1:])
    merged = merge(base, ours, theirs)
    (conflict,) = merged.conflicts

    assert (ConflictKind.CHANGED, "section/rules/1", "text", MergeSide.OURS) == (
        conflict.kind, conflict.item, conflict.aspect, conflict.kept,
    )  # fmt: skip
    assert [RULES[0], texts(ours)[0], texts(theirs)[0]] == [
        conflict.base, conflict.ours, conflict.theirs,
    ]  # fmt: skip
    assert texts(ours) == texts(merged.edition)


@pytest.mark.parametrize("kept", MergeSide)
def test_dropped_and_changed(kept: MergeSide) -> None:
    """What one draft dropped and the other changed stays, and is a conflict."""
    base = rules(*RULES)
    changed = rules(*RULES[:2], "Lost books are replaced within a year.", *RULES[3:])
    dropped = rules(*RULES[:2], *RULES[3:])
    sides = (changed, dropped) if kept is MergeSide.OURS else (dropped, changed)
    merged = merge(base, *sides)
    (conflict,) = merged.conflicts

    assert (ConflictKind.DROPPED, kept) == (conflict.kind, conflict.kept)
    assert None in (conflict.ours, conflict.theirs)
    assert texts(changed) == texts(merged.edition)


def test_added_below_what_was_dropped() -> None:
    """A section that one draft dropped and the other added to stays, and is a conflict."""
    base = outline("# One", *RULES[:3], "# Two", *RULES[3:6])
    ours = outline("# One", *RULES[:3])
    theirs = outline("# One", *RULES[:3], "# Two", *RULES[3:6], NEW[0])
    merged = merge(base, ours, theirs)

    assert [*RULES[:3], NEW[0]] == texts(merged.edition)
    assert ["section/two"] == [conflict.item for conflict in merged.conflicts]


def test_moved_by_both() -> None:
    """An item that both moved to different places is a conflict; moves of one draft are taken."""
    base = rules(*RULES)
    ours = rules(RULES[5], *RULES[:5], *RULES[6:])
    theirs = rules(*RULES[:2], RULES[5], *RULES[2:5], *RULES[6:])

    assert [ConflictKind.PLACED] == [each.kind for each in merge(base, ours, theirs).conflicts]
    assert texts(ours) == texts(merge(base, ours, theirs).edition)
    assert texts(theirs) == texts(merge(base, base, theirs).edition)
    assert texts(theirs) == texts(merge(base, replace(base, title="Ours"), theirs).edition)


def test_circle() -> None:
    """Sections that the drafts put into one another stay where they are in ours."""
    base = outline("# One", *RULES[:3], "# Two", *RULES[3:6])

    def under(above: str, below: str) -> Edition:
        moved = [replace(item, parent=above) if item.id == below else item for item in base.items]
        order = sorted(moved, key=lambda item: (not item.id.startswith(above), item.id.count("/")))
        return replace(base, items=tuple(order))

    merged = merge(base, under("section/one", "section/two"), under("section/two", "section/one"))
    parents = {item.id: item.parent for item in merged.edition.items}

    assert (None, "section/one") == (parents["section/one"], parents["section/two"])
    assert ConflictKind.PLACED in [conflict.kind for conflict in merged.conflicts]


def test_data() -> None:
    """What data says is merged property by property; an id that both added is a conflict."""

    def row(id_: str, text: str, owner: str) -> Item:
        said = (Statement(property="Text", value=text), Statement(property="Owner", value=owner))
        return Item(id=id_, text=text, statements=said)

    def table(*items: Item) -> Edition:
        return Edition(id="t", iri="urn:t", title="T", identified=True, items=items)

    base = table(row("R1", RULES[0], "Ann"), row("R2", RULES[1], "Bea"))
    ours = table(row("R1", RULES[0], "Cem"), base.items[1], row("R3", NEW[0], "Dan"))
    theirs = table(row("R1", RULES[0] + " Always.", "Eva"), base.items[1], row("R3", NEW[1], "Dan"))
    merged = merge(base, ours, theirs)

    assert [
        ("added", "R3", "text", None, NEW[0], NEW[1]),
        ("changed", "R1", "Owner", "Ann", "Cem", "Eva"),
    ] == sorted(
        (each.kind.value, each.item, each.aspect, each.base, each.ours, each.theirs)
        for each in merged.conflicts
    )
    assert RULES[0] + " Always." == merged.edition.by_id["R1"].statements[0].value


# -- laws ---------------------------------------------------------------------------------


@st.composite
def drafts(draw: st.DrawFn) -> Edition:
    """A draft of the rules: some dropped, reworded, added, in another order, in sections."""
    kept = [rule for rule in RULES if draw(st.integers(0, 5))]
    words = ["gladly", "never", "today"]
    texts = [
        rule
        if draw(st.integers(0, 3))
        else rule.replace(" ", f" {draw(st.sampled_from(words))} ", 1)
        for rule in kept
    ]
    texts += draw(st.lists(st.sampled_from(NEW), max_size=2, unique=True))
    if draw(st.booleans()):
        texts = draw(st.permutations(texts))
    at = draw(st.integers(0, len(texts)))
    second = ["# Two"] if draw(st.booleans()) else []
    return outline("# One", *texts[:at], *second, *texts[at:])


@pytest.mark.slow
@given(editions(), editions())
@settings(max_examples=30, deadline=None)
def test_laws(base: Edition, other: Edition) -> None:
    """A draft without changes gives the other; two equal ones give either."""
    for ours, theirs in ((base, other), (other, base), (other, other)):
        merged = merge(base, ours, theirs)

        assert other == merged.edition
        assert () == merged.conflicts


@given(drafts())
@settings(max_examples=40, deadline=None)
def test_one_side(other: Edition) -> None:
    """What only one draft changed is taken as it is, whichever it is."""
    base = outline("# One", *RULES)
    retitled = replace(base, title="Another title")
    expected = replace(other, title="Another title")

    for ours, theirs in ((retitled, other), (other, retitled)):
        merged = merge(base, ours, theirs)

        assert () == merged.conflicts
        assert expected.items == merged.edition.items
        assert expected.title == merged.edition.title


@given(drafts(), drafts())
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost(ours: Edition, theirs: Edition) -> None:
    """Each statement of a draft is in the result or a conflict, or the other draft changed it."""
    base = outline("# One", *RULES)
    merged = merge(base, ours, theirs)
    found = {*texts(merged.edition)}
    for conflict in merged.conflicts:
        found |= {*(conflict.ours or "").split("\n"), *(conflict.theirs or "").split("\n")}
    for draft, other in ((ours, theirs), (theirs, ours)):
        for text in texts(draft):
            replaced = text in texts(base) and text not in texts(other)

            assert text in found or replaced

    ids = [item.id for item in merged.edition.items]
    assert len(ids) == len({*ids})
    for place, item in enumerate(merged.edition.items):
        assert item.parent is None or item.parent in ids[:place]
    assert merged == merge(base, ours, theirs)
