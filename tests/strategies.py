"""Editions of all kinds, for laws."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from warnings import catch_warnings

from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from guidegraph.graph.build import ASSOCIATION_PROPERTIES
from guidegraph.graph.vocab import DCTERMS, ITEM_TYPES, OWL, RDF, RDFS, SKOS, SKOSXL, XSD
from guidegraph.importers.importer import Document
from guidegraph.importers.skos import edition_from_concepts
from guidegraph.model.edition import (
    Association,
    Edition,
    Item,
    Link,
    Note,
    Provenance,
    SourceKind,
    Status,
)
from guidegraph.model.errors import GuidegraphWarning
from guidegraph.model.manifest import Manifest
from guidegraph.model.source import Source, Span
from guidegraph.model.statement import Role, Statement, StatementKind


__all__ = ["editions", "texts", "vocabularies", "vocabulary_triples"]

BASES = ("https://example.org/guide/", "urn:guidegraph:", "http://localhost/ü#")
EDITION_IDS = ("2013-peer", "new", "a.b_c", "x" * 30)


def texts(minimum: int = 0) -> st.SearchStrategy[str]:
    """Any text that can be encoded, odd characters more often than not."""
    odd = st.sampled_from(
        ['"', '"""', "\\", "\\u0041", "\n", "\r\n", "\t", "\0", "\x7f", "\u2028", "\ufffe", "😀"]
    )
    plain = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    return st.lists(odd | plain, max_size=4).map("".join).filter(lambda text: len(text) >= minimum)


def _maybe(these: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | these


def _unique(these: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(these, max_size=3, unique=True).map(tuple)


_SLUGS = st.from_regex(r"[a-zß-ÿ0-9一-三][\w.-]{0,6}", fullmatch=True)
_IDS = st.lists(
    st.lists(_SLUGS, min_size=1, max_size=3).map("/".join)
    | st.sampled_from(["1.2 (a)", "50%", "a%20b", "x#y?z", "<b>", "\\", "a:b"]),
    min_size=1,
    max_size=6,
    unique=True,
)
_NOTES = st.builds(
    Note,
    mark=texts(),
    text=texts(),
    anchor=st.sampled_from(["text", "label"]),
    offset=st.integers(0, 10**6),
)
_LINKS = st.builds(Link, words=texts(), target=texts())
_TYPES = st.sampled_from([*ITEM_TYPES, "Recommendation", 'odd "type"'])
_PROVENANCES = st.builds(
    Provenance,
    publisher=_maybe(texts(1)),
    rights=_maybe(texts(1)),
    revision_of=_unique(st.sampled_from(["old", "older.1", "2001"])),
    derived_from=_unique(st.sampled_from(["old", "older.1", "2001"])),
)
_IRIS = st.sampled_from(["https://example.org/item/x", "urn:x:y", "https://example.org/ü?a=b#c"])
_ISSUED = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda date: str(date)[:7]),
    st.dates().map(lambda date: str(date)[:4]),
)


@st.composite
def _spans(draw: st.DrawFn) -> list[Span]:
    """Stretches in order, none overlapping another."""
    ends = sorted(draw(st.sets(st.integers(0, 10**6), max_size=12)))
    return [
        Span(start=start, end=end, exact=draw(texts()), role=draw(texts(1)))
        for start, end in list(pairwise(ends))[::2]
    ]


@st.composite
def _associations(draw: st.DrawFn, ids: list[str]) -> tuple[Association, ...]:
    links = st.builds(
        Association,
        origin=st.sampled_from(ids),
        type=st.sampled_from(list(ASSOCIATION_PROPERTIES)),
        destination=st.sampled_from([*ids, "gone"]),
        edition=st.sampled_from([None, "other", "old.1"]),
    )
    return tuple(draw(st.lists(links, max_size=6, unique=True)))


_TAGS = st.sampled_from(["en", "de-AT", "de-at", "zh-Hant-TW", "en_US", "x"])
_DATATYPES = st.sampled_from([XSD.string, XSD.integer, "null", RDF.langString, "urn:type"])
_PROPERTIES = texts() | st.sampled_from(["Owner", SKOS.note, "https://example.org/p#owner"])


def _statement(
    about: st.SearchStrategy[tuple[Statement, ...]],
) -> st.SearchStrategy[Statement]:
    literals = st.builds(
        Statement,
        property=_PROPERTIES,
        value=texts(),
        language=_maybe(_TAGS),
        datatype=_maybe(_DATATYPES),
        role=st.sampled_from(Role),
        about=about,
    )
    others = st.builds(
        Statement,
        property=_PROPERTIES,
        value=_IRIS | texts(),
        kind=st.sampled_from(StatementKind),
        role=st.sampled_from(Role),
        about=about,
    )
    return literals | others


_LEAVES = st.lists(_statement(st.just(())), max_size=2).map(tuple)
_STATEMENTS = st.lists(_statement(_LEAVES), max_size=3).map(tuple)
_ITEM_IRIS = st.sampled_from(["https://example.org/c/", "urn:c:", "http://localhost/v#"])


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """An edition such as an importer of other data than RDF can give."""
    ids = draw(_IDS)
    given = draw(_ITEM_IRIS)
    id_ = draw(st.sampled_from(EDITION_IDS))
    spans = draw(_spans())
    owners = [draw(st.integers(-2, len(ids) - 1)) for _ in spans]

    def of(owner: int) -> tuple[Span, ...]:
        return tuple(span for span, its in zip(spans, owners, strict=True) if its == owner)

    items = [
        Item(
            id=item,
            type=draw(_TYPES),
            notation=draw(_maybe(texts())),
            marker=draw(_maybe(texts())),
            label=draw(_maybe(texts())),
            pref_label=draw(_maybe(texts())),
            alt_labels=draw(_unique(texts())),
            text=draw(_maybe(texts())),
            parent=draw(st.none() | st.sampled_from(ids[:number])) if number else None,
            position=draw(st.integers(1, 99)),
            notes=tuple(draw(st.lists(_NOTES, max_size=2))),
            links=tuple(draw(st.lists(_LINKS, max_size=2))),
            lineage=draw(_maybe(_IRIS)),
            replaced_by=draw(_unique(_IRIS)),
            spans=of(number),
            iri=f"{given}{number}" if draw(st.booleans()) else None,
            status=draw(st.none() | st.sampled_from(Status)),
            statements=draw(_STATEMENTS),
        )
        for number, item in enumerate(ids)
    ]
    return Edition(
        id=id_,
        iri=draw(st.sampled_from(BASES)) + id_,
        title=draw(texts()),
        type=draw(st.sampled_from(["Edition", "Course"])),
        title_printed=draw(st.booleans()),
        issued=draw(_maybe(_ISSUED)),
        language=draw(st.sampled_from(["en", "pt-BR", "zh-Hant-TW"])),
        version_of=draw(_maybe(_IRIS)),
        provenance=draw(_PROVENANCES),
        items=tuple(items),
        associations=draw(_associations(ids)),
        source=Source(file=draw(st.sampled_from(["source.txt", "the source (2).txt"])), sha256="0"),
        title_spans=of(-1),
        furniture=of(-2),
        source_kind=draw(st.sampled_from([None, *_NOT_RDF])),
        version_iri=draw(st.none() | st.just(f"https://example.org/library/{id_}")),
        base=draw(_maybe(_IRIS)),
        ordered=draw(st.booleans()),
        identified=draw(st.booleans()),
        languages=draw(_unique(_TAGS)),
        statements=draw(_STATEMENTS),
        residue=draw(_STATEMENTS),
    )


_NOT_RDF = (SourceKind.TABLE, SourceKind.CASE, SourceKind.OSCAL)
_SCHEME = "https://example.org/voc/scheme"
_CONCEPTS = tuple(NamedNode(f"https://example.org/voc/{name}") for name in "abcd")
_NODES = tuple(map(BlankNode, "wxyz"))
_OTHERS = (NamedNode(_SCHEME), NamedNode("https://example.org/note"), NamedNode("urn:x:y"))
_WORDS = st.builds(
    Literal,
    st.text(st.characters(categories=["L", "N", "Zs", "P"]), max_size=8),
    language=st.sampled_from(["en", "de-AT", "zh-Hant"]),
)
_VALUES = st.one_of(
    _WORDS,
    st.sampled_from(["", "1", "05", "one\n two"]).map(Literal),
    st.builds(
        Literal,
        st.sampled_from(["05", "true", "x"]),
        datatype=st.sampled_from([XSD.integer, XSD.boolean, "urn:code"]).map(NamedNode),
    ),
)
_WORDED = (
    *(SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition, SKOS.scopeNote),
    *(RDFS.label, SKOS.note, SKOS.notation, DCTERMS.identifier, DCTERMS.title, OWL.deprecated),
    *(RDF.value, "urn:p", DCTERMS.isVersionOf),
)
_LINKED = (
    *(SKOS.broader, SKOS.narrower, SKOS.related, SKOS.inScheme, SKOS.topConceptOf, SKOS.exactMatch),
    *(SKOS.member, SKOS.memberList, SKOSXL.prefLabel, DCTERMS.isReplacedBy, DCTERMS.isVersionOf),
    *(SKOS.note, SKOS.hasTopConcept, RDF.first, RDF.rest, "urn:p"),
)
_CLASSES = (SKOS.Concept, SKOS.Collection, SKOS.OrderedCollection, "urn:Class")


@st.composite
def vocabulary_triples(draw: st.DrawFn) -> tuple[Triple, ...]:
    """A graph with at least one concept: blank nodes, lists, resources in labels, circles."""
    resources = st.sampled_from([*_CONCEPTS, *_NODES, *_OTHERS])
    facts = st.one_of(
        st.builds(Triple, resources, st.sampled_from(_WORDED).map(NamedNode), _VALUES),
        st.builds(Triple, resources, st.sampled_from(_LINKED).map(NamedNode), resources),
        st.builds(
            Triple,
            resources,
            st.just(NamedNode(RDF.type)),
            st.sampled_from(_CLASSES).map(NamedNode),
        ),
    )
    concept = Triple(_CONCEPTS[0], NamedNode(RDF.type), NamedNode(SKOS.Concept))
    members = draw(st.lists(st.sampled_from(_CONCEPTS) | _VALUES, max_size=3))
    cells = [BlankNode(f"cell{number}") for number in range(len(members))]
    nil = NamedNode(RDF.nil)
    chain = [
        fact
        for cell, member, rest in zip(cells, members, [*cells[1:], nil], strict=False)
        for fact in (
            Triple(cell, NamedNode(RDF.first), member),
            Triple(cell, NamedNode(RDF.rest), rest),
        )
    ]
    start = Triple(_CONCEPTS[1], NamedNode(SKOS.memberList), cells[0] if cells else nil)
    return tuple(dict.fromkeys([concept, *draw(st.lists(facts, max_size=25)), start, *chain]))


@st.composite
def vocabularies(draw: st.DrawFn) -> Edition:
    """An edition such as it is read from RDF, in a library or in none."""
    id_ = draw(st.sampled_from(EDITION_IDS))
    document = Document(
        path="v.ttl", body=b"", edition=id_, iri=f"urn:guidegraph:{id_}", manifest=Manifest()
    )
    with catch_warnings(action="ignore", category=GuidegraphWarning):
        edition = edition_from_concepts(document, draw(vocabulary_triples()), draw(_maybe(_IRIS)))
    if not draw(st.booleans()):
        return edition
    lineage = draw(_maybe(st.just("https://example.org/library/item/x")))
    first = replace(edition.items[0], lineage=lineage)
    return replace(
        edition,
        items=(first, *edition.items[1:]),
        version_iri=f"https://example.org/library/{id_}",
        version_of=draw(_maybe(_IRIS)),
        provenance=draw(_PROVENANCES),
        issued=draw(_maybe(_ISSUED)),
    )
