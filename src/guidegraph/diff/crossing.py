"""
Words that only crossed from one field to another: a lead-in between the text and the label of an
item, or between a parent and the items below it ("… is called:" / "If a window breaks").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from guidegraph.diff.lists import Lists
from guidegraph.diff.sides import Numbers, spaced
from guidegraph.model.edition import Edition, Item


__all__ = ["Crossed", "LeadIns", "crossed"]

_MARKS: Final = ".,;:!?\"'“”‘’()[]*_–—-…"
_ENDS = re.compile(r"[.:–—-][*_\"”)]{0,3}\Z")
_DASHES = frozenset({"-", "–", "—"})

# Longer beginnings and ends are not a lead-in, but a part of the statement.
_LONGEST = 8
# How many words after a lead-in must be the same.
_CONTEXT = 3

INTO_LABEL: Final = "a lead-in moved from the text into the label"
INTO_TEXT: Final = "a lead-in moved from the label into the text"
_WHOLE_TO_LABEL: Final = "the text is now the label"
_WHOLE_TO_TEXT: Final = "the label is now the text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """Labels and texts to compare, and what crossed between them, if anything did."""

    old: tuple[str | None, str | None]
    new: tuple[str | None, str | None]
    reason: str | None = None


def crossed(old: tuple[str | None, str | None], new: tuple[str | None, str | None]) -> Crossed:
    """
    The label and text of both sides, with a lead-in that crossed at its new place on both.

    >>> crossed((None, "Keys: They are lent."), ("Keys", "They are lent.")).old
    ('Keys', 'They are lent.')
    """
    rest = _after_lead_in(old, new)
    if rest is not None:
        reason = INTO_LABEL if rest else _WHOLE_TO_LABEL
        return Crossed(old=(new[0], rest or None), new=new, reason=reason)
    rest = _after_lead_in(new, old)
    if rest is not None:
        reason = INTO_TEXT if rest else _WHOLE_TO_TEXT
        return Crossed(old=old, new=(old[0], rest or None), reason=reason)
    return Crossed(old=old, new=new)


def _after_lead_in(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None]
) -> str | None:
    """The text of one side, less what the label of the other has in addition to its own."""
    (label, text), (longer, shorter) = one, other
    if not text or not longer:
        return None
    short, long = _forms(label), _forms(longer)
    lead = long[len(short) :]
    if not lead or long[: len(short)] != short:
        return None
    tokens = text.split(None, len(lead) + 2)
    head = tokens[: len(lead)]
    if _forms(" ".join(head)) != lead or len(head) != len(lead):
        return None
    if _forms(" ".join((shorter or "").split(None, len(lead))[: len(lead)])) == lead:
        return None  # the other text has it still
    rest = text.split(None, len(lead))[len(lead) :]
    if not rest:
        return ""
    if tokens[len(lead)] in _DASHES:
        return " ".join(text.split(None, len(lead) + 1)[len(lead) + 1 :])
    return rest[0] if _ENDS.search(head[-1]) else None


class LeadIns:
    """
    The words that left the start of all items below one, and came to its end; or the other way.

    Args:
        old: an old edition.
        new: the new one.
        lists: the lists of both.
        partners: the new item of each old one that became exactly one, by ids.
    """

    def __init__(
        self, old: Edition, new: Edition, lists: tuple[Lists, Lists], partners: Mapping[str, str]
    ) -> None:
        self._cuts: dict[tuple[bool, str], tuple[int, bool]] = {}
        self._reasons: dict[tuple[bool, str], str] = {}
        for parent in old.items:
            heir = partners.get(parent.id)
            below = lists[0].entries.get(parent.id) or old.children.get(parent.id, ())
            if heir is None or not below:
                continue
            other = new.by_id[heir]
            if _words(parent) == _words(other):
                continue
            pairs = [
                (item, after)
                for item in below
                if item.id in partners
                and heir in _place(after := new.by_id[partners[item.id]], lists[1])
            ]
            if pairs:
                self._find(parent, other, pairs)

    def without(self, item: Item, text: str, *, is_old: bool) -> str:
        """The words of an item without the lead-in that crossed."""
        count, at_end = self._cuts.get((is_old, item.id), (0, False))
        if not count:
            return text
        if not at_end:
            return text.split(None, count)[-1]
        tokens = text.split()
        marks = tokens[-1][len(tokens[-1].rstrip(_MARKS)) :]
        return " ".join(tokens[:-count]).rstrip(_MARKS) + marks

    def reasons(self, before: Item, after: Item) -> Iterator[str]:
        """What crossed between a pair and its parents or children."""
        for key in ((True, before.id), (False, after.id)):
            if key in self._reasons:
                yield self._reasons[key]

    def _find(self, one: Item, two: Item, pairs: Sequence[tuple[Item, Item]]) -> None:
        for is_old, parent, other, below in (
            (False, two, one, pairs),  # the items lost what the new parent has
            (True, one, two, [(after, before) for before, after in pairs]),
        ):
            lead = _lost(*below[0])
            if not lead or any(_lost(*pair) != lead for pair in below[1:]):
                continue
            ends = _forms(_words(parent))
            if ends[-len(lead) :] != lead or len(ends) == len(lead):
                continue
            if _forms(_words(other))[-len(lead) :] == lead:
                continue
            said = " ".join(_words(parent).split()[-len(lead) :]).strip(_MARKS)
            self._cuts[is_old, parent.id] = len(lead), True
            self._reasons[is_old, parent.id] = (
                f"'{said}' moved from this lead-in to the items below it"
                if is_old
                else f"'{said}' moved into this lead-in from the items below it"
            )
            for longer, _ in below:
                self._cuts[not is_old, longer.id] = len(lead), False
                self._reasons[not is_old, longer.id] = (
                    f"'{said}' moved here from the lead-in above"
                    if is_old
                    else f"'{said}' moved into the lead-in above"
                )


def _place(item: Item, lists: Lists) -> tuple[str | None, str | None]:
    """What an item is below: its parent and its lead-in."""
    return item.parent, lists.lead_ins.get(item.id)


def _lost(longer: Item, shorter: Item) -> tuple[str, ...]:
    """The first words of an item that another one begins without."""
    one = _forms(" ".join(_words(longer).split(None, _LONGEST + _CONTEXT)[: _LONGEST + _CONTEXT]))
    two = _forms(" ".join(_words(shorter).split(None, _CONTEXT)[:_CONTEXT]))
    for count in range(min(_LONGEST, len(one) - 1) + 1):
        if two and one[count : count + len(two)] == two:
            return one[:count]
    return ()


def _words(item: Item) -> str:
    """What an item says: its text, or its label if it has none; without a number in front."""
    return spaced(Numbers.split(item.text or item.label or item.pref_label or "", item.notation)[1])


def _forms(text: str | None) -> tuple[str, ...]:
    """The words between spaces without case and the marks around them."""
    return tuple(word.strip(_MARKS).casefold() for word in (text or "").split())
