"""
Dropped and added items at the same place: an item was replaced by another.

Both still count as dropped and added. The place is the same if the parents became one another, and
the items have the same number or name there, or fill the same gap between two neighbours that
became one another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from guidegraph.diff.sides import spaced
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item


__all__ = ["replacements"]

# A gap with more items than this was rewritten as a whole: nobody can say which replaced which.
_MOST_IN_GAP = 3


def replacements(
    old: Edition, new: Edition, successors: Mapping[Ref, Sequence[Ref]]
) -> Mapping[str, str]:
    """
    The added item that replaced each dropped one, by ids.

    Only what is found from either side counts: read backwards, the same items replace each other.
    """
    heirs: dict[str, tuple[str, ...]] = {
        item.id: tuple(ref.id for ref in successors.get(Ref(edition=old.id, id=item.id), ()))
        for item in old.items
    }
    taken = {ref.id for refs in successors.values() for ref in refs}
    if all(heirs.values()) or all(item.id in taken for item in new.items):
        return {}
    origins: dict[str, list[str]] = {item.id: [] for item in new.items}
    for one, twos in heirs.items():
        for two in twos:
            origins[two].append(one)
    added = {item.id for item in new.items if item.id not in taken}
    dropped = {id_ for id_, found in heirs.items() if not found}
    there = _Places(old, new, heirs, added).pairs()
    back = {(one, two) for two, one in _Places(new, old, origins, dropped).pairs()}
    return {one: two for one, two in there if (one, two) in back}


class _Places:
    """
    The places of one edition in another.

    Args:
        old, new: the editions.
        heirs: the new items of each old one.
        added: the new items that are those of no old one.
    """

    def __init__(
        self,
        old: Edition,
        new: Edition,
        heirs: Mapping[str, Sequence[str]],
        added: Collection[str],
    ) -> None:
        self.old = old
        self.new = new
        self.heirs = heirs
        self.added = added
        self.ordered = old.ordered and new.ordered
        self.found: dict[str, str] = {}

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The old items without an heir that another one replaced, and that one."""
        parents: list[tuple[str | None, str | None, bool]] = [(None, None, True)]
        while parents:
            before, after, certain = parents.pop()
            olds = self.old.children.get(before, ())
            news = self.new.children.get(after, ())
            for one, two in self._among(olds, news, certain=certain, top=before is None):
                self.found[one] = two
                yield one, two
            for item in olds:
                if item.id not in self.old.children:
                    continue
                heirs = self.heirs[item.id]
                if len(heirs) == 1:
                    parents.append((item.id, heirs[0], True))
                elif not heirs and item.id in self.found:
                    parents.append((item.id, self.found[item.id], False))

    def _among(
        self, olds: Sequence[Item], news: Sequence[Item], *, certain: bool, top: bool
    ) -> Iterator[tuple[str, str]]:
        """The pairs among siblings; *certain* if their parents became one another."""
        gone = [item for item in olds if not self.heirs[item.id]]
        come = [item for item in news if item.id in self.added]
        if not gone or not come:
            return
        named = dict(_by_number(gone, come))
        if self.ordered:
            rest = [item for item in gone if item.id not in named]
            left = [item for item in come if item.id not in set(named.values())]
            named |= _by_label(rest, left)
        yield from named.items()
        if self.ordered and certain:
            taken = {*named.values()}
            for one, two, edges in self._gaps(olds, news):
                rest = [item for item in one if item.id not in named]
                left = [item for item in two if item.id not in taken]
                # Without any neighbour, the whole of two documents would be one gap.
                if rest and (edges or not top):
                    yield from _in_order(rest, left)

    def _gaps(
        self, olds: Sequence[Item], news: Sequence[Item]
    ) -> Iterator[tuple[list[Item], list[Item], int]]:
        """
        The dropped and the added items between two neighbours that became one another, and how many
        such neighbours there are.
        """
        at = {item.id: place for place, item in enumerate(news)}
        before: list[Item] = []
        start = -1
        edges = 0
        for item in (*olds, None):
            if item is not None and not self.heirs[item.id]:
                before.append(item)
                continue
            heirs = () if item is None else self.heirs[item.id]
            places = sorted(at[heir] for heir in heirs if heir in at)
            if item is not None and not places:
                continue  # it went to another parent: those around it are now neighbours
            end = places[0] if places else len(news)
            between = news[start + 1 : end] if start < end else ()
            come = [each for each in between if each.id in self.added]
            if before and come:
                yield before, come, edges + (item is not None)
            before, start, edges = [], places[-1] if places else len(news), 1


def _by_number(gone: Sequence[Item], come: Sequence[Item]) -> Iterator[tuple[str, str]]:
    yield from _matching(
        [(item.id, spaced(item.notation)) for item in gone],
        [(item.id, spaced(item.notation)) for item in come],
    )


def _by_label(gone: Sequence[Item], come: Sequence[Item]) -> dict[str, str]:
    return dict(
        _matching(
            [(item.id, spaced(item.label or item.pref_label).casefold()) for item in gone],
            [(item.id, spaced(item.label or item.pref_label).casefold()) for item in come],
        )
    )


def _matching(
    gone: Sequence[tuple[str, str]], come: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """The pairs with the same name, where one on each side has it."""
    counts = [Counter(name for _, name in side) for side in (gone, come)]
    there = {name: id_ for id_, name in come}
    for id_, name in gone:
        if name and all(count[name] == 1 for count in counts):
            yield id_, there[name]


def _in_order(gone: Sequence[Item], come: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """As many dropped as added items in one gap: the first for the first, and so on."""
    if len(gone) != len(come) or len(gone) > _MOST_IN_GAP:
        return
    if len(gone) > 1 and [item.type for item in gone] != [item.type for item in come]:
        return
    yield from ((one.id, two.id) for one, two in zip(gone, come, strict=True))
