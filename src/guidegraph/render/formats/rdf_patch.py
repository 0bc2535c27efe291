"""A diff, or changed triples, as an RDF Patch: what leads from the old graph to the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison
    from guidegraph.model.triples import TripleChanges


def _write(comparison: Comparison, _page: RenderOptions) -> bytes:
    from guidegraph.export.diffs import to_rdf_patch

    return to_rdf_patch(comparison)


def _read_back(comparison: Comparison, body: bytes) -> str | None:
    from guidegraph.export.diffs import wrong_in_patch

    return wrong_in_patch(comparison, body)


def _write_triples(changes: TripleChanges, _page: RenderOptions) -> bytes:
    from guidegraph.render.text.triples import patch

    return f"{patch(changes)}\n".encode()


form = Format(
    name="RDF Patch",
    media_type="text/rdf-patch",
    suffix=".rdfp",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=_write,
            losses="It holds how the triples differ and not how items changed; the "
            "changes that a reader did not ask for are in it, too.",
            read_back=_read_back,
            download=True,
        ),
        ResultKind.CHANGED_TRIPLES: FormatSupport(
            write=_write_triples,
            losses="What is undecided is in comments.",
        ),
    },
)
