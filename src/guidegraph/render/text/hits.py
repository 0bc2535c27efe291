"""What a search found, for people."""

from __future__ import annotations

from guidegraph.model.hits import Hits
from guidegraph.render.renderer import by_type
from guidegraph.render.text.relations import text_of_hits


__all__ = ["draw"]

draw = by_type({Hits: text_of_hits})
