"""`docs/reference/ontology.md`: every term, what it means and how it relates to others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from generators import _ontology
from generators._ontology import Term


PATH = PurePosixPath("docs/reference/ontology.md")
NOTICE = "<!-- Generated from ontology/ by `python tools/gen.py`; a change made here is lost. -->"

CLASSES = ("owl:Class",)
PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty")
SCHEMES = ("skos:ConceptScheme",)

# How the page words each kind of statement; others are not shown.
ROWS = {
    "rdfs:subClassOf": "a kind of",
    "rdfs:subPropertyOf": "implies",
    "rdfs:domain": "of",
    "schema:domainIncludes": "of",
    "rdfs:range": "leads to",
    "schema:rangeIncludes": "leads to",
    "skos:notation": "written in results as",
    "gg:weight": "weight",
    "skos:closeMatch": "close to",
    "skos:relatedMatch": "related to",
    "rdfs:seeAlso": "see",
    "gg:caseTerm": "in CASE",
    "skos:example": "example",
}
LITERALS = frozenset({"skos:notation", "gg:weight", "gg:caseTerm", "skos:example"})


def generate_ontology_page() -> tuple[PurePosixPath, str]:
    """The page: classes, properties, then each controlled list."""
    about = _ontology.statements()[_ontology.ONTOLOGY]
    version, namespace = about["owl:versionInfo"][0], _ontology.prefixes()["gg"]
    classes = _of_kind(*CLASSES)
    properties = _of_kind(*PROPERTIES)
    schemes = _of_kind(*SCHEMES)
    parts = [
        NOTICE,
        f"# {about['dcterms:title'][0]}",
        about["dcterms:description"][0],
        f"Version {version}, namespace `{namespace}`, prefix `gg:`.",
        "\n".join(_contents(classes, properties, schemes)),
        "## Classes",
        *map(_entry, classes),
        "## Properties",
        *map(_entry, properties),
    ]
    for scheme in schemes:
        members = [t for t in _ontology.terms() if f"gg:{scheme.name}" in t.all("skos:inScheme")]
        title = scheme.one("rdfs:label").capitalize()
        parts += [
            f"{_anchor(scheme)}\n## {title}",
            scheme.one("skos:definition"),
            *map(_entry, members),
        ]
    parts += ["## Prefixes", "\n".join(_prefixes())]
    return PATH, "\n\n".join(parts) + "\n"


def _of_kind(*kinds: str) -> list[Term]:
    return [term for term in _ontology.terms() if term.one("rdf:type") in kinds]


def _contents(*groups: list[Term]) -> Iterator[str]:
    for title, group in zip(("Classes", "Properties", "Lists"), groups, strict=True):
        yield f"- {title}: {', '.join(_shown(f'gg:{term.name}') for term in group)}"


def _anchor(term: Term) -> str:
    """Our own anchor: those made from headings do not distinguish `Footnote` and `footnote`."""
    return f'<a id="{term.name}"></a>\n'


def _entry(term: Term) -> str:
    lines = [f"{_anchor(term)}\n### `gg:{term.name}`\n", f"{_sentences(term)}\n", *_rows(term)]
    return "\n".join(lines).rstrip()


def _sentences(term: Term) -> str:
    return term.one("skos:definition").replace(". ", ".\n")


def _rows(term: Term) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for predicate, wording in ROWS.items():
        for value in term.all(predicate):
            shown = f"`{value}`" if predicate in LITERALS else _shown(value)
            found.setdefault(wording, []).append(shown)
    for wording, each in found.items():
        yield f"- {wording}: {', '.join(each)}"
    bearers = [
        _shown(f"gg:{other.name}")
        for other in _ontology.terms()
        if f"gg:{term.name}" in other.all("rdfs:domain", "schema:domainIncludes")
    ]
    if bearers:
        yield f"- has: {', '.join(bearers)}"


def _shown(value: str) -> str:
    if value.startswith("gg:"):
        return f"[`{value}`](#{value.removeprefix('gg:')})"
    return f"<{value}>" if "//" in value else f"`{value}`"


def _prefixes() -> Iterator[str]:
    yield "| prefix | namespace |"
    yield "| --- | --- |"
    for prefix, namespace in _ontology.prefixes().items():
        yield f"| `{prefix}:` | <{namespace}> |"
