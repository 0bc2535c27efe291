"""A catalogue for people."""

from __future__ import annotations

from collections import Counter

from rich.table import Table
from rich.text import Text

from guidegraph.model.catalogue import Catalogue
from guidegraph.model.edition import Edition
from guidegraph.render.renderer import Page, by_type
from guidegraph.render.text.screen import drawn


__all__ = ["draw", "text_of_catalogue"]

_COUNTED = {
    "CoreValue": "values",
    "PracticeStatement": "statements",
    "SupervisorRole": "roles",
    "GlossaryTerm": "terms",
    "CourseStatement": "course statements",
}


def text_of_catalogue(catalogue: Catalogue, page: Page) -> str:
    """One row for each edition: its id, title, date, and what it holds."""
    if not catalogue.editions:
        return drawn(
            page,
            Text(catalogue.title, style="title"),
            Text("no editions yet: make a folder with an edition.toml and an edition.md in it"),
        )
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="quiet")
    table.add_column("id", style="place", no_wrap=True)
    table.add_column("title")
    table.add_column("issued", no_wrap=True)
    table.add_column("holds")
    for edition in catalogue.editions:
        table.add_row(edition.id, edition.title, edition.issued or "not stated", _holds(edition))
    return drawn(page, Text(catalogue.title, style="title"), Text(""), table)


def _holds(edition: Edition) -> str:
    counts = Counter(item.type for item in edition.items)
    named = [f"{counts[type_]} {name}" for type_, name in _COUNTED.items() if counts[type_]]
    return ", ".join(named) or f"{len(edition.items)} items"


draw = by_type({Catalogue: text_of_catalogue})
