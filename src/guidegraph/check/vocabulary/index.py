"""
A vocabulary as numbers: every term has a number, and the statements of each property are columns.

A rule must not read a million statements: it gets the pairs of numbers of the property it is about,
and converts terms to text only for what it reports.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from guidegraph.check.vocabulary import terms as known
from guidegraph.graph.vocab import DCTERMS, GG, ITEM_TYPES, RDF, SKOS
from guidegraph.model.excerpt import clipped


__all__ = [
    "Columns",
    "Node",
    "Term",
    "Vocabulary",
    "garbage_collection_paused",
    "indexed",
    "is_relative",
    "namespace_of",
]

Node: TypeAlias = int
Term: TypeAlias = str | BlankNode | Literal | Triple
Columns: TypeAlias = dict[str, tuple[list[Node], list[Node]]]

_CONCEPT_CLASSES = (SKOS.Concept, *(f"{GG.NAMESPACE}{name}" for name in ITEM_TYPES))
_LONGEST = 80


def indexed(name: str, path: str, quads: Iterable[Quad], base: str = "") -> Vocabulary:
    """The vocabulary that some statements describe; IRIs relative to *base* are shown as such."""
    numbers: dict[Term, Node] = {}
    columns: Columns = {}
    number = numbers.setdefault
    for quad in quads:
        subject, object_ = quad.subject, quad.object
        first = number(subject.value if type(subject) is NamedNode else subject, len(numbers))
        second = number(object_.value if type(object_) is NamedNode else object_, len(numbers))
        predicate = quad.predicate.value
        if predicate in columns:
            subjects, objects = columns[predicate]
            subjects.append(first)
            objects.append(second)
        else:
            columns[predicate] = ([first], [second])
    if base:
        folder = base[: base.rfind("/") + 1]
        numbers = {
            term.removeprefix(base).removeprefix(folder) if isinstance(term, str) else term: node
            for term, node in numbers.items()
        }
    return Vocabulary(name, path, numbers, columns)


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """
    Pause garbage collection.

    The collector would visit millions of live terms and lists many times to find nothing.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class Vocabulary:
    """
    The terms and statements of a vocabulary, with what the rules need, computed when first used.

    Args:
        name: its name in findings.
        path: its file.
        numbers: its terms with their numbers.
        columns: subjects and objects of the statements of each property.
    """

    def __init__(self, name: str, path: str, numbers: dict[Term, Node], columns: Columns) -> None:
        self.name = name
        self.path = path
        self.numbers = numbers
        self.terms: Sequence[Term] = list(numbers)
        self.columns = columns
        self._objects: dict[str, Mapping[Node, Sequence[Node]]] = {}
        self._subjects: dict[str, Mapping[Node, Sequence[Node]]] = {}

    # -- terms ----------------------------------------------------------------

    def name_of(self, node: Node) -> str:
        """The IRI of a node; blank nodes are counted in the order of the file."""
        term = self.terms[node]
        if isinstance(term, str):
            return term
        return self.text(node) if isinstance(term, Literal) else f"_:{node}"

    def is_iri(self, node: Node) -> bool:
        """Whether a node is an IRI."""
        return type(self.terms[node]) is str

    def literal(self, node: Node) -> Literal | None:
        """The literal that a node is, or nothing."""
        term = self.terms[node]
        return term if type(term) is Literal else None

    def text(self, node: Node) -> str:
        """The text of a literal, empty for any other node."""
        term = self.terms[node]
        return term.value if type(term) is Literal else ""

    def language(self, node: Node) -> str:
        """The language of a literal in lower case, empty if it has none."""
        term = self.terms[node]
        return (term.language or "").lower() if type(term) is Literal else ""

    def quoted(self, node: Node) -> str:
        """A node as in a statement, shortened: `"tea"@en`."""
        literal = self.literal(node)
        if literal is None:
            return self.name_of(node)
        shown = clipped(literal.value, _LONGEST)
        return f'"{shown}"@{literal.language}' if literal.language else f'"{shown}"'

    def label(self, node: Node) -> str:
        """
        The name of a node in a message: its preferred label or title in quotes, in the language of
        the vocabulary, with its notation; or the end of its IRI.
        """
        titles = (self.objects(each).get(node, ()) for each in known.TITLES)
        labels = self.labels[SKOS.prefLabel].get(node) or next(filter(None, titles), ())
        texts = sorted((self._rank(each), self.text(each)) for each in labels[:50])
        if not texts or not texts[0][1]:
            name = self.name_of(node)
            end = max(name.rstrip("/#").rfind("/"), name.rstrip("/#").rfind("#")) + 1
            return name[end:] if len(name) - end >= 1 else name
        shown = f"'{clipped(texts[0][1], _LONGEST)}'"
        notations = sorted(map(self.text, self.objects(SKOS.notation).get(node, ())[:50]))
        return f"{shown} ({clipped(notations[0], _LONGEST)})" if notations else shown

    def _rank(self, text: Node) -> int:
        """The place of a text when one is chosen by its language."""
        language = self.language(text)
        return 0 if language == self.main_language else 1 if language in ("en", "") else 2

    @cached_property
    def main_language(self) -> str:
        """The language of most preferred labels, the first in the file if there are several."""
        times: dict[str, int] = {}
        for _, _, label in self.labelled(SKOS.prefLabel):
            times[self.language(label)] = times.get(self.language(label), 0) + 1
        return max(times, key=lambda language: times[language], default="en")

    def statement(self, subject: Node, predicate: str, object_: Node) -> str:
        """A statement as a line of N-Triples."""
        return f"{self._shown(subject)} <{predicate}> {self._shown(object_)} ."

    def _shown(self, node: Node) -> str:
        term = self.terms[node]
        return f"<{term}>" if isinstance(term, str) else str(term)

    # -- statements -----------------------------------------------------------

    def objects(self, predicate: str) -> Mapping[Node, Sequence[Node]]:
        """The objects of a property by their subjects, each once."""
        if predicate not in self._objects:
            self._objects[predicate] = _grouped(*self.columns.get(predicate, ((), ())))
        return self._objects[predicate]

    def subjects(self, predicate: str) -> Mapping[Node, Sequence[Node]]:
        """The subjects of a property by their objects, each once."""
        if predicate not in self._subjects:
            subjects, objects = self.columns.get(predicate, ((), ()))
            self._subjects[predicate] = _grouped(objects, subjects)
        return self._subjects[predicate]

    def pairs(self, *predicates: str) -> Iterator[tuple[Node, Node]]:
        """The subjects and objects of some properties."""
        for predicate in predicates:
            for subject, objects in self.objects(predicate).items():
                for object_ in objects:
                    yield subject, object_

    def has(self, subject: Node, predicate: str, object_: Node) -> bool:
        """Whether a statement is made."""
        return object_ in self.objects(predicate).get(subject, ())

    def instances(self, *classes: str) -> frozenset[Node]:
        """The nodes that are stated to be of some classes."""
        kinds = self.subjects(RDF.type)
        numbers = (self.numbers.get(each) for each in classes)
        return frozenset(
            instance for each in numbers if each is not None for instance in kinds.get(each, ())
        )

    @cached_property
    def described(self) -> frozenset[Node]:
        """The subjects of the statements."""
        return frozenset().union(*(subjects for subjects, _ in self.columns.values()))

    @cached_property
    def described_by_skos(self) -> frozenset[Node]:
        """The subjects of the statements with a term of SKOS."""
        classes = {self.numbers.get(f"{SKOS.NAMESPACE}{name}") for name in known.LOCAL_NAMES}
        found: set[Node] = set()
        for predicate, (subjects, objects) in self.columns.items():
            if known.is_skos(predicate):
                found.update(subjects)
            elif predicate == RDF.type:
                found.update(
                    one for one, other in zip(subjects, objects, strict=True) if other in classes
                )
        return frozenset(found)

    @cached_property
    def lookalikes(self) -> Mapping[str, frozenset[Node]]:
        """The namespaces that are nearly that of SKOS, each with what is described by them."""
        users: dict[str, set[Node]] = {}
        for predicate, (subjects, _) in self.columns.items():
            if space := known.lookalike(predicate):
                users.setdefault(space, set()).update(subjects)
        for class_, instances in self.subjects(RDF.type).items():
            if self.is_iri(class_) and (space := known.lookalike(self.name_of(class_))):
                users.setdefault(space, set()).update(instances)
        return {space: frozenset(users[space]) for space in sorted(users)}

    def extent(self, count: int, total: int, topic: str = "concept") -> tuple[int, int]:
        """
        How often something holds in the vocabulary, of how many times, as was counted.

        In a part of a vocabulary (`VocabularyPart`), what was counted is not the whole.
        """
        del topic
        return count, total

    # -- SKOS -----------------------------------------------------------------

    @cached_property
    def schemes(self) -> frozenset[Node]:
        """The concept schemes."""
        return self.instances(*self._kinds(SKOS.ConceptScheme))

    @cached_property
    def collections(self) -> frozenset[Node]:
        """The collections, ordered or not: stated to be one, or with members."""
        named = self._kinds(SKOS.Collection, SKOS.OrderedCollection)
        return self.instances(*named).union(
            self.objects(SKOS.member), self.objects(SKOS.memberList)
        )

    @cached_property
    def concepts(self) -> frozenset[Node]:
        """The concepts: stated to be one, or in a scheme, a relation or a mapping."""
        used = (SKOS.inScheme, SKOS.topConceptOf, *known.SEMANTIC, *known.MAPPINGS)
        found = set(self.instances(*self._kinds(*_CONCEPT_CLASSES)))
        apart = self.schemes | self.collections | self.typed
        for predicate in used:
            found |= set(self._subjects_of(predicate)) - apart
        for object_ in self.subjects(SKOS.hasTopConcept):
            if object_ in self.described and object_ not in apart:
                found.add(object_)
        return frozenset(found)

    @cached_property
    def typed(self) -> frozenset[Node]:
        """The nodes that are stated to be of a class."""
        return frozenset(self._subjects_of(RDF.type))

    def _subjects_of(self, predicate: str) -> Sequence[Node]:
        return self.columns.get(predicate, ((), ()))[0]

    def _kinds(self, *classes: str) -> tuple[str, ...]:
        """Some classes with those that the vocabulary derives from them."""
        below = self.subjects(known.RDFS_SUBCLASS)
        found = dict.fromkeys(classes)
        waiting = list(classes)
        while waiting:
            number = self.numbers.get(waiting.pop())
            for each in below.get(number, ()) if number is not None else ():
                name = self.name_of(each)
                if name not in found:
                    found[name] = None
                    waiting.append(name)
        return tuple(found)

    @cached_property
    def labels(self) -> Mapping[str, Mapping[Node, Sequence[Node]]]:
        """The labels by their property and what they label, including those of SKOS-XL."""
        forms = self.objects(known.XL_FORM)
        found = {}
        for extended, plain in known.XL_LABELS.items():
            labels = self.objects(plain)
            if self.objects(extended):
                merged = {node: list(these) for node, these in labels.items()}
                for node, label in self.pairs(extended):
                    merged.setdefault(node, []).extend(forms.get(label, ()))
                labels = {node: tuple(dict.fromkeys(these)) for node, these in merged.items()}
            found[plain] = labels
        return found

    def labelled(self, *predicates: str) -> Iterator[tuple[Node, str, Node]]:
        """The labelled nodes, with property and label; of all label properties by default."""
        for predicate in predicates or known.LABELS:
            for node, labels in self.labels[predicate].items():
                for label in labels:
                    yield node, predicate, label

    @cached_property
    def parents(self) -> Mapping[Node, Sequence[Node]]:
        """What is directly above each concept, stated in either direction."""
        return self._above(known.BROADER, known.NARROWER)

    @cached_property
    def direct_parents(self) -> Mapping[Node, Sequence[Node]]:
        """What is above each concept by `skos:broader` or `skos:narrower`."""
        return self._above((SKOS.broader,), (SKOS.narrower,))

    @cached_property
    def languages(self) -> Mapping[str, set[Node]]:
        """The concepts that have a label in each language."""
        found: dict[str, set[Node]] = {}
        for node, _, label in self.labelled():
            if (language := self.language(label)) and node in self.concepts:
                found.setdefault(language, set()).add(node)
        return found

    @cached_property
    def parents_and_matches(self) -> Mapping[Node, Sequence[Node]]:
        """What is directly above each concept, in this vocabulary or by a mapping (S41)."""
        return self._above((*known.BROADER, SKOS.broadMatch), (*known.NARROWER, SKOS.narrowMatch))

    def _above(
        self, upward: Sequence[str], downward: Sequence[str]
    ) -> Mapping[Node, Sequence[Node]]:
        groups = [self.objects(each) for each in upward]
        groups += [self.subjects(each) for each in downward]
        groups = [group for group in groups if group]
        if len(groups) == 1:
            return groups[0]
        found: dict[Node, list[Node]] = {}
        for group in groups:
            for node, these in group.items():
                found.setdefault(node, []).extend(these)
        return {node: tuple(dict.fromkeys(these)) for node, these in found.items()}

    @cached_property
    def schemes_of(self) -> Mapping[Node, frozenset[Node]]:
        """The schemes that each concept is in, or is a top concept of."""
        groups = (
            self.objects(SKOS.inScheme),
            self.objects(SKOS.topConceptOf),
            self.subjects(SKOS.hasTopConcept),
        )
        found: dict[Node, frozenset[Node]] = {}
        shared: dict[frozenset[Node], frozenset[Node]] = {}
        for group in groups:
            for node, these in group.items():
                schemes = found.get(node, frozenset()).union(these)
                found[node] = shared.setdefault(schemes, schemes)
        return found

    @cached_property
    def top_concepts(self) -> Mapping[Node, frozenset[Node]]:
        """The top concepts of each scheme, stated in either direction."""
        found: dict[Node, set[Node]] = {}
        for scheme, concept in self.pairs(SKOS.hasTopConcept):
            found.setdefault(scheme, set()).add(concept)
        for concept, scheme in self.pairs(SKOS.topConceptOf):
            found.setdefault(scheme, set()).add(concept)
        return {scheme: frozenset(these) for scheme, these in found.items()}

    @cached_property
    def deprecated(self) -> frozenset[Node]:
        """What is marked as deprecated (`owl:deprecated true`)."""
        marks = self.subjects("http://www.w3.org/2002/07/owl#deprecated")
        true = [mark for mark in marks if self.text(mark) in ("true", "1")]
        return frozenset(node for mark in true for node in marks[mark])

    @cached_property
    def successors(self) -> Mapping[Node, frozenset[Node]]:
        """What replaces each concept, by `dcterms:isReplacedBy`, or a mapping if deprecated."""
        found: dict[Node, set[Node]] = {}
        for node, successor in self.pairs(DCTERMS.isReplacedBy):
            found.setdefault(node, set()).add(successor)
        for successor, node in self.pairs(DCTERMS.replaces):
            found.setdefault(node, set()).add(successor)
        for node, successor in self.pairs(SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch):
            if node in self.deprecated:
                found.setdefault(node, set()).add(successor)
        return {node: frozenset(these) for node, these in found.items()}

    def in_use(self, nodes: Iterable[Node]) -> list[Node]:
        """Some nodes without those that another of them replaces."""
        these = set(nodes)
        return [
            node
            for node in sorted(these)
            if these.isdisjoint(self.successors.get(node, frozenset()) - {node})
        ]

    @cached_property
    def namespace(self) -> str:
        """The namespace of most concepts, up to the last `/`, `#` or `:`; empty if none."""
        counts: dict[str, int] = {}
        for node in self.concepts:
            space = namespace_of(self.terms[node])
            counts[space] = counts.get(space, 0) + 1
        counts.pop("", None)
        return min(counts, key=lambda space: (-counts[space], space), default="")

    def is_ours(self, node: Node) -> bool:
        """Whether a node is an IRI in the vocabulary's own namespace, or relative to its file."""
        term = self.terms[node]
        if not isinstance(term, str):
            return False
        return is_relative(term) or (bool(self.namespace) and term.startswith(self.namespace))


def is_relative(iri: str) -> bool:
    """Whether an IRI is relative, which it stays in a file without a base."""
    return ":" not in iri.partition("/")[0].partition("#")[0].partition("?")[0]


def namespace_of(term: Term) -> str:
    """An IRI up to its last `/`, `#` or `:`; empty for other terms."""
    if not isinstance(term, str):
        return ""
    return term[: max(term.rfind("/"), term.rfind("#"), term.rfind(":")) + 1]


def _grouped(keys: Sequence[Node], values: Sequence[Node]) -> Mapping[Node, Sequence[Node]]:
    found: defaultdict[Node, list[Node]] = defaultdict(list)
    for key, value in zip(keys, values, strict=True):
        found[key].append(value)
    found.default_factory = None
    for key, these in found.items():
        if len(these) > 1:
            found[key] = list(dict.fromkeys(these))
    return found
