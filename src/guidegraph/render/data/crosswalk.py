"""A mapping held against the texts, as JSON."""

from __future__ import annotations

from guidegraph.model.crosswalk import CrosswalkReport
from guidegraph.render.data.review import data_of_crosswalk
from guidegraph.render.renderer import by_type


__all__ = ["data"]

data = by_type({CrosswalkReport: data_of_crosswalk})
