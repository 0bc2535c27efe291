"""
SKOS for tools that read nothing else: SKOS and Dublin Core, with all inferred statements.

Such tools show `skos:prefLabel` and follow relations one way only. Therefore every concept gets a
label and every relation its inverse. Other terms are translated to SKOS if possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from guidegraph.graph.dataset import Dataset
from guidegraph.graph.labels import Subject, Term, labels_to_derive
from guidegraph.graph.triples import licence_of
from guidegraph.graph.vocab import DCTERMS, GG, PROV, RDF, SKOS, SKOSXL


__all__ = ["losses_in_skos_core", "to_skos_core"]

_DC = "http://purl.org/dc/elements/1.1/"
_KEPT = (SKOS.NAMESPACE, DCTERMS.NAMESPACE, _DC, RDF.first, RDF.rest)
_NOTES = frozenset(
    f"{SKOS.NAMESPACE}{name}"
    for name in (
        "changeNote",
        "definition",
        "editorialNote",
        "example",
        "historyNote",
        "note",
        "scopeNote",
    )
)
# Terms with an equivalent in Dublin Core or SKOS.
_AS = {
    f"{SKOSXL.NAMESPACE}prefLabel": SKOS.prefLabel,
    f"{SKOSXL.NAMESPACE}altLabel": SKOS.altLabel,
    f"{SKOSXL.NAMESPACE}hiddenLabel": SKOS.hiddenLabel,
    GG.footnote: SKOS.note,
    PROV.wasRevisionOf: DCTERMS.replaces,
    PROV.wasDerivedFrom: DCTERMS.source,
    GG.demonstrates: SKOS.related,
    GG.promotes: SKOS.related,
    GG.usesTerm: SKOS.related,
}
_INVERSES = {
    SKOS.broader: SKOS.narrower,
    SKOS.hasTopConcept: SKOS.topConceptOf,
    SKOS.related: SKOS.related,
    SKOS.broadMatch: SKOS.narrowMatch,
    SKOS.closeMatch: SKOS.closeMatch,
    SKOS.exactMatch: SKOS.exactMatch,
    SKOS.relatedMatch: SKOS.relatedMatch,
}
_INVERSES |= {inverse: property_ for property_, inverse in _INVERSES.items()}
# Skosify and others infer these, and drop the stated ones.
_TRANSITIVE = {SKOS.broaderTransitive, SKOS.narrowerTransitive}


def to_skos_core(dataset: Dataset) -> Dataset:
    """A dataset in SKOS and Dublin Core only, each graph by itself."""
    graphs = {name: tuple(_Core(triples)) for name, triples in dataset.graphs.items()}
    return replace(dataset, graphs=graphs)


def losses_in_skos_core(dataset: Dataset) -> Iterator[str]:
    """What the profile leaves out, counted by property, and the labels it derives."""
    kept = to_skos_core(dataset)
    said = {(triple.subject, triple.predicate) for triple in kept.triples}
    counts: dict[str, int] = {}
    for triple in dataset.triples:
        if (triple.subject, triple.predicate) not in said:
            counts[triple.predicate.value] = counts.get(triple.predicate.value, 0) + 1
    for property_, number in sorted(counts.items()):
        yield f"{number} statements with <{property_}> are left out, or translated to SKOS"
    named = (SKOS.prefLabel, SKOS.hasTopConcept)  # a scheme has the name of its title
    labelled = {triple.subject for triple in dataset.triples if triple.predicate.value in named}
    for triple in kept.triples:
        if triple.predicate.value == SKOS.prefLabel and triple.subject not in labelled:
            name = getattr(triple.subject, "value", "")
            yield f"{name}: its label is derived: {getattr(triple.object, 'value', '')!r}"


class _Core:
    """The statements of one graph by subject and property, in order."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.given: dict[Subject, dict[str, list[Term]]] = {}
        for triple in triples:
            subject, value = triple.subject, triple.object
            if isinstance(subject, Subject) and isinstance(value, Term):
                properties = self.given.setdefault(subject, {})
                properties.setdefault(triple.predicate.value, []).append(value)
        self.concepts = self._of_class(SKOS.Concept)
        self.schemes = self._of_class(SKOS.ConceptScheme)
        self.found: dict[Subject, dict[str, dict[Term, None]]] = {}

    def __iter__(self) -> Iterator[Triple]:
        for subject in self.given:
            self._take(subject)
        self._further_parents()
        self._place()
        self._invert()
        self._relate()
        self._label()
        for subject, properties in self.found.items():
            for property_, values in properties.items():
                for value in values:
                    # A blank node without statements is useless.
                    if not isinstance(value, BlankNode) or value in self.found:
                        yield Triple(subject, NamedNode(property_), value)

    # -- what is there ------------------------------------------------------------

    def _of_class(self, class_: str) -> dict[Subject, None]:
        node = NamedNode(class_)
        return {
            subject: None
            for subject, properties in self.given.items()
            if node in properties.get(RDF.type, ())
        }

    def _take(self, subject: Subject) -> None:
        """The statements in SKOS and Dublin Core about a resource, unless it is of another kind."""
        properties = self.given[subject]
        classes = properties.get(RDF.type, [])
        kept = [class_ for class_ in classes if class_.value.startswith(SKOS.NAMESPACE)]
        if classes and not kept:
            return
        for class_ in kept:
            self._say(subject, RDF.type, class_)
        for property_, values in properties.items():
            name = _AS.get(property_, property_)
            if not name.startswith(_KEPT) or name in _TRANSITIVE or name == SKOS.related:
                continue
            for value in values:
                licence = licence_of(value.value) if name == DCTERMS.rights else None
                if licence is not None:
                    self._say(subject, DCTERMS.license, licence)
                    continue
                for shown in self._shown(name, value):
                    self._say(subject, name, shown)

    def _shown(self, property_: str, value: Term) -> Iterator[Term]:
        """The literal of a resource that is a label or a note."""
        inside = property_ in _NOTES or (property_ in _AS.values() and property_.endswith("Label"))
        if isinstance(value, Literal) or not inside:
            yield value
            return
        said = self.given.get(value, {})
        literals = [*said.get(RDF.value, ()), *said.get(SKOSXL.literalForm, ())]
        yield from literals or (() if property_.endswith("Label") else (value,))

    # -- what follows ---------------------------------------------------------------

    def _further_parents(self) -> None:
        """A second parent, which is transitively broader in our graphs, is broader."""
        for subject in self.concepts:
            further = self.given[subject].get(SKOS.broaderTransitive, ())
            known = self._above(subject) if further else set()
            for above in further:
                if above in self.concepts and above not in known:
                    self._say(subject, SKOS.broader, above)

    def _place(self) -> None:
        """Each concept is in a scheme, and one that is below no other is at its top."""
        default = min(self.schemes, key=str, default=None)
        for subject in self.concepts:
            for scheme in self._values(subject, SKOS.topConceptOf):
                self._say(subject, SKOS.inScheme, scheme)
            if default is not None and not self._values(subject, SKOS.inScheme):
                self._say(subject, SKOS.inScheme, default)
            if not self._values(subject, SKOS.broader):
                for scheme in list(self._values(subject, SKOS.inScheme)):
                    if scheme in self.schemes and subject not in self._below(scheme):
                        self._say(subject, SKOS.topConceptOf, scheme)

    def _below(self, scheme: Term) -> Iterable[Term]:
        return self._values(scheme, SKOS.hasTopConcept) if isinstance(scheme, Subject) else ()

    def _invert(self) -> None:
        inverted = [
            (value, _INVERSES[property_], subject)
            for subject, properties in self.found.items()
            for property_, values in properties.items()
            if property_ in _INVERSES
            for value in values
        ]
        for subject, property_, value in inverted:
            if isinstance(subject, Subject):
                self._say(subject, property_, value)

    def _relate(self) -> None:
        """Related concepts, both ways, except ancestors and siblings."""
        for subject in self.concepts:
            for property_, values in self.given[subject].items():
                if _AS.get(property_, property_) != SKOS.related:
                    continue
                for value in values:
                    ours = property_ != SKOS.related
                    if isinstance(value, Subject) and not (ours and self._is_near(subject, value)):
                        self._say(subject, SKOS.related, value)
                        self._say(value, SKOS.related, subject)

    def _is_near(self, one: Subject, other: Subject) -> bool:
        """Whether SKOS forbids two concepts to be related, or one is not in this graph."""
        if one == other or other not in self.concepts:
            return True
        if not {*self._values(one, SKOS.broader)}.isdisjoint(self._values(other, SKOS.broader)):
            return True
        return other in self._above(one) or one in self._above(other)

    def _above(self, subject: Subject) -> set[Term]:
        """All that is transitively broader than a concept."""
        seen: set[Term] = set()
        waiting: list[Term] = [subject]
        while waiting:
            here = waiting.pop()
            if isinstance(here, Subject):
                further = [each for each in self._values(here, SKOS.broader) if each not in seen]
                seen.update(further)
                waiting += further
        return seen

    def _label(self) -> None:
        """A label for every scheme and concept without one."""
        for resource, label in labels_to_derive(
            self.schemes, self.concepts, said=self.found, given=self.given
        ):
            self._say(resource, SKOS.prefLabel, label)

    def _values(self, subject: Subject, property_: str) -> Iterable[Term]:
        return self.found.get(subject, {}).get(property_, {})

    def _say(self, subject: Subject, property_: str, value: Term) -> None:
        self.found.setdefault(subject, {}).setdefault(property_, {})[value] = None
