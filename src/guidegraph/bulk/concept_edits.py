"""
What differing triples mean for the concept that they are about: labels, places, notes, mappings.

A value that is a property of a blank node, or of a label or note with an IRI, has a path of
properties, written as in SPARQL: `skos:changeNote/dcterms:creator`, `^skos:member`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from guidegraph.graph.vocab import DCTERMS, OWL, PREFIXES, RDF, RDFS, SKOS, SKOSXL
from guidegraph.model.concepts import ConceptEdit, ConceptFacet, ConceptName, ConceptValue


__all__ = [
    "ConceptNames",
    "DifferingRow",
    "edits_of",
    "is_deprecation",
    "literal_of",
]

_OBO = "http://purl.obolibrary.org/obo/"
_OBO_IN_OWL = "http://www.geneontology.org/formats/oboInOwl#"

_LABELS = frozenset(
    {
        SKOS.prefLabel,
        SKOS.altLabel,
        SKOS.hiddenLabel,
        SKOSXL.prefLabel,
        SKOSXL.altLabel,
        f"{SKOSXL.NAMESPACE}hiddenLabel",
        RDFS.label,
        *(f"{_OBO_IN_OWL}has{kind}Synonym" for kind in ("Exact", "Broad", "Narrow", "Related")),
    }
)
_NOTES = frozenset(
    {
        *(
            f"{SKOS.NAMESPACE}{name}"
            for name in (
                "note",
                "definition",
                "scopeNote",
                "example",
                "historyNote",
                "editorialNote",
                "changeNote",
            )
        ),
        DCTERMS.description,
        f"{RDFS.NAMESPACE}comment",
        f"{_OBO}IAO_0000115",  # definition
    }
)
_MAPPINGS = frozenset(
    f"{SKOS.NAMESPACE}{name}Match" for name in ("exact", "close", "broad", "narrow", "related")
)
_PLACES = frozenset(
    {
        *(
            f"{SKOS.NAMESPACE}{name}"
            for name in ("broader", "narrower", "topConceptOf", "hasTopConcept", "member")
        ),
        *(f"{SKOS.NAMESPACE}{name}" for name in ("inScheme", "broaderTransitive")),
        f"{RDFS.NAMESPACE}subClassOf",
        f"{RDFS.NAMESPACE}subPropertyOf",
        *(
            f"http://purl.org/iso25964/skos-thes#broader{name}"
            for name in ("Generic", "Partitive", "Instantial")
        ),
    }
)
# The properties that are about their object, and what says the same of the object.
_INVERSE = {
    f"{SKOS.NAMESPACE}narrower": f"{SKOS.NAMESPACE}broader",
    f"{SKOS.NAMESPACE}hasTopConcept": f"{SKOS.NAMESPACE}topConceptOf",
    f"{SKOS.NAMESPACE}member": f"{SKOS.NAMESPACE}member",
}
_SUCCESSORS = frozenset({DCTERMS.isReplacedBy, f"{_OBO}IAO_0100001"})
_STATUS = re.compile(r"status>?$", re.IGNORECASE)
_DEPRECATED = re.compile(r"deprecated|obsolete|withdrawn", re.IGNORECASE)

_FORMS = frozenset({SKOSXL.literalForm, f"{RDF.NAMESPACE}value"})
_TYPE = f"{RDF.NAMESPACE}type"

_PREFIXED = {
    **{namespace: prefix for prefix, namespace in PREFIXES.items()},
    _OBO: "obo",
    _OBO_IN_OWL: "oboInOwl",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "http://schema.org/": "schema",
    "http://purl.org/iso25964/skos-thes#": "isothes",
    "http://purl.org/vocab/vann/": "vann",
}
_NAMESPACE = re.compile(r"(.*[/#])([\w.-]+)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SIGNS = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferingRow:
    """
    A triple that only one edition has, in its terms as N-Triples writes them.

    *g* is the name of its graph; *via* is the property with which a concept refers to the subject,
    where that is a label or note with an IRI.
    """

    is_old: bool
    s: str
    p: str
    o: str
    g: str = ""
    via: str | None = None


@dataclass(frozen=True, slots=True)
class ConceptNames:
    """The labels and notations of resources in both editions, and where concepts are placed."""

    labels: Mapping[tuple[bool, str], str] = field(default_factory=dict)
    notations: Mapping[tuple[bool, str], str] = field(default_factory=dict)
    places: Mapping[tuple[bool, str, str], frozenset[str]] = field(default_factory=dict)

    def label(self, term: str, *, is_old: bool) -> str | None:
        """The label of a resource in an edition, or else in the other one."""
        return self.labels.get((is_old, term)) or self.labels.get((not is_old, term))

    def name(self, term: str, *, is_old: bool, shown: str | None = None) -> ConceptName:
        """The name of a resource in an edition; *shown* is its IRI there, if it is another one."""
        return ConceptName(
            iri=_bare(shown or term),
            label=self.label(term, is_old=is_old),
            notation=self.notations.get((is_old, term)) or self.notations.get((not is_old, term)),
        )


def literal_of(term: str) -> tuple[str, str | None, str | None]:
    """
    The text of a literal, its language and its datatype.

    >>> literal_of('"water"@en'), literal_of('"1"^^<http://example.org/number>')
    (('water', 'en', None), ('1', None, 'http://example.org/number'))
    """
    end = term.rfind('"')
    text, rest = term[1:end], term[end + 1 :]
    if "\\" in text:
        text = _ESCAPE.sub(_unescaped, text)
    if rest.startswith("@"):
        return text, rest[1:], None
    return text, None, _bare(rest[2:]) if rest else None


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _SIGNS.get(found[3], found[3])


def _bare(term: str) -> str:
    return term[1:-1] if term.startswith("<") and not term.startswith("<<") else term


def _short(term: str) -> str:
    """A property as a prefixed name, where its prefix is known."""
    inverse, iri = ("^", term[1:]) if term.startswith("^") else ("", term)
    if iri == "graph":
        return iri
    iri = _bare(iri)
    found = _NAMESPACE.fullmatch(iri)
    if found and found[1] in _PREFIXED:
        return f"{inverse}{_PREFIXED[found[1]]}:{found[2]}"
    return f"{inverse}<{iri}>"


def is_deprecation(p: str, o: str) -> bool:
    """Whether a triple states that its subject may no longer be used."""
    if p == f"<{OWL.NAMESPACE}deprecated>":
        return o.startswith(('"true"', '"1"'))
    if p == f"<{_TYPE}>":
        return o in (f"<{OWL.NAMESPACE}DeprecatedClass>", f"<{OWL.NAMESPACE}DeprecatedProperty>")
    return bool(_STATUS.search(p) and _DEPRECATED.search(o))


_Path = tuple[str, ...]
_Found = tuple[_Path, str]


def edits_of(
    owner: str,
    rows: Sequence[DifferingRow],
    names: ConceptNames,
    *,
    succeeded: ConceptFacet = ConceptFacet.OTHER,
) -> tuple[ConceptEdit, ...]:
    """
    The edits that the differing triples of a concept amount to, in the order of their facets.

    *succeeded* is the facet of what names a successor.
    """
    grouped: dict[tuple[ConceptFacet, str, str | None], tuple[list[str], list[str]]] = {}

    def note(facet: ConceptFacet, name: str, term: str, *, is_old: bool) -> None:
        language = literal_of(term)[1] if term.startswith('"') else None
        found = grouped.setdefault((facet, name, language), ([], []))
        found[0 if is_old else 1].append(term)

    placed = [row for row in rows if _is_place(row, owner)]
    for facet, name, term, is_old in _places(owner, placed, names):
        note(facet, name, term, is_old=is_old)
    set_aside = set(map(id, placed))
    rest = [row for row in rows if id(row) not in set_aside]
    before = Counter(_flat(owner, [row for row in rest if row.is_old]))
    after = Counter(_flat(owner, [row for row in rest if not row.is_old]))
    if rest and before == after:  # the same values, in other nodes
        before = Counter(_nested(owner, [row for row in rest if row.is_old]))
        after = Counter(_nested(owner, [row for row in rest if not row.is_old]))
    if rest and before == after:  # the same values, in other graphs
        before = Counter(_graphs(row for row in rest if row.is_old))
        after = Counter(_graphs(row for row in rest if not row.is_old))
    differing = [
        (path, term, is_old)
        for is_old, values in ((True, before - after), (False, after - before))
        for path, term in values.elements()
    ]
    # The class of a label says nothing where the label itself is listed.
    listed = [each for each in differing if not _is_label_class(*each[:2])]
    for path, term, is_old in listed or differing:
        facet = _facet(path, term, is_old=is_old, succeeded=succeeded)
        shown = path[:-1] if path[1:] and _bare(path[-1]) in _FORMS else path
        note(facet, "/".join(map(_short, shown)), term, is_old=is_old)
    order = list(ConceptFacet)
    return tuple(
        ConceptEdit(
            facet=facet,
            property=name,
            language=language,
            before=_values(old, names, is_old=True),
            after=_values(new, names, is_old=False),
        )
        for (facet, name, language), (old, new) in sorted(
            grouped.items(),
            key=lambda each: (order.index(each[0][0]), each[0][1], each[0][2] or ""),
        )
    )


def _is_label_class(path: _Path, term: str) -> bool:
    return len(path) > 1 and path[-1] == f"<{_TYPE}>" and term == f"<{SKOSXL.Label}>"


def _values(terms: Iterable[str], names: ConceptNames, *, is_old: bool) -> tuple[ConceptValue, ...]:
    found = []
    for term in terms:
        if term.startswith('"'):
            text, _, datatype = literal_of(term)
            found.append(ConceptValue(text=text, datatype=datatype))
        else:
            name = names.label(term, is_old=is_old)
            found.append(ConceptValue(text=_bare(term), name=name, resource=True))
    return tuple(sorted(found, key=lambda value: (value.text, value.datatype or "")))


def _facet(path: _Path, term: str, *, is_old: bool, succeeded: ConceptFacet) -> ConceptFacet:
    first, p = path[0], _bare(path[0])
    if len(path) == 1 and is_deprecation(first, term):
        return ConceptFacet.RESTORED if is_old else ConceptFacet.DEPRECATED
    if p in _LABELS:
        whole = len(path) == 1 or (len(path) == 2 and _bare(path[1]) in _FORMS)
        return ConceptFacet.RELABELLED if whole else ConceptFacet.OTHER
    if p in _NOTES:
        return ConceptFacet.NOTES
    if p in _MAPPINGS:
        return ConceptFacet.MAPPINGS
    if p == SKOS.notation:
        return ConceptFacet.RENUMBERED
    if p in _PLACES:
        return ConceptFacet.MOVED
    if p in _SUCCESSORS and not is_old:
        return succeeded
    return ConceptFacet.OTHER


def _is_place(row: DifferingRow, owner: str) -> bool:
    p = _bare(row.p)
    if p in _INVERSE:
        return row.o == owner
    return p in _INVERSE.values() and row.s == owner and not row.o.startswith("_:")


def _places(
    owner: str, rows: Sequence[DifferingRow], names: ConceptNames
) -> Iterator[tuple[ConceptFacet, str, str, bool]]:
    """
    What the place of a concept gained and lost, however it is stated; and what is only stated in
    another direction.
    """
    seen: set[tuple[str, str]] = set()
    for row in rows:
        inverse = row.o == owner and _bare(row.p) in _INVERSE
        p = f"<{_INVERSE[_bare(row.p)]}>" if inverse else row.p
        value = row.s if inverse else row.o
        before = names.places.get((True, owner, p), frozenset())
        after = names.places.get((False, owner, p), frozenset())
        if value in before and value in after:
            yield ConceptFacet.OTHER, _short(f"^{row.p}" if inverse else row.p), value, row.is_old
        elif (p, value) not in seen:
            seen.add((p, value))
            name = f"^{p}" if _bare(p) == f"{SKOS.NAMESPACE}member" else p
            yield ConceptFacet.MOVED, _short(name), value, row.is_old


def _by_subject(rows: Iterable[DifferingRow]) -> dict[str, list[DifferingRow]]:
    found: dict[str, list[DifferingRow]] = defaultdict(list)
    for row in rows:
        found[row.s].append(row)
    return found


def _flat(owner: str, rows: Sequence[DifferingRow]) -> Iterator[_Found]:
    """The values of one edition with their paths from the concept."""
    below = _by_subject(rows)
    used: set[str] = set()
    for row in rows:
        if row.s.startswith("_:"):
            continue
        if row.s == owner:
            attached = below.get(row.o, ())
            if any(each.via and _bare(each.p) in _FORMS for each in attached):
                continue  # the words of the label or note are listed
            yield from _expanded((row.p,), row.o, below, used)
        elif row.via:
            yield from _expanded((row.via, row.p), row.o, below, used)
        else:
            yield from _expanded((row.s, row.p), row.o, below, used)
    for start, prefix in _starts(owner, rows, used):
        if start not in used:
            yield from _expanded(prefix, start, below, used)


def _starts(
    owner: str, rows: Sequence[DifferingRow], used: Collection[str]
) -> Iterator[tuple[str, _Path]]:
    """
    The blank nodes that nothing refers to; those that refer to the concept with their property.
    """
    objects = {row.o for row in rows}
    blank = sorted({row.s for row in rows if row.s.startswith("_:") and row.s not in used})
    linked = {row.s: row.p for row in rows if row.o == owner}
    for node in sorted(blank, key=lambda node: (node in objects, node)):
        yield node, (f"^{linked[node]}",) if node in linked else ()


def _expanded(
    path: _Path, term: str, below: Mapping[str, Sequence[DifferingRow]], used: set[str]
) -> Iterator[_Found]:
    """A value; of a blank node, what is said of it."""
    waiting = [(path, term)]
    while waiting:
        here, node = waiting.pop()
        if not node.startswith("_:"):
            yield here, node
        elif node in used or node not in below:
            yield here, "_:"
        else:
            used.add(node)
            waiting += [((*here, row.p), row.o) for row in below[node]]


def _graphs(rows: Iterable[DifferingRow]) -> Iterator[_Found]:
    """The graphs in which the triples of one edition are, by their properties."""
    for row in rows:
        yield ("graph", row.p), row.g or '""'


def _nested(owner: str, rows: Sequence[DifferingRow]) -> Iterator[_Found]:
    """The values of one edition, with what is said of a blank node as one value."""
    below = _by_subject(rows)
    for row in rows:
        if not row.s.startswith("_:"):
            start = (row.p,) if row.s == owner else (row.via or row.s, row.p)
            yield start, _bracketed(row.o, below, set())
    objects = {row.o for row in rows}
    for node in sorted(below):
        if node.startswith("_:") and node not in objects:
            yield ("",), _bracketed(node, below, set())


def _bracketed(
    term: str, below: Mapping[str, Sequence[DifferingRow]], inside: Collection[str]
) -> str:
    if not term.startswith("_:") or term in inside or term not in below:
        return "_:" if term.startswith("_:") else term
    parts = sorted(
        f"{_short(row.p)} {_bracketed(row.o, below, {*inside, term})}" for row in below[term]
    )
    return f"[ {' ; '.join(parts)} ]"
