"""Suggested links as a sheet to confirm."""

from __future__ import annotations

from guidegraph.export.xlsx import Cell, SheetLayout, Worksheet
from guidegraph.model.course import LinkType
from guidegraph.model.drift import Suggestions
from guidegraph.render.rows import SUGGESTION_COLUMNS, rows_of_suggestions


__all__ = ["suggestions_sheets"]

_WIDTHS = {
    "confirm": 10,
    "quote": 60,
    "guideline says": 60,
    "how": 10,
    "confidence": 11,
    "why": 36,
    "statement": 22,
    "item": 20,
    "edition": 14,
    "confirmed_by": 16,
    "date": 12,
}
_ANSWERS = ("yes", "no")
_PRINTED = 6


def suggestions_sheets(suggestions: Suggestions) -> list[Worksheet]:
    """The sheet with a row for each link, and one that says how to fill it in."""
    place = {name: at for at, name in enumerate(SUGGESTION_COLUMNS)}
    head, *rows = rows_of_suggestions(suggestions)
    cells: list[tuple[Cell, ...]] = [tuple(name.replace("_", " ").capitalize() for name in head)]
    for row in rows:
        at = place["confidence"]
        cells.append((*row[:at], float(row[at]), *row[at + 1 :]))
    layout = SheetLayout(
        frozen=1,
        choices={place["confirm"]: _ANSWERS, place["how"]: tuple(LinkType)},
        open=frozenset(place[name] for name in ("confirm", "how", "confirmed_by", "date")),
        quiet=frozenset(place[name] for name in ("why", "statement", "item", "edition")),
        printed=_PRINTED,
    )
    widths = tuple(_WIDTHS[name] for name in SUGGESTION_COLUMNS)
    links = Worksheet(name="Links", widths=widths, rows=cells, layout=layout)
    about = Worksheet(name="How to", widths=(18, 90), rows=_about(suggestions), layout=_PLAIN)
    return [links, about]


_PLAIN = SheetLayout(headed=False, bold=frozenset((0,)))


def _about(suggestions: Suggestions) -> list[tuple[Cell, ...]]:
    course, edition = suggestions.course, suggestions.edition
    command = f"guidegraph suggest-map {course.id} {edition.id} --take FILE"
    count = len({link.statement for link in suggestions.open})
    take = f"{command} adds the rows with yes to the map, and never suggests those with no again."
    return [
        (f"Links from {course.title} to {edition.title}",),
        (),
        ("Confirm", "Read both texts of a row, and choose yes or no. Leave open what is open."),
        (
            "How",
            "teaches: people learn it; assesses: it is tested; mentions: no more than that.",
        ),
        ("Confidence", "The share of links with such evidence that were right in other courses."),
        ("Why", "Shared words. A word in brackets is the other text's word for a similar thing."),
        ("Take it in", take),
        ("Statements", f"{count} have a suggested link; others may be about an item as well.")
        if count
        else ("Statements", "Nothing is left to confirm."),
    ]
