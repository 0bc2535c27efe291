"""
Results for people, in a terminal or a text file.
"""

from __future__ import annotations

from functools import singledispatch

from guidegraph.model.accounting import Account
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Excerpt
from guidegraph.render.renderer import Page
from guidegraph.render.text.account import text_of_accounts
from guidegraph.render.text.catalogue import text_of_catalogue
from guidegraph.render.text.comparison import text_of_comparison
from guidegraph.render.text.excerpt import text_of_excerpt


__all__ = ["render"]


@singledispatch
def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """
    A result as text.
    """
    raise TypeError(f"no text for a {type(result).__name__}")


render.register(Catalogue)(text_of_catalogue)
render.register(Excerpt)(text_of_excerpt)
render.register(Comparison)(text_of_comparison)


@render.register(tuple)
def _(result: tuple[Account, ...], page: Page) -> str:
    return text_of_accounts(result, page)
