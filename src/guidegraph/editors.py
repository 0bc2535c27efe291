"""
What editors do: decide about changes, confirm which items are the same, their history.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from guidegraph.model.errors import GuidegraphWarning, UnreadableError
from guidegraph.model.review import Ledger, State
from guidegraph.store.pairs import (
    change_ledger,
    keep_lineage,
    read_crosswalk,
    read_delta,
    read_ledger,
    read_ledger_of_others,
    read_lineage,
    read_returned,
)
from guidegraph.workspace import Workspace


if TYPE_CHECKING:
    from guidegraph.diff.curation.history import LibraryHistory
    from guidegraph.diff.curation.offered import Offer
    from guidegraph.diff.curation.returned import TakenRows
    from guidegraph.diff.curation.review import DecisionGrounds
    from guidegraph.model.changes import Comparison
    from guidegraph.model.crosswalk import CrosswalkReport
    from guidegraph.model.history import Blame, ItemHistory
    from guidegraph.model.mapping import Curation
    from guidegraph.model.review import Decision, Pairing, Review


__all__ = ["Editors"]


@dataclass(frozen=True, slots=True)
class Editors:
    """Records decisions about changes, confirms lineages, and finds an item's history."""

    workspace: Workspace

    def log(self, item: str, edition: str | None = None) -> ItemHistory:
        """
        The history of an item in all editions; *item* is `EDITION:ID`, or an id of *edition*.

        Raises:
            UnknownNameError: there is no such item.
        """
        from guidegraph.diff.curation.history import item_history, item_named

        editions = [self.workspace.edition(id_) for id_ in self.workspace.ids]
        ref = item_named(editions, item, edition)
        history = self.library_history()
        self._tell_alone(history, ref.edition)
        return item_history(history, ref)

    def blame(self, id_: str) -> Blame:
        """
        For each item of an edition since when it has its wording, and where its words come from.
        """
        from guidegraph.diff.curation.blame import blame

        self.workspace.edition(id_)
        history = self.library_history()
        self._tell_alone(history, id_)
        return blame(history, id_)

    def _tell_alone(self, history: LibraryHistory, id_: str) -> None:
        """Warn that an edition was compared with no other, where there are others."""
        others = [each for each in history.editions if each != id_]
        if others and not any(id_ in pair for pair in history.compared):
            place = "its edition.toml"
            if not self.workspace.folder.in_memory:
                place = str(self.workspace.folder[id_].toml_path)
            warnings.warn(
                f"{id_!r} was compared with no other edition, as it names none before it and none "
                f'names it; add revision_of = ["{others[0]}"], or the right one, in {place}',
                GuidegraphWarning,
                stacklevel=3,
            )

    def library_history(self) -> LibraryHistory:
        """The comparisons of all editions, chained: the basis of all histories."""
        from guidegraph.diff.curation.history import library_history

        editions = [self.workspace.edition(id_) for id_ in self.workspace.ids]
        return library_history(
            editions,
            self.workspace.folder.pairs,
            lambda old, new: self.workspace.compare([old], new),
        )

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
        from guidegraph.diff.curation.review import review

        comparison = self.workspace.diff(old, new, mappings=mappings, ledger=ledger)
        known = not self.workspace.folder.in_memory and all(
            id_ in self.workspace.ids for id_ in (*old, new)
        )
        path = ledger or (self.workspace.ledger_path(old, new) if known else None)
        return review(comparison, read_ledger(path) if path else Ledger())

    @staticmethod
    def decide(
        path: Path, decisions: Sequence[Decision] = (), pairings: Sequence[Pairing] = ()
    ) -> Ledger:
        """
        Add decisions to a ledger, in the place of earlier ones about the same; the ledger then.

        What others have decided in the meantime is kept.
        """
        from guidegraph.diff.curation.review import with_new

        return change_ledger(path, lambda ledger: with_new(ledger, decisions, pairings))

    @staticmethod
    def take_decisions(
        path: Path, returned: Path, comparison: Comparison, grounds: DecisionGrounds
    ) -> TakenRows:
        """
        Add the decisions of a spreadsheet that people decided in to a ledger.

        What is new; and the rows that were left out, each with its number and why. *grounds* are
        for rows that do not say who decided, when, and why.
        """
        from guidegraph.diff.curation.returned import TakenRows, taken
        from guidegraph.diff.curation.review import with_new
        from guidegraph.render.standing import numbers_of

        rows, numbers = read_returned(returned), numbers_of(comparison)
        found = TakenRows()

        def change(ledger: Ledger) -> Ledger:
            nonlocal found
            found = taken(comparison, ledger, rows, grounds, numbers)
            return with_new(ledger, found.decisions)

        change_ledger(path, change)
        return found

    @staticmethod
    def merge_ledger(path: Path, theirs: Path, comparison: Comparison) -> Offer:
        """
        Add another person's decisions to a ledger; those that contradict its own, and rows that do
        not fit, are left out. What was offered is returned.
        """
        from guidegraph.diff.curation.offered import Offer, offer_of_ledger

        found = Offer()
        if not theirs.exists():
            raise UnreadableError(f"{theirs}: no such file; check the path")
        given, faults = read_ledger_of_others(theirs)

        def change(ours: Ledger) -> Ledger:
            nonlocal found
            found = offer_of_ledger(comparison, ours, given)
            return found.added_to(ours)

        change_ledger(path, change)
        return replace(found, unfit=(*(f"line {each}" for each in faults), *found.unfit))

    def lineage(self, old: Sequence[str], new: str, by: Curation | None = None) -> bytes:
        """
        The mappings from old editions to a new one (SSSOM), with who confirmed them.

        What somebody confirmed in the library's own mappings stays; an accepted change was
        confirmed by its reviewer. A rejected change is left out. What is undecided is confirmed by
        the person *by*, if given; a deferred change never is.

        Raises:
            UnknownNameError: an edition is not in the library.
        """
        from importlib.metadata import version

        from guidegraph.diff.curation.mapping import still_confirmed, to_mappings
        from guidegraph.diff.curation.review import curations, review
        from guidegraph.export.sssom import to_sssom

        folder = self.workspace.folder
        editions = [self.workspace.edition(id_) for id_ in (*old, new)]
        pair = folder.pair(old, new)
        before = (
            [read_lineage(pair, folder.base, editions[:-1], editions[-1])]
            if pair.lineage_path.exists()
            else []
        )
        comparison = self.workspace.compare(editions[:-1], editions[-1])
        reviewed = review(comparison, read_ledger(pair.ledger_path))
        found = to_mappings(
            reviewed.without(State.REJECTED),
            version("guidegraph"),
            curations=curations(reviewed, by),
            unchanged=by,
            by_address=True,
        )
        for mappings in before:
            found = still_confirmed(found, mappings, by)
        return to_sssom(found)

    def keep_lineage(self, old: Sequence[str], new: str, by: Curation | None = None) -> Path:
        """
        Write the mappings that `lineage` gives into the library; the file written.

        What somebody else confirms at the same time is not lost.

        Raises:
            UnknownNameError: an edition is not the library's.
        """
        for id_ in (*old, new):
            self.workspace.edition(id_)
        pair = self.workspace.folder.pair(old, new)
        keep_lineage(pair, lambda: self.lineage(old, new, by))
        return pair.lineage_path

    def examine(
        self,
        path: Path,
        old: Sequence[str],
        new: str,
        *,
        old_column: str | None = None,
        new_column: str | None = None,
    ) -> CrosswalkReport:
        """The findings about a published mapping between editions."""
        from guidegraph.diff.curation.crosswalk import examine

        crosswalk = read_crosswalk(path, old_column, new_column)
        before = tuple(self.workspace.resolve(target) for target in old)
        after = self.workspace.resolve(new)
        return examine(crosswalk, before, after, lambda: self.workspace.compare(before, after))

    def apply(self, path: Path, target: str, form: str, *, back: bool) -> bytes:
        """
        What the delta in a file makes of an edition, as data; or, *back*, what it was made from.
        """
        from guidegraph.diff.delta.patch import apply, invert
        from guidegraph.render.format import written

        change = read_delta(path)
        edition = self.workspace.resolve(target)
        return written(form, apply(invert(change) if back else change, edition))
