"""Comments on an edition, carried to a later one along the changes of the items they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from guidegraph.language.proposals import all_words, plain_words, proposed_words, stands_in
from guidegraph.model.changes import Change, Comparison, Facet, Ref, Relation
from guidegraph.model.clauses import clause_of, label_of
from guidegraph.model.comments import AttachedBy, CarriedPlace, Comment, CommentRegister
from guidegraph.model.edition import Edition, Item


__all__ = ["carried_comments"]

_RELATIONS = {
    Relation.SPLIT: "split",
    Relation.MERGED: "merged",
    Relation.REGROUPED: "regrouped",
}


def carried_comments(
    register: CommentRegister, comparison: Comparison, beside: Iterable[Comment] = ()
) -> CommentRegister:
    """
    The comments on the items that theirs are now, with how each changed.

    *beside* are the same comments read as those on the new edition: a comment in a paragraph of a
    Word document that only the new edition has is on that.

    Those on items that were dropped are kept, on nothing. That proposed words are there now is said
    only of words in quotation marks that were not there before.
    """
    carrier = _Carrier(comparison, beside)
    comments = tuple(map(carrier.carried, register.comments))
    return replace(register, edition=comparison.new, comments=comments)


class _Carrier:
    def __init__(self, comparison: Comparison, beside: Iterable[Comment]) -> None:
        self.comparison = comparison
        self.beside = {each.id: each for each in beside if each.attached_by is AttachedBy.PLACE}
        self.old, self.new = comparison.old[0], comparison.new
        changes = comparison.changes
        self.same = {pair.old.id: pair.new for pair in changes.unchanged}
        self.places: dict[str, CarriedPlace] = {}
        self.added = {
            ref.id
            for change in (*changes.changes, *changes.hidden)
            if not change.old
            for ref in change.new
        }
        self.of_old = {
            ref.id: change for change in (*changes.changes, *changes.hidden) for ref in change.old
        }

    def carried(self, comment: Comment) -> Comment:
        there = self.beside.get(comment.id)
        if not comment.attached and there is not None:
            warning = f"in a paragraph that {self.old.id} does not have"
            return replace(there, carried_from=self.old.id, warnings=(*there.warnings, warning))
        places = tuple(map(self._known_place, comment.targets))
        targets = tuple(dict.fromkeys(id_ for place in places for id_ in place.new))
        carried = replace(
            comment, targets=targets, places=places, carried_from=self.old.id, now_there=()
        )
        if not comment.targets:
            return carried  # on the whole document, or on nothing
        if not targets:
            # What is not in the new edition any more has no clause there.
            return replace(carried, clause=None, attached_by=AttachedBy.NOTHING)
        return replace(carried, clause=None, now_there=self._now_there(comment, targets))

    def _known_place(self, id_: str) -> CarriedPlace:
        if id_ not in self.places:
            self.places[id_] = self._place(self.old.by_id[id_])
        return self.places[id_]

    def _place(self, item: Item) -> CarriedPlace:
        """How an item changed, and what is below it."""
        place = self._alone(item)
        counts = Counter(self._alone(each).outcome for each in _below(self.old.children, item.id))
        counts["new"] = len(
            {
                each.id
                for id_ in place.new
                for each in _below(self.new.children, id_)
                if each.id in self.added
            }
        )
        unchanged = counts.pop("unchanged", 0)
        below = (*counts.items(), ("unchanged", unchanged))
        return replace(place, below=tuple((said, count) for said, count in below if count))

    def _alone(self, item: Item) -> CarriedPlace:
        clause = clause_of(self.old, item)
        if item.id in self.same:
            new = self.same[item.id].id
            return CarriedPlace(item=item.id, clause=clause, outcome="unchanged", new=(new,))
        change = self.of_old.get(item.id)
        if change is None or change.relation is Relation.DROPPED:
            words = " ".join(filter(None, (label_of(item), item.text)))
            into = self._into(change)
            named = ", ".join(clause_of(self.new, self.new.by_id[id_]) for id_ in into)
            outcome = f"dropped, incorporated into {named}" if named else "dropped"
            return CarriedPlace(item=item.id, clause=clause, outcome=outcome, new=into, words=words)
        return CarriedPlace(
            item=item.id,
            clause=clause,
            outcome=_outcome(change),
            new=tuple(ref.id for ref in change.new),
        )

    def _into(self, change: Change | None) -> tuple[str, ...]:
        """Where a person decided that the content of a dropped item went."""
        decision = self.comparison.decisions.get(change.id) if change else None
        refs: Iterable[Ref] = decision.into if decision else ()
        return tuple(ref.id for ref in refs if ref.id in self.new.by_id)

    def _now_there(self, comment: Comment, targets: Iterable[str]) -> tuple[str, ...]:
        proposed = proposed_words(comment.body, comment.proposed or "").new
        before = _words(self.old, comment.targets)
        after = [_words(self.new, [id_]) for id_ in targets]
        return tuple(
            words
            for words in proposed
            if plain_words(words)
            and not stands_in(words, before)
            and any(stands_in(words, text) for text in after)
        )


def _below(children: Mapping[str | None, Sequence[Item]], id_: str) -> Iterator[Item]:
    """The items below one, in their order."""
    waiting = list(reversed(children.get(id_, ())))
    while waiting:
        item = waiting.pop()
        yield item
        waiting += reversed(children.get(item.id, ()))


def _outcome(change: Change) -> str:
    if change.relation in _RELATIONS:
        return _RELATIONS[change.relation]
    return " and ".join(facet for facet in Facet if facet in change.facets) or "unchanged"


def _words(edition: Edition, ids: Iterable[str]) -> str:
    return " | ".join(all_words(edition.by_id[id_]) for id_ in ids)
