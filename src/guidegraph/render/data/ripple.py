"""What a changed definition touches, as JSON."""

from __future__ import annotations

from guidegraph.model.ripple import Ripple
from guidegraph.render.data.course import data_of_ripple
from guidegraph.render.renderer import by_type


__all__ = ["data"]

data = by_type({Ripple: data_of_ripple})
