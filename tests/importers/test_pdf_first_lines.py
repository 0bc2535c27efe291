"""First lines of pages that are alike: heads, or the beginning of the text."""

from __future__ import annotations

from guidegraph.importers.documents.pdf.lines import Segment
from guidegraph.importers.documents.pdf.running import running


def line(page: int, base: float, text: str) -> Segment:
    return Segment(
        page=page,
        left=72.0,
        right=300.0,
        top=base - 8,
        bottom=base + 2,
        base=base,
        size=10.0,
        text=text,
        font="Sans",
    )


def heads(first: float) -> set[str]:
    """What is left out of pages whose first line, at this height, is alike."""
    numbers = ("one", "two", "three", "four")
    pages = [
        [
            line(at, first, "Lending is free"),
            line(at, 72, f"for all members of kind {number}"),
            line(at, 84, f"who come in week {number}"),
            line(at, 96, f"and show card {number}"),
        ]
        for at, number in enumerate(numbers, start=1)
    ]
    found = running(pages, [800.0] * len(pages), 10.0)
    return {each.text for page in pages for each in page if id(each) in found}


def test_a_first_line_with_more_of_the_text_right_below_is_no_running_head() -> None:
    assert heads(60) == set()


def test_a_line_apart_from_the_text_is_a_running_head() -> None:
    assert heads(40) == {"Lending is free"}
