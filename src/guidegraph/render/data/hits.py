"""What a search found, as JSON."""

from __future__ import annotations

from guidegraph.model.hits import Hits
from guidegraph.render.data.relations import data_of_hits
from guidegraph.render.renderer import by_type


__all__ = ["data"]

data = by_type({Hits: data_of_hits})
