"""What a course covers, as JSON."""

from __future__ import annotations

from guidegraph.model.coverage import CoverageReport
from guidegraph.render.data.course import data_of_coverage
from guidegraph.render.renderer import by_type


__all__ = ["data"]

data = by_type({CoverageReport: data_of_coverage})
