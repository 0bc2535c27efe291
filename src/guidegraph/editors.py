"""
The editors' room: what was decided about changes, which items are the same, what became of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError
from guidegraph.store.library import LibraryFolder
from guidegraph.store.pairs import (
    read_crosswalk,
    read_delta,
    read_ledger,
    read_mappings,
    write_in_folder,
)


if TYPE_CHECKING:
    from guidegraph.diff.history import Chronicle
    from guidegraph.model.crosswalk import CrosswalkReport
    from guidegraph.model.history import Biography, Blame
    from guidegraph.model.mapping import Curation, MappingSet
    from guidegraph.model.review import Review, State


__all__ = ["Editors"]


class Differ(Protocol):
    """What compares editions by their names: `Library.diff`."""

    def __call__(
        self, old: Sequence[str], new: str, *, mappings: Sequence[Path] = ()
    ) -> Comparison: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Editors:
    """
    Who decides about changes, confirms lineages, and tells an item's history.

    Args:
        folder: the library.
        resolve: the edition that a name or path means, `Library.resolve`.
        diff: what compares editions, `Library.diff`.
        settled: the same, holding to mappings that are given as values.
    """

    folder: LibraryFolder
    resolve: Callable[[str], Edition]
    diff: Differ
    settled: Callable[[Sequence[str], str, Sequence[MappingSet]], Comparison]

    def log(self, item: str, edition: str | None = None) -> Biography:
        """
        What happened to an item in all editions; *item* is `EDITION:ID`, or an id of *edition*.

        Raises:
            UnknownNameError: there is no such item.
        """
        from guidegraph.diff.history import biography, item_named

        editions = [self.folder.edition(id_) for id_ in self.folder.folders]
        ref = item_named(editions, item, edition)
        return biography(self._chronicle(editions), ref)

    def blame(self, id_: str) -> Blame:
        """
        For each item of an edition since when it reads as it does, and where its words come from.
        """
        from guidegraph.diff.blame import blame

        self.folder.edition(id_)
        return blame(self.chronicle(), id_)

    def chronicle(self) -> Chronicle:
        """The comparisons of all editions, chained: what many histories can be told from."""
        return self._chronicle(self.folder.edition(id_) for id_ in self.folder.folders)

    def review(
        self,
        old: Sequence[str],
        new: str,
        *,
        ledger: Path | None = None,
        mappings: Sequence[Path] = (),
    ) -> Review:
        """
        The changes between editions with what was decided about them.

        Without a *ledger* that is the library's own, if the editions are.
        """
        from guidegraph.diff.review import review

        comparison = self.diff(old, new, mappings=mappings)
        known = all(id_ in self.folder.folders for id_ in (*old, new))
        path = ledger or (self.ledger_path(old, new) if known else None)
        return review(comparison, read_ledger(path) if path else ())

    def ledger_path(self, old: Sequence[str], new: str) -> Path:
        """
        Where the library keeps what was decided about the changes between editions.

        Raises:
            MisuseError: an edition is not the library's.
        """
        for id_ in (*old, new):
            if id_ not in self.folder.folders:
                raise MisuseError(
                    f"{id_!r} is no edition of the library, which so has no ledger for it; "
                    "name one with --ledger FILE"
                )
        return self.folder.pair(old, new).ledger_path

    @staticmethod
    def decide(
        review: Review,
        path: Path,
        named: Mapping[State, Sequence[str]],
        accepted_kinds: Collection[str] = (),
        *,
        by: Curation,
        reason: str = "",
    ) -> int:
        """
        Write decisions about changes into a ledger, beside those that are there; how many.

        *named* are the starts of the ids of the changes to be decided so; of *accepted_kinds* are
        the undecided changes to be accepted that amount to nothing else.
        """
        from guidegraph.diff.review import decided
        from guidegraph.export.ledger import to_ledger

        decisions, count = decided(review, named, accepted_kinds, by=by, reason=reason)
        write_in_folder(path, to_ledger(decisions))
        return count

    def lineage(self, old: Sequence[str], new: str, by: Curation | None = None) -> bytes:
        """
        The mappings from old editions to a new one (SSSOM), with who confirmed them.

        What somebody confirmed in the library's own mappings stands; an accepted change was
        confirmed by its reviewer; the rest is by whom *by* names, or else nobody's.

        Raises:
            UnknownNameError: an edition is not the library's.
        """
        from importlib.metadata import version

        from guidegraph.diff.mapping import curated, still_confirmed, to_mappings
        from guidegraph.diff.review import curations, review
        from guidegraph.export.sssom import to_sssom

        for id_ in (*old, new):
            self.folder.edition(id_)
        pair = self.folder.pair(old, new)
        before = [read_mappings(pair.lineage_path)] if pair.lineage_path.exists() else []
        comparison = self.settled(old, new, [curated(mappings) for mappings in before])
        accepted = curations(review(comparison, read_ledger(pair.ledger_path)))
        found = to_mappings(comparison, version("guidegraph"), curations=accepted, everything=by)
        for mappings in before:
            found = still_confirmed(found, mappings)
        return to_sssom(found)

    def keep_lineage(self, old: Sequence[str], new: str, body: bytes) -> Path:
        """
        Write the confirmed mappings into the library; the file written.

        Raises:
            UnknownNameError: an edition is not the library's.
        """
        for id_ in (*old, new):
            self.folder.edition(id_)
        path = self.folder.pair(old, new).lineage_path
        write_in_folder(path, body)
        return path

    def examine(
        self,
        path: Path,
        old: Sequence[str],
        new: str,
        *,
        old_column: str | None = None,
        new_column: str | None = None,
    ) -> CrosswalkReport:
        """What is wrong with a published mapping between editions."""
        from guidegraph.diff.crosswalk import examine

        crosswalk = read_crosswalk(path, old_column, new_column)
        before = tuple(self.resolve(target) for target in old)
        return examine(crosswalk, before, self.resolve(new))

    def apply(self, path: Path, target: str, form: str, *, back: bool) -> bytes:
        """
        What the delta in a file makes of an edition, as data; or, *back*, what it was made from.
        """
        from guidegraph.diff.patch import apply, invert
        from guidegraph.render.format import written

        change = read_delta(path)
        return written(form, apply(invert(change) if back else change, self.resolve(target)))

    def _chronicle(self, editions: Iterable[Edition]) -> Chronicle:
        from guidegraph.diff.confirm import confirmed_groups
        from guidegraph.diff.history import chronicle
        from guidegraph.diff.run import diff

        def compare(old: Edition, new: Edition) -> Comparison:
            mappings = self.folder.lineage_of([old.id], new.id)
            return diff([old], new, confirmed=confirmed_groups(mappings, [old], new))

        return chronicle(editions, self.folder.pairs, compare)
