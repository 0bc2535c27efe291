"""The terms of SKOS and SKOS-XL, by their use."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Final

from guidegraph.graph.vocab import SKOS


__all__ = [
    "ASSOCIATIVE",
    "BROADER",
    "DOCUMENTATION",
    "HIERARCHICAL",
    "INVERSES",
    "LABELS",
    "LOCAL_NAMES",
    "MAPPINGS",
    "NARROWER",
    "OWL_CLASSES",
    "PROPERTY_CLASSES",
    "RDFS_SUBCLASS",
    "RDFS_SUBPROPERTY",
    "SEMANTIC",
    "SKOS_NAMESPACE",
    "SYMMETRIC",
    "TITLES",
    "XL_FORM",
    "XL_LABELS",
    "is_skos",
    "lookalike",
]

SKOS_NAMESPACE: Final = SKOS.NAMESPACE
_XL: Final = "http://www.w3.org/2008/05/skos-xl#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_OWL: Final = "http://www.w3.org/2002/07/owl#"

RDFS_SUBCLASS: Final = f"{_RDFS}subClassOf"
RDFS_SUBPROPERTY: Final = f"{_RDFS}subPropertyOf"
OWL_CLASSES: Final = (f"{_OWL}Class", f"{_RDFS}Class")
PROPERTY_CLASSES: Final = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property",
    f"{_OWL}ObjectProperty",
    f"{_OWL}DatatypeProperty",
    f"{_OWL}AnnotationProperty",
)

LABELS: Final = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
XL_LABELS: Final = {
    f"{_XL}prefLabel": SKOS.prefLabel,
    f"{_XL}altLabel": SKOS.altLabel,
    f"{_XL}hiddenLabel": SKOS.hiddenLabel,
}
XL_FORM: Final = f"{_XL}literalForm"
DOCUMENTATION: Final = (
    SKOS.definition,
    SKOS.scopeNote,
    SKOS.note,
    SKOS.example,
    SKOS.changeNote,
    SKOS.editorialNote,
    SKOS.historyNote,
)
TITLES: Final = (
    SKOS.prefLabel,
    f"{_RDFS}label",
    "http://purl.org/dc/terms/title",
    "http://purl.org/dc/elements/1.1/title",
)

BROADER: Final = (SKOS.broader, SKOS.broaderTransitive)
NARROWER: Final = (SKOS.narrower, SKOS.narrowerTransitive)
HIERARCHICAL: Final = (*BROADER, *NARROWER)
ASSOCIATIVE: Final = (SKOS.related,)
SEMANTIC: Final = (*HIERARCHICAL, *ASSOCIATIVE)
MAPPINGS: Final = (
    SKOS.exactMatch,
    SKOS.closeMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.relatedMatch,
    SKOS.mappingRelation,
)
SYMMETRIC: Final = (SKOS.related, SKOS.relatedMatch, SKOS.exactMatch, SKOS.closeMatch)
INVERSES: Final = {
    SKOS.broader: SKOS.narrower,
    SKOS.narrower: SKOS.broader,
    SKOS.broaderTransitive: SKOS.narrowerTransitive,
    SKOS.narrowerTransitive: SKOS.broaderTransitive,
    SKOS.broadMatch: SKOS.narrowMatch,
    SKOS.narrowMatch: SKOS.broadMatch,
    SKOS.topConceptOf: SKOS.hasTopConcept,
    SKOS.hasTopConcept: SKOS.topConceptOf,
    **{each: each for each in SYMMETRIC},
}

_NAMES = """
    Collection Concept ConceptScheme OrderedCollection altLabel broadMatch broader
    broaderTransitive changeNote closeMatch definition editorialNote exactMatch example
    hasTopConcept hiddenLabel historyNote inScheme mappingRelation member memberList
    narrowMatch narrower narrowerTransitive notation note prefLabel related relatedMatch
    scopeNote semanticRelation topConceptOf
"""
LOCAL_NAMES: Final = frozenset(_NAMES.split())
"""The local names of SKOS."""

_LONGEST = 200
_ALIKE = 0.8


def is_skos(iri: str) -> bool:
    """Whether an IRI is a term of SKOS or of SKOS-XL."""
    return iri.startswith(_XL) or (
        iri.startswith(SKOS_NAMESPACE) and iri.removeprefix(SKOS_NAMESPACE) in LOCAL_NAMES
    )


def lookalike(iri: str) -> str | None:
    """
    The namespace of a term of SKOS that is in another one, if that is nearly the same.

    >>> lookalike("https://www.w3.org/2004/02/skos/core#Concept")
    'https://www.w3.org/2004/02/skos/core#'
    """
    if iri.startswith((SKOS_NAMESPACE, _XL)) or len(iri) > _LONGEST:
        return None
    end = max(map(iri.rfind, "/#:")) + 1
    if iri[end:].startswith("core"):  # the sign between the namespace and the name is missing
        end += len("core")
    space, name = iri[:end].lower(), iri[end:]
    if name not in LOCAL_NAMES:
        return None
    if "skos" in space or SequenceMatcher(None, space, SKOS_NAMESPACE).ratio() > _ALIKE:
        return iri[:end]
    return None
