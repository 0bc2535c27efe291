"""When and under what condition: if, unless, where appropriate, as needed, wherever possible."""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.diff.wording.comparison import (
    FoundPhrase,
    Hunk,
    Remark,
    Side,
    became,
    listed,
    only_in,
    phrases_in,
)
from guidegraph.diff.wording.force import strength
from guidegraph.model.changes import Aspect, Direction, Wording


__all__ = ["inside_condition", "remarks"]

# A condition is looked for this many words back.
REACH = 25

# These open a clause: what follows up to the next comma belongs to the condition.
OPENERS = frozenset(
    {
        "if",
        "only if",
        "when",
        "only when",
        "whenever",
        "wherever",
        "unless",
        "until",
        "except",
        "except for",
        "except when",
        "except where",
        "provided that",
        "as long as",
        "so long as",
        "in case",
        "in cases where",
        "in the event",
        "subject to",
        "to the extent",
    }
)


def remarks(hunk: Hunk) -> Iterator[Remark]:
    """Which conditions were added, removed or exchanged."""
    old, new = only_in(hunk, listed("condition"))
    if not old and not new:
        return
    spans = (_clauses(hunk.old, old), _clauses(hunk.new, new))
    texts = tuple(_text(side, span) for side, span in zip(hunk.sides, spans, strict=True))
    if old and new:
        reason = became(*texts)
    else:
        reason = f"a condition was {'added' if new else 'removed'}: '{texts[1] or texts[0]}'"
    yield Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.CONDITION,
        direction=_direction(hunk, spans),
        reason=reason,
        old=spans[0],
        new=spans[1],
    )


def inside_condition(side: Side) -> bool:
    """Whether the run is in a clause that a conjunction of condition opened."""
    words = side.reading.words
    if not words:
        return False
    start = min(side.start, len(words) - 1)
    first = max(0, start - REACH)
    while start > first and not set(words[start].lead) & set(",.;:?!()"):
        start -= 1
    before = Side(reading=side.reading, start=start, end=side.start)
    return any(found.start >= start for found in phrases_in(before, OPENERS))


def _clauses(side: Side, found: tuple[FoundPhrase, ...]) -> frozenset[int]:
    """The words of the hunk that belong to conditions: from a conjunction to the next comma."""
    words = side.reading.words
    positions: set[int] = set()
    for one in found:
        if one.start in positions:
            continue
        end = one.end
        if one.phrase in OPENERS:
            while end < side.end and not words[end].lead.strip("-/\"'"):
                end += 1
        positions.update(range(one.start, end))
    return frozenset(positions)


def _text(side: Side, span: frozenset[int]) -> str:
    """The words of a span, for people."""
    return side.reading.quote(min(span), max(span) + 1) if span else ""


def _direction(hunk: Hunk, spans: tuple[frozenset[int], frozenset[int]]) -> Direction | None:
    """
    A condition weakens an obligation; its effect on a permission depends.

    If more was added or removed than the condition, it belongs to that, and nothing became weaker.
    """
    alone = all(span.issuperset(side.span) for side, span in zip(hunk.sides, spans, strict=True))
    if not alone or all(spans) or any(_permits(side) for side in hunk.sides):
        return None
    return Direction.WEAKENED if spans[1] else Direction.STRENGTHENED


def _permits(side: Side) -> bool:
    """Whether the clause, or the one after it, permits rather than obliges."""
    words = side.reading.words
    around = Side(
        reading=side.reading,
        start=side.clause if side.start - side.clause < 60 else side.start - 60,
        end=min(len(words), side.end + REACH),
    )
    return any(strength(found.phrase) == 1 for found in phrases_in(around, listed("force")))
