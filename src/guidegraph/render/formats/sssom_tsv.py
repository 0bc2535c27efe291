"""A diff as mappings in SSSOM/TSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison


def _write(comparison: Comparison, _page: RenderOptions) -> bytes:
    """
    The diff's groups of items as mappings, those dropped or added mapped to `sssom:NoTermFound`.
    """
    from importlib.metadata import version

    from guidegraph.diff.curation.mapping import to_mappings
    from guidegraph.export.sssom import to_sssom

    return to_sssom(to_mappings(comparison, version("guidegraph")))


def _read_back(_: Comparison, body: bytes) -> str | None:
    from guidegraph.export.sssom import to_sssom
    from guidegraph.importers.sssom import mappings_from_sssom
    from guidegraph.model.source import source_from_bytes

    found = mappings_from_sssom(source_from_bytes("mappings.sssom.tsv", body))
    return None if to_sssom(found) == body else "the mappings are not the same"


form = Format(
    name="SSSOM (TSV)",
    media_type="text/tab-separated-values",
    suffix=".sssom.tsv",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=_write,
            losses="what differs in the words, and the texts themselves",
            read_back=_read_back,
            download=True,
        )
    },
)
