"""
Accounts for every atom of a file: each word, triple, cell or value that the file has is in the
edition that was read from it, and the edition has no other.

The atoms of the file are counted without the importer that made the edition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from guidegraph.graph.build import to_graph
from guidegraph.graph.labels import with_derived_labels
from guidegraph.graph.statements import comparable, parts_of_source
from guidegraph.model.accounting import Account, Gap, GapKind, Unit
from guidegraph.model.edition import Edition, SourceKind
from guidegraph.model.statement import Statement, StatementKind, leaves
from guidegraph.model.table import SHEET


__all__ = ["account_of_atoms", "account_of_words"]


def account_of_atoms(edition: Edition, atoms: Counter[str], unit: Unit) -> Account:
    """
    The account of a file.

    Args:
        edition: what was read from it.
        atoms: its atoms as texts, and how often it has each: triples as `comparable` writes them,
            the values of cells and of JSON.
        unit: what they are.
    """
    kept = _kept(edition, unit, atoms)
    left = Counter(atoms)
    shares = {}
    for where, found in kept.items():
        shares[where] = (found & left).total()
        left -= found
    every = sum(kept.values(), Counter[str]())
    missing = every - atoms
    if unit is Unit.CELLS:  # a merged cell is repeated in each row that it covers
        missing = Counter({atom: times for atom, times in missing.items() if not atoms[atom]})
    gaps = [*_gaps(left, GapKind.UNACCOUNTED, ""), *_gaps(missing, GapKind.MISSING, edition.id)]
    return Account(
        edition=edition,
        words=atoms.total() + missing.total(),
        accounted=atoms.total() - left.total(),
        gaps=tuple(gaps),
        unit=unit,
        shares=shares,
    )


def account_of_words(
    edition: Edition, words: int, lost: Sequence[tuple[str, int]], *, paged: bool = False
) -> Account:
    """
    The account of a text in markup, without the marks.

    Args:
        edition: what was read from it.
        words: how many words the text has.
        lost: those that the edition does not have, each with its line.
        paged: whether they are given with their pages instead.
    """
    return Account(
        edition=edition,
        words=words,
        accounted=words - len(lost),
        gaps=tuple(
            Gap(
                kind=GapKind.UNACCOUNTED,
                line=0 if paged else at,
                page=at if paged else 0,
                words=(word,),
            )
            for word, at in lost
        ),
    )


def _kept(edition: Edition, unit: Unit, atoms: Counter[str]) -> Mapping[str, Counter[str]]:
    if unit is Unit.TRIPLES and edition.source_kind is not SourceKind.RDF:  # one of ours
        # Its exports have labels that are derived from it.
        own = comparable(with_derived_labels(to_graph(edition))) & atoms
        own |= comparable(to_graph(edition))
        return {"items": own, "edition": Counter(), "residue": Counter()}
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
    empty = unit is Unit.VALUES  # an empty text is a value of JSON; an empty cell is none
    return {
        "items": _values((each for item in edition.items for each in item.statements), empty=empty),
        "edition": _values(
            (each for each in edition.statements if each.property != SHEET), empty=empty
        ),
        "residue": _values(
            (each for resource in edition.residue for each in resource.about), empty=empty
        ),
    }


def _values(statements: Iterable[Statement], *, empty: bool) -> Counter[str]:
    return Counter(
        each.value
        for each in leaves(statements)
        if each.kind is StatementKind.LITERAL and (each.value or empty)
    )


def _gaps(atoms: Counter[str], kind: GapKind, owner: str) -> Iterator[Gap]:
    for atom, times in sorted(atoms.items()):
        for _ in range(times):
            yield Gap(kind=kind, line=0, words=(atom,), owner=owner)
