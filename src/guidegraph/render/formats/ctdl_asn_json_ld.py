"""An edition in CTDL-ASN: a competency framework and its competencies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.edition import Edition


def _write(edition: Edition, _page: RenderOptions) -> bytes:
    from guidegraph.export.embedded import to_ctdl_asn

    return to_ctdl_asn(edition)


def _lost(edition: Edition) -> Iterable[str]:
    from guidegraph.export.read_back import statements_lost
    from guidegraph.model.edition import SourceKind
    from guidegraph.model.statement import Role

    if edition.source_kind is SourceKind.CTDL:
        return ()
    return statements_lost(edition, (Role.LABEL, Role.TEXT, Role.NOTATION), one_language=False)


def _read_back(edition: Edition, body: bytes) -> str | None:
    from guidegraph.export.embedded import problem_in_ctdl_asn

    return problem_in_ctdl_asn(edition, body)


form = Format(
    name="CTDL-ASN (JSON-LD)",
    media_type="application/ld+json",
    suffix=".ctdl-asn.jsonld",
    holds={
        ResultKind.EDITION: FormatSupport(
            write=_write,
            losses="Where footnotes are marked, hyperlinks, the places quoted, and links to values "
            "and terms are not held; the links of a course only as alignFrom.",
            lost=_lost,
            read_back=_read_back,
            as_read="ctdl",
            download=True,
        )
    },
)
