"""What a redline page shows: a whole edition with what changed in it, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidegraph.model.changes import Comparison
from guidegraph.model.clauses import clause_of
from guidegraph.model.names import spaced
from guidegraph.model.titles import printed_titles
from guidegraph.render.details import Details
from guidegraph.render.format import RenderOptions
from guidegraph.render.html.view import WordRun, language_of, runs_of
from guidegraph.render.phrases import proof_of
from guidegraph.render.standing import Standing, StandingKind, outcome_of, standings_of
from guidegraph.render.translation import ENGLISH, Translation


__all__ = ["Fold", "RedlineLine", "RedlineView"]

_DEEPEST = 5
# So many unchanged items in a row are folded.
_FEW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RedlineLine:
    """
    An item as it is printed.

    *level* is that of a heading, from 2; 0 for a text. *outcome* is what became of it, *where*
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
        passages = standings_of(comparison)
        lines = tuple(_line(details, passage, at) for at, passage in enumerate(passages))
        return cls(
            titles=printed_titles(comparison),
            contents=tuple(
                (line.anchor, spaced(clause_of(passage.home, passage.item)), passage.depth)
                for line, passage in zip(lines, passages, strict=True)
                if line.level and passage.kind is StandingKind.HERE and passage.depth < 2
            ),
            folds=tuple(_folds(lines)),
            changes=max((passage.number for passage in passages), default=0),
            unchanged=len(comparison.changes.unchanged),
            proof=proof_of(comparison.changes.audit, words),
        )


def _line(details: Details, passage: Standing, at: int) -> RedlineLine:
    item, change = passage.item, passage.change
    is_heading = bool(passage.label) and (
        not item.text or item.id in passage.home.children or passage.depth == 0
    )
    return RedlineLine(
        anchor=f"item-{at + 1}",
        level=min(passage.depth, _DEEPEST - 1) + 2 if is_heading else 0,
        depth=min(passage.depth, _DEEPEST),
        number=passage.number,
        change=change.id if change else "",
        kind=passage.kind.value,
        mark=spaced(item.notation or item.marker or ""),
        label=runs_of(passage.label),
        words=runs_of(passage.words),
        outcome=outcome_of(details.comparison, change, details.words) if change else "",
        where=_where(details, passage),
        notes=tuple(_notes(details, passage)) if passage.first else (),
        language=language_of(passage.home),
    )


def _where(details: Details, passage: Standing) -> str:
    """The clauses that an item came from, or went to, where they are others."""
    here = clause_of(passage.home, passage.item)
    if passage.kind is StandingKind.LEFT:
        named = [clause_of(details.new, details.new.by_id[ref.id]) for ref in passage.new]
        return details.words("now in %(items)s", items="; ".join(dict.fromkeys(named)))
    if passage.change is None or passage.kind is StandingKind.DROPPED or not passage.old:
        return ""
    named = [
        clause_of(home, home.by_id[ref.id])
        for ref in passage.old
        for home in (details.old[ref.edition],)
    ]
    others = [name for name in dict.fromkeys(named) if name != here]
    return details.words("from %(items)s", items="; ".join(others)) if others else ""


def _notes(details: Details, passage: Standing) -> Iterator[str]:
    change = passage.change
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
