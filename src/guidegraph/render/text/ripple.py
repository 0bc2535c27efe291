"""What a changed definition touches, for people."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from guidegraph.model.ripple import Consequence, Ripple, Use
from guidegraph.render.renderer import Page, by_type
from guidegraph.render.text.changes import redline
from guidegraph.render.text.screen import drawn


__all__ = ["HEADINGS", "draw", "text_of_ripple"]

HEADINGS = {
    Consequence.OBLIGATION: "Statements and roles",
    Consequence.DEFINITION: "Definitions built on it",
    Consequence.VALUE: "Values and practices",
    Consequence.COURSE: "Course statements",
    Consequence.PROSE: "Prose",
}
_FIRST = 12


def text_of_ripple(ripple: Ripple, page: Page) -> str:
    """What became of the definition, then every use in order of consequence, with a quote."""
    return drawn(page, *_parts(ripple, page))


def _parts(ripple: Ripple, page: Page) -> Iterator[RenderableType]:
    term = ripple.new or ripple.old
    name = term.name if term else ""
    yield Text(f"{name}: {ripple.old_edition} → {ripple.new_edition}", style="title")
    yield from _definition(ripple)
    for consequence in Consequence:
        these = [use for use in ripple.uses if use.consequence is consequence]
        if these:
            yield Text(f"{len(these):>5}  {HEADINGS[consequence].lower()}")
    if not ripple.uses:
        yield Text("Nothing uses it.")
    if page.summary:
        return
    for consequence in Consequence:
        these = [use for use in ripple.uses if use.consequence is consequence]
        if these:
            yield Text("")
            yield Text(HEADINGS[consequence], style="title")
            chosen = these if page.everything else these[:_FIRST]
            for use in chosen:
                yield from _use(use)
            if len(chosen) < len(these):
                left = len(these) - len(chosen)
                yield Text(f"and {left} more: see them with --all", style="quiet")


def _definition(ripple: Ripple) -> Iterator[RenderableType]:
    if ripple.new is None:
        yield Text("The new edition does not define it any more.", style="grave")
    elif ripple.old is None:
        yield Text("The old edition did not define it.", style="notable")
    elif ripple.change is None or ripple.change.verdict is None:
        yield Text("The definition is unchanged.", style="good")
    else:
        verdict = ripple.change.verdict
        yield Text(f"The definition changed ({verdict.wording}):", style="notable")
        for words in (ripple.change.label_words, ripple.change.words):
            if words:
                yield Padding(redline(words), (0, 0, 0, 4))


def _use(use: Use) -> Iterator[RenderableType]:
    marked = "marked" if use.marked else "not marked"
    times = f"{use.times} ×" if use.times else "no name of it in the words"
    yield Text.assemble(
        (f"{use.ref.edition}:{use.ref.id}", "place"), (f"  {times}, {marked}", "quiet")
    )
    yield Padding(Text(use.quote), (0, 0, 0, 4))


draw = by_type({Ripple: text_of_ripple})
