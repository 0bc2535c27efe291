"""
What a higher or lower figure asks for: more of a minimum, less of a maximum, or nobody can know.

A lower maximum and a higher minimum are stricter. "More than" alone is neither: it is a minimum of
what must be, a maximum of what must not be ("nobody may walk more than 20 m"), and in a condition,
behind "of", or where it only denies a need, it says who or what is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from guidegraph.diff.wording.comparison import FoundPhrase, Side, listed, phrases_in
from guidegraph.diff.wording.negation import denials
from guidegraph.language.lexicon import table
from guidegraph.model.changes import Direction


__all__ = ["CONDITIONS", "LIMITS", "REACH", "towards"]

CONDITIONS = frozenset({"if", "when", "unless", "until", "once", "where", "whenever"})
"""Words that open a condition."""

LIMITS = frozenset({"bound from below", "bound from above", "more", "less"})
"""The families of words that make a figure a limit."""

REACH = 4
"""How far before a figure its "at least" may be."""

# How far before a limit the words are that say whether it must, must not or need not be kept.
_FAR = 14
# How far behind a figure are its unit and an "or less", or the "before" of "no later than".
_BEHIND = 4

_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_SUBJECTS = frozenset({"no", "nobody", "none", "neither", "one", "kein", "keine", "keiner"})
_DUTIES = frozenset({"must", "shall", "should", "may", "can", "will"})
_NEEDS = frozenset(
    {"need", "needs", "needed", "required", "obliged", "obligatory"}
    | {"mandatory", "compulsory", "necessary", "expected"}
)
_HAVING = frozenset({"have", "has", "had"})
_SELECTING = frozenset(
    {"of", "with", "for", "after", "over", "by", "those", "anyone", "without", "having", "who"}
)
_EXCEEDING = frozenset({"exceed", "exceeds", "exceeded"})
_EARLIER = frozenset({"before", "prior", "preceding"})


def towards(
    old: tuple[Side, int, int], new: tuple[Side, int, int], *, raised: bool
) -> Direction | None:
    """
    What a *raised* figure asks for, or a lowered one, if it is the same kind of limit.

    Each place is a side, where its amount begins, and where it ends.
    """
    ways = {_stricter(*old), _stricter(*new)}
    if len(ways) != 1:
        return None
    (upwards,) = ways
    if upwards is None:
        return None
    return Direction.STRENGTHENED if raised is upwards else Direction.WEAKENED


def _stricter(side: Side, start: int, end: int) -> bool | None:
    """Whether a higher figure is stricter at a place: true, false, or not known."""
    limit = _limit(side, start, end)
    if limit is None:
        return None
    family, first = limit
    before = _clause_before(side, first)
    forms = before.forms
    opened = max((at for at, form in enumerate(forms) if form in CONDITIONS), default=-1)
    if opened >= 0 and _DUTIES.isdisjoint(forms[opened:]):
        return None
    denied = _denials(before)
    if family.startswith("bound"):
        upwards = family == "bound from below"
        if _is_time(side, first, start):
            following = side.reading.words[end : end + _BEHIND]
            upwards ^= any(word.form in _EARLIER for word in following)
        return None if denied or _is_need(before) else upwards
    if _is_need(before) or (forms and forms[-1] in _SELECTING):
        return None
    if family == "exceed" and not denied:
        return None
    return (family != "less") ^ bool(len(denied) % 2)


def _limit(side: Side, start: int, end: int) -> tuple[str, int] | None:
    """What makes a figure a limit, and where that begins."""
    words = side.reading.words
    before = Side(reading=side.reading, start=max(0, start - REACH), end=start)
    found = [one for one in phrases_in(before, listed("quantity")) if _family(one) in LIMITS]
    if found:
        return _family(found[-1]), found[-1].start
    if start and words[start - 1].form == "within":
        return "bound from above", start - 1
    for at in range(start - 1, before.start - 1, -1):
        if words[at].form in _EXCEEDING:
            return "exceed", at
    behind = Side(reading=side.reading, start=end, end=min(len(words), end + _BEHIND))
    for one in phrases_in(behind, listed("quantity")):
        if one.phrase in ("or more", "or less", "or fewer"):
            return _family(one), start
    return None


def _family(found: FoundPhrase) -> str:
    return table("quantity")[found.phrase]


def _clause_before(side: Side, at: int) -> Side:
    """The words of the same part of the sentence before a limit."""
    words = side.reading.words
    start = at
    while start > max(0, at - _FAR) and not _parts(words[start].lead if start < len(words) else ""):
        start -= 1
    return Side(reading=side.reading, start=start, end=at)


def _parts(lead: str) -> bool:
    return not set(lead).isdisjoint(".?!;:,()")


def _denials(before: Side) -> Sequence[FoundPhrase]:
    """
    What denies the limit itself.

    "Staff who are not trained must" denies something else, "nobody must" does not.
    """
    forms = before.forms
    found = []
    for one in denials(before):
        at = one.start - before.start
        relative = not _RELATIVE.isdisjoint(forms[:at])
        later = not _DUTIES.isdisjoint(forms[at + 1 :])
        if later and (relative or forms[at] not in _SUBJECTS):
            continue
        found.append(one)
    return found


def _is_need(before: Side) -> bool:
    """Whether a need is denied: "need not", "nobody has to"; who has less to do then?"""
    forms = before.forms
    there = any(form in _NEEDS for form in forms) or any(
        form in _HAVING and follows == "to" for form, follows in pairwise(forms)
    )
    negated = any(form in _negatives() for form in forms)
    return there and negated and not (_DUTIES - {"will"}) & frozenset(forms[-REACH:])


@cache
def _negatives() -> frozenset[str]:
    """The single words that deny."""
    return frozenset(one for one in listed("negation") if " " not in one) | {"n't"}


def _is_time(side: Side, first: int, start: int) -> bool:
    """Whether a limit is one of time: "no later than"."""
    return any(word.form in ("later", "earlier") for word in side.reading.words[first:start])
