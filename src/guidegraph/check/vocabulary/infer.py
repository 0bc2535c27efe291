"""
What SKOS implies from the statements of a vocabulary.

The transitive closure of the hierarchy is left out: it grows with the square of the vocabulary, and
the rules that need it follow the paths themselves. `broaderTransitive` and `closeMatch` are also
left out: they say less than the statements that imply them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guidegraph.check.vocabulary import terms as known
from guidegraph.check.vocabulary.index import Columns, Node, Vocabulary
from guidegraph.graph.vocab import RDF, SKOS


__all__ = ["inferred", "list_items"]

# S8, S22-S25, S41: what each property implies, for the same two ends.
_IMPLIED = {
    SKOS.topConceptOf: SKOS.inScheme,
    SKOS.broadMatch: SKOS.broader,
    SKOS.narrowMatch: SKOS.narrower,
    SKOS.relatedMatch: SKOS.related,
}


def inferred(vocabulary: Vocabulary) -> Vocabulary:
    """A vocabulary with what it implies (S7, S8, S19, S20, S23, S25, S36, S41, S43, S44, RDFS)."""
    columns: Columns = {
        predicate: (list(subjects), list(objects))
        for predicate, (subjects, objects) in vocabulary.columns.items()
    }
    numbers = dict(vocabulary.numbers)
    for predicate, above in _derived(vocabulary):
        _extend(columns, above, columns.get(predicate, ([], [])))
    _add_inverses(columns, known.INVERSES)
    for predicate, above in _IMPLIED.items():
        _extend(columns, above, columns.get(predicate, ([], [])))
    _add_inverses(columns, _IMPLIED.values())
    members = list(_list_members(vocabulary))
    _extend(columns, SKOS.member, ([c for c, _ in members], [m for _, m in members]))
    concept = numbers.setdefault(SKOS.Concept, len(numbers))
    ends = {
        node: None
        for predicate in known.SEMANTIC
        for column in columns.get(predicate, ([], []))
        for node in column
        if vocabulary.literal(node) is None
    }
    _extend(columns, RDF.type, (list(ends), [concept] * len(ends)))
    return Vocabulary(vocabulary.name, vocabulary.path, numbers, columns)


def _add_inverses(columns: Columns, predicates: Iterable[str]) -> None:
    """Add the inverses of relations."""
    before = {each: columns.get(each, ([], [])) for each in predicates if each in known.INVERSES}
    turned = {each: (list(objects), list(subjects)) for each, (subjects, objects) in before.items()}
    for predicate, column in turned.items():
        _extend(columns, known.INVERSES[predicate], column)


def _extend(columns: Columns, predicate: str, more: tuple[list[Node], list[Node]]) -> None:
    if more[0]:
        subjects, objects = columns.setdefault(predicate, ([], []))
        subjects.extend(list(more[0]))
        objects.extend(list(more[1]))


def _derived(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The vocabulary's own properties, each with one that it implies."""
    for below in vocabulary.objects(known.RDFS_SUBPROPERTY):
        seen = {below}
        waiting = [below]
        while waiting:
            for above in vocabulary.objects(known.RDFS_SUBPROPERTY).get(waiting.pop(), ()):
                if above not in seen:
                    seen.add(above)
                    waiting.append(above)
                    yield vocabulary.name_of(below), vocabulary.name_of(above)


def _list_members(vocabulary: Vocabulary) -> Iterator[tuple[Node, Node]]:
    for collection, head in vocabulary.pairs(SKOS.memberList):
        yield from ((collection, member) for member in list_items(vocabulary, head))


def list_items(vocabulary: Vocabulary, head: Node) -> Iterator[Node]:
    """The items of a list (`rdf:first`, `rdf:rest`); a list that is a circle ends at its start."""
    firsts, rests = vocabulary.objects(RDF.first), vocabulary.objects(RDF.rest)
    seen: set[Node] = set()
    while head not in seen:
        seen.add(head)
        yield from firsts.get(head, ())[:1]
        if head not in rests:
            return
        head = rests[head][0]
