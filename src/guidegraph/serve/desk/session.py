"""What an editor does at the desk: each step is in the ledger before the page shows it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import rmtree
from threading import RLock

from guidegraph.diff.curation.review import (
    DecisionGrounds,
    decided,
    new_items,
    pairings_apart,
    with_new,
)
from guidegraph.editors import Editors
from guidegraph.model.errors import GuidegraphError, MisuseError, UnknownNameError
from guidegraph.model.mapping import Curation
from guidegraph.model.review import Decision, Ledger, Pairing, State
from guidegraph.serve.desk.asked import (
    file_name,
    marks_of,
    pairing_asked,
    state_of,
    text_of,
    texts_of,
    wording_of,
)
from guidegraph.serve.desk.handed import HandedIn, marks_of_conflicts
from guidegraph.serve.desk.outcome import Outcome, OvertakenError, said_of, said_taken_in
from guidegraph.serve.desk.state import DeskState, digest
from guidegraph.serve.desk.watched import ChangedOnDiskError, EditionFiles
from guidegraph.store.files import write_atomically
from guidegraph.store.journal import change_with_journal, rows_of, undo_last
from guidegraph.store.pairs import read_ledger


__all__ = ["DeskSession", "ledger_beside"]


@dataclass(kw_only=True)
class DeskSession:
    """
    The changes between some editions, and who decides about them.

    Several threads may use it.

    Attributes:
        editors: reads the editions and what was decided.
        old, new: the editions, as a user names them.
        ledger: where decisions are saved.
        reviewer: who decides; empty until somebody gave a name.
        folder: where files that the page sends are stored, if it may send any.
    """

    editors: Editors
    old: tuple[str, ...]
    new: str
    ledger: Path
    reviewer: str = ""
    folder: Path | None = None
    _lock: RLock = field(default_factory=RLock, repr=False)
    _known: tuple[object, DeskState] | None = field(default=None, repr=False)
    _files: EditionFiles | None = field(default=None, repr=False)
    _handed: HandedIn | None = field(default=None, repr=False)

    def changed(self) -> tuple[str, ...]:
        """The editions whose files were edited since they were read."""
        return self._files.changed() if self._files else ()

    def reopen(self) -> None:
        """
        Read the editions again if their files were edited.

        Raises:
            GuidegraphError: they cannot be read now; all is as before.
        """
        with self._lock:
            if not self.changed():
                return
            before = self.editors, self._files, self._known
            self.editors = Editors(self.editors.workspace.reopened())
            self._files = self._known = None
            try:
                self.state()
            except BaseException:
                self.editors, self._files, self._known = before
                raise

    @property
    def known(self) -> DeskState | None:
        """The changes and decisions that were read last, if any were."""
        return self._known[1] if self._known else None

    def state(self) -> DeskState:
        """
        The changes with what was decided now, also by others.

        Where files were edited, as it was before: what it is now is another list.
        """
        with self._lock:
            if self._known is not None and self.changed():
                return self._known[1]
            if self._files is None:
                self._files = EditionFiles(self.editors.workspace, (*self.old, self.new))
            mark = self._mark()
            if self._known is None or self._known[0] != mark:
                review = self.editors.review(self.old, self.new, ledger=self.ledger)
                before = self._known[1] if self._known else None
                self._known = (mark, DeskState(review, before))
            return self._known[1]

    def receive(self, side: str, name: str, body: bytes) -> None:
        """
        Store a file that the page sends: the *old* or the *new* edition.

        Raises:
            MisuseError: editions are open already, or the name is none of a file.
        """
        if self.folder is None or self.old:
            raise MisuseError("editions are open already; start another desk for other files")
        if side not in ("old", "new"):
            raise MisuseError(f"{side[:60]!r} is not a side; it is old or new")
        bare = file_name(name)
        place = self.folder / side
        with self._lock:
            rmtree(place, ignore_errors=True)
            place.mkdir()
            write_atomically(place / bare, body)

    def open_received(self) -> DeskState:
        """
        Compare the two files that the page sent.

        Raises:
            MisuseError: one is missing.
        """
        with self._lock:
            if self.folder is None or self.old:
                raise MisuseError("editions are open already; start another desk for other files")
            found = [next(iter(self.folder.glob(f"{side}/*")), None) for side in ("old", "new")]
            old, new = found
            if old is None or new is None:
                raise MisuseError("choose two files, the old and the new edition")
            given = self.ledger
            self.old, self.new = (str(old),), str(new)
            if given == Path():
                self.ledger = ledger_beside((old.name, new.name))
            try:
                return self.state()
            except BaseException as error:
                self.old, self.new, self.ledger, self._files = (), "", given, None
                if isinstance(error, GuidegraphError):  # the page knows the files by their names
                    said = str(error).replace(f"{old.parent}/", "").replace(f"{new.parent}/", "")
                    raise MisuseError(said) from None
                raise

    def introduce(self, name: object) -> str:
        """Say who decides."""
        found = " ".join(text_of(name, "your name").split())
        if not found:
            raise MisuseError("your name is missing; it is saved with each decision")
        self.reviewer = found
        return found

    def decide(self, asked: Mapping[str, object]) -> Outcome:
        """
        Decide about changes.

        Args:
            asked: `changes`, their ids with what was seen of their decisions; `state`; and any of
                `reason`, `rationale`, `link`, `class`, `into`. Where one is not given, a decision
                keeps what it has.

        Raises:
            OvertakenError: somebody else decided about one of them meanwhile.
        """
        seen = marks_of(asked.get("changes"), "the changes")
        if not seen:
            raise MisuseError("no change is named")
        state = state_of(asked.get("state"))
        reason = text_of(asked.get("reason", ""), "the reason")
        if state in (State.REJECTED, State.DEFERRED) and not reason.strip():
            raise MisuseError("a change is rejected or deferred for a reason; write one")
        with self._lock:
            now = self.state()
            alike: dict[DecisionGrounds, list[str]] = {}
            for id_ in seen:
                named = self._known_change(now, id_)
                alike.setdefault(self._grounds(asked, now, named), []).append(named)
            decisions = [
                each
                for grounds, ids in alike.items()
                for each in decided(now.review, {state: ids}, grounds=grounds)
            ]
            self._save(now, decisions=decisions, seen=seen)
            return Outcome(
                said=said_of(state, len(decisions)),
                state=self.state(),
                ids=tuple(seen),
                at=list(seen)[-1],
            )

    def pair(self, asked: Mapping[str, object]) -> Outcome:
        """
        Decide that items belong together (`old` and `new`), or that those of a change do not
        (`apart`).

        Raises:
            OvertakenError: somebody else paired items meanwhile.
        """
        with self._lock:
            now = self.state()
            grounds = self._grounds(asked, now, None)
            if "apart" in asked:
                id_ = self._known_change(now, text_of(asked["apart"], "the change"))
                pairings = pairings_apart(now.review, [id_], grounds)
            else:
                pairings = [pairing_asked(now, asked, grounds)]
            if asked.get("shape") != now.shape:
                raise OvertakenError(
                    "the list of changes is another one since you opened it; look again", ()
                )
            self._save(now, pairings=pairings)
            found = self.state()
            refs = [ref for each in pairings for ref in (*each.old, *each.new)]
            what = "paired" if len(pairings) == 1 else "parted"
            return Outcome(
                said=f"Saved: items {what}.",
                state=found,
                ids=tuple(found.order) if found.shape == now.shape else (),
                at=found.change_of(refs),
            )

    def offered(self, name: str, body: bytes) -> HandedIn:
        """
        Read what somebody else decided, from a ledger or a sheet; nothing is saved.

        Raises:
            FormatError: it is neither.
        """
        self._require_unchanged()
        found = HandedIn(name, body, DecisionGrounds(by=self._by()))
        self._handed = found
        return found

    def take_in(self, asked: Mapping[str, object]) -> Outcome:
        """
        Save what was handed in last: what is new, and what was chosen where it contradicts.

        Args:
            asked: `offer`, its id; and `theirs`, what is to replace decisions of the ledger, each
                with what was seen of these.

        Raises:
            OvertakenError: somebody decided otherwise about one of these meanwhile.
        """
        with self._lock:
            handed = self._handed
            if handed is None or asked.get("offer") != handed.id:
                raise MisuseError("another file was handed in since; choose this one again")
            chosen = marks_of(asked.get("theirs"), "the decisions")
            now = self.state()
            counts = (0, 0)

            def change(ledger: Ledger) -> Ledger:
                nonlocal counts
                offer = handed.offer(now, ledger)
                seen = marks_of_conflicts(ledger, offer)
                if any(seen.get(key) != mark for key, mark in chosen.items()):
                    raise OvertakenError("somebody decided meanwhile; look at the list again", ())
                counts = (
                    len(offer.decisions) + len(offer.pairings) + len(chosen),
                    len(seen) - len(chosen),
                )
                return offer.added_to(ledger, chosen)

            self._change(change)
            self._handed = None
            found = self.state()
            ids = tuple(id_ for id_ in found.seen if found.seen[id_] != now.seen.get(id_))
            return Outcome(said=said_taken_in(handed.name, *counts), state=found, ids=ids)

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the editions, the old ones first."""
        comparison = self.state().review.comparison
        return (*(edition.id for edition in comparison.old), comparison.new.id)

    def saved(self) -> Ledger:
        """What is in the ledger now."""
        return read_ledger(self.ledger)

    def undo(self) -> Outcome:
        """Take back the last step of the person who decides."""
        with self._lock:
            self._require_unchanged()
            before = self.state()
            step = undo_last(self.ledger, self._by().reviewer)
            if step is None:
                raise MisuseError(f"there is no step of {self.reviewer} to undo")
            now = self.state()
            ids = tuple(id_ for id_ in step.about if id_ in now.reviewed)
            at = ids[0] if ids else self._paired_in(before, now, step.about)
            return Outcome(said="Taken back: the last step.", state=now, ids=ids, at=at)

    def _paired_in(self, before: DeskState, now: DeskState, about: Sequence[str]) -> str | None:
        """The change, after pairs were taken back, of an item of one of them."""
        for each in (*before.review.pairings, *now.review.pairings):
            if each.id in about:
                return now.change_of((*each.old, *each.new))
        return None

    def _mark(self) -> object:
        """What differs if the ledger was written."""
        try:
            status = self.ledger.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _by(self) -> Curation:
        if not self.reviewer:
            raise MisuseError("say who you are first; your name is saved with each decision")
        return Curation(reviewer=self.reviewer, date=time.strftime("%Y-%m-%d"))

    @staticmethod
    def _known_change(now: DeskState, id_: str) -> str:
        if id_ not in now.reviewed:
            raise UnknownNameError("change", id_, now.reviewed)
        return id_

    def _grounds(
        self, asked: Mapping[str, object], now: DeskState, id_: str | None
    ) -> DecisionGrounds:
        """Who decides and why; what is not asked for stays as it was decided before."""
        found = DecisionGrounds(by=self._by())
        earlier = now.reviewed[id_].decision if id_ in now.reviewed and id_ else None
        if earlier is not None:
            found = replace(
                found,
                rationale=earlier.rationale,
                link=earlier.link,
                wording=earlier.wording,
                into=earlier.into,
            )
        found = replace(found, reason=text_of(asked.get("reason", ""), "the reason"))
        if "rationale" in asked:
            found = replace(found, rationale=text_of(asked["rationale"], "the rationale"))
        if "link" in asked:
            found = replace(found, link=text_of(asked["link"], "the link"))
        if "class" in asked:
            found = replace(found, wording=wording_of(asked["class"]))
        if "into" in asked:
            found = replace(found, into=new_items(now.review, texts_of(asked["into"], "the items")))
        return found

    def _save(
        self,
        now: DeskState,
        *,
        decisions: Sequence[Decision] = (),
        pairings: Sequence[Pairing] = (),
        seen: Mapping[str, str] | None = None,
    ) -> None:
        """Save, unless what the page has seen is not what the ledger has."""

        def change(ledger: Ledger) -> Ledger:
            rows = rows_of(ledger)
            overtaken = [
                id_ for id_, mark in (seen or {}).items() if digest(rows.get(id_, "")) != mark
            ]
            if overtaken:
                raise OvertakenError("somebody decided about this change meanwhile", overtaken)
            if pairings and set(ledger.pairings) != set(now.review.pairings):
                raise OvertakenError("somebody paired items meanwhile; look again", ())
            return with_new(ledger, decisions, pairings)

        self._change(change)

    def _change(self, change: Callable[[Ledger], Ledger]) -> None:
        """Change the ledger as a step; not while the page shows words that are not there."""

        def checked(ledger: Ledger) -> Ledger:
            self._require_unchanged()
            return change(ledger)

        self._require_unchanged()
        change_with_journal(self.ledger, checked, self._by().reviewer)

    def _require_unchanged(self) -> None:
        names = self.changed()
        if names:
            raise ChangedOnDiskError(names)


def ledger_beside(names: Sequence[str]) -> Path:
    """The ledger, in the folder of the reader, for editions that are not all in a library."""
    stems = (Path(name.rpartition(":")[2]).stem for name in names)
    return Path(f"{'--'.join(stems)}.review.tsv")
