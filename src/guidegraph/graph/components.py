"""
Components of blank nodes, and the canonical form of each.

Two sets of triples with blank nodes state the same exactly if one becomes the other by renaming
them. Labelling a whole graph for that (RDFC-1.0) renames everything after the first difference;
therefore each connected component of blank nodes is named for itself, so that a change touches
its own component only.

The canonical form is found as graph canonisation does it: nodes are distinguished by what they are
linked to, as long as that changes anything (colour refinement with Hopcroft's queue, O(m log n)).
What is still alike is either interchangeable, and any order will do, or is tried one by one, and
the least result is taken; symmetries found on the way save equal trials (B. D. McKay and
A. Piperno, Practical graph isomorphism II, 2014). The work is counted, not timed, so that the
answer is the same on every machine.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise


__all__ = ["WORK", "Component", "NamedComponent", "components", "named", "nodes_in"]

WORK = 2_000_000
"""
How many links of blank nodes are looked at for one component before it stays undecided, besides
those that any component of its size needs.
"""

_NEEDED = 20  # links that are looked at for each line, if all goes well

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|<[^<>" ]*+>|_:([^\s<>"()]++)')
_SHAPE = 16  # characters of a digest
_DEPTH = 200  # of trials within trials
_MARK = "_:"  # stands for a blank node in a pattern; no label is empty


@dataclass(frozen=True, slots=True)
class Component:
    """
    Lines that are connected by blank nodes.

    Attributes:
        lines: the canonical N-Quads of each, without repetition.
        patterns: for each line, itself with `_:` for every blank node.
        nodes: for each line, its blank nodes, in order, as numbers.
        labels: the label of each number.
    """

    lines: tuple[str, ...]
    patterns: tuple[str, ...]
    nodes: tuple[tuple[int, ...], ...]
    labels: tuple[str, ...]

    def renamed(self, names: Mapping[str, str]) -> list[str]:
        """The lines, without their full stops, with other labels, as *names* has them for each."""
        return [
            _TOKEN.sub(lambda found: f"_:{names[found[1]]}" if found[1] else found[0], line)
            .removesuffix(".")
            .rstrip()
            for line in self.lines
        ]


@dataclass(frozen=True, slots=True)
class NamedComponent:
    """
    A component whose blank nodes have canonical names.

    Attributes:
        digest: the same for two components exactly if one is the other with renamed nodes. That of
            an undecided component is its shape.
        order: the label of each node, in canonical order.
        decided: whether the work limit sufficed.
    """

    digest: str
    order: tuple[str, ...]
    decided: bool

    @property
    def shape(self) -> str:
        """
        The beginning of the digest. Components that are the same have the same shape, also if the
        work limit sufficed for one of them only, since it was found in another order.
        """
        return self.digest[:_SHAPE]

    def names(self, copy: int = 1) -> dict[str, str]:
        """A name for each label; *copy* tells equal components of one graph apart."""
        again = f"c{copy}" if copy > 1 else ""
        return {
            label: f"b{self.digest}{again}n{number}"
            for number, label in enumerate(self.order, start=1)
        }


def nodes_in(line: str) -> tuple[str, ...]:
    """The labels of the blank nodes in a line of N-Quads, in order, also those in triple terms."""
    return tuple(found[1] for found in _TOKEN.finditer(line) if found[1])


def components(lines: Iterable[str]) -> list[Component]:
    """
    The components of lines of canonical N-Quads.

    Args:
        lines: each with a blank node.

    Returns:
        The components, in the order of their first lines.

    >>> [each.labels for each in components(["_:a <p> _:b .", "_:c <p> <x> ."])]
    [('a', 'b'), ('c',)]
    """
    parents: dict[str, str] = {}

    def root(label: str) -> str:
        while (above := parents[label]) != label:
            parents[label] = label = parents[above]
        return label

    found: list[tuple[tuple[str, ...], str]] = []
    for line in dict.fromkeys(lines):
        nodes = nodes_in(line)
        for node in nodes:
            parents.setdefault(node, node)
        for one, other in pairwise(nodes):
            parents[root(one)] = root(other)
        found.append((nodes, line))
    grouped: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for nodes, line in found:
        grouped[root(nodes[0])].append((nodes, line))
    return [_component(group) for group in grouped.values()]


def _component(lines: Sequence[tuple[tuple[str, ...], str]]) -> Component:
    numbers: dict[str, int] = {}
    nodes = [
        tuple(numbers.setdefault(label, len(numbers)) for label in labels) for labels, _ in lines
    ]
    return Component(
        lines=tuple(line for _, line in lines),
        patterns=tuple(_pattern(line) for _, line in lines),
        nodes=tuple(nodes),
        labels=tuple(numbers),
    )


def _pattern(line: str) -> str:
    return _TOKEN.sub(lambda found: _MARK if found[1] else found[0], line)


def named(component: Component, *, work: int = WORK) -> NamedComponent:
    """
    The canonical names of the nodes of a component.

    >>> one, = components(["_:a <p> _:b .", '_:b <q> "x" .'])
    >>> other, = components(["_:z <p> _:y .", '_:y <q> "x" .'])
    >>> named(one).digest == named(other).digest, named(one).order, named(other).order
    (True, ('a', 'b'), ('z', 'y'))
    """
    if order := _told_apart(component):
        places = {node: place for place, node in enumerate(order)}
        labels = tuple(component.labels[node] for node in order)
        return NamedComponent(_digest(_numbered(component, places)), labels, decided=True)
    search = _Search(component, work)
    patterns = sorted(component.patterns)
    try:
        found = search.best()
    except _WorkLimitError:
        shape = _digest([*patterns, *search.trace])[:_SHAPE]
        return NamedComponent(shape, component.labels, decided=False)
    digest = _digest(found.certificate)
    if search.searched:
        digest = _digest([*patterns, *search.trace])[:_SHAPE] + digest
    return NamedComponent(
        digest,
        tuple(component.labels[node] for node in found.order),
        decided=True,
    )


def _told_apart(component: Component) -> list[int]:
    """The nodes in the order of their own lines; none if two of them have the same ones."""
    own: list[list[str]] = [[] for _ in component.labels]
    for pattern, nodes in zip(component.patterns, component.nodes, strict=True):
        for place, node in enumerate(nodes):
            own[node].append(f"{place} {pattern}")
    texts = ["\n".join(sorted(lines)) for lines in own]
    order = sorted(range(len(texts)), key=texts.__getitem__)
    return order if len(set(texts)) == len(texts) else []


def _numbered(component: Component, places: Mapping[int, int] | Sequence[int]) -> list[str]:
    """The lines with the places of their nodes, in order: a description of the component."""
    return sorted(
        f"{pattern} {','.join(str(places[node]) for node in nodes)}"
        for pattern, nodes in zip(component.patterns, component.nodes, strict=True)
    )


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


class _WorkLimitError(Exception):
    """More links were looked at than the limit allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaf:
    """A description of a component, and the order of the nodes that gives it."""

    trace: list[str]
    certificate: list[str]
    order: list[int]


@dataclass(slots=True)
class _Partition:
    """Nodes in cells; the numbers of cells depend on nothing but the shape of the component."""

    cell_of: list[int]
    cells: list[set[int]]
    trace: list[str] = field(default_factory=list)

    def copy(self) -> _Partition:
        return _Partition(list(self.cell_of), [set(cell) for cell in self.cells], list(self.trace))

    def move(self, nodes: Iterable[int], cell: int) -> int:
        """Move nodes of a cell to a new one, and return its number."""
        number = len(self.cells)
        self.cells.append(set(nodes))
        self.cells[cell] -= self.cells[number]
        for node in self.cells[number]:
            self.cell_of[node] = number
        return number


class _Search:
    """Looks for the least description of a component, among those that its shape singles out."""

    def __init__(self, component: Component, work: int) -> None:
        self._component = component
        self._left = work + _NEEDED * len(component.lines)
        self._links: list[list[tuple[int, int]]] = [[] for _ in component.labels]
        self._lines_of: list[list[int]] = [[] for _ in component.labels]
        self._kinds = {
            pattern: kind for kind, pattern in enumerate(sorted(set(component.patterns)))
        }
        width = max(map(len, component.nodes))
        for number, (pattern, nodes) in enumerate(
            zip(component.patterns, component.nodes, strict=True)
        ):
            for node in set(nodes):
                self._lines_of[node].append(number)
            for place, node in enumerate(nodes):
                for other_place, other in enumerate(nodes):
                    if node != other:
                        label = (self._kinds[pattern] * width + place) * width + other_place
                        self._links[other].append((node, label))
        self._first: _Leaf | None = None
        self._best: _Leaf | None = None
        self._symmetries: list[list[int]] = []
        # Of the beginning: all up to where nodes have to be tried one by one. The work until then
        # depends on the shape alone.
        self.trace: list[str] = []
        self.searched = False

    def best(self) -> _Leaf:
        """The least description of the component."""
        start = self._start()
        while self._exchange(start):
            pass
        self.searched = any(len(cell) > 1 for cell in start.cells)
        self._walk(start.copy(), ())
        assert self._best is not None  # noqa: S101 - a walk ends with one, or with an error
        return self._best

    def _spend(self, work: int) -> None:
        self._left -= work
        if self._left < 0:
            raise _WorkLimitError

    def _start(self) -> _Partition:
        """Nodes told apart by their own lines, and then by their neighbours."""
        component = self._component
        seen: defaultdict[tuple[tuple[int, tuple[bool, ...]], ...], list[int]] = defaultdict(list)
        for node, lines in enumerate(self._lines_of):
            own = sorted(
                (
                    self._kinds[component.patterns[line]],
                    tuple(each == node for each in component.nodes[line]),
                )
                for line in lines
            )
            seen[tuple(own)].append(node)
        groups = [seen[own] for own in sorted(seen)]
        nodes = range(len(component.labels))
        found = _Partition([0] * len(nodes), [set(nodes)], self.trace)
        for group in groups[1:]:
            found.move(group, 0)
        found.trace.append(repr([len(group) for group in groups]))
        self._refine(found, range(len(groups)))
        return found

    def _refine(self, partition: _Partition, cells: Iterable[int]) -> None:
        """Tell nodes apart by how they are linked to cells, until that changes nothing."""
        waiting = deque(cells)
        queued = set(waiting)
        while waiting:
            splitter = waiting.popleft()
            queued.discard(splitter)
            seen: defaultdict[int, list[int]] = defaultdict(list)
            for node in partition.cells[splitter]:
                for other, label in self._links[node]:
                    seen[other].append(label)
                self._spend(len(self._links[node]) + 1)
            touched: defaultdict[int, list[int]] = defaultdict(list)
            for node in seen:
                touched[partition.cell_of[node]].append(node)
            for cell in sorted(touched):
                made = self._split(partition, cell, touched[cell], seen)
                if made and cell not in queued:
                    # The largest tells nothing that the others together do not.
                    parts = [cell, *made]
                    parts.remove(max(parts, key=lambda part: (len(partition.cells[part]), part)))
                    made = parts
                waiting.extend(made)
                queued.update(made)

    def _split(
        self,
        partition: _Partition,
        cell: int,
        touched: Sequence[int],
        seen: Mapping[int, list[int]],
    ) -> list[int]:
        """Move nodes of a cell that are linked differently to new cells; the numbers of these."""
        if len(partition.cells[cell]) == 1:
            return []
        by_links: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        for node in touched:
            by_links[tuple(sorted(seen[node]))].append(node)
        links = sorted(by_links)
        if len(touched) == len(partition.cells[cell]):
            links = links[1:]  # those stay, as no node is without links
        made = [partition.move(by_links[each], cell) for each in links]
        if made:
            sizes = [len(by_links[each]) for each in sorted(by_links)]
            partition.trace.append(f"{cell} {sizes} {sorted(by_links)}")
        return made

    def _walk(self, partition: _Partition, chosen: tuple[int, ...]) -> None:
        """Describe the component, for each way to tell apart what is still alike."""
        if len(chosen) > _DEPTH:
            raise _WorkLimitError
        while self._exchange(partition):
            pass
        if self._best is not None and partition.trace > self._best.trace[: len(partition.trace)]:
            return
        alike = [(len(nodes), cell) for cell, nodes in enumerate(partition.cells) if len(nodes) > 1]
        if not alike:
            self._describe(partition, chosen)
            return
        _, cell = min(alike)
        tried: list[int] = []
        for node in sorted(partition.cells[cell]):
            if self._is_like(node, tried, chosen):
                continue
            trial = partition.copy()
            self._spend(len(trial.cell_of))
            self._refine(trial, [trial.move([node], cell)])
            self._walk(trial, (*chosen, node))
            tried.append(node)

    def _exchange(self, partition: _Partition) -> bool:
        """Tell apart nodes that are interchangeable, in any order; whether there were some."""
        changed = False
        for cell in range(len(partition.cells)):
            nodes = sorted(partition.cells[cell])
            if len(nodes) > 1 and self._interchangeable(nodes):
                made = [partition.move([node], cell) for node in nodes[1:]]
                partition.trace.append(f"={cell} {len(nodes)}")
                self._refine(partition, [cell, *made])
                changed = True
        return changed

    def _is_like(self, node: int, tried: Sequence[int], chosen: tuple[int, ...]) -> bool:
        """Whether a symmetry that leaves the chosen nodes in place leads to one that was tried."""
        usable = [
            each for each in self._symmetries if all(each[fixed] == fixed for fixed in chosen)
        ]
        reached, waiting = {node}, [node]
        while waiting:
            at = waiting.pop()
            for symmetry in usable:
                if (to := symmetry[at]) not in reached:
                    reached.add(to)
                    waiting.append(to)
        return any(each in reached for each in tried)

    def _interchangeable(self, nodes: Sequence[int]) -> bool:
        """Whether any two of these nodes can be exchanged, and the component stays the same."""
        self._spend(2 * sum(len(self._lines_of[node]) for node in nodes))
        return all(self._exchanged(nodes[0], other) for other in nodes[1:])

    def _exchanged(self, one: int, other: int) -> bool:
        component = self._component
        numbers = {*self._lines_of[one], *self._lines_of[other]}
        swap = {one: other, other: one}
        before = {(component.patterns[line], component.nodes[line]) for line in numbers}
        return before == {
            (pattern, tuple(swap.get(node, node) for node in nodes)) for pattern, nodes in before
        }

    def _describe(self, partition: _Partition, chosen: tuple[int, ...]) -> None:
        """Keep the description if it is the least, and learn a symmetry if it is known."""
        component = self._component
        self._spend(len(component.lines))
        leaf = _Leaf(
            trace=partition.trace,
            certificate=_numbered(component, partition.cell_of),
            order=[node for (node,) in partition.cells],
        )
        for known in (self._first, self._best):
            if known is not None and known.certificate == leaf.certificate:
                symmetry = list(range(len(leaf.order)))
                for before, after in zip(leaf.order, known.order, strict=True):
                    symmetry[before] = after
                self._symmetries.append(symmetry)
                break
        self._first = self._first or leaf
        if self._best is None or (leaf.trace, leaf.certificate) < (
            self._best.trace,
            self._best.certificate,
        ):
            self._best = leaf
