"""
Accounts for every atom of a file: each word, triple, cell or value that the file has is in the
edition that was read from it, and the edition has no other.

The atoms of the file are counted without the importer that made the edition.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from guidegraph.graph.build import to_graph
from guidegraph.graph.statements import comparable, parts_of_source
from guidegraph.model.accounting import Account, Gap, GapKind, Unit
from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.model.statement import Statement, StatementKind, leaves


__all__ = ["account_of_atoms", "words_in"]

_WORD = re.compile(r"\w+")


def account_of_atoms(edition: Edition, atoms: Counter[str], unit: Unit) -> Account:
    """
    The account of a file.

    Args:
        edition: what was read from it.
        atoms: its atoms as texts, and how often it has each: triples as `comparable` writes them,
            the values of cells and of JSON, words as `words_in` finds them.
        unit: what they are.
    """
    kept = _kept(edition, unit)
    left = Counter(atoms)
    shares = {}
    for where, found in kept.items():
        shares[where] = (found & left).total()
        left -= found
    every = sum(kept.values(), Counter[str]())
    missing = every - atoms
    gaps = [*_gaps(left, GapKind.UNACCOUNTED, ""), *_gaps(missing, GapKind.MISSING, edition.id)]
    return Account(
        edition=edition,
        words=atoms.total() + missing.total(),
        accounted=atoms.total() - left.total(),
        gaps=tuple(gaps),
        unit=unit,
        shares=shares,
    )


def words_in(text: str) -> Iterator[str]:
    """The words of a text, without punctuation."""
    return (found[0] for found in _WORD.finditer(text))


def _kept(edition: Edition, unit: Unit) -> Mapping[str, Counter[str]]:
    if unit is Unit.TRIPLES and edition.source_kind is not SourceKind.RDF:  # one of ours
        return {"items": comparable(to_graph(edition)), "edition": Counter(), "residue": Counter()}
    if unit is Unit.TRIPLES:
        # Blank nodes are told apart by all that is said of them, wherever it is kept.
        parts = parts_of_source(edition)
        every = comparable(triple for triples in parts.values() for triple in triples)
        found = {}
        for where, triples in parts.items():
            found[where] = comparable(triples) & every
        rest = every - sum(found.values(), Counter[str]())
        found["residue"] += rest
        return found
    if unit is Unit.WORDS:
        items = Counter(word for item in edition.items for word in _words_of(item))
        said = " ".join(each.value for each in leaves((*edition.statements, *edition.residue)))
        about = Counter(words_in(f"{edition.title if edition.title_printed else ''} {said}"))
        return {"items": items, "edition": about, "residue": Counter()}
    return {
        "items": _values(each for item in edition.items for each in item.statements),
        "edition": _values(edition.statements),
        "residue": _values(each for resource in edition.residue for each in resource.about),
    }


def _words_of(item: Item) -> Iterator[str]:
    texts = [item.marker or item.notation, item.label, item.text]
    texts += (note.text for note in item.notes)
    texts += (each.value for each in leaves(item.statements))
    for text in texts:
        yield from words_in(text or "")


def _values(statements: Iterable[Statement]) -> Counter[str]:
    return Counter(each.value for each in leaves(statements) if each.kind is StatementKind.LITERAL)


def _gaps(atoms: Counter[str], kind: GapKind, owner: str) -> Iterator[Gap]:
    for atom, times in sorted(atoms.items()):
        for _ in range(times):
            yield Gap(kind=kind, line=0, words=(atom,), owner=owner)
