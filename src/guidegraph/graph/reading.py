"""
What the statements of RDF mean for an edition: its labels, other names, texts and title in one of
its languages, the types of its items, their numbers and the links between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from guidegraph.graph.statements import literals_in
from guidegraph.graph.vocab import DCTERMS, ITEM_TYPES, RDFS, SKOS
from guidegraph.model.edition import Association, Edition, Item, SourceKind, Status
from guidegraph.model.names import spaced
from guidegraph.model.statement import Role, Statement, StatementKind


__all__ = [
    "COLLECTIONS",
    "by_language",
    "chosen",
    "in_context",
    "is_in",
    "item_in_language",
    "labels_of",
    "languages_of",
    "links_between",
    "main_language",
    "notation_of",
    "on_base",
    "read_in",
    "shared_language",
    "speaks",
    "title_in",
    "titles_of",
    "type_of",
]

_WORDED = (Role.LABEL, Role.ALT_LABEL, Role.TEXT)
_ABOUT_AS_MUCH = 0.95
_DC = "http://purl.org/dc/elements/1.1/"
_TITLES = (DCTERMS.title, f"{_DC}title", SKOS.prefLabel, RDFS.label)
COLLECTIONS = ("OrderedCollection", "Collection")
"""The types of items that are no concepts."""

_TYPES = {name: f"{SKOS.NAMESPACE}{name}" for name in COLLECTIONS}
_TYPES |= {name: class_ for name, class_ in ITEM_TYPES.items() if name != "Item"}
_NOT_IN_USE = {"true": Status.DEPRECATED, "1": Status.DEPRECATED}
_STATUSES = {"withdrawn": Status.WITHDRAWN, "retired": Status.WITHDRAWN}
_STATUSES |= dict.fromkeys(
    ("deprecated", "superseded", "obsolete", "invalid", "statusdeprecated"), Status.DEPRECATED
)
_STATUSES |= dict.fromkeys(
    ("statuswithdrawn", "statusretired", "statussuperseded", "statusinvalid"), Status.WITHDRAWN
)


def languages_of(items: Iterable[Item]) -> tuple[str, ...]:
    """The language tags of labels and texts, the most frequent first."""
    counts = _tags(items)
    return tuple(sorted(counts, key=lambda tag: (-counts[tag], tag)))


def main_language(items: Iterable[Item], wanted: Sequence[str]) -> str | None:
    """
    The language in which most is said; of several in which about as much is said, the first of
    those *wanted*.
    """
    counts = _tags(items)
    most = max(counts.values(), default=0)
    rivals = sorted(tag for tag in counts if counts[tag] >= _ABOUT_AS_MUCH * most)
    for language in wanted:
        for tag in rivals:
            if is_in(tag, language):
                return tag
    return min(rivals, key=lambda tag: (-counts[tag], tag), default=None)


def _tags(items: Iterable[Item]) -> Counter[str]:
    return Counter(
        literal.language
        for item in items
        for statement in item.said(*_WORDED)
        for literal in literals_in(statement)
        if literal.language
    )


def speaks(edition: Edition, language: str) -> bool:
    """Whether some label or text of an edition is in a language, or in a variety of it."""
    return any(is_in(tag, language) for tag in edition.languages)


def shared_language(editions: Sequence[Edition]) -> str | None:
    """
    The language in which to compare editions: of those that all of them have, the one with the
    most labels and texts in the edition that has the fewest in it. None if they share none, or
    nothing is to be chosen.
    """
    several = [edition for edition in editions if edition.source_kind is SourceKind.RDF]
    if len(several) < len(editions) or not several:
        return None
    counts = [_labels_by_language(edition) for edition in several]
    shared = set.intersection(*(set(each) for each in counts))
    if not shared:
        return None
    first = several[0].language
    return min(
        shared,
        key=lambda tag: (-min(each[tag] for each in counts), tag != first, tag != "en", tag),
    )


def on_base(edition: Edition, base: str) -> Edition:
    """An edition with relative IRIs, as it reads where these are resolved against another base."""
    own = edition.base
    if own is None or own == base:
        return edition

    def moved(iri: str) -> str:
        return f"{base}{iri.removeprefix(own)}" if iri.startswith(own) else iri

    def all_moved(statements: Iterable[Statement]) -> tuple[Statement, ...]:
        return tuple(
            replace(
                each,
                property=moved(each.property),
                value=moved(each.value) if each.kind is StatementKind.IRI else each.value,
                about=all_moved(each.about),
            )
            for each in statements
        )

    return replace(
        edition,
        base=base,
        iri=moved(edition.iri),
        statements=all_moved(edition.statements),
        residue=all_moved(edition.residue),
        items=tuple(
            replace(
                item,
                iri=None if item.iri is None else moved(item.iri),
                replaced_by=tuple(map(moved, item.replaced_by)),
                statements=all_moved(item.statements),
            )
            for item in edition.items
        ),
    )


def read_in(edition: Edition, language: str) -> Edition:
    """
    An edition as it reads in a language; what is not in it is read in English, else in no
    language, else in the one whose tag sorts first. An edition without languages stays.
    """
    if edition.source_kind is not SourceKind.RDF:
        return edition
    return replace(
        edition,
        language=language,
        title=title_in(edition.statements, language) or edition.title,
        items=tuple(item_in_language(item, language) for item in edition.items),
    )


def title_in(statements: Iterable[Statement], language: str) -> str | None:
    """The title of a concept scheme in a language, if it has one."""
    statements = tuple(statements)
    for property_ in _TITLES:
        said = (each for each in statements if each.property == property_)
        texts = list(_texts(said, language))
        if texts:
            return texts[0]
    return None


def titles_of(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The titles of a concept scheme in all languages, under the best property that has some."""
    statements = tuple(statements)
    for property_ in _TITLES:
        found = tuple(each for each in statements if each.property == property_)
        if found:
            return found
    return ()


def by_language(statements: Iterable[Statement]) -> dict[str | None, list[str]]:
    """The texts of labels or notes by their language tags, in order."""
    found: dict[str | None, list[str]] = {}
    for statement in statements:
        for literal in literals_in(statement):
            text = spaced(literal.value)
            if text and text not in found.setdefault(literal.language, []):
                found[literal.language].append(text)
    return {tag: texts for tag, texts in found.items() if texts}


def item_in_language(item: Item, language: str) -> Item:
    """An item with its label, other names, text and status as its statements give them."""
    label = next(_texts(item.said(Role.LABEL), language), None)
    others = _texts(item.said(Role.ALT_LABEL), language)
    return replace(
        item,
        label=label,
        pref_label=label,
        alt_labels=tuple(dict.fromkeys(other for other in others if other != label)),
        text=" ".join(_texts(item.said(Role.TEXT), language)) or None,
        status=_status(item.said(Role.STATUS)),
        replaced_by=tuple(each.value for each in item.said(Role.SUCCESSOR) if each.value),
    )


def chosen(literals: Iterable[Statement], language: str) -> list[Statement]:
    """
    The literals to read, sorted: those in *language*, else in English, else without a language,
    else in the language whose tag sorts first.
    """
    by_tag: dict[str, list[Statement]] = {}
    for literal in literals:
        by_tag.setdefault((literal.language or "").lower(), []).append(literal)
    if not by_tag:
        return []

    def rank(tag: str) -> tuple[int, str]:
        for number, wanted in enumerate((language.lower(), "en")):
            if tag == wanted:
                return 2 * number, tag
            if tag.startswith(f"{wanted}-"):
                return 2 * number + 1, tag
        return (4 if not tag else 5), tag

    return sorted(by_tag[min(by_tag, key=rank)], key=lambda each: each.value)


def in_context(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements; a label of RDFS or a scope note stands in where there is nothing better."""
    roles = {each.role for each in statements}

    def role(each: Statement) -> Role:
        if each.property == RDFS.label and Role.LABEL not in roles:
            return Role.LABEL
        if each.property == SKOS.scopeNote and Role.TEXT not in roles:
            return Role.TEXT
        return each.role

    return tuple(
        each if (found := role(each)) is each.role else replace(each, role=found)
        for each in statements
    )


def type_of(statements: Iterable[Statement]) -> str:
    """The type of an item by its classes: a kind of collection, one of ours, else `Item`."""
    classes = [each.value for each in statements if each.role is Role.TYPE]
    found = (name for name, class_ in _TYPES.items() if class_ in classes)
    return next(found, "Item")


def notation_of(statements: Iterable[Statement]) -> str | None:
    """The first number that is said of an item."""
    numbers = (" ".join(each.value.split()) for each in statements if each.role is Role.NOTATION)
    return next((number for number in numbers if number), None)


def links_between(items: Sequence[Item]) -> tuple[Association, ...]:
    """
    The related concepts, both ways, and the broader ones in addition to the parent, in the order
    of the items. In SKOS a broader concept cannot be related.
    """
    concepts = {item.iri: item for item in items if item.iri and item.type not in COLLECTIONS}
    order = {item.id: number for number, item in enumerate(items)}
    found: set[tuple[str, str, str]] = set()
    for iri, item in concepts.items():
        for each in item.said(Role.PARENT, Role.CHILD, Role.RELATION):
            other = concepts.get(each.value) if each.kind is StatementKind.IRI else None
            if other is None or other.iri == iri:
                continue
            if each.role is Role.RELATION:
                if other.parent != item.id and item.parent != other.id:
                    found |= {(item.id, "related", other.id), (other.id, "related", item.id)}
                continue
            below, above = (item, other) if each.role is Role.PARENT else (other, item)
            if below.parent != above.id:
                found.add((below.id, "broaderTransitive", above.id))
    return tuple(
        Association(origin=origin, type=type_, destination=destination)
        for origin, type_, destination in sorted(
            found, key=lambda link: (order[link[0]], link[1] != "related", order[link[2]])
        )
    )


def labels_of(item: Item) -> dict[str, str]:
    """The preferred label of an item in each language that it has one in."""
    found: dict[str, str] = {}
    for statement in item.said(Role.LABEL):
        for literal in literals_in(statement):
            if literal.language:
                found.setdefault(literal.language, spaced(literal.value))
    return found


def _texts(statements: Iterable[Statement], language: str) -> Iterator[str]:
    literals = [literal for each in statements for literal in literals_in(each)]
    seen = (spaced(each.value) for each in chosen(literals, language))
    yield from dict.fromkeys(text for text in seen if text)


def _status(statements: Iterable[Statement]) -> Status | None:
    for each in statements:
        value = each.value.strip().casefold()
        if each.datatype is not None or value in _NOT_IN_USE:
            found = _NOT_IN_USE.get(value)
        else:
            found = _STATUSES.get(value.rstrip("/#").rsplit("/", 1)[-1].rsplit("#", 1)[-1])
        if found is not None:
            return found
    return None


def _labels_by_language(edition: Edition) -> Counter[str]:
    return Counter(
        tag
        for item in edition.items
        for tag in {
            literal.language
            for statement in item.said(*_WORDED)
            for literal in literals_in(statement)
            if literal.language
        }
    )


def is_in(tag: str, language: str) -> bool:
    """Whether a tag is that of a language, or of a variety of it."""
    low, wanted = tag.lower(), language.lower()
    return low == wanted or low.startswith(f"{wanted}-")
