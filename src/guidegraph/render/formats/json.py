"""JSON by the contracts in `docs/schema/`; answers to queries by the SPARQL 1.1 results format."""

from __future__ import annotations

import json
from dataclasses import replace

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind
from guidegraph.render.plain import plain


def _write(result: object, _page: RenderOptions) -> bytes:
    """A result as JSON, indented, ending with a line end."""
    return f"{json.dumps(plain(result), ensure_ascii=False, indent=2)}\n".encode()


_HOLDING = FormatSupport(write=_write, losses="What its contract has no key for is not held.")
_RESULTS = replace(_HOLDING, lossless=True, losses="", media_type="application/sparql-results+json")

form = Format(
    name="JSON",
    media_type="application/json",
    suffix=".json",
    holds={
        **dict.fromkeys(
            (kind for kind in ResultKind if kind not in (ResultKind.DATASET, ResultKind.TRIPLES)),
            _HOLDING,
        ),
        ResultKind.BINDINGS: _RESULTS,
        ResultKind.BOOLEAN: _RESULTS,
    },
)
