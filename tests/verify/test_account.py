"""The account of a source."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from guidegraph.model.accounting import Gap, GapKind
from guidegraph.model.edition import Association, Edition, Item, Note
from guidegraph.model.manifest import Correction, Furniture, Layout
from guidegraph.model.source import Source, SourceText, Span
from guidegraph.verify.account import account, with_stale_graph


ITEMS = (
    Item(
        id="a",
        type="Section",
        label="HOPE",
        text="We share hope.",
        notes=(Note(mark="1", text="Now.", offset=2),),
    ),
    Item(id="b", text="We listen well to all."),
)
EDITION = Edition(id="e", iri="urn:e", title="Guide", items=ITEMS)
LAYOUT = Layout(furniture=(Furniture(what="foot", words="page 1"),))
TEXT = "Guide\nHOPE\nWe¹ share\nhope.\npage 1\n¹ Now.\nWe listen\nwell to all.\n"


def source(text: str) -> SourceText:
    """A source of some text."""
    return SourceText(path="source.txt", text=text)


def test_complete() -> None:
    """Each word belongs to an item, a footnote, the title or furniture, and is quoted there."""
    found = account(EDITION, source(TEXT), LAYOUT)
    first, second = found.edition.items

    assert found.complete
    assert 1.0 == found.share
    assert (14, 14) == (found.words, found.accounted)
    assert [("HOPE", "label"), ("We¹ share\nhope.", "text"), ("¹ Now.", "note")] == [
        (span.exact, span.role) for span in first.spans
    ]
    assert (Span(start=41, end=63, exact="We listen\nwell to all."),) == second.spans
    assert (Span(start=0, end=5, exact="Guide", role="title"),) == found.edition.title_spans
    assert (Span(start=27, end=33, exact="page 1", role="foot"),) == found.edition.furniture
    assert Source(file="source.txt", sha256=source(TEXT).sha256) == found.edition.source


def test_gaps() -> None:
    """Gaps say what is wrong, where, and whose the words are."""
    found = account(EDITION, source(TEXT.replace("listen", "look").replace("page 1", "")), LAYOUT)

    assert (
        Gap(kind=GapKind.UNACCOUNTED, line=7, words=("look",)),
        Gap(kind=GapKind.MISSING, line=8, words=("listen",), owner="b"),
        Gap(kind=GapKind.MISSING, line=9, words=("page", "1"), owner="foot"),
    ) == found.gaps
    assert not found.complete
    assert 0 < found.share < 1


def test_correction_that_does_not_fit() -> None:
    """A correction of words that are not there is a gap, though every word is accounted for."""
    wrong = Correction(found="x", meant="y", why="a hyphen", times=2)
    found = account(EDITION, source(TEXT), replace(LAYOUT, corrections=(wrong,)))

    assert (
        Gap(
            kind=GapKind.MISSING,
            line=1,
            words=("x",),
            owner="correction (a hyphen), declared 2 times",
        ),
    ) == found.gaps
    assert found.share < 1


def test_nothing_of_nothing() -> None:
    """An empty source of an empty edition is complete."""
    empty = replace(EDITION, items=(), title_printed=False)

    assert account(empty, source(""), Layout()).complete


def test_stale_graph() -> None:
    """A graph built from another source is a gap where the first quotation differs."""
    built = account(EDITION, source(TEXT), LAYOUT).edition
    moved = source("Guide\nHOPE\nWe¹ share\nhope.\n¹ Now.\npage 1\nWe listen\nwell to all.\n")
    found = account(EDITION, moved, LAYOUT)

    assert found.complete
    assert [(GapKind.STALE, 5, "e.ttl")] == [
        (gap.kind, gap.line, gap.owner)
        for gap in with_stale_graph(found, built, moved, "e.ttl").gaps
    ]


def test_graph_keeps_no_order_of_associations() -> None:
    """A graph with the same associations in another order is not out of date."""
    links = tuple(Association(origin="a", type=type_, destination="b") for type_ in ("x", "y"))
    found = account(replace(EDITION, associations=links), source(TEXT), LAYOUT)
    built = replace(found.edition, associations=links[::-1])

    assert found == with_stale_graph(found, built, source(TEXT), "e.ttl")


def hostile(count: int) -> dict[str, tuple[Edition, str, Layout]]:
    """Inputs made to be slow: an edition, a source, a layout."""

    def made(*texts: str) -> Edition:
        items = tuple(Item(id=f"i/{number}", text=text) for number, text in enumerate(texts))
        return replace(EDITION, items=items, title_printed=False)

    alike = Furniture(what="foot", words="a " * (count // 2) + "c", times=10**9)
    damaged = Correction(found="b " * (count // 2) + "c", meant="c", why="damage", times=1)
    longer = Correction(found="b", meant="c d", why="damage", times=count)
    return {
        "unknown words": (made(*["some words of ours"] * 50), "x " * count, Layout()),
        "never matches": (made(*["a b c d"] * (count // 4)), "a b c e " * (count // 4), Layout()),
        "one passage": (made("a " * count), "a " * (count - 1) + "b", Layout()),
        "every other word": (made("a " * count), "a b " * (count // 2), Layout()),
        "a gap on every line": (
            made(*(f"w{number}" for number in range(count // 2))),
            "\n".join(f"q\nw{number}" for number in range(count // 2)),
            Layout(),
        ),
        "furniture that nearly fits": (made("z"), "a " * count, Layout(furniture=(alike,))),
        "a correction that nearly fits": (made("z"), "b " * count, Layout(corrections=(damaged,))),
        "a correction of every word": (made("z"), "b " * count, Layout(corrections=(longer,))),
    }


@pytest.mark.parametrize("name", hostile(8))
def test_hostile_input(name: str) -> None:
    """No input makes the account explode: 20 000 words take a second or so."""
    edition, text, layout = hostile(20_000)[name]
    begun = time.process_time()
    found = account(edition, source(text), layout)

    assert not found.complete
    assert time.process_time() - begun < 5


@pytest.mark.slow
@pytest.mark.parametrize("name", hostile(8))
def test_hostile_input_of_a_megabyte(name: str) -> None:
    """Ten times the words take about ten times as long."""
    edition, text, layout = hostile(200_000)[name]
    begun = time.process_time()
    found = account(edition, source(text), layout)

    assert not found.complete
    assert time.process_time() - begun < 30
