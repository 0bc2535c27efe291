"""`src/guidegraph/graph/vocab.py`: the IRIs that code uses, as constants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from keyword import iskeyword
from pathlib import PurePosixPath

from generators import _ontology


PATH = PurePosixPath("src/guidegraph/graph/vocab.py")

# Terms of other vocabularies that code uses, in addition to those of the JSON-LD context.
BESIDES = {
    "dcat": (
        "Catalog Dataset Distribution Resource byteSize dataset distribution downloadURL "
        "hasCurrentVersion hasVersion mediaType previousVersion version"
    ),
    "dcterms": (
        "created description format hasPart hasVersion isPartOf isReplacedBy license modified "
        "replaces type"
    ),
    "oa": (
        "Annotation TextualBody hasBody hasPurpose hasSource hasTarget motivatedBy prefix suffix"
    ),
    "owl": "deprecated sameAs versionIRI versionInfo",
    "prov": "generatedAtTime specializationOf wasQuotedFrom",
    "rdf": "first langString nil rest type value",
    "rdfs": "isDefinedBy label seeAlso",
    "schema": (
        "Course DefinedTerm DefinedTermSet assesses creativeWorkStatus description "
        "hasDefinedTerm hasPart "
        "inDefinedTermSet isPartOf name position sha256 teaches termCode"
    ),
    "sh": (
        "Info ValidationReport ValidationResult Violation Warning conforms focusNode result "
        "resultMessage resultPath resultSeverity sourceConstraintComponent sourceShape value"
    ),
    "skos": (
        "Collection Concept ConceptScheme OrderedCollection altLabel broadMatch broader "
        "broaderTransitive changeNote closeMatch definition editorialNote exactMatch example "
        "hasTopConcept hiddenLabel historyNote inScheme mappingRelation member memberList "
        "narrowMatch narrower narrowerTransitive notation note prefLabel related relatedMatch "
        "scopeNote topConceptOf"
    ),
    "skosxl": "Label altLabel literalForm prefLabel",
    "void": (
        "Dataset Linkset dataDump entities exampleResource linkPredicate objectsTarget "
        "rootResource sparqlEndpoint subjectsTarget subset triples uriSpace vocabulary"
    ),
    "xsd": (
        "anyURI boolean date dateTime decimal gYear gYearMonth integer nonNegativeInteger string"
    ),
}
# The namespaces that only code uses.
NAMESPACES = {
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "void": "http://rdfs.org/ns/void#",
}

HEAD = '''"""
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
'''


def generate_vocab() -> tuple[PurePosixPath, str]:
    """A class of constants for each vocabulary, then the mappings that code looks names up in."""
    names = _local_names()
    namespaces = {**_ontology.prefixes(), **NAMESPACES}
    tables = ("ASSOCIATIONS", "ITEM_TYPES", "PREFIXES")
    exported = sorted((*tables, *(prefix.upper() for prefix in names)))
    parts = [HEAD, "__all__ = [\n" + "".join(f'    "{name}",\n' for name in exported) + "]\n"]
    parts += [_class(prefix, namespaces[prefix], each) for prefix, each in names.items()]
    parts += [
        _table("ITEM_TYPES", "The classes of items by local name.", _of_gg(_item_types())),
        _table("ASSOCIATIONS", "The links between items by local name.", _of_gg(_associations())),
        _table(
            "PREFIXES",
            "The namespaces by the prefix that Turtle and SPARQL write for them.",
            ((prefix, f"{prefix.upper()}.NAMESPACE") for prefix in names),
        ),
    ]
    return PATH, "\n\n".join(parts)


def _local_names() -> dict[str, list[str]]:
    """The local names of each vocabulary: all of our own, and of the others what code needs."""
    wanted = {(prefix, name) for prefix, names in BESIDES.items() for name in names.split()}
    wanted |= {("gg", term.name) for term in _ontology.terms()}
    in_data = (curie.partition(":") for curie in _ontology.in_data())
    wanted |= {(prefix, name) for prefix, _, name in in_data if prefix in BESIDES}
    found: dict[str, list[str]] = {}
    for prefix, name in sorted(wanted):
        found.setdefault(prefix, []).append(name)
    return found


def _item_types() -> list[str]:
    return ["Item", *(term.name for term in _ontology.subclasses("Item"))]


def _associations() -> list[str]:
    """The properties that lead from items to items."""
    items = {f"gg:{name}" for name in _item_types()}
    return [
        term.name
        for term in _ontology.terms()
        if items & {*term.all("rdfs:domain", "schema:domainIncludes")}
        and items & {*term.all("rdfs:range", "schema:rangeIncludes")}
    ]


def _class(prefix: str, namespace: str, names: list[str]) -> str:
    about = "The guidegraph ontology." if prefix == "gg" else f"What is used of `{prefix}:`."
    lines = [
        f"class {prefix.upper()}:",
        f'    """{about}"""\n',
        f'    NAMESPACE: Final = "{namespace}"',
        *(f'    {_identifier(name)}: Final = "{namespace}{name}"' for name in names),
    ]
    return "\n".join(lines) + "\n"


def _identifier(name: str) -> str:
    return name.replace("-", "_") + ("_" if iskeyword(name) else "")


def _of_gg(names: list[str]) -> Iterator[tuple[str, str]]:
    return ((name, f"GG.{_identifier(name)}") for name in names)


def _table(name: str, about: str, rows: Iterable[tuple[str, str]]) -> str:
    body = "".join(f'        "{key}": {value},\n' for key, value in rows)
    head = f"{name}: Final[Mapping[str, str]] = MappingProxyType("
    return f"# {about}\n{head}\n    {{\n{body}    }}\n)\n"
