"""What an editor does at the desk: each step is in the ledger before the page is told so."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
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
from guidegraph.model.changes import Ref, Wording
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.mapping import Curation
from guidegraph.model.review import Decision, Ledger, Pairing, State
from guidegraph.serve.desk.state import DeskState, digest
from guidegraph.store.files import write_atomically
from guidegraph.store.journal import change_with_journal, rows_of, undo_last


__all__ = ["DeskSession", "Outcome", "OvertakenError", "ledger_beside"]

_LONGEST = 10_000
_FILE_NAME = re.compile(r"[^./\x00-\x1f\x7f][^/\x00-\x1f\x7f]{0,199}")


class OvertakenError(MisuseError):
    """
    Somebody else decided meanwhile.

    Args:
        ids: the changes.
    """

    def __init__(self, message: str, ids: Sequence[str]) -> None:
        super().__init__(message)
        self.ids = tuple(ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """
    What a step led to: in a sentence, the state then, the changes that differ, where to go on.
    """

    said: str
    state: DeskState
    ids: tuple[str, ...] = ()
    at: str | None = None


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

    def state(self) -> DeskState:
        """The changes with what was decided now, also by others."""
        with self._lock:
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
        bare = name.replace("\\", "/").rpartition("/")[2].strip()
        if self.folder is None or self.old:
            raise MisuseError("editions are open already; start another desk for other files")
        if side not in ("old", "new") or not _FILE_NAME.fullmatch(bare):
            raise MisuseError(f"{name[:60]!r} is not the name of a file; rename it")
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
            except BaseException:
                self.old, self.new, self.ledger = (), "", given
                raise

    def introduce(self, name: object) -> str:
        """Say who decides."""
        found = " ".join(_text(name, "your name").split())
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
        seen = _seen(asked.get("changes"))
        state = _state(asked.get("state"))
        reason = _text(asked.get("reason", ""), "the reason")
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
                said=_said(state, len(decisions)),
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
                id_ = self._known_change(now, _text(asked["apart"], "the change"))
                pairings = pairings_apart(now.review, [id_], grounds)
            else:
                pairings = [_pairing(now, asked, grounds)]
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

    def undo(self) -> Outcome:
        """Take back the last step of the person who decides."""
        with self._lock:
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
        found = replace(found, reason=_text(asked.get("reason", ""), "the reason"))
        if "rationale" in asked:
            found = replace(found, rationale=_text(asked["rationale"], "the rationale"))
        if "link" in asked:
            found = replace(found, link=_text(asked["link"], "the link"))
        if "class" in asked:
            found = replace(found, wording=_wording(asked["class"]))
        if "into" in asked:
            found = replace(found, into=new_items(now.review, _texts(asked["into"], "the items")))
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

        change_with_journal(self.ledger, change, self._by().reviewer)


def ledger_beside(names: Sequence[str]) -> Path:
    """The ledger, in the folder of the reader, for editions that are not all in a library."""
    stems = (Path(name.rpartition(":")[2]).stem for name in names)
    return Path(f"{'--'.join(stems)}.review.tsv")


def _pairing(now: DeskState, asked: Mapping[str, object], grounds: DecisionGrounds) -> Pairing:
    """The pairing of items that the page names as EDITION:ID."""
    comparison = now.review.comparison
    sides: list[tuple[Ref, ...]] = []
    for side, editions in (("old", comparison.old), ("new", (comparison.new,))):
        names = _texts(asked.get(side), "the items")
        known = {
            f"{edition.id}:{item.id}": Ref(edition=edition.id, id=item.id)
            for edition in editions
            for item in edition.items
        }
        for name in names:
            if name not in known:
                raise UnknownNameError("item", name, known)
        sides.append(tuple(dict.fromkeys(known[name] for name in names)))
    old, new = sides
    if not (old and new):
        raise MisuseError("choose an item on each side; to part items, use 'no counterpart'")
    return Pairing(
        old=old,
        new=new,
        reviewer=grounds.by.reviewer,
        date=grounds.by.date,
        reason=grounds.reason,
        rationale=grounds.rationale,
        link=grounds.link,
    )


def _said(state: State, count: int) -> str:
    what = {State.UNDECIDED: "decision taken back"}.get(state, state.value)
    return f"Saved: {what}." if count == 1 else f"Saved: {count} changes {what}."


def _seen(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or not value:
        raise MisuseError("no change is named")
    return {_text(id_, "the change"): _text(mark, "what was seen") for id_, mark in value.items()}


def _state(value: object) -> State:
    if value not in list(State):
        raise UnknownNameError("decision", str(value)[:60], list(State))
    return State(str(value))


def _wording(value: object) -> Wording | None:
    if value == "":
        return None
    if value not in list(Wording):
        raise UnknownNameError("class of words", str(value)[:60], list(Wording))
    return Wording(str(value))


def _text(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise MisuseError(f"{what} is not text")
    if len(value) > _LONGEST:
        raise MisuseError(f"{what} has more than {_LONGEST:,} letters; write less")
    return value


def _texts(value: object, what: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise MisuseError(f"{what} are not a list")
    return tuple(_text(each, what) for each in value)
