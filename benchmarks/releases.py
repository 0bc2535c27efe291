#!/usr/bin/env python3
"""
How much of what changed between two releases of a vocabulary a diff reports.

Usage: releases.py OLD NEW [OLD NEW …] [--same-base IRI]

The truth is counted from the triples themselves, without anything of guidegraph: a concept or
collection of both releases has changed if the triples about it differ. For each pair of files are
printed: the concepts that both have and how many of them the diff links; those that changed and how
many of them are reported; those that did not and how many of them are left alone; and the triples
compared. *--same-base* is for files with relative IRIs: what these are relative to.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, parse

import guidegraph as gg


__all__ = ["Outcome", "measured"]

SKOS = "http://www.w3.org/2004/02/skos/core#"
ITEMS = {f"<{SKOS}{name}>" for name in ("Concept", "Collection", "OrderedCollection")}
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What two releases have in common, and what the diff of them says."""

    shared: int
    linked: int
    changed: int
    reported: int
    untouched: int
    left_alone: int
    compared: int
    not_compared: int
    seconds: float


def measured(old: Path, new: Path, base: str) -> Outcome:
    """The diff of two files beside their triples."""
    before, after = _triples(old, base), _triples(new, base)
    shared = _items(before) & _items(after)
    changed = {iri for iri in shared if before[iri] != after[iri]}
    start = time.process_time()
    comparison = gg.diff(gg.read(old), gg.read(new)).model
    seconds = time.process_time() - start
    names = [
        {item.id: _named(edition.iri_of(item.id), edition.base, base) for item in edition.items}
        for edition in (comparison.old[0], comparison.new)
    ]
    linked: set[str] = set()
    reported: set[str] = set()
    changes = comparison.changes
    for pair in changes.unchanged:
        linked |= {names[0][pair.old.id]} & {names[1][pair.new.id]}
    for change in changes.changes:
        olds = {names[0][ref.id] for ref in change.old}
        news = {names[1][ref.id] for ref in change.new}
        linked |= olds & news
        reported |= olds | news
    atoms = changes.audit.atoms
    return Outcome(
        shared=len(shared),
        linked=len(shared & linked),
        changed=len(changed),
        reported=len(changed & reported),
        untouched=len(shared - changed),
        left_alone=len(shared - changed - reported),
        compared=0 if atoms is None else atoms.compared,
        not_compared=0 if atoms is None else atoms.not_compared,
        seconds=seconds,
    )


def _triples(path: Path, base: str) -> Mapping[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    form = RdfFormat.from_extension(path.suffix[1:])
    for quad in parse(path.read_bytes(), format=form, base_iri=base):
        found[str(quad.subject).strip("<>")].add((str(quad.predicate), str(quad.object)))
    return found


def _items(triples: Mapping[str, set[tuple[str, str]]]) -> set[str]:
    return {
        subject
        for subject, said in triples.items()
        if any(property_ == TYPE and value in ITEMS for property_, value in said)
    }


def _named(iri: str, own: str | None, base: str) -> str:
    """An IRI that was relative in its file, as it is relative to the base given."""
    return f"{base}{iri.removeprefix(own)}" if own and iri.startswith(own) else iri


def main() -> None:
    """Measure each pair and print a line for it."""
    parser = argparse.ArgumentParser(description="Measure the diff of releases of vocabularies.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--same-base", default="https://example.org/", metavar="IRI")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    print("old → new: shared linked | changed reported | untouched left alone | triples, seconds")
    for old, new in zip(given.files[::2], given.files[1::2], strict=True):
        found = measured(old, new, given.same_base)
        print(
            f"{old.stem} → {new.stem}: {found.shared} {found.linked} | {found.changed} "
            f"{found.reported} | {found.untouched} {found.left_alone} | {found.compared} compared, "
            f"{found.not_compared} not; {found.seconds:.1f} s"
        )


if __name__ == "__main__":
    main()
