"""
What a source that is no RDF says, as resources: cells, JSON values, lines of metadata; and back.

Each statement is a `gg:Statement` with an IRI that is a fragment of what it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from guidegraph.graph.language_tags import language_tag
from guidegraph.graph.triples import link_to, part_iri, plain_text, whole_number
from guidegraph.graph.vocab import DCTERMS, GG, PROV, RDF, SKOS
from guidegraph.model.errors import InputError
from guidegraph.model.statement import Role, Statement, StatementKind


__all__ = ["STATEMENTS", "said_of", "statements_from"]

Term = NamedNode | BlankNode | Literal
Facts = Mapping[str, Mapping[str, Sequence[Term]]]

STATEMENTS = (GG.attribute, GG.statement)
"""The properties under which the statements of a resource stand."""

_DEEPEST = 200
_MOST_DIGITS = 18
# The terms that items are read from must not say anything else.
_RESERVED = (GG.NAMESPACE, DCTERMS.NAMESPACE, PROV.NAMESPACE, RDF.NAMESPACE, SKOS.NAMESPACE)


def said_of(
    iri: str, statements: Iterable[Statement], properties: Sequence[str] = STATEMENTS
) -> Iterator[Triple]:
    """
    The statements about a resource.

    Args:
        iri: the resource.
        statements: in order.
        properties: what leads to an attribute, and to a statement that was taken for something.
    """
    attribute, other = properties
    for number, each in enumerate(statements, start=1):
        own = each.role is Role.ATTRIBUTE
        property_ = attribute if own else other
        node = part_iri(iri, f"{property_.removeprefix(GG.NAMESPACE)}-{number}")
        yield link_to(iri, property_, node)
        if own and (fact := _under_its_own_name(iri, each)) is not None:
            yield fact
        yield from _described(node, each, number)


def statements_from(
    facts: Facts, iri: str, properties: Iterable[str] = STATEMENTS
) -> tuple[Statement, ...]:
    """
    The statements about a resource, from the triples of a graph by subject and property.

    Raises:
        InputError: one of them cannot be right.
    """
    return _Reader(facts).about(iri, tuple(properties), 0)


def _described(node: str, said: Statement, number: int) -> Iterator[Triple]:
    yield link_to(node, RDF.type, GG.Statement)
    yield plain_text(node, GG.name, said.property)
    if said.kind is not StatementKind.LITERAL:
        yield plain_text(node, GG.kind, said.kind)
    if said.role is not Role.ATTRIBUTE:
        yield plain_text(node, GG.role, said.role)
    value = _value(said)
    yield Triple(NamedNode(node), NamedNode(RDF.value), value)
    language, datatype = _known_of(value)
    if said.language != language:
        yield plain_text(node, GG.languageTag, said.language or "")
    if said.datatype != datatype:
        yield plain_text(node, GG.datatype, said.datatype or "")
    yield whole_number(node, GG.order, number)
    for place, inner in enumerate(said.about, start=1):
        part = f"{node}.{place}"
        yield link_to(node, GG.statement, part)
        yield from _described(part, inner, place)


class _Reader:
    """Reads statements; one that is about itself, or too deep, is an error and not followed."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.seen: set[str] = set()

    def about(self, iri: str, properties: Iterable[str], depth: int) -> tuple[Statement, ...]:
        nodes = [
            node.value
            for property_ in dict.fromkeys(properties)
            for node in self.facts.get(iri, {}).get(property_, ())
        ]
        nodes.sort(key=self._number)
        return tuple(self._statement(node, depth) for node in nodes)

    def _statement(self, node: str, depth: int) -> Statement:
        if node in self.seen or depth > _DEEPEST:
            raise InputError(
                f"{node}: a statement about itself, or too deep; build the graph again"
            )
        self.seen.add(node)
        value = next(iter(self.facts.get(node, {}).get(RDF.value, ())), Literal(""))
        language, datatype = _known_of(value)
        try:
            kind = StatementKind(self._text(node, GG.kind) or StatementKind.LITERAL)
            role = Role(self._text(node, GG.role) or Role.ATTRIBUTE)
        except ValueError as error:
            raise InputError(f"{node}: {error}; build the graph again") from None
        return Statement(
            property=self._text(node, GG.name) or "",
            value=value.value,
            kind=kind,
            language=self._given(node, GG.languageTag, language),
            datatype=self._given(node, GG.datatype, datatype),
            role=role,
            about=self.about(node, STATEMENTS, depth + 1),
        )

    def _given(self, node: str, property_: str, known: str | None) -> str | None:
        """What a property says; an empty text stands for nothing, and nothing for what is known."""
        said = self._text(node, property_)
        return known if said is None else said or None

    def _text(self, node: str, property_: str) -> str | None:
        return next((value.value for value in self.facts.get(node, {}).get(property_, ())), None)

    def _number(self, node: str) -> int:
        order = self._text(node, GG.order) or ""
        return int(order) if order.isdecimal() and len(order) < _MOST_DIGITS else 0


def _value(said: Statement) -> NamedNode | Literal:
    """The value as a term, as far as RDF can say it."""
    try:
        if said.kind is StatementKind.IRI:
            return NamedNode(said.value)
        if said.kind is StatementKind.LITERAL and said.language:
            return Literal(said.value, language=said.language)
        if said.kind is StatementKind.LITERAL and said.datatype and said.datatype not in _OF_WORDS:
            return Literal(said.value, datatype=NamedNode(said.datatype))
    except ValueError:
        pass
    return Literal(said.value)


_OF_WORDS = frozenset({RDF.langString, f"{RDF.NAMESPACE}dirLangString"})


def _known_of(value: Term) -> tuple[str | None, str | None]:
    """The language and the datatype that a term says."""
    if not isinstance(value, Literal):
        return None, None
    if value.language:
        return language_tag(value.language), None
    plain = value.datatype == Literal("").datatype
    return None, None if plain else value.datatype.value


def _under_its_own_name(iri: str, said: Statement) -> Triple | None:
    """An attribute whose name is an IRI, under that property."""
    if "://" not in said.property or said.property.startswith(_RESERVED):
        return None
    if said.kind in (StatementKind.NODE, StatementKind.LIST):
        return None
    try:
        return Triple(NamedNode(iri), NamedNode(said.property), _value(said))
    except ValueError:
        return None
