"""The named queries, as JSON."""

from __future__ import annotations

from guidegraph.query.named import NamedQueries
from guidegraph.render.data.answer import data_of_queries
from guidegraph.render.renderer import by_type


__all__ = ["data"]

data = by_type({NamedQueries: data_of_queries})
