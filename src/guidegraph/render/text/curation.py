"""What editors decided, and the history of items and wordings, as readable text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from guidegraph.model.changes import Facet, Relation, Wording
from guidegraph.model.crosswalk import CrosswalkReport
from guidegraph.model.findings import Finding, Severity
from guidegraph.model.history import Blame, BlamedItem, Event, EventKind, ItemHistory, ItemVersion
from guidegraph.model.merge import Merge
from guidegraph.model.review import Review, Reviewed, State
from guidegraph.render.details import Details
from guidegraph.render.format import RenderOptions
from guidegraph.render.grouping import item_of
from guidegraph.render.phrases import (
    is_capitals_only,
    link_phrase,
    names_of,
    places_of,
    weight_of,
    words_of,
)
from guidegraph.render.text.changes import property_line, redline
from guidegraph.render.text.screen import drawing
from guidegraph.render.whereabouts import at_place, whereabouts


__all__ = ["draw"]

_ID = 8
_SEVERITY_STYLES = {Severity.ERROR: "grave", Severity.WARNING: "notable", Severity.INFO: "quiet"}
_MOST = 20


def _review(review: Review, page: RenderOptions) -> Iterator[RenderableType]:
    """The progress of the review, undecided changes, decided ones, and obsolete decisions."""
    changes = review.comparison.changes
    yield Text(f"{' + '.join(changes.old)} → {changes.new}", style="title")
    counts = Counter(reviewed.state for reviewed in review.changes)
    for state in State:
        yield Text(f"{counts[state]:>5}  {state}")
    if review.obsolete:
        yield Text(f"{len(review.obsolete):>5}  decisions about changes that no longer exist")
    details = Details(review.comparison, everything=False)
    shown: State | None = None
    for reviewed in review.changes:
        if reviewed.state is State.ACCEPTED and not page.everything:
            continue
        if reviewed.state is not shown:
            shown = reviewed.state
            yield Text("")
            yield Text(shown.upper(), style="title")
        yield from _reviewed(review, reviewed, details)
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
    if review.pairings:
        yield Text("")
        yield Text("PAIRED", style="title")
        for pairing in review.pairings:
            reason = f": {pairing.reason}" if pairing.reason else ""
            said = f"{pairing.about}  by {pairing.reviewer}, {pairing.date}{reason}"
            yield Text(f"{pairing.id[:_ID]}  {said}")


def _reviewed(review: Review, reviewed: Reviewed, details: Details) -> Iterator[RenderableType]:
    change = reviewed.change
    weight = weight_of(change)
    title = " ".join(name.upper() for name in names_of(change))
    sides = [", ".join(places_of(side)) for side in (change.old, change.new)]
    places = " → ".join(dict.fromkeys(side for side in sides if side))
    yield Text.assemble(
        (change.id[:_ID], "quiet"),
        "  ",
        (title + (f" ({', '.join(weight)})" if weight else ""), "notable"),
        f"  {name}" if (name := details.names(change)) else "",
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
    for phrase in (*at_place(details, change), *whereabouts(details, change)):
        yield Padding(Text(f"· {phrase}"), (0, 0, 0, _ID + 2))
    if details.is_data:
        for line in details.lines(change, whole=True):
            yield Padding(property_line(line), (0, 0, 0, _ID + 2))
    for point in details.points(change) if details.is_data else details.decided(change):
        yield Padding(Text(f"· {point}"), (0, 0, 0, _ID + 2))


def _crosswalk(report: CrosswalkReport, page: RenderOptions) -> Iterator[RenderableType]:
    """
    The findings with their lines, those that only say what is missing shortened; then the counts.
    """
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
        f"{report.path}: {report.rows} rows from {' + '.join(report.old)} to {report.new}: "
        f"{said or 'no findings'}",
        style="" if said else "good",
    )


def _finding(report: CrosswalkReport, finding: Finding) -> Text:
    where = f"{report.path}:{finding.source.line}" if finding.source else report.path
    text = Text.assemble(
        (where, "place"),
        ": ",
        (finding.severity.value, _SEVERITY_STYLES[finding.severity]),
        f" {finding.rule}: {finding.message}",
    )
    if finding.quote:
        text.append(f" “{finding.quote}”", style="quiet")
    return text


def _life(history: ItemHistory, _page: RenderOptions) -> Iterator[RenderableType]:
    """The events of an item, the earliest first, below their editions."""
    item = history.item
    yield Text.assemble((item.name, "title"), "  ", (_place(item), "place"))
    if history.lineage:
        # Whole, so that it can be copied.
        yield Text(history.lineage, style="quiet", no_wrap=True, overflow="ignore")
    shown: str | None = None
    for event in history.events:
        if event.edition != shown:
            shown = event.edition
            yield Text("")
            issued = f"  issued {event.issued}" if event.issued else ""
            yield Text.assemble((event.edition, "title"), (issued, "quiet"))
        yield Padding(_sentence(event), (0, 0, 0, 2))
        for line in _details(event):
            yield Padding(line, (0, 0, 0, 6))


def _sentence(event: Event) -> Text:
    old, new = _names(event.old), _names(event.new)
    style = "notable"
    said: tuple[str | tuple[str, str], ...]
    match event.kind:
        case EventKind.FIRST:
            said = ("first appears as ", (new, "place"))
        case EventKind.KEPT:
            said = ("is unchanged since ", (old, "place"), _now(event))
            style = "quiet"
        case EventKind.SAME:
            said = (_respects(event), " from ", (old, "place"), _now(event))
        case EventKind.SPLIT:
            said = ("split: ", (old, "place"), " became ", (new, "place"))
        case EventKind.MERGED:
            said = ("merged: ", (old, "place"), " became ", (new, "place"))
        case EventKind.REGROUPED:
            said = ("regrouped: ", (old, "place"), " became ", (new, "place"))
        case EventKind.DROPPED:
            said = ("DROPPED: ", (old, "place"), " has no successor")
            style = "grave"
        case EventKind.ADDED:
            twin = event.change.duplicate_of if event.change else None
            again = f", a duplicate of {twin.id}" if twin else ""
            said = ("added as ", (new, "place"), again)
        case EventKind.DOUBLED:
            said = ("DUPLICATE: ", (new, "place"), " has the same text")
            style = "grave"
    return Text.assemble(Text(str(said[0]), style=style), *said[1:])


def _now(event: Event) -> str:
    old, new = event.old[0], event.new[0]
    return "" if old.ref.id == new.ref.id else f", now {new.ref.id}"


def _respects(event: Event) -> str:
    change = event.change
    if change is None:
        return "unchanged"
    names = list(names_of(change))
    if Facet.RENUMBERED in change.facets and Facet.RENUMBERED.value not in names:
        names.append(Facet.RENUMBERED.value)
    weight = weight_of(change)
    return ", ".join(names) + (f" ({', '.join(weight)})" if weight else "")


def _details(event: Event) -> Iterator[Text]:
    change = event.change
    if event.kind in (EventKind.FIRST, EventKind.ADDED, EventKind.DROPPED):
        for version in event.new or event.old:
            if version.text:
                gone = event.kind is EventKind.DROPPED
                yield Text(version.text, style="removed" if gone else "")
        return
    if change is None:
        return
    if change.label_words and not is_capitals_only(change.label_words):
        yield Text.assemble(("label: ", "quiet"), redline(change.label_words))
    if change.words:
        yield redline(change.words)
    if change.verdict is not None and change.verdict.wording is not Wording.TYPOGRAPHIC:
        yield from (Text(f"· {reason}", style="quiet") for reason in change.verdict.reasons)
    yield from (Text(f"· {link_phrase(link)}", style="quiet") for link in change.links)
    if event.comparison is not None:
        decided = Details(event.comparison, everything=False).decided(change)
        yield from (Text(f"· {line}", style="quiet") for line in decided)


def _blame(blame: Blame, _page: RenderOptions) -> Iterator[RenderableType]:
    """
    For each item since when it has its wording, and its words by the editions they come from.
    """
    yield from (part for entry in blame.items for part in _origin(blame, entry))


def _origin(blame: Blame, entry: BlamedItem) -> Iterator[RenderableType]:
    head = Text.assemble((entry.item.ref.id, "place"), "  since ", (entry.since, "notable"))
    if not entry.previous and entry.since == blame.edition:
        head.append("  (new)", style="quiet")
    elif entry.previous:
        head.append(f"  before: {_names(entry.previous)}", style="quiet")
    yield head
    if len(entry.runs) == 1:
        yield Padding(Text(entry.runs[0].text), (0, 0, 0, 4))
    else:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(style="quiet", no_wrap=True)
        table.add_column()
        for run in entry.runs:
            table.add_row(
                run.edition, Text(run.text, style="added" if run.edition == blame.edition else "")
            )
        yield Padding(table, (0, 0, 0, 4))
    if entry.since == blame.edition:
        for version in entry.previous:
            yield Padding(Text(f"was: {version.text or version.name}", style="quiet"), (0, 0, 0, 4))


def _merge(merge: Merge, _page: RenderOptions) -> Iterator[RenderableType]:
    """What was taken from where, and each conflict with the values of all sides."""
    yield Text(f"{merge.base} → {merge.ours} + {merge.theirs}", style="title")
    yield Text(f"{merge.from_ours:>5}  items changed in {merge.ours} only")
    yield Text(f"{merge.from_theirs:>5}  items changed in {merge.theirs} only")
    yield Text(f"{merge.both:>5}  items changed in both in the same way")
    yield Text(f"{len(merge.conflicts):>5}  conflicts", style="grave" if merge.conflicts else "")
    for conflict in merge.conflicts:
        yield Text("")
        yield Text.assemble(
            (f"CONFLICT ({conflict.kind}, {conflict.aspect})", "grave"),
            f"  {conflict.item or 'the edition itself'}",
        )
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(style="quiet", no_wrap=True)
        table.add_column()
        for side, value in (
            ("base", conflict.base),
            ("ours", conflict.ours),
            ("theirs", conflict.theirs),
        ):
            kept = "  (kept)" if conflict.kept == side else ""
            table.add_row(
                side, Text.assemble("nothing" if value is None else value, (kept, "quiet"))
            )
        yield Padding(table, (0, 0, 0, 4))


def _names(versions: Sequence[ItemVersion]) -> str:
    return ", ".join(_place(version) for version in versions)


def _place(version: ItemVersion) -> str:
    return f"{version.ref.edition}:{version.ref.id}"


draw = drawing(
    {
        CrosswalkReport: _crosswalk,
        Review: _review,
        ItemHistory: _life,
        Blame: _blame,
        Merge: _merge,
    }
)
