"""
SHACL shapes as rules: each named shape is one, and its results are findings.

Nothing is imported or fetched, and none of their scripts is run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from guidegraph.check.select import SHAPE
from guidegraph.check.shacl import ShapesError, Statement, as_rdflib, validated
from guidegraph.check.vocabulary import terms as known
from guidegraph.check.vocabulary.read import explained, statements
from guidegraph.graph.iri import is_iri
from guidegraph.graph.vocab import SH
from guidegraph.model.errors import FormatError
from guidegraph.model.excerpt import beginning, clipped
from guidegraph.model.findings import Finding, Severity
from guidegraph.model.report import RuleCard, Subject, Target


if TYPE_CHECKING:
    import rdflib

__all__ = ["Shapes", "unnamed_shape"]

_QUERIES = frozenset(f"{SH.NAMESPACE}{name}" for name in ("select", "ask", "construct", "update"))
# Words that fetch, also in texts and comments of a query, where a distinction could be deceived.
_NAMESPACE = f"{SH.NAMESPACE}namespace"
_REFUSED = re.compile(r"(?<![?$:/#a-z_-])(?:service|from|load)(?![a-z_])|\\u", re.IGNORECASE)
_SEVERITIES = {SH.Violation: Severity.ERROR, SH.Warning: Severity.WARNING, SH.Info: Severity.INFO}
_KINDS = frozenset(f"{SH.NAMESPACE}{name}" for name in ("NodeShape", "PropertyShape"))
_TARGETS = frozenset(
    f"{SH.NAMESPACE}target{name}" for name in ("Class", "Node", "SubjectsOf", "ObjectsOf")
)
_UNNAMED = f"{SHAPE}unnamed"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LONGEST = 200


@dataclass(frozen=True, kw_only=True)  # no slots: the graph is cached on the instance
class Shapes:
    """
    The shapes of a file.

    Attributes:
        validate: makes the validation report on a graph; what a stranger wrote runs in a cage.
    """

    path: str
    body: bytes
    validate: Callable[[Iterable[Statement], Sequence[Statement]], Iterable[Triple]] = validated

    @cached_property
    def _statements(self) -> Sequence[Quad]:
        with explained(self.path):
            found = list(statements(self.body, self.path))
        for quad in found:
            query = quad.object
            if not isinstance(query, NamedNode | Literal):
                continue
            if quad.predicate.value == _NAMESPACE and not is_iri(query.value):
                raise FormatError(
                    self.path,
                    None,
                    f"a namespace that is no IRI: {beginning(query.value, _LONGEST)!r}",
                    "write an IRI; it becomes a part of queries",
                )
            if quad.predicate.value not in _QUERIES or not isinstance(query, Literal):
                continue
            if refused := _REFUSED.search(query.value):
                raise FormatError(
                    self.path,
                    None,
                    f"a query with {refused[0]!r}, which could fetch something",
                    "query only the graph that is checked, and rename what only looks like it",
                )
        return found

    @cached_property
    def cards(self) -> Sequence[RuleCard]:
        """The description of each named shape, and one of the others, if there are any."""
        about: dict[str, dict[str, list[str]]] = {}
        for quad in self._statements:
            if isinstance(quad.subject, NamedNode) and not isinstance(quad.object, Triple):
                values = about.setdefault(quad.subject.value, {})
                values.setdefault(quad.predicate.value, []).append(quad.object.value)
        named = tuple(
            RuleCard(
                name=_name(iri),
                subject=Subject.SHAPES,
                severity=_SEVERITIES.get(
                    values.get(f"{SH.NAMESPACE}severity", [SH.Violation])[0], Severity.ERROR
                ),
                summary=(values.get(f"{SH.NAMESPACE}message") or [f"The shape <{iri}>."])[0],
                groups=(Subject.SHAPES.value,),
                aliases=(iri,),
            )
            for iri, values in sorted(about.items())
            if _KINDS & set(values.get(_TYPE, ())) or f"{SH.NAMESPACE}path" in values
        )
        unnamed = any(isinstance(shape, BlankNode) for shape, _, _ in self._aims)
        return (*named, unnamed_shape(Severity.ERROR)) if unnamed else named

    @cached_property
    def _aims(self) -> Sequence[tuple[NamedNode | BlankNode, str, NamedNode | Literal]]:
        """What each shape selects: the shape, the way, and the class, property or node."""
        silent: set[object] = set()
        classes: set[object] = set()
        shapes: set[NamedNode] = set()
        found: list[tuple[NamedNode | BlankNode, str, NamedNode | Literal]] = []
        for quad in self._statements:
            subject, kind, object_ = quad.subject, quad.predicate.value, quad.object
            if isinstance(subject, Triple) or not isinstance(object_, NamedNode | Literal):
                continue
            if kind == f"{SH.NAMESPACE}deactivated" and object_.value in ("true", "1"):
                silent.add(subject)
            elif kind == _TYPE and object_.value in known.OWL_CLASSES:
                classes.add(subject)
            elif kind == _TYPE and object_.value in _KINDS and isinstance(subject, NamedNode):
                shapes.add(subject)
            elif kind in _TARGETS:
                found.append((subject, kind.removeprefix(SH.NAMESPACE), object_))
        found += [(shape, "targetClass", shape) for shape in shapes if shape in classes]
        return [aim for aim in found if aim[0] not in silent]

    def selects(self, graph: Iterable[Statement], includes: Callable[[RuleCard], bool]) -> bool:
        """Whether a shape that is included selects a node of the graph to check (a focus node)."""
        names = {card.name for card in self.cards if includes(card)}
        aims = [aim for aim in self._aims if _name_of(aim[0]) in names] or self._aims
        wanted: dict[str, set[object]] = {}
        for _, way, aim in aims:
            wanted.setdefault(way, set()).add(aim)
        classes, nodes = wanted.get("targetClass", set()), wanted.get("targetNode", set())
        upon, from_ = wanted.get("targetObjectsOf", set()), wanted.get("targetSubjectsOf", set())
        kinds: set[object] = set()
        below: dict[object, list[object]] = {}
        for statement in graph:
            subject, property_, object_ = statement.subject, statement.predicate, statement.object
            if property_ in upon or property_ in from_ or subject in nodes or object_ in nodes:
                return True
            if property_.value == _TYPE:
                kinds.add(object_)
            elif property_.value == known.RDFS_SUBCLASS:
                below.setdefault(object_, []).append(subject)
        waiting = list(classes)
        while waiting:
            for each in below.pop(waiting.pop(), ()):
                classes.add(each)
                waiting.append(each)
        return not classes.isdisjoint(kinds)

    def findings(self, graph: Iterable[Statement], target: Target) -> Iterator[Finding]:
        """
        The results that do not conform to the shapes.

        Raises:
            FormatError: the shapes cannot be used.
        """
        results = self._validated(graph)
        for result in results.subjects(_uri(_TYPE), _uri(SH.ValidationResult)):
            if any(results.subjects(_uri(f"{SH.NAMESPACE}detail"), result)):
                continue
            yield self._finding(results, result, target)

    def _validated(self, graph: Iterable[Statement]) -> rdflib.Graph:
        try:
            return as_rdflib(self.validate(graph, self._statements))
        except ShapesError as error:
            raise self._unusable(str(error)) from None

    def _unusable(self, problem: str) -> FormatError:
        said = beginning(problem, _LONGEST)
        return FormatError(self.path, None, f"shapes that cannot be used: {said}", "correct them")

    def _finding(self, results: rdflib.Graph, result: Any, target: Target) -> Finding:
        def one(name: str) -> Any:
            return results.value(result, _uri(f"{SH.NAMESPACE}{name}"))

        focus, value = one("focusNode"), one("value")
        messages = sorted(
            str(each) for each in results.objects(result, _uri(f"{SH.NAMESPACE}resultMessage"))
        )
        shown = "" if value is None or value == focus else str(value)
        return Finding(
            rule=self._named(one("sourceShape")),
            severity=_SEVERITIES.get(str(one("resultSeverity")), Severity.ERROR),
            edition=target.name,
            items=(_item(focus, target),),
            message=" ".join((messages[0] if messages else "does not conform").split()),
            quote=clipped(shown, _LONGEST),
        )

    def _named(self, shape: Any) -> str:
        """The name of a shape, or of the nearest named one that it is a part of."""
        import rdflib

        above = {
            quad.object.value: quad.subject
            for quad in self._statements
            if isinstance(quad.object, BlankNode)
        }
        if isinstance(shape, rdflib.URIRef):
            return _name(str(shape))
        name, seen = str(shape), set[str]()
        while name in above and name not in seen:
            seen.add(name)
            owner = above[name]
            if isinstance(owner, NamedNode):
                return _name(owner.value)
            name = str(getattr(owner, "value", owner))
        return _UNNAMED


def unnamed_shape(severity: Severity) -> RuleCard:
    """The description of the shapes that have no name."""
    return RuleCard(
        name=_UNNAMED,
        subject=Subject.SHAPES,
        severity=severity,
        summary="A shape without a name.",
        groups=(Subject.SHAPES.value,),
    )


def _name_of(shape: NamedNode | BlankNode) -> str:
    return _name(shape.value) if isinstance(shape, NamedNode) else _UNNAMED


def _name(iri: str) -> str:
    return SHAPE + re.split(r"[/#:]", iri.rstrip("/#:"))[-1]


def _item(focus: Any, target: Target) -> str:
    import rdflib

    if not isinstance(focus, rdflib.URIRef):
        return f'"{focus}"' if isinstance(focus, rdflib.Literal) else "a blank node"
    iri = str(focus)
    if target.iri and iri.startswith(f"{target.iri}/"):
        return iri.removeprefix(f"{target.iri}/")
    return iri


def _uri(iri: str) -> Any:
    import rdflib

    return rdflib.URIRef(iri)
