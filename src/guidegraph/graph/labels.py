"""
Preferred labels for concepts and schemes that have none, for tools that show nothing else; and the
graph without them. A derived label is also a `gg:derivedLabel`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from guidegraph.graph.vocab import DCTERMS, GG, RDF, RDFS, SKOS, SKOSXL
from guidegraph.model.excerpt import beginning


__all__ = [
    "Subject",
    "Term",
    "labels_to_derive",
    "unlabelled",
    "with_derived_labels",
    "without_derived_labels",
]

Subject = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal
Said = Mapping[str, Iterable[Term]]

_CONCEPT_LABELS = (GG.printedLabel, RDFS.label)
_SCHEME_LABELS = (DCTERMS.title, "http://purl.org/dc/elements/1.1/title", RDFS.label)
_LENGTHS = (60, 100, 160, 300)
"""Lengths of a label made from a text, tried until no other label is the same."""
_TEXTS = (SKOS.definition, SKOS.scopeNote, SKOS.note, DCTERMS.description)
_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)


def with_derived_labels(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """
    The triples, and a derived label for each concept and concept scheme without a preferred label,
    after what is said of it.
    """
    every = tuple(triples)
    said = _said(every)
    derived = dict(labels_to_derive(*_named(said), said=said, given=said))
    last = {triple.subject: place for place, triple in enumerate(every)}
    found: list[Triple] = []
    for place, triple in enumerate(every):
        found.append(triple)
        subject = triple.subject
        if place == last[subject] and isinstance(subject, Subject) and subject in derived:
            for property_ in (SKOS.prefLabel, GG.derivedLabel):
                found.append(Triple(subject, NamedNode(property_), derived[subject]))
    return tuple(found)


def without_derived_labels(triples: Iterable[Triple]) -> list[Triple]:
    """The triples without derived labels."""
    every = list(triples)
    derived = {
        (triple.subject, triple.object)
        for triple in every
        if triple.predicate.value == GG.derivedLabel
    }
    if not derived:
        return every
    both = (SKOS.prefLabel, GG.derivedLabel)
    return [
        triple
        for triple in every
        if triple.predicate.value not in both or (triple.subject, triple.object) not in derived
    ]


def unlabelled(triples: Iterable[Triple]) -> tuple[int, int]:
    """How many concepts have no preferred label, of how many."""
    said = _said(triples)
    _, concepts = _named(said)
    bare = (each for each in concepts if SKOS.prefLabel not in said[each])
    return sum(1 for _ in bare), len(concepts)


def _said(triples: Iterable[Triple]) -> dict[Subject, dict[str, list[Term]]]:
    found: dict[Subject, dict[str, list[Term]]] = {}
    for triple in triples:
        subject, value = triple.subject, triple.object
        if isinstance(subject, Subject) and isinstance(value, Term):
            found.setdefault(subject, {}).setdefault(triple.predicate.value, []).append(value)
    return found


def _named(said: Mapping[Subject, Said]) -> tuple[list[Subject], list[Subject]]:
    """The schemes and the concepts of a graph."""
    scheme, concept = NamedNode(SKOS.ConceptScheme), NamedNode(SKOS.Concept)
    return (
        [each for each, about in said.items() if scheme in about.get(RDF.type, ())],
        [each for each, about in said.items() if concept in about.get(RDF.type, ())],
    )


def labels_to_derive(
    schemes: Iterable[Subject],
    concepts: Iterable[Subject],
    *,
    said: Mapping[Subject, Said],
    given: Mapping[Subject, Said],
) -> Iterator[tuple[Subject, Literal]]:
    """
    A label for each scheme and concept without a preferred one: another name if it has one, else
    the beginning of a text, a number, an id. No two that are made are the same.

    Args:
        schemes: the concept schemes.
        concepts: the concepts.
        said: what the graph will say of each.
        given: what the graph said of each at first.
    """
    bare: list[Subject] = []
    every: list[tuple[Subject, Sequence[str]]] = [(each, _SCHEME_LABELS) for each in schemes]
    every += [(each, _CONCEPT_LABELS) for each in concepts]
    for subject, properties in every:
        if any(True for _ in said.get(subject, {}).get(SKOS.prefLabel, ())):
            continue
        name = next(_names(subject, properties, given), None)
        if name is None:
            bare.append(subject)
        else:
            yield subject, name
    taken = {
        value.value.strip().casefold()
        for about in said.values()
        for property_ in _LABELS
        for value in about.get(property_, ())
    }
    for subject in bare:
        for label in _candidates(subject, said.get(subject, {})):
            key = label.value.strip().casefold()
            if key not in taken:
                taken.add(key)
                yield subject, label
                break


def _names(
    subject: Subject, properties: Sequence[str], given: Mapping[Subject, Said]
) -> Iterator[Literal]:
    about = given.get(subject, {})
    for resource in about.get(SKOSXL.prefLabel, ()):
        if not isinstance(resource, Literal):
            yield from _literals(given.get(resource, {}), (SKOSXL.literalForm,))
    yield from _literals(about, properties)


def _candidates(subject: Subject, about: Said) -> Iterator[Literal]:
    """Longer and longer labels, the last of which names the concept."""
    text = next(_literals(about, _TEXTS), None)
    notation = next(_literals(about, (SKOS.notation,)), None)
    names = next(_literals(about, (DCTERMS.identifier,)), None)
    name = names.value if names else subject.value
    start = f"{notation.value} " if notation else ""
    language = text.language if text else None
    if text is not None:
        for length in _LENGTHS:
            yield _literal(f"{start}{beginning(text.value, length)}", language)
        yield _literal(f"{start}{beginning(text.value, _LENGTHS[0])} ({name})", language)
    elif start:
        yield Literal(start.strip())
        yield Literal(f"{start}({name})")
    yield Literal(name)
    yield Literal(subject.value)


def _literals(about: Said, properties: Iterable[str]) -> Iterator[Literal]:
    for property_ in properties:
        for value in about.get(property_, ()):
            if isinstance(value, Literal) and value.value.strip():
                yield value


def _literal(text: str, language: str | None) -> Literal:
    return Literal(text, language=language) if language else Literal(text)
