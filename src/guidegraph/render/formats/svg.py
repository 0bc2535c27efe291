"""Results as a picture: SVG with a title and a description, the same bytes every time."""

from __future__ import annotations

from functools import singledispatch
from types import MappingProxyType

from guidegraph.model.coverage import CoverageReport
from guidegraph.model.network import Arrangement
from guidegraph.render.picture.boxes import chain, hub
from guidegraph.render.picture.coverage import svg_of_coverage
from guidegraph.render.picture.ring import ring
from guidegraph.render.picture.subject import network_of
from guidegraph.render.renderer import Page


__all__ = ["render"]

_DRAW = MappingProxyType({Arrangement.CHAIN: chain, Arrangement.HUB: hub, Arrangement.RING: ring})


@singledispatch
def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """The network of a result as SVG, or the heat map of a coverage."""
    network = network_of(result)
    return _DRAW[network.arrangement](network)


render.register(CoverageReport)(svg_of_coverage)
