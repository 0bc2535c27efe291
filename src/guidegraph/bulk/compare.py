"""
The triples in which two RDF files differ, compared in memory.

Lines without blank nodes that both files have, byte for byte, are the same triples, however they
are written; only the rest is parsed. Components of blank nodes are compared by their canonical
digests, as often as each occurs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from guidegraph.bulk.lines import RdfFile, shown
from guidegraph.graph.components import Component, NamedComponent, components, named, nodes_in
from guidegraph.model.triples import TripleChanges


__all__ = ["BlankDifference", "Named", "blank_difference", "component_difference", "difference"]

_BLANK = b"_:"
Named = tuple[NamedComponent, Component]
"""A component, and its canonical names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankDifference:
    """The triples with blank nodes that only one graph has, and those that are undecided."""

    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)


def difference(old: RdfFile, new: RdfFile) -> TripleChanges:
    """
    How the triples of two files differ.

    Raises:
        FormatError: a file is not in its syntax.
        UnreadableError: a file cannot be read.
    """
    before, after = _read(old), _read(new)
    shared = before.ground & after.ground
    removed = dict(old.canonical(before.ground - shared))
    added = dict(new.canonical(after.ground - shared))
    if (removed or added) and not new.spells_plainly(shared):
        # What only one file has may be among the shared lines in another spelling.
        shared = {line for line, _ in new.canonical(shared)}
    common = shared.union(removed.keys() & added.keys())
    removed, added = (
        {line: raw for line, raw in side.items() if line not in common} for side in (removed, added)
    )
    blank = blank_difference(before.blank, after.blank)
    gone = [*_shown(removed), *blank.removed]
    new_ones = [*_shown(added), *blank.added]
    return TripleChanges(
        old=str(old.path),
        new=str(new.path),
        removed=sorted(gone),
        added=sorted(new_ones),
        undecided=sorted(blank.undecided),
        removed_count=len(gone),
        added_count=len(new_ones),
        undecided_count=len(blank.undecided),
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a file: those without blank nodes as they are, those with canonical."""

    ground: set[bytes]
    blank: list[str]


def _shown(lines: Mapping[bytes, bytes]) -> Iterator[str]:
    for line, raw in lines.items():
        yield shown(line, raw).removesuffix(" .")


def _read(file: RdfFile) -> _Lines:
    lines = file.lines()
    ground = {line for line in lines if _BLANK not in line}
    blank = []
    if len(ground) < len(lines):
        for line, raw in file.canonical(line for line in lines if _BLANK in line):
            text = line.decode()
            if '"' not in text or nodes_in(text):
                blank.append(text)
            else:  # it was in a literal
                ground.add(raw)
    return _Lines(ground, blank)


def blank_difference(old: Iterable[str], new: Iterable[str]) -> BlankDifference:
    """
    How triples with blank nodes differ.

    Args:
        old, new: lines of canonical N-Quads, each with a blank node.
    """
    return component_difference(_by_digest(old), _by_digest(new))


def _by_digest(lines: Iterable[str]) -> dict[str, list[Named]]:
    found: defaultdict[str, list[Named]] = defaultdict(list)
    for component in components(lines):
        name = named(component)
        found[name.digest].append((name, component))
    return found


def component_difference(
    old: Mapping[str, Sequence[Named]], new: Mapping[str, Sequence[Named]]
) -> BlankDifference:
    """How components differ, which are given by their digests."""
    left = {0: _left(old, new), 1: _left(new, old)}
    shapes = {side: {name.shape for name, _, _ in found} for side, found in left.items()}
    unsure = {
        name.shape
        for side, found in left.items()
        for name, _, _ in found
        if not name.decided and name.shape in shapes[1 - side]
    }
    difference = BlankDifference()
    for side, certain in ((0, difference.removed), (1, difference.added)):
        for name, component, copy in left[side]:
            target = difference.undecided if name.shape in unsure else certain
            target += component.renamed(name.names(copy))
    return difference


def _left(
    these: Mapping[str, Sequence[Named]], others: Mapping[str, Sequence[Named]]
) -> list[tuple[NamedComponent, Component, int]]:
    """Components that the other side does not surely have, and which copy of them each is."""
    found = []
    for digest, group in these.items():
        decided = [each for each in group if each[0].decided]
        same = sum(name.decided for name, _ in others.get(digest, ()))
        for copy, (name, component) in enumerate(decided, start=1):
            if copy > same:
                found.append((name, component, copy))
        for copy, (name, component) in enumerate(
            (each for each in group if not each[0].decided), start=1
        ):
            found.append((name, component, copy))
    return found
