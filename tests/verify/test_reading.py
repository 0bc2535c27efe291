"""A source is followed from its first word to its last."""

from __future__ import annotations

import pytest

from guidegraph.model.manifest import Furniture
from guidegraph.verify.reading import SourceReading, read
from guidegraph.verify.text_flows import SourcePassage, TextFlow
from guidegraph.verify.words import SourceWord


def passage(
    owner: str, text: str, *, flow: TextFlow = TextFlow.MAIN, block: int = 1
) -> SourcePassage:
    """A passage of text."""
    found = SourcePassage(owner, flow, block)
    found.add(text, "text")
    return found


def follow(
    source: str, *passages: SourcePassage, furniture: tuple[Furniture, ...] = ()
) -> SourceReading:
    """The reading of a source."""
    words = [SourceWord(text=text, start=0, end=1) for text in source.split()]
    flows = {flow: [each for each in passages if each.flow is flow] for flow in TextFlow}
    return read(words, flows, furniture)


def owners(reading: SourceReading) -> str:
    """Whom the words of a source belong to, one letter each; "." for furniture, "?" for nobody."""
    return "".join("?" if found is None else found.owner or "." for found in reading.owners)


PRACTICES, ROLES, NOTES = TextFlow.PRACTICES, TextFlow.ROLES, TextFlow.NOTES
FOOT = Furniture(what="foot", words="page 1", times=1)


@pytest.mark.parametrize(
    ("source", "passages", "expected"),
    [
        ("one two three", [passage("a", "one two"), passage("b", "three")], "aab"),
        ("one x two", [passage("a", "one"), passage("b", "x two", flow=PRACTICES)], "abb"),
        ("x one", [passage("a", "one"), passage("b", "x", flow=NOTES)], "ba"),
        ("one one two", [passage("a", "one"), passage("b", "one two", flow=ROLES)], "abb"),
    ],
)
def test_all_accounted(source: str, passages: list[SourcePassage], expected: str) -> None:
    """Passages of each thread come in their order; the longest that fits is taken."""
    reading = follow(source, *passages)

    assert expected == owners(reading)
    assert () == reading.missing


def test_furniture() -> None:
    """Furniture is taken between passages, as often as it is declared and no oftener."""
    reading = follow("page 1 one page 1", passage("a", "one"), furniture=(FOOT,))

    assert "..a??" == owners(reading)
    assert () == reading.missing


def test_furniture_not_printed() -> None:
    """Furniture that is printed too seldom is missing, however many times."""
    foot = Furniture(what="foot", words="page 1", times=10**9)
    reading = follow("page 1", furniture=(foot,))

    assert ((2, "foot (999999999 times)", ("page", "1")),) == reading.missing


@pytest.mark.parametrize("length", [3, 8, 999, 1000, 1001, 1500])
def test_furniture_broken_off(length: int) -> None:
    """Furniture that breaks off is never taken for whole, however long it is."""
    words = [f"w{number}" for number in range(length)]
    foot = Furniture(what="foot", words=" ".join(words))
    reading = follow(" ".join(words[:-1]), furniture=(foot,))

    assert reading.missing


def test_cut() -> None:
    """Another thread may stand inside a passage only where a cut is declared."""
    side = passage("b", "aside", flow=PRACTICES)
    whole, cut = passage("a", "one two three four"), passage("a", "one two three four")
    cut.cuts.add(2)

    assert "aabaa" == owners(follow("one two aside three four", cut, side))
    assert "aa?aa" == owners(follow("one two aside three four", whole))
    assert follow("one two aside three four", whole, side).missing


def test_columns_end_together() -> None:
    """A value's practices are complete before the next value begins, and do not begin before it."""
    first, second = passage("a", "first value here"), passage("c", "second value here", block=2)
    side = passage("b", "do so now", flow=PRACTICES)

    assert () == follow("first value here do so now second value here", first, side, second).missing
    assert follow("first value here second value here do so now", first, side, second).missing
    assert follow("do so now first value here second value here", first, side, second).missing


@pytest.mark.parametrize(
    ("source", "expected", "missing"),
    [
        ("one two four five", "aaaa", [(2, "a", ("three",))]),
        ("one two x three four five", "aa?aaa", []),
        ("one two x four five", "aa?aa", [(3, "a", ("three",))]),
        ("two three four five", "aaaa", [(0, "a", ("one",))]),
        ("one two three four", "aaaa", [(4, "a", ("five",))]),
        ("x y z", "???", [(3, "a", ("one", "two", "three", "four", "five"))]),
        ("", "", [(0, "a", ("one", "two", "three", "four", "five"))]),
    ],
)
def test_damage(
    source: str, expected: str, missing: list[tuple[int, str, tuple[str, ...]]]
) -> None:
    """A damaged passage is recognised, and exactly what was damaged is reported."""
    reading = follow(source, passage("a", "one two three four five"))

    assert expected == owners(reading)
    assert tuple(missing) == reading.missing


def test_passage_gone() -> None:
    """Where a passage is gone, the reading goes on with the next."""
    reading = follow(
        "one two three seven eight nine",
        passage("a", "one two three"),
        passage("b", "four five six"),
        passage("c", "seven eight nine"),
    )

    assert "aaaccc" == owners(reading)
    assert ((3, "b", ("four", "five", "six")),) == reading.missing


def test_long_passage() -> None:
    """In a passage longer than is compared at once, a word lost anywhere is reported alone."""
    words = [f"w{number}" for number in range(5000)]
    for lost in (0, 999, 1000, 1001, 4999):
        left = words[:lost] + words[lost + 1 :]
        reading = follow(" ".join(left), passage("a", " ".join(words)))

        assert ((lost, "a", (words[lost],)),) == reading.missing
