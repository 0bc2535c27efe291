"""
Where the words of items are on the other side, as phrases: what is at their place, where sentences
went or came from, how the words of a split or merged item are spread, and what is nearest.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.model.changes import Change, Ref, Relation, WordCoverage
from guidegraph.model.excerpt import beginning
from guidegraph.model.names import spaced
from guidegraph.render.details import Details
from guidegraph.render.phrases import words_of


__all__ = ["at_place", "closest", "whereabouts"]

_OPENING = 80


def at_place(details: Details, change: Change) -> Iterator[str]:
    """What is now at the place of a dropped item, or was at that of an added one."""
    for ref in details.stand_ins(change):
        old = change.relation is Relation.ADDED
        item, words = _cited(details, ref, old=old), _opening_of(details, ref, old=old)
        if old:
            yield details.words("at the place of %(item)s: '%(words)s'", item=item, words=words)
        else:
            yield details.words("at its place: %(item)s '%(words)s'", item=item, words=words)


def whereabouts(details: Details, change: Change) -> Iterator[str]:
    """
    Where sentences went or came from, where the parts of an item are, and what is nearest to a
    dropped item; of an added one only where everything is asked for.

    What the reasons for the wording class say already is left out.
    """
    reasons = change.verdict.reasons if change.verdict is not None else ()
    for each in change.sentences:
        if any(reason.startswith((f"{each.left}:", f"{each.came}:")) for reason in reasons):
            continue
        words = _opening(details, each.text)
        if each.old in change.old and each.new not in change.new:
            item = _cited(details, each.new, old=False)
            yield details.words("moved to %(item)s: '%(words)s'", item=item, words=words)
        elif each.new in change.new:
            item = _cited(details, each.old, old=True)
            yield details.words("came from %(item)s: '%(words)s'", item=item, words=words)
    if change.coverage is not None:
        yield _covered(details, change, change.coverage)
    if change.relation is Relation.DROPPED or details.everything:
        yield from closest(details, change)


def closest(details: Details, change: Change) -> Iterator[str]:
    """What is nearest to an item without a counterpart; a duplicate says what it is the same as."""
    if change.closest is None or change.duplicate_of is not None:
        return
    ref, old = change.closest.ref, change.relation is Relation.ADDED
    item, likeness = _cited(details, ref, old=old), _likeness(change.closest.likeness)
    if ref in details.stand_ins(change):  # whose words are shown anyway
        yield details.words(
            "closest: %(item)s, %(likeness)s, not the same", item=item, likeness=likeness
        )
    else:
        yield details.words(
            "closest: %(item)s '%(words)s', %(likeness)s, not the same",
            item=item,
            words=_opening_of(details, ref, old=old),
            likeness=likeness,
        )


def _covered(details: Details, change: Change, coverage: WordCoverage) -> str:
    merged = len(change.old) > 1
    refs = change.old if merged else change.new
    parts = ", ".join(
        f"{_cited(details, ref, old=merged)} ({_percent(part)})"
        for ref, part in zip(refs, coverage.parts, strict=False)
    )
    whole = _percent(coverage.whole)
    if merged:
        message = details.words(
            "its words come from: %(parts)s; together %(whole)s", parts=parts, whole=whole
        )
    else:
        message = details.words(
            "its words are in: %(parts)s; together %(whole)s", parts=parts, whole=whole
        )
    return message


def _cited(details: Details, ref: Ref, *, old: bool) -> str:
    """An item by its id, with its edition where there are several."""
    return spaced(f"{ref.edition}:{ref.id}" if old and len(details.old) > 1 else ref.id)


def _opening_of(details: Details, ref: Ref, *, old: bool) -> str:
    return _opening(details, words_of(details.edition_of(ref, old=old).by_id[ref.id]))


def _opening(details: Details, text: str) -> str:
    return spaced(text if details.everything else beginning(text, _OPENING))


def _likeness(share: float) -> str:
    """
    A likeness from 0 to 1 with two digits, rounded down: what is not the same is never 1.

    >>> _likeness(0.3149), _likeness(0.999), _likeness(1.0)
    ('.31', '.99', '.99')
    """
    return f".{min(int(round(share * 100, 6)), 99):02}"


def _percent(share: float) -> str:
    """
    A share in percent, rounded down: what is not all is never 100 %.

    >>> _percent(0.92), _percent(0.999)
    ('92 %', '99 %')
    """
    return f"{int(round(share * 100, 6))} %"
