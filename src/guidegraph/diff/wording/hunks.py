"""
The remarks about one place where two sentences differ.

What no rule explains is content: it is named, and weighed with the rest of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from guidegraph.diff.wording import (
    actor,
    condition,
    confusable,
    force,
    negation,
    qualifier,
    quantity,
    scope,
    spelling,
)
from guidegraph.diff.wording.comparison import (
    Hunk,
    Remark,
    Side,
    became,
    listed,
    phrases_in,
)
from guidegraph.diff.wording.order import repeats
from guidegraph.diff.wording.place import neighbours
from guidegraph.language.inflect import canonical, root, stem
from guidegraph.language.lexicon import entries, groups, word_set
from guidegraph.model.changes import Aspect, Direction, Wording


__all__ = [
    "of_hunk",
    "of_sentence",
    "only_pairs_up",
    "same",
    "same_reason",
    "says_the_same",
    "unexplained",
]

# From this strength on, an added or removed sentence is a requirement.
REQUIRES = 3

# In a longer exchange, two words of it are not opposites of each other.
MOST_WORDS = 6

# "Class B", "Level 2", "Grade III".
LONGEST_CLASS = 4
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "higher", "lower"})

LIMITING = frozenset({"only", "solely", "exclusively"})


def of_hunk(hunk: Hunk) -> Iterator[Remark]:
    """
    All remarks about one hunk: first slips of the pen, then those of each aspect, then the words
    that no remark explains.
    """
    slips = tuple(confusable.in_hunk(hunk)) or tuple(spelling.in_hunk(hunk))
    yield from slips
    rest = _unclaimed(hunk, slips)
    if not any(rest):
        return
    if _abbreviates(hunk):
        yield same(hunk, f"{became(hunk.old.text, hunk.new.text)}: the same, abbreviated")
        return
    if only_pairs_up(hunk):
        yield same(hunk, f"{became(hunk.old.text, hunk.new.text)}: no change of meaning")
        return
    if says_the_same(hunk):
        yield same(hunk, same_reason(hunk))
        return
    sentence = _in_between(hunk)
    if sentence is not None:
        yield sentence
        return
    explained = tuple(
        remark
        for aspect in (force, negation, quantity, condition, actor)
        for remark in aspect.remarks(hunk)
    )
    explained += tuple(scope.conjunctions(hunk))
    old, new = _unclaimed(hunk, (*slips, *explained))
    explained += tuple(
        remark for remark in _of_words(hunk) if remark.old <= {*old} and remark.new <= {*new}
    )
    rest_of = tuple(_of_rest(hunk, (*slips, *explained)))
    yield from explained
    yield from rest_of
    if not slips and not explained and not rest_of:
        yield unexplained(hunk)


def _of_words(hunk: Hunk) -> Iterator[Remark]:
    """The remarks about a few words that came, went or were exchanged, the surest for each."""
    taken: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    for find in (
        _contraries,
        _classes,
        _deeds,
        qualifier.remarks,
        scope.coordination,
        confusable.near_words,
    ):
        for remark in find(hunk):
            if not (remark.old & taken[0] or remark.new & taken[1]):
                taken = (taken[0] | remark.old, taken[1] | remark.new)
                yield remark


def same(hunk: Hunk, reason: str) -> Remark:
    """The remark about a hunk that says the same on both sides."""
    return Remark(
        wording=Wording.EDITORIAL,
        reason=reason,
        old=frozenset(hunk.old.span),
        new=frozenset(hunk.new.span),
    )


def unexplained(hunk: Hunk) -> Remark:
    """The remark if no rule has one: never that nothing changed."""
    return Remark(
        wording=Wording.EDITORIAL,
        aspect=Aspect.OTHER,
        reason=became(hunk.old.text, hunk.new.text),
    )


def _contraries(hunk: Hunk) -> Iterator[Remark]:
    """The words that took the place of one that excludes them: before, after."""
    if max(len(hunk.old.span), len(hunk.new.span)) > MOST_WORDS:
        return
    texts = tuple(tuple(_phrases(side)) for side in hunk.sides)
    for old, before in texts[0]:
        for new, after in texts[1]:
            if frozenset((before, after)) in _excluding():
                yield Remark(
                    wording=Wording.SUBSTANTIVE,
                    aspect=Aspect.OTHER,
                    reason=f"{became(old.text, new.text)}: the one excludes the other",
                    old=frozenset(old.span),
                    new=frozenset(new.span),
                )


def _phrases(side: Side) -> Iterator[tuple[Side, str]]:
    """Each word and each two words of a run, without inflection."""
    for length in (1, 2):
        for start in range(side.start, side.end - length + 1):
            run = Side(reading=side.reading, start=start, end=start + length)
            yield run, " ".join(map(stem, run.forms))


@cache
def _excluding() -> frozenset[frozenset[str]]:
    """The stems of the listed pairs."""
    return frozenset(
        frozenset(" ".join(map(stem, phrase.split())) for phrase in pair)
        for pair in groups("contraries")
    )


def _classes(hunk: Hunk) -> Iterator[Remark]:
    """Another class, grade or level: "a Class B cabinet", "a Class A cabinet"."""
    if any(len(side.span) != 1 or not side.start for side in hunk.sides):
        return
    marks = [side.reading.words[side.start] for side in hunk.sides]
    kinds = [side.reading.words[side.start - 1] for side in hunk.sides]
    follows = [side.reading.words[side.end : side.end + 1] for side in hunk.sides]
    ordinal = all(mark.form in ORDINALS for mark in marks)
    if ordinal and all(word and word[0].key in neighbours("classes") for word in follows):
        yield _of_class(hunk, marks[0].text, marks[1].text)
        return
    short = all(len(mark.text) <= LONGEST_CLASS and not mark.text.islower() for mark in marks)
    if short and kinds[0].key == kinds[1].key and kinds[0].key in neighbours("classes"):
        old, new = (f"{kind.text} {mark.text}" for kind, mark in zip(kinds, marks, strict=True))
        yield _of_class(hunk, old, new)


def _of_class(hunk: Hunk, old: str, new: str) -> Remark:
    return Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.SCOPE,
        reason=f"{became(old, new)}: another class",
        old=frozenset(hunk.old.span),
        new=frozenset(hunk.new.span),
    )


def _deeds(hunk: Hunk) -> Iterator[Remark]:
    """Another verb in a duty: "must wash", "must break"."""
    if max(len(side.span) for side in hunk.sides) > MOST_WORDS:
        return
    verbs = [
        [at for at in side.span if force.is_duty_verb(side.reading, at)] for side in hunk.sides
    ]
    if len(verbs[0]) != 1 or len(verbs[1]) != 1:
        return
    old, new = verbs[0][0], verbs[1][0]
    words = (hunk.old.reading.words[old], hunk.new.reading.words[new])
    stems = [stem(word.form) for word in words]
    near = any(stems[0] in group and stems[1] in group for group in _near_verbs())
    if words[0].key != words[1].key and root(stems[0]) != root(stems[1]) and not near:
        yield Remark(
            wording=Wording.SUBSTANTIVE,
            aspect=Aspect.OTHER,
            reason=f"{became(words[0].text, words[1].text)}: another deed is required or allowed",
            old=frozenset({old}),
            new=frozenset({new}),
        )


@cache
def _near_verbs() -> tuple[frozenset[str], ...]:
    """The groups of verbs that may mean the same duty."""
    return tuple(frozenset(map(stem, entry.split())) for entry in entries("near_verbs"))


def _graded(remark: Remark) -> Remark:
    """A remark about content: substantive only if enough of it differs."""
    return replace(remark, wording=Wording.EDITORIAL)


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
        exchange = scope.of_exchange(_narrowed(hunk, words) if remarks else hunk)
        # Other persons or things covered are established; any other exchange is content.
        covers = exchange.aspect is Aspect.SCOPE
        yield (
            replace(exchange, old=frozenset(old), new=frozenset(new))
            if covers
            else _graded(exchange)
        )
    else:
        side = hunk.new if words[1] else hunk.old
        span = words[1] or words[0]
        yield _of_addition(hunk, _run(side, span), added=bool(words[1]))
    if any(condition.inside_condition(side) for side in hunk.sides if side):
        yield Remark(
            wording=Wording.EDITORIAL,
            aspect=Aspect.CONDITION,
            reason=f"within a condition, {became(hunk.old.text, hunk.new.text)}",
        )


def _of_addition(hunk: Hunk, side: Side, *, added: bool) -> Remark:
    """The remark about words that were only added or removed: mostly a matter of scope."""
    other = hunk.old if added else hunk.new
    if side.forms in (("and",), ("or",)) and set(other.reading.gap(other.start)) & set(",;)"):
        joint = side.forms[0]
        return same(hunk, f"an '{joint}' joins a list where a comma did, or the reverse")
    if side.forms in (("and",), ("or",)) and "/" in other.reading.gap(other.start):
        reason = became("/", side.text) if added else became(side.text, "/")
        return Remark(wording=Wording.EDITORIAL, aspect=Aspect.OTHER, reason=reason)
    if set(side.forms) <= LIMITING:
        return scope.of_addition(side, added=added, hunk=hunk)
    if repeats(side):
        came = "added" if added else "removed"
        return same(hunk, f"a repetition in a list was {came}: '{side.text}'")
    small = word_set("function") | word_set("prepositions")
    if all(form in small for form in side.forms) and not set(side.forms) & {"and", "or"}:
        reason = became(*(("", side.text) if added else (side.text, "")))
        return Remark(wording=Wording.EDITORIAL, aspect=Aspect.OTHER, reason=reason)
    return _graded(scope.of_addition(side, added=added, hunk=hunk))


def _in_between(hunk: Hunk) -> Remark | None:
    """The remark about whole sentences that were added or removed."""
    if bool(hunk.old) == bool(hunk.new):
        return None
    side, added = (hunk.new, True) if hunk.new else (hunk.old, False)
    reading = side.reading
    closes = set(reading.gap(side.end)) & set(".?!") or side.end == len(reading.words)
    opens = not side.start or set(reading.gap(side.start)) & set(".?!")
    if not opens or not closes or len(side.span) < 3:
        return None
    return of_sentence(side, added=added)


def of_sentence(side: Side, *, added: bool) -> Remark:
    """The remark about a sentence that was added or removed: what it requires is established."""
    strengths = [force.strength(one.phrase) for one in phrases_in(side, listed("force"))]
    requires = max(strengths, default=0) >= REQUIRES
    raised = Direction.STRENGTHENED if added else Direction.WEAKENED
    kind = "a sentence that requires something" if requires else "a sentence"
    return Remark(
        wording=Wording.SUBSTANTIVE if requires else Wording.EDITORIAL,
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

# Longer passages are not compared as phrases.
LONGEST_SAME = 60

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
    if max(len(side.span) for side in hunk.sides) > LONGEST_SAME:
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


def _abbreviates(hunk: Hunk) -> bool:
    """Whether one side is an acronym of the other: DPO, data protection officer."""
    for short, full in (hunk.sides, hunk.sides[::-1]):
        if len(short.span) != 1 or len(full.span) < 2:
            continue
        text = short.reading.words[short.start].text.replace(".", "")
        initials = [form[0] for form in full.forms if form not in word_set("function")]
        every = [form[0] for form in full.forms]
        if text.isupper() and list(text.casefold()) in (initials, every):
            return True
    return False


def same_reason(hunk: Hunk) -> str:
    """Why a difference is only editorial."""
    small = word_set("ignorable")
    if all(form in small for side in hunk.sides for form in side.forms):
        return f"{became(hunk.old.text, hunk.new.text)}: no change of meaning"
    return f"{became(hunk.old.text, hunk.new.text)}: another wording of the same"
