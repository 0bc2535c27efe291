"""A diff as a correspondence of XKOS, in Turtle, which keeps the items of a split together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison


def _write(comparison: Comparison, _page: RenderOptions) -> bytes:
    from guidegraph.export.diffs import to_xkos

    return to_xkos(comparison)


form = Format(
    name="XKOS (Turtle)",
    media_type="text/turtle",
    suffix=".xkos.ttl",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=_write,
            losses="As XKOS it holds which items correspond; what differs between them is in the "
            "facts of our own vocabulary beside it, without the words, links, evidence and the "
            "audit.",
            download=True,
        )
    },
)
