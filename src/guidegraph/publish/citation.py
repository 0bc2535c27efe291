"""How to cite an edition, or an item of it."""

from __future__ import annotations

from guidegraph.model.edition import Edition, Item
from guidegraph.publish.listed import excerpt, kind_of
from guidegraph.render.phrases import spaced


__all__ = ["citation_of_edition", "citation_of_item"]

_NO_DATE = "no date"


def citation_of_edition(edition: Edition) -> str:
    """Publisher, date, title, IRI."""
    return " ".join((*_whose(edition), f"{spaced(edition.title)}.", edition.iri))


def citation_of_item(edition: Edition, item: Item) -> str:
    """Publisher, date, the item in its words and by its number, title, IRI."""
    words = excerpt(item.pref_label or item.label or item.text or item.id, 90).rstrip(".")
    number = f" {spaced(item.notation)}" if item.notation else ""
    place = f"{kind_of(item.type)}{number}"
    return " ".join(
        (
            *_whose(edition),
            f"“{words}” ({place}).",
            f"In: {spaced(edition.title)}.",
            edition.iri_of(item.id),
        )
    )


def _whose(edition: Edition) -> tuple[str, ...]:
    publisher = edition.provenance.publisher
    date = f"({edition.issued or _NO_DATE})."
    return (spaced(publisher), date) if publisher else (date,)
