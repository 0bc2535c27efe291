"""All import formats: which one reads what, and that none is undone by what it reads."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import warnings
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidegraph.importers.importer import FORMATS, Importer, importer_for
from guidegraph.model.errors import GuidegraphError, GuidegraphWarning, UnreadableError
from guidegraph.render.format import written
from tests.importers.reading import read
from tests.importers.test_csv_table import tables


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("a.CSV", "", "csv-table"),
        ("a.b.tsv", "", "csv-table"),
        ("a.xlsx", "", "xlsx-table"),
        ("a.ttl", "", "skos-rdf"),
        ("a.jsonld", "", "skos-rdf"),
        ("a.json", '{"CFDocument": {}, "CFItems": []}', "case-json"),
        ("a.json", '\ufeff { "CFPackage" : {"CFItems": []}}', "case-json"),
        ("a.json", '{"catalog": {"uuid": "…"}}', "oscal-json"),
        ("a.json", '{"$schema": "x", "catalog": {', "oscal-json"),
        ("a.json", '{"@context": {}, "@graph": []}', "skos-rdf"),
        ("a.json", '[{"@id": "x"}]', "skos-rdf"),
        ("a.json", '{"schema": "…/show/1", "items": []}', "show-json"),
        ("a.json", '{"title": "catalog", "items": ["CFItems", "@graph"]}', "show-json"),
        ("a.json", '{"a": {"catalog": 1}}', "show-json"),
        ("a.json", "{" * 10, "show-json"),
        ("a.json", "[" * 100_000, "show-json"),
        ("a.json", '{"a":' + "[" * 100_000, "show-json"),
        ("a.json", "", "show-json"),
    ],
)
def test_choice(path: str, body: str, expected: str) -> None:
    """A file's suffix decides who reads it, and its content where several could."""
    assert FORMATS[expected] is importer_for(path, body.encode())


def test_unknown_suffix() -> None:
    """What nobody reads is refused, with what would be."""
    expected = r"a\.odd: not a format .* ending in .*\.csv, .*\.json"
    with pytest.raises(UnreadableError, match=expected):
        importer_for("a.odd", b"")


SUFFIXES = sorted({suffix for name in FORMATS for suffix in FORMATS[name].suffixes})
# What brings a fuzzer past the first line of a reader.
SEEDS = [
    "id,text,parent\na,b,\n",
    "# Title\n\n## Value 1) LABEL\n\ntext[^1]\n\n[^1]: note\n",
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<http://e.org/a> a skos:Concept .",
    '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    '{"CFItems": [{"identifier": "a", "fullStatement": "b"}], "CFAssociations": [{}]}',
    '{"catalog": {"groups": [{"title": "a", "controls": [{"id": "b", "title": "{{ c }}"}]}]}}',
    '{"items": [{"id": "a", "text": "b", "parent": null, "position": 1}]}',
    '{"@context": {"@vocab": "http://e.org/"}, "@id": "http://e.org/a", "b": ["c"]}',
]


def read_or_refuse(path: str, body: str | bytes) -> None:
    """Read a file; that it is refused or repaired, by its name, is fine."""
    refused = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", GuidegraphWarning)
            read(path, body)
    except GuidegraphError as error:
        refused = str(error)

    assert refused is None or refused.startswith(path)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Something like a file: a beginning with some of its bytes replaced."""
    body = draw(st.sampled_from(SEEDS)).encode()
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(body)))
        end = draw(st.integers(start, min(len(body), start + 8)))
        body = body[:start] + draw(st.binary(max_size=6)) + body[end:]
    return body


@pytest.mark.filterwarnings("ignore::guidegraph.model.errors.GuidegraphWarning")
@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(body=st.binary(max_size=200) | damaged())
def test_any_bytes(suffix: str, body: bytes) -> None:
    """Any bytes are an edition or are refused; nothing else happens."""
    read_or_refuse(f"a{suffix}", body)


WORDS = [
    "catalog", "metadata", "groups", "controls", "params", "parts", "props", "links", "id",
    "title", "name", "prose", "select", "choice", "values", "label", "value", "class", "rel",
    "href", "CFItems", "CFAssociations", "CFDocument", "identifier", "fullStatement",
    "originNodeURI", "destinationNodeURI", "uri", "associationType", "sequenceNumber", "items",
    "text", "parent", "position", "notes", "associations", "type", "edition", "iri", "@id",
    "@graph", "@type", "@context",
]  # fmt: skip
KEYS = st.sampled_from(WORDS)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)
ROOTS = ["catalog", "CFPackage", "CFItems", "items", "@graph"]


@given(root=st.sampled_from(ROOTS), data=JSON)
def test_any_json(root: str, data: object) -> None:
    """Any JSON, however like a format it looks, is an edition or is refused."""
    read_or_refuse("a.json", json.dumps({root: data}))


@given(sheet=st.text(st.sampled_from('<>/="rctvfis0AB1 '), max_size=60))
def test_any_sheet(sheet: str) -> None:
    """Any sheet in an archive that is otherwise right is an edition or is refused."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", '<w xmlns:r="r"><sheet r:id="s"/></w>')
        archive.writestr("xl/_rels/workbook.xml.rels", '<a><Relationship Id="s" Target="s"/></a>')
        archive.writestr("xl/s", f"<s><row>{sheet}</row></s>")
    read_or_refuse("a.xlsx", file.getvalue())


@given(rows=tables())
def test_exports_of_imports(rows: list[dict[str, str]]) -> None:
    """A table, exported losslessly, reads back as the same edition, whatever its ids."""
    names = list(rows[0])
    lines = ("\t".join(f'"{row[name]}"' for name in names) for row in _quoted(rows))
    edition = read("a.tsv", "\n".join(["\t".join(names), *lines]))

    assert edition == read("a.ttl", written("skos-turtle", edition))
    assert edition == read("a.jsonld", written("json-ld", edition))


def _quoted(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{name: cell.replace('"', '""') for name, cell in row.items()} for row in rows]


@pytest.mark.parametrize("name", list(FORMATS))
def test_documented(name: str) -> None:
    """A format says which files it reads, in lower case, and what it is called on the web."""
    form: Importer = FORMATS[name]

    assert all(suffix.startswith(".") and suffix.islower() for suffix in form.suffixes)
    assert "/" in form.media_type


SAME = {
    "a.csv": """id,notation,label,text,parent
        r,1,Rooms,,
        r1,1.1,,Rooms are open.,r
        r2,1.2,,Ask.,r
    """,
    "a.ttl": """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix : <https://example.org/rooms/> .
        :r2 a skos:Concept ; skos:notation "1.2" ; skos:definition "Ask." ; skos:broader :r .
        :r1 a skos:Concept ; skos:notation "1.1" ; skos:definition "Rooms are open." .
        :r a skos:Concept ; skos:notation "1" ; skos:prefLabel "Rooms" ; skos:narrower :r1 .
    """,
    "case.json": json.dumps(
        {
            "CFItems": [
                {
                    "identifier": "r1",
                    "humanCodingScheme": "1.1",
                    "fullStatement": "Rooms are open.",
                },
                {"identifier": "r2", "humanCodingScheme": "1.2", "fullStatement": "Ask."},
                {"identifier": "r", "humanCodingScheme": "1", "abbreviatedStatement": "Rooms"},
            ],
            "CFAssociations": [
                {"associationType": "isChildOf", "originNodeURI": child, "destinationNodeURI": "r"}
                for child in ("r1", "r2")
            ],
        }
    ),
    "show.json": json.dumps(
        {
            "items": [
                {"id": "r", "notation": "1", "label": "Rooms", "pref_label": "Rooms"},
                {"id": "r1", "notation": "1.1", "text": "Rooms are open.", "parent": "r"},
                {"id": "r2", "notation": "1.2", "text": "Ask.", "parent": "r", "position": 2},
            ]
        }
    ),
}


@pytest.mark.parametrize("path", SAME)
def test_unlike_formats(path: str) -> None:
    """What says the same in different formats is read the same, so that it can be compared."""
    table, other = (
        [replace(item, statements=(), iri=None) for item in read(name, SAME[name]).items]
        for name in ("a.csv", path)
    )

    assert table == other


def test_lazy() -> None:
    """To find out who reads a file loads nothing that takes long to load."""
    program = (
        "import sys; from guidegraph.importers.importer import importer_for; importer_for('a.md');"
        "print(*{'pyoxigraph', 'rdflib', 'networkx', 'numpy', 'defusedxml'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert b"" == done.stdout.strip()
