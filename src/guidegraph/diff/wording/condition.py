"""
When and under what condition: if, unless, where appropriate, as needed, with the consent of …

A condition counts as added or removed only if the other sentence has none that says the same.
A "when" that names a time ("the day when") and an "if" that asks ("check if") open no condition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.diff.wording.comparison import (
    FoundPhrase,
    Hunk,
    Remark,
    Side,
    became,
    listed,
    phrases_in,
)
from guidegraph.diff.wording.force import strength
from guidegraph.diff.wording.place import neighbours, opens_sentence, sentences, touches
from guidegraph.diff.wording.reading import TextReading
from guidegraph.language.inflect import key_of, stem
from guidegraph.language.lexicon import table, word_set
from guidegraph.model.changes import Aspect, Direction, Wording


__all__ = ["inside_condition", "remarks"]

# How far back the conjunction of a condition is looked for, and how long its clause may be.
REACH = 20

# A condition is compared with this many of the other sentence.
MOST_CONDITIONS = 12

# Other words in a condition make it another one if they are a third of it.
LARGE_PART = 3

# Two clauses are the same condition if they share this part of their words.
SHARED = 0.5

JOINTS = frozenset({"and", "or", "but"})

# In a clause of these, another word is another condition.
FOLLOWED = frozenset({"if …", "only if …", "when …", "only when …", "unless …", "until …"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedCondition:
    """
    A condition in a sentence: its family, its words up to the next comma, and what they say.

    *joints* counts the "and" before it; a condition that opens the sentence has none.
    """

    family: str
    span: range
    content: frozenset[str]
    joints: int | None


def remarks(hunk: Hunk) -> Iterator[Remark]:
    """Which conditions were added, removed or exchanged."""
    if not any(any(True for _ in _openers(side)) for side in hunk.sides):
        return
    around = sentences(hunk)
    stated = tuple(tuple(_conditions(side)) for side in around)
    joints = [sum(form in JOINTS for form in side.forms) for side in around]
    joined_alike = joints[0] == joints[1]
    old, new = (
        tuple(
            one
            for one in stated[number]
            if touches(hunk.sides[number], one.span[0], _opened(one))
            and _within(hunk.sides[number], (one,))
            and not _is_among(one, stated[1 - number], joined_alike=joined_alike)
        )
        for number in (0, 1)
    )
    if not old and not new:
        return
    spans = (_within(hunk.old, old), _within(hunk.new, new))
    texts = tuple(_text(side, span) for side, span in zip(hunk.sides, spans, strict=True))
    if old and new:
        reason = became(*texts)
    else:
        reason = f"a condition was {'added' if new else 'removed'}: '{texts[1] or texts[0]}'"
    yield Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.CONDITION,
        direction=_direction(hunk, (old, new)),
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
    return any(
        found.start >= start
        and table("condition")[found.phrase] in FOLLOWED
        and _is_much(side, found.end)
        for found in _openers(before)
    )


def _is_much(side: Side, start: int) -> bool:
    """Whether the run is a large part of the condition whose words begin at *start*."""
    words = side.reading.words
    end = side.end
    while end < min(len(words), start + REACH) and not words[end].lead.strip("-/\"'"):
        end += 1
    small = word_set("function")
    mine = sum(word.form not in small for word in words[side.start : side.end])
    return mine * LARGE_PART >= sum(word.form not in small for word in words[start:end])


def _openers(side: Side) -> Iterator[FoundPhrase]:
    """The words that open a condition in a run."""
    yield from (
        found
        for found in phrases_in(side, listed("condition"))
        if _is_condition(side.reading, found)
    )
    words = side.reading.words
    for at in side.span:
        if words[at].form == "should" and opens_sentence(side.reading, at):
            yield FoundPhrase(phrase="if", start=at, end=at + 1)
        if words[at].form not in ("with", "without"):
            continue
        for end in range(at + 1, min(at + 5, len(words))):
            if words[end].lead not in ("", "-"):
                break
            if stem(words[end].form) in neighbours("leave"):
                yield FoundPhrase(phrase=f"{words[at].form} leave", start=at, end=end + 1)
                break


def _is_condition(reading: TextReading, found: FoundPhrase) -> bool:
    """Whether a listed word opens a condition where it is."""
    words = reading.words
    before = words[found.start - 1] if found.start else None
    lead = words[found.start].lead
    follows = words[found.end] if found.end < len(words) else None
    base = stem(before.form) if before is not None and not lead else ""
    if found.phrase in ("with leave", "without leave"):
        return False
    family = table("condition")[found.phrase]
    # "The guard comes when:" goes on in the entries of a list.
    unfinished = follows is None and ":" not in reading.tail
    if family.endswith("…") and (unfinished or set(reading.gap(found.end)) & set(".?!;,)")):
        return False
    if found.phrase in ("when", "where", "if", "wherever", "whenever"):
        named = found.phrase != "if" and base in neighbours("naming")
        return base not in neighbours("asking") and not named and not _is_relative(reading, found)
    if found.phrase == "once":
        often = follows is not None and follows.form in ("a", "per", "every", "each", "in", "more")
        return not often and base not in ("at", "than", "only")
    if found.phrase == "upon":
        return base not in neighbours("upon")
    if found.phrase in ("after", "before", "following", "prior to"):
        small = before is not None and before.form in ("the", "this", "these", "than", "as", "day")
        return (
            base not in neighbours("after")
            and not small
            and not (found.phrase == "following" and (before is None or not base))
        )
    if found.phrase == "provided":
        return "," in lead and follows is not None and follows.form in ("the", "that", "they", "it")
    return True


def _is_relative(reading: TextReading, found: FoundPhrase) -> bool:
    """Whether a "where" says which place is meant: "the facility where"."""
    words = reading.words
    if found.phrase != "where" or words[found.start].lead:
        return False
    before = words[max(0, found.start - 3) : max(0, found.start - 1)]
    return any(word.form in ("the", "a", "an", "each", "any", "every") for word in before)


def _conditions(sentence: Side) -> Iterator[StatedCondition]:
    """The conditions in a sentence."""
    words = sentence.reading.words
    joints = 0
    read = sentence.start
    for found in sorted(_openers(sentence), key=lambda one: one.start):
        joints += sum(word.form in JOINTS for word in words[read : found.start])
        read = found.start
        family = table("condition")[found.phrase]
        end = found.end
        if family.endswith("…"):
            last = min(sentence.end, end + REACH)
            while end < last and (end == found.end or not words[end].lead.strip("-/\"'")):
                end += 1
        said = words[found.end : end]
        if family == "with leave …":
            said = words[found.start : end]
        yield StatedCondition(
            family=family,
            span=range(found.start, end),
            content=frozenset(
                key_of(word.form) for word in said if word.form not in word_set("function")
            ),
            joints=joints if found.start > sentence.start else None,
        )


def _opened(one: StatedCondition) -> int:
    """Where the part of a condition ends that must differ: the words that open it."""
    return one.span[0] + 1 if one.family.endswith("…") else one.span[-1] + 1


def _is_among(
    one: StatedCondition, others: tuple[StatedCondition, ...], *, joined_alike: bool
) -> bool:
    """
    Whether a sentence has a condition that says the same.

    Beyond an "and" it is the condition of something else, if the sentences are joined alike.
    """
    for other in others[:MOST_CONDITIONS]:
        if one.family != other.family:
            continue
        if joined_alike and None not in (one.joints, other.joints) and one.joints != other.joints:
            continue
        most = max(len(one.content), len(other.content))
        if not most or len(one.content & other.content) >= SHARED * most:
            return True
    return False


def _within(side: Side, found: tuple[StatedCondition, ...]) -> frozenset[int]:
    """The words of a run that belong to some conditions."""
    return frozenset(
        at
        for one in found
        for at in range(max(side.start, one.span[0]), min(side.end, one.span[-1] + 1))
    )


def _text(side: Side, span: frozenset[int]) -> str:
    """The words of some conditions that differ, for people."""
    return side.reading.quote(min(span), max(span) + 1) if span else ""


def _direction(
    hunk: Hunk, found: tuple[tuple[StatedCondition, ...], tuple[StatedCondition, ...]]
) -> Direction | None:
    """
    A condition weakens an obligation; its effect on a permission depends.

    If more was added or removed than the condition, it belongs to that, and nothing became weaker.
    """
    spans = [_within(side, one) for side, one in zip(hunk.sides, found, strict=True)]
    alone = all(span.issuperset(side.span) for side, span in zip(hunk.sides, spans, strict=True))
    if not alone or all(found) or any(_permits(side) for side in hunk.sides):
        return None
    return Direction.WEAKENED if found[1] else Direction.STRENGTHENED


def _permits(side: Side) -> bool:
    """Whether the clause, or the one after it, permits rather than obliges."""
    words = side.reading.words
    around = Side(
        reading=side.reading,
        start=side.clause if side.start - side.clause < 60 else side.start - 60,
        end=min(len(words), side.end + REACH),
    )
    return any(strength(found.phrase) == 1 for found in phrases_in(around, listed("force")))
