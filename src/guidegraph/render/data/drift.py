"""How a course has drifted, and links that are suggested for it, as JSON."""

from __future__ import annotations

from guidegraph.model.drift import DriftReport, Suggestions
from guidegraph.render.data.course import data_of_drift, data_of_suggestions
from guidegraph.render.renderer import by_type


__all__ = ["data"]

data = by_type({DriftReport: data_of_drift, Suggestions: data_of_suggestions})
