"""In which languages a site can be read, and its editions as they read in one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from guidegraph.graph.reading import chosen, read_in, speaks
from guidegraph.graph.statements import literals_in
from guidegraph.importers.assemble import in_document_order, natural_order
from guidegraph.language.words import folded
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import UnknownNameError
from guidegraph.model.names import spaced
from guidegraph.model.statement import Role, Statement
from guidegraph.render.html.view import language_tag
from guidegraph.render.translation import LANGUAGES


__all__ = [
    "COLLECTIONS",
    "default_language",
    "in_language",
    "language_of_title",
    "language_read",
    "reading_languages",
    "sort_key",
    "trees",
]

COLLECTIONS: Final = ("Collection", "OrderedCollection")
"""The types of items that are collections of others."""

# A language that names fewer of the items is shown, but gets no pages of its own.
_SHARE = 0.1
_MOST = 40


def default_language(editions: Sequence[Edition], wanted: str | None = None) -> str:
    """
    The language of a site: *wanted*, else the one that most of its editions are read in.

    Raises:
        UnknownNameError: there is nothing in the language that is wanted, neither in an edition
            nor among the words of pages.
    """
    if wanted is not None:
        known = [tag for edition in editions for tag in (*edition.languages, edition.language)]
        for tag in known:
            if tag.lower() == wanted.lower():
                return tag
        if any(speaks(edition, wanted) for edition in editions) or wanted.lower() in LANGUAGES:
            return wanted
        raise UnknownNameError("language", wanted, dict.fromkeys([*known, *LANGUAGES]))
    guidelines = [edition for edition in editions if edition.type != "Course"] or editions
    counts = Counter(edition.language for edition in guidelines if language_tag(edition.language))
    return max(counts, key=lambda tag: counts[tag]) if counts else "en"


def reading_languages(editions: Iterable[Edition]) -> tuple[str, ...]:
    """
    The languages in which a tenth of the items of an edition have a preferred label, the most
    frequent first.
    """
    found: Counter[str] = Counter()
    for edition in editions:
        counts = Counter(
            tag
            for item in edition.items
            for tag in {literal.language for literal in _literals(item.said(Role.LABEL))}
        )
        for tag, count in counts.items():
            if tag and language_tag(tag) and count >= _SHARE * len(edition.items):
                found[tag] += count
    ordered = sorted(found, key=lambda tag: (-found[tag], tag))
    return tuple(ordered[:_MOST])


def in_language(edition: Edition, language: str) -> Edition:
    """
    An edition as it reads in a language; where its source has no order, siblings are sorted by
    number and by name in that language.
    """
    if speaks(edition, language) and edition.language != language:
        edition = read_in(edition, language)
    if edition.ordered:
        return edition
    return replace(edition, items=in_document_order(sorted(edition.items, key=_order)))


def language_read(edition: Edition, item: Item, role: Role) -> str | None:
    """The language of the label or text that is read of an item."""
    literals = chosen(_literals(item.said(role)), edition.language)
    if not literals:
        return language_tag(edition.language)
    return language_tag(literals[0].language or "")


def language_of_title(edition: Edition) -> str | None:
    """The language of the title that is read of an edition."""
    tags = [
        each.language
        for each in edition.statements
        if each.language and spaced(each.value) == spaced(edition.title)
    ]
    if not tags or edition.language in tags:
        return language_tag(edition.language)
    return language_tag(tags[0])


def sort_key(text: str) -> tuple[object, ...]:
    """
    What sorts names: without case and accents, numbers by their size.

    >>> sorted(["Zoo", "Öl", "9 Lives", "oak", "10 Lives"], key=sort_key)
    ['9 Lives', '10 Lives', 'oak', 'Öl', 'Zoo']
    """
    return natural_order(folded(text)), text


def _order(item: Item) -> tuple[object, ...]:
    return (
        item.type in COLLECTIONS,
        item.notation is None,
        natural_order(item.notation or ""),
        item.label is None,
        sort_key(item.label or ""),
        item.id,
    )


def _literals(statements: Iterable[Statement]) -> list[Statement]:
    return [literal for each in statements for literal in literals_in(each)]


def trees(languages: Iterable[str], taken: Iterable[str]) -> Mapping[str, str]:
    """The folder of the pages in each language, by its tag; no edition has the same name."""
    used = {name.casefold() for name in taken}
    return {
        tag: f"{tag.lower()}/" if tag.lower() not in used else f"lang-{tag.lower()}/"
        for tag in languages
    }
