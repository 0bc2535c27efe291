"""Where the words of a course drift, and which links it may have, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from guidegraph.model.drift import Drift, DriftReport, Suggestions, TermCount
from guidegraph.render.renderer import Page, by_type
from guidegraph.render.text.screen import drawn


__all__ = ["draw", "text_of_drift", "text_of_suggestions"]

_FEW = 8


def text_of_drift(report: DriftReport, page: Page) -> str:
    """The words that one side has and the other has not, then each linked statement."""
    return drawn(page, *_drift(report, page))


def _drift(report: DriftReport, page: Page) -> Iterator[RenderableType]:
    course, edition = report.course.id, report.edition.id
    yield Text(f"{course} against {edition}", style="title")
    for counts, sentence in (
        (report.foreign, f"often in {course}, never in {edition}: "),
        (report.absent, f"often in {edition}, never in {course}: "),
    ):
        if counts:
            yield Text.assemble(sentence, (_counted(counts), "notable"))
    for count in report.names:
        times = f"{count.course} × in {course}, {count.edition} × in {edition}"
        yield Text.assemble("the term ", (count.term, "title"), f": {times}")
    if page.summary:
        return
    for drift in report.drifts:
        yield Text("")
        yield from _statement(drift, page)


def _counted(counts: Sequence[TermCount]) -> str:
    return ", ".join(f"{count.term} ({count.course + count.edition})" for count in counts)


def _statement(drift: Drift, page: Page) -> Iterator[RenderableType]:
    yield Text.assemble(
        (drift.statement.id, "place"),
        f"  {drift.link.how.value}  ",
        (drift.item.id, "place"),
        f"  has {drift.kept:.0%} of the item's key words; "
        f"{drift.own:.0%} of its own are not the item's",
    )
    for name, words, style in (
        ("foreign to the guideline", drift.foreign, "grave"),
        ("not in the item", drift.added, "notable"),
        ("left out", drift.missing, "removed"),
        ("shared", drift.shared, "good"),
    ):
        if words:
            chosen = words if page.everything else words[:_FEW]
            more = f" and {len(words) - len(chosen)} more" if len(chosen) < len(words) else ""
            line = Text.assemble(f"{name}: ", (", ".join(chosen), style), more)
            yield Padding(line, (0, 0, 0, 4))


def text_of_suggestions(suggestions: Suggestions, page: Page) -> str:
    """Each suggested link with the words of both sides."""
    return drawn(page, *_suggestions(suggestions))


def _suggestions(suggestions: Suggestions) -> Iterator[RenderableType]:
    known = sum(link.known for link in suggestions.links)
    yield Text(
        f"{suggestions.course.id} → {suggestions.edition.id}: {len(suggestions.links)} links to "
        f"confirm, {known} of them in the map already",
        style="title",
    )
    for link in suggestions.links:
        yield Text("")
        yield Text.assemble(
            (link.statement, "place"),
            f"  {link.how.value}  ",
            (link.item, "place"),
            f"  {link.confidence:.2f}  {link.why}" + ("  (in the map)" if link.known else ""),
        )
        yield Padding(Text(f"course: {link.quote}"), (0, 0, 0, 4))
        yield Padding(Text(f"guideline: {link.item_quote}"), (0, 0, 0, 4))


draw = by_type({DriftReport: text_of_drift, Suggestions: text_of_suggestions})
