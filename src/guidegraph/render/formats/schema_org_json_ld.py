"""An edition in schema.org terms: a set of defined terms; or a course that teaches them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.edition import Edition


def _write(edition: Edition, _page: RenderOptions) -> bytes:
    from guidegraph.export.embedded import to_schema_org

    return to_schema_org(edition)


form = Format(
    name="schema.org (JSON-LD)",
    media_type="application/ld+json",
    suffix=".schema-org.jsonld",
    holds={
        ResultKind.EDITION: FormatSupport(
            write=_write,
            losses="Notations of items, footnotes, hyperlinks, lineage and the places quoted are "
            "not held, and the class of an item only as a text.",
            download=True,
        )
    },
)
