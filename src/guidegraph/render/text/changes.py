"""Diffs, and why an item has its counterpart, as readable text; the most important first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from guidegraph.model.changes import (
    Change,
    Comparison,
    Priority,
    Ref,
    Relation,
    WordEdit,
    Wording,
    WordOp,
    priority_of,
)
from guidegraph.model.explanation import Candidate, Explanation
from guidegraph.model.titles import titles_of
from guidegraph.render.alarms import Alarm, AlarmKind, alarms_of
from guidegraph.render.clause_index import IndexedClause, clause_index, ranges
from guidegraph.render.details import Details, PropertyLine
from guidegraph.render.format import RenderOptions
from guidegraph.render.grouping import Part, item_of, parts_of
from guidegraph.render.phrases import (
    ALARMING,
    KIND_NAMES,
    counts_of,
    doubts_of,
    is_capitals_only,
    places_of,
    proof_of,
    replaced_of,
    shortened,
    words_of,
)
from guidegraph.render.text.screen import drawing
from guidegraph.render.whereabouts import at_place, whereabouts


__all__ = ["draw", "property_line", "redline"]

# Where the text of an alarm begins.
_INDENT = 13

# As much of an id as is enough to name a change, as a rule.
_ID = 8

# Differences in the editions themselves that are shown without --all.
_MOST = 40


def _comparison(comparison: Comparison, page: RenderOptions) -> Iterator[RenderableType]:
    """
    The summary, the alarming changes, what differs in the editions themselves, then every part with
    its changes.
    """
    details = Details(comparison, everything=page.everything)
    margin = _Margin(details, page.width)
    *old, new = titles_of(comparison)
    yield Text.assemble((f"{' + '.join(old)} → {new}", "title"))
    yield from _summary(comparison, details)
    if page.summary:
        return
    alarms = alarms_of(comparison, everything=page.everything)
    if alarms.shown:
        yield Text("")
        yield Rule(Text("LOOK HERE FIRST", style="grave"), align="left", characters="─")
        for alarm in alarms.shown:
            yield from _alarm(comparison, alarm, details, margin)
        if rest := alarms.rest():
            yield Text(f" {rest}", style="quiet")
    if details.disagreements:
        yield from _heading("Identifiers and words that disagree")
        yield from (Text(f"· {phrase}") for phrase in details.disagreements)
    if lines := details.editions():
        yield from _heading("The editions themselves")
        yield from _editions(lines, page)
    if details.mergers:
        yield from _heading("Successors that did not change themselves")
        yield from (Text(f"· {phrase}") for phrase in details.mergers)
    for part in parts_of(comparison, page.by, page.sort):
        yield from _part(comparison, part, page, details, margin)
    if page.everything and comparison.changes.changes:
        yield from _heading("Clauses, with the numbers of their changes")
        yield Text(" · ".join(_indexed(clause) for clause in clause_index(details)))


class _Margin:
    """
    What is around the first line of a change: its running number, and the beginning of its id at
    the right edge.

    Attributes:
        indent: where the text of a change begins.
    """

    def __init__(self, details: Details, width: int) -> None:
        self.details = details
        self.width = width
        changes = details.comparison.changes
        ids = sorted(change.id for change in (*changes.changes, *changes.hidden))
        self.digits = max(3, len(str(len(ids))))
        self.indent = self.digits + 1
        # As many characters as tell all changes apart.
        alike = max((_shared(one, other) for one, other in pairwise(ids)), default=0)
        self.length = max(alike + 1, _ID)

    def head(self, change: Change, head: Text, *, whole: bool = True) -> Text:
        """
        The first line with the numbers and ids of all that is shown together; if not as a *whole*,
        as much as there is space for.
        """
        together = self.details.together(change)
        numbers = ", ".join(str(self.details.running[each.id]) for each in together)
        head = Text.assemble(f"{numbers.rjust(self.digits)} ", head)
        return self.with_ids(together, head, whole=whole)

    def with_ids(self, changes: Sequence[Change], head: Text, *, whole: bool = True) -> Text:
        """A line with ids at the right edge; what has no space before them is on the next one."""
        ids = " ".join(each.id[: self.length] for each in changes)
        room = self.width - len(ids) - 2
        if not whole and room > 0:
            head.truncate(room, overflow="ellipsis")
        at = len(head)
        while at > self.indent and cell_len(head.plain[:at]) > room:
            at = head.plain.rfind(" ", 0, at)
        first, rest = head.divide([at]) if self.indent < at < len(head) else (head, Text(""))
        first.append(" " * max(2, room + 2 - cell_len(first.plain)))
        first.append(ids, "quiet")
        if rest:
            first.append("\n" + " " * self.indent).append_text(rest[1:])
        return first


def _shared(one: str, other: str) -> int:
    """How many signs two ids have in common at their beginning."""
    signs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], signs))


def _indexed(clause: IndexedClause) -> str:
    return f"{clause.name}: {ranges([number for number, _ in clause.changes])}"


def _heading(name: str) -> Iterator[RenderableType]:
    yield Text("")
    yield Rule(Text(name, style="title"), align="left", characters="─")


def _editions(lines: Sequence[PropertyLine], page: RenderOptions) -> Iterator[RenderableType]:
    """The properties of the editions, then those of other resources below their names."""
    shown = lines if page.everything else lines[:_MOST]
    about = ""
    for line in shown:
        if line.about != about:
            about = line.about
            yield Text(about, style="place")
        yield Padding(property_line(line), (0, 0, 0, 4 if about else 0))
    if more := len(lines) - len(shown):
        yield Text(f"and {more:,} more differences: see with --all", style="quiet")


def property_line(line: PropertyLine) -> Text:
    """A property by name and language, with what was removed and added."""
    return Text.assemble((f"{line.name}: ", "quiet"), redline(line.edits))


def _summary(comparison: Comparison, details: Details) -> Iterator[Text]:
    changes = comparison.changes
    for kind, count in counts_of(changes.changes):
        style = "grave" if kind in ALARMING else ""
        replaced = replaced_of(changes.changes) if kind is Priority.LOST else ""
        yield Text.assemble((f"{count:>5}", style), f"  {KIND_NAMES[kind]}{replaced}")
        if kind is Priority.DESCRIBED:
            yield from (Text(f"       {phrase}", style="quiet") for phrase in details.common)
    yield Text.assemble((f"{len(changes.unchanged):>5}", "quiet"), ("  unchanged", "quiet"))
    if changes.hidden:
        yield Text(f"{len(changes.hidden):>5}  not shown (other kinds)", style="quiet")
    yield Text(proof_of(changes.audit), style="good" if changes.audit.passed else "grave")
    yield from (Text(sentence) for sentence in details.identifiers)


def _alarm(
    comparison: Comparison, alarm: Alarm, details: Details, margin: _Margin
) -> Iterator[RenderableType]:
    change = alarm.change
    head = Text.assemble((f" {alarm.kind.upper()} ", "grave")).append(" ")
    head.pad_right(_INDENT - len(head))
    head.append(f"{details.running[change.id]}  ")
    body: list[RenderableType] = []
    if change.old and change.new:
        head.append(f"{name}  " if (name := details.names(change)) else "")
        head.append(_places(change), "place")
        edits = change.words or change.label_words
        body += [redline(shortened(edits))] if edits else []
        body += [Text(f"· {reason}") for reason in change.verdict.reasons] if change.verdict else []
    else:
        old = change.relation is Relation.DROPPED
        (ref,) = change.old if old else change.new
        item, name = item_of(comparison, ref, old=old), details.name(ref, old=old)
        head.append(f"{name}  " if name else "", "removed" if old else "added")
        head.append(f"{ref.edition}:{ref.id}", "place")
        if not name and change.duplicate_of:
            head.append(f" of {change.duplicate_of.id}")
        if item.text or not name:
            body.append(_whole(comparison, change))
        body += [Text(f"· {phrase}") for phrase in at_place(details, change)]
        if name and change.duplicate_of:
            body.append(Text(details.duplicates(change.duplicate_of)))
    if alarm.kind is AlarmKind.UNSURE:
        body.append(Text(f"· {details.words('unsure whether these belong together')}"))
    sure = [word for word in doubts_of(change) if word != alarm.kind]
    head.append(f"  ({', '.join(sure)})" if sure else "")
    body += [Text(f"· {phrase}") for phrase in whereabouts(details, change)]
    yield margin.with_ids((change,), head)
    yield from (Padding(entry, (0, 0, 0, _INDENT)) for entry in body)


def _part(
    comparison: Comparison, part: Part, page: RenderOptions, details: Details, margin: _Margin
) -> Iterator[RenderableType]:
    yield from _heading(f"{part.name} (gone)" if part.gone else part.name)
    folded = [change for change in part.changes if priority_of(change) is Priority.TYPESET]
    alike = [change for change in part.changes if details.is_folded(change)]
    hidden = {change.id for change in (*folded, *alike)}
    for change in part.changes:
        if (page.everything or change.id not in hidden) and not details.is_beside(change):
            yield from _change(comparison, change, page, details, margin)
    if alike:
        yield Text(
            f"and {len(alike):,} more with only what is counted above: see with --all",
            style="quiet",
        )
    if folded and not page.everything:
        what = "change" if len(folded) == 1 else "changes"
        yield Text(
            f"and {len(folded)} purely typographic {what} (capitals, quotes, commas, numbers): "
            "see with --all",
            style="quiet",
        )


def _change(
    comparison: Comparison, change: Change, page: RenderOptions, details: Details, margin: _Margin
) -> Iterator[RenderableType]:
    style = "grave" if priority_of(change) in ALARMING else "notable"
    name = details.names(change)
    head = Text.assemble((_title(change, details, named=bool(name)), style), "  ")
    if beside := details.stand_ins(change) if change.old else ():
        yield from _replaced(comparison, change, beside, details, margin, head)
        return
    if numbers := details.numbers(change):
        head.append(f"{numbers}  ")
    if name:
        head.append(f"{name}  ")
    head.append(_places(change), "place")
    if priority_of(change) is Priority.ADDED and not page.everything:
        item = item_of(comparison, change.new[0], old=False)
        if item.text or not name:
            head.append(f"  {words_of(item)}")
        yield margin.head(change, head, whole=False)
        points = (
            *at_place(details, change),
            *whereabouts(details, change),
            *details.points(change),
        )
        yield from (Padding(Text(f"· {point}"), (0, 0, 0, margin.indent)) for point in points)
        return
    yield margin.head(change, head)
    body: list[RenderableType] = []
    if change.relation in (Relation.ADDED, Relation.DROPPED) and not (
        name and _is_name_only(comparison, change)
    ):
        body.append(_whole(comparison, change))
    if change.label_words and (page.everything or not is_capitals_only(change.label_words)):
        body.append(Text.assemble(("label: ", "quiet"), redline(change.label_words)))
    if change.words and change.relation not in (Relation.ADDED, Relation.DROPPED):
        edits = change.words if page.everything else shortened(change.words)
        body.append(redline(edits))
    if change.verdict is not None and change.verdict.wording is not Wording.TYPOGRAPHIC:
        body += [Text(f"· {reason}", style="quiet") for reason in change.verdict.reasons]
    body += [property_line(line) for line in details.lines(change)]
    points = (*whereabouts(details, change), *details.points(change))
    body += [Text(f"· {point}") for point in points]
    for entry in body:
        yield Padding(entry, (0, 0, 0, margin.indent))


def _replaced(
    comparison: Comparison,
    change: Change,
    beside: Sequence[Ref],
    details: Details,
    margin: _Margin,
    head: Text,
) -> Iterator[RenderableType]:
    """A dropped item with the added ones at its place: old words, then new words."""
    sides = [(ref, True) for ref in change.old] + [(ref, False) for ref in beside]
    head.append(" → ".join(f"{ref.edition}:{ref.id}" for ref, _ in sides), "place")
    yield margin.head(change, head)
    for ref, old in sides:
        item, name = item_of(comparison, ref, old=old), details.name(ref, old=old)
        text = f"{name}: {item.text}" if name and item.text else name or words_of(item)
        edit = WordEdit(op=WordOp.DELETE if old else WordOp.INSERT, text=text)
        yield Padding(redline([edit]), (0, 0, 0, margin.indent))
    points = (*whereabouts(details, change), *details.points(change))
    yield from (Padding(Text(f"· {point}"), (0, 0, 0, margin.indent)) for point in points)


def _is_name_only(comparison: Comparison, change: Change) -> bool:
    ref, old = (change.old or change.new)[0], change.relation is Relation.DROPPED
    return not item_of(comparison, ref, old=old).text


def _whole(comparison: Comparison, change: Change) -> Text:
    """An added or dropped item's words."""
    old = change.relation is Relation.DROPPED
    item = item_of(comparison, (change.old or change.new)[0], old=old)
    return Text(words_of(item), style="removed" if old else "added")


def _title(change: Change, details: Details, *, named: bool) -> str:
    """How the items changed, in capitals, with how important it is and whether it is sure."""
    names, weight = details.title(change)
    title = " ".join(names).upper()
    if change.duplicate_of is not None and not named:
        title = title.replace("DUPLICATE", f"DUPLICATE of {change.duplicate_of.id}", 1)
    return f"{title} ({', '.join(weight)})" if weight else title


def _places(change: Change) -> str:
    if [ref.id for ref in change.old] == [ref.id for ref in change.new]:
        return ", ".join(ref.id for ref in change.new)
    return " → ".join(", ".join(places_of(refs)) for refs in (change.old, change.new) if refs)


def redline(edits: Sequence[WordEdit]) -> Text:
    """Words kept, `[-removed-]` and `{+added+}`: distinguishable without colour."""
    text = Text()
    for number, edit in enumerate(edits):
        if number:
            text.append(" ")
        match edit.op:
            case WordOp.EQUAL:
                text.append(edit.text)
            case WordOp.DELETE:
                text.append(f"[-{edit.text}-]", style="removed")
            case WordOp.INSERT:
                text.append(f"{{+{edit.text}+}}", style="added")
    return text


# Names of the features of a candidate.
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


def _explanation(explanation: Explanation, page: RenderOptions) -> Iterator[RenderableType]:
    """The item, what decided, and its candidates with their features."""
    ref = explanation.ref
    yield Text.assemble((f"{ref.edition}:{ref.id}", "place"))
    yield Padding(Text(explanation.words), (0, 0, 0, 2))
    yield Text(explanation.reason, style="notable")
    if explanation.candidates:
        yield Text("")
        yield Text("candidates, the most likely first:", style="quiet")
    for candidate in explanation.candidates:
        yield from _candidate(candidate, page)


def _candidate(candidate: Candidate, page: RenderOptions) -> Iterator[RenderableType]:
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


draw = drawing(
    {
        Comparison: _comparison,
        Explanation: _explanation,
    }
)
