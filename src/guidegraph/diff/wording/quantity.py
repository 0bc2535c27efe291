"""How much and how many: figures, number words, percentages, all, some, at least, how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from guidegraph.diff.wording.bounds import CONDITIONS, LIMITS, REACH, towards
from guidegraph.diff.wording.comparison import (
    FoundPhrase,
    Hunk,
    Remark,
    Side,
    became,
    listed,
    phrases_in,
    quoted_phrases,
)
from guidegraph.diff.wording.designation import names_something
from guidegraph.diff.wording.measure import Measure, measures
from guidegraph.diff.wording.negation import denials
from guidegraph.diff.wording.place import Counterparts, governed, neighbours, sentences, touches
from guidegraph.language.inflect import stem
from guidegraph.language.lexicon import groups, table, word_set
from guidegraph.model.changes import Aspect, Direction, Wording


__all__ = ["remarks"]

# Number words that are more often something else: "one another", "in the first place".
LOOSE = frozenset({"one", "first", "second", "quarter", "half"})

# These need a number: "up to standard" and "more than welcome" are no amounts.
OF_NUMBERS = LIMITS | {"near"}
ALONE = frozenset({"minimum", "maximum"})

# Before a number these mean the same.
ALIKE = (frozenset({"under", "below", "less", "fewer"}), frozenset({"over", "above", "more"}))

AGE = frozenset({"age", "aged", "ages"})

# With more words behind it, a word of quantity was added or removed along with them.
LONGEST_REST = 3

# Amounts in a longer passage that was added or removed as a whole are part of it.
LONGEST_ADDITION = 12

# How far behind "both" its "and" may be.
FAR = 7

MOST_QUOTED = 6


def remarks(hunk: Hunk) -> Iterator[Remark]:
    """Changes in amounts and in words of quantity."""
    measured = _measured(hunk)
    if measured is not None:
        yield measured
    claimed = (measured.old, measured.new) if measured else (frozenset[int](), frozenset[int]())
    phrases = tuple(
        tuple(one for one in _phrases(hunk, number) if not one.span & claimed[number])
        for number in (0, 1)
    )
    told = [
        frozenset().union(claimed[number], *(found.span for found in side))
        for number, side in enumerate(phrases)
    ]
    numbers = tuple(
        tuple(at for at in _numbers(side) if at not in told[number])
        for number, side in enumerate(hunk.sides)
    )
    if _differ(hunk, numbers):
        signs = [_percent_signs(hunk.sides[number], numbers[number]) for number in (0, 1)]
        yield Remark(
            wording=Wording.SUBSTANTIVE,
            aspect=Aspect.QUANTITY,
            direction=_number_direction(hunk, numbers[0], numbers[1]),
            reason=became(_quoted(hunk.old, numbers[0]), _quoted(hunk.new, numbers[1])),
            old=signs[0].union(numbers[0]),
            new=signs[1].union(numbers[1]),
        )
    old, new = _without_shared(*phrases)
    if {_value(one) for one in (*old, *new)} == {"share 5", "share any"} and not all(
        map(_in_condition, hunk.sides)
    ):
        old = new = ()
    around = sentences(hunk)
    if bool(old) != bool(new):
        counts = [Counter(map(_value, phrases_in(side, listed("quantity")))) for side in around]
        lone = old or new
        old, new = (
            tuple(one for one in side if counts[0][_value(one)] != counts[1][_value(one)])
            for side in (old, new)
        )
        kept = tuple(one for one in lone if one not in (old or new))
        if kept and all(_family(one).startswith("bound") for one in kept):
            yield _same_bound(hunk, kept)
    before, after = (
        tuple(_before_numbers(side, around[1 - number])) if not _is_long(hunk) else ()
        for number, side in enumerate(hunk.sides)
    )
    if not (old or new or before or after):
        return
    yield Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.QUANTITY,
        direction=_measure_direction(hunk, old, new),
        reason=became(
            _measures(hunk.old, old, before),
            _measures(hunk.new, new, after),
        ),
        old=frozenset(before).union(*(found.span for found in old)),
        new=frozenset(after).union(*(found.span for found in new)),
    )


def _percent_signs(side: Side, numbers: tuple[int, ...]) -> frozenset[int]:
    """The places of the signs for percent after numbers of a run: "98 %" is one amount."""
    words = side.reading.words
    return frozenset(
        at + 1 for at in numbers if at + 1 < side.end and words[at + 1].text in ("%", "‰")
    )


def _same_bound(hunk: Hunk, kept: tuple[FoundPhrase, ...]) -> Remark:
    """The remark about a limit that the other sentence has too: "a minimum of", "at least"."""
    span = frozenset().union(*(one.span for one in kept))
    texts = quoted_phrases(kept)
    return Remark(
        wording=Wording.EDITORIAL,
        reason=f"'{texts}' is elsewhere in the sentence, or in other words",
        old=span & frozenset(hunk.old.span) if hunk.old else frozenset(),
        new=span & frozenset(hunk.new.span) if not hunk.old else frozenset(),
    )


def _measured(hunk: Hunk) -> Remark | None:
    """The remark about amounts with a unit: other ones, or the same in another unit."""
    around = sentences(hunk)
    stated = [tuple(measures(side)) for side in around]
    touched = [
        tuple(one for one in stated[number] if one.touches(side))
        for number, side in enumerate(hunk.sides)
    ]
    if not any(touched) or (_is_long(hunk) and not all(touched)):
        return None
    one_sided = not all(touched)
    values = [Counter(one.value for one in side) for side in (stated if one_sided else touched)]
    spans = tuple(
        frozenset(at for one in found for at in range(one.start, one.end) if at in side.span)
        for side, found in zip(hunk.sides, touched, strict=True)
    )
    texts = tuple(
        " … ".join(side.reading.quote(one.start, one.end) for one in found[:MOST_QUOTED])
        for side, found in zip(hunk.sides, touched, strict=True)
    )
    if values[0] == values[1]:
        if not any(spans):
            return None
        return Remark(
            wording=Wording.EDITORIAL,
            reason=f"{became(*texts)}: the same amount",
            old=spans[0],
            new=spans[1],
        )
    if one_sided:
        lone = touched[0] or touched[1]
        other = around[1] if touched[0] else around[0]
        if lone[0].kind == "months" and not AGE.isdisjoint(other.forms):
            # "Under five years of age", "below the age of five".
            return None
        counts = (values[0][lone[0].value], values[1][lone[0].value])
        if len(lone) == 1 and counts[0] == counts[1]:
            return None
    return Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.QUANTITY,
        direction=_direction(hunk, touched[0], touched[1]),
        reason=became(*texts),
        old=spans[0],
        new=spans[1],
    )


def _direction(hunk: Hunk, old: tuple[Measure, ...], new: tuple[Measure, ...]) -> Direction | None:
    """A higher minimum, a lower maximum, or what is done more often asks for more."""
    if len(old) != 1 or len(new) != 1 or old[0].kind != new[0].kind:
        return None
    raised = new[0].amount > old[0].amount
    if old[0].kind == "often":
        if any(map(_is_negated, hunk.sides)):
            return None
        return Direction.STRENGTHENED if raised else Direction.WEAKENED
    (before,), (after,) = old, new
    return towards(
        (hunk.old, before.start, before.end), (hunk.new, after.start, after.end), raised=raised
    )


def _numbers(side: Side) -> Iterator[int]:
    """The positions of amounts: figures and number words that name nothing."""
    for at in side.span:
        word = side.reading.words[at]
        number = word.is_number or (word.form in _number_words() and word.form not in LOOSE)
        if word.form == "one" and side.reading.gap(at + 1) == "":
            number = at + 1 < len(side.reading.words) and (
                stem(side.reading.words[at + 1].form) in neighbours("periods")
            )
        if number and not names_something(side.reading, at):
            yield at


def _differ(hunk: Hunk, numbers: tuple[tuple[int, ...], ...]) -> bool:
    """Whether amounts of the hunk differ, and not only their place in the sentence."""
    values = [Counter(_values(side, at)) for side, at in zip(hunk.sides, numbers, strict=True)]
    if values[0] == values[1]:
        return False
    if all(values):
        return True
    if _is_long(hunk):
        return False
    old, new = (Counter(_values(side, tuple(_numbers(side)))) for side in sentences(hunk))
    return any(old[value] != new[value] for value in (*values[0], *values[1]))


def _is_long(hunk: Hunk) -> bool:
    """Whether so much differs that amounts and words of quantity are part of other content."""
    return max(len(hunk.old.span), len(hunk.new.span)) > LONGEST_ADDITION


def _is_rewritten(hunk: Hunk) -> bool:
    """Whether several words replaced several others."""
    return min(len(hunk.old.span), len(hunk.new.span)) > LONGEST_REST


def _before_numbers(side: Side, other: Side) -> Iterator[int]:
    """The positions of words like "over" where an amount follows, unless both sentences have it."""
    words = side.reading.words
    for at in side.span:
        form = words[at].form
        if form in word_set("quantity_before_number") and _number_follows(side, at + 1):
            alike = next((kind for kind in ALIKE if form in kind), frozenset({form}))
            if alike.isdisjoint(other.forms):
                yield at


def _number_follows(side: Side, at: int) -> bool:
    """Whether an amount begins at a place, at most after an article."""
    words = side.reading.words
    return any(
        (words[here].is_number or words[here].form in _number_words())
        and not names_something(side.reading, here)
        for here in range(at, min(at + 2, len(words)))
    )


def _values(side: Side, positions: tuple[int, ...]) -> Iterator[str]:
    """The figures that the words mean."""
    return (side.reading.words[at].key for at in positions)


def _phrases(hunk: Hunk, number: int) -> Iterator[FoundPhrase]:
    """The words of quantity in a side that are about something that the other side also has."""
    side, other = hunk.sides[number], hunk.sides[1 - number]
    counterparts = Counterparts(hunk)
    for found in phrases_in(side, listed("quantity")):
        family = _family(found)
        compound = found.end < len(side.reading.words) and side.reading.words[found.end].lead == "-"
        if not touches(side, found.start, found.end) or (compound and family == "count"):
            continue
        if family in OF_NUMBERS and found.phrase not in ALONE:
            before = side.reading.words[max(0, found.start - REACH) : found.start]
            behind = found.phrase.startswith("or ") and any(word.is_number for word in before)
            if not behind and not _number_follows(side, found.end):
                continue
        elif family == "count" and found.phrase == "once":
            follows = found.end < len(side.reading.words) and side.reading.words[found.end].form
            if follows not in ("a", "per", "every", "each"):
                continue
        elif family == "count" and not _is_of_both(hunk, counterparts, found, number):
            continue
        elif family == "share":
            noun = governed(side.reading, found.end)
            if not other and found.end < side.end:
                # "all agency staff" was added or removed as a whole: that is scope.
                continue
            if noun is not None and counterparts.of(number, noun) is None:
                continue
        elif (
            _is_long(hunk)
            or (family.startswith("how") and _is_rewritten(hunk))
            or (not other and side.end - found.end > LONGEST_REST)
        ):
            continue
        yield found


def _is_of_both(hunk: Hunk, counterparts: Counterparts, found: FoundPhrase, number: int) -> bool:
    """Whether both texts have what is counted: "both parents"; "both … and" counts nothing."""
    reading = hunk.sides[number].reading
    pairs = any(word.form == "and" for word in reading.words[found.end : found.end + FAR])
    if found.phrase == "both" and pairs:
        return False
    counted = governed(reading, found.end)
    return counted is None or counterparts.of(number, counted) is not None


def _family(found: FoundPhrase) -> str:
    """The family of a phrase, without its rank."""
    value = table("quantity")[found.phrase]
    first = value.partition(" ")[0]
    return "share" if first == "share" else value


def _without_shared(
    old: tuple[FoundPhrase, ...], new: tuple[FoundPhrase, ...]
) -> tuple[tuple[FoundPhrase, ...], tuple[FoundPhrase, ...]]:
    """The phrases less those that say as much on the other side."""
    values = [Counter(map(_value, side)) for side in (old, new)]
    shared = values[0] & values[1]
    kept: tuple[list[FoundPhrase], list[FoundPhrase]] = ([], [])
    for side, found in enumerate((old, new)):
        left = Counter(shared)
        for one in found:
            if left[_value(one)] > 0:
                left[_value(one)] -= 1
            else:
                kept[side].append(one)
    if {_value(one) for side in kept for one in side} == {"share any"}:
        # "Any" alone only stresses.
        return (), ()
    return tuple(kept[0]), tuple(kept[1])


def _value(found: FoundPhrase) -> str:
    """What a phrase says; where its family has no ranks, the phrase itself."""
    value = table("quantity")[found.phrase]
    return value if value.partition(" ")[0] in ("share", "bound") else found.phrase


def _measures(side: Side, found: tuple[FoundPhrase, ...], positions: tuple[int, ...]) -> str:
    """Words of quantity, each with the figure that follows it."""
    words = side.reading.words
    spans = sorted([*((one.start, one.end) for one in found), *((at, at + 1) for at in positions)])
    texts = (
        side.reading.quote(start, end + (end < len(words) and words[end].is_number))
        for start, end in spans
    )
    return " … ".join(list(dict.fromkeys(texts))[:MOST_QUOTED])


def _quoted(side: Side, positions: tuple[int, ...]) -> str:
    """The figures as printed, with their signs for percent, the first few of them."""
    signs = _percent_signs(side, positions)
    shown = [side.reading.quote(at, at + 1 + (at + 1 in signs)) for at in positions[:MOST_QUOTED]]
    return ", ".join([*shown, "…"] if len(positions) > MOST_QUOTED else shown)


def _number_direction(hunk: Hunk, old: tuple[int, ...], new: tuple[int, ...]) -> Direction | None:
    """A higher minimum or a lower maximum asks for more."""
    if len(old) != 1 or len(new) != 1:
        return None
    values = [_amount(side, at) for side, at in ((hunk.old, old[0]), (hunk.new, new[0]))]
    if values[0] is None or values[1] is None:
        return None
    (before,), (after,) = old, new
    raised = values[1] > values[0]
    return towards((hunk.old, before, before + 1), (hunk.new, after, after + 1), raised=raised)


def _amount(side: Side, at: int) -> float | None:
    """A figure as an amount, if it is a plain one."""
    key = side.reading.words[at].key
    return float(key) if key.replace(".", "", 1).isdecimal() and key.isascii() else None


def _measure_direction(
    hunk: Hunk, old: tuple[FoundPhrase, ...], new: tuple[FoundPhrase, ...]
) -> Direction | None:
    """Whether more or fewer are meant, or it is done more often: "most" became "all"."""
    if len(old) != 1 or len(new) != 1 or _family(old[0]) != _family(new[0]):
        return None
    ranks = [table("quantity")[one.phrase].rpartition(" ")[2] for one in (old[0], new[0])]
    if _family(old[0]) != "share" or not all(map(str.isdigit, ranks)):
        return None
    if ranks[0] == ranks[1] or any(map(_is_negated, hunk.sides)):
        return None
    return Direction.STRENGTHENED if int(ranks[0]) < int(ranks[1]) else Direction.WEAKENED


def _in_condition(side: Side) -> bool:
    """Whether an "if" is just before: "if all samples fail" is not "if any samples fail"."""
    before = side.reading.words[max(0, side.start - REACH) : side.start]
    return any(word.form in CONDITIONS for word in before)


def _is_negated(side: Side) -> bool:
    """Whether the clause up to here has a negation."""
    start = max(side.clause, side.start - LONGEST_ADDITION)
    return any(denials(Side(reading=side.reading, start=start, end=side.end)))


@cache
def _number_words() -> frozenset[str]:
    """The words for figures."""
    return frozenset(word for word, _ in groups("numbers"))
