"""The findings of an edition."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from guidegraph.render.data.findings import data_of_report
from guidegraph.serve.rest.operation import EDITION, Operation
from guidegraph.serve.rest.reader import LibraryReader


__all__ = ["OPERATIONS"]


async def _findings(reader: LibraryReader, given: Mapping[str, Any]) -> Any:
    report = await reader.report(given["edition"])
    around = reader.library.workspace.folder.path.resolve().parent
    return await reader.run(lambda: _without_folders(data_of_report(report), around))


def _without_folders(data: Any, around: Path) -> Any:
    """The data with paths relative to the folder of the library: its place is not published."""
    if isinstance(data, list):
        return [_without_folders(each, around) for each in data]
    if not isinstance(data, dict):
        return data
    found = {name: _without_folders(value, around) for name, value in data.items()}
    if isinstance(found.get("path"), str):
        path = Path(found["path"]).resolve()
        found["path"] = path.relative_to(around).as_posix() if around in path.parents else path.name
    return found


OPERATIONS = (
    Operation(
        name="findings",
        path="/api/editions/{edition}/findings",
        summary="The findings of an edition.",
        parameters=(EDITION,),
        schema="check",
        handle=_findings,
    ),
)
