"""A diff in the controlled language of KGCL, as far as that language allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison


def _write(comparison: Comparison, _page: RenderOptions) -> bytes:
    """A command a line."""
    from guidegraph.export.kgcl import to_kgcl

    return to_kgcl(comparison)


def _lost(comparison: Comparison) -> tuple[str, ...]:
    from guidegraph.export.kgcl import losses_in_kgcl

    return losses_in_kgcl(comparison)


form = Format(
    name="KGCL",
    media_type="text/x-kgcl",
    suffix=".kgcl",
    holds={ResultKind.DIFF: FormatSupport(write=_write, lost=_lost, download=True)},
)
