"""
The entries of a series in the order of the other text: "age, means or health", "health, age or
means".

An old series is put into the new order before words are compared, so that only the entries that
are really new or gone are reported.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from guidegraph.diff.wording.reading import ComparedWord, TextReading
from guidegraph.language.lexicon import word_set


__all__ = ["JOINING", "Series", "entries_around", "in_new_order", "series_of"]

JOINING = frozenset({"and", "or"})

# An entry has no more words than this; what is longer is a clause.
LONGEST_ENTRY = 8

# Words that lead to a series may be within so many entries: "Come, whatever your age, means, …".
HEADS = 2

# Marks that end a series, and words that say in which order the entries happen.
CLOSING = frozenset(".?!:()[]—")
NEGATIONS = frozenset({"not", "no", "never", "without", "nor", "neither"})
ORDERED = frozenset({"then", "first", "second", "third", "finally", "next", "before", "after"})

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """
    The entries of a series, from the first word to the one after the last.

    What comes before the first entry, and after the last one, is within these.
    """

    entries: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.entries[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.entries[-1][1]


def series_of(reading: TextReading) -> tuple[Series, ...]:
    """The series of a text: runs that commas, semicolons, "and" and "or" separate."""
    found: list[Series] = []
    run: list[Span] = []
    for start, end, opens in _segments(reading):
        if opens and run:
            found.append(Series(entries=tuple(run)))
            run = []
        run.append((start, end))
        long = end - start > LONGEST_ENTRY
        if len(run) > 1 and (long or _is_clause(reading.words[start:end])):
            # A clause ends one series, and may open the next one.
            found.append(Series(entries=tuple(run)))
            run = [(start, end)]
    found.append(Series(entries=tuple(run)))
    return tuple(one for one in found if len(one.entries) > 1)


def entries_around(reading: TextReading) -> list[int]:
    """For each word of a text, how many entries the series has that it is in; 0 in none."""
    found = [0] * len(reading.words)
    for series in series_of(reading):
        # What leads to the series is within the first entry.
        for at in range(series.entries[1][0], series.end):
            found[at] = len(series.entries)
    return found


def _segments(reading: TextReading) -> Iterator[tuple[int, int, bool]]:
    """What is between two separators, and whether it begins anew after a mark that closes."""
    start, opens = 0, True
    for at, word in enumerate(reading.words):
        closes = bool(set(word.lead) & CLOSING)
        if at and (closes or word.key in JOINING or set(word.lead) & set(",;")):
            if start < at:
                yield start, at, opens
                opens = False
            opens = opens or closes
            start = at
        if word.key in JOINING:
            start = at + 1
    if start < len(reading.words):
        yield start, len(reading.words), opens


def _is_clause(words: Sequence[ComparedWord]) -> bool:
    """Whether a segment states something, or has its place in a sequence of events."""
    return any(word.form in word_set("verbs") or word.form in ORDERED for word in words)


def in_new_order(old: TextReading, new: TextReading) -> TextReading | None:
    """
    The old text with the entries of its series in the order that they have in the new text.

    `None` if they are in that order already.
    """
    mine, others = series_of(old), series_of(new)
    if not mine or not others:
        return None
    moves: dict[int, Span] = {}
    done = 0
    for one, other in _counterparts(old, mine, new, others):
        found = _moves(old, one, new, other)
        # A clause may end one series and open the next one; it moves once at most.
        if found and min(found) >= done:
            moves.update(found)
            done = one.end
    return _moved(old, moves) if moves else None


def _counterparts(
    old: TextReading, mine: Sequence[Series], new: TextReading, others: Sequence[Series]
) -> Iterator[tuple[Series, Series]]:
    """Each old series with the new one that has most of its words."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, series in enumerate(others):
        for key in dict.fromkeys(word.key for word in new.words[series.start : series.end]):
            holders[key].append(at)
    taken: set[int] = set()
    for series in mine:
        hits: Counter[int] = Counter()
        for key in dict.fromkeys(word.key for word in old.words[series.start : series.end]):
            if len(holders[key]) <= LONGEST_ENTRY:
                hits.update(holders[key])
        free = [(at, count) for at, count in hits.items() if at not in taken]
        if free:
            best = max(free, key=lambda pair: (pair[1], -pair[0]))[0]
            taken.add(best)
            yield series, others[best]


def _moves(old: TextReading, one: Series, new: TextReading, other: Series) -> dict[int, Span]:
    """For each place of an entry in the old series, the entry that is there in the new order."""
    spans = _trimmed(old, one, new, other)
    targets = _trimmed(new, other, old, one)
    places: defaultdict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for at, span in enumerate(targets):
        places[_key(new, span)].append(at)
    shared: list[tuple[int, Span]] = []
    for span in spans:
        key = _key(old, span)
        here = places[key]
        if key and here:
            shared.append((here.popleft(), span))
    ranks = [rank for rank, _ in shared]
    if len(shared) < 2 or ranks == sorted(ranks) or 2 * len(shared) < min(len(spans), len(targets)):
        return {}
    ordered = [span for _, span in sorted(shared)]
    return {span[0]: moved for (_, span), moved in zip(shared, ordered, strict=True)}


def _trimmed(
    reading: TextReading, series: Series, other: TextReading, counterpart: Series
) -> list[Span]:
    """
    The entries without what is before the first and after the last one.

    "whatever their age" is the entry "age" if the other series has it.
    """
    spans = list(series.entries)
    known = _possible(other, counterpart)
    for at, (start, end) in enumerate(spans[:-1][:HEADS]):
        spans[at] = next(
            (span for span in _tails(reading, start, end) if _key(reading, span) in known),
            (start, end),
        )
    start, end = spans[-1]
    for last in range(min(end, start + LONGEST_ENTRY), start, -1):
        if _key(reading, (start, last)) in known:
            spans[-1] = (start, last)
            break
    return spans


def _possible(reading: TextReading, series: Series) -> frozenset[tuple[str, ...]]:
    """The entries that a series may have, its first and last ones trimmed in any way."""
    firsts = [tail for span in series.entries[:-1][:HEADS] for tail in _tails(reading, *span)]
    start, end = series.entries[-1]
    lasts = [(start, at) for at in range(start + 1, min(end, start + LONGEST_ENTRY) + 1)]
    keys = (_key(reading, span) for span in (*series.entries, *firsts, *lasts))
    return frozenset(key for key in keys if key)


def _tails(reading: TextReading, start: int, end: int) -> Iterator[Span]:
    """What an entry may be without the words that lead to it, the longest first."""
    for first in range(max(start, end - LONGEST_ENTRY), end):
        before = reading.words[max(start, first - 2) : first]
        # "not deficits" is not the entry "deficits".
        if not any(word.form in NEGATIONS for word in before):
            yield first, end


def _key(reading: TextReading, span: Span) -> tuple[str, ...]:
    """The words of an entry."""
    small = word_set("ignorable")
    return tuple(word.key for word in reading.words[slice(*span)] if word.form not in small)


def _moved(reading: TextReading, moves: dict[int, Span]) -> TextReading:
    """The text with other entries at some places; the marks stay where they are."""
    ends = {span[0]: span[1] for span in moves.values()}
    words: list[ComparedWord] = []
    at = 0
    while at < len(reading.words):
        if at not in moves:
            words.append(reading.words[at])
            at += 1
            continue
        place = reading.words[at]
        first, *rest = reading.words[slice(*moves[at])]
        words += [replace(first, lead=place.lead, before=place.before), *rest]
        at = ends[at]
    clauses: list[int] = []
    for index, word in enumerate(words):
        opens = not index or any(mark in ".?!;:" for mark in word.lead)
        clauses.append(index if opens else clauses[-1])
    return TextReading(words=tuple(words), tail=reading.tail, clauses=tuple(clauses))
