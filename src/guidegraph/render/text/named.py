"""The named queries, for people."""

from __future__ import annotations

from guidegraph.query.named import NamedQueries
from guidegraph.render.renderer import by_type
from guidegraph.render.text.answer import text_of_queries


__all__ = ["draw"]

draw = by_type({NamedQueries: text_of_queries})
