"""The library as Python sees it."""

from __future__ import annotations

import os
import pydoc
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import guidegraph as gg
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.views import EditionView, Table
from tests.comparisons import HOSTILE, hostile


SOURCES = Path(__file__).resolve().parents[1] / "src"
HEAVY = ("click", "jinja2", "networkx", "numpy", "pyoxigraph", "rapidfuzz", "rdflib", "rich")
ROOT = SOURCES.parent
COURSE = "peer-support-course"
MAP = ROOT / "curricula" / COURSE / "map.csv"
LINEAGE = ROOT / "editions" / "2013-peer--combined" / "lineage.sssom.tsv"
SELECT = "PREFIX dcterms: <http://purl.org/dc/terms/> SELECT ?id { ?s dcterms:identifier ?id }"


@cache
def library() -> gg.Library:
    """Our library."""
    return gg.Library.open()


def run(code: str) -> str:
    """What some code prints in a Python of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_exports_are_sorted_and_there() -> None:
    """What the package promises is there, in order, and listed by dir()."""
    assert sorted(gg.__all__) == gg.__all__
    assert set(gg.__all__) <= set(dir(gg))
    for name in gg.__all__:
        assert getattr(gg, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nope'"):
        gg.nope  # noqa: B018


@pytest.mark.parametrize("module", ["guidegraph", "guidegraph.cli.main"])
def test_importing_is_light(module: str) -> None:
    """Neither the package nor the command loads anything heavy."""
    allowed = {"click"} if module.endswith("main") else set[str]()
    loaded = run(f"import sys, {module}; print(*(name.partition('.')[0] for name in sys.modules))")

    assert set() == (set(loaded.split()) & set(HEAVY)) - allowed


@pytest.mark.parametrize(
    "first",
    [
        "import guidegraph as gg",
        pytest.param(
            "import guidegraph.diff.run as r; import guidegraph as gg", marks=pytest.mark.slow
        ),
        pytest.param(
            "from guidegraph.diff.run import diff; import guidegraph as gg", marks=pytest.mark.slow
        ),
        pytest.param(
            "from guidegraph import diff; import guidegraph as gg; assert callable(diff)",
            marks=pytest.mark.slow,
        ),
        pytest.param("import guidegraph as gg; gg.diff", marks=pytest.mark.slow),
        "import guidegraph as gg, guidegraph.diff.run as r; r.diff",
    ],
)
def test_diff_is_a_function_and_a_package(first: str) -> None:
    """However the package `guidegraph.diff` was imported before, `gg.diff` can be called."""
    code = (
        f"{first}; edition = gg.Library.open().edition('supervisor'); "
        "print(len(gg.diff(edition, edition)))"
    )

    assert "0" == run(code)


def test_walks_through_an_edition() -> None:
    """From a value to its practice, statements and roles, and back."""
    value = library().edition("combined").value(7)

    assert "Peer supporters are honest and direct" == value.label
    assert "Address difficult issues with caring and compassion" == value.practice.label
    assert ["7.1", "7.2", "7.3", "7.4", "7.5"] == [view.number for view in value.statements]
    assert ["value/7/role/1", "value/7/role/2", "value/7/role/3"] == [v.id for v in value.roles]
    assert value == value.statements[0].parent.parent  # type: ignore[union-attr]  # it has them
    assert [value.practice, *value.roles] == list(value.children)
    assert "https://w3id.org/guidegraph/peer-support/combined/value/7" == value.iri
    assert 2 == len(value.statements[1:3])


def test_an_edition_has_its_parts() -> None:
    """Values, statements, roles and terms, as the document has them."""
    edition = library().edition("combined")

    assert (12, 56, 43, 12) == (
        len(edition.values),
        len(edition.statements),
        len(edition.roles),
        len(edition.terms),
    )
    assert ["term/co-optation"] == [v.id for v in edition.item("value/9/role/2").terms]
    assert len(edition.items) == len(edition.records()) == edition.to_networkx().number_of_nodes()


def test_names_what_is_not_there() -> None:
    """A value, an item, an edition, a practice."""
    edition = library().edition("combined")
    with pytest.raises(UnknownNameError, match="unknown value of combined '13'"):
        edition.value(13)
    with pytest.raises(UnknownNameError, match="did you mean 'value/7'"):
        edition.item("valu/7")
    with pytest.raises(gg.GuidegraphError, match="did you mean 'combined'"):
        library().edition("combine")
    with pytest.raises(MisuseError, match="has no practice"):
        _ = edition.item("section/purpose").practice


@pytest.mark.usefixtures("kept_workers")
def test_python_and_sparql_agree() -> None:
    """The practices of value 7, walked to, by named query, and by SPARQL."""
    walked = [view.text for view in library().edition("combined").value(7).statements]
    named = library().named_query("practices-of-value", {"value": "7", "edition": "combined"})
    asked = library().select(
        "PREFIX gg: <https://w3id.org/guidegraph/ontology#>"
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
        "SELECT ?text FROM <https://w3id.org/guidegraph/peer-support/combined> {"
        ' ?s gg:demonstrates/skos:notation "7" ; gg:order ?order ; skos:definition ?text'
        "} ORDER BY ?order"
    )

    assert walked == [row["text"] for row in named] == [row["text"] for row in asked.records()]


@pytest.mark.usefixtures("kept_workers")
def test_each_form_has_its_question() -> None:
    """A SELECT gives a table, an ASK a truth value, a CONSTRUCT a graph; else it is said so."""
    construct = "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }"

    assert isinstance(library().select(SELECT), Table)
    assert library().holds("ASK { ?s ?p ?o }") is True
    assert 100 < len(library().construct(construct))
    with pytest.raises(MisuseError, match="not a SELECT"):
        library().select("ASK { ?s ?p ?o }")
    with pytest.raises(MisuseError, match="not an ASK"):
        library().holds(SELECT)
    with pytest.raises(MisuseError, match="not a CONSTRUCT"):
        library().construct(SELECT)
    with pytest.raises(MisuseError, match="more rows than the limit"):
        library().select(SELECT, limit=3)


def test_a_diff_is_a_sequence_of_changes() -> None:
    """With records, a graph, and a summary."""
    changes = gg.diff(library().edition("2013-peer"), library().edition("combined"))
    records = changes.records()

    assert list(changes) == list(library().diff("2013-peer", "combined"))
    assert list(changes) == list(library().diff(["2013-peer"], library().edition("combined")))
    assert list(changes) == list(gg.diff("2013-peer", "combined"))
    assert [change.id for change in changes] == [record["id"] for record in records]
    assert changes[:2] == tuple(changes)[:2]
    assert len(changes.to_rdflib()) > len(changes)
    assert f"<{len(changes)} changes from 2013-peer to combined>" == repr(changes)


def test_reads_a_file(tmp_path: Path) -> None:
    """A file is an edition, too."""
    path = tmp_path / "a.md"
    path.write_text("# T\n\n## Purpose\n\nPeers help.\n", encoding="utf-8")

    assert "T" == gg.read(path).title


def test_help_is_about_the_function() -> None:
    """`help(gg.diff)` shows how to call it."""
    shown = pydoc.plain(pydoc.render_doc(gg.diff))

    assert "guidegraph.diff(old" in shown
    assert "How every item" in shown


@pytest.mark.parametrize(
    ("result", "columns"),
    [
        (lambda: library().catalogue(), {"id", "title", "issued", "items"}),
        (lambda: library().excerpt("combined", "value/7"), {"id", "type", "number", "text"}),
        (lambda: library().verify("supervisor"), {"edition", "words", "share", "gaps"}),
        (lambda: library().diff("2013-peer", "combined"), {"relation", "wording", "before"}),
        (
            lambda: gg.Library.open(lineage=False).explain("2013-peer", "combined", "value/7"),
            {"ref", "score"},
        ),
        (lambda: library().log("combined:value/7"), {"kind", "edition", "old", "new"}),
        (lambda: library().blame("combined"), {"item", "since", "text"}),
        (lambda: library().review("2013-peer", "combined"), {"id", "state", "reviewer"}),
        pytest.param(
            lambda: library().check("combined"),
            {"rule", "severity", "items", "message"},
            marks=pytest.mark.slow,
        ),
        (lambda: library().queries(), {"name", "summary"}),
        (lambda: library().named_query("practices-of-value", {"value": "7"}), {"id", "text"}),
        (lambda: library().select(SELECT), {"id"}),
        (lambda: library().search("privacy"), {"item", "score", "text"}),
        (lambda: library().related("combined:value/7"), {"item", "score", "reasons"}),
        (lambda: library().path("combined:value/7", "combined:value/1"), {"origin", "why"}),
        (lambda: library().map("combined"), {"id", "degree", "cluster", "ties"}),
        (lambda: library().coverage(COURSE, "combined"), {"id", "depth", "statements"}),
        (lambda: library().impact(COURSE, "2013-peer", "combined"), {"statement", "status"}),
        (lambda: library().drift(COURSE, "2013-peer"), {"statement", "item", "missing"}),
        (lambda: library().suggest_map(COURSE, "combined"), {"statement", "item", "confidence"}),
        (lambda: library().ripple("term/peer", "2013-peer", "combined"), {"item", "consequence"}),
        (lambda: library().migrate(MAP, "2013-peer", "combined"), {"line", "item", "status"}),
        (
            lambda: library().lint_mapping(LINEAGE, "2013-peer", "combined"),
            None,
        ),
    ],
)
def test_every_result_has_records(result: Callable[[], Any], columns: set[str] | None) -> None:
    """What the command line shows, Python gives as records: plain values by the same names."""
    records = result().records()
    if columns is None:
        assert [] == records
        return

    assert records
    assert all(columns <= record.keys() for record in records)
    assert {str, int, float, bool, type(None)} >= {
        type(value) for record in records for value in record.values()
    }


def test_paths_may_be_texts(tmp_path: Path) -> None:
    """Files and folders are named by texts or paths, editions by ids, files or themselves."""
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text("id,text\n1,Peers help.\n2,Peers listen.\n", encoding="utf-8")
    new.write_text("id,text\n1,Peers help.\n2,Peers may listen.\n", encoding="utf-8")
    expected = gg.diff(gg.read(str(old)), gg.read(new)).records()
    library = gg.Library.create(str(tmp_path / "lib"), title="L", base="https://example.org/l/")

    assert 1 == len(expected)
    for one, two in ((str(old), str(new)), (old, new), (gg.read(old), new), ([old], str(new))):
        assert expected == library.diff(one, two).records() == gg.diff(one, two).records()
    assert library.ids == gg.Library.open(str(tmp_path / "lib")).ids == ()
    with pytest.raises(MisuseError, match="'old' is not in this library; name the file"):
        library.coverage(gg.read(old), new)


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    """A file is read once, until it changes."""
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    for path in (old, new):
        path.write_text("id,text\n1,Peers help.\n", encoding="utf-8")
    assert 0 == len(library().diff(old, new))

    new.write_text("id,text\n1,Peers help all.\n", encoding="utf-8")
    assert 1 == len(library().diff(old, new))


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("said", HOSTILE)
def test_html_holds_any_text(said: str) -> None:
    """In a notebook every text is text."""
    comparison = hostile(said)
    edition = EditionView(
        Edition(id="e", iri="https://x/e", title=said, items=(Item(id=f"1{said}", text=said),))
    )
    shown = (
        edition,
        edition.items,
        edition.items[0],
        gg.DiffView(comparison),
        Table((said,), ({said: said},)),
    )
    for view in shown:
        found = _Elements()
        found.feed(view._repr_html_())
        found.close()

        assert found.tags <= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert said.split(maxsplit=1)[0] in found.text or "\0" in said
