"""Whom and what a statement covers: restrictions, examples, items of lists, remarks in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.diff.wording.actor import is_actor
from guidegraph.diff.wording.comparison import Hunk, Remark, Side, became
from guidegraph.language.lexicon import word_set
from guidegraph.model.changes import Aspect, Wording


__all__ = ["conjunctions", "of_addition", "of_exchange"]

EXAMPLE = frozenset(
    {
        "including",
        "includes",
        "include",
        "e.g.",
        "e.g",
        "eg",
        "especially",
        "particularly",
        "notably",
    }
)
RELATIVE = frozenset({"who", "whom", "whose", "which", "that", "where"})
JOINING = frozenset({"and", "or", "and/or", "&"})


def conjunctions(hunk: Hunk) -> Iterator[Remark]:
    """
    "and" became "or": whether all or some of it is meant.
    """
    old, new = (
        frozenset(at for at in side.span if side.reading.words[at].form in JOINING)
        for side in hunk.sides
    )
    if not old or not new:
        return
    words = tuple(
        frozenset(side.reading.words[at].key for at in span)
        for side, span in zip(hunk.sides, (old, new), strict=True)
    )
    if len(words[0]) == len(words[1]) == 1 and words[0] != words[1]:
        yield Remark(
            wording=Wording.SUBSTANTIVE,
            aspect=Aspect.SCOPE,
            reason=became(*(next(iter(word)) for word in words)),
            old=old,
            new=new,
        )


def of_addition(side: Side, *, added: bool) -> Remark:
    """The remark about words that were only added, or only removed."""
    return Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.SCOPE,
        reason=f"{_kind(side)} was {'added' if added else 'removed'}: '{_trimmed(side).text}'",
    )


def of_exchange(hunk: Hunk) -> Remark:
    """The remark about words that replaced others: scope if persons are exchanged."""
    persons = all(any(map(_is_person, side.forms)) for side in hunk.sides)
    return Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.SCOPE if persons else Aspect.OTHER,
        reason=became(hunk.old.text, hunk.new.text),
    )


def _trimmed(side: Side) -> Side:
    """The run without the conjunction that joins it to the rest of a list."""
    start, end = side.start, side.end
    if end - start > 1 and side.forms[0] in JOINING:
        start += 1
    if end - start > 1 and side.forms[-1] in JOINING:
        end -= 1
    return Side(reading=side.reading, start=start, end=end)


def _is_person(form: str) -> bool:
    """Whether a word is for the persons that a statement is about."""
    return form in word_set("persons") or is_actor(form)


def _kind(side: Side) -> str:
    """The function of some words for the words around them."""
    words = side.reading.words
    first, lead = words[side.start], words[side.start].lead
    follows = side.reading.gap(side.end)
    two = side.forms[:2]
    if "(" in lead:
        return "a remark in brackets"
    if first.form in EXAMPLE or two in (("such", "as"), ("for", "example"), ("for", "instance")):
        return "an example"
    compound = side.end - side.start > 1 and words[side.start + 1].lead == "-"
    if first.form in RELATIVE or (first.form in word_set("prepositions") and not compound):
        return "a restriction"
    before = words[side.start - 1].form if side.start else ""
    listed = "," in lead or ";" in lead or "," in follows or ";" in follows
    if first.form in JOINING or before in JOINING or listed or words[side.end - 1].form in JOINING:
        return "an item of a list"
    return "a qualification" if side.end < len(words) and not follows else "a phrase"
