"""Reviews, and crosswalks that were examined, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from guidegraph.model.changes import Relation
from guidegraph.model.crosswalk import CrosswalkReport
from guidegraph.model.findings import Finding, Severity
from guidegraph.model.review import Review, Reviewed, State
from guidegraph.render.grouping import item_of
from guidegraph.render.phrases import names_of, places_of, weight_of, words_of
from guidegraph.render.renderer import Page, by_type
from guidegraph.render.text.changes import redline
from guidegraph.render.text.screen import drawn


__all__ = ["draw", "text_of_crosswalk", "text_of_review"]

_ID = 8
_STYLES = {Severity.ERROR: "grave", Severity.WARNING: "notable", Severity.INFO: "quiet"}
_MOST = 20


def text_of_review(review: Review, page: Page) -> str:
    """How far the review is, then what is not decided, then what is; obsolete decisions last."""
    return drawn(page, *_review(review, page))


def _review(review: Review, page: Page) -> Iterator[RenderableType]:
    changes = review.comparison.changes
    yield Text(f"{' + '.join(changes.old)} → {changes.new}", style="title")
    counts = Counter(reviewed.state for reviewed in review.changes)
    for state in State:
        yield Text(f"{counts[state]:>5}  {state}")
    if review.obsolete:
        yield Text(f"{len(review.obsolete):>5}  decided about changes that are no longer there")
    shown: State | None = None
    for reviewed in review.changes:
        if reviewed.state is State.ACCEPTED and not page.everything:
            continue
        if reviewed.state is not shown:
            shown = reviewed.state
            yield Text("")
            yield Text(shown.upper(), style="title")
        yield from _reviewed(review, reviewed)
    if counts[State.ACCEPTED] and not page.everything:
        yield Text("")
        yield Text(f"and {counts[State.ACCEPTED]} accepted: see them with --all", style="quiet")
    if review.obsolete:
        yield Text("")
        yield Text("OBSOLETE", style="title")
        for decision in review.obsolete:
            yield Text(
                f"{decision.change[:_ID]}  {decision.state} by {decision.reviewer}, "
                f"{decision.date}: {decision.about}"
            )


def _reviewed(review: Review, reviewed: Reviewed) -> Iterator[RenderableType]:
    change = reviewed.change
    weight = weight_of(change)
    title = " ".join(name.upper() for name in names_of(change))
    sides = [", ".join(places_of(side)) for side in (change.old, change.new)]
    places = " → ".join(dict.fromkeys(side for side in sides if side))
    yield Text.assemble(
        (change.id[:_ID], "quiet"),
        "  ",
        (title + (f" ({', '.join(weight)})" if weight else ""), "notable"),
        "  ",
        (places, "place"),
    )
    if change.relation in (Relation.ADDED, Relation.DROPPED):
        old = change.relation is Relation.DROPPED
        item = item_of(review.comparison, (change.old or change.new)[0], old=old)
        text = Text(words_of(item), style="removed" if old else "added")
        yield Padding(text, (0, 0, 0, _ID + 2))
    for words in (change.label_words, change.words):
        if words and change.relation not in (Relation.ADDED, Relation.DROPPED):
            yield Padding(redline(words), (0, 0, 0, _ID + 2))
    decision = reviewed.decision
    if decision is not None:
        reason = f": {decision.reason}" if decision.reason else ""
        said = f"{decision.state} by {decision.reviewer}, {decision.date}{reason}"
        yield Padding(Text(said, style="quiet"), (0, 0, 0, _ID + 2))


def text_of_crosswalk(report: CrosswalkReport, page: Page) -> str:
    """
    The findings with their lines, those that only say what is missing shortened; then the counts.
    """
    return drawn(page, *_crosswalk(report, page))


def _crosswalk(report: CrosswalkReport, page: Page) -> Iterator[RenderableType]:
    seen: Counter[str] = Counter()
    for finding in report.findings:
        seen[finding.rule] += 1
        if page.everything or seen[finding.rule] <= _MOST:
            yield _finding(report, finding)
    for rule, count in sorted(seen.items()):
        if count > _MOST and not page.everything:
            yield Text(f"and {count - _MOST} more of {rule}: see them with --all", style="quiet")
    counts = Counter(finding.severity for finding in report.findings)
    said = ", ".join(
        f"{counts[severity]} {severity}{'s' if counts[severity] != 1 else ''}"
        for severity in Severity
        if counts[severity]
    )
    yield Text(
        f"{report.path}: {report.claims} rows from {' + '.join(report.old)} to {report.new}: "
        f"{said or 'nothing is wrong'}",
        style="" if said else "good",
    )


def _finding(report: CrosswalkReport, finding: Finding) -> Text:
    where = f"{report.path}:{finding.source.line}" if finding.source else report.path
    text = Text.assemble(
        (where, "place"),
        ": ",
        (finding.severity.value, _STYLES[finding.severity]),
        f" {finding.rule}: {finding.message}",
    )
    if finding.quote:
        text.append(f" “{finding.quote}”", style="quiet")
    return text


draw = by_type({Review: text_of_review})
