"""A register of comments, as JSON."""

from __future__ import annotations

from guidegraph.model.comments import CommentRegister
from guidegraph.render.data.course import data_of_comments
from guidegraph.render.renderer import by_type


__all__ = ["data"]

data = by_type({CommentRegister: data_of_comments})
