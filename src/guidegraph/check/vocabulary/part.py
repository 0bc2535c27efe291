"""A part of a vocabulary that is too large to be read, with what the rules know of the whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Quad

from guidegraph.check.vocabulary.index import Node, Vocabulary, indexed


__all__ = ["VocabularyPart", "WholeVocabulary", "part_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeVocabulary:
    """
    What is known of a whole vocabulary, and of those of its resources that are in a part.

    Attributes:
        name, path: those of the vocabulary.
        namespace, main_language: as of a `Vocabulary`.
        concepts, schemes, collections, described: the resources in the part that are such, as their
            names in a `VocabularyPart`.
        extents: how many resources or texts a rule is about, of how many, by topic.
    """

    name: str
    path: str
    namespace: str
    main_language: str
    concepts: Collection[str]
    schemes: Collection[str]
    collections: Collection[str]
    described: Collection[str]
    extents: Mapping[str, tuple[int, int]]


class VocabularyPart(Vocabulary):
    """Some statements of a vocabulary; what they do not say of the whole was found otherwise."""

    extents: Mapping[str, tuple[int, int]]

    def name_of(self, node: Node) -> str:
        """The IRI of a node; blank nodes have the names that they have in the stored edition."""
        term = self.terms[node]
        return str(term) if isinstance(term, BlankNode) else super().name_of(node)

    def extent(self, count: int, total: int, topic: str = "concept") -> tuple[int, int]:
        """How often something holds in the whole vocabulary, of how many times."""
        return self.extents.get(topic, (count, total))


def part_of(whole: WholeVocabulary, quads: Iterable[Quad]) -> VocabularyPart:
    """The part of a vocabulary that has some statements."""
    read = indexed(whole.name, whole.path, quads)
    part = VocabularyPart(read.name, read.path, read.numbers, read.columns)
    numbers = {part.name_of(node): node for node in range(len(part.terms))}

    def nodes(names: Collection[str]) -> frozenset[Node]:
        return frozenset(numbers[name] for name in names if name in numbers)

    part.extents = whole.extents
    part.namespace = whole.namespace
    part.main_language = whole.main_language
    part.concepts = nodes(whole.concepts)
    part.schemes = nodes(whole.schemes)
    part.collections = nodes(whole.collections)
    part.described = nodes(whole.described)
    return part
