"""What a redline page shows: a whole edition with what changed in it, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidegraph.model.changes import Comparison, WordEdit, WordOp
from guidegraph.model.clauses import clause_of
from guidegraph.model.names import spaced
from guidegraph.model.titles import printed_titles
from guidegraph.render.details import Details
from guidegraph.render.format import RenderOptions
from guidegraph.render.html.view import WordRun, language_of, runs_of
from guidegraph.render.phrases import proof_of
from guidegraph.render.standing import (
    Standing,
    StandingKind,
    is_heading,
    outcome_of,
    standings_of,
)
from guidegraph.render.translation import ENGLISH, Translation


__all__ = ["Fold", "RedlineLine", "RedlineView"]

_DEEPEST = 5
# So many unchanged items in a row are folded.
_FEW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RedlineLine:
    """
    An item as it is printed.

    *level* is that of a heading, from 2; 0 for a text. *cells* are those of its row, by the names
    of their columns. *outcome* is how it changed, *where*
    the clause it came from or went to, *notes* are reasons and decisions.
    """

    anchor: str
    level: int
    depth: int
    number: int
    change: str
    kind: str
    mark: str
    label: tuple[WordRun, ...]
    words: tuple[WordRun, ...]
    cells: tuple[tuple[str, tuple[WordRun, ...]], ...]
    outcome: str
    where: str
    notes: tuple[str, ...]
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Some lines after one another; *folded* if none of them changed."""

    folded: bool
    lines: tuple[RedlineLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedlineView:
    """The page: its titles, the contents (anchor, words, depth), the lines, the proof."""

    titles: tuple[str, ...]
    contents: tuple[tuple[str, str, int], ...]
    folds: tuple[Fold, ...]
    changes: int
    unchanged: int
    proof: str

    @classmethod
    def of(
        cls, comparison: Comparison, _page: RenderOptions, words: Translation = ENGLISH
    ) -> RedlineView:
        """The view of a comparison."""
        details = Details(comparison, everything=True, words=words)
        standings = standings_of(comparison)
        lines = tuple(_line(details, standing, at) for at, standing in enumerate(standings))
        return cls(
            titles=printed_titles(comparison),
            contents=tuple(
                (line.anchor, spaced(clause_of(standing.home, standing.item)), standing.depth)
                for line, standing in zip(lines, standings, strict=True)
                if line.level and standing.kind is StandingKind.HERE and standing.depth < 2
            ),
            folds=tuple(_folds(lines)),
            changes=max((standing.number for standing in standings), default=0),
            unchanged=len(comparison.changes.unchanged),
            proof=proof_of(comparison.changes.audit, words),
        )


def _line(details: Details, standing: Standing, at: int) -> RedlineLine:
    item, change = standing.item, standing.change
    return RedlineLine(
        anchor=f"item-{at + 1}",
        level=min(standing.depth, _DEEPEST - 1) + 2 if is_heading(standing.home, item) else 0,
        depth=min(standing.depth, _DEEPEST),
        number=standing.number,
        change=change.id if change else "",
        kind=standing.kind.value,
        mark=spaced(item.notation or item.marker or ""),
        label=runs_of(standing.label),
        words=runs_of(standing.words),
        cells=tuple(_cells(details, standing)),
        outcome=outcome_of(details.comparison, change, details.words) if change else "",
        where=_where(details, standing),
        notes=tuple(_notes(details, standing)) if standing.first else (),
        language=language_of(standing.home),
    )


def _cells(details: Details, standing: Standing) -> Iterator[tuple[str, tuple[WordRun, ...]]]:
    """The other cells of a row, those that differ with what was removed and added."""
    change, alone = standing.change, WordOp.EQUAL
    differ = {}
    if change is not None and change.old and change.new and standing.kind is StandingKind.HERE:
        differ = {line.name: line.edits for line in details.lines(change, whole=True)}
    elif change is not None:
        alone = WordOp.INSERT if standing.kind is StandingKind.HERE else WordOp.DELETE
    for cell in standing.item.attributes:
        name = spaced(cell.property)
        if name not in differ and cell.value:
            yield name, runs_of([WordEdit(op=alone, text=cell.value)])
    for name, edits in differ.items():
        yield name, runs_of(edits)


def _where(details: Details, standing: Standing) -> str:
    """The clauses that an item came from, or went to, where they are others."""
    here = clause_of(standing.home, standing.item)
    if standing.kind is StandingKind.LEFT:
        named = [clause_of(details.new, details.new.by_id[ref.id]) for ref in standing.new]
        return details.words("now in %(items)s", items="; ".join(dict.fromkeys(named)))
    if standing.change is None or standing.kind is StandingKind.DROPPED or not standing.old:
        return ""
    named = [
        clause_of(home, home.by_id[ref.id])
        for ref in standing.old
        for home in (details.old[ref.edition],)
    ]
    others = [name for name in dict.fromkeys(named) if name != here]
    return details.words("from %(items)s", items="; ".join(others)) if others else ""


def _notes(details: Details, standing: Standing) -> Iterator[str]:
    change = standing.change
    if change is None:
        return
    if change.verdict is not None:
        yield from change.verdict.reasons
    yield from details.points(change)


def _folds(lines: Sequence[RedlineLine]) -> Iterator[Fold]:
    """Unchanged texts in a row are folded; headings always show."""
    run: list[RedlineLine] = []

    def end() -> Iterator[Fold]:
        if run:
            yield Fold(folded=len(run) >= _FEW, lines=tuple(run))
            run.clear()

    for line in lines:
        if line.number or line.level:
            yield from end()
            yield Fold(folded=False, lines=(line,))
        else:
            run.append(line)
    yield from end()
