"""
Results as pictures in SVG.
"""

from __future__ import annotations

from functools import singledispatch

from guidegraph.model.coverage import CoverageReport
from guidegraph.model.errors import MisuseError
from guidegraph.render.renderer import Page
from guidegraph.render.svg.coverage import svg_of_coverage


__all__ = ["render"]


@singledispatch
def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """
    A result as a picture.
    """
    raise MisuseError("there is no picture of this; take 'text' or 'json'")


render.register(CoverageReport)(svg_of_coverage)
