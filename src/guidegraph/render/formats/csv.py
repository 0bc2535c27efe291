"""Results as comma-separated values, for spreadsheet programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from functools import singledispatch

from guidegraph.model.answer import Solutions, Statements, Verdict
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Comparison
from guidegraph.model.comments import CommentRegister
from guidegraph.model.course import Impact
from guidegraph.model.coverage import CoverageReport
from guidegraph.model.drift import DriftReport, Suggestions
from guidegraph.model.edition import Excerpt
from guidegraph.model.errors import MisuseError
from guidegraph.model.ripple import Ripple
from guidegraph.model.table import to_cell
from guidegraph.render.renderer import Page
from guidegraph.render.table.answer import rows_of_solutions, rows_of_statements, rows_of_verdict
from guidegraph.render.table.course import (
    rows_of_comments,
    rows_of_coverage,
    rows_of_drift,
    rows_of_impact,
    rows_of_ripple,
    rows_of_suggestions,
)
from guidegraph.render.table.rows import rows_of_catalogue, rows_of_comparison, rows_of_excerpt


__all__ = ["render"]


def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """
    A result as CSV: the names of the columns, then the rows. No cell can be taken for a formula.
    """
    return _table(_rows(result))


@singledispatch
def _rows(result: object) -> Iterable[Sequence[str]]:  # noqa: ARG001 - it is dispatched on
    raise MisuseError(
        "the format 'csv' is for diffs, editions, catalogues and queries; take 'text' or 'json'"
    )


_rows.register(Solutions)(rows_of_solutions)
_rows.register(Statements)(rows_of_statements)
_rows.register(Verdict)(rows_of_verdict)
_rows.register(Comparison)(rows_of_comparison)
_rows.register(Excerpt)(rows_of_excerpt)
_rows.register(Catalogue)(rows_of_catalogue)
_rows.register(CoverageReport)(rows_of_coverage)
_rows.register(Impact)(rows_of_impact)
_rows.register(DriftReport)(rows_of_drift)
_rows.register(Suggestions)(rows_of_suggestions)
_rows.register(Ripple)(rows_of_ripple)
_rows.register(CommentRegister)(rows_of_comments)


def _table(rows: Iterable[Sequence[str]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    for row in rows:
        writer.writerow([to_cell(cell) for cell in row])
    return file.getvalue()
