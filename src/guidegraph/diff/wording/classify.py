"""
The class of the difference between two wordings of one item, its weight, and why.

The strongest class wins: typographic < spelling < editorial < substantive. Words are compared
sentence by sentence. A difference is substantive if an aspect of meaning is established or enough
content differs: its weight decides. Editorial means that neither was found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

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
from guidegraph.diff.wording.order import reordered, repeats, turned
from guidegraph.diff.wording.reading import read
from guidegraph.diff.wording.sentences import align_sentences
from guidegraph.diff.wording.weight import (
    SUBSTANTIVE,
    ContentChange,
    Evidence,
    among_others,
    content_of,
    is_unsure,
    mass_of,
    weight_of,
)
from guidegraph.language.inflect import canonical
from guidegraph.language.lexicon import word_set
from guidegraph.model.changes import Aspect, Direction, Wording, WordingVerdict


__all__ = ["Findings", "classify", "findings", "only_pairs_up", "same_reason", "says_the_same", "wordings"]

# From this strength on, an added or removed sentence is a requirement.
REQUIRES = 3

# What the classes below substantive weigh.
WEIGHTS = {Wording.TYPOGRAPHIC: 0.0, Wording.SPELLING: 0.01, Wording.EDITORIAL: 0.02}

# A mark decides less in a longer text: half as much in one of this mass.
MARKS_MASS = 12.0


def classify(old: str, new: str) -> WordingVerdict:
    """
    The class of the difference between two texts, and why.

    >>> verdict = classify("Supervisors must give feedback.", "Supervisors may give feedback.")
    >>> verdict.wording.value, verdict.direction.value, verdict.reasons
    ('substantive', 'weakened', ("'must' became 'may'",))

    Raises:
        ValueError: the texts differ in white space only, or not at all.
    """
    if old.split() == new.split():
        message = f"The texts do not differ: {old[:60]!r}. Compare them before you classify."
        raise ValueError(message)
    return _verdict(findings(old, new))


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
    """

    remarks: tuple[Remark, ...]
    contents: tuple[ContentChange, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    whole: float = 0.0


def _verdict(found: Findings) -> WordingVerdict:
    """The class, with its reasons: of a substantive difference, also the lesser ones."""
    remarks = found.remarks
    if not remarks:
        # The rest are characters that fold to the same: kinds of quotes, dashes, spaces.
        reason = "quotation marks, dashes or other typography only"
        return WordingVerdict(wording=Wording.TYPOGRAPHIC, reasons=(reason,))
    graded = any(remark.aspect for remark in remarks)
    weight = weight_of(found.contents, found.whole, found.evidence) if graded else 0.0
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
        if substantive
        and (remark.aspect or remark.wording in (Wording.SPELLING, Wording.EDITORIAL))
        or not substantive
        and (remark.aspect or remark.wording in (wording, Wording.SPELLING))
    ]
    directions = {remark.direction for remark in remarks if substantive}
    aspects = {remark.aspect for remark in remarks if remark.aspect and substantive}
    return WordingVerdict(
        wording=wording,
        aspects=_ordered(aspects),
        directions=tuple(way for way in Direction if way in directions),
        reasons=tuple(
            dict.fromkeys(
                remark.reason if substantive or not remark.aspect else _harmless(remark)
                for remark in told
            )
        ),
        weight=max(weight, WEIGHTS.get(wording, 0.0)),
        unsure=graded and is_unsure(weight),
    )


def _rank(wording: Wording) -> int:
    """The place of a class, the mildest first."""
    return wording.rank


def _harmless(remark: Remark) -> str:
    """The reason for a difference that does not count as one in meaning."""
    if remark.wording is Wording.SUBSTANTIVE:
        return f"{remark.reason}, among other words of the same content"
    return f"{remark.reason}: little content, no aspect of meaning found"


def _ordered(aspects: set[Aspect]) -> tuple[Aspect, ...]:
    """Aspects in the order of the vocabulary."""
    return tuple(aspect for aspect in Aspect if aspect in aspects)


def findings(old: str, new: str) -> Findings:
    """All that is found about two texts, sentence by sentence."""
    aligned = align_sentences(old, new)
    parts = [_of_pair(compare(pair.old, pair.new)) for pair in aligned.pairs]
    lone = [_lone(text, added=False) for text in aligned.removed]
    lone += [_lone(text, added=True) for text in aligned.added]
    whole = sum(part.whole for part in parts)
    if len(aligned.pairs) != 1 or lone:
        whole = mass_of(read(old)) + mass_of(read(new))
    remarks = [remark for part in (*parts, *lone) for remark in part.remarks]
    if aligned.crossed:
        reason = "sentences are in another order"
        remarks.append(Remark(wording=Wording.EDITORIAL, reason=reason))
    return Findings(
        remarks=tuple(remarks),
        contents=tuple(content for part in (*parts, *lone) for content in part.contents),
        evidence=tuple(one for part in (*parts, *lone) for one in part.evidence),
        whole=whole,
    )


def _lone(text: str, *, added: bool) -> Findings:
    """What is found about a sentence that is in one of the texts only."""
    reading = read(text)
    side = Side(reading=reading, start=0, end=len(reading.words))
    mass = mass_of(reading)
    remark = _of_sentence(side, added=added)
    return Findings(
        remarks=(remark,),
        contents=(ContentChange(came=mass) if added else ContentChange(lost=mass),),
        evidence=(Evidence(aspect=Aspect.FORCE),) if remark.aspect is Aspect.FORCE else (),
    )


def _of_pair(comparison: TextComparison) -> Findings:
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
    reason = turned(comparison)
    if reason:
        remarks.append(Remark(wording=Wording.EDITORIAL, reason=reason))
    else:
        in_hunks = tuple(_of_hunks(comparison))
        remarks += [remark for _, said in in_hunks for remark in said]
        evidence += [one for hunk, said in in_hunks for one in _evidence(hunk, said)]
        contents = (content_of([(hunk, *_accounted(said)) for hunk, said in in_hunks]),)
    return Findings(
        remarks=tuple(remarks), contents=contents, evidence=tuple(evidence), whole=whole
    )


def _of_hunks(comparison: TextComparison) -> Iterator[tuple[Hunk, tuple[Remark, ...]]]:
    """Each hunk with the remarks about it; those that only move something, as one."""
    at = 0
    while at < len(comparison.hunks):
        count, reason = reordered(comparison, at)
        for hunk in comparison.hunks[at : at + count]:
            yield hunk, (_same(hunk, reason),)
        if not count:
            hunk = comparison.hunks[at]
            yield hunk, tuple(_of_hunk(hunk)) or (_unexplained(hunk),)
        at += count or 1


def _accounted(said: tuple[Remark, ...]) -> tuple[frozenset[int], frozenset[int]]:
    """The words of a hunk, old and new, whose difference is only one of spelling or grammar."""
    small = [remark for remark in said if remark.aspect is None]
    return (
        frozenset().union(*(remark.old for remark in small)),
        frozenset().union(*(remark.new for remark in small)),
    )


def _evidence(hunk: Hunk, said: tuple[Remark, ...]) -> Iterator[Evidence]:
    """The aspects established in a hunk."""
    firm = [one for one in said if one.aspect and one.wording is Wording.SUBSTANTIVE]
    explained = [one for one in said if one.aspect is None or one in firm]
    old = frozenset().union(*(remark.old for remark in explained))
    new = frozenset().union(*(remark.new for remark in explained))
    for remark in firm:
        if remark.aspect is not None:
            yield Evidence(aspect=remark.aspect, amount=among_others(hunk, old, new))


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
        yield _same(hunk, f"{became(hunk.old.text, hunk.new.text)}: no change of meaning")
        return
    if says_the_same(hunk):
        yield _same(hunk, same_reason(hunk))
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


def _same(hunk: Hunk, reason: str) -> Remark:
    """The remark about a hunk that says the same on both sides."""
    return Remark(
        wording=Wording.EDITORIAL,
        reason=reason,
        old=frozenset(hunk.old.span),
        new=frozenset(hunk.new.span),
    )


def _unexplained(hunk: Hunk) -> Remark:
    """The remark if no rule has one: never that nothing changed."""
    return Remark(
        wording=Wording.EDITORIAL,
        aspect=Aspect.OTHER,
        reason=became(hunk.old.text, hunk.new.text),
    )


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
        yield _graded(scope.of_exchange(_narrowed(hunk, words) if remarks else hunk))
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
        return _same(hunk, f"an '{joint}' joins a list where a comma did, or the reverse")
    if side.forms in (("and",), ("or",)) and "/" in other.reading.gap(other.start):
        reason = became("/", side.text) if added else became(side.text, "/")
        return Remark(wording=Wording.EDITORIAL, aspect=Aspect.OTHER, reason=reason)
    if repeats(side):
        came = "added" if added else "removed"
        return _same(hunk, f"a repetition in a list was {came}: '{side.text}'")
    small = word_set("function") | word_set("prepositions")
    if all(form in small for form in side.forms) and not set(side.forms) & {"and", "or"}:
        reason = became(*(("", side.text) if added else (side.text, "")))
        return Remark(wording=Wording.EDITORIAL, aspect=Aspect.OTHER, reason=reason)
    return _graded(scope.of_addition(side, added=added))


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
    return _of_sentence(side, added=added)


def _of_sentence(side: Side, *, added: bool) -> Remark:
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
