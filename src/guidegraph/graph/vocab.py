"""
The vocabularies of the graph, as constants: `GG.CoreValue`, `SKOS.prefLabel`.

Generated from `ontology/` by `python tools/gen.py`; a change made here is lost.
Names are spelled as the vocabularies spell them, save that a hyphen is an underscore
and a word of Python's own has one behind it.
"""

# ruff: noqa: N815

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


__all__ = [
    "ASSOCIATIONS",
    "DCAT",
    "DCTERMS",
    "GG",
    "ITEM_TYPES",
    "OA",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SH",
    "SKOS",
    "SKOSXL",
    "VOID",
    "XSD",
]


class DCAT:
    """What is used of `dcat:`."""

    NAMESPACE: Final = "http://www.w3.org/ns/dcat#"
    Catalog: Final = "http://www.w3.org/ns/dcat#Catalog"
    Dataset: Final = "http://www.w3.org/ns/dcat#Dataset"
    Distribution: Final = "http://www.w3.org/ns/dcat#Distribution"
    Resource: Final = "http://www.w3.org/ns/dcat#Resource"
    byteSize: Final = "http://www.w3.org/ns/dcat#byteSize"
    dataset: Final = "http://www.w3.org/ns/dcat#dataset"
    distribution: Final = "http://www.w3.org/ns/dcat#distribution"
    downloadURL: Final = "http://www.w3.org/ns/dcat#downloadURL"
    hasCurrentVersion: Final = "http://www.w3.org/ns/dcat#hasCurrentVersion"
    hasVersion: Final = "http://www.w3.org/ns/dcat#hasVersion"
    mediaType: Final = "http://www.w3.org/ns/dcat#mediaType"
    previousVersion: Final = "http://www.w3.org/ns/dcat#previousVersion"
    version: Final = "http://www.w3.org/ns/dcat#version"


class DCTERMS:
    """What is used of `dcterms:`."""

    NAMESPACE: Final = "http://purl.org/dc/terms/"
    created: Final = "http://purl.org/dc/terms/created"
    description: Final = "http://purl.org/dc/terms/description"
    format: Final = "http://purl.org/dc/terms/format"
    hasPart: Final = "http://purl.org/dc/terms/hasPart"
    hasVersion: Final = "http://purl.org/dc/terms/hasVersion"
    identifier: Final = "http://purl.org/dc/terms/identifier"
    isPartOf: Final = "http://purl.org/dc/terms/isPartOf"
    isReplacedBy: Final = "http://purl.org/dc/terms/isReplacedBy"
    isVersionOf: Final = "http://purl.org/dc/terms/isVersionOf"
    issued: Final = "http://purl.org/dc/terms/issued"
    language: Final = "http://purl.org/dc/terms/language"
    license: Final = "http://purl.org/dc/terms/license"
    modified: Final = "http://purl.org/dc/terms/modified"
    publisher: Final = "http://purl.org/dc/terms/publisher"
    replaces: Final = "http://purl.org/dc/terms/replaces"
    rights: Final = "http://purl.org/dc/terms/rights"
    source: Final = "http://purl.org/dc/terms/source"
    title: Final = "http://purl.org/dc/terms/title"
    type: Final = "http://purl.org/dc/terms/type"


class GG:
    """The guidegraph ontology."""

    NAMESPACE: Final = "https://w3id.org/guidegraph/ontology#"
    Aspect: Final = "https://w3id.org/guidegraph/ontology#Aspect"
    Change: Final = "https://w3id.org/guidegraph/ontology#Change"
    ChangeSet: Final = "https://w3id.org/guidegraph/ontology#ChangeSet"
    CoreValue: Final = "https://w3id.org/guidegraph/ontology#CoreValue"
    Course: Final = "https://w3id.org/guidegraph/ontology#Course"
    CourseModule: Final = "https://w3id.org/guidegraph/ontology#CourseModule"
    CourseStatement: Final = "https://w3id.org/guidegraph/ontology#CourseStatement"
    Direction: Final = "https://w3id.org/guidegraph/ontology#Direction"
    Edition: Final = "https://w3id.org/guidegraph/ontology#Edition"
    Facet: Final = "https://w3id.org/guidegraph/ontology#Facet"
    Finding: Final = "https://w3id.org/guidegraph/ontology#Finding"
    Footnote: Final = "https://w3id.org/guidegraph/ontology#Footnote"
    GlossaryTerm: Final = "https://w3id.org/guidegraph/ontology#GlossaryTerm"
    Hyperlink: Final = "https://w3id.org/guidegraph/ontology#Hyperlink"
    Item: Final = "https://w3id.org/guidegraph/ontology#Item"
    Lineage: Final = "https://w3id.org/guidegraph/ontology#Lineage"
    MovedSentence: Final = "https://w3id.org/guidegraph/ontology#MovedSentence"
    Paragraph: Final = "https://w3id.org/guidegraph/ontology#Paragraph"
    Practice: Final = "https://w3id.org/guidegraph/ontology#Practice"
    PracticeStatement: Final = "https://w3id.org/guidegraph/ontology#PracticeStatement"
    Relation: Final = "https://w3id.org/guidegraph/ontology#Relation"
    Section: Final = "https://w3id.org/guidegraph/ontology#Section"
    SourceDocument: Final = "https://w3id.org/guidegraph/ontology#SourceDocument"
    Statement: Final = "https://w3id.org/guidegraph/ontology#Statement"
    SupervisorRole: Final = "https://w3id.org/guidegraph/ontology#SupervisorRole"
    Wording: Final = "https://w3id.org/guidegraph/ontology#Wording"
    anchor: Final = "https://w3id.org/guidegraph/ontology#anchor"
    aspect: Final = "https://w3id.org/guidegraph/ontology#aspect"
    aspect_actor: Final = "https://w3id.org/guidegraph/ontology#aspect-actor"
    aspect_condition: Final = "https://w3id.org/guidegraph/ontology#aspect-condition"
    aspect_confusable: Final = "https://w3id.org/guidegraph/ontology#aspect-confusable"
    aspect_force: Final = "https://w3id.org/guidegraph/ontology#aspect-force"
    aspect_negation: Final = "https://w3id.org/guidegraph/ontology#aspect-negation"
    aspect_other: Final = "https://w3id.org/guidegraph/ontology#aspect-other"
    aspect_quantity: Final = "https://w3id.org/guidegraph/ontology#aspect-quantity"
    aspect_scope: Final = "https://w3id.org/guidegraph/ontology#aspect-scope"
    aspects: Final = "https://w3id.org/guidegraph/ontology#aspects"
    assesses: Final = "https://w3id.org/guidegraph/ontology#assesses"
    attribute: Final = "https://w3id.org/guidegraph/ontology#attribute"
    base: Final = "https://w3id.org/guidegraph/ontology#base"
    caseTerm: Final = "https://w3id.org/guidegraph/ontology#caseTerm"
    change: Final = "https://w3id.org/guidegraph/ontology#change"
    changeWeight: Final = "https://w3id.org/guidegraph/ontology#changeWeight"
    closestItem: Final = "https://w3id.org/guidegraph/ontology#closestItem"
    concerns: Final = "https://w3id.org/guidegraph/ontology#concerns"
    confidence: Final = "https://w3id.org/guidegraph/ontology#confidence"
    coverage: Final = "https://w3id.org/guidegraph/ontology#coverage"
    datatype: Final = "https://w3id.org/guidegraph/ontology#datatype"
    demonstrates: Final = "https://w3id.org/guidegraph/ontology#demonstrates"
    derivedLabel: Final = "https://w3id.org/guidegraph/ontology#derivedLabel"
    derivedSuccessor: Final = "https://w3id.org/guidegraph/ontology#derivedSuccessor"
    direction: Final = "https://w3id.org/guidegraph/ontology#direction"
    direction_strengthened: Final = "https://w3id.org/guidegraph/ontology#direction-strengthened"
    direction_weakened: Final = "https://w3id.org/guidegraph/ontology#direction-weakened"
    directions: Final = "https://w3id.org/guidegraph/ontology#directions"
    duplicateOf: Final = "https://w3id.org/guidegraph/ontology#duplicateOf"
    facet: Final = "https://w3id.org/guidegraph/ontology#facet"
    facet_deprecated: Final = "https://w3id.org/guidegraph/ontology#facet-deprecated"
    facet_described: Final = "https://w3id.org/guidegraph/ontology#facet-described"
    facet_duplicate: Final = "https://w3id.org/guidegraph/ontology#facet-duplicate"
    facet_moved: Final = "https://w3id.org/guidegraph/ontology#facet-moved"
    facet_relabelled: Final = "https://w3id.org/guidegraph/ontology#facet-relabelled"
    facet_relinked: Final = "https://w3id.org/guidegraph/ontology#facet-relinked"
    facet_renumbered: Final = "https://w3id.org/guidegraph/ontology#facet-renumbered"
    facet_reordered: Final = "https://w3id.org/guidegraph/ontology#facet-reordered"
    facet_replaced: Final = "https://w3id.org/guidegraph/ontology#facet-replaced"
    facet_retyped: Final = "https://w3id.org/guidegraph/ontology#facet-retyped"
    facet_reworded: Final = "https://w3id.org/guidegraph/ontology#facet-reworded"
    facets: Final = "https://w3id.org/guidegraph/ontology#facets"
    footnote: Final = "https://w3id.org/guidegraph/ontology#footnote"
    furniture: Final = "https://w3id.org/guidegraph/ontology#furniture"
    hyperlink: Final = "https://w3id.org/guidegraph/ontology#hyperlink"
    identified: Final = "https://w3id.org/guidegraph/ontology#identified"
    kind: Final = "https://w3id.org/guidegraph/ontology#kind"
    languageTag: Final = "https://w3id.org/guidegraph/ontology#languageTag"
    languages: Final = "https://w3id.org/guidegraph/ontology#languages"
    likeness: Final = "https://w3id.org/guidegraph/ontology#likeness"
    linkWords: Final = "https://w3id.org/guidegraph/ontology#linkWords"
    localIdentifier: Final = "https://w3id.org/guidegraph/ontology#localIdentifier"
    mappingGroup: Final = "https://w3id.org/guidegraph/ontology#mappingGroup"
    mark: Final = "https://w3id.org/guidegraph/ontology#mark"
    marker: Final = "https://w3id.org/guidegraph/ontology#marker"
    mentions: Final = "https://w3id.org/guidegraph/ontology#mentions"
    movedFrom: Final = "https://w3id.org/guidegraph/ontology#movedFrom"
    movedSentence: Final = "https://w3id.org/guidegraph/ontology#movedSentence"
    movedTo: Final = "https://w3id.org/guidegraph/ontology#movedTo"
    name: Final = "https://w3id.org/guidegraph/ontology#name"
    namesTerm: Final = "https://w3id.org/guidegraph/ontology#namesTerm"
    newEdition: Final = "https://w3id.org/guidegraph/ontology#newEdition"
    newItem: Final = "https://w3id.org/guidegraph/ontology#newItem"
    offset: Final = "https://w3id.org/guidegraph/ontology#offset"
    oldEdition: Final = "https://w3id.org/guidegraph/ontology#oldEdition"
    oldItem: Final = "https://w3id.org/guidegraph/ontology#oldItem"
    order: Final = "https://w3id.org/guidegraph/ontology#order"
    ordered: Final = "https://w3id.org/guidegraph/ontology#ordered"
    parent: Final = "https://w3id.org/guidegraph/ontology#parent"
    position: Final = "https://w3id.org/guidegraph/ontology#position"
    printedLabel: Final = "https://w3id.org/guidegraph/ontology#printedLabel"
    promotes: Final = "https://w3id.org/guidegraph/ontology#promotes"
    quote: Final = "https://w3id.org/guidegraph/ontology#quote"
    quotedFrom: Final = "https://w3id.org/guidegraph/ontology#quotedFrom"
    reason: Final = "https://w3id.org/guidegraph/ontology#reason"
    relation: Final = "https://w3id.org/guidegraph/ontology#relation"
    relation_added: Final = "https://w3id.org/guidegraph/ontology#relation-added"
    relation_dropped: Final = "https://w3id.org/guidegraph/ontology#relation-dropped"
    relation_merged: Final = "https://w3id.org/guidegraph/ontology#relation-merged"
    relation_regrouped: Final = "https://w3id.org/guidegraph/ontology#relation-regrouped"
    relation_same: Final = "https://w3id.org/guidegraph/ontology#relation-same"
    relation_split: Final = "https://w3id.org/guidegraph/ontology#relation-split"
    relations: Final = "https://w3id.org/guidegraph/ontology#relations"
    residue: Final = "https://w3id.org/guidegraph/ontology#residue"
    role: Final = "https://w3id.org/guidegraph/ontology#role"
    rule: Final = "https://w3id.org/guidegraph/ontology#rule"
    sourceKind: Final = "https://w3id.org/guidegraph/ontology#sourceKind"
    standsAtPlaceOf: Final = "https://w3id.org/guidegraph/ontology#standsAtPlaceOf"
    statement: Final = "https://w3id.org/guidegraph/ontology#statement"
    status: Final = "https://w3id.org/guidegraph/ontology#status"
    target: Final = "https://w3id.org/guidegraph/ontology#target"
    teaches: Final = "https://w3id.org/guidegraph/ontology#teaches"
    usesTerm: Final = "https://w3id.org/guidegraph/ontology#usesTerm"
    weight: Final = "https://w3id.org/guidegraph/ontology#weight"
    wording: Final = "https://w3id.org/guidegraph/ontology#wording"
    wording_editorial: Final = "https://w3id.org/guidegraph/ontology#wording-editorial"
    wording_spelling: Final = "https://w3id.org/guidegraph/ontology#wording-spelling"
    wording_substantive: Final = "https://w3id.org/guidegraph/ontology#wording-substantive"
    wording_typographic: Final = "https://w3id.org/guidegraph/ontology#wording-typographic"
    wordingUnsure: Final = "https://w3id.org/guidegraph/ontology#wordingUnsure"
    wordings: Final = "https://w3id.org/guidegraph/ontology#wordings"


class OA:
    """What is used of `oa:`."""

    NAMESPACE: Final = "http://www.w3.org/ns/oa#"
    Annotation: Final = "http://www.w3.org/ns/oa#Annotation"
    TextPositionSelector: Final = "http://www.w3.org/ns/oa#TextPositionSelector"
    TextQuoteSelector: Final = "http://www.w3.org/ns/oa#TextQuoteSelector"
    TextualBody: Final = "http://www.w3.org/ns/oa#TextualBody"
    end: Final = "http://www.w3.org/ns/oa#end"
    exact: Final = "http://www.w3.org/ns/oa#exact"
    hasBody: Final = "http://www.w3.org/ns/oa#hasBody"
    hasPurpose: Final = "http://www.w3.org/ns/oa#hasPurpose"
    hasSource: Final = "http://www.w3.org/ns/oa#hasSource"
    hasTarget: Final = "http://www.w3.org/ns/oa#hasTarget"
    motivatedBy: Final = "http://www.w3.org/ns/oa#motivatedBy"
    prefix: Final = "http://www.w3.org/ns/oa#prefix"
    start: Final = "http://www.w3.org/ns/oa#start"
    suffix: Final = "http://www.w3.org/ns/oa#suffix"


class OWL:
    """What is used of `owl:`."""

    NAMESPACE: Final = "http://www.w3.org/2002/07/owl#"
    deprecated: Final = "http://www.w3.org/2002/07/owl#deprecated"
    sameAs: Final = "http://www.w3.org/2002/07/owl#sameAs"
    versionIRI: Final = "http://www.w3.org/2002/07/owl#versionIRI"
    versionInfo: Final = "http://www.w3.org/2002/07/owl#versionInfo"


class PROV:
    """What is used of `prov:`."""

    NAMESPACE: Final = "http://www.w3.org/ns/prov#"
    generatedAtTime: Final = "http://www.w3.org/ns/prov#generatedAtTime"
    specializationOf: Final = "http://www.w3.org/ns/prov#specializationOf"
    wasDerivedFrom: Final = "http://www.w3.org/ns/prov#wasDerivedFrom"
    wasQuotedFrom: Final = "http://www.w3.org/ns/prov#wasQuotedFrom"
    wasRevisionOf: Final = "http://www.w3.org/ns/prov#wasRevisionOf"


class RDF:
    """What is used of `rdf:`."""

    NAMESPACE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    first: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first"
    langString: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    nil: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"
    rest: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest"
    type: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    value: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"


class RDFS:
    """What is used of `rdfs:`."""

    NAMESPACE: Final = "http://www.w3.org/2000/01/rdf-schema#"
    isDefinedBy: Final = "http://www.w3.org/2000/01/rdf-schema#isDefinedBy"
    label: Final = "http://www.w3.org/2000/01/rdf-schema#label"
    seeAlso: Final = "http://www.w3.org/2000/01/rdf-schema#seeAlso"


class SCHEMA:
    """What is used of `schema:`."""

    NAMESPACE: Final = "https://schema.org/"
    Course: Final = "https://schema.org/Course"
    DefinedTerm: Final = "https://schema.org/DefinedTerm"
    DefinedTermSet: Final = "https://schema.org/DefinedTermSet"
    assesses: Final = "https://schema.org/assesses"
    creativeWorkStatus: Final = "https://schema.org/creativeWorkStatus"
    description: Final = "https://schema.org/description"
    hasDefinedTerm: Final = "https://schema.org/hasDefinedTerm"
    hasPart: Final = "https://schema.org/hasPart"
    inDefinedTermSet: Final = "https://schema.org/inDefinedTermSet"
    isPartOf: Final = "https://schema.org/isPartOf"
    name: Final = "https://schema.org/name"
    position: Final = "https://schema.org/position"
    sha256: Final = "https://schema.org/sha256"
    teaches: Final = "https://schema.org/teaches"
    termCode: Final = "https://schema.org/termCode"


class SH:
    """What is used of `sh:`."""

    NAMESPACE: Final = "http://www.w3.org/ns/shacl#"
    Info: Final = "http://www.w3.org/ns/shacl#Info"
    ValidationReport: Final = "http://www.w3.org/ns/shacl#ValidationReport"
    ValidationResult: Final = "http://www.w3.org/ns/shacl#ValidationResult"
    Violation: Final = "http://www.w3.org/ns/shacl#Violation"
    Warning: Final = "http://www.w3.org/ns/shacl#Warning"
    conforms: Final = "http://www.w3.org/ns/shacl#conforms"
    focusNode: Final = "http://www.w3.org/ns/shacl#focusNode"
    result: Final = "http://www.w3.org/ns/shacl#result"
    resultMessage: Final = "http://www.w3.org/ns/shacl#resultMessage"
    resultPath: Final = "http://www.w3.org/ns/shacl#resultPath"
    resultSeverity: Final = "http://www.w3.org/ns/shacl#resultSeverity"
    sourceConstraintComponent: Final = "http://www.w3.org/ns/shacl#sourceConstraintComponent"
    sourceShape: Final = "http://www.w3.org/ns/shacl#sourceShape"
    value: Final = "http://www.w3.org/ns/shacl#value"


class SKOS:
    """What is used of `skos:`."""

    NAMESPACE: Final = "http://www.w3.org/2004/02/skos/core#"
    Collection: Final = "http://www.w3.org/2004/02/skos/core#Collection"
    Concept: Final = "http://www.w3.org/2004/02/skos/core#Concept"
    ConceptScheme: Final = "http://www.w3.org/2004/02/skos/core#ConceptScheme"
    OrderedCollection: Final = "http://www.w3.org/2004/02/skos/core#OrderedCollection"
    altLabel: Final = "http://www.w3.org/2004/02/skos/core#altLabel"
    broadMatch: Final = "http://www.w3.org/2004/02/skos/core#broadMatch"
    broader: Final = "http://www.w3.org/2004/02/skos/core#broader"
    broaderTransitive: Final = "http://www.w3.org/2004/02/skos/core#broaderTransitive"
    changeNote: Final = "http://www.w3.org/2004/02/skos/core#changeNote"
    closeMatch: Final = "http://www.w3.org/2004/02/skos/core#closeMatch"
    definition: Final = "http://www.w3.org/2004/02/skos/core#definition"
    editorialNote: Final = "http://www.w3.org/2004/02/skos/core#editorialNote"
    exactMatch: Final = "http://www.w3.org/2004/02/skos/core#exactMatch"
    example: Final = "http://www.w3.org/2004/02/skos/core#example"
    hasTopConcept: Final = "http://www.w3.org/2004/02/skos/core#hasTopConcept"
    hiddenLabel: Final = "http://www.w3.org/2004/02/skos/core#hiddenLabel"
    historyNote: Final = "http://www.w3.org/2004/02/skos/core#historyNote"
    inScheme: Final = "http://www.w3.org/2004/02/skos/core#inScheme"
    mappingRelation: Final = "http://www.w3.org/2004/02/skos/core#mappingRelation"
    member: Final = "http://www.w3.org/2004/02/skos/core#member"
    memberList: Final = "http://www.w3.org/2004/02/skos/core#memberList"
    narrowMatch: Final = "http://www.w3.org/2004/02/skos/core#narrowMatch"
    narrower: Final = "http://www.w3.org/2004/02/skos/core#narrower"
    narrowerTransitive: Final = "http://www.w3.org/2004/02/skos/core#narrowerTransitive"
    notation: Final = "http://www.w3.org/2004/02/skos/core#notation"
    note: Final = "http://www.w3.org/2004/02/skos/core#note"
    prefLabel: Final = "http://www.w3.org/2004/02/skos/core#prefLabel"
    related: Final = "http://www.w3.org/2004/02/skos/core#related"
    relatedMatch: Final = "http://www.w3.org/2004/02/skos/core#relatedMatch"
    scopeNote: Final = "http://www.w3.org/2004/02/skos/core#scopeNote"
    topConceptOf: Final = "http://www.w3.org/2004/02/skos/core#topConceptOf"


class SKOSXL:
    """What is used of `skosxl:`."""

    NAMESPACE: Final = "http://www.w3.org/2008/05/skos-xl#"
    Label: Final = "http://www.w3.org/2008/05/skos-xl#Label"
    altLabel: Final = "http://www.w3.org/2008/05/skos-xl#altLabel"
    literalForm: Final = "http://www.w3.org/2008/05/skos-xl#literalForm"
    prefLabel: Final = "http://www.w3.org/2008/05/skos-xl#prefLabel"


class VOID:
    """What is used of `void:`."""

    NAMESPACE: Final = "http://rdfs.org/ns/void#"
    Dataset: Final = "http://rdfs.org/ns/void#Dataset"
    Linkset: Final = "http://rdfs.org/ns/void#Linkset"
    dataDump: Final = "http://rdfs.org/ns/void#dataDump"
    entities: Final = "http://rdfs.org/ns/void#entities"
    exampleResource: Final = "http://rdfs.org/ns/void#exampleResource"
    linkPredicate: Final = "http://rdfs.org/ns/void#linkPredicate"
    objectsTarget: Final = "http://rdfs.org/ns/void#objectsTarget"
    rootResource: Final = "http://rdfs.org/ns/void#rootResource"
    sparqlEndpoint: Final = "http://rdfs.org/ns/void#sparqlEndpoint"
    subjectsTarget: Final = "http://rdfs.org/ns/void#subjectsTarget"
    subset: Final = "http://rdfs.org/ns/void#subset"
    triples: Final = "http://rdfs.org/ns/void#triples"
    uriSpace: Final = "http://rdfs.org/ns/void#uriSpace"
    vocabulary: Final = "http://rdfs.org/ns/void#vocabulary"


class XSD:
    """What is used of `xsd:`."""

    NAMESPACE: Final = "http://www.w3.org/2001/XMLSchema#"
    anyURI: Final = "http://www.w3.org/2001/XMLSchema#anyURI"
    boolean: Final = "http://www.w3.org/2001/XMLSchema#boolean"
    date: Final = "http://www.w3.org/2001/XMLSchema#date"
    dateTime: Final = "http://www.w3.org/2001/XMLSchema#dateTime"
    decimal: Final = "http://www.w3.org/2001/XMLSchema#decimal"
    gYear: Final = "http://www.w3.org/2001/XMLSchema#gYear"
    gYearMonth: Final = "http://www.w3.org/2001/XMLSchema#gYearMonth"
    integer: Final = "http://www.w3.org/2001/XMLSchema#integer"
    nonNegativeInteger: Final = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
    string: Final = "http://www.w3.org/2001/XMLSchema#string"


# The classes of items by local name.
ITEM_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Item": GG.Item,
        "CoreValue": GG.CoreValue,
        "Practice": GG.Practice,
        "PracticeStatement": GG.PracticeStatement,
        "SupervisorRole": GG.SupervisorRole,
        "GlossaryTerm": GG.GlossaryTerm,
        "Section": GG.Section,
        "Paragraph": GG.Paragraph,
        "CourseModule": GG.CourseModule,
        "CourseStatement": GG.CourseStatement,
    }
)


# The links between items by local name.
ASSOCIATIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "demonstrates": GG.demonstrates,
        "promotes": GG.promotes,
        "usesTerm": GG.usesTerm,
        "teaches": GG.teaches,
        "assesses": GG.assesses,
        "mentions": GG.mentions,
        "standsAtPlaceOf": GG.standsAtPlaceOf,
    }
)


# The namespaces by the prefix that Turtle and SPARQL write for them.
PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dcat": DCAT.NAMESPACE,
        "dcterms": DCTERMS.NAMESPACE,
        "gg": GG.NAMESPACE,
        "oa": OA.NAMESPACE,
        "owl": OWL.NAMESPACE,
        "prov": PROV.NAMESPACE,
        "rdf": RDF.NAMESPACE,
        "rdfs": RDFS.NAMESPACE,
        "schema": SCHEMA.NAMESPACE,
        "sh": SH.NAMESPACE,
        "skos": SKOS.NAMESPACE,
        "skosxl": SKOSXL.NAMESPACE,
        "void": VOID.NAMESPACE,
        "xsd": XSD.NAMESPACE,
    }
)
