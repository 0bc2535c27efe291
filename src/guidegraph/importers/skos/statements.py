"""The statements about each resource of a graph, and which of several literals to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from guidegraph.graph.vocab import RDF


__all__ = ["Statements", "chosen", "main_language"]

Term = NamedNode | BlankNode | Literal

# Labels and notes may be resources of their own, with the words inside (SKOS-XL, SKOS notes).
_LITERAL_FORM = "http://www.w3.org/2008/05/skos-xl#literalForm"


class Statements:
    """What a graph says, by subject and predicate; blank nodes are called `_:name`."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: dict[str, dict[str, list[Term]]] = {}
        for triple in triples:
            subject, value = triple.subject, triple.object
            if isinstance(subject, NamedNode | BlankNode) and isinstance(value, Term):
                values = self._objects.setdefault(_name(subject), {})
                values.setdefault(triple.predicate.value, []).append(value)

    def subjects(self, predicate: str, value: str | None = None) -> Iterator[str]:
        """The resources that have a value, or this resource as one, under a predicate."""
        for subject, values in self._objects.items():
            objects = values.get(predicate, ())
            if any(value is None or _name(term) == value for term in objects):
                yield subject

    def resources(self, subject: str, predicate: str) -> list[str]:
        """The resources under a predicate."""
        return [
            _name(term) for term in self._terms(subject, predicate) if not isinstance(term, Literal)
        ]

    def literals(self, subject: str, *predicates: str) -> list[Literal]:
        """
        The literals under predicates, and those of the resources that stand there for a literal.
        """
        found: list[Literal] = []
        for predicate in predicates:
            for term in self._terms(subject, predicate):
                inner = () if isinstance(term, Literal) else self._inside(_name(term))
                found += [term] if isinstance(term, Literal) else inner
        return found

    def _inside(self, resource: str) -> list[Literal]:
        values = (*self._terms(resource, RDF.value), *self._terms(resource, _LITERAL_FORM))
        return [term for term in values if isinstance(term, Literal)]

    def _terms(self, subject: str, predicate: str) -> Sequence[Term]:
        return self._objects.get(subject, {}).get(predicate, ())


def chosen(literals: Iterable[Literal], language: str) -> list[str]:
    """
    The literals to read, sorted: those in *language*, else in English, else without a language,
    else in the language whose tag sorts first.
    """
    by_tag: dict[str, set[str]] = {}
    for literal in literals:
        by_tag.setdefault((literal.language or "").lower(), set()).add(literal.value)
    if not by_tag:
        return []
    wanted = (language.lower(), "en")

    def rank(tag: str) -> tuple[int, str]:
        for number, start in enumerate(wanted):
            if tag == start:
                return 2 * number, tag
            if tag.startswith(f"{start}-"):
                return 2 * number + 1, tag
        return (4 if not tag else 5), tag

    return sorted(by_tag[min(by_tag, key=rank)])


def main_language(literals: Iterable[Literal], wanted: str) -> str:
    """
    The language of an edition: the one *wanted* if anything is in it, else English, else the one
    that most is in, else the one wanted.
    """
    tags = Counter(literal.language.lower() for literal in literals if literal.language)
    for start in (wanted.lower(), "en"):
        if any(tag == start or tag.startswith(f"{start}-") for tag in tags):
            return wanted if start == wanted.lower() else start
    return min(tags, key=lambda tag: (-tags[tag], tag)) if tags else wanted


def _name(term: Term) -> str:
    return f"_:{term.value}" if isinstance(term, BlankNode) else term.value
