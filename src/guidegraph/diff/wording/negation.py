"""
Where a statement turns into its opposite: not, no, without, non-clinical, prohibited for allowed.

A word that denies governs another word. The statement turns round if both texts have that word, and
one denies it. A "not" that came with a new remark, or that only undoes another negative, does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from types import MappingProxyType

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
from guidegraph.diff.wording.place import Counterparts, governed, neighbours, sentences, touches
from guidegraph.diff.wording.reading import ComparedWord, TextReading
from guidegraph.language.inflect import stem
from guidegraph.language.lexicon import groups, table, word_set
from guidegraph.model.changes import Aspect, Direction, Wording


__all__ = ["denials", "opposite_words", "remarks", "without_prefix"]

PREFIXES = ("non", "un", "in", "im", "il", "ir", "dis", "mis")

# The rest after a negative prefix must be long enough to be a word.
SHORTEST = 4

# With more words than this on a side, it is not clear which word replaced which.
MOST_WORDS = 6

# Negatives that deny a thing with all that describes it; "not" denies the one word after it.
OF_NOUNS = frozenset({"no", "without"})

# Beyond these, other words are meant.
APART = frozenset({"and", "or", "but", "nor", "so", "then", "that", "who", "which"})

# After these, what was denied may be affirmed.
CONTRASTING = frozenset({"but", "with", "except", "however", "only"})

# How far from a difference a negative may be that governs a word in it.
NEAR = 7


def remarks(hunk: Hunk) -> Iterator[Remark]:
    """What was denied and is not now, or the reverse."""
    governing = (_governing(hunk.old), _governing(hunk.new))
    turned = _turned(hunk, governing)
    if any(turned):
        yield Remark(
            wording=Wording.SUBSTANTIVE,
            aspect=Aspect.NEGATION,
            direction=_direction(hunk, *turned),
            reason=became(*_quoted(hunk, turned)),
            old=frozenset().union(*(found.span for found in turned[0])),
            new=frozenset().union(*(found.span for found in turned[1])),
        )
    for places in opposite_words(hunk):
        yield _of_opposites(hunk, places, governing)


def denials(side: Side) -> Iterator[FoundPhrase]:
    """The words in a run that deny something; "not only" and "no less than" do not."""
    words = side.reading.words
    for found in phrases_in(side, listed("negation")):
        follows = words[found.end] if found.end < len(words) else None
        numbered = found.phrase == "no" and follows is not None and follows.is_number
        if table("negation")[found.phrase] == "turns" and not numbered:
            yield found


def denies_others(old: TextReading, new: TextReading) -> bool:
    """Whether as much is denied in both texts, but not of the same words."""
    denied = []
    for reading in (old, new):
        found = denials(Side(reading=reading, start=0, end=len(reading.words)))
        places = [governed(reading, one.end) for one in found]
        denied.append(Counter(stem(reading.words[at].form) for at in places if at is not None))
    return denied[0].total() == denied[1].total() and denied[0] != denied[1]


def opposite_words(hunk: Hunk) -> tuple[tuple[int, int], ...]:
    """The places of words of opposite sense that replaced each other."""
    if max(len(hunk.old.span), len(hunk.new.span)) > MOST_WORDS:
        return ()
    return tuple(
        (before, after)
        for before in hunk.old.span
        for after in hunk.new.span
        if _are_opposites(hunk.old.reading.words[before].form, hunk.new.reading.words[after].form)
    )


def _are_opposites(old: str, new: str) -> bool:
    longer, shorter = (old, new) if len(old) > len(new) else (new, old)
    if longer not in word_set("negative_prefix_exceptions") and len(shorter) >= SHORTEST:
        for prefix in PREFIXES:
            rest = longer.removeprefix(prefix)
            if rest != longer and stem(rest) == stem(shorter):
                return True
    before, after = (_sides_of_opposites().get(stem(form)) for form in (old, new))
    return before is not None and after is not None and (before[0], 1 - before[1]) == after


def _governing(side: Side) -> dict[int, list[FoundPhrase]]:
    """The words in and near a run that are denied, with what denies them."""
    words = side.reading.words
    near = Side(
        reading=side.reading,
        start=max(0, side.start - NEAR),
        end=min(len(words), side.end + NEAR),
    )
    found: dict[int, list[FoundPhrase]] = {}
    for denial in denials(near):
        at = governed(side.reading, denial.end)
        if at is not None:
            found.setdefault(at, []).append(denial)
    return found


def _turned(
    hunk: Hunk, governing: tuple[dict[int, list[FoundPhrase]], dict[int, list[FoundPhrase]]]
) -> tuple[tuple[FoundPhrase, ...], tuple[FoundPhrase, ...]]:
    """What denies, on the old and the new side, a word that the other side affirms."""
    counterparts = Counterparts(hunk)
    turned: tuple[list[FoundPhrase], list[FoundPhrase]] = ([], [])
    for number, side in enumerate(hunk.sides):
        for at, denying in governing[number].items():
            other = counterparts.of(number, at)
            if other is None:
                # "Not allowed to run", "running is allowed".
                may = _permission_before(side, denying, at)
                other = None if may is None else counterparts.of(number, may)
            near = touches(side, at, at + 1) or any(
                touches(side, found.start, found.end) for found in denying
            )
            if other is None or not near or not len(denying) % 2:
                continue
            if _is_affirmed(side, at, governing[number]):
                continue
            if _is_denied_further_on(
                hunk.sides[1 - number], other, governing[1 - number], denying
            ) or _still_denies(hunk, counterparts, number, denying, other):
                continue
            if not len(governing[1 - number].get(other, ())) % 2:
                turned[number].extend(denying)
    if not any(turned) and _is_joined(hunk):
        for number, side in enumerate(hunk.sides):
            turned[number].extend(found for found in denials(side) if found.start >= side.start)
    if not any(turned):
        turned = _contrasted(hunk)
    if any(turned) and _only_moved(hunk):
        return (), ()
    return tuple(turned[0]), tuple(turned[1])


def _still_denies(
    hunk: Hunk, counterparts: Counterparts, number: int, denying: list[FoundPhrase], denied: int
) -> bool:
    """
    Whether what denies is before the difference in both texts, and in the other one before the
    *denied* word, too: "without (oral or) written".
    """
    if any(CONTRASTING.intersection(side.forms) for side in hunk.sides):
        return False
    further = sentences(hunk)[1 - number]
    theirs = frozenset().union(*(found.span for found in denials(further)))
    places = [counterparts.of(number, found.end - 1) for found in denying]
    return all(found.end <= hunk.sides[number].start for found in denying) and all(
        place is not None and place in theirs and place < denied for place in places
    )


def _is_affirmed(side: Side, denied: int, governing: Mapping[int, list[FoundPhrase]]) -> bool:
    """Whether a word that is denied is near also without: "TOP SECRET and non-TOP SECRET"."""
    words = side.reading.words
    key = words[denied].key
    return any(
        words[at].key == key and at not in governing
        for at in range(max(0, denied - NEAR), min(len(words), denied + NEAR))
    )


def _permission_before(side: Side, denying: Collection[FoundPhrase], at: int) -> int | None:
    """The place of a permission between what denies it and what it permits."""
    words = side.reading.words
    first = max(found.end for found in denying)
    permitting = neighbours("permitting")
    return next((here for here in range(first, at) if stem(words[here].form) in permitting), None)


def _is_denied_further_on(
    side: Side,
    at: int,
    governing: Mapping[int, list[FoundPhrase]],
    denying: Collection[FoundPhrase],
) -> bool:
    """
    Whether the same negative denies a word, but has another word between.

    "Without mains power", "without power from the mains".
    """
    words = side.reading.words
    phrases = Counter(one.phrase for one in denying)
    if not OF_NOUNS.issuperset(phrases):
        return False
    for found in governing.values():
        end = max(one.end for one in found)
        between = words[end + 1 : at + 1]
        if (
            end <= at < end + NEAR
            and Counter(one.phrase for one in found) == phrases
            and not any(word.form in APART or word.lead.strip("-") for word in between)
        ):
            return True
    return False


def _contrasted(hunk: Hunk) -> tuple[list[FoundPhrase], list[FoundPhrase]]:
    """What denies in ", but not cats" if the other text has the word and denies nothing."""
    turned: tuple[list[FoundPhrase], list[FoundPhrase]] = ([], [])
    around = sentences(hunk)
    for number, side in enumerate(hunk.sides):
        words = side.reading.words
        if any(denials(around[1 - number])):
            continue
        theirs = {word.key for word in _words(around[1 - number])}
        for found in denials(side):
            denied = governed(side.reading, found.end)
            apart = found.start > 0 and (
                words[found.start - 1].form == "but" or "," in words[found.start].lead
            )
            if apart and denied is not None and words[denied].key in theirs:
                turned[number].append(found)
    return turned


def _quoted(
    hunk: Hunk, turned: tuple[tuple[FoundPhrase, ...], tuple[FoundPhrase, ...]]
) -> tuple[str, str]:
    """What denies, and also what is denied where the words that deny are the same."""
    texts = (quoted_phrases(turned[0]), quoted_phrases(turned[1]))
    if texts[0] != texts[1]:
        return texts
    old, new = (
        side.reading.quote(found[0].start, (governed(side.reading, found[0].end) or 0) + 1)
        for side, found in zip(hunk.sides, turned, strict=True)
    )
    return (old, new) if old and new else texts


def _words(side: Side) -> tuple[ComparedWord, ...]:
    return side.reading.words[side.start : side.end]


def _is_joined(hunk: Hunk) -> bool:
    """Whether only a space differs: "not able", "notable"."""
    old, new = hunk.old.forms[: MOST_WORDS + 1], hunk.new.forms[: MOST_WORDS + 1]
    return (
        len(old) != len(new)
        and max(len(old), len(new)) <= MOST_WORDS
        and ("".join(old) == "".join(new))
    )


def _only_moved(hunk: Hunk) -> bool:
    """
    Whether the sentence denies as much as before in other words.

    No one may enter, one must not enter; uncleared staff are, cleared staff are not; prohibited
    without, allowed only with.
    """
    around = sentences(hunk)
    old, new = (Counter(one.phrase for one in denials(side)) for side in around)
    words = _opposite(around[0], around[1]) - _opposite(around[1], around[0])
    if words % 2:
        return bool((old.total() - new.total()) % 2)
    return old.total() == new.total() and old != new


def _opposite(side: Side, other: Side) -> int:
    """How many words of a sentence are negative whose opposite the other has."""
    theirs = {stem(form) for form in other.forms}
    only = "only" in theirs
    return sum(_is_opposite(form, theirs) or (form == "unless" and only) for form in side.forms)


def _is_opposite(form: str, theirs: Collection[str]) -> bool:
    word = stem(form)
    if word in theirs:
        return False
    place = _sides_of_opposites().get(word)
    if place is not None and place[1] == 1:
        return any(_sides_of_opposites().get(one) == (place[0], 0) for one in theirs)
    return bool(without_prefix(form, theirs))


def without_prefix(form: str, theirs: Collection[str]) -> str:
    """The stem of a word without its negative prefix, if it is among these stems; or ""."""
    if not form.startswith(PREFIXES) or form in word_set("negative_prefix_exceptions"):
        return ""
    for prefix in PREFIXES:
        rest = form.removeprefix(prefix)
        if rest != form and len(rest) >= SHORTEST and stem(rest) in theirs:
            return stem(rest)
    return ""


def _of_opposites(
    hunk: Hunk,
    places: tuple[int, int],
    governing: tuple[dict[int, list[FoundPhrase]], dict[int, list[FoundPhrase]]],
) -> Remark:
    """The remark about two words of opposite sense; "not uncommon" is about "common"."""
    denying = [governing[side].get(at, []) for side, at in enumerate(places)]
    spans = [
        frozenset({at}).union(*(found.span for found in denying[side]))
        for side, at in enumerate(places)
    ]
    texts = tuple(
        side.reading.quote(min(span), max(span) + 1)
        for side, span in zip(hunk.sides, spans, strict=True)
    )
    if len(denying[0]) % 2 != len(denying[1]) % 2 or _only_moved(hunk):
        return Remark(
            wording=Wording.EDITORIAL,
            reason=f"{became(*texts)}: the same, expressed by a negative",
            old=spans[0],
            new=spans[1],
        )
    stems = [stem(side.reading.words[at].form) for side, at in zip(hunk.sides, places, strict=True)]
    direction = None
    if not any(denying):
        if stems[0] in neighbours("permitting"):
            direction = Direction.STRENGTHENED
        elif stems[1] in neighbours("permitting"):
            direction = Direction.WEAKENED
    return Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.NEGATION,
        direction=direction,
        reason=became(*texts),
        old=spans[0],
        new=spans[1],
    )


def _direction(
    hunk: Hunk, old: tuple[FoundPhrase, ...], new: tuple[FoundPhrase, ...]
) -> Direction | None:
    """A denied permission is stronger, a removed denial weaker; the rest is not certain."""
    if new and not old and _permission_follows(hunk.new, new):
        return Direction.STRENGTHENED
    if old and not new and _permission_follows(hunk.old, old):
        return Direction.WEAKENED
    return None


def _permission_follows(side: Side, found: tuple[FoundPhrase, ...]) -> bool:
    """Whether "not" is before "permitted" or "allowed", and nothing else was denied."""
    words = side.reading.words
    if len(found) != 1 or found[0].phrase != "not" or found[0].end >= len(words):
        return False
    may = found[0].start and words[found[0].start - 1].form in ("may", "can", "could", "might")
    return not may and stem(words[found[0].end].form) in neighbours("permitting")


@cache
def _sides_of_opposites() -> Mapping[str, tuple[int, int]]:
    """For each listed word its line and its side of it."""
    return MappingProxyType(
        {
            stem(word): (line, side)
            for line, pair in enumerate(groups("opposites"))
            for side, words in enumerate(pair)
            for word in words.split()
        }
    )
