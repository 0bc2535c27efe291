"""Courses as text: coverage, impact, migrations, drift, suggested links, ripples, comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from guidegraph.model.comments import Comment, CommentRegister, CommentStatus
from guidegraph.model.course import (
    CourseLinkOutcome,
    FoundBy,
    Impact,
    LinkOutcome,
    LinkStatus,
    Migration,
    Migrations,
)
from guidegraph.model.coverage import CoverageReport
from guidegraph.model.drift import Drift, DriftReport, Suggestions, TermCount
from guidegraph.model.excerpt import beginning
from guidegraph.model.ripple import Consequence, Ripple, TermUse
from guidegraph.render.commenting import grouped_rows, remarks_of, summary_of, title_of
from guidegraph.render.format import RenderOptions
from guidegraph.render.phrases import clauses, decision, words_of
from guidegraph.render.text.changes import redline
from guidegraph.render.text.course_map import map_lines
from guidegraph.render.text.coverage import coverage_lines
from guidegraph.render.text.screen import drawing


__all__ = ["draw"]

STATUS_WORDS = {
    LinkStatus.GONE: "the target is lost",
    LinkStatus.CHOOSE: "choose among several",
    LinkStatus.REVIEW: "read both texts again",
    LinkStatus.AUTO: "still valid",
}
_STATUS_STYLES = {
    LinkStatus.GONE: "grave",
    LinkStatus.CHOOSE: "notable",
    LinkStatus.REVIEW: "notable",
    LinkStatus.AUTO: "good",
}
_FIRST = 10
_ITEM_WORDS = 240


def _impact(impact: Impact, page: RenderOptions) -> Iterator[RenderableType]:
    """
    The counts, each link that needs somebody with what changed, and what is new and not covered.
    """
    old = " + ".join(edition.id for edition in impact.old)
    yield Text(f"{impact.course.id}: {old} → {impact.new.id}", style="title")
    yield from _counts(impact.counts())
    if impact.elsewhere:
        yield Text(f"{len(impact.elsewhere):>5}  links to other editions, not affected")
    yield Text(f"{len(impact.uncovered):>5}  new and not covered")
    yield Text(f"Every one of {len(impact.links) + len(impact.elsewhere)} links is listed once.")
    yield from map_lines(impact.map, page)
    if page.summary:
        return
    for status in LinkStatus:
        these = [entry for entry in impact.links if entry.outcome.status is status]
        if not these:
            continue
        yield Text("")
        yield Text(f"{status.upper()}: {STATUS_WORDS[status]}", style="title")
        folded = status is LinkStatus.AUTO and not page.everything
        for entry in these[: 0 if folded else None]:
            yield from _link(impact, entry)
        if folded:
            yield Text(f"and {len(these)} links: see them with --all", style="quiet")
    yield from _uncovered(impact, page)


def _counts(counts: Mapping[LinkStatus, int]) -> Iterator[Text]:
    for status, count in counts.items():
        yield Text.assemble(
            f"{count:>5}  ", (status.value, _STATUS_STYLES[status]), f"  {STATUS_WORDS[status]}"
        )


def _link(impact: Impact, entry: CourseLinkOutcome) -> Iterator[RenderableType]:
    link, outcome = entry.link, entry.outcome
    yield Text.assemble(
        (link.statement, "place"),
        f"  {link.how.value}  ",
        (f"{link.item.edition}:{link.item.id}", "place"),
        *_targets(outcome),
    )
    lost = link.found_by in (FoundBy.NOTHING, FoundBy.CHOICE)
    said = link.quote if lost else words_of(impact.course.by_id[link.statement])
    yield Padding(Text(f"course: {said}"), (0, 0, 0, 4))
    for part in _difference(impact, entry):
        yield Padding(part, (0, 0, 0, 4))
    for reason in outcome.reasons:
        yield Padding(Text(f"· {reason}", style="quiet"), (0, 0, 0, 4))


def _targets(outcome: LinkOutcome) -> Iterator[str | tuple[str, str]]:
    if outcome.new:
        yield " → "
        yield (" | ".join(ref.id for ref in outcome.new), "place")


def _difference(impact: Impact, entry: CourseLinkOutcome) -> Iterator[RenderableType]:
    change = entry.outcome.change
    if change is None:
        return
    if entry.outcome.status is LinkStatus.GONE:
        home = next(one for one in impact.old if one.id == entry.link.item.edition)
        yield Text(words_of(home.by_id[entry.link.item.id]), style="removed")
        if near := entry.outcome.nearest:
            yield Text.assemble(
                "nearest: ", (near.id, "place"), f"  {words_of(impact.new.by_id[near.id])}"
            )
        return
    for words in (change.label_words, change.words):
        if words:
            yield redline(words)


def _uncovered(impact: Impact, page: RenderOptions) -> Iterator[RenderableType]:
    if not impact.uncovered:
        return
    yield Text("")
    yield Text("NEW AND NOT COVERED YET", style="title")
    shown = impact.uncovered if page.everything else impact.uncovered[:_FIRST]
    for item in shown:
        yield Text.assemble((item.id, "place"), f"  {words_of(item)}")
    if len(shown) < len(impact.uncovered):
        left = len(impact.uncovered) - len(shown)
        yield Text(f"and {left} more: see them with --all", style="quiet")


def _migrations(result: Migrations, _page: RenderOptions) -> Iterator[RenderableType]:
    """For each table how many links are of which status, and the proof that none was lost."""
    yield from (line for one in result.migrations for line in _migration(one))


def _migration(migration: Migration) -> Iterator[RenderableType]:
    if migration.statements is not None:
        yield from _moved(migration.statements)
    yield from _moved(migration)
    yield Text(
        f"Every one of {migration.linked} links is in the new map exactly once; "
        f"undoing gives the old map{', as CSV' if migration.converted else ', byte for byte'}."
    )


def _moved(migration: Migration) -> Iterator[RenderableType]:
    yield Text(f"{migration.path}: {' + '.join(migration.old)} → {migration.new}", style="title")
    yield from _counts(migration.counts())
    if migration.elsewhere:
        yield Text(f"{migration.elsewhere:>5}  links to other editions, unchanged")
    if migration.accepted:
        yield Text(f"{migration.accepted:>5}  links accepted: they point at what is new")


_FEW = 8


def _drift(report: DriftReport, page: RenderOptions) -> Iterator[RenderableType]:
    """The words that one side has and the other has not, then each linked statement."""
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


def _statement(drift: Drift, page: RenderOptions) -> Iterator[RenderableType]:
    yield Text.assemble(
        (drift.statement.id, "place"),
        f"  {drift.link.how.value}  ",
        (drift.item.id, "place"),
        f"  has {drift.kept:.0%} of the item's key words; "
        f"{drift.own:.0%} of its own key words are not in the item",
    )
    for name, words, style in (
        ("not used in the guideline", drift.foreign, "grave"),
        ("not in the item", drift.added, "notable"),
        ("left out", drift.missing, "removed"),
        ("shared", drift.shared, "good"),
    ):
        if words:
            chosen = words if page.everything else words[:_FEW]
            more = f" and {len(words) - len(chosen)} more" if len(chosen) < len(words) else ""
            line = Text.assemble(f"{name}: ", (", ".join(chosen), style), more)
            yield Padding(line, (0, 0, 0, 4))


def _suggestions(suggestions: Suggestions, _page: RenderOptions) -> Iterator[RenderableType]:
    """Each statement with the items that it may be about, not yet in the map; the words of both."""
    count = len(suggestions.open)
    links = f"{_number_of_links(count)} to confirm" if count else "nothing left to confirm"
    yield Text(f"{suggestions.course.id} → {suggestions.edition.id}: {links}", style="title")
    if known := len(suggestions.links) - count:
        yield Text(f"{_number_of_links(known)} already in the map and not shown.")
    if suggestions.refused:
        yield Text(f"{_number_of_links(suggestions.refused)} refused earlier and not shown.")
    for statement, links_of in groupby(suggestions.open, key=lambda link: link.statement):
        found = tuple(links_of)
        yield Text("")
        yield Text(statement, style="place")
        yield Padding(Text(found[0].quote), (0, 0, 0, 4))
        for link in found:
            yield Text.assemble(
                f"  {link.confidence:.2f}  {link.how.value}  ",
                (link.item, "place"),
                f"  {link.why}",
            )
            yield Padding(Text(beginning(link.item_quote, _ITEM_WORDS)), (0, 0, 0, 8))


def _number_of_links(count: int) -> str:
    return "1 link" if count == 1 else f"{count} links"


HEADINGS = {
    Consequence.OBLIGATION: "Statements and roles",
    Consequence.DEFINITION: "Definitions that use it",
    Consequence.VALUE: "Values and practices",
    Consequence.COURSE: "Course statements",
    Consequence.PROSE: "Prose",
}
_FIRST_USES = 12


def _ripple(ripple: Ripple, page: RenderOptions) -> Iterator[RenderableType]:
    """How the definition changed, then every use, most important first, with a quote."""
    term = ripple.new or ripple.old
    name = term.name if term else ""
    yield Text(f"{name}: {ripple.old_edition} → {ripple.new_edition}", style="title")
    yield from _definition(ripple)
    for consequence in Consequence:
        these = [use for use in ripple.uses if use.consequence is consequence]
        if these:
            yield Text(f"{len(these):>5}  {HEADINGS[consequence].lower()}")
    if not ripple.uses:
        yield Text("No item or statement uses it.")
    touched = [use for use in ripple.uses if use.changed]
    if touched:
        yield Text(f"{len(touched):>5}  of these also use words that changed in the definition")
    if page.summary:
        return
    groups = {"Use words that changed in the definition": touched}
    for consequence in Consequence:
        groups[HEADINGS[consequence]] = [
            use for use in ripple.uses if use.consequence is consequence and not use.changed
        ]
    for title, these in groups.items():
        if these:
            yield Text("")
            yield Text(title, style="title")
            chosen = these if page.everything else these[:_FIRST_USES]
            for use in chosen:
                yield from _use(use)
            if len(chosen) < len(these):
                left = len(these) - len(chosen)
                yield Text(f"and {left} more: see them with --all", style="quiet")


def _definition(ripple: Ripple) -> Iterator[RenderableType]:
    if ripple.new is None:
        yield Text("The new edition no longer defines it.", style="grave")
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


def _use(use: TermUse) -> Iterator[RenderableType]:
    marked = "marked" if use.marked else "not marked"
    times = f"{use.times} ×" if use.times else "not named in the text"
    changed = f", changed words: {', '.join(use.changed)}" if use.changed else ""
    yield Text.assemble(
        (f"{use.ref.edition}:{use.ref.id}", "place"), (f"  {times}, {marked}{changed}", "quiet")
    )
    yield Padding(Text(use.quote), (0, 0, 0, 4))


_ROWS_SHOWN = 20  # of what is not a comment, for each reason


def _register(register: CommentRegister, page: RenderOptions) -> Iterator[RenderableType]:
    """The counts, then each comment: clause, comment, proposed change, decision."""
    counts = Counter(comment.status for comment in register.comments)
    yield Text(title_of(register, register.edition.id), style="title")
    yield Text(", ".join(f"{counts[status]} {status}" for status in CommentStatus))
    for line in summary_of(register):
        yield Text(line)
    if page.summary:
        return
    for comment in register.comments:
        yield Text("")
        yield from _comment(register, comment)
    for why, rows in grouped_rows(register).items():
        yield Text("")
        yield Text(f"Not comments: {why} ({len(rows)})", style="title")
        if not any(row.line or row.words for row in rows):
            continue
        for row in rows[:_ROWS_SHOWN]:
            line = f"line {row.line}: {row.words}".removesuffix(": ") if row.line else row.words
            yield Padding(Text(line, style="quiet"), (0, 0, 0, 4))
        if len(rows) > _ROWS_SHOWN:
            more = f"and {len(rows) - _ROWS_SHOWN} more: see them with --format json"
            yield Padding(Text(more, style="quiet"), (0, 0, 0, 4))


def _comment(register: CommentRegister, comment: Comment) -> Iterator[RenderableType]:
    yield Text.assemble(
        (comment.id, "title"),
        f"  {comment.type or comment.motivation}  ",
        (clauses(register.edition, comment), "place"),
    )
    for line in remarks_of(comment):
        yield Padding(Text(line, style="notable"), (0, 0, 0, 4))
    if comment.quote:
        yield Padding(Text(f"on: “{beginning(comment.quote, 160)}”", style="quiet"), (0, 0, 0, 4))
    yield Padding(Text(comment.body), (0, 0, 0, 4))
    if comment.proposed:
        yield Padding(Text(f"proposed: {comment.proposed}"), (0, 0, 0, 4))
    style = "quiet" if comment.disposition is None else "notable"
    yield Padding(Text(f"decision: {decision(comment)}", style=style), (0, 0, 0, 4))


draw = drawing(
    {
        Impact: _impact,
        Migrations: _migrations,
        CoverageReport: coverage_lines,
        DriftReport: _drift,
        Suggestions: _suggestions,
        Ripple: _ripple,
        CommentRegister: _register,
    }
)
