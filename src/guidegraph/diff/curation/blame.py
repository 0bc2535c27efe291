"""Where the wording of an edition comes from, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegraph.diff.curation.history import HistoryStep, LibraryHistory
from guidegraph.diff.words import regions, tokens
from guidegraph.model.changes import Ref
from guidegraph.model.history import Blame, BlamedItem, BlamedWords, ItemVersion


__all__ = ["blame"]


def blame(history: LibraryHistory, edition: str) -> Blame:
    """For each item with a text: since which edition it and each of its words are the same."""
    blamer = _Blamer(history)
    return Blame(
        edition=edition,
        items=tuple(
            blamer.item(Ref(edition=edition, id=item.id))
            for item in history.editions[edition].items
            if item.text
        ),
    )


class _Blamer:
    def __init__(self, history: LibraryHistory) -> None:
        self.history = history
        self._known: dict[Ref, tuple[tuple[str, str], ...]] = {}

    def item(self, ref: Ref) -> BlamedItem:
        since, previous = self._since(ref)
        runs: list[tuple[str, list[str]]] = []
        for word, edition in self._words(ref):
            if not runs or runs[-1][0] != edition:
                runs.append((edition, []))
            runs[-1][1].append(word)
        return BlamedItem(
            item=self.history.version(ref),
            since=since,
            previous=previous,
            runs=tuple(
                BlamedWords(edition=edition, text=" ".join(words)) for edition, words in runs
            ),
        )

    def _tokens(self, ref: Ref) -> tuple[str, ...]:
        return tokens(self.history.editions[ref.edition].by_id[ref.id].text or "")

    def _origins(self, ref: Ref) -> list[HistoryStep]:
        return [step for step in self.history.into.get(ref, ()) if step.old]

    def _since(self, ref: Ref) -> tuple[str, tuple[ItemVersion, ...]]:
        """The edition in which the item's text appeared, and the items before it."""
        now = self._tokens(ref)
        olds = [old for step in self._origins(ref) for old in step.old]
        alike = [self._since(old) for old in olds if self._tokens(old) == now]
        if alike:
            return min(alike, key=lambda found: self.history.order[found[0]])
        nearest = max(
            (step.old for step in self._origins(ref)),
            key=lambda old: self._kept(old, now),
            default=(),
        )
        return ref.edition, tuple(self.history.version(old) for old in nearest)

    def _kept(self, old: Sequence[Ref], now: Sequence[str]) -> int:
        before = [word for one in old for word in self._tokens(one)]
        return len(before) - sum(end - start for start, end, _, _ in regions(before, now))

    def _words(self, ref: Ref) -> tuple[tuple[str, str], ...]:
        """Each word of an item's text with the earliest edition that has it."""
        if ref not in self._known:
            now = self._tokens(ref)
            found = [ref.edition] * len(now)
            for step in self._origins(ref):
                before = [pair for old in step.old for pair in self._words(old)]
                for old_place, new_place in _equal([word for word, _ in before], now):
                    edition = before[old_place][1]
                    if self.history.order[edition] < self.history.order[found[new_place]]:
                        found[new_place] = edition
            self._known[ref] = tuple(zip(now, found, strict=True))
        return self._known[ref]


def _equal(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of the words that two sequences have in common."""
    old_place = new_place = 0
    for old_start, old_end, new_start, new_end in (
        *regions(old, new),
        (len(old), len(old), len(new), len(new)),
    ):
        yield from zip(range(old_place, old_start), range(new_place, new_start), strict=True)
        old_place, new_place = old_end, new_end
