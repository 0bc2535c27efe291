"""A new edition as a package of CASE 1.1 that says what became of every item of the old ones."""

from __future__ import annotations

from guidegraph.export.case.changes import package_of_change
from guidegraph.export.case.package import written
from guidegraph.export.exporter import exporter
from guidegraph.model.changes import Comparison


@exporter(
    media_type="application/vnd.ims.case+json",
    suffix=".json",
    of=Comparison,
    lossless=False,
    losses="As CASE it holds which item replaces which and what was dropped, not the words that "
    "differ, and items of the old editions only where they were dropped.",
)
def export(comparison: Comparison) -> bytes:
    """The new edition's package with `replacedBy`, `exactMatchOf` and `statusEndDate`."""
    return written(package_of_change(comparison))
