"""Why an item was aligned as it was, for people."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from guidegraph.model.explanation import Candidate, Explanation
from guidegraph.render.renderer import Page, by_type
from guidegraph.render.text.screen import drawn


__all__ = ["draw", "text_of_explanation"]

# What speaks for a candidate, in the words of a reader.
_SIGNS = {
    "words": "words",
    "grams": "letters",
    "old_kept": "old words kept",
    "new_kept": "new words known",
    "name": "label",
    "place": "place",
    "parents": "parents",
    "neighbours": "neighbours",
    "children": "children",
}


def text_of_explanation(explanation: Explanation, page: Page) -> str:
    """The item, what decided, and its candidates with what speaks for each."""
    return drawn(page, *_lines(explanation, page))


def _lines(explanation: Explanation, page: Page) -> Iterator[RenderableType]:
    ref = explanation.ref
    yield Text.assemble((f"{ref.edition}:{ref.id}", "place"))
    yield Padding(Text(explanation.words), (0, 0, 0, 2))
    yield Text(explanation.reason, style="notable")
    if explanation.candidates:
        yield Text("")
        yield Text("candidates, the likeliest first:", style="quiet")
    for candidate in explanation.candidates:
        yield from _candidate(candidate, page)


def _candidate(candidate: Candidate, page: Page) -> Iterator[RenderableType]:
    ref = candidate.ref
    mark = "●" if candidate.chosen else "○"
    head = Text.assemble(
        (f"{mark} {candidate.score:.2f}", "good" if candidate.chosen else ""),
        "  ",
        (f"{ref.edition}:{ref.id}", "place"),
        f"  {candidate.words}",
    )
    head.truncate(page.width, overflow="ellipsis")
    yield head
    signs = (
        f"{words} {candidate.features[name]:.2f}"
        for name, words in _SIGNS.items()
        if name in candidate.features
    )
    yield Padding(Text(", ".join(signs), style="quiet"), (0, 0, 0, 7))


draw = by_type({Explanation: text_of_explanation})
