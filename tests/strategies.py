"""Editions of all kinds, for laws."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from guidegraph.graph.build import ASSOCIATION_PROPERTIES
from guidegraph.graph.vocab import ITEM_TYPES
from guidegraph.model.edition import Association, Edition, Item, Link, Note, Provenance
from guidegraph.model.source import Source, Span


__all__ = ["editions", "texts"]

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


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """An edition such as an importer can give."""
    ids = draw(_IDS)
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
    )
