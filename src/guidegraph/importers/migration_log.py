"""The log of a migration, read to take the migration back."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from guidegraph.importers.limits import MAX_LINE
from guidegraph.model.course import MigratedRow, Migration
from guidegraph.model.errors import FormatError
from guidegraph.model.source import SourceText


__all__ = ["migration_from_log"]


def migration_from_log(log: SourceText) -> Migration:
    """
    What a log says was done; the fates of the rows are not read.

    Raises:
        FormatError: it is no such log, or was changed: the maps it gives are not those it says.
    """
    records = [
        (line, _record(log, line, text))
        for line, text in enumerate(log.text.split("\n"), start=1)
        if text.strip()
    ]
    if not records or records[0][1].get("record") != "migration":
        raise FormatError(
            log.path, 1, "not the log of a migration", "name the file that 'migrate --log' wrote"
        )
    head = records[0][1]
    rows = [(line, record) for line, record in records if record.get("record") == "row"]
    end = records[-1][1]
    if end.get("record") != "end" or end.get("rows") != len(rows):
        raise FormatError(log.path, records[-1][0], "the log is cut off", "take the whole file")
    migration = Migration(
        path=_text(log, 1, head, "map"),
        old=tuple(str(id_) for id_ in head.get("old") or ()),
        new=_text(log, 1, head, "new"),
        head=_text(log, 1, head, "before"),
        new_head=_text(log, 1, head, "after"),
        rows=tuple(
            MigratedRow(
                line=line,
                before=_text(log, line, record, "before"),
                after=_text(log, line, record, "after"),
            )
            for line, record in rows
        ),
        mark=head.get("mark") is True,
    )
    for body, key in (
        (migration.before(), "sha256_before"),
        (migration.after(), "sha256_after"),
    ):
        if hashlib.sha256(body).hexdigest() != head.get(key):
            raise FormatError(
                log.path, 1, f"the log was changed: its rows do not give {key}", "take the original"
            )
    return migration


def _record(log: SourceText, line: int, text: str) -> dict[str, Any]:
    if len(text) > MAX_LINE:
        raise FormatError(log.path, line, f"a line of {len(text)} characters", "name a log")
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        raise FormatError(
            log.path, line, "not JSON", "name the file that 'migrate --log' wrote"
        ) from None
    if not isinstance(record, dict):
        raise FormatError(log.path, line, "not an object", "name a log of a migration")
    return record


def _text(log: SourceText, line: int, record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise FormatError(log.path, line, f"no {key!r}", "take the original log")
    return value
