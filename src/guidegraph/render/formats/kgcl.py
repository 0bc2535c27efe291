"""A diff in the controlled language of KGCL, for what that language can say."""

from __future__ import annotations

from guidegraph.export.kgcl import LOSSES, to_kgcl
from guidegraph.model.changes import Comparison
from guidegraph.render.format import Format, Holding, Kind, Page


def _write(comparison: Comparison, _page: Page) -> bytes:
    """Comments that say what is lost, then a command a line."""
    return to_kgcl(comparison)


form = Format(
    name="KGCL",
    media_type="text/x-kgcl",
    suffix=".kgcl",
    holds={Kind.DIFF: Holding(write=_write, losses=LOSSES, download=True)},
)
