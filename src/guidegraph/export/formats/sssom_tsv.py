"""A diff as mappings in SSSOM/TSV."""

from __future__ import annotations

from importlib.metadata import version

from guidegraph.diff.curation.mapping import to_mappings
from guidegraph.export.exporter import exporter
from guidegraph.export.sssom import to_sssom
from guidegraph.importers.sssom import mappings_from_sssom
from guidegraph.model.changes import Comparison
from guidegraph.model.source import source_from_bytes


def _read_back(_: Comparison, body: bytes) -> str | None:
    found = mappings_from_sssom(source_from_bytes("mappings.sssom.tsv", body))
    return None if to_sssom(found) == body else "the mappings are not the same"


@exporter(
    media_type="text/tab-separated-values",
    suffix=".sssom.tsv",
    lossless=False,
    of=Comparison,
    losses="what differs in the words, and the texts themselves",
    read_back=_read_back,
)
def export(comparison: Comparison) -> bytes:
    """
    The diff's groups of items as mappings, those dropped or added mapped to `sssom:NoTermFound`.
    """
    return to_sssom(to_mappings(comparison, version("guidegraph")))
