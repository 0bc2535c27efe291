"""
Triples as Turtle or TriG, the same bytes every time, and Turtle as triples.

The RDF library writes prefixes in another order in every run, and lines too long for a pull
request. Therefore the layout is ours; the library writes each term.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from guidegraph.graph.language_tags import language_tag
from guidegraph.graph.vocab import PREFIXES, RDF, XSD
from guidegraph.model.errors import FormatError


__all__ = ["from_turtle", "to_trig", "to_turtle"]

_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_NUMBER = re.compile(r"-?[0-9]+")
# What can be written relative to a base with the same meaning.
_RELATIVE = re.compile(r"\w[\w-]*(?:/[\w-]+)*(?:\.\w+)?(?:#[\w=,-]*)?", re.ASCII)


def to_turtle(
    triples: Iterable[Triple], base: str, prefixes: Mapping[str, str] = PREFIXES
) -> bytes:
    """
    Triples in the order given; adjacent triples of one subject are written together.

    Args:
        triples: those with blank nodes are written by subject, each blank node where it is
            referred to, if only once.
        base: the IRI, ending in `/`, that IRIs below it are relative to, if possible; may be empty.
        prefixes: the namespaces that may be shortened; only used ones are declared.
    """
    writer = _Writer(base, prefixes)
    blocks = "".join(writer.blocks(triples))
    return f"{writer.head()}\n{blocks}".encode()


def to_trig(
    graphs: Mapping[str | None, Sequence[Triple]],
    base: str,
    prefixes: Mapping[str, str] = PREFIXES,
) -> bytes:
    """
    Graphs by their IRIs in the order given, each with its triples as `to_turtle` writes them.

    The default graph has no name.
    """
    writer = _Writer(base, prefixes)
    parts = []
    for name, triples in graphs.items():
        blocks = "".join(writer.blocks(triples))
        parts.append(blocks if name is None else f"{writer.name(name)} {{\n{blocks}}}\n\n")
    return f"{writer.head()}\n{''.join(parts)}".encode()


_INDENT = "    "
_DEEPEST = 20


class _Nesting:
    """Which blank nodes of a graph are written where they are referred to, and which are lists."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.said: dict[object, list[Triple]] = {}
        self.count: Counter[object] = Counter()
        self.plain = True
        for triple in triples:
            if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
                self.plain = False
            self.said.setdefault(triple.subject, []).append(triple)
            if isinstance(triple.object, BlankNode):
                self.count[triple.object] += 1
        self.inside: set[object] = set()
        self.lists: dict[object, list[object]] = {}
        if not self.plain:
            self._place()

    def roots(self) -> Iterator[tuple[object, list[Triple]]]:
        """The subjects that are written by themselves, and what is said of each."""
        for subject, triples in self.said.items():
            if subject not in self.inside:
                yield subject, triples

    def is_unnamed(self, subject: object) -> bool:
        """Whether nothing refers to a blank node."""
        return isinstance(subject, BlankNode) and not self.count[subject]

    def _place(self) -> None:
        """From what is written by itself down; what is only in circles is written by itself."""
        once = {node for node, count in self.count.items() if count == 1}
        waiting = [(subject, 0) for subject in self.said if subject not in once]
        seen = {subject for subject, _ in waiting}
        rest = list(self.said)[::-1]
        while waiting or rest:
            if not waiting:
                subject = rest.pop()
                if subject not in seen:
                    seen.add(subject)
                    waiting.append((subject, 0))
                continue
            subject, depth = waiting.pop()
            for triple in self.said.get(subject, ()):
                node = triple.object
                if node not in once or node in seen:
                    continue
                seen.add(node)
                if depth == _DEEPEST:
                    waiting.append((node, 0))
                    continue
                self.inside.add(node)
                cells = self._cells(node, once)
                if cells:
                    self.lists[node] = [self._first(cell) for cell in cells]
                    seen.update(cells)
                    self.inside.update(cells)
                waiting += ((cell, depth + 1) for cell in cells or [node])

    def _cells(self, node: object, once: Collection[object]) -> list[object]:
        """The cells of the list that begins at a blank node, if it is one."""
        cells: list[object] = []
        seen: set[object] = set()
        here = node
        while here in once and here not in seen:
            said = {triple.predicate.value: triple.object for triple in self.said.get(here, ())}
            if len(self.said.get(here, ())) != 2 or said.keys() != {RDF.first, RDF.rest}:
                return []
            seen.add(here)
            cells.append(here)
            here = said[RDF.rest]
        return cells if here == NamedNode(RDF.nil) else []

    def _first(self, cell: object) -> object:
        return next(t.object for t in self.said[cell] if t.predicate.value == RDF.first)


class _Writer:
    def __init__(self, base: str, prefixes: Mapping[str, str]) -> None:
        self.base = base
        # With a base without path, or with a fragment, a relative IRI means something else.
        self.relative = "://" in base and not {"#", "?"} & {*base}
        self.prefixes = prefixes
        # Local names have no slash or hash: most namespaces end with one.
        self.names = {space: name for name, space in reversed([*prefixes.items()])}
        self.odd = {space: name for space, name in self.names.items() if space[-1:] not in "/#"}
        self.used: set[str] = set()
        self.nesting = _Nesting(())

    def head(self) -> str:
        """The base, and the prefixes that were used."""
        declared = (f"@prefix {name}: <{self.prefixes[name]}> .\n" for name in sorted(self.used))
        base = f"@base <{self.base}> .\n" if self.base else ""
        return f"{base}{''.join(declared)}"

    def name(self, graph: str) -> str:
        """The name of a graph."""
        return graph if graph.startswith("_:") else self._iri(graph)

    def blocks(self, triples: Iterable[Triple]) -> Iterator[str]:
        """The triples of one subject after the other."""
        every = list(triples)
        self.nesting = _Nesting(every)
        groups = (
            ((subject, list(these)) for subject, these in groupby(every, key=lambda t: t.subject))
            if self.nesting.plain
            else self.nesting.roots()
        )
        for subject, these in groups:
            yield self._block(subject, these)

    def _block(self, subject: object, triples: list[Triple]) -> str:
        lines = list(self._lines(triples, _INDENT))
        name = "[]" if self.nesting.is_unnamed(subject) else self._term(subject, _INDENT)
        return f"{name}\n" + " ;\n".join(lines) + " .\n\n"

    def _lines(self, triples: list[Triple], indent: str) -> Iterator[str]:
        for predicate, these in groupby(triples, key=lambda triple: triple.predicate):
            name = "a" if predicate.value == RDF.type else self._iri(predicate.value)
            several = [triple.object for triple in these]
            deeper = (
                indent if predicate.value == RDF.type or len(several) == 1 else indent + _INDENT
            )
            objects = [self._term(each, deeper) for each in several]
            if deeper == indent:
                yield f"{indent}{name} {', '.join(objects)}"
            else:
                yield f"{indent}{name}\n{deeper}" + f",\n{deeper}".join(objects)

    def _nested(self, term: BlankNode, indent: str) -> str:
        """A blank node where it is referred to."""
        members = self.nesting.lists.get(term)
        if members is not None:
            return f"( {' '.join(self._term(member, indent) for member in members)} )"
        said = self.nesting.said.get(term, [])
        if not said:
            return "[]"
        lines = " ;\n".join(self._lines(said, indent + _INDENT))
        return f"[\n{lines}\n{indent}]"

    def _term(self, term: object, indent: str) -> str:
        if isinstance(term, NamedNode):
            return (
                "()" if term.value == RDF.nil and not self.nesting.plain else self._iri(term.value)
            )
        if isinstance(term, BlankNode) and term in self.nesting.inside:
            return self._nested(term, indent)
        if isinstance(term, Literal) and not term.language:
            datatype = term.datatype.value
            if datatype == XSD.integer and _NUMBER.fullmatch(term.value):
                return term.value
            plain = str(Literal(term.value))
            return plain if datatype == XSD.string else f"{plain}^^{self._iri(datatype)}"
        if isinstance(term, Literal):  # the library writes tags in small letters
            return f"{Literal(term.value)}@{language_tag(term.language or '')}"
        return str(term)

    def _iri(self, iri: str) -> str:
        start = max(iri.rfind("/"), iri.rfind("#")) + 1
        name = self.names.get(iri[:start])
        if name is not None and _LOCAL.fullmatch(iri, start):
            self.used.add(name)
            return f"{name}:{iri[start:]}"
        for space, name in self.odd.items():
            if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space)):
                self.used.add(name)
                return f"{name}:{iri[len(space) :]}"
        below = self.relative and iri.startswith(self.base)
        if below and _RELATIVE.fullmatch(iri, len(self.base)):
            return f"<{iri[len(self.base) :]}>"
        return str(NamedNode(iri))


def from_turtle(body: bytes, path: str) -> list[Triple]:
    """
    The triples of a Turtle file. Nothing is fetched.

    Raises:
        FormatError: it is not Turtle.
    """
    try:
        return [quad.triple for quad in parse(body, format=RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise FormatError(
            path, error.lineno, f"not Turtle: {error.msg}", "fix the line, or build it again"
        ) from None
