"""
The class of the difference between two wordings of one item, its weight, and why.

The strongest class wins: typographic < spelling < editorial < substantive. Words are compared
sentence by sentence. A difference is substantive if an aspect of meaning is established or enough
content differs: its weight decides. Editorial means that neither was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from guidegraph.diff.wording import confusable, force, negation, qualifier, shared, typography
from guidegraph.diff.wording.comparison import Hunk, Remark, Side, TextComparison, compare, listed
from guidegraph.diff.wording.hunks import of_hunk, of_sentence, same, unexplained
from guidegraph.diff.wording.order import reordered, turned
from guidegraph.diff.wording.reading import TextReading, read
from guidegraph.diff.wording.restated import restated, swapped
from guidegraph.diff.wording.scope import is_entry
from guidegraph.diff.wording.sentences import align_sentences
from guidegraph.diff.wording.series import entries_around
from guidegraph.diff.wording.weight import (
    LEAST_UNSURE,
    SUBSTANTIVE,
    ContentChange,
    Evidence,
    among_others,
    content_of,
    exchanged,
    is_unsure,
    mass_of,
    weight_of,
)
from guidegraph.language.lexicon import word_set
from guidegraph.model.changes import Aspect, Direction, Wording, WordingVerdict


__all__ = ["Findings", "classify", "findings", "wordings"]

# What the classes below substantive weigh.
WEIGHTS = {Wording.TYPOGRAPHIC: 0.0, Wording.SPELLING: 0.01, Wording.EDITORIAL: 0.02}

# How much a whole sentence counts, whatever its length.
A_SENTENCE = 0.3

# Of a sentence with more differences than this, the others are only quoted and counted.
MOST_HUNKS = 500

# From this mass on, a sentence is so long that a phrase more or less changes little of its scope.
LONG = 8.0

# How much of it counts where an entry more or less leaves so few.
FEW_ENTRIES = 4
AN_ENTRY = 0.5

# An entry more or less of a list makes so many differences, with its comma or "and".
AN_ENTRY_MORE = 2

# How much more another preposition counts than an entry more.
PREPOSITION = 1.4

# How much of an aspect counts where only vague words of it differ.
VAGUELY = 0.15

# How much of it counts in a sentence that only supposes, which no duty does.
SUPPOSED = 0.3
SUPPOSING = frozenset({"would", "could", "might", "'d"})

# In a sentence of this mass, any other word may be another meaning.
SHORT = 8.0
LONGEST_DUTY = 16.0

# A mark decides less in a longer text: half as much in one of this mass.
MARKS_MASS = 12.0


def classify(old: str, new: str, *, defines: bool = False) -> WordingVerdict:
    """
    The class of the difference between two texts, and why.

    In a text that *defines* something, or says what is covered, each entry of a list counts.

    >>> verdict = classify("Supervisors must give feedback.", "Supervisors may give feedback.")
    >>> verdict.wording.value, verdict.direction.value, verdict.reasons[0]
    ('substantive', 'weakened', "weakened: 'must' became 'may' in 'Supervisors may give feedback'")

    Raises:
        ValueError: the texts differ in white space only, or not at all.
    """
    if old.split() == new.split():
        message = f"The texts do not differ: {old[:60]!r}. Compare them before you classify."
        raise ValueError(message)
    return _verdict(findings(old, new, defines=defines))


def wordings(
    old_label: str | None,
    new_label: str | None,
    old_text: str | None,
    new_text: str | None,
    *,
    defines: bool = False,
) -> WordingVerdict | None:
    """
    The strongest difference in label and text, `None` if neither differs.

    A missing label or text counts as empty; *defines* as for `classify`.
    """
    verdicts = [
        classify(old or "", new or "", defines=defines)
        for old, new in ((old_label, new_label), (old_text, new_text))
        if (old or "").split() != (new or "").split()
    ]
    if not verdicts:
        return None
    wording = max((verdict.wording for verdict in verdicts), key=lambda one: one.rank)
    deciding = [verdict for verdict in verdicts if verdict.wording == wording]
    directions = {way for verdict in deciding for way in verdict.directions}
    weight = max(verdict.weight for verdict in deciding)
    return WordingVerdict(
        wording=wording,
        aspects=_ordered({aspect for verdict in deciding for aspect in verdict.aspects}),
        directions=tuple(way for way in Direction if way in directions),
        reasons=tuple(dict.fromkeys(reason for one in deciding for reason in one.reasons)),
        weight=weight,
        unsure=any(one.unsure for one in deciding if one.weight == weight),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """
    What was found out about two texts.

    A remark that is editorial and has an aspect is about content: substantive if enough differs.
    In those that are also in *exchanges*, a word took the place of one that is not known to mean
    the same: a reader has to judge, however little of a long text it is.
    """

    remarks: tuple[Remark, ...]
    contents: tuple[ContentChange, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    whole: float = 0.0
    exchanges: tuple[Remark, ...] = ()
    suspect: bool = False


def _verdict(found: Findings) -> WordingVerdict:
    """The class, with its reasons: of a substantive difference, also the lesser ones."""
    remarks = found.remarks
    if not remarks:
        # The rest are characters that fold to the same: kinds of quotes, dashes, spaces.
        reason = "quotation marks, dashes or other typography only"
        return WordingVerdict(wording=Wording.TYPOGRAPHIC, reasons=(reason,))
    graded = any(remark.aspect for remark in remarks)
    weight = weight_of(found.contents, found.whole, found.evidence) if graded else 0.0
    if graded and found.suspect:
        weight = max(weight, LEAST_UNSURE)
    substantive = graded and weight >= SUBSTANTIVE
    if substantive:
        wording = Wording.SUBSTANTIVE
    else:
        classes = (min(remark.wording, Wording.EDITORIAL, key=_rank) for remark in remarks)
        wording = max(classes, key=_rank)
    order = list(Aspect)
    ranked = sorted(
        remarks,
        key=lambda remark: (
            remark.wording is not Wording.SUBSTANTIVE,
            remark.aspect is None,
            order.index(remark.aspect) if remark.aspect else 0,
            -remark.wording.rank,
        ),
    )
    # A fixed misspelling is reported next to a change of meaning, a comma is not.
    told = [
        remark
        for remark in ranked
        if remark.aspect
        or remark.wording is Wording.SPELLING
        or remark.wording is (Wording.EDITORIAL if substantive else wording)
    ]
    directions = {remark.direction for remark in remarks if substantive}
    aspects = {remark.aspect for remark in remarks if remark.aspect and substantive}
    return WordingVerdict(
        wording=wording,
        aspects=_ordered(aspects),
        directions=tuple(way for way in Direction if way in directions),
        reasons=tuple(
            dict.fromkeys(
                remark.reason
                if substantive or not remark.aspect
                else _harmless(remark, exchanges=remark in found.exchanges)
                for remark in told
            )
        ),
        weight=max(weight, WEIGHTS.get(wording, 0.0)),
        unsure=graded and (is_unsure(weight) or (bool(found.exchanges) and not substantive)),
    )


def _rank(wording: Wording) -> int:
    """The place of a class, the mildest first."""
    return wording.rank


def _harmless(remark: Remark, *, exchanges: bool) -> str:
    """The reason for a difference that does not count as one in meaning."""
    if exchanges:
        return f"{remark.reason}: not known to mean the same, read both texts"
    if remark.wording is Wording.SUBSTANTIVE:
        return f"{remark.reason}, among other words of the same content"
    if remark.aspect is Aspect.OTHER:
        return f"{remark.reason}: little content, no aspect of meaning found"
    return f"{remark.reason}: little of what is said"


def _ordered(aspects: set[Aspect]) -> tuple[Aspect, ...]:
    """Aspects in the order of the vocabulary."""
    return tuple(aspect for aspect in Aspect if aspect in aspects)


def findings(old: str, new: str, *, defines: bool = False) -> Findings:
    """All that is found about two texts, sentence by sentence; *defines* as for `classify`."""
    aligned = align_sentences(old, new)
    parts = [_of_pair(compare(pair.old, pair.new), defines=defines) for pair in aligned.pairs]
    joined = [(pair.old, pair.new) for pair in aligned.pairs]
    parted = [(pair.new, pair.old) for pair in aligned.pairs]
    lone = [_lone(text, joined, added=False) for text in aligned.removed]
    lone += [_lone(text, parted, added=True) for text in aligned.added]
    whole = sum(part.whole for part in parts)
    if len(aligned.pairs) != 1 or lone:
        whole = mass_of(read(old)) + mass_of(read(new))
    remarks = [remark for part in (*parts, *lone) for remark in part.remarks]
    suspect = any(part.suspect for part in parts)
    if aligned.crossed:
        reason = "sentences are in another order"
        remarks.append(Remark(wording=Wording.EDITORIAL, reason=reason))
    return Findings(
        remarks=tuple(remarks),
        contents=tuple(content for part in (*parts, *lone) for content in part.contents),
        evidence=tuple(one for part in (*parts, *lone) for one in part.evidence),
        whole=whole,
        exchanges=tuple(one for part in parts for one in part.exchanges),
        suspect=suspect,
    )


def _lone(text: str, pairs: Sequence[tuple[str, str]], *, added: bool) -> Findings:
    """
    What is found about a sentence that is in one of the texts only.

    *pairs* are the other sentences of its text, each with its counterpart.
    """
    reading = read(text)
    if any(_joins(reading, mine, theirs) for mine, theirs in pairs):
        became = "came out of another one" if added else "became part of another one"
        return Findings(
            remarks=(Remark(wording=Wording.EDITORIAL, reason=f"a sentence {became}: '{text}'"),)
        )
    side = Side(reading=reading, start=0, end=len(reading.words))
    mass = mass_of(reading)
    remark = of_sentence(side, added=added)
    requires = remark.aspect is Aspect.FORCE
    return Findings(
        remarks=(remark,),
        contents=(ContentChange(came=mass) if added else ContentChange(lost=mass),),
        evidence=(
            Evidence(aspect=Aspect.FORCE)
            if requires
            else Evidence(aspect=Aspect.OTHER, amount=A_SENTENCE),
        ),
    )


def _joins(reading: TextReading, mine: str, theirs: str) -> bool:
    """
    Whether a sentence was joined with *mine* to *theirs*: all it says is there, some of it in no
    word of *mine*.
    """
    said, there = _meant(reading), _meant(read(theirs))
    return bool(said) and said <= there and not said <= _meant(read(mine))


def _meant(reading: TextReading) -> frozenset[str]:
    """The words of a text that carry meaning, and those that deny."""
    small = word_set("function") - listed("negation")
    return frozenset(word.key for word in reading.words if word.form not in small)


def _of_pair(comparison: TextComparison, *, defines: bool) -> Findings:
    """What is found about a pair of sentences."""
    whole = mass_of(comparison.old) + mass_of(comparison.new)
    if bool(comparison.old.words) != bool(comparison.new.words):
        came = "added" if comparison.new.words else "removed"
        remark = Remark(
            wording=Wording.SUBSTANTIVE, aspect=Aspect.OTHER, reason=f"the whole text was {came}"
        )
        return Findings(remarks=(remark,), evidence=(Evidence(aspect=Aspect.OTHER, amount=3.0),))
    remarks = [*confusable.in_pairs(comparison), *shared.remarks(comparison)]
    evidence = [Evidence(aspect=one.aspect) for one in remarks if one.aspect]
    marks = tuple(typography.remarks(comparison))
    amount = round(1.25 * MARKS_MASS / (MARKS_MASS + whole / 2), 6)
    evidence += [Evidence(aspect=one.aspect, amount=amount) for one in marks if one.aspect]
    remarks += marks
    if comparison.rearranged:
        reason = "the items of a list are in another order"
        remarks.append(Remark(wording=Wording.EDITORIAL, reason=reason))
    contents: tuple[ContentChange, ...] = ()
    exchanges: tuple[Remark, ...] = ()
    reason = turned(comparison) or restated(comparison)
    if reason:
        remarks.append(Remark(wording=Wording.EDITORIAL, reason=reason))
    else:
        in_hunks = tuple(_of_hunks(comparison))
        remarks += [remark for _, said in in_hunks for remark in said]
        places = tuple(swapped(comparison))
        if not any(remark.aspect is Aspect.FORCE for remark in remarks):
            places += tuple(force.of_sentences(comparison))
        remarks += places
        evidence += [Evidence(aspect=one.aspect) for one in places if one.aspect]
        parts = [(hunk, *_accounted(said)) for hunk, said in in_hunks]
        content, unlike = content_of(parts), exchanged(parts)
        exchanges = tuple(
            remark
            for number, (hunk, said) in enumerate(in_hunks)
            for remark in said
            if remark.aspect
            and (
                (number in unlike and bool(remark.old) == bool(remark.new))
                or (remark.aspect is Aspect.OTHER and _denies_more(hunk))
            )
        )
        contents = (content,)
        short = round(max(0.0, 1 - whole / 2 / LONG), 6)
        alone = len(comparison.hunks) <= AN_ENTRY_MORE
        binds = alone and all(map(force.binds, (comparison.old, comparison.new)))
        counts = (entries_around(comparison.old), entries_around(comparison.new))
        found = [
            one
            for hunk, said in in_hunks
            for one in (
                *_evidence(hunk, said, content, (short, _is_in_long_series(hunk, counts))),
                *_in_short(
                    hunk,
                    said,
                    max(
                        short,
                        _entry(hunk, counts, binds=binds or (defines and _is_one_entry(hunk))),
                    ),
                ),
            )
        ]
        if not defines and all(map(_supposes, (comparison.old, comparison.new))):
            found = [replace(one, amount=round(SUPPOSED * one.amount, 6)) for one in found]
        evidence += found
    return Findings(
        remarks=tuple(remarks),
        contents=contents,
        evidence=tuple(evidence),
        whole=whole,
        exchanges=exchanges,
        suspect=_is_suspect(comparison, remarks, contents, whole / 2),
    )


def _is_suspect(
    comparison: TextComparison,
    remarks: list[Remark],
    contents: tuple[ContentChange, ...],
    mass: float,
) -> bool:
    """
    Whether a difference that weighs little may still be one in meaning.

    An aspect was found among other words of a duty, or a word of a short sentence was exchanged, or
    what it covers, or a "not" denies another word than before.
    """
    if mass <= LONGEST_DUTY and negation.denies_others(comparison.old, comparison.new):
        return True
    firm = any(one.aspect and one.wording is Wording.SUBSTANTIVE for one in remarks)
    if firm and mass <= LONGEST_DUTY and any(map(force.binds, (comparison.old, comparison.new))):
        return True
    if any(one.lost >= 1 and one.came >= 1 for one in contents) and mass <= SHORT:
        return True
    covers = any(one.aspect in (Aspect.SCOPE, Aspect.CONDITION) for one in remarks)
    return covers and mass <= SHORT


def _of_hunks(comparison: TextComparison) -> Iterator[tuple[Hunk, tuple[Remark, ...]]]:
    """Each hunk with the remarks about it; those that only move something, as one."""
    at = 0
    while at < len(comparison.hunks):
        count, reason = reordered(comparison, at)
        for hunk in comparison.hunks[at : at + count]:
            yield hunk, (same(hunk, reason),)
        if not count:
            hunk = comparison.hunks[at]
            yield hunk, tuple(of_hunk(hunk)) if at < MOST_HUNKS else (unexplained(hunk),)
        at += count or 1


def _denies_more(hunk: Hunk) -> bool:
    """Whether one side of a hunk denies something, of which no rule says what it means."""
    counts = [sum(1 for _ in negation.denials(side)) for side in hunk.sides]
    return counts[0] % 2 != counts[1] % 2


def _accounted(said: tuple[Remark, ...]) -> tuple[frozenset[int], frozenset[int]]:
    """The words of a hunk, old and new, whose difference is only one of spelling or grammar."""
    small = [remark for remark in said if remark.aspect is None]
    return (
        frozenset().union(*(remark.old for remark in small)),
        frozenset().union(*(remark.new for remark in small)),
    )


def _evidence(
    hunk: Hunk, said: tuple[Remark, ...], content: ContentChange, place: tuple[float, bool]
) -> Iterator[Evidence]:
    """
    The aspects established in a hunk, and how much of each counts at its *place*: in a text so
    short, and whether in a long series.
    """
    short, in_series = place
    firm = [one for one in said if one.aspect and one.wording is Wording.SUBSTANTIVE]
    explained = [one for one in said if one.aspect is None or one in firm]
    old = frozenset().union(*(remark.old for remark in explained))
    new = frozenset().union(*(remark.new for remark in explained))
    for remark in firm:
        if remark.aspect is not None:
            amount = among_others(hunk, (old, new), content)
            if _is_vague(hunk, remark):
                amount *= max(VAGUELY, short)
            if in_series and remark.aspect is Aspect.SCOPE:
                amount = min(amount, short)
            yield Evidence(aspect=remark.aspect, amount=round(amount, 6))


def _in_short(hunk: Hunk, said: tuple[Remark, ...], short: float) -> Iterator[Evidence]:
    """
    The aspects that count in a short sentence only: "train staff", "train licensed staff".

    In a long one, an entry or a phrase more, or another preposition, changes little.
    """
    for remark in said:
        graded = remark.wording is Wording.EDITORIAL
        if graded and remark.aspect in (Aspect.SCOPE, Aspect.CONDITION):
            yield Evidence(aspect=remark.aspect, amount=short)
        elif graded and remark.aspect is Aspect.OTHER and _exchanges_prepositions(hunk):
            yield Evidence(aspect=Aspect.OTHER, amount=round(min(1.0, PREPOSITION * short), 6))


def _is_one_entry(hunk: Hunk) -> bool:
    """Whether an entry of a list was added or removed."""
    sides = [side for side in hunk.sides if side]
    return len(sides) == 1 and is_entry(sides[0])


def _entry(hunk: Hunk, counts: tuple[list[int], list[int]], *, binds: bool) -> float:
    """How much of an aspect counts if only an entry was added or removed: all if it *binds*."""
    if bool(hunk.old) == bool(hunk.new):
        return 0.0
    if binds:
        return 1.0
    side, entries = (hunk.old, counts[0]) if hunk.old else (hunk.new, counts[1])
    return AN_ENTRY if 0 < entries[side.start] <= FEW_ENTRIES else 0.0


def _is_in_long_series(hunk: Hunk, counts: tuple[list[int], list[int]]) -> bool:
    """Whether an entry of many was exchanged for another one."""
    sides = zip(hunk.sides, counts, strict=True)
    return all(bool(side) and entries[side.start] > FEW_ENTRIES for side, entries in sides)


def _exchanges_prepositions(hunk: Hunk) -> bool:
    """Whether one preposition took the place of another one: "for staff", "by staff"."""
    forms = [form for side in hunk.sides for form in side.forms]
    plain = word_set("prepositions") & word_set("function") - {"as"}
    return len(forms) == 2 and plain.issuperset(forms)


def _supposes(reading: TextReading) -> bool:
    """Whether a sentence supposes something, rather than state or require it."""
    return any(word.form in SUPPOSING for word in reading.words)


def _is_vague(hunk: Hunk, remark: Remark) -> bool:
    """Whether only words of little consequence were found: would, could; many, some."""
    name = {Aspect.FORCE: "force", Aspect.QUANTITY: "quantity"}.get(remark.aspect or Aspect.OTHER)
    if name is None:
        return False
    forms = {
        side.reading.words[at].form
        for side, span in zip(hunk.sides, (remark.old, remark.new), strict=True)
        for at in side.span
        if at in span
    }
    exchanged = all(hunk.sides) and {form for side in hunk.sides for form in side.forms}
    if exchanged and exchanged >= {"both", "one"}:
        return False
    if not forms or not forms <= word_set(f"{name}_vague"):
        return False
    return all(hunk.sides) or not qualifier.limits_duty(hunk, frozenset(forms))
