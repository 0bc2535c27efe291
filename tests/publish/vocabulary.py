"""A small vocabulary in three languages that says as much as SKOS lets it say."""

from __future__ import annotations

from pathlib import Path

from guidegraph.api import Library
from guidegraph.publish.content import SiteOptions
from guidegraph.publish.site import Site


__all__ = ["VESSELS", "vessels"]

VESSELS = """
@base <https://example.org/vessels/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix ex: <https://example.org/terms#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<scheme> a skos:ConceptScheme ;
    dct:title "Vessels"@en, "Gefäße"@de, "Посуд"@uk ;
    dct:created "2019-03-01"^^xsd:date ; dct:modified "2024"^^xsd:gYear ;
    dct:creator [ a ex:Office ; ex:officeName "Kitchen office" ; ex:room "12"^^xsd:integer ] ;
    ex:house "Ordered by use" ;
    skos:hasTopConcept <c1>, <c9> .

<c1> a skos:Concept ; skos:topConceptOf <scheme> ; skos:inScheme <scheme> ;
    skos:prefLabel "vessel"@en, "Gefäß"@de, "посудина"@uk ;
    skos:notation "V"^^ex:code, "1" ; dct:created "2019-03-01"^^xsd:date .

<c2> a skos:Concept ; skos:inScheme <scheme> ; skos:broader <c1>, <c9> ;
    skos:prefLabel "bowl"@en, "Äpfelschüssel"@de, "миска"@uk ;
    skos:altLabel "basin"@en, "Schale"@de ; skos:hiddenLabel "bowel"@en ;
    skos:definition "A round, open vessel."@en, "Ein rundes, offenes Gefäß."@de ;
    skos:scopeNote "Not for flowers."@en ;
    skos:changeNote [ rdf:value "Moved below vessel."@en ; dct:creator ex:Ada ; dct:date "2020" ] ;
    skos:example "a salad bowl"@en ; skos:related <c3> ;
    skos:exactMatch <https://elsewhere.example/bowl>, <urn:isbn:123> ;
    skos:closeMatch <https://elsewhere.example/dish> ;
    skosxl:altLabel [ a skosxl:Label ; skosxl:literalForm "punch bowl"@en ; ex:since "1700" ] ;
    ex:depthInCm "7.5"^^xsd:decimal ; ex:madeOf ex:clay, ex:glass .

<c3> a skos:Concept ; skos:inScheme <scheme> ; skos:broader <c1> ;
    skos:prefLabel "cup"@en, "Tasse"@de, "чашка"@uk ; skos:note "line one\\nline two"@en .

<c4> a skos:Concept ; skos:inScheme <scheme> ; skos:broader <c1> ;
    skos:prefLabel "goblet"@en, "Kelch <b>"@de ;
    owl:deprecated true ; dct:isReplacedBy <c3>, <https://elsewhere.example/goblet> .

<c9> a skos:Concept ; skos:inScheme <scheme> ; skos:prefLabel "tableware"@en, "Öltuch"@de .

<set> a skos:OrderedCollection ; skos:prefLabel "on the table"@en ;
    skos:memberList ( <c3> <c2> ) .
<bag> a skos:Collection ; skos:prefLabel "round things"@en ; skos:member <c2>, <c1> .

ex:Ada ex:fullName "Ada the potter" ; ex:worksAt <https://elsewhere.example/pottery> .
ex:Bob ex:knows ex:Ada .
"""


def vessels(folder: Path, options: SiteOptions | None = None) -> Site:
    """The site of the vocabulary, read from a file in a folder."""
    file = folder / "vessels.ttl"
    file.write_text(VESSELS, encoding="utf-8")
    return Library.of_files(file).publisher().site(options)
