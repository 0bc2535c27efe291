"""A package of CASE 1.1 (Competencies and Academic Standards Exchange)."""

from __future__ import annotations

from guidegraph.export.case.losses import losses_in_case
from guidegraph.export.case.package import package_of, written
from guidegraph.export.exporter import exporter
from guidegraph.export.items import comes_back
from guidegraph.model.edition import Edition


@exporter(
    media_type="application/vnd.ims.case+json",
    suffix=".json",
    lossless=False,
    losses="Where the source says what, and what the edition was derived from, is not held; what "
    "has no field of the standard stands in its extensions, which other programs may drop.",
    lost=losses_in_case,
    read_back=comes_back(".json"),
)
def export(edition: Edition) -> bytes:
    """The edition's package, checked against the standard."""
    return written(package_of(edition))
