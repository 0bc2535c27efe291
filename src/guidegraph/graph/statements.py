"""
RDF triples as the statements of an edition's resources, and statements as triples.

A resource that only one other refers to (a blank node, an SKOS-XL label, a note with an author) is
kept inside the statement that refers to it. RDF lists are lists. Every triple is in one place.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from guidegraph.graph.language_tags import language_tag
from guidegraph.graph.vocab import DCTERMS, OWL, PREFIXES, RDF, RDFS, SKOS, SKOSXL, XSD
from guidegraph.model.edition import Edition
from guidegraph.model.errors import InputError
from guidegraph.model.statement import Role, Statement, StatementKind


__all__ = [
    "ROLES",
    "SourceStatements",
    "Term",
    "blank_labels",
    "curie",
    "literals_in",
    "source_graph",
    "statements_by_owner",
]

Term = NamedNode | BlankNode | Literal
_Facts = dict[str, list[tuple[str, Term]]]

_DEEPEST = 20
_ROUNDS = 8
_DC: Final = "http://purl.org/dc/elements/1.1/"
_NIL = f"{RDF.NAMESPACE}nil"


def _roles() -> Iterator[tuple[str, Role]]:
    skos = SKOS.NAMESPACE
    for name in ("prefLabel", "altLabel", "hiddenLabel"):
        yield f"{skos}{name}", Role(name)
        yield f"{SKOSXL.NAMESPACE}{name}", Role(name)
    for name in ("note", "scopeNote", "example", "historyNote", "editorialNote", "changeNote"):
        yield f"{skos}{name}", Role.NOTE
    for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"):
        yield f"{skos}{name}", Role.MAPPING
    for name in ("inScheme", "topConceptOf", "hasTopConcept"):
        yield f"{skos}{name}", Role.SCHEME
    yield f"{skos}member", Role.MEMBER
    yield f"{skos}memberList", Role.MEMBER
    yield SKOS.definition, Role.TEXT
    yield SKOS.notation, Role.NOTATION
    yield SKOS.broader, Role.PARENT
    yield SKOS.narrower, Role.CHILD
    yield SKOS.related, Role.RELATION
    yield RDF.type, Role.TYPE
    yield f"{RDFS.NAMESPACE}comment", Role.NOTE
    yield f"{OWL.NAMESPACE}deprecated", Role.STATUS
    yield f"{OWL.NAMESPACE}sameAs", Role.MAPPING
    yield "http://www.w3.org/ns/adms#status", Role.STATUS
    yield "http://purl.org/linked-data/registry#status", Role.STATUS
    yield DCTERMS.isReplacedBy, Role.SUCCESSOR
    yield DCTERMS.identifier, Role.IDENTIFIER
    yield f"{_DC}identifier", Role.IDENTIFIER


ROLES: Final[Mapping[str, Role]] = MappingProxyType(dict(_roles()))
"""What a property is taken for; any other is an attribute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatements:
    """The statements of a graph by the resource they are about, and those about no owner."""

    owned: Mapping[str, tuple[Statement, ...]]
    residue: tuple[Statement, ...]


def statements_by_owner(triples: Iterable[Triple], owners: Collection[str]) -> SourceStatements:
    """
    All triples of a graph, each in one statement.

    Args:
        triples: the graph; in any order, the result is the same.
        owners: the IRIs of the resources that have statements of their own.

    Raises:
        InputError: there is a term of RDF 1.2.
    """
    nesting = _Nesting(triples, owners)
    owned = {owner: nesting.about(owner) for owner in owners if owner in nesting.facts}
    return SourceStatements(owned=owned, residue=tuple(nesting.residue()))


def source_graph(edition: Edition) -> tuple[Triple, ...]:
    """The triples that an edition was read from, its blank nodes named `b1`, `b2` …"""
    return tuple(_Triples().of(edition))


def parts_of_source(edition: Edition) -> Mapping[str, tuple[Triple, ...]]:
    """The triples of `source_graph`, by where they are kept: items, edition, residue."""
    writer = _Triples()
    return {
        "items": tuple(writer.of_items(edition)),
        "edition": tuple(writer.about(NamedNode(edition.iri), edition.statements)),
        "residue": tuple(writer.of_residue(edition)),
    }


def comparable(triples: Iterable[Triple]) -> Counter[str]:
    """
    Triples as texts that are the same for isomorphic graphs: a blank node is written as what is
    said of it, followed eight steps far.
    """
    facts: _Facts = {}
    every = list(dict.fromkeys(triples))
    for triple in every:
        subject, value = _name(triple.subject) or "", triple.object
        if isinstance(value, Term):
            facts.setdefault(subject, []).append((triple.predicate.value, value))
            if isinstance(value, BlankNode):
                facts.setdefault(_name(value) or "", [])
    colours = {name: label.partition("-")[0] for name, label in blank_labels(facts).items()}

    def text(term: object) -> str:
        return colours.get(_name(term) or "", str(term))

    return Counter(f"{text(each.subject)} {each.predicate} {text(each.object)}" for each in every)


def literals_in(statement: Statement) -> Iterator[Statement]:
    """
    The literals of a label or note: the statement itself, or what its resource contains
    (`skosxl:literalForm`, `rdf:value`).
    """
    if statement.kind is StatementKind.LITERAL:
        yield statement
    else:
        for each in statement.about:
            inside = each.property in (RDF.value, SKOSXL.literalForm)
            if inside and each.kind is StatementKind.LITERAL:
                yield each


def curie(iri: str) -> str:
    """
    An IRI with the prefix of a well-known vocabulary, if it has one.

    >>> curie("http://www.w3.org/2004/02/skos/core#altLabel"), curie("Owner")
    ('skos:altLabel', 'Owner')
    """
    for prefix, namespace in _NAMESPACES:
        local = iri.removeprefix(namespace)
        if local != iri and _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return iri


_LOCAL = re.compile(r"[\w-]+")
_OTHERS: Final[Mapping[str, str]] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dc": _DC,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vann": "http://purl.org/vocab/vann/",
    "xkos": "http://rdf-vocabulary.ddialliance.org/xkos#",
}
_NAMESPACES = sorted(
    {**PREFIXES, **_OTHERS}.items(),
    key=lambda entry: -len(entry[1]),
)


class _Nesting:
    """Which resources are kept inside others, and the names of the blank nodes that are not."""

    def __init__(self, triples: Iterable[Triple], owners: Collection[str]) -> None:
        self.owners = set(owners)
        self.facts: _Facts = {}
        referrers: dict[str, set[str]] = {}
        counts: Counter[str] = Counter()
        for triple in dict.fromkeys(triples):
            subject, value = _name(triple.subject), triple.object
            if subject is None or not isinstance(value, Term):
                raise InputError(f"a term of RDF 1.2: {str(triple)[:80]}; write it in RDF 1.1")
            self.facts.setdefault(subject, []).append((triple.predicate.value, value))
            if (name := _name(value)) is not None:
                counts[name] += 1
                referrers.setdefault(name, set()).add(subject)
                if _is_blank(name):
                    self.facts.setdefault(name, [])
        self.labels: dict[str, str] | None = None
        self.inside = {
            name: min(referrers[name])
            for name in self.facts
            if counts[name] == 1 and name not in self.owners
        }
        self.lists = dict(self._lists())
        self._limit_depth()

    def about(self, subject: str) -> tuple[Statement, ...]:
        """What is said of a resource, in a fixed order."""
        found = (self._statement(property_, value) for property_, value in self.facts[subject])
        return tuple(sorted(found, key=_order))

    def residue(self) -> Iterator[Statement]:
        """What is said of resources that are neither owners nor inside others."""
        rest = (name for name in self.facts if name not in self.inside and name not in self.owners)
        for name in sorted(rest, key=self._label):
            yield Statement(
                property="",
                value=self._label(name),
                kind=StatementKind.NODE if _is_blank(name) else StatementKind.IRI,
                about=self.about(name),
            )

    def _lists(self) -> Iterator[tuple[str, list[str]]]:
        """The cells of each list, by the first one."""
        cells = {
            name
            for name in self.inside
            if _is_blank(name)
            and sorted(property_ for property_, _ in self.facts[name]) == [RDF.first, RDF.rest]
        }
        rests = {name: self._value(name, RDF.rest) for name in cells}
        later = {_name(rest) for rest in rests.values()}
        for head in cells - later:
            chain = [head]
            while (here := _name(rests[chain[-1]])) in cells:
                chain.append(here or "")
            if here == _NIL:
                yield head, chain

    def _limit_depth(self) -> None:
        """Take out of their place resources that are too deep, or inside each other in a circle."""
        below: dict[str, list[str]] = {}
        for name, owner in self.inside.items():
            below.setdefault(owner, []).append(name)
        heads = {cell: head for head, chain in self.lists.items() for cell in chain}
        cells = {cell for chain in self.lists.values() for cell in chain[1:]}

        def take_out(name: str) -> None:
            """Leave a resource on its own; the list that it is a cell of is then none."""
            del self.inside[name]
            cells.difference_update(self.lists.pop(heads.get(name, name), ()))

        depths = dict.fromkeys((name for name in self.facts if name not in self.inside), 0)
        waiting = list(depths)
        circles: list[str] | None = None
        while waiting or circles is None or circles:
            if not waiting:
                if circles is None:
                    unseen = (name for name in self.inside if name not in depths)
                    circles = sorted(unseen, key=self._label, reverse=True)
                elif (name := circles.pop()) not in depths:
                    take_out(name)
                    depths[name] = 0
                    waiting.append(name)
                continue
            owner = waiting.pop()
            for name in below.get(owner, ()):
                if name in depths:
                    continue
                depth = depths[owner] + (name not in cells)
                if depth > _DEEPEST:
                    take_out(name)
                    depth = 0
                depths[name] = depth
                waiting.append(name)

    def _statement(self, property_: str, value: Term) -> Statement:
        name = _name(value)
        if isinstance(value, Literal):
            return Statement(
                property=property_,
                value=value.value,
                language=language_tag(value.language) if value.language else None,
                datatype=_datatype(value),
                role=ROLES.get(property_, Role.ATTRIBUTE),
            )
        inside = name in self.inside
        kind = StatementKind.NODE if _is_blank(name or "") else StatementKind.IRI
        about: tuple[Statement, ...] = ()
        if inside and name in self.lists:
            kind = StatementKind.LIST
            members = (self._value(cell, RDF.first) for cell in self.lists[name])
            about = tuple(self._statement("", member) for member in members)
        elif inside:
            about = self.about(name or "")
        return Statement(
            property=property_,
            value=self._label(name or "") if kind is StatementKind.IRI or not inside else "",
            kind=kind,
            role=ROLES.get(property_, Role.ATTRIBUTE),
            about=about,
        )

    def _value(self, name: str, property_: str) -> Term:
        return next(value for each, value in self.facts[name] if each == property_)

    def _label(self, name: str) -> str:
        if not _is_blank(name):
            return name
        if self.labels is None:
            self.labels = blank_labels(self.facts)
        return self.labels[name]


def blank_labels(facts: _Facts) -> dict[str, str]:
    """
    Names of blank nodes that follow from what is said of them, and of what they refer to.

    Colour refinement; nodes that it cannot tell apart are numbered, in the order of what refers to
    them.
    """
    blank = [name for name in facts if _is_blank(name)]
    colours = dict.fromkeys(blank, "")
    for _ in range(_ROUNDS):
        following = {name: _hash(_signs(facts[name], colours)) for name in blank}
        settled = len(set(following.values())) == len(set(colours.values()))
        colours = following
        if settled:
            break
    referrers: dict[str, list[str]] = {name: [] for name in blank}
    for subject, said in facts.items():
        for property_, value in said:
            if (name := _name(value)) in referrers:
                referrers[name or ""].append(f"{property_} {colours.get(subject, subject)}")
    numbers: Counter[str] = Counter()
    found = {}
    for name in sorted(blank, key=lambda name: (colours[name], sorted(referrers[name]))):
        colour = colours[name][:16]
        numbers[colour] += 1
        found[name] = f"_:{colour}" + (f"-{numbers[colour]}" if numbers[colour] > 1 else "")
    return found


def _signs(facts: Iterable[tuple[str, Term]], colours: Mapping[str, str]) -> list[str]:
    return sorted(
        f"{property_} {colours.get(_name(value) or '', value)}" for property_, value in facts
    )


def _hash(signs: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(signs).encode(errors="surrogatepass")).hexdigest()


def _order(statement: Statement) -> tuple[object, ...]:
    return (
        statement.property,
        statement.kind,
        statement.value,
        statement.language or "",
        statement.datatype or "",
        repr(statement.about) if statement.about else "",
    )


def _name(term: object) -> str | None:
    match term:
        case NamedNode():
            return str(term.value)
        case BlankNode():
            return f"_:{term.value}"
        case _:
            return None


def _is_blank(name: str) -> bool:
    return name.startswith("_:")


def _datatype(value: Literal) -> str | None:
    if value.language or value.datatype.value == XSD.string:
        return None
    return str(value.datatype.value)


@dataclass(slots=True)
class _Triples:
    """Makes triples of statements, with new blank nodes for those without a name."""

    names: dict[str, BlankNode] = field(default_factory=dict)
    count: int = 0

    def of(self, edition: Edition) -> Iterator[Triple]:
        yield from self.about(NamedNode(edition.iri), edition.statements)
        yield from self.of_items(edition)
        yield from self.of_residue(edition)

    def of_items(self, edition: Edition) -> Iterator[Triple]:
        for item in edition.items:
            yield from self.about(NamedNode(edition.iri_of(item.id)), item.statements)

    def of_residue(self, edition: Edition) -> Iterator[Triple]:
        for resource in edition.residue:
            yield from self.about(self._resource(resource), resource.about)

    def about(
        self, subject: NamedNode | BlankNode, statements: Iterable[Statement]
    ) -> Iterator[Triple]:
        for statement in statements:
            yield from self._triples(subject, statement)

    def _triples(self, subject: NamedNode | BlankNode, said: Statement) -> Iterator[Triple]:
        property_ = NamedNode(said.property)
        if said.kind is StatementKind.LITERAL:
            yield Triple(subject, property_, _literal(said))
        elif said.kind is StatementKind.LIST:
            yield from self._list(subject, property_, said.about)
        else:
            value = self._resource(said)
            yield Triple(subject, property_, value)
            yield from self.about(value, said.about)

    def _list(
        self, subject: NamedNode | BlankNode, property_: NamedNode, members: Iterable[Statement]
    ) -> Iterator[Triple]:
        for member in members:
            cell = self._new()
            yield Triple(subject, property_, cell)
            yield from self._triples(cell, _under(member, RDF.first))
            subject, property_ = cell, NamedNode(RDF.rest)
        yield Triple(subject, property_, NamedNode(_NIL))

    def _resource(self, said: Statement) -> NamedNode | BlankNode:
        if said.kind is StatementKind.IRI:
            return NamedNode(said.value)
        if not said.value:
            return self._new()
        return self.names.get(said.value) or self.names.setdefault(said.value, self._new())

    def _new(self) -> BlankNode:
        self.count += 1
        return BlankNode(f"b{self.count}")


def _under(statement: Statement, property_: str) -> Statement:
    return replace(statement, property=property_)


def _literal(said: Statement) -> Literal:
    if said.language:
        return Literal(said.value, language=said.language)
    if said.datatype:
        return Literal(said.value, datatype=NamedNode(said.datatype))
    return Literal(said.value)
