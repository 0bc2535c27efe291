"""Files that are in no library are a library in memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.model.errors import MisuseError
from guidegraph.store import file_library
from guidegraph.store.file_library import library_of_files


OLD = "id,text\nr1,Logs are kept for a year.\nr2,Doors are locked at night.\n"
NEW = "id,text\nr1,Logs are kept for two years.\nr2,Doors are locked at night.\n"
OTHER = "id,text\nr1,Bread needs flour and salt.\nr2,Dough rests in a warm place.\n"


def _files(folder: Path, **texts: str) -> list[Path]:
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text)
    return [folder / f"{name}.csv" for name in texts]


def _origins(paths: list[Path]) -> dict[str, tuple[str, ...]]:
    library = library_of_files(paths)
    return {id_: library.edition(id_).provenance.revision_of for id_ in library.folders}


def test_a_series(tmp_path: Path) -> None:
    """Editions are named after their files; each revises the one before it in the order given."""
    paths = _files(tmp_path, v1=OLD, v2=NEW, v3=NEW.replace("two", "three"))

    assert {"v1": (), "v2": ("v1",), "v3": ("v2",)} == _origins(paths)
    assert {"v2": (), "v1": ("v2",)} == _origins([paths[1], paths[0]])


def test_unrelated_files(tmp_path: Path) -> None:
    """Documents with few words in common are no revisions of each other."""
    paths = _files(tmp_path, rules=OLD, bread=OTHER, later=NEW)

    assert {"rules": (), "bread": (), "later": ("rules",)} == _origins(paths)


def test_dates_give_the_order(tmp_path: Path) -> None:
    """Where all files state different dates of issue, these are the order."""
    for year, text in (("2026", NEW), ("2024", OLD)):
        (tmp_path / year).mkdir()
        (tmp_path / year / "edition.toml").write_text(f'issued = "{year}"\n')
        (tmp_path / year / "edition.csv").write_text(text)
    paths = [tmp_path / year / "edition.csv" for year in ("2026", "2024")]

    assert {"2024": (), "2026": ("2024",)} == _origins(paths)


def test_what_a_file_states(tmp_path: Path) -> None:
    """What one of the files states of its origin is all there is."""
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "edition.toml").write_text('derived_from = ["a"]\n')
    (tmp_path / "c" / "edition.csv").write_text(NEW)
    paths = [*_files(tmp_path, a=OLD, b=OLD), tmp_path / "c" / "edition.csv"]

    assert {"a": (), "b": (), "c": ()} == _origins(paths)
    assert ("a",) == library_of_files(paths).edition("c").provenance.derived_from


def test_files_of_the_same_name(tmp_path: Path) -> None:
    """Files of the same name are told apart by their folders."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    paths = [*_files(tmp_path / "one", rules=OLD), *_files(tmp_path / "two", rules=NEW)]

    assert ["one-rules", "two-rules"] == list(library_of_files(paths).folders)


def test_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Addresses begin with what the web addresses of the items have in common, else with a URN.

    Two releases that share their identifiers have addresses of their own.
    """
    paths = _files(tmp_path, v1=OLD, v2=NEW)
    assert "urn:guidegraph:v2/r1" == library_of_files(paths).edition("v2").address_of("r1")

    def read(path: Path) -> Edition:
        return Edition(
            id=path.stem,
            iri="https://example.org/trades#",
            title="Trades",
            source_kind=SourceKind.RDF,
            items=tuple(
                Item(id=id_, iri=f"https://example.org/trades#{id_}", label=path.stem)
                for id_ in ("c1", "c2")
            ),
        )

    monkeypatch.setattr(file_library, "read_file", read)
    library = library_of_files(paths)
    first, second = library.edition("v1"), library.edition("v2")

    assert "https://example.org/trades#c1" == first.iri_of("c1") == second.iri_of("c1")
    assert "https://example.org/v1/c1" == first.address_of("c1")
    assert ("v1",) == second.provenance.revision_of  # by their identifiers; no word is the same
    assert ("Trades", "https://example.org/") == (library.title, library.base)


def test_an_edition_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition that guidegraph exported keeps the address that it has."""
    (path,) = _files(tmp_path, combined=OLD)
    read = file_library.read_file
    iri = "https://example.org/l/combined"
    monkeypatch.setattr(file_library, "read_file", lambda path: replace(read(path), iri=iri))
    edition = library_of_files([path]).edition("combined")

    assert (iri, f"{iri}/r1") == (edition.address, edition.iri_of("r1"))


def test_stores_nothing(tmp_path: Path) -> None:
    """There is no folder for decisions, and none that lies about is read."""
    paths = _files(tmp_path, v1=OLD, v2=NEW)
    (tmp_path / "v1--v2").mkdir()
    (tmp_path / "v1--v2" / "lineage.sssom.tsv").write_text("not a mapping")
    library = library_of_files(paths)

    assert library.edition("v2").items[0].lineage is None
    with pytest.raises(MisuseError, match="guidegraph init"):
        library.pair(["v1"], "v2")


@pytest.mark.parametrize(("count", "problem"), [(0, "no files"), (2, "is named twice")])
def test_what_is_no_library(tmp_path: Path, count: int, problem: str) -> None:
    """No files at all, or one twice, are misuse."""
    with pytest.raises(MisuseError, match=problem):
        library_of_files(_files(tmp_path, v1=OLD) * count)
