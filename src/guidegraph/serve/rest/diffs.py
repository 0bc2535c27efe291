"""How the items of editions changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from guidegraph.model.changes import KINDS, Comparison, chosen
from guidegraph.model.errors import MisuseError
from guidegraph.render.data.changes import SCHEMAS, data_of_comparison
from guidegraph.serve.rest.operation import Operation, text_schema
from guidegraph.serve.rest.parameters import RequestParameter
from guidegraph.serve.rest.reader import LibraryReader


__all__ = ["OPERATIONS"]


async def _diffs(reader: LibraryReader, _: Mapping[str, Any]) -> Any:
    return {
        "schema": f"{SCHEMAS}/diffs/1",
        "diffs": [
            {"name": f"{'+'.join(old)}..{new}", "old": list(old), "new": new}
            for old, new in _offered(reader)
        ],
    }


def _offered(reader: LibraryReader) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each edition with each one it says it came from; with all of them, if there are several."""
    known = {edition.id for edition in reader.catalogue.editions}
    for edition in reader.catalogue.editions:
        provenance = edition.provenance
        origins = dict.fromkeys((*provenance.revision_of, *provenance.derived_from))
        old = tuple(id_ for id_ in origins if id_ in known and id_ != edition.id)
        yield from (((id_,), edition.id) for id_ in old)
        if len(old) > 1:
            yield old, edition.id


async def _diff(reader: LibraryReader, given: Mapping[str, Any]) -> Any:
    before, _, new = given["diff"].partition("..")
    old = tuple(before.split("+"))
    if len(set(old)) < len(old):
        raise MisuseError(f"{given['diff']!r} names an edition twice; name each old one once")
    comparison = await reader.comparison(old, new)
    return await reader.run(_data, comparison, given)


def _data(comparison: Comparison, given: Mapping[str, Any]) -> dict[str, Any]:
    shown = chosen(
        comparison.changes,
        only=given["only"] or (),
        exclude=given["exclude"] or (),
        min_confidence=given["min_confidence"],
        min_weight=given["min_weight"],
    )
    return data_of_comparison(replace(comparison, changes=shown))


def _kinds(name: str, summary: str, example: str) -> RequestParameter:
    return RequestParameter(
        name=name,
        summary=f"{summary}, separated by commas, such as dropped,force",
        schema={"type": "array", "items": {"type": "string", "enum": sorted(KINDS)}},
        example=[example],
    )


_ID = "[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?"

OPERATIONS = (
    Operation(
        name="diffs",
        path="/api/diffs",
        summary="The diffs between each edition and those it came from; other pairs work, too.",
        parameters=(),
        schema="diffs",
        handle=_diffs,
    ),
    Operation(
        name="diff",
        path="/api/diffs/{diff}",
        summary="A diff: how every item of one or more editions changed in another one.",
        parameters=(
            RequestParameter(
                name="diff",
                summary="OLD..NEW, ids of editions, or OLD+OLD..NEW",
                schema=text_schema(most=1000, pattern=rf"^{_ID}(?:\+{_ID})*\.\.{_ID}$"),
                example="2013-peer..combined",
                in_path=True,
                required=True,
            ),
            _kinds("only", "the kinds of changes wanted", "substantive"),
            _kinds("exclude", "the kinds of changes not wanted", "moved"),
            RequestParameter(
                name="min_confidence",
                summary="the minimum confidence of a change, from 0 to 1",
                schema={"type": "number", "minimum": 0, "maximum": 1, "default": 0},
                example=0.5,
            ),
            RequestParameter(
                name="min_weight",
                summary="the minimum weight of a change, from 0 to 1",
                schema={"type": "number", "minimum": 0, "maximum": 1, "default": 0},
                example=0.5,
            ),
        ),
        schema="diff",
        handle=_diff,
    ),
)
