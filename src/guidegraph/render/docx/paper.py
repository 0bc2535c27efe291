"""The committee's paper: what was compared, what changed, what was decided, and the proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from guidegraph.export.docx import DocxParagraph, DocxRun, DocxTable, to_docx
from guidegraph.model.changes import (
    Certainty,
    Change,
    Comparison,
    Relation,
    WordEdit,
    WordOp,
)
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import beginning
from guidegraph.model.review import State
from guidegraph.model.titles import printed_titles
from guidegraph.render.alarms import alarms_of
from guidegraph.render.changelog import LogEntry, log_entries
from guidegraph.render.details import Details
from guidegraph.render.grouping import item_of
from guidegraph.render.phrases import (
    KIND_NAMES,
    counts_of,
    doubts_of,
    proof_of,
    replaced_of,
    shortened,
    words_of,
)
from guidegraph.render.standing import clause_in
from guidegraph.render.whereabouts import at_place, whereabouts


__all__ = ["paper_docx"]

_GONE, _COME = "A3301E", "1F6F43"
_WIDTHS = (1020, 2300, 1600, 5200, 2680, 1770)
_LONGEST = 1_200
_OPENING = 90


def paper_docx(comparison: Comparison) -> bytes:
    """The paper; the changes are those that the comparison shows, by clause and numbered."""
    *before, after = printed_titles(comparison)
    title = f"Changes to {after}"
    return to_docx(
        _Paper(comparison).blocks(title, before),
        title=title,
        landscape=True,
        footer=title,
    )


class _Paper:
    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.details = Details(comparison, everything=False)
        self.entries = log_entries(comparison, rejected=True)

    def blocks(self, title: str, before: Sequence[str]) -> Iterator[DocxParagraph | DocxTable]:
        changes = self.comparison.changes
        yield _line(title, style="Title")
        yield _line(f"compared with {' and '.join(before)}", style="Subtitle")
        yield _line("What was compared", style="Heading1")
        yield self._editions()
        yield _line("Summary", style="Heading1")
        for kind, count in counts_of(changes.changes):
            more = replaced_of(changes.changes) if KIND_NAMES[kind] == "dropped" else ""
            yield _line(f"{count:,} {KIND_NAMES[kind]}{more}")
        yield _line(f"{len(changes.unchanged):,} unchanged")
        if changes.hidden:
            yield _line(f"{len(changes.hidden):,} other changes are not shown here.")
        yield _line(self._decided())
        yield _line(proof_of(changes.audit), style="Quiet")
        yield from self._first()
        yield _line("Changes", style="Heading1")
        yield from self._changes()
        yield from self._index()

    def _editions(self) -> DocxTable:
        head = ("", "Title", "Issued", "Publisher", "Items")
        sides = [("Old", edition) for edition in self.comparison.old]
        rows = [
            head,
            *(_about(side, each) for side, each in (*sides, ("New", self.comparison.new))),
        ]
        return _table((900, 6900, 1800, 3700, 1270), rows)

    def _decided(self) -> str:
        decisions = self.comparison.decisions
        shown = self.comparison.changes.changes
        counts = Counter(
            decisions[change.id].state if change.id in decisions else State.UNDECIDED
            for change in shown
        )
        said = ", ".join(f"{counts[state]:,} {state}" for state in State if counts[state])
        return f"Decisions: {said}." if said else "There is nothing to decide."

    def _first(self) -> Iterator[DocxParagraph]:
        alarms = alarms_of(self.comparison)
        if not alarms.shown:
            return
        numbers = {entry.change.id: entry for entry in self.entries}
        yield _line("Look here first", style="Heading1")
        for alarm in alarms.shown:
            entry = numbers[alarm.change.id]
            words = " / ".join(words_of(item) for item in self._items(alarm.change))
            twin = alarm.change.duplicate_of
            repeated = f"repeats {clause_in(self.comparison, twin)}. " if twin else ""
            doubts = ", ".join(doubts_of(alarm.change))
            kind = f"{alarm.kind}, {doubts}" if doubts else str(alarm.kind)
            yield DocxParagraph(
                runs=(
                    DocxRun(text=f"{entry.number}. ", bold=True),
                    DocxRun(text=f"{kind}: ", colour=_GONE),
                    DocxRun(text=f"{_clause(entry)}. ", bold=True),
                    DocxRun(text=repeated),
                    DocxRun(text=beginning(words, _OPENING)),
                )
            )
        if rest := alarms.rest():
            yield _line(rest, style="Quiet")

    def _items(self, change: Change) -> Iterator[Item]:
        old = not change.new
        for ref in change.old if old else change.new:
            yield item_of(self.comparison, ref, old=old)

    def _changes(self) -> Iterator[DocxParagraph | DocxTable]:
        if not self.entries:
            yield _line("No item changed.")
            return
        head = ("No.", "Clause", "What", "Words", "Why", "Decision")
        rows: list[tuple[tuple[DocxParagraph, ...], ...]] = [tuple(_cell(each) for each in head)]
        for entry in self.entries:
            rows.append(
                (
                    (
                        _line(str(entry.number), style="Small"),
                        _line(entry.change.id[:8], style="Quiet"),
                    ),
                    _cell(_clause(entry)),
                    _cell(entry.outcome),
                    tuple(self._words(entry.change)),
                    tuple(_line(each, style="Small") for each in self._why(entry.change)),
                    tuple(
                        _line(each, style="Small") for each in self.details.decided(entry.change)
                    ),
                )
            )
        yield DocxTable(widths=_WIDTHS, rows=tuple(rows))

    def _why(self, change: Change) -> Iterator[str]:
        if change.verdict is not None:
            yield from change.verdict.reasons
        yield from at_place(self.details, change)
        yield from whereabouts(self.details, change)
        decided = set(self.details.decided(change))
        yield from (point for point in self.details.points(change) if point not in decided)
        yield from (doubt for doubt in doubts_of(change) if doubt == Certainty.LIKELY)

    def _words(self, change: Change) -> Iterator[DocxParagraph]:
        if change.relation in (Relation.ADDED, Relation.DROPPED):
            op = WordOp.INSERT if change.new else WordOp.DELETE
            for ref in change.new or change.old:
                item = item_of(self.comparison, ref, old=not change.new)
                for text in filter(None, (item.label or item.pref_label, item.text)):
                    yield _marked([WordEdit(op=op, text=_short(text))])
            return
        differs = False
        for edits in (change.label_words, change.words):
            if any(edit.op is not WordOp.EQUAL for edit in edits):
                differs = True
                yield _marked(shortened(edits))
        for line in self.details.lines(change):
            differs = True
            yield _marked([WordEdit(op=WordOp.EQUAL, text=f"{line.name}:"), *line.edits])
        if not differs:
            words = words_of(item_of(self.comparison, change.new[0], old=False))
            yield _line(_short(words), style="Quiet")

    def _index(self) -> Iterator[DocxParagraph | DocxTable]:
        """Each clause that changed, old and new, with the numbers of its changes."""
        found: dict[str, list[int]] = {}
        for entry in self.entries:
            for clause in dict.fromkeys((*entry.old, *entry.new)):
                found.setdefault(clause, []).append(entry.number)
        if not found:
            return
        yield _line("Index of clauses", style="Heading1")
        rows = [("Clause", "Changes")]
        rows += [(clause, ", ".join(map(str, numbers))) for clause, numbers in found.items()]
        yield _table((10500, 4070), rows)


def _about(side: str, edition: Edition) -> tuple[str, ...]:
    return (
        side,
        edition.title,
        edition.issued or "not stated",
        edition.provenance.publisher or "",
        f"{len(edition.items):,}",
    )


def _clause(entry: LogEntry) -> str:
    now, was = "; ".join(entry.new), "; ".join(entry.old)
    return now if now == was or not was else was if not now else f"{was} → {now}"


def _short(text: str) -> str:
    return beginning(text, _LONGEST)


def _marked(edits: Sequence[WordEdit]) -> DocxParagraph:
    """Words that were removed struck, words that were added underlined."""
    runs: list[DocxRun] = []
    for edit in edits:
        if runs:
            runs.append(DocxRun(text=" "))
        gone, come = edit.op is WordOp.DELETE, edit.op is WordOp.INSERT
        colour = _GONE if gone else _COME if come else ""
        runs.append(DocxRun(text=_short(edit.text), struck=gone, underlined=come, colour=colour))
    return DocxParagraph(runs=tuple(runs), style="Small")


def _line(text: str, *, style: str = "Normal") -> DocxParagraph:
    return DocxParagraph(runs=(DocxRun(text=text),), style=style)


def _cell(text: str) -> tuple[DocxParagraph, ...]:
    return (_line(text, style="Small"),)


def _table(widths: Sequence[int], rows: Sequence[Sequence[str]]) -> DocxTable:
    return DocxTable(
        widths=tuple(widths), rows=tuple(tuple(_cell(text) for text in row) for row in rows)
    )
