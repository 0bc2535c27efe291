"""A package of CASE 1.1: an edition, or a new edition with how each old item changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison
    from guidegraph.model.edition import Edition


def _edition(edition: Edition, _page: RenderOptions) -> bytes:
    """The edition's package, checked against the standard unless it was read from one."""
    from guidegraph.export.case.package import package_of, written, written_as_read
    from guidegraph.model.edition import SourceKind

    write = written_as_read if edition.source_kind is SourceKind.CASE else written
    return write(package_of(edition))


def _lost(edition: Edition) -> Iterable[str]:
    from guidegraph.export.case.package import losses_in_case

    return losses_in_case(edition)


def _read_back(edition: Edition, body: bytes) -> str | None:
    from guidegraph.export.read_back import changed_item

    return changed_item(edition, body, ".json")


def _diff(comparison: Comparison, _page: RenderOptions) -> bytes:
    """The new edition's package with `replacedBy`, `exactMatchOf` and `statusEndDate`."""
    from guidegraph.export.case.changes import package_of_change
    from guidegraph.export.case.package import written, written_as_read
    from guidegraph.model.edition import SourceKind

    editions = (comparison.new, *comparison.old)
    as_read = any(edition.source_kind is SourceKind.CASE for edition in editions)
    return (written_as_read if as_read else written)(package_of_change(comparison))


form = Format(
    name="CASE (JSON)",
    media_type="application/vnd.ims.case+json",
    suffix=".json",
    former=("case-changes-json",),
    holds={
        ResultKind.EDITION: FormatSupport(
            write=_edition,
            as_read="case",
            losses="Where the source says what, and what the edition was derived from, is not "
            "held; what has no field of the standard is in its extensions, which other "
            "programs may drop.",
            lost=_lost,
            read_back=_read_back,
            suffix=".case.json",
            download=True,
        ),
        ResultKind.DIFF: FormatSupport(
            write=_diff,
            losses="As CASE it holds which item replaces which and what was dropped, not the words "
            "that differ, and items of the old editions only where they were dropped.",
            suffix=".case-changes.json",
            download=True,
        ),
    },
)
