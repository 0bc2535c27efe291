"""An edition in schema.org terms: a set of defined terms; or a course that teaches them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.edition import Edition


def _write(edition: Edition, _page: RenderOptions) -> bytes:
    from guidegraph.export.embedded import to_schema_org

    return to_schema_org(edition)


def _lost(edition: Edition) -> Iterable[str]:
    from guidegraph.export.read_back import statements_lost
    from guidegraph.model.statement import Role

    return statements_lost(edition, (Role.LABEL, Role.ALT_LABEL, Role.TEXT), one_language=False)


form = Format(
    name="schema.org (JSON-LD)",
    media_type="application/ld+json",
    suffix=".schema-org.jsonld",
    holds={
        ResultKind.EDITION: FormatSupport(
            write=_write,
            losses="Notations of items, footnotes, hyperlinks, lineage and the places quoted are "
            "not held, and the class of an item only as a text.",
            lost=_lost,
            download=True,
        )
    },
)
