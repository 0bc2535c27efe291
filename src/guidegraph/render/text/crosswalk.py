"""A mapping held against the texts, for people."""

from __future__ import annotations

from guidegraph.model.crosswalk import CrosswalkReport
from guidegraph.render.renderer import by_type
from guidegraph.render.text.review import text_of_crosswalk


__all__ = ["draw"]

draw = by_type({CrosswalkReport: text_of_crosswalk})
