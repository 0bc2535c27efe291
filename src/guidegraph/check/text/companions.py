"""How items and words of the editions changed that an edition revises or derives from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from guidegraph.check.context import CompanionsContext
from guidegraph.check.text.passages import is_prose, passages
from guidegraph.language.spelling import pattern_matches
from guidegraph.language.words import forms
from guidegraph.model.changes import ChangeSet, Relation
from guidegraph.model.edition import Edition, Item


__all__ = ["DroppedItems", "WordUsage", "dropped", "successors_of"]

_LISTS = ("confusable_contexts", "slips", "verb_forms")


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedItems:
    """
    Items of a companion that were dropped together, the topmost first.

    *from_a_list*: it is a single statement of a list of which at least half was kept; *kept* is the
    number of its siblings that were kept.
    """

    edition: Edition
    items: tuple[Item, ...]
    from_a_list: bool
    kept: int


def successors_of(changes: ChangeSet) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The items of the new edition that replace each item of an old one; none if it was dropped."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for pair in changes.unchanged:
        found[pair.old.edition, pair.old.id] = (pair.new.id,)
    for change in changes.changes:
        for old in change.old:
            found[old.edition, old.id] = tuple(new.id for new in change.new)
    return found


def dropped(context: CompanionsContext) -> Iterator[DroppedItems]:
    """
    The dropped items: each once, with all dropped items below it.

    A course that teaches an edition does not revise it, and therefore drops nothing.
    """
    changes = context.comparison.changes
    gone = {
        (ref.edition, ref.id)
        for change in changes.changes
        if change.relation is Relation.DROPPED
        for ref in change.old
    }
    if not gone or context.edition.type == "Course":
        return
    for companion in context.companions:
        losses: dict[str, list[Item]] = {}
        tops: dict[str, str] = {}
        for item in companion.items:
            if (companion.id, item.id) not in gone:
                continue
            top = tops.get(item.parent or "", item.id)
            tops[item.id] = top
            losses.setdefault(top, []).append(item)
        for items in losses.values():
            siblings = [
                other
                for other in companion.children[items[0].parent]
                if other.type == items[0].type and other is not items[0]
            ]
            kept = sum((companion.id, other.id) not in gone for other in siblings)
            is_entry = len(items) == 1 and bool(items[0].text) and not is_prose(items[0])
            yield DroppedItems(
                edition=companion,
                items=tuple(items),
                from_a_list=is_entry and kept > 0 and 2 * kept >= len(siblings),
                kept=kept,
            )


class WordUsage:
    """How words are used in some editions, to find which of two is the mistake."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        self._pairs: Counter[tuple[str, str]] = Counter()
        for edition in editions:
            for passage in passages(edition):
                said = passage.forms
                self._pairs.update(pairwise(said))

    def prefers_new(self, old: str, old_item: Item, new: str, new_item: Item) -> bool:
        """
        Whether the new word fits better: the context shows that the old one is a mistake, the new
        one is in the item's name, or it is usual before the next word and the old one is not.
        """
        wrong = [_is_hit(word, item) for word, item in ((old, old_item), (new, new_item))]
        if any(wrong):
            return wrong[0] and not wrong[1]
        name = forms(new_item.label or "")
        if (old.casefold() in name) != (new.casefold() in name):
            return new.casefold() in name
        return self._usual(new, new_item) > self._usual(old, old_item) + 1

    def _usual(self, word: str, item: Item) -> int:
        """How often the word is before the word that follows it here."""
        said = forms(item.text or "")
        form = word.casefold()
        after = {said[at + 1] for at, each in enumerate(said[:-1]) if each == form}
        return max((self._pairs[form, each] for each in after), default=0)


def _is_hit(word: str, item: Item) -> bool:
    return any(
        hit.word == word for list_ in _LISTS for hit in pattern_matches(list_, item.text or "")
    )
