"""A library holds editions in any format that can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidegraph.api import Library
from guidegraph.importers.importer import Document, Importer
from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.model.errors import FormatError, GuidegraphWarning, UnreadableError
from guidegraph.store import library as library_module
from guidegraph.store.library import open_library, read_file


BASE = "https://example.org/l/"
TABLE = "id,text\nr1,Doors are locked at night.\n"
TRADES = """
@prefix : <https://example.org/trades/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
: a skos:ConceptScheme ; skos:prefLabel "Trades"@en .
:c1 a skos:Concept ; skos:prefLabel "joiner"@en ; skos:topConceptOf : .
"""
OURS = """{"edition": "x", "iri": "https://elsewhere.example/x", "title": "T", "items": [
  {"id": "r1", "type": "Item", "text": "Doors are locked.", "parent": null, "position": 1}]}"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library without editions, and with a folder for courses."""
    (tmp_path / "courses").mkdir()
    (tmp_path / "library.toml").write_text(f'title = "L"\nbase = "{BASE}"\ncourses = "courses"\n')
    return tmp_path


def write(path: Path, text: str) -> None:
    """Write a file, with the folder above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("edition.csv", TABLE),
        ("Edition.CSV", TABLE),
        ("edition.tsv", TABLE.replace(",", "\t")),
        ("edition.ttl", TRADES),
        ("edition.json", OURS),
        ("edition.md", "# T\n\n## A\n\nb\n"),
    ],
)
def test_reads_any_format(folder: Path, name: str, text: str) -> None:
    """The file named after its kind is the edition, whatever its format."""
    write(folder / "y2024" / "edition.toml", 'issued = "2024"\n')
    write(folder / "y2024" / name, text)
    edition = open_library(folder).edition("y2024")

    assert ("y2024", f"{BASE}y2024", "2024", 1) == (
        edition.id,
        edition.address,
        edition.issued,
        len([item for item in edition.items if item.text or item.label == "joiner"]),
    )


def test_a_toml_file_is_not_needed(folder: Path) -> None:
    """Without one the edition is read all the same, and a note says what is not known of it."""
    write(folder / "y2024" / "edition.csv", TABLE)
    with pytest.warns(GuidegraphWarning, match=r"y2024: no edition\.toml; only edition\.csv"):
        edition = open_library(folder).edition("y2024")

    assert ["r1"] == [item.id for item in edition.items]


def test_a_toml_file_names_another_file(folder: Path) -> None:
    """The key `file` names the file in the folder that holds the items, whatever its name."""
    write(folder / "y2024" / "edition.toml", 'file = "Rules (final).csv"\n')
    write(folder / "y2024" / "Rules (final).csv", TABLE)
    write(folder / "y2024" / "edition.ttl", TRADES)

    assert ["r1"] == [item.id for item in open_library(folder).edition("y2024").items]


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("other.csv", r"edition\.toml:\$\.file: no such file: 'other\.csv'; correct the name"),
        ("../a.csv", r"edition\.toml:\$\.file: not a plain file name: '\.\./a\.csv'"),
        ("", r"edition\.toml:\$\.file: not a plain file name: ''"),
    ],
)
def test_a_file_that_is_not_there(folder: Path, file: str, problem: str) -> None:
    """The error names the key and its value."""
    write(folder / "y2024" / "edition.toml", f'file = "{file}"\n')
    write(folder / "y2024" / "edition.csv", TABLE)
    library = open_library(folder)
    with pytest.raises(FormatError, match=problem):
        library.edition("y2024")


def test_two_documents(folder: Path) -> None:
    """Where either of two files could be the edition, the error names both; `file` decides."""
    write(folder / "y2024" / "edition.toml", "")
    write(folder / "y2024" / "edition.csv", TABLE)
    write(folder / "y2024" / "edition.ttl", TRADES)
    library = open_library(folder)
    with pytest.raises(FormatError, match=r"edition\.csv and edition\.ttl: each could be"):
        library.edition("y2024")
    write(folder / "y2024" / "edition.toml", 'file = "edition.ttl"\n')

    assert "joiner" == open_library(folder).edition("y2024").items[0].label


def test_no_document(folder: Path) -> None:
    """Without any file that could be the edition, the error says which files are looked for."""
    write(folder / "y2024" / "edition.toml", "")
    library = open_library(folder)
    with pytest.raises(UnreadableError, match=r"edition\.md: no such file, nor one in another"):
        library.edition("y2024")


def test_a_built_graph_is_not_another_document(folder: Path) -> None:
    """Beside an outline, the Turtle file is the graph that is built from it."""
    write(folder / "y2024" / "edition.toml", "")
    write(folder / "y2024" / "edition.md", "# T\n\n## A\n\nb\n")
    write(folder / "y2024" / "edition.ttl", TRADES)

    assert "T" == open_library(folder).edition("y2024").title


def test_only_outlines_are_built(folder: Path) -> None:
    """`build` writes the graphs of outlines, and nothing into the folders of other editions."""
    write(folder / "a" / "edition.toml", "")
    write(folder / "a" / "edition.md", "# T\n\n## A\n\nb\n")
    write(folder / "b" / "edition.toml", "")
    write(folder / "b" / "edition.csv", TABLE)
    library = Library.open(folder)
    with pytest.warns(GuidegraphWarning, match=r"edition\.csv: not an outline"):
        assert () == library.build("b")

    assert (folder / "a" / "edition.ttl",) == library.build()
    assert ["edition.csv", "edition.toml"] == sorted(path.name for path in (folder / "b").iterdir())


def test_a_course_in_a_table(folder: Path) -> None:
    """A course may be a table, too, with its map beside it."""
    write(folder / "a" / "edition.csv", TABLE)
    write(folder / "courses" / "c" / "course.toml", "")
    write(folder / "courses" / "c" / "course.csv", "id,text\ns1,You lock doors.\n")
    write(folder / "courses" / "c" / "map.csv", "statement,item,edition,how\ns1,r1,a,teaches\n")
    course = open_library(folder).edition("c")

    assert ("Course", ["r1"]) == (course.type, [link.destination for link in course.associations])


def test_identity_and_address(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The identifiers of the source stay; the address is that of this edition in the library."""

    def read(document: Document) -> Edition:
        item = Item(id="c1", iri="https://example.org/trades/c1", label="joiner")
        return Edition(
            id=document.edition,
            iri="https://example.org/trades/",
            title="Trades",
            source_kind=SourceKind.RDF,
            items=(item,),
        )

    importer = Importer(suffixes=(".ttl",), media_type="text/turtle", read=read)
    monkeypatch.setattr(library_module, "importer_for", lambda *_: importer)
    write(folder / "y2024" / "edition.toml", "")
    write(folder / "y2024" / "edition.ttl", TRADES)
    edition = open_library(folder).edition("y2024")

    assert ("https://example.org/trades/", f"{BASE}y2024") == (edition.iri, edition.address)
    assert "https://example.org/trades/c1" == edition.iri_of("c1")
    assert f"{BASE}y2024/c1" == edition.address_of("c1")


def test_an_edition_of_another_library(folder: Path) -> None:
    """An edition that guidegraph exported elsewhere keeps the IRIs that it has there."""
    write(folder / "y2024" / "edition.toml", "")
    write(folder / "y2024" / "edition.json", OURS)
    edition = open_library(folder).edition("y2024")

    assert ("https://elsewhere.example/x/r1", f"{BASE}y2024/r1") == (
        edition.iri_of("r1"),
        edition.address_of("r1"),
    )


@pytest.mark.parametrize(
    ("name", "toml"), [("edition.csv", ""), ("rules.csv", 'file = "rules.csv"\n')]
)
def test_a_file_of_a_library_by_its_path(folder: Path, name: str, toml: str) -> None:
    """Named as a file, it is still named after its folder, with what its TOML file states."""
    write(folder / "y2024" / "edition.toml", f'issued = "2024"\n{toml}')
    write(folder / "y2024" / name, TABLE)
    edition = read_file(folder / "y2024" / name)

    assert ("y2024", "2024") == (edition.id, edition.issued)


def test_a_toml_file_about_another_file(folder: Path) -> None:
    """A file beside an edition is no part of it, and mistakes in the TOML file are not its own."""
    write(folder / "y2024" / "edition.toml", "issued = 1\n")
    write(folder / "y2024" / "notes.csv", TABLE)

    assert "notes" == read_file(folder / "y2024" / "notes.csv").id
