"""Who acts: the subject of a statement, or the agent after "by"."""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.diff.wording.comparison import Hunk, Remark, Side, became
from guidegraph.language.inflect import stem
from guidegraph.language.lexicon import word_set
from guidegraph.model.changes import Aspect, Wording


__all__ = ["is_actor", "remarks"]

# These endings mark nouns for people who do something.
ENDINGS = ("er", "or", "ist", "ician", "ee", "ant")

# How many words a subject may have before the one that changed.
LONGEST_SUBJECT = 4

# How far back the "by" of an agent may be.
REACH = 4

SHORTEST = 5

DETERMINERS = frozenset({"the", "a", "an", "all", "each", "every", "this", "these"})


def remarks(hunk: Hunk) -> Iterator[Remark]:
    """Whether somebody else acts now, or nobody is named any longer."""
    spans = tuple(_noun_phrase(side) for side in hunk.sides)
    heads = tuple(_heads(side, span) for side, span in zip(hunk.sides, spans, strict=True))
    if heads[0] == heads[1] or not any(heads):
        if not _turns_imperative(hunk):
            return
        spans = (frozenset(hunk.old.span), frozenset(hunk.new.span))
    elif not any(_acts(side) for side in hunk.sides):
        return
    old, new = (
        side.reading.quote(min(span), max(span) + 1) if span else ""
        for side, span in zip(hunk.sides, spans, strict=True)
    )
    if old and new:
        reason = became(old, new)
    elif old:
        reason = f"'{old}' is no longer named as who acts"
    else:
        reason = f"'{new}' is now named as who acts"
    yield Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.ACTOR,
        reason=reason,
        old=spans[0],
        new=spans[1],
    )


def is_actor(form: str) -> bool:
    """
    Whether a word is a noun for a person or body that can act.

    >>> is_actor("supervisors"), is_actor("support"), is_actor("agency"), is_actor("matter")
    (True, False, True, False)
    """
    word = stem(form)
    if word in word_set("actors") or form in word_set("actors"):
        return True
    if word in word_set("not_actors") or form in word_set("not_actors"):
        return False
    return len(word) >= SHORTEST and word.endswith(ENDINGS[:-1])


def _noun_phrase(side: Side) -> frozenset[int]:
    """The words of the run up to the first preposition or verb we know."""
    if side and side.forms[0] in _closers() - {"by"}:
        return frozenset()
    for at in side.span:
        if at > side.start and side.reading.words[at].form in _closers():
            return frozenset(range(side.start, at))
    return frozenset(side.span)


def _heads(side: Side, span: frozenset[int]) -> frozenset[str]:
    """The nouns for actors among the words."""
    forms = (side.reading.words[at].form for at in sorted(span))
    return frozenset(stem(form) for form in forms if is_actor(form))


def _acts(side: Side) -> bool:
    """Whether the run is where the one who acts is named."""
    return bool(side) and (_is_subject(side) or _is_agent(side))


def _is_subject(side: Side) -> bool:
    """Whether the run begins its clause or is before its verb."""
    words = side.reading.words
    before = [word.form for word in words[side.clause : side.start]]
    follows = side.next_form
    if follows in word_set("verbs"):
        return True
    first = side.forms[0] if not before else before[0]
    if all(form in DETERMINERS for form in before):
        # A semicolon or a colon is mostly followed by items of a list, not clauses.
        opens = not set(words[side.clause].lead) & set(";:") or first in DETERMINERS
        inside = any(form in word_set("verbs") for form in side.forms)
        return (opens and bool(follows)) or inside
    if len(before) > LONGEST_SUBJECT or any(form in _closers() for form in before):
        return False
    # "Coach supervisors in …" begins with an imperative: what follows is its object.
    return bool(follows) and follows not in _closers() and follows not in ("to", "and", "or")


def _is_agent(side: Side) -> bool:
    """Whether "by" is before the run, in the same noun phrase."""
    words = side.reading.words
    if side.forms[:1] == ("by",):
        return True
    for at in range(side.start - 1, max(-1, side.start - 1 - REACH), -1):
        if words[at].form == "by":
            return True
        if words[at].form in _closers() - {"over", "about", "around"}:
            return False
    return False


def _turns_imperative(hunk: Hunk) -> bool:
    """
    Whether a subject was removed and its verb became an imperative, or the reverse.

    "The system enforces" / "Enforce": whatever the subject was, nobody is named any longer.
    """
    for with_subject, without in (hunk.sides, hunk.sides[::-1]):
        if not with_subject or without or with_subject.start != with_subject.clause:
            continue
        verbs = tuple(side.next_form for side in (with_subject, without))
        if verbs[0] != verbs[1] and verbs[0].endswith("s") and stem(verbs[0]) == stem(verbs[1]):
            return (
                verbs[1] + "s" == verbs[0] or verbs[1] + "es" == verbs[0] or verbs[0][-3:] == "ies"
            )
    return False


def _closers() -> frozenset[str]:
    """Words that end a noun phrase."""
    return word_set("prepositions") | word_set("verbs")
