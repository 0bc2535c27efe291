"""
How binding a duty is: must, should, may, is encouraged to …

The word that binds is compared with the one of the same duty: the one before the same verb, or at
the same place of the sentence. A "can" in a clause that was added weakens nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from guidegraph.diff.wording.comparison import (
    FoundPhrase,
    Hunk,
    Remark,
    Side,
    TextComparison,
    became,
    listed,
    phrases_in,
)
from guidegraph.diff.wording.negation import denials, opposite_words
from guidegraph.diff.wording.place import (
    Counterparts,
    governed,
    neighbours,
    opens_sentence,
    sentences,
    touches,
)
from guidegraph.diff.wording.reading import TextReading
from guidegraph.language.inflect import stem
from guidegraph.language.lexicon import table, word_set
from guidegraph.model.changes import Aspect, Direction, Wording


__all__ = [
    "PERMITS",
    "Binding",
    "bindings",
    "binds",
    "duty_in",
    "is_duty_verb",
    "of_sentences",
    "remarks",
    "strength",
]

# The strengths of what obliges, advises, asks and permits.
OBLIGES = 6
ADVISES = 3
ASKS = 2
PERMITS = 1

# Before these, "will" and "can" are nouns.
BEFORE_NOUNS = frozenset({"the", "a", "an", "free", "good", "own", "their", "his", "her", "its"})

# Many standards define each word of these pairs for itself.
DEFINED = (frozenset({"must", "shall"}), frozenset({"may", "can"}))

# What obliges or permits a deed.
MODALS = frozenset({"must", "shall", "may"})
BINDING = frozenset({"required", "obliged", "has", "have", "allowed", "permitted", "forbidden"})
RIGHTS = frozenset({"entitled", "eligible", "granted", "allowed", "permitted", "required", "free"})
NEAREST = 4

# These forbid without a "not".
FORBIDDING = frozenset({"forbidden", "prohibited", "discouraged"})

# So many of their words do two wordings of one duty share.
ALIKE = 0.6

# How far before its verb a word that binds may be.
REACH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A word or phrase that binds, the verb it governs, and whether it forbids."""

    found: FoundPhrase
    verb: int | None
    forbids: bool

    @property
    def strength(self) -> int:
        """How binding it is; what forbids, binds."""
        level = strength(self.found.phrase)
        return OBLIGES if self.forbids and level == PERMITS else level


def remarks(hunk: Hunk) -> Iterator[Remark]:
    """Changes in the words that oblige, advise or permit, one for each duty."""
    apart = _opposed(hunk)
    old, new = (
        tuple(one for one in bindings(side) if not one.found.span & apart[number])
        for number, side in enumerate(hunk.sides)
    )
    counterparts = Counterparts(hunk)
    left = dict(enumerate(new))
    by_verb = {one.verb: number for number, one in reversed(left.items())}
    for before in old:
        number = by_verb.get(_new_verb(hunk, counterparts, before, new))
        after = left.pop(number, None) if number is not None else None
        if after is not None:
            yield from _of_exchange(hunk, before, after)
        elif (remark := _of_lone(hunk, counterparts, before, 0)) is not None:
            yield remark
    for after in left.values():
        if (remark := _of_lone(hunk, counterparts, after, 1)) is not None:
            yield remark


def strength(phrase: str) -> int:
    """How binding a listed phrase is, from 1 (permits) to 6 (obliges)."""
    return int(table("force")[phrase])


def is_duty_verb(reading: TextReading, at: int) -> bool:
    """Whether a word is what a duty or a right is about: must wash, may be copied."""
    words = reading.words
    if words[at].form in _between():
        return False
    for here in range(at - 1, max(-1, at - 1 - NEAREST), -1):
        if words[here + 1].lead:
            return False
        form = words[here].form
        if form in MODALS:
            return True
        if form == "to" and here and words[here - 1].form in BINDING:
            return True
        if form not in _between() and not form.endswith("ly"):
            return False
    return False


@cache
def _between() -> frozenset[str]:
    """Small words between a modal and its verb."""
    return word_set("between") | {"be", "been", "not", "have", "get"}


def _opposed(hunk: Hunk) -> tuple[frozenset[int], frozenset[int]]:
    """The words of opposite sense, "allowed" and "prohibited": they have another remark."""
    pairs = opposite_words(hunk)
    return frozenset(old for old, _ in pairs), frozenset(new for _, new in pairs)


def bindings(side: Side) -> Iterator[Binding]:
    """The words of a run that bind."""
    for found in phrases_in(side, listed("force")):
        if touches(side, found.start, found.end) and _is_modal(side.reading, found):
            yield _binding(side.reading, found)


def _binding(reading: TextReading, found: FoundPhrase) -> Binding:
    words = reading.words
    if found.phrase.endswith("recommended") and found.phrase.split()[0] in ("is", "are"):
        verb = governed(reading, found.start - 1) if found.start else None
    else:
        verb = governed(reading, found.end)
    beside = Side(
        reading=reading, start=max(0, found.start - 1), end=min(len(words), found.end + 4)
    )
    forbids = any(
        one.phrase in ("not", "never", "nicht", "pas", "jamais", "nie")
        and (one.end == found.start or one.start >= found.end)
        and (verb is None or one.start < verb)
        for one in denials(beside)
    )
    forbids = forbids or not FORBIDDING.isdisjoint(found.phrase.split())
    forbids = forbids or "advised not" in found.phrase
    return Binding(found=found, verb=verb, forbids=forbids)


def _is_modal(reading: TextReading, found: FoundPhrase) -> bool:
    """Whether the phrase is used as a verb: not the month of May, not "free will"."""
    words = reading.words
    before = words[found.start - 1] if found.start else None
    after = words[found.end] if found.end < len(words) else None
    if found.phrase == "should" and opens_sentence(reading, found.start):
        # "Should a leak occur" is a condition.
        return False
    if found.phrase == "may" and words[found.start].text == "May" and found.start:
        return not any(word is not None and word.is_number for word in (before, after))
    if found.phrase in ("is to", "are to", "is to be", "are to be"):
        aims = words[max(0, found.start - 4) : found.start]
        # "The aim is to help" obliges nobody.
        return before is not None and not any(
            stem(word.form) in neighbours("aims") for word in aims
        )
    if found.phrase in ("recommended", "encouraged", "suggested", "urged", "mandatory", "optional"):
        # "The recommended rules" recommends nothing here.
        binds = before is not None and (stem(before.form) == "be" or before.form == "strongly")
        return binds or (after is not None and after.form in ("to", "that"))
    one_word = found.end - found.start == 1
    return not (one_word and before is not None and before.form in BEFORE_NOUNS)


def _new_verb(
    hunk: Hunk, counterparts: Counterparts, before: Binding, new: tuple[Binding, ...]
) -> int | None:
    """The verb of the new text for the duty of an old binding; -1 if there is none."""
    if before.verb is None:
        return None
    verb = counterparts.of(0, before.verb)
    if verb is not None:
        return verb
    if new and new[0].verb is not None and hunk.left:
        begin = before.found.start == hunk.old.start and new[0].found.start == hunk.new.start
        if begin and counterparts.of(1, new[0].verb) is None:
            # The same subject, now with another verb.
            return new[0].verb
    return -1


def _of_exchange(hunk: Hunk, before: Binding, after: Binding) -> Iterator[Remark]:
    """The remark about two bindings of one duty."""
    old, new = before.found.phrase, after.found.phrase
    texts = tuple(
        _printed(side.reading, one) for side, one in zip(hunk.sides, (before, after), strict=True)
    )
    if old == new or (before.forbids != after.forbids and before.strength == after.strength == 6):
        return
    if before.forbids != after.forbids:
        if before.forbids and before.strength == 6 and strength(old) != PERMITS:
            direction = Direction.WEAKENED if after.strength == PERMITS else None
        elif after.forbids and after.strength == 6 and strength(new) != PERMITS:
            direction = Direction.STRENGTHENED if before.strength == PERMITS else None
        else:
            direction = None
        if direction is None:
            return
    elif before.strength == after.strength:
        unclear = before.forbids and PERMITS in (strength(old), strength(new))
        if not unclear and frozenset({old, new}) not in DEFINED:
            yield Remark(
                wording=Wording.EDITORIAL,
                reason=f"{became(*texts)}: it binds as much",
                old=before.found.span,
                new=after.found.span,
            )
            return
        direction = None
    elif not _comparable(before.strength, after.strength):
        direction = None
    else:
        raised = after.strength > before.strength
        direction = Direction.STRENGTHENED if raised else Direction.WEAKENED
    yield _remark(hunk, direction, became(*texts), (before.found.span, after.found.span))


def duty_in(reading: TextReading) -> str | None:
    """The first words that oblige somebody, or forbid something; nothing if there are none."""
    whole = Side(reading=reading, start=0, end=len(reading.words))
    for one in bindings(whole):
        if one.strength == OBLIGES:
            return one.found.phrase
    return None


def binds(reading: TextReading) -> bool:
    """Whether a sentence is a duty or gives a right."""
    return any(word.form in MODALS | RIGHTS for word in reading.words)


def of_sentences(comparison: TextComparison) -> Iterator[Remark]:
    """
    The change of force where each sentence has one duty, whatever is around it: "fires are
    forbidden", "nobody is advised to light fires".
    """
    sides = [
        Side(reading=reading, start=0, end=min(len(reading.words), REACH * 2))
        for reading in (comparison.old, comparison.new)
    ]
    found = [tuple(bindings(side)) for side in sides]
    if len(found[0]) != 1 or len(found[1]) != 1 or not _are_alike(comparison):
        return
    before, after = found[0][0], found[1][0]
    alike = before.forbids == after.forbids and before.strength != after.strength
    if alike and _comparable(before.strength, after.strength):
        raised = after.strength > before.strength
        direction = Direction.STRENGTHENED if raised else Direction.WEAKENED
        texts = (_printed(comparison.old, before), _printed(comparison.new, after))
        yield Remark(
            wording=Wording.SUBSTANTIVE,
            aspect=Aspect.FORCE,
            direction=direction,
            reason=f"{direction.value}: {became(*texts)} in '{sides[1].text}'",
        )


def _are_alike(comparison: TextComparison) -> bool:
    """Whether most words of the shorter sentence are in the other one."""
    small = _between() | word_set("function") | word_set("verbs")
    old, new = (
        {word.key for word in reading.words if word.form not in small}
        for reading in (comparison.old, comparison.new)
    )
    return len(old & new) >= ALIKE * min(len(old), len(new))


def _comparable(old: int, new: int) -> bool:
    """Whether two strengths can be ranked: both of permission and effort cannot."""
    return max(old, new) >= ADVISES and not (ASKS in (old, new) and ADVISES in (old, new))


def _of_lone(hunk: Hunk, counterparts: Counterparts, one: Binding, number: int) -> Remark | None:
    """The remark about a binding that was added to a duty, or removed from it."""
    side, other = hunk.sides[number], hunk.sides[1 - number]
    if one.verb is None:
        verb = None
        alone = one.found.end >= side.end and not other
        if not alone:
            return None
    else:
        verb = counterparts.of(number, one.verb)
        if verb is None:
            # It came with its verb, or went with it: an addition, not another force.
            return None
    elsewhere = _before_verb(other, verb) if verb is not None else None
    direction = None
    if elsewhere is not None:
        before, after = (one, elsewhere) if number == 0 else (elsewhere, one)
        if before.forbids != after.forbids or before.strength == after.strength:
            return None
        if _comparable(before.strength, after.strength):
            raised = after.strength > before.strength
            direction = Direction.STRENGTHENED if raised else Direction.WEAKENED
        texts = tuple(
            _printed(each.reading, binding)
            for each, binding in zip(hunk.sides, (before, after), strict=True)
        )
        said = became(*texts)
    else:
        printed = _printed(side.reading, one)
        said = became(*((printed, "") if number == 0 else ("", printed)))
        if not one.forbids and one.strength in (ADVISES, ASKS) and one.found.phrase != "would":
            # A plain statement became advice, or the reverse.
            direction = Direction.WEAKENED if number else Direction.STRENGTHENED
        elif not one.forbids and one.found.phrase == "may":
            direction = Direction.WEAKENED if number else Direction.STRENGTHENED
    span = one.found.span
    spans = (frozenset[int](), span) if number else (span, frozenset[int]())
    return _remark(hunk, direction, said, spans)


def _before_verb(side: Side, verb: int) -> Binding | None:
    """The nearest binding before a verb, in its sentence."""
    start = verb
    while start > max(0, verb - REACH) and not opens_sentence(side.reading, start):
        start -= 1
    run = Side(reading=side.reading, start=start, end=verb)
    found = [one for one in phrases_in(run, listed("force")) if _is_modal(side.reading, one)]
    return _binding(side.reading, found[-1]) if found else None


def _printed(reading: TextReading, one: Binding) -> str:
    """A binding with the "not" that belongs to it."""
    words = reading.words
    start, end = one.found.start, one.found.end
    if one.forbids:
        if start and words[start - 1].key in ("not", "never"):
            start -= 1
        elif end < len(words) and words[end].key in ("not", "never", "nicht", "pas"):
            end += 1
    return reading.quote(start, end)


def _remark(
    hunk: Hunk,
    direction: Direction | None,
    said: str,
    spans: tuple[frozenset[int], frozenset[int]],
) -> Remark:
    """The remark, with the sentence whose duty it is: the new one, unless all of it went."""
    around = sentences(hunk)[1 if spans[1] or hunk.new else 0]
    quoted = f" in '{around.text}'" if len(around.span) > len(spans[1] or spans[0]) else ""
    raised = f"{direction.value}: " if direction else ""
    return Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.FORCE,
        direction=direction,
        reason=f"{raised}{said}{quoted}",
        old=spans[0],
        new=spans[1],
    )
