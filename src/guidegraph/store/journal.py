"""
What was saved in a ledger, step by step, so that a step can be undone, also after a restart.

The journal is a file beside the ledger to which lines are added. A step is written to it before the
ledger is: if the process is killed in between, the ledger is still as before the step, and whoever
saves next declares the step void. A line that is half written is ignored.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

from guidegraph.export.ledger import to_ledger
from guidegraph.importers.ledger import COLUMNS, ledger_from_tsv
from guidegraph.model.errors import MisuseError
from guidegraph.model.review import Ledger
from guidegraph.model.source import source_from_bytes
from guidegraph.store.files import read_bytes
from guidegraph.store.pairs import change_ledger


__all__ = ["LedgerStep", "change_with_journal", "journal_path", "rows_of", "undo_last"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerStep:
    """
    What was saved at once: the rows that the ledger had before, and those it has instead.

    Attributes:
        id: names the step.
        by: who saved it.
        before, after: the rows as the ledger has them, by what they are about.
        undoes: the id of the step that this one takes back, if it does.
    """

    id: str
    by: str
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    undoes: str = ""

    @property
    def about(self) -> tuple[str, ...]:
        """The ids of the changes and pairs that the step is about."""
        return tuple(dict.fromkeys((*self.before, *self.after)))

    def holds(self, rows: Mapping[str, str]) -> bool:
        """Whether a ledger with these rows is as it was after the step."""
        return all(rows.get(key) == self.after.get(key) for key in self.about)

    def never_happened(self, rows: Mapping[str, str]) -> bool:
        """Whether a ledger with these rows is as it was before the step."""
        return all(rows.get(key) == self.before.get(key) for key in self.about)


def journal_path(ledger: Path) -> Path:
    """The file of the steps that were saved in a ledger."""
    return ledger.with_name(f"{ledger.name}.journal")


def rows_of(ledger: Ledger) -> Mapping[str, str]:
    """The rows of a ledger as it is written, by the id of what they are about."""
    lines = to_ledger(ledger).decode().split("\n")[1:]
    return {line.partition("\t")[0]: line for line in lines if line}


def change_with_journal(path: Path, change: Callable[[Ledger], Ledger], by: str) -> Ledger:
    """
    Change a ledger, as `change_ledger` does, as a step that can be undone.

    Raises:
        MisuseError: the ledger or its journal cannot be written; the ledger is as before.
    """

    def recorded(ledger: Ledger) -> Ledger:
        found = change(ledger)
        before = rows_of(ledger)
        _settle(path, before)
        _record(path, _step(by, before, rows_of(found)))
        return found

    return change_ledger(path, recorded)


def undo_last(path: Path, by: str) -> LedgerStep | None:
    """
    Take back the last step of a person that was not taken back yet, none if there is none.

    Raises:
        MisuseError: somebody changed the same rows since; this step cannot be undone any more,
            the next attempt is about the one before it.
    """
    undone: LedgerStep | None = None

    def back(ledger: Ledger) -> Ledger:
        nonlocal undone
        rows = rows_of(ledger)
        _settle(path, rows)
        undone = next(_undoable(path, by), None)
        if undone is None:
            raise _NothingLeftError
        if not undone.holds(rows):
            _append(path, {"void": undone.id})
            raise MisuseError(
                f"{undone.about[0]} was decided again since, so your step is left as it is; undo "
                "once more to take back the one before it"
            )
        found = {key: row for key, row in rows.items() if key not in undone.after}
        found.update(undone.before)
        _record(path, _step(by, rows, found, undoes=undone.id))
        text = "\n".join(("\t".join(COLUMNS), *found.values()))
        return ledger_from_tsv(source_from_bytes(str(path), text.encode()))

    with suppress(_NothingLeftError):
        change_ledger(path, back)
    return undone


class _NothingLeftError(Exception):
    """A person has no step to take back."""


def _step(
    by: str, before: Mapping[str, str], after: Mapping[str, str], undoes: str = ""
) -> LedgerStep:
    return LedgerStep(
        id=token_hex(8),
        by=by,
        before={key: row for key, row in before.items() if after.get(key) != row},
        after={key: row for key, row in after.items() if before.get(key) != row},
        undoes=undoes,
    )


def _undoable(path: Path, by: str) -> Iterator[LedgerStep]:
    """The steps of a person that were not taken back, the last one first."""
    taken_back = set()
    for step in _valid(path):
        taken_back.add(step.undoes)
        if step.by == by and not step.undoes and step.id not in taken_back:
            yield step


def _settle(path: Path, rows: Mapping[str, str]) -> None:
    """Declare the last step void if the ledger was not written after it."""
    last = next(_valid(path), None)
    if last is not None and last.never_happened(rows):
        _append(path, {"void": last.id})


def _valid(path: Path) -> Iterator[LedgerStep]:
    """The steps without those that are void, the last one first."""
    voids = set()
    for line in _lines_from_end(path):
        void, id_, by = line.get("void"), line.get("id"), line.get("by")
        if isinstance(void, str):
            voids.add(void)
        elif isinstance(id_, str) and isinstance(by, str) and id_ not in voids:
            before, after = _rows(line.get("before")), _rows(line.get("after"))
            undoes = str(line.get("undoes", ""))
            yield LedgerStep(id=id_, by=by, before=before, after=after, undoes=undoes)


def _rows(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        return {}
    return {str(key): str(row) for key, row in value.items()}


def _lines_from_end(path: Path) -> Iterator[Mapping[str, object]]:
    journal = journal_path(path)
    if not journal.exists():
        return
    for line in reversed(read_bytes(journal).split(b"\n")):
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            yield found


def _record(path: Path, step: LedgerStep) -> None:
    if not step.about:
        return
    line: dict[str, object] = {
        "id": step.id,
        "by": step.by,
        "before": dict(step.before),
        "after": dict(step.after),
    }
    _append(path, {**line, "undoes": step.undoes} if step.undoes else line)


def _append(path: Path, line: Mapping[str, object]) -> None:
    """Add a line, after the end of one that is half written; it is on the disk then."""
    journal = journal_path(path)
    body = json.dumps(line, ensure_ascii=False).encode() + b"\n"
    try:
        with journal.open("ab+") as file:
            if file.tell():
                file.seek(-1, os.SEEK_END)
                body = body if file.read(1) == b"\n" else b"\n" + body
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MisuseError(
            f"{journal}: cannot be written ({reason}); nothing was saved; make room and try again"
        ) from None
