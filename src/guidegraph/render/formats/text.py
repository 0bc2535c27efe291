"""
Results for people, in a terminal or a text file.
"""

from __future__ import annotations

from functools import singledispatch

from guidegraph.model.accounting import Account
from guidegraph.model.answer import Solutions, Statements, Verdict
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Comparison
from guidegraph.model.comments import CommentRegister
from guidegraph.model.course import Impact, Migrations
from guidegraph.model.coverage import CoverageReport
from guidegraph.model.crosswalk import CrosswalkReport
from guidegraph.model.drift import DriftReport, Suggestions
from guidegraph.model.edition import Excerpt
from guidegraph.model.explanation import Explanation
from guidegraph.model.history import Biography, Blame
from guidegraph.model.hits import Hits
from guidegraph.model.relations import EditionMap, Relatedness, Route
from guidegraph.model.report import Report, RuleBook
from guidegraph.model.review import Review
from guidegraph.model.ripple import Ripple
from guidegraph.query.named import NamedQueries
from guidegraph.render.renderer import Page
from guidegraph.render.text.account import text_of_accounts
from guidegraph.render.text.answer import text_of_answer, text_of_queries
from guidegraph.render.text.catalogue import text_of_catalogue
from guidegraph.render.text.comments import text_of_comments
from guidegraph.render.text.comparison import text_of_comparison
from guidegraph.render.text.coverage import text_of_coverage
from guidegraph.render.text.drift import text_of_drift, text_of_suggestions
from guidegraph.render.text.excerpt import text_of_excerpt
from guidegraph.render.text.explanation import text_of_explanation
from guidegraph.render.text.history import text_of_biography, text_of_blame
from guidegraph.render.text.impact import text_of_impact, text_of_migrations
from guidegraph.render.text.relations import (
    text_of_hits,
    text_of_map,
    text_of_relatedness,
    text_of_route,
)
from guidegraph.render.text.report import text_of_report, text_of_rules
from guidegraph.render.text.review import text_of_crosswalk, text_of_review
from guidegraph.render.text.ripple import text_of_ripple


__all__ = ["render"]


@singledispatch
def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """
    A result as text.
    """
    raise TypeError(f"no text for a {type(result).__name__}")


render.register(Solutions)(text_of_answer)
render.register(Statements)(text_of_answer)
render.register(Verdict)(text_of_answer)
render.register(NamedQueries)(text_of_queries)
render.register(Hits)(text_of_hits)
render.register(Relatedness)(text_of_relatedness)
render.register(Route)(text_of_route)
render.register(EditionMap)(text_of_map)
render.register(Catalogue)(text_of_catalogue)
render.register(Excerpt)(text_of_excerpt)
render.register(Comparison)(text_of_comparison)
render.register(Biography)(text_of_biography)
render.register(Blame)(text_of_blame)
render.register(Review)(text_of_review)
render.register(CrosswalkReport)(text_of_crosswalk)
render.register(Explanation)(text_of_explanation)
render.register(CoverageReport)(text_of_coverage)
render.register(Impact)(text_of_impact)
render.register(Migrations)(text_of_migrations)
render.register(DriftReport)(text_of_drift)
render.register(Suggestions)(text_of_suggestions)
render.register(Ripple)(text_of_ripple)
render.register(CommentRegister)(text_of_comments)
render.register(Report)(text_of_report)
render.register(RuleBook)(text_of_rules)


@render.register(tuple)
def _(result: tuple[Account, ...], page: Page) -> str:
    return text_of_accounts(result, page)
