"""Results as a picture: SVG with a title and a description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind, as_text


if TYPE_CHECKING:
    from guidegraph.model.coverage import CoverageReport
    from guidegraph.model.relations import EditionMap, Relatedness, Route


def _network(result: Relatedness | Route | EditionMap, _page: RenderOptions) -> str:
    from guidegraph.model.network import Arrangement
    from guidegraph.render.picture import chain, hub
    from guidegraph.render.ring import ring

    draw = {Arrangement.CHAIN: chain, Arrangement.HUB: hub, Arrangement.RING: ring}
    return draw[result.network.arrangement](result.network)


def _coverage(report: CoverageReport, _page: RenderOptions) -> str:
    from guidegraph.render.heat_picture import svg_of_coverage

    return svg_of_coverage(report)


form = Format(
    name="SVG",
    media_type="image/svg+xml",
    suffix=".svg",
    holds={
        ResultKind.COVERAGE: FormatSupport(
            write=as_text(_coverage), losses="It shows the matrix, without items and links."
        ),
        **dict.fromkeys(
            (ResultKind.RELATED, ResultKind.ROUTE, ResultKind.MAP),
            FormatSupport(write=as_text(_network), losses="Long names are cut in a picture."),
        ),
    },
)
