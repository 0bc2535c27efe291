"""
Accounts for every word of an edition's source, and marks the words of each item in it; and checks
whether a graph that was built before is still up to date.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from guidegraph.model.accounting import Account, Gap, GapKind
from guidegraph.model.edition import Edition
from guidegraph.model.manifest import Layout
from guidegraph.model.source import Source, SourceText, Span
from guidegraph.verify.reading import SourceReading, WordOwner, read
from guidegraph.verify.text_flows import text_flows
from guidegraph.verify.words import SourceWord, words_of


__all__ = ["account", "with_stale_graph"]


def account(edition: Edition, source: SourceText, layout: Layout) -> Account:
    """
    The account of *source*: its words compared with *edition* and *layout*.

    The edition in the account has a span for every passage of the source it is quoted from.
    """
    words, unfit = words_of(source.text, layout)
    reading = read(words, text_flows(edition, layout), layout.furniture)
    lines = _Lines(source.text)
    gaps = [*_unaccounted(lines, words, reading), *_missing(lines, words, reading)]
    for correction in unfit:
        gaps.append(
            Gap(
                kind=GapKind.MISSING,
                line=1,
                words=tuple(correction.found.split()),
                owner=f"correction ({correction.why}), declared {correction.times} times",
            )
        )
    accounted = sum(owner is not None for owner in reading.owners)
    missing = sum(len(gap.words) for gap in gaps if gap.kind is GapKind.MISSING)
    return Account(
        edition=_with_spans(edition, source, layout, words, reading.owners),
        words=len(words) + missing,
        accounted=accounted,
        gaps=tuple(sorted(gaps, key=lambda gap: (gap.line, gap.kind, gap.owner, gap.words))),
    )


class _Lines:
    """The lines of a text, to look up many places."""

    def __init__(self, text: str) -> None:
        self.end = len(text)
        self.starts = [0, *(end.end() for end in re.finditer("\n", text))]

    def at(self, offset: int) -> int:
        """The line (from 1) of a character."""
        return bisect_right(self.starts, offset)


def _unaccounted(
    lines: _Lines, words: Sequence[SourceWord], reading: SourceReading
) -> Iterator[Gap]:
    run: list[SourceWord] = []
    for word, owner in zip(words, reading.owners, strict=True):
        if owner is None:
            run.append(word)
        elif run:
            yield _gap_of(lines, run)
            run = []
    if run:
        yield _gap_of(lines, run)


def _gap_of(lines: _Lines, run: Sequence[SourceWord]) -> Gap:
    return Gap(
        kind=GapKind.UNACCOUNTED,
        line=lines.at(run[0].start),
        words=tuple(word.text for word in run),
    )


def _missing(lines: _Lines, words: Sequence[SourceWord], reading: SourceReading) -> Iterator[Gap]:
    for place, owner, expected in reading.missing:
        offset = words[place].start if place < len(words) else lines.end
        yield Gap(kind=GapKind.MISSING, line=lines.at(offset), words=expected, owner=owner)


def _with_spans(
    edition: Edition,
    source: SourceText,
    layout: Layout,
    words: Sequence[SourceWord],
    owners: Sequence[WordOwner | None],
) -> Edition:
    spans: dict[str, list[Span]] = {}
    for owner, first, last in _stretches(words, owners):
        spans.setdefault(owner.owner, []).append(
            Span(
                start=first.start,
                end=last.end,
                exact=source.text[first.start : last.end],
                role=owner.role,
            )
        )
    items = []
    for item in edition.items:
        own = list(spans.get(item.id, ()))
        for note in item.notes:
            own += spans.get(f"note {note.mark}", ())
        items.append(replace(item, spans=tuple(sorted(own))))
    return replace(
        edition,
        items=tuple(items),
        source=Source(file=layout.file, sha256=source.sha256),
        title_spans=tuple(spans.get("title", ())),
        furniture=tuple(spans.get("", ())),
    )


def _stretches(
    words: Sequence[SourceWord], owners: Sequence[WordOwner | None]
) -> Iterator[tuple[WordOwner, SourceWord, SourceWord]]:
    """Runs of adjacent words with the same owner: the owner, the first word, the last."""
    open_: tuple[WordOwner, SourceWord, SourceWord] | None = None
    for word, owner in zip(words, owners, strict=True):
        if open_ is not None and owner == open_[0]:
            open_ = (owner, open_[1], word)
            continue
        if open_ is not None:
            yield open_
        open_ = None if owner is None else (owner, word, word)
    if open_ is not None:
        yield open_


def with_stale_graph(account: Account, built: Edition, source: SourceText, path: str) -> Account:
    """
    The account with one more gap if the graph *built* (the file at *path*) is out of date.

    The gap is where the first quotation differs in the source. Therefore a change is also noticed
    if words that belong to no item, such as a bullet, moved.
    """
    if _in_order(built) == _in_order(account.edition):
        return account
    now, then = _spans(account.edition), _spans(built)
    first = min(now ^ then, default=None)
    gap = Gap(
        kind=GapKind.STALE,
        line=source.line_of(first.start) if first else 1,
        words=tuple((first.exact if first else "run 'guidegraph build'").split()),
        owner=path,
    )
    return replace(account, gaps=(*account.gaps, gap))


def _in_order(edition: Edition) -> Edition:
    """An edition with its associations in a fixed order: a graph does not store it."""
    return replace(edition, associations=tuple(sorted(edition.associations, key=repr)))


def _spans(edition: Edition) -> set[Span]:
    return set(_all_spans(edition))


def _all_spans(edition: Edition) -> Iterator[Span]:
    yield from edition.title_spans
    yield from edition.furniture
    for item in edition.items:
        yield from item.spans
