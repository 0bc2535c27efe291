"""
The class of the difference between two wordings of one item.

The strongest class wins: typographic < spelling < editorial < substantive. Nothing is measured:
a difference is less than substantive only if a rule or a list accounts for each of its parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.diff.wording import (
    actor,
    condition,
    confusable,
    force,
    negation,
    quantity,
    scope,
    shared,
    spelling,
    typography,
)
from guidegraph.diff.wording.comparison import (
    Hunk,
    Remark,
    Side,
    TextComparison,
    became,
    compare,
    listed,
    phrases_in,
)
from guidegraph.diff.wording.order import reordered, repeats
from guidegraph.language.inflect import canonical
from guidegraph.language.lexicon import word_set
from guidegraph.model.changes import Aspect, Direction, Wording, WordingVerdict


__all__ = ["classify", "only_pairs_up", "same_reason", "says_the_same", "wordings"]

# From this strength on, an added or removed sentence is a requirement.
REQUIRES = 3


def classify(old: str, new: str) -> WordingVerdict:
    """
    The class of the difference between two texts, and why.

    >>> verdict = classify("Supervisors must give feedback.", "Supervisors may give feedback.")
    >>> verdict.wording.value, verdict.direction.value, verdict.reasons[0]
    ('substantive', 'weakened', "weakened: 'must' became 'may' in 'Supervisors may give feedback'")

    Raises:
        ValueError: the texts differ in white space only, or not at all.
    """
    if old.split() == new.split():
        message = f"The texts do not differ: {old[:60]!r}. Compare them before you classify."
        raise ValueError(message)
    return _verdict(tuple(_remarks(compare(old, new))))


def wordings(
    old_label: str | None, new_label: str | None, old_text: str | None, new_text: str | None
) -> WordingVerdict | None:
    """
    The strongest difference in label and text, `None` if neither differs.

    A missing label or text counts as empty.
    """
    verdicts = [
        classify(old or "", new or "")
        for old, new in ((old_label, new_label), (old_text, new_text))
        if (old or "").split() != (new or "").split()
    ]
    if not verdicts:
        return None
    wording = max((verdict.wording for verdict in verdicts), key=lambda one: one.rank)
    deciding = [verdict for verdict in verdicts if verdict.wording == wording]
    directions = {way for verdict in deciding for way in verdict.directions}
    return WordingVerdict(
        wording=wording,
        aspects=_ordered({aspect for verdict in deciding for aspect in verdict.aspects}),
        directions=tuple(way for way in Direction if way in directions),
        reasons=tuple(dict.fromkeys(reason for one in deciding for reason in one.reasons)),
    )


def _verdict(remarks: tuple[Remark, ...]) -> WordingVerdict:
    """The strongest class of some remarks, with the reasons of that class."""
    if not remarks:
        # The rest are characters that fold to the same: kinds of quotes, dashes, spaces.
        reason = "quotation marks, dashes or other typography only"
        return WordingVerdict(wording=Wording.TYPOGRAPHIC, reasons=(reason,))
    order = list(Aspect)
    ranked = sorted(
        remarks,
        key=lambda remark: (
            -remark.wording.rank,
            order.index(remark.aspect) if remark.aspect else 0,
        ),
    )
    wording = ranked[0].wording
    # A fixed misspelling is reported next to a change of meaning, a comma is not.
    strongest = [
        remark
        for remark in ranked
        if remark.wording in (wording, Wording.SPELLING, Wording.EDITORIAL)
    ]
    directions = {remark.direction for remark in remarks}
    return WordingVerdict(
        wording=wording,
        aspects=_ordered({remark.aspect for remark in remarks if remark.aspect}),
        directions=tuple(way for way in Direction if way in directions),
        reasons=tuple(dict.fromkeys(remark.reason for remark in strongest)),
    )


def _ordered(aspects: set[Aspect]) -> tuple[Aspect, ...]:
    """Aspects in the order of the vocabulary."""
    return tuple(aspect for aspect in Aspect if aspect in aspects)


def _remarks(comparison: TextComparison) -> Iterator[Remark]:
    """All remarks about a comparison."""
    if bool(comparison.old.words) != bool(comparison.new.words):
        came = "added" if comparison.new.words else "removed"
        yield Remark(
            wording=Wording.SUBSTANTIVE, aspect=Aspect.OTHER, reason=f"the whole text was {came}"
        )
        return
    yield from confusable.in_pairs(comparison)
    yield from shared.remarks(comparison)
    yield from typography.remarks(comparison)
    at = 0
    while at < len(comparison.hunks):
        count, reason = reordered(comparison, at)
        if count:
            yield Remark(wording=Wording.EDITORIAL, reason=reason)
        else:
            hunk = comparison.hunks[at]
            said = tuple(_of_hunk(hunk))
            yield from said or (_unexplained(hunk),)
        at += count or 1


def _of_hunk(hunk: Hunk) -> Iterator[Remark]:
    """
    All remarks about one hunk: first slips of the pen, then those of each aspect, then the words
    that no remark explains.
    """
    slips = tuple(confusable.in_hunk(hunk)) or tuple(spelling.in_hunk(hunk))
    yield from slips
    rest = _unclaimed(hunk, slips)
    if not any(rest):
        return
    if only_pairs_up(hunk):
        reason = f"{became(hunk.old.text, hunk.new.text)}: no change of meaning"
        yield Remark(wording=Wording.EDITORIAL, reason=reason)
        return
    if says_the_same(hunk):
        yield Remark(wording=Wording.EDITORIAL, reason=same_reason(hunk))
        return
    sentence = _sentence(hunk)
    if sentence is not None:
        yield sentence
        return
    explained = tuple(
        remark
        for aspect in (force, negation, quantity, condition, actor)
        for remark in aspect.remarks(hunk)
    )
    explained += tuple(scope.conjunctions(hunk))
    yield from explained
    yield from _of_rest(hunk, (*slips, *explained))


def _unexplained(hunk: Hunk) -> Remark:
    """The remark if no rule has one: never that nothing changed."""
    return Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.OTHER,
        reason=became(hunk.old.text, hunk.new.text),
    )


def _of_rest(hunk: Hunk, remarks: tuple[Remark, ...]) -> Iterator[Remark]:
    """The remarks about words without another remark."""
    old, new = _unclaimed(hunk, remarks)
    small = word_set("function")
    words = tuple(
        tuple(at for at in span if side.reading.words[at].form not in word_set("ignorable"))
        for side, span in zip(hunk.sides, (old, new), strict=True)
    )
    forms = tuple(
        tuple(side.reading.words[at].form for at in span)
        for side, span in zip(hunk.sides, words, strict=True)
    )
    if canonical(forms[0]) == canonical(forms[1]):
        return
    substantive = any(remark.wording is Wording.SUBSTANTIVE for remark in remarks)
    if substantive and all(form in small for side in forms for form in side):
        # The small words around "is required to" were added or removed with it.
        return
    if words[0] and words[1]:
        yield scope.of_exchange(_narrowed(hunk, words) if remarks else hunk)
    else:
        side = hunk.new if words[1] else hunk.old
        span = words[1] or words[0]
        yield _of_addition(hunk, _run(side, span), added=bool(words[1]))
    if any(condition.inside_condition(side) for side in hunk.sides if side):
        yield Remark(
            wording=Wording.SUBSTANTIVE,
            aspect=Aspect.CONDITION,
            reason=f"within a condition, {became(hunk.old.text, hunk.new.text)}",
        )


def _of_addition(hunk: Hunk, side: Side, *, added: bool) -> Remark:
    """The remark about words that were only added or removed: mostly a matter of scope."""
    other = hunk.old if added else hunk.new
    if side.forms == ("and",) and set(other.reading.gap(other.start)) & set(",;"):
        return Remark(wording=Wording.EDITORIAL, reason="an 'and' joins a list where a comma did")
    if side.forms in (("and",), ("or",)) and "/" in other.reading.gap(other.start):
        reason = became("/", side.text) if added else became(side.text, "/")
        return Remark(wording=Wording.SUBSTANTIVE, aspect=Aspect.OTHER, reason=reason)
    if repeats(side):
        came = "added" if added else "removed"
        reason = f"a repetition in a list was {came}: '{side.text}'"
        return Remark(wording=Wording.EDITORIAL, reason=reason)
    small = word_set("function") | word_set("prepositions")
    if all(form in small for form in side.forms) and not set(side.forms) & {"and", "or"}:
        reason = became(*(("", side.text) if added else (side.text, "")))
        return Remark(wording=Wording.SUBSTANTIVE, aspect=Aspect.OTHER, reason=reason)
    return scope.of_addition(side, added=added, hunk=hunk)


def _sentence(hunk: Hunk) -> Remark | None:
    """The remark about whole sentences that were added or removed."""
    if bool(hunk.old) == bool(hunk.new):
        return None
    side, added = (hunk.new, True) if hunk.new else (hunk.old, False)
    reading = side.reading
    closes = set(reading.gap(side.end)) & set(".?!") or side.end == len(reading.words)
    opens = not side.start or set(reading.gap(side.start)) & set(".?!")
    if not opens or not closes or len(side.span) < 3:
        return None
    strengths = [force.strength(one.phrase) for one in phrases_in(side, listed("force"))]
    requires = max(strengths, default=0) >= REQUIRES
    raised = Direction.STRENGTHENED if added else Direction.WEAKENED
    kind = "a sentence that requires something" if requires else "a sentence"
    return Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.FORCE if requires else Aspect.OTHER,
        direction=raised if requires else None,
        reason=f"{kind} was {'added' if added else 'removed'}: '{side.text}'",
    )


def _unclaimed(hunk: Hunk, remarks: tuple[Remark, ...]) -> tuple[list[int], list[int]]:
    """The positions without a remark, old and new."""
    old = frozenset().union(*(remark.old for remark in remarks))
    new = frozenset().union(*(remark.new for remark in remarks))
    return (
        [at for at in hunk.old.span if at not in old],
        [at for at in hunk.new.span if at not in new],
    )


def _narrowed(hunk: Hunk, words: tuple[tuple[int, ...], ...]) -> Hunk:
    """The hunk from the first to the last of some words on each side."""
    return Hunk(old=_run(hunk.old, words[0]), new=_run(hunk.new, words[1]), left=0, right=0)


def _run(side: Side, positions: tuple[int, ...]) -> Side:
    """The run from the first to the last of some positions."""
    return Side(reading=side.reading, start=min(positions), end=max(positions) + 1)


# Shared words included to see whether two phrases mean the same: "in order | to", "to".
CONTEXT = 4

# An article before these states a quantity.
COUNTED = frozenset({"few", "little", "number", "lot", "couple"})


def says_the_same(hunk: Hunk) -> bool:
    """
    Whether both sides agree up to inflection, words without meaning and named synonyms,
    with some of the words around them.
    """
    if hunk.old.next_form in COUNTED and hunk.old.next_form == hunk.new.next_form:
        # "few" is not "a few", "the number of" is not "a number of".
        return False
    for left in (0, min(CONTEXT, hunk.left)):
        for right in (0, min(CONTEXT, hunk.right)):
            old, new = (canonical(side.grown(left, right).forms) for side in hunk.sides)
            if old == new:
                return True
    return False


def only_pairs_up(hunk: Hunk) -> bool:
    """Whether a "both" was added or removed that only announces an "and"."""
    if {hunk.old.forms, hunk.new.forms} != {(), ("both",)}:
        return False
    ahead = hunk.new.reading.words[hunk.new.end : hunk.new.end + CONTEXT + 2]
    return any(word.form == "and" for word in ahead)


def same_reason(hunk: Hunk) -> str:
    """Why a difference is only editorial."""
    small = word_set("ignorable")
    if all(form in small for side in hunk.sides for form in side.forms):
        return f"{became(hunk.old.text, hunk.new.text)}: no change of meaning"
    return f"{became(hunk.old.text, hunk.new.text)}: another wording of the same"
